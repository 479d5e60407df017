//! What one record of the file says.

use chrono::NaiveDate;

use super::PhonePermission;
use super::plan::Claim;
use crate::country::Country;
use crate::email::EmailAddress;
use crate::money::Money;
use crate::national_id::NationalId;
use crate::phone::PhoneNumber;

/// What a row says, all of it checked. No `Debug`: it holds personal data.
#[derive(Clone, PartialEq, Eq)]
pub struct ImportRow {
    /// The invoice's number.
    pub debt_reference: String,
    /// The customer's number.
    pub debtor_reference: String,
    /// What is said of the person.
    pub debtor: DebtorFields,
    /// What it is for.
    pub description: Option<String>,
    /// What the invoice is called.
    pub document_type: Option<String>,
    /// The invoice's date.
    pub issued_on: Option<NaiveDate>,
    /// When it was or is to be paid; always there if the map has the column.
    pub due_on: Option<NaiveDate>,
    /// The amount, above zero.
    pub amount: Amount,
    /// Interest in the creditor's books; `None` if the map has no such column.
    pub interest: Option<Money>,
    /// Costs in the creditor's books; `None` if the map has no such column.
    pub fee: Option<Money>,
    /// Whether the row is marked as disputed, and marks hold.
    pub disputed: bool,
    /// When it was settled without us, up to the day of the import.
    pub settled_on: Option<NaiveDate>,
    /// In lower case, each once.
    pub tags: Vec<String>,
}

/// What a row says of its debtor; `None` where the column is missing or the cell empty.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct DebtorFields {
    /// The whole name.
    pub name: Option<String>,
    /// The name to greet with.
    pub given_name: Option<String>,
    /// Where messages go.
    pub email: Option<EmailAddress>,
    /// E.164.
    pub phone: Option<PhoneNumber>,
    /// That messages may go to it.
    pub permission: Option<PhonePermission>,
    /// Checked.
    pub national_id: Option<NationalId>,
    /// In the past.
    pub birth_date: Option<NaiveDate>,
    /// As written.
    pub postcode: Option<String>,
    /// `es`, `en` or `pt`.
    pub language: Option<&'static str>,
    /// One of those that we know.
    pub country: Option<Country>,
    /// The name of a zone, as written; whoever knows the zones says whether it is one.
    pub zone: Option<String>,
}

/// What the amount of a row is; above zero either way.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Amount {
    /// Owed by the debtor.
    Debt(Money),
    /// Owed to the debtor.
    CreditNote(Money),
}

/// What a record gives.
#[derive(Clone, PartialEq, Eq)]
pub enum ReadRow {
    /// A debt or a credit note.
    Row(Box<ImportRow>),
    /// Nothing to import, and no mistake.
    Skipped(Skip),
}

/// Why a record is left out.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Skip {
    /// All its cells are empty.
    Blank,
    /// It was issued after the day of the import.
    IssuedLater,
}

impl Skip {
    /// The word that stands for it in reports.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Blank => "blank",
            Self::IssuedLater => "issued-later",
        }
    }
}

impl Amount {
    /// The amount, whichever way it goes.
    pub const fn money(self) -> Money {
        match self {
            Self::Debt(money) | Self::CreditNote(money) => money,
        }
    }
}

impl ImportRow {
    /// What the row says about money.
    pub fn claim(&self) -> Claim<'_> {
        Claim {
            debtor_reference: &self.debtor_reference,
            amount: self.amount,
            interest: self.interest,
            fee: self.fee,
            disputed: self.disputed,
            settled_on: self.settled_on,
        }
    }
}
