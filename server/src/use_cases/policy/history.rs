//! All versions of a policy: those that were only saved, and those that were put in force.

use app::creditor::policy::VersionState;
use chrono::{DateTime, Utc};
use domain::ids::PolicyId;
use sqlx::AnyConnection;

use crate::compose::Portal;
use crate::config::creditor::Settings;
use crate::store::StoreError;
use crate::store::policy::{self, Named, Version};
use crate::store::policy_draft::{self, Draft};
use crate::tenant::Tenant;
use crate::use_cases::{PortalError, wall_clock};

/// One version, with who made it and who put it in force.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Entry {
    /// The policy.
    pub policy: PolicyId,
    /// Counted from 1.
    pub version: i64,
    /// The TOML as somebody wrote it.
    pub source: String,
    /// The TOML that is read.
    pub canonical: String,
    /// The SHA-256 of `canonical` when it was checked.
    pub checked_hash: Vec<u8>,
    /// Who made it, and when.
    pub saved: (String, DateTime<Utc>),
    /// Who put it in force, if somebody did.
    pub active: Option<Active>,
}

/// That a version was put in force.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Active {
    /// Who did so, and when.
    pub by: (String, DateTime<Utc>),
    /// From when on.
    pub from: DateTime<Utc>,
}

/// A policy with all its versions.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct History {
    /// The policy.
    pub policy: Named,
    /// Newest first, each with where it stands now.
    pub versions: Vec<(Entry, VersionState)>,
}

/// One policy with all its versions; `NotFound` if there is none with that id.
pub async fn history(
    portal: &Portal,
    (tenant, settings): (&Tenant, &Settings),
    id: &PolicyId,
) -> Result<History, PortalError> {
    let mut conn = portal.store.read().await?;
    let known = policy::list(&mut conn, tenant).await?;
    let known = known.into_iter().find(|one| one.id == *id).ok_or(PortalError::NotFound)?;
    of(&mut conn, (tenant, settings), known, portal.clock.now()).await
}

/// Every policy of the creditor with all its versions, by name, those that are archived last.
pub async fn histories(
    portal: &Portal,
    (tenant, settings): (&Tenant, &Settings),
) -> Result<Vec<History>, PortalError> {
    let now = portal.clock.now();
    let mut conn = portal.store.read().await?;
    let mut all = Vec::new();
    for one in policy::list(&mut conn, tenant).await? {
        all.push(of(&mut conn, (tenant, settings), one, now).await?);
    }
    all.sort_by_key(|one| one.policy.archived_at.is_some());
    Ok(all)
}

async fn of(
    conn: &mut AnyConnection,
    (tenant, settings): (&Tenant, &Settings),
    known: Named,
    now: DateTime<Utc>,
) -> Result<History, PortalError> {
    let found = policy::in_force(conn, tenant, (known.currency, now)).await?;
    let in_force = found.filter(|found| found.policy == known.id).map(|found| found.version);
    let found = entries(conn, tenant, &known.id).await?;
    let states: Vec<_> =
        found.iter().map(|one| state(settings, &found, one, (in_force, now))).collect();
    Ok(History { policy: known, versions: found.into_iter().zip(states).collect() })
}

/// Where `one` of `all` versions stands at an instant.
fn state(
    settings: &Settings,
    all: &[Entry],
    one: &Entry,
    (in_force, now): (Option<i64>, DateTime<Utc>),
) -> VersionState {
    let Some(active) = &one.active else { return VersionState::Draft };
    let from = wall_clock::local(settings.zone, active.from);
    // A later one that begins no later takes its place before it begins.
    let is_replaced = |until: DateTime<Utc>| {
        let later = all.iter().filter(|other| other.version > one.version);
        later.filter_map(|other| other.active.as_ref()).any(|other| other.from <= until)
    };
    if in_force == Some(one.version) {
        VersionState::InForce(from)
    } else if active.from > now && !is_replaced(active.from) {
        VersionState::Planned(from)
    } else if active.from <= now && !is_replaced(now) {
        VersionState::Covered
    } else {
        VersionState::Past
    }
}

/// The versions of a policy, newest first.
pub(super) async fn entries(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    id: &PolicyId,
) -> Result<Vec<Entry>, StoreError> {
    let drafts = policy_draft::all(conn, tenant, id).await?;
    let mut found: Vec<_> = drafts.into_iter().map(saved).collect();
    for version in policy::versions(conn, tenant, id).await? {
        match found.iter_mut().find(|entry| entry.version == version.version) {
            Some(entry) => entry.active = Some(active(&version)),
            None => found.push(made(version)),
        }
    }
    found.sort_by_key(|entry| std::cmp::Reverse(entry.version));
    Ok(found)
}

fn saved(draft: Draft) -> Entry {
    Entry {
        policy: draft.policy,
        version: draft.version,
        source: draft.source,
        canonical: draft.canonical,
        checked_hash: draft.checked_hash,
        saved: (draft.made_by, draft.made_at),
        active: None,
    }
}

/// A version that was made and put in force at once.
fn made(version: Version) -> Entry {
    let active = Some(active(&version));
    Entry {
        policy: version.policy,
        version: version.version,
        source: version.source,
        canonical: version.canonical,
        checked_hash: version.checked_hash,
        saved: (version.made_by, version.made_at),
        active,
    }
}

fn active(version: &Version) -> Active {
    Active { by: (version.made_by.clone(), version.made_at), from: version.active_from }
}
