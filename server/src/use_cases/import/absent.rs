//! Debts that a file no longer names, where the map says that nothing is owed on them then.

use std::collections::{BTreeMap, HashMap};

use domain::ids::CaseId;
use domain::import::{Effect, Outcome};

use super::before::Before;
use super::claim;
use super::step::{Plans, Step};
use super::writer::Writer;
use crate::store::import::Tally;
use crate::store::import_row::{self, WaitingRow};
use crate::store::known::{self, KnownDebt};
use crate::store::{StoreError, Tx};
use crate::use_cases::PortalError;

/// Closes the debts of these references, but for those on which money is under way.
pub async fn close(step: Step<'_>, tx: &mut Tx, references: &[&str]) -> Result<Tally, PortalError> {
    let (scope, tenant) = (step.scope, step.scope.tenant);
    let mut before = Before::of_debts(tx, scope, references).await?;
    let ids: Vec<CaseId> = before.debts.values().map(|debt| debt.case.clone()).collect();
    let cases: Vec<&str> = ids.iter().map(CaseId::as_str).collect();
    let locked = known::lock(tx, tenant, &cases).await?;
    before = Before::of_debts(tx, scope, references).await?;
    before.look_closer(tx, (scope, step.batch), &cases, &[]).await?;
    if step.plans == Plans::Overruled {
        before.overrule_plans();
    }

    let (mut of_case, mut waiting) =
        (BTreeMap::<&CaseId, Vec<(&KnownDebt, Vec<Effect>)>>::new(), 0);
    for reference in references {
        let Some(debt) = before.debts.get(*reference) else { continue };
        match before.plan_absent(debt) {
            Ok(Outcome::Apply(effects)) => {
                of_case.entry(&debt.case).or_default().push((debt, effects));
            }
            Ok(Outcome::Staged(_)) => {
                let row = absent_row((step, &before), debt, reference);
                import_row::wait(tx, tenant, &row).await?;
                waiting += 1;
            }
            Ok(Outcome::Unchanged | Outcome::Noted) => {}
            Err(error) => return Err(StoreError::Corrupt(format!("{}: {error}", debt.id)).into()),
        }
    }
    let mut locked: HashMap<_, _> =
        locked.into_iter().map(|case| (case.id.clone(), case)).collect();
    let mut writer = Writer::new(step, tx, 0).await?;
    for (case, debts) in &of_case {
        let Some(case) = locked.remove(*case) else { continue };
        writer.close_debts(tx, &before, case, debts).await?;
    }
    let (tally, _) = writer.finish(tx).await?;
    Ok(Tally { waiting, ..tally })
}

fn absent_row(
    (step, before): (Step<'_>, &Before),
    debt: &KnownDebt,
    reference: &str,
) -> WaitingRow {
    WaitingRow {
        batch: step.batch.id.clone(),
        debt_reference: reference.to_owned(),
        debtor_reference: debt.debtor_reference.clone(),
        line: 0,
        why: before.bound_by(&debt.id).to_owned(),
        sealed: None,
        undo_at: None,
        claim: claim::ABSENT.to_owned(),
    }
}
