//! Saving a version without putting it in force, putting it in force, and bringing an older one back.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use domain::ids::PolicyId;
use domain::policy::check::Contradiction;

use super::history::{Entry, entries};
use super::{check, hash, stored_text};
use crate::compose::Portal;
use crate::config::creditor::Settings;
use crate::config::policy::{PolicyFile, write};
use crate::in_tx;
use crate::store::policy::{self, Named, Version};
use crate::store::policy_draft::{self, Draft};
use crate::tenant::Tenant;
use crate::use_cases::{PortalError, wall_clock};

/// Something that somebody wants to keep.
#[derive(Clone, Copy, Debug)]
pub struct Wish<'a> {
    /// What it says.
    pub file: &'a PolicyFile,
    /// The newest version when somebody began to write it; 0 if there was none.
    pub seen: i64,
    /// The name of who wants it.
    pub who: &'a str,
}

/// What saving did.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Saved {
    /// There is a new version of this policy.
    New(PolicyId),
    /// The newest version of this policy says the same: nothing changed.
    Same(PolicyId),
    /// Somebody made a version meanwhile: nothing changed.
    Overtaken(Box<Entry>),
    /// There is another policy of that name: nothing changed.
    Taken,
}

/// What putting in force did.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Activated {
    /// The version is in force from then on.
    From(DateTime<Utc>),
    /// It had been put in force before: nothing changed.
    Before,
    /// There is a newer version: nothing changed.
    Overtaken,
    /// On that day it contradicts itself: nothing changed.
    Contradicts(Vec<Contradiction>),
}

/// Keeps the first version of a new policy.
///
/// `Refused`: `policy-contradicts` if the check finds what can never be meant.
pub async fn save_new(
    portal: &Portal,
    (tenant, settings): (&Tenant, &Settings),
    wish: Wish<'_>,
) -> Result<Saved, PortalError> {
    let now = portal.clock.now();
    let canonical = sound(settings, wish.file, now)?;
    let new = Named {
        id: PolicyId::from_bits(portal.ids.bits()),
        name: wish.file.name.clone(),
        currency: wish.file.policy.currency,
        created_at: now,
        archived_at: None,
        archived_by: None,
    };
    in_tx!(portal.store, tx => {
        let known = policy::open(&mut tx, tenant, &new).await?;
        if known.id == new.id {
            let draft = draft(&new.id, 1, (&canonical, wish.who), now);
            policy_draft::insert(&mut tx, tenant, &draft).await?;
            Saved::New(new.id.clone())
        } else {
            let newest = entries(&mut tx, tenant, &known.id).await?.into_iter().next();
            let is_same = newest.is_some_and(|newest| newest.checked_hash == hash(&canonical));
            if is_same { Saved::Same(known.id) } else { Saved::Taken }
        }
    })
}

/// Keeps the next version of a policy, if no other one was made meanwhile.
///
/// `NotFound` if there is no such policy. `Refused`: `policy-contradicts` if the check finds what can never be
/// meant, `policy-currency` if it is in another currency, `policy-name` if it has another name.
pub async fn save(
    portal: &Portal,
    (tenant, settings): (&Tenant, &Settings),
    id: &PolicyId,
    wish: Wish<'_>,
) -> Result<Saved, PortalError> {
    let now = portal.clock.now();
    let canonical = sound(settings, wish.file, now)?;
    in_tx!(portal.store, tx => {
        let known = policy::hold(&mut tx, tenant, id).await?.ok_or(PortalError::NotFound)?;
        if known.currency != wish.file.policy.currency {
            return Err(PortalError::Refused("policy-currency"));
        }
        if known.name != wish.file.name {
            return Err(PortalError::Refused("policy-name"));
        }
        let newest = entries(&mut tx, tenant, id).await?.into_iter().next();
        let number = newest.as_ref().map_or(0, |newest| newest.version);
        match newest {
            Some(newest) if newest.checked_hash == hash(&canonical) => Saved::Same(id.clone()),
            Some(newest) if newest.version != wish.seen => Saved::Overtaken(Box::new(newest)),
            _ => {
                let draft = draft(id, number + 1, (&canonical, wish.who), now);
                policy_draft::insert(&mut tx, tenant, &draft).await?;
                Saved::New(id.clone())
            }
        }
    })
}

/// Keeps what a version said as the newest one; nothing if the newest says it already.
pub async fn bring_back(
    portal: &Portal,
    (tenant, settings): (&Tenant, &Settings),
    (id, version): (&PolicyId, i64),
    who: &str,
) -> Result<Saved, PortalError> {
    let mut conn = portal.store.read().await?;
    let found = entries(&mut conn, tenant, id).await?;
    drop(conn);
    let seen = found.first().map_or(0, |newest| newest.version);
    let entry = found.into_iter().find(|entry| entry.version == version);
    let entry = entry.ok_or(PortalError::NotFound)?;
    let file = entry.file(settings)?;
    save(portal, (tenant, settings), id, Wish { file: &file, seen, who }).await
}

/// Puts the newest version of a policy in force, from an instant on or now, and takes up a policy that was
/// archived.
///
/// `NotFound` if there is no such version. `Refused`: `policy-past` if it was to begin before now.
pub async fn activate(
    portal: &Portal,
    (tenant, settings): (&Tenant, &Settings),
    (id, version): (&PolicyId, i64),
    (from, who): (Option<DateTime<Utc>>, &str),
) -> Result<Activated, PortalError> {
    let now = portal.clock.now();
    let from = from.unwrap_or(now);
    if from < now {
        return Err(PortalError::Refused("policy-past"));
    }
    in_tx!(portal.store, tx => {
        let known = policy::hold(&mut tx, tenant, id).await?.ok_or(PortalError::NotFound)?;
        let found = entries(&mut tx, tenant, id).await?;
        let newest = found.first().map_or(0, |newest| newest.version);
        let entry = found.into_iter().find(|entry| entry.version == version);
        let entry = entry.ok_or(PortalError::NotFound)?;
        if entry.active.is_some() {
            return Ok(Activated::Before);
        }
        if version != newest {
            return Ok(Activated::Overtaken);
        }
        let file = entry.file(settings)?;
        let day = wall_clock::local(settings.zone, from).date();
        let contradictions = check(&file, day)?.contradictions;
        if !contradictions.is_empty() {
            return Ok(Activated::Contradicts(contradictions));
        }
        if known.archived_at.is_some() {
            policy::archive(&mut tx, tenant, id, None).await?;
        }
        let row = Version {
            policy: id.clone(),
            version,
            source: entry.source,
            canonical: entry.canonical,
            checked_hash: entry.checked_hash,
            made_by: who.to_owned(),
            made_at: now,
            active_from: from,
        };
        policy::insert(&mut tx, tenant, &row).await?;
        Activated::From(from)
    })
}

/// The text that is kept of a file without contradictions.
fn sound(
    settings: &Settings,
    file: &PolicyFile,
    now: DateTime<Utc>,
) -> Result<String, PortalError> {
    let verdict = check(file, wall_clock::local(settings.zone, now).date())?;
    if !verdict.contradictions.is_empty() {
        return Err(PortalError::Refused("policy-contradicts"));
    }
    Ok(write(file))
}

fn draft(id: &PolicyId, version: i64, (canonical, who): (&str, &str), now: DateTime<Utc>) -> Draft {
    Draft {
        policy: id.clone(),
        version,
        // A form has no text of its own.
        source: canonical.to_owned(),
        canonical: canonical.to_owned(),
        checked_hash: hash(canonical),
        made_by: who.to_owned(),
        made_at: now,
    }
}

impl Entry {
    /// What the version says; refused if it is not what was checked.
    pub fn file(&self, settings: &Settings) -> Result<Arc<PolicyFile>, PortalError> {
        let what = (&self.policy, self.version);
        stored_text(settings, what, (&self.canonical, &self.checked_hash))
    }
}
