//! What a policy would mean for the cases of a day.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::money::Money;
use domain::percent::Percent;
use domain::policy::{Count, Policy, Segment};

use crate::reader::Reader;
use crate::texts::key;

/// The kinds of the best way out of a case, in the order in which they are told.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Best {
    /// Everything at once, for less.
    Discount,
    /// Less than everything.
    Settlement,
    /// Later.
    Extension,
    /// By and by.
    Plan,
    /// Some of it.
    Part,
}

/// The cases that one segment decides, or none does.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Tally {
    /// How many.
    pub cases: u64,
    /// What they owe.
    pub owed: Money,
    /// What is given up if each takes the offer that gives up most.
    pub given_up: Money,
    /// How many have which best way out; those without one are missing.
    pub best: BTreeMap<Best, u64>,
}

impl Tally {
    /// No cases yet.
    pub const fn of_nobody(zero: Money) -> Self {
        Self { cases: 0, owed: zero, given_up: zero, best: BTreeMap::new() }
    }
}

/// What a policy would mean.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Preview {
    /// The day of which it speaks, in the creditor's zone.
    pub day: NaiveDate,
    /// One for each segment, in their order.
    pub segments: Vec<Tally>,
    /// The cases that fit none.
    pub without: Tally,
    /// Cases of which everything that is owed is disputed.
    pub in_review: u64,
    /// What is given up if everybody accepts what gives up most.
    pub given_up: Money,
    /// What would come in if half of the cases took their best way out, by the month's first day.
    pub months: BTreeMap<NaiveDate, Money>,
}

/// The preview as text, segment by segment.
pub fn report(reader: Reader, policy: &Policy, preview: &Preview) -> String {
    let (day, currency) = (&reader.day(preview.day), policy.currency.code());
    let mut lines = vec![reader.say(key::PolicyPreviewTitle { day, currency })];
    let segments = policy.segments.iter().zip(&preview.segments);
    for (number, (segment, tally)) in (1_u32..).zip(segments) {
        let (number, name) = (&number.to_string(), &*segment.name);
        let (cases, owed) = (tally.cases, &reader.money(tally.owed));
        lines.push(reader.say(key::PolicyPreviewSegment { number, name, cases, owed }));
        if cases > 0 {
            lines.push(format!("   {}", best_of(reader, segment, tally)));
        }
    }
    if preview.without.cases > 0 {
        let (cases, owed) = (preview.without.cases, &reader.money(preview.without.owed));
        lines.push(reader.say(key::PolicyPreviewNone { cases, owed }));
    }
    if preview.in_review > 0 {
        lines.push(reader.say(key::PolicyPreviewReview { cases: preview.in_review }));
    }
    let amount = &reader.money(preview.given_up);
    lines.push(reader.say(key::PolicyPreviewGivenUp { amount }));
    if !preview.months.is_empty() {
        lines.push(reader.say(key::PolicyPreviewCash));
    }
    for (month, amount) in &preview.months {
        let (month, amount) = (&reader.month(*month), &reader.money(*amount));
        let line = reader.say(key::PolicyPreviewMonth { month, amount });
        lines.push(format!("   {line}"));
    }
    lines.join("\n")
}

fn best_of(reader: Reader, segment: &Segment, tally: &Tally) -> String {
    reader.say(key::PolicyPreviewBest { ways: &ways_of(reader, segment, tally) })
}

/// The best ways out of the cases of a segment, each with how many have it.
pub(super) fn ways_of(reader: Reader, segment: &Segment, tally: &Tally) -> String {
    let ways = tally.best.iter().filter_map(|(way, cases)| {
        let (way, cases) = (best(reader, segment, *way)?, cases.to_string());
        Some(reader.say(key::PolicyPreviewWay { way: &way, cases: &cases }))
    });
    let ways = ways.collect::<Vec<_>>().join(", ");
    if ways.is_empty() { reader.say(key::PolicyPreviewNoWay) } else { ways }
}

/// A way out as the segment offers it, in a few words; `None` if it does not.
pub fn best(reader: Reader, segment: &Segment, way: Best) -> Option<String> {
    let percent = |share: Percent| reader.percent(u32::from(share.hundredths()));
    Some(match way {
        Best::Discount => {
            let off = match segment.discount?.off {
                Count::Share(share) => percent(share),
                Count::Amount(amount) => reader.money(amount),
            };
            reader.say(key::PolicyWayDiscount { off: &off })
        }
        Best::Settlement => {
            let share = percent(segment.settlement?.given_up);
            reader.say(key::PolicyWaySettlement { share: &share })
        }
        Best::Extension => {
            reader.say(key::PolicyWayExtension { days: u64::from(segment.extension?.days) })
        }
        Best::Plan => {
            let parts = u64::from(*segment.plan.as_ref()?.parts.end());
            reader.say(key::PolicyWayPlan { parts })
        }
        Best::Part => reader.say(key::PolicyWayPart { least: &reader.money(segment.part?.least) }),
    })
}

#[cfg(test)]
mod tests {
    use domain::country::{Address, Country};
    use domain::policy::{Discount, Until};

    use super::*;
    use crate::texts::{Lang, Voice};

    fn soles(minor: i64) -> Money {
        Money::new(minor, Country::Pe.currency()).expect("positive")
    }

    fn day(month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, month, day).expect("a day")
    }

    #[test]
    fn a_preview_says_who_gets_what_and_what_comes_in() {
        let off = Count::Share(Percent::from_hundredths(1_500).expect("15 %"));
        let until = Until::Days(5);
        let discount = Discount { off, until, on_not_due: true, on_interest: false };
        let segment =
            Segment { name: "Vencidas".into(), discount: Some(discount), ..Segment::default() };
        let policy = Policy {
            currency: Country::Pe.currency(),
            country: Country::Pe,
            late: None,
            segments: vec![segment],
        };
        let tally = Tally {
            cases: 97,
            owed: soles(5_286_000),
            given_up: soles(792_900),
            best: BTreeMap::from([(Best::Discount, 97)]),
        };
        let preview = Preview {
            day: day(11, 22),
            segments: vec![tally],
            without: Tally { cases: 1, owed: soles(5_000), ..Tally::of_nobody(soles(0)) },
            in_review: 2,
            given_up: soles(792_900),
            months: BTreeMap::from([(day(11, 1), soles(2_246_550))]),
        };
        let voice = Voice { lang: Lang::Es, region: Country::Pe, address: Address::Tu };
        let said = report(Reader::new(voice, day(11, 22)), &policy, &preview);
        let lines: Vec<_> = said.lines().map(|line| line.replace('\u{a0}', " ")).collect();
        assert_eq!(
            lines,
            [
                "Con los casos del 22 de noviembre, en PEN:",
                "1. Vencidas: 97 casos, S/ 52,860.00",
                "   mejor opción: 15 % menos si paga todo (97)",
                "Sin segmento: 1 caso, S/ 50.00; pueden pagar todo o una parte",
                "En revisión: 2 casos, sin opciones mientras tanto",
                "Lo que se perdona como máximo, si todos aceptan: S/ 7,929.00",
                "Ingresos por mes si acepta la mitad:",
                "   noviembre de 2026: S/ 22,465.50",
            ]
        );
    }
}
