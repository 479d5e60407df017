//! Why a file could not be imported.

use std::io;

use chrono::NaiveDate;
use domain::import::HeaderError;

use crate::config::import_map::MapFileError;
use crate::store::StoreError;
use crate::use_cases::PortalError;

/// Nothing of the file was applied, but for [`ImportError::Interrupted`] and a database that fails:
/// then the same order goes on.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The map is no good.
    #[error("the map is wrong: {}", listed(.0))]
    Map(Vec<MapFileError>),
    /// The file's header is not the map's.
    #[error("the header does not fit the map: {}", listed(.0))]
    Header(Vec<HeaderError>),
    /// The first line is no record.
    #[error("the header is too long or has a broken quote")]
    BrokenHeader,
    /// The file has no row to import.
    #[error("the file has no row to import")]
    Empty,
    /// A day that is still to come.
    #[error("the day of the import is after today, {0}")]
    Future(NaiveDate),
    /// The file does not read.
    #[error("the file does not read: {0}")]
    Read(#[source] io::Error),
    /// The file is being written.
    #[error("the file changed while it was read")]
    Changed,
    /// The file of bad rows cannot be written.
    #[error("the file of bad rows cannot be written: {0}")]
    Report(#[source] io::Error),
    /// Stopped between two steps.
    #[error("stopped; the same command goes on")]
    Interrupted,
    /// Everything else.
    #[error(transparent)]
    Portal(#[from] PortalError),
}

impl From<StoreError> for ImportError {
    fn from(error: StoreError) -> Self {
        Self::Portal(error.into())
    }
}

fn listed<E: std::fmt::Display>(errors: &[E]) -> String {
    errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}
