//! With whom the contacts of one day are: looked for case by case, as far as one page goes.

use app::creditor::calendar::{CalendarDayView, ContactRow, Way};
use app::creditor::case::Sending;
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use domain::contact::{Channel, Initiative};
use domain::contact_channel::ContactChannel;
use domain::ids::CaseId;
use domain::reminder::{Ahead, DAYS_AHEAD, StepKind, TaskKind};
use sqlx::AnyConnection;

use super::{contacts, means, next};
use crate::compose::Portal;
use crate::config::creditor::Settings;
use crate::store::channel_rest;
use crate::store::debtor::{self, Find};
use crate::tenant::Tenant;
use crate::use_cases::gate::{self, Wanted};
use crate::use_cases::reminder::{self, Ask, Depth};
use crate::use_cases::sequence::Course;
use crate::use_cases::{PortalError, reach, wall_clock};

/// Contacts that are shown at once; a page of cases may bring a few more.
const ENOUGH: usize = 25;

/// Pages of cases that are looked at for one answer.
const PAGES: usize = 10;

/// The contacts of `day` among the cases behind `after`, until there are enough of them or so many cases were looked at
/// that whoever asks would wait; a cursor that does not read begins at the first case.
pub async fn day(
    portal: &Portal,
    (tenant, settings): (&Tenant, &Settings),
    (day, after): (NaiveDate, Option<&str>),
) -> Result<CalendarDayView, PortalError> {
    let now = portal.clock.now();
    let mut conn = portal.store.read().await?;
    let nothing = CalendarDayView { day, rows: Vec::new(), more: None };
    let course = Course::load(&mut conn, (tenant, settings), (now, DAYS_AHEAD), None).await?;
    if course.on(day).is_none() {
        return Ok(nothing);
    }
    let (sequence, ready) = (course.all(), reach::ready(portal, settings));
    let ask = Ask { tenant, settings, sequence, now, depth: Depth::Ahead, ready };
    let begin: Option<CaseId> = after.and_then(|text| text.parse().ok());
    let mut view = CalendarDayView { more: begin, ..nothing };
    for _ in 0..PAGES {
        let behind = view.more.as_ref().map(ToString::to_string).unwrap_or_default();
        let page = next(&mut conn, &ask, &behind).await?;
        for facts in &page.all {
            let found = contacts(&course, facts).into_iter().find(|one| one.on == day);
            let Some(one) = found else { continue };
            let of = (&facts.head.case, &one);
            view.rows.extend(match contact(&mut conn, portal, &ask, of).await {
                // Of one that does not read the others are still shown.
                Err(error) if reminder::is_of_one(&error) => {
                    tracing::error!(case.id = %facts.head.case, "a case does not read: {error}");
                    Some(row(of, None, None))
                }
                contact => contact?,
            });
        }
        view.more = page.last;
        if view.more.is_none() || view.rows.len() >= ENOUGH {
            break;
        }
    }
    Ok(view)
}

/// One contact with what the contact rules say of it; `None` for a case that is gone.
async fn contact(
    conn: &mut AnyConnection,
    portal: &Portal,
    ask: &Ask<'_>,
    (case, one): (&CaseId, &Ahead<'_>),
) -> Result<Option<ContactRow>, PortalError> {
    let found = debtor::find(conn, ask.tenant, &portal.keys, Find::Case(case)).await?;
    let Some((debtor, _, _)) = found else { return Ok(None) };
    let Ahead { on: day, step, due } = one;
    let rests = match due.channel.and_then(ContactChannel::of) {
        Some(channel) => channel_rest::rests(conn, ask.tenant, channel).await?,
        None => false,
    };
    let by_person = step.task(due.channel).map(TaskKind::channel);
    let sending = match by_person.or(due.channel) {
        Some(_) if rests => Some(Sending::Resting),
        Some(channel) => {
            let wanted = wanted(step.kind, channel);
            let (whose, who) = ((ask.tenant, ask.settings), (case, &debtor.person));
            let ruling = gate::ask(conn, whose, who, wanted, begins(ask, *day)).await?;
            Some(Sending::from(ruling.decision))
        }
        None => None,
    };
    let name = debtor.person.name.unwrap_or(debtor.reference);
    Ok(Some(row((case, one), Some(name), sending)))
}

fn row(
    (case, one): (&CaseId, &Ahead<'_>),
    name: Option<String>,
    sending: Option<Sending>,
) -> ContactRow {
    ContactRow {
        case: case.clone(),
        name,
        step: one.step.name.clone(),
        kind: one.step.kind,
        way: Way::parse(means(one.step, &one.due)).unwrap_or(Way::Nobody),
        sending,
    }
}

/// What the contact rules are asked of a step.
const fn wanted(kind: StepKind, channel: Channel) -> Wanted {
    Wanted { initiative: Initiative::Creditor, about: reminder::about(kind), channel }
}

/// When the day begins in the creditor's zone; now, if it has begun.
fn begins(ask: &Ask<'_>, day: NaiveDate) -> DateTime<Utc> {
    wall_clock::instant(ask.settings.zone, day.and_time(NaiveTime::MIN)).max(ask.now)
}
