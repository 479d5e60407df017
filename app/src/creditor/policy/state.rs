//! Where a version of a policy stands, and who did what with it.

use chrono::NaiveDateTime;

use crate::reader::Reader;
use crate::texts::key;

/// Where a version stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum VersionState {
    /// Kept, and offered to nobody yet.
    Draft,
    /// It begins at an instant, in the creditor's zone.
    Planned(NaiveDateTime),
    /// Debtors are offered from it, since then.
    InForce(NaiveDateTime),
    /// It has begun, but another policy or the archive keeps it from debtors.
    Covered,
    /// A later one took its place.
    Past,
}

/// Somebody did something, some time ago.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Deed {
    /// Who: the name of a person of the team, or a command; `None` where nobody wrote it down.
    pub by: Option<String>,
    /// When, in the creditor's zone.
    pub at: NaiveDateTime,
}

impl VersionState {
    pub(in crate::creditor) fn text(self, reader: Reader) -> String {
        match self {
            Self::Draft => reader.say(key::PolicyStateDraft),
            Self::Planned(at) => reader.say(key::PolicyStatePlanned { moment: &reader.moment(at) }),
            Self::InForce(at) => reader.say(key::PolicyStateInForce { moment: &reader.moment(at) }),
            Self::Covered => reader.say(key::PolicyStateCovered),
            Self::Past => reader.say(key::PolicyStatePast),
        }
    }

    /// How its mark looks.
    pub(in crate::creditor) const fn class(self) -> &'static str {
        match self {
            Self::InForce(_) => "tag ok",
            Self::Draft | Self::Planned(_) => "tag",
            Self::Covered | Self::Past => "tag quiet",
        }
    }
}

impl Deed {
    pub(in crate::creditor) fn text(&self, reader: Reader) -> String {
        let moment = reader.moment(self.at);
        match &self.by {
            Some(who) => reader.say(key::PolicyDeed { who, moment: &moment }),
            None => moment,
        }
    }
}
