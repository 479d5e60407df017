//! Money that waits for a person: announced transfers, and sums without a case.

use app::creditor::Typed;
use app::creditor::suspense::{SuspenseRow, SuspenseView, SuspenseWhy};
use app::creditor::transfers::{ReceivedForm, TransferRow, TransfersView};
use domain::ids::{AttemptId, SuspenseId};
use domain::ledger::Channel;
use domain::money::{Currency, Money};
use sqlx::AnyConnection;

use super::home::currencies;
use super::suspense_end;
use crate::compose::Portal;
use crate::config::creditor::Settings;
use crate::keys::Place;
use crate::store::attempt::{self, Attempt};
use crate::store::case_list::{self, Search};
use crate::store::suspense::{self as suspense_store, Suspense};
use crate::store::{debt, debtor};
use crate::tenant::Tenant;
use crate::use_cases::form_key::FormKey;
use crate::use_cases::{PortalError, wall_clock};

/// The announced transfers, and a fresh form for one that was seen at the bank first.
pub async fn transfers(
    portal: &Portal,
    (tenant, settings): (&Tenant, &Settings),
) -> Result<TransfersView, PortalError> {
    let mut conn = portal.store.read().await?;
    let mut waiting = Vec::new();
    for attempt in attempt::transfers_waiting(&mut conn, tenant).await? {
        waiting.push(row(portal, &mut conn, (tenant, settings), attempt).await?);
    }
    drop(conn);
    let today = wall_clock::local(settings.zone, portal.clock.now()).date();
    let received = ReceivedForm {
        key: FormKey::fresh(portal).to_string(),
        reference: Typed::default(),
        amount: Typed::default(),
        currencies: currencies(portal, tenant, settings).await?,
        currency: None,
        received_on: Typed::preset(today.to_string()),
    };
    Ok(TransfersView { waiting, answering: None, received })
}

async fn row(
    portal: &Portal,
    conn: &mut AnyConnection,
    (tenant, settings): (&Tenant, &Settings),
    attempt: Attempt,
) -> Result<TransferRow, PortalError> {
    let of = debtor::Find::Case(&attempt.case);
    let found = debtor::find(conn, tenant, &portal.keys, of).await?;
    let (debtor, _, _) = found.ok_or(PortalError::NotFound)?;
    let place = Place { tenant, row: attempt.id.as_str(), column: "note" };
    let note = match (&debtor.key, &attempt.note) {
        (Some(key), Some(sealed)) => Some(key.open(place, sealed)?),
        _ => None,
    };
    let announced = attempt.announced_at.unwrap_or(attempt.made_at);
    Ok(TransferRow {
        transfer: attempt.id,
        reference: attempt.reference.unwrap_or_default(),
        amount: attempt.amount,
        case: attempt.case,
        name: debtor.person.name.unwrap_or(debtor.reference),
        note,
        announced_at: wall_clock::local(settings.zone, announced),
    })
}

/// Where an announced transfer stands with the team.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Announced {
    /// It waits for an answer; its case owes so much in its currency.
    Waits(Money),
    /// Somebody has answered it.
    Answered,
}

/// Where the transfer `id` stands.
pub async fn announced(
    portal: &Portal,
    tenant: &Tenant,
    id: &AttemptId,
) -> Result<Announced, PortalError> {
    let mut conn = portal.store.read().await?;
    let found = attempt::find(&mut conn, tenant, attempt::Find::Id(id)).await?;
    let attempt = found.filter(|a| a.channel == Channel::Transfer).ok_or(PortalError::NotFound)?;
    // One that nobody announced may have arrived all the same.
    if !attempt.state.is_in_flight() {
        return Ok(Announced::Answered);
    }
    let currency = attempt.amount.currency();
    let debts = debt::of_case(&mut conn, tenant, &attempt.case).await?;
    let owed = debts
        .iter()
        .filter(|debt| debt.currency == currency)
        .try_fold(Money::zero(currency), |sum, debt| sum.checked_add(debt.balance.total()?))?;
    Ok(Announced::Waits(owed))
}

/// In which currency an item waits; `None` if it has had its end.
pub async fn waits_in(
    portal: &Portal,
    tenant: &Tenant,
    id: &SuspenseId,
) -> Result<Option<Currency>, PortalError> {
    let mut conn = portal.store.read().await?;
    match suspense_store::find(&mut conn, tenant, id).await? {
        Some(item) => Ok(Some(item.amount.currency())),
        None if suspense_store::is_known(&mut conn, tenant, id).await? => Ok(None),
        None => Err(PortalError::NotFound),
    }
}

/// Whose a customer's or an invoice's number is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Owner {
    /// Of one case, which has debts in the currency asked for.
    One,
    /// Of no case.
    Nobody,
    /// A customer's number here, an invoice's of somebody else there.
    Several,
    /// Of one case, which has no debt in the currency asked for.
    OtherCurrency,
}

/// Says whose `reference` is, for money in `currency`.
pub async fn owner_of(
    portal: &Portal,
    tenant: &Tenant,
    reference: &str,
    currency: Currency,
) -> Result<Owner, PortalError> {
    let mut conn = portal.store.read().await?;
    let mut cases = case_list::search(&mut conn, tenant, Search::Debt(reference)).await?;
    cases.extend(case_list::search(&mut conn, tenant, Search::Debtor(reference)).await?);
    cases.dedup();
    let case = match cases.as_slice() {
        [] => return Ok(Owner::Nobody),
        [case] => case,
        _ => return Ok(Owner::Several),
    };
    let debts = debt::of_case(&mut conn, tenant, case).await?;
    let fits = debts.iter().any(|debt| debt.currency == currency);
    Ok(if fits { Owner::One } else { Owner::OtherCurrency })
}

/// The sums of money without a case, and what became of the last ones.
pub async fn suspense(
    portal: &Portal,
    (tenant, settings): (&Tenant, &Settings),
) -> Result<SuspenseView, PortalError> {
    let mut conn = portal.store.read().await?;
    let mut waiting = Vec::new();
    for item in suspense_store::waiting(&mut conn, tenant).await? {
        let why = why(&mut conn, tenant, &item).await?;
        // What a person put there helps a person; ids of ours do not.
        let said = item.reference.filter(|_| !matches!(why, SuspenseWhy::OtherAmount { .. }));
        waiting.push(SuspenseRow {
            suspense: item.id,
            amount: item.amount,
            back: Some(item.back).filter(|back| !back.is_zero()),
            disputed: item.disputed_at.is_some(),
            received_on: item.received_on,
            channel: item.channel,
            reference: said.filter(|text| !text.is_empty()),
            why,
        });
    }
    drop(conn);
    let ended = suspense_end::latest(portal, (tenant, settings)).await?;
    Ok(SuspenseView { waiting, ended, assigning: None, closing: None })
}

async fn why(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    item: &Suspense,
) -> Result<SuspenseWhy, PortalError> {
    if item.why == "unknown-reference" {
        return Ok(SuspenseWhy::UnknownReference);
    }
    let attempt = item.reference.as_deref().and_then(|text| text.parse::<AttemptId>().ok());
    let Some(id) = attempt else { return Ok(SuspenseWhy::Foreign) };
    let found = attempt::find(conn, tenant, attempt::Find::Id(&id)).await?;
    Ok(found.map_or(SuspenseWhy::Foreign, |a| SuspenseWhy::OtherAmount { asked: a.amount }))
}
