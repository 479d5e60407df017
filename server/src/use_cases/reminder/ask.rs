//! What planning asks for.

use chrono::{DateTime, NaiveDate, Utc};
use domain::contact::Channels;
use domain::reminder::{Family, Sequence, StepKind};

use crate::config::creditor::Settings;
use crate::tenant::Tenant;
use crate::use_cases::wall_clock;

/// Whose cases are looked at, by what, and when.
#[derive(Clone, Copy, Debug)]
pub struct Ask<'a> {
    /// The creditor.
    pub tenant: &'a Tenant,
    /// Its settings.
    pub settings: &'a Settings,
    /// What its reminders go by; looking ahead, all that they will go by, as if one sequence said it.
    pub sequence: &'a Sequence,
    /// The instant.
    pub now: DateTime<Utc>,
    /// How far one looks.
    pub depth: Depth,
    /// The channels for which there is an account and a sender.
    pub ready: Channels,
}

/// How far one looks: what cannot be due today costs nothing.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Depth {
    /// Only what may be due today.
    Today,
    /// Everything that may be due some day.
    Ahead,
}

impl Ask<'_> {
    /// The day, in the creditor's zone.
    pub fn today(&self) -> NaiveDate {
        wall_clock::local(self.settings.zone, self.now).date()
    }

    /// Whether the sequence speaks of something of this family.
    pub(super) fn speaks_of(&self, family: Family) -> bool {
        self.sequence.steps.iter().any(|step| step.kind.family() == family)
    }

    /// The most days of the steps of a kind.
    pub(super) fn longest(&self, kind: StepKind) -> u16 {
        let its = self.sequence.steps.iter().filter(|step| step.kind == kind);
        its.map(|step| step.days).max().unwrap_or_default()
    }
}
