//! A night's planning of reminders over a whole portfolio: the first night under a sequence, on which nearly
//! everybody is due, and a night on which nobody is.

use std::path::Path;
use std::time::{Duration, Instant};

use server::config::sequence as files;
use server::store::creditor;
use server::use_cases::reminder;
use server::use_cases::sequence::{self, Order};

use crate::Outcome;
use crate::portfolio::Shape;
use crate::report::{Report, Verdict};
use crate::site::Site;

/// Customers of the portfolio; the budget is 60 s for ten times as many.
const CASES: u64 = 100_000;

/// What a night may take.
const MOST: Duration = Duration::from_secs(6);

/// Plans two nights of a new portfolio, in SQLite.
pub async fn measure(folder: &Path, report: &mut Report) -> Outcome<()> {
    let site = Site::of(&folder.join("reminded"), (Shape::Threes, CASES * 3)).await?;
    let (portal, tenant) = (&site.portal, &site.tenant);
    let mut conn = portal.store.read().await?;
    let settings = creditor::settings(&mut conn, tenant).await?;
    drop(conn);
    let source = files::shipped("standard").ok_or("no sequence ships")?;
    let file = files::read(source).map_err(|errors| format!("{errors:?}"))?;
    let order = Order { source, file: &file, from: None, made_by: "bench" };
    sequence::apply(portal, (tenant, &settings), order).await?;
    for what in ["first night", "night on which nobody is due"] {
        let begin = Instant::now();
        reminder::plan_day(portal, tenant).await?;
        let took = begin.elapsed();
        report.add(
            &format!("planning of reminders over {CASES} cases of 3 debts, {what}"),
            format!("{:.2} s", took.as_secs_f64()),
            "≤ 6 s",
            Verdict::from(took <= MOST),
        );
        forget_the_day(&site).await?;
    }
    Ok(())
}

/// Lets the day be planned once more.
async fn forget_the_day(site: &Site) -> Outcome<()> {
    let mut tx = site.portal.store.begin().await?;
    sqlx::query("delete from reminder_days").execute(&mut *tx).await?;
    tx.commit().await?;
    Ok(())
}
