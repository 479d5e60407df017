//! What the steps of sequences have brought: counted by a job over messages, links, agreements and payments.

use chrono::NaiveDate;
use domain::money::Money;
use domain::reminder::StepKind;
use sqlx::AnyConnection;
use sqlx::any::AnyRow;

use super::row::Columns;
use super::{StoreError, Tx, reminder};
use crate::tenant::Tenant;

/// One step by one way in one text.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Of {
    /// The step.
    pub step: String,
    /// What it is about.
    pub kind: StepKind,
    /// The channel.
    pub means: String,
    /// The version of the creditor's own text; 0 for the program's words.
    pub text_version: i64,
}

/// What it has brought.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StepResult {
    /// Of what.
    pub of: Of,
    /// How many left.
    pub sent: i64,
    /// Of how many the provider said that they arrived.
    pub delivered: i64,
    /// Whose link was opened.
    pub opened: i64,
    /// Whose reader passed the identity check.
    pub verified: i64,
    /// Through whose link something was accepted.
    pub accepted: i64,
    /// Through whose link money came.
    pub paid: i64,
}

const COUNT: &str = "
    select r.step, r.kind, r.means, coalesce(m.text_version, 0) as text_version,
        cast(sum(case when r.state = 'sent' then 1 else 0 end) as bigint) as sent,
        cast(sum(case when m.delivery in ('delivered', 'read') then 1 else 0 end) as bigint)
            as delivered,
        cast(sum(case when l.opened_at is not null then 1 else 0 end) as bigint) as opened,
        cast(sum(case when l.verified_at is not null then 1 else 0 end) as bigint) as verified,
        cast(sum(case when exists (
            select 1 from agreements a where a.creditor_id = l.creditor_id and a.link_id = l.id
        ) then 1 else 0 end) as bigint) as accepted,
        cast(sum(case when l.paid_at is not null then 1 else 0 end) as bigint) as paid
    from reminders r
    join messages m on m.creditor_id = r.creditor_id and m.case_id = r.case_id
        and m.kind = 'reminder' and m.about = r.id
    left join access_links l on l.creditor_id = m.creditor_id and l.case_id = m.case_id
        and l.message_id = m.id
    where r.creditor_id = $1 and r.planned_on >= $2 and r.state in ('sent', 'unknown')
    group by r.step, r.kind, r.means, coalesce(m.text_version, 0)";

/// Counts what the reminders since a day have brought: a job, since it looks at every one of them.
pub async fn count(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    since: NaiveDate,
) -> Result<Vec<StepResult>, StoreError> {
    let rows = sqlx::query(COUNT)
        .bind(tenant.id().to_owned())
        .bind(since.to_string())
        .fetch_all(conn)
        .await?;
    rows.iter().map(result).collect()
}

const COUNT_MONEY: &str = "
    select r.step, r.kind, r.means, coalesce(m.text_version, 0) as text_version, p.currency,
        cast(sum(p.amount_minor) as bigint) as money_minor
    from reminders r
    join messages m on m.creditor_id = r.creditor_id and m.case_id = r.case_id
        and m.kind = 'reminder' and m.about = r.id
    join access_links l on l.creditor_id = m.creditor_id and l.case_id = m.case_id
        and l.message_id = m.id
    join attempts t on t.creditor_id = l.creditor_id and t.case_id = l.case_id and t.link_id = l.id
    join payments p on p.creditor_id = t.creditor_id and p.attempt_id = t.id
    where r.creditor_id = $1 and r.planned_on >= $2 and r.state in ('sent', 'unknown')
        and p.reversed_at is null
    group by r.step, r.kind, r.means, coalesce(m.text_version, 0), p.currency";

/// The money that came through the links of the reminders since a day.
pub async fn count_money(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    since: NaiveDate,
) -> Result<Vec<(Of, Money)>, StoreError> {
    let rows = sqlx::query(COUNT_MONEY)
        .bind(tenant.id().to_owned())
        .bind(since.to_string())
        .fetch_all(conn)
        .await?;
    rows.iter().map(money).collect()
}

const ALL: &str = "
    select step, kind, means, text_version, sent, delivered, opened, verified, accepted, paid
    from step_results where creditor_id = $1 order by step, kind, means, text_version";

/// What the steps have brought, as it was counted last.
pub async fn all(conn: &mut AnyConnection, tenant: &Tenant) -> Result<Vec<StepResult>, StoreError> {
    let rows = sqlx::query(ALL).bind(tenant.id().to_owned()).fetch_all(conn).await?;
    rows.iter().map(result).collect()
}

const MONEY: &str = "
    select step, kind, means, text_version, currency, money_minor
    from step_money where creditor_id = $1
    order by step, kind, means, text_version, currency";

/// The money that came through their links, as it was counted last.
pub async fn all_money(
    conn: &mut AnyConnection,
    tenant: &Tenant,
) -> Result<Vec<(Of, Money)>, StoreError> {
    let rows = sqlx::query(MONEY).bind(tenant.id().to_owned()).fetch_all(conn).await?;
    rows.iter().map(money).collect()
}

const FORGET: &str = "delete from step_results where creditor_id = $1";
const FORGET_MONEY: &str = "delete from step_money where creditor_id = $1";

const INSERT: &str = "
    insert into step_results (creditor_id, step, kind, means, text_version, sent, delivered, opened,
        verified, accepted, paid)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";

const INSERT_MONEY: &str = "
    insert into step_money (creditor_id, step, kind, means, text_version, currency, money_minor)
    values ($1, $2, $3, $4, $5, $6, $7)";

/// Puts what was counted in the place of what was counted before.
pub async fn replace(
    tx: &mut Tx,
    tenant: &Tenant,
    (results, sums): (&[StepResult], &[(Of, Money)]),
) -> Result<(), StoreError> {
    sqlx::query(FORGET).bind(tenant.id().to_owned()).execute(&mut **tx).await?;
    sqlx::query(FORGET_MONEY).bind(tenant.id().to_owned()).execute(&mut **tx).await?;
    for one in results {
        sqlx::query(INSERT)
            .bind(tenant.id().to_owned())
            .bind(one.of.step.clone())
            .bind(one.of.kind.code())
            .bind(one.of.means.clone())
            .bind(one.of.text_version)
            .bind(one.sent)
            .bind(one.delivered)
            .bind(one.opened)
            .bind(one.verified)
            .bind(one.accepted)
            .bind(one.paid)
            .execute(&mut **tx)
            .await?;
    }
    for (of, sum) in sums {
        sqlx::query(INSERT_MONEY)
            .bind(tenant.id().to_owned())
            .bind(of.step.clone())
            .bind(of.kind.code())
            .bind(of.means.clone())
            .bind(of.text_version)
            .bind(sum.currency().code())
            .bind(sum.minor())
            .execute(&mut **tx)
            .await?;
    }
    Ok(())
}

fn of(row: &AnyRow) -> Result<Of, StoreError> {
    Ok(Of {
        step: row.text("step")?,
        kind: reminder::kind(&row.text("kind")?)?,
        means: row.text("means")?,
        text_version: row.number("text_version")?,
    })
}

fn result(row: &AnyRow) -> Result<StepResult, StoreError> {
    Ok(StepResult {
        of: of(row)?,
        sent: row.number("sent")?,
        delivered: row.number("delivered")?,
        opened: row.number("opened")?,
        verified: row.number("verified")?,
        accepted: row.number("accepted")?,
        paid: row.number("paid")?,
    })
}

fn money(row: &AnyRow) -> Result<(Of, Money), StoreError> {
    let currency = row.currency("currency")?;
    Ok((of(row)?, row.money("money_minor", currency)?))
}

/// Every statement of this file.
pub const STATEMENTS: &[&str] =
    &[COUNT, COUNT_MONEY, ALL, MONEY, FORGET, FORGET_MONEY, INSERT, INSERT_MONEY];
