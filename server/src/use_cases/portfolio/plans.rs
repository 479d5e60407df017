//! Plans as the team sees them: those of a case, and all of them by how they do.

use std::collections::HashMap;

use app::creditor::case::{Again, Agreed, OpenPlan, PlanBox};
use app::creditor::plans::{PlanRow, PlansView};
use app::creditor::{PlanEvent, PlanHealth};
use chrono::NaiveDate;
use domain::ids::{CaseId, PlanId};
use domain::money::{Money, MoneyError};
use domain::plan::{State, What};
use sqlx::AnyConnection;

use crate::compose::Portal;
use crate::config::creditor::Settings;
use crate::store::plan::{self, Health, Kept, Told};
use crate::store::{StoreError, case_list};
use crate::tenant::Tenant;
use crate::use_cases::PortalError;
use crate::use_cases::plan::page::{due_amount, lines};
use crate::use_cases::plan::reopen::reopening;

/// Plans on one page: no more than the names that are looked up at once.
const PAGE: usize = case_list::PAGE;

/// One page of plans behind the cursor `after`, newest first: all of them, or those that do as `health`
/// says. A cursor that does not read begins at the first page; a plan that does not read is named apart.
pub async fn plans(
    portal: &Portal,
    tenant: &Tenant,
    (health, after): (Option<PlanHealth>, Option<&str>),
    today: NaiveDate,
) -> Result<PlansView, PortalError> {
    let limit = i64::try_from(PAGE + 1).unwrap_or(i64::MAX);
    let after: Option<PlanId> = after.and_then(|text| text.parse().ok());
    let mut conn = portal.store.read().await?;
    let place = (after.as_ref(), limit);
    let mut ids = plan::newest(&mut conn, tenant, health.map(stored), place).await?;
    let is_more = ids.len() > PAGE;
    ids.truncate(PAGE);
    let more = ids.last().filter(|_| is_more).cloned();
    let (mut found, mut unread) = (Vec::with_capacity(ids.len()), Vec::new());
    for id in ids {
        match plan::find(&mut conn, tenant, &id).await {
            Ok(kept) => found.extend(kept),
            Err(StoreError::Corrupt(why)) => {
                tracing::warn!("a plan is left out of the list: {why}");
                unread.push(id);
            }
            Err(error) => return Err(error.into()),
        }
    }
    let names = names(&mut conn, tenant, &found).await?;
    let row = |kept: &Kept| row(kept, names.get(&kept.case).cloned(), today);
    let rows = found.iter().map(row).collect::<Result<_, MoneyError>>()?;
    Ok(PlansView { health, rows, unread, more })
}

/// The names of the persons of the cases, or their references.
async fn names(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    plans: &[Kept],
) -> Result<HashMap<CaseId, String>, PortalError> {
    let cases: Vec<CaseId> = plans.iter().map(|kept| kept.case.clone()).collect();
    let rows = case_list::rows(conn, tenant, &cases).await?;
    Ok(rows.into_iter().map(|row| (row.case, row.name.unwrap_or(row.reference))).collect())
}

fn row(kept: &Kept, name: Option<String>, today: NaiveDate) -> Result<PlanRow, MoneyError> {
    let progress = kept.plan.progress(today)?;
    let runs = *kept.plan.state() == State::Active;
    let zero = Money::zero(progress.open.currency());
    Ok(PlanRow {
        case: kept.case.clone(),
        name: name.unwrap_or_default(),
        health: shown(Health::of(&kept.plan)),
        accepted_on: kept.plan.agreement().accepted_on,
        paid: progress.paid,
        open: if runs { progress.open } else { zero },
        next_on: progress.next.filter(|_| runs).map(|part| part.due_on),
    })
}

const fn stored(health: PlanHealth) -> Health {
    match health {
        PlanHealth::OnTime => Health::OnTime,
        PlanHealth::Late => Health::Late,
        PlanHealth::Completed => Health::Completed,
        PlanHealth::Broken => Health::Broken,
        PlanHealth::Cancelled => Health::Cancelled,
        PlanHealth::Replaced => Health::Renegotiated,
    }
}

const fn shown(health: Health) -> PlanHealth {
    match health {
        Health::OnTime => PlanHealth::OnTime,
        Health::Late => PlanHealth::Late,
        Health::Completed => PlanHealth::Completed,
        Health::Broken => PlanHealth::Broken,
        Health::Cancelled => PlanHealth::Cancelled,
        Health::Renegotiated => PlanHealth::Replaced,
    }
}

/// The plans of a case as its page shows them, newest first.
pub(super) async fn of_case(
    conn: &mut AnyConnection,
    (tenant, settings): (&Tenant, &Settings),
    case: &CaseId,
    today: NaiveDate,
) -> Result<Vec<PlanBox>, PortalError> {
    let mut boxes = Vec::new();
    for kept in plan::of_case(conn, tenant, case).await?.into_iter().rev() {
        let told = plan::events(conn, tenant, &kept).await?;
        let found = reopening(conn, (tenant, settings), &kept, today).await?;
        let again = found.map_or(Again::No, |_| Again::Possible { drawn: kept.events });
        boxes.push(plan_box(&kept, (told, again), today)?);
    }
    Ok(boxes)
}

fn plan_box(
    kept: &Kept,
    (told, again): (Vec<Told>, Again),
    today: NaiveDate,
) -> Result<PlanBox, MoneyError> {
    let agreement = kept.plan.agreement();
    let is_open = *kept.plan.state() == State::Active;
    let open = OpenPlan { drawn: kept.events, next: due_amount(kept, today)? };
    let events = told.into_iter().rev();
    let events = events.filter_map(|told| Some((told.event.on, happened(&told.event.what)?)));
    let mut events: Vec<_> = events.collect();
    last_words(&mut events, |(_, what)| Some(*what));
    Ok(PlanBox {
        plan: kept.id.clone(),
        health: shown(Health::of(&kept.plan)),
        accepted_on: agreement.accepted_on,
        agreed: Agreed {
            owed: agreement.owed,
            given_up: agreement.given_up,
            cost: agreement.charged,
            total: agreement.total()?,
        },
        paid: kept.plan.progress(today)?.paid,
        open: is_open.then_some(open),
        again,
        lines: lines(kept)?,
        events,
    })
}

/// An event in the team's words; money stands among the payments.
fn happened(what: &What) -> Option<PlanEvent> {
    match what {
        What::Missed(number) => Some(PlanEvent::Missed(*number)),
        What::Excused(number) => Some(PlanEvent::Excused(*number)),
        What::Held(from, until) => Some(PlanEvent::Held(*from, *until)),
        What::Untried(number, until) => Some(PlanEvent::Untried(*number, *until)),
        What::Moved(number, to) => Some(PlanEvent::Moved(*number, *to)),
        What::Skipped(number, to) => Some(PlanEvent::Skipped(*number, *to)),
        What::PaydayChanged(day, _) => Some(PlanEvent::Payday(day.get())),
        What::Redated(dates) => dates.first().map(|(_, next)| PlanEvent::Redated(*next)),
        What::Broken => Some(PlanEvent::Broken),
        What::Reopened => Some(PlanEvent::Reopened),
        What::Completed => Some(PlanEvent::Completed),
        What::Cancelled => Some(PlanEvent::Cancelled),
        What::Renegotiated(_) => Some(PlanEvent::Replaced),
        What::Paid(..)
        | What::Reduced(..)
        | What::Corrected(..)
        | What::TakenBack(..)
        | What::Restored(_) => None,
    }
}

/// Leaves out what later news of the same days, or of the same instalment that waits, has taken the place of:
/// newest first, only the last word about them is told.
pub(super) fn last_words<T>(events: &mut Vec<T>, says: impl Fn(&T) -> Option<PlanEvent>) {
    let mut told = Vec::new();
    events.retain(|one| {
        let Some(about) = says(one).and_then(takes_place) else { return true };
        let is_last = !told.contains(&about);
        told.push(about);
        is_last
    });
}

/// What an event takes the place of: from which day on no day counts, and for which instalment if for one.
const fn takes_place(what: PlanEvent) -> Option<(Option<NaiveDate>, Option<u32>)> {
    match what {
        PlanEvent::Held(from, _) => Some((Some(from), None)),
        PlanEvent::Untried(number, _) => Some((None, Some(number))),
        _ => None,
    }
}

/// What an act of the evidence says of a plan: `plan_… missed-1,broken day:2026-12-19`. Where it holds
/// several events the last one that tells something is told.
pub(super) fn act(body: &str) -> Option<PlanEvent> {
    body.split(' ').nth(1)?.split(',').rev().find_map(event)
}

/// `2026-11-24-2026-12-08`.
fn held(days: &str) -> Option<PlanEvent> {
    let (from, until) = (days.get(..10)?, days.get(11..)?);
    Some(PlanEvent::Held(from.parse().ok()?, until.parse().ok()?))
}

fn event(word: &str) -> Option<PlanEvent> {
    let dated = |rest: &str| -> Option<(u32, NaiveDate)> {
        let (number, day) = rest.split_once('-')?;
        Some((number.parse().ok()?, day.parse().ok()?))
    };
    match word {
        "broken" => Some(PlanEvent::Broken),
        "reopened" => Some(PlanEvent::Reopened),
        "completed" => Some(PlanEvent::Completed),
        "cancelled" => Some(PlanEvent::Cancelled),
        "renegotiated" => Some(PlanEvent::Replaced),
        _ => match word.split_once('-')? {
            ("missed", number) => number.parse().ok().map(PlanEvent::Missed),
            ("excused", number) => number.parse().ok().map(PlanEvent::Excused),
            ("held", rest) => held(rest),
            ("untried", rest) => dated(rest).map(|(number, to)| PlanEvent::Untried(number, to)),
            ("moved", rest) => dated(rest).map(|(number, to)| PlanEvent::Moved(number, to)),
            ("skipped", rest) => dated(rest).map(|(number, to)| PlanEvent::Skipped(number, to)),
            ("payday", day) => day.parse().ok().map(PlanEvent::Payday),
            ("redated", next) => next.parse().ok().map(PlanEvent::Redated),
            _ => None,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_days_that_were_held_only_the_last_word_is_told() {
        let day = |day| NaiveDate::from_ymd_opt(2026, 12, day).expect("a day");
        let mut events = vec![
            PlanEvent::Untried(1, day(6)),
            PlanEvent::Held(day(1), day(3)),
            PlanEvent::Missed(2),
            PlanEvent::Untried(1, day(14)),
            PlanEvent::Untried(2, day(14)),
            PlanEvent::Held(day(1), day(15)),
            PlanEvent::Missed(2),
            PlanEvent::Held(day(2), day(16)),
        ];
        last_words(&mut events, |what| Some(*what));
        let expected = [
            PlanEvent::Untried(1, day(6)),
            PlanEvent::Held(day(1), day(3)),
            PlanEvent::Missed(2),
            PlanEvent::Untried(2, day(14)),
            PlanEvent::Missed(2),
            PlanEvent::Held(day(2), day(16)),
        ];
        assert_eq!(events, expected);
    }

    #[test]
    fn an_act_says_the_last_thing_that_tells_something() {
        let day = NaiveDate::from_ymd_opt(2026, 12, 7).expect("a day");
        for (words, expected) in [
            ("missed-1", Some(PlanEvent::Missed(1))),
            ("missed-1,missed-2,broken", Some(PlanEvent::Broken)),
            ("paid-1", None),
            ("reduced-4,paid-3,paid-4,completed", Some(PlanEvent::Completed)),
            ("excused-1,paid-1", Some(PlanEvent::Excused(1))),
            ("held-2026-12-07-2026-12-07", Some(PlanEvent::Held(day, day))),
            ("held-2026-12-07", None),
            ("untried-1-2026-12-07", Some(PlanEvent::Untried(1, day))),
            ("moved-1-2026-12-07", Some(PlanEvent::Moved(1, day))),
            ("skipped-12-2026-12-07", Some(PlanEvent::Skipped(12, day))),
            ("payday-31", Some(PlanEvent::Payday(31))),
            ("reopened", Some(PlanEvent::Reopened)),
            ("redated-2026-12-07", Some(PlanEvent::Redated(day))),
            ("cancelled", Some(PlanEvent::Cancelled)),
            ("renegotiated", Some(PlanEvent::Replaced)),
            ("taken-back-2,restored-3", None),
            ("moved-1", None),
        ] {
            assert_eq!(act(&format!("plan_1 {words} form:1 debtor")), expected, "{words}");
        }
        assert_eq!(act("plan_1"), None);
    }
}
