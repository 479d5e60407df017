//! One step of an import: some rows, grouped by debtor, planned and applied in one transaction.

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, Utc};
use domain::ids::CaseId;
use domain::import::{AmountMeaning, DebtorFields, Effect, ImportRow, Outcome, PlanError, Reason};

use super::before::Before;
use super::debts::as_said;
use super::person::{fill, write};
use super::writer::{CaseAfter, Writer};
use super::{Row, Scope, permits};
use crate::store::case::LockedCase;
use crate::store::import::{Batch, Tally};
use crate::store::import_row::{self, WaitingRow};
use crate::store::{Tx, known};
use crate::use_cases::PortalError;
use crate::use_cases::payment::receive::use_credit_of;

/// Why a row waits: money is under way on its debt.
pub const IN_PAYMENT: &str = "payment-open";
/// Why a row waits: its debt belongs to a plan that runs.
pub const IN_PLAN: &str = "plan-runs";
/// Why a row waits: a credit note became smaller, and the credit may be used already.
pub const SMALLER_NOTE: &str = "credit-note-smaller";

/// What a step works on.
#[derive(Clone, Copy)]
pub struct Step<'a> {
    /// For whom.
    pub scope: &'a Scope<'a>,
    /// The import.
    pub batch: &'a Batch,
    /// What its amounts mean.
    pub meaning: AmountMeaning,
    /// Whose data may change.
    pub persons: Persons,
    /// Whether plans that run keep amounts as they are.
    pub plans: Plans,
    /// When the step is made.
    pub now: DateTime<Utc>,
}

/// Whose personal data a step may change.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Persons {
    /// Everybody's.
    AsTheFileSays,
    /// Nobody's who is here already: the file is not the newest word on them.
    NewOnly,
}

/// Whether plans that run keep the amounts of their debts as they are.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Plans {
    /// They do: a change waits.
    Respected,
    /// A person has looked at the change: it is made, and the plan follows.
    Overruled,
}

impl<'a> Step<'a> {
    /// A step that is made now.
    pub fn of(
        scope: &'a Scope<'a>,
        batch: &'a Batch,
        (meaning, persons): (AmountMeaning, Persons),
    ) -> Self {
        let (plans, now) = (Plans::Respected, scope.portal.clock.now());
        Self { scope, batch, meaning, persons, plans, now }
    }
}

/// A row with its plan.
pub struct Planned<'a> {
    /// What it says.
    pub row: &'a ImportRow,
    /// What is to be done.
    pub outcome: Result<Outcome, PlanError>,
}

/// The rows of one debtor in this step, and what they say of the person together with earlier rows.
struct Group<'a> {
    rows: Vec<&'a ImportRow>,
    said: DebtorFields,
}

/// Applies `rows`, which are sorted by debtor. `said` is what earlier rows of the first debtor have
/// said of the person; afterwards, what all rows so far have said of the last one.
pub async fn apply(
    step: Step<'_>,
    tx: &mut Tx,
    rows: &[Row],
    said: &mut Option<(String, DebtorFields)>,
) -> Result<Tally, PortalError> {
    let mut waiting: Vec<WaitingRow> =
        rows.iter().filter_map(|row| unreadable(step, row)).collect();
    let groups = grouped(rows, said.as_ref());
    let all = || groups.iter().flat_map(|group| &group.rows);
    let references: Vec<&str> = all().map(|row| &*row.debt_reference).collect();
    let debtors: Vec<&str> = groups.iter().map(Group::reference).collect();
    if step.scope.may_wait {
        import_row::stop_waiting(tx, step.scope.tenant, &references).await?;
    }
    let mut before = Before::of(tx, step.scope, &references, &debtors).await?;
    before.look_at_permissions(tx, step.scope, &permitting(&groups)).await?;
    let mut locked = HashMap::new();
    let (cases, moved) = to_lock(step, &before, &groups);
    if !cases.is_empty() {
        locked = lock(step, tx, &cases).await?;
        before = Before::of(tx, step.scope, &references, &debtors).await?;
        before.look_at_permissions(tx, step.scope, &permitting(&groups)).await?;
        let (cases, moved) = (as_text(&cases), as_text(&moved));
        before.look_closer(tx, (step.scope, step.batch), &cases, &moved).await?;
    }
    if step.plans == Plans::Overruled {
        before.overrule_plans();
    }
    let plan = |row| Planned { row, outcome: before.plan(row, step.meaning) };
    let planned: Vec<Vec<Planned<'_>>> =
        groups.iter().map(|group| group.rows.iter().map(|row| plan(row)).collect()).collect();
    let settled = planned.iter().flatten().filter(|planned| planned.settles()).count();
    let mut writer = Writer::new(step, tx, settled).await?;
    for (group, planned) in groups.iter().zip(&planned) {
        waiting.extend(rows_waiting((step, &before), rows, planned));
        writer.debtor(tx, (&before, &mut locked), planned, &group.said).await?;
    }
    let (mut tally, mut after) = writer.finish(tx).await?;
    permits::write(step, tx, &mut after).await?;
    use_credit(step, tx, after).await?;
    for row in &waiting {
        import_row::wait(tx, step.scope.tenant, row).await?;
    }
    if let Some(last) = groups.last() {
        *said = Some((last.reference().to_owned(), last.said.clone()));
    }
    let count = |rows: usize| i64::try_from(rows).unwrap_or(i64::MAX);
    (tally.applied, tally.waiting) = (count(rows.len()), count(waiting.len()));
    Ok(tally)
}

impl Group<'_> {
    fn reference(&self) -> &str {
        self.rows.first().map_or("", |row| &row.debtor_reference)
    }
}

impl Planned<'_> {
    fn settles(&self) -> bool {
        let Ok(Outcome::Apply(effects)) = &self.outcome else { return false };
        effects.iter().any(|effect| matches!(effect, Effect::Settle { .. }))
    }
}

fn grouped<'a>(rows: &'a [Row], said: Option<&(String, DebtorFields)>) -> Vec<Group<'a>> {
    let good: Vec<&ImportRow> = rows.iter().filter_map(|row| row.read.as_ref().ok()).collect();
    good.chunk_by(|a, b| a.debtor_reference == b.debtor_reference)
        .map(|rows| {
            let earlier = said.filter(|said| said.0 == rows[0].debtor_reference);
            let mut said = earlier.map(|said| said.1.clone()).unwrap_or_default();
            for row in rows {
                fill(&mut said, &row.debtor);
            }
            Group { rows: rows.to_vec(), said }
        })
        .collect()
}

/// The debtors who have permitted something, by their references.
fn permitting<'g>(groups: &'g [Group<'_>]) -> Vec<&'g str> {
    let permit = groups.iter().filter(|group| group.said.permission.is_some());
    permit.map(Group::reference).collect()
}

/// The cases that something is done to, and those of them whose ledger decides what: an amount is
/// another than before.
fn to_lock(
    step: Step<'_>,
    before: &Before,
    groups: &[Group<'_>],
) -> (BTreeSet<CaseId>, BTreeSet<CaseId>) {
    let (mut cases, mut moved) = (BTreeSet::new(), BTreeSet::new());
    for group in groups {
        let Some(known) = before.debtors.get(group.reference()) else { continue };
        let mut person = known.debtor.person.clone();
        write(&group.said, &mut person);
        let may_change = step.persons == Persons::AsTheFileSays && known.debtor.key.is_some();
        let is_permitted =
            |permission| !before.news(step.scope, &known.case, permission).is_empty();
        let is_news = group.said.permission.as_ref().is_some_and(is_permitted);
        if may_change && (is_news || person != known.debtor.person) {
            cases.insert(known.case.clone());
        }
        for row in &group.rows {
            let Some(debt) = before.debts.get(&row.debt_reference) else {
                if before.plan(row, step.meaning) != Ok(Outcome::Unchanged) {
                    cases.insert(known.case.clone());
                }
                continue;
            };
            if as_said(debt, row, step.now) != *debt {
                cases.insert(known.case.clone());
                moved.insert(known.case.clone());
            } else if before.plan(row, step.meaning) != Ok(Outcome::Unchanged) {
                cases.insert(known.case.clone());
            }
        }
    }
    (cases, moved)
}

async fn lock(
    step: Step<'_>,
    tx: &mut Tx,
    cases: &BTreeSet<CaseId>,
) -> Result<HashMap<CaseId, LockedCase>, PortalError> {
    let locked = known::lock(tx, step.scope.tenant, &as_text(cases)).await?;
    Ok(locked.into_iter().map(|case| (case.id.clone(), case)).collect())
}

fn as_text(cases: &BTreeSet<CaseId>) -> Vec<&str> {
    cases.iter().map(CaseId::as_str).collect()
}

/// Credit that a step has made or found is used on what is due, unless a payment is under way: then
/// the debtor was shown an amount without it.
async fn use_credit(step: Step<'_>, tx: &mut Tx, after: Vec<CaseAfter>) -> Result<(), PortalError> {
    let Scope { portal, tenant, settings, .. } = *step.scope;
    for mut of in after.into_iter().filter(|of| !of.currencies.is_empty()) {
        if !known::in_payment(tx, tenant, &[of.case.id.as_str()]).await?.is_empty() {
            continue;
        }
        for currency in of.currencies {
            use_credit_of(portal, tx, (tenant, settings), &mut of.case, currency).await?;
        }
    }
    Ok(())
}

fn rows_waiting<'a>(
    (step, before): (Step<'a>, &'a Before),
    rows: &'a [Row],
    planned: &'a [Planned<'a>],
) -> impl Iterator<Item = WaitingRow> + 'a {
    planned.iter().filter_map(move |planned| {
        let why = match &planned.outcome {
            Ok(Outcome::Staged(effects)) if matches!(effects[..], [Effect::Revoke(_)]) => {
                SMALLER_NOTE
            }
            Ok(Outcome::Staged(_)) => before
                .debts
                .get(&planned.row.debt_reference)
                .map_or(IN_PAYMENT, |debt| before.bound_by(&debt.id)),
            Ok(_) => return None,
            Err(error) => Reason::from(*error).code(),
        };
        let row = rows.iter().find(|row| row.debt_reference == planned.row.debt_reference)?;
        Some(row.waiting(step.batch, why))
    })
}

/// A staged row that no longer reads: the program or the master key is another one.
fn unreadable(step: Step<'_>, row: &Row) -> Option<WaitingRow> {
    row.read.as_ref().err().map(|why| row.waiting(step.batch, why))
}
