//! The start page, and the sums that it shows.

use app::creditor::Waiting;
use app::creditor::home::{CaseEvent, HomeView, Oldest, Reminded, Totals};
use chrono::{DateTime, Datelike, NaiveTime, Utc};
use domain::ids::PaymentId;
use domain::money::Currency;
use sqlx::AnyConnection;

use super::events::{Known, event};
use crate::compose::Portal;
use crate::config::creditor::Settings;
use crate::in_tx;
use crate::store::debtor::{self, Find};
use crate::store::evidence::Act;
use crate::store::{
    StoreError, channel_rest, chargeback, creditor, message_known, payment, portfolio as store,
    team,
};
use crate::tenant::Tenant;
use crate::use_cases::channel_rest::told;
use crate::use_cases::reminder::MESSAGE;
use crate::use_cases::{PortalError, sequence, wall_clock};

/// Acts on the start page.
const LATEST: i64 = 10;

/// Computes the sums of a creditor anew: a job, since it reads every debt.
pub async fn recompute(portal: &Portal, tenant: &Tenant) -> Result<(), PortalError> {
    let now = portal.clock.now();
    let mut conn = portal.store.read().await?;
    let settings = creditor::settings(&mut conn, tenant).await?;
    let today = wall_clock::local(settings.zone, now).date();
    let month = today.with_day(1).unwrap_or(today);
    let totals = store::count(&mut conn, tenant, (today, month), now).await?;
    drop(conn);
    in_tx!(portal.store, tx => store::replace(&mut tx, tenant, &totals).await?)
        .map_err(|error: StoreError| error.into())
}

/// How much waits for a person, for the menu of every page.
pub async fn waiting(portal: &Portal, tenant: &Tenant) -> Result<Waiting, PortalError> {
    let mut conn = portal.store.read().await?;
    let waiting = store::waiting(&mut conn, tenant).await?;
    let count = |queue: store::Queue| u64::try_from(queue.count).unwrap_or_default();
    Ok(Waiting {
        transfers: count(waiting.transfers),
        answers: count(waiting.answers),
        suspense: count(waiting.suspense),
        proposals: count(waiting.proposals),
        changes: count(waiting.changes),
        tasks: count(waiting.tasks),
    })
}

/// The currencies in which a creditor is owed, its own first.
pub async fn currencies(
    portal: &Portal,
    tenant: &Tenant,
    settings: &Settings,
) -> Result<Vec<Currency>, PortalError> {
    let mut conn = portal.store.read().await?;
    let totals = store::totals(&mut conn, tenant).await?;
    let others = totals.iter().map(|totals| totals.owed.currency());
    let own = std::iter::once(settings.currency);
    Ok(own.chain(others.filter(|currency| *currency != settings.currency)).collect())
}

/// The start page.
pub async fn home(
    portal: &Portal,
    tenant: &Tenant,
    settings: &Settings,
) -> Result<HomeView, PortalError> {
    let mut conn = portal.store.read().await?;
    let mut totals = store::totals(&mut conn, tenant).await?;
    totals.sort_by_key(|totals| totals.owed.currency() != settings.currency);
    let waiting = store::waiting(&mut conn, tenant).await?;
    let local = |at: DateTime<Utc>| wall_clock::local(settings.zone, at);
    let reminded = reminded(&mut conn, (tenant, settings), portal.clock.now()).await?;
    let rests = channel_rest::standing(&mut conn, tenant).await?;
    let since = |queue: store::Queue| queue.since.map(|at| local(at).date());
    Ok(HomeView {
        now: local(portal.clock.now()),
        as_of: totals.first().map(|totals| local(totals.as_of)),
        totals: totals.into_iter().map(shown).collect::<Result<_, _>>()?,
        oldest: Oldest {
            transfer: since(waiting.transfers),
            answer: since(waiting.answers),
            suspense: since(waiting.suspense),
            proposal: since(waiting.proposals),
            change: since(waiting.changes),
            task: since(waiting.tasks),
        },
        resting: told(settings, &rests),
        reminded,
        latest: latest(portal, &mut conn, tenant, settings).await?,
    })
}

/// How many reminders left since the day began.
async fn reminded(
    conn: &mut AnyConnection,
    (tenant, settings): (&Tenant, &Settings),
    now: DateTime<Utc>,
) -> Result<Reminded, PortalError> {
    let today = wall_clock::local(settings.zone, now).date();
    let since = wall_clock::instant(settings.zone, today.and_time(NaiveTime::MIN));
    let count = message_known::sent_since(conn, tenant, (MESSAGE, since)).await?;
    // What left before a sequence was archived stays told.
    if count == 0 && !sequence::is_in_force(conn, tenant, now).await? {
        return Ok(Reminded::NoSequence);
    }
    Ok(Reminded::Today(u64::try_from(count).unwrap_or_default()))
}

fn shown(totals: store::Totals) -> Result<Totals, PortalError> {
    Ok(Totals {
        owed: totals.owed,
        overdue: totals.overdue,
        not_due: totals.owed.less(totals.overdue)?,
        collected: totals.collected,
        debts: u64::try_from(totals.debts).unwrap_or_default(),
        cases: u64::try_from(totals.cases).unwrap_or_default(),
    })
}

async fn latest(
    portal: &Portal,
    conn: &mut AnyConnection,
    tenant: &Tenant,
    settings: &Settings,
) -> Result<Vec<CaseEvent>, PortalError> {
    let mut known = Known::new(settings.zone, team::names(conn, tenant).await?);
    let acts = store::latest(conn, tenant, LATEST).await?;
    let mut events = Vec::with_capacity(acts.len());
    for (case, act) in acts {
        learn(conn, tenant, &act, &mut known).await?;
        let Some(event) = event(&act, &known) else { continue };
        let found = debtor::find(conn, tenant, &portal.keys, Find::Case(&case)).await?;
        let Some((debtor, _, _)) = found else { continue };
        let name = debtor.person.name.unwrap_or(debtor.reference);
        events.push(CaseEvent { case, name, event });
    }
    Ok(events)
}

/// Loads what one act names: there are few of them here, each of another case.
async fn learn(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    act: &Act,
    known: &mut Known,
) -> Result<(), PortalError> {
    let Some(first) = act.body.split(' ').next() else { return Ok(()) };
    if let Ok(id) = first.parse::<PaymentId>() {
        let found = payment::find(conn, tenant, payment::Find::Id(&id)).await?;
        known.payments.extend(found);
    }
    if let Ok(id) = first.parse() {
        let found =
            crate::store::attempt::find(conn, tenant, crate::store::attempt::Find::Id(&id)).await?;
        known.attempts.extend(found.map(|attempt| (attempt.id.to_string(), attempt.amount)));
    }
    if act.kind == "chargeback" {
        let found = chargeback::find(conn, tenant, first).await?;
        known
            .withdrawn
            .extend(found.filter(|c| c.funds.withdrawn > 0).map(|c| (c.provider_ref, c.amount)));
    }
    Ok(())
}
