//! A version that somebody wrote in the console: kept if nobody was faster, and in force from its beginning on.

use chrono::{DateTime, Utc};
use domain::ids::SequenceId;

use super::{begins, check, hash, may_begin};
use crate::compose::Portal;
use crate::config::creditor::Settings;
use crate::config::sequence::{SequenceFile, write};
use crate::in_tx;
use crate::store::sequence::{self as store, Named, Version};
use crate::tenant::Tenant;
use crate::use_cases::PortalError;

/// Something that somebody wants in force.
#[derive(Clone, Copy, Debug)]
pub struct Wish<'a> {
    /// The sequence; `None` for a new one.
    pub of: Option<&'a SequenceId>,
    /// What it says.
    pub file: &'a SequenceFile,
    /// The newest version when somebody began to write it; 0 if there was none.
    pub seen: i64,
    /// From when on; now if missing.
    pub from: Option<DateTime<Utc>>,
    /// The name of who wants it.
    pub who: &'a str,
}

/// What saving did.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Saved {
    /// There is a new version of this sequence, in force from an instant on.
    New(SequenceId, DateTime<Utc>),
    /// The newest version of this sequence says the same and will have begun by then: nothing changed.
    Same(SequenceId),
    /// Somebody made a version meanwhile: nothing changed.
    Overtaken(Box<Version>),
    /// There is another sequence of that name: nothing changed.
    Taken,
}

/// Keeps a version and puts it in force, and takes up a sequence that was archived.
///
/// `NotFound` if there is no such sequence. `Refused`: `sequence-contradicts` if the check finds what can never be
/// meant, `sequence-past` if it was to begin before now, `sequence-far` if in more than a year, `sequence-name` if it has
/// another name.
pub async fn save(
    portal: &Portal,
    (tenant, settings): (&Tenant, &Settings),
    wish: Wish<'_>,
) -> Result<Saved, PortalError> {
    let now = portal.clock.now();
    let from = wish.from.unwrap_or(now);
    may_begin(settings, from, now)?;
    if !check(settings, wish.file).contradictions.is_empty() {
        return Err(PortalError::Refused("sequence-contradicts"));
    }
    let canonical = write(wish.file);
    let checked_hash = hash(&canonical);
    let new = Named {
        id: SequenceId::from_bits(portal.ids.bits()),
        name: wish.file.name.clone(),
        created_at: now,
        archived_at: None,
        archived_by: None,
    };
    in_tx!(portal.store, tx => {
        let known = match wish.of {
            Some(id) => store::hold(&mut tx, tenant, id).await?.ok_or(PortalError::NotFound)?,
            None => store::open(&mut tx, tenant, &new).await?,
        };
        if known.name != wish.file.name {
            return Err(PortalError::Refused("sequence-name"));
        }
        let newest = store::newest(&mut tx, tenant, &known.id).await?;
        let number = newest.as_ref().map_or(0, |newest| newest.version);
        let stands = |newest: &Version| {
            known.archived_at.is_none()
                && newest.checked_hash == checked_hash
                && newest.active_from <= from
        };
        match newest {
            Some(newest) if stands(&newest) => Saved::Same(known.id),
            Some(_) if wish.of.is_none() => Saved::Taken,
            Some(newest) if newest.version != wish.seen => Saved::Overtaken(Box::new(newest)),
            _ => {
                if known.archived_at.is_some() {
                    store::archive(&mut tx, tenant, &known.id, None).await?;
                }
                let version = Version {
                    sequence: known.id.clone(),
                    version: number + 1,
                    // A form has no text of its own.
                    source: canonical.clone(),
                    canonical: canonical.clone(),
                    checked_hash: checked_hash.clone(),
                    made_by: wish.who.to_owned(),
                    made_at: now,
                    active_from: from,
                };
                store::insert(&mut tx, tenant, &version).await?;
                begins(portal, &mut tx, tenant, (&known.id, from)).await?;
                Saved::New(known.id, from)
            }
        }
    })
}
