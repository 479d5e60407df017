//! What is here before a step of an import: debts, credit notes and debtors, with as much of their
//! ledger as the plan needs.

use std::collections::{BTreeMap, HashMap, HashSet};

use domain::allocation::Balance;
use domain::contact_channel::ContactChannel;
use domain::ids::{CaseId, DebtId};
use domain::import::{
    AbsentRows, AmountMeaning, Existing, ExistingDebt, ExistingPart, ImportRow, Outcome,
    PhonePermission, PlanError, plan_absent, plan_row,
};
use domain::ledger::{Account, Cause, Channel, Part, Posting};
use domain::money::{Currency, Money};
use sqlx::AnyConnection;

use super::step::{IN_PAYMENT, IN_PLAN};
use super::{Scope, permits};
use crate::store::StoreError;
use crate::store::consent::{self, Past};
use crate::store::debtor::{self, Debtor};
use crate::store::import::Batch;
use crate::store::known::{self, KnownDebt, KnownNote};

/// A debtor, opened.
pub struct KnownDebtor {
    /// Who it is.
    pub debtor: Debtor,
    /// Their key, wrapped.
    pub wrapped: Option<Vec<u8>>,
    /// Their case.
    pub case: CaseId,
}

/// What the ledger says of one part of one debt.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
struct Moved {
    settled_here: i64,
    paid: i64,
    credited: i64,
}

/// What is here. Debts and credit notes are found by their references, debtors by theirs.
#[derive(Default)]
pub struct Before {
    /// Debts.
    pub debts: HashMap<String, KnownDebt>,
    /// Credit notes.
    pub notes: HashMap<String, KnownNote>,
    /// Debtors.
    pub debtors: HashMap<String, KnownDebtor>,
    /// Cases whose evidence has an act of this import.
    pub attested: HashSet<CaseId>,
    /// Unused credit.
    pub credits: HashSet<(CaseId, Currency)>,
    in_payment: HashSet<DebtId>,
    in_plan: HashSet<DebtId>,
    moved: BTreeMap<(DebtId, Part), Moved>,
    permitted: HashMap<CaseId, Vec<Past>>,
}

impl Before {
    /// What is here under the references of debts and credit notes.
    pub async fn of_debts(
        tx: &mut AnyConnection,
        scope: &Scope<'_>,
        references: &[&str],
    ) -> Result<Self, StoreError> {
        let debts = known::debts(tx, scope.tenant, references).await?;
        let notes = known::notes(tx, scope.tenant, references).await?;
        let (debts, notes) = (debts.into_iter().collect(), notes.into_iter().collect());
        Ok(Self { debts, notes, ..Self::default() })
    }

    /// The same with the debtors of these references.
    pub async fn of(
        tx: &mut AnyConnection,
        scope: &Scope<'_>,
        references: &[&str],
        debtors: &[&str],
    ) -> Result<Self, StoreError> {
        let mut before = Self::of_debts(tx, scope, references).await?;
        for (debtor, wrapped, case) in
            debtor::find_many(tx, scope.tenant, &scope.portal.keys, debtors).await?
        {
            let reference = debtor.reference.clone();
            before.debtors.insert(reference, KnownDebtor { debtor, wrapped, case });
        }
        Ok(before)
    }

    /// Adds what only counts where something changes: payments under way, credit and evidence of the
    /// locked `cases`, and all that ever moved on those in `moved`.
    pub async fn look_closer(
        &mut self,
        tx: &mut AnyConnection,
        (scope, batch): (&Scope<'_>, &Batch),
        cases: &[&str],
        moved: &[&str],
    ) -> Result<(), StoreError> {
        let tenant = scope.tenant;
        self.in_payment = known::in_payment(tx, tenant, cases).await?;
        self.in_plan = known::in_plan(tx, tenant, cases).await?;
        self.credits = known::credits(tx, tenant, cases).await?.into_iter().collect();
        self.attested = known::attested(tx, tenant, &batch.id, cases).await?;
        for (cause, posting) in known::movements(tx, tenant, moved).await? {
            count(&mut self.moved, &cause, &posting);
        }
        Ok(())
    }

    /// Adds what the debtors with these references have ever permitted.
    pub async fn look_at_permissions(
        &mut self,
        tx: &mut AnyConnection,
        scope: &Scope<'_>,
        debtors: &[&str],
    ) -> Result<(), StoreError> {
        let known = debtors.iter().filter_map(|reference| self.debtors.get(*reference));
        let cases: Vec<&str> = known.map(|known| known.case.as_str()).collect();
        for (case, past) in consent::of_cases(tx, scope.tenant, &cases).await? {
            self.permitted.entry(case).or_default().push(past);
        }
        Ok(())
    }

    /// The channels of a permission of `case` that nothing is known of yet.
    pub fn news(
        &self,
        scope: &Scope<'_>,
        case: &CaseId,
        permission: &PhonePermission,
    ) -> Vec<ContactChannel> {
        let past = self.permitted.get(case).map(Vec::as_slice).unwrap_or_default();
        permits::news(scope, past, permission)
    }

    /// Lets a person's word count for more than the plans of their debts.
    pub fn overrule_plans(&mut self) {
        self.in_plan.clear();
    }

    /// Why a change of `debt` waits.
    pub fn bound_by(&self, debt: &DebtId) -> &'static str {
        let is_only_in_plan = self.in_plan.contains(debt) && !self.in_payment.contains(debt);
        if is_only_in_plan { IN_PLAN } else { IN_PAYMENT }
    }

    /// What to do with a row.
    pub fn plan(&self, row: &ImportRow, meaning: AmountMeaning) -> Result<Outcome, PlanError> {
        let claim = row.claim();
        if let Some(note) = self.notes.get(&row.debt_reference) {
            let (debtor_reference, last_imported) = (&*note.debtor_reference, note.imported);
            let existing = Existing::CreditNote { debtor_reference, last_imported };
            return plan_row(Some(existing), &claim, meaning);
        }
        match self.debts.get(&row.debt_reference) {
            Some(debt) => {
                let existing = self.existing(debt);
                plan_row(Some(Existing::Debt(&existing)), &claim, meaning)
            }
            None => plan_row(None, &claim, meaning),
        }
    }

    /// What to do with a debt that is no longer in the file.
    pub fn plan_absent(&self, debt: &KnownDebt) -> Result<Outcome, PlanError> {
        plan_absent(&self.existing(debt), AbsentRows::Close)
    }

    fn existing<'d>(&self, debt: &'d KnownDebt) -> ExistingDebt<'d> {
        let part = |part: Part| self.part(debt, part);
        ExistingDebt {
            debtor_reference: &debt.debtor_reference,
            principal: part(Part::Principal),
            interest: part(Part::Interest),
            fee: part(Part::Fee),
            marked: debt.marked_at.is_some(),
            in_payment: self.in_payment.contains(&debt.id),
            in_plan: self.in_plan.contains(&debt.id),
        }
    }

    fn part(&self, debt: &KnownDebt, part: Part) -> ExistingPart {
        let moved = self.moved.get(&(debt.id.clone(), part)).copied().unwrap_or_default();
        let currency = debt.open.principal.currency();
        // What went back may have been paid on another part.
        let money =
            |minor: i64| Money::new(minor.max(0), currency).unwrap_or(Money::zero(currency));
        ExistingPart {
            last_imported: debt.imported.part(part),
            open: debt.open.part(part),
            settled_here: money(moved.settled_here),
            paid: money(moved.paid),
            credited: money(moved.credited),
        }
    }
}

/// Adds one posting to what is known of the parts that it touches.
fn count(moved: &mut BTreeMap<(DebtId, Part), Moved>, cause: &Cause, posting: &Posting) {
    let minor = posting.amount.minor();
    for (owed, other, minor) in
        [(&posting.from, &posting.to, minor), (&posting.to, &posting.from, -minor)]
    {
        let Account::Owed(debt, part) = owed else { continue };
        let (paid, settled_here) = match other {
            Account::Collected(Channel::Elsewhere) => (minor, 0),
            Account::Collected(_)
            | Account::Credit(_)
            | Account::Suspense
            | Account::Refunded
            | Account::ChargedBack => (minor, minor),
            Account::Waived | Account::WrittenOff => (0, minor),
            Account::Opening | Account::Charged | Account::Owed(..) => continue,
        };
        let known = moved.entry((debt.clone(), *part)).or_default();
        known.paid += paid;
        known.settled_here += settled_here;
    }
    let credited = match (&posting.from, &posting.to) {
        (Account::Credit(_), Account::Opening) => lowered(cause, "import:").map(|of| (of, minor)),
        (Account::Opening, Account::Credit(_)) => lowered(cause, "undo:").map(|of| (of, -minor)),
        _ => None,
    };
    if let Some((of, minor)) = credited {
        moved.entry(of).or_default().credited += minor;
    }
}

/// The part of the debt that an import has lowered, or has lowered no more once it was undone:
/// `import:batch_…:debt_…:lower-principal`.
fn lowered(cause: &Cause, first: &str) -> Option<(DebtId, Part)> {
    let mut words = cause.as_str().strip_prefix(first)?.split(':').skip(1);
    let (debt, what) = (words.next()?.parse().ok()?, words.next()?);
    let part = Part::LEGAL_ORDER
        .into_iter()
        .find(|part| what.strip_prefix("lower-") == Some(part.as_str()));
    Some((debt, part?))
}

/// What the creditor's system says of all parts: what the row does not say is as before.
pub fn said(row: &ImportRow, before: Option<&Balance>) -> Balance {
    let principal = row.amount.money();
    let zero = Money::zero(principal.currency());
    Balance {
        principal,
        interest: row.interest.or(before.map(|b| b.interest)).unwrap_or(zero),
        fee: row.fee.or(before.map(|b| b.fee)).unwrap_or(zero),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pen(minor: i64) -> Money {
        Money::new(minor, Currency::parse("PEN").expect("PEN")).expect("positive")
    }

    #[test]
    fn what_was_received_through_us_or_given_up_is_settled_here() {
        let debt = DebtId::from_bits(1);
        let owed = || Account::Owed(debt.clone(), Part::Principal);
        let credit = || Account::Credit(CaseId::from_bits(1));
        let (here, elsewhere) =
            (Account::Collected(Channel::Stripe), Account::Collected(Channel::Elsewhere));
        let mut moved = BTreeMap::new();
        let cause = Cause::of("payment", &"pay_1");
        for (from, to, minor) in [
            (Account::Opening, owed(), 10_000),
            (owed(), here.clone(), 4_000),
            (owed(), elsewhere.clone(), 2_000),
            (owed(), Account::Waived, 500),
            (owed(), credit(), 300),
            (Account::Refunded, owed(), 1_000),
            (elsewhere, owed(), 200),
        ] {
            count(&mut moved, &cause, &Posting { from, to, amount: pen(minor) });
        }
        let expected = Moved { settled_here: 3_800, paid: 5_100, credited: 0 };
        assert_eq!(moved.get(&(debt.clone(), Part::Principal)), Some(&expected));
        let cause = Cause::stored(format!("import:batch_1:{debt}:lower-principal"));
        let posting = Posting { from: credit(), to: Account::Opening, amount: pen(700) };
        count(&mut moved, &cause, &posting);
        let of = (debt.clone(), Part::Principal);
        assert_eq!(moved.get(&of).map(|known| known.credited), Some(700));
        let cause = Cause::stored(format!("undo:batch_1:{debt}:lower-principal"));
        let posting = Posting { from: Account::Opening, to: credit(), amount: pen(700) };
        count(&mut moved, &cause, &posting);
        assert_eq!(moved.get(&of).map(|known| known.credited), Some(0));
    }
}
