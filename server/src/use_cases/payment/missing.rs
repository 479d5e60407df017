//! Money that stands in our book and not at Stripe.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::ledger::{Account, Cause, Channel, Reason};
use domain::money::Money;

use super::leaving::{Source, out_of_case};
use super::settle::client;
use crate::compose::Portal;
use crate::store::payment::Payment;
use crate::store::{case, evidence, payment};
use crate::tenant::Tenant;
use crate::use_cases::PortalError;
use crate::{in_tx, outside};

/// Compares our Stripe payments `written` between two instants with what Stripe says it holds; `paid`
/// is what its list of sessions said, the others are asked for.
///
/// A payment of which Stripe knows nothing, or another amount, is reversed. Only if Stripe knows at
/// least one of them, though: else it is more likely that the account was changed than that all
/// money is gone.
pub async fn compare(
    portal: &Portal,
    tenant: &Tenant,
    written: (DateTime<Utc>, DateTime<Utc>),
    paid: &HashMap<String, Money>,
) -> Result<(), PortalError> {
    let (mut known, mut strangers, mut after) = (0_u64, Vec::new(), String::new());
    loop {
        let mut conn = portal.store.read().await?;
        let page = payment::at_stripe(&mut conn, tenant, written, &after).await?;
        drop(conn);
        let Some(last) = page.last() else { break };
        after = last.id.to_string();
        for payment in page {
            let Some(intent) = payment.provider_ref.as_deref() else { continue };
            if paid.get(intent) == Some(&payment.amount) || holds(portal, tenant, &payment).await? {
                known += 1;
            } else {
                strangers.push(payment);
            }
        }
    }
    for payment in &strangers {
        tracing::error!(payment.id = %payment.id, "Stripe does not have the money of a payment");
        if known > 0 {
            reverse(portal, tenant, payment).await?;
        }
    }
    Ok(())
}

/// Whether Stripe holds, or held, the money of a payment as we booked it.
async fn holds(portal: &Portal, tenant: &Tenant, payment: &Payment) -> Result<bool, PortalError> {
    let Some(intent) = payment.provider_ref.as_deref().filter(|key| key.starts_with("pi_")) else {
        return Ok(true);
    };
    let (stripe, account) = client(portal, tenant).await?;
    match outside!("payment-compared", stripe.retrieve_intent(account.as_deref(), intent).await) {
        Ok(view) => Ok(view.received == Some(payment.amount)),
        Err(failure) if failure.is_missing() => Ok(false),
        Err(failure) => Err(PortalError::Unavailable(failure.to_string())),
    }
}

async fn reverse(portal: &Portal, tenant: &Tenant, stranger: &Payment) -> Result<(), PortalError> {
    let (now, id) = (portal.clock.now(), &stranger.id);
    in_tx!(portal.store, "payment-reversed", tx => {
        let mut case =
            case::lock(&mut tx, tenant, &stranger.case).await?.ok_or(PortalError::NotFound)?;
        let stored = payment::find(&mut tx, tenant, payment::Find::Id(id)).await?;
        if stored.is_some_and(|stored| stored.reversed_at.is_none()) {
            payment::reverse(&mut tx, tenant, id, now).await?;
            let account = Account::Collected(Channel::Stripe);
            let source = Source { account, reason: Reason::Reversed, on: None };
            let money = (id, stranger.amount);
            let cause = Cause::of("reversal", id);
            out_of_case(portal, &mut tx, tenant, &mut case, (source, cause), money).await?;
            let body = format!("{id} not-at-stripe 0");
            evidence::append(&mut tx, tenant, &mut case, now, ("reversal", &body)).await?;
        }
    })
}
