//! The date of Easter, on which a third of the holidays hang.

use chrono::NaiveDate;

/// Easter Sunday of `year` in the Gregorian calendar; `None` before 1583 and past chrono's years.
///
/// The anonymous computus (Butcher's *Ecclesiastical Calendar*, 1876; Meeus, *Astronomical
/// Algorithms*, chapter 8): exact for every Gregorian year, integers only.
pub fn easter(year: i32) -> Option<NaiveDate> {
    if year < 1583 {
        return None;
    }
    let golden = year % 19;
    let (century, of_century) = (year / 100, year % 100);
    let moon_correction = (century - (century + 8) / 25 + 1) / 3;
    let epact = (19 * golden + century - century / 4 - moon_correction + 15) % 30;
    let to_sunday = (32 + 2 * (century % 4) + 2 * (of_century / 4) - epact - of_century % 4) % 7;
    let late_moon = (golden + 11 * epact + 22 * to_sunday) / 451;
    let days = epact + to_sunday - 7 * late_moon + 114;
    let month = u32::try_from(days / 31).ok()?;
    let day = u32::try_from(days % 31 + 1).ok()?;
    NaiveDate::from_ymd_opt(year, month, day)
}

#[cfg(test)]
mod tests {
    use chrono::{Datelike, Weekday};

    use super::*;

    #[test]
    fn easter_falls_on_its_published_days() {
        for (year, month, day) in [
            (1583, 4, 10),
            (1818, 3, 22),
            (1900, 4, 15),
            (1943, 4, 25),
            (1954, 4, 18),
            (1981, 4, 19),
            (2000, 4, 23),
            (2008, 3, 23),
            (2024, 3, 31),
            (2025, 4, 20),
            (2026, 4, 5),
            (2027, 3, 28),
            (2038, 4, 25),
            (2049, 4, 18),
            (2076, 4, 19),
            (2100, 3, 28),
            (2285, 3, 22),
        ] {
            assert_eq!(easter(year), NaiveDate::from_ymd_opt(year, month, day));
        }
        assert_eq!(easter(1582), None);
    }

    #[test]
    fn easter_is_a_sunday_between_22_march_and_25_april() {
        for year in 1583..4100 {
            let day = easter(year).expect("a Gregorian year");
            assert_eq!(day.weekday(), Weekday::Sun);
            assert!((322..=425).contains(&(day.month() * 100 + day.day())), "{day}");
        }
    }
}
