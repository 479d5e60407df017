//! By which way somebody is not written to any more: their own [wish](super::wish), the word that they gave the
//! provider, or an address that is dead.

use domain::contact::{Channel, Channels};
use domain::contact_channel::ContactChannel;
use domain::ids::{CaseId, MessageId, StopId};
use sqlx::AnyConnection;

use super::access_link::{LINK, origin};
use super::plan::change::DEBTOR;
use super::plan::letters;
use super::wish::{self, Change};
use super::{PortalError, reminder};
use crate::compose::Portal;
use crate::config::creditor::Settings;
use crate::keys::{Token, token_hash};
use crate::store::case::LockedCase;
use crate::store::contact_stop::{self as store, How, Stop};
use crate::store::{StoreError, Tx, evidence, same_address};
use crate::tenant::{Mark, Tenant};

/// The kind of the act that stops a channel.
pub const STOPPED: &str = "stopped";

/// The kind of the act that lets messages come again.
pub const LIFTED: &str = "stop-lifted";

/// The column of a debtor's row that a channel's address stands in, by which its keyed hash is made.
pub const fn column(channel: ContactChannel) -> &'static str {
    match channel {
        ContactChannel::Email => "email",
        ContactChannel::Sms | ContactChannel::WhatsApp => "phone",
    }
}

/// What keeps a channel shut.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Closed {
    /// The address is dead.
    Dead,
    /// Their word to the provider: only they can take it back.
    ByWord,
    /// They want nothing by it.
    Refused,
}

/// Writes what the provider, or a word to it, says: nothing that nobody asks for is to leave by `channel` any
/// more. Keeps back what waits. A stop that is known changes nothing. A dead address is meant alone; else
/// whatever address there is, and the one on file is closed in every other case too.
pub async fn record(
    portal: &Portal,
    tx: &mut Tx,
    tenant: &Tenant,
    case: &mut LockedCase,
    (channel, how, address): (ContactChannel, How, Option<&str>),
) -> Result<(), PortalError> {
    let now = portal.clock.now();
    // Without a number, the provider speaks of one that is not on file any more.
    if how == How::Word || how == How::Provider && address.is_some() {
        let of = (&case.id, channel.way(), same_address::How::Word);
        same_address::stop(tx, tenant, of, now).await?;
    }
    let dead = address.filter(|_| how == How::Dead);
    let address_hash = dead.map(|to| portal.keys.look_up(tenant, column(channel), to));
    let standing = store::standing(tx, tenant, &case.id).await?;
    let known = dead.map(|to| portal.keys.all_look_ups(tenant, column(channel), to));
    let is_its = |stop: &Stop| match (&stop.address_hash, &known) {
        (Some(of), Some(known)) => known.contains(of),
        (of, known) => of.is_none() && known.is_none(),
    };
    let same = |stop: &Stop| stop.channel == channel && stop.how == how && is_its(stop);
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
pub(super) async fn keep_back(
    portal: &Portal,
    tx: &mut Tx,
    tenant: &Tenant,
    case: &mut LockedCase,
    channel: ContactChannel,
) -> Result<(), PortalError> {
    let now = portal.clock.now();
    let of_plans = letters::TO_DEBTOR.into_iter().filter(|kind| letters::is_reminder(kind));
    for kind in [LINK].into_iter().chain(of_plans) {
        for id in store::cancel(tx, tenant, &case.id, (channel, kind)).await? {
            let body = format!("blocked {kind} {id} - {}", channel.as_str());
            evidence::append(tx, tenant, case, now, ("message", &body)).await?;
        }
    }
    Ok(reminder::cancel_by(portal, tx, tenant, case, channel).await?)
}

/// What keeps a channel shut for an address: a dead address before a wish.
pub async fn stands(
    conn: &mut AnyConnection,
    portal: &Portal,
    tenant: &Tenant,
    (case, channel, address): (&CaseId, ContactChannel, &str),
) -> Result<Option<Closed>, StoreError> {
    let hashes = portal.keys.all_look_ups(tenant, column(channel), address);
    let standing = store::standing(conn, tenant, case).await?;
    let is_about = |stop: &&Stop| {
        stop.channel == channel && stop.address_hash.as_ref().is_none_or(|of| hashes.contains(of))
    };
    let about: Vec<How> = standing.iter().filter(is_about).map(|stop| stop.how).collect();
    if about.contains(&How::Dead) {
        return Ok(Some(Closed::Dead));
    }
    let elsewhere = same_address::closed(conn, tenant, (case, same_address::How::Word)).await?;
    if about.iter().any(|how| how.only_they_undo()) || elsewhere.contains(&channel.way()) {
        return Ok(Some(Closed::ByWord));
    }
    let said = wish::get(conn, tenant, case).await?;
    Ok(said.wish.refused.contains(channel.way()).then_some(Closed::Refused))
}

/// Forgets in which cases a word closed a channel to a phone: its owner takes it back. `numbers` are the ways in which it
/// is written.
pub(super) async fn take_back(
    portal: &Portal,
    tx: &mut Tx,
    tenant: &Tenant,
    (channel, numbers): (ContactChannel, &[String]),
) -> Result<(), StoreError> {
    for number in numbers {
        for hash in portal.keys.look_ups(tenant, column(channel), number) {
            same_address::take_back(tx, tenant, (&hash, channel.way())).await?;
        }
    }
    Ok(())
}

/// Lets messages come again by `channel`, at the person's own word to the provider. What they told us in
/// another way still stands.
pub async fn lift(
    portal: &Portal,
    tx: &mut Tx,
    tenant: &Tenant,
    case: &mut LockedCase,
    channel: ContactChannel,
) -> Result<(), PortalError> {
    let now = portal.clock.now();
    let standing = store::standing(tx, tenant, &case.id).await?;
    let theirs = |stop: &&Stop| stop.channel == channel && stop.how.only_they_undo();
    for stop in standing.iter().filter(theirs) {
        store::lift(tx, tenant, (&case.id, &stop.id), now).await?;
        let body = format!("{} {} {}", stop.id, channel.as_str(), stop.how.as_str());
        evidence::append(tx, tenant, case, now, (LIFTED, &body)).await?;
    }
    Ok(())
}

/// Forgets that a number was dead: something came from it, arrived there, or its owner allowed it anew. `numbers`
/// are the ways in which it is written.
pub(super) async fn revive(
    portal: &Portal,
    tx: &mut Tx,
    tenant: &Tenant,
    case: &mut LockedCase,
    (channel, numbers): (ContactChannel, &[String]),
) -> Result<(), PortalError> {
    let now = portal.clock.now();
    let standing = store::standing(tx, tenant, &case.id).await?;
    let dead = |stop: &&Stop| stop.channel == channel && stop.how == How::Dead;
    let hashes_of = |number: &String| portal.keys.all_look_ups(tenant, column(channel), number);
    let hashes: Vec<_> = numbers.iter().flat_map(hashes_of).collect();
    let is_it = |stop: &&Stop| stop.address_hash.as_ref().is_none_or(|of| hashes.contains(of));
    for stop in standing.iter().filter(dead).filter(is_it) {
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
    let change = Change::Refuse(Channels::NONE.with(ContactChannel::Email.way()));
    wish::set(portal, &tenant, &id, (change, DEBTOR)).await
}

/// Stops one way of reaching the person of `case`, since they told `who` of the team.
pub async fn told(
    portal: &Portal,
    tenant: &Tenant,
    (case, channel): (&CaseId, Channel),
    who: &str,
) -> Result<(), PortalError> {
    let change = Change::Refuse(Channels::NONE.with(channel));
    wish::set(portal, tenant, case, (change, who)).await
}
