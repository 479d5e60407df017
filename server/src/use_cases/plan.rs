//! Plans that run: what money and days do to them. A plan follows the ledger: whatever an entry does to
//! its debts, the plan is told in the same transaction.

mod by_channel;
pub mod calendar;
pub mod change;
pub mod claims;
mod corrected;
mod credit;
mod days;
mod held;
mod ledger_told;
pub mod letters;
mod on_its_way;
mod over;
pub mod page;
pub mod payday;
pub mod paying;
pub mod renewal;
pub mod reopen;
pub mod transfers;
mod untried;

pub use corrected::{corrected, waived_again};
pub use credit::use_credit;
pub use days::{JOB, PROMISE_BROKEN, day_begins};
pub use held::hold;
pub use ledger_told::{Moved, told, told_of};
pub use on_its_way::comes;
use over::close;

use domain::ids::{CaseId, PlanId};
use domain::plan::{Act, Event, PlanRefusal, State, What};
use sqlx::AnyConnection;

use super::{PortalError, autopay, clearance, proposal};
use crate::compose::Portal;
use crate::store::case::LockedCase;
use crate::store::plan::Kept;
use crate::store::{StoreError, Tx, evidence, plan};
use crate::tenant::Tenant;

/// Writes down what happened to a plan of a locked case, and what follows for the ledger when it is over.
async fn write(
    portal: &Portal,
    tx: &mut Tx,
    tenant: &Tenant,
    case: &mut LockedCase,
    (kept, events, cause): (Kept, &[Event], &str),
) -> Result<Kept, PortalError> {
    if events.is_empty() {
        return Ok(kept);
    }
    let now = portal.clock.now();
    let kept = plan::append(tx, tenant, kept, (events, cause), now).await?;
    let body = format!("{} {} {cause}", kept.id, words(events));
    evidence::append(tx, tenant, case, now, ("plan", &body)).await?;
    close(portal, tx, tenant, case, &kept).await?;
    if !plan::runs(kept.plan.state()) {
        autopay::end_of_plan(portal, tx, tenant, case, (&kept.id, autopay::PLAN_OVER)).await?;
    }
    if is_over_for_good(kept.plan.state()) {
        let currency = kept.plan.agreement().owed.currency();
        proposal::settled(portal, tx, tenant, case, currency).await?;
    }
    letters::queue(portal, tx, tenant, (&kept, events, cause)).await?;
    clearance::follow(portal, tx, tenant, case).await?;
    Ok(kept)
}

/// Whether a plan ended without another one in its place: who agrees on that one closes what was proposed.
const fn is_over_for_good(state: &State) -> bool {
    matches!(state, State::Completed { .. } | State::Broken { .. } | State::Cancelled { .. })
}

/// The plan of `case` with this id; another case's is not there.
pub async fn of_case(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    (case, id): (&CaseId, &PlanId),
) -> Result<Kept, PortalError> {
    let found = plan::find(conn, tenant, id).await?;
    found.filter(|kept| kept.case == *case).ok_or(PortalError::NotFound)
}

/// The events in a few words of the program, for the evidence: `paid-1,paid-2,completed`.
fn words(events: &[Event]) -> String {
    let word = |event: &Event| match &event.what {
        What::Paid(number, _) => format!("paid-{number}"),
        What::Reduced(number, ..) => format!("reduced-{number}"),
        What::Corrected(number, _) => format!("corrected-{number}"),
        What::Missed(number) => format!("missed-{number}"),
        What::Excused(number) => format!("excused-{number}"),
        What::Held(from, until) => format!("held-{from}-{until}"),
        What::Untried(number, until) => format!("untried-{number}-{until}"),
        What::Moved(number, to) => format!("moved-{number}-{to}"),
        What::Skipped(number, to) => format!("skipped-{number}-{to}"),
        What::PaydayChanged(day, _) => format!("payday-{}", day.get()),
        What::Redated(dates) => match dates.first() {
            Some((_, next)) => format!("redated-{next}"),
            None => "redated".to_owned(),
        },
        What::TakenBack(number, _) => format!("taken-back-{number}"),
        What::Restored(number) => format!("restored-{number}"),
        What::Broken => "broken".to_owned(),
        What::Reopened => "reopened".to_owned(),
        What::Completed => "completed".to_owned(),
        What::Cancelled => "cancelled".to_owned(),
        What::Renegotiated(_) => "renegotiated".to_owned(),
    };
    events.iter().map(word).collect::<Vec<_>>().join(",")
}

/// An act that the program itself had to know to be possible.
fn impossible(plan: &PlanId, refusal: PlanRefusal) -> PortalError {
    PortalError::Store(StoreError::Corrupt(format!("plan {plan}: {refusal}")))
}

/// What `act` makes of the plan on a day.
fn decided(kept: &Kept, act: Act, on: chrono::NaiveDate) -> Result<Vec<Event>, PortalError> {
    let decision = kept.plan.decide(act, on).map_err(|refusal| impossible(&kept.id, refusal))?;
    Ok(decision.events)
}
