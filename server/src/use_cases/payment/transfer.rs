//! Bank transfers: the debtor announces one, the creditor confirms what arrived, matches it by its
//! reference, or says that it did not come.

use chrono::NaiveDate;
use domain::ids::{AttemptId, SuspenseId};
use domain::ledger::{Account, Channel};
use domain::money::Money;
use domain::payment::{AttemptState, Facts};

use super::not_come;
use super::receive::{Arrival, in_suspense, on_case, suspense_item};
use crate::compose::Portal;
use crate::in_tx;
use crate::keys::Place;
use crate::store::attempt::{self, Attempt, Find};
use crate::store::message::NewMessage;
use crate::store::{Tx, access_link, case, creditor, debtor, evidence, form_key};
use crate::tenant::Tenant;
use crate::use_cases::session::Visit;
use crate::use_cases::{PortalError, clearance, plan, reason, reminder, work};

/// The transfer `id` of the visited case.
pub async fn load(portal: &Portal, visit: &Visit, id: &AttemptId) -> Result<Attempt, PortalError> {
    let mut conn = portal.store.read().await?;
    let found = attempt::find(&mut conn, &visit.tenant, Find::Id(id)).await?;
    found
        .filter(|attempt| attempt.case == visit.case && attempt.channel == Channel::Transfer)
        .ok_or(PortalError::NotFound)
}

/// The debtor says that the transfer was made; saying it twice changes nothing.
pub async fn announce(
    portal: &Portal,
    visit: &Visit,
    id: &AttemptId,
    note: &str,
) -> Result<(), PortalError> {
    let known = load(portal, visit, id).await?;
    let (now, tenant) = (portal.clock.now(), &visit.tenant);
    in_tx!(portal.store, tx => {
        let mut case = case::lock(&mut tx, tenant, &known.case).await?.ok_or(PortalError::NotFound)?;
        let mut attempt =
            attempt::find(&mut tx, tenant, Find::Id(id)).await?.ok_or(PortalError::NotFound)?;
        if attempt.state == AttemptState::Created {
            let of = debtor::Find::Case(&case.id);
            let found = debtor::find(&mut tx, tenant, &portal.keys, of).await?;
            let key = found.and_then(|(debtor, _, _)| debtor.key);
            let place = Place { tenant, row: id.as_str(), column: "note" };
            attempt.note = key.filter(|_| !note.is_empty()).map(|key| key.seal(place, note));
            attempt.state = attempt.state.apply(Facts::Processing).state;
            attempt.announced_at = Some(now);
            attempt::save(&mut tx, tenant, &attempt, now).await?;
            evidence::append(&mut tx, tenant, &mut case, now, ("transfer-announced", id.as_str())).await?;
            reminder::cancel_queued(portal, &mut tx, tenant, &mut case, "on-its-way").await?;
            plan::hold(portal, &mut tx, tenant, &mut case).await?;
            let occurrence = format!("team-transfer:{id}");
            let new = NewMessage {
                case: Some(&case.id),
                member: None,
                kind: "team-transfer",
                about: Some(id.as_str()),
                occurrence: &occurrence,
            };
            work::message(portal, &mut tx, tenant, new).await?;
        }
    })
}

/// Eight characters that people can copy: from the random end of the id, without look-alikes.
pub(super) fn reference(id: &AttemptId) -> String {
    const LETTERS: &[u8; 31] = b"23456789ABCDEFGHJKLMNPQRSTUVWXY";
    let mut bits = u64::from_str_radix(&id.as_str()[id.as_str().len() - 12..], 16).unwrap_or(0);
    let mut text = String::from("AD");
    for _ in 0..8 {
        let at = usize::try_from(bits % 31).unwrap_or(0);
        text.push(char::from(LETTERS[at]));
        bits /= 31;
    }
    text
}

/// Money that the creditor sees on its bank account.
#[derive(Clone, Debug)]
pub struct Seen {
    /// How much.
    pub amount: Money,
    /// The day on the bank's statement.
    pub received_on: NaiveDate,
    /// Who of the team says so.
    pub who: String,
}

/// The creditor confirms an announced transfer, with the amount that really arrived.
///
/// Confirmed twice, it is one payment: the key of the money is the transfer.
pub async fn confirm(
    portal: &Portal,
    tenant: &Tenant,
    id: &AttemptId,
    seen: &Seen,
) -> Result<(), PortalError> {
    let mut conn = portal.store.read().await?;
    let known = attempt::find(&mut conn, tenant, Find::Id(id)).await?;
    let known = known.filter(|a| a.channel == Channel::Transfer).ok_or(PortalError::NotFound)?;
    drop(conn);
    if seen.amount.is_zero() || seen.amount.currency() != known.amount.currency() {
        return Err(PortalError::Refused("amount"));
    }
    in_tx!(portal.store, tx => book(portal, &mut tx, tenant, (&known, seen)).await?)
}

async fn book(
    portal: &Portal,
    tx: &mut Tx,
    tenant: &Tenant,
    (known, seen): (&Attempt, &Seen),
) -> Result<(), PortalError> {
    let now = portal.clock.now();
    let mut case = case::lock(tx, tenant, &known.case).await?.ok_or(PortalError::NotFound)?;
    let settings = creditor::settings(tx, tenant).await?;
    let mut attempt =
        attempt::find(tx, tenant, Find::Id(&known.id)).await?.ok_or(PortalError::NotFound)?;
    let outcome = attempt.state.apply(Facts::Paid(seen.amount));
    if outcome.received.is_none() {
        return Ok(());
    }
    attempt.state = outcome.state;
    attempt::save(tx, tenant, &attempt, now).await?;
    plan::hold(portal, tx, tenant, &mut case).await?;
    let arrival = Arrival {
        amount: seen.amount,
        channel: Channel::Transfer,
        attempt: Some(attempt.id.clone()),
        key: Some(attempt.id.to_string()),
        received_on: seen.received_on,
        debts: attempt::debts(tx, tenant, &attempt.id).await?,
        source: Account::Collected(Channel::Transfer),
        by_team: Some((String::new(), seen.who.clone())),
    };
    let booked = on_case(portal, tx, (tenant, &settings), &mut case, arrival).await?;
    if let (Some(_), Some(link)) = (booked, &attempt.link) {
        access_link::paid(tx, tenant, link, now).await?;
    }
    Ok(())
}

/// The creditor says that an announced transfer did not arrive, and why it thinks so; what was
/// answered before stays as it is.
pub async fn refuse(
    portal: &Portal,
    tenant: &Tenant,
    id: &AttemptId,
    (why, who): (&str, &str),
) -> Result<(), PortalError> {
    let now = portal.clock.now();
    let mut conn = portal.store.read().await?;
    let known = attempt::find(&mut conn, tenant, Find::Id(id)).await?;
    let known = known.filter(|a| a.channel == Channel::Transfer).ok_or(PortalError::NotFound)?;
    drop(conn);
    in_tx!(portal.store, tx => {
        let mut case = case::lock(&mut tx, tenant, &known.case).await?.ok_or(PortalError::NotFound)?;
        let mut attempt =
            attempt::find(&mut tx, tenant, Find::Id(id)).await?.ok_or(PortalError::NotFound)?;
        if attempt.state == AttemptState::Confirmed {
            return Err(PortalError::Refused("confirmed"));
        }
        if attempt.state.is_in_flight() {
            attempt.state = attempt.state.apply(Facts::FailedLater).state;
            attempt::save(&mut tx, tenant, &attempt, now).await?;
            let about = (id.as_str(), why);
            let proof = reason::keep(portal, &mut tx, tenant, &case.id, about).await?;
            let body = format!("{id} {who} {proof}");
            evidence::append(&mut tx, tenant, &mut case, now, ("transfer-refused", &body)).await?;
            plan::hold(portal, &mut tx, tenant, &mut case).await?;
            not_come::tell(portal, &mut tx, tenant, &attempt).await?;
            clearance::follow(portal, &mut tx, tenant, &mut case).await?;
        }
    })
}

/// What became of a transfer that nobody announced.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Matched {
    /// Its reference named a transfer that we had given out: booked.
    Booked(AttemptId),
    /// Nobody knows whose it is: it waits in suspense.
    Waits(SuspenseId),
    /// The form has come before: nothing was done now.
    Before,
}

/// The creditor saw a transfer with `reference` on its account: matched, or kept in suspense.
///
/// `key` is the form's own: sent twice, it is one amount.
pub async fn received(
    portal: &Portal,
    tenant: &Tenant,
    (reference, key): (&str, &str),
    seen: &Seen,
) -> Result<Matched, PortalError> {
    // As banks print it: in groups, with dashes, in small letters.
    let kept = reference.chars().filter(char::is_ascii_alphanumeric);
    let wanted = kept.collect::<String>().to_ascii_uppercase();
    let mut conn = portal.store.read().await?;
    let known = attempt::find(&mut conn, tenant, Find::Reference(&wanted)).await?;
    drop(conn);
    let fits = |a: &Attempt| {
        a.channel == Channel::Transfer
            && a.amount.currency() == seen.amount.currency()
            && a.state != AttemptState::Confirmed
    };
    if seen.amount.is_zero() {
        return Err(PortalError::Refused("amount"));
    }
    // Known, but paid already or asked for in another currency: the person who decides sees which.
    let (about, why) = match &known {
        Some(attempt) => (attempt.id.to_string(), "not-as-asked"),
        None => (reference.trim().to_owned(), "unknown-reference"),
    };
    let now = portal.clock.now();
    in_tx!(portal.store, tx => {
        // Before anything else: the same form at the same moment waits here, and then knows better.
        if !form_key::insert(&mut tx, tenant, (key, "received"), now).await? {
            Matched::Before
        } else if let Some(attempt) = known.as_ref().filter(|attempt| fits(attempt)) {
            book(portal, &mut tx, tenant, (attempt, seen)).await?;
            Matched::Booked(attempt.id.clone())
        } else {
            let refs = (Some(format!("form:{key}")), Some(about.clone()));
            let from = (seen.amount, Channel::Transfer);
            let item = suspense_item(portal, from, seen.received_on, refs, why);
            let id = item.id.clone();
            in_suspense(portal, &mut tx, tenant, item).await?;
            Matched::Waits(id)
        }
    })
}
