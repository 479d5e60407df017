//! Examples as a creditor would check them, and the laws of every schedule.

use proptest::prelude::*;

use super::*;
use crate::calendar::is_business_day;
use crate::money::Currency;

fn date(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn money(minor: i64, code: &str) -> Money {
    Money::new(minor, Currency::parse(code).expect("known")).expect("positive")
}

fn parts(count: u32) -> Cut {
    Cut::Parts(NonZeroU32::new(count).expect("some"))
}

fn on(day: u32) -> Frequency {
    Frequency::Monthly(DayOfMonth::new(day).expect("a day"))
}

fn first_days(frequency: Frequency, first: &str, today: &str, count: usize) -> String {
    let days = days(frequency, date(first), Country::Pe, date(today)).take(count);
    days.map(|day| day.to_string()).collect::<Vec<_>>().join(" ")
}

#[test]
fn days_follow_the_frequency_and_roll_over_weekends_and_holidays() {
    for (frequency, first, expected) in [
        (Frequency::Weekly, "2026-11-24", "2026-11-24 2026-12-01 2026-12-10 2026-12-15"),
        (Frequency::EveryTwoWeeks, "2026-11-27", "2026-11-27 2026-12-11 2026-12-28 2027-01-08"),
        (Frequency::TwiceAMonth, "2026-11-30", "2026-11-30 2026-12-15 2026-12-31 2027-01-15"),
        (Frequency::TwiceAMonth, "2026-11-24", "2026-11-24 2026-11-30 2026-12-15 2026-12-31"),
        (on(30), "2026-11-30", "2026-11-30 2026-12-30 2027-02-01 2027-03-01"),
        (on(31), "2026-12-31", "2026-12-31 2027-02-01 2027-03-01 2027-03-31"),
        (on(29), "2028-01-31", "2028-01-31 2028-02-29 2028-03-29 2028-05-02"),
        (on(5), "2026-11-24", "2026-11-24 2026-12-07 2027-01-05 2027-02-05"),
    ] {
        assert_eq!(
            first_days(frequency, first, "2026-11-22", 4),
            expected,
            "{frequency:?} {first}"
        );
    }
}

#[test]
fn today_stays_even_on_a_sunday() {
    let expected = "2026-11-22 2026-11-30";
    assert_eq!(first_days(Frequency::TwiceAMonth, "2026-11-22", "2026-11-22", 2), expected);
    let expected = "2026-11-23 2026-11-30";
    assert_eq!(first_days(Frequency::TwiceAMonth, "2026-11-22", "2026-11-20", 2), expected);
}

#[test]
fn a_day_that_rolls_onto_the_one_before_is_left_out() {
    // Saturday the 14th and Sunday the 15th are both Monday the 16th.
    let expected = "2026-11-16 2026-11-30 2026-12-15";
    assert_eq!(first_days(Frequency::TwiceAMonth, "2026-11-14", "2026-11-10", 3), expected);
}

#[test]
fn an_amount_per_instalment_leaves_a_smaller_last_one_or_none() {
    for (total, amount, least, expected) in [
        (100_000, 25_000, 5_000, &[25_000, 25_000, 25_000, 25_000][..]),
        (100_000, 30_000, 5_000, &[30_000, 30_000, 30_000, 10_000]),
        (92_000, 30_000, 5_000, &[30_000, 30_000, 32_000]),
        (95_000, 30_000, 5_000, &[30_000, 30_000, 30_000, 5_000]),
        (4_000, 30_000, 5_000, &[4_000]),
    ] {
        let cut = Cut::Each { amount: money(amount, "PEN"), least: money(least, "PEN") };
        let amounts = cut.amounts(money(total, "PEN")).expect("amounts");
        assert_eq!(amounts.iter().map(|a| a.minor()).collect::<Vec<_>>(), expected, "{total}");
    }
}

#[test]
fn what_makes_no_schedule_says_why() {
    let today = date("2026-11-22");
    let terms = |total, cut| Terms {
        total: money(total, "PEN"),
        cut,
        first_on: today,
        frequency: Frequency::Weekly,
        country: Country::Pe,
    };
    let each = |amount| Cut::Each { amount: money(amount, "PEN"), least: money(1, "PEN") };
    for (terms, expected) in [
        (terms(0, parts(1)), ScheduleError::NothingToPay),
        (terms(2, parts(3)), ScheduleError::NothingToPay),
        (terms(100, each(0)), ScheduleError::NothingToPay),
        (terms(1_000_000, parts(121)), ScheduleError::TooLong),
        (terms(1_210, each(10)), ScheduleError::TooLong),
        (Terms { first_on: date("2026-11-21"), ..terms(100, parts(1)) }, ScheduleError::InThePast),
    ] {
        assert_eq!(terms.schedule(today), Err(expected), "{terms:?}");
    }
    assert_eq!(terms(1_200, each(10)).schedule(today).map(|s| s.len()), Ok(120));
}

#[test]
fn instalments_close_together_are_named() {
    let terms = Terms {
        total: money(90_000, "PEN"),
        cut: parts(3),
        first_on: date("2026-11-24"),
        frequency: Frequency::TwiceAMonth,
        country: Country::Pe,
    };
    let schedule = terms.schedule(date("2026-11-22")).expect("a schedule");
    assert_eq!(close_together(&schedule, 7), [1]);
    assert!(close_together(&schedule, 6).is_empty());
}

fn any_frequency() -> impl Strategy<Value = Frequency> {
    prop_oneof![
        Just(Frequency::Weekly),
        Just(Frequency::EveryTwoWeeks),
        Just(Frequency::TwiceAMonth),
        (1..=31_u32).prop_map(on),
    ]
}

fn any_country() -> impl Strategy<Value = Country> {
    prop::sample::select(&Country::ALL[..])
}

proptest! {
    #![proptest_config(crate::law::tried(10_000))]

    #[test]
    fn equal_parts_sum_to_the_total_and_differ_by_at_most_one_step(
        total in 1..1_000_000_000_000_i64,
        count in 1..=MOST_PARTS,
        code in prop::sample::select(vec!["PEN", "CLP", "KWD", "COP", "EUR"]),
    ) {
        let total = money(total, code);
        let Ok(amounts) = parts(count).amounts(total) else {
            let steps = total.minor() / total.currency().step();
            prop_assert!(steps < i64::from(count), "refused {total} in {count}");
            return Ok(());
        };
        let sum: i64 = amounts.iter().map(|amount| amount.minor()).sum();
        prop_assert_eq!((sum, amounts.len()), (total.minor(), usize::try_from(count).expect("small")));
        let dust = total.minor() % total.currency().step();
        let (first, others) = amounts.split_first().expect("one at least");
        let last = others.last().map_or(first.minor() - dust, |last| last.minor());
        let widest = first.minor() - dust - last;
        prop_assert!((0..=total.currency().step()).contains(&widest));
    }

    #[test]
    fn parts_of_an_amount_sum_to_the_total_and_only_the_last_differs(
        total in 1..50_000_000_i64,
        amount in 1..10_000_000_i64,
        least in 1..1_000_000_i64,
    ) {
        let cut = Cut::Each { amount: money(amount, "PEN"), least: money(least, "PEN") };
        let Ok(amounts) = cut.amounts(money(total, "PEN")) else {
            prop_assert!(total / amount >= i64::from(MOST_PARTS));
            return Ok(());
        };
        let (last, others) = amounts.split_last().expect("one at least");
        prop_assert!(others.iter().all(|part| part.minor() == amount));
        let sum: i64 = amounts.iter().map(|part| part.minor()).sum();
        prop_assert_eq!(sum, total);
        prop_assert!(last.minor() < amount + least);
        prop_assert!(others.is_empty() || last.minor() >= least.min(amount));
    }

    #[test]
    fn days_are_later_each_time_and_business_days_all_but_today(
        offset in 0..3_000_u64,
        wait in 0..60_u64,
        frequency in any_frequency(),
        country in any_country(),
    ) {
        let today = date("2024-01-01") + Days::new(offset);
        let first_on = today + Days::new(wait);
        let days: Vec<_> = days(frequency, first_on, country, today).take(40).collect();
        prop_assert_eq!(days.len(), 40);
        prop_assert!(days.windows(2).all(|pair| pair[0] < pair[1]));
        prop_assert!(days.iter().all(|&day| day == today || is_business_day(country, day)));
        prop_assert!(days[0] == first_on || (days[0] > first_on && first_on != today));
    }

    #[test]
    fn a_holiday_moves_one_instalment_and_not_those_after_it(
        offset in 0..3_000_u64,
        frequency in any_frequency(),
        country in any_country(),
    ) {
        let first_on = date("2024-01-01") + Days::new(offset);
        for day in days(frequency, first_on, country, first_on).take(30) {
            let as_chosen = frequency.days_from(first_on).take_while(|&chosen| chosen <= day);
            let last = as_chosen.last().expect("the first at least");
            prop_assert!((day - last).num_days() <= 12, "{} drifted from {}", day, last);
        }
    }

    #[test]
    fn a_monthly_day_is_that_day_or_the_months_last(
        offset in 0..3_000_u64,
        day in 1..=31_u32,
    ) {
        let first = date("2024-01-01") + Days::new(offset);
        let chosen: Vec<_> = on(day).days_from(first).skip(1).take(36).collect();
        for pair in chosen.windows(2) {
            let months = |date: NaiveDate| date.year() * 12 + date.month0().cast_signed();
            prop_assert_eq!(months(pair[1]) - months(pair[0]), 1);
        }
        for date in chosen {
            let last = u32::from(date.num_days_in_month());
            prop_assert_eq!(date.day(), day.min(last));
        }
    }
}
