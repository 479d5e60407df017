//! Many plans at once: as many statements for a page of them as for one.

use std::collections::HashMap;

use domain::ids::{CaseId, DebtId, PlanId};
use sqlx::any::{AnyArguments, AnyRow};
use sqlx::query::Query;
use sqlx::{Any, AnyConnection};

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

const OF_CASES: &str = plans!("p.case_id between $2 and $3");
const OF_IDS: &str = plans!("p.id between $2 and $3");

/// Joined so, SQLite begins with the cases: else it goes through the debts of all plans.
const DEBTS_OF_CASES: &str = "
    select d.plan_id, d.debt_id from plans p
    cross join plan_debts d
    where p.creditor_id = $1 and p.case_id between $2 and $3
        and d.creditor_id = p.creditor_id and d.plan_id = p.id";

const DEBTS_OF_IDS: &str = "
    select d.plan_id, d.debt_id from plan_debts d
    where d.creditor_id = $1 and d.plan_id between $2 and $3";

/// The plans of a stretch of cases that are active, in the order of their ids.
pub async fn of_cases(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    stretch: Stretch<'_>,
) -> Result<Vec<Read>, StoreError> {
    let ends = [stretch.first.as_str(), stretch.last.as_str()];
    read(conn, tenant, (OF_CASES, DEBTS_OF_CASES), (ends, ACTIVE)).await
}

/// The plans from the first id to the last that are in the state that the word names, in the order of their ids.
pub async fn of_ids(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    (state, first, last): (&'static str, &PlanId, &PlanId),
) -> Result<Vec<Read>, StoreError> {
    let ends = [first.as_str(), last.as_str()];
    read(conn, tenant, (OF_IDS, DEBTS_OF_IDS), (ends, state)).await
}

async fn read(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    (plans, debts): (&'static str, &'static str),
    (ends, state): ([&str; 2], &'static str),
) -> Result<Vec<Read>, StoreError> {
    let rows = from_to(plans, tenant, ends).bind(state).fetch_all(&mut *conn).await?;
    let mut its: HashMap<PlanId, Vec<DebtId>> = HashMap::new();
    for row in &from_to(debts, tenant, ends).fetch_all(conn).await? {
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

fn from_to<'q>(
    sql: &'static str,
    tenant: &Tenant,
    [first, last]: [&str; 2],
) -> Query<'q, Any, AnyArguments> {
    let query = sqlx::query(sql).bind(tenant.id().to_owned());
    query.bind(first.to_owned()).bind(last.to_owned())
}

/// Every statement of this file.
pub(super) const STATEMENTS: [&str; 4] = [OF_CASES, OF_IDS, DEBTS_OF_CASES, DEBTS_OF_IDS];
