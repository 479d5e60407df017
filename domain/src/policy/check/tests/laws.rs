//! The laws of the check, each against cases that are tried one by one.

use proptest::prelude::*;

use super::*;
use crate::allocation::Balance;
use crate::late;
use crate::offer::{self, Case, Debt};
use crate::percent::Rounding;
use crate::plan_quote::{self, Choice};
use crate::policy::Standing;
use crate::schedule::Cut;

const TAGS: [&str; 2] = ["old", "vip"];

fn any_range(most: i64) -> impl Strategy<Value = Option<std::ops::RangeInclusive<i64>>> {
    prop::option::of((0..most, 0..most).prop_map(|(from, length)| from..=from + length))
}

fn any_tags() -> impl Strategy<Value = Vec<String>> {
    prop::sample::subsequence(&TAGS[..], 0..=2)
        .prop_map(|tags| tags.into_iter().map(String::from).collect())
}

fn rarely(tags: impl Strategy<Value = Vec<String>>) -> impl Strategy<Value = Vec<String>> {
    prop_oneof![3 => Just(Vec::new()), 1 => tags]
}

fn any_small_fits() -> impl Strategy<Value = Fits> {
    (any_range(3), any_range(2), prop::option::of((1..3_u32, 0..2_u32)), rarely(any_tags()))
        .prop_map(|(days_late, total, debts, tags)| {
            let total = total.map(|range| range.start() + 1..=range.end() + 1);
            let debts = debts.map(|(from, length)| from..=from + length);
            Fits { days_late, total, debts, tags }
        })
}

fn off() -> impl Strategy<Value = Count> {
    prop_oneof![
        (1..60_u16).prop_map(|whole| Count::Share(percent(whole))),
        (1..60_000_i64).prop_map(|minor| Count::Amount(soles(minor))),
    ]
}

fn any_segment() -> impl Strategy<Value = Segment> {
    let until = prop::sample::select(vec![Until::Days(3), Until::DueDate, Until::Days(1)]);
    let discount = (off(), until, any::<bool>()).prop_map(|(off, until, on_not_due)| Discount {
        off,
        until,
        on_not_due,
        on_interest: false,
    });
    let fits = (
        -10..20_i64,
        0..15_i64,
        prop_oneof![3 => Just(None), 1 => any_range(3)],
        rarely(any_tags()),
    )
        .prop_map(|(from, length, total, tags)| {
            // Totals that the offers make a difference for.
            let total =
                total.map(|range| range.start() * 50_000 + 20_000..=range.end() * 50_000 + 69_999);
            Fits { total, tags, ..days(from..=from + length) }
        });
    let given_up = prop::option::of((1..60_u16).prop_map(settlement));
    (fits, prop::option::of(discount), given_up).prop_map(|(fits, discount, settlement)| Segment {
        fits,
        discount,
        settlement,
        ..Segment::default()
    })
}

/// What the case of one debt costs at least on `day`, for who looked at it today.
fn lowest(policy: &Policy, (total, days_late): (i64, i64), tags: &[String], wait: i64) -> i64 {
    let due_on = today() - chrono::TimeDelta::days(days_late);
    let day = today() + chrono::TimeDelta::days(wait);
    let balance = Balance { principal: soles(total), ..Balance::zero(policy.currency) };
    let debts = [Debt { balance, due_on: Some(due_on), seen_on: Some(today()) }];
    let case = Case { debts: &debts, tags, extensions: 0, broken: 0 };
    let found = offer::offers(policy, &case, day).expect("fits");
    let owed = |day| {
        let charge = policy.late.map(|late| late::charge(&late, due_on, soles(total), day));
        charge.map_or(0, |charge| {
            charge.map_or(0, |charge| charge.interest.minor() + charge.fee.minor())
        })
    };
    found.iter().map(|offer| offer.total.minor()).min().expect("one at least") + owed(day)
        - owed(today())
}

fn place(policy: &Policy, days_late: i64, total: i64, tags: &[String]) -> Option<usize> {
    let standing = Standing { days_late, total: soles(total), debts: 1, tags: tags.to_vec() };
    policy.segment(&standing).map(|(place, _)| place)
}

fn any_plan() -> impl Strategy<Value = PlanTerms> {
    let cost = prop_oneof![
        1 => Just(Cost::None),
        2 => (1..5_000_i64).prop_map(|minor| Cost::Fee(soles(minor))),
        2 => (1..60_u16).prop_map(|whole| Cost::YearlyRate(percent(whole))),
    ];
    let reward = prop_oneof![
        1 => Just(None),
        1 => Just(Some(Reward::InterestWaived)),
        3 => (1..10_u16).prop_map(|whole| Some(Reward::OffTheLast(percent(whole)))),
    ];
    (cost, reward, 1..4_u32, 0..3_u32, 1..20_000_i64).prop_map(
        |(cost, reward, fewest, more, least)| {
            let (parts, least) = (fewest..=fewest + more, soles(least));
            let frequencies = vec![Rhythm::TwiceAMonth];
            PlanTerms { parts, frequencies, least, cost, reward, ..plan() }
        },
    )
}

proptest! {
    #![proptest_config(crate::law::tried(10_000))]

    #[test]
    fn a_segment_never_matches_when_no_case_that_there_can_be_is_its_own(
        fits in prop::collection::vec(any_small_fits(), 1..4),
    ) {
        let segments = fits.into_iter().map(|fits| Segment { fits, ..Segment::default() });
        let policy = policy(segments.collect());
        let mut matched = vec![false; policy.segments.len()];
        let sets: [&[&str]; 4] = [&[], &TAGS[..1], &TAGS[1..], &TAGS];
        for tags in sets.map(|tags| tags.iter().map(|tag| (*tag).to_owned()).collect::<Vec<_>>()) {
            let mut standing = Standing { days_late: 0, total: soles(1), debts: 1, tags };
            for (days_late, total) in (-1..=5_i64).flat_map(|day| (1..=4_i64).map(move |total| (day, total))) {
                (standing.days_late, standing.total) = (days_late, soles(total));
                for debts in 1..=4 {
                    standing.debts = debts;
                    if let Some((place, _)) = policy.segment(&standing) {
                        matched[place] = true;
                    }
                }
            }
        }
        let never: Vec<_> = (0..matched.len()).filter(|place| !matched[*place]).map(Some).collect();
        let found: Vec<_> = contradictions(&policy, today()).iter().map(|one| one.segment).collect();
        prop_assert_eq!(found, never);
    }

    #[test]
    fn a_plan_is_refused_when_no_amount_makes_it_and_only_then(
        terms in any_plan(),
        most in 1..60_000_i64,
        longest_days in 0..60_u16,
        tried in prop::collection::vec((1..60_000_i64, 1..6_u32), 20),
    ) {
        let terms = PlanTerms { longest_days, ..terms };
        let total = Some(1..=most);
        let segment = Segment { fits: Fits { total, ..Fits::default() }, ..with_plan(terms.clone()) };
        let refused = first_why(segment).is_some();
        let quote = |owed: i64, parts: u32, rhythm| {
            let cut = Cut::Parts(count(parts));
            let choice = Choice { cut, rhythm, payday: None, first_on: today(), down: soles(0) };
            plan_quote::quote(&terms, soles(owed), &choice, (Country::Pe, today()))
        };
        let makes = |owed, parts| {
            terms.frequencies.iter().any(|rhythm| quote(owed, parts, *rhythm).is_ok())
        };
        prop_assert_eq!(refused, !makes(most, *terms.parts.start()));
        for (owed, parts) in tried {
            prop_assert!(!refused || owed > most || !makes(owed, parts), "{} in {}", owed, parts);
        }
    }

    #[test]
    fn every_wait_that_pays_is_reported_and_every_report_is_one(
        segments in prop::collection::vec(any_segment(), 1..4),
        interest in prop::option::of(0..60_u16),
        tried in prop::collection::vec((20_000..250_000_i64, -12..36_i64, rarely(any_tags())), 5),
    ) {
        let late = interest.map(|whole| Late { yearly: percent(whole), fee: None, free_days: 0 });
        let policy = Policy { late, ..policy(segments) };
        let found = warnings(&policy, today(), None).expect("fits");
        let waits: Vec<_> = found.iter().filter_map(|one| match one {
            Warning::WaitPays(wait) => Some(wait),
            _ => None,
        }).collect();
        for (total, days_late, tags) in tried {
            let now = lowest(&policy, (total, days_late), &tags, 0);
            let then = lowest(&policy, (total, days_late), &tags, 1);
            let from = place(&policy, days_late, total, &tags);
            let to = place(&policy, days_late + 1, total, &tags);
            let reported = waits.iter().any(|wait| {
                (wait.segment, wait.later, wait.days_late + wait.wait) == (from, to, days_late + 1)
            });
            prop_assert!(now <= then || reported, "{} owed, {} days late: {} then {}", total, days_late, now, then);
        }
        for wait in waits {
            prop_assert!(wait.then.minor() < wait.now.minor());
            prop_assert!((1..=6).contains(&wait.wait));
        }
    }

    #[test]
    fn every_plan_cheaper_than_paying_now_every_large_reward_and_every_unlawful_cost_is_reported(
        terms in any_plan(),
        discount in prop::option::of(1..12_u16),
        combined in any::<bool>(),
        maximum in 1..60_u16,
        tried in prop::collection::vec(2_000..200_000_i64, 2),
    ) {
        let combines = if combined { Combines::DiscountWithPlan } else { Combines::Never };
        let discount = discount.map(share);
        let segment = Segment { discount, combines, ..with_plan(terms.clone()) };
        let found = warnings(&policy(vec![segment]), today(), Some(percent(maximum))).expect("fits");
        let cheaper_told = found.iter().any(|one| matches!(one, Warning::PlanCheaper { .. }));
        let reward_told = found.iter().any(|one| matches!(one, Warning::RewardAboveCost { .. }));
        let cost_told = found.iter().any(|one| matches!(one, Warning::PlanAboveMaximum { .. }));
        for owed in tried {
            let off = discount.map_or(0, |_| owed - lowest(&policy(vec![Segment { discount, ..Segment::default() }]), (owed, 0), &[], 0));
            let to_pay = soles(if combined { owed - off } else { owed });
            let choice = |parts| Choice {
                cut: Cut::Parts(count(parts)),
                rhythm: Rhythm::TwiceAMonth,
                payday: None,
                first_on: today(),
                down: soles(0),
            };
            let at = (Country::Pe, today());
            for parts in terms.parts.clone() {
                let Ok(quote) = plan_quote::quote(&terms, to_pay, &choice(parts), at) else { continue };
                let reward = match terms.reward {
                    Some(Reward::OffTheLast(share)) => share.of(quote.total, Rounding::Down).expect("fits").minor(),
                    Some(Reward::InterestWaived) if matches!(terms.cost, Cost::YearlyRate(_)) => quote.cost.minor(),
                    _ => 0,
                };
                let cheaper = quote.total.minor() - reward < owed - off;
                prop_assert!(!cheaper || cheaper_told, "{} in {}", owed, parts);
                let large = terms.cost != Cost::None && reward > quote.cost.minor();
                prop_assert!(!large || reward_told, "{} in {}", owed, parts);
                let lawful = PlanTerms { cost: Cost::YearlyRate(percent(maximum)), ..terms.clone() };
                let lawful = plan_quote::quote(&lawful, to_pay, &choice(parts), at).expect("the same dates");
                let unlawful = quote.cost.minor() > lawful.cost.minor();
                prop_assert!(!unlawful || cost_told, "{} in {}", owed, parts);
            }
        }
    }
}
