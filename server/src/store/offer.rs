//! What offers look at in a case: its open debts in one currency, its tags, and since when its person has
//! known of each debt.
//!
//! Disputed debts and those of a plan that runs are left out: nothing is offered on them.

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use domain::allocation::Balance;
use domain::ids::{CaseId, DebtId, PlanId};
use domain::money::Currency;
use domain::offer;
use sqlx::AnyConnection;
use sqlx::any::AnyRow;

use super::StoreError;
use super::ledger::balance_from_row;
use super::row::Columns;
use crate::tenant::Tenant;

/// Which side of a case is looked at.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Side {
    /// Offers speak of one currency.
    pub currency: Currency,
    /// Where the creditor's days end: an instant becomes a day there.
    pub zone: Tz,
}

/// One case as offers look at it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Facts {
    /// The case.
    pub case: CaseId,
    /// Which debts, in the order of `debts`.
    pub ids: Vec<DebtId>,
    /// What is open, oldest due first; empty if all that is owed is left out.
    pub debts: Vec<offer::Debt>,
    /// The tags of these debts, each once, in the order of the alphabet.
    pub tags: Vec<String>,
    /// How often more time was given in the life of the debt that had it most.
    pub extensions: u16,
    /// How many plans have broken of the debt that had most such.
    pub broken: u32,
}

impl Facts {
    const fn none(case: CaseId) -> Self {
        Self {
            case,
            ids: Vec::new(),
            debts: Vec::new(),
            tags: Vec::new(),
            extensions: 0,
            broken: 0,
        }
    }

    /// The case for [`offer::offers`], which asks for at least one debt.
    pub fn case(&self) -> offer::Case<'_> {
        let Self { debts, tags, extensions, broken, .. } = self;
        offer::Case { debts, tags, extensions: *extensions, broken: *broken }
    }
}

/// The columns of one open debt. The first confirmed identity of the case is that of the debt if it was
/// confirmed while the debt was there; else a later session with a right answer is: asked link by link,
/// or SQLite reads all sessions of the creditor. Broken plans are counted among those of the case, which are few,
/// not among all that broke.
macro_rules! facts {
    ($from:literal) => {
        concat!(
            "select c.id as case_id, d.id, d.due_on, d.tags,
                coalesce(b.principal_minor, 0) as principal_minor,
                coalesce(b.interest_minor, 0) as interest_minor,
                coalesce(b.fee_minor, 0) as fee_minor,
                case when c.first_verified_at is null then null
                    when c.first_verified_at >= d.created_at then c.first_verified_at
                    else (
                        select min((
                            select min(s.made_at) from debtor_sessions s
                            where s.creditor_id = l.creditor_id and s.link_id = l.id
                                and s.stage = 'full' and s.made_at >= d.created_at
                        )) from access_links l
                        where l.creditor_id = c.creditor_id and l.case_id = c.id
                    )
                end as seen_at,
                (
                    select count(*) from promises p
                    where p.creditor_id = c.creditor_id and p.case_id = c.id
                        and p.currency = d.currency and p.made_at >= d.created_at
                        and p.state <> 'withdrawn'
                        and (p.debts = '' or p.debts like '%' || d.id || '%')
                ) as promises,
                (
                    select count(case when a.state = 'broken' then 1 end) from plans a
                    join plan_debts ad on ad.creditor_id = a.creditor_id and ad.plan_id = a.id
                        and ad.debt_id = d.id
                    where a.creditor_id = c.creditor_id and a.case_id = c.id
                ) as broken
            ",
            $from
        )
    };
}

const OF_CASE: &str = facts!(
    "from cases c
    join debts d on d.creditor_id = c.creditor_id and d.case_id = c.id
    join debt_balances b on b.creditor_id = d.creditor_id and b.debt_id = d.id
    where c.creditor_id = $1 and c.id = $2 and d.currency = $3 and d.disputed_at is null
        and not exists (
            select 1 from plan_debts pd
            where pd.creditor_id = d.creditor_id and pd.active_debt_id = d.id and pd.plan_id <> $4
        )
    order by d.due_on nulls last, d.id"
);

/// What offers look at in one case, as it stands; `ids` and `debts` are empty if nothing is open.
pub async fn of_case(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    case: &CaseId,
    side: Side,
) -> Result<Facts, StoreError> {
    without(conn, tenant, (case, None), side).await
}

/// The same as if the debts of one plan that runs were in none.
pub async fn without(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    (case, plan): (&CaseId, Option<&PlanId>),
    side: Side,
) -> Result<Facts, StoreError> {
    let rows = sqlx::query(OF_CASE)
        .bind(tenant.id().to_owned())
        .bind(case.as_str().to_owned())
        .bind(side.currency.code())
        .bind(plan.map_or("", PlanId::as_str).to_owned())
        .fetch_all(conn)
        .await?;
    let mut facts = Facts::none(case.clone());
    for row in &rows {
        add(&mut facts, row, side)?;
    }
    facts.tags.sort_unstable();
    Ok(facts)
}

/// The outer joins keep a case all of whose debts are left out: where a page ends must not depend on them. A
/// sign before an amount keeps SQLite from reading all cases in the order of amounts.
const PAGE: &str = facts!(
    "from (
        select creditor_id, case_id from case_balances
        where creditor_id = $1 and case_id > $2 and currency = $3 and +owed_minor > 0
        order by case_id limit $4
    ) o
    join cases c on c.creditor_id = o.creditor_id and c.id = o.case_id
    left join debts d on d.creditor_id = o.creditor_id and d.case_id = o.case_id
        and d.currency = $3 and d.disputed_at is null
        and not exists (
            select 1 from plan_debts pd
            where pd.creditor_id = d.creditor_id and pd.active_debt_id = d.id
        )
    left join debt_balances b on b.creditor_id = d.creditor_id and b.debt_id = d.id
    order by o.case_id, d.due_on nulls last, d.id"
);

/// The next `limit` cases behind `after` that owe something in the currency, in the order of their ids. Fewer
/// than `limit` are the last ones.
pub async fn page(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    (after, limit): (Option<&CaseId>, i64),
    side: Side,
) -> Result<Vec<Facts>, StoreError> {
    let rows = sqlx::query(PAGE)
        .bind(tenant.id().to_owned())
        .bind(after.map_or("", CaseId::as_str).to_owned())
        .bind(side.currency.code())
        .bind(limit)
        .fetch_all(conn)
        .await?;
    let mut page: Vec<Facts> = Vec::new();
    for row in &rows {
        let case: CaseId = row.parsed("case_id")?;
        if page.last().is_none_or(|last| last.case != case) {
            page.push(Facts::none(case));
        }
        if let Some(facts) = page.last_mut() {
            add(facts, row, side)?;
        }
    }
    for facts in &mut page {
        facts.tags.sort_unstable();
    }
    Ok(page)
}

/// Adds the debt of a row, if something is open on it.
fn add(facts: &mut Facts, row: &AnyRow, side: Side) -> Result<(), StoreError> {
    let balance = balance_from_row(row, side.currency)?;
    let Some(id) = row.maybe_parsed::<DebtId>("id")? else { return Ok(()) };
    if balance == Balance::zero(side.currency) {
        return Ok(());
    }
    let day = |at: DateTime<Utc>| -> NaiveDate { at.with_timezone(&side.zone).date_naive() };
    let seen_on = row.maybe_instant("seen_at")?.map(day);
    let promises = u16::try_from(row.number("promises")?).unwrap_or(u16::MAX);
    facts.extensions = facts.extensions.max(promises);
    let broken = u32::try_from(row.number("broken")?).unwrap_or(u32::MAX);
    facts.broken = facts.broken.max(broken);
    facts.ids.push(id);
    facts.debts.push(offer::Debt { balance, due_on: row.maybe_date("due_on")?, seen_on });
    let tags = row.maybe_text("tags")?.unwrap_or_default();
    for tag in tags.split(',').filter(|tag| !tag.is_empty()) {
        if !facts.tags.iter().any(|known| known == tag) {
            facts.tags.push(tag.to_owned());
        }
    }
    Ok(())
}

/// Every statement of this file.
pub const STATEMENTS: &[&str] = &[OF_CASE, PAGE];
