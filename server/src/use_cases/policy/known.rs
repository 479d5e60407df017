//! Policies that were read before. Each page of a debtor asks for the one in force, and reading its TOML
//! costs more than the rest of the question.
//!
//! What is kept is found by the hash of its text and by what the text was read with, never by a creditor
//! or a version's number: another text has another hash, so nothing here can be out of date, on no node.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use domain::country::Country;
use domain::money::Currency;

use crate::config::policy::{self as files, PolicyFile, PolicyFileError};

/// So many texts are kept; the oldest one makes room.
const MOST: usize = 512;

/// The hash of a text, and what it was read with.
type Key = (Vec<u8>, Country, Currency);

#[derive(Default)]
struct Known {
    files: HashMap<Key, Arc<PolicyFile>>,
    /// The keys in the order in which they came.
    order: VecDeque<Key>,
}

static KNOWN: LazyLock<Mutex<Known>> = LazyLock::new(Mutex::default);

/// What `text` says, whose SHA-256 is `hash`: read again only if it was not read before.
pub(super) fn read(
    hash: Vec<u8>,
    text: &str,
    with: (Country, Currency),
) -> Result<Arc<PolicyFile>, Vec<PolicyFileError>> {
    let key = (hash, with.0, with.1);
    let known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner).files.get(&key).cloned();
    if let Some(file) = known {
        return Ok(file);
    }
    let file = Arc::new(files::read(text, with)?);
    KNOWN.lock().unwrap_or_else(PoisonError::into_inner).keep(key, Arc::clone(&file));
    Ok(file)
}

impl Known {
    fn keep(&mut self, key: Key, file: Arc<PolicyFile>) {
        if self.files.insert(key.clone(), file).is_some() {
            return;
        }
        self.order.push_back(key);
        if self.order.len() > MOST
            && let Some(oldest) = self.order.pop_front()
        {
            self.files.remove(&oldest);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = r#"
        name = "Pacientes"
        [[segment]]
        name = "Todos"
        [segment.extension]
        days = 10
        times = 1
    "#;

    fn with(currency: &str) -> (Country, Currency) {
        (Country::Pe, Currency::parse(currency).expect("a currency"))
    }

    fn soles() -> Arc<PolicyFile> {
        Arc::new(files::read(TEXT, with("PEN")).expect("a good file"))
    }

    #[test]
    fn a_text_is_read_once_for_each_country_and_currency() {
        let read = |hash: u8, currency| read(vec![hash; 32], TEXT, with(currency)).expect("good");
        let first = read(1, "PEN");
        assert!(Arc::ptr_eq(&first, &read(1, "PEN")));
        assert!(!Arc::ptr_eq(&first, &read(2, "PEN")), "another text");
        assert_eq!(read(1, "USD").policy.currency.code(), "USD");
    }

    #[test]
    fn what_does_not_read_is_never_kept() {
        for _ in 0..2 {
            assert!(read(vec![3; 32], "name = ", with("PEN")).is_err());
        }
    }

    #[test]
    fn no_more_than_so_many_are_kept_and_the_oldest_goes_first() {
        let mut known = Known::default();
        let key = |n: usize| (n.to_be_bytes().to_vec(), Country::Pe, with("PEN").1);
        for n in 0..MOST + 10 {
            known.keep(key(n), soles());
            known.keep(key(n), soles());
        }
        assert_eq!((known.files.len(), known.order.len()), (MOST, MOST));
        assert!(!known.files.contains_key(&key(9)) && known.files.contains_key(&key(10)));
    }
}
