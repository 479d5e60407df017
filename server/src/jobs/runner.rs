//! Runs jobs one after another, in every process that serves; the lease keeps them apart.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use domain::ids::{JobId, RefundId};
use tokio::sync::watch;

use crate::compose::Portal;
use crate::in_tx;
use crate::store::job::{self, Job};
use crate::tenant::{Mark, Tenant};
use crate::use_cases::payment::{reconcile, refund};
use crate::use_cases::{PortalError, stripe_event};

/// How long a claimed job may take before somebody else takes it over.
const LEASE: TimeDelta = TimeDelta::seconds(60);

/// After so many tries a job is given up and left for a person.
const TRIES: i64 = 10;

/// The pause when nothing is due.
const IDLE: Duration = Duration::from_millis(250);

/// The job that compares one tenant's objects with Stripe's.
pub const RECONCILE: &str = "reconcile";

/// How often it runs, and how far it looks back each time and once a day.
const RECONCILE_EVERY: TimeDelta = TimeDelta::minutes(10);
const RECONCILE_LOOK_BACK: TimeDelta = TimeDelta::days(3);

/// Runs until `stop` turns true; the job under way is finished first.
pub async fn run(portal: Portal, mut stop: watch::Receiver<bool>) {
    while !*stop.borrow() {
        match run_due(&portal).await {
            Ok(0) => {
                tokio::select! {
                    () = tokio::time::sleep(IDLE) => {}
                    _ = stop.changed() => {}
                }
            }
            Ok(_) => {}
            Err(error) => {
                tracing::error!("the job queue does not answer: {error}");
                tokio::time::sleep(IDLE * 4).await;
            }
        }
    }
}

/// Runs what is due now, jobs first, then messages; says how much that was.
pub async fn run_due(portal: &Portal) -> Result<usize, PortalError> {
    let mut done = 0;
    while let Some(job) = claim(portal).await? {
        let limit = LEASE.to_std().unwrap_or(IDLE);
        let timed = tokio::time::timeout(limit, perform(portal, &job)).await;
        let late = |_| Err(PortalError::Unavailable("took longer than its lease".into()));
        finish(portal, &job, timed.unwrap_or_else(late)).await?;
        done += 1;
    }
    Ok(done + super::outbox::send_due(portal).await?)
}

async fn claim(portal: &Portal) -> Result<Option<Job>, PortalError> {
    let now = portal.clock.now();
    in_tx!(portal.store, tx => job::claim(&mut tx, now, now + LEASE).await?)
}

async fn perform(portal: &Portal, job: &Job) -> Result<(), PortalError> {
    match (job.kind.as_str(), &job.creditor) {
        (stripe_event::JOB, _) => stripe_event::apply(portal, &job.payload).await,
        (refund::JOB, Some(creditor)) => {
            let tenant = tenant_of(portal, creditor).await?;
            let id: RefundId = job.payload.parse().map_err(|_| PortalError::NotFound)?;
            refund::send(portal, &tenant, &id).await
        }
        (RECONCILE, Some(creditor)) => {
            let tenant = tenant_of(portal, creditor).await?;
            reconcile::tenant(portal, &tenant, RECONCILE_LOOK_BACK).await
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

async fn finish(portal: &Portal, job: &Job, result: Result<(), PortalError>) -> Result<(), PortalError> {
    let now = portal.clock.now();
    in_tx!(portal.store, tx => match (&result, repeats(&job.kind)) {
        // A job that repeats goes back to the queue, whatever became of this run.
        (Ok(()), Some(every)) => job::retry(&mut tx, job, now + every, "").await?,
        (Ok(()), None) => job::done(&mut tx, job).await?,
        (Err(error), Some(every)) => {
            tracing::warn!(job.kind, "a repeated job failed: {error}");
            job::retry(&mut tx, job, now + every, &error.to_string()).await?;
        }
        (Err(error), None) if job.attempt >= TRIES => {
            tracing::error!(job.id = %job.id, job.kind, "a job was given up: {error}");
            job::bury(&mut tx, job, now, &error.to_string()).await?;
        }
        (Err(error), None) => {
            tracing::warn!(job.id = %job.id, job.kind, "a job will be tried again: {error}");
            job::retry(&mut tx, job, next_try(now, job.attempt), &error.to_string()).await?;
        }
    })
}

fn repeats(kind: &str) -> Option<TimeDelta> {
    (kind == RECONCILE).then_some(RECONCILE_EVERY)
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
    let tenants = Tenant::all(&mut conn).await?;
    drop(conn);
    in_tx!(portal.store, tx => for tenant in &tenants {
        if portal.stripe.is_some() {
            let key = format!("{RECONCILE}:{}", tenant.id());
            let id = JobId::from_bits(portal.ids.bits());
            let new = job::NewJob {
                creditor: Some(tenant.id()),
                kind: RECONCILE,
                key: &key,
                payload: "",
                run_at: now,
            };
            job::enqueue(&mut tx, &id, new).await?;
        }
    })
}
