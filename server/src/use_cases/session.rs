//! Sessions of debtors: a narrow one from the link's button to the identity check, a full one after.

use chrono::{DateTime, TimeDelta, Utc};
use domain::access_link::LinkState;
use domain::ids::{AccessLinkId, CaseId};

use super::PortalError;
use crate::compose::Portal;
use crate::in_tx;
use crate::keys::Token;
use crate::store::session as store;
use crate::store::{StoreError, Tx};
use crate::tenant::Tenant;

/// Unused for so long, a session is over.
const IDLE: TimeDelta = TimeDelta::minutes(20);

/// So long after it began, a session is over however busy.
const LONGEST: TimeDelta = TimeDelta::hours(2);

/// The use of a session is written down only this often, so that reading a page costs no commit.
const SEEN_EVERY: TimeDelta = TimeDelta::minutes(1);

/// How far a session has come.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Stage {
    /// The link's button was pressed; the identity check is next.
    Question,
    /// The identity check was passed.
    Full,
}

impl Stage {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Question => "question",
            Self::Full => "full",
        }
    }
}

/// A living session, and all that it may see: one case.
#[derive(Clone, Debug)]
pub struct Visit {
    /// The creditor.
    pub tenant: Tenant,
    /// The case.
    pub case: CaseId,
    /// The link that opened it.
    pub link: AccessLinkId,
    /// How far it has come.
    pub stage: Stage,
    /// When it began.
    pub since: DateTime<Utc>,
    /// The stored hash of its id.
    pub hash: Vec<u8>,
}

/// The living session with this id hash; `None` if there is none, it is over, or its link was
/// revoked or has expired.
pub async fn visit(portal: &Portal, hash: &[u8]) -> Result<Option<Visit>, PortalError> {
    let now = portal.clock.now();
    let mut conn = portal.store.read().await?;
    let Some((tenant, session)) = store::find(&mut conn, hash).await? else { return Ok(None) };
    drop(conn);
    let Some(found) = Found::alive(hash, tenant, session, now) else { return Ok(None) };
    found.seen(portal, now).await.map(Some)
}

/// A living session; that it was used may still have to be written down.
pub struct Found {
    /// What it may see.
    pub visit: Visit,
    seen_at: DateTime<Utc>,
}

impl Found {
    /// The stored session as it is `now`; `None` if it is over, or its link was revoked or has expired.
    pub fn alive(
        hash: &[u8],
        tenant: Tenant,
        session: store::Session,
        now: DateTime<Utc>,
    ) -> Option<Self> {
        let over = session.ended_at.is_some()
            || now - session.seen_at >= IDLE
            || now - session.made_at >= LONGEST
            || session.link_life.state(now) == LinkState::Revoked;
        let stage = if session.stage == "full" { Stage::Full } else { Stage::Question };
        let (case, link, since) = (session.case, session.link, session.made_at);
        let visit = Visit { tenant, case, link, stage, since, hash: hash.to_vec() };
        (!over).then_some(Self { visit, seen_at: session.seen_at })
    }

    /// Writes down that it was used, now and then.
    pub async fn seen(self, portal: &Portal, now: DateTime<Utc>) -> Result<Visit, PortalError> {
        let visit = self.visit;
        if now - self.seen_at >= SEEN_EVERY {
            in_tx!(portal.store, tx => {
                store::seen(&mut tx, &visit.tenant, &visit.hash, now).await?;
            })
            .map_err(|error: StoreError| error)?;
        }
        Ok(visit)
    }
}

/// Begins a session in the transaction that lets the person in; the old one, if any, ends.
pub async fn begin(
    tx: &mut Tx,
    tenant: &Tenant,
    (case, link): (&CaseId, &AccessLinkId),
    (stage, old): (Stage, Option<&[u8]>),
    now: DateTime<Utc>,
) -> Result<Token, StoreError> {
    if let Some(old) = old {
        store::end(tx, tenant, old, now).await?;
    }
    let id = Token::random();
    store::insert(tx, tenant, (&id.hash(), stage.as_str()), (case, link), now).await?;
    Ok(id)
}

/// Ends a session: log out.
pub async fn end(portal: &Portal, visit: &Visit) -> Result<(), PortalError> {
    let now = portal.clock.now();
    in_tx!(portal.store, tx => store::end(&mut tx, &visit.tenant, &visit.hash, now).await?)
}
