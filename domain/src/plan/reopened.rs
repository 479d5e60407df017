//! A plan that broke by a miss that was none: money of a day in its grace was heard of when the plan was over.
//!
//! Once that money has paid the plan, what is still open gets dates again:
//!
//! | an open instalment that was not missed, due | its day |
//! | --- | --- |
//! | before the plan broke | stays; the grace that was left goes on after the day of reopening |
//! | on a day on which the plan was broken, the first such | the first of the rhythm that is no nearer than its day was when the plan broke |
//! | on such a day, the others | the next of the rhythm, one by one |
//! | later | stays, if the one before it comes before it; else the next of the rhythm |
//!
//! None of this counts as a move or as one that went to the end.

use chrono::NaiveDate;

use super::{Dated, Held, Part, Plan, PlanRefusal, State, What};
use crate::schedule;

impl Plan {
    /// Whether the plan that broke on `broken_on` would run still, had all `money` that came in time been known
    /// of then; in time is what counts on the last day of what was missed last, or before it.
    pub(super) fn reopened(
        &self,
        broken_on: NaiveDate,
        money: &[Dated],
    ) -> Result<What, PlanRefusal> {
        let grace = self.agreement.upkeep.grace_days;
        let last = self.parts.iter().filter(|part| part.missed_on == Some(broken_on));
        let last = last.map(|part| part.last_on(grace)).max();
        let mut in_time: Vec<_> =
            money.iter().copied().filter(|one| last.is_some_and(|last| one.on <= last)).collect();
        in_time.sort_by_key(|one| one.on);
        let runs = Self { state: State::Active, ..self.clone() };
        if runs.with(&in_time)?.breaks(&[]) {
            return Err(PlanRefusal::StaysBroken);
        }
        Ok(What::Reopened)
    }

    /// Days for what is still open and was due while the plan was broken by mistake, and for what they push on;
    /// `None` where there is no such thing.
    pub(super) fn redated(&self, today: NaiveDate) -> Option<What> {
        let (frequency, first) = self.rhythm;
        let (country, from) = (self.agreement.country, self.agreement.accepted_on);
        let mut days = schedule::days(frequency, first, country, from);
        let (mut dates, mut last): (Vec<(u32, NaiveDate)>, _) = (Vec::new(), today);
        for part in self.parts.iter().filter(|part| part.is_movable()) {
            let idle = self.idle.iter().find(|idle| idle.covers(part.due_on));
            if idle.is_none() && (dates.is_empty() || part.due_on > last) {
                last = last.max(part.due_on);
                continue;
            }
            let earliest = match idle {
                Some(idle) if dates.is_empty() => as_far_off(part, *idle),
                _ => part.due_on,
            };
            let to = days.find(|day| *day > last && *day >= earliest)?;
            dates.push((part.number, to));
            last = to;
        }
        (!dates.is_empty()).then_some(What::Redated(dates))
    }
}

/// The day that is as far from the last of these days as that of the instalment is from the first.
fn as_far_off(part: &Part, idle: Held) -> NaiveDate {
    part.due_on.checked_add_signed(idle.until - idle.from).unwrap_or(part.due_on)
}
