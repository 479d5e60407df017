//! How far debts are charged for paying late.

use std::collections::HashMap;

use chrono::NaiveDate;
use domain::ids::{AttemptId, CaseId, DebtId};
use domain::late::Mark;
use domain::money::Currency;
use sqlx::AnyConnection;
use sqlx::any::AnyRow;

use super::row::Columns;
use super::{StoreError, Tx};
use crate::tenant::Tenant;

const MARKS: &str = "
    select m.debt_id, m.charged_until, m.carry
    from debts d
    join late_charges m on m.creditor_id = d.creditor_id and m.debt_id = d.id
    where d.creditor_id = $1 and d.case_id = $2";

/// How far the debts of a case are charged; one that is missing never was.
pub async fn marks(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    case: &CaseId,
) -> Result<HashMap<DebtId, Mark>, StoreError> {
    let rows = sqlx::query(MARKS)
        .bind(tenant.id().to_owned())
        .bind(case.as_str().to_owned())
        .fetch_all(conn)
        .await?;
    read(&rows)
}

const MARKS_OF_RANGE: &str = "
    select m.debt_id, m.charged_until, m.carry
    from debts d
    join late_charges m on m.creditor_id = d.creditor_id and m.debt_id = d.id
    where d.creditor_id = $1 and d.case_id >= $2 and d.case_id <= $3";

/// The same for the cases from the first id to the last.
pub async fn marks_of_range(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    (first, last): (&CaseId, &CaseId),
) -> Result<HashMap<DebtId, Mark>, StoreError> {
    let rows = sqlx::query(MARKS_OF_RANGE)
        .bind(tenant.id().to_owned())
        .bind(first.as_str().to_owned())
        .bind(last.as_str().to_owned())
        .fetch_all(conn)
        .await?;
    read(&rows)
}

fn read(rows: &[AnyRow]) -> Result<HashMap<DebtId, Mark>, StoreError> {
    let mut marks = HashMap::with_capacity(rows.len());
    for row in rows {
        let mark = Mark { until: row.parsed("charged_until")?, carry: row.number("carry")? };
        marks.insert(row.parsed("debt_id")?, mark);
    }
    Ok(marks)
}

const ATTEMPTS_OF_RANGE: &str = "
    select id from attempts
    where creditor_id = $1 and case_id >= $2 and case_id <= $3
        and state in ('created', 'open', 'pending', 'unknown')
    order by case_id, made_at, id";

/// The attempts whose money may still come, of the cases from the first id to the last.
pub async fn attempts_of_range(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    (first, last): (&CaseId, &CaseId),
) -> Result<Vec<AttemptId>, StoreError> {
    let rows = sqlx::query(ATTEMPTS_OF_RANGE)
        .bind(tenant.id().to_owned())
        .bind(first.as_str().to_owned())
        .bind(last.as_str().to_owned())
        .fetch_all(conn)
        .await?;
    rows.iter().map(|row| row.parsed("id")).collect()
}

const SAVE: &str = "
    insert into late_charges (creditor_id, debt_id, charged_until, carry) values ($1, $2, $3, $4)
    on conflict (creditor_id, debt_id) do update set
        charged_until = excluded.charged_until, carry = excluded.carry";

/// Remembers how far a debt of a locked case is charged.
pub async fn save(
    tx: &mut Tx,
    tenant: &Tenant,
    (debt, mark): (&DebtId, Mark),
) -> Result<(), StoreError> {
    sqlx::query(SAVE)
        .bind(tenant.id().to_owned())
        .bind(debt.as_str().to_owned())
        .bind(mark.until.to_string())
        .bind(mark.carry)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

const NOT_BEFORE: &str = "
    insert into late_charges (creditor_id, debt_id, charged_until, carry) values ($1, $2, $3, 0)
    on conflict (creditor_id, debt_id) do update set charged_until =
        case when late_charges.charged_until < excluded.charged_until then excluded.charged_until
            else late_charges.charged_until end";

/// Charges nothing on these debts of a locked case for the days before `day`.
pub async fn not_before(
    tx: &mut Tx,
    tenant: &Tenant,
    (debts, day): (&[DebtId], NaiveDate),
) -> Result<(), StoreError> {
    for debt in debts {
        sqlx::query(NOT_BEFORE)
            .bind(tenant.id().to_owned())
            .bind(debt.as_str().to_owned())
            .bind(day.to_string())
            .execute(&mut **tx)
            .await?;
    }
    Ok(())
}

/// A sign before an amount keeps SQLite from reading all cases in the order of amounts.
const CASES: &str = "
    select b.case_id from case_balances b
    where b.creditor_id = $1 and b.case_id > $2 and b.currency = $3 and +b.owed_minor > 0
        and exists (
            select 1 from debts d
            left join late_charges m on m.creditor_id = d.creditor_id and m.debt_id = d.id
            where d.creditor_id = b.creditor_id and d.case_id = b.case_id
                and d.currency = b.currency and d.due_on < $4
                and (m.charged_until is null or m.charged_until < $4)
        )
    order by b.case_id limit $5";

/// Cases behind `after` that owe something in `currency` and have a debt that was due before `day` and is
/// not charged until then, in the order of their ids.
pub async fn cases(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    (currency, day): (Currency, NaiveDate),
    (after, limit): (&str, i64),
) -> Result<Vec<CaseId>, StoreError> {
    let rows = sqlx::query(CASES)
        .bind(tenant.id().to_owned())
        .bind(after.to_owned())
        .bind(currency.code())
        .bind(day.to_string())
        .bind(limit)
        .fetch_all(conn)
        .await?;
    rows.iter().map(|row| row.parsed("case_id")).collect()
}

const MONTH: &str = "select ended_on from late_months where creditor_id = $1";

/// The last end of a month for which everything was charged; `None` if none was yet.
pub async fn month(
    conn: &mut AnyConnection,
    tenant: &Tenant,
) -> Result<Option<NaiveDate>, StoreError> {
    let row = sqlx::query(MONTH).bind(tenant.id().to_owned()).fetch_optional(conn).await?;
    row.map(|row| row.parsed("ended_on")).transpose()
}

const MONTH_ENDED: &str = "
    insert into late_months (creditor_id, ended_on) values ($1, $2)
    on conflict (creditor_id) do update set ended_on = excluded.ended_on";

/// Remembers that everything was charged for the end of a month.
pub async fn month_ended(tx: &mut Tx, tenant: &Tenant, day: NaiveDate) -> Result<(), StoreError> {
    sqlx::query(MONTH_ENDED)
        .bind(tenant.id().to_owned())
        .bind(day.to_string())
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// Every statement of this file.
pub const STATEMENTS: &[&str] =
    &[MARKS, MARKS_OF_RANGE, ATTEMPTS_OF_RANGE, SAVE, NOT_BEFORE, CASES, MONTH, MONTH_ENDED];
