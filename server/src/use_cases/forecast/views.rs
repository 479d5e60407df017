//! What the pages show of what was counted.

use app::creditor::calendar::{CalendarView, DayRow, Way};
use app::creditor::case::Sending;
use app::creditor::results::{ResultRow, ResultsView};
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use domain::contact::{About, Channel, Channels, Initiative, Wish};

use crate::compose::Portal;
use crate::config::creditor::Settings;
use crate::store::channel_rest::{self, Rest};
use crate::store::forecast::{self as store, Forecast, Wait};
use crate::store::step_result::{self, StepResult};
use crate::tenant::Tenant;
use crate::use_cases::channel_rest::told;
use crate::use_cases::gate::{self, Laws, Question, Wanted};
use crate::use_cases::{PortalError, wall_clock};

/// The calendar, from today on.
pub async fn calendar(
    portal: &Portal,
    (tenant, settings): (&Tenant, &Settings),
) -> Result<CalendarView, PortalError> {
    let now = portal.clock.now();
    let today = wall_clock::local(settings.zone, now).date();
    let mut conn = portal.store.read().await?;
    let counted = store::counted(&mut conn, tenant).await?;
    let found = store::days(&mut conn, tenant, today).await?;
    let waits = store::waits(&mut conn, tenant).await?;
    let rests = channel_rest::standing(&mut conn, tenant).await?;
    drop(conn);
    let days = by_day(settings, &rests, found, now);
    let waiting = waits.into_iter().filter_map(|Wait { means, why, contacts }| {
        let why = Some(why).filter(|why| !why.is_empty());
        Some((Way::parse(&means)?, why, count(contacts)))
    });
    Ok(CalendarView {
        resting: told(settings, &rests),
        as_of: counted.map(|counted| wall_clock::local(settings.zone, counted.as_of)),
        cases: counted.map_or(0, |counted| count(counted.cases)),
        days,
        waiting: waiting.collect(),
    })
}

/// What was counted, day by day, with what the rules do to it.
pub(super) fn by_day(
    settings: &Settings,
    rests: &[Rest],
    found: Vec<Forecast>,
    now: DateTime<Utc>,
) -> Vec<DayRow> {
    let rests = |way: Way| rests.iter().any(|rest| Way::Message(rest.channel.way()) == way);
    let mut days: Vec<DayRow> = Vec::new();
    for one in found {
        let Some(way) = Way::parse(&one.means) else { continue };
        let sending =
            if rests(way) { Some(Sending::Resting) } else { ruled(settings, (&one, way), now) };
        let entry = (way, count(one.contacts), sending);
        match days.last_mut().filter(|last| last.day == one.day) {
            Some(last) => last.ways.push(entry),
            None => days.push(DayRow { day: one.day, ways: vec![entry] }),
        }
    }
    days
}

pub(super) fn count(number: i64) -> u64 {
    u64::try_from(number).unwrap_or_default()
}

/// What the contact rules of country and creditor say of contacts of a day, whoever they are for; `None` where there
/// is none. A debtor's own wishes, country, zone and past may say more: the day's page asks case by case.
fn ruled(settings: &Settings, (one, way): (&Forecast, Way), now: DateTime<Utc>) -> Option<Sending> {
    let channel = match way {
        Way::Message(channel) => channel,
        Way::Call => Channel::Call,
        Way::Meeting => Channel::Visit,
        Way::Nobody => return None,
    };
    let (laws, at) = (Laws::at_home(settings), begins(settings, one.day).max(now));
    let ruling = gate::rule(
        &laws.rules(settings, &Wish::default()),
        &gate::anywhere(settings, laws),
        &question(laws, channel),
        at,
    );
    Some(Sending::from(ruling.decision))
}

const fn question(laws: Laws, channel: Channel) -> Question<'static> {
    let wanted = Wanted { initiative: Initiative::Creditor, about: About::Other, channel };
    let countries = laws.countries();
    Question { wanted, countries, past: &[], barriers: &[], ends: &[], allowed: Channels::ALL }
}

fn begins(settings: &Settings, day: NaiveDate) -> DateTime<Utc> {
    wall_clock::instant(settings.zone, day.and_time(NaiveTime::MIN))
}

/// What the steps have brought.
pub async fn results(
    portal: &Portal,
    (tenant, settings): (&Tenant, &Settings),
) -> Result<ResultsView, PortalError> {
    let mut conn = portal.store.read().await?;
    let counted = store::counted(&mut conn, tenant).await?;
    let all = step_result::all(&mut conn, tenant).await?;
    let sums = step_result::all_money(&mut conn, tenant).await?;
    let row = |one: StepResult| {
        let money = sums.iter().filter(|(of, _)| *of == one.of).map(|(_, sum)| *sum);
        Some(ResultRow {
            way: Way::parse(&one.of.means)?,
            text: Some(one.of.text_version).filter(|version| *version > 0),
            sent: count(one.sent),
            delivered: count(one.delivered),
            opened: count(one.opened),
            verified: count(one.verified),
            accepted: count(one.accepted),
            paid: count(one.paid),
            money: money.collect(),
            kind: one.of.kind,
            step: one.of.step,
        })
    };
    Ok(ResultsView {
        as_of: counted
            .map(|counted| (wall_clock::local(settings.zone, counted.as_of), counted.since)),
        rows: all.into_iter().filter_map(row).collect(),
    })
}
