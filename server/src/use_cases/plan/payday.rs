//! Another payday of a plan: which days there are, and what one would make of the dates before it counts.

use app::debtor::plan::{PaydayReview, PaydayView};
use chrono::NaiveDate;
use domain::money::MoneyError;
use domain::plan::{Act, Part, PlanRefusal};
use domain::schedule::{DayOfMonth, Instalment};

use super::change::drawn;
use crate::compose::Portal;
use crate::store::StoreError;
use crate::store::plan::Kept;
use crate::use_cases::PortalError;

/// The days of the month that can be chosen today; `None` if there is none. The one that is marked gives the
/// next instalment, which is due on `next`, more time, if one does.
pub(super) fn view(kept: &Kept, next: Option<NaiveDate>, today: NaiveDate) -> Option<PaydayView> {
    let days = kept.plan.paydays(today);
    let later = days.iter().find(|(_, to)| Some(*to) > next);
    let (day, _) = *later.or(days.last())?;
    Some(PaydayView { days, day })
}

/// What another payday would make of the dates of a plan today, for who is to confirm it; or why it cannot be.
pub fn review(
    portal: &Portal,
    kept: &Kept,
    (day, today): (DayOfMonth, NaiveDate),
) -> Result<Result<PaydayReview, PlanRefusal>, PortalError> {
    let decision = match kept.plan.decide(Act::ChangePayday(day), today) {
        Ok(decision) => decision,
        Err(PlanRefusal::Money(error)) => return Err(error.into()),
        Err(refusal) => return Ok(Err(refusal)),
    };
    let after = kept.plan.clone().replay(&decision.events);
    let after = after.map_err(|error| StoreError::Corrupt(format!("plan {}: {error}", kept.id)))?;
    let (Some(before), Some(after)) = (kept.plan.changes(), after.changes()) else {
        return Ok(Err(PlanRefusal::NotActive));
    };
    let one = |(part, _): &(Part, NaiveDate)| {
        let Part { number, due_on, .. } = *part;
        Ok(Instalment { number, due_on, amount: part.open()? })
    };
    let dates = after.parts.iter().map(one).collect::<Result<Vec<_>, MoneyError>>()?;
    let (Some((was, _)), Some(next)) = (before.parts.first(), dates.first()) else {
        return Ok(Err(PlanRefusal::NotActive));
    };
    Ok(Ok(PaydayReview {
        plan: kept.id.clone(),
        form: drawn(portal, kept),
        day,
        was: was.due_on,
        next: next.due_on,
        dates,
        left: after.moves,
    }))
}
