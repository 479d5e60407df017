//! From a yes to a plan: what can be agreed on now, and what is written down when it is.

use chrono::{DateTime, Utc};
use domain::ids::ProposalId;
use domain::money::Currency;
use domain::policy::Upkeep;
use domain::proposal::{Ask, By, ProposalAct, ProposalState};
use sqlx::AnyConnection;

use super::ground::running;
use super::{Ground, STANDS, close, write};
use crate::compose::Portal;
use crate::config::creditor::Settings;
use crate::store::case::LockedCase;
use crate::store::debt::{self, Debt};
use crate::store::proposal::{self as store, After, Happened, Kept, What};
use crate::store::{Tx, known};
use crate::tenant::Tenant;
use crate::use_cases::acceptance::Done;
use crate::use_cases::offer::WaysOut;
use crate::use_cases::{PortalError, agreement_text};

/// Terms that can be agreed on now.
#[derive(Clone, Debug)]
pub struct Acceptable {
    /// What they are about, under the version of the policy under which they were proposed.
    pub ways: WaysOut,
    /// The terms.
    pub proposed: Proposed,
}

/// Terms that were said yes to, for what is owed today.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Proposed {
    /// The proposal.
    pub id: ProposalId,
    /// The terms.
    pub terms: Ask,
    /// The rules of the plan; `None` where the policy has none of its own.
    pub upkeep: Option<Upkeep>,
    /// Whether they are what was said yes to, or were redone since.
    pub standing: Standing,
}

/// Whether terms are what was said yes to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Standing {
    /// To the last amount and day.
    Same,
    /// What is owed has changed since, or the first day has passed.
    Redone,
}

/// What can be agreed on now by a proposal; `None` if nothing: it was not said yes to, too long ago, nothing
/// is owed any more, or the policy's yes would be none today.
pub async fn acceptable(
    conn: &mut AnyConnection,
    whose: (&Tenant, &Settings),
    kept: &Kept,
    now: DateTime<Utc>,
) -> Result<Option<Acceptable>, PortalError> {
    let (terms, by) = match kept.proposal.state {
        ProposalState::Accepted { terms, by, at }
            if kept.after == After::Nothing && now < at + STANDS =>
        {
            (terms, by)
        }
        ProposalState::Countered { terms, until } if now < until => (terms, By::Debtor),
        _ => return Ok(None),
    };
    let Some(mut ground) = Ground::of(conn, whose, kept, now).await? else { return Ok(None) };
    ground.ways.texts = agreement_text::own(conn, whose.0).await?;
    let Ok(redone) = ground.redone(&terms, kept.proposal.owed) else { return Ok(None) };
    let judged = redone.beyond(&ground.limits, ground.owed(), ground.at());
    let is_inside = matches!(judged, Ok(None)) && ground.broken().is_none();
    if by == By::Policy && !is_inside {
        return Ok(None);
    }
    let standing = if redone == terms { Standing::Same } else { Standing::Redone };
    let (id, upkeep) = (kept.id.clone(), ground.upkeep());
    let proposed = Proposed { id, terms: redone, upkeep, standing };
    Ok(Some(Acceptable { ways: ground.ways, proposed }))
}

/// Writes down that the debtor agrees with the other terms, if it is those that are agreed on.
pub async fn agreed(
    portal: &Portal,
    tx: &mut Tx,
    tenant: &Tenant,
    case: &mut LockedCase,
    kept: Kept,
) -> Result<Kept, PortalError> {
    if !matches!(kept.proposal.state, ProposalState::Countered { .. }) {
        return Ok(kept);
    }
    let what = What::Acted(ProposalAct::DebtorAccepts, kept.proposal.owed);
    write(portal, tx, tenant, case, (kept, Happened::by_itself(what))).await
}

/// Writes down which plan came of a proposal.
pub async fn planned(
    portal: &Portal,
    tx: &mut Tx,
    tenant: &Tenant,
    case: &mut LockedCase,
    (kept, done): (Kept, &Done),
) -> Result<(), PortalError> {
    let Done::Plan(plan) = done else { return Ok(()) };
    let event = Happened::by_itself(What::Planned(plan.clone()));
    write(portal, tx, tenant, case, (kept, event)).await?;
    Ok(())
}

/// Closes what the debtor proposed in a currency, since another way out was agreed on.
pub async fn give_way(
    portal: &Portal,
    tx: &mut Tx,
    tenant: &Tenant,
    case: &mut LockedCase,
    currency: Currency,
) -> Result<(), PortalError> {
    let known = store::open_of_case(tx, tenant, (&case.id, currency)).await?;
    match known {
        Some(kept) => close(portal, tx, tenant, case, kept).await,
        None => Ok(()),
    }
}

/// Closes what the debtor proposed in a currency once nothing is owed in it that no plan asks for: there is
/// nothing left for anybody to answer. What would take the place of a plan stays while that runs.
pub async fn settled(
    portal: &Portal,
    tx: &mut Tx,
    tenant: &Tenant,
    case: &mut LockedCase,
    currency: Currency,
) -> Result<(), PortalError> {
    let found = store::open_of_case(tx, tenant, (&case.id, currency)).await?;
    let Some(kept) = found else { return Ok(()) };
    if running(tx, tenant, &kept).await?.is_some() {
        return Ok(());
    }
    let in_plan = known::in_plan(tx, tenant, &[case.id.as_str()]).await?;
    let debts = debt::of_case(tx, tenant, &case.id).await?;
    let is_about =
        |debt: &Debt| debt.currency == currency && debt.is_payable() && !in_plan.contains(&debt.id);
    if debts.iter().any(is_about) {
        return Ok(());
    }
    close(portal, tx, tenant, case, kept).await
}
