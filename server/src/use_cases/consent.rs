//! Permission to write to somebody by SMS or WhatsApp: who gave it, when, how, and what proves it.

use chrono::NaiveDate;
use chrono_tz::Tz;
use domain::contact_channel::ContactChannel;
use domain::ids::{CaseId, ConsentId};
use sha2::{Digest, Sha256};

use super::plan::change::DEBTOR;
use super::stop::{self, Closed};
use super::{PortalError, reach, wall_clock};
use crate::compose::Portal;
use crate::in_tx;
use crate::keys::{DataKey, Place};
use crate::store::case::LockedCase;
use crate::store::consent::{self as store, Consent};
use crate::store::contact_wish::{self, Answer};
use crate::store::debtor::{self, Find};
use crate::store::hold::{self, Hold, HoldKind};
use crate::store::ledger::hex;
use crate::store::{Tx, case, creditor, evidence, same_address};
use crate::tenant::Tenant;

pub use domain::contact_channel::WAYS;

/// Longest words that prove a permission, in characters.
pub const LONGEST: usize = 500;

/// That one of [`WAYS`] in which a debtor permits a channel on a page of theirs.
const BY_MESSAGE: &str = "message";

/// A permission as somebody of the team writes it down.
#[derive(Clone, Copy)]
pub struct Given<'a> {
    /// By which channel: one of those of phones.
    pub channel: ContactChannel,
    /// The day on which it was given, in the creditor's zone.
    pub on: NaiveDate,
    /// One of [`WAYS`].
    pub how: &'a str,
    /// What proves it: a document's number, the words that were said.
    pub proof: &'a str,
}

/// Writes a permission down, for the number on file. It takes the place of what they wished before about the
/// channel, here or in another case, if it was given on a later day, and opens this case alone; who stopped us by answering can only be let in again by themselves.
///
/// `Refused`: `channel`, `how`, `empty`, `long`, `future`, `no-phone`, `stopped`, `refused-later`.
pub async fn record(
    portal: &Portal,
    tenant: &Tenant,
    case: &CaseId,
    given: Given<'_>,
    who: &str,
) -> Result<(), PortalError> {
    let Given { channel, on, .. } = given;
    check(given)?;
    let now = portal.clock.now();
    in_tx!(portal.store, tx => {
        let mut case = case::lock(&mut tx, tenant, case).await?.ok_or(PortalError::NotFound)?;
        let settings = creditor::settings(&mut tx, tenant).await?;
        if on > wall_clock::local(settings.zone, now).date() {
            return Err(PortalError::Refused("future"));
        }
        let found = debtor::find(&mut tx, tenant, &portal.keys, Find::Case(&case.id)).await?;
        let (debtor, _, _) = found.ok_or(PortalError::NotFound)?;
        let (Some(phone), Some(key)) = (debtor.person.phone, debtor.key) else {
            return Err(PortalError::Refused("no-phone"));
        };
        let whose = (tenant, settings.zone);
        refuse_stopped(&mut tx, portal, whose, (&case.id, phone.as_str()), (channel, on)).await?;
        // Who allows a number now has it.
        if on == wall_clock::local(settings.zone, now).date() {
            let number = [phone.clone()];
            stop::revive(portal, &mut tx, tenant, &mut case, (channel, &number)).await?;
        }
        let (of, number) = ((tenant, &mut case), (phone.as_str(), &key));
        write(portal, &mut tx, of, number, (given, who)).await?;
    })
}

/// Writes down that the debtor of a case permits a channel with their own hands, on the page that `proof` names, for the
/// number on file. It takes the place of whatever they said before, but for a word to the provider. Nothing, if it is
/// permitted already, or if there is no number.
pub(super) async fn permit(
    portal: &Portal,
    tx: &mut Tx,
    tenant: &Tenant,
    case: &mut LockedCase,
    (channel, proof): (ContactChannel, &str),
) -> Result<(), PortalError> {
    let found = debtor::find(tx, tenant, &portal.keys, Find::Case(&case.id)).await?;
    let (debtor, _, _) = found.ok_or(PortalError::NotFound)?;
    let (Some(phone), Some(key)) = (debtor.person.phone, debtor.key) else { return Ok(()) };
    let closed = stop::stands(tx, portal, tenant, (&case.id, channel, &phone)).await?;
    let is_known = reach::is_permitted(tx, portal, tenant, (&case.id, channel, &phone)).await?;
    if closed == Some(Closed::ByWord) || is_known {
        return Ok(());
    }
    let settings = creditor::settings(tx, tenant).await?;
    let on = wall_clock::local(settings.zone, portal.clock.now()).date();
    stop::revive(portal, tx, tenant, case, (channel, std::slice::from_ref(&phone))).await?;
    let given = Given { channel, on, how: BY_MESSAGE, proof };
    write(portal, tx, (tenant, case), (&phone, &key), (given, DEBTOR)).await
}

/// Writes a permission for a number, and lets the contact rules know.
async fn write(
    portal: &Portal,
    tx: &mut Tx,
    (tenant, case): (&Tenant, &mut LockedCase),
    number: (&str, &DataKey),
    (given, who): (Given<'_>, &str),
) -> Result<(), PortalError> {
    let (now, way) = (portal.clock.now(), given.channel.way());
    let (consent, body) = sealed(portal, (tenant, &case.id), number, given, who);
    let allowed = (&case.id, way, Answer::Allowed(consent.id.as_str()));
    contact_wish::save_channel(tx, tenant, allowed, (who, now)).await?;
    same_address::open(tx, tenant, (&case.id, way), now).await?;
    store::insert(tx, tenant, &consent).await?;
    evidence::append(tx, tenant, case, now, ("consent", &body)).await?;
    Ok(())
}

/// A permission as it is stored, for one number, its proof under the person's key; and the body of its act.
pub(super) fn sealed(
    portal: &Portal,
    (tenant, case): (&Tenant, &CaseId),
    (phone, key): (&str, &DataKey),
    given: Given<'_>,
    who: &str,
) -> (Consent, String) {
    let Given { channel, on, how, proof } = given;
    let id = ConsentId::from_bits(portal.ids.bits());
    let place = Place { tenant, row: id.as_str(), column: "proof" };
    let proof = key.seal(place, proof.trim());
    let fingerprint = hex(&Sha256::digest(&proof));
    let body = format!("{id} {} {on} {how} {fingerprint} {who}", channel.as_str());
    let consent = Consent {
        case: case.clone(),
        channel,
        address_hash: portal.keys.look_up(tenant, stop::column(channel), phone),
        given_on: on,
        how: how.to_owned(),
        proof,
        recorded_by: who.to_owned(),
        recorded_at: portal.clock.now(),
        id,
    };
    (consent, body)
}

/// Refuses a permission that is no newer than what the person said against the channel, or that cannot open it.
async fn refuse_stopped(
    tx: &mut Tx,
    portal: &Portal,
    (tenant, zone): (&Tenant, Tz),
    (case, phone): (&CaseId, &str),
    (channel, on): (ContactChannel, NaiveDate),
) -> Result<(), PortalError> {
    if stop::stands(tx, portal, tenant, (case, channel, phone)).await? == Some(Closed::ByWord) {
        return Err(PortalError::Refused("stopped"));
    }
    // A paper of the same day may be the one that they took back with it.
    let is_newer = |refused_at| on > wall_clock::local(zone, refused_at).date();
    let holds = hold::active(tx, tenant, case).await?;
    let is_no = |hold: &Hold| hold.kind == HoldKind::OptedOut && !is_newer(hold.placed_at);
    if holds.iter().any(is_no) {
        return Err(PortalError::Refused("refused-later"));
    }
    let said = contact_wish::of_case(tx, tenant, case).await?;
    match said.refusal(channel.way()) {
        Some(refusal) if !is_newer(refusal.said_at) => Err(PortalError::Refused("refused-later")),
        _ => Ok(()),
    }
}

fn check(given: Given<'_>) -> Result<(), PortalError> {
    let proof = given.proof.trim();
    if !ContactChannel::OF_PHONES.contains(&given.channel) {
        return Err(PortalError::Refused("channel"));
    }
    if !WAYS.contains(&given.how) {
        return Err(PortalError::Refused("how"));
    }
    if proof.is_empty() {
        return Err(PortalError::Refused("empty"));
    }
    if proof.chars().count() > LONGEST {
        return Err(PortalError::Refused("long"));
    }
    Ok(())
}
