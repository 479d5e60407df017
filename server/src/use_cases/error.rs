//! What a use case may refuse, and what it could not do.

use crate::keys::SealError;
use crate::store::{Store, StoreError};
use domain::money::MoneyError;

/// The boundary between use cases and those who call them (pages, commands, jobs).
///
/// `Display` is for logs: it names no person and no amount with an identity.
#[derive(Debug, thiserror::Error)]
pub enum PortalError {
    /// Nothing of the caller's has that name. Also "not yours".
    #[error("not found")]
    NotFound,
    /// The caller may not do this.
    #[error("not allowed: {0}")]
    Forbidden(&'static str),
    /// Something given does not stand; the word names it for the page's text.
    #[error("refused: {0}")]
    Refused(&'static str),
    /// The database could not answer.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A sealed value does not open: wrong master key or changed bytes.
    #[error(transparent)]
    Seal(#[from] SealError),
    /// Amounts that do not go together, where the program had to know better.
    #[error(transparent)]
    Money(#[from] MoneyError),
    /// A service outside could not be reached; nothing was lost.
    #[error("unavailable: {0}")]
    Unavailable(String),
}

/// Errors that may carry a conflict of the store.
pub trait MayConflict {
    /// The store's error, if that is what it is.
    fn store_error(&self) -> Option<&StoreError>;
}

impl MayConflict for PortalError {
    fn store_error(&self) -> Option<&StoreError> {
        if let Self::Store(error) = self { Some(error) } else { None }
    }
}

impl MayConflict for StoreError {
    fn store_error(&self) -> Option<&StoreError> {
        Some(self)
    }
}

/// For [`in_tx!`](crate::in_tx): waits and says whether the transaction is worth another try.
pub async fn may_retry(store: &Store, error: &impl MayConflict, tries: &mut u32) -> bool {
    match error.store_error() {
        Some(error) => store.may_retry(error, tries).await,
        None => false,
    }
}
