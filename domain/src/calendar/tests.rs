//! The holidays against the calendars that were published for 2024, 2025 and 2026.

use chrono::Days;
use proptest::prelude::*;

use super::*;

fn date(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a date")
}

/// Every holiday of the year as `day/month`, in order.
fn holidays_of(country: Country, year: i32) -> String {
    let days = date(year, 1, 1).iter_days().take_while(|day| day.year() == year);
    let days = days.filter(|&day| is_holiday(country, day).is_some());
    days.map(|day| format!("{}/{}", day.day(), day.month())).collect::<Vec<_>>().join(" ")
}

#[test]
fn peru_has_the_sixteen_days_of_its_law_and_those_of_decrees() {
    let fixed =
        "1/1 {} 1/5 {} 7/6 29/6 23/7 {} 28/7 29/7 6/8 30/8 {} 8/10 1/11 {} 8/12 9/12 {} 25/12 {}";
    let expected = |moving: [&str; 7]| {
        let filled =
            moving.iter().fold(fixed.to_owned(), |text, days| text.replacen("{}", days, 1));
        filled.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let year_2024 = [
        "2/1 28/3 29/3",
        "",
        "26/7 27/7",
        "7/10",
        "14/11 15/11 16/11 6/12",
        "23/12 24/12",
        "30/12 31/12",
    ];
    assert_eq!(holidays_of(Country::Pe, 2024), expected(year_2024));
    let year_2025 = ["17/4 18/4", "2/5", "", "", "", "", "26/12"];
    assert_eq!(holidays_of(Country::Pe, 2025), expected(year_2025));
    let year_2026 = ["2/1 2/4 3/4", "", "", "", "", "", ""];
    assert_eq!(holidays_of(Country::Pe, 2026), expected(year_2026));
}

#[test]
fn peru_celebrates_a_new_day_from_its_law_on() {
    assert_eq!(is_holiday(Country::Pe, date(2023, 6, 7)), None);
    assert!(is_holiday(Country::Pe, date(2024, 6, 7)).is_some());
    assert_eq!(is_holiday(Country::Pe, date(2022, 7, 23)), None);
    assert!(is_holiday(Country::Pe, date(2023, 7, 23)).is_some());
}

#[test]
fn colombia_moves_its_days_to_monday() {
    for (year, expected) in [
        (
            2024,
            "1/1 8/1 25/3 28/3 29/3 19/4 1/5 13/5 3/6 10/6 1/7 20/7 7/8 19/8 14/10 4/11 11/11 8/12 \
             25/12",
        ),
        // Sagrado Corazón and San Pedro share 30 June, the civic day is Good Friday.
        (
            2025,
            "1/1 6/1 18/3 24/3 17/4 18/4 1/5 2/6 23/6 30/6 20/7 7/8 18/8 13/10 3/11 17/11 8/12 \
             25/12",
        ),
        (
            2026,
            "1/1 12/1 23/3 2/4 3/4 17/4 1/5 18/5 8/6 15/6 29/6 20/7 7/8 17/8 12/10 2/11 16/11 8/12 \
             25/12",
        ),
    ] {
        assert_eq!(holidays_of(Country::Co, year), expected);
    }
    assert_eq!(is_holiday(Country::Co, date(2025, 4, 18)), Some("Viernes Santo"));
}

#[test]
fn spain_has_the_days_that_no_region_replaces() {
    for (year, good_friday) in [(2024, "29/3"), (2025, "18/4"), (2026, "3/4")] {
        let expected = format!("1/1 6/1 {good_friday} 1/5 15/8 12/10 1/11 6/12 8/12 25/12");
        assert_eq!(holidays_of(Country::Es, year), expected);
    }
}

#[test]
fn argentina_moves_some_of_its_days_and_adds_bridges() {
    for (year, expected) in [
        (
            2024,
            "1/1 12/2 13/2 24/3 28/3 29/3 1/4 2/4 1/5 25/5 17/6 20/6 21/6 9/7 17/8 11/10 12/10 \
             18/11 8/12 25/12",
        ),
        (
            2025,
            "1/1 3/3 4/3 24/3 2/4 17/4 18/4 1/5 2/5 25/5 16/6 20/6 9/7 15/8 17/8 10/10 12/10 21/11 \
             24/11 8/12 25/12",
        ),
        (
            2026,
            "1/1 16/2 17/2 23/3 24/3 2/4 3/4 1/5 25/5 15/6 20/6 9/7 10/7 17/8 12/10 23/11 7/12 8/12 \
             25/12",
        ),
    ] {
        assert_eq!(holidays_of(Country::Ar, year), expected);
    }
}

#[test]
fn brazil_has_its_national_days_and_those_of_banks() {
    for (year, expected) in [
        (2023, "1/1 20/2 21/2 7/4 21/4 1/5 8/6 7/9 12/10 2/11 15/11 25/12"),
        (2024, "1/1 12/2 13/2 29/3 21/4 1/5 30/5 7/9 12/10 2/11 15/11 20/11 25/12"),
        (2025, "1/1 3/3 4/3 18/4 21/4 1/5 19/6 7/9 12/10 2/11 15/11 20/11 25/12"),
        (2026, "1/1 16/2 17/2 3/4 21/4 1/5 4/6 7/9 12/10 2/11 15/11 20/11 25/12"),
    ] {
        assert_eq!(holidays_of(Country::Br, year), expected);
    }
}

#[test]
fn chile_moves_days_to_monday_and_fills_its_september() {
    for (year, expected) in [
        (2023, "1/1 2/1 7/4 8/4 1/5 21/5 21/6 26/6 16/7 15/8 18/9 19/9 9/10 27/10 1/11 8/12 25/12"),
        (
            2024,
            "1/1 29/3 30/3 1/5 21/5 20/6 29/6 16/7 15/8 18/9 19/9 20/9 12/10 31/10 1/11 8/12 25/12",
        ),
        (2025, "1/1 18/4 19/4 1/5 21/5 20/6 29/6 16/7 15/8 18/9 19/9 12/10 31/10 1/11 8/12 25/12"),
        (2026, "1/1 3/4 4/4 1/5 21/5 21/6 29/6 16/7 15/8 18/9 19/9 12/10 31/10 1/11 8/12 25/12"),
    ] {
        assert_eq!(holidays_of(Country::Cl, year), expected);
    }
}

#[test]
fn ecuador_moves_days_to_the_weekend_and_november_as_a_pair() {
    for (year, november) in [
        (2018, "1/11 2/11"),
        (2021, "1/11 2/11"),
        (2022, "3/11 4/11"),
        (2023, "2/11 3/11"),
        (2024, "1/11 4/11"),
    ] {
        assert!(holidays_of(Country::Ec, year).contains(&format!(" {november} ")), "{year}");
    }
    for (year, expected) in [
        (2024, "1/1 12/2 13/2 29/3 3/5 24/5 9/8 11/10 1/11 4/11 25/12"),
        (2025, "1/1 3/3 4/3 18/4 2/5 23/5 11/8 10/10 3/11 4/11 25/12"),
        (2026, "1/1 2/1 16/2 17/2 3/4 1/5 25/5 10/8 9/10 2/11 3/11 25/12"),
    ] {
        assert_eq!(holidays_of(Country::Ec, year), expected);
    }
}

#[test]
fn mexico_has_the_days_of_its_law_and_those_of_banks() {
    for (year, expected) in [
        (2024, "1/1 5/2 18/3 28/3 29/3 1/5 16/9 1/10 2/11 18/11 12/12 25/12"),
        (2025, "1/1 3/2 17/3 17/4 18/4 1/5 16/9 2/11 17/11 12/12 25/12"),
        (2026, "1/1 2/2 16/3 2/4 3/4 1/5 16/9 2/11 16/11 12/12 25/12"),
    ] {
        assert_eq!(holidays_of(Country::Mx, year), expected);
    }
}

#[test]
fn england_has_its_bank_holidays_and_a_weekday_for_those_on_a_weekend() {
    for (year, expected) in [
        (2021, "1/1 2/4 5/4 3/5 31/5 30/8 25/12 26/12 27/12 28/12"),
        (2023, "1/1 2/1 7/4 10/4 1/5 8/5 29/5 28/8 25/12 26/12"),
        (2024, "1/1 29/3 1/4 6/5 27/5 26/8 25/12 26/12"),
        (2025, "1/1 18/4 21/4 5/5 26/5 25/8 25/12 26/12"),
        (2026, "1/1 3/4 6/4 4/5 25/5 31/8 25/12 26/12 28/12"),
    ] {
        assert_eq!(holidays_of(Country::Gb, year), expected, "{year}");
    }
}

#[test]
fn the_united_states_have_their_federal_days() {
    for (year, expected) in [
        (2022, "1/1 17/1 21/2 30/5 19/6 20/6 4/7 5/9 10/10 11/11 24/11 25/12 26/12"),
        (2024, "1/1 15/1 19/2 27/5 19/6 4/7 2/9 14/10 11/11 28/11 25/12"),
        (2025, "1/1 20/1 17/2 26/5 19/6 4/7 1/9 13/10 11/11 27/11 25/12"),
        (2026, "1/1 19/1 16/2 25/5 19/6 3/7 4/7 7/9 12/10 11/11 26/11 25/12"),
        (2027, "1/1 18/1 15/2 31/5 18/6 19/6 4/7 5/7 6/9 11/10 11/11 25/11 24/12 25/12 31/12"),
    ] {
        assert_eq!(holidays_of(Country::Us, year), expected, "{year}");
    }
}

#[test]
fn a_country_without_holidays_says_so() {
    for country in Country::ALL {
        let built = !matches!(country, Country::Cr | Country::Pa | Country::Uy);
        assert_eq!(Holidays::built(country), built, "{country}");
        assert_eq!(is_holiday(country, date(2026, 12, 25)).is_some(), built, "{country}");
    }
}

#[test]
fn dates_roll_forward_over_weekends_and_holidays() {
    for (country, from, expected) in [
        (Country::Pe, date(2026, 11, 20), date(2026, 11, 20)),
        (Country::Pe, date(2026, 11, 21), date(2026, 11, 23)),
        (Country::Pe, date(2026, 12, 8), date(2026, 12, 10)),
        (Country::Co, date(2026, 1, 10), date(2026, 1, 13)),
        (Country::Co, date(2026, 4, 2), date(2026, 4, 6)),
        (Country::Es, date(2026, 12, 25), date(2026, 12, 28)),
    ] {
        assert_eq!(roll_forward(country, from), expected, "{country} {from}");
    }
}

#[test]
fn business_days_are_counted_from_the_next_day_on() {
    let friday = date(2026, 12, 4);
    for (days, expected) in [
        (0, friday),
        (1, date(2026, 12, 7)),
        (2, date(2026, 12, 10)),
        (3, date(2026, 12, 11)),
        (4, date(2026, 12, 14)),
    ] {
        assert_eq!(add_business_days(Country::Pe, friday, days), expected, "{days}");
    }
}

proptest! {
    #![proptest_config(crate::law::tried(10_000))]

    #[test]
    fn a_rolled_date_is_the_first_business_day_from_there(
        offset in 0..6000_u64,
        country in prop::sample::select(&Country::ALL[..]),
    ) {
        let from = date(2020, 1, 1) + Days::new(offset);
        let rolled = roll_forward(country, from);
        prop_assert!(is_business_day(country, rolled));
        let skipped = from.iter_days().take_while(|&day| day < rolled);
        prop_assert!(rolled >= from);
        prop_assert!(skipped.into_iter().all(|day| !is_business_day(country, day)));
    }

    #[test]
    fn counting_business_days_twice_is_counting_their_sum(
        offset in 0..3000_u64,
        a in 1..30_u16,
        b in 1..30_u16,
    ) {
        let from = date(2022, 1, 1) + Days::new(offset);
        let twice = add_business_days(Country::Co, add_business_days(Country::Co, from, a), b);
        prop_assert_eq!(twice, add_business_days(Country::Co, from, a + b));
    }
}
