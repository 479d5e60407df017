//! What money is on its way to: nobody is reminded of it, nor of what depends on it.

use std::collections::HashSet;

use chrono::{DateTime, NaiveTime, Utc};
use domain::ids::{CaseId, DebtId};
use domain::plan::announced_since;
use domain::reminder::SubjectId;
use sqlx::AnyConnection;

use super::facts::Facts;
use crate::config::creditor::Settings;
use crate::store::{StoreError, on_its_way};
use crate::tenant::Tenant;
use crate::use_cases::wall_clock;

/// Since when a payment page that was begun, or a transfer that was announced, still counts as on its way.
pub(super) fn since(settings: &Settings, now: DateTime<Utc>) -> DateTime<Utc> {
    let today = wall_clock::local(settings.zone, now).date();
    wall_clock::instant(settings.zone, announced_since(today).and_time(NaiveTime::MIN))
}

/// The debts of a case whose money is on its way: nobody asks for it, for as long as reminders wait for it.
pub(in crate::use_cases) async fn awaited(
    conn: &mut AnyConnection,
    (tenant, settings): (&Tenant, &Settings),
    case: &CaseId,
    now: DateTime<Utc>,
) -> Result<HashSet<DebtId>, StoreError> {
    on_its_way::debts(conn, tenant, (&[case.as_str()], since(settings, now))).await
}

/// Leaves out of a case what money is on its way to: those debts, the dates of plans if it is for one of them,
/// and promises and offers, which may be about all of it. Says whether anything was left out.
pub(super) fn leave_out(facts: &mut Facts, on_its_way: &HashSet<DebtId>) -> bool {
    let its = || facts.debts.iter().filter(|debt| on_its_way.contains(*debt));
    if its().next().is_none() {
        return false;
    }
    let is_told = |debt: &DebtId| {
        facts.subjects.iter().any(|subject| subject.id == SubjectId::Debt(debt.clone()))
    };
    let is_of_plan = its().any(|debt| !is_told(debt));
    facts.subjects.retain(|subject| match &subject.id {
        SubjectId::Debt(debt) => !on_its_way.contains(debt),
        SubjectId::Instalment(..) => !is_of_plan,
        SubjectId::Promise(_) | SubjectId::Offer(..) | SubjectId::Settled(_) => false,
    });
    true
}
