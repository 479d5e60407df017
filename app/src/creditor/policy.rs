//! Policies of offers: what is said of one that is checked, tried or changed, and the pages of one policy.
//! Each page has its view on top.

pub mod compare;
mod difference;
pub mod editor;
mod entered;
mod limits;
pub mod one;
pub mod person;
pub mod portfolio;
mod preview;
mod state;
mod summary;
mod tried;
mod unfit;
mod words;

pub use difference::{Change, Said, difference};
pub(super) use entered::SEGMENTS;
pub use entered::{Act, Entered, YES, field};
pub use preview::{Best, Preview, Tally, best, report};
pub use state::{Deed, VersionState};
pub use summary::{Section, summary};
pub use unfit::Unfit;
pub use words::{checked, refused, warned};

/// The address without what it asks for: links to other languages repeat the page's own query.
fn address(url: &str) -> String {
    url.split('?').next().unwrap_or_default().to_owned()
}
