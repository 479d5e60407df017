//! Links that a creditor's own system signed. The first use of one makes a link of ours of it, so that all
//! that holds for links holds for it: limits, revoking, what it brought.

use domain::access_link::{LinkLife, LinkState};
use domain::ids::{AccessLinkId, CaseId, LinkKeyId};
use domain::signed_link::{Claims, SignedLink};
use sqlx::AnyConnection;

use super::open::{Opened, enter, queue};
use crate::compose::Portal;
use crate::in_tx;
use crate::keys::{Token, jwt};
use crate::store::access_link::{self, AccessLink, NewLink};
use crate::store::case::LockedCase;
use crate::store::debtor::{self, Find};
use crate::store::link_key::{self, LinkKey};
use crate::store::{Tx, case, evidence};
use crate::tenant::{Mark, Tenant};
use crate::use_cases::PortalError;
use crate::use_cases::link_key::checked_by;

/// A signed link of a debtor whom the creditor has.
pub(super) struct Ticket {
    pub(super) tenant: Tenant,
    pub(super) case: CaseId,
    key: LinkKeyId,
    said: SignedLink,
    alive: bool,
}

/// Reads a signed link, alive or not; `None` for an unknown or revoked key, a wrong signature, claims that
/// do not stand, and a customer's number that nobody has: all the same.
pub(super) async fn read(portal: &Portal, token: &str) -> Result<Option<Ticket>, PortalError> {
    let now = portal.clock.now();
    let mut conn = portal.store.read().await?;
    let Some((tenant, key, claims)) = well_signed(portal, &mut conn, token).await? else {
        return Ok(None);
    };
    if key.revoked_at.is_some() {
        return Ok(None);
    }
    let Ok(said) = SignedLink::read(claims, now) else { return Ok(None) };
    let of = Find::Reference(&said.reference);
    let found = debtor::find(&mut conn, &tenant, &portal.keys, of).await?;
    let Some((_, _, case)) = found else { return Ok(None) };
    let alive = key.counts(now) && said.state(now) == LinkState::Alive;
    Ok(Some(Ticket { tenant, case, key: key.id, said, alive }))
}

/// The case that a well signed link was made for, whatever has become of its key and its time: enough to stop what
/// is sent, and for nothing else.
pub(super) async fn stopped_by(
    portal: &Portal,
    token: &str,
) -> Result<Option<(Tenant, CaseId)>, PortalError> {
    let mut conn = portal.store.read().await?;
    let Some((tenant, _, claims)) = well_signed(portal, &mut conn, token).await? else {
        return Ok(None);
    };
    let Some(reference) = claims.customer() else { return Ok(None) };
    let of = Find::Reference(reference);
    let found = debtor::find(&mut conn, &tenant, &portal.keys, of).await?;
    Ok(found.map(|(_, _, case)| (tenant, case)))
}

/// What a link says, and the key that signed it, revoked or not; `None` for an unknown key and a wrong signature.
async fn well_signed(
    portal: &Portal,
    conn: &mut AnyConnection,
    token: &str,
) -> Result<Option<(Tenant, LinkKey, Claims)>, PortalError> {
    let Some(id) = jwt::key_named(token) else { return Ok(None) };
    let mark = Mark::LinkKey(id.as_str());
    let Some(tenant) = Tenant::find(conn, mark).await? else { return Ok(None) };
    let Some(key) = link_key::find(conn, &tenant, &id).await? else { return Ok(None) };
    let by = checked_by(&portal.keys, &tenant, &key)?;
    let claims = jwt::claims(token, (&id, &by));
    Ok(claims.map(|claims| (tenant, key, claims)))
}

/// Opens a signed link as [`open`](super::open()) opens one of ours.
pub async fn open_signed(
    portal: &Portal,
    token: &str,
    host: Option<&Tenant>,
    old: Option<&[u8]>,
) -> Result<Opened, PortalError> {
    let Some(ticket) = read(portal, token).await? else { return Ok(Opened::Dead) };
    if !ticket.alive || host.is_some_and(|host| *host != ticket.tenant) {
        return Ok(Opened::Dead);
    }
    let tenant = &ticket.tenant;
    let opened: Result<Opened, PortalError> = in_tx!(portal.store, tx => {
        let mut case = case::lock(&mut tx, tenant, &ticket.case).await?.ok_or(PortalError::NotFound)?;
        let link = link_of(portal, &mut tx, &mut case, &ticket).await?;
        enter(portal, &mut tx, tenant, (&mut case, link), old).await?
    });
    match opened {
        // Signed for two customers under one name, and used at the same instant.
        Err(PortalError::Store(error)) if error.is_duplicate() => Ok(Opened::Dead),
        other => other,
    }
}

/// "Send me a new one" for a signed link: as for one of ours, to the contact on file.
pub async fn renew_signed(portal: &Portal, token: &str) -> Result<(), PortalError> {
    let Some(ticket) = read(portal, token).await? else { return Ok(()) };
    let tenant = &ticket.tenant;
    in_tx!(portal.store, tx => {
        let mut case = case::lock(&mut tx, tenant, &ticket.case).await?.ok_or(PortalError::NotFound)?;
        if let Some(link) = link_of(portal, &mut tx, &mut case, &ticket).await? {
            queue(portal, &mut tx, tenant, &link).await?;
        }
    })
}

/// Our link of a signed one: the one that its first use made, or a new one. `None` where its name stands for
/// another customer's, or its key was revoked meanwhile.
async fn link_of(
    portal: &Portal,
    tx: &mut Tx,
    case: &mut LockedCase,
    ticket: &Ticket,
) -> Result<Option<AccessLink>, PortalError> {
    let Ticket { tenant, key, said, .. } = ticket;
    if let Some(id) = link_key::link(tx, tenant, (key, &said.jti)).await? {
        let known = access_link::find(tx, tenant, &id).await?;
        return Ok(known.filter(|link| link.case == case.id));
    }
    // Whoever revokes the key closes the links that there are: no other one may come behind.
    let locked = link_key::lock(tx, tenant, key).await?;
    if locked.is_none_or(|key| key.revoked_at.is_some()) {
        return Ok(None);
    }
    let now = portal.clock.now();
    let id = AccessLinkId::from_bits(portal.ids.bits());
    // Nobody is told this token: the signed text alone opens the link.
    let hash = Token::random().hash();
    let expires_at = said.expires_at;
    let row = NewLink { id: &id, case: &case.id, hash: &hash, message: None, expires_at };
    access_link::insert(tx, tenant, row, now).await?;
    link_key::insert_link(tx, tenant, (key, &said.jti), &id).await?;
    if let Some(step) = &said.step {
        link_key::set_step(tx, tenant, &id, step).await?;
    }
    let body = format!("{id} {key}");
    evidence::append(tx, tenant, case, now, ("link-made", &body)).await?;
    Ok(Some(AccessLink {
        id,
        case: case.id.clone(),
        message: None,
        made_at: now,
        life: LinkLife { expires_at, revoked_at: None },
        sent_at: None,
        opened_at: None,
        verified_at: None,
        paid_at: None,
    }))
}
