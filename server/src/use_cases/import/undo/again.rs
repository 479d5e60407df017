//! What waits to be undone: tried again by the next import or by command, or undone by a person although a
//! plan runs.

use domain::ids::{BatchId, CaseId};
use domain::plan::Extra;

use super::Undoing;
use super::fate::LEFT;
use super::work::Work;
use crate::in_tx;
use crate::store::case::LockedCase;
use crate::store::import::{self, Batch};
use crate::store::import_row::{self, WaitingRow};
use crate::store::import_undo::{self, Undo};
use crate::store::import_undone;
use crate::store::known::{self, KnownDebt};
use crate::store::payment::{self, Payment};
use crate::store::plan as store;
use crate::store::{Tx, case, import_left, ledger};
use crate::use_cases::import::step::Plans;
use crate::use_cases::import::{ImportError, Scope};
use crate::use_cases::plan::{self, Moved};
use crate::use_cases::{PortalError, wall_clock};

/// A debt or a credit note of which something waits to be undone.
enum Thing {
    Debt(Box<KnownDebt>),
    Note(String, CaseId),
}

/// Tries once more to undo what waits; true if it does not wait any more.
pub(in crate::use_cases::import) async fn again(
    scope: &Scope<'_>,
    waiting: &WaitingRow,
) -> Result<bool, ImportError> {
    let Some((batch, undo)) = loaded(scope, &waiting.batch).await? else { return Ok(false) };
    let undoing = Undoing {
        scope,
        batch: &batch,
        number: undo.number,
        actor: &undo.actor,
        plans: Plans::Respected,
    };
    let done = in_tx!(scope.portal.store, tx => undo_one(&undoing, &mut tx, waiting).await?);
    done.map_err(|error: PortalError| error.into())
}

/// Undoes what waits by the word of `who`, although a plan runs; the plan follows. False if it waits still.
pub(in crate::use_cases::import) async fn by_hand(
    scope: &Scope<'_>,
    waiting: &WaitingRow,
    who: &str,
) -> Result<bool, ImportError> {
    let Some((batch, undo)) = loaded(scope, &waiting.batch).await? else { return Ok(false) };
    let (number, plans) = (undo.number, Plans::Overruled);
    let undoing = Undoing { scope, batch: &batch, number, actor: who, plans };
    let done = in_tx!(scope.portal.store, tx => {
        import_left::forget(&mut tx, scope.tenant, &waiting.debt_reference).await?;
        undo_one(&undoing, &mut tx, waiting).await?
    });
    done.map_err(|error: PortalError| error.into())
}

/// Writes into the report of its undo that a person has left what waited as it is.
pub(in crate::use_cases::import) async fn left(
    tx: &mut Tx,
    scope: &Scope<'_>,
    waiting: &WaitingRow,
) -> Result<(), PortalError> {
    let of = match thing(tx, scope, &waiting.debt_reference).await? {
        Some(Thing::Debt(debt)) => debt.id.to_string(),
        Some(Thing::Note(id, _)) => id,
        None => return Ok(()),
    };
    Ok(import_undone::leave(tx, scope.tenant, (&waiting.batch, &of), LEFT).await?)
}

async fn loaded(scope: &Scope<'_>, batch: &BatchId) -> Result<Option<(Batch, Undo)>, ImportError> {
    let mut conn = scope.portal.store.read().await?;
    let found = import::find(&mut conn, scope.tenant, batch).await?;
    Ok(found.zip(import_undo::find(&mut conn, scope.tenant, batch).await?))
}

async fn undo_one(
    undoing: &Undoing<'_>,
    tx: &mut Tx,
    waiting: &WaitingRow,
) -> Result<bool, PortalError> {
    let (scope, reference) = (undoing.scope, &*waiting.debt_reference);
    let Some(found) = thing(tx, scope, reference).await? else { return Ok(true) };
    let of_case = match &found {
        Thing::Debt(debt) => &debt.case,
        Thing::Note(_, case) => case,
    };
    let locked = case::lock(tx, scope.tenant, of_case).await?.ok_or(PortalError::NotFound)?;
    // Somebody else may have been at it.
    let still = import_row::waits(tx, scope.tenant, reference).await?;
    if still.is_none_or(|row| row.undo_at.is_none() || row.batch != waiting.batch) {
        return Ok(true);
    }
    import_row::stop_waiting(tx, scope.tenant, &[reference]).await?;
    let mut work = Work::open(undoing, tx, locked).await?;
    match &found {
        Thing::Debt(debt) => {
            // What stood there before the lock may be old.
            let known = known::debts(tx, scope.tenant, &[reference]).await?;
            let debt = known.into_iter().next().map_or_else(|| (**debt).clone(), |(_, debt)| debt);
            let paid = told_of(undoing, tx, &debt).await?;
            let freed = work.debt(tx, (reference, &debt)).await?;
            if let Some(freed) = freed {
                for payment in &paid {
                    never_came(scope, tx, &mut work.case, payment).await?;
                }
                let whose = (scope.tenant, scope.settings);
                plan::corrected(scope.portal, tx, whose, &mut work.case, (&debt.id, freed)).await?;
            }
        }
        Thing::Note(id, _) => work.note(tx, id).await?,
    }
    let rows = work.close(tx).await?;
    import_undone::report(tx, scope.tenant, &undoing.batch.id, &rows).await?;
    Ok(!rows.iter().any(|row| row.fate.starts_with("waits:")))
}

/// The payments of a debt that the file told of and that stand.
async fn told_of(
    undoing: &Undoing<'_>,
    tx: &mut Tx,
    debt: &KnownDebt,
) -> Result<Vec<Payment>, PortalError> {
    let told = format!("import:{}:{}", undoing.batch.id, debt.id);
    let mut its = payment::of_case(tx, undoing.scope.tenant, &debt.case).await?;
    its.retain(|paid| paid.provider_ref.as_deref() == Some(&*told) && paid.reversed_at.is_none());
    Ok(its)
}

/// Takes a payment that was just undone back from the plans that run, if it has paid one of them.
async fn never_came(
    scope: &Scope<'_>,
    tx: &mut Tx,
    case: &mut LockedCase,
    paid: &Payment,
) -> Result<(), PortalError> {
    let (cause, mut is_known) = (paid.cause(), false);
    for kept in store::of_case(tx, scope.tenant, &case.id).await? {
        let causes = store::paid_by(tx, scope.tenant, &kept.id).await?;
        let is_its = causes.iter().any(|known| known == cause.as_str());
        is_known |= is_its && store::runs(kept.plan.state());
    }
    if !is_known {
        return Ok(());
    }
    let cause = paid.cause_of_reversal();
    let postings = ledger::of_cause(tx, scope.tenant, &cause).await?;
    let on = wall_clock::local(scope.settings.zone, scope.portal.clock.now()).date();
    let moved = Moved { postings: &postings, cause: &cause, on, extra: Extra::Next };
    plan::told(scope.portal, tx, scope.tenant, case, moved).await
}

async fn thing(
    tx: &mut Tx,
    scope: &Scope<'_>,
    reference: &str,
) -> Result<Option<Thing>, PortalError> {
    let debts = known::debts(tx, scope.tenant, &[reference]).await?;
    if let Some((_, debt)) = debts.into_iter().next() {
        return Ok(Some(Thing::Debt(Box::new(debt))));
    }
    let notes = known::notes(tx, scope.tenant, &[reference]).await?;
    let note = notes.into_iter().next();
    Ok(note.map(|(_, note)| Thing::Note(note.id.to_string(), note.case)))
}
