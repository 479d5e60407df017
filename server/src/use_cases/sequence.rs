//! Sequences of reminders: checked, made a version of, looked up.
//!
//! Of all sequences of a creditor one is in force: the one that began last and is not archived. A creditor
//! without one sends no reminders but the letters about plans.

mod course;
mod edit;
mod views;

pub use course::{Course, Wished};
pub use edit::{Saved, Wish, save};
pub use views::{History, file, history, list_view, made, view};

use chrono::{DateTime, Days, NaiveDate, Utc};
use domain::ids::SequenceId;
use domain::reminder::check::{Contradiction, Warning, contradictions, warnings};
use domain::reminder::{Sequence, scripts};
use sha2::{Digest, Sha256};
use sqlx::AnyConnection;

use super::{PortalError, forecast, task, voice, wall_clock, work};
use crate::compose::Portal;
use crate::config::contact_rules::pack;
use crate::config::creditor::Settings;
use crate::config::sequence::{self as files, SequenceFile, write};
use crate::in_tx;
use crate::store::sequence::{self as store, Named, Version};
use crate::store::{StoreError, Tx};
use crate::tenant::Tenant;

/// What a check found.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Verdict {
    /// What can never be meant: with one of these a sequence is refused.
    pub contradictions: Vec<Contradiction>,
    /// What is unwise; looked for only where nothing contradicts itself.
    pub warnings: Vec<Warning>,
}

/// Checks what a file says for a creditor with these settings, and what people of its team are told to say.
pub fn check(settings: &Settings, file: &SequenceFile) -> Verdict {
    let (country, lang) = (settings.country, voice::written(settings));
    let (refused, warned) = scripts(&file.sequence, (pack(country), country, lang));
    let mut contradictions = contradictions(&file.sequence);
    contradictions.extend(refused);
    if !contradictions.is_empty() {
        return Verdict { contradictions, warnings: Vec::new() };
    }
    let mut warnings = warnings(&file.sequence, country);
    warnings.extend(warned);
    Verdict { contradictions, warnings }
}

/// How far ahead a version may begin: in so many days from today at the latest.
const AHEAD: Days = Days::new(365);

/// The last day on which a version that is made `today` may begin.
pub fn last_day(today: NaiveDate) -> NaiveDate {
    today.checked_add_days(AHEAD).unwrap_or(today)
}

/// Whether a version may begin then. `Refused`: `sequence-past` before now, `sequence-far` behind [`last_day`].
pub fn may_begin(
    settings: &Settings,
    from: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<(), PortalError> {
    let day = |at| wall_clock::local(settings.zone, at).date();
    if from < now {
        Err(PortalError::Refused("sequence-past"))
    } else if day(from) > last_day(day(now)) {
        Err(PortalError::Refused("sequence-far"))
    } else {
        Ok(())
    }
}

/// A sequence that somebody wants in force.
#[derive(Clone, Copy, Debug)]
pub struct Order<'a> {
    /// The file as it was written.
    pub source: &'a str,
    /// What was read in it.
    pub file: &'a SequenceFile,
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

/// Makes a new version of the sequence that the file names, or a new sequence. From its beginning on it takes
/// the place of every version before it.
///
/// `Refused`: `sequence-contradicts` if the check finds what can never be meant, `sequence-past` if it was
/// to begin before now, `sequence-far` behind [`last_day`].
pub async fn apply(
    portal: &Portal,
    (tenant, settings): (&Tenant, &Settings),
    order: Order<'_>,
) -> Result<Applied, PortalError> {
    let now = portal.clock.now();
    let from = order.from.unwrap_or(now);
    may_begin(settings, from, now)?;
    if !check(settings, order.file).contradictions.is_empty() {
        return Err(PortalError::Refused("sequence-contradicts"));
    }
    let canonical = write(order.file);
    let checked_hash = hash(&canonical);
    let new = Named {
        id: SequenceId::from_bits(portal.ids.bits()),
        name: order.file.name.clone(),
        created_at: now,
        archived_at: None,
        archived_by: None,
    };
    in_tx!(portal.store, tx => {
        let known = store::open(&mut tx, tenant, &new).await?;
        let before = store::newest(&mut tx, tenant, &known.id).await?;
        let number = before.as_ref().map_or(0, |before| before.version);
        let stands = |before: &Version| {
            known.archived_at.is_none()
                && before.checked_hash == checked_hash
                && before.active_from <= from
        };
        match before {
            Some(before) if stands(&before) => Applied::Same(before),
            _ => {
                if known.archived_at.is_some() {
                    store::archive(&mut tx, tenant, &known.id, None).await?;
                }
                let version = Version {
                    sequence: known.id.clone(),
                    version: number + 1,
                    source: order.source.to_owned(),
                    canonical: canonical.clone(),
                    checked_hash: checked_hash.clone(),
                    made_by: order.made_by.to_owned(),
                    made_at: now,
                    active_from: from,
                };
                store::insert(&mut tx, tenant, &version).await?;
                begins(portal, &mut tx, tenant, (&version.sequence, from)).await?;
                Applied::New(version)
            }
        }
    })
}

/// Once a sequence begins to count, what somebody of the team was to do by steps that are gone is dropped. What will
/// go out is counted at once: the calendar shows days to come.
async fn begins(
    portal: &Portal,
    tx: &mut Tx,
    tenant: &Tenant,
    (id, from): (&SequenceId, DateTime<Utc>),
) -> Result<(), StoreError> {
    // Each beginning is a job of its own.
    let what = format!("{id} {}", portal.ids.bits());
    work::job(portal, tx, tenant, (task::SWEEP, &what), from).await?;
    forecast::again(portal, tx, tenant).await
}

/// Takes a sequence out of force, now, on somebody's word. The one that began before it is in force again, if
/// there is one that is not archived; reminders that wait to leave are dropped when their turn comes, and what
/// somebody of the team was to do is dropped now, unless there is one with their step.
pub async fn archive(
    portal: &Portal,
    tenant: &Tenant,
    (id, who): (&SequenceId, &str),
) -> Result<(), PortalError> {
    set_archived(portal, tenant, id, Some((portal.clock.now(), who))).await?;
    task::sweep(portal, tenant).await
}

/// Undoes [`archive`].
pub async fn take_up(portal: &Portal, tenant: &Tenant, id: &SequenceId) -> Result<(), PortalError> {
    set_archived(portal, tenant, id, None).await
}

async fn set_archived(
    portal: &Portal,
    tenant: &Tenant,
    id: &SequenceId,
    since: Option<(DateTime<Utc>, &str)>,
) -> Result<(), PortalError> {
    in_tx!(portal.store, tx => {
        let known = store::hold(&mut tx, tenant, id).await?.ok_or(PortalError::NotFound)?;
        // A second press of the button, or somebody who was faster: the first deed stays.
        if known.archived_at.is_some() == since.is_some() {
            return Ok(());
        }
        store::archive(&mut tx, tenant, id, since).await?;
        match since {
            Some(_) => forecast::again(portal, &mut tx, tenant).await?,
            None => begins(portal, &mut tx, tenant, (id, portal.clock.now())).await?,
        }
    })
}

/// One version of a sequence, read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Stored {
    /// The sequence.
    pub id: SequenceId,
    /// Its version, counted from 1.
    pub version: i64,
    /// What the team calls it.
    pub name: String,
    /// What it says.
    pub sequence: Sequence,
}

/// What a creditor's reminders go by at an instant; `None` if no sequence is in force.
pub async fn in_force(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    at: DateTime<Utc>,
) -> Result<Option<Stored>, PortalError> {
    let Some(found) = store::in_force(conn, tenant, at).await? else { return Ok(None) };
    let file = stored(&found)?;
    let SequenceFile { name, sequence } = file;
    Ok(Some(Stored { id: found.sequence.clone(), version: found.version, name, sequence }))
}

/// What a version of a sequence says; `None` if there is none.
pub async fn said(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    of: (&SequenceId, i64),
) -> Result<Option<Sequence>, PortalError> {
    let found = store::version(conn, tenant, of).await?;
    found.map(|found| Ok(stored(&found)?.sequence)).transpose()
}

/// What the newest version of the sequence called `name` says; `None` if there is none.
pub async fn newest(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    name: &str,
) -> Result<Option<Sequence>, PortalError> {
    let all = store::list(conn, tenant).await?;
    let Some(known) = all.into_iter().find(|one| one.name == name) else { return Ok(None) };
    let found = store::newest(conn, tenant, &known.id).await?;
    found.map(|found| Ok(stored(&found)?.sequence)).transpose()
}

/// Reads what was stored, and refuses it if it is not what was checked.
fn stored(found: &Version) -> Result<SequenceFile, PortalError> {
    let corrupt = |what: &str| {
        let Version { version, sequence, .. } = found;
        PortalError::Store(StoreError::Corrupt(format!("version {version} of {sequence} {what}")))
    };
    if hash(&found.canonical) != found.checked_hash {
        return Err(corrupt("is not what was checked"));
    }
    files::read(&found.canonical).map_err(|_| corrupt("does not read"))
}

/// Whether any sequence is in force at an instant: then it speaks of plans too, and their usual letters rest.
pub async fn is_in_force(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    at: DateTime<Utc>,
) -> Result<bool, StoreError> {
    Ok(store::in_force(conn, tenant, at).await?.is_some())
}

/// A sequence with the version that was written last.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Listed {
    /// The sequence.
    pub sequence: Named,
    /// Its newest version, whether or not it has begun.
    pub newest: Option<Version>,
    /// The version of it that is in force now; `None` if none is.
    pub in_force: Option<i64>,
}

/// Every sequence of the creditor, archived ones too, by name.
pub async fn list(portal: &Portal, tenant: &Tenant) -> Result<Vec<Listed>, PortalError> {
    let mut conn = portal.store.read().await?;
    let found = store::in_force(&mut conn, tenant, portal.clock.now()).await?;
    let mut all = Vec::new();
    for one in store::list(&mut conn, tenant).await? {
        let newest = store::newest(&mut conn, tenant, &one.id).await?;
        let in_force = found.as_ref().filter(|found| found.sequence == one.id);
        let in_force = in_force.map(|found| found.version);
        all.push(Listed { sequence: one, newest, in_force });
    }
    Ok(all)
}

/// The hash by which a version is known.
fn hash(canonical: &str) -> Vec<u8> {
    Sha256::digest(canonical.as_bytes()).to_vec()
}
