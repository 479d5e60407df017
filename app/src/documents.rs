//! Papers that people keep: what each says, as blocks that the server sets as PDF.
//!
//! What was agreed or issued is kept as a piece of markup, word for word; [`kept`] reads it back. The
//! paper that is made of it says only that, and facts that never change.

mod agreement;
mod calendar;
mod clearance;
pub mod kept;
mod letter;
mod receipt;
mod seal;

pub use agreement::agreement;
pub use calendar::calendar_title;
pub use clearance::{ClearanceView, Named, clearance, issued};
pub use letter::{LetterView, OpenDebt, Stage, letter};
pub use receipt::receipt;
pub use seal::Seal;

/// A paper before it is set. No `Debug`: it is personal.
#[derive(Clone, PartialEq, Eq)]
pub struct Paper {
    /// Its title, on top of the first page and in the list of documents.
    pub title: String,
    /// The language, as a tag: `es-PE`.
    pub lang: String,
    /// What it says, in order.
    pub blocks: Vec<Block>,
    /// What stands at the foot of each page, beside the page's number.
    pub footer: String,
}

/// One piece of a paper.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Block {
    /// What comes next is about this.
    Heading(Level, String),
    /// A paragraph.
    Text(String),
    /// A paragraph in small print.
    Quiet(String),
    /// The one amount that matters.
    Sum(String),
    /// Sentences, each with a point before it.
    Points(Vec<String>),
    /// Terms with their values.
    Facts(Vec<Fact>),
    /// A table with its heads.
    Table(Table),
    /// Something to compare or to type, letter by letter.
    Code(String),
    /// An address to follow, also as a picture for a phone's camera.
    Address {
        /// Where it leads.
        url: String,
        /// What for.
        what: String,
    },
}

/// How far down a heading stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Level {
    /// A part of the paper.
    Part,
    /// Something within a part.
    Within,
}

/// One term with its value.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fact {
    /// The term.
    pub term: String,
    /// Its value.
    pub value: String,
    /// Whether the ones above add up to it.
    pub weight: Weight,
}

/// Whether a fact is a sum of others.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Weight {
    /// It stands for itself.
    Plain,
    /// The ones above add up to it.
    Total,
}

/// A table.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Table {
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows, each with one cell a column; the first one names the row.
    pub rows: Vec<Vec<String>>,
}

/// One column.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Column {
    /// Its head.
    pub head: String,
    /// What stands in it.
    pub holds: Holds,
}

/// What stands in a column.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Holds {
    /// Words.
    Words,
    /// Amounts, which stand flush right.
    Amounts,
}

impl Fact {
    /// A fact that stands for itself.
    pub const fn plain(term: String, value: String) -> Self {
        Self { term, value, weight: Weight::Plain }
    }

    /// What the ones above add up to.
    pub const fn total(term: String, value: String) -> Self {
        Self { term, value, weight: Weight::Total }
    }
}

impl Paper {
    /// So many characters does it say: what its size as PDF follows from.
    pub fn length(&self) -> usize {
        self.blocks.iter().flat_map(Block::texts).map(|text| text.chars().count()).sum()
    }
}

impl Block {
    /// All that it says, in reading order.
    pub fn texts(&self) -> Vec<&str> {
        match self {
            Self::Heading(_, text)
            | Self::Text(text)
            | Self::Quiet(text)
            | Self::Sum(text)
            | Self::Code(text) => vec![text.as_str()],
            Self::Points(points) => points.iter().map(String::as_str).collect(),
            Self::Facts(facts) => facts.iter().flat_map(|f| [&*f.term, &*f.value]).collect(),
            Self::Table(Table { columns, rows }) => {
                let heads = columns.iter().map(|column| &*column.head);
                heads.chain(rows.iter().flatten().map(String::as_str)).collect()
            }
            Self::Address { url, what } => vec![what.as_str(), url.as_str()],
        }
    }
}

#[cfg(test)]
mod tests;
