//! On which day money counts, and that nobody missed a date that was being paid.

use chrono::{DateTime, NaiveDate, Utc};
use domain::ledger::Channel;
use domain::plan::{Event, Part, What, answered_by};
use sqlx::AnyConnection;

use super::super::{Simulation, Trouble};
use super::Changed;
use crate::store::attempt::{self, Attempt, Find};
use crate::store::payment::{self, Payment};
use crate::store::plan::{self, Kept, Told};
use crate::use_cases::wall_clock;

/// A payment that was begun here.
struct Begun {
    payment: Payment,
    attempt: Attempt,
    /// The days in the creditor's zone on which it was begun, and until which a reference held.
    days: (NaiveDate, NaiveDate),
    /// The day on which a transfer was announced.
    announced: Option<NaiveDate>,
}

/// Whether every payment of the case's plans counts on the day on which it was begun, and no instalment was
/// missed while somebody paid it on a page that was opened in time.
pub(super) async fn hold(
    life: &Simulation,
    conn: &mut AnyConnection,
    changed: &Changed<'_>,
) -> Result<(), Trouble> {
    if changed.plans.is_empty() {
        return Ok(());
    }
    let all = payment::of_case(conn, &life.tenant, changed.case).await?;
    for kept in changed.plans {
        excused(kept)?;
        let told = plan::events(conn, &life.tenant, kept).await?;
        for paid in &all {
            let Some(begun) = begun(life, conn, paid).await? else { continue };
            counted(kept, &told, &begun)?;
            let its = attempt::debts(conn, &life.tenant, &begun.attempt.id).await?;
            if its.iter().any(|debt| kept.debts.contains(debt)) {
                waited_for(kept, &told, &begun)?;
            }
        }
    }
    Ok(())
}

async fn begun(
    life: &Simulation,
    conn: &mut AnyConnection,
    paid: &Payment,
) -> Result<Option<Begun>, Trouble> {
    let Some(id) = &paid.attempt else { return Ok(None) };
    let found = attempt::find(conn, &life.tenant, Find::Id(id)).await?;
    let attempt =
        found.ok_or_else(|| Trouble::broken(format!("{id} brought money, and is gone")))?;
    let day = |at: DateTime<Utc>| wall_clock::local(life.settings.zone, at).date();
    let days = (day(attempt.made_at), day(attempt.expires_at));
    let announced = attempt.announced_at.map(day);
    Ok(Some(Begun { payment: paid.clone(), attempt, days, announced }))
}

/// What was paid in time was never missed.
fn excused(kept: &Kept) -> Result<(), Trouble> {
    let grace = kept.plan.agreement().upkeep.grace_days;
    let in_time = |part: &Part| part.settled_on.is_some_and(|on| on <= part.last_on(grace));
    match kept.plan.parts().iter().find(|part| part.missed_on.is_some() && in_time(part)) {
        Some(part) => {
            let what =
                format!("instalment {} of {} is paid in time and missed", part.number, kept.id);
            Err(Trouble::broken(what))
        }
        None => Ok(()),
    }
}

/// Whether what a payment paid of a plan is dated as it was begun.
fn counted(kept: &Kept, told: &[Told], begun: &Begun) -> Result<(), Trouble> {
    let Begun { payment, attempt, days: (from, until), announced } = begun;
    let cause = payment.cause();
    let first = kept.plan.agreement().accepted_on;
    for Told { event: Event { on, what }, cause: of, .. } in told {
        if of != cause.as_str() || !matches!(what, What::Paid(..)) {
            continue;
        }
        let came = payment.received_on;
        let awaited = announced.filter(|on| came <= answered_by(*on));
        let sent = awaited.map_or(came, |on| on.min(came));
        let is_over = attempt.channel == Channel::Transfer && sent > *until;
        let latest = if is_over { sent } else { came.min(*from) };
        // A charge may count on the date for which it waited.
        let fits = *on == latest.max(first) || attempt.method.is_some() && *on < latest.max(first);
        if !fits {
            let what = format!("{} was begun on {latest} and counts on {on}", payment.id);
            return Err(Trouble::broken(what));
        }
    }
    Ok(())
}

/// Whether an instalment was missed while a page that was opened in its grace was being paid.
fn waited_for(kept: &Kept, told: &[Told], begun: &Begun) -> Result<(), Trouble> {
    if begun.attempt.channel != Channel::Stripe {
        return Ok(());
    }
    let grace = kept.plan.agreement().upkeep.grace_days;
    for part in kept.plan.parts().iter().filter(|part| part.missed_on.is_some()) {
        let mut events = told.iter().rev();
        let miss = events.find(|one| one.event.what == What::Missed(part.number));
        let Some(miss) = miss else { continue };
        let was_open = begun.attempt.made_at < miss.at && begun.payment.received_at > miss.at;
        if was_open && begun.days.0 <= part.last_on(grace) {
            let (number, id) = (part.number, &begun.payment.id);
            let what = format!("instalment {number} of {} was missed while {id} came", kept.id);
            return Err(Trouble::broken(what));
        }
    }
    Ok(())
}
