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
    from ledger_postings p
    where p.creditor_id = $1 and p.entry_id in (
        select e.id from ledger_entries e where e.creditor_id = $1 and e.case_id = $2)
    order by p.entry_id, p.line";

const LOOSE_POSTINGS: &str = "
    select p.entry_id, p.line, p.from_account, p.to_account, p.amount_minor, p.currency
    from ledger_postings p
    where p.creditor_id = $1 and p.entry_id in (
        select e.id from ledger_entries e where e.creditor_id = $1 and e.case_id is null)
    order by p.entry_id, p.line";

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

/// All sheets of a case, one below the other: a question costs more than what it reads.
const FIGURES: &str = "
    select 'debt' as sheet, d.id as key, d.currency as word, b.principal_minor as a,
        b.interest_minor as b, b.fee_minor as c, b.paid_minor as d
    from debts d
    join debt_balances b on b.creditor_id = d.creditor_id and b.debt_id = d.id
    where d.creditor_id = $1 and d.case_id = $2
    union all
    select 'bare', d.id, d.currency, cast(0 as bigint), cast(0 as bigint), cast(0 as bigint),
        cast(0 as bigint)
    from debts d
    left join debt_balances b on b.creditor_id = d.creditor_id and b.debt_id = d.id
    where d.creditor_id = $1 and d.case_id = $2 and b.debt_id is null
    union all
    select 'balance', currency, currency, owed_minor, credit_minor, cast(0 as bigint),
        cast(0 as bigint)
    from case_balances where creditor_id = $1 and case_id = $2
    union all
    select 'payment', id, channel, amount_minor,
        case when reversed_at is null then cast(0 as bigint) else cast(1 as bigint) end,
        cast(0 as bigint), cast(0 as bigint)
    from payments where creditor_id = $1 and case_id = $2
    union all
    select 'refund', id, state, amount_minor, cast(0 as bigint), cast(0 as bigint),
        cast(0 as bigint)
    from refunds where creditor_id = $1 and case_id = $2
    union all
    select 'chargeback', provider_ref, status, amount_minor, withdrawn, reinstated,
        cast(0 as bigint)
    from chargebacks where creditor_id = $1 and case_id = $2
    union all
    select 'confirmed', t.id, t.channel, t.amount_minor,
        (select count(*) from payments p
            where p.creditor_id = t.creditor_id and p.attempt_id = t.id),
        (select count(*) from suspense s
            where s.creditor_id = t.creditor_id and s.reference = t.id),
        cast(0 as bigint)
    from attempts t
    where t.creditor_id = $1 and t.case_id = $2 and t.state = 'confirmed'";

/// The figures of a case, each sheet in the order of its keys.
#[derive(Clone, Default, Debug)]
pub struct Sheets {
    /// Debt, currency, principal, interest, fee, paid.
    pub debts: Vec<Figures>,
    /// Debts that have no balance row.
    pub bare_debts: Vec<Figures>,
    /// Currency twice, owed, credit.
    pub balances: Vec<Figures>,
    /// Payment, channel, amount, whether reversed.
    pub payments: Vec<Figures>,
    /// Refund, state, amount.
    pub refunds: Vec<Figures>,
    /// Chargeback, status, amount, withdrawn, reinstated.
    pub chargebacks: Vec<Figures>,
    /// Confirmed attempts with how many payments or suspense items they became.
    pub confirmed: Vec<Figures>,
}

impl Sheets {
    fn of(&mut self, name: &str) -> Result<&mut Vec<Figures>, StoreError> {
        Ok(match name {
            "debt" => &mut self.debts,
            "bare" => &mut self.bare_debts,
            "balance" => &mut self.balances,
            "payment" => &mut self.payments,
            "refund" => &mut self.refunds,
            "chargeback" => &mut self.chargebacks,
            "confirmed" => &mut self.confirmed,
            _ => return Err(StoreError::Corrupt("a sheet that nobody asked for".to_owned())),
        })
    }
}

/// Reads all sheets of a case.
pub async fn figures(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    case: &CaseId,
) -> Result<Sheets, StoreError> {
    let rows = sqlx::query(FIGURES)
        .bind(tenant.id().to_owned())
        .bind(case.to_string())
        .fetch_all(conn)
        .await?;
    let mut rows: Vec<_> = rows
        .iter()
        .map(|row| Ok((row.text("sheet")?, figures_from_row(row)?)))
        .collect::<Result<_, StoreError>>()?;
    rows.sort_by(|(_, a), (_, b)| a.key.cmp(&b.key));
    let mut sheets = Sheets::default();
    for (name, figures) in rows {
        sheets.of(&name)?.push(figures);
    }
    Ok(sheets)
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

/// Items that no way in or out of suspense leaves behind.
const ODD_SUSPENSE: &str = "
    select s.id as key, s.currency as word, s.amount_minor as a, s.back_minor as b,
        cast(0 as bigint) as c, cast(0 as bigint) as d
    from suspense s
    left join payments p on p.creditor_id = s.creditor_id and p.id = s.payment_id
    where s.creditor_id = $1 and (s.back_minor < 0 or s.back_minor > s.amount_minor
        or (s.payment_id is not null and (p.id is null or s.ended_at is null)))
    order by s.id limit 1";

const HELD: &str = "
    select held.currency as key, held.currency as word, cast(sum(held.a) as bigint) as a,
        cast(sum(held.b) as bigint) as b, cast(0 as bigint) as c, cast(0 as bigint) as d
    from (
        select currency, case when from_account = 'suspense' then amount_minor
            else -amount_minor end as a, cast(0 as bigint) as b
        from ledger_postings
        where creditor_id = $1 and (from_account = 'suspense' or to_account = 'suspense')
        union all
        select currency, cast(0 as bigint) as a, amount_minor as b
        from suspense where creditor_id = $1 and ended_at is null
    ) as held
    group by held.currency order by held.currency";

/// What of a tenant's suspense to read.
#[derive(Clone, Copy, Debug)]
pub enum Suspense {
    /// Items: amount, whether ended, whether without a payment, how often they waited again.
    Items,
    /// The first item that cannot be: its amount, and what went back of it.
    Odd,
    /// Currency twice, what the ledger holds for others, what waits.
    Held,
}

/// Reads suspense.
pub async fn suspense(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    what: Suspense,
) -> Result<Vec<Figures>, StoreError> {
    let sql = match what {
        Suspense::Items => SUSPENSE,
        Suspense::Odd => ODD_SUSPENSE,
        Suspense::Held => HELD,
    };
    let rows = sqlx::query(sql).bind(tenant.id().to_owned()).fetch_all(conn).await?;
    rows.iter().map(figures_from_row).collect()
}

/// The statements about one case: they read that case alone, or the check takes a day.
pub const OF_CASE: &[&str] = &[ENTRIES, POSTINGS, FIGURES];

/// The statements that go over all of a creditor.
pub const WHOLE: &[&str] =
    &[CASES, LOOSE_ENTRIES, LOOSE_POSTINGS, ORPHANS, SUSPENSE, ODD_SUSPENSE, HELD];
