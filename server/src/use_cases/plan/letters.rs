//! What is written about a plan that runs: to its debtor before a date, when one was missed, and when the plan
//! is over; to the team when it is over.
//!
//! A payment that completes a plan needs no letter of its own: its receipt says so.

use app::debtor::plan::Due;
use app::messages::{PlanAfter, PlanStep};
use chrono::{Days, NaiveDate};
use domain::contact_channel::ContactChannel;
use domain::ids::{CaseId, PlanId};
use domain::money::MoneyError;
use domain::plan::{Event, Part, Plan, State, What};
use domain::reminder::SubjectId;

use super::by_channel::channel;
use super::of_case;
use super::page::{due, due_now, owed, restored, with_sent};
use crate::compose::Portal;
use crate::config::creditor::Settings;
use crate::in_tx;
use crate::store::hold::{self, HoldKind};
use crate::store::message::{Message, NewMessage};
use crate::store::payment::Payment;
use crate::store::plan::{self, Kept};
use crate::store::saved_method::{self, MethodState};
use crate::store::{StoreError, Tx, message_known, reminder};
use crate::tenant::Tenant;
use crate::use_cases::reminder::reads_mail;
use crate::use_cases::{PortalError, sequence, work};

/// A date comes.
pub const BEFORE: &str = "plan-before";

/// A date was missed.
pub const MISSED: &str = "plan-missed";

/// Too many were.
pub const BROKEN: &str = "plan-broken";

/// The creditor ended it.
pub const CANCELLED: &str = "plan-cancelled";

/// It is over, with nothing owed.
pub const COMPLETED: &str = "plan-completed";

/// It never broke: the money counts as on time.
pub const REOPENED: &str = "plan-reopened";

/// Everything that is written about plans to their debtors.
pub const TO_DEBTOR: [&str; 6] = [BEFORE, MISSED, BROKEN, CANCELLED, COMPLETED, REOPENED];

/// The news of a broken plan for the team.
pub const TEAM_BROKEN: &str = "team-plan-broken";

/// The news of a completed plan for the team.
pub const TEAM_COMPLETED: &str = "team-plan-completed";

/// So many days before a date its letter is queued: enough for a weekend and a holiday.
const DAYS: u64 = 3;

/// Whether nobody asked for the letter: it waits for the contact rules and counts against the week.
pub fn is_reminder(kind: &str) -> bool {
    [BEFORE, MISSED, BROKEN, CANCELLED].contains(&kind)
}

/// Whether a letter tells of the end of a plan whose debtor has said or written something that nobody has answered,
/// or waits for somebody to look at a hardship: that nobody does keeps the letter back no longer, for days count
/// again and a plan must not end in silence. A wish for no messages, a moratorium and a death do.
pub async fn ended_unanswered(
    tx: &mut Tx,
    tenant: &Tenant,
    (kind, case): (&str, &CaseId),
) -> Result<bool, StoreError> {
    if kind != BROKEN && kind != CANCELLED {
        return Ok(false);
    }
    let waits = |kind: HoldKind| {
        matches!(kind, HoldKind::Said(_) | HoldKind::Disputed | HoldKind::Hardship)
    };
    Ok(hold::active(tx, tenant, case).await?.iter().any(|one| waits(one.kind)))
}

/// Queues what is to be written about events that a plan has just taken. Of missed dates a sequence in force
/// speaks itself. What nobody asked for goes by the channel that reaches its debtor.
pub(super) async fn queue(
    portal: &Portal,
    tx: &mut Tx,
    tenant: &Tenant,
    (kept, events, cause): (&Kept, &[Event], &str),
) -> Result<(), StoreError> {
    for kind in about(events, cause) {
        let now = portal.clock.now();
        if *kind == MISSED && sequence::is_in_force(tx, tenant, now).await? {
            continue;
        }
        let occurrence = format!("{kind}:{}:{}", kept.id, kept.events);
        let new = NewMessage {
            case: Some(&kept.case),
            member: None,
            kind,
            about: Some(kept.id.as_str()),
            occurrence: &occurrence,
        };
        let channel = if is_reminder(kind) {
            channel(portal, tx, tenant, &kept.case).await?
        } else {
            ContactChannel::Email
        };
        work::message_by(portal, tx, tenant, (channel, new)).await?;
    }
    Ok(())
}

/// The letters that events call for. The last word counts: who is told that a plan is over is not told of
/// the date that ended it.
fn about(events: &[Event], cause: &str) -> &'static [&'static str] {
    let any = |is: fn(&What) -> bool| events.iter().any(|event| is(&event.what));
    if any(|what| *what == What::Broken) {
        &[BROKEN, TEAM_BROKEN]
    } else if any(|what| *what == What::Reopened) {
        &[REOPENED]
    } else if any(|what| *what == What::Completed) {
        if cause.starts_with("payment:") { &[TEAM_COMPLETED] } else { &[COMPLETED, TEAM_COMPLETED] }
    } else if any(|what| *what == What::Cancelled) {
        &[CANCELLED]
    } else if any(|what| matches!(what, What::Missed(_))) {
        &[MISSED]
    } else {
        &[]
    }
}

/// What makes the letter before a date one letter.
pub fn before_occurrence(plan: &PlanId, number: u32, on: NaiveDate) -> String {
    format!("{BEFORE}:{plan}:{number}:{on}")
}

/// Queues the letter before the next date of a plan, once, if the date is near. A sequence in force speaks of
/// dates itself.
pub(super) async fn announce(
    portal: &Portal,
    tenant: &Tenant,
    (kept, today): (&Kept, NaiveDate),
) -> Result<(), PortalError> {
    let Some(next) = coming(&kept.plan, today) else { return Ok(()) };
    let occurrence = before_occurrence(&kept.id, next.number, next.due_on);
    let mut conn = portal.store.read().await?;
    let date = SubjectId::Instalment(kept.id.clone(), next.number, next.due_on);
    let known = message_known::is_known(&mut conn, tenant, &occurrence).await?
        || sequence::is_in_force(&mut conn, tenant, portal.clock.now()).await?
        || reminder::was_due(&mut conn, tenant, (&kept.case, &date)).await?;
    drop(conn);
    if known {
        return Ok(());
    }
    let about = format!("{} {}", kept.id, next.number);
    in_tx!(portal.store, tx => {
        let new = NewMessage {
            case: Some(&kept.case),
            member: None,
            kind: BEFORE,
            about: Some(&about),
            occurrence: &occurrence,
        };
        let channel = channel(portal, &mut tx, tenant, &kept.case).await?;
        work::message_by(portal, &mut tx, tenant, (channel, new)).await?;
    })
}

/// The next instalment, if its day is near and still ahead. Nobody is reminded on the day of acceptance.
fn coming(plan: &Plan, today: NaiveDate) -> Option<Part> {
    let next = plan.parts().iter().find(|part| part.settled_on.is_none() && part.due_on > today);
    let is_near = |part: &&Part| is_near(part, today);
    let runs = *plan.state() == State::Active && plan.agreement().accepted_on < today;
    next.filter(is_near).filter(|_| runs).copied()
}

fn is_near(part: &Part, today: NaiveDate) -> bool {
    today.checked_add_days(Days::new(DAYS)).is_some_and(|last| part.due_on <= last)
}

/// Whether the instalments of a plan are charged to a saved card, of which its debtor is told by e-mail: whoever has
/// none is told of the dates, for nothing is charged untold.
async fn is_charged(tx: &mut Tx, tenant: &Tenant, kept: &Kept) -> Result<bool, StoreError> {
    let all = saved_method::all(tx, tenant, saved_method::Of::Plan(&kept.id)).await?;
    Ok(all.iter().any(|one| one.state == MethodState::On)
        && reads_mail(tx, tenant, &kept.case).await?)
}

/// What a letter that is about to leave says of the plan as it is now, beside money that the debtor has sent already;
/// or why it has nothing to say.
pub async fn step(
    tx: &mut Tx,
    whose: (&Tenant, &Settings),
    (letter, case): (&Message, &CaseId),
    today: NaiveDate,
) -> Result<Result<PlanStep, &'static str>, PortalError> {
    let (tenant, _) = whose;
    let about = letter.about.as_deref().unwrap_or_default();
    let (id, number) = match about.split_once(' ') {
        Some((id, number)) => (id, number.parse().ok()),
        None => (about, None),
    };
    let id: PlanId = id.parse().map_err(|_| PortalError::NotFound)?;
    let kept = of_case(tx, tenant, (case, &id)).await?;
    // Whose card is charged is told of the charge instead.
    if letter.kind == BEFORE && is_charged(tx, tenant, &kept).await? {
        return Ok(Err("charged"));
    }
    let paid = kept.plan.progress(today)?.paid;
    Ok(match (letter.kind.as_str(), kept.plan.state()) {
        (BEFORE, State::Active) => match before(&kept.plan, number, today)? {
            Ok(_) => {
                let (plan, _) = with_sent(tx, whose, &kept, today).await?;
                before(&plan, number, today)?.map_err(|_| "on-its-way")
            }
            silent => silent,
        },
        (MISSED, State::Active) => match due_now(tx, whose, &kept, today).await? {
            Due::Missed { on, amount, left } => Ok(PlanStep::Missed { on, amount, left }),
            _ if matches!(due(&kept, today)?, Due::Missed { .. }) => Err("on-its-way"),
            Due::Next { .. } | Due::InGrace { .. } | Due::Sent { .. } => Err("paid"),
        },
        (BROKEN, State::Broken { on }) => {
            let owed = owed(tx, tenant, &kept).await?;
            Ok(PlanStep::Broken { on: *on, paid, owed, restored: restored(&kept) })
        }
        (CANCELLED, State::Cancelled { on }) => {
            Ok(PlanStep::Cancelled { on: *on, paid, owed: owed(tx, tenant, &kept).await? })
        }
        (COMPLETED | REOPENED, State::Completed { .. }) => Ok(PlanStep::Completed { paid }),
        (REOPENED, State::Active) => {
            Ok(PlanStep::Reopened { due: due_now(tx, whose, &kept, today).await? })
        }
        _ => Err("over"),
    })
}

fn before(
    plan: &Plan,
    number: Option<u32>,
    today: NaiveDate,
) -> Result<Result<PlanStep, &'static str>, MoneyError> {
    let part = plan.parts().iter().find(|part| Some(part.number) == number);
    Ok(match part {
        None => Err("over"),
        Some(part) if part.settled_on.is_some() => Err("paid"),
        Some(part) if part.due_on < today => Err("too-late"),
        Some(part) if !is_near(part, today) => Err("moved"),
        Some(part) => Ok(PlanStep::Before { on: part.due_on, amount: part.open()? }),
    })
}

/// How the plan that a payment paid stands now, beside money that the debtor has sent already; `None` if it paid
/// none, or one that will be told of by another letter.
pub async fn after(
    tx: &mut Tx,
    whose: (&Tenant, &Settings),
    paid: &Payment,
    today: NaiveDate,
) -> Result<Option<PlanAfter>, PortalError> {
    let (tenant, _) = whose;
    let cause = paid.cause();
    for kept in plan::of_case(tx, tenant, &paid.case).await?.into_iter().rev() {
        let causes = plan::paid_by(tx, tenant, &kept.id).await?;
        if !causes.iter().any(|known| known == cause.as_str()) {
            continue;
        }
        return Ok(match kept.plan.state() {
            State::Active => match due_now(tx, whose, &kept, today).await? {
                Due::Next { on, amount } => Some(PlanAfter::Next { on, amount }),
                Due::InGrace { amount, .. } | Due::Missed { amount, .. } => {
                    Some(PlanAfter::Late(amount))
                }
                Due::Sent { .. } => None,
            },
            State::Completed { .. } => Some(PlanAfter::Completed),
            _ => None,
        });
    }
    Ok(None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_word_about_a_plan_is_the_one_that_is_written() {
        let day = NaiveDate::from_ymd_opt(2026, 12, 4).expect("a day");
        let events = |what: &[What]| -> Vec<Event> {
            what.iter().map(|what| Event { on: day, what: what.clone() }).collect()
        };
        for (what, cause, expected) in [
            (&[What::Missed(1)][..], "day:2026-12-04", &[MISSED][..]),
            (&[What::Missed(1), What::Broken], "day:2026-12-04", &[BROKEN, TEAM_BROKEN]),
            (&[What::Reopened], "form:1 member_1", &[REOPENED]),
            (&[What::Redated(vec![(2, day)])], "form:1 member_1", &[]),
            (&[What::Completed], "day:2026-12-04", &[COMPLETED, TEAM_COMPLETED]),
            (&[What::Completed], "payment:pay_1", &[TEAM_COMPLETED]),
            (&[What::Cancelled], "form:1 member_1", &[CANCELLED]),
            (&[What::Renegotiated(PlanId::from_bits(7))], "plan:7", &[]),
            (&[What::Moved(1, day)], "form:1 debtor", &[]),
        ] {
            assert_eq!(about(&events(what), cause), expected, "{what:?} {cause}");
        }
    }
}
