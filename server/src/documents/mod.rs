//! Sets papers as PDF: A4, tagged for screen readers (PDF/UA-1) and made to last (PDF/A-2a).
//!
//! Everything is laid out first, so that the number of pages is known, then drawn and tagged in reading
//! order. The same paper of the same day gives the same bytes. The faces are embedded, and of them only
//! the letters that a paper uses.

mod draw;
mod face;
mod layout;
mod place;

use app::documents::Paper;
use chrono::{DateTime, Utc};

use self::layout::Sheet;

/// The longest paper that goes with a letter, in characters: some 200 KB as PDF. Whoever has a longer one
/// finds it on their page.
pub const LONGEST_ATTACHED: usize = 40_000;

/// A paper that cannot be set.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a paper cannot be set: {0}")]
pub struct SetError(String);

/// A paper with the day on which it came into being.
#[derive(Clone)]
pub struct Dated {
    /// The paper.
    pub paper: Paper,
    /// The instant that the document carries as that of its making.
    pub at: DateTime<Utc>,
}

/// Sets a paper.
pub fn pdf(dated: &Dated) -> Result<Vec<u8>, SetError> {
    draw::drawn(Sheet::of(&dated.paper), &dated.paper, dated.at)
}

/// Sets a paper on a thread that may take its time.
pub async fn pdf_aside(dated: Dated) -> Result<Vec<u8>, SetError> {
    let set = tokio::task::spawn_blocking(move || pdf(&dated)).await;
    set.unwrap_or_else(|error| Err(SetError(error.to_string())))
}

#[cfg(test)]
mod tests;
