//! A plan that broke by a miss that was none: money of a day in its grace was heard of when the plan was over.

use chrono::NaiveDate;

use super::{Dated, Plan, PlanRefusal, State, What};

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
}
