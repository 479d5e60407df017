//! Offers as a creditor would check them, and the laws of every list of them.

mod broken;

use std::num::NonZeroU32;

use proptest::prelude::*;

use super::*;
use crate::country::Country;
use crate::money::Currency;
use crate::percent::Percent;
use crate::plan_quote::{Choice, quote};
use crate::policy::{
    AfterMiss, Breaks, Cost, Count, Discount, DownPayment, Extension, Fits, PartPayment, PlanTerms,
    Restores, Retries, Rhythm, Settlement, Spread, Upkeep,
};
use crate::schedule::{Cut, Frequency};

fn soles(minor: i64) -> Money {
    Money::new(minor, Currency::parse("PEN").expect("PEN")).expect("positive")
}

fn date(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn percent(whole: u16) -> Percent {
    Percent::from_hundredths(whole * 100).expect("at most 100 %")
}

fn count(number: u32) -> NonZeroU32 {
    NonZeroU32::new(number).expect("some")
}

fn debt(principal: i64, due_on: &str) -> Debt {
    let balance = Balance { principal: soles(principal), ..Balance::zero(soles(0).currency()) };
    Debt { balance, due_on: Some(date(due_on)), seen_on: None }
}

fn plan() -> PlanTerms {
    PlanTerms {
        parts: 2..=6,
        frequencies: vec![Rhythm::Weekly, Rhythm::Monthly],
        least: soles(8_000),
        down: DownPayment::None,
        cost: Cost::None,
        spread: Spread::Even,
        first_within: 15,
        longest_days: 200,
        upkeep: Upkeep {
            grace_days: 3,
            misses: AfterMiss::InAll(count(2)),
            restores: Restores::GivenUp,
            moves: 1,
            move_days: 7,
            skips: 0,
            retries: Retries::USUAL,
        },
        reward: None,
        breaks: Breaks::USUAL,
    }
}

/// Fresh debts get time, older ones a discount or a plan, the oldest are settled.
fn policy() -> Policy {
    let days = |range| Fits { days_late: Some(range), ..Fits::default() };
    let discount = Discount {
        off: Count::Share(percent(15)),
        until: Until::Days(5),
        on_not_due: false,
        on_interest: false,
    };
    let settlement = Settlement {
        given_up: percent(35),
        payments: count(3),
        frequency: Frequency::EveryTwoWeeks,
        until: Until::Date(date("2026-12-31")),
    };
    Policy {
        currency: soles(0).currency(),
        country: Country::Pe,
        late: None,
        segments: vec![
            Segment {
                name: "recientes".into(),
                fits: days(-30..=30),
                extension: Some(Extension { days: 10, times: 1 }),
                part: Some(PartPayment { least: soles(2_000) }),
                ..Segment::default()
            },
            Segment {
                name: "de 31 a 90".into(),
                fits: days(31..=90),
                discount: Some(discount),
                plan: Some(plan()),
                ..Segment::default()
            },
            Segment {
                name: "antiguas".into(),
                fits: days(91..=3650),
                settlement: Some(settlement),
                ..Segment::default()
            },
        ],
    }
}

fn written(debts: &[Debt], today: &str) -> Vec<String> {
    let case = Case { debts, tags: &[], extensions: 0, broken: 0 };
    let found = offers(&policy(), &case, date(today)).expect("offers");
    let until = |offer: &Offer| offer.valid_until.map_or("-".to_owned(), |day| day.to_string());
    found
        .iter()
        .map(|one| {
            let (total, saving, first) = (one.total.minor(), one.saving.minor(), one.first.minor());
            let way = &one.way;
            format!(
                "{way:?} {total} saves {saving}, first {first}, to {}, until {}",
                one.last_on,
                until(one)
            )
        })
        .collect()
}

#[test]
fn a_fresh_debt_gets_time_and_may_be_paid_in_parts() {
    assert_eq!(
        written(&[debt(98_000, "2026-11-20")], "2026-11-22"),
        [
            "Everything 98000 saves 0, first 98000, to 2026-11-22, until -",
            "Part 98000 saves 0, first 2000, to 2026-11-22, until -",
            "Extension 98000 saves 0, first 98000, to 2026-12-02, until -",
        ]
    );
}

#[test]
fn the_lowest_total_comes_first_then_the_earliest_end() {
    assert_eq!(
        written(&[debt(78_000, "2026-10-11"), debt(20_000, "2026-11-30")], "2026-11-22"),
        [
            "Discount 86300 saves 11700, first 86300, to 2026-11-22, until 2026-11-26",
            "Everything 98000 saves 0, first 98000, to 2026-11-22, until -",
            "Plan { fewest: 2, most: 6 } 98000 saves 0, first 16334, to 2027-04-22, until -",
        ]
    );
    assert_eq!(
        written(&[debt(98_000, "2026-01-11")], "2026-11-22"),
        [
            "Settlement { payments: 1 } 63700 saves 34300, first 63700, to 2026-11-22, until 2026-12-31",
            "Settlement { payments: 3 } 63700 saves 34300, first 21234, to 2026-12-21, until 2026-12-31",
            "Everything 98000 saves 0, first 98000, to 2026-11-22, until -",
        ]
    );
}

#[test]
fn a_timed_discount_runs_from_the_day_on_which_the_debt_was_seen() {
    let seen = |day: &str| Debt { seen_on: Some(date(day)), ..debt(78_000, "2026-10-11") };
    for (seen_on, today, until) in [
        ("2026-11-22", "2026-11-22", Some("2026-11-26")),
        ("2026-11-22", "2026-11-26", Some("2026-11-26")),
        ("2026-11-22", "2026-11-27", None),
    ] {
        let first = written(&[seen(seen_on)], today).remove(0);
        assert_eq!(first.starts_with("Discount"), until.is_some(), "{first}");
        assert!(until.is_none_or(|until| first.ends_with(until)), "{first}");
    }
}

#[test]
fn instalments_are_as_many_as_the_least_allows() {
    let most = |owed| written(&[debt(owed, "2026-10-11")], "2026-11-22").into_iter().last();
    assert!(most(98_000).is_some_and(|line| line.contains("most: 6")));
    assert!(most(33_000).is_some_and(|line| line.contains("most: 4")));
    assert!(most(15_999).is_some_and(|line| !line.contains("Plan")));
}

#[test]
fn every_offer_names_the_segment_and_the_limit_behind_it() {
    let limits = |policy: &Policy, owed, due_on| {
        let case = Case { debts: &[debt(owed, due_on)], tags: &[], extensions: 0, broken: 0 };
        let found = offers(policy, &case, date("2026-11-22")).expect("offers");
        found.iter().map(|one| (one.segment, one.limit)).collect::<Vec<_>>()
    };
    let (days, until) =
        (Limit::Stands(Until::Days(5)), Limit::Stands(Until::Date(date("2026-12-31"))));
    let everything = (None, None);
    let plan = |limit| vec![(Some(1), Some(days)), everything, (Some(1), Some(limit))];
    let mut policy = policy();
    assert_eq!(limits(&policy, 98_000, "2026-10-11"), plan(Limit::Parts(6)));
    assert_eq!(limits(&policy, 33_000, "2026-10-11"), plan(Limit::Least(soles(8_000))));
    policy.segments[1].plan.as_mut().expect("a plan").longest_days = 30;
    assert_eq!(limits(&policy, 98_000, "2026-10-11"), plan(Limit::Longest(30)));
    let settled = (Some(2), Some(until));
    assert_eq!(limits(&policy, 98_000, "2026-01-11"), [settled, settled, everything]);
    let part = (Some(0), Some(Limit::Least(soles(2_000))));
    let later = (Some(0), Some(Limit::Days(10)));
    assert_eq!(limits(&policy, 98_000, "2026-11-20"), [everything, part, later]);
}

#[test]
fn a_plan_with_a_down_payment_shows_that_first() {
    let mut policy = policy();
    policy.segments[1].plan.as_mut().expect("a plan").down = DownPayment::Share(percent(20));
    let case = Case { debts: &[debt(100_000, "2026-10-11")], tags: &[], extensions: 0, broken: 0 };
    let found = offers(&policy, &case, date("2026-11-22")).expect("offers");
    let plan = found.iter().find(|one| matches!(one.way, Way::Plan { .. })).expect("a plan");
    assert_eq!((plan.first, plan.total), (soles(20_000), soles(100_000)));
}

#[test]
fn a_settlement_that_gives_up_nothing_is_none() {
    let found = written(&[debt(2, "2026-01-11")], "2026-11-22");
    assert_eq!(found, ["Everything 2 saves 0, first 2, to 2026-11-22, until -"]);
}

#[test]
fn a_discount_with_a_plan_makes_the_plan_cheaper_while_it_stands() {
    let mut policy = policy();
    policy.segments[1].combines = Combines::DiscountWithPlan;
    let case = Case { debts: &[debt(100_000, "2026-10-11")], tags: &[], extensions: 0, broken: 0 };
    let found = offers(&policy, &case, date("2026-11-22")).expect("offers");
    let plan = found.iter().find(|one| matches!(one.way, Way::Plan { .. })).expect("a plan");
    assert_eq!((plan.total, plan.saving), (soles(85_000), soles(15_000)));
    assert_eq!(plan.valid_until, Some(date("2026-11-26")));
}

#[test]
fn a_plan_starts_from_what_is_owed_and_keeps_the_discount_for_who_pays_it_off() {
    let mut policy = policy();
    let case = Case { debts: &[debt(100_000, "2026-10-11")], tags: &[], extensions: 0, broken: 0 };
    let today = date("2026-11-22");
    let exclusive = bargain(&policy, &case, today).expect("fits");
    assert_eq!((exclusive.owed, exclusive.given_up), (soles(100_000), soles(0)));
    let early = exclusive.early.expect("a discount");
    assert_eq!((early.most, early.until), (soles(15_000), date("2026-11-26")));
    policy.segments[1].combines = Combines::DiscountWithPlan;
    let both = bargain(&policy, &case, today).expect("fits");
    assert_eq!((both.given_up, both.early), (soles(15_000), None));
    policy.segments[1].discount = None;
    let none = bargain(&policy, &case, today).expect("fits");
    assert_eq!((none.given_up, none.early), (soles(0), None));
}

fn any_debts() -> impl Strategy<Value = Vec<Debt>> {
    let one = (1..5_000_000_i64, 0..100_000_i64, 0..200_u64, prop::option::of(0..40_u64));
    let one = one.prop_map(|(principal, interest, due, seen)| {
        let day = |days| date("2026-06-01") + chrono::Days::new(days);
        let balance = Balance {
            principal: soles(principal),
            interest: soles(interest),
            ..Balance::zero(soles(0).currency())
        };
        let seen_on = seen.map(|days| date("2026-10-20") + chrono::Days::new(days));
        Debt { balance, due_on: Some(day(due)), seen_on }
    });
    prop::collection::vec(one, 1..20)
}

proptest! {
    #![proptest_config(crate::law::tried(10_000))]

    #[test]
    fn offers_are_in_order_add_up_and_can_all_be_accepted_today(debts in any_debts()) {
        let today = date("2026-11-22");
        let case = Case { debts: &debts, tags: &[], extensions: 0, broken: 0 };
        let found = offers(&policy(), &case, today).expect("offers");
        let owed = case.total(&policy()).expect("fits");
        prop_assert!(found.iter().any(|one| one.way == Way::Everything && one.total == owed));
        for one in &found {
            prop_assert_eq!(one.saving.minor(), (owed.minor() - one.total.minor()).max(0));
            prop_assert!(one.valid_until.is_none_or(|until| until >= today));
            prop_assert!(one.last_on >= today && one.first.minor() <= one.total.minor());
            prop_assert!(!one.first.is_zero());
        }
        let keys: Vec<_> = found.iter().map(|one| (one.total.minor(), one.last_on, &one.way)).collect();
        prop_assert!(keys.windows(2).all(|pair| pair[0] < pair[1]), "{:?}", keys);
    }

    #[test]
    fn a_plan_is_offered_with_the_most_instalments_that_its_limits_allow(
        owed in 1..100_000_i64,
        (fewest, more) in (1..4_u32, 0..12_u32),
        longest_days in 0..120_u16,
        rhythm in prop::sample::select(vec![Rhythm::Weekly, Rhythm::EveryTwoWeeks, Rhythm::TwiceAMonth, Rhythm::Monthly]),
        wait in 0..366_u64,
    ) {
        let today = date("2026-11-22") + chrono::Days::new(wait);
        let (parts, frequencies) = (fewest..=fewest + more, vec![rhythm]);
        let terms = PlanTerms { parts: parts.clone(), frequencies, longest_days, ..plan() };
        let segment = Segment { plan: Some(terms.clone()), ..Segment::default() };
        let policy = Policy { segments: vec![segment], ..policy() };
        let case = Case { debts: &[debt(owed, "2026-10-11")], tags: &[], extensions: 0, broken: 0 };
        let found = offers(&policy, &case, today).expect("offers");
        let offered = found.iter().find_map(|one| match one.way {
            Way::Plan { most, .. } => Some(most),
            _ => None,
        });
        let makes = |parts: &u32| {
            let cut = Cut::Parts(count(*parts));
            let choice = Choice { cut, rhythm, payday: None, first_on: today, down: soles(0) };
            quote(&terms, soles(owed), &choice, (Country::Pe, today)).is_ok()
        };
        prop_assert_eq!(offered, parts.filter(makes).max());
    }

    #[test]
    fn the_longest_plan_is_the_one_that_its_offer_speaks_of(debts in any_debts()) {
        let (policy, today) = (policy(), date("2026-11-22"));
        let case = Case { debts: &debts, tags: &[], extensions: 0, broken: 0 };
        let standing = case.standing(&policy, today).expect("fits");
        let Some((_, segment)) = policy.segment(&standing) else { return Ok(()) };
        let found = offers(&policy, &case, today).expect("offers");
        let offered = found.iter().find(|one| matches!(one.way, Way::Plan { .. }));
        let offered = offered.map(|one| (one.total, one.last_on));
        let made = longest_plan(&policy, segment, &case, today).expect("fits");
        let last = made.as_ref().and_then(|quote| quote.instalments.last());
        let made = made.as_ref().zip(last).map(|(quote, last)| (quote.total, last.due_on));
        prop_assert_eq!(made, offered);
    }

    #[test]
    fn a_later_day_never_brings_back_a_timed_discount(debts in any_debts(), days in 1..30_u64) {
        let today = date("2026-11-22");
        // Everybody has been seen by then: the clock runs.
        let debts: Vec<_> = debts
            .into_iter()
            .map(|debt| Debt { seen_on: Some(debt.seen_on.map_or(today, |day| day.min(today))), ..debt })
            .collect();
        let case = Case { debts: &debts, tags: &[], extensions: 0, broken: 0 };
        let policy = Policy { segments: vec![policy().segments[1].clone()], ..policy() };
        let policy = Policy {
            segments: vec![Segment { fits: Fits::default(), ..policy.segments[0].clone() }],
            ..policy
        };
        let discount = |day| {
            let found = offers(&policy, &case, day).expect("offers");
            found.into_iter().find(|one| one.way == Way::Discount)
        };
        if let (None, Some(late)) = (discount(today), discount(today + chrono::Days::new(days))) {
            // Only debts that have fallen due since can have come in, within their own days.
            prop_assert!(late.valid_until.is_some_and(|until| until <= today + chrono::Days::new(4)));
        }
    }
}
