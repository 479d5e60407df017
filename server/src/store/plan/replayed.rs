//! A plan out of its rows.

use chrono::NaiveDate;
use domain::ids::{DebtId, PlanId};
use domain::plan::{Agreement, Event, Plan};
use sqlx::any::AnyRow;

use super::{Kept, agreed, happened, words};
use crate::store::StoreError;
use crate::store::row::Columns;

/// The plan in `row`. Its events are applied again, and it is refused if that is not what is stored: each row of
/// `events` tells where the plan stands, and what happened to it, if anything did, in the order of the numbers.
pub(super) fn replayed(
    row: &AnyRow,
    events: &[AnyRow],
    debts: Vec<DebtId>,
) -> Result<Kept, StoreError> {
    let id: PlanId = row.parsed("id")?;
    let currency = row.currency("currency")?;
    let corrupt = |what: &str| StoreError::Corrupt(format!("plan {id}: {what}"));
    let agreed = agreed::read(&row.text("agreed")?, currency);
    let agreement: Agreement = agreed.ok_or_else(|| corrupt("column `agreed`"))?;
    let stands = events.first().ok_or_else(|| corrupt("it is gone"))?;
    let mut happened = Vec::new();
    for row in events {
        let Some(kind) = row.maybe_text("kind")? else { continue };
        let what = happened::read(&kind, &row.text("facts")?, currency);
        let what = what.ok_or_else(|| corrupt("an event does not read"))?;
        happened.push(Event { on: row.parsed("happened_on")?, what });
    }
    let plan = Plan::accept(agreement).map_err(|error| corrupt(&error.to_string()))?;
    let plan = plan.replay(&happened).map_err(|error| corrupt(&error.to_string()))?;
    let (state, on, into) = words(plan.state());
    let stored_on: Option<NaiveDate> = stands.maybe_date("state_on")?;
    let stored_into: Option<PlanId> = stands.maybe_parsed("into_plan_id")?;
    if stands.text("state")? != state || stored_on != on || stored_into.as_ref() != into {
        return Err(corrupt("its events come to another state"));
    }
    Ok(Kept {
        case: row.parsed("case_id")?,
        policy: (row.parsed("policy_id")?, row.number("policy_version")?),
        accepted_at: row.instant("accepted_at")?,
        debts,
        plan,
        events: i64::try_from(happened.len()).unwrap_or(i64::MAX),
        id,
    })
}
