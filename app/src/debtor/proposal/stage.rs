//! Where a proposal stands, in a word for the store and in one for each reader.

use crate::reader::Reader;
use crate::texts::key;

/// Where a proposal stands.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum ProposalStage {
    /// The creditor has to answer.
    Waiting,
    /// The creditor named other terms.
    Countered,
    /// Somebody said yes.
    Accepted,
    /// The creditor said no.
    Refused,
    /// The debtor took it back, or did not want the other terms.
    TakenBack,
    /// Nobody answered in time.
    Expired,
}

impl ProposalStage {
    const ALL: [Self; 6] = [
        Self::Waiting,
        Self::Countered,
        Self::Accepted,
        Self::Refused,
        Self::TakenBack,
        Self::Expired,
    ];

    /// The word that stands for it in the store.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Countered => "countered",
            Self::Accepted => "accepted",
            Self::Refused => "refused",
            Self::TakenBack => "taken-back",
            Self::Expired => "expired",
        }
    }

    /// Reads the stored word; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|stage| stage.as_str() == text)
    }

    /// What the debtor is told on other pages.
    pub(in crate::debtor) fn told(self, reader: Reader, creditor: &str) -> String {
        match self {
            Self::Waiting => reader.say(key::ProposalWaiting { creditor }),
            Self::Countered => reader.say(key::ProposalCountered { creditor }),
            Self::Accepted => reader.say(key::ProposalAgreed),
            Self::Refused => reader.say(key::ProposalRefused { creditor }),
            Self::TakenBack => reader.say(key::ProposalTakenBack),
            Self::Expired => reader.say(key::ProposalExpired),
        }
    }

    /// What the team reads in lists.
    pub(crate) fn in_lists(self, reader: Reader) -> String {
        match self {
            Self::Waiting => reader.say(key::TeamProposalWaiting),
            Self::Countered => reader.say(key::TeamProposalCountered),
            Self::Accepted => reader.say(key::TeamProposalAccepted),
            Self::Refused => reader.say(key::TeamProposalRefused),
            Self::TakenBack => reader.say(key::TeamProposalTakenBack),
            Self::Expired => reader.say(key::TeamProposalExpired),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stage_is_read_as_it_is_written() {
        for stage in ProposalStage::ALL {
            assert_eq!(ProposalStage::parse(stage.as_str()), Some(stage));
        }
        assert_eq!(ProposalStage::parse("made"), None);
    }
}
