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

/// A text that had its hash, and what it says.
struct Text {
    text: String,
    file: Arc<PolicyFile>,
}

#[derive(Default)]
struct Known {
    files: HashMap<Key, Text>,
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
    if let Some(file) = find(&hash, with) {
        return Ok(file);
    }
    let file = Arc::new(files::read(text, with)?);
    let known = Text { text: text.to_owned(), file: Arc::clone(&file) };
    KNOWN.lock().unwrap_or_else(PoisonError::into_inner).keep((hash, with.0, with.1), known);
    Ok(file)
}

/// What was read from the text with this hash; `None` if it was not read yet.
pub(super) fn find(hash: &[u8], with: (Country, Currency)) -> Option<Arc<PolicyFile>> {
    found(hash, with, |_| true)
}

/// The same if it was read from `text`, letter for letter: then the text has that hash, and it need not be
/// counted again.
pub(super) fn same(hash: &[u8], text: &str, with: (Country, Currency)) -> Option<Arc<PolicyFile>> {
    found(hash, with, |known| known == text)
}

fn found(
    hash: &[u8],
    with: (Country, Currency),
    is_it: impl FnOnce(&str) -> bool,
) -> Option<Arc<PolicyFile>> {
    let known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    let text = known.files.get(&(hash.to_vec(), with.0, with.1))?;
    is_it(&text.text).then(|| Arc::clone(&text.file))
}

impl Known {
    fn keep(&mut self, key: Key, text: Text) {
        if self.files.insert(key.clone(), text).is_some() {
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

    fn soles() -> Text {
        let file = Arc::new(files::read(TEXT, with("PEN")).expect("a good file"));
        Text { text: TEXT.to_owned(), file }
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
    fn a_text_is_known_by_its_hash_and_taken_for_checked_only_letter_for_letter() {
        let hash = [4; 32];
        assert_eq!((find(&hash, with("PEN")), same(&hash, TEXT, with("PEN"))), (None, None));
        let file = read(hash.to_vec(), TEXT, with("PEN")).expect("good");
        let found = find(&hash, with("PEN")).expect("known");
        let same_text = same(&hash, TEXT, with("PEN")).expect("known");
        assert!(Arc::ptr_eq(&file, &found) && Arc::ptr_eq(&file, &same_text));
        let other = TEXT.replace("10", "11");
        assert_eq!(same(&hash, &other, with("PEN")), None, "it has another hash");
        assert_eq!(find(&hash, with("USD")), None);
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
