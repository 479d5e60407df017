//! How the automatic payment of a plan stands, as its debtor sees it.

use app::debtor::plan::{AutopayState, AutopayView, Charge, PlanWhat, Provider};
use app::routes;
use domain::autopay::Came;
use domain::ids::{MethodId, PlanId};
use domain::money::MoneyError;
use domain::plan::State;
use sqlx::AnyConnection;

use super::{Desk, card_name, offered};
use crate::compose::Portal;
use crate::config::creditor::Settings;
use crate::store::autopay_try::Tried;
use crate::store::plan::{self, Kept};
use crate::store::saved_method::{self, MethodState, Of, SavedMethod};
use crate::tenant::Tenant;
use crate::use_cases::session::Visit;
use crate::use_cases::{PortalError, wall_clock};

/// Why a card ended that its debtor did not turn off.
const BROKE: [&str; 2] = ["card", "removed"];

/// How the automatic payment of a plan stands; `None` where it cannot be had, and for a plan that is over.
pub async fn state(
    conn: &mut AnyConnection,
    (portal, settings): (&Portal, &Settings),
    tenant: &Tenant,
    kept: &Kept,
) -> Result<Option<AutopayState>, PortalError> {
    let currency = kept.plan.agreement().owed.currency();
    let runs = *kept.plan.state() == State::Active;
    if !runs || portal.stripe.is_none() || !offered(settings, currency) {
        return Ok(None);
    }
    let all = saved_method::all(conn, tenant, Of::Plan(&kept.id)).await?;
    if let Some(on) = all.iter().find(|one| one.state == MethodState::On) {
        let desk = Desk::of(conn, portal, tenant, on.clone()).await?;
        return Ok(desk.map(|desk| charged(&desk)).transpose()?);
    }
    let newest = all.iter().find(|one| one.card.is_some());
    let broke = newest.filter(|one| one.ended_why.as_deref().is_some_and(|w| BROKE.contains(&w)));
    let card = broke.and_then(|one| one.card.as_ref()).map(card_name);
    Ok(Some(card.map_or(AutopayState::Off, AutopayState::Stopped)))
}

/// How charges to a card that is on go: the one that nobody could be told of, else what became of the last one
/// for an instalment that is open.
fn charged(desk: &Desk) -> Result<AutopayState, MoneyError> {
    let card = desk.saved.card.as_ref().map(card_name).unwrap_or_default();
    if let Some(part) = desk.untold()? {
        return Ok(AutopayState::Untold { card, due_on: part.due_on });
    }
    let number = |tried: &Tried| u32::try_from(tried.number).unwrap_or(u32::MAX);
    let open = desk.tries.iter().filter(|tried| desk.part(number(tried)).is_some());
    let Some(last) = open.max_by_key(|tried| (tried.tried.on, tried.number, tried.nth)) else {
        return Ok(AutopayState::On(card));
    };
    Ok(match last.tried.came {
        Came::Declined | Came::Never => {
            let part = desk.part(number(last));
            let next = part.map(|part| desk.next_at(part)).transpose()?.flatten();
            let again_on = next.map(|at| wall_clock::local(desk.zone, at).date());
            AutopayState::Failed { card, again_on }
        }
        Came::ToConfirm => {
            let url = routes::pay_plan(&desk.kept.id, PlanWhat::Due);
            AutopayState::ToConfirm { card, url }
        }
        Came::UnderWay | Came::Paid | Came::NotMade | Came::Unreached => AutopayState::On(card),
    })
}

/// The page of the automatic payment of a visited case's plan. `NotFound` where it cannot be had.
pub async fn view(
    portal: &Portal,
    visit: &Visit,
    settings: &Settings,
    id: &PlanId,
) -> Result<AutopayView, PortalError> {
    let tenant = &visit.tenant;
    let mut conn = portal.store.read().await?;
    let found = plan::find(&mut conn, tenant, id).await?;
    let kept = found.filter(|kept| kept.case == visit.case).ok_or(PortalError::NotFound)?;
    let state = state(&mut conn, (portal, settings), tenant, &kept).await?;
    let state = state.ok_or(PortalError::NotFound)?;
    let all = saved_method::all(&mut conn, tenant, Of::Plan(id)).await?;
    let on = all.into_iter().find(|one| one.state == MethodState::On);
    let saved = on.unwrap_or_else(|| as_if(portal, settings, &kept));
    let desk = Desk::of(&mut conn, portal, tenant, saved).await?;
    let next = desk.ok_or(PortalError::NotFound)?.next()?;
    let provider = Provider::Answers;
    let charge = retries(&kept);
    Ok(AutopayView { plan: kept.id, state, next, charge, provider })
}

/// What happens when a charge of a plan does not go through, as it was agreed.
pub fn retries(kept: &Kept) -> Charge {
    match kept.plan.agreement().upkeep.retries.times {
        0 => Charge::Once,
        times => Charge::Retried(times),
    }
}

/// The same for a plan of a visited case; somebody else's is not there.
pub async fn retries_of(
    portal: &Portal,
    visit: &Visit,
    id: &PlanId,
) -> Result<Charge, PortalError> {
    let mut conn = portal.store.read().await?;
    let found = plan::find(&mut conn, &visit.tenant, id).await?;
    let kept = found.filter(|kept| kept.case == visit.case).ok_or(PortalError::NotFound)?;
    Ok(retries(&kept))
}

/// A card as it would be if it were turned on now: what would be charged to it next.
fn as_if(portal: &Portal, settings: &Settings, kept: &Kept) -> SavedMethod {
    let now = portal.clock.now();
    SavedMethod {
        id: MethodId::from_bits(0),
        case: kept.case.clone(),
        plan: kept.id.clone(),
        state: MethodState::Wanted,
        session: None,
        url: None,
        card: None,
        language: String::new(),
        consented_on: wall_clock::local(settings.zone, now).date(),
        told: None,
        made_at: now,
        ended_why: None,
    }
}
