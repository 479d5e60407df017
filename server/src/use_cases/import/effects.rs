//! Effects of a plan as entries of the ledger.

use chrono::NaiveDate;
use domain::ids::{BatchId, CaseId, DebtId, EntryId};
use domain::import::Effect;
use domain::ledger::{Account, Cause, Entry, Part, Posting, Reason};
use domain::money::Money;

/// Where the entries of an import belong.
#[derive(Clone, Copy)]
pub struct Place<'a> {
    /// The import, part of each cause.
    pub batch: &'a BatchId,
    /// The day of the import, on which its entries happen.
    pub day: NaiveDate,
    /// The case.
    pub case: &'a CaseId,
}

/// The entry of an effect on `debt`; `None` for effects that are none: holds, and payments, which are
/// booked as such.
pub fn on_debt(id: EntryId, place: Place<'_>, debt: &DebtId, effect: &Effect) -> Option<Entry> {
    let owed = |part| Account::Owed(debt.clone(), part);
    let credit = || Account::Credit(place.case.clone());
    let (what, reason, postings) = match effect {
        Effect::Open(balance) => {
            let open = |part| posting(Account::Opening, owed(part), balance.part(part));
            ("open".to_owned(), Reason::Opened, Part::LEGAL_ORDER.map(open).to_vec())
        }
        Effect::Raise { part, by } => {
            let what = format!("raise-{}", part.as_str());
            (what, Reason::Corrected, vec![posting(Account::Opening, owed(*part), *by)])
        }
        Effect::Lower { part, owed: less, credit: more } => {
            let postings = vec![
                posting(owed(*part), Account::Opening, *less),
                posting(credit(), Account::Opening, *more),
            ];
            (format!("lower-{}", part.as_str()), Reason::Corrected, postings)
        }
        Effect::Close(balance) => {
            let close = |part| posting(owed(part), Account::Opening, balance.part(part));
            ("close".to_owned(), Reason::Closed, Part::LEGAL_ORDER.map(close).to_vec())
        }
        Effect::Settle { .. } | Effect::Hold | Effect::Grant(_) | Effect::Revoke(_) => return None,
    };
    Some(entry(id, place, (debt, &what), reason, postings))
}

/// The entry of a credit note, or of what it has grown by.
pub fn grant(id: EntryId, place: Place<'_>, note: &impl std::fmt::Display, amount: Money) -> Entry {
    let postings = vec![posting(Account::Credit(place.case.clone()), Account::Opening, amount)];
    entry(id, place, (note, "grant"), Reason::Corrected, postings)
}

fn entry(
    id: EntryId,
    place: Place<'_>,
    (of, what): (&impl std::fmt::Display, &str),
    reason: Reason,
    mut postings: Vec<Posting>,
) -> Entry {
    postings.retain(|posting| !posting.amount.is_zero());
    let object = format!("{}:{of}:{what}", place.batch);
    Entry {
        id,
        case: Some(place.case.clone()),
        occurred_on: place.day,
        reason,
        cause: Cause::of("import", &object),
        postings,
    }
}

const fn posting(from: Account, to: Account, amount: Money) -> Posting {
    Posting { from, to, amount }
}
