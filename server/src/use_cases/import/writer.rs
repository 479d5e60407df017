//! What a step writes: new rows collected and written together, known ones changed one by one.

mod closing;

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;
use domain::allocation::{OpenDebt, allocate};
use domain::evidence::Head;
use domain::ids::{CaseId, CreditNoteId, DebtorId, EntryId, PaymentId};
use domain::import::{Amount, DebtorFields, Outcome, PhonePermission};
use domain::ledger::{Account, Channel, Entry, Reason};
use domain::money::{Currency, Money};
use domain::search_name::search_words;

use super::before::Before;
use super::effects;
use super::image::{self, PersonImage};
use super::person::write;
use super::step::{Persons, Planned, Step};
use crate::keys::{DataKey, Place};
use crate::store::bulk::{Bulk, NewNote};
use crate::store::case::LockedCase;
use crate::store::debtor::{self, Person, Write};
use crate::store::import::Tally;
use crate::store::import_change::Change;
use crate::store::known;
use crate::store::ledger::{Posted, post};
use crate::store::payment::Payment;
use crate::store::{StoreError, Tx, name_words};
use crate::use_cases::PortalError;

/// A case that something is done to once all rows are written.
pub struct CaseAfter {
    /// The case, locked.
    pub case: LockedCase,
    /// Where it has credit, which may now be used.
    pub currencies: BTreeSet<Currency>,
    /// What its person has permitted, if that is news.
    pub permission: Option<PhonePermission>,
    /// Whether its evidence has an act of this import.
    pub is_attested: bool,
}

/// Collects what a step writes.
pub struct Writer<'a> {
    pub(super) step: Step<'a>,
    pub(super) bulk: Bulk,
    pub(super) tally: Tally,
    next_receipt: i64,
    after: Vec<CaseAfter>,
}

/// One case while its rows are written.
pub(super) struct Open {
    pub(super) case: LockedCase,
    /// The words of the name of a debtor who is new; `None` if the case was there before.
    new: Option<Vec<String>>,
    /// Whether anything is another than before, beside what the ledger says.
    pub(super) is_changed: bool,
    /// Whether a debt is newly disputed.
    pub(super) is_held: bool,
    /// What the import itself posts.
    pub(super) entries: Vec<Entry>,
    /// What was paid elsewhere.
    pub(super) payments: Vec<(Payment, Entry)>,
    /// In which currencies credit has come.
    pub(super) credit: BTreeSet<Currency>,
    /// What the person has permitted, if that is news.
    pub(super) permission: Option<PhonePermission>,
}

impl Open {
    /// A case that was here before.
    pub(super) const fn known(case: LockedCase) -> Self {
        Self {
            case,
            new: None,
            is_changed: false,
            is_held: false,
            entries: Vec::new(),
            payments: Vec::new(),
            credit: BTreeSet::new(),
            permission: None,
        }
    }

    const fn is_untouched(&self) -> bool {
        let nothing_booked = self.entries.is_empty() && self.payments.is_empty();
        nothing_booked && self.new.is_none() && !self.is_changed && !self.is_held
    }
}

impl<'a> Writer<'a> {
    /// Nothing yet; as many receipts as there are payments are numbered in advance.
    pub async fn new(step: Step<'a>, tx: &mut Tx, payments: usize) -> Result<Self, StoreError> {
        let next_receipt = match i64::try_from(payments).unwrap_or(i64::MAX) {
            0 => 0,
            count => known::take_numbers(tx, step.scope.tenant, "receipt", count).await?,
        };
        let bulk = Bulk::new(step.scope.tenant, step.now);
        Ok(Self { step, bulk, next_receipt, tally: Tally::default(), after: Vec::new() })
    }

    /// Writes the rows of one debtor.
    pub async fn debtor(
        &mut self,
        tx: &mut Tx,
        (before, locked): (&Before, &mut HashMap<CaseId, LockedCase>),
        planned: &[Planned<'_>],
        said: &DebtorFields,
    ) -> Result<(), PortalError> {
        let Some(first) = planned.first() else { return Ok(()) };
        let reference = &first.row.debtor_reference;
        let mut open = match before.debtors.get(reference) {
            Some(known) => match locked.remove(&known.case) {
                Some(case) => Open::known(case),
                None => return Ok(()),
            },
            None if planned.iter().any(|p| matches!(p.outcome, Ok(Outcome::Apply(_)))) => {
                self.open_case(reference, said)
            }
            None => return Ok(()),
        };
        self.change_person(tx, before, &mut open, (reference, said)).await?;
        open.permission = self.permitted(before, (reference, said));
        for planned in planned {
            self.row(tx, before, &mut open, planned).await?;
        }
        self.close(tx, before, open).await
    }

    /// Writes everything that was collected.
    pub async fn finish(self, tx: &mut Tx) -> Result<(Tally, Vec<CaseAfter>), StoreError> {
        self.bulk.flush(tx).await?;
        Ok((self.tally, self.after))
    }

    fn open_case(&mut self, reference: &str, said: &DebtorFields) -> Open {
        let portal = self.step.scope.portal;
        let id = DebtorId::from_bits(portal.ids.bits());
        let mut person = Person::default();
        write(said, &mut person);
        let sealed = debtor::seal_new(&portal.keys, self.step.scope.tenant, &id, &person);
        self.bulk.debtor(&id, reference, &person, sealed);
        let words = person.name.as_deref().map(search_words).unwrap_or_default();
        let case = CaseId::from_bits(portal.ids.bits());
        let case = LockedCase { id: case, debtor: id, head: Head::EMPTY, first_verified_at: None };
        Open { new: Some(words), ..Open::known(case) }
    }

    async fn change_person(
        &mut self,
        tx: &mut Tx,
        before: &Before,
        open: &mut Open,
        (reference, said): (&str, &DebtorFields),
    ) -> Result<(), PortalError> {
        let (tenant, keys) = (self.step.scope.tenant, &self.step.scope.portal.keys);
        let Some(known) = before.debtors.get(reference) else { return Ok(()) };
        if self.step.persons == Persons::NewOnly {
            return Ok(());
        }
        // An erased person stays erased.
        let (Some(key), Some(wrapped)) = (&known.debtor.key, &known.wrapped) else { return Ok(()) };
        let mut person = known.debtor.person.clone();
        write(said, &mut person);
        if person == known.debtor.person {
            return Ok(());
        }
        let id = &known.debtor.id;
        let sealed = debtor::seal(keys, tenant, (id, &person), (key, wrapped.clone()));
        let row = (id, reference, &person);
        debtor::save(tx, tenant, row, (sealed, Write::Changed), self.step.now).await?;
        self.remember_person(open, (key, id), (&known.debtor.person, &person));
        if person.name != known.debtor.person.name {
            let words = search_words(person.name.as_deref().unwrap_or_default());
            name_words::set_words(tx, tenant, &open.case.id, &words).await?;
        }
        open.is_changed = true;
        Ok(())
    }

    /// What the file says that a person has permitted, for the channels that this is news of.
    fn permitted(
        &self,
        before: &Before,
        (reference, said): (&str, &DebtorFields),
    ) -> Option<PhonePermission> {
        let permission = said.permission.as_ref()?;
        let channels = match before.debtors.get(reference) {
            None => permission.channels.clone(),
            Some(_) if self.step.persons == Persons::NewOnly => return None,
            Some(known) => before.news(self.step.scope, &known.case, permission),
        };
        (!channels.is_empty()).then(|| PhonePermission { channels, ..permission.clone() })
    }

    /// Keeps a person as they were known and as they are now, sealed under their key.
    fn remember_person(
        &mut self,
        open: &Open,
        (key, id): (&DataKey, &DebtorId),
        (was, became): (&Person, &Person),
    ) {
        let (batch, tenant) = (&self.step.batch.id, self.step.scope.tenant);
        let seal = |column, person: &Person| {
            let of = format!("{batch}:{id}");
            let place = Place { tenant, row: &of, column };
            key.seal(place, &image::write(&PersonImage::of(person)))
        };
        let change = Change {
            batch: batch.clone(),
            of: id.to_string(),
            case: open.case.id.clone(),
            was: seal("import-was", was),
            became: seal("import-became", became),
        };
        self.bulk.changed(change);
    }

    async fn row(
        &mut self,
        tx: &mut Tx,
        before: &Before,
        open: &mut Open,
        planned: &Planned<'_>,
    ) -> Result<(), PortalError> {
        let (Planned { row, .. }, Ok(outcome)) = (planned, &planned.outcome) else { return Ok(()) };
        if matches!(outcome, Outcome::Staged(_)) {
            return Ok(());
        }
        if let Some(debt) = before.debts.get(&row.debt_reference) {
            return self.change_debt(tx, open, (debt, row), outcome).await;
        }
        let Outcome::Apply(effects) = outcome else { return Ok(()) };
        match (row.amount, before.notes.get(&row.debt_reference)) {
            (Amount::Debt(_), _) => self.new_debt(open, row, effects),
            (Amount::CreditNote(said), Some(note)) => {
                self.grant(open, &note.id, effects)?;
                self.tally.changed += 1;
                let image = |amount: Money| amount.minor().to_string().into_bytes();
                self.bulk.changed(Change {
                    batch: self.step.batch.id.clone(),
                    of: note.id.to_string(),
                    case: open.case.id.clone(),
                    was: image(note.imported),
                    became: image(said),
                });
                Ok(known::update_note(tx, self.step.scope.tenant, &note.id, said).await?)
            }
            (Amount::CreditNote(said), None) => {
                let id = CreditNoteId::from_bits(self.step.scope.portal.ids.bits());
                let reference = &row.debt_reference;
                self.bulk.note(&NewNote {
                    id: &id,
                    case: &open.case.id,
                    reference,
                    imported: said,
                });
                self.tally.new += 1;
                self.grant(open, &id, effects)
            }
        }
    }

    /// Writes an entry on debts that were here before, with their balances; its evidence follows when
    /// the case is closed.
    pub(super) async fn post(&self, tx: &mut Tx, entry: &Entry) -> Result<(), PortalError> {
        match post(tx, self.step.scope.tenant, None, entry.clone(), self.step.now).await? {
            Posted::Now => Ok(()),
            Posted::Before => {
                let cause = entry.cause.as_str();
                Err(StoreError::Corrupt(format!("an import posts `{cause}` a second time")).into())
            }
        }
    }

    /// A payment received elsewhere of all that `owed` owes. No letter goes out: the creditor knows.
    pub(super) fn settlement(
        &mut self,
        case: &LockedCase,
        owed: &OpenDebt,
        (received_on, amount): (NaiveDate, Money),
    ) -> Result<(Payment, Entry), PortalError> {
        let Step { scope, batch, now, .. } = self.step;
        let payment = Payment {
            id: PaymentId::from_bits(scope.portal.ids.bits()),
            case: case.id.clone(),
            attempt: None,
            channel: Channel::Elsewhere,
            amount,
            received_on,
            received_at: now,
            receipt_number: self.next_receipt,
            provider_ref: Some(format!("import:{}:{}", batch.id, owed.debt)),
            note: None,
            recorded_by: Some(batch.actor.clone()),
            reversed_at: None,
        };
        self.next_receipt += 1;
        self.bulk.payment(&payment);
        let source = Account::Collected(Channel::Elsewhere);
        let (debts, order) = (std::slice::from_ref(owed), scope.settings.allocation_order());
        let entry = Entry {
            id: self.entry_id(),
            case: Some(case.id.clone()),
            occurred_on: received_on,
            reason: Reason::Paid,
            cause: payment.cause(),
            postings: allocate(&case.id, debts, amount, &source, order)?,
        };
        Ok((payment, entry))
    }

    pub(super) fn entry_id(&self) -> EntryId {
        EntryId::from_bits(self.step.scope.portal.ids.bits())
    }

    pub(super) fn place<'c>(&self, case: &'c LockedCase) -> effects::Place<'c>
    where
        'a: 'c,
    {
        effects::Place { batch: &self.step.batch.id, day: self.step.batch.as_of, case: &case.id }
    }
}
