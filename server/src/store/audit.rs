//! What `ledger-check` reads: everything as it is stored, nothing believed.

use domain::ids::CaseId;
use sqlx::AnyConnection;
use sqlx::any::AnyRow;

use super::StoreError;
use super::row::Columns;
use crate::tenant::Tenant;

/// One posting with its entry, as stored.
#[derive(Clone, Debug)]
pub struct StoredPosting {
    /// The entry.
    pub entry: String,
    /// Its place in the entry.
    pub line: i64,
    /// The account that gets less.
    pub from: String,
    /// The account that gets more.
    pub to: String,
    /// Minor units.
    pub minor: i64,
    /// ISO code.
    pub currency: String,
}

/// One entry, as stored.
#[derive(Clone, Debug)]
pub struct StoredEntry {
    /// The entry.
    pub id: String,
    /// Its case.
    pub case: Option<String>,
    /// ISO code.
    pub currency: String,
    /// `YYYY-MM-DD`.
    pub occurred_on: String,
    /// Why.
    pub reason: String,
    /// The key that makes it happen once.
    pub cause: String,
    /// The fingerprint that was written with it.
    pub fingerprint: Vec<u8>,
}

/// A key and some numbers beside it: a balance row, a payment, a refund.
#[derive(Clone, Debug)]
pub struct Figures {
    /// The row's key.
    pub key: String,
    /// A word: currency, state.
    pub word: String,
    /// Up to four numbers, in the order of the query.
    pub numbers: [i64; 4],
}

const CASES: &str = "
    select id from cases where creditor_id = $1 and id > $2 order by id limit $3";

/// A page of case ids after `after`.
pub async fn cases(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    after: &str,
    limit: i64,
) -> Result<Vec<CaseId>, StoreError> {
    let rows = sqlx::query(CASES)
        .bind(tenant.id().to_owned())
        .bind(after.to_owned())
        .bind(limit)
        .fetch_all(conn)
        .await?;
    rows.iter().map(|row| row.parsed("id")).collect()
}

const ENTRIES: &str = "
    select id, case_id, currency, occurred_on, reason, cause, fingerprint from ledger_entries
    where creditor_id = $1 and case_id = $2 order by id";

const LOOSE_ENTRIES: &str = "
    select id, case_id, currency, occurred_on, reason, cause, fingerprint from ledger_entries
    where creditor_id = $1 and case_id is null order by id";

/// The entries of a case, or those that wait in suspense.
pub async fn entries(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    case: Option<&CaseId>,
) -> Result<Vec<StoredEntry>, StoreError> {
    let query = match case {
        Some(case) => sqlx::query(ENTRIES).bind(tenant.id().to_owned()).bind(case.to_string()),
        None => sqlx::query(LOOSE_ENTRIES).bind(tenant.id().to_owned()),
    };
    let rows = query.fetch_all(conn).await?;
    rows.iter()
        .map(|row| {
            Ok(StoredEntry {
                id: row.text("id")?,
                case: row.maybe_text("case_id")?,
                currency: row.text("currency")?,
                occurred_on: row.text("occurred_on")?,
                reason: row.text("reason")?,
                cause: row.text("cause")?,
                fingerprint: row.bytes("fingerprint")?,
            })
        })
        .collect()
}

const POSTINGS: &str = "
    select p.entry_id, p.line, p.from_account, p.to_account, p.amount_minor, p.currency
    from ledger_entries e
    join ledger_postings p on p.creditor_id = e.creditor_id and p.entry_id = e.id
    where e.creditor_id = $1 and e.case_id = $2 order by p.entry_id, p.line";

const LOOSE_POSTINGS: &str = "
    select p.entry_id, p.line, p.from_account, p.to_account, p.amount_minor, p.currency
    from ledger_entries e
    join ledger_postings p on p.creditor_id = e.creditor_id and p.entry_id = e.id
    where e.creditor_id = $1 and e.case_id is null order by p.entry_id, p.line";

const ORPHANS: &str = "
    select p.entry_id, p.line, p.from_account, p.to_account, p.amount_minor, p.currency
    from ledger_postings p
    left join ledger_entries e on e.creditor_id = p.creditor_id and e.id = p.entry_id
    where p.creditor_id = $1 and e.id is null order by p.entry_id, p.line limit 1";

/// Which postings to read.
#[derive(Clone, Copy, Debug)]
pub enum Which<'a> {
    /// Those of a case.
    Of(&'a CaseId),
    /// Those of money in suspense.
    Loose,
    /// The first that belongs to no entry.
    Orphan,
}

/// Postings as stored.
pub async fn postings(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    which: Which<'_>,
) -> Result<Vec<StoredPosting>, StoreError> {
    let query = match which {
        Which::Of(case) => {
            sqlx::query(POSTINGS).bind(tenant.id().to_owned()).bind(case.to_string())
        }
        Which::Loose => sqlx::query(LOOSE_POSTINGS).bind(tenant.id().to_owned()),
        Which::Orphan => sqlx::query(ORPHANS).bind(tenant.id().to_owned()),
    };
    let rows = query.fetch_all(conn).await?;
    rows.iter()
        .map(|row| {
            Ok(StoredPosting {
                entry: row.text("entry_id")?,
                line: row.number("line")?,
                from: row.text("from_account")?,
                to: row.text("to_account")?,
                minor: row.number("amount_minor")?,
                currency: row.text("currency")?,
            })
        })
        .collect()
}

const DEBT_BALANCES: &str = "
    select d.id as key, d.currency as word, b.principal_minor as a, b.interest_minor as b,
        b.fee_minor as c, b.paid_minor as d
    from debts d
    join debt_balances b on b.creditor_id = d.creditor_id and b.debt_id = d.id
    where d.creditor_id = $1 and d.case_id = $2 order by d.id";

const BARE_DEBTS: &str = "
    select d.id as key, d.currency as word, cast(0 as bigint) as a, cast(0 as bigint) as b,
        cast(0 as bigint) as c, cast(0 as bigint) as d
    from debts d
    left join debt_balances b on b.creditor_id = d.creditor_id and b.debt_id = d.id
    where d.creditor_id = $1 and d.case_id = $2 and b.debt_id is null order by d.id";

const CASE_BALANCES: &str = "
    select currency as key, currency as word, owed_minor as a, credit_minor as b,
        cast(0 as bigint) as c, cast(0 as bigint) as d
    from case_balances where creditor_id = $1 and case_id = $2 order by currency";

const PAYMENTS: &str = "
    select id as key, channel as word, amount_minor as a,
        case when reversed_at is null then cast(0 as bigint) else cast(1 as bigint) end as b,
        cast(0 as bigint) as c, cast(0 as bigint) as d
    from payments where creditor_id = $1 and case_id = $2 order by id";

const REFUNDS: &str = "
    select id as key, state as word, amount_minor as a, cast(0 as bigint) as b,
        cast(0 as bigint) as c, cast(0 as bigint) as d
    from refunds where creditor_id = $1 and case_id = $2 order by id";

const CHARGEBACKS: &str = "
    select provider_ref as key, status as word, amount_minor as a, withdrawn as b,
        reinstated as c, cast(0 as bigint) as d
    from chargebacks where creditor_id = $1 and case_id = $2 order by provider_ref";

const CONFIRMED: &str = "
    select t.id as key, t.channel as word, t.amount_minor as a,
        (select count(*) from payments p
            where p.creditor_id = t.creditor_id and p.attempt_id = t.id) as b,
        (select count(*) from suspense s
            where s.creditor_id = t.creditor_id and s.reference = t.id) as c,
        cast(0 as bigint) as d
    from attempts t
    where t.creditor_id = $1 and t.case_id = $2 and t.state = 'confirmed' order by t.id";

/// Which figures of a case to read.
#[derive(Clone, Copy, Debug)]
pub enum Sheet {
    /// Debt, currency, principal, interest, fee, paid.
    DebtBalances,
    /// Debts that have no balance row.
    BareDebts,
    /// Currency twice, owed, credit.
    CaseBalances,
    /// Payment, channel, amount, whether reversed.
    Payments,
    /// Refund, state, amount.
    Refunds,
    /// Chargeback, status, amount, withdrawn, reinstated.
    Chargebacks,
    /// Confirmed attempts with how many payments or suspense items they became.
    Confirmed,
}

impl Sheet {
    const fn sql(self) -> &'static str {
        match self {
            Self::DebtBalances => DEBT_BALANCES,
            Self::BareDebts => BARE_DEBTS,
            Self::CaseBalances => CASE_BALANCES,
            Self::Payments => PAYMENTS,
            Self::Refunds => REFUNDS,
            Self::Chargebacks => CHARGEBACKS,
            Self::Confirmed => CONFIRMED,
        }
    }
}

/// Reads one sheet of a case.
pub async fn figures(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    case: &CaseId,
    sheet: Sheet,
) -> Result<Vec<Figures>, StoreError> {
    let rows = sqlx::query(sheet.sql())
        .bind(tenant.id().to_owned())
        .bind(case.to_string())
        .fetch_all(conn)
        .await?;
    rows.iter().map(figures_from_row).collect()
}

fn figures_from_row(row: &AnyRow) -> Result<Figures, StoreError> {
    Ok(Figures {
        key: row.text("key")?,
        word: row.text("word")?,
        numbers: [row.number("a")?, row.number("b")?, row.number("c")?, row.number("d")?],
    })
}

const SUSPENSE: &str = "
    select id as key, currency as word, amount_minor as a,
        case when ended_at is null then cast(0 as bigint) else cast(1 as bigint) end as b,
        case when ended_at is not null and payment_id is null
            then cast(1 as bigint) else cast(0 as bigint) end as c,
        reopened as d
    from suspense where creditor_id = $1 order by id";

/// All suspense items of a tenant: amount, whether ended, whether without a payment, how often they
/// waited again.
pub async fn suspense(
    conn: &mut AnyConnection,
    tenant: &Tenant,
) -> Result<Vec<Figures>, StoreError> {
    let rows = sqlx::query(SUSPENSE).bind(tenant.id().to_owned()).fetch_all(conn).await?;
    rows.iter().map(figures_from_row).collect()
}

/// Every statement of this file.
pub const STATEMENTS: &[&str] = &[
    CASES,
    ENTRIES,
    LOOSE_ENTRIES,
    POSTINGS,
    LOOSE_POSTINGS,
    ORPHANS,
    SUSPENSE,
    DEBT_BALANCES,
    BARE_DEBTS,
    CASE_BALANCES,
    PAYMENTS,
    REFUNDS,
    CHARGEBACKS,
    CONFIRMED,
];
