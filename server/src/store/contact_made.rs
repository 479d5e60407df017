//! Contacts that people of the team made: calls, visits, letters that were printed. They count as messages do.

use chrono::{DateTime, NaiveDate, Utc};
use domain::contact::{Channel, Outcome};
use domain::ids::CaseId;
use sqlx::AnyConnection;
use sqlx::any::AnyRow;

use super::message_counted::Counted;
use super::reminder_page::{Stretch, of};
use super::row::Columns;
use super::{StoreError, Tx};
use crate::tenant::Tenant;

/// One such contact.
#[derive(Clone, Copy, Debug)]
pub struct Made<'a> {
    /// The case it is about.
    pub case: &'a CaseId,
    /// What it was made for: a word of the program; two about the same are one.
    pub about: &'a str,
    /// By which way.
    pub channel: Channel,
    /// Whether the person was reached.
    pub outcome: Outcome,
    /// The stage of a letter.
    pub stage: Option<&'a str>,
    /// Who made it.
    pub by: &'a str,
    /// Until the end of which day reminders rest, if the person named one.
    pub rest_until: Option<NaiveDate>,
}

const REACHED: &str = "reached";
const TRIED: &str = "tried";

const INSERT: &str = "
    insert into contacts_made (creditor_id, case_id, about, channel, outcome, stage, made_at, made_by,
        rest_until, address_hash)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, (
        select d.phone_hash from cases c
        join debtors d on d.creditor_id = c.creditor_id and d.id = c.debtor_id
        where c.creditor_id = $1 and c.id = $2 and cast($4 as text) = 'call'
    ))
    on conflict (creditor_id, about) do nothing";

/// Writes a contact with a locked case; nothing if it is written already.
pub async fn insert(
    tx: &mut Tx,
    tenant: &Tenant,
    made: Made<'_>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let outcome = match made.outcome {
        Outcome::Reached => REACHED,
        Outcome::Tried => TRIED,
    };
    sqlx::query(INSERT)
        .bind(tenant.id().to_owned())
        .bind(made.case.as_str().to_owned())
        .bind(made.about.to_owned())
        .bind(made.channel.as_str())
        .bind(outcome)
        .bind(made.stage.map(str::to_owned))
        .bind(now.timestamp_millis())
        .bind(made.by.to_owned())
        .bind(made.rest_until.map(|day| day.to_string()))
        .execute(&mut **tx)
        .await?;
    Ok(())
}

const IS_MADE: &str = "select about from contacts_made where creditor_id = $1 and about = $2";

/// Whether the contact for `about` was made.
pub async fn is_made(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    about: &str,
) -> Result<bool, StoreError> {
    let query = sqlx::query(IS_MADE).bind(tenant.id().to_owned()).bind(about.to_owned());
    Ok(query.fetch_optional(conn).await?.is_some())
}

const TAKE_BACK: &str = "delete from contacts_made where creditor_id = $1 and about = $2";

/// Takes back the contact for `about`, if it was made: somebody says that it was not after all.
pub async fn take_back(tx: &mut Tx, tenant: &Tenant, about: &str) -> Result<(), StoreError> {
    let query = sqlx::query(TAKE_BACK).bind(tenant.id().to_owned()).bind(about.to_owned());
    query.execute(&mut **tx).await?;
    Ok(())
}

const SINCE: &str = "
    select made_at, channel, outcome from contacts_made
    where creditor_id = $1 and case_id = $2 and made_at >= $3 order by made_at";

/// Calls to the same phone about another case.
const ELSEWHERE: &str = "
    select k.made_at, k.channel, k.outcome from cases c
    join debtors d on d.creditor_id = c.creditor_id and d.id = c.debtor_id
    join contacts_made k
        on k.creditor_id = d.creditor_id and k.address_hash = d.phone_hash and k.made_at >= $3
    where c.creditor_id = $1 and c.id = $2 and k.case_id <> c.id
    order by k.made_at";

/// The contacts with a case since an instant, and the calls to its phone about others.
pub async fn since(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    case: &CaseId,
    since: DateTime<Utc>,
) -> Result<Vec<Counted>, StoreError> {
    let mut rows = Vec::new();
    for sql in [SINCE, ELSEWHERE] {
        let asked = sqlx::query(sql)
            .bind(tenant.id().to_owned())
            .bind(case.as_str().to_owned())
            .bind(since.timestamp_millis());
        rows.extend(asked.fetch_all(&mut *conn).await?);
    }
    let corrupt = |column: &str| StoreError::Corrupt(format!("column `{column}` of a contact"));
    let counted = |row: &AnyRow| {
        let channel = Channel::parse(&row.text("channel")?);
        let outcome = match row.text("outcome")?.as_str() {
            REACHED => Outcome::Reached,
            TRIED => Outcome::Tried,
            _ => return Err(corrupt("outcome")),
        };
        let channel = channel.ok_or_else(|| corrupt("channel"))?;
        Ok(Counted { at: row.instant("made_at")?, channel, outcome })
    };
    rows.iter().map(counted).collect()
}

const OF_STRETCH: &str = "
    select case_id, made_at from contacts_made
    where creditor_id = $1 and case_id between $2 and $3 and made_at >= $4
    order by case_id, made_at";

/// When contacts were made with the cases of a stretch, since an instant.
pub async fn of_stretch(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    (stretch, since): (Stretch<'_>, DateTime<Utc>),
) -> Result<Vec<(CaseId, DateTime<Utc>)>, StoreError> {
    let query = of(OF_STRETCH, tenant, stretch).bind(since.timestamp_millis());
    let rows = query.fetch_all(conn).await?;
    rows.iter().map(|row| Ok((row.parsed("case_id")?, row.instant("made_at")?))).collect()
}

const RESTING: &str = "
    select case_id, rest_until from contacts_made
    where creditor_id = $1 and case_id between $2 and $3 and rest_until >= $4
    order by case_id, rest_until";

/// The cases of a stretch whose reminders rest on `today`, since the person named a day; the last one of each is
/// the latest.
pub async fn resting(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    (stretch, today): (Stretch<'_>, NaiveDate),
) -> Result<Vec<(CaseId, NaiveDate)>, StoreError> {
    let rows = of(RESTING, tenant, stretch).bind(today.to_string()).fetch_all(conn).await?;
    rows.iter().map(|row| Ok((row.parsed("case_id")?, row.parsed("rest_until")?))).collect()
}

const RESTS_UNTIL: &str = "
    select max(rest_until) as rest_until from contacts_made
    where creditor_id = $1 and case_id = $2";

/// The last day that the person of a case named; it may be over.
pub async fn rests_until(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    case: &CaseId,
) -> Result<Option<NaiveDate>, StoreError> {
    let row = sqlx::query(RESTS_UNTIL)
        .bind(tenant.id().to_owned())
        .bind(case.as_str().to_owned())
        .fetch_one(conn)
        .await?;
    row.maybe_date("rest_until")
}

const LETTERS: &str = "
    select about, made_at from contacts_made
    where creditor_id = $1 and case_id = $2 and stage = $3 and about <> $4 order by made_at";

/// For what the letters of a stage were made about a case, and when, but for the one that was made for `own`.
pub async fn letters(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    (case, stage): (&CaseId, &str),
    own: &str,
) -> Result<Vec<(String, DateTime<Utc>)>, StoreError> {
    let rows = sqlx::query(LETTERS)
        .bind(tenant.id().to_owned())
        .bind(case.as_str().to_owned())
        .bind(stage.to_owned())
        .bind(own.to_owned())
        .fetch_all(conn)
        .await?;
    rows.iter().map(|row| Ok((row.text("about")?, row.instant("made_at")?))).collect()
}

/// Every statement of this file.
pub const STATEMENTS: &[&str] =
    &[INSERT, IS_MADE, TAKE_BACK, SINCE, ELSEWHERE, OF_STRETCH, RESTING, RESTS_UNTIL, LETTERS];
