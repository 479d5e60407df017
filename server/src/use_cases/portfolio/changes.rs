//! Changes of imports that wait, as the team sees them.

use app::creditor::changes::{ChangeChoice, ChangeRow, ChangeWhat, ChangeWhy, ChangesView};
use domain::allocation::Balance;
use domain::import::Effect;
use domain::money::Money;

use crate::compose::Portal;
use crate::store::debtor::{self, Find};
use crate::tenant::Tenant;
use crate::use_cases::PortalError;
use crate::use_cases::import::decision::{self, Change, as_portal};

/// So many changes stand on the page; the others come when these are decided.
const MOST: i64 = 200;

/// The changes that wait: those that somebody has to decide on first.
pub async fn changes(portal: &Portal, tenant: &Tenant) -> Result<ChangesView, PortalError> {
    let changes = decision::list(portal, tenant, ("", MOST)).await.map_err(as_portal)?;
    let mut conn = portal.store.read().await?;
    let mut rows = Vec::with_capacity(changes.len());
    for change in changes {
        let mut name = change.waiting.debtor_reference.clone();
        if let Some(case) = &change.case {
            let found = debtor::find(&mut conn, tenant, &portal.keys, Find::Case(case)).await?;
            name = found.and_then(|(debtor, _, _)| debtor.person.name).unwrap_or(name);
        }
        rows.push(row(change, name)?);
    }
    rows.sort_by_key(|row| !matches!(row.choice, ChangeChoice::Leave | ChangeChoice::MakeOrLeave));
    Ok(ChangesView { rows })
}

fn row(change: Change, name: String) -> Result<ChangeRow, PortalError> {
    let what = if change.waiting.undo_at.is_some() {
        vec![ChangeWhat::Undo]
    } else if change.effects.is_empty() {
        vec![ChangeWhat::Unclear]
    } else {
        let mut what = Vec::new();
        for effect in &change.effects {
            what.extend(told(effect)?);
        }
        what
    };
    let why = why(&change);
    let choice = match (change.can_be_made(), change.is_left) {
        _ if why == ChangeWhy::Payment => ChangeChoice::Nothing,
        (true, false) => ChangeChoice::MakeOrLeave,
        (true, true) => ChangeChoice::LeftMake,
        (false, false) => ChangeChoice::Leave,
        (false, true) => ChangeChoice::Left,
    };
    let Change { waiting, file, case, .. } = change;
    let (reference, claim) = (waiting.debt_reference, waiting.claim);
    Ok(ChangeRow { reference, claim, case, name, file, what, why, choice })
}

fn told(effect: &Effect) -> Result<Vec<ChangeWhat>, PortalError> {
    let some =
        |what: fn(Money) -> ChangeWhat, amount: Money| (!amount.is_zero()).then(|| what(amount));
    let total = |balance: &Balance| balance.total();
    Ok(match *effect {
        Effect::Open(balance) => vec![ChangeWhat::Raise(total(&balance)?)],
        Effect::Raise { by, .. } => vec![ChangeWhat::Raise(by)],
        Effect::Lower { owed, credit, .. } => {
            let both = [some(ChangeWhat::Lower, owed), some(ChangeWhat::Credit, credit)];
            both.into_iter().flatten().collect()
        }
        Effect::Settle { on, amount } => vec![ChangeWhat::Settle { on, amount }],
        Effect::Close(balance) => vec![ChangeWhat::Close(total(&balance)?)],
        Effect::Grant(amount) => vec![ChangeWhat::Credit(amount)],
        Effect::Revoke(amount) => vec![ChangeWhat::Revoke(amount)],
        Effect::Hold => Vec::new(),
    })
}

fn why(change: &Change) -> ChangeWhy {
    let raises = change.effects.iter().any(|effect| matches!(effect, Effect::Raise { .. }));
    match &*change.waiting.why {
        "payment-open" => ChangeWhy::Payment,
        "plan-runs" if raises => ChangeWhy::PlanLarger,
        "plan-runs" => ChangeWhy::Plan,
        "credit-note-smaller" => ChangeWhy::Note,
        "credit-used" => ChangeWhy::CreditUsed,
        "given-back" => ChangeWhy::GivenBack,
        "does-not-fit" => ChangeWhy::Misfit,
        _ => ChangeWhy::Row,
    }
}
