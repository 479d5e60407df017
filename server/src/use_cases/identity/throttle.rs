//! How many answers may still be tried, counted from the database.

use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Tz;
use domain::identity::{Throttle, Tries, throttle};
use domain::ids::{AccessLinkId, CaseId};
use sqlx::AnyConnection;

use crate::store::StoreError;
use crate::store::identity::{Answered, right_of_case, wrong_of_case, wrong_of_creditor};
use crate::tenant::Tenant;
use crate::use_cases::wall_clock;

/// No run of wrong answers reaches further back: a day of the creditor, and what ran into it.
const LOOK_BACK: TimeDelta = TimeDelta::days(7);

/// The wrong answers of all debtors of a creditor count for so long.
const CREDITOR_WINDOW: TimeDelta = TimeDelta::minutes(10);

/// Whether one more answer through this link for this case is looked at.
pub async fn verdict(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    (case, link): (&CaseId, &AccessLinkId),
    (zone, now): (Tz, DateTime<Utc>),
) -> Result<Throttle, StoreError> {
    let since = now - LOOK_BACK;
    let wrong = wrong_of_case(conn, tenant, case, since).await?;
    let right = right_of_case(conn, tenant, case, since).await?;
    Ok(judge((&wrong, &right), link, (zone, now)))
}

/// How many wrong answers this case gave at this very instant.
pub async fn at_once(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    case: &CaseId,
    now: DateTime<Utc>,
) -> Result<i64, StoreError> {
    let wrong = wrong_of_case(conn, tenant, case, now).await?;
    Ok(i64::try_from(wrong.len()).unwrap_or(i64::MAX))
}

/// How many wrong answers all debtors of the creditor gave lately.
pub async fn at_creditor(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    now: DateTime<Utc>,
) -> Result<u32, StoreError> {
    let wrong = wrong_of_creditor(conn, tenant, now - CREDITOR_WINDOW).await?;
    Ok(u32::try_from(wrong).unwrap_or(u32::MAX))
}

fn judge(
    (wrong, right): (&[Answered], &[Answered]),
    link: &AccessLinkId,
    (zone, now): (Tz, DateTime<Utc>),
) -> Throttle {
    let tries = |counts: &dyn Fn(&Answered) -> bool| {
        let wrong = wrong.iter().filter(|one| counts(one)).map(|one| (one.at, false));
        let right = right.iter().filter(|one| counts(one)).map(|one| (one.at, true));
        let mut all: Vec<_> = wrong.chain(right).collect();
        all.sort_unstable();
        all.into_iter().fold(Tries::default(), |tries, (at, right)| {
            if right { tries.succeeded() } else { tries.failed(&wall_clock::day(zone, at)) }
        })
    };
    let of_link = tries(&|one| one.link == *link);
    throttle(&of_link, &tries(&|_| true), &wall_clock::day(zone, now))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ZONE: Tz = chrono_tz::America::Lima;

    fn link(bits: u128) -> AccessLinkId {
        AccessLinkId::from_bits(bits)
    }

    /// Minutes after noon in Lima.
    fn at(minutes: i64) -> DateTime<Utc> {
        let noon: DateTime<Utc> = "2026-11-23T17:00:00Z".parse().expect("an instant");
        noon + TimeDelta::minutes(minutes)
    }

    fn answers(list: &[(u128, i64)]) -> Vec<Answered> {
        list.iter().map(|&(bits, minutes)| Answered { link: link(bits), at: at(minutes) }).collect()
    }

    fn left(wrong: &[(u128, i64)], right: &[(u128, i64)], now: i64) -> Result<u8, i64> {
        match judge((&answers(wrong), &answers(right)), &link(1), (ZONE, at(now))) {
            Throttle::Allowed { left } => Ok(left),
            Throttle::LockedUntil(until) => Err((until - at(0)).num_minutes()),
        }
    }

    #[test]
    fn five_wrong_answers_pause_and_ten_end_the_day_whichever_link_they_came_through() {
        let five = [(1, 0), (1, 1), (1, 2), (1, 3), (1, 4)];
        let mixed = [(1, 0), (2, 1), (3, 2), (2, 3), (4, 4)];
        let ten = [five, [(1, 40), (1, 41), (1, 42), (1, 43), (1, 44)]].concat();
        for (wrong, right, now, expected) in [
            (&[][..], &[][..], 0, Ok(5)),
            (&five[..3], &[], 3, Ok(2)),
            (&five, &[], 5, Err(34)),
            (&five, &[], 34, Ok(5)),
            (&mixed, &[], 5, Err(34)),
            (&five[..4], &[(1, 4)], 5, Ok(5)),
            (&ten, &[], 45, Err(12 * 60)),
            (&ten, &[(1, 45)], 46, Err(12 * 60)),
            (&ten, &[], 12 * 60, Ok(5)),
        ] {
            assert_eq!(left(wrong, right, now), expected, "{wrong:?} {right:?} at {now}");
        }
    }
}
