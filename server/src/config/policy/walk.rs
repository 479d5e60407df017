//! One walk through everything that a policy says, in the order of its file: the file and the form of the
//! editor are both written by it, each by a [`Sink`] of its own, so that neither knows a limit that the
//! other does not.

use domain::money::{Currency, Money};
use domain::percent::Percent;
use domain::policy::{
    AfterMiss, Breaks, Combines, Cost, Count, Discount, DownPayment, Fits, PlanTerms, Policy,
    Proposals, Retries, Reward, Rhythm, Segment, Settlement, Until, Upkeep,
};
use domain::schedule::Frequency;

use super::segment::{RESTORES, RHYTHMS, SPREADS};
use super::{MOST_OWED, PolicyFile};

/// What stands at a key.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Said<'a> {
    /// A text, a word of the file, a day.
    Word(&'a str),
    /// A whole number.
    Number(i64),
    /// A share or a rate.
    Share(Percent),
    /// An amount in the policy's currency.
    Amount(Money),
    /// That it is so; where it is not, nothing is said.
    Yes,
}

/// Where the walk leaves what it comes by.
pub(super) trait Sink {
    /// Behind the name: what the policy is about as a whole.
    fn about(&mut self, policy: &Policy);
    /// The next segment begins.
    fn segment(&mut self);
    /// A table begins; the keys that follow are its own.
    fn table(&mut self, name: &'static str);
    /// A key that has something to say.
    fn say(&mut self, key: &str, said: Said<'_>);
    /// A key that says what holds without it too.
    fn say_as_usual(&mut self, key: &str, said: Said<'_>);
    /// A key with two ends, one of which may be missing.
    fn span(&mut self, key: &str, ends: [Option<Said<'_>>; 2]);
    /// The tags of a segment; may be none.
    fn tags(&mut self, tags: &[String]);
    /// How often instalments may come.
    fn rhythms(&mut self, words: &[&'static str]);
    /// An offer stands until the due date.
    fn until_due(&mut self);
}

/// Leaves all that `file` says in `sink`.
pub(super) fn walk(file: &PolicyFile, sink: &mut impl Sink) {
    let policy = &file.policy;
    sink.say("name", Said::Word(&file.name));
    sink.about(policy);
    if let Some(maximum) = file.legal_maximum {
        sink.say("legal_maximum", Said::Share(maximum));
    }
    if let Some(late) = &policy.late {
        sink.table("late");
        sink.say("yearly", Said::Share(late.yearly));
        if let Some(fee) = late.fee {
            sink.say("fee", Said::Amount(fee));
        }
        number(sink, "free_days", late.free_days);
    }
    for one in &policy.segments {
        segment(sink, one, policy.currency);
    }
}

fn segment(sink: &mut impl Sink, segment: &Segment, currency: Currency) {
    sink.segment();
    sink.say("name", Said::Word(&segment.name));
    fits(sink, &segment.fits, currency);
    flag(sink, "discount_with_plan", segment.combines == Combines::DiscountWithPlan);
    if let Some(given) = &segment.discount {
        discount(sink, given);
    }
    if let Some(given) = &segment.settlement {
        settlement(sink, given);
    }
    if let Some(terms) = &segment.plan {
        plan(sink, terms);
    }
    if let Some(extension) = segment.extension {
        sink.table("extension");
        number(sink, "days", extension.days);
        number(sink, "times", extension.times);
    }
    if let Some(part) = segment.part {
        sink.table("part");
        sink.say("least", Said::Amount(part.least));
    }
    if let Some(taken) = &segment.proposals {
        proposals(sink, taken);
    }
}

fn fits(sink: &mut impl Sink, fits: &Fits, currency: Currency) {
    if let Some(days) = &fits.days_late {
        let from = Some(*days.start()).filter(|day| *day != i64::MIN);
        let to = Some(*days.end()).filter(|day| *day != i64::MAX);
        sink.span("days_late", [from, to].map(|end| end.map(Said::Number)));
    }
    if let Some(total) = &fits.total {
        let amount = |minor| Money::new(minor, currency).ok().map(Said::Amount);
        let to = Some(*total.end()).filter(|to| *to != MOST_OWED);
        sink.span("total", [amount(*total.start()), to.and_then(amount)]);
    }
    if let Some(debts) = &fits.debts {
        let to = Some(*debts.end()).filter(|count| *count != u32::MAX);
        let ends = [Some(*debts.start()), to];
        sink.span("debts", ends.map(|end| end.map(|count| Said::Number(count.into()))));
    }
    sink.tags(&fits.tags);
}

fn discount(sink: &mut impl Sink, discount: &Discount) {
    sink.table("discount");
    match discount.off {
        Count::Share(share) => sink.say("percent", Said::Share(share)),
        Count::Amount(amount) => sink.say("amount", Said::Amount(amount)),
    }
    until(sink, discount.until);
    flag(sink, "on_not_due", discount.on_not_due);
    flag(sink, "on_interest", discount.on_interest);
}

fn settlement(sink: &mut impl Sink, settlement: &Settlement) {
    sink.table("settlement");
    sink.say("given_up", Said::Share(settlement.given_up));
    number(sink, "payments", settlement.payments.get());
    if settlement.payments.get() > 1 {
        let (rhythm, day) = match settlement.frequency {
            Frequency::Weekly => (Rhythm::Weekly, None),
            Frequency::EveryTwoWeeks => (Rhythm::EveryTwoWeeks, None),
            Frequency::TwiceAMonth => (Rhythm::TwiceAMonth, None),
            Frequency::Monthly(day) => (Rhythm::Monthly, Some(day.get())),
        };
        sink.say("frequency", Said::Word(word(&RHYTHMS, rhythm)));
        if let Some(day) = day {
            number(sink, "day", day);
        }
    }
    until(sink, settlement.until);
}

fn plan(sink: &mut impl Sink, plan: &PlanTerms) {
    sink.table("plan");
    let ends = [*plan.parts.start(), *plan.parts.end()];
    sink.span("instalments", ends.map(|count| Some(Said::Number(count.into()))));
    let rhythms: Vec<_> = plan.frequencies.iter().map(|one| word(&RHYTHMS, *one)).collect();
    sink.rhythms(&rhythms);
    sink.say("least", Said::Amount(plan.least));
    match plan.down {
        DownPayment::None => {}
        DownPayment::Share(share) => sink.say("down_percent", Said::Share(share)),
        DownPayment::Amount(amount) => sink.say("down_amount", Said::Amount(amount)),
    }
    match plan.cost {
        Cost::None => {}
        Cost::Fee(fee) => sink.say("fee", Said::Amount(fee)),
        Cost::YearlyRate(rate) => sink.say("yearly", Said::Share(rate)),
    }
    sink.say("spread", Said::Word(word(&SPREADS, plan.spread)));
    number(sink, "first_within", plan.first_within);
    number(sink, "longest_days", plan.longest_days);
    upkeep(sink, &plan.upkeep);
    match plan.reward {
        None => {}
        Some(Reward::OffTheLast(share)) => sink.say("reward_percent", Said::Share(share)),
        Some(Reward::InterestWaived) => sink.say("reward_interest", Said::Yes),
    }
    match plan.breaks {
        Breaks::Most(most) if plan.breaks == Breaks::USUAL => {
            sink.say_as_usual("breaks", Said::Number(most.get().into()));
        }
        Breaks::Most(most) => number(sink, "breaks", most.get()),
        Breaks::Unlimited => sink.say("breaks_unlimited", Said::Yes),
    }
}

fn upkeep(sink: &mut impl Sink, upkeep: &Upkeep) {
    number(sink, "grace_days", upkeep.grace_days);
    let (misses, in_a_row) = match upkeep.misses {
        AfterMiss::InAll(misses) => (misses, false),
        AfterMiss::InARow(misses) => (misses, true),
    };
    number(sink, "misses", misses.get());
    flag(sink, "misses_in_a_row", in_a_row);
    sink.say("restores", Said::Word(word(&RESTORES, upkeep.restores)));
    number(sink, "moves", upkeep.moves);
    number(sink, "move_days", upkeep.move_days);
    number(sink, "skips", upkeep.skips);
    retries(sink, upkeep.retries);
}

/// What was written before the keys were there is written as it was.
fn retries(sink: &mut impl Sink, retries: Retries) {
    let Retries { times, days } = retries;
    for (key, value) in [("retries", times), ("retry_days", days)] {
        match retries {
            Retries::USUAL => sink.say_as_usual(key, Said::Number(value.into())),
            _ => number(sink, key, value),
        }
    }
}

fn proposals(sink: &mut impl Sink, proposals: &Proposals) {
    sink.table("proposals");
    number(sink, "instalments", proposals.parts);
    sink.say("least", Said::Amount(proposals.least));
    sink.say("given_up", Said::Share(proposals.given_up));
    number(sink, "within_days", proposals.within_days);
    number(sink, "answer_hours", proposals.answer_hours);
}

fn until(sink: &mut impl Sink, until: Until) {
    match until {
        Until::Date(day) => sink.say("until", Said::Word(&day.to_string())),
        Until::Days(days) => number(sink, "days", days),
        Until::DueDate => sink.until_due(),
    }
}

fn number(sink: &mut impl Sink, key: &str, number: impl Into<i64>) {
    sink.say(key, Said::Number(number.into()));
}

/// Only what differs from a key that is not there.
fn flag(sink: &mut impl Sink, key: &str, is_set: bool) {
    if is_set {
        sink.say(key, Said::Yes);
    }
}

/// The word of the file for `meaning`; every meaning has one.
fn word<T: Copy + PartialEq>(known: &[(&'static str, T)], meaning: T) -> &'static str {
    known.iter().find(|(_, one)| *one == meaning).map_or("", |(name, _)| *name)
}
