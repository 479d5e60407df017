//! What a creditor's start page shows: sums, what waits for a person, what happened last.

use chrono::{DateTime, NaiveDate, Utc};
use domain::ids::CaseId;
use domain::money::{Currency, Money};
use sqlx::AnyConnection;

use super::evidence::Act;
use super::row::Columns;
use super::{StoreError, Tx};
use crate::tenant::Tenant;

/// Sums of one creditor in one currency.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Totals {
    /// All that is owed.
    pub owed: Money,
    /// Of it, past its due date.
    pub overdue: Money,
    /// Debts with something owed.
    pub debts: i64,
    /// Cases with something owed.
    pub cases: i64,
    /// Received since the month began, less what of it was given or taken back.
    pub collected: Money,
    /// The instant for which this is true.
    pub as_of: DateTime<Utc>,
}

const TOTALS: &str = "
    select currency, owed_minor, overdue_minor, debts_open, cases_open, collected_month_minor, as_of
    from creditor_totals where creditor_id = $1 order by currency";

/// The sums as they were computed last, one per currency; empty before the first time.
pub async fn totals(conn: &mut AnyConnection, tenant: &Tenant) -> Result<Vec<Totals>, StoreError> {
    let rows = sqlx::query(TOTALS).bind(tenant.id().to_owned()).fetch_all(conn).await?;
    rows.iter()
        .map(|row| {
            let currency = row.currency("currency")?;
            Ok(Totals {
                owed: row.money("owed_minor", currency)?,
                overdue: row.money("overdue_minor", currency)?,
                debts: row.number("debts_open")?,
                cases: row.number("cases_open")?,
                collected: row.money("collected_month_minor", currency)?,
                as_of: row.instant("as_of")?,
            })
        })
        .collect()
}

const COUNT_DEBTS: &str = "
    select d.currency,
        cast(coalesce(sum(b.principal_minor + b.interest_minor + b.fee_minor), 0) as bigint) as owed,
        cast(coalesce(sum(case when d.due_on < $2
            then b.principal_minor + b.interest_minor + b.fee_minor else 0 end), 0) as bigint) as overdue,
        cast(coalesce(sum(case when b.principal_minor + b.interest_minor + b.fee_minor > 0
            then 1 else 0 end), 0) as bigint) as debts
    from debts d
    join debt_balances b on b.creditor_id = d.creditor_id and b.debt_id = d.id
    where d.creditor_id = $1
    group by d.currency";

const COUNT_CASES: &str = "
    select currency, cast(count(*) as bigint) as cases from case_balances
    where creditor_id = $1 and owed_minor > 0
    group by currency";

const COUNT_COLLECTED: &str = "
    select p.currency, cast(coalesce(sum(p.amount_minor
        - coalesce((select sum(r.amount_minor) from refunds r
            where r.creditor_id = p.creditor_id and r.payment_id = p.id and r.state = 'sent'), 0)
        - coalesce((select sum(k.amount_minor) from chargebacks k
            where k.creditor_id = p.creditor_id and k.case_id = p.case_id and k.payment_id = p.id
                and k.withdrawn > k.reinstated), 0)
        ), 0) as bigint) as collected
    from payments p
    where p.creditor_id = $1 and p.received_on >= $2 and p.reversed_at is null
    group by p.currency";

/// Computes the sums anew: what is due before `today` is overdue, and the month is `today`'s.
pub async fn count(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    (today, month): (NaiveDate, NaiveDate),
    as_of: DateTime<Utc>,
) -> Result<Vec<Totals>, StoreError> {
    let debts = sqlx::query(COUNT_DEBTS)
        .bind(tenant.id().to_owned())
        .bind(today.to_string())
        .fetch_all(&mut *conn)
        .await?;
    let mut all = Vec::with_capacity(debts.len());
    for row in &debts {
        let currency = row.currency("currency")?;
        let (owed, overdue) = (row.money("owed", currency)?, row.money("overdue", currency)?);
        let (debts, collected) = (row.number("debts")?, Money::zero(currency));
        all.push(Totals { owed, overdue, debts, cases: 0, collected, as_of });
    }
    let cases = sqlx::query(COUNT_CASES).bind(tenant.id().to_owned()).fetch_all(&mut *conn).await?;
    for row in &cases {
        if let Some(totals) = of(&mut all, row.currency("currency")?) {
            totals.cases = row.number("cases")?;
        }
    }
    let collected = sqlx::query(COUNT_COLLECTED)
        .bind(tenant.id().to_owned())
        .bind(month.to_string())
        .fetch_all(conn)
        .await?;
    for row in &collected {
        let currency = row.currency("currency")?;
        if let Some(totals) = of(&mut all, currency) {
            totals.collected = row.money("collected", currency)?;
        }
    }
    Ok(all)
}

fn of(all: &mut [Totals], currency: Currency) -> Option<&mut Totals> {
    all.iter_mut().find(|totals| totals.owed.currency() == currency)
}

const FORGET: &str = "delete from creditor_totals where creditor_id = $1";

const INSERT: &str = "
    insert into creditor_totals (creditor_id, currency, owed_minor, overdue_minor, debts_open,
        cases_open, collected_month_minor, as_of)
    values ($1, $2, $3, $4, $5, $6, $7, $8)";

/// Puts newly computed sums in the place of the old ones.
pub async fn replace(tx: &mut Tx, tenant: &Tenant, all: &[Totals]) -> Result<(), StoreError> {
    sqlx::query(FORGET).bind(tenant.id().to_owned()).execute(&mut **tx).await?;
    for totals in all {
        sqlx::query(INSERT)
            .bind(tenant.id().to_owned())
            .bind(totals.owed.currency().code())
            .bind(totals.owed.minor())
            .bind(totals.overdue.minor())
            .bind(totals.debts)
            .bind(totals.cases)
            .bind(totals.collected.minor())
            .bind(totals.as_of.timestamp_millis())
            .execute(&mut **tx)
            .await?;
    }
    Ok(())
}

/// How many of one kind wait, and since when the oldest does.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Queue {
    /// How many.
    pub count: i64,
    /// When the oldest began to wait.
    pub since: Option<DateTime<Utc>>,
}

/// What waits for a person of the team.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Waiting {
    /// Announced transfers.
    pub transfers: Queue,
    /// Answers of debtors.
    pub answers: Queue,
    /// Money without a case.
    pub suspense: Queue,
    /// Proposals of debtors.
    pub proposals: Queue,
    /// Changes of imports that a person decides on.
    pub changes: Queue,
    /// What people of the team are to do.
    pub tasks: Queue,
}

const TRANSFERS_WAIT: &str = "
    select cast(count(*) as bigint) as waiting, min(made_at) as since from attempts
    where creditor_id = $1 and channel = 'transfer' and state = 'pending'";

const ANSWERS_WAIT: &str = "
    select cast(count(*) as bigint) as waiting, min(said_at) as since from answers
    where creditor_id = $1 and attended_at is null";

const SUSPENSE_WAITS: &str = "
    select cast(count(*) as bigint) as waiting, min(made_at) as since from suspense
    where creditor_id = $1 and ended_at is null";

const PROPOSALS_WAIT: &str = "
    select cast(count(*) as bigint) as waiting, min(made_at) as since from proposals
    where creditor_id = $1 and state = 'waiting'";
/// Those that wait for a payment to end need nobody.
const CHANGES_WAIT: &str = "
    select cast(count(*) as bigint) as waiting, min(b.started_at) as since
    from import_waiting w
    join import_batches b on b.creditor_id = w.creditor_id and b.id = w.batch_id
    where w.creditor_id = $1
        and w.why in ('plan-runs', 'credit-used', 'given-back', 'does-not-fit')
        and not exists (
            select 1 from import_left l
            where l.creditor_id = w.creditor_id and l.debt_reference = w.debt_reference
                and l.claim = w.claim
        )";

const TASKS_WAIT: &str = "
    select cast(count(*) as bigint) as waiting, min(made_at) as since from tasks
    where creditor_id = $1 and state = 'open'";

/// What waits for a person of the team.
pub async fn waiting(conn: &mut AnyConnection, tenant: &Tenant) -> Result<Waiting, StoreError> {
    Ok(Waiting {
        transfers: queue(conn, tenant, TRANSFERS_WAIT).await?,
        answers: queue(conn, tenant, ANSWERS_WAIT).await?,
        suspense: queue(conn, tenant, SUSPENSE_WAITS).await?,
        proposals: queue(conn, tenant, PROPOSALS_WAIT).await?,
        changes: queue(conn, tenant, CHANGES_WAIT).await?,
        tasks: queue(conn, tenant, TASKS_WAIT).await?,
    })
}

async fn queue(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    sql: &'static str,
) -> Result<Queue, StoreError> {
    let row = sqlx::query(sql).bind(tenant.id().to_owned()).fetch_one(conn).await?;
    Ok(Queue { count: row.number("waiting")?, since: row.maybe_instant("since")? })
}

/// The kinds stand here as in the index that makes this fast.
const LATEST: &str = "
    select case_id, seq, at, kind, body, hash from evidence
    where creditor_id = $1
        and kind in ('chargeback', 'payment', 'refund', 'reversal', 'said', 'transfer-announced')
    order by at desc, case_id desc, seq desc limit $2";

/// What happened last in all cases, newest first: of the acts that a start page tells of.
pub async fn latest(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    limit: i64,
) -> Result<Vec<(CaseId, Act)>, StoreError> {
    let rows = sqlx::query(LATEST).bind(tenant.id().to_owned()).bind(limit).fetch_all(conn).await?;
    rows.iter()
        .map(|row| {
            let act = Act {
                seq: row.number("seq")?,
                at: row.instant("at")?,
                kind: row.text("kind")?,
                body: row.text("body")?,
                hash: row.bytes("hash")?,
            };
            Ok((row.parsed("case_id")?, act))
        })
        .collect()
}

/// Every statement of this file.
pub const STATEMENTS: &[&str] = &[
    TOTALS,
    COUNT_DEBTS,
    COUNT_CASES,
    COUNT_COLLECTED,
    FORGET,
    INSERT,
    TRANSFERS_WAIT,
    ANSWERS_WAIT,
    SUSPENSE_WAITS,
    PROPOSALS_WAIT,
    CHANGES_WAIT,
    TASKS_WAIT,
    LATEST,
];
