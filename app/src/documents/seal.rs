//! What stands at the end of a paper that was kept: by what it can be told from any other.

use chrono::NaiveDateTime;

use super::{Block, Level};
use crate::reader::Reader;
use crate::texts::key;

/// What a kept paper is known by. It never changes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Seal {
    /// When it was kept, in the creditor's zone.
    pub at: NaiveDateTime,
    /// The head of the case's evidence chain right after it, as it is printed.
    pub evidence: String,
    /// The fingerprint of what was kept, which the evidence names.
    pub fingerprint: String,
}

impl Seal {
    /// `5 de setiembre de 2026, 7:40 p. m.`
    pub(super) fn moment(&self, reader: Reader) -> String {
        format!("{}, {}", reader.dated(self.at.date()), reader.time(self.at.time()))
    }

    /// The last blocks of the paper.
    pub(super) fn blocks(&self, reader: Reader) -> Vec<Block> {
        vec![
            Block::Heading(Level::Part, reader.say(key::ReceiptEvidence)),
            Block::Code(self.evidence.clone()),
            Block::Quiet(reader.say(key::DocumentEvidenceMore)),
            Block::Heading(Level::Part, reader.say(key::KeptEvidence)),
            Block::Quiet(self.fingerprint.clone()),
        ]
    }
}
