use proptest::prelude::*;

use super::*;
use crate::money::Currency;
use crate::percent::Percent;

fn money(minor: i64, code: &str) -> Money {
    Money::new(minor, Currency::parse(code).expect("known")).expect("positive")
}

fn soles(minor: i64) -> Money {
    money(minor, "PEN")
}

fn date(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn late() -> Late {
    let yearly = Percent::from_hundredths(1_200).expect("12 %");
    Late { yearly, fee: Some(soles(500)), free_days: 5 }
}

fn mark(until: &str) -> Mark {
    Mark { until: date(until), carry: 0 }
}

#[test]
fn interest_runs_from_the_last_free_day_and_the_fee_comes_once() {
    for (charged, today, interest, fee) in [
        (None, "2026-11-06", 0, 0),
        (None, "2026-11-07", 32, 500),
        (None, "2026-12-06", 986, 500),
        (Some("2026-11-30"), "2026-12-30", 986, 0),
        (Some("2026-11-30"), "2026-11-30", 0, 0),
        (Some("2026-11-30"), "2026-11-29", 0, 0),
    ] {
        let (due_on, principal) = (date("2026-11-01"), [(date("2026-11-01"), soles(100_000))]);
        let debt = LateDebt { due_on, mark: charged.map(mark), principal: &principal };
        let found = accrue(&late(), &debt, (due_on, date(today))).expect("fits");
        let charge =
            found.map_or((0, 0), |found| (found.charge.interest.minor(), found.charge.fee.minor()));
        assert_eq!(charge, (interest, fee), "{today}");
        if charged.is_none() {
            let whole = super::charge(&late(), due_on, soles(100_000), date(today)).expect("fits");
            assert_eq!((whole.interest.minor(), whole.fee.minor()), (interest, fee), "{today}");
        }
    }
}

#[test]
fn nothing_is_asked_for_the_days_before_the_creditor_asked_for_it() {
    let principal = [(date("2026-10-01"), soles(100_000))];
    for (due_on, since, from, fee) in [
        ("2026-10-01", "2026-11-20", "2026-11-20", 0),
        ("2026-11-15", "2026-11-20", "2026-11-20", 500),
        ("2026-11-16", "2026-11-20", "2026-11-21", 500),
    ] {
        let debt = LateDebt { due_on: date(due_on), mark: None, principal: &principal };
        let days = (date(since), date("2026-11-30"));
        let found = accrue(&late(), &debt, days).expect("fits").expect("it is late");
        assert_eq!((found.from, found.charge.fee), (date(from), soles(fee)), "{due_on}");
    }
}

#[test]
fn what_was_paid_or_is_not_there_yet_costs_nothing() {
    let due_on = date("2026-11-01");
    for principal in [
        vec![],
        vec![(due_on, soles(0))],
        vec![(due_on, soles(50_000)), (date("2026-11-06"), soles(0))],
        vec![(date("2026-12-24"), soles(50_000))],
    ] {
        let debt = LateDebt { due_on, mark: None, principal: &principal };
        assert_eq!(accrue(&late(), &debt, (due_on, date("2026-12-24"))), Ok(None));
    }
}

/// Principal as it changes: after how many days, to how much.
fn any_changes() -> impl Strategy<Value = Vec<(u64, i64)>> {
    prop::collection::vec((0..90_u64, 0..500_000_000_i64), 1..6)
}

/// The days of the changes, by day.
fn dated(changes: &[(u64, i64)], code: &str) -> Vec<(NaiveDate, Money)> {
    let day =
        |(after, minor): &(u64, i64)| (date("2026-11-01") + Days::new(*after), money(*minor, code));
    let mut days: Vec<_> = changes.iter().map(day).collect();
    days.sort_by_key(|(day, _)| *day);
    days
}

proptest! {
    #![proptest_config(crate::law::tried(10_000))]

    /// The model goes from day to day, adds up what is open on each, and rounds down once.
    #[test]
    fn charging_in_pieces_comes_to_what_the_days_come_to_one_by_one(
        changes in any_changes(),
        rate in 0..=10_000_u16,
        free_days in 0..20_u16,
        pieces in prop::collection::vec(0..40_u64, 1..10),
        code in prop::sample::select(vec!["PEN", "COP", "CLP"]),
    ) {
        let yearly = Percent::from_hundredths(rate).expect("at most 100 %");
        let late = Late { yearly, fee: Some(money(700, code)), free_days };
        let (due_on, principal) = (date("2026-11-01"), dated(&changes, code));
        let (mut today, mut mark, mut interest, mut fees) = (due_on, None, 0, 0);
        for more in &pieces {
            today = today + Days::new(*more);
            let debt = LateDebt { due_on, mark, principal: &principal };
            // Charging twice on one day is charging once.
            for _ in 0..2 {
                let debt = LateDebt { mark, ..debt };
                if let Some(found) = accrue(&late, &debt, (due_on, today)).expect("fits") {
                    interest += found.charge.interest.minor();
                    fees += found.charge.fee.minor();
                    prop_assert_eq!(found.mark.until, today);
                    mark = Some(found.mark);
                }
            }
        }
        let first = due_on + Days::new(u64::from(free_days));
        let (mut exact, mut day) = (0_i128, first);
        while day < today {
            let open = principal.iter().rev().find(|(begins, _)| *begins <= day);
            exact += open.map_or(0, |(_, open)| i128::from(open.minor())) * i128::from(rate);
            day = day + Days::new(1);
        }
        let step = i128::from(money(0, code).currency().step());
        prop_assert_eq!(i128::from(interest), exact / (365 * 10_000 * step) * step);
        prop_assert!(fees == 0 || fees == 700);
    }

    #[test]
    fn whatever_is_paid_nobody_is_charged_more_than_for_owing_it_all(
        changes in any_changes(),
        rate in 0..=10_000_u16,
        days in 0..200_u64,
    ) {
        let yearly = Percent::from_hundredths(rate).expect("at most 100 %");
        let late = Late { yearly, ..late() };
        let (due_on, principal) = (date("2026-11-01"), dated(&changes, "PEN"));
        let today = due_on + Days::new(days);
        let debt = LateDebt { due_on, mark: None, principal: &principal };
        let found = accrue(&late, &debt, (due_on, today)).expect("fits");
        let most = changes.iter().map(|(_, minor)| *minor).max().expect("one at least");
        let whole = charge(&late, due_on, soles(most), today).expect("fits");
        let interest = found.map_or(0, |found| found.charge.interest.minor());
        prop_assert!(interest <= whole.interest.minor());
    }
}
