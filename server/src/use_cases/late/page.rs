//! What paying late has cost on many cases at once, and is not booked.

use chrono::{DateTime, NaiveDate, Utc};
use domain::ids::CaseId;
use domain::money::Currency;
use domain::policy::Late;
use sqlx::AnyConnection;

use super::{Past, asked_since, changes, counted, is_late, on_its_way, raise};
use crate::config::creditor::Settings;
use crate::store::offer::Facts;
use crate::store::{attempt, late, movement};
use crate::tenant::Tenant;
use crate::use_cases::{PortalError, policy};

/// What paying late costs under the policy in force, and since when it has been asked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Running {
    terms: Late,
    since: NaiveDate,
    currency: Currency,
}

impl Running {
    /// That of the policy in force in a currency; `None` where paying late costs nothing.
    pub async fn now(
        conn: &mut AnyConnection,
        whose: (&Tenant, &Settings),
        (currency, now): (Currency, DateTime<Utc>),
    ) -> Result<Option<Self>, PortalError> {
        let Some(stored) = policy::in_force(conn, whose, (currency, now)).await? else {
            return Ok(None);
        };
        let Some(terms) = stored.file.policy.late else { return Ok(None) };
        let since = asked_since(conn, whose, &stored).await?;
        Ok(Some(Self { terms, since, currency }))
    }
}

/// Adds what has run until the day `until` to cases that follow each other in the order of their ids.
pub async fn raise_all(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    (running, cases): (&Running, &mut [Facts]),
    (now, until): (DateTime<Utc>, NaiveDate),
) -> Result<(), PortalError> {
    if !cases.iter().any(|facts| is_late(facts, until)) {
        return Ok(());
    }
    let (Some(first), Some(last)) = (cases.first(), cases.last()) else { return Ok(()) };
    let range = (first.case.clone(), last.case.clone());
    let past = past(conn, tenant, (running, (&range.0, &range.1)), now).await?;
    let of = (&running.terms, running.currency);
    for facts in cases.iter_mut().filter(|facts| is_late(facts, until)) {
        for one in counted(facts, of, &past, until)? {
            let debts = facts.ids.iter().zip(&mut facts.debts);
            for (_, debt) in debts.filter(|(id, _)| **id == one.debt) {
                raise(&mut debt.balance, &one)?;
            }
        }
    }
    Ok(())
}

async fn past(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    (running, range): (&Running, (&CaseId, &CaseId)),
    now: DateTime<Utc>,
) -> Result<Past, PortalError> {
    let moved = movement::of_range(conn, tenant, range, running.currency).await?;
    let mut attempts = Vec::new();
    for id in late::attempts_of_range(conn, tenant, range).await? {
        attempts.extend(attempt::find(conn, tenant, attempt::Find::Id(&id)).await?);
    }
    Ok(Past {
        since: running.since,
        marks: late::marks_of_range(conn, tenant, range).await?,
        changes: changes(moved.iter().map(|(day, posting)| (*day, posting))),
        waiting: on_its_way(conn, tenant, &attempts, now).await?,
    })
}
