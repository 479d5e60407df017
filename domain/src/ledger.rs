//! The append-only double-entry ledger: accounts, postings, entries.
//!
//! A posting takes an amount from one account to another, so an entry balances by construction. A
//! balance is what came in less what went out. Nothing is ever changed: a correction is a new entry,
//! and the reverse of a posting is the posting with its ends swapped.
//!
//! What the balances mean: `Owed` is what the debtor still owes; `Collected`, `Refunded` and
//! `ChargedBack` together are the creditor's money; `Credit` and `Suspense` are at or below zero,
//! since they are money held for somebody; the other accounts are where debt comes from or goes.

mod reason;

use std::fmt::{self, Write};
use std::str::FromStr;

use chrono::NaiveDate;
use sha2::{Digest, Sha256};

use crate::ids::{CaseId, DebtId, EntryId};
use crate::money::{Currency, Money};

pub use self::reason::Reason;

/// What a debt is made of, in the order in which a payment usually pays it.
///
/// Source of the order: Código Civil PE art. 1257, CO art. 1653, ES art. 1173 (costs and interest
/// before principal); a creditor's terms may favour the debtor.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Part {
    /// A cost added by the creditor.
    Fee,
    /// Interest for paying late.
    Interest,
    /// What the invoice said.
    Principal,
}

impl Part {
    /// All parts in the usual legal order.
    pub const LEGAL_ORDER: [Self; 3] = [Self::Fee, Self::Interest, Self::Principal];

    /// The word that stands for it in the store.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Fee => "fee",
            Self::Interest => "interest",
            Self::Principal => "principal",
        }
    }
}

/// Where money came in.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Channel {
    /// Through Stripe.
    Stripe,
    /// By bank transfer that was announced here or matched by its reference.
    Transfer,
    /// Received by the creditor without us: cash, its own counter.
    Elsewhere,
}

impl Channel {
    /// The word that stands for it in the store.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Stripe => "stripe",
            Self::Transfer => "transfer",
            Self::Elsewhere => "elsewhere",
        }
    }
}

impl FromStr for Channel {
    type Err = LedgerError;

    fn from_str(text: &str) -> Result<Self, LedgerError> {
        [Self::Stripe, Self::Transfer, Self::Elsewhere]
            .into_iter()
            .find(|channel| channel.as_str() == text)
            .ok_or_else(|| LedgerError::UnknownAccount(text.to_owned()))
    }
}

/// The closed list of accounts of one creditor.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Account {
    /// What was owed before we knew of it: imported and entered debts.
    Opening,
    /// Interest and fees that arose here.
    Charged,
    /// What is owed on one part of one debt.
    Owed(DebtId, Part),
    /// Money received.
    Collected(Channel),
    /// Money of a debtor that no debt has used yet.
    Credit(CaseId),
    /// Money whose case is not known.
    Suspense,
    /// Given up by the creditor in favour of the debtor.
    Waived,
    /// Given up by the creditor as lost.
    WrittenOff,
    /// Money given back.
    Refunded,
    /// Money taken back by a bank.
    ChargedBack,
}

impl fmt::Display for Account {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Opening => f.write_str("opening"),
            Self::Charged => f.write_str("charged"),
            Self::Owed(debt, part) => write!(f, "owed:{debt}:{}", part.as_str()),
            Self::Collected(channel) => write!(f, "collected:{}", channel.as_str()),
            Self::Credit(case) => write!(f, "credit:{case}"),
            Self::Suspense => f.write_str("suspense"),
            Self::Waived => f.write_str("waived"),
            Self::WrittenOff => f.write_str("written-off"),
            Self::Refunded => f.write_str("refunded"),
            Self::ChargedBack => f.write_str("charged-back"),
        }
    }
}

impl FromStr for Account {
    type Err = LedgerError;

    fn from_str(text: &str) -> Result<Self, LedgerError> {
        let unknown = || LedgerError::UnknownAccount(text.to_owned());
        let mut words = text.split(':');
        let account = match (words.next(), words.next(), words.next()) {
            (Some("opening"), None, None) => Self::Opening,
            (Some("charged"), None, None) => Self::Charged,
            (Some("owed"), Some(debt), Some(part)) => Self::Owed(
                debt.parse().map_err(|_| unknown())?,
                Part::LEGAL_ORDER.into_iter().find(|p| p.as_str() == part).ok_or_else(unknown)?,
            ),
            (Some("collected"), Some(channel), None) => Self::Collected(channel.parse()?),
            (Some("credit"), Some(case), None) => {
                Self::Credit(case.parse().map_err(|_| unknown())?)
            }
            (Some("suspense"), None, None) => Self::Suspense,
            (Some("waived"), None, None) => Self::Waived,
            (Some("written-off"), None, None) => Self::WrittenOff,
            (Some("refunded"), None, None) => Self::Refunded,
            (Some("charged-back"), None, None) => Self::ChargedBack,
            _ => return Err(unknown()),
        };
        if words.next().is_some() { Err(unknown()) } else { Ok(account) }
    }
}

/// One amount that leaves one account and reaches another.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Posting {
    /// The account that gets less.
    pub from: Account,
    /// The account that gets more.
    pub to: Account,
    /// How much; never zero in an entry.
    pub amount: Money,
}

impl Posting {
    /// The posting that undoes this one.
    #[must_use]
    pub fn reversed(&self) -> Self {
        Self { from: self.to.clone(), to: self.from.clone(), amount: self.amount }
    }
}

/// What cannot stand in the ledger.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LedgerError {
    /// Not an account of the list.
    #[error("unknown account `{0}`")]
    UnknownAccount(String),
    /// Not a reason of the list.
    #[error("unknown reason `{0}`")]
    UnknownReason(String),
    /// An entry that moves nothing.
    #[error("an entry without postings")]
    Empty,
    /// A posting of zero, or from an account to itself.
    #[error("posting {0} moves nothing")]
    Idle(usize),
    /// Postings in more than one currency.
    #[error("posting {0} is in another currency than its entry")]
    Mixed(usize),
    /// A posting on another case's credit.
    #[error("posting {0} touches the credit of another case")]
    ForeignCase(usize),
}

/// What caused an entry: the unique key that makes its effect happen once.
///
/// Built from the money object's own id (`payment:pay_…`), never from the message that told of it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Cause(String);

impl Cause {
    /// The cause that `object` is for `what`: `Cause::of("payment", &id)`.
    pub fn of(what: &'static str, object: &impl fmt::Display) -> Self {
        Self(format!("{what}:{object}"))
    }

    /// A cause as it was stored.
    pub const fn stored(text: String) -> Self {
        Self(text)
    }

    /// The key as it is stored.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// One balanced, immutable fact about money, in one currency.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Entry {
    /// The entry's own id.
    pub id: EntryId,
    /// The case it belongs to; `None` while money waits in suspense.
    pub case: Option<CaseId>,
    /// The day on which it happened, in the creditor's zone.
    pub occurred_on: NaiveDate,
    /// Why.
    pub reason: Reason,
    /// The key that makes it happen once.
    pub cause: Cause,
    /// What moved, never empty.
    pub postings: Vec<Posting>,
}

impl Entry {
    /// Checks that every posting moves something, in one currency, and touches no other case's credit.
    pub fn checked(self) -> Result<Self, LedgerError> {
        let currency = self.currency().ok_or(LedgerError::Empty)?;
        for (at, posting) in self.postings.iter().enumerate() {
            if posting.amount.is_zero() || posting.from == posting.to {
                return Err(LedgerError::Idle(at));
            }
            if posting.amount.currency() != currency {
                return Err(LedgerError::Mixed(at));
            }
            for account in [&posting.from, &posting.to] {
                if matches!(account, Account::Credit(case) if Some(case) != self.case.as_ref()) {
                    return Err(LedgerError::ForeignCase(at));
                }
            }
        }
        Ok(self)
    }

    /// The currency of its postings; `None` if there are none.
    pub fn currency(&self) -> Option<Currency> {
        self.postings.first().map(|posting| posting.amount.currency())
    }

    /// The entry's fingerprint, which the case's evidence chain holds.
    ///
    /// Over the text lines `id`, `case`, `day`, `reason`, `cause`, then one line a posting; no field
    /// can contain a line break, so two entries never share a text.
    pub fn fingerprint(&self) -> [u8; 32] {
        let case = self.case.as_ref().map_or("-", CaseId::as_str);
        let mut text = format!(
            "{}\n{case}\n{}\n{}\n{}\n",
            self.id,
            self.occurred_on,
            self.reason.as_str(),
            self.cause.as_str()
        );
        for Posting { from, to, amount } in &self.postings {
            let (minor, currency) = (amount.minor(), amount.currency());
            writeln!(text, "{from} {to} {minor} {currency}").expect("a String takes everything");
        }
        Sha256::digest(text.as_bytes()).into()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn pen(minor: i64) -> Money {
        Money::new(minor, Currency::parse("PEN").expect("PEN")).expect("positive")
    }

    fn entry(postings: Vec<Posting>) -> Entry {
        Entry {
            id: EntryId::from_bits(1),
            case: Some(CaseId::from_bits(2)),
            occurred_on: NaiveDate::from_ymd_opt(2026, 11, 22).expect("a day"),
            reason: Reason::Paid,
            cause: Cause::of("payment", &"pay_1"),
            postings,
        }
    }

    fn owed(bits: u128) -> Account {
        Account::Owed(DebtId::from_bits(bits), Part::Principal)
    }

    #[test]
    fn an_entry_must_move_something_in_one_currency_within_one_case() {
        let collected = Account::Collected(Channel::Stripe);
        let good = Posting { from: owed(1), to: collected.clone(), amount: pen(5) };
        let usd = Money::new(5, Currency::parse("USD").expect("USD")).expect("positive");
        let credit = |case| Account::Credit(CaseId::from_bits(case));
        for (postings, expected) in [
            (vec![], Err(LedgerError::Empty)),
            (vec![Posting { amount: pen(0), ..good.clone() }], Err(LedgerError::Idle(0))),
            (vec![Posting { to: owed(1), ..good.clone() }], Err(LedgerError::Idle(0))),
            (
                vec![good.clone(), Posting { amount: usd, ..good.clone() }],
                Err(LedgerError::Mixed(1)),
            ),
            (vec![Posting { from: credit(9), ..good.clone() }], Err(LedgerError::ForeignCase(0))),
            (vec![good.clone(), Posting { from: credit(2), ..good.clone() }], Ok(())),
        ] {
            assert_eq!(entry(postings).checked().map(drop), expected);
        }
    }

    #[test]
    fn every_account_and_reason_survives_printing() {
        let mut accounts = vec![
            Account::Opening,
            Account::Charged,
            Account::Credit(CaseId::from_bits(3)),
            Account::Suspense,
            Account::Waived,
            Account::WrittenOff,
            Account::Refunded,
            Account::ChargedBack,
        ];
        accounts.extend(Part::LEGAL_ORDER.map(|part| Account::Owed(DebtId::from_bits(7), part)));
        accounts.extend(
            [Channel::Stripe, Channel::Transfer, Channel::Elsewhere].map(Account::Collected),
        );
        for account in accounts {
            assert_eq!(account.to_string().parse(), Ok(account));
        }
        for reason in Reason::ALL {
            assert_eq!(reason.as_str().parse(), Ok(reason));
        }
        for text in ["", "cash", "owed:debt_1:principal", "opening:", "collected:stripe:x"] {
            assert!(text.parse::<Account>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_cause_is_named_by_what_happened_to_which_object() {
        let cause = Cause::of("payment", &"pay_1");
        assert_eq!(cause.as_str(), "payment:pay_1");
        assert_eq!(Cause::stored(cause.as_str().to_owned()), cause);
    }

    proptest! {
        #![proptest_config(crate::law::tried(10_000))]

        #[test]
        fn a_posting_and_its_reverse_cancel(minor in 1..i64::MAX) {
            let posting = Posting { from: owed(1), to: Account::Waived, amount: pen(minor) };
            let back = posting.reversed();
            prop_assert_eq!((&back.from, &back.to), (&posting.to, &posting.from));
            prop_assert_eq!(back.reversed(), posting);
        }

        #[test]
        fn a_changed_amount_changes_the_fingerprint(a in 1..i64::MAX, b in 1..i64::MAX) {
            let print = |minor| entry(vec![Posting {
                from: owed(1), to: Account::Waived, amount: pen(minor),
            }]).fingerprint();
            prop_assert_eq!(print(a) == print(b), a == b);
        }
    }
}
