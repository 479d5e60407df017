//! Many new rows at once: what an import writes, collected and inserted in the order that foreign
//! keys need.
//!
//! Only for rows that cannot be there yet; what changes an existing row goes through its own file.

mod changes;
mod debts;

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use domain::ids::{BatchId, CaseId, DebtorId};
use domain::ledger::Entry;
use domain::money::{Currency, Money};

pub use debts::{NewDebt, NewNote};

use super::case::LockedCase;
use super::debtor::{Person, SealedDebtor};
use super::evidence::Act;
use super::hold::Hold;
use super::multi_row::{Table, Value};
use super::payment::Payment;
use super::{StoreError, Tx};
use crate::tenant::Tenant;

/// The rows, table by table.
pub struct Bulk {
    creditor: String,
    now: DateTime<Utc>,
    debtors: Table,
    cases: Table,
    words: Table,
    debts: Table,
    debt_balances: Table,
    notes: Table,
    /// Owed and credit that come on top, per case and currency.
    case_changes: BTreeMap<(CaseId, Currency), (i64, i64)>,
    entries: Table,
    postings: Table,
    payments: Table,
    evidence: Table,
    holds: Table,
    changes: Table,
}

const DEBTORS: &str = "
    insert into debtors (creditor_id, id, reference, name, given_name, language, address_form, country,
        zone, data_key, email_sealed, email_hash, phone_sealed, phone_hash, national_id_sealed,
        national_id_hash, birth_date_sealed, postcode_sealed, created_at, changed_at)
    values ";
const CASES: &str = "
    insert into cases (creditor_id, id, debtor_id, version, evidence_seq, evidence_hash, opened_at)
    values ";
const WORDS: &str = "insert into name_words (creditor_id, word, case_id) values ";
const DEBTS: &str = "
    insert into debts (creditor_id, id, case_id, reference, description, document_type, issued_on,
        due_on, currency, tags, imported_minor, imported_interest_minor, imported_fee_minor,
        marked_at, disputed_at, created_at)
    values ";
const DEBT_BALANCES: &str = "
    insert into debt_balances
        (creditor_id, debt_id, principal_minor, interest_minor, fee_minor, paid_minor)
    values ";
const NOTES: &str = "
    insert into credit_notes
        (creditor_id, id, case_id, reference, currency, imported_minor, created_at)
    values ";
const CASE_BALANCES: &str = "
    insert into case_balances (creditor_id, case_id, currency, owed_minor, credit_minor) values ";
const CASE_BALANCES_END: &str = "
    on conflict (creditor_id, case_id, currency) do update set
        owed_minor = case_balances.owed_minor + excluded.owed_minor,
        credit_minor = case_balances.credit_minor + excluded.credit_minor";
const ENTRIES: &str = "
    insert into ledger_entries
        (creditor_id, id, case_id, currency, occurred_on, posted_at, reason, cause, fingerprint)
    values ";
const POSTINGS: &str = "
    insert into ledger_postings
        (creditor_id, entry_id, line, from_account, to_account, amount_minor, currency)
    values ";
const PAYMENTS: &str = "
    insert into payments (creditor_id, id, case_id, channel, currency, amount_minor, received_on,
        received_at, receipt_number, provider_ref, note, recorded_by)
    values ";
const EVIDENCE: &str = "
    insert into evidence (creditor_id, case_id, seq, at, kind, body, hash) values ";
const HOLDS: &str = "
    insert into holds (creditor_id, id, case_id, kind, placed_at, batch_id) values ";

impl Bulk {
    /// Nothing yet, of `tenant`.
    pub fn new(tenant: &Tenant, now: DateTime<Utc>) -> Self {
        Self {
            creditor: tenant.id().to_owned(),
            now,
            debtors: Table::new(DEBTORS, 20),
            cases: Table::new(CASES, 7),
            words: Table::new(WORDS, 3),
            debts: Table::new(DEBTS, 16),
            debt_balances: Table::new(DEBT_BALANCES, 6),
            notes: Table::new(NOTES, 7),
            case_changes: BTreeMap::new(),
            entries: Table::new(ENTRIES, 9),
            postings: Table::new(POSTINGS, 7),
            payments: Table::new(PAYMENTS, 12),
            evidence: Table::new(EVIDENCE, 7),
            holds: Table::new(HOLDS, 6),
            changes: Table::upsert(changes::INSERT, 6, changes::INSERT_END),
        }
    }

    fn creditor(&self) -> Value {
        Value::from(self.creditor.as_str())
    }

    /// A new debtor, sealed.
    pub fn debtor(
        &mut self,
        id: &DebtorId,
        reference: &str,
        person: &Person,
        sealed: SealedDebtor,
    ) {
        let [email, phone, national_id] = sealed.contacts.map(Option::unzip);
        let [birth_date, postcode] = sealed.facts;
        self.debtors.push([
            Value::from(self.creditor.as_str()),
            id.as_str().into(),
            reference.into(),
            person.name.clone().into(),
            person.given_name.clone().into(),
            person.language.clone().into(),
            person.address_form.clone().into(),
            person.country.map(|country| country.code().to_owned()).into(),
            person.zone.clone().into(),
            sealed.data_key.into(),
            email.0.into(),
            email.1.into(),
            phone.0.into(),
            phone.1.into(),
            national_id.0.into(),
            national_id.1.into(),
            birth_date.into(),
            postcode.into(),
            self.now.into(),
            self.now.into(),
        ]);
    }

    /// A new case with the end of its evidence, and the words by which it is searched.
    pub fn case(&mut self, case: &LockedCase, words: &[String]) {
        let creditor = self.creditor();
        self.cases.push([
            creditor,
            case.id.as_str().into(),
            case.debtor.as_str().into(),
            1_i64.into(),
            case.head.seq.into(),
            case.head.hash.to_vec().into(),
            self.now.into(),
        ]);
        for word in words {
            let creditor = self.creditor();
            self.words.push([creditor, word.as_str().into(), case.id.as_str().into()]);
        }
    }

    /// More that is owed on a case, and more that is its credit.
    pub fn case_change(
        &mut self,
        case: &CaseId,
        owed: Money,
        credit: Money,
    ) -> Result<(), StoreError> {
        let change = self.case_changes.entry((case.clone(), owed.currency())).or_default();
        let sum = |a: i64, b: i64| {
            a.checked_add(b)
                .ok_or_else(|| StoreError::Corrupt("a case owes more than can be counted".into()))
        };
        *change = (sum(change.0, owed.minor())?, sum(change.1, credit.minor())?);
        Ok(())
    }

    /// An entry with its postings; the balances are the caller's to bring along.
    pub fn entry(&mut self, entry: &Entry) {
        let creditor = self.creditor();
        self.entries.push([
            creditor,
            entry.id.as_str().into(),
            entry.case.as_ref().map(ToString::to_string).into(),
            entry.currency().map_or("", Currency::code).into(),
            Some(entry.occurred_on).into(),
            self.now.into(),
            entry.reason.as_str().into(),
            entry.cause.as_str().into(),
            entry.fingerprint().to_vec().into(),
        ]);
        for (posting, line) in entry.postings.iter().zip(0_i64..) {
            let creditor = self.creditor();
            self.postings.push([
                creditor,
                entry.id.as_str().into(),
                line.into(),
                Some(posting.from.to_string()).into(),
                Some(posting.to.to_string()).into(),
                posting.amount.minor().into(),
                posting.amount.currency().code().into(),
            ]);
        }
    }

    /// A payment without a try of ours.
    pub fn payment(&mut self, payment: &Payment) {
        let creditor = self.creditor();
        self.payments.push([
            creditor,
            payment.id.as_str().into(),
            payment.case.as_str().into(),
            payment.channel.as_str().into(),
            payment.amount.currency().code().into(),
            payment.amount.minor().into(),
            Some(payment.received_on).into(),
            payment.received_at.into(),
            payment.receipt_number.into(),
            payment.provider_ref.clone().into(),
            payment.note.clone().into(),
            payment.recorded_by.clone().into(),
        ]);
    }

    /// An act on a new case, whose head is part of [`Bulk::case`].
    pub fn act(&mut self, case: &CaseId, act: Act) {
        let creditor = self.creditor();
        self.evidence.push([
            creditor,
            case.as_str().into(),
            act.seq.into(),
            act.at.into(),
            Some(act.kind).into(),
            Some(act.body).into(),
            act.hash.into(),
        ]);
    }

    /// A hold that the import `batch` sets.
    pub fn hold(&mut self, case: &CaseId, hold: &Hold, batch: &BatchId) {
        let creditor = self.creditor();
        self.holds.push([
            creditor,
            hold.id.as_str().into(),
            case.as_str().into(),
            hold.kind.as_str().into(),
            hold.placed_at.into(),
            batch.as_str().into(),
        ]);
    }

    /// Inserts everything.
    pub async fn flush(self, tx: &mut Tx) -> Result<(), StoreError> {
        let mut case_balances = Table::upsert(CASE_BALANCES, 5, CASE_BALANCES_END);
        for ((case, currency), (owed, credit)) in &self.case_changes {
            let creditor = self.creditor();
            let (case, currency) = (case.as_str().into(), currency.code().into());
            case_balances.push([creditor, case, currency, (*owed).into(), (*credit).into()]);
        }
        for table in [
            self.debtors,
            self.cases,
            self.words,
            self.debts,
            self.debt_balances,
            self.notes,
            case_balances,
            self.entries,
            self.postings,
            self.payments,
            self.evidence,
            self.holds,
            self.changes,
        ] {
            table.flush(tx).await?;
        }
        Ok(())
    }
}
