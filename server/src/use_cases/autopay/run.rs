//! The job: tells of charges that are near, and makes those that are due.

use chrono::NaiveDate;
use domain::autopay;
use domain::ids::MethodId;
use domain::plan::{Part, State};
use sqlx::AnyConnection;

use super::desk::{of_number, tries};
use super::{Desk, PLAN_OVER, SOON, charge, end_of_plan};
use crate::compose::Portal;
use crate::in_tx;
use crate::store::message::NewMessage;
use crate::store::plan::Kept;
use crate::store::saved_method::{self, Find, MethodState, Of, SavedMethod};
use crate::store::{case, creditor, plan};
use crate::tenant::Tenant;
use crate::use_cases::plan::use_credit;
use crate::use_cases::work::{self, Failures};
use crate::use_cases::{PortalError, wall_clock};

/// Cards that are looked at between two waits.
const PAGE: i64 = 200;

/// Looks at every card that is on: tells of the next charge, makes the charges that are due. It may be called
/// as often as one likes: what is done is done once. One card's failure keeps no other one waiting.
pub async fn run(portal: &Portal, tenant: &Tenant) -> Result<(), PortalError> {
    let mut conn = portal.store.read().await?;
    let settings = creditor::settings(&mut conn, tenant).await?;
    drop(conn);
    if settings.file.stripe.is_none() || portal.stripe.is_none() {
        return Ok(());
    }
    let (mut after, mut failures) = (String::new(), Failures::default());
    // Nobody's card pays what the creditor holds of theirs.
    let today = wall_clock::local(settings.zone, portal.clock.now()).date();
    failures.note("credit", use_credit(portal, (tenant, &settings), today).await)?;
    loop {
        let mut conn = portal.store.read().await?;
        let ids = saved_method::in_state(&mut conn, tenant, (MethodState::On, &after, PAGE));
        let ids = ids.await?;
        drop(conn);
        let Some(last) = ids.last() else { return failures.end() };
        last.as_str().clone_into(&mut after);
        for id in &ids {
            failures.note("an automatic payment", one(portal, tenant, id).await)?;
        }
    }
}

async fn one(portal: &Portal, tenant: &Tenant, id: &MethodId) -> Result<(), PortalError> {
    let mut conn = portal.store.read().await?;
    let known = saved_method::find(&mut conn, tenant, Find::Id(id)).await?;
    let Some(saved) = known.filter(|saved| saved.state == MethodState::On) else { return Ok(()) };
    let Some(desk) = Desk::of(&mut conn, portal, tenant, saved).await? else { return Ok(()) };
    drop(conn);
    if *desk.kept.plan.state() != State::Active {
        return over(portal, tenant, &desk).await;
    }
    tell(portal, tenant, &desk).await?;
    let mut due = Vec::new();
    for part in desk.parts() {
        if desk.is_due(part)? {
            due.push(part.number);
        }
    }
    for number in due {
        charge::make(portal, tenant, (id, number)).await?;
    }
    Ok(())
}

/// A plan that is over charges nobody: its card is taken away.
async fn over(portal: &Portal, tenant: &Tenant, desk: &Desk) -> Result<(), PortalError> {
    in_tx!(portal.store, tx => {
        let locked = case::lock(&mut tx, tenant, &desk.saved.case).await?;
        let mut case = locked.ok_or(PortalError::NotFound)?;
        let kept = plan::find(&mut tx, tenant, &desk.saved.plan).await?;
        if kept.is_some_and(|kept| !plan::runs(kept.plan.state())) {
            let what = (&desk.saved.plan, PLAN_OVER);
            end_of_plan(portal, &mut tx, tenant, &mut case, what).await?;
        }
    })
}

/// Queues the letters about charges that are a few days ahead, or wait for nothing else. Nobody is told of a charge
/// that is not made while they wait for an answer.
async fn tell(portal: &Portal, tenant: &Tenant, desk: &Desk) -> Result<(), PortalError> {
    let mut conn = portal.store.read().await?;
    let is_contested = charge::is_contested(&mut conn, tenant, &desk.saved.case).await?;
    drop(conn);
    if is_contested {
        return Ok(());
    }
    let mut letters = Vec::new();
    for part in desk.parts() {
        letters.extend(desk.to_tell(part)?);
    }
    for about in &letters {
        write(portal, tenant, (desk, &about.to_string())).await?;
    }
    Ok(())
}

/// Queues the letter that tells `what`, once.
async fn write(
    portal: &Portal,
    tenant: &Tenant,
    (desk, what): (&Desk, &str),
) -> Result<(), PortalError> {
    in_tx!(portal.store, tx => {
        case::lock(&mut tx, tenant, &desk.saved.case).await?.ok_or(PortalError::NotFound)?;
        let stored = saved_method::find(&mut tx, tenant, Find::Id(&desk.saved.id)).await?;
        let is_on = |saved: &SavedMethod| saved.state == MethodState::On;
        let untold = |saved: &SavedMethod| saved.told.as_deref() != Some(what);
        if let Some(mut saved) = stored.filter(|saved| is_on(saved) && untold(saved)) {
            saved.told = Some(what.to_owned());
            saved_method::save(&mut tx, tenant, &saved, desk.now).await?;
            let occurrence = format!("{SOON}:{what}");
            let new = NewMessage {
                case: Some(&saved.case),
                member: None,
                kind: SOON,
                about: Some(what),
                occurrence: &occurrence,
            };
            work::message(portal, &mut tx, tenant, new).await?;
        }
    })
}

/// The instalments of a plan that wait for their first charge, whose hour has not come, of which its debtor could
/// not be told yet, or which nobody could be asked for. While somebody contests what is charged nothing waits for
/// its charge: those days do not count, as long as the team has to answer.
pub async fn untried(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    kept: &Kept,
    today: NaiveDate,
) -> Result<Vec<u32>, PortalError> {
    let all = saved_method::all(conn, tenant, Of::Plan(&kept.id)).await?;
    let Some(on) = all.into_iter().find(|saved| saved.state == MethodState::On) else {
        return Ok(Vec::new());
    };
    if charge::is_contested(conn, tenant, &on.case).await? {
        return Ok(Vec::new());
    }
    let tries = tries(conn, tenant, &kept.id).await?;
    let waits = |part: &&Part| {
        let its = autopay::that_count(part, &of_number(&tries, part.number));
        part.due_on >= on.consented_on
            && autopay::is_untried(kept.plan.charged_in(part), &its, today)
    };
    let parts = kept.plan.parts().iter();
    let due = parts.filter(|part| part.settled_on.is_none() && part.due_on < today);
    Ok(due.filter(waits).map(|part| part.number).collect())
}
