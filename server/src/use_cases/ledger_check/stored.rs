//! Stored rows put together again as entries, each held against its fingerprint.

use std::collections::BTreeMap;

use domain::ids::{CaseId, EntryId};
use domain::ledger::{Cause, Entry, Posting};
use domain::money::{Currency, Money};

use super::{Broken, broken};
use crate::store::audit::{StoredEntry, StoredPosting};

pub(super) fn posting_key(posting: &StoredPosting) -> String {
    format!("{} {}", posting.entry, posting.line)
}

/// Puts stored rows together again and checks each entry against its fingerprint.
pub(super) fn read_entries(
    entries: &[StoredEntry],
    postings: &[StoredPosting],
) -> Result<Vec<Entry>, Broken> {
    let mut lines: BTreeMap<&str, Vec<&StoredPosting>> = BTreeMap::new();
    for posting in postings {
        lines.entry(&posting.entry).or_default().push(posting);
    }
    entries.iter().map(|entry| read_entry(entry, lines.get(entry.id.as_str()))).collect()
}

fn read_entry(stored: &StoredEntry, lines: Option<&Vec<&StoredPosting>>) -> Result<Entry, Broken> {
    let wrong = |problem: &str| broken("ledger_entries", &*stored.id, problem);
    let mut postings = Vec::new();
    for (posting, line) in lines.into_iter().flatten().zip(0_i64..) {
        let odd = |problem: &str| broken("ledger_postings", posting_key(posting), problem);
        if posting.line != line {
            return Err(odd("a line before it is missing"));
        }
        let currency = Currency::parse(&posting.currency).ok_or_else(|| odd("unknown currency"))?;
        if posting.currency != stored.currency {
            return Err(odd("is in another currency than its entry"));
        }
        postings.push(Posting {
            from: posting.from.parse().map_err(|_| odd("unknown account"))?,
            to: posting.to.parse().map_err(|_| odd("unknown account"))?,
            amount: Money::new(posting.minor, currency).map_err(|_| odd("an amount below zero"))?,
        });
    }
    let case: Option<CaseId> = match &stored.case {
        Some(id) => Some(id.parse().map_err(|_| wrong("its case's id does not read"))?),
        None => None,
    };
    let id: EntryId = stored.id.parse().map_err(|_| wrong("its id does not read"))?;
    let entry = Entry {
        id,
        case,
        occurred_on: stored.occurred_on.parse().map_err(|_| wrong("its day does not read"))?,
        reason: stored.reason.parse().map_err(|_| wrong("its reason is unknown"))?,
        cause: Cause::stored(stored.cause.clone()),
        postings,
    };
    let entry = entry.checked().map_err(|error| wrong(&error.to_string()))?;
    if entry.fingerprint().as_slice() == stored.fingerprint {
        Ok(entry)
    } else {
        Err(wrong("it was changed: its fingerprint is another one"))
    }
}
