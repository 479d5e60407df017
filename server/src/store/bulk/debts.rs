//! New debts and credit notes of an import.

use chrono::{DateTime, NaiveDate, Utc};
use domain::allocation::Balance;
use domain::ids::{CaseId, CreditNoteId, DebtId};
use domain::money::Money;

use super::Bulk;

/// A new debt as an import writes it.
pub struct NewDebt<'a> {
    /// The debt.
    pub id: &'a DebtId,
    /// Whose it is.
    pub case: &'a CaseId,
    /// The invoice's number.
    pub reference: &'a str,
    /// What it is for.
    pub description: Option<String>,
    /// What the paper is called.
    pub document_type: Option<String>,
    /// When it was issued.
    pub issued_on: Option<NaiveDate>,
    /// When it is due.
    pub due_on: Option<NaiveDate>,
    /// Parted by commas.
    pub tags: Option<String>,
    /// What the creditor's system says.
    pub imported: Balance,
    /// Since when the creditor's system marks it as disputed.
    pub marked_at: Option<DateTime<Utc>>,
    /// Since when it is treated so.
    pub disputed_at: Option<DateTime<Utc>>,
    /// What its postings leave open, and what they paid.
    pub open: (Balance, Money),
}

/// A new credit note.
pub struct NewNote<'a> {
    /// The credit note.
    pub id: &'a CreditNoteId,
    /// Whose it is.
    pub case: &'a CaseId,
    /// Its number.
    pub reference: &'a str,
    /// What the creditor's system says.
    pub imported: Money,
}

impl Bulk {
    /// A new debt with its balance.
    pub fn debt(&mut self, debt: NewDebt<'_>) {
        let (creditor, again) = (self.creditor(), self.creditor());
        self.debts.push([
            creditor,
            debt.id.as_str().into(),
            debt.case.as_str().into(),
            debt.reference.into(),
            debt.description.into(),
            debt.document_type.into(),
            debt.issued_on.into(),
            debt.due_on.into(),
            debt.imported.principal.currency().code().into(),
            debt.tags.into(),
            debt.imported.principal.minor().into(),
            debt.imported.interest.minor().into(),
            debt.imported.fee.minor().into(),
            debt.marked_at.into(),
            debt.disputed_at.into(),
            self.now.into(),
        ]);
        let (open, paid) = debt.open;
        self.debt_balances.push([
            again,
            debt.id.as_str().into(),
            open.principal.minor().into(),
            open.interest.minor().into(),
            open.fee.minor().into(),
            paid.minor().into(),
        ]);
    }

    /// A new credit note.
    pub fn note(&mut self, note: &NewNote<'_>) {
        let creditor = self.creditor();
        self.notes.push([
            creditor,
            note.id.as_str().into(),
            note.case.as_str().into(),
            note.reference.into(),
            note.imported.currency().code().into(),
            note.imported.minor().into(),
            self.now.into(),
        ]);
    }
}
