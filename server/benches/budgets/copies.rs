//! A portfolio made large by copying the rows of a small one within its database: an import of a million customers
//! would take longer than all that is measured, and planning reads the same of a copy. Nobody can write to one: what
//! is sealed opens only where it was.

use server::store::Dialect;
use sqlx::any::AnyRow;
use sqlx::{AssertSqlSafe, Row};

use crate::Outcome;
use crate::site::Site;

/// Customers that are imported; the others are their copies.
pub const BASE: u64 = 10_000;

/// Ids of our years begin with 01: a copy's begin with another number of two digits.
const MOST: u64 = 250;

/// What is copied, in the order of the foreign keys: the table, the key that a copy is found by, and the word that its
/// ids begin with.
const TABLES: [(&str, &str, &str); 12] = [
    ("debtors", "id", "debtor"),
    ("cases", "id", "case"),
    ("debts", "case_id", "case"),
    ("debt_balances", "debt_id", "debt"),
    ("case_balances", "case_id", "case"),
    ("plans", "case_id", "case"),
    ("plan_debts", "plan_id", "plan"),
    ("promises", "case_id", "case"),
    ("reminders", "case_id", "case"),
    ("reminder_subjects", "case_id", "case"),
    ("messages", "case_id", "case"),
    ("tasks", "case_id", "case"),
];

/// As many cases as copies can make of about so many.
pub fn whole(cases: u64) -> u64 {
    (cases / BASE).clamp(1, MOST) * BASE
}

/// Copies the portfolio until it has `cases` cases, and counts what the planner of PostgreSQL goes by, as it would do
/// by itself within a minute.
pub async fn grow(site: &Site, cases: u64) -> Outcome<()> {
    let mut tables = Vec::new();
    for (table, key, word) in TABLES {
        tables.push((table, columns(site, table).await?, key, word));
    }
    for copy in 1..cases / BASE {
        let each = tables.iter().map(|(table, columns, key, word)| {
            let copied: Vec<String> = columns.iter().map(|one| copied(one, copy)).collect();
            format!(
                "insert into {table} ({}) select {} from {table}
                 where creditor_id = '{}' and {key} < '{word}_02' order by {key}",
                columns.join(", "),
                copied.join(", "),
                site.tenant.id(),
            )
        });
        let each: Vec<String> = each.collect();
        let each: Vec<&str> = each.iter().map(String::as_str).collect();
        change(site, &each).await?;
    }
    match site.portal.store.dialect() {
        Dialect::Sqlite => Ok(()),
        Dialect::Postgres => change(site, &["analyze"]).await,
    }
}

/// What a copy has in a column.
fn copied(column: &str, copy: u64) -> String {
    let is_named = ["id", "subject", "occurrence", "about"].contains(&column);
    match column {
        "creditor_id" | "policy_id" | "sequence_id" => column.to_owned(),
        "reference" => format!("{column} || '-{copy}'"),
        _ if is_named || column.ends_with("_id") => {
            format!("replace({column}, '_01', '_{:02x}')", copy + 1)
        }
        _ => column.to_owned(),
    }
}

async fn columns(site: &Site, table: &str) -> Outcome<Vec<String>> {
    let sql = match site.portal.store.dialect() {
        Dialect::Sqlite => format!("select name from pragma_table_info('{table}')"),
        Dialect::Postgres => format!(
            "select cast(column_name as text) as name from information_schema.columns
             where table_name = '{table}'"
        ),
    };
    let mut conn = site.portal.store.read().await?;
    let rows = sqlx::query(AssertSqlSafe(sql)).fetch_all(&mut *conn).await?;
    let name = |row: &AnyRow| -> Outcome<String> { Ok(row.try_get("name")?) };
    rows.iter().map(name).collect()
}

/// Runs statements in one transaction, for as long as they take. PostgreSQL looks no foreign keys up: copies have the
/// rows that their originals have.
pub async fn change(site: &Site, statements: &[&str]) -> Outcome<()> {
    let mut tx = site.portal.store.begin().await?;
    if site.portal.store.dialect() == Dialect::Postgres {
        let set = "set local statement_timeout = 0; set local session_replication_role = 'replica'";
        sqlx::raw_sql(set).execute(&mut *tx).await?;
    }
    for sql in statements {
        sqlx::raw_sql(AssertSqlSafe((*sql).to_owned())).execute(&mut *tx).await?;
    }
    tx.commit().await?;
    Ok(())
}
