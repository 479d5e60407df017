//! What the browser needs to count a plan by itself: limits and sentences, as props of the island.

use domain::country::Country;
use domain::plan_quote::Refusal;
use domain::policy::PlanTerms;
use domain::schedule::ScheduleError;

use super::problem::told;
use super::{BuilderProblem, BuilderView};
use crate::format::AmountProblem;
use crate::islands::{COUNT, FIRST, PlanProblems, PlanRules, PlanWords, SECOND, Sentence};
use crate::reader::Reader;
use crate::routes::pattern;
use crate::texts::key;

/// What a plan is counted with.
#[derive(Clone, Debug)]
pub struct Live {
    /// Its limits.
    pub terms: PlanTerms,
    /// Whose weekends and holidays count: the creditor's.
    pub country: Country,
}

/// Limits and problems for one form; `None` where the browser shall not count.
pub(super) fn props(reader: Reader, view: &BuilderView) -> Option<(PlanRules, PlanProblems)> {
    let Live { terms, country } = view.live.as_ref()?;
    let rules = PlanRules::new(reader, view.owed, terms, *country);
    Some((rules, problems(reader, view, terms)))
}

/// What is said of a plan.
pub(super) fn words(reader: Reader) -> PlanWords {
    PlanWords {
        heading: reader.say(key::BuilderWouldPay),
        owed: reader.say(key::BuilderOwed),
        cost: reader.say(key::BuilderCost),
        total: reader.say(key::BuilderTotal),
        free: reader.say(key::BuilderFree),
        go: reader.say(key::BuilderGo),
        to: pattern::OPTIONS_ACCEPT.to_owned(),
        today: reader.say(key::WhenToday { day: FIRST }),
        reward: reader.say(key::BuilderReward { amount: FIRST }),
        equal: sentence(|count| reader.say(key::ScheduleEqual { count, amount: FIRST })),
        unequal: sentence(|count| {
            reader.say(key::ScheduleUnequal { count, first: FIRST, last: SECOND })
        }),
        close: sentence(|count| {
            reader.say(key::ScheduleClose { before: FIRST, after: SECOND, count })
        }),
    }
}

fn sentence(say: impl Fn(u64) -> String) -> Sentence {
    Sentence { one: say(1), other: say(COUNT) }
}

fn problems(reader: Reader, view: &BuilderView, terms: &PlanTerms) -> PlanProblems {
    let say = |problem| told(reader, view, problem).text;
    let unread = |amount| say(BuilderProblem::Each(amount));
    let refused = |refusal| say(BuilderProblem::Refused(refusal));
    let last = |days: u16| {
        let later = chrono::Days::new(u64::from(days));
        reader.today.checked_add_days(later).unwrap_or(reader.today)
    };
    PlanProblems {
        empty: unread(AmountProblem::Empty),
        not_an_amount: unread(AmountProblem::NotAnAmount),
        too_precise: unread(AmountProblem::TooPrecise),
        too_large: unread(AmountProblem::TooLarge),
        no_count: say(BuilderProblem::NoCount),
        no_day: say(BuilderProblem::NoDay),
        too_few: refused(Refusal::TooFew(*terms.parts.start())),
        too_many: refused(Refusal::TooMany(*terms.parts.end())),
        too_small: refused(Refusal::TooSmall(terms.least)),
        rhythm: refused(Refusal::Rhythm),
        first_late: refused(Refusal::FirstTooLate(last(terms.first_within))),
        too_long: refused(Refusal::TooLong(last(terms.longest_days))),
        down_small: refused(Refusal::DownTooSmall(view.least_down)),
        past: refused(Refusal::Schedule(ScheduleError::InThePast)),
        nothing_left: refused(Refusal::Schedule(ScheduleError::NothingToPay)),
    }
}
