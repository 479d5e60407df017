//! Cases as a list: by what is owed, page by page, and by what people search for.

use chrono::NaiveDate;
use domain::ids::CaseId;
use domain::money::{Currency, Money};
use sqlx::AnyConnection;
use sqlx::any::AnyRow;

use super::StoreError;
use super::row::Columns;
use crate::tenant::Tenant;

/// Cases on one page.
pub const PAGE: usize = 50;

/// Where a page begins: behind this amount and case.
pub type Cursor = (i64, String);

/// A case with several currencies stands once, where its greatest amount is. The sign before an amount
/// keeps SQLite from reading all cases in the order of amounts, where one case is meant.
const BY_OWED: &str = "
    select b.case_id, b.owed_minor from case_balances b
    where b.creditor_id = $1 and (b.owed_minor, b.case_id) < ($2, $3)
        and not exists (
            select 1 from case_balances o
            where o.creditor_id = b.creditor_id and o.case_id = b.case_id
                and (+o.owed_minor > b.owed_minor
                    or (+o.owed_minor = b.owed_minor and o.currency < b.currency))
        )
    order by b.owed_minor desc, b.case_id desc limit $4";

/// The next cases by what they owe, in minor units whatever the currency, most first.
pub async fn by_owed(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    after: Option<Cursor>,
    limit: i64,
) -> Result<Vec<(CaseId, i64)>, StoreError> {
    let (owed, case) = after.unwrap_or((i64::MAX, String::new()));
    let rows = sqlx::query(BY_OWED)
        .bind(tenant.id().to_owned())
        .bind(owed)
        .bind(case)
        .bind(limit)
        .fetch_all(conn)
        .await?;
    rows.iter().map(|row| Ok((row.parsed("case_id")?, row.number("owed_minor")?))).collect()
}

const BY_DEBT: &str = "
    select case_id from debts where creditor_id = $1 and reference = $2";

const BY_DEBTOR: &str = "
    select c.id as case_id from debtors d
    join cases c on c.creditor_id = d.creditor_id and c.debtor_id = d.id
    where d.creditor_id = $1 and d.reference = $2";

const BY_NATIONAL_ID: &str = "
    select c.id as case_id from debtors d
    join cases c on c.creditor_id = d.creditor_id and c.debtor_id = d.id
    where d.creditor_id = $1 and d.national_id_hash = $2
    order by d.id limit 51";

/// Cases with a word that begins like the first; the others are looked up in what it finds. A case
/// comes again with each other word that begins alike: the index stays in its order, and the search
/// ends early.
macro_rules! by_name {
    ($others:literal) => {
        concat!(
            "select n.case_id from name_words n
            where n.creditor_id = $1 and n.word >= $2 and n.word < $3",
            $others,
            " order by n.word, n.case_id limit 64"
        )
    };
}

const BY_NAME: &str = by_name!("");

const BY_TWO_NAMES: &str = by_name!(
    " and exists (
        select 1 from name_words s where s.creditor_id = n.creditor_id
            and s.case_id = n.case_id and s.word >= $4 and s.word < $5
    )"
);

const BY_THREE_NAMES: &str = by_name!(
    " and exists (
        select 1 from name_words s where s.creditor_id = n.creditor_id
            and s.case_id = n.case_id and s.word >= $4 and s.word < $5
    ) and exists (
        select 1 from name_words t where t.creditor_id = n.creditor_id
            and t.case_id = n.case_id and t.word >= $6 and t.word < $7
    )"
);

/// What a case can be searched by.
#[derive(Clone, Copy)]
pub enum Search<'a> {
    /// An invoice's whole number.
    Debt(&'a str),
    /// A customer's whole number.
    Debtor(&'a str),
    /// The keyed hash of a national id.
    NationalId(&'a [u8]),
    /// What one to three words of the name begin with, the longest first.
    Name(&'a [String]),
}

/// The cases that `search` names, at most one more than a page.
pub async fn search(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    search: Search<'_>,
) -> Result<Vec<CaseId>, StoreError> {
    let query = match search {
        Search::Debt(reference) => {
            sqlx::query(BY_DEBT).bind(tenant.id().to_owned()).bind(reference.to_owned())
        }
        Search::Debtor(reference) => {
            sqlx::query(BY_DEBTOR).bind(tenant.id().to_owned()).bind(reference.to_owned())
        }
        Search::NationalId(hash) => {
            sqlx::query(BY_NATIONAL_ID).bind(tenant.id().to_owned()).bind(hash.to_vec())
        }
        Search::Name(words) => {
            let sql = match words.len() {
                0 => return Ok(Vec::new()),
                1 => BY_NAME,
                2 => BY_TWO_NAMES,
                _ => BY_THREE_NAMES,
            };
            let mut query = sqlx::query(sql).bind(tenant.id().to_owned());
            for word in words.iter().take(3) {
                // No letter comes after the last code point, so this ends behind all continuations.
                query = query.bind(word.clone()).bind(format!("{word}{}", char::MAX));
            }
            query
        }
    };
    let mut found = Vec::new();
    for row in &query.fetch_all(conn).await? {
        let case: CaseId = row.parsed("case_id")?;
        if found.len() <= PAGE && !found.contains(&case) {
            found.push(case);
        }
    }
    Ok(found)
}

/// The ids of one page, in a list of fixed length: the statement stays one text.
macro_rules! of_page {
    ($before:literal, $column:literal, $after:literal) => {
        concat!(
            $before, $column, " in ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16,
            $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34,
            $35, $36, $37, $38, $39, $40, $41, $42, $43, $44, $45, $46, $47, $48, $49, $50, $51)",
            $after
        )
    };
}

const ROWS: &str = of_page!(
    "select c.id as case_id, d.name, d.reference, (
        select x.due_on from debts x
        join debt_balances b on b.creditor_id = x.creditor_id and b.debt_id = x.id
        where x.creditor_id = c.creditor_id and x.case_id = c.id and x.due_on is not null
            and b.principal_minor + b.interest_minor + b.fee_minor > 0
        order by x.due_on limit 1
    ) as oldest_due
    from cases c
    join debtors d on d.creditor_id = c.creditor_id and d.id = c.debtor_id
    where c.creditor_id = $1 and ",
    "c.id",
    ""
);

const BALANCES: &str = of_page!(
    "select case_id, currency, owed_minor from case_balances
    where creditor_id = $1 and +owed_minor > 0 and ",
    "case_id",
    " order by case_id, currency"
);

const HOLDS: &str = of_page!(
    "select case_id, kind from holds
    where creditor_id = $1 and lifted_at is null and ",
    "case_id",
    " order by case_id, placed_at"
);

/// One case in a list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Listed {
    /// The case.
    pub case: CaseId,
    /// The person's name.
    pub name: Option<String>,
    /// The customer's number.
    pub reference: String,
    /// When the oldest open debt was, or is, due.
    pub oldest_due: Option<NaiveDate>,
    /// What is owed, by currency.
    pub owed: Vec<Money>,
    /// Why reminders stop: words of the store.
    pub holds: Vec<String>,
}

/// The cases `ids`, [`PAGE`] of them at most, in their order.
pub async fn rows(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    ids: &[CaseId],
) -> Result<Vec<Listed>, StoreError> {
    let mut found = Vec::with_capacity(ids.len());
    for row in ask(conn, tenant, ROWS, ids).await? {
        found.push(Listed {
            case: row.parsed("case_id")?,
            name: row.maybe_text("name")?,
            reference: row.text("reference")?,
            oldest_due: row.maybe_date("oldest_due")?,
            owed: Vec::new(),
            holds: Vec::new(),
        });
    }
    for row in ask(conn, tenant, BALANCES, ids).await? {
        let case: CaseId = row.parsed("case_id")?;
        let currency: Currency = row.currency("currency")?;
        if let Some(listed) = found.iter_mut().find(|listed| listed.case == case) {
            listed.owed.push(row.money("owed_minor", currency)?);
        }
    }
    for row in ask(conn, tenant, HOLDS, ids).await? {
        let case: CaseId = row.parsed("case_id")?;
        if let Some(listed) = found.iter_mut().find(|listed| listed.case == case) {
            listed.holds.push(row.text("kind")?);
        }
    }
    found.sort_by_key(|listed| ids.iter().position(|id| *id == listed.case));
    Ok(found)
}

async fn ask(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    sql: &'static str,
    ids: &[CaseId],
) -> Result<Vec<AnyRow>, StoreError> {
    let Some(last) = ids.last() else { return Ok(Vec::new()) };
    let mut query = sqlx::query(sql).bind(tenant.id().to_owned());
    for at in 0..PAGE {
        query = query.bind(ids.get(at).unwrap_or(last).as_str().to_owned());
    }
    Ok(query.fetch_all(conn).await?)
}

/// Every statement of this file.
pub const STATEMENTS: &[&str] = &[
    BY_OWED,
    BY_DEBT,
    BY_DEBTOR,
    BY_NATIONAL_ID,
    BY_NAME,
    BY_TWO_NAMES,
    BY_THREE_NAMES,
    ROWS,
    BALANCES,
    HOLDS,
];
