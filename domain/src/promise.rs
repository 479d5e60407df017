//! A promise to pay on a day: more time without a plan. The due date stays.
//!
//! | from \ fact | money by its day, all of it | money by its day, a part | an agreement | its day is over, nothing on its way that was begun by then | money taken back | withdrawn |
//! | --- | --- | --- | --- | --- | --- | --- |
//! | made | kept | made | kept | broken | made | withdrawn |
//! | kept, broken, withdrawn | – | – | – | – | – | – |
//!
//! Reminders rest until its day is over. Laws, each a property test: kept, broken and withdrawn are never left;
//! it is kept when the money of its days reaches what was promised, or when something else is agreed in its place
//! while it is made, a later day among that, and only then: one whose money is still on its way may be so after its day.

use chrono::{Days, NaiveDate};

use crate::money::{Money, MoneyError};
use crate::plan::Pending;
use crate::policy::Extension;

/// A promise to pay.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Promise {
    /// What was promised.
    pub amount: Money,
    /// When it was made.
    pub made_on: NaiveDate,
    /// The last day to keep it, in the creditor's zone.
    pub pay_on: NaiveDate,
    /// Where it stands.
    pub state: PromiseState,
}

/// Where a promise stands.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum PromiseState {
    /// It may still be kept.
    Made {
        /// What has come since.
        paid: Money,
    },
    /// The money came, or something else was agreed in its place. Never left.
    Kept {
        /// The day.
        on: NaiveDate,
    },
    /// Its day passed. Never left: money that comes later is a payment like any other.
    Broken {
        /// The day.
        on: NaiveDate,
    },
    /// Nobody had promised it: the team had written it down by mistake. Never left.
    Withdrawn {
        /// The day.
        on: NaiveDate,
    },
}

/// What happens to a promise.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PromiseFact {
    /// Money for what was promised, on the day on which the debtor paid.
    Paid(Money),
    /// The debtor accepted a plan or a settlement instead, or was given more time once more.
    Agreed,
    /// A new day began.
    DayBegins(Pending),
    /// Money was taken back.
    TakenBack(Money),
    /// The team had written it down by mistake.
    Withdrawn,
}

/// Why a promise is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PromiseRefusal {
    /// More time was given as often as the policy allows.
    #[error("no more time is given")]
    NoneLeft,
    /// The day has passed.
    #[error("before {0}")]
    TooEarly(NaiveDate),
    /// Later than the policy allows.
    #[error("after {0}")]
    TooLate(NaiveDate),
    /// Nothing is promised.
    #[error("nothing is promised")]
    Nothing,
}

impl Promise {
    /// A promise made today to pay `amount` by `pay_on`, when `used` were made before it.
    pub fn make(
        extension: &Extension,
        used: u16,
        amount: Money,
        (today, pay_on): (NaiveDate, NaiveDate),
    ) -> Result<Self, PromiseRefusal> {
        let days = Days::new(u64::from(extension.days));
        let last = today.checked_add_days(days).unwrap_or(today);
        if used >= extension.times {
            Err(PromiseRefusal::NoneLeft)
        } else if pay_on < today {
            Err(PromiseRefusal::TooEarly(today))
        } else if pay_on > last {
            Err(PromiseRefusal::TooLate(last))
        } else if amount.is_zero() {
            Err(PromiseRefusal::Nothing)
        } else {
            let state = PromiseState::Made { paid: Money::zero(amount.currency()) };
            Ok(Self { amount, made_on: today, pay_on, state })
        }
    }

    /// Whether reminders rest on `today`.
    pub fn holds_reminders(&self, today: NaiveDate) -> bool {
        matches!(self.state, PromiseState::Made { .. }) && today <= self.pay_on
    }

    /// The promise after `fact` on the day `on`; see the table above.
    pub fn apply(self, fact: PromiseFact, on: NaiveDate) -> Result<Self, MoneyError> {
        use PromiseState as S;
        let S::Made { paid } = self.state else { return Ok(self) };
        let in_time = on <= self.pay_on;
        let state = match fact {
            PromiseFact::Paid(amount) if in_time => {
                let paid = paid.checked_add(amount)?;
                let is_kept = self.amount.less(paid)?.is_zero();
                if is_kept { S::Kept { on } } else { S::Made { paid } }
            }
            PromiseFact::Agreed => S::Kept { on },
            PromiseFact::DayBegins(pending) if !in_time && !pending.saves(self.pay_on) => {
                S::Broken { on }
            }
            PromiseFact::TakenBack(amount) => S::Made { paid: paid.less(amount)? },
            PromiseFact::Withdrawn => S::Withdrawn { on },
            _ => self.state,
        };
        Ok(Self { state, ..self })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::money::Currency;

    fn soles(minor: i64) -> Money {
        Money::new(minor, Currency::parse("PEN").expect("PEN")).expect("positive")
    }

    fn date(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    const EXTENSION: Extension = Extension { days: 10, times: 2 };

    fn promise() -> Promise {
        let days = (date("2026-11-22"), date("2026-11-30"));
        Promise::make(&EXTENSION, 0, soles(1_000), days).expect("within limits")
    }

    #[test]
    fn a_promise_is_taken_as_far_and_as_often_as_the_policy_says() {
        let today = date("2026-11-22");
        let make = |used, minor, pay_on| {
            let made = Promise::make(&EXTENSION, used, soles(minor), (today, date(pay_on)));
            made.map(|promise| promise.pay_on)
        };
        assert_eq!(make(1, 1, "2026-12-02"), Ok(date("2026-12-02")));
        assert_eq!(make(0, 1, "2026-11-22"), Ok(today));
        assert_eq!(make(2, 1, "2026-11-30"), Err(PromiseRefusal::NoneLeft));
        assert_eq!(make(0, 1, "2026-11-21"), Err(PromiseRefusal::TooEarly(today)));
        assert_eq!(make(0, 1, "2026-12-03"), Err(PromiseRefusal::TooLate(date("2026-12-02"))));
        assert_eq!(make(0, 0, "2026-11-30"), Err(PromiseRefusal::Nothing));
    }

    #[test]
    fn a_promise_is_kept_by_its_day_or_broken_after_it() {
        let begins = PromiseFact::DayBegins(Pending::Nothing);
        let waits = PromiseFact::DayBegins(Pending::Money);
        let begun = |on| PromiseFact::DayBegins(Pending::Begun(date(on)));
        let paid = |minor| PromiseFact::Paid(soles(minor));
        let made = |minor| PromiseState::Made { paid: soles(minor) };
        let kept = |on| PromiseState::Kept { on: date(on) };
        let broken = |on| PromiseState::Broken { on: date(on) };
        for (facts, state) in [
            (vec![(paid(1_000), "2026-11-30")], kept("2026-11-30")),
            (vec![(paid(400), "2026-11-24"), (paid(600), "2026-11-25")], kept("2026-11-25")),
            (vec![(PromiseFact::Agreed, "2026-11-25")], kept("2026-11-25")),
            (vec![(waits, "2026-12-01"), (PromiseFact::Agreed, "2026-12-02")], kept("2026-12-02")),
            (
                vec![(begins, "2026-12-01"), (PromiseFact::Agreed, "2026-12-02")],
                broken("2026-12-01"),
            ),
            (
                vec![(PromiseFact::Withdrawn, "2026-11-25"), (begins, "2026-12-01")],
                PromiseState::Withdrawn { on: date("2026-11-25") },
            ),
            (vec![(begins, "2026-11-30")], made(0)),
            (vec![(waits, "2026-12-01")], made(0)),
            (vec![(begun("2026-11-30"), "2026-12-01")], made(0)),
            (vec![(begun("2026-12-01"), "2026-12-01")], broken("2026-12-01")),
            (vec![(waits, "2026-12-01"), (paid(1_000), "2026-11-30")], kept("2026-11-30")),
            (vec![(paid(400), "2026-11-24"), (begins, "2026-12-01")], broken("2026-12-01")),
            (vec![(paid(1_000), "2026-12-01")], made(0)),
            (
                vec![
                    (paid(400), "2026-11-24"),
                    (PromiseFact::TakenBack(soles(300)), "2026-11-25"),
                    (paid(600), "2026-11-26"),
                ],
                made(700),
            ),
        ] {
            let after = facts.iter().fold(promise(), |promise, (fact, on)| {
                promise.apply(*fact, date(on)).expect("one currency")
            });
            assert_eq!(after.state, state, "{facts:?}");
        }
    }

    #[test]
    fn reminders_rest_until_the_day_is_over() {
        assert!(promise().holds_reminders(date("2026-11-30")));
        assert!(!promise().holds_reminders(date("2026-12-01")));
        let kept = promise().apply(PromiseFact::Agreed, date("2026-11-23")).expect("fits");
        assert!(!kept.holds_reminders(date("2026-11-24")));
    }

    fn any_fact() -> impl Strategy<Value = PromiseFact> {
        prop_oneof![
            4 => (1..700_i64).prop_map(|minor| PromiseFact::Paid(soles(minor))),
            2 => (1..700_i64).prop_map(|minor| PromiseFact::TakenBack(soles(minor))),
            1 => Just(PromiseFact::Agreed),
            1 => Just(PromiseFact::Withdrawn),
            3 => prop::sample::select(vec![Pending::Nothing, Pending::Money])
                .prop_map(PromiseFact::DayBegins),
        ]
    }

    proptest! {
        #![proptest_config(crate::law::tried(10_000))]

        #[test]
        fn what_is_kept_or_broken_stays_so_and_is_kept_by_money_of_its_days_only(
            facts in prop::collection::vec((any_fact(), 0..5_u64), 1..14),
        ) {
            let (mut promise, mut today, mut in_time) = (promise(), date("2026-11-22"), 0);
            for (fact, days) in facts {
                today = today + Days::new(days);
                let next = promise.apply(fact, today).expect("one currency");
                if !matches!(promise.state, PromiseState::Made { .. }) {
                    prop_assert_eq!(next, promise);
                    continue;
                }
                match fact {
                    PromiseFact::Paid(amount) if today <= promise.pay_on => in_time += amount.minor(),
                    PromiseFact::TakenBack(amount) => in_time = (in_time - amount.minor()).max(0),
                    _ => {}
                }
                match next.state {
                    PromiseState::Kept { on } => {
                        prop_assert!(in_time >= 1_000 || fact == PromiseFact::Agreed);
                        let is_agreed = fact == PromiseFact::Agreed;
                        prop_assert!(on == today && (is_agreed || on <= promise.pay_on));
                    }
                    PromiseState::Made { paid } => {
                        prop_assert!(paid == soles(in_time) && in_time < 1_000);
                        prop_assert!(next.holds_reminders(today) == (today <= promise.pay_on));
                    }
                    PromiseState::Broken { on } => prop_assert!(on > promise.pay_on),
                    PromiseState::Withdrawn { on } => {
                        prop_assert!(on == today && fact == PromiseFact::Withdrawn);
                    }
                }
                promise = next;
            }
        }
    }
}
