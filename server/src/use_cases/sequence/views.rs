//! What the team's pages show of sequences.

use app::creditor::policy::{Deed, VersionState};
use app::creditor::sequence::one::{SequenceView, VersionRow};
use app::creditor::sequences::{ChannelState, SequenceRow, SequencesView};
use chrono::{DateTime, Utc};
use domain::contact_channel::ContactChannel;
use domain::ids::SequenceId;
use sqlx::AnyConnection;

use super::stored;
use crate::compose::Portal;
use crate::config::creditor::Settings;
use crate::config::sequence::SequenceFile;
use crate::store::channel_rest;
use crate::store::sequence::{self as store, Named, Version};
use crate::tenant::Tenant;
use crate::use_cases::form_key::FormKey;
use crate::use_cases::{PortalError, policy, reach, wall_clock};

/// A sequence with all its versions, newest first, each with where it stands now.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct History {
    /// The sequence.
    pub sequence: Named,
    /// Its versions.
    pub versions: Vec<(Version, VersionState)>,
}

impl History {
    /// The newest version; `NotFound` if there is none.
    pub fn newest(&self) -> Result<&Version, PortalError> {
        self.versions.first().map(|(version, _)| version).ok_or(PortalError::NotFound)
    }

    /// One of the versions; `NotFound` if it is not there.
    pub fn version(&self, number: i64) -> Result<&Version, PortalError> {
        let found = self.versions.iter().find(|(version, _)| version.version == number);
        found.map(|(version, _)| version).ok_or(PortalError::NotFound)
    }
}

/// What a version says; refused if it is not what was checked.
pub fn file(version: &Version) -> Result<SequenceFile, PortalError> {
    stored(version)
}

/// One sequence with all its versions; `NotFound` if there is none with that id.
pub async fn history(
    portal: &Portal,
    (tenant, settings): (&Tenant, &Settings),
    id: &SequenceId,
) -> Result<History, PortalError> {
    let mut conn = portal.store.read().await?;
    let all = store::list(&mut conn, tenant).await?;
    let known = all.into_iter().find(|one| one.id == *id).ok_or(PortalError::NotFound)?;
    let now = portal.clock.now();
    let in_force = store::in_force(&mut conn, tenant, now).await?;
    of(&mut conn, (tenant, settings), known, (in_force.as_ref(), now)).await
}

async fn of(
    conn: &mut AnyConnection,
    (tenant, settings): (&Tenant, &Settings),
    known: Named,
    (in_force, now): (Option<&Version>, DateTime<Utc>),
) -> Result<History, PortalError> {
    let current = in_force.filter(|found| found.sequence == known.id).map(|found| found.version);
    let all = store::versions(conn, tenant, &known.id).await?;
    let states: Vec<_> = all.iter().map(|one| state(settings, &all, one, (current, now))).collect();
    Ok(History { sequence: known, versions: all.into_iter().zip(states).collect() })
}

/// Where `one` of `all` versions stands at an instant.
fn state(
    settings: &Settings,
    all: &[Version],
    one: &Version,
    (current, now): (Option<i64>, DateTime<Utc>),
) -> VersionState {
    let from = wall_clock::local(settings.zone, one.active_from);
    // A later one that begins no later takes its place before it begins.
    let is_replaced = |until: DateTime<Utc>| {
        all.iter().any(|other| other.version > one.version && other.active_from <= until)
    };
    if current == Some(one.version) {
        VersionState::InForce(from)
    } else if one.active_from > now && !is_replaced(one.active_from) {
        VersionState::Planned(from)
    } else if one.active_from <= now && !is_replaced(now) {
        VersionState::Covered
    } else {
        VersionState::Past
    }
}

/// All sequences of the creditor, and which channels rest.
pub async fn list_view(
    portal: &Portal,
    (tenant, settings): (&Tenant, &Settings),
) -> Result<SequencesView, PortalError> {
    let now = portal.clock.now();
    let mut conn = portal.store.read().await?;
    let in_force = store::in_force(&mut conn, tenant, now).await?;
    let mut rows = Vec::new();
    for one in store::list(&mut conn, tenant).await? {
        let history = of(&mut conn, (tenant, settings), one, (in_force.as_ref(), now)).await?;
        rows.push(row(settings, history));
    }
    rows.sort_by_key(|row| row.archived.is_some());
    let rests = channel_rest::standing(&mut conn, tenant).await?;
    let ready = reach::ready(portal, settings);
    let channels = ContactChannel::ALL.map(|channel| {
        let rest = rests.iter().find(|rest| rest.channel == channel);
        let deed = rest.map(|rest| policy::deed(settings, &(rest.began_by.clone(), rest.began_at)));
        let state = match deed {
            Some(deed) => ChannelState::Rests(deed),
            None if ready.contains(channel.way()) => ChannelState::Open,
            None => ChannelState::NoAccount,
        };
        (channel, state)
    });
    Ok(SequencesView { rows, channels: channels.into() })
}

fn row(settings: &Settings, history: History) -> SequenceRow {
    let newest = history.versions.first().map(|(version, _)| made(settings, version));
    let matters = |state: VersionState| {
        matches!(state, VersionState::InForce(_) | VersionState::Planned(_) | VersionState::Covered)
    };
    let versions = history.versions.iter().rev().filter(|(_, state)| matters(*state));
    let versions = versions.map(|(version, state)| (version.version, *state)).collect();
    let archived = archived(settings, &history.sequence);
    let Named { id, name, .. } = history.sequence;
    SequenceRow { sequence: id, name, versions, archived, newest }
}

/// One sequence with its versions.
pub async fn view(
    portal: &Portal,
    (tenant, settings): (&Tenant, &Settings),
    id: &SequenceId,
) -> Result<SequenceView, PortalError> {
    let history = history(portal, (tenant, settings), id).await?;
    let says = file(history.newest()?)?.sequence;
    let versions = history.versions.iter().map(|(version, state)| VersionRow {
        version: version.version,
        state: *state,
        made: made(settings, version),
    });
    Ok(SequenceView {
        sequence: id.clone(),
        name: history.sequence.name.clone(),
        archived: archived(settings, &history.sequence),
        versions: versions.collect(),
        says,
        key: FormKey::fresh(portal).to_string(),
    })
}

/// Who made a version, and when.
pub fn made(settings: &Settings, version: &Version) -> Deed {
    policy::deed(settings, &(version.made_by.clone(), version.made_at))
}

fn archived(settings: &Settings, known: &Named) -> Option<Deed> {
    let at = wall_clock::local(settings.zone, known.archived_at?);
    Some(Deed { by: known.archived_by.clone(), at })
}
