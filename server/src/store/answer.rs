//! What debtors told their creditor. The words are sealed under the debtor's own key.

use std::str::FromStr;

use chrono::{DateTime, Utc};
use domain::ids::{AnswerId, CaseId};
use sqlx::AnyConnection;
use sqlx::any::AnyRow;

use super::row::{Columns, one_row};
use super::{StoreError, Tx};
use crate::tenant::Tenant;

/// What a debtor, or whoever has the address, told the creditor.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum AnswerKind {
    /// I have already paid.
    Paid,
    /// It is not mine, or it is wrong.
    Wrong,
    /// I would rather talk to a person.
    Talk,
    /// I am not that person.
    NotThem,
    /// Something else, in answer to a message on their phone.
    Wrote,
}

impl AnswerKind {
    /// The word that stands for it in the store.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Paid => "paid",
            Self::Wrong => "wrong",
            Self::Talk => "talk",
            Self::NotThem => "not-them",
            Self::Wrote => "wrote",
        }
    }
}

impl FromStr for AnswerKind {
    type Err = UnknownAnswer;

    fn from_str(text: &str) -> Result<Self, UnknownAnswer> {
        [Self::Paid, Self::Wrong, Self::Talk, Self::NotThem, Self::Wrote]
            .into_iter()
            .find(|kind| kind.as_str() == text)
            .ok_or(UnknownAnswer)
    }
}

/// A stored word that names no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("unknown kind of answer")]
pub struct UnknownAnswer;

/// One answer.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Answer {
    /// The answer.
    pub id: AnswerId,
    /// Whose case.
    pub case: CaseId,
    /// What it says.
    pub kind: AnswerKind,
    /// The words, sealed in column `text` of this answer; none where none are asked for.
    pub text: Option<Vec<u8>>,
    /// How many files came with it by message.
    pub files: i64,
    /// When.
    pub said_at: DateTime<Utc>,
    /// When a person of the team attended to it.
    pub attended_at: Option<DateTime<Utc>>,
    /// Which person.
    pub attended_by: Option<String>,
}

const INSERT: &str = "
    insert into answers (creditor_id, id, case_id, kind, text_sealed, files, said_at)
    values ($1, $2, $3, $4, $5, $6, $7)";

/// Writes a new answer.
pub async fn insert(tx: &mut Tx, tenant: &Tenant, answer: &Answer) -> Result<(), StoreError> {
    sqlx::query(INSERT)
        .bind(tenant.id().to_owned())
        .bind(answer.id.as_str().to_owned())
        .bind(answer.case.as_str().to_owned())
        .bind(answer.kind.as_str())
        .bind(answer.text.clone())
        .bind(answer.files)
        .bind(answer.said_at.timestamp_millis())
        .execute(&mut **tx)
        .await?;
    Ok(())
}

macro_rules! answers {
    ($rest:literal) => {
        concat!(
            "select a.id, a.case_id, a.kind, a.text_sealed, a.files, a.said_at, a.attended_at,
                a.attended_by
             from answers a where a.creditor_id = $1 and ",
            $rest
        )
    };
}

const BY_ID: &str = answers!("a.id = $2");

/// The answer `id`.
pub async fn find(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    id: &AnswerId,
) -> Result<Option<Answer>, StoreError> {
    let row = sqlx::query(BY_ID)
        .bind(tenant.id().to_owned())
        .bind(id.as_str().to_owned())
        .fetch_optional(conn)
        .await?;
    row.map(|row| from_row(&row)).transpose()
}

const WAITING: &str = answers!("a.attended_at is null order by a.said_at, a.id limit 200");

/// The answers that nobody has attended to, oldest first.
pub async fn waiting(conn: &mut AnyConnection, tenant: &Tenant) -> Result<Vec<Answer>, StoreError> {
    let rows = sqlx::query(WAITING).bind(tenant.id().to_owned()).fetch_all(conn).await?;
    rows.iter().map(from_row).collect()
}

const ATTENDED: &str = answers!(
    "(a.attended_at, a.said_at, a.id) < ($2, $3, $4)
     order by a.attended_at desc, a.said_at desc, a.id desc limit $5"
);

/// A place in the list of attended answers: behind the one with these marks.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Behind {
    /// When it was attended to.
    pub attended_at: DateTime<Utc>,
    /// When it was said.
    pub said_at: DateTime<Utc>,
    /// The answer.
    pub id: AnswerId,
}

/// The next answers that somebody has attended to, newest first.
pub async fn attended(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    behind: Option<Behind>,
    limit: i64,
) -> Result<Vec<Answer>, StoreError> {
    let (attended, said, id) = behind.map_or((i64::MAX, i64::MAX, String::new()), |b| {
        (b.attended_at.timestamp_millis(), b.said_at.timestamp_millis(), b.id.to_string())
    });
    let rows = sqlx::query(ATTENDED)
        .bind(tenant.id().to_owned())
        .bind(attended)
        .bind(said)
        .bind(id)
        .bind(limit)
        .fetch_all(conn)
        .await?;
    rows.iter().map(from_row).collect()
}

const OF_CASE: &str = answers!("a.case_id = $2 order by a.said_at desc, a.id desc limit 200");

/// The answers about a case, newest first.
pub async fn of_case(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    case: &CaseId,
) -> Result<Vec<Answer>, StoreError> {
    let rows = sqlx::query(OF_CASE)
        .bind(tenant.id().to_owned())
        .bind(case.as_str().to_owned())
        .fetch_all(conn)
        .await?;
    rows.iter().map(from_row).collect()
}

const COUNT_SINCE: &str = "
    select cast(count(*) as bigint) as said from answers
    where creditor_id = $1 and case_id = $2 and said_at >= $3";

/// How many answers about a case were given since `since`.
pub async fn count_since(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    case: &CaseId,
    since: DateTime<Utc>,
) -> Result<i64, StoreError> {
    let row = sqlx::query(COUNT_SINCE)
        .bind(tenant.id().to_owned())
        .bind(case.as_str().to_owned())
        .bind(since.timestamp_millis())
        .fetch_one(conn)
        .await?;
    row.number("said")
}

const ATTEND: &str = "
    update answers set attended_at = $3, attended_by = $4
    where creditor_id = $1 and id = $2 and attended_at is null";

/// Marks an answer as attended to by `who`; refused if it is not there or was attended to before.
pub async fn attend(
    tx: &mut Tx,
    tenant: &Tenant,
    (id, who): (&AnswerId, &str),
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let done = sqlx::query(ATTEND)
        .bind(tenant.id().to_owned())
        .bind(id.as_str().to_owned())
        .bind(now.timestamp_millis())
        .bind(who.to_owned())
        .execute(&mut **tx)
        .await?;
    one_row(&done, "attend to an answer")
}

fn from_row(row: &AnyRow) -> Result<Answer, StoreError> {
    Ok(Answer {
        id: row.parsed("id")?,
        case: row.parsed("case_id")?,
        kind: row.parsed("kind")?,
        text: row.maybe_bytes("text_sealed")?,
        files: row.number("files")?,
        said_at: row.instant("said_at")?,
        attended_at: row.maybe_instant("attended_at")?,
        attended_by: row.maybe_text("attended_by")?,
    })
}

/// Every statement of this file.
pub const STATEMENTS: &[&str] = &[INSERT, BY_ID, WAITING, ATTENDED, OF_CASE, COUNT_SINCE, ATTEND];
