//! What a letter asks for: what is due when it is made, never what a plan spreads over its dates, nor what is on
//! its way.

use std::collections::HashSet;

use app::debtor::statement::Document;
use app::documents::{OpenDebt, Stage};
use chrono::{DateTime, NaiveDate, Utc};
use domain::allocation::Balance;
use domain::ids::{CaseId, DebtId};
use domain::plan::State;
use domain::reminder::SubjectId;
use domain::tone;
use sqlx::AnyConnection;

use super::Order;
use super::last::Last;
use crate::config::creditor::Settings;
use crate::store::debt::{self, Debt};
use crate::store::plan::{self, Kept};
use crate::store::saved_method::{self, MethodState};
use crate::store::{Tx, known};
use crate::tenant::Tenant;
use crate::use_cases::{PortalError, late, reminder, wall_clock};

/// What a letter that somebody wants speaks of, oldest due first. `Refused`: `nothing-owed`, `not-late`, `final`.
pub(super) async fn now(
    tx: &mut Tx,
    whose: (&Tenant, &Settings),
    (case, order): (&CaseId, &Order<'_>),
    now: DateTime<Utc>,
) -> Result<Vec<OpenDebt>, PortalError> {
    let mut open = open(tx, whose, (case, order.subjects()), now).await?;
    if open.is_empty() {
        return Err(PortalError::Refused("nothing-owed"));
    }
    let today = wall_clock::local(whose.1.zone, now).date();
    open.retain(|(_, one)| is_for(order.stage, one.due_on, today));
    if open.is_empty() {
        return Err(PortalError::Refused("not-late"));
    }
    // A last letter says that none follows about what it speaks of; printed again it is the same one.
    let own = order.contact().unwrap_or_default();
    let last = Last::of_case(tx, whose, (case, own)).await?;
    open.retain(|(subject, one)| last.leaves(subject, one.due_on));
    if open.is_empty() {
        return Err(PortalError::Refused("final"));
    }
    let mut open: Vec<OpenDebt> = open.into_iter().map(|(_, one)| one).collect();
    open.sort_by_key(|one| one.due_on.unwrap_or(NaiveDate::MIN));
    Ok(open)
}

/// A friendly letter also tells of what is not due yet, with its day.
fn is_for(stage: Stage, due_on: Option<NaiveDate>, today: NaiveDate) -> bool {
    match stage {
        Stage::Friendly => true,
        Stage::Firm | Stage::Final => due_on.is_some_and(|due| due < today),
    }
}

/// What is asked for of `subjects`, or of everything where none are named, each with what it is.
pub(super) async fn open(
    conn: &mut AnyConnection,
    whose: (&Tenant, &Settings),
    (case, subjects): (&CaseId, Option<&[SubjectId]>),
    now: DateTime<Utc>,
) -> Result<Vec<(SubjectId, OpenDebt)>, PortalError> {
    let in_plan = known::in_plan(conn, whose.0, &[case.as_str()]).await?;
    let on_its_way = reminder::awaited(conn, whose, case, now).await?;
    let debts = debt::of_case(conn, whose.0, case).await?;
    let is_free = |debt: &Debt| !in_plan.contains(&debt.id) && !on_its_way.contains(&debt.id);
    let is_meant = |debt: &&Debt| is_about(subjects, &SubjectId::Debt(debt.id.clone()));
    let free = debts.iter().filter(|debt| debt.is_payable() && is_free(debt));
    let free = free.filter(is_meant).cloned().collect();
    let mut open = Vec::new();
    for debt in late::on_debts(conn, whose, free, now).await? {
        let Balance { principal, interest, fee } = debt.balance;
        let one = OpenDebt {
            owed: debt.balance.total()?,
            parts: Some([principal, interest, fee]),
            document: Document { kind: named(debt.document_type), number: debt.reference },
            due_on: debt.due_on,
        };
        open.push((SubjectId::Debt(debt.id), one));
    }
    let today = wall_clock::local(whose.1.zone, now).date();
    for kept in plan::of_case(conn, whose.0, case).await? {
        if *kept.plan.state() == State::Active
            && !waits(conn, whose.0, (&kept, &on_its_way)).await?
        {
            open.extend(dates((&kept, subjects), &debts, today)?);
        }
    }
    Ok(open)
}

/// Whether something is among what is named.
fn is_about(subjects: Option<&[SubjectId]>, one: &SubjectId) -> bool {
    subjects.is_none_or(|named| named.contains(one))
}

/// What the creditor calls a paper; it may not look like one of a court.
fn named(kind: Option<String>) -> Option<String> {
    kind.filter(|kind| !tone::refuses_document(kind))
}

/// Whether money for a plan is on its way, or comes by itself from a saved card.
async fn waits(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    (kept, on_its_way): (&Kept, &HashSet<DebtId>),
) -> Result<bool, PortalError> {
    if kept.debts.iter().any(|debt| on_its_way.contains(debt)) {
        return Ok(true);
    }
    let all = saved_method::all(conn, tenant, saved_method::Of::Plan(&kept.id)).await?;
    Ok(all.iter().any(|one| one.state == MethodState::On))
}

/// The dates of a plan that have come, never more than what ends it.
fn dates(
    (kept, subjects): (&Kept, Option<&[SubjectId]>),
    debts: &[Debt],
    today: NaiveDate,
) -> Result<Vec<(SubjectId, OpenDebt)>, PortalError> {
    let its: Vec<&Debt> = debts.iter().filter(|debt| kept.debts.contains(&debt.id)).collect();
    let numbers: Vec<&str> = its.iter().map(|debt| debt.reference.as_str()).collect();
    let kind = named(its.first().and_then(|debt| debt.document_type.clone()));
    let document = Document { kind, number: numbers.join(", ") };
    let mut left = kept.plan.pay_off(today)?.to_pay;
    let mut dates = Vec::new();
    let has_come = |on: NaiveDate| on <= today;
    for part in kept.plan.parts().iter().filter(|part| has_come(part.due_on)) {
        let owed = part.open()?.at_most(left)?;
        if part.settled_on.is_none() && !owed.is_zero() {
            left = left.less(owed)?;
            let id = SubjectId::Instalment(kept.id.clone(), part.number, part.due_on);
            let (document, due_on) = (document.clone(), Some(part.due_on));
            let one = OpenDebt { document, due_on, owed, parts: None };
            if is_about(subjects, &id) {
                dates.push((id, one));
            }
        }
    }
    Ok(dates)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    #[test]
    fn a_firm_word_is_for_what_is_late_and_a_friendly_one_for_all() {
        let today = day("2026-11-24");
        for (stage, due_on, expected) in [
            (Stage::Friendly, None, true),
            (Stage::Friendly, Some("2026-12-24"), true),
            (Stage::Firm, Some("2026-11-23"), true),
            (Stage::Firm, Some("2026-11-24"), false),
            (Stage::Final, Some("2026-11-01"), true),
            (Stage::Final, None, false),
        ] {
            assert_eq!(is_for(stage, due_on.map(day), today), expected, "{stage:?} {due_on:?}");
        }
    }
}
