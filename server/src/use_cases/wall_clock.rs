//! Between instants and the clocks on people's walls.

use chrono::{DateTime, LocalResult, NaiveDateTime, NaiveTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;
use domain::identity::CreditorDay;

/// The instant at which clocks in `zone` show `local`.
///
/// A time that a change of clocks leaves out is the first instant after the gap; one that comes twice
/// is the later one: a wait is never cut short.
pub fn instant(zone: Tz, local: NaiveDateTime) -> DateTime<Utc> {
    let mut local = local;
    // No zone has ever left out more than a day.
    for _ in 0..=24 * 60 {
        match zone.from_local_datetime(&local) {
            LocalResult::Single(at) | LocalResult::Ambiguous(_, at) => {
                return at.with_timezone(&Utc);
            }
            // Behind the last time that there is comes none.
            LocalResult::None => match local.checked_add_signed(TimeDelta::minutes(1)) {
                Some(next) => local = next,
                None => break,
            },
        }
    }
    local.and_utc()
}

/// The time on the wall in `zone`.
pub fn local(zone: Tz, at: DateTime<Utc>) -> NaiveDateTime {
    at.with_timezone(&zone).naive_local()
}

/// The day in `zone` on which `now` falls, and when it ends there.
pub fn day(zone: Tz, now: DateTime<Utc>) -> CreditorDay {
    let date = local(zone, now).date();
    let tomorrow = date.succ_opt().unwrap_or(date);
    CreditorDay { now, date, ends_at: instant(zone, tomorrow.and_time(NaiveTime::MIN)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wait_ends_after_the_gap_and_after_the_second_of_two_hours() {
        for (zone, wall, expected) in [
            ("America/Lima", "2026-11-23T08:00:00", "2026-11-23T13:00:00Z"),
            // Clocks go from 02:00 to 03:00.
            ("Europe/Madrid", "2026-03-29T02:30:00", "2026-03-29T01:00:00Z"),
            // Clocks go from 03:00 back to 02:00.
            ("Europe/Madrid", "2026-10-25T02:30:00", "2026-10-25T01:30:00Z"),
            // Chile's summer time begins at midnight.
            ("America/Santiago", "2026-09-06T00:00:00", "2026-09-06T04:00:00Z"),
        ] {
            let zone: Tz = zone.parse().expect("a zone");
            let wall: NaiveDateTime = wall.parse().expect("a time");
            let expected: DateTime<Utc> = expected.parse().expect("an instant");
            assert_eq!(instant(zone, wall), expected, "{wall} in {zone}");
        }
    }

    #[test]
    fn a_time_at_the_end_of_all_times_is_an_instant_like_any_other() {
        for zone in [chrono_tz::America::Lima, chrono_tz::Europe::Madrid] {
            for last in [NaiveDateTime::MAX, NaiveDateTime::MAX - TimeDelta::minutes(30)] {
                assert!(instant(zone, last) > DateTime::<Utc>::MAX_UTC - TimeDelta::days(1));
            }
        }
    }

    #[test]
    fn a_day_ends_at_the_midnight_of_its_zone() {
        let now = "2026-11-22T03:00:00Z".parse().expect("an instant");
        let day = day(chrono_tz::America::Lima, now);
        assert_eq!(day.date.to_string(), "2026-11-21");
        assert_eq!(day.ends_at.to_rfc3339(), "2026-11-22T05:00:00+00:00");
    }
}
