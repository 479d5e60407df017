//! What becomes of a thing that an undone import had touched.

/// Why a thing waits: credit that the import gave went back to the debtor.
pub const CREDIT_USED: &str = "credit-used";
/// Why a thing waits: money of a payment that the file told of was given back, so it did come.
pub const GIVEN_BACK: &str = "given-back";
/// Why a thing waits: its ledger went other ways than the program knows how to undo.
pub const MISFIT: &str = "does-not-fit";

/// What becomes of one thing.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fate {
    /// The import brought it: it is emptied and closed.
    Withdrawn,
    /// The import changed it: it is as it was.
    Restored,
    /// The same, but for what somebody has changed since.
    InPart,
    /// A hold of the import: it is lifted.
    Lifted,
    /// A permission for a phone that the import brought: it allows nothing any more.
    TakenBack,
    /// A row that was never applied: it never will be.
    Dropped,
    /// It is not touched yet.
    Waits(&'static str),
}

impl Fate {
    /// The word that stands for it in reports.
    pub fn word(self) -> String {
        match self {
            Self::Withdrawn => "withdrawn".to_owned(),
            Self::Restored => "restored".to_owned(),
            Self::InPart => "restored-in-part".to_owned(),
            Self::Lifted => "hold-lifted".to_owned(),
            Self::TakenBack => "permission-taken-back".to_owned(),
            Self::Dropped => "dropped".to_owned(),
            Self::Waits(why) => format!("waits:{why}"),
        }
    }
}

/// The word for what a person left as it is.
pub const LEFT: &str = "left";
