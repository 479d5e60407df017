//! Keys with which a creditor's own system signs links: made, replaced, taken back.

use chrono::{DateTime, TimeDelta, Utc};
use domain::ids::LinkKeyId;
use domain::signed_link::{Algorithm, step_name};

use super::PortalError;
use crate::compose::Portal;
use crate::in_tx;
use crate::keys::jwt::{self, CheckedBy, Secret};
use crate::keys::{Keys, Place, SealError};
use crate::store::link_key::{self as store, Brought, LinkKey};
use crate::store::{Tx, access_link, case, evidence};
use crate::tenant::Tenant;

/// How long links of a key count beside its successor, unless somebody says otherwise: as long as most live.
pub const OVERLAP: TimeDelta = domain::access_link::DEFAULT_LIFE;

/// Links that are closed in one transaction.
const CHUNK: i64 = 50;

/// How a key comes to be.
#[derive(Clone, PartialEq, Eq)]
pub enum Origin {
    /// It is made here; what signs is shown once.
    Made(Algorithm),
    /// The creditor made a pair of EdDSA, and this is the public half.
    Brought(CheckedBy),
}

/// A key just made. No `Debug`: it may hold what signs.
pub struct Made {
    /// The key, as links name it.
    pub id: LinkKeyId,
    /// What signs; `None` where the creditor keeps it already.
    pub secret: Option<Secret>,
}

/// Makes a key. `Refused("name")` for a name that is no line of at most 60 characters.
pub async fn make(
    portal: &Portal,
    tenant: &Tenant,
    name: &str,
    origin: &Origin,
) -> Result<Made, PortalError> {
    let name = step_name(name).ok_or(PortalError::Refused("name"))?;
    in_tx!(portal.store, tx => write(portal, &mut tx, tenant, (&name, origin)).await?)
}

async fn write(
    portal: &Portal,
    tx: &mut Tx,
    tenant: &Tenant,
    (name, origin): (&str, &Origin),
) -> Result<Made, PortalError> {
    let id = LinkKeyId::from_bits(portal.ids.bits());
    let (checked_by, secret) = match origin {
        Origin::Made(algorithm) => {
            let (checked_by, secret) = jwt::fresh(*algorithm);
            (checked_by, Some(secret))
        }
        Origin::Brought(key) => (key.clone(), None),
    };
    let (algorithm, public_key, secret_sealed) = match checked_by {
        CheckedBy::PublicKey(key) => (Algorithm::EdDsa, Some(key), None),
        CheckedBy::Secret(bytes) => {
            let sealed = portal.keys.seal_team(place(tenant, &id), &bytes);
            (Algorithm::Hs256, None, Some(sealed))
        }
    };
    let key = LinkKey {
        id: id.clone(),
        name: name.to_owned(),
        algorithm,
        public_key,
        secret_sealed,
        made_at: portal.clock.now(),
        ends_at: None,
        revoked_at: None,
    };
    store::insert(tx, tenant, &key).await?;
    Ok(Made { id, secret })
}

fn place<'a>(tenant: &'a Tenant, id: &'a LinkKeyId) -> Place<'a> {
    Place { tenant, row: id.as_str(), column: "secret" }
}

/// What checks the signatures of a key.
pub fn checked_by(keys: &Keys, tenant: &Tenant, key: &LinkKey) -> Result<CheckedBy, SealError> {
    match (key.algorithm, &key.public_key, &key.secret_sealed) {
        (Algorithm::EdDsa, Some(public), _) => Ok(CheckedBy::PublicKey(public.clone())),
        (Algorithm::Hs256, _, Some(sealed)) => {
            keys.open_team(place(tenant, &key.id), sealed).map(CheckedBy::Secret)
        }
        _ => Err(SealError),
    }
}

/// All keys of a creditor with what their links brought, the oldest first.
pub async fn list(
    portal: &Portal,
    tenant: &Tenant,
) -> Result<Vec<(LinkKey, Brought)>, PortalError> {
    let mut conn = portal.store.read().await?;
    let mut listed = Vec::new();
    for key in store::all(&mut conn, tenant).await? {
        let brought = store::brought_by_key(&mut conn, tenant, &key.id).await?;
        listed.push((key, brought));
    }
    Ok(listed)
}

/// Makes a successor of the key `id` that signs in the same way. Links of both count for so long.
///
/// `NotFound` for a key that nobody has, `Refused("key-over")` for one that has an end already.
pub async fn rotate(
    portal: &Portal,
    tenant: &Tenant,
    (id, overlap): (&LinkKeyId, TimeDelta),
    brought: Option<&CheckedBy>,
) -> Result<(Made, DateTime<Utc>), PortalError> {
    let ends_at = portal.clock.now() + overlap;
    in_tx!(portal.store, tx => {
        let old = store::find(&mut tx, tenant, id).await?.ok_or(PortalError::NotFound)?;
        if old.ends_at.is_some() || old.revoked_at.is_some() {
            return Err(PortalError::Refused("key-over"));
        }
        let origin = match brought {
            Some(_) if old.algorithm != Algorithm::EdDsa => {
                return Err(PortalError::Refused("key-kind"));
            }
            Some(key) => Origin::Brought(key.clone()),
            None => Origin::Made(old.algorithm),
        };
        store::end(&mut tx, tenant, id, ends_at).await?;
        (write(portal, &mut tx, tenant, (&old.name, &origin)).await?, ends_at)
    })
}

/// Takes the key `id` back: none of its links opens anything any more, and whoever is in through one is out.
/// Gives how many of its links were closed.
pub async fn revoke(
    portal: &Portal,
    tenant: &Tenant,
    id: &LinkKeyId,
) -> Result<usize, PortalError> {
    let now = portal.clock.now();
    in_tx!(portal.store, tx => {
        store::find(&mut tx, tenant, id).await?.ok_or(PortalError::NotFound)?;
        store::revoke(&mut tx, tenant, id, now).await?;
    })
    .map_err(|error: PortalError| error)?;
    let mut closed = 0;
    loop {
        let some = close_some(portal, tenant, id).await?;
        closed += some;
        if some == 0 {
            return Ok(closed);
        }
    }
}

async fn close_some(
    portal: &Portal,
    tenant: &Tenant,
    id: &LinkKeyId,
) -> Result<usize, PortalError> {
    let now = portal.clock.now();
    in_tx!(portal.store, tx => {
        let living = store::living(&mut tx, tenant, id, CHUNK).await?;
        for (link, case) in &living {
            let mut case = case::lock(&mut tx, tenant, case).await?.ok_or(PortalError::NotFound)?;
            if access_link::revoke(&mut tx, tenant, link, now).await? {
                let body = format!("{link} {id}");
                evidence::append(&mut tx, tenant, &mut case, now, ("link-revoked", &body)).await?;
            }
        }
        living.len()
    })
}
