//! Runs jobs one after another, in every process that serves; the lease keeps them apart.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use domain::ids::{JobId, RefundId};
use tokio::sync::watch;
use tokio::task::{JoinError, JoinSet};

use super::outbox;
use crate::compose::Portal;
use crate::in_tx;
use crate::store::creditor;
use crate::store::job::{self, Job};
use crate::stripe::pace;
use crate::tenant::{Mark, Tenant};
use crate::use_cases::payment::{reconcile, refund, suspense};
use crate::use_cases::{
    PortalError, answer_file, autopay, forecast, late, plan, portfolio, proposal, reminder,
    stripe_event, task,
};

/// How long a claimed job may take before somebody else takes it over.
const LEASE: TimeDelta = TimeDelta::seconds(60);

/// How often a running job renews its lease.
const RENEW: Duration = Duration::from_secs(20);

/// How long one run of a job may take in all.
const LONGEST: Duration = Duration::from_mins(15);

/// After so many tries a job that fails by itself is given up and left for a person.
const TRIES: i64 = 10;

/// After so many tries, about three days, one is given up whose helpers outside do not answer.
const TRIES_OUTSIDE: i64 = 80;

/// After how long a day of reminders that failed is planned on.
const SOON: TimeDelta = TimeDelta::minutes(5);

/// The pause when nothing is due.
pub(super) const IDLE: Duration = Duration::from_millis(250);

/// The job that compares one tenant's objects with Stripe's.
pub const RECONCILE: &str = "reconcile";

/// The same over a month.
pub const RECONCILE_MONTH: &str = "reconcile-month";

/// The job that sums a creditor's portfolio up for its home page.
pub const TOTALS: &str = "totals";

/// What repeats: the job, how often, and how far it looks back.
const REPEATED: [(&str, TimeDelta, TimeDelta); 8] = [
    (TOTALS, TimeDelta::minutes(1), TimeDelta::zero()),
    (plan::JOB, TimeDelta::hours(1), TimeDelta::zero()),
    (late::JOB, TimeDelta::hours(1), TimeDelta::zero()),
    (autopay::JOB, TimeDelta::hours(1), TimeDelta::zero()),
    (reminder::JOB, TimeDelta::hours(1), TimeDelta::zero()),
    (forecast::JOB, TimeDelta::days(1), TimeDelta::zero()),
    (RECONCILE, TimeDelta::minutes(10), TimeDelta::days(3)),
    (RECONCILE_MONTH, TimeDelta::days(1), TimeDelta::days(30)),
];

/// Runs jobs until `stop` turns true, at the pace of the background; the job under way is finished
/// first. Messages have senders of their own, [`outbox::senders()`], so that no mail server holds up a job.
pub async fn run(portal: Portal, mut stop: watch::Receiver<bool>) {
    while !*stop.borrow() {
        match pace::in_background(run_jobs(&portal, &stop)).await {
            Ok(0) => pause(IDLE, &mut stop).await,
            Ok(_) => {}
            Err(error) => {
                tracing::error!("the job queue does not answer: {error}");
                pause(IDLE * 4, &mut stop).await;
            }
        }
    }
}

/// Rests for `time`, or until `stop` is told something.
pub(super) async fn pause(time: Duration, stop: &mut watch::Receiver<bool>) {
    tokio::select! {
        () = tokio::time::sleep(time) => {}
        _ = stop.changed() => {}
    }
}

/// Runs what is due now, jobs first, then messages, and says how much that was: one round of all the
/// workers, for who has none.
pub async fn run_due(portal: &Portal) -> Result<usize, PortalError> {
    let (_nobody_stops, stop) = watch::channel(false);
    let jobs = run_jobs(portal, &stop).await?;
    Ok(jobs + outbox::send_due(portal, &stop).await?.done)
}

/// Runs jobs until none is due or `stop` turns true; says how many it ran.
async fn run_jobs(portal: &Portal, stop: &watch::Receiver<bool>) -> Result<usize, PortalError> {
    let mut done = 0;
    while let Some(job) = claim(portal).await? {
        let result = perform_under_lease(portal, &job).await;
        finish(portal, &job, result).await?;
        done += 1;
        if *stop.borrow() {
            break;
        }
    }
    Ok(done)
}

async fn claim(portal: &Portal) -> Result<Option<Job>, PortalError> {
    let now = portal.clock.now();
    in_tx!(portal.store, "job-claimed", tx => job::claim(&mut tx, now, now + LEASE).await?)
}

/// Performs a job in a task of its own, so that a panic ends the job and not its worker, and keeps
/// its lease meanwhile. Who loses the lease stops.
async fn perform_under_lease(portal: &Portal, job: &Job) -> Result<(), PortalError> {
    let mut work = JoinSet::new();
    let (its_portal, its_job) = (portal.clone(), job.clone());
    work.spawn(pace::like_here(async move { perform(&its_portal, &its_job).await }));
    let mut renew = tokio::time::interval(RENEW);
    renew.tick().await;
    let end = tokio::time::sleep(LONGEST);
    tokio::pin!(end);
    let stopped = |why: &str| Err(PortalError::Unavailable(why.to_owned()));
    loop {
        tokio::select! {
            done = work.join_next() => return done.map_or_else(|| stopped("it vanished"), outcome),
            () = &mut end => return stopped("took too long"),
            _ = renew.tick() => {
                let now = portal.clock.now();
                let kept: Result<bool, PortalError> =
                    in_tx!(portal.store, tx => job::extend(&mut tx, job, now + LEASE).await?);
                if matches!(kept, Ok(false)) {
                    return stopped("somebody else has taken it over");
                }
            }
        }
    }
}

fn outcome(done: Result<Result<(), PortalError>, JoinError>) -> Result<(), PortalError> {
    done.unwrap_or_else(|error| {
        tracing::error!("a job panicked: {error}");
        Err(PortalError::Refused("it panicked"))
    })
}

async fn perform(portal: &Portal, job: &Job) -> Result<(), PortalError> {
    match (job.kind.as_str(), &job.creditor) {
        (stripe_event::JOB, _) => stripe_event::apply(portal, &job.payload).await,
        (refund::JOB, Some(creditor)) => {
            let tenant = tenant_of(portal, creditor).await?;
            let id: RefundId = job.payload.parse().map_err(|_| PortalError::NotFound)?;
            refund::send(portal, &tenant, &id).await
        }
        (suspense::JOB, Some(creditor)) => {
            let tenant = tenant_of(portal, creditor).await?;
            suspense::catch_up(portal, &tenant, &job.payload).await
        }
        (proposal::JOB, Some(creditor)) => {
            proposal::over(portal, &tenant_of(portal, creditor).await?, &job.payload).await
        }
        (TOTALS, Some(creditor)) => {
            portfolio::recompute(portal, &tenant_of(portal, creditor).await?).await
        }
        (plan::JOB, Some(creditor)) => {
            plan::day_begins(portal, &tenant_of(portal, creditor).await?).await
        }
        (late::JOB, Some(creditor)) => {
            late::month_ends(portal, &tenant_of(portal, creditor).await?).await
        }
        (autopay::JOB, Some(creditor)) => {
            autopay::run(portal, &tenant_of(portal, creditor).await?).await
        }
        (reminder::JOB, Some(creditor)) => {
            reminder::plan_day(portal, &tenant_of(portal, creditor).await?).await
        }
        (answer_file::JOB, Some(creditor)) => {
            answer_file::fetch(portal, &tenant_of(portal, creditor).await?, &job.payload).await
        }
        (task::SWEEP, Some(creditor)) => {
            task::sweep(portal, &tenant_of(portal, creditor).await?).await
        }
        (forecast::JOB | forecast::NOW, Some(creditor)) => {
            forecast::count(portal, &tenant_of(portal, creditor).await?).await
        }
        (autopay::DETACH, Some(creditor)) => {
            autopay::detach(portal, &tenant_of(portal, creditor).await?, &job.payload).await
        }
        (kind, Some(creditor)) if repeats(kind).is_some() => {
            let tenant = tenant_of(portal, creditor).await?;
            let look_back = repeats(kind).map_or(TimeDelta::zero(), |(_, look_back)| look_back);
            reconcile::tenant(portal, &tenant, look_back).await
        }
        _ => Err(PortalError::Refused("a job that nobody knows")),
    }
}

/// The tenant that a stored job names.
pub async fn tenant_of(portal: &Portal, creditor: &str) -> Result<Tenant, PortalError> {
    let mut conn = portal.store.read().await?;
    let found = Tenant::find(&mut conn, Mark::StoredRow(creditor)).await?;
    found.ok_or(PortalError::NotFound)
}

async fn finish(
    portal: &Portal,
    job: &Job,
    result: Result<(), PortalError>,
) -> Result<(), PortalError> {
    let now = portal.clock.now();
    in_tx!(portal.store, "job-ended", tx => match (&result, repeats(&job.kind)) {
        // A job that repeats goes back to the queue, whatever became of this run.
        (Ok(()), Some((every, _))) => job::retry(&mut tx, job, now + every, "").await?,
        (Ok(()), None) => job::done(&mut tx, job).await?,
        (Err(error), Some((every, _))) => {
            tracing::warn!(job.kind, "a repeated job failed: {error}");
            job::retry(&mut tx, job, now + again(&job.kind, every), &error.to_string()).await?;
        }
        (Err(error), None) if job.attempt >= tries(error) => {
            tracing::error!(job.id = %job.id, job.kind, "a job was given up: {error}");
            job::bury(&mut tx, job, now, &error.to_string()).await?;
        }
        (Err(error), None) => {
            tracing::warn!(job.id = %job.id, job.kind, "a job will be tried again: {error}");
            job::retry(&mut tx, job, next_try(now, job.attempt), &error.to_string()).await?;
        }
    })
}

/// After how long a repeated job that failed is tried again. Some reminders are for their day only, and an hour less
/// of it may be the one in which they could leave.
fn again(kind: &str, every: TimeDelta) -> TimeDelta {
    if kind == reminder::JOB { every.min(SOON) } else { every }
}

/// Whether a repeated job is for creditors that take no cards too.
fn needs_no_cards(kind: &str) -> bool {
    [TOTALS, plan::JOB, late::JOB, reminder::JOB, forecast::JOB].contains(&kind)
}

/// How often a kind of job repeats, and how far it looks back.
fn repeats(kind: &str) -> Option<(TimeDelta, TimeDelta)> {
    let found = REPEATED.iter().find(|(name, ..)| *name == kind);
    found.map(|(_, every, look_back)| (*every, *look_back))
}

fn tries(error: &PortalError) -> i64 {
    match error {
        PortalError::Unavailable(_) | PortalError::Store(_) => TRIES_OUTSIDE,
        _ => TRIES,
    }
}

/// 2, 4, 8 … seconds, at most an hour.
fn next_try(now: DateTime<Utc>, attempt: i64) -> DateTime<Utc> {
    let power = u32::try_from(attempt).unwrap_or(u32::MAX).min(12);
    now + TimeDelta::seconds((1_i64 << power).min(3600))
}

/// Queues what repeats, for tenants that do not have it yet. Called at start and after
/// `creditor apply`.
pub async fn queue_repeated(portal: &Portal) -> Result<(), PortalError> {
    let now = portal.clock.now();
    let mut conn = portal.store.read().await?;
    let mut tenants = Vec::new();
    for tenant in Tenant::all(&mut conn).await? {
        let takes_cards = creditor::settings(&mut conn, &tenant).await?.file.stripe.is_some();
        tenants.push((tenant, takes_cards && portal.stripe.is_some()));
    }
    drop(conn);
    in_tx!(portal.store, tx => for (tenant, takes_cards) in &tenants {
        for (kind, ..) in REPEATED.into_iter().filter(|(kind, ..)| *takes_cards || needs_no_cards(kind)) {
            let key = format!("{kind}:{}", tenant.id());
            let id = JobId::from_bits(portal.ids.bits());
            let new = job::NewJob { creditor: Some(tenant.id()), kind, key: &key, payload: "", run_at: now };
            job::enqueue(&mut tx, &id, new).await?;
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_of_reminders_that_failed_is_tried_again_soon() {
        for (kind, minutes) in [(reminder::JOB, 5), (plan::JOB, 60), (RECONCILE, 10)] {
            let (every, _) = repeats(kind).expect("it repeats");
            assert_eq!(again(kind, every), TimeDelta::minutes(minutes), "{kind}");
        }
    }
}
