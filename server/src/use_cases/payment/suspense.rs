//! Money in suspense that finds its case.

use domain::ids::{CaseId, SuspenseId};
use domain::ledger::Account;

use super::receive::{Arrival, on_case};
use crate::compose::Portal;
use crate::in_tx;
use crate::store::{case, creditor, debt, debtor, suspense};
use crate::tenant::Tenant;
use crate::use_cases::PortalError;

/// Gives an item to the case that `reference` names: a customer's or an invoice's number.
pub async fn assign(
    portal: &Portal,
    tenant: &Tenant,
    id: &SuspenseId,
    (reference, who): (&str, &str),
) -> Result<CaseId, PortalError> {
    let now = portal.clock.now();
    in_tx!(portal.store, tx => {
        let item = suspense::find(&mut tx, tenant, id).await?.ok_or(PortalError::NotFound)?;
        let invoice = debt::by_reference(&mut tx, tenant, reference).await?;
        let of = debtor::Find::Reference(reference);
        let case_id = match &invoice {
            Some(debt) => debt.case.clone(),
            None => match debtor::find(&mut tx, tenant, &portal.keys, of).await? {
                Some((_, _, case)) => case,
                None => return Err(PortalError::Refused("unknown-reference")),
            },
        };
        let mut case = case::lock(&mut tx, tenant, &case_id).await?.ok_or(PortalError::NotFound)?;
        let settings = creditor::settings(&mut tx, tenant).await?;
        let same_currency = |d: &debt::Debt| d.currency == item.amount.currency();
        let arrival = Arrival {
            amount: item.amount,
            channel: item.channel,
            attempt: None,
            key: item.provider_ref.clone().or_else(|| Some(item.id.to_string())),
            received_on: item.received_on,
            debts: invoice.filter(same_currency).map(|d| d.id).into_iter().collect(),
            source: Account::Suspense,
            by_team: Some((item.reference.clone().unwrap_or_default(), who.to_owned())),
        };
        let booked = on_case(portal, &mut tx, (tenant, &settings), &mut case, arrival).await?;
        let payment = booked.ok_or(PortalError::Refused("received-before"))?;
        suspense::end(&mut tx, tenant, id, &payment, now).await?;
        case_id
    })
}
