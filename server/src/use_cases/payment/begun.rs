//! The day on which money counts for plans, promises and offers: that on which the debtor began to pay it.

use chrono::NaiveDate;
use domain::autopay::Try;
use domain::ledger::Channel;
use domain::payment::Begun;
use sqlx::AnyConnection;

use crate::config::creditor::Settings;
use crate::store::attempt::{self, Attempt};
use crate::store::autopay_try::{self, Tried};
use crate::store::payment::Payment;
use crate::store::plan;
use crate::tenant::Tenant;
use crate::use_cases::{PortalError, wall_clock};

/// The day on which a payment counts, in the creditor's zone.
pub async fn of_payment(
    conn: &mut AnyConnection,
    whose: (&Tenant, &Settings),
    payment: &Payment,
) -> Result<NaiveDate, PortalError> {
    let Some(id) = &payment.attempt else { return Ok(payment.received_on) };
    let found = attempt::find(conn, whose.0, attempt::Find::Id(id)).await?;
    let attempt = found.ok_or(PortalError::NotFound)?;
    begun_on(conn, whose, (&attempt, payment.received_on)).await
}

/// The day on which money of a try counts if it comes on `came_on`; both in the creditor's zone.
pub async fn begun_on(
    conn: &mut AnyConnection,
    (tenant, settings): (&Tenant, &Settings),
    (attempt, came_on): (&Attempt, NaiveDate),
) -> Result<NaiveDate, PortalError> {
    let day = |at| wall_clock::local(settings.zone, at).date();
    let on = day(attempt.made_at);
    if attempt.channel == Channel::Transfer {
        let (until, announced) = (day(attempt.expires_at), attempt.announced_at.map(day));
        return Ok(Begun::Reference { from: on, until, announced }.counts_on(came_on));
    }
    let Some(tried) = autopay_try::of_attempt(conn, tenant, &attempt.id).await? else {
        return Ok(Begun::Page(on).counts_on(came_on));
    };
    let due_on = due_on(conn, tenant, &tried).await?.unwrap_or(on);
    let before = before(conn, tenant, &tried).await?;
    Ok(Begun::Charge { due_on, before: &before, on }.counts_on(came_on))
}

/// The date of the instalment that a try charges.
async fn due_on(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    tried: &Tried,
) -> Result<Option<NaiveDate>, PortalError> {
    let Some(kept) = plan::find(conn, tenant, &tried.plan).await? else { return Ok(None) };
    let mut parts = kept.plan.parts().iter();
    let part = parts.find(|part| i64::from(part.number) == tried.number);
    Ok(part.map(|part| part.due_on))
}

/// The tries of the same instalment before this one, oldest first.
async fn before(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    tried: &Tried,
) -> Result<Vec<Try>, PortalError> {
    let all = autopay_try::of_plan(conn, tenant, &tried.plan).await?;
    let its = all.iter().filter(|one| one.number == tried.number && one.nth < tried.nth);
    Ok(its.map(|one| one.tried).collect())
}
