//! What holds whatever the limits and the contacts are.

use chrono::{Days, TimeDelta};
use proptest::prelude::*;

use super::*;

fn local_time() -> impl Strategy<Value = NaiveDateTime> {
    (0..3 * 366 * 86_400_i64)
        .prop_map(|seconds| at("2024-01-01 00:00:00") + TimeDelta::seconds(seconds))
}

fn some_channels() -> impl Strategy<Value = Channels> {
    prop::collection::vec(prop::sample::select(&Channel::ALL[..]), 1..6)
        .prop_map(|channels| channels.into_iter().collect())
}

fn some_span() -> impl Strategy<Value = Option<Span>> {
    (0..22_u32, 2..24_u32).prop_map(|(opens, length)| {
        let clock = |hour| NaiveTime::from_hms_opt(hour, 0, 0);
        Span::new(clock(opens)?, clock(opens + length))
    })
}

fn some_what() -> impl Strategy<Value = What> {
    let counts = prop::sample::select(vec![Counts::Attempts, Counts::Reached]);
    let number = |most: u16| (1..=most).prop_map(n);
    prop_oneof![
        3 => prop::array::uniform7(some_span()).prop_map(|days| What::Hours(Hours::new(days))),
        1 => Just(What::Holidays),
        3 => (number(3), number(31), counts.clone())
            .prop_map(|(times, days, counts)| What::Most { times, days, counts }),
        2 => (number(14), counts.clone()).prop_map(|(days, counts)| What::Apart { days, counts }),
        2 => (number(14), counts).prop_map(|(days, counts)| What::OneChannel { days, counts }),
        1 => Just(What::Permission),
        1 => Just(What::Never),
    ]
}

fn some_limits() -> impl Strategy<Value = Vec<Limit>> {
    let one = (some_what(), some_channels()).prop_map(|(what, on)| limit(what, on));
    prop::collection::vec(one, 0..4)
}

prop_compose! {
    fn some_past(now: NaiveDateTime)(
        age in 0..40 * 86_400_i64,
        channel in prop::sample::select(&Channel::ALL[..]),
        reached in any::<bool>(),
    ) -> Past {
        let outcome = if reached { Outcome::Reached } else { Outcome::Tried };
        let at = now - TimeDelta::seconds(age);
        Past { at, channel, initiative: Initiative::Creditor, outcome }
    }
}

fn some_history() -> impl Strategy<Value = (NaiveDateTime, Vec<Past>)> {
    local_time().prop_flat_map(|now| (Just(now), prop::collection::vec(some_past(now), 0..6)))
}

proptest! {
    #![proptest_config(crate::law::tried(2000))]

    #[test]
    fn whoever_adds_limits_makes_the_rules_stricter_or_leaves_them(
        (now, past) in some_history(),
        limits in some_limits(),
        own in some_limits(),
        channel in prop::sample::select(&Channel::ALL[..]),
        allowed in some_channels(),
    ) {
        let pack = pack(limits);
        let contact = Contact { channel, allowed, ..reminder(now, &past) };
        let alone = Rules::of(&pack).decide(&contact).decision;
        let with_own = Rules::of(&pack).and(own);
        match (alone, with_own.decide(&contact).decision) {
            (Decision::WaitUntil(at, _), Decision::WaitUntil(later, _)) => prop_assert!(later >= at),
            (Decision::Blocked(_), own) => prop_assert!(matches!(own, Decision::Blocked(_))),
            (Decision::WaitUntil(..), own) => prop_assert!(!matches!(own, Decision::Send(_))),
            (Decision::Send(_), _) => {}
        }
    }

    #[test]
    fn the_pack_of_a_second_country_adds_its_limits_and_takes_none(
        (now, past) in some_history(),
        limits in some_limits(),
        others in some_limits(),
        channel in prop::sample::select(&Channel::ALL[..]),
        allowed in some_channels(),
    ) {
        let (first, second) = (pack(limits), Pack { country: Some(Country::Co), ..pack(others) });
        let both = [Country::Pe, Country::Co];
        let contact = Contact { channel, allowed, countries: &both, ..reminder(now, &past) };
        let decided = |rules: Rules<'_>| rules.decide(&contact).decision;
        let together = decided(Rules::of(&first).and_pack(&second));
        let with_limits = decided(Rules::of(&first).and(second.limits.clone()));
        prop_assert_eq!(together, with_limits);
        for alone in [&first, &second] {
            match (decided(Rules::of(alone)), together) {
                (Decision::WaitUntil(at, _), Decision::WaitUntil(later, _)) => {
                    prop_assert!(later >= at);
                }
                (Decision::Blocked(_), both) => {
                    prop_assert!(matches!(both, Decision::Blocked(_)));
                }
                (Decision::WaitUntil(..), both) => {
                    prop_assert!(!matches!(both, Decision::Send(_)));
                }
                (Decision::Send(_), _) => {}
            }
        }
    }

    #[test]
    fn a_wait_ends_when_the_rules_allow_it_and_not_later(
        (now, past) in some_history(),
        limits in some_limits(),
        channel in prop::sample::select(&Channel::ALL[..]),
        between in 0..3_000_000_i64,
    ) {
        let pack = pack(limits);
        let rules = Rules::of(&pack);
        let allowed = Channels::ALL;
        let contact = Contact { channel, allowed, ..reminder(now, &past) };
        let asked = |now| rules.decide(&Contact { now, ..contact }).decision;
        match asked(now) {
            Decision::WaitUntil(later, rule) => {
                prop_assert!(later > now && rule != Rule::Open);
                prop_assert_eq!(asked(later), Decision::Send(Rule::Open));
                let second = TimeDelta::seconds(1);
                for sooner in [later - second, now + second, now + TimeDelta::seconds(between)] {
                    let open = matches!(asked(sooner), Decision::Send(_));
                    prop_assert!(sooner >= later || !open, "{} is open before {}", sooner, later);
                }
            }
            Decision::Send(rule) => prop_assert_eq!(rule, Rule::Open),
            Decision::Blocked(rule) => {
                let for_good = matches!(rule, Rule::Never | Rule::Hours | Rule::Weekend);
                let rarely = matches!(rule, Rule::Most | Rule::Week | Rule::OneChannel | Rule::Holiday);
                prop_assert!(for_good || rarely, "{:?}", rule);
                let later = now + TimeDelta::seconds(between);
                prop_assert!(!matches!(asked(later), Decision::Send(_)), "{} was open", later);
            }
        }
    }

    #[test]
    fn no_days_in_a_row_hold_more_than_a_cap(
        times in 1..4_u16,
        days in 1..32_u16,
        waits in prop::collection::vec(0..20 * 3600_i64, 60),
    ) {
        let most = What::Most { times: n(times), days: n(days), counts: Counts::Attempts };
        let capped = pack(vec![limit(most, Channels::ALL)]);
        let (mut now, mut sent) = (at("2026-01-01 00:00:00"), Vec::new());
        for wait in waits {
            now += TimeDelta::seconds(wait);
            let given = decision(&capped, &reminder(now, &sent));
            match given {
                Decision::Send(_) => sent.push(sent_at(now)),
                Decision::WaitUntil(later, _) => now = later,
                Decision::Blocked(rule) => prop_assert!(false, "blocked by {}", rule.code()),
            }
        }
        for first in &sent {
            let (day, end) = (first.at.date(), first.at.date() + Days::new(days.into()));
            let inside = sent.iter().filter(|past| (day..end).contains(&past.at.date())).count();
            prop_assert!(inside <= usize::from(times), "{} from {} on", inside, day);
        }
    }
}
