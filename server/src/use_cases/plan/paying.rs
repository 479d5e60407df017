//! How much of a plan is to be paid.

use app::debtor::plan::{Due, PlanAmountProblem, PlanPayView, PlanWhat};
use app::format::{AmountProblem, read_amount};
use domain::ids::{DebtId, PlanId};
use domain::money::{Money, MoneyError};
use domain::plan::{Extra, PayOff, State};

use super::page::{due, of_visit};
use crate::compose::Portal;
use crate::config::creditor::Settings;
use crate::store::plan::Kept;
use crate::use_cases::session::Visit;
use crate::use_cases::{PortalError, wall_clock};

/// What a form asks to pay of a plan.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Ask {
    /// Which plan.
    pub plan: PlanId,
    /// What of it.
    pub what: PlanWhat,
    /// The amount as typed.
    pub typed: String,
    /// Where more than what is due goes.
    pub extra: Extra,
}

/// What is to be paid of a plan.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OfPlan {
    /// What was asked for.
    pub ask: Ask,
    /// The plan's debts.
    pub debts: Vec<DebtId>,
    /// How much.
    pub amount: Money,
    /// What is given up if it comes: nothing unless the amount ends the plan.
    pub given_up: Money,
}

/// Why nothing is paid of a plan as it was asked for.
#[derive(Debug)]
pub enum NotPaid {
    /// Nothing is asked for any more.
    Over,
    /// The amount was not taken: the page of the choice with its problem.
    Amount(Box<PlanPayView>),
}

/// Reads what is asked for of a plan of the visited case.
pub async fn of_plan(
    portal: &Portal,
    visit: &Visit,
    settings: &Settings,
    ask: Ask,
) -> Result<Result<OfPlan, NotPaid>, PortalError> {
    let Some((kept, view)) = open(portal, visit, settings, &ask).await? else {
        return Ok(Err(NotPaid::Over));
    };
    let amount = match ask.what {
        PlanWhat::Due | PlanWhat::Late => Ok(view.due.at_most(view.pay_off.to_pay)?),
        PlanWhat::All => Ok(view.pay_off.to_pay),
        PlanWhat::Amount => typed(settings, &ask.typed, view.pay_off.to_pay),
    };
    Ok(match amount {
        Ok(amount) => {
            let given_up = given_up(&kept, &view.pay_off, amount)?;
            Ok(OfPlan { ask, debts: kept.debts, amount, given_up })
        }
        Err(problem) => {
            Err(NotPaid::Amount(Box::new(PlanPayView { problem: Some(problem), ..view })))
        }
    })
}

/// What a plan gives up if so much is paid of it now.
pub fn given_up(kept: &Kept, pay_off: &PayOff, amount: Money) -> Result<Money, MoneyError> {
    if amount != pay_off.to_pay {
        return Ok(Money::zero(amount.currency()));
    }
    kept.plan.waived()?.checked_add(pay_off.open.checked_sub(pay_off.to_pay)?)
}

/// The page of the choice; `None` if nothing of the plan is asked for any more.
pub async fn choice(
    portal: &Portal,
    visit: &Visit,
    settings: &Settings,
    ask: &Ask,
) -> Result<Option<PlanPayView>, PortalError> {
    Ok(open(portal, visit, settings, ask).await?.map(|(_, view)| view))
}

async fn open(
    portal: &Portal,
    visit: &Visit,
    settings: &Settings,
    ask: &Ask,
) -> Result<Option<(Kept, PlanPayView)>, PortalError> {
    let today = wall_clock::local(settings.zone, portal.clock.now()).date();
    let mut conn = portal.store.read().await?;
    let kept = of_visit(&mut conn, visit, &ask.plan).await?;
    let pay_off = kept.plan.pay_off(today)?;
    if *kept.plan.state() != State::Active || pay_off.to_pay.is_zero() {
        return Ok(None);
    }
    let (amount, usual) = match due(&kept, today)? {
        Due::Next { amount, .. } => (amount, PlanWhat::Due),
        Due::InGrace { amount, .. } | Due::Missed { amount, .. } | Due::Sent { amount } => {
            (amount, PlanWhat::Late)
        }
    };
    let is_one_of_two = matches!(ask.what, PlanWhat::Due | PlanWhat::Late);
    let view = PlanPayView {
        plan: kept.id.clone(),
        due: amount,
        pay_off,
        what: if is_one_of_two { usual } else { ask.what },
        typed: ask.typed.clone(),
        extra: ask.extra,
        problem: None,
    };
    Ok(Some((kept, view)))
}

fn typed(settings: &Settings, typed: &str, most: Money) -> Result<Money, PlanAmountProblem> {
    let amount = read_amount(settings.country, typed, most.currency());
    let amount = amount.map_err(PlanAmountProblem::Unread)?;
    if amount.is_zero() {
        Err(PlanAmountProblem::Unread(AmountProblem::Empty))
    } else if amount.minor() > most.minor() {
        Err(PlanAmountProblem::AboveAll)
    } else {
        Ok(amount)
    }
}
