//! Changes of imports that wait, and what a person decides about them.

use domain::ids::CaseId;
use domain::import::{Effect, Outcome};
use domain::plan::Extra;
use sqlx::AnyConnection;

use super::before::Before;
use super::source::layout;
use super::step::{IN_PLAN, Persons, Plans, Step};
use super::{ImportError, Row, Scope, absent, read_map, settings_of, step, undo};
use crate::compose::Portal;
use crate::in_tx;
use crate::store::import::{self, Batch, Tally};
use crate::store::import_row::{self, StagedRow, WaitingRow};
use crate::store::{StoreError, Tx, case, evidence, import_left, known, ledger, payment};
use crate::tenant::Tenant;
use crate::use_cases::PortalError;
use crate::use_cases::plan::{self, Moved};

/// One change that waits.
#[derive(Clone, Debug)]
pub struct Change {
    /// The row, or what is to be undone.
    pub waiting: WaitingRow,
    /// The import that it came with: its file.
    pub file: String,
    /// Its case, if the debt or the credit note is known.
    pub case: Option<CaseId>,
    /// What making it would do; nothing of what is to be undone, and of a row that does not read.
    pub effects: Vec<Effect>,
    /// Whether a person has left it as it is.
    pub is_left: bool,
}

/// What became of a decision.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Decided {
    /// It is carried out.
    Now,
    /// The change does not wait any more, or is another one by now.
    Gone,
    /// It is carried out as far as it can be: something still stands in its way.
    Waits,
}

impl Change {
    /// Whether a person may make it now: only a plan stands against it, and it takes nothing away from the
    /// debtor that was agreed.
    pub fn can_be_made(&self) -> bool {
        let raises = |effect: &Effect| matches!(effect, Effect::Raise { .. });
        let is_known = self.waiting.undo_at.is_some() || !self.effects.is_empty();
        self.waiting.why == IN_PLAN && is_known && !self.effects.iter().any(raises)
    }
}

/// The changes that wait, by the references of their debts, behind `after`.
pub async fn list(
    portal: &Portal,
    tenant: &Tenant,
    (after, limit): (&str, i64),
) -> Result<Vec<Change>, ImportError> {
    let settings = settings_of(portal, tenant).await?;
    let scope = Scope { portal, tenant, settings: &settings, may_wait: true };
    let mut conn = portal.store.read().await?;
    let waiting = import_row::waiting(&mut conn, tenant, after, limit).await?;
    let references: Vec<&str> = waiting.iter().map(|row| &*row.debt_reference).collect();
    let left = import_left::left(&mut conn, tenant, &references).await?;
    let mut changes = Vec::with_capacity(waiting.len());
    for waiting in &waiting {
        let is_left = left.contains(&(waiting.debt_reference.clone(), waiting.claim.clone()));
        let change = change(&mut conn, &scope, waiting).await?;
        changes.push(Change { is_left, ..change });
    }
    Ok(changes)
}

/// Makes a change that waits for a plan, by the word of `who`; the plan follows. `claim` is what the page
/// said of it.
pub async fn make(
    portal: &Portal,
    tenant: &Tenant,
    (reference, claim): (&str, &str),
    who: &str,
) -> Result<Decided, ImportError> {
    let settings = settings_of(portal, tenant).await?;
    let scope = Scope { portal, tenant, settings: &settings, may_wait: true };
    let mut conn = portal.store.read().await?;
    let waiting = import_row::waits(&mut conn, tenant, reference).await?;
    let Some(waiting) = waiting.filter(|row| row.claim == claim) else {
        return Ok(Decided::Gone);
    };
    let change = change(&mut conn, &scope, &waiting).await?;
    drop(conn);
    if !change.can_be_made() {
        return Ok(Decided::Waits);
    }
    if waiting.undo_at.is_some() {
        let done = undo::by_hand(&scope, &waiting, who).await?;
        return Ok(if done { Decided::Now } else { Decided::Waits });
    }
    let Some(case) = change.case else { return Ok(Decided::Gone) };
    apply(&scope, &waiting, (&case, who)).await
}

/// Leaves a debt as it is, by the word of `who`: nobody is asked again while the file says the same. `claim` is
/// what the page said of it.
pub async fn leave(
    portal: &Portal,
    tenant: &Tenant,
    (reference, claim): (&str, &str),
    who: &str,
) -> Result<Decided, ImportError> {
    let settings = settings_of(portal, tenant).await?;
    let scope = Scope { portal, tenant, settings: &settings, may_wait: true };
    let now = portal.clock.now();
    let decided = in_tx!(portal.store, tx => {
        let waiting = import_row::waits(&mut tx, tenant, reference).await?;
        match waiting.filter(|row| row.claim == claim) {
            None => Decided::Gone,
            Some(waiting) if waiting.undo_at.is_some() => {
                import_row::stop_waiting(&mut tx, tenant, &[reference]).await?;
                undo::left(&mut tx, &scope, &waiting).await?;
                Decided::Now
            }
            Some(_) => {
                import_left::leave(&mut tx, tenant, (reference, claim, who), now).await?;
                Decided::Now
            }
        }
    });
    decided.map_err(|error: PortalError| error.into())
}

/// What a waiting row would do.
async fn change(
    conn: &mut AnyConnection,
    scope: &Scope<'_>,
    waiting: &WaitingRow,
) -> Result<Change, ImportError> {
    let batch = import::find(conn, scope.tenant, &waiting.batch).await?;
    let batch = batch.ok_or(PortalError::NotFound)?;
    let map = read_map(&batch.map_text, scope)?;
    let reference = &*waiting.debt_reference;
    let mut before = Before::of_debts(conn, scope, &[reference]).await?;
    let debt = before.debts.get(reference).cloned();
    let noted = before.notes.get(reference).map(|note| note.case.clone());
    let case = debt.as_ref().map(|debt| debt.case.clone()).or(noted);
    if let Some(case) = &case {
        let ids = [case.as_str()];
        before.look_closer(conn, (scope, &batch), &ids, &ids).await?;
    }
    let outcome = match (&waiting.sealed, &debt) {
        _ if waiting.undo_at.is_some() => None,
        (Some(_), _) => match opened(scope, &batch, waiting)?.read {
            Ok(row) => before.plan(&row, map.amount).ok(),
            Err(_) => None,
        },
        (None, Some(debt)) => before.plan_absent(debt).ok(),
        (None, None) => None,
    };
    let effects = match outcome {
        Some(Outcome::Apply(effects) | Outcome::Staged(effects)) => effects,
        Some(Outcome::Unchanged | Outcome::Noted) | None => Vec::new(),
    };
    let (waiting, file) = (waiting.clone(), batch.file_name);
    Ok(Change { waiting, file, case, effects, is_left: false })
}

fn opened(scope: &Scope<'_>, batch: &Batch, waiting: &WaitingRow) -> Result<Row, ImportError> {
    let map = read_map(&batch.map_text, scope)?;
    let layout = layout(&map, &batch.header)?;
    let staged = StagedRow {
        debt_reference: waiting.debt_reference.clone(),
        debtor_reference: waiting.debtor_reference.clone(),
        line: waiting.line,
        sealed: waiting.sealed.clone().unwrap_or_default(),
    };
    Ok(Row::open(scope, batch, &layout, staged))
}

/// Makes the change of a row although a plan runs, in one transaction with what the plan makes of it.
async fn apply(
    scope: &Scope<'_>,
    waiting: &WaitingRow,
    (case, who): (&CaseId, &str),
) -> Result<Decided, ImportError> {
    let mut conn = scope.portal.store.read().await?;
    let batch = import::find(&mut conn, scope.tenant, &waiting.batch).await?;
    let batch = batch.ok_or(PortalError::NotFound)?;
    drop(conn);
    let meaning = read_map(&batch.map_text, scope)?.amount;
    let row = match waiting.sealed {
        Some(_) => Some(opened(scope, &batch, waiting)?),
        None => None,
    };
    let step = Step::of(scope, &batch, (meaning, Persons::NewOnly));
    let step = Step { plans: Plans::Overruled, ..step };
    let done = in_tx!(scope.portal.store, tx => {
        case::lock(&mut tx, scope.tenant, case).await?.ok_or(PortalError::NotFound)?;
        make_one(step, &mut tx, (waiting, row.as_ref()), (case, who)).await?
    });
    done.map_err(|error: PortalError| error.into())
}

async fn make_one(
    step: Step<'_>,
    tx: &mut Tx,
    (waiting, row): (&WaitingRow, Option<&Row>),
    (of_case, who): (&CaseId, &str),
) -> Result<Decided, PortalError> {
    let (scope, tenant) = (step.scope, step.scope.tenant);
    let reference = &*waiting.debt_reference;
    if import_row::stop_waiting(tx, tenant, &[reference]).await? == 0 {
        return Ok(Decided::Gone);
    }
    import_left::forget(tx, tenant, reference).await?;
    let debts = known::debts(tx, tenant, &[reference]).await?;
    let Some((_, debt)) = debts.into_iter().next() else { return Ok(Decided::Gone) };
    let currency = debt.imported.principal.currency();
    let credit = ledger::credit(tx, tenant, of_case, currency).await?;
    let tally = match row {
        Some(row) => step::apply(step, tx, std::slice::from_ref(row), &mut None).await?,
        None => absent::close(step, tx, &[reference]).await?,
    };
    let change = Tally { applied: 0, waiting: tally.waiting - 1, ..tally };
    import::count(tx, tenant, &step.batch.id, &change).await?;
    if tally.waiting > 0 {
        return Ok(Decided::Waits);
    }
    // The step has written the case's row: this is its newest evidence.
    let locked = case::lock(tx, tenant, of_case).await?;
    let mut case = locked.ok_or(PortalError::NotFound)?;
    let portal = scope.portal;
    let told = format!("import:{}:{}", step.batch.id, debt.id);
    let paid = payment::of_case(tx, tenant, of_case).await?;
    let paid = paid.into_iter().find(|paid| paid.provider_ref.as_deref() == Some(&*told));
    if let Some(paid) = paid {
        let cause = paid.cause();
        let postings = ledger::of_cause(tx, tenant, &cause).await?;
        let (on, extra) = (paid.received_on, Extra::Next);
        let moved = Moved { postings: &postings, cause: &cause, on, extra };
        plan::told(portal, tx, tenant, &mut case, moved).await?;
    }
    let freed = ledger::credit(tx, tenant, of_case, currency).await?.less(credit)?;
    let whose = (tenant, scope.settings);
    plan::corrected(portal, tx, whose, &mut case, (&debt.id, freed)).await?;
    let body = format!("{} {} {who}", step.batch.id, debt.id);
    evidence::append(tx, tenant, &mut case, step.now, ("import-decided", &body)).await?;
    Ok(Decided::Now)
}

/// What a page of the team says of an import that does not go on: a map that no longer reads is the store's
/// fault, since it was read when it came.
pub fn as_portal(error: ImportError) -> PortalError {
    match error {
        ImportError::Portal(error) => error,
        other => StoreError::Corrupt(format!("an import that was staged: {other}")).into(),
    }
}
