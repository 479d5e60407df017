//! Identity checks: wrong answers, which the throttle counts, and the codes that were sent.

use chrono::{DateTime, Utc};
use domain::identity::OneTimeCode;
use domain::ids::{AccessLinkId, CaseId};
use sqlx::AnyConnection;

use super::row::{Columns, one_row};
use super::{StoreError, Tx};
use crate::tenant::Tenant;

/// One answer that was looked at.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Answered {
    /// Through which link.
    pub link: AccessLinkId,
    /// When.
    pub at: DateTime<Utc>,
}

const ADD_WRONG: &str = "
    insert into identity_tries (creditor_id, case_id, link_id, at, n) values ($1, $2, $3, $4, $5)";

/// Counts a wrong answer; `n` tells it from others of the same millisecond.
pub async fn add_wrong(
    tx: &mut Tx,
    tenant: &Tenant,
    (case, link): (&CaseId, &AccessLinkId),
    (at, n): (DateTime<Utc>, i64),
) -> Result<(), StoreError> {
    sqlx::query(ADD_WRONG)
        .bind(tenant.id().to_owned())
        .bind(case.as_str().to_owned())
        .bind(link.as_str().to_owned())
        .bind(at.timestamp_millis())
        .bind(n)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// The sign keeps SQLite from reading everybody's tries since then.
const WRONG_OF_CASE: &str = "
    select link_id, at from identity_tries
    where creditor_id = $1 and case_id = $2 and +at >= $3 order by +at, n";

/// The wrong answers of a case since `since`, oldest first.
pub async fn wrong_of_case(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    case: &CaseId,
    since: DateTime<Utc>,
) -> Result<Vec<Answered>, StoreError> {
    answered(conn, WRONG_OF_CASE, (tenant, case), since).await
}

/// A full session begins only with a right answer.
const RIGHT_OF_CASE: &str = "
    select s.link_id, s.made_at as at from debtor_sessions s
    where s.creditor_id = $1 and s.stage = 'full' and s.made_at >= $3 and s.link_id in (
        select l.id from access_links l where l.creditor_id = $1 and l.case_id = $2
    )
    order by s.made_at";

/// The right answers of a case since `since`, oldest first.
pub async fn right_of_case(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    case: &CaseId,
    since: DateTime<Utc>,
) -> Result<Vec<Answered>, StoreError> {
    answered(conn, RIGHT_OF_CASE, (tenant, case), since).await
}

async fn answered(
    conn: &mut AnyConnection,
    sql: &'static str,
    (tenant, case): (&Tenant, &CaseId),
    since: DateTime<Utc>,
) -> Result<Vec<Answered>, StoreError> {
    let rows = sqlx::query(sql)
        .bind(tenant.id().to_owned())
        .bind(case.as_str().to_owned())
        .bind(since.timestamp_millis())
        .fetch_all(conn)
        .await?;
    rows.iter()
        .map(|row| Ok(Answered { link: row.parsed("link_id")?, at: row.instant("at")? }))
        .collect()
}

const WRONG_OF_CREDITOR: &str = "
    select cast(count(*) as bigint) as tries from identity_tries where creditor_id = $1 and at >= $2";

/// How many wrong answers all debtors of a creditor together have given since `since`.
pub async fn wrong_of_creditor(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    since: DateTime<Utc>,
) -> Result<i64, StoreError> {
    let row = sqlx::query(WRONG_OF_CREDITOR)
        .bind(tenant.id().to_owned())
        .bind(since.timestamp_millis())
        .fetch_one(conn)
        .await?;
    row.number("tries")
}

const ADD_CODE: &str = "
    insert into one_time_codes (creditor_id, link_id, code_hash, made_at, tries, used_at)
    values ($1, $2, $3, $4, $5, $6)";

/// Writes a code that is about to be sent for `link`.
pub async fn add_code(
    tx: &mut Tx,
    tenant: &Tenant,
    link: &AccessLinkId,
    code: &OneTimeCode,
) -> Result<(), StoreError> {
    sqlx::query(ADD_CODE)
        .bind(tenant.id().to_owned())
        .bind(link.as_str().to_owned())
        .bind(code.digest.to_vec())
        .bind(code.sent_at.timestamp_millis())
        .bind(i64::from(code.wrong))
        .bind(code.used_at.map(|at| at.timestamp_millis()))
        .execute(&mut **tx)
        .await?;
    Ok(())
}

const NEWEST_CODE: &str = "
    select code_hash, made_at, tries, used_at from one_time_codes
    where creditor_id = $1 and link_id = $2 order by made_at desc limit 1";

/// The newest code of `link`: the only one that counts.
pub async fn newest_code(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    link: &AccessLinkId,
) -> Result<Option<OneTimeCode>, StoreError> {
    let row = sqlx::query(NEWEST_CODE)
        .bind(tenant.id().to_owned())
        .bind(link.as_str().to_owned())
        .fetch_optional(conn)
        .await?;
    row.map(|row| {
        let corrupt = |column: &str| StoreError::Corrupt(format!("column `{column}`"));
        Ok(OneTimeCode {
            digest: row.bytes("code_hash")?.try_into().map_err(|_| corrupt("code_hash"))?,
            sent_at: row.instant("made_at")?,
            wrong: u8::try_from(row.number("tries")?).map_err(|_| corrupt("tries"))?,
            used_at: row.maybe_instant("used_at")?,
        })
    })
    .transpose()
}

const SAVE_CODE: &str = "
    update one_time_codes set tries = $4, used_at = $5
    where creditor_id = $1 and link_id = $2 and made_at = $3";

/// Writes what has become of a code.
pub async fn save_code(
    tx: &mut Tx,
    tenant: &Tenant,
    link: &AccessLinkId,
    code: &OneTimeCode,
) -> Result<(), StoreError> {
    let done = sqlx::query(SAVE_CODE)
        .bind(tenant.id().to_owned())
        .bind(link.as_str().to_owned())
        .bind(code.sent_at.timestamp_millis())
        .bind(i64::from(code.wrong))
        .bind(code.used_at.map(|at| at.timestamp_millis()))
        .execute(&mut **tx)
        .await?;
    one_row(&done, "save a one-time code")
}

/// Every statement of this file.
pub const STATEMENTS: &[&str] =
    &[ADD_WRONG, WRONG_OF_CASE, RIGHT_OF_CASE, WRONG_OF_CREDITOR, ADD_CODE, NEWEST_CODE, SAVE_CODE];
