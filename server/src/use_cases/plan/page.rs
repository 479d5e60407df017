//! One plan as its debtor sees it.

use app::debtor::options::Proposing;
use app::debtor::plan::{Dates, Due, Now, PlanLine, PlanNews, PlanView, Running};
use app::debtor::statement::{PaymentLine, Waiting};
use chrono::{Days, NaiveDate};
use domain::ids::PlanId;
use domain::money::{Money, MoneyError};
use domain::plan::{Part, State};
use domain::policy::{AfterMiss, Restores};
use domain::search_name::greeting_name;
use sqlx::AnyConnection;

use crate::compose::Portal;
use crate::config::creditor::Settings;
use crate::store::debtor::Person;
use crate::store::plan::Kept;
use crate::store::{attempt, debt, payment, plan};
use crate::tenant::Tenant;
use crate::use_cases::session::Visit;
use crate::use_cases::{PortalError, autopay, statement, wall_clock};

/// The plan of a visited case with this id; somebody else's is not there.
pub async fn of_visit(
    conn: &mut AnyConnection,
    visit: &Visit,
    id: &PlanId,
) -> Result<Kept, PortalError> {
    let found = plan::find(conn, &visit.tenant, id).await?;
    found.filter(|kept| kept.case == visit.case).ok_or(PortalError::NotFound)
}

/// The plan of a visited case that runs, the newest of several; else the newest that there was.
pub async fn newest(portal: &Portal, visit: &Visit) -> Result<Option<PlanId>, PortalError> {
    let mut conn = portal.store.read().await?;
    let plans = plan::of_case(&mut conn, &visit.tenant, &visit.case).await?;
    let runs = plans.iter().rev().find(|kept| plan::runs(kept.plan.state()));
    Ok(runs.or(plans.last()).map(|kept| kept.id.clone()))
}

/// What the page of a plan shows.
pub async fn view(
    portal: &Portal,
    visit: &Visit,
    (settings, person): (&Settings, &Person),
    id: &PlanId,
) -> Result<PlanView, PortalError> {
    let tenant = &visit.tenant;
    let today = wall_clock::local(settings.zone, portal.clock.now()).date();
    let mut conn = portal.store.read().await?;
    let kept = of_visit(&mut conn, visit, id).await?;
    let progress = kept.plan.progress(today)?;
    let grace = kept.plan.agreement().upkeep.grace_days;
    let line = |part: &Part| {
        Ok(PlanLine {
            number: part.number,
            due_on: part.due_on,
            amount: part.agreed.checked_sub(part.reduced)?,
            open: part.open()?,
            standing: part.standing(grace),
        })
    };
    let lines = kept.plan.parts().iter().map(line).collect::<Result<_, MoneyError>>()?;
    let accepted_today = kept.events == 0 && kept.plan.agreement().accepted_on == today;
    Ok(PlanView {
        first_name: person.name.as_deref().and_then(greeting_name),
        paid: progress.paid,
        open: progress.open,
        reward: progress.reward,
        lines,
        now: now(&mut conn, (portal, settings), tenant, &kept, today).await?,
        waiting: waiting(&mut conn, tenant, settings, &kept).await?,
        payments: payments(&mut conn, tenant, &kept).await?,
        news: accepted_today.then_some(PlanNews::Accepted),
        proposing: Proposing::NotTaken,
        plan: kept.id,
    })
}

async fn now(
    conn: &mut AnyConnection,
    ours: (&Portal, &Settings),
    tenant: &Tenant,
    kept: &Kept,
    today: NaiveDate,
) -> Result<Now, PortalError> {
    Ok(match kept.plan.state() {
        State::Active => Now::Running(Running {
            due: due(kept, today)?,
            pay_off: kept.plan.pay_off(today)?,
            autopay: autopay::state(conn, ours, tenant, kept).await?,
            dates: Dates::Fixed,
        }),
        State::Paid { .. } => Now::Paid,
        State::Completed { .. } => Now::Completed { certificate: None },
        State::Broken { on } => {
            let agreement = kept.plan.agreement();
            let comes_back = agreement.upkeep.restores != Restores::Nothing;
            let zero = Money::zero(agreement.owed.currency());
            let restored = if comes_back { agreement.given_up } else { zero };
            Now::Broken { on: *on, owed: owed(conn, tenant, kept).await?, restored }
        }
        State::Cancelled { on } => Now::Cancelled { on: *on },
        State::Renegotiated { into, .. } => Now::Renegotiated { into: into.clone() },
    })
}

/// What the plan's debts owe now.
async fn owed(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    kept: &Kept,
) -> Result<Money, PortalError> {
    let zero = Money::zero(kept.plan.agreement().owed.currency());
    let debts = debt::of_case(conn, tenant, &kept.case).await?;
    let its = debts.iter().filter(|debt| kept.debts.contains(&debt.id));
    let sum = its.map(|debt| debt.balance.total()).try_fold(zero, |sum, one| sum.checked_add(one?));
    Ok(sum?)
}

/// What is asked for next of a plan that is active.
pub(super) fn due(kept: &Kept, today: NaiveDate) -> Result<Due, MoneyError> {
    let open: Vec<&Part> =
        kept.plan.parts().iter().filter(|part| part.settled_on.is_none()).collect();
    let late: Vec<&Part> = open.iter().copied().filter(|part| part.due_on < today).collect();
    let zero = Money::zero(kept.plan.agreement().owed.currency());
    let sum =
        |parts: &[&Part]| parts.iter().try_fold(zero, |sum, part| sum.checked_add(part.open()?));
    let grace = Days::new(u64::from(kept.plan.agreement().upkeep.grace_days));
    let Some(first) = late.first() else {
        let next = open.first();
        let on = next.map_or(today, |part| part.due_on);
        let amount = next.map_or(Ok(zero), |part| part.open())?;
        return Ok(Due::Next { on, amount });
    };
    let (on, amount) = (first.due_on, sum(&late)?);
    let until = on.checked_add_days(grace).unwrap_or(on);
    if first.missed_on.is_none() && today <= until {
        return Ok(Due::InGrace { on, amount, until });
    }
    Ok(Due::Missed { on, amount, left: misses_left(kept) })
}

/// How many more missed dates end the plan.
fn misses_left(kept: &Kept) -> u32 {
    let parts = kept.plan.parts().iter();
    let (most, missed) = match kept.plan.agreement().upkeep.misses {
        AfterMiss::InAll(most) => (most, parts.filter(|part| part.missed_on.is_some()).count()),
        AfterMiss::InARow(most) => {
            let unpaid = |part: &&Part| part.missed_on.is_some() && part.settled_on.is_none();
            (most, parts.filter(unpaid).count())
        }
    };
    most.get().saturating_sub(u32::try_from(missed).unwrap_or(u32::MAX)).max(1)
}

/// Payments for the plan's debts that are under way.
async fn waiting(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    settings: &Settings,
    kept: &Kept,
) -> Result<Vec<Waiting>, PortalError> {
    let mut waiting = Vec::new();
    for attempt in attempt::open_of_case(conn, tenant, &kept.case).await?.into_iter().rev() {
        let its = attempt::debts(conn, tenant, &attempt.id).await?;
        if !its.iter().any(|debt| kept.debts.contains(debt)) {
            continue;
        }
        if let Some(progress) = statement::progress(settings, &attempt) {
            waiting.push(Waiting { attempt: attempt.id, amount: attempt.amount, progress });
        }
    }
    Ok(waiting)
}

/// Payments of which the plan got something, newest first.
async fn payments(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    kept: &Kept,
) -> Result<Vec<PaymentLine>, PortalError> {
    let causes = plan::paid_by(conn, tenant, &kept.id).await?;
    let all = payment::of_case(conn, tenant, &kept.case).await?;
    let its = all.into_iter().filter(|paid| {
        let cause = paid.cause();
        paid.reversed_at.is_none() && causes.iter().any(|known| known == cause.as_str())
    });
    let line = |paid: payment::Payment| PaymentLine {
        payment: paid.id,
        amount: paid.amount,
        received_on: paid.received_on,
    };
    Ok(its.map(line).collect())
}
