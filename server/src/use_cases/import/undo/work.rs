//! Undoing what an import did in one locked case.

use std::collections::{BTreeSet, HashMap, HashSet};

use domain::ids::{CreditNoteId, DebtId, EntryId};
use domain::ledger::{Account, Cause, Entry, Posting, Reason};
use domain::money::{Currency, Money};

use super::Undoing;
use super::back::unreadable;
use super::entries::{Ledger, Step, Steps};
use super::fate::{Fate, GIVEN_BACK};
use crate::store::case::LockedCase;
use crate::store::debtor::{self, Find};
use crate::store::import_change::{self, Change};
use crate::store::import_row::{self, WaitingRow};
use crate::store::import_undo::{self, Withdrawn};
use crate::store::import_undone::UndoneRow;
use crate::store::known::{self, KnownDebt};
use crate::store::ledger::{Posted, post};
use crate::store::payment::{self, Payment};
use crate::store::{StoreError, Tx, debt, evidence, hold};
use crate::use_cases::import::claim;
use crate::use_cases::import::step::{IN_PAYMENT, IN_PLAN, Plans};
use crate::use_cases::payment::receive::use_credit_of;
use crate::use_cases::payment::refund::refundable;
use crate::use_cases::{PortalError, clearance, plan, reminder};

/// The kind of the act that tells of an undo.
const ACT: &str = "import-undone";

/// One locked case with all that undoing has to know of it.
pub struct Work<'a> {
    pub(super) undoing: &'a Undoing<'a>,
    /// The case.
    pub case: LockedCase,
    /// By reference.
    debts: Vec<(String, KnownDebt)>,
    pub(super) debtor_reference: String,
    moves: Vec<(Cause, Posting)>,
    pub(super) changes: HashMap<String, Change>,
    in_payment: HashSet<DebtId>,
    in_plan: HashSet<DebtId>,
    /// Whether credit has been given back what it paid since the import.
    is_freed: bool,
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
            is_freed: false,
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
        self.permissions(tx).await?;
        self.close(tx).await
    }

    /// Whether the import brought or changed the debt.
    fn is_touched(&self, debt: &KnownDebt) -> bool {
        self.is_new(debt) || self.changes.contains_key(debt.id.as_str())
    }

    pub(super) fn is_new(&self, debt: &KnownDebt) -> bool {
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
        let (bound, freed) = (self.bound_by_anything(), self.freed()?);
        let known = self.ledger(&bound, &freed).of_debt((&debt.id, currency), &payments)?;
        let Steps { steps, credit } = match known {
            Ok(Steps { steps, credit }) if steps.is_empty() => Steps { steps, credit },
            known => match (self.bound_by(&debt.id), is_whole, known) {
                (Some(why), _, _) | (None, true, Err(why)) => {
                    return self.wait(tx, (of, reference), why).await.map(|()| None);
                }
                (None, false, _) => {
                    return self.wait(tx, (of, reference), GIVEN_BACK).await.map(|()| None);
                }
                (None, true, Ok(steps)) => steps,
            },
        };
        self.free_credit(tx, freed).await?;
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

    /// Undoes what the import granted by one credit note.
    pub async fn note(&mut self, tx: &mut Tx, of: &str) -> Result<(), PortalError> {
        let tenant = self.undoing.scope.tenant;
        let found = import_undo::note(tx, tenant, of).await?;
        let (reference, imported) = found.ok_or(PortalError::NotFound)?;
        let currency = imported.currency();
        let (bound, freed) = (self.bound_by_anything(), self.freed()?);
        let known = self.ledger(&bound, &freed).of_note(of, currency)?;
        let steps = match known {
            Ok(Steps { steps, .. }) => steps,
            Err(why) => return self.wait(tx, (of, &reference), why).await,
        };
        self.free_credit(tx, freed).await?;
        self.post(tx, steps).await?;
        self.currencies.insert(currency);
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

    /// Lifts the import's holds if nothing of it is left in the case, uses credit on what is due, revokes the
    /// certificates of what is owed again, and writes the act that tells of it all; gives what became of everything.
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
                plan::hold(scope.portal, tx, scope.tenant, &mut self.case).await?;
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
        let whose = (scope.tenant, scope.settings);
        reminder::cancel_pointless(scope.portal, tx, whose, &mut self.case).await?;
        clearance::reopened(scope.portal, tx, scope.tenant, &mut self.case).await?;
        Ok(self.rows)
    }

    pub(super) fn now(&self) -> chrono::DateTime<chrono::Utc> {
        self.undoing.scope.portal.clock.now()
    }

    /// The case's ledger as it would be with credit `freed`.
    fn ledger<'l>(&'l self, bound: &'l HashSet<DebtId>, freed: &[Posting]) -> Ledger<'l> {
        let mut moves = self.moves.clone();
        let cause = Cause::of("credit-back", &self.case.id);
        moves.extend(freed.iter().map(|posting| (cause.clone(), posting.clone())));
        Ledger { case: &self.case.id, batch: self.undoing.batch.id.as_str(), moves, bound }
    }

    /// What credit has paid since the import; nothing while money is under way, since nobody could say then
    /// what it is to pay anew.
    fn freed(&self) -> Result<Vec<Posting>, PortalError> {
        if self.is_freed || !self.in_payment.is_empty() {
            return Ok(Vec::new());
        }
        let bound = self.bound_by_anything();
        Ok(self.ledger(&bound, &[]).credit_unused()?)
    }

    /// Gives credit back what it paid since the import; at the end of the case it is used anew.
    async fn free_credit(&mut self, tx: &mut Tx, freed: Vec<Posting>) -> Result<(), PortalError> {
        self.is_freed = true;
        let currencies: BTreeSet<Currency> =
            freed.iter().map(|posting| posting.amount.currency()).collect();
        for currency in currencies {
            let its = freed.iter().filter(|posting| posting.amount.currency() == currency);
            let postings = its.cloned().collect();
            let id = EntryId::from_bits(self.undoing.scope.portal.ids.bits());
            let cause = Cause::of("credit-back", &id);
            self.post(tx, vec![Step { cause, postings }]).await?;
            self.currencies.insert(currency);
        }
        Ok(())
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

    pub(super) fn row(&mut self, (of, reference): (&str, &str), fate: Fate, credit: Option<Money>) {
        let (of, reference) = (of.to_owned(), reference.to_owned());
        let case = Some(self.case.id.clone());
        self.rows.push(UndoneRow { of, reference, case, fate: fate.word(), credit });
    }
}
