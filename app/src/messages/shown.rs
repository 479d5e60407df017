//! A message as a page of the team shows it, and a test encloses it: before what all messages end with.

use super::envelope::{ToDebtor, Writer};
use super::letter::Block;
use super::reminder::{Reminder, written};
use crate::components::Row;
use crate::reader::Reader;

/// A piece of a message.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Piece {
    /// A paragraph.
    Text(String),
    /// What each thing is called, and its amount.
    Rows(Vec<(String, String)>),
    /// The one thing to do.
    Button {
        /// What stands on it.
        label: String,
        /// Where it leads.
        url: String,
    },
}

/// A message from outside and from inside.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Shown {
    /// What a list of messages shows.
    pub subject: String,
    /// What stands beside it.
    pub preview: String,
    /// What it says, in its order.
    pub pieces: Vec<Piece>,
}

/// How a reminder reads.
pub fn reminder_shown(reader: Reader, writer: &Writer, view: &Reminder<'_>) -> Shown {
    let ToDebtor { subject, preview, blocks, .. } = written(reader, writer, view);
    Shown { subject, preview, pieces: blocks.into_iter().map(Piece::of).collect() }
}

impl Piece {
    fn of(block: Block) -> Self {
        match block {
            Block::Text(text)
            | Block::Quiet(text)
            | Block::Heading(text)
            | Block::Code(text)
            | Block::Link(text) => Self::Text(text),
            Block::Rows(rows) => {
                Self::Rows(rows.into_iter().map(|Row { term, value, .. }| (term, value)).collect())
            }
            Block::Button { label, url } => Self::Button { label, url },
        }
    }

    /// The same within another message.
    pub(super) fn block(self) -> Block {
        match self {
            Self::Text(text) => Block::Text(text),
            Self::Rows(rows) => {
                let row = |(term, value)| Row::amount(term, value);
                Block::Rows(rows.into_iter().map(row).collect())
            }
            Self::Button { label, url } => Block::Button { label, url },
        }
    }
}
