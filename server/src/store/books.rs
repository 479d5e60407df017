//! The whole of a creditor's books in a few sums, for who holds them against the provider's.

use std::collections::BTreeMap;

use domain::ids::CaseId;
use sqlx::AnyConnection;

use super::StoreError;
use super::audit::Figures;
use super::row::Columns;
use crate::tenant::Tenant;

const VERSIONS: &str = "select id, version from cases where creditor_id = $1 order by id";

/// Every case with a number that each change of it raises.
pub async fn versions(
    conn: &mut AnyConnection,
    tenant: &Tenant,
) -> Result<BTreeMap<CaseId, i64>, StoreError> {
    let rows = sqlx::query(VERSIONS).bind(tenant.id().to_owned()).fetch_all(conn).await?;
    rows.iter().map(|row| Ok((row.parsed("id")?, row.number("version")?))).collect()
}

const CAPTURED: &str = "
    select p.currency as word, cast(sum(case when p.to_account = 'collected:stripe'
        then p.amount_minor else -p.amount_minor end) as bigint) as minor
    from ledger_postings p
    where p.creditor_id = $1 and 'collected:stripe' in (p.from_account, p.to_account)
    group by p.currency";

const GIVEN_BACK: &str = "
    select r.currency as word, cast(sum(r.amount_minor) as bigint) as minor
    from refunds r
    join payments p on p.creditor_id = r.creditor_id and p.id = r.payment_id
    where r.creditor_id = $1 and r.state = 'sent' and p.channel = 'stripe'
    group by r.currency";

const TAKEN_BACK: &str = "
    select c.currency as word,
        cast(sum(c.amount_minor * (c.withdrawn - c.reinstated)) as bigint) as minor
    from chargebacks c where c.creditor_id = $1
    group by c.currency";

/// What may be summed up.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Side {
    /// Money that came in at Stripe, as the ledger's postings say.
    Captured,
    /// Money of Stripe's payments that was given back.
    GivenBack,
    /// Money of Stripe's payments that banks hold.
    TakenBack,
}

/// One side of the books in minor units, by the ISO code of each currency.
pub async fn sums(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    side: Side,
) -> Result<BTreeMap<String, i64>, StoreError> {
    let sql = match side {
        Side::Captured => CAPTURED,
        Side::GivenBack => GIVEN_BACK,
        Side::TakenBack => TAKEN_BACK,
    };
    let rows = sqlx::query(sql).bind(tenant.id().to_owned()).fetch_all(conn).await?;
    rows.iter().map(|row| Ok((row.text("word")?, row.number("minor")?))).collect()
}

const AT_STRIPE: &str = "
    select p.provider_ref as key, p.currency as word, p.amount_minor as a,
        cast(coalesce((select sum(r.amount_minor) from refunds r
            where r.creditor_id = p.creditor_id and r.payment_id = p.id and r.state = 'sent'), 0)
            as bigint) as b,
        cast(coalesce((select sum(c.amount_minor * (c.withdrawn - c.reinstated)) from chargebacks c
            where c.creditor_id = p.creditor_id and c.case_id = p.case_id and c.payment_id = p.id), 0)
            as bigint) as c,
        cast(0 as bigint) as d
    from payments p
    where p.creditor_id = $1 and p.channel = 'stripe' and p.reversed_at is null
    order by p.provider_ref || ''";

/// Each payment at Stripe by its intent: currency, captured, given back, held by banks.
pub async fn at_stripe(
    conn: &mut AnyConnection,
    tenant: &Tenant,
) -> Result<Vec<Figures>, StoreError> {
    figures(conn, tenant, AT_STRIPE).await
}

const RECEIVED: &str = "
    select p.channel as key, p.currency as word, cast(sum(p.amount_minor) as bigint) as a,
        cast(count(*) as bigint) as b, cast(0 as bigint) as c, cast(0 as bigint) as d
    from payments p where p.creditor_id = $1 and p.reversed_at is null
    group by p.channel, p.currency order by p.channel, p.currency";

/// What came in, by channel and currency: minor units, and how many payments.
pub async fn received(
    conn: &mut AnyConnection,
    tenant: &Tenant,
) -> Result<Vec<Figures>, StoreError> {
    figures(conn, tenant, RECEIVED).await
}

const AGREED: &str = "
    select p.state as key, cast('' as text) as word, cast(count(*) as bigint) as a, cast(0 as bigint) as b,
        cast(0 as bigint) as c, cast(0 as bigint) as d
    from plans p where p.creditor_id = $1 group by p.state order by p.state";

/// How many plans there are in each state.
pub async fn agreed(conn: &mut AnyConnection, tenant: &Tenant) -> Result<Vec<Figures>, StoreError> {
    figures(conn, tenant, AGREED).await
}

const PROPOSED: &str = "
    select p.state as key, cast('' as text) as word, cast(count(*) as bigint) as a, cast(0 as bigint) as b,
        cast(0 as bigint) as c, cast(0 as bigint) as d
    from proposals p where p.creditor_id = $1 group by p.state order by p.state";

/// How many proposals there are in each state.
pub async fn proposed(
    conn: &mut AnyConnection,
    tenant: &Tenant,
) -> Result<Vec<Figures>, StoreError> {
    figures(conn, tenant, PROPOSED).await
}

const CLEARED: &str = "
    select cast('certificates' as text) as key, cast('' as text) as word, cast(count(*) as bigint) as a,
        cast(coalesce(sum(case when c.revoked_at is null then 0 else 1 end), 0) as bigint) as b,
        cast(0 as bigint) as c, cast(0 as bigint) as d
    from clearances c where c.creditor_id = $1";

/// How many certificates were issued, and how many of them revoked.
pub async fn cleared(
    conn: &mut AnyConnection,
    tenant: &Tenant,
) -> Result<Vec<Figures>, StoreError> {
    figures(conn, tenant, CLEARED).await
}

const WRITTEN: &str = "
    select m.kind as key, cast('' as text) as word, cast(count(*) as bigint) as a,
        cast(0 as bigint) as b, cast(0 as bigint) as c, cast(0 as bigint) as d
    from messages m where m.creditor_id = $1 group by m.kind order by m.kind";

/// How many messages there are of each kind.
pub async fn written(
    conn: &mut AnyConnection,
    tenant: &Tenant,
) -> Result<Vec<Figures>, StoreError> {
    figures(conn, tenant, WRITTEN).await
}

/// Only a job that repeats is known by its kind and its creditor alone.
const FAILED: &str = "
    select j.kind as key, j.last_error as word, cast(0 as bigint) as a, cast(0 as bigint) as b,
        cast(0 as bigint) as c, cast(0 as bigint) as d
    from jobs j
    where j.creditor_id = $1 and j.unique_key = j.kind || ':' || j.creditor_id and j.last_error <> ''
    order by j.kind";

/// The jobs that repeat and failed the last time, each with its error.
pub async fn failed(conn: &mut AnyConnection, tenant: &Tenant) -> Result<Vec<Figures>, StoreError> {
    figures(conn, tenant, FAILED).await
}

async fn figures(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    sql: &'static str,
) -> Result<Vec<Figures>, StoreError> {
    let rows = sqlx::query(sql).bind(tenant.id().to_owned()).fetch_all(conn).await?;
    rows.iter()
        .map(|row| {
            Ok(Figures {
                key: row.text("key")?,
                word: row.text("word")?,
                numbers: [row.number("a")?, row.number("b")?, row.number("c")?, row.number("d")?],
            })
        })
        .collect()
}

/// Every statement of this file: each goes over all of a creditor.
pub const WHOLE: &[&str] = &[
    VERSIONS, CAPTURED, GIVEN_BACK, TAKEN_BACK, AT_STRIPE, RECEIVED, AGREED, PROPOSED, CLEARED,
    WRITTEN, FAILED,
];
