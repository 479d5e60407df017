//! What the team's pages show of policies.

use app::creditor::Typed;
use app::creditor::policies::{PoliciesView, PolicyRow};
use app::creditor::policy::compare::CompareView;
use app::creditor::policy::one::{ActivationForm, PolicyView, VersionRow, When};
use app::creditor::policy::{Deed, Said, VersionState, difference, summary};
use app::reader::Reader;
use chrono::{DateTime, Utc};
use domain::ids::PolicyId;

use super::history::{Entry, History, histories, history};
use crate::compose::Portal;
use crate::config::creditor::Settings;
use crate::config::policy::PolicyFile;
use crate::tenant::Tenant;
use crate::use_cases::{PortalError, wall_clock};

/// The time that stands in the form before anybody types: when offices open.
const MORNING: &str = "08:00";

/// All policies of the creditor.
pub async fn list_view(
    portal: &Portal,
    (tenant, settings): (&Tenant, &Settings),
) -> Result<PoliciesView, PortalError> {
    let all = histories(portal, (tenant, settings)).await?;
    Ok(PoliciesView { rows: all.into_iter().map(|one| row(settings, one)).collect() })
}

fn row(settings: &Settings, one: History) -> PolicyRow {
    let newest = one.versions.first().map(|(entry, _)| deed(settings, &entry.saved));
    let number = one.versions.first().map_or(0, |(entry, _)| entry.version);
    let matters = |version: i64, state: VersionState| match state {
        VersionState::InForce(_) | VersionState::Planned(_) | VersionState::Covered => true,
        VersionState::Draft => version == number,
        VersionState::Past => false,
    };
    let versions = one.versions.iter().rev().map(|(entry, state)| (entry.version, *state));
    let versions = versions.filter(|(version, state)| matters(*version, *state)).collect();
    let archived = archived(settings, &one);
    let (policy, name, currency) = (one.policy.id, one.policy.name, one.policy.currency);
    PolicyRow { policy, name, currency, versions, archived, newest }
}

/// One policy with its versions, in the words of `reader`.
pub async fn view(
    portal: &Portal,
    (tenant, settings): (&Tenant, &Settings),
    id: &PolicyId,
    reader: Reader,
) -> Result<PolicyView, PortalError> {
    let one = history(portal, (tenant, settings), id).await?;
    let (newest, state) = one.versions.first().ok_or(PortalError::NotFound)?;
    let activation = (*state == VersionState::Draft).then(|| ActivationForm {
        version: newest.version,
        when: When::Now,
        day: Typed::preset(reader.today.to_string()),
        time: Typed::preset(MORNING),
        refused: Vec::new(),
    });
    let file = newest.file(settings)?;
    let says = summary(reader, said(&file));
    let rows = one.versions.iter().map(|(entry, state)| VersionRow {
        version: entry.version,
        state: *state,
        saved: deed(settings, &entry.saved),
        activated: entry.active.as_ref().map(|active| deed(settings, &active.by)),
    });
    let (versions, archived) = (rows.collect(), archived(settings, &one));
    let (name, currency) = (one.policy.name, one.policy.currency);
    Ok(PolicyView { policy: id.clone(), name, currency, archived, versions, says, activation })
}

/// What is different between two versions, in the words of `reader`; `NotFound` if one is not there.
pub async fn compare_view(
    portal: &Portal,
    (tenant, settings): (&Tenant, &Settings),
    (id, pair): (&PolicyId, (i64, i64)),
    reader: Reader,
) -> Result<CompareView, PortalError> {
    let one = history(portal, (tenant, settings), id).await?;
    let file = |version| one.entry(version)?.file(settings);
    let (old, new) = (file(pair.0)?, file(pair.1)?);
    let changes = difference(reader, said(&old), said(&new));
    Ok(CompareView { policy: id.clone(), name: one.policy.name, pair, changes })
}

/// What a file says, for the words about it.
pub const fn said(file: &PolicyFile) -> Said<'_> {
    Said { policy: &file.policy, legal_maximum: file.legal_maximum }
}

/// Who did something, and when in the creditor's zone.
pub fn deed(settings: &Settings, (by, at): &(String, DateTime<Utc>)) -> Deed {
    Deed { by: Some(by.clone()), at: wall_clock::local(settings.zone, *at) }
}

fn archived(settings: &Settings, one: &History) -> Option<Deed> {
    let at = wall_clock::local(settings.zone, one.policy.archived_at?);
    Some(Deed { by: one.policy.archived_by.clone(), at })
}

impl History {
    /// One of the versions; `NotFound` if it is not there.
    pub fn entry(&self, version: i64) -> Result<&Entry, PortalError> {
        let found = self.versions.iter().find(|(entry, _)| entry.version == version);
        found.map(|(entry, _)| entry).ok_or(PortalError::NotFound)
    }

    /// The newest version; `NotFound` if there is none.
    pub fn newest(&self) -> Result<&Entry, PortalError> {
        self.versions.first().map(|(entry, _)| entry).ok_or(PortalError::NotFound)
    }
}
