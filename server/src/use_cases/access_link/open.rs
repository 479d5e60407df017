//! What the holder of a link can do with it: open it, or ask for another.

use chrono::TimeDelta;
use domain::access_link::LinkState;
use domain::identity::Question;
use domain::ids::CaseId;

use super::NEW_LINK;
use crate::compose::Portal;
use crate::in_tx;
use crate::keys::{Token, token_hash};
use crate::store::access_link::{self as store, AccessLink};
use crate::store::case::LockedCase;
use crate::store::message::NewMessage;
use crate::store::{Tx, case, evidence, message};
use crate::tenant::{Mark, Tenant};
use crate::use_cases::identity::{self, Facts};
use crate::use_cases::session::{self, Stage};
use crate::use_cases::{PortalError, work};

/// New links that one case is sent in a day.
const NEW_PER_DAY: usize = 3;

/// A second press of the button so soon is the same wish.
const SAME_WISH: TimeDelta = TimeDelta::minutes(1);

/// What the button on a link's page led to.
pub enum Opened {
    /// The identity check is next, under this session id.
    Asked(Token),
    /// The creditor asks nothing: a full session begins.
    In(Token),
    /// Expired, revoked, invented, or of another creditor than the host's: all the same.
    Dead,
}

/// Opens a link. `old` is the hash of the session id that the browser brought, whose session ends;
/// `host` the creditor whose own host it is.
pub async fn open(
    portal: &Portal,
    token: &str,
    host: Option<&Tenant>,
    old: Option<&[u8]>,
) -> Result<Opened, PortalError> {
    let Some((tenant, known)) = find(portal, token).await? else { return Ok(Opened::Dead) };
    if host.is_some_and(|host| *host != tenant) {
        return Ok(Opened::Dead);
    }
    in_tx!(portal.store, tx => {
        let mut case = case::lock(&mut tx, &tenant, &known.case).await?.ok_or(PortalError::NotFound)?;
        let link = store::find(&mut tx, &tenant, &known.id).await?;
        enter(portal, &mut tx, &tenant, (&mut case, link), old).await?
    })
}

/// Begins the session that a link of the locked case opens, if it is alive.
pub(super) async fn enter(
    portal: &Portal,
    tx: &mut Tx,
    tenant: &Tenant,
    (case, link): (&mut LockedCase, Option<AccessLink>),
    old: Option<&[u8]>,
) -> Result<Opened, PortalError> {
    let now = portal.clock.now();
    let alive = |link: &AccessLink| link.life.state(now) == LinkState::Alive;
    let Some(link) = link.filter(alive) else { return Ok(Opened::Dead) };
    store::opened(tx, tenant, &link.id, now).await?;
    evidence::append(tx, tenant, case, now, ("link-opened", link.id.as_str())).await?;
    let facts = Facts::load(tx, portal, tenant, &link.case).await?;
    if facts.question() == Some(Question::None) {
        let how = (&link.id, "nothing-asked");
        return Ok(Opened::In(identity::pass(portal, tx, tenant, (case, old), how).await?));
    }
    let of = (&link.case, &link.id);
    Ok(Opened::Asked(session::begin(tx, tenant, of, (Stage::Question, old), now).await?))
}

/// "Send me a new one": queues a message with a new link to the contact on file of the case that the
/// dead link belongs to. Nothing happens for an invented token, nor too often; the caller cannot tell.
pub async fn renew(portal: &Portal, token: &str) -> Result<(), PortalError> {
    let Some((tenant, link)) = find(portal, token).await? else { return Ok(()) };
    in_tx!(portal.store, tx => queue(portal, &mut tx, &tenant, &link).await?)
}

/// Queues the message with a new link, unless the case has had enough of them.
pub(super) async fn queue(
    portal: &Portal,
    tx: &mut Tx,
    tenant: &Tenant,
    link: &AccessLink,
) -> Result<(), PortalError> {
    let now = portal.clock.now();
    let mut case = case::lock(tx, tenant, &link.case).await?.ok_or(PortalError::NotFound)?;
    if !may_ask(tx, tenant, &case.id, portal).await? {
        return Ok(());
    }
    let occurrence = format!("{NEW_LINK}:{}:{}", link.id, now.timestamp_millis());
    let new = NewMessage {
        case: Some(&case.id),
        member: None,
        kind: NEW_LINK,
        about: Some(link.id.as_str()),
        occurrence: &occurrence,
    };
    work::message(portal, tx, tenant, new).await?;
    evidence::append(tx, tenant, &mut case, now, ("link-asked", link.id.as_str())).await?;
    Ok(())
}

async fn may_ask(
    tx: &mut Tx,
    tenant: &Tenant,
    case: &CaseId,
    portal: &Portal,
) -> Result<bool, PortalError> {
    let now = portal.clock.now();
    let made = message::made(tx, tenant, (case, NEW_LINK), now - TimeDelta::days(1)).await?;
    let rested = made.last().is_none_or(|last| now - *last >= SAME_WISH);
    Ok(made.len() < NEW_PER_DAY && rested)
}

/// The link with this token, alive or not, and whose it is.
pub(super) async fn find(
    portal: &Portal,
    token: &str,
) -> Result<Option<(Tenant, AccessLink)>, PortalError> {
    let hash = token_hash(token);
    let mut conn = portal.store.read().await?;
    let Some(tenant) = Tenant::find(&mut conn, Mark::LinkToken(&hash)).await? else {
        return Ok(None);
    };
    let link = store::by_token(&mut conn, &tenant, &hash).await?;
    Ok(link.map(|link| (tenant, link)))
}
