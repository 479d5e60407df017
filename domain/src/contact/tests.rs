use proptest::prelude::*;

use super::*;

fn at(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S").expect("a local time")
}

fn reminder(country: Country, now: NaiveDateTime, earlier: &[NaiveDateTime]) -> Decision {
    let initiative = Initiative::Creditor;
    decide(&Contact { initiative, country, now, earlier, barriers: &[] })
}

#[test]
fn a_message_leaves_between_eight_and_seven_on_a_business_day() {
    use Decision::{Send, WaitUntil};
    let monday = at("2026-11-23 08:00:00");
    for (now, expected) in [
        ("2026-11-20 07:59:59", WaitUntil(at("2026-11-20 08:00:00"), Rule::Hours)),
        ("2026-11-20 08:00:00", Send(Rule::Open)),
        ("2026-11-20 12:30:00", Send(Rule::Open)),
        ("2026-11-20 18:59:59", Send(Rule::Open)),
        ("2026-11-20 19:00:00", WaitUntil(monday, Rule::Hours)),
        ("2026-11-21 10:00:00", WaitUntil(monday, Rule::Weekend)),
        ("2026-11-22 23:59:59", WaitUntil(monday, Rule::Weekend)),
        // In Peru 8 and 9 December are holidays.
        ("2026-12-07 20:00:00", WaitUntil(at("2026-12-10 08:00:00"), Rule::Hours)),
        ("2026-12-08 10:00:00", WaitUntil(at("2026-12-10 08:00:00"), Rule::Holiday)),
    ] {
        assert_eq!(reminder(Country::Pe, at(now), &[]), expected, "{now}");
    }
}

#[test]
fn the_next_message_waits_seven_days() {
    let sent = [at("2026-11-03 09:00:00"), at("2026-11-17 09:30:00"), at("2026-11-10 09:00:00")];
    let wait = Decision::WaitUntil(at("2026-11-24 09:30:00"), Rule::Week);
    for (now, expected) in [
        ("2026-11-17 09:30:01", wait),
        ("2026-11-21 09:30:00", wait),
        ("2026-11-24 09:29:59", wait),
        ("2026-11-24 09:30:00", Decision::Send(Rule::Open)),
    ] {
        assert_eq!(reminder(Country::Co, at(now), &sent), expected, "{now}");
    }
}

#[test]
fn a_week_that_ends_on_a_closed_day_ends_on_the_next_open_one() {
    let sent = [at("2026-12-01 18:00:00")];
    let expected = Decision::WaitUntil(at("2026-12-10 08:00:00"), Rule::Week);
    assert_eq!(reminder(Country::Pe, at("2026-12-05 09:00:00"), &sent), expected);
    let expected = Decision::WaitUntil(at("2026-12-09 08:00:00"), Rule::Week);
    assert_eq!(reminder(Country::Es, at("2026-12-05 09:00:00"), &sent), expected);
}

#[test]
fn what_the_debtor_asked_for_leaves_at_once() {
    for country in Country::ALL {
        for barriers in [&[][..], &[Barrier::Hold], &[Barrier::OptOut, Barrier::Hold]] {
            let now = at("2026-12-25 03:00:00");
            let earlier = &[at("2026-12-24 10:00:00")];
            let initiative = Initiative::Debtor;
            let contact = Contact { initiative, country, now, earlier, barriers };
            assert_eq!(decide(&contact), Decision::Send(Rule::Asked));
        }
    }
}

#[test]
fn what_the_debtor_agreed_to_be_told_waits_for_the_hours_only() {
    use Barrier::{Hold, OptOut, WrongPerson};
    use Decision::{Blocked, Send, WaitUntil};
    for (now, barriers, expected) in [
        ("2026-11-20 10:00:00", &[][..], Send(Rule::Open)),
        ("2026-11-20 10:00:00", &[Hold, OptOut], Send(Rule::Open)),
        ("2026-11-20 10:00:00", &[WrongPerson], Blocked(Rule::WrongPerson)),
        ("2026-11-20 19:00:00", &[], WaitUntil(at("2026-11-23 08:00:00"), Rule::Hours)),
        ("2026-11-21 10:00:00", &[], WaitUntil(at("2026-11-23 08:00:00"), Rule::Weekend)),
        ("2026-12-08 10:00:00", &[Hold], WaitUntil(at("2026-12-10 08:00:00"), Rule::Holiday)),
    ] {
        let earlier = &[at("2026-11-19 10:00:00")];
        let initiative = Initiative::Agreed;
        let contact = Contact { initiative, country: Country::Pe, now: at(now), earlier, barriers };
        assert_eq!(decide(&contact), expected, "{now} {barriers:?}");
    }
}

#[test]
fn a_country_without_holidays_gets_answers_only() {
    for country in Country::ALL.into_iter().filter(|&country| !Holidays::built(country)) {
        let decision = reminder(country, at("2026-11-20 10:00:00"), &[]);
        assert_eq!(decision, Decision::Blocked(Rule::HolidaysUnknown), "{country}");
    }
}

#[test]
fn a_barrier_blocks_at_any_time() {
    use Barrier::{Hold, OptOut, WrongPerson};
    for (initiative, barriers, rule) in [
        (Initiative::Creditor, &[Hold][..], Rule::Hold),
        (Initiative::Creditor, &[Hold, OptOut], Rule::OptOut),
        (Initiative::Creditor, &[OptOut, Hold, WrongPerson], Rule::WrongPerson),
        (Initiative::Debtor, &[WrongPerson], Rule::WrongPerson),
    ] {
        for now in [at("2026-11-20 10:00:00"), at("2026-11-21 23:00:00")] {
            let country = Country::Pe;
            let decision = decide(&Contact { initiative, country, now, earlier: &[], barriers });
            assert_eq!(decision, Decision::Blocked(rule));
        }
    }
}

#[test]
fn a_year_of_sending_as_soon_as_allowed_keeps_every_rule() {
    for country in Country::ALL.into_iter().filter(|&country| Holidays::built(country)) {
        let (mut now, mut sent) = (at("2026-01-01 00:00:00"), Vec::new());
        while now < at("2027-01-01 00:00:00") {
            match reminder(country, now, &sent) {
                Decision::Send(_) => sent.push(now),
                Decision::WaitUntil(later, _) => now = later,
                Decision::Blocked(rule) => panic!("blocked by {}", rule.code()),
            }
        }
        assert!(sent.windows(2).all(|pair| pair[1] - pair[0] >= GAP), "{country}");
        assert!(sent.iter().all(|&at| refuses(country, at).is_none()), "{country}");
        // A holiday or two may push the weekly day on, never by more than a few days in all.
        assert!((46..=53).contains(&sent.len()), "{country}: {}", sent.len());
    }
}

#[test]
fn a_rule_survives_its_code() {
    for rule in Rule::ALL {
        assert_eq!(Rule::parse(rule.code()), Some(rule));
    }
    assert_eq!(Rule::parse("Hours"), None);
}

fn local_time() -> impl Strategy<Value = NaiveDateTime> {
    (0..3 * 366 * 86_400_i64)
        .prop_map(|seconds| at("2024-01-01 00:00:00") + TimeDelta::seconds(seconds))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn a_wait_ends_when_the_gate_opens_and_not_later(
        now in local_time(),
        ages in prop::collection::vec(-86_400..12 * 86_400_i64, 0..4),
        country in prop::sample::select(vec![Country::Pe, Country::Co, Country::Es]),
        between in 0..1_000_000_i64,
    ) {
        let earlier: Vec<_> = ages.iter().map(|&age| now - TimeDelta::seconds(age)).collect();
        match reminder(country, now, &earlier) {
            Decision::Send(_) => {
                prop_assert!(refuses(country, now).is_none());
                prop_assert!(earlier.iter().all(|&sent| now - sent >= GAP));
            }
            Decision::WaitUntil(later, rule) => {
                prop_assert!(later > now);
                prop_assert_eq!(reminder(country, later, &earlier), Decision::Send(Rule::Open));
                let second = TimeDelta::seconds(1);
                for sooner in [later - second, now + second, now + TimeDelta::seconds(between)] {
                    let open = matches!(reminder(country, sooner, &earlier), Decision::Send(_));
                    prop_assert!(sooner >= later || !open, "{} is open before {}", sooner, later);
                }
                prop_assert!(rule != Rule::Open);
            }
            Decision::Blocked(rule) => prop_assert!(false, "blocked by {}", rule.code()),
        }
    }
}
