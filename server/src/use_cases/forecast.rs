//! What reminders will do in the next days and what they have brought: counted by a job, page by page, so that memory
//! stays flat; shown with what the contact rules say.

mod day;
mod preview;
mod views;

pub use day::day;
pub use preview::preview;
pub use views::{calendar, results};

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use chrono::{DateTime, Days, NaiveDate, Utc};
use domain::ids::CaseId;
use domain::reminder::{self as rules, Ahead, DAYS_AHEAD, Due, Means, Step};

use super::reminder::{Ask, Depth, Facts, readable};
use super::sequence::Course;
use super::{PortalError, reach, wall_clock, work};
use crate::compose::Portal;
use crate::config::creditor::Settings;
use crate::in_tx;
use crate::store::forecast::{self as store, Counted, Forecast};
use crate::store::reminder::NO_MEANS;
use crate::store::{StoreError, Tx, creditor, reminder_page, step_result};
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
    in_tx!(portal.store, tx => again(portal, &mut tx, tenant).await?)
}

/// The same, in the transaction of what changes it.
pub async fn again(portal: &Portal, tx: &mut Tx, tenant: &Tenant) -> Result<(), StoreError> {
    work::job(portal, tx, tenant, (NOW, ""), portal.clock.now()).await
}

/// Counts what will go out, what waits, and what was brought, and puts it in the place of the last count.
pub async fn count(portal: &Portal, tenant: &Tenant) -> Result<(), PortalError> {
    let as_of = portal.clock.now();
    let mut conn = portal.store.read().await?;
    let settings = creditor::settings(&mut conn, tenant).await?;
    let course = Course::load(&mut conn, (tenant, &settings), (as_of, DAYS_AHEAD), None).await?;
    drop(conn);
    let today = wall_clock::local(settings.zone, as_of).date();
    let sums = Sums::of(portal, (tenant, &settings), (&course, None), as_of).await?;
    let since = today.checked_sub_days(Days::new(DAYS_BACK)).unwrap_or(today);
    let mut conn = portal.store.read().await?;
    let waits = store::count_waits(&mut conn, tenant).await?;
    let results = step_result::count(&mut conn, tenant, since).await?;
    let money = step_result::count_money(&mut conn, tenant, since).await?;
    drop(conn);
    let counted = Counted { as_of, cases: sums.cases, since };
    let days = sums.days();
    in_tx!(portal.store, tx => {
        store::replace(&mut tx, tenant, counted, (&days, &waits)).await?;
        step_result::replace(&mut tx, tenant, (&results, &money)).await?;
    })
}

/// What was added up so far.
#[derive(Default)]
struct Sums {
    cases: i64,
    /// Whether others were left, since it took too long.
    is_cut: bool,
    contacts: BTreeMap<(NaiveDate, String), i64>,
}

impl Sums {
    /// Adds up the contacts of every case that owes something, or of as many as patience is there for; of none where
    /// no day goes by any sequence.
    async fn of(
        portal: &Portal,
        (tenant, settings): (&Tenant, &Settings),
        (course, patience): (&Course, Option<Duration>),
        now: DateTime<Utc>,
    ) -> Result<Self, PortalError> {
        let mut sums = Self::default();
        if course.first_day().is_some() {
            let (sequence, ready) = (course.all(), reach::ready(portal, settings));
            let ask = Ask { tenant, settings, sequence, now, depth: Depth::Ahead, ready };
            sums.go_through(portal, &ask, (course, patience)).await?;
        }
        Ok(sums)
    }

    async fn go_through(
        &mut self,
        portal: &Portal,
        ask: &Ask<'_>,
        (course, patience): (&Course, Option<Duration>),
    ) -> Result<(), PortalError> {
        let began = Instant::now();
        let mut after = String::new();
        loop {
            let mut conn = portal.store.read().await?;
            let page = next(&mut conn, ask, &after).await?;
            drop(conn);
            for facts in &page.all {
                self.cases += 1;
                for one in contacts(course, facts) {
                    let way = (one.on, means(one.step, &one.due).to_owned());
                    *self.contacts.entry(way).or_default() += 1;
                }
            }
            let Some(last) = page.last else { return Ok(()) };
            if patience.is_some_and(|patience| began.elapsed() >= patience) {
                self.is_cut = true;
                return Ok(());
            }
            after = last.to_string();
            // Pages wait for the same threads.
            tokio::task::yield_now().await;
        }
    }

    fn days(self) -> Vec<Forecast> {
        let days = self.contacts.into_iter();
        days.map(|((day, means), contacts)| Forecast { day, means, contacts }).collect()
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

/// The contacts to come with one case.
fn contacts<'a>(course: &'a Course, facts: &Facts) -> Vec<Ahead<'a>> {
    rules::ahead(|day| course.on(day), &facts.case(), &facts.past(), course.span())
}

/// The word of the way of a contact.
const fn means(step: &Step, due: &Due) -> &'static str {
    match (&step.means, due.channel) {
        (Means::Task { kind, .. }, _) if due.is_reached => kind.code(),
        (Means::Task { .. }, _) | (Means::Message(_), None) => NO_MEANS,
        (Means::Message(_), Some(channel)) => channel.as_str(),
    }
}
