//! What a new day brings: dates that are missed, plans that break or end, promises that are broken.

use chrono::NaiveDate;
use domain::ids::PromiseId;
use domain::plan::{Act, Pending};
use domain::promise::{PromiseFact, PromiseState};

use super::credit::use_credit;
use super::held::{self, hold};
use super::letters::announce;
use super::on_its_way::{Asking, pending};
use super::{claims, decided, transfers, untried, write};
use crate::compose::Portal;
use crate::config::creditor::Settings;
use crate::in_tx;
use crate::store::debt::{self, Debt};
use crate::store::message::NewMessage;
use crate::store::plan::{Kept, Read};
use crate::store::{Tx, case, creditor, evidence, plan, promise};
use crate::tenant::Tenant;
use crate::use_cases::work::{self, Failures};
use crate::use_cases::{PortalError, damaged, wall_clock};

/// The job that lets a day begin for one creditor's plans and promises.
pub const JOB: &str = "days";

/// The news of a broken promise for the team.
pub const PROMISE_BROKEN: &str = "team-promise-broken";

/// Plans or promises that are looked at between two waits.
const PAGE: i64 = 200;

/// Lets the day of the creditor's zone begin for all its credit, its plans that run and its promises. It may be
/// called as often as one likes: a day begins once. One plan's failure keeps no other one waiting.
pub async fn day_begins(portal: &Portal, tenant: &Tenant) -> Result<(), PortalError> {
    let mut conn = portal.store.read().await?;
    let settings = creditor::settings(&mut conn, tenant).await?;
    drop(conn);
    let today = wall_clock::local(settings.zone, portal.clock.now()).date();
    let mut failures = Failures::default();
    let whose = (tenant, &settings);
    failures.note("credit", use_credit(portal, whose, today).await)?;
    let reminded = transfers::remind(portal, whose, today).await;
    failures.note("a reminder of the team", reminded)?;
    let reminded = claims::remind(portal, whose, today).await;
    failures.note("a reminder of the team", reminded)?;
    let mut asking = Asking::default();
    for state in [plan::ACTIVE, plan::PAID] {
        let mut after = String::new();
        loop {
            let mut conn = portal.store.read().await?;
            let ids = plan::in_state(&mut conn, tenant, (state, &after, PAGE)).await?;
            let (Some(first), Some(last)) = (ids.first(), ids.last()) else { break };
            let read = plan::of_ids(&mut conn, tenant, (state, first, last)).await?;
            drop(conn);
            last.as_str().clone_into(&mut after);
            for Read { kept, case, .. } in read {
                let done = match kept {
                    Ok(known) => plan_day(portal, whose, &known, (today, &mut asking)).await,
                    Err(error) => {
                        damaged::tell(portal, tenant, &case).await?;
                        Err(error.into())
                    }
                };
                failures.note("the day of a plan", done)?;
            }
        }
    }
    let mut after = String::new();
    loop {
        let mut conn = portal.store.read().await?;
        let ids = promise::undecided(&mut conn, tenant, today, (&after, PAGE)).await?;
        drop(conn);
        let Some(last) = ids.last() else { return failures.end() };
        last.as_str().clone_into(&mut after);
        for id in &ids {
            let done = promise_day(portal, (tenant, &settings), id, (today, &mut asking)).await;
            failures.note("the day of a promise", done)?;
        }
    }
}

async fn plan_day(
    portal: &Portal,
    (tenant, settings): (&Tenant, &Settings),
    known: &Kept,
    (today, asking): (NaiveDate, &mut Asking),
) -> Result<(), PortalError> {
    announce(portal, tenant, (known, today)).await?;
    // Most days bring nothing: only the others take the lock.
    let is_quiet = decided(known, Act::DayBegins(Pending::Nothing), today)?.is_empty();
    if is_quiet && !known.plan.waits_for_a_charge(today) {
        return Ok(());
    }
    // Somebody may have paid a minute before the end, and the news of it may come a minute after.
    asking.about(portal, tenant, (&known.case, Some(&known.debts))).await?;
    in_tx!(portal.store, tx => {
        let locked = case::lock(&mut tx, tenant, &known.case).await?;
        let mut case = locked.ok_or(PortalError::NotFound)?;
        hold(portal, &mut tx, tenant, &mut case).await?;
        let held = held::contested(&mut tx, tenant, (&case.id, settings.zone), today).await?;
        let kept = plan::find(&mut tx, tenant, &known.id).await?.ok_or(PortalError::NotFound)?;
        let kept = untried::wait(portal, &mut tx, tenant, &mut case, kept).await?;
        let of = (&case.id, Some(&*kept.debts));
        let mut pending = pending(&mut tx, (tenant, settings), of, today).await?;
        if held.iter().any(|one| one.covers(today)) {
            pending = Pending::Money;
        }
        let events = decided(&kept, Act::DayBegins(pending), today)?;
        let cause = format!("day:{today}");
        write(portal, &mut tx, tenant, &mut case, (kept, &events, &cause)).await?;
    })
}

async fn promise_day(
    portal: &Portal,
    (tenant, settings): (&Tenant, &Settings),
    id: &PromiseId,
    (today, asking): (NaiveDate, &mut Asking),
) -> Result<(), PortalError> {
    let mut conn = portal.store.read().await?;
    let Some(known) = promise::find(&mut conn, tenant, id).await? else { return Ok(()) };
    drop(conn);
    if today <= known.promise.pay_on {
        return Ok(());
    }
    asking.about(portal, tenant, (&known.case, None)).await?;
    in_tx!(portal.store, tx => {
        let locked = case::lock(&mut tx, tenant, &known.case).await?;
        let mut case = locked.ok_or(PortalError::NotFound)?;
        let mut made = promise::find(&mut tx, tenant, id).await?.ok_or(PortalError::NotFound)?;
        let after = if owes(&mut tx, tenant, &made).await? {
            let of = (&case.id, None);
            let mut pending = pending(&mut tx, (tenant, settings), of, today).await?;
            let held = held::contested(&mut tx, tenant, (&case.id, settings.zone), today).await?;
            if held.iter().any(|one| one.covers(today)) {
                pending = Pending::Money;
            }
            made.promise.apply(PromiseFact::DayBegins(pending), today)?
        } else {
            // Nothing is left to be paid by it: the creditor's books were corrected, or it closed the debts.
            made.promise.apply(PromiseFact::Agreed, made.promise.pay_on)?
        };
        if after != made.promise {
            made.promise = after;
            promise::save(&mut tx, tenant, &made).await?;
            let is_broken = matches!(after.state, PromiseState::Broken { .. });
            let word = if is_broken { "broken" } else { "over" };
            let body = format!("{id} {word} {}", made.promise.amount);
            let now = portal.clock.now();
            evidence::append(&mut tx, tenant, &mut case, now, ("promise", &body)).await?;
            if is_broken {
                tell(portal, &mut tx, tenant, &made).await?;
            }
        }
    })
}

/// Tells the team that a promise was not kept.
async fn tell(
    portal: &Portal,
    tx: &mut Tx,
    tenant: &Tenant,
    made: &promise::Kept,
) -> Result<(), PortalError> {
    let occurrence = format!("{PROMISE_BROKEN}:{}", made.id);
    let new = NewMessage {
        case: Some(&made.case),
        member: None,
        kind: PROMISE_BROKEN,
        about: Some(made.id.as_str()),
        occurrence: &occurrence,
    };
    Ok(work::message(portal, tx, tenant, new).await?)
}

/// Whether something that no one contests is owed of what a promise is about.
async fn owes(tx: &mut Tx, tenant: &Tenant, made: &promise::Kept) -> Result<bool, PortalError> {
    let currency = made.promise.amount.currency();
    let is_its = |debt: &Debt| debt.currency == currency && made.is_about(&debt.id);
    let debts = debt::of_case(tx, tenant, &made.case).await?;
    Ok(debts.iter().any(|debt| is_its(debt) && debt.is_payable()))
}
