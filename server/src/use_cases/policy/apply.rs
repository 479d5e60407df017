//! Making a new version of a policy, and taking a policy out of force.

use chrono::{DateTime, Utc};
use domain::ids::PolicyId;

use super::{check, hash};
use crate::compose::Portal;
use crate::config::creditor::Settings;
use crate::config::policy::{PolicyFile, write};
use crate::in_tx;
use crate::store::policy::{self, Named, Version};
use crate::store::policy_draft;
use crate::tenant::Tenant;
use crate::use_cases::{PortalError, wall_clock};

/// A policy that somebody wants in force.
#[derive(Clone, Copy, Debug)]
pub struct Order<'a> {
    /// The file as it was written.
    pub source: &'a str,
    /// What was read in it.
    pub file: &'a PolicyFile,
    /// From when on; now if missing.
    pub from: Option<DateTime<Utc>>,
    /// Who wants it: a person of the team, or a command.
    pub made_by: &'a str,
}

/// What applying a file did.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Applied {
    /// There is a new version, in force from an instant on.
    New(Version),
    /// The newest version says the same and will have begun by then: nothing changed.
    Same(Version),
}

/// Makes a new version of the policy that the file names, or a new policy. From its beginning on it takes the
/// place of every version before it, also of those that have not begun by then.
///
/// `Refused`: `policy-contradicts` if the check finds what can never be meant, `policy-past` if it was to
/// begin before now, `policy-currency` if the policy of that name is in another currency.
pub async fn apply(
    portal: &Portal,
    (tenant, settings): (&Tenant, &Settings),
    order: Order<'_>,
) -> Result<Applied, PortalError> {
    let now = portal.clock.now();
    let from = order.from.unwrap_or(now);
    if from < now {
        return Err(PortalError::Refused("policy-past"));
    }
    let verdict = check(order.file, wall_clock::local(settings.zone, from).date())?;
    if !verdict.contradictions.is_empty() {
        return Err(PortalError::Refused("policy-contradicts"));
    }
    let canonical = write(order.file);
    let checked_hash = hash(&canonical);
    let new = Named {
        id: PolicyId::from_bits(portal.ids.bits()),
        name: order.file.name.clone(),
        currency: order.file.policy.currency,
        created_at: now,
        archived_at: None,
        archived_by: None,
    };
    in_tx!(portal.store, tx => {
        let known = policy::open(&mut tx, tenant, &new).await?;
        if known.currency != new.currency {
            return Err(PortalError::Refused("policy-currency"));
        }
        let before = policy::newest(&mut tx, tenant, &known.id).await?;
        let saved = policy_draft::newest(&mut tx, tenant, &known.id).await?;
        let number = saved.map_or(0, |saved| saved.version);
        let number = before.as_ref().map_or(0, |before| before.version).max(number);
        let stands = |before: &Version| {
            known.archived_at.is_none()
                && before.checked_hash == checked_hash
                && before.active_from <= from
        };
        match before {
            Some(before) if stands(&before) => Applied::Same(before),
            _ => {
                if known.archived_at.is_some() {
                    policy::archive(&mut tx, tenant, &known.id, None).await?;
                }
                let version = Version {
                    policy: known.id.clone(),
                    version: number + 1,
                    source: order.source.to_owned(),
                    canonical: canonical.clone(),
                    checked_hash: checked_hash.clone(),
                    made_by: order.made_by.to_owned(),
                    made_at: now,
                    active_from: from,
                };
                policy::insert(&mut tx, tenant, &version).await?;
                Applied::New(version)
            }
        }
    })
}

/// Takes a policy out of force, now, on somebody's word. In its currency the one that began before it is in
/// force again, if there is one that is not archived.
pub async fn archive(
    portal: &Portal,
    tenant: &Tenant,
    (id, who): (&PolicyId, &str),
) -> Result<(), PortalError> {
    set_archived(portal, tenant, id, Some((portal.clock.now(), who))).await
}

/// Undoes [`archive`].
pub async fn take_up(portal: &Portal, tenant: &Tenant, id: &PolicyId) -> Result<(), PortalError> {
    set_archived(portal, tenant, id, None).await
}

async fn set_archived(
    portal: &Portal,
    tenant: &Tenant,
    id: &PolicyId,
    since: Option<(DateTime<Utc>, &str)>,
) -> Result<(), PortalError> {
    in_tx!(portal.store, tx => {
        let known = policy::hold(&mut tx, tenant, id).await?.ok_or(PortalError::NotFound)?;
        // A second press of the button, or somebody who was faster: the first deed stays.
        if known.archived_at.is_some() == since.is_some() {
            return Ok(());
        }
        policy::archive(&mut tx, tenant, id, since).await?;
    })
}
