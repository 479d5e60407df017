//! Another plan in the place of one that runs: its debtor chooses it among what is offered today, or proposes
//! terms to which the team says yes, and the old one ends in the transaction that agrees to the new one.
//!
//! Once: a plan that took the place of another one is not given up by its debtor alone any more, or dates
//! would never come.

use chrono::{DateTime, Utc};
use domain::ids::PlanId;
use domain::ledger::{Account, Part, Posting};
use domain::money::{Money, MoneyError};
use domain::plan::{Act, State};
use sqlx::AnyConnection;

use super::over::given_up;
use super::{decided, of_case, write};
use crate::compose::Portal;
use crate::config::creditor::Settings;
use crate::store::case::LockedCase;
use crate::store::offer::{self as looked_at, Facts, Side};
use crate::store::plan::{self, Kept};
use crate::store::{Tx, creditor};
use crate::tenant::Tenant;
use crate::use_cases::offer::{Instead, WaysOut};
use crate::use_cases::{PortalError, late, policy, wall_clock};

/// What is offered today as if `kept` had ended, if a plan is; `None` where no other one may take its place.
pub async fn ways(
    conn: &mut AnyConnection,
    whose: (&Tenant, &Settings),
    kept: &Kept,
    now: DateTime<Utc>,
) -> Result<Option<WaysOut>, PortalError> {
    if *kept.plan.state() != State::Active || is_second(conn, whose.0, kept).await? {
        return Ok(None);
    }
    let Some(ways) = today(conn, whose, kept, now).await? else { return Ok(None) };
    let is_offered = ways.plan_terms()?.is_some();
    Ok(is_offered.then_some(ways))
}

/// What the policy in force would offer today as if `kept` had ended; `None` if it is not active, or nothing
/// would be owed.
pub async fn today(
    conn: &mut AnyConnection,
    whose: (&Tenant, &Settings),
    kept: &Kept,
    now: DateTime<Utc>,
) -> Result<Option<WaysOut>, PortalError> {
    let currency = kept.plan.agreement().owed.currency();
    match policy::in_force(conn, whose, (currency, now)).await? {
        Some(stored) => under(conn, whose, kept, (stored, now)).await,
        None => Ok(None),
    }
}

/// The same under one version of a policy, whether or not it is in force. What paying late costs is always
/// that of the policy in force.
pub async fn under(
    conn: &mut AnyConnection,
    (tenant, settings): (&Tenant, &Settings),
    kept: &Kept,
    (stored, now): (policy::Stored, DateTime<Utc>),
) -> Result<Option<WaysOut>, PortalError> {
    let (currency, whose) = (kept.plan.agreement().owed.currency(), (tenant, settings));
    if *kept.plan.state() != State::Active {
        return Ok(None);
    }
    let today = wall_clock::local(settings.zone, now).date();
    // Which one takes its place changes nothing of what it leaves.
    let events = decided(kept, Act::Renegotiate(kept.id.clone()), today)?;
    let plan = kept.plan.clone().replay(&events).map_err(|error| {
        tracing::error!(plan.id = %kept.id, "what was decided cannot happen: {error}");
        PortalError::Refused("plan")
    })?;
    let ended = Kept { plan, ..kept.clone() };
    let side = Side { currency, zone: settings.zone };
    let of = (&kept.case, Some(&kept.id));
    let mut facts = looked_at::without(conn, tenant, of, side).await?;
    let (postings, _) = given_up(conn, whose, &ended).await?;
    take_off(&mut facts, &postings)?;
    if facts.debts.is_empty() {
        return Ok(None);
    }
    let mut accrued = match policy::in_force(conn, whose, (currency, now)).await? {
        Some(in_force) => {
            late::accrued(conn, whose, late::Asked::of(&facts, &in_force), (now, today)).await?
        }
        None => Vec::new(),
    };
    // Nothing ran while the plan did, and nothing will under the one that takes its place.
    accrued.retain(|one| !kept.debts.contains(&one.debt));
    let mut ways = WaysOut::of((facts, accrued), stored, today)?;
    let accepted_on = kept.plan.agreement().accepted_on;
    ways.instead = Some(Instead { plan: kept.id.clone(), accepted_on });
    Ok(Some(ways))
}

/// Whether the plan took the place of another one.
async fn is_second(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    kept: &Kept,
) -> Result<bool, PortalError> {
    let all = plan::of_case(conn, tenant, &kept.case).await?;
    Ok(all.iter().any(
        |other| matches!(other.plan.state(), State::Renegotiated { into, .. } if *into == kept.id),
    ))
}

/// Takes what is waived off the debts; one of which nothing is left is not looked at.
fn take_off(facts: &mut Facts, waived: &[Posting]) -> Result<(), MoneyError> {
    for posting in waived {
        let Account::Owed(debt, part) = &posting.from else { continue };
        let Some(place) = facts.ids.iter().position(|id| id == debt) else { continue };
        let balance = &mut facts.debts[place].balance;
        let left: &mut Money = match part {
            Part::Principal => &mut balance.principal,
            Part::Interest => &mut balance.interest,
            Part::Fee => &mut balance.fee,
        };
        *left = left.checked_sub(posting.amount)?;
    }
    let ids = std::mem::take(&mut facts.ids);
    let debts = std::mem::take(&mut facts.debts);
    for (id, debt) in ids.into_iter().zip(debts) {
        if !debt.balance.total()?.is_zero() {
            facts.ids.push(id);
            facts.debts.push(debt);
        }
    }
    Ok(())
}

/// Ends a plan of a locked case, whose place `into` takes.
pub async fn end(
    portal: &Portal,
    tx: &mut Tx,
    tenant: &Tenant,
    case: &mut LockedCase,
    (id, into): (&PlanId, &PlanId),
) -> Result<(), PortalError> {
    let kept = of_case(tx, tenant, (&case.id, id)).await?;
    let settings = creditor::settings(tx, tenant).await?;
    let today = wall_clock::local(settings.zone, portal.clock.now()).date();
    let events = decided(&kept, Act::Renegotiate(into.clone()), today)?;
    write(portal, tx, tenant, case, (kept, &events, &format!("plan:{into}"))).await?;
    Ok(())
}
