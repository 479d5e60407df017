//! One plan as its debtor sees it.

use app::debtor::plan::{Dates, Due, Now, PlanLine, PlanNews, PlanView, Renewal, Running};
use app::debtor::statement::{PaymentLine, Waiting};
use chrono::{DateTime, NaiveDate, Utc};
use domain::ids::PlanId;
use domain::money::{Money, MoneyError};
use domain::payment::AttemptState;
use domain::plan::{Part, Plan, State, What};
use domain::policy::Restores;
use domain::search_name::greeting_name;
use sqlx::AnyConnection;

use super::{on_its_way, renewal};
use crate::compose::Portal;
use crate::config::creditor::Settings;
use crate::store::debtor::Person;
use crate::store::plan::Kept;
use crate::store::{attempt, debt, payment, plan};
use crate::tenant::Tenant;
use crate::use_cases::session::Visit;
use crate::use_cases::{PortalError, autopay, clearance, proposal, statement, wall_clock};

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

/// What the page of a plan shows; `told` is the number of an event that it tells of.
pub async fn view(
    portal: &Portal,
    visit: &Visit,
    (settings, person): (&Settings, &Person),
    (id, told): (&PlanId, Option<i64>),
) -> Result<PlanView, PortalError> {
    let tenant = &visit.tenant;
    let at = portal.clock.now();
    let today = wall_clock::local(settings.zone, at).date();
    let mut conn = portal.store.read().await?;
    let kept = of_visit(&mut conn, visit, id).await?;
    let coming = on_its_way::to_plan(&mut conn, (tenant, settings), &kept, today).await?;
    let coming: Vec<_> = coming.into_iter().map(|one| one.money).collect();
    let progress = kept.plan.progress_with(&coming, today)?;
    let accepted_today = kept.events == 0 && kept.plan.agreement().accepted_on == today;
    let done = done(&mut conn, tenant, &kept, told).await?;
    Ok(PlanView {
        first_name: person.name.as_deref().and_then(greeting_name),
        paid: progress.paid,
        open: progress.open,
        reward: progress.reward,
        lines: lines(&kept)?,
        now: now(&mut conn, (tenant, (portal, settings)), &kept, at).await?,
        waiting: waiting(&mut conn, tenant, settings, &kept).await?,
        payments: payments(&mut conn, tenant, &kept).await?,
        news: done.or(accepted_today.then_some(PlanNews::Accepted)),
        proposing: proposal::instead_of(&mut conn, (tenant, settings), &kept, at).await?,
        plan: kept.id,
    })
}

/// The instalments of a plan by day, as pages show them.
pub fn lines(kept: &Kept) -> Result<Vec<PlanLine>, MoneyError> {
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
    // An instalment that a correction has taken off whole asks for nothing and never did.
    kept.plan.parts().iter().filter(|part| !part.agreed.is_zero()).map(line).collect()
}

/// What the debtor's own form did, by the number of the event that it made.
async fn done(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    kept: &Kept,
    told: Option<i64>,
) -> Result<Option<PlanNews>, PortalError> {
    let Some(number) = told else { return Ok(None) };
    let events = plan::events(conn, tenant, kept).await?;
    let event = events.into_iter().find(|told| told.number == number);
    Ok(event.and_then(|told| match told.event.what {
        What::Moved(_, to) => Some(PlanNews::Moved(to)),
        What::Skipped(_, to) => Some(PlanNews::Skipped(to)),
        What::PaydayChanged(_, dates) => {
            dates.first().map(|(_, next)| PlanNews::PaydayChanged(*next))
        }
        _ => None,
    }))
}

async fn now(
    conn: &mut AnyConnection,
    (tenant, (portal, settings)): (&Tenant, (&Portal, &Settings)),
    kept: &Kept,
    at: DateTime<Utc>,
) -> Result<Now, PortalError> {
    let today = wall_clock::local(settings.zone, at).date();
    Ok(match kept.plan.state() {
        State::Active => Now::Running(Running {
            due: due_now(conn, (tenant, settings), kept, today).await?,
            pay_off: kept.plan.pay_off(today)?,
            autopay: autopay::state(conn, (portal, settings), tenant, kept).await?,
            dates: dates(kept),
            renewal: match renewal::ways(conn, (tenant, settings), kept, at).await? {
                Some(_) => Renewal::Offered,
                None => Renewal::None,
            },
        }),
        State::Paid { .. } => Now::Paid,
        State::Completed { .. } => {
            let certificate = clearance::code_for(conn, tenant, &kept.case, &kept.debts);
            Now::Completed { certificate: certificate.await? }
        }
        State::Broken { on } => {
            let owed = owed(conn, tenant, kept).await?;
            Now::Broken { on: *on, owed, restored: restored(kept) }
        }
        State::Cancelled { on } => Now::Cancelled { on: *on },
        State::Renegotiated { into, .. } => Now::Renegotiated { into: into.clone() },
    })
}

/// Whether some date can be changed.
fn dates(kept: &Kept) -> Dates {
    let some = kept.plan.changes().is_some_and(|changes| {
        !changes.parts.is_empty() && (changes.moves > 0 || changes.skips > 0)
    });
    if some { Dates::Movable } else { Dates::Fixed }
}

/// What of what was to be given up comes back when the plan breaks.
pub(super) fn restored(kept: &Kept) -> Money {
    let agreement = kept.plan.agreement();
    if agreement.upkeep.restores == Restores::Nothing {
        Money::zero(agreement.owed.currency())
    } else {
        agreement.given_up
    }
}

/// What the plan's debts owe now.
pub(super) async fn owed(
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
pub fn due(kept: &Kept, today: NaiveDate) -> Result<Due, MoneyError> {
    let open: Vec<&Part> =
        kept.plan.parts().iter().filter(|part| part.settled_on.is_none()).collect();
    let late: Vec<&Part> = open.iter().copied().filter(|part| part.due_on < today).collect();
    let zero = Money::zero(kept.plan.agreement().owed.currency());
    let sum =
        |parts: &[&Part]| parts.iter().try_fold(zero, |sum, part| sum.checked_add(part.open()?));
    let Some(first) = late.first() else {
        let next = open.first();
        let on = next.map_or(today, |part| part.due_on);
        let amount = next.map_or(Ok(zero), |part| part.open())?;
        return Ok(Due::Next { on, amount });
    };
    let (on, amount) = (first.due_on, sum(&late)?);
    let until = kept.plan.in_time_until(first, today);
    if first.missed_on.is_none() && today <= until {
        return Ok(Due::InGrace { on, amount, until });
    }
    Ok(Due::Missed { on, amount, left: kept.plan.misses_left() })
}

/// What is asked for next of a plan that is active, beside money that the debtor has sent already: who waits for
/// a bank is not told of a missed date.
pub async fn due_now(
    conn: &mut AnyConnection,
    whose: (&Tenant, &Settings),
    kept: &Kept,
    today: NaiveDate,
) -> Result<Due, PortalError> {
    let asked = due(kept, today)?;
    if !matches!(asked, Due::Missed { .. }) {
        return Ok(asked);
    }
    let (plan, amount) = with_sent(conn, whose, kept, today).await?;
    if *plan.state() != State::Active {
        return Ok(Due::Sent { amount });
    }
    Ok(due(&Kept { plan, ..kept.clone() }, today)?)
}

/// A plan that is active as it will be once the money is here that the debtor has sent already, and how much that is.
pub(super) async fn with_sent(
    conn: &mut AnyConnection,
    whose: (&Tenant, &Settings),
    kept: &Kept,
    today: NaiveDate,
) -> Result<(Plan, Money), PortalError> {
    let coming = on_its_way::to_plan(conn, whose, kept, today).await?;
    let sent = coming.into_iter().filter(|one| one.state == AttemptState::Pending);
    let sent: Vec<_> = sent.map(|one| one.money).collect();
    let zero = Money::zero(kept.plan.agreement().owed.currency());
    let amount = sent.iter().try_fold(zero, |sum, one| sum.checked_add(one.amount))?;
    Ok((kept.plan.with(&sent)?, amount))
}

/// What is asked for next of a plan that is active: everything that is late, else the next instalment; never
/// more than what closes it.
pub fn due_amount(kept: &Kept, today: NaiveDate) -> Result<Money, MoneyError> {
    let (Due::Next { amount, .. }
    | Due::InGrace { amount, .. }
    | Due::Missed { amount, .. }
    | Due::Sent { amount }) = due(kept, today)?;
    amount.at_most(kept.plan.pay_off(today)?.to_pay)
}

/// The day of it: the oldest that is late, else the next.
pub fn due_on(kept: &Kept, today: NaiveDate) -> Result<NaiveDate, MoneyError> {
    Ok(match due(kept, today)? {
        Due::Next { on, .. } | Due::InGrace { on, .. } | Due::Missed { on, .. } => on,
        Due::Sent { .. } => today,
    })
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
