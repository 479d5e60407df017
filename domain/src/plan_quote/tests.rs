//! Plans as a creditor would check them, and the laws of every quote.

use std::num::NonZeroU32;

use proptest::prelude::*;

use super::*;
use crate::money::Currency;
use crate::percent::Percent;
use crate::policy::{AfterMiss, Breaks, Restores, Retries, Upkeep};

fn soles(minor: i64) -> Money {
    Money::new(minor, Currency::parse("PEN").expect("PEN")).expect("positive")
}

fn date(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn today() -> NaiveDate {
    date("2026-11-22")
}

fn count(number: u32) -> NonZeroU32 {
    NonZeroU32::new(number).expect("some")
}

fn terms() -> PlanTerms {
    PlanTerms {
        parts: 2..=6,
        frequencies: vec![Rhythm::TwiceAMonth, Rhythm::Monthly],
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

fn choice(parts: u32) -> Choice {
    Choice {
        cut: Cut::Parts(count(parts)),
        rhythm: Rhythm::Monthly,
        payday: DayOfMonth::new(30),
        first_on: date("2026-11-30"),
        down: soles(0),
    }
}

fn written(quote: &Quote) -> String {
    let one = |one: &Instalment| format!("{} {}", one.due_on.format("%d/%m"), one.amount.minor());
    quote.instalments.iter().map(one).collect::<Vec<_>>().join(", ")
}

fn quoted(terms: &PlanTerms, owed: i64, choice: &Choice) -> Result<Quote, Refusal> {
    quote(terms, soles(owed), choice, (Country::Pe, today()))
}

#[test]
fn a_plan_is_what_was_chosen() {
    let plain = quoted(&terms(), 98_000, &choice(3)).expect("a plan");
    assert_eq!(written(&plain), "30/11 32667, 30/12 32667, 01/02 32666");
    assert_eq!((plain.total, plain.cost), (soles(98_000), soles(0)));
    let fee = PlanTerms { cost: Cost::Fee(soles(1_000)), ..terms() };
    let even = quoted(&fee, 98_000, &choice(3)).expect("a plan");
    assert_eq!(written(&even), "30/11 33001, 30/12 33000, 01/02 32999");
    let first = PlanTerms { spread: Spread::First, ..fee.clone() };
    assert_eq!(
        written(&quoted(&first, 98_000, &choice(2)).expect("a plan")),
        "30/11 50000, 30/12 49000"
    );
    let last = PlanTerms { spread: Spread::Last, ..fee };
    assert_eq!(
        written(&quoted(&last, 98_000, &choice(2)).expect("a plan")),
        "30/11 49000, 30/12 50000"
    );
}

#[test]
fn interest_runs_by_the_day_on_what_is_still_open() {
    let rate = Percent::from_hundredths(1_200).expect("12 %");
    let terms = PlanTerms { cost: Cost::YearlyRate(rate), ..terms() };
    let quote = quoted(&terms, 100_000, &choice(2)).expect("a plan");
    // 1000.00 for 8 days and 500.00 for 30 days, at 12 % a year: 2.63 + 4.93.
    assert_eq!((quote.cost, quote.total), (soles(756), soles(100_756)));
}

#[test]
fn interest_in_pesos_without_cents_is_in_whole_pesos() {
    let cop = |minor| Money::new(minor, Currency::parse("COP").expect("COP")).expect("positive");
    let rate = Percent::from_hundredths(1_000).expect("10 %");
    for (owed, expected) in [(100_000_000, 10_000_000), (100_099_900, 10_009_900)] {
        let paid = [(date("2027-11-22"), cop(owed))];
        let year = (date("2026-11-22"), date("2027-11-22"));
        assert_eq!(interest(rate, &paid, year), Ok(cop(expected)));
    }
}

#[test]
fn the_last_day_of_a_limit_is_within_it() {
    let first = Choice { first_on: date("2026-12-07"), ..choice(3) };
    assert!(quoted(&terms(), 98_000, &first).is_ok());
    for (longest_days, is_within) in [(71, true), (70, false)] {
        let terms = PlanTerms { longest_days, ..terms() };
        assert_eq!(quoted(&terms, 98_000, &choice(3)).is_ok(), is_within, "{longest_days}");
    }
}

#[test]
fn a_reward_takes_off_a_share_of_all_or_the_interest() {
    let rate = Percent::from_hundredths(1_200).expect("12 %");
    let share = Percent::from_hundredths(200).expect("2 %");
    for (reward_of, cost, expected) in [
        (None, Cost::YearlyRate(rate), 0),
        (Some(Reward::InterestWaived), Cost::YearlyRate(rate), 756),
        (Some(Reward::InterestWaived), Cost::Fee(soles(1_000)), 0),
        (Some(Reward::OffTheLast(share)), Cost::None, 2_000),
    ] {
        let terms = PlanTerms { reward: reward_of, cost, ..terms() };
        let quote = quoted(&terms, 100_000, &choice(2)).expect("a plan");
        assert_eq!(reward(&terms, &quote), Ok(soles(expected)), "{reward_of:?} {cost:?}");
    }
}

#[test]
fn a_choice_outside_the_limits_names_the_limit() {
    let with = |change: fn(&mut Choice)| {
        let mut chosen = choice(3);
        change(&mut chosen);
        chosen
    };
    let down = PlanTerms {
        down: DownPayment::Share(Percent::from_hundredths(2_000).expect("20 %")),
        ..terms()
    };
    for (terms, chosen, expected) in [
        (terms(), choice(1), Refusal::TooFew(2)),
        (terms(), choice(7), Refusal::TooMany(6)),
        (terms(), choice(6), Refusal::TooSmall(soles(8_000))),
        (terms(), with(|c| c.rhythm = Rhythm::Weekly), Refusal::Rhythm),
        (
            terms(),
            with(|c| c.first_on = date("2026-12-08")),
            Refusal::FirstTooLate(date("2026-12-07")),
        ),
        (
            PlanTerms { longest_days: 60, ..terms() },
            choice(3),
            Refusal::TooLong(date("2027-01-21")),
        ),
        (down, with(|c| c.down = soles(4_999)), Refusal::DownTooSmall(soles(5_000))),
        (
            terms(),
            with(|c| c.first_on = date("2026-11-21")),
            Refusal::Schedule(ScheduleError::InThePast),
        ),
    ] {
        let owed = if expected == Refusal::TooSmall(soles(8_000)) { 40_000 } else { 25_000 };
        let owed = if matches!(expected, Refusal::TooFew(_) | Refusal::TooMany(_)) {
            98_000
        } else {
            owed
        };
        assert_eq!(quoted(&terms, owed, &chosen), Err(expected), "{chosen:?}");
    }
}

proptest! {
    #![proptest_config(crate::law::tried(10_000))]

    #[test]
    fn what_is_paid_is_what_is_owed_and_the_cost_and_no_instalment_is_too_small(
        owed in 1..10_000_000_i64,
        parts in 1..=24_u32,
        down in 0..1_000_000_i64,
        rate in 0..=10_000_u16,
        wait in 0..20_u64,
        spread in prop::sample::select(vec![Spread::Even, Spread::First, Spread::Last]),
        rhythm in prop::sample::select(vec![Rhythm::Weekly, Rhythm::TwiceAMonth, Rhythm::Monthly]),
    ) {
        let rate = Percent::from_hundredths(rate).expect("at most 100 %");
        let terms = PlanTerms { cost: Cost::YearlyRate(rate), spread, parts: 2..=12, ..terms() };
        let first_on = today() + Days::new(wait);
        let chosen = Choice { rhythm, first_on, down: soles(down), ..choice(parts) };
        let Ok(quote) = quoted(&terms, owed, &chosen) else { return Ok(()) };
        let paid: i64 = quote.instalments.iter().map(|one| one.amount.minor()).sum();
        prop_assert_eq!(paid + quote.down.minor(), quote.total.minor());
        prop_assert_eq!(quote.total.minor(), owed + quote.cost.minor());
        prop_assert!(quote.instalments.iter().all(|one| one.amount.minor() >= 8_000));
        prop_assert!(terms.parts.contains(&parts));
        let last = quote.instalments.last().expect("one at least").due_on;
        prop_assert!(last <= today() + Days::new(u64::from(terms.longest_days)));
        // Less than the rate on everything for the whole time.
        let most = i128::from(owed) * i128::from(rate.hundredths()) * i128::from((last - today()).num_days());
        prop_assert!(i128::from(quote.cost.minor()) * 365 * 10_000 <= most);
    }
}
