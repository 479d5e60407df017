//! The letter before a charge: when it is written, and what a charge waits for.
//!
//! | what | rule |
//! | --- | --- |
//! | when it is written | three days before the charge, or earlier, until a whole open day lies in between |
//! | what it tells | the card, the instalment, its day, and the most that is charged; where more would be charged, there is another letter first |
//! | when the charge may be made | on a day after the one on which the letter left, or may have left |
//! | the letter could not leave | another one on a later day, three in all; no charge meanwhile, and none after the third |

use std::iter::successors;

use chrono::{Days, NaiveDate};

use super::is_open;
use crate::country::Country;
use crate::money::Money;

/// How many days before a charge the debtor is told of it, at least.
pub const TOLD_DAYS: u64 = 3;

/// How many letters are tried for one charge.
pub const MOST_LETTERS: usize = 3;

/// What became of a letter about a charge.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Fate {
    /// It waits to leave.
    Waits,
    /// It left on this day, on the debtor's clock, or may have left.
    Left(NaiveDate),
    /// It did not leave, and never will.
    Lost,
}

/// A letter about the charge of one instalment.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Letter {
    /// The day on which it was written, on the debtor's clock.
    pub written_on: NaiveDate,
    /// What it says is charged.
    pub amount: Money,
    /// What became of it.
    pub fate: Fate,
}

/// Whether the debtor has been told of a charge.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Notice {
    /// On this day: the charge may be made on the day after.
    Given(NaiveDate),
    /// Not yet.
    Ahead,
    /// It was tried and did not succeed: nothing is charged untold.
    Failed,
}

/// The day from which the debtor is told of a charge that is to be made on `day`, or on the next open day.
/// A letter that is written by the end of the last open day before the charge leaves before it. A day is open that is
/// no holiday in any of `countries`.
pub fn told_on(countries: &[Country], day: NaiveDate) -> NaiveDate {
    let usual = day.checked_sub_days(Days::new(TOLD_DAYS)).unwrap_or(day);
    let mut before = successors(day.pred_opt(), NaiveDate::pred_opt);
    let open = before.find(|day| is_open(countries, *day));
    open.map_or(usual, |open| open.min(usual))
}

/// Whether the debtor has been told that as much as `amount` is charged, by these letters, oldest first.
pub fn notice(letters: &[Letter], amount: Money) -> Notice {
    let left = enough(letters, amount).filter_map(|letter| match letter.fate {
        Fate::Left(on) => Some(on),
        Fate::Waits | Fate::Lost => None,
    });
    match (left.min(), enough(letters, amount).last()) {
        (Some(on), _) => Notice::Given(on),
        (None, Some(Letter { fate: Fate::Lost, .. })) => Notice::Failed,
        (None, _) => Notice::Ahead,
    }
}

/// Whether a letter about a charge of `amount` is to be written on `today`, after these, oldest first.
pub fn is_wanted(letters: &[Letter], amount: Money, today: NaiveDate) -> bool {
    let lost = enough(letters, amount).filter(|letter| letter.fate == Fate::Lost).count();
    let newest = enough(letters, amount).last().map(|letter| letter.written_on);
    match notice(letters, amount) {
        Notice::Given(_) => false,
        Notice::Ahead => newest.is_none(),
        Notice::Failed => lost < MOST_LETTERS && newest.is_some_and(|day| day < today),
    }
}

/// The letters that tell of as much as `amount`.
fn enough(letters: &[Letter], amount: Money) -> impl Iterator<Item = &Letter> {
    letters.iter().filter(move |letter| letter.amount.minor() >= amount.minor())
}

#[cfg(test)]
mod tests {
    use chrono::{NaiveDateTime, NaiveTime, TimeDelta};
    use proptest::prelude::*;

    use super::super::{LATEST_DAYS, Window, next_at};
    use super::*;
    use crate::calendar::is_business_day;
    use crate::money::Currency;

    fn date(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn soles(minor: i64) -> Money {
        Money::new(minor, Currency::parse("PEN").expect("PEN")).expect("positive")
    }

    #[test]
    fn a_letter_is_written_three_days_before_or_on_the_last_open_day_before_a_long_weekend() {
        for (country, day, expected) in [
            // Thursday; Tuesday after an ordinary weekend; Monday.
            (Country::Pe, "2026-11-26", "2026-11-23"),
            (Country::Pe, "2026-11-24", "2026-11-21"),
            (Country::Pe, "2026-11-23", "2026-11-20"),
            // Holy Thursday and Good Friday; Labour Day on a Friday.
            (Country::Pe, "2026-04-06", "2026-04-01"),
            (Country::Pe, "2026-05-04", "2026-04-30"),
            // 8 and 9 December are holidays: the date itself is closed, and charged on the 10th.
            (Country::Pe, "2026-12-09", "2026-12-06"),
            (Country::Pe, "2026-12-10", "2026-12-07"),
            // Mondays that are holidays: the date rolled to Tuesday, three days before is Saturday.
            (Country::Co, "2026-11-17", "2026-11-13"),
            (Country::Co, "2026-11-03", "2026-10-30"),
            (Country::Co, "2026-11-14", "2026-11-11"),
            (Country::Co, "2026-04-06", "2026-04-01"),
            (Country::Mx, "2026-11-17", "2026-11-13"),
            (Country::Mx, "2026-03-17", "2026-03-13"),
            (Country::Es, "2026-10-13", "2026-10-09"),
            (Country::Es, "2026-04-06", "2026-04-02"),
            (Country::Es, "2026-12-09", "2026-12-06"),
        ] {
            assert_eq!(told_on(&[country], date(day)), date(expected), "{country:?} {day}");
        }
    }

    #[test]
    fn a_letter_is_written_on_a_day_that_is_open_in_both_countries() {
        // Good Friday is a holiday in both; Easter Monday in England alone.
        for (countries, expected) in [
            (&[Country::Pe, Country::Gb][..], "2027-03-24"),
            (&[Country::Gb, Country::Pe], "2027-03-24"),
            (&[Country::Pe], "2027-03-27"),
        ] {
            assert_eq!(told_on(countries, date("2027-03-30")), date(expected), "{countries:?}");
        }
    }

    #[test]
    fn a_letter_counts_that_left_and_told_of_as_much() {
        use Fate::{Left, Lost, Waits};
        let (monday, tuesday) = (date("2026-11-23"), date("2026-11-24"));
        for (letters, notice_of, wanted) in [
            (&[][..], Notice::Ahead, true),
            (&[(10_000, Waits)][..], Notice::Ahead, false),
            (&[(10_000, Left(monday))], Notice::Given(monday), false),
            (&[(10_000, Left(monday)), (10_000, Left(tuesday))], Notice::Given(monday), false),
            // Less is charged than was told.
            (&[(12_000, Left(monday))], Notice::Given(monday), false),
            // More is charged than was told.
            (&[(9_999, Left(monday))], Notice::Ahead, true),
            (&[(9_999, Left(monday)), (10_000, Waits)], Notice::Ahead, false),
            (&[(10_000, Lost)], Notice::Failed, true),
            (&[(10_000, Lost), (10_000, Lost)], Notice::Failed, true),
            (&[(10_000, Lost), (10_000, Waits)], Notice::Ahead, false),
            (&[(10_000, Lost), (10_000, Left(tuesday))], Notice::Given(tuesday), false),
            (&[(10_000, Lost), (10_000, Lost), (10_000, Lost)], Notice::Failed, false),
        ] {
            let written = |(minor, fate): &(i64, Fate)| Letter {
                written_on: monday,
                amount: soles(*minor),
                fate: *fate,
            };
            let letters: Vec<_> = letters.iter().map(written).collect();
            assert_eq!(notice(&letters, soles(10_000)), notice_of, "{letters:?}");
            assert_eq!(is_wanted(&letters, soles(10_000), tuesday), wanted, "{letters:?}");
        }
    }

    #[test]
    fn two_letters_about_one_charge_are_not_written_on_one_day() {
        let lost = Letter { written_on: date("2026-11-23"), amount: soles(100), fate: Fate::Lost };
        assert!(!is_wanted(&[lost], soles(100), date("2026-11-23")));
        assert!(is_wanted(&[lost], soles(100), date("2026-11-24")));
    }

    fn country() -> impl Strategy<Value = Country> {
        prop::sample::select(Country::ALL.to_vec())
    }

    fn window(from: NaiveDate) -> Window {
        Window { from, until: from + Days::new(u64::from(LATEST_DAYS)) }
    }

    fn at_midnight(day: NaiveDate) -> NaiveDateTime {
        day.and_time(NaiveTime::MIN)
    }

    /// Every date of eight years in every country.
    #[test]
    fn an_open_day_lies_between_the_letter_and_the_charge() {
        for country in Country::ALL {
            for due_on in date("2025-01-01").iter_days().take(8 * 365) {
                let told = told_on(&[country], due_on);
                let days = (window(due_on), due_on);
                let charge = next_at(&[country], days, Notice::Given(told), at_midnight(told));
                let charge = charge.expect("two weeks are never closed").date();
                assert!((due_on - told).num_days() >= 3, "{country:?} {due_on}");
                let mut between = told.iter_days().take_while(|day| *day < charge);
                let is_open = |day| is_business_day(country, day);
                assert!(between.any(is_open), "{country:?} {told} {charge}");
            }
        }
    }

    proptest! {
        #![proptest_config(crate::law::tried(10_000))]

        #[test]
        fn a_letter_that_is_written_in_time_delays_nothing(
            country in country(),
            days in 0..3_000_i64,
            seconds in 0..86_400_i64,
        ) {
            let due_on = date("2025-01-01") + TimeDelta::days(days);
            let told = told_on(&[country], due_on);
            let days = (window(due_on), due_on);
            let undelayed = next_at(&[country], days, Notice::Given(told), at_midnight(told));
            let now = at_midnight(told) + TimeDelta::seconds(seconds);
            let mut later = told.iter_days().skip(1).take_while(|day| *day < due_on);
            let is_in_time = is_business_day(country, told) && seconds < 19 * 3_600
                || later.any(|day| is_business_day(country, day));
            let delayed = next_at(&[country], days, Notice::Ahead, now);
            prop_assert_eq!(delayed == undelayed, is_in_time, "{:?} {:?}", delayed, undelayed);
        }

        #[test]
        fn nothing_is_charged_untold_or_on_the_day_of_the_letter(
            country in country(),
            days in 0..1_500_i64,
            told in -20..20_i64,
            seconds in -10 * 86_400..20 * 86_400_i64,
        ) {
            let due_on = date("2025-01-01") + TimeDelta::days(days);
            let told = due_on + TimeDelta::days(told);
            let now = at_midnight(due_on) + TimeDelta::seconds(seconds);
            let days = (window(due_on), due_on);
            prop_assert_eq!(next_at(&[country], days, Notice::Failed, now), None);
            if let Some(at) = next_at(&[country], days, Notice::Given(told), now) {
                prop_assert!(at.date() > told && at >= now);
            }
            if let Some(at) = next_at(&[country], days, Notice::Ahead, now) {
                prop_assert!(at.date() > now.date());
                let mut leaves = now.date().iter_days().take_while(|day| *day < at.date());
                prop_assert!(leaves.any(|day| is_business_day(country, day)));
            }
        }
    }
}
