//! The job queue: claimed by lease, fenced by the number of the try.

use chrono::{DateTime, Utc};
use domain::ids::JobId;
use sqlx::AnyConnection;

use super::row::Columns;
use super::{StoreError, Tx};

/// A claimed job. Its `attempt` fences it: whoever claims it later has a higher one.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Job {
    /// The job.
    pub id: JobId,
    /// The creditor whose work it is, as stored; none for work over all.
    pub creditor: Option<String>,
    /// Which code runs it.
    pub kind: String,
    /// What it is about: ids only.
    pub payload: String,
    /// The number of this try, from 1.
    pub attempt: i64,
}

/// A job to be done.
#[derive(Clone, Copy, Debug)]
pub struct NewJob<'a> {
    /// The creditor whose work it is.
    pub creditor: Option<&'a str>,
    /// Which code runs it.
    pub kind: &'static str,
    /// Two jobs with the same key are one.
    pub key: &'a str,
    /// What it is about: ids only.
    pub payload: &'a str,
    /// Not before.
    pub run_at: DateTime<Utc>,
}

const INSERT: &str = "
    insert into jobs (id, creditor_id, kind, unique_key, payload, run_at, locked_until, attempts)
    values ($1, $2, $3, $4, $5, $6, 0, 0)
    on conflict (unique_key) do nothing";

/// Queues a job in the transaction of the fact that causes it.
pub async fn enqueue(tx: &mut Tx, id: &JobId, job: NewJob<'_>) -> Result<(), StoreError> {
    sqlx::query(INSERT)
        .bind(id.as_str().to_owned())
        .bind(job.creditor.map(str::to_owned))
        .bind(job.kind)
        .bind(job.key.to_owned())
        .bind(job.payload.to_owned())
        .bind(job.run_at.timestamp_millis())
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// The inner select names the row, the outer condition makes sure that nobody was faster.
const CLAIM: &str = "
    update jobs set locked_until = $2, attempts = attempts + 1
    where id = (
        select id from jobs
        where dead_at is null and run_at <= $1 and locked_until <= $1
        order by run_at, id limit 1
    ) and locked_until <= $1
    returning id, creditor_id, kind, payload, attempts";

/// Claims the job that has waited longest, until `lease_end`.
pub async fn claim(
    tx: &mut Tx,
    now: DateTime<Utc>,
    lease_end: DateTime<Utc>,
) -> Result<Option<Job>, StoreError> {
    let row = sqlx::query(CLAIM)
        .bind(now.timestamp_millis())
        .bind(lease_end.timestamp_millis())
        .fetch_optional(&mut **tx)
        .await?;
    row.map(|row| {
        Ok(Job {
            id: row.parsed("id")?,
            creditor: row.maybe_text("creditor_id")?,
            kind: row.text("kind")?,
            payload: row.text("payload")?,
            attempt: row.number("attempts")?,
        })
    })
    .transpose()
}

const EXTEND: &str = "update jobs set locked_until = $3 where id = $1 and attempts = $2";

/// Keeps a claimed job until `lease_end`; false if somebody else has claimed it since.
pub async fn extend(tx: &mut Tx, job: &Job, lease_end: DateTime<Utc>) -> Result<bool, StoreError> {
    let done = sqlx::query(EXTEND)
        .bind(job.id.as_str().to_owned())
        .bind(job.attempt)
        .bind(lease_end.timestamp_millis())
        .execute(&mut **tx)
        .await?;
    Ok(done.rows_affected() == 1)
}

const DONE: &str = "delete from jobs where id = $1 and attempts = $2";

/// Takes a finished job off the queue; does nothing if somebody else has claimed it since.
pub async fn done(tx: &mut Tx, job: &Job) -> Result<(), StoreError> {
    let id = job.id.as_str().to_owned();
    sqlx::query(DONE).bind(id).bind(job.attempt).execute(&mut **tx).await?;
    Ok(())
}

const RETRY: &str = "
    update jobs set run_at = $3, locked_until = 0, last_error = $4
    where id = $1 and attempts = $2";

/// Puts a job back for another try at `run_at`.
pub async fn retry(
    tx: &mut Tx,
    job: &Job,
    run_at: DateTime<Utc>,
    error: &str,
) -> Result<(), StoreError> {
    sqlx::query(RETRY)
        .bind(job.id.as_str().to_owned())
        .bind(job.attempt)
        .bind(run_at.timestamp_millis())
        .bind(error.to_owned())
        .execute(&mut **tx)
        .await?;
    Ok(())
}

const BURY: &str = "
    update jobs set dead_at = $3, last_error = $4 where id = $1 and attempts = $2";

/// Gives a job up: it stays in the table for a person to look at.
pub async fn bury(
    tx: &mut Tx,
    job: &Job,
    now: DateTime<Utc>,
    error: &str,
) -> Result<(), StoreError> {
    sqlx::query(BURY)
        .bind(job.id.as_str().to_owned())
        .bind(job.attempt)
        .bind(now.timestamp_millis())
        .bind(error.to_owned())
        .execute(&mut **tx)
        .await?;
    Ok(())
}

const COUNTS: &str = "
    select cast(coalesce(sum(case when dead_at is null then 1 else 0 end), 0) as bigint) as waiting,
        cast(coalesce(sum(case when dead_at is null then 0 else 1 end), 0) as bigint) as dead
    from jobs";

/// How many jobs wait, and how many were given up.
pub async fn counts(conn: &mut AnyConnection) -> Result<(i64, i64), StoreError> {
    let row = sqlx::query(COUNTS).fetch_one(conn).await?;
    Ok((row.number("waiting")?, row.number("dead")?))
}

const LATEST: &str = "
    select cast(coalesce(max(
        case when kind = $1 and run_at > locked_until then run_at else locked_until end
    ), 0) as bigint) as latest
    from jobs where dead_at is null";

/// The latest instant that a clock behind this database has come near: when the next turn of `kind`
/// is due, or when a lease ends.
pub async fn latest(
    conn: &mut AnyConnection,
    kind: &'static str,
) -> Result<DateTime<Utc>, StoreError> {
    sqlx::query(LATEST).bind(kind).fetch_one(conn).await?.instant("latest")
}

/// Every statement of this file.
pub const STATEMENTS: &[&str] = &[INSERT, CLAIM, EXTEND, DONE, RETRY, BURY, COUNTS, LATEST];
