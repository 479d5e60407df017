//! What a debtor chose about messages. It comes over what the contact rules allow: it only ever makes them
//! wait longer, or stay away.

use chrono::{NaiveDateTime, NaiveTime};

use crate::contact::{CLOSES, Decision, OPENS, Rule};

/// The hours of the day before which a debtor may ask to be left in peace.
pub const FIRST_HOURS: [u32; 10] = [9, 10, 11, 12, 13, 14, 15, 16, 17, 18];

/// The time of day that stands for one of [`FIRST_HOURS`]; `None` for any other number, since after the last
/// one nothing could ever be sent.
pub fn first_time(hour: u32) -> Option<NaiveTime> {
    let time = NaiveTime::from_hms_opt(hour, 0, 0)?;
    (time > OPENS && time < CLOSES).then_some(time)
}

/// What the contact rules decided, put off until the debtor's own first time of day.
pub fn put_off(decision: Decision, now: NaiveDateTime, first: NaiveTime) -> Decision {
    match decision {
        Decision::Send(_) if now.time() < first => {
            Decision::WaitUntil(now.date().and_time(first), Rule::Hours)
        }
        Decision::WaitUntil(at, rule) if at.time() < first => {
            Decision::WaitUntil(at.date().and_time(first), rule)
        }
        as_it_is => as_it_is,
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;

    fn at(day: u32, hour: u32, minute: u32) -> NaiveDateTime {
        let day = NaiveDate::from_ymd_opt(2026, 11, day).expect("a day");
        day.and_hms_opt(hour, minute, 0).expect("a time")
    }

    #[test]
    fn nothing_leaves_before_the_debtors_own_hour() {
        let ten = first_time(10).expect("an hour");
        for (decision, now, expected) in [
            (
                Decision::Send(Rule::Open),
                at(24, 8, 30),
                Decision::WaitUntil(at(24, 10, 0), Rule::Hours),
            ),
            (Decision::Send(Rule::Open), at(24, 10, 0), Decision::Send(Rule::Open)),
            (
                Decision::WaitUntil(at(30, 8, 0), Rule::Week),
                at(24, 12, 0),
                Decision::WaitUntil(at(30, 10, 0), Rule::Week),
            ),
            (
                Decision::WaitUntil(at(30, 11, 0), Rule::Week),
                at(24, 12, 0),
                Decision::WaitUntil(at(30, 11, 0), Rule::Week),
            ),
            (Decision::Blocked(Rule::Hold), at(24, 8, 30), Decision::Blocked(Rule::Hold)),
        ] {
            assert_eq!(put_off(decision, now, ten), expected);
        }
    }

    #[test]
    fn every_hour_that_is_offered_leaves_some_of_the_day() {
        assert!(FIRST_HOURS.into_iter().all(|hour| first_time(hour).is_some()));
        for hour in [0, 7, 8, 19, 20, 23, 24, u32::MAX] {
            assert_eq!(first_time(hour), None, "{hour}");
        }
    }
}
