//! Undoing what an import did in one locked case.

use std::collections::{BTreeSet, HashMap, HashSet};

use domain::allocation::Balance;
use domain::ids::{CreditNoteId, DebtId, EntryId};
use domain::ledger::{Account, Cause, Entry, Posting, Reason};
use domain::money::{Currency, Money};
use domain::search_name::search_words;

use super::Undoing;
use super::entries::{Ledger, Step, Steps};
use super::fate::{Fate, GIVEN_BACK};
use crate::keys::Place;
use crate::store::case::LockedCase;
use crate::store::debtor::{self, Find, Write};
use crate::store::import_change::{self, Change};
use crate::store::import_row::{self, WaitingRow};
use crate::store::import_undo::{self, UndoneRow, Withdrawn};
use crate::store::known::{self, KnownDebt};
use crate::store::ledger::{Posted, post};
use crate::store::payment::{self, Payment};
use crate::store::{StoreError, Tx, debt, evidence, hold};
use crate::use_cases::PortalError;
use crate::use_cases::import::claim;
use crate::use_cases::import::image::{self, DebtImage, PersonImage, Restored};
use crate::use_cases::import::step::{IN_PAYMENT, IN_PLAN, Plans};
use crate::use_cases::payment::receive::use_credit_of;
use crate::use_cases::payment::refund::refundable;

/// The kind of the act that tells of an undo.
const ACT: &str = "import-undone";

/// One locked case with all that undoing has to know of it.
pub struct Work<'a> {
    undoing: &'a Undoing<'a>,
    /// The case.
    pub case: LockedCase,
    /// By reference.
    debts: Vec<(String, KnownDebt)>,
    debtor_reference: String,
    moves: Vec<(Cause, Posting)>,
    changes: HashMap<String, Change>,
    in_payment: HashSet<DebtId>,
    in_plan: HashSet<DebtId>,
    /// Where credit may have come.
    currencies: BTreeSet<Currency>,
    rows: Vec<UndoneRow>,
}

impl<'a> Work<'a> {
    /// Loads what is known of a locked case.
    pub async fn open(
        undoing: &'a Undoing<'a>,
        tx: &mut Tx,
        case: LockedCase,
    ) -> Result<Self, PortalError> {
        let tenant = undoing.scope.tenant;
        let known = debt::of_case(tx, tenant, &case.id).await?;
        let references: Vec<&str> = known.iter().map(|debt| &*debt.reference).collect();
        let mut debts = Vec::new();
        for references in references.chunks(200) {
            debts.extend(known::debts(tx, tenant, references).await?);
        }
        debts.sort_by(|a, b| a.0.cmp(&b.0));
        let id = case.id.clone();
        let ids = [id.as_str()];
        let found = debtor::find(tx, tenant, &undoing.scope.portal.keys, Find::Case(&id)).await?;
        let (person, _, _) = found.ok_or(PortalError::NotFound)?;
        let changes = import_change::of_case(tx, tenant, (&undoing.batch.id, &id)).await?;
        Ok(Self {
            undoing,
            case,
            debts,
            debtor_reference: person.reference,
            moves: known::movements(tx, tenant, &ids).await?,
            changes: changes.into_iter().map(|change| (change.of.clone(), change)).collect(),
            in_payment: known::in_payment(tx, tenant, &ids).await?,
            in_plan: known::in_plan(tx, tenant, &ids).await?,
            currencies: BTreeSet::new(),
            rows: Vec::new(),
        })
    }

    /// Undoes everything in the case that may be undone now.
    pub async fn whole_case(mut self, tx: &mut Tx) -> Result<Vec<UndoneRow>, PortalError> {
        for (reference, debt) in self.debts.clone() {
            if self.is_touched(&debt) {
                self.debt(tx, (&reference, &debt)).await?;
            }
        }
        for note in self.notes() {
            self.note(tx, &note).await?;
        }
        self.person(tx).await?;
        self.close(tx).await
    }

    /// Whether the import brought or changed the debt.
    fn is_touched(&self, debt: &KnownDebt) -> bool {
        self.is_new(debt) || self.changes.contains_key(debt.id.as_str())
    }

    fn is_new(&self, debt: &KnownDebt) -> bool {
        let opened = Cause::of("import", &format!("{}:{}:open", self.undoing.batch.id, debt.id));
        self.moves.iter().any(|(cause, _)| *cause == opened)
    }

    /// The credit notes that the import brought or changed.
    fn notes(&self) -> BTreeSet<String> {
        let prefix = format!("import:{}:", self.undoing.batch.id);
        let granted = self.moves.iter().filter_map(|(cause, _)| {
            let (of, what) = cause.as_str().strip_prefix(&*prefix)?.split_once(':')?;
            (what == "grant").then(|| of.to_owned())
        });
        granted.collect()
    }

    /// Undoes what the import did to one debt; gives what of it became credit.
    pub async fn debt(
        &mut self,
        tx: &mut Tx,
        (reference, debt): (&str, &KnownDebt),
    ) -> Result<Option<Money>, PortalError> {
        let (of, currency) = (debt.id.as_str(), debt.imported.principal.currency());
        let (payments, is_whole) = self.payments_of(tx, debt).await?;
        let bound = self.bound(&debt.id);
        let known = self.ledger(&bound).of_debt((&debt.id, currency), &payments)?;
        let Steps { steps, credit } = match known {
            Ok(Steps { steps, credit }) if steps.is_empty() => Steps { steps, credit },
            known => match (self.bound_by(&debt.id), is_whole, known) {
                (Some(why), _, _) | (None, _, Err(why)) => {
                    return self.wait(tx, (of, reference), why).await.map(|()| None);
                }
                (None, false, Ok(_)) => {
                    return self.wait(tx, (of, reference), GIVEN_BACK).await.map(|()| None);
                }
                (None, true, Ok(steps)) => steps,
            },
        };
        for payment in &payments {
            let (tenant, now) = (self.undoing.scope.tenant, self.now());
            payment::reverse(tx, tenant, &payment.id, now).await?;
        }
        self.post(tx, steps).await?;
        self.currencies.insert(currency);
        let fate = self.put_back(tx, (reference, debt)).await?;
        self.row((of, reference), fate, Some(credit).filter(|credit| !credit.is_zero()));
        Ok(Some(credit))
    }

    /// Payments of the debt that the file told of, and whether nothing of them was given back.
    async fn payments_of(
        &self,
        tx: &mut Tx,
        debt: &KnownDebt,
    ) -> Result<(Vec<Payment>, bool), PortalError> {
        let told = format!("import:{}:{}", self.undoing.batch.id, debt.id);
        let (mut its, mut is_whole) = (Vec::new(), true);
        let elsewhere = |account: &Account| matches!(account, Account::Collected(_));
        if !self.moves.iter().any(|(_, posting)| elsewhere(&posting.to)) {
            return Ok((its, is_whole));
        }
        let tenant = self.undoing.scope.tenant;
        for paid in payment::of_case(tx, tenant, &self.case.id).await? {
            if paid.provider_ref.as_deref() == Some(&*told) && paid.reversed_at.is_none() {
                is_whole &= refundable(tx, tenant, &paid).await? == paid.amount;
                its.push(paid);
            }
        }
        Ok((its, is_whole))
    }

    /// Closes a debt that the import brought, or puts back what it changed of one.
    async fn put_back(
        &mut self,
        tx: &mut Tx,
        (reference, debt): (&str, &KnownDebt),
    ) -> Result<Fate, PortalError> {
        let tenant = self.undoing.scope.tenant;
        let mut after = debt.clone();
        if self.is_new(debt) {
            after.imported = Balance::zero(debt.imported.principal.currency());
            (after.marked_at, after.disputed_at) = (None, None);
            after.closed_at = Some(self.now());
            known::update_debt(tx, tenant, &after).await?;
            self.rename(tx, Withdrawn::Debt(&debt.id), reference).await?;
            return Ok(Fate::Withdrawn);
        }
        let Some(change) = self.changes.get(debt.id.as_str()) else { return Ok(Fate::Restored) };
        let images = image::read(&change.was).zip(image::read(&change.became));
        let (was, became): (DebtImage, DebtImage) = images.ok_or_else(|| unreadable(&change.of))?;
        let restored = DebtImage::put_back(&mut after, (&was, &became))?;
        known::update_debt(tx, tenant, &after).await?;
        Ok(fate(restored))
    }

    /// Undoes what the import granted by one credit note.
    pub async fn note(&mut self, tx: &mut Tx, of: &str) -> Result<(), PortalError> {
        let tenant = self.undoing.scope.tenant;
        let found = import_undo::note(tx, tenant, of).await?;
        let (reference, imported) = found.ok_or(PortalError::NotFound)?;
        let currency = imported.currency();
        let bound = self.bound_by_anything();
        let steps = match self.ledger(&bound).of_note(of, currency)? {
            Ok(steps) => steps,
            Err(why) => return self.wait(tx, (of, &reference), why).await,
        };
        self.post(tx, steps.steps).await?;
        let id: CreditNoteId = of.parse().map_err(|_| unreadable(of))?;
        let was = self.changes.get(of).map(|change| change.was.clone());
        let fate = match was {
            Some(was) => {
                let minor = String::from_utf8(was).ok().and_then(|text| text.parse().ok());
                let was = Money::new(minor.ok_or_else(|| unreadable(of))?, currency)?;
                known::update_note(tx, tenant, &id, was).await?;
                Fate::Restored
            }
            None => {
                known::update_note(tx, tenant, &id, Money::zero(currency)).await?;
                self.rename(tx, Withdrawn::Note(of), &reference).await?;
                Fate::Withdrawn
            }
        };
        self.row((of, &reference), fate, None);
        Ok(())
    }

    /// Puts back what the import changed of the person; an erased one stays erased.
    async fn person(&mut self, tx: &mut Tx) -> Result<(), PortalError> {
        let (scope, of) = (self.undoing.scope, self.case.debtor.clone());
        let Some(change) = self.changes.get(of.as_str()) else { return Ok(()) };
        let keys = &scope.portal.keys;
        let found = debtor::find(tx, scope.tenant, keys, Find::Case(&self.case.id)).await?;
        let (known, wrapped, _) = found.ok_or(PortalError::NotFound)?;
        let reference = known.reference.clone();
        let (Some(key), Some(wrapped)) = (&known.key, wrapped) else {
            self.row((of.as_str(), &reference), Fate::InPart, None);
            return Ok(());
        };
        let open = |column, sealed: &[u8]| {
            let row = format!("{}:{of}", self.undoing.batch.id);
            key.open(Place { tenant: scope.tenant, row: &row, column }, sealed)
        };
        let (was, became) =
            (open("import-was", &change.was)?, open("import-became", &change.became)?);
        let images = image::read(was.as_bytes()).zip(image::read(became.as_bytes()));
        let (was, became): (PersonImage, PersonImage) =
            images.ok_or_else(|| unreadable(of.as_str()))?;
        let mut person = known.person.clone();
        let restored = PersonImage::put_back(&mut person, (&was, &became));
        let sealed = debtor::seal(keys, scope.tenant, (&of, &person), (key, wrapped));
        let saved = (&of, &*reference, &person);
        debtor::save(tx, scope.tenant, saved, (sealed, Write::Changed), self.now()).await?;
        if person.name != known.person.name {
            let words = search_words(person.name.as_deref().unwrap_or_default());
            debtor::set_words(tx, scope.tenant, &self.case.id, &words).await?;
        }
        self.row((of.as_str(), &reference), fate(restored), None);
        Ok(())
    }

    /// Lifts the import's holds if nothing of it is left in the case, uses credit on what is due, and writes
    /// the act that tells of it all; gives what became of everything.
    pub async fn close(mut self, tx: &mut Tx) -> Result<Vec<UndoneRow>, PortalError> {
        let (scope, now) = (self.undoing.scope, self.now());
        let batch = &self.undoing.batch.id;
        let waits = self.rows.iter().any(|row| row.fate.starts_with("waits:"));
        if !waits {
            for hold in import_undo::holds(tx, scope.tenant, (batch, &self.case.id)).await? {
                hold::lift(tx, scope.tenant, (&self.case.id, &hold.id), now).await?;
                let body = format!("{} {} {}", hold.id, hold.kind.as_str(), self.undoing.actor);
                let act = ("hold-lifted", &*body);
                evidence::append(tx, scope.tenant, &mut self.case, now, act).await?;
                let reference = self.debtor_reference.clone();
                self.row((hold.id.as_str(), &reference), Fate::Lifted, None);
            }
        }
        if self.rows.iter().any(|row| !row.fate.starts_with("waits:")) {
            let body = format!("{batch} {} {}", self.rows.len(), self.undoing.actor);
            evidence::append(tx, scope.tenant, &mut self.case, now, (ACT, &body)).await?;
        }
        if self.in_payment.is_empty() {
            for currency in std::mem::take(&mut self.currencies) {
                let whose = (scope.tenant, scope.settings);
                use_credit_of(scope.portal, tx, whose, &mut self.case, currency).await?;
            }
        }
        Ok(self.rows)
    }

    fn now(&self) -> chrono::DateTime<chrono::Utc> {
        self.undoing.scope.portal.clock.now()
    }

    fn ledger<'l>(&'l self, bound: &'l HashSet<DebtId>) -> Ledger<'l> {
        let batch = self.undoing.batch.id.as_str();
        Ledger { case: &self.case.id, batch, moves: self.moves.clone(), bound }
    }

    /// The debts that credit may not be taken from while `but` is undone.
    fn bound(&self, but: &DebtId) -> HashSet<DebtId> {
        let mut bound = self.bound_by_anything();
        bound.remove(but);
        bound
    }

    fn bound_by_anything(&self) -> HashSet<DebtId> {
        self.in_payment.union(&self.in_plan).cloned().collect()
    }

    /// Why a debt is not to be touched now.
    fn bound_by(&self, debt: &DebtId) -> Option<&'static str> {
        if self.in_payment.contains(debt) {
            return Some(IN_PAYMENT);
        }
        let is_kept = self.undoing.plans == Plans::Respected && self.in_plan.contains(debt);
        is_kept.then_some(IN_PLAN)
    }

    async fn post(&mut self, tx: &mut Tx, steps: Vec<Step>) -> Result<(), PortalError> {
        let (scope, now) = (self.undoing.scope, self.now());
        for Step { cause, postings } in steps {
            let entry = Entry {
                id: EntryId::from_bits(scope.portal.ids.bits()),
                case: Some(self.case.id.clone()),
                occurred_on: now.with_timezone(&scope.settings.zone).date_naive(),
                reason: Reason::Reversed,
                cause: cause.clone(),
                postings: postings.clone(),
            };
            let posted = post(tx, scope.tenant, Some(&mut self.case), entry, now).await?;
            if posted == Posted::Before {
                let cause = cause.as_str();
                let twice = format!("`{cause}` is posted a second time");
                return Err(StoreError::Corrupt(twice).into());
            }
            self.moves.extend(postings.into_iter().map(|posting| (cause.clone(), posting)));
        }
        Ok(())
    }

    async fn wait(
        &mut self,
        tx: &mut Tx,
        (of, reference): (&str, &str),
        why: &'static str,
    ) -> Result<(), PortalError> {
        let row = WaitingRow {
            batch: self.undoing.batch.id.clone(),
            debt_reference: reference.to_owned(),
            debtor_reference: self.debtor_reference.clone(),
            line: 0,
            why: why.to_owned(),
            sealed: None,
            undo_at: Some(self.now()),
            claim: claim::UNDO.to_owned(),
        };
        import_row::wait(tx, self.undoing.scope.tenant, &row).await?;
        self.row((of, reference), Fate::Waits(why), None);
        Ok(())
    }

    /// The reference is free for another import: what was withdrawn carries the undo's number behind it.
    async fn rename(
        &self,
        tx: &mut Tx,
        what: Withdrawn<'_>,
        reference: &str,
    ) -> Result<(), PortalError> {
        let mut name = format!("{reference}~{}", self.undoing.number);
        while !import_undo::rename(tx, self.undoing.scope.tenant, what, &name).await? {
            name.push('~');
        }
        Ok(())
    }

    fn row(&mut self, (of, reference): (&str, &str), fate: Fate, credit: Option<Money>) {
        let (of, reference) = (of.to_owned(), reference.to_owned());
        let case = Some(self.case.id.clone());
        self.rows.push(UndoneRow { of, reference, case, fate: fate.word(), credit });
    }
}

const fn fate(restored: Restored) -> Fate {
    match restored {
        Restored::Whole => Fate::Restored,
        Restored::InPart => Fate::InPart,
    }
}

fn unreadable(of: &str) -> PortalError {
    StoreError::Corrupt(format!("what was kept of {of}")).into()
}
