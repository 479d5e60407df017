//! How long it stays in time, for messages that lie at a provider before they leave it.

use chrono::{DateTime, TimeDelta, Utc};
use domain::contact::{About, Channel, Decision, Initiative};
use domain::ids::CaseId;
use sqlx::AnyConnection;

use super::{Laws, Question, Wanted, places_of, rule};
use crate::config::creditor::Settings;
use crate::store::StoreError;
use crate::store::debtor::Person;
use crate::tenant::Tenant;
use crate::use_cases::wish;

/// So far ahead it is looked: no provider keeps a message longer.
const HORIZON: TimeDelta = TimeDelta::hours(10);

/// How exactly: what closes sooner is as good as closed.
pub const STEP: TimeDelta = TimeDelta::minutes(5);

/// How long from `now` on messages by `channel` may still leave, in whole [`STEP`]s and ten hours at most. Only hours and
/// closed days are looked at, wherever the debtor may be: nothing else ends by itself what is allowed now.
pub async fn open_for(
    conn: &mut AnyConnection,
    (tenant, settings): (&Tenant, &Settings),
    (case, person): (&CaseId, &Person),
    channel: Channel,
    now: DateTime<Utc>,
) -> Result<TimeDelta, StoreError> {
    let said = wish::get(conn, tenant, case).await?;
    let laws = Laws::of(settings, person);
    let (rules, places) = (laws.rules(settings, &said.wish), places_of(settings, person));
    let question = Question {
        wanted: Wanted { initiative: Initiative::Agreed, about: About::Other, channel },
        countries: laws.countries(),
        past: &[],
        barriers: &[],
        ends: &[],
        allowed: settings.contact_rules.allowed.or(said.allowed()),
    };
    let is_open = |at| matches!(rule(&rules, &places, &question, at).decision, Decision::Send(_));
    Ok(stays(is_open, now))
}

/// How long something stays open.
fn stays(is_open: impl Fn(DateTime<Utc>) -> bool, now: DateTime<Utc>) -> TimeDelta {
    let mut open = TimeDelta::zero();
    while open < HORIZON && is_open(now + open + STEP) {
        open += STEP;
    }
    open
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_stays_open_until_it_closes_and_no_longer_than_a_provider_waits() {
        let now = DateTime::<Utc>::UNIX_EPOCH;
        for (closes_after, expected) in
            [(1, 0), (5, 0), (6, 5), (64, 60), (65, 60), (66, 65), (6_000, 600)]
        {
            let closes = now + TimeDelta::minutes(closes_after);
            let open = stays(|at| at < closes, now);
            assert_eq!(open, TimeDelta::minutes(expected), "closes after {closes_after} minutes");
        }
    }
}
