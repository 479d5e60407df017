//! What is wrong and unwise in policies, by example and by law.

mod laws;

use std::num::NonZeroU32;

use super::*;
use crate::country::Country;
use crate::policy::{
    AfterMiss, Breaks, Combines, Cost, Count, Discount, DownPayment, Extension, Fits, Late,
    PartPayment, PlanTerms, Proposals, Restores, Retries, Reward, Rhythm, Segment, Settlement,
    Spread, Until, Upkeep,
};
use crate::schedule::Frequency;

fn soles(minor: i64) -> Money {
    Money::new(minor, Currency::parse("PEN").expect("PEN")).expect("positive")
}

fn date(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn today() -> NaiveDate {
    date("2026-11-23")
}

fn percent(whole: u16) -> Percent {
    Percent::from_hundredths(whole * 100).expect("at most 100 %")
}

fn count(number: u32) -> NonZeroU32 {
    NonZeroU32::new(number).expect("some")
}

fn proposals() -> Proposals {
    let given_up = percent(10);
    Proposals { parts: 8, least: soles(6_000), given_up, within_days: 240, answer_hours: 48 }
}

fn share(whole: u16) -> Discount {
    let off = Count::Share(percent(whole));
    Discount { off, until: Until::Days(5), on_not_due: true, on_interest: false }
}

fn settlement(whole: u16) -> Settlement {
    Settlement {
        given_up: percent(whole),
        payments: count(3),
        frequency: Frequency::EveryTwoWeeks,
        until: Until::Days(10),
    }
}

fn plan() -> PlanTerms {
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

fn days(days_late: std::ops::RangeInclusive<i64>) -> Fits {
    Fits { days_late: Some(days_late), ..Fits::default() }
}

fn policy(segments: Vec<Segment>) -> Policy {
    Policy { currency: soles(0).currency(), country: Country::Pe, late: None, segments }
}

fn with_plan(plan: PlanTerms) -> Segment {
    Segment { plan: Some(plan), ..Segment::default() }
}

fn first_why(segment: Segment) -> Option<Why> {
    contradictions(&policy(vec![segment]), today()).first().map(|one| one.why)
}

#[test]
fn a_policy_that_makes_sense_is_not_refused() {
    let part = Some(PartPayment { least: soles(2_000) });
    let segment = Segment {
        fits: Fits { total: Some(10_000..=500_000), ..days(31..=90) },
        discount: Some(share(15)),
        settlement: Some(settlement(20)),
        extension: Some(Extension { days: 10, times: 1 }),
        part,
        proposals: Some(proposals()),
        ..with_plan(plan())
    };
    assert_eq!(contradictions(&policy(vec![segment]), today()), []);
    assert_eq!(contradictions(&policy(Vec::new()), today()), []);
}

#[test]
fn a_segment_that_contradicts_itself_says_how() {
    let dollars = Money::new(1, Currency::parse("USD").expect("USD")).expect("positive");
    let total = |total| Fits { total: Some(total), ..Fits::default() };
    let debts = |debts| Fits { debts: Some(debts), ..Fits::default() };
    let fits = |fits| Segment { fits, ..Segment::default() };
    let discount =
        |off| Segment { discount: Some(Discount { off, ..share(1) }), ..Segment::default() };
    let settled = |whole| Segment { settlement: Some(settlement(whole)), ..Segment::default() };
    let (more, less) = (5, 4);
    let off_the_last = |whole| Some(Reward::OffTheLast(percent(whole)));
    let still = Upkeep { move_days: 0, ..plan().upkeep };
    let at_once = Upkeep { retries: Retries { times: 1, days: 0 }, ..plan().upkeep };
    for (segment, why) in [
        (fits(days(more..=4)), Why::LeastAboveMost(Span::DaysLate)),
        (fits(total(more..=4)), Why::LeastAboveMost(Span::Total)),
        (fits(debts(5..=less)), Why::LeastAboveMost(Span::Debts)),
        (fits(total(-5..=0)), Why::NeverMatches),
        (fits(debts(0..=0)), Why::NeverMatches),
        (discount(Count::Share(percent(0))), Why::Nothing(Given::Discount)),
        (discount(Count::Share(percent(100))), Why::Everything(Given::Discount)),
        (discount(Count::Amount(soles(0))), Why::Nothing(Given::Discount)),
        (discount(Count::Amount(dollars)), Why::Currency(dollars.currency())),
        (settled(0), Why::Nothing(Given::Settlement)),
        (settled(100), Why::Everything(Given::Settlement)),
        (
            with_plan(PlanTerms { parts: 5..=less, ..plan() }),
            Why::LeastAboveMost(Span::Instalments),
        ),
        (with_plan(PlanTerms { parts: 2..=121, ..plan() }), Why::TooMany(121)),
        (with_plan(PlanTerms { frequencies: Vec::new(), ..plan() }), Why::NoRhythm),
        (with_plan(PlanTerms { reward: off_the_last(0), ..plan() }), Why::Nothing(Given::Reward)),
        (
            with_plan(PlanTerms { reward: off_the_last(100), ..plan() }),
            Why::Everything(Given::Reward),
        ),
        (with_plan(PlanTerms { upkeep: still, ..plan() }), Why::Nothing(Given::Moves)),
        (with_plan(PlanTerms { upkeep: at_once, ..plan() }), Why::Nothing(Given::Retries)),
        (
            with_plan(PlanTerms { cost: Cost::Fee(dollars), ..plan() }),
            Why::Currency(dollars.currency()),
        ),
    ] {
        assert_eq!(first_why(segment), Some(why));
    }
    let extension =
        |days, times| Segment { extension: Some(Extension { days, times }), ..Segment::default() };
    assert_eq!(first_why(extension(0, 1)), Some(Why::Nothing(Given::Extension)));
    assert_eq!(first_why(extension(1, 0)), Some(Why::Nothing(Given::Extension)));
    let many = Settlement { payments: count(121), ..settlement(10) };
    let many = Segment { settlement: Some(many), ..Segment::default() };
    assert_eq!(first_why(many), Some(Why::TooMany(121)));
    let part =
        |most| Segment { part: Some(PartPayment { least: soles(2_000) }), ..fits(total(1..=most)) };
    assert_eq!(first_why(part(3_999)), Some(Why::NoPart(soles(2_000))));
    assert_eq!(first_why(part(4_000)), None);
}

#[test]
fn a_plan_that_no_amount_meets_names_the_limit() {
    let small = Fits { total: Some(1..=15_999), ..Fits::default() };
    let segment = Segment { fits: small.clone(), ..with_plan(plan()) };
    assert_eq!(first_why(segment), Some(Why::NoPlan(Refusal::TooSmall(soles(8_000)))));
    let enough = Fits { total: Some(1..=16_000), ..Fits::default() };
    assert_eq!(first_why(Segment { fits: enough, ..with_plan(plan()) }), None);
    let short = PlanTerms { longest_days: 6, ..plan() };
    let last = date("2026-11-29");
    assert_eq!(first_why(with_plan(short)), Some(Why::NoPlan(Refusal::TooLong(last))));
    let all_down = PlanTerms { down: DownPayment::Share(percent(100)), ..plan() };
    assert!(matches!(first_why(with_plan(all_down)), Some(Why::NoPlan(Refusal::Schedule(_)))));
}

#[test]
fn a_segment_behind_others_that_take_all_its_cases_never_matches() {
    let tagged =
        |tags: &[&str], fits| Fits { tags: tags.iter().map(|tag| (*tag).into()).collect(), ..fits };
    let all = |fits: Vec<Fits>| {
        let segments = fits.into_iter().map(|fits| Segment { fits, ..Segment::default() });
        let found = contradictions(&policy(segments.collect()), today());
        found.into_iter().map(|one| (one.segment, one.why)).collect::<Vec<_>>()
    };
    let never = |place| vec![(Some(place), Why::NeverMatches)];
    assert_eq!(all(vec![days(0..=30), days(31..=90), days(10..=60)]), never(2));
    assert_eq!(all(vec![days(0..=30), days(32..=90), days(10..=60)]), []);
    assert_eq!(all(vec![Fits::default(), days(0..=30)]), never(1));
    assert_eq!(all(vec![tagged(&["vip"], days(0..=90)), days(0..=30)]), []);
    assert_eq!(all(vec![days(0..=90), tagged(&["vip"], days(0..=30))]), never(1));
    let both = [tagged(&["vip"], days(0..=9)), tagged(&["old"], days(0..=9))];
    let [vip, old] = both;
    assert_eq!(all(vec![vip, old, tagged(&["vip", "old"], days(0..=9))]), never(2));
}

#[test]
fn who_is_85_days_late_does_better_to_wait_six_days() {
    let second = Segment { fits: days(31..=90), discount: Some(share(15)), ..Segment::default() };
    let third =
        Segment { fits: days(91..=365), settlement: Some(settlement(35)), ..Segment::default() };
    let found = warnings(&policy(vec![second, third]), today(), None).expect("fits");
    let [_, Warning::WaitPays(found)] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!((found.segment, found.later), (Some(0), Some(1)));
    assert_eq!((found.days_late, found.wait), (85, 6));
    let total = found.owed.minor();
    assert_eq!((found.now.minor(), found.then.minor()), (total / 100 * 85, total / 100 * 65));
}

#[test]
fn interest_for_paying_late_may_make_waiting_worthless() {
    let second = Segment { fits: days(1..=90), discount: Some(share(15)), ..Segment::default() };
    let third = Segment { fits: days(91..=365), discount: Some(share(16)), ..Segment::default() };
    let fourth = Segment { fits: days(-30..=0), discount: Some(share(20)), ..Segment::default() };
    let fifth = Segment { discount: Some(share(10)), ..Segment::default() };
    let mut policy = policy(vec![second, third, fourth, fifth]);
    let waits = |policy: &Policy| {
        let found = warnings(policy, today(), None).expect("fits");
        found.iter().filter(|one| matches!(one, Warning::WaitPays(_))).count()
    };
    // Who is not due yet does better to wait for 20 %; who is 90 days late, for 16 %.
    assert_eq!(waits(&policy), 2);
    let fee = Some(soles(1_000_000_000));
    policy.late = Some(Late { yearly: percent(100), fee, free_days: 90 });
    assert_eq!(waits(&policy), 1);
}

#[test]
fn a_discount_that_counts_only_what_is_due_makes_waiting_for_the_due_date_pay() {
    let late_only = Discount { on_not_due: false, ..share(10) };
    let one = Segment { fits: days(-30..=30), discount: Some(late_only), ..Segment::default() };
    let found = warnings(&policy(vec![one]), today(), None).expect("fits");
    let [Warning::WaitPays(found)] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!((found.segment, found.later, found.days_late), (Some(0), Some(0), -4));
    assert_eq!(found.wait, 4);
}

#[test]
fn a_plan_is_warned_about_when_it_is_cheaper_than_paying_now_or_dearer_than_the_law_allows() {
    let reward = Some(Reward::OffTheLast(percent(5)));
    let rewarded = PlanTerms { reward, ..plan() };
    let kinds = |segment: Segment, maximum| {
        let found = warnings(&policy(vec![segment]), today(), maximum).expect("fits");
        let kind = |one: &Warning| match one {
            Warning::PlanCheaper { .. } => "cheaper",
            Warning::RewardAboveCost { .. } => "reward",
            Warning::PlanAboveMaximum { .. } => "maximum",
            Warning::NeverBreaks { .. } => "never breaks",
            _ => "other",
        };
        found.iter().map(kind).collect::<Vec<_>>()
    };
    let none: [&str; 0] = [];
    assert_eq!(kinds(with_plan(plan()), None), none);
    assert_eq!(kinds(with_plan(rewarded.clone()), None), ["cheaper"]);
    let discounted = Segment { discount: Some(share(6)), ..with_plan(rewarded.clone()) };
    assert_eq!(kinds(discounted.clone(), None), none);
    let combined = Segment { combines: Combines::DiscountWithPlan, ..discounted };
    assert_eq!(kinds(combined, None), ["cheaper"]);
    let rate = PlanTerms { cost: Cost::YearlyRate(percent(20)), ..rewarded };
    assert_eq!(kinds(with_plan(rate.clone()), None), ["cheaper", "reward"]);
    let dear = PlanTerms { reward: None, ..rate };
    assert_eq!(kinds(with_plan(dear.clone()), Some(percent(20))), none);
    assert_eq!(kinds(with_plan(dear), Some(percent(19))), ["maximum"]);
    let fee = PlanTerms { cost: Cost::Fee(soles(100)), ..plan() };
    assert_eq!(kinds(with_plan(fee), Some(percent(60))), ["maximum"]);
    let lenient = Upkeep { misses: AfterMiss::InARow(count(7)), ..plan().upkeep };
    assert_eq!(kinds(with_plan(PlanTerms { upkeep: lenient, ..plan() }), None), ["never breaks"]);
}

#[test]
fn tries_of_automatic_payments_end_before_the_grace_and_the_next_date() {
    use TooLateFor::{Charge, Grace, NextDate};
    let with = |(times, days): (u16, u16), grace_days, rhythm| {
        let retries = Retries { times, days };
        let upkeep = Upkeep { grace_days, retries, ..plan().upkeep };
        let terms = PlanTerms { upkeep, frequencies: vec![rhythm], ..plan() };
        let found = warnings(&policy(vec![with_plan(terms)]), today(), None).expect("fits");
        let what = |one: &Warning| match one {
            Warning::LateRetries { what, .. } => *what,
            other => panic!("{other:?}"),
        };
        found.iter().map(what).collect::<Vec<_>>()
    };
    for (retries, grace, rhythm, expected) in [
        // What usually holds is not warned about.
        ((2, 3), 3, Rhythm::Monthly, vec![]),
        ((0, 9), 0, Rhythm::Weekly, vec![]),
        ((1, 3), 3, Rhythm::Monthly, vec![]),
        ((2, 2), 3, Rhythm::Monthly, vec![Grace(3)]),
        ((2, 3), 5, Rhythm::Weekly, vec![]),
        ((1, 7), 7, Rhythm::Weekly, vec![NextDate(7)]),
        ((1, 13), 20, Rhythm::TwiceAMonth, vec![NextDate(13)]),
        ((1, 13), 20, Rhythm::EveryTwoWeeks, vec![]),
        ((3, 5), 15, Rhythm::Monthly, vec![Charge(14)]),
        ((4, 7), 3, Rhythm::Monthly, vec![Grace(3), NextDate(28), Charge(14)]),
    ] {
        assert_eq!(with(retries, grace, rhythm), expected, "{retries:?} {grace} {rhythm:?}");
    }
}

#[test]
fn plans_without_end_are_warned_about_where_a_broken_one_brings_nothing_back() {
    let found = |restores, breaks| {
        let upkeep = Upkeep { restores, ..plan().upkeep };
        let segment = with_plan(PlanTerms { upkeep, breaks, ..plan() });
        warnings(&policy(vec![segment]), today(), None).expect("fits")
    };
    let free = [Warning::BreaksFree { segment: 0 }];
    assert_eq!(found(Restores::Nothing, Breaks::Unlimited), free);
    assert_eq!(found(Restores::Nothing, Breaks::USUAL), []);
    assert_eq!(found(Restores::GivenUp, Breaks::Unlimited), []);
}

#[test]
fn a_late_fee_is_warned_about_where_it_is_more_than_a_tenth_of_the_least_that_it_is_asked_on() {
    let fee = |minor| Some(Late { yearly: percent(0), fee: Some(soles(minor)), free_days: 5 });
    let found = |minor, segments: &[Segment]| {
        let policy = Policy { late: fee(minor), ..policy(segments.to_vec()) };
        let found = warnings(&policy, today(), None).expect("fits");
        found.into_iter().find_map(|one| match one {
            Warning::LateFee { segment, owed, fee } => Some((segment, owed.minor(), fee.minor())),
            _ => None,
        })
    };
    let total = |from| Fits { total: Some(from..=500_000), ..days(1..=90) };
    let of = |fits| Segment { fits, ..Segment::default() };
    // Two instalments of 80.00; twice a part of 20.00; from 300.00 on.
    let with_part = Segment { part: Some(PartPayment { least: soles(2_000) }), ..of(total(0)) };
    let all = [of(total(30_000)), with_plan(plan()), with_part];
    for (place, least) in [(0, 30_000), (1, 16_000), (2, 4_000)] {
        assert_eq!(found(least / 10, &all[..=place]), None, "{place}");
        let large = least / 10 + 1;
        assert_eq!(found(large, &all[..=place]), Some((Some(place), least, large)), "{place}");
    }
    // It is not asked of who is not late yet, or not late enough.
    let early = [of(Fits { total: Some(10..=20), ..days(-30..=5) }), of(total(30_000))];
    assert_eq!(found(3_000, &early), None);
    // Nobody says what the least is.
    assert_eq!(found(500, &[of(days(1..=90))]), Some((Some(0), 500, 500)));
    assert_eq!(found(500, &[]), Some((None, 500, 500)));
    assert_eq!(found(0, &[]), None);
}

#[test]
fn what_has_ended_and_late_interest_above_the_maximum_are_named() {
    let on = date("2026-11-22");
    let ended = Discount { until: Until::Date(on), ..share(10) };
    let one = Segment { discount: Some(ended), ..Segment::default() };
    let late = Some(Late { yearly: percent(30), fee: None, free_days: 0 });
    let policy = Policy { late, ..policy(vec![one]) };
    let maximum = Some(percent(25));
    assert_eq!(
        warnings(&policy, today(), maximum).expect("fits"),
        [
            Warning::LateAboveMaximum { yearly: percent(30), maximum: percent(25) },
            Warning::Ended { segment: 0, what: Given::Discount, on },
        ]
    );
    assert_eq!(warnings(&policy, on, Some(percent(30))).expect("fits"), []);
}
