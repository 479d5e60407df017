//! Money that a debtor had sent and that did not come: they hear of it before a date could be missed by it.

use chrono::NaiveDate;
use domain::plan::State;
use sqlx::AnyConnection;

use crate::compose::Portal;
use crate::store::attempt::{self, Attempt};
use crate::store::message::NewMessage;
use crate::store::{StoreError, Tx, plan};
use crate::tenant::Tenant;
use crate::use_cases::{PortalError, work};

/// The news for the debtor that their transfer, debit or voucher did not come.
pub const NOT_COME: &str = "payment-not-come";

/// Queues the letter about an attempt that has just failed, once.
pub(super) async fn tell(
    portal: &Portal,
    tx: &mut Tx,
    tenant: &Tenant,
    attempt: &Attempt,
) -> Result<(), StoreError> {
    let occurrence = format!("{NOT_COME}:{}", attempt.id);
    let new = NewMessage {
        case: Some(&attempt.case),
        member: None,
        kind: NOT_COME,
        about: Some(attempt.id.as_str()),
        occurrence: &occurrence,
    };
    work::message(portal, tx, tenant, new).await
}

/// The last day on which the plan that an attempt was for stays as agreed, if a date of it has come and its grace
/// has not passed on `today`, in the creditor's zone.
pub async fn grace(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    attempt: &Attempt,
    today: NaiveDate,
) -> Result<Option<NaiveDate>, PortalError> {
    let its = attempt::debts(conn, tenant, &attempt.id).await?;
    for kept in plan::of_case(conn, tenant, &attempt.case).await? {
        if *kept.plan.state() != State::Active || !kept.debts.iter().any(|debt| its.contains(debt))
        {
            continue;
        }
        let mut open = kept.plan.parts().iter().filter(|part| part.settled_on.is_none());
        let first = open.next().filter(|part| part.due_on <= today && part.missed_on.is_none());
        let until = first.map(|part| kept.plan.in_time_until(part, today));
        return Ok(until.filter(|day| today <= *day));
    }
    Ok(None)
}
