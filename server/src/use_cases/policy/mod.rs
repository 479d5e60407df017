//! Policies: checked, made a version of, looked up, and tried on the portfolio of a day.

mod apply;
mod check;
mod draft;
mod history;
mod known;
pub mod person;
mod preview;
mod turn;
mod views;

pub use apply::{Applied, Order, apply, archive, take_up};
pub use check::{Verdict, check};
pub use draft::{Activated, Saved, Wish, activate, bring_back, save, save_new};
pub use history::{Active, Entry, History, histories, history};
pub use preview::preview;
pub use turn::Turn;
pub use views::{compare_view, deed, list_view, said, view};

use std::sync::Arc;

use chrono::{DateTime, Utc};
use domain::ids::PolicyId;
use domain::money::Currency;
use domain::policy::Policy;
use sha2::{Digest, Sha256};
use sqlx::AnyConnection;

use super::PortalError;
use crate::compose::Portal;
use crate::config::creditor::Settings;
use crate::config::policy::{self as files, PolicyFile, PolicyFileError};
use crate::store::StoreError;
use crate::store::policy::{self, Beginning, Named, Version};
use crate::tenant::Tenant;

/// One version of a policy, read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Stored {
    /// The policy.
    pub id: PolicyId,
    /// Its version, counted from 1.
    pub version: i64,
    /// What it says.
    pub file: Arc<PolicyFile>,
}

/// A policy with the version that was written last.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Listed {
    /// The policy.
    pub policy: Named,
    /// Its newest version, whether or not it has begun.
    pub newest: Option<Version>,
    /// The version of it that debtors are offered from now; `None` if they are not.
    pub in_force: Option<i64>,
}

/// Reads a file of the creditor with these settings.
pub fn read(settings: &Settings, text: &str) -> Result<PolicyFile, Vec<PolicyFileError>> {
    files::read(text, (settings.country, settings.currency))
}

/// What a debtor is offered from in `currency` at an instant; `None` if nothing is.
pub async fn in_force(
    conn: &mut AnyConnection,
    (tenant, settings): (&Tenant, &Settings),
    (currency, at): (Currency, DateTime<Utc>),
) -> Result<Option<Stored>, PortalError> {
    let found = policy::in_force(conn, tenant, (currency, at)).await?;
    found.map(|version| stored(settings, &version)).transpose()
}

/// One version of a policy, as an agreement names it.
pub async fn version(
    conn: &mut AnyConnection,
    (tenant, settings): (&Tenant, &Settings),
    (id, version): (&PolicyId, i64),
) -> Result<Option<Policy>, PortalError> {
    let read = kept(conn, (tenant, settings), (id, version)).await?;
    Ok(read.map(|read| read.file.policy.clone()))
}

/// The same with its name and number, in force or not.
pub async fn kept(
    conn: &mut AnyConnection,
    (tenant, settings): (&Tenant, &Settings),
    (id, version): (&PolicyId, i64),
) -> Result<Option<Stored>, PortalError> {
    let found = policy::version(conn, tenant, (id, version)).await?;
    found.map(|version| stored(settings, &version)).transpose()
}

/// What a version said, found by its hash where it was read before; `None` if it does not read any more.
pub async fn said_by(
    conn: &mut AnyConnection,
    (tenant, settings): (&Tenant, &Settings),
    (id, one): (&PolicyId, &Beginning),
) -> Result<Option<Arc<PolicyFile>>, PortalError> {
    let with = (settings.country, settings.currency);
    if let Some(file) = known::find(&one.checked_hash, with) {
        return Ok(Some(file));
    }
    let found = policy::version(conn, tenant, (id, one.version)).await?;
    Ok(found.and_then(|version| stored(settings, &version).ok()).map(|stored| stored.file))
}

/// Every policy of the creditor, archived ones too, by name.
pub async fn list(portal: &Portal, tenant: &Tenant) -> Result<Vec<Listed>, PortalError> {
    let now = portal.clock.now();
    let mut conn = portal.store.read().await?;
    let mut all = Vec::new();
    for one in policy::list(&mut conn, tenant).await? {
        let newest = policy::newest(&mut conn, tenant, &one.id).await?;
        let found = policy::in_force(&mut conn, tenant, (one.currency, now)).await?;
        let in_force = found.filter(|found| found.policy == one.id).map(|found| found.version);
        all.push(Listed { policy: one, newest, in_force });
    }
    Ok(all)
}

fn stored(settings: &Settings, version: &Version) -> Result<Stored, PortalError> {
    let (id, number) = (version.policy.clone(), version.version);
    let file = stored_text(settings, (&id, number), (&version.canonical, &version.checked_hash))?;
    Ok(Stored { id, version: number, file })
}

/// Reads what was stored, and refuses it if it is not what was checked.
fn stored_text(
    settings: &Settings,
    (id, number): (&PolicyId, i64),
    (canonical, checked_hash): (&str, &[u8]),
) -> Result<Arc<PolicyFile>, PortalError> {
    let corrupt = |what: &str| {
        PortalError::Store(StoreError::Corrupt(format!("version {number} of {id} {what}")))
    };
    let with = (settings.country, settings.currency);
    if let Some(file) = known::same(checked_hash, canonical, with) {
        return Ok(file);
    }
    if hash(canonical) != checked_hash {
        return Err(corrupt("is not what was checked"));
    }
    let read = known::read(checked_hash.to_vec(), canonical, with);
    read.map_err(|_| corrupt("does not read"))
}

/// The hash by which a version is known.
fn hash(canonical: &str) -> Vec<u8> {
    Sha256::digest(canonical.as_bytes()).to_vec()
}
