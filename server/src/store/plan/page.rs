//! Many plans at once: as many statements for a page of them as for one.

use std::collections::HashMap;

use domain::ids::{CaseId, DebtId, PlanId};
use sqlx::AnyConnection;
use sqlx::any::AnyRow;

use super::replayed::replayed;
use super::{ACTIVE, Kept};
use crate::store::StoreError;
use crate::store::reminder_page::Stretch;
use crate::store::row::Columns;
use crate::tenant::Tenant;

/// A plan of a page. One that does not read keeps no other one from being read.
#[derive(Debug)]
pub struct Read {
    /// Which.
    pub id: PlanId,
    /// Whose it is.
    pub case: CaseId,
    /// What was read.
    pub kept: Result<Kept, StoreError>,
}

/// A plan with its events, a row for each; what was agreed stands in the first one alone. Around the state stands
/// a function that changes nothing: by itself SQLite would read every plan that runs, in the order of states.
macro_rules! plans {
    ($place:literal) => {
        concat!(
            "select p.id, p.case_id, p.currency, p.policy_id, p.policy_version, p.accepted_at,
                case when coalesce(e.number, 1) = 1 then p.agreed end as agreed,
                p.state, p.state_on, p.into_plan_id, e.happened_on, e.kind, e.facts
            from plans p
            left join plan_events e on e.creditor_id = p.creditor_id and e.plan_id = p.id
            where p.creditor_id = $1 and ",
            $place,
            " and coalesce(p.state, '') = $4 order by p.id, e.number"
        )
    };
}

/// Joined and without an order, SQLite begins with the plans: else it goes through the debts of all of them.
macro_rules! debts {
    ($place:literal) => {
        concat!(
            "select d.plan_id, d.debt_id from plans p
            cross join plan_debts d
            where p.creditor_id = $1 and d.creditor_id = p.creditor_id and d.plan_id = p.id and ",
            $place,
            " and coalesce(p.state, '') = $4"
        )
    };
}

const OF_CASES: [&str; 2] =
    [plans!("p.case_id between $2 and $3"), debts!("p.case_id between $2 and $3")];

const OF_IDS: [&str; 2] = [plans!("p.id between $2 and $3"), debts!("p.id between $2 and $3")];

/// The plans of a stretch of cases that are active, in the order of their ids.
pub async fn of_cases(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    stretch: Stretch<'_>,
) -> Result<Vec<Read>, StoreError> {
    let of = [stretch.first.as_str(), stretch.last.as_str(), ACTIVE];
    read(conn, tenant, OF_CASES, of).await
}

/// The plans from the first id to the last that are in the state that the word names, in the order of their ids.
pub async fn of_ids(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    (state, first, last): (&'static str, &PlanId, &PlanId),
) -> Result<Vec<Read>, StoreError> {
    read(conn, tenant, OF_IDS, [first.as_str(), last.as_str(), state]).await
}

async fn read(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    [plans, debts]: [&'static str; 2],
    of: [&str; 3],
) -> Result<Vec<Read>, StoreError> {
    let rows = rows(conn, tenant, plans, of).await?;
    let mut its: HashMap<PlanId, Vec<DebtId>> = HashMap::new();
    for row in &self::rows(conn, tenant, debts, of).await? {
        its.entry(row.parsed("plan_id")?).or_default().push(row.parsed("debt_id")?);
    }
    let id = |row: &AnyRow| row.text("id").ok();
    let mut all = Vec::new();
    for events in rows.chunk_by(|one, other| id(one) == id(other)) {
        let [first, ..] = events else { continue };
        let (id, case): (PlanId, CaseId) = (first.parsed("id")?, first.parsed("case_id")?);
        let mut debts = its.remove(&id).unwrap_or_default();
        debts.sort_unstable();
        let kept = replayed(first, events, debts);
        all.push(Read { id, case, kept });
    }
    Ok(all)
}

async fn rows(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    sql: &'static str,
    of: [&str; 3],
) -> Result<Vec<AnyRow>, StoreError> {
    let query = sqlx::query(sql).bind(tenant.id().to_owned());
    let query = of.iter().fold(query, |query, word| query.bind((*word).to_owned()));
    Ok(query.fetch_all(conn).await?)
}

/// Every statement of this file.
pub(super) const STATEMENTS: [&str; 4] = [OF_CASES[0], OF_CASES[1], OF_IDS[0], OF_IDS[1]];
