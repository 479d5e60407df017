//! Writing a policy as a file: every key that says something, always in the same order and words, so that
//! two versions can be laid side by side and one has one hash.

use std::fmt::{Display, Write as _};

use domain::policy::{
    AfterMiss, Breaks, Combines, Cost, Count, Discount, DownPayment, Fits, PlanTerms, Proposals,
    Reward, Rhythm, Segment, Settlement, Until, Upkeep,
};
use domain::schedule::Frequency;
use rust_decimal::Decimal;
use toml::Value;

use super::segment::{RESTORES, RHYTHMS, SPREADS};
use super::{MOST_OWED, PolicyFile};

/// The policy as TOML, with nothing left to what a creditor's settings say. Reading it gives it back.
pub fn write(file: &PolicyFile) -> String {
    let policy = &file.policy;
    let mut out = Lines::default();
    out.quoted("name", &file.name);
    out.quoted("currency", policy.currency);
    out.quoted("country", policy.country);
    out.maybe_quoted("legal_maximum", file.legal_maximum);
    if let Some(late) = &policy.late {
        out.table("[late]");
        out.quoted("yearly", late.yearly);
        out.maybe_quoted("fee", late.fee.map(domain::money::Money::to_decimal));
        out.bare("free_days", late.free_days);
    }
    for segment in &policy.segments {
        out.segment(segment, policy.currency.exponent());
    }
    out.0
}

/// The lines written so far.
#[derive(Default)]
struct Lines(String);

impl Lines {
    fn table(&mut self, heading: &str) {
        let _ = write!(self.0, "\n{heading}\n");
    }

    fn bare(&mut self, key: &str, value: impl Display) {
        let _ = writeln!(self.0, "{key} = {value}");
    }

    fn quoted(&mut self, key: &str, value: impl Display) {
        self.bare(key, Value::String(value.to_string()));
    }

    fn maybe_quoted(&mut self, key: &str, value: Option<impl Display>) {
        if let Some(value) = value {
            self.quoted(key, value);
        }
    }

    /// Only what differs from a key that is not there.
    fn flag(&mut self, key: &str, is_set: bool) {
        if is_set {
            self.bare(key, true);
        }
    }

    fn span(&mut self, key: &str, from: Option<String>, to: Option<String>) {
        let ends = [("from", from), ("to", to)];
        let ends = ends.into_iter().filter_map(|(key, end)| Some(format!("{key} = {}", end?)));
        let ends: Vec<_> = ends.collect();
        self.bare(key, format!("{{ {} }}", ends.join(", ")));
    }

    fn segment(&mut self, segment: &Segment, exponent: u32) {
        self.table("[[segment]]");
        self.quoted("name", &segment.name);
        self.fits(&segment.fits, exponent);
        self.flag("discount_with_plan", segment.combines == Combines::DiscountWithPlan);
        if let Some(discount) = &segment.discount {
            self.discount(discount);
        }
        if let Some(settlement) = &segment.settlement {
            self.settlement(settlement);
        }
        if let Some(plan) = &segment.plan {
            self.plan(plan);
        }
        if let Some(extension) = segment.extension {
            self.table("[segment.extension]");
            self.bare("days", extension.days);
            self.bare("times", extension.times);
        }
        if let Some(part) = segment.part {
            self.table("[segment.part]");
            self.quoted("least", part.least.to_decimal());
        }
        if let Some(proposals) = &segment.proposals {
            self.proposals(proposals);
        }
    }

    fn fits(&mut self, fits: &Fits, exponent: u32) {
        if let Some(days) = &fits.days_late {
            let from = Some(*days.start()).filter(|day| *day != i64::MIN);
            let to = Some(*days.end()).filter(|day| *day != i64::MAX);
            self.span("days_late", text(from), text(to));
        }
        if let Some(total) = &fits.total {
            let amount = |minor: i64| format!("\"{}\"", Decimal::new(minor, exponent));
            let (from, to) = (*total.start(), *total.end());
            let to = Some(to).filter(|to| *to != MOST_OWED).map(amount);
            self.span("total", Some(amount(from)), to);
        }
        if let Some(debts) = &fits.debts {
            let to = Some(*debts.end()).filter(|count| *count != u32::MAX);
            self.span("debts", text(Some(*debts.start())), text(to));
        }
        if !fits.tags.is_empty() {
            let tags = fits.tags.iter().map(|tag| Value::String(tag.clone()).to_string());
            self.bare("tags", format!("[{}]", tags.collect::<Vec<_>>().join(", ")));
        }
    }

    fn until(&mut self, until: Until) {
        match until {
            Until::Date(day) => self.quoted("until", day),
            Until::Days(days) => self.bare("days", days),
            Until::DueDate => self.quoted("until", "due-date"),
        }
    }

    fn discount(&mut self, discount: &Discount) {
        self.table("[segment.discount]");
        match discount.off {
            Count::Share(share) => self.quoted("percent", share),
            Count::Amount(amount) => self.quoted("amount", amount.to_decimal()),
        }
        self.until(discount.until);
        self.flag("on_not_due", discount.on_not_due);
        self.flag("on_interest", discount.on_interest);
    }

    fn settlement(&mut self, settlement: &Settlement) {
        self.table("[segment.settlement]");
        self.quoted("given_up", settlement.given_up);
        self.bare("payments", settlement.payments);
        if settlement.payments.get() > 1 {
            let (rhythm, day) = match settlement.frequency {
                Frequency::Weekly => (Rhythm::Weekly, None),
                Frequency::EveryTwoWeeks => (Rhythm::EveryTwoWeeks, None),
                Frequency::TwiceAMonth => (Rhythm::TwiceAMonth, None),
                Frequency::Monthly(day) => (Rhythm::Monthly, Some(day.get())),
            };
            self.quoted("frequency", word(&RHYTHMS, rhythm));
            if let Some(day) = day {
                self.bare("day", day);
            }
        }
        self.until(settlement.until);
    }

    fn plan(&mut self, plan: &PlanTerms) {
        self.table("[segment.plan]");
        let (from, to) = (plan.parts.start(), plan.parts.end());
        self.span("instalments", text(Some(*from)), text(Some(*to)));
        let rhythms =
            plan.frequencies.iter().map(|rhythm| format!("\"{}\"", word(&RHYTHMS, *rhythm)));
        self.bare("frequencies", format!("[{}]", rhythms.collect::<Vec<_>>().join(", ")));
        self.quoted("least", plan.least.to_decimal());
        match plan.down {
            DownPayment::None => {}
            DownPayment::Share(share) => self.quoted("down_percent", share),
            DownPayment::Amount(amount) => self.quoted("down_amount", amount.to_decimal()),
        }
        match plan.cost {
            Cost::None => {}
            Cost::Fee(fee) => self.quoted("fee", fee.to_decimal()),
            Cost::YearlyRate(rate) => self.quoted("yearly", rate),
        }
        self.quoted("spread", word(&SPREADS, plan.spread));
        self.bare("first_within", plan.first_within);
        self.bare("longest_days", plan.longest_days);
        self.upkeep(&plan.upkeep);
        match plan.reward {
            None => {}
            Some(Reward::OffTheLast(share)) => self.quoted("reward_percent", share),
            Some(Reward::InterestWaived) => self.flag("reward_interest", true),
        }
        match plan.breaks {
            Breaks::Most(most) => self.bare("breaks", most),
            Breaks::Unlimited => self.flag("breaks_unlimited", true),
        }
    }

    fn upkeep(&mut self, upkeep: &Upkeep) {
        self.bare("grace_days", upkeep.grace_days);
        let (misses, in_a_row) = match upkeep.misses {
            AfterMiss::InAll(misses) => (misses, false),
            AfterMiss::InARow(misses) => (misses, true),
        };
        self.bare("misses", misses);
        self.flag("misses_in_a_row", in_a_row);
        self.quoted("restores", word(&RESTORES, upkeep.restores));
        self.bare("moves", upkeep.moves);
        self.bare("move_days", upkeep.move_days);
        self.bare("skips", upkeep.skips);
    }

    fn proposals(&mut self, proposals: &Proposals) {
        self.table("[segment.proposals]");
        self.bare("instalments", proposals.parts);
        self.quoted("least", proposals.least.to_decimal());
        self.quoted("given_up", proposals.given_up);
        self.bare("within_days", proposals.within_days);
        self.bare("answer_hours", proposals.answer_hours);
    }
}

fn text(number: Option<impl Display>) -> Option<String> {
    number.map(|number| number.to_string())
}

/// The word of the file for `meaning`; every meaning has one.
pub(super) fn word<T: Copy + PartialEq>(known: &[(&'static str, T)], meaning: T) -> &'static str {
    known.iter().find(|(_, one)| *one == meaning).map_or("", |(name, _)| *name)
}
