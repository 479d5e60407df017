//! Money of a transfer or a payment received elsewhere that the creditor gave back without us: written
//! down as a refund that has been sent.

use chrono::NaiveDate;
use domain::ids::{CaseId, PaymentId, RefundId};
use domain::ledger::Channel;
use domain::money::Money;
use domain::payment::RefundState;

use super::refund::{book, refundable};
use crate::compose::Portal;
use crate::in_tx;
use crate::store::payment::Find;
use crate::store::refund::{self, Refund};
use crate::store::{case, creditor, payment};
use crate::tenant::Tenant;
use crate::use_cases::{PortalError, reason};

/// Money given back outside, as an owner writes it down.
#[derive(Clone, Debug)]
pub struct GivenBack {
    /// How much: at most what is left of the payment.
    pub amount: Money,
    /// What was left of the payment when the form was drawn: where that has changed, somebody else may
    /// have noted the same money.
    pub left: Money,
    /// The day on which it was given back: not after today, nor before the payment came.
    pub on: NaiveDate,
    /// What the owner writes beside it; may be empty.
    pub note: String,
    /// Who of the team.
    pub who: String,
    /// The form's own key: sent twice, it is one refund.
    pub key: RefundId,
}

/// Writes down what was given back of a payment; nobody is asked to move money. Whether the caller may
/// is checked before.
pub async fn record(
    portal: &Portal,
    tenant: &Tenant,
    (case, id): (&CaseId, &PaymentId),
    new: &GivenBack,
) -> Result<(), PortalError> {
    let now = portal.clock.now();
    in_tx!(portal.store, tx => {
        let mut case = case::lock(&mut tx, tenant, case).await?.ok_or(PortalError::NotFound)?;
        let found = payment::find(&mut tx, tenant, Find::Id(id)).await?;
        let found = found.filter(|p| p.case == case.id).ok_or(PortalError::NotFound)?;
        if found.channel == Channel::Stripe {
            return Err(PortalError::Refused("stripe"));
        }
        if refund::find(&mut tx, tenant, &new.key).await?.is_none() {
            let left = refundable(&mut tx, tenant, &found).await?;
            if new.left != left {
                return Err(PortalError::Refused("changed"));
            }
            let is_same = new.amount.currency() == left.currency();
            if new.amount.is_zero() || !is_same || new.amount.minor() > left.minor() {
                return Err(PortalError::Refused("too-much"));
            }
            let settings = creditor::settings(&mut tx, tenant).await?;
            let today = now.with_timezone(&settings.zone).date_naive();
            if new.on > today || new.on < found.received_on {
                return Err(PortalError::Refused("day"));
            }
            let row = Refund {
                id: new.key.clone(),
                payment: found.id.clone(),
                case: case.id.clone(),
                amount: new.amount,
                state: RefundState::Sent,
                provider_ref: None,
                requested_by: Some(new.who.clone()),
                made_at: now,
            };
            refund::insert(&mut tx, tenant, &row).await?;
            let (paid, on, who) = (&found.id, new.on, &new.who);
            let mut body = format!("{} {} outside {on} {paid} {who}", row.id, row.amount);
            if !new.note.is_empty() {
                let about = (row.id.as_str(), new.note.as_str());
                let proof = reason::keep(portal, &mut tx, tenant, &case.id, about).await?;
                body = format!("{body} {proof}");
            }
            book(portal, &mut tx, tenant, &mut case, (&row, Some(new.on), &body)).await?;
        }
    })
}
