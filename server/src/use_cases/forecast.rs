//! What reminders will do in the next days and what they have brought: counted by a job, page by page, so that memory
//! stays flat; shown with what the contact rules say.

mod day;
mod views;

pub use day::day;
pub use views::{calendar, results};

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use domain::ids::CaseId;
use domain::reminder::{self as rules, Means, Sequence};

use super::reminder::{Ask, Depth, Facts, readable};
use super::sequence;
use super::{PortalError, reach, wall_clock, work};
use crate::compose::Portal;
use crate::in_tx;
use crate::store::forecast::{self as store, Counted, Forecast};
use crate::store::reminder::NO_MEANS;
use crate::store::{creditor, reminder_page, step_result};
use crate::tenant::Tenant;

/// The job that counts, again and again.
pub const JOB: &str = "forecast";

/// The same once, because somebody asked.
pub const NOW: &str = "forecast-now";

/// Cases that are read at once.
const PAGE: i64 = 200;

/// Days back that results count.
const DAYS_BACK: u64 = 90;

/// Queues a count for now; one that waits already is enough.
pub async fn ask(portal: &Portal, tenant: &Tenant) -> Result<(), PortalError> {
    let now = portal.clock.now();
    in_tx!(portal.store, tx => work::job(portal, &mut tx, tenant, (NOW, ""), now).await?)
}

/// Counts what will go out, what waits, and what was brought, and puts it in the place of the last count.
pub async fn count(portal: &Portal, tenant: &Tenant) -> Result<(), PortalError> {
    let as_of = portal.clock.now();
    let mut conn = portal.store.read().await?;
    let settings = creditor::settings(&mut conn, tenant).await?;
    let stored = sequence::in_force(&mut conn, tenant, as_of).await?;
    drop(conn);
    let today = wall_clock::local(settings.zone, as_of).date();
    let mut sums = Sums::default();
    if let Some(stored) = &stored {
        let (sequence, ready) = (&stored.sequence, reach::ready(portal, &settings));
        let depth = Depth::Ahead;
        let ask = Ask { tenant, settings: &settings, sequence, now: as_of, depth, ready };
        go_through(portal, &ask, &mut sums).await?;
    }
    let since = today.checked_sub_days(Days::new(DAYS_BACK)).unwrap_or(today);
    let mut conn = portal.store.read().await?;
    let waits = store::count_waits(&mut conn, tenant).await?;
    let results = step_result::count(&mut conn, tenant, since).await?;
    let money = step_result::count_money(&mut conn, tenant, since).await?;
    drop(conn);
    let days = sums.contacts.into_iter();
    let days = days.map(|((day, means), contacts)| Forecast { day, means, contacts });
    let days: Vec<_> = days.collect();
    let counted = Counted { as_of, cases: sums.cases, since };
    in_tx!(portal.store, tx => {
        store::replace(&mut tx, tenant, counted, (&days, &waits)).await?;
        step_result::replace(&mut tx, tenant, (&results, &money)).await?;
    })
}

/// What was added up so far.
#[derive(Default)]
struct Sums {
    cases: i64,
    contacts: BTreeMap<(NaiveDate, String), i64>,
}

/// Adds up the contacts of every case that owes something.
async fn go_through(portal: &Portal, ask: &Ask<'_>, sums: &mut Sums) -> Result<(), PortalError> {
    let mut after = String::new();
    loop {
        let mut conn = portal.store.read().await?;
        let page = next(&mut conn, ask, &after).await?;
        drop(conn);
        for facts in &page.all {
            sums.cases += 1;
            for (day, means) in contacts(ask, facts) {
                *sums.contacts.entry((day, means)).or_default() += 1;
            }
        }
        let Some(last) = page.last else { return Ok(()) };
        after = last.to_string();
        // Pages wait for the same threads.
        tokio::task::yield_now().await;
    }
}

/// Some cases, and the one behind which the others stand.
struct Page {
    all: Vec<Facts>,
    last: Option<CaseId>,
}

/// The next cases behind `after` that owe something.
async fn next(
    conn: &mut sqlx::AnyConnection,
    ask: &Ask<'_>,
    after: &str,
) -> Result<Page, PortalError> {
    let heads = reminder_page::owing(conn, ask.tenant, (after, PAGE)).await?;
    let is_full = i64::try_from(heads.len()).is_ok_and(|count| count == PAGE);
    let last = heads.last().filter(|_| is_full).map(|head| head.case.clone());
    let behind: Option<CaseId> = after.parse().ok();
    let (all, _) = readable(conn, ask, (heads, behind.as_ref())).await?;
    Ok(Page { all, last })
}

/// The contacts to come with one case: the day, and the word of the way.
fn contacts(ask: &Ask<'_>, facts: &Facts) -> Vec<(NaiveDate, String)> {
    let found = rules::ahead(ask.sequence, &facts.case(), &facts.past(), ask.today());
    found.into_iter().map(|one| (one.on, means(ask.sequence, &one.due))).collect()
}

/// The word of the way of a contact.
fn means(sequence: &Sequence, due: &rules::Due) -> String {
    let word = match (&sequence.steps[due.step].means, due.channel) {
        (Means::Task { kind, .. }, _) if due.is_reached => kind.code(),
        (Means::Task { .. }, _) => NO_MEANS,
        (Means::Message(_), Some(channel)) => channel.as_str(),
        (Means::Message(_), None) => NO_MEANS,
    };
    word.to_owned()
}
