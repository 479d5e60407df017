//! What a debtor may choose about the hours of messages, and about the days between them. The contact rules take it as
//! a [wish](crate::contact::Wish): it only ever makes them wait longer.

use chrono::{NaiveTime, Timelike};

/// The hours of the day before which a debtor may ask to be left in peace.
pub const FIRST_HOURS: [u32; 10] = [9, 10, 11, 12, 13, 14, 15, 16, 17, 18];

/// The days of which a debtor may ask that no two reminders come within: two weeks, a month.
pub const DAYS_APART: [u16; 2] = [14, 30];

/// The time of day that stands for one of [`FIRST_HOURS`]; `None` for any other number.
pub fn first_time(hour: u32) -> Option<NaiveTime> {
    FIRST_HOURS.contains(&hour).then_some(())?;
    NaiveTime::from_hms_opt(hour, 0, 0)
}

/// Whether a time of day stands for one of [`FIRST_HOURS`].
pub fn is_offered(time: NaiveTime) -> bool {
    first_time(time.hour()) == Some(time)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_hour_that_is_offered_is_a_time_of_day_and_no_other_one_is_taken() {
        assert!(FIRST_HOURS.into_iter().all(|hour| first_time(hour).is_some()));
        for hour in [0, 7, 8, 19, 20, 23, 24, u32::MAX] {
            assert_eq!(first_time(hour), None, "{hour}");
        }
        assert!(FIRST_HOURS.into_iter().filter_map(first_time).all(is_offered));
        for (hour, minute) in [(8, 0), (8, 30), (10, 30), (19, 0)] {
            assert!(NaiveTime::from_hms_opt(hour, minute, 0).is_some_and(|time| !is_offered(time)));
        }
    }
}
