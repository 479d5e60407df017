//! Days that do not count: while somebody waits for the team's answer to what they said, no date is missed,
//! and the days of grace that are left begin when the team has answered.

use chrono::NaiveDate;

use super::{Part, Plan, State, What, after};

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
    /// The last day on which an instalment is in time if everything that is still to be answered is answered
    /// on `today`; an answer that takes longer moves it further away.
    pub fn in_time_until(&self, part: &Part, today: NaiveDate) -> NaiveDate {
        let sure = |one: &Held| Held { until: one.until.min(today), ..*one };
        let held = Held::joined(self.held.iter().map(sure));
        last_day(&held, part.due_on, self.agreement.upkeep.grace_days)
    }

    /// The last day on which the plan goes on unchanged if nobody pays; `None` for one that no miss ends, or
    /// that does not run. What is still to be answered counts as in [`Plan::in_time_until`].
    pub fn stands_until(&self, today: NaiveDate) -> Option<NaiveDate> {
        if *self.state() != State::Active {
            return None;
        }
        let ahead = self.parts().iter().filter(|part| part.can_move());
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
        self.held.retain(|known| known.from != period.from);
        self.held.push(period);
        self.held.sort_by_key(|known| known.from);
    }
}
