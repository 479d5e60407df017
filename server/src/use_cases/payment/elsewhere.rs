//! Payments that the creditor received without us: recorded, and undone if recorded by mistake.

use chrono::NaiveDate;
use domain::ids::{CaseId, DebtId, PaymentId, PlanId};
use domain::ledger::{Account, Channel, Reason};
use domain::money::Money;

use super::leaving::{Source, out_of_case};
use super::receive::{Arrival, on_case};
use super::refund;
use crate::compose::Portal;
use crate::in_tx;
use crate::store::{Tx, case, creditor, debt, evidence, payment};
use crate::tenant::Tenant;
use crate::use_cases::{PortalError, late, plan, reason};

/// A payment received elsewhere, as the team writes it down.
#[derive(Clone, Debug)]
pub struct Recorded {
    /// How much.
    pub amount: Money,
    /// The day on which it was received, not after today.
    pub received_on: NaiveDate,
    /// The debt that it was for; the oldest first if `None`.
    pub debt: Option<DebtId>,
    /// What the team writes beside it.
    pub note: String,
    /// Who of the team.
    pub who: String,
    /// The form's own key: sent twice, it is one payment.
    pub key: String,
}

/// Records a payment received elsewhere.
pub async fn record(
    portal: &Portal,
    tenant: &Tenant,
    case: &CaseId,
    new: &Recorded,
) -> Result<(), PortalError> {
    book(portal, tenant, (case, None), new).await
}

/// Records a payment received elsewhere for a plan of the case; the debt that `new` names does not count.
/// `NotFound` for a plan of another case or in another currency.
pub async fn record_for_plan(
    portal: &Portal,
    tenant: &Tenant,
    (case, plan): (&CaseId, &PlanId),
    new: &Recorded,
) -> Result<(), PortalError> {
    book(portal, tenant, (case, Some(plan)), new).await
}

async fn book(
    portal: &Portal,
    tenant: &Tenant,
    (case, plan): (&CaseId, Option<&PlanId>),
    new: &Recorded,
) -> Result<(), PortalError> {
    let now = portal.clock.now();
    in_tx!(portal.store, tx => {
        let mut case = case::lock(&mut tx, tenant, case).await?.ok_or(PortalError::NotFound)?;
        let settings = creditor::settings(&mut tx, tenant).await?;
        if new.amount.is_zero() {
            return Err(PortalError::Refused("amount"));
        }
        if new.received_on > now.with_timezone(&settings.zone).date_naive() {
            return Err(PortalError::Refused("future"));
        }
        let debts = match plan {
            Some(plan) => debts_of(&mut tx, tenant, (&case.id, plan), new.amount).await?,
            None => chosen(&mut tx, tenant, &case.id, new).await?,
        };
        late::post(portal, &mut tx, (tenant, &settings), &mut case, new.received_on).await?;
        let arrival = Arrival {
            amount: new.amount,
            channel: Channel::Elsewhere,
            attempt: None,
            key: Some(format!("form:{}", new.key)),
            received_on: new.received_on,
            debts,
            source: Account::Collected(Channel::Elsewhere),
            by_team: Some((new.note.clone(), new.who.clone())),
        };
        on_case(portal, &mut tx, (tenant, &settings), &mut case, arrival).await?;
    })
}

/// The debts of a plan of the case.
async fn debts_of(
    tx: &mut Tx,
    tenant: &Tenant,
    of: (&CaseId, &PlanId),
    amount: Money,
) -> Result<Vec<DebtId>, PortalError> {
    let kept = plan::of_case(tx, tenant, of).await?;
    let fits = kept.plan.agreement().owed.currency() == amount.currency();
    if fits { Ok(kept.debts) } else { Err(PortalError::NotFound) }
}

/// The debt that was chosen; none for all of them.
async fn chosen(
    tx: &mut Tx,
    tenant: &Tenant,
    case: &CaseId,
    new: &Recorded,
) -> Result<Vec<DebtId>, PortalError> {
    let Some(id) = &new.debt else { return Ok(Vec::new()) };
    let debts = debt::of_case(tx, tenant, case).await?;
    let fits = |d: &debt::Debt| d.id == *id && d.currency == new.amount.currency();
    if debts.iter().any(fits) { Ok(vec![id.clone()]) } else { Err(PortalError::NotFound) }
}

/// Undoes a payment that was recorded by mistake; only those received elsewhere or by transfer, and
/// nothing of which went back.
pub async fn reverse(
    portal: &Portal,
    tenant: &Tenant,
    (case, id): (&CaseId, &PaymentId),
    (why, who): (&str, &str),
) -> Result<(), PortalError> {
    let now = portal.clock.now();
    in_tx!(portal.store, tx => {
        let mut case = case::lock(&mut tx, tenant, case).await?.ok_or(PortalError::NotFound)?;
        let found = payment::find(&mut tx, tenant, payment::Find::Id(id)).await?;
        let found = found.filter(|p| p.case == case.id).ok_or(PortalError::NotFound)?;
        if found.channel == Channel::Stripe {
            return Err(PortalError::Refused("stripe"));
        }
        if found.reversed_at.is_none() {
            // What went back did come in: such a payment was no mistake.
            if refund::refundable(&mut tx, tenant, &found).await? != found.amount {
                return Err(PortalError::Refused("given-back"));
            }
            payment::reverse(&mut tx, tenant, id, now).await?;
            let account = Account::Collected(found.channel);
            let source = Source { account, reason: Reason::Reversed, on: None };
            let cause = found.cause_of_reversal();
            let money = (id, found.amount);
            out_of_case(portal, &mut tx, tenant, &mut case, (source, cause), money).await?;
            let about = (id.as_str(), why);
            let proof = reason::keep(portal, &mut tx, tenant, &case.id, about).await?;
            let body = format!("{id} {who} {proof}");
            evidence::append(&mut tx, tenant, &mut case, now, ("reversal", &body)).await?;
        }
    })
}
