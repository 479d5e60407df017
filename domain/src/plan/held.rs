//! Days that do not count: while somebody waits for an answer, no date is missed, and the days of grace that
//! are left begin on the day after it.
//!
//! | somebody waits | from | until |
//! | --- | --- | --- |
//! | they said that it is not owed, or is paid | that day | the team's answer, for two weeks at most |
//! | the law grants them a moratorium, or they have died | that day | its end, as the team says |
//! | they announced a transfer | that day | the team's answer, for two weeks at most |
//! | they did their part at the provider, and a bank says that the money does not come | the day on which the page was opened | the bank's answer, for two weeks at most |
//! | they try to pay again on the day after such an answer, or before it | the first of these tries | two weeks after it at most |

use chrono::{Days, NaiveDate};

use super::{Part, Plan, State, What, after};
use crate::autopay::{LATEST_DAYS, Window};

/// How many days the team has to answer what somebody said: that it is not owed, that it is paid, that a
/// transfer was made. After them days count again all the same.
const TO_ANSWER: u16 = 14;

/// The last day on which what was said on `day` waits for the team's answer.
pub fn answered_by(day: NaiveDate) -> NaiveDate {
    after(day, TO_ANSWER)
}

/// How long a moratorium of the law lasts; what lasts longer is looked at again after as many days.
const MORATORIUM: u16 = 60;

/// The last day, as far as one knows on `today`, of a moratorium that began on `day` and that nobody has said to be
/// over.
pub fn moratorium_by(day: NaiveDate, today: NaiveDate) -> NaiveDate {
    let mut until = after(day, MORATORIUM);
    while until < today {
        until = after(until, MORATORIUM);
    }
    until
}

/// The first day on which something may have been said that waits for the team's answer on `today`.
pub fn announced_since(today: NaiveDate) -> NaiveDate {
    today.checked_sub_days(Days::new(u64::from(TO_ANSWER))).unwrap_or(today)
}

/// Days that do not count, the first and the last included.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Held {
    /// The first of them.
    pub from: NaiveDate,
    /// The last of them.
    pub until: NaiveDate,
}

impl Held {
    /// Whether `day` is one of them.
    pub fn covers(&self, day: NaiveDate) -> bool {
        self.from <= day && day <= self.until
    }

    /// The same days in order, those that overlap or follow each other as one.
    pub fn joined(periods: impl IntoIterator<Item = Self>) -> Vec<Self> {
        let mut all: Vec<_> = periods.into_iter().filter(|one| one.from <= one.until).collect();
        all.sort_by_key(|one| (one.from, one.until));
        let mut joined: Vec<Self> = Vec::new();
        for one in all {
            match joined.last_mut() {
                Some(last) if one.from <= after(last.until, 1) => {
                    last.until = last.until.max(one.until);
                }
                _ => joined.push(one),
            }
        }
        joined
    }

    /// The same days where each period is a try at paying: tries without a day between them wait no longer
    /// together than one of them.
    pub fn of_tries(periods: impl IntoIterator<Item = Self>) -> Vec<Self> {
        let bounded = |one: Self| Self { until: one.until.min(answered_by(one.from)), ..one };
        Self::joined(periods).into_iter().map(bounded).collect()
    }
}

/// The last day on which what is due on `due_on` is in time, with so many days of grace after it, of which
/// held ones do not count. A date that is held goes on to the last held day.
pub(super) fn last_day(held: &[Held], due_on: NaiveDate, grace_days: u16) -> NaiveDate {
    if held.is_empty() {
        return after(due_on, grace_days);
    }
    let mut last = held_until(held, due_on).unwrap_or(due_on);
    for _ in 0..grace_days {
        last = after(last, 1);
        while let Some(until) = held_until(held, last) {
            last = after(until, 1);
        }
    }
    last
}

/// The days that do not count for an instalment: those of the plan, and those on which no bank was asked for its
/// charge.
pub(super) fn of_part(uncounted: &[Held], part: &Part) -> Vec<Held> {
    let untried = part.untried_until.map(|until| Held { from: part.due_on, until });
    Held::joined(uncounted.iter().copied().chain(untried))
}

fn held_until(held: &[Held], day: NaiveDate) -> Option<NaiveDate> {
    let until = held.iter().filter(|one| one.covers(day)).map(|one| one.until).max();
    until.filter(|until| *until < NaiveDate::MAX)
}

/// By how many days the grace of `due_on` is longer because of held ones.
pub(super) fn more_days(held: &[Held], due_on: NaiveDate, grace_days: u16) -> u16 {
    let more = last_day(held, due_on, grace_days) - after(due_on, grace_days);
    u16::try_from(more.num_days()).unwrap_or(0)
}

impl Plan {
    /// The last day on which an instalment is in time if everything that is still to be answered, by the team or
    /// by a bank, is answered on `today`; an answer that takes longer moves it further away.
    pub fn in_time_until(&self, part: &Part, today: NaiveDate) -> NaiveDate {
        let sure = |one: Held| Held { until: one.until.min(today), ..one };
        let held = of_part(&self.uncounted(), part);
        let held = Held::joined(held.into_iter().map(sure));
        last_day(&held, part.due_on, self.agreement.upkeep.grace_days)
    }

    /// The days on which an instalment may be charged to a saved card: who waited for an answer is charged after
    /// it.
    pub fn charged_in(&self, part: &Part) -> Window {
        let until = last_day(&self.uncounted(), part.due_on, LATEST_DAYS);
        Window { from: part.due_on, until }
    }

    /// All days that do not count: those that were held, and those on which the plan was broken by mistake.
    pub(super) fn uncounted(&self) -> Vec<Held> {
        Held::joined(self.held.iter().chain(&self.idle).copied())
    }

    /// The last day on which the plan goes on unchanged if nobody pays; `None` for one that no miss ends, or
    /// that does not run. What is still to be answered counts as in [`Plan::in_time_until`].
    pub fn stands_until(&self, today: NaiveDate) -> Option<NaiveDate> {
        if *self.state() != State::Active {
            return None;
        }
        let ahead = self.parts().iter().filter(|part| part.is_ahead());
        let mut ahead: Vec<_> =
            ahead.map(|part| (self.in_time_until(part, today), part.number)).collect();
        ahead.sort_unstable();
        let mut missed = Vec::new();
        ahead.into_iter().find_map(|(last, number)| {
            missed.push(number);
            self.breaks(&missed).then_some(last)
        })
    }

    /// What of these days is news to the plan.
    pub(super) fn holds(&self, periods: Vec<Held>) -> Vec<What> {
        let concerns = |one: &Held| one.until >= self.agreement.accepted_on;
        let news = Held::joined(periods).into_iter().filter(concerns);
        let news = news.filter(|one| !self.held.contains(one));
        news.map(|one| What::Held(one.from, one.until)).collect()
    }

    pub(super) fn hold(&mut self, period: Held) {
        // What is told later knows of all days: it takes the place of what began within it.
        self.held.retain(|known| !period.covers(known.from));
        self.held.push(period);
        self.held.sort_by_key(|known| known.from);
    }
}
