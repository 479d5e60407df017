//! By which way somebody is not written to any more: their own wish, or an address that is dead.

use domain::contact_channel::ContactChannel;
use domain::ids::{CaseId, MessageId, StopId};
use sqlx::AnyConnection;

use super::PortalError;
use super::access_link::{LINK, origin};
use super::plan::letters;
use crate::compose::Portal;
use crate::config::creditor::Settings;
use crate::in_tx;
use crate::keys::{Token, token_hash};
use crate::store::case::LockedCase;
use crate::store::contact_stop::{self as store, How, Stop};
use crate::store::{StoreError, Tx, case, evidence};
use crate::tenant::{Mark, Tenant};

/// The kind of the act that stops a channel.
pub const STOPPED: &str = "stopped";

/// The kind of the act that lets messages come again.
pub const LIFTED: &str = "stop-lifted";

/// The kind of the messages of reminder sequences.
pub const REMINDER: &str = "reminder";

/// The column of a debtor's row that a channel's address stands in, by which its keyed hash is made.
pub const fn column(channel: ContactChannel) -> &'static str {
    match channel {
        ContactChannel::Email => "email",
        ContactChannel::Sms | ContactChannel::Whatsapp => "phone",
    }
}

/// Writes that nothing that nobody asks for is to leave by `channel` any more, and keeps back what waits. A
/// stop that is known changes nothing. A dead address is meant alone; else whatever address there is.
pub async fn record(
    portal: &Portal,
    tx: &mut Tx,
    tenant: &Tenant,
    case: &mut LockedCase,
    (channel, how, address): (ContactChannel, How, Option<&str>),
) -> Result<(), PortalError> {
    let now = portal.clock.now();
    let dead = address.filter(|_| how == How::Dead);
    let address_hash = dead.map(|to| portal.keys.look_up(tenant, column(channel), to));
    let standing = store::standing(tx, tenant, &case.id).await?;
    let same = |stop: &Stop| {
        stop.channel == channel && stop.how == how && stop.address_hash == address_hash
    };
    if standing.iter().any(same) {
        return Ok(());
    }
    let id = StopId::from_bits(portal.ids.bits());
    let body = format!("{id} {} {}", channel.as_str(), how.as_str());
    let stop = Stop { id, channel, how, address_hash, stopped_at: now };
    store::insert(tx, tenant, &case.id, &stop).await?;
    evidence::append(tx, tenant, case, now, (STOPPED, &body)).await?;
    keep_back(portal, tx, tenant, case, channel).await
}

/// Keeps back what waits to leave by a channel and nobody asked for.
async fn keep_back(
    portal: &Portal,
    tx: &mut Tx,
    tenant: &Tenant,
    case: &mut LockedCase,
    channel: ContactChannel,
) -> Result<(), PortalError> {
    let now = portal.clock.now();
    let of_plans = letters::TO_DEBTOR.into_iter().filter(|kind| letters::is_reminder(kind));
    for kind in [LINK, REMINDER].into_iter().chain(of_plans) {
        for id in store::cancel(tx, tenant, &case.id, (channel, kind)).await? {
            let body = format!("blocked {kind} {id} - {}", channel.as_str());
            evidence::append(tx, tenant, case, now, ("message", &body)).await?;
        }
    }
    Ok(())
}

/// What keeps a channel shut for an address: a dead address before a wish.
pub async fn stands(
    conn: &mut AnyConnection,
    portal: &Portal,
    tenant: &Tenant,
    (case, channel, address): (&CaseId, ContactChannel, &str),
) -> Result<Option<How>, StoreError> {
    let hash = portal.keys.look_up(tenant, column(channel), address);
    let standing = store::standing(conn, tenant, case).await?;
    let is_about = |stop: &&Stop| {
        stop.channel == channel && stop.address_hash.as_ref().is_none_or(|of| *of == hash)
    };
    let about: Vec<How> = standing.iter().filter(is_about).map(|stop| stop.how).collect();
    let dead = about.iter().find(|how| **how == How::Dead);
    Ok(dead.or(about.first()).copied())
}

/// Lets messages come again by `channel`: lifts the stops that `lifts` names.
pub async fn lift(
    portal: &Portal,
    tx: &mut Tx,
    tenant: &Tenant,
    case: &mut LockedCase,
    (channel, lifts): (ContactChannel, fn(How) -> bool),
) -> Result<(), PortalError> {
    let now = portal.clock.now();
    let standing = store::standing(tx, tenant, &case.id).await?;
    for stop in standing.iter().filter(|stop| stop.channel == channel && lifts(stop.how)) {
        store::lift(tx, tenant, (&case.id, &stop.id), now).await?;
        let body = format!("{} {} {}", stop.id, channel.as_str(), stop.how.as_str());
        evidence::append(tx, tenant, case, now, (LIFTED, &body)).await?;
    }
    Ok(())
}

/// Makes the link with which the reader of an e-mail stops more of them, in the transaction of the claim.
pub async fn link(
    portal: &Portal,
    tx: &mut Tx,
    (tenant, settings): (&Tenant, &Settings),
    (case, message): (&CaseId, &MessageId),
) -> Result<String, StoreError> {
    let token = Token::random();
    store::set_link(tx, tenant, (case, message), &token.hash(), portal.clock.now()).await?;
    Ok(format!("{}{}", origin(portal, settings), app::routes::stop(token.reveal())))
}

/// Stops the e-mails of the case that a link belongs to. An invented one stops nothing; the caller cannot
/// tell, and twice is once.
pub async fn by_link(portal: &Portal, token: &str) -> Result<(), PortalError> {
    let hash = token_hash(token);
    let mut conn = portal.store.read().await?;
    let Some(tenant) = Tenant::find(&mut conn, Mark::StopToken(&hash)).await? else {
        return Ok(());
    };
    let Some(id) = store::by_link(&mut conn, &tenant, &hash).await? else { return Ok(()) };
    drop(conn);
    in_tx!(portal.store, tx => {
        let mut case = case::lock(&mut tx, &tenant, &id).await?.ok_or(PortalError::NotFound)?;
        let what = (ContactChannel::Email, How::Link, None);
        record(portal, &mut tx, &tenant, &mut case, what).await?;
    })
}

/// Stops a channel of `case`, since the person told somebody of the team.
pub async fn told(
    portal: &Portal,
    tenant: &Tenant,
    (case, channel): (&CaseId, ContactChannel),
    who: &str,
) -> Result<(), PortalError> {
    let now = portal.clock.now();
    in_tx!(portal.store, tx => {
        let mut case = case::lock(&mut tx, tenant, case).await?.ok_or(PortalError::NotFound)?;
        let body = format!("{} {who}", channel.as_str());
        evidence::append(&mut tx, tenant, &mut case, now, ("stop-told", &body)).await?;
        record(portal, &mut tx, tenant, &mut case, (channel, How::Told, None)).await?;
    })
}
