//! What was given up and owed again, and what paying late has cost: each by its own accounts, and a waiver
//! and its reverse in turns.

use std::collections::BTreeMap;

use domain::ledger::{Account, Entry, Part, Posting, Reason};
use domain::settlement::owe_again;

use super::{Step, broken};

/// Whether every entry that gives something up, takes that back or charges for lateness is one that the
/// program makes.
pub(super) fn check(entries: &[Entry]) -> Step {
    let by_cause: BTreeMap<_, _> =
        entries.iter().map(|entry| (entry.cause.as_str(), entry)).collect();
    for entry in entries {
        let problem = match entry.reason {
            Reason::Waived => waived(entry, &by_cause),
            Reason::OwedAgain => owed_again(entry, &by_cause),
            Reason::Late => late(entry),
            _ => None,
        };
        if let Some(problem) = problem {
            return Err(broken("ledger_entries", entry.id.as_str(), problem));
        }
    }
    Ok(())
}

type ByCause<'a> = BTreeMap<&'a str, &'a Entry>;

fn waived(entry: &Entry, all: &ByCause<'_>) -> Option<String> {
    let gives_up =
        |one: &Posting| matches!((&one.from, &one.to), (Account::Owed(..), Account::Waived));
    if !entry.postings.iter().all(gives_up) {
        return Some("waives something else than what is owed".to_owned());
    }
    let Turn::Waived { of, times } = Turn::of(entry.cause.as_str())? else {
        return Some("waives under the cause of owing again".to_owned());
    };
    let before = format!("{of}:back:{times}");
    let is_turn = times == 0 || all.contains_key(&*before);
    (!is_turn).then(|| format!("waives again what was not owed again as `{before}`"))
}

fn owed_again(entry: &Entry, all: &ByCause<'_>) -> Option<String> {
    let Some(Turn::OwedAgain { of, times }) = Turn::of(entry.cause.as_str()) else {
        return Some("owes again under another cause".to_owned());
    };
    let waiver = match times - 1 {
        0 => of.to_owned(),
        before => format!("{of}:{before}"),
    };
    match all.get(&*waiver) {
        Some(waived) if owe_again(&waived.postings) == entry.postings => None,
        Some(_) => Some(format!("owes again something else than `{waiver}` gave up")),
        None => Some(format!("owes again what `{waiver}` never gave up")),
    }
}

fn late(entry: &Entry) -> Option<String> {
    let charges = |one: &Posting| {
        let to_part = matches!(one.to, Account::Owed(_, Part::Interest | Part::Fee));
        one.from == Account::Charged && to_part
    };
    let all = entry.postings.iter().all(charges);
    (!all).then(|| "charges something else than interest and costs".to_owned())
}

/// What a cause says: `waiver:pay_…`, `waiver:pay_…:back:1`, `waiver:pay_…:1`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Turn<'a> {
    Waived { of: &'a str, times: u32 },
    OwedAgain { of: &'a str, times: u32 },
}

impl<'a> Turn<'a> {
    /// `None` for the cause of a single waiver that nothing ever undoes.
    fn of(cause: &'a str) -> Option<Self> {
        let (rest, times) = cause.rsplit_once(':')?;
        let Ok(times) = times.parse::<u32>() else {
            return Some(Self::Waived { of: cause, times: 0 });
        };
        match rest.strip_suffix(":back") {
            Some(of) => (times > 0).then_some(Self::OwedAgain { of, times }),
            None => Some(Self::Waived { of: rest, times }),
        }
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;
    use domain::ids::{DebtId, EntryId};
    use domain::ledger::Cause;
    use domain::money::{Currency, Money};

    use super::*;

    fn entry(reason: Reason, cause: &str, posting: Posting) -> Entry {
        Entry {
            id: EntryId::from_bits(1),
            case: None,
            occurred_on: NaiveDate::MIN,
            reason,
            cause: Cause::stored(cause.to_owned()),
            postings: vec![posting],
        }
    }

    fn waiver(minor: i64) -> Posting {
        let soles = Currency::parse("PEN").expect("PEN");
        Posting {
            from: Account::Owed(DebtId::from_bits(1), Part::Principal),
            to: Account::Waived,
            amount: Money::new(minor, soles).expect("positive"),
        }
    }

    #[test]
    fn waiving_and_owing_again_take_turns_with_the_same_amounts() {
        let given = |cause: &str, minor| entry(Reason::Waived, cause, waiver(minor));
        let back = |cause: &str, minor| entry(Reason::OwedAgain, cause, waiver(minor).reversed());
        let all = [
            given("waiver:pay_1", 5),
            back("waiver:pay_1:back:1", 5),
            given("waiver:pay_1:1", 4),
            back("waiver:pay_1:back:2", 4),
        ];
        for count in 0..=all.len() {
            assert_eq!(check(&all[..count]), Ok(()), "{count}");
        }
        for wrong in [
            vec![back("waiver:pay_1:back:1", 5)],
            vec![given("waiver:pay_1", 5), back("waiver:pay_1:back:1", 4)],
            vec![given("waiver:pay_1", 5), given("waiver:pay_1:1", 5)],
            vec![given("waiver:pay_1", 5), back("waiver:pay_1:back:2", 5)],
            vec![given("waiver:pay_1:back:1", 5)],
            vec![entry(Reason::Waived, "waiver:pay_1", waiver(5).reversed())],
            vec![entry(Reason::Late, "late:debt_1:2026-11-30", waiver(5).reversed())],
        ] {
            assert!(check(&wrong).is_err(), "{wrong:?}");
        }
    }

    #[test]
    fn lateness_is_charged_as_interest_or_a_cost() {
        let charge = |part| Posting {
            from: Account::Charged,
            to: Account::Owed(DebtId::from_bits(1), part),
            ..waiver(5)
        };
        for (part, stands) in [(Part::Interest, true), (Part::Fee, true), (Part::Principal, false)]
        {
            let late = entry(Reason::Late, "late:debt_1:2026-11-30", charge(part));
            assert_eq!(check(&[late]).is_ok(), stands, "{part:?}");
        }
    }
}
