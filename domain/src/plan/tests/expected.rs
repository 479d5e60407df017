//! Money that is on its way: nothing is missed that it was begun in time for, and the reward stands.

use proptest::prelude::*;

use super::*;

fn coming(minor: i64, on: NaiveDate) -> Dated {
    Dated { amount: soles(minor), extra: Extra::Next, charge: None, on }
}

#[test]
fn only_what_was_begun_by_its_last_day_keeps_a_date_from_being_missed() {
    for (begun, day, missed) in [
        ("2026-11-25", "2026-12-04", vec![]),
        ("2026-12-03", "2026-12-04", vec![]),
        ("2026-12-04", "2026-12-04", vec![1]),
        // The second one is in time until the 18th.
        ("2026-12-18", "2026-12-19", vec![1]),
        ("2026-12-19", "2026-12-19", vec![1, 2]),
    ] {
        let begins = Act::DayBegins(Pending::Begun(date(begun)));
        let made = plan(&terms()).decide(begins, date(day)).expect("a day");
        let found = made.events.iter().filter_map(|event| match event.what {
            What::Missed(number) => Some(number),
            _ => None,
        });
        assert_eq!(found.collect::<Vec<_>>(), missed, "{begun} {day}");
    }
}

#[test]
fn the_reward_is_shown_while_money_that_keeps_it_is_on_its_way() {
    let today = date("2026-12-06");
    let plan = plan(&with_reward());
    assert_eq!(plan.progress(today).expect("fits").reward, None);
    for (minor, begun, reward) in [
        (25_000, "2026-12-03", Some(soles(2_000))),
        (24_999, "2026-12-03", None),
        (25_000, "2026-12-04", None),
        (98_000, "2026-11-25", Some(soles(2_000))),
    ] {
        let coming = [coming(minor, date(begun))];
        let progress = plan.progress_with(&coming, today).expect("fits");
        assert_eq!(progress.reward, reward, "{minor} {begun}");
        assert_eq!((progress.paid, progress.open), (soles(0), soles(100_000)), "it is not here");
    }
}

#[test]
fn money_that_was_begun_before_the_plan_pays_it_from_its_first_day_on() {
    let down = Choice { down: soles(10_000), ..choice(4) };
    let agreed = Plan::accept(agreement(&terms(), 100_000, &down)).expect("a plan");
    let (plan, rest) = after_acts(agreed.clone(), [(pay(10_000), "2026-11-20")]);
    assert_eq!((plan.parts()[0].settled_on, rest), (Some(today()), 0));
    assert_eq!(agreed.ends_for(date("2026-11-20")), agreed.ends_for(today()));
}

proptest! {
    #![proptest_config(crate::law::tried(10_000))]

    #[test]
    fn the_reward_that_is_shown_is_the_one_that_stands_when_the_money_has_come(
        all in prop::collection::vec((1..60_000_i64, 0..40_u64), 0..4),
        wait in 0..60_u64,
        held in 0..20_u64,
    ) {
        let plan = plan(&with_reward());
        let day = today() + Days::new(wait);
        // Some dates have been missed already.
        let known = plan.decide(BEGINS, today() + Days::new(held)).expect("a day");
        let plan = plan.replay(&known.events).expect("it begins");
        let money = all.iter().map(|(minor, on)| coming(*minor, today() + Days::new(*on)));
        let money: Vec<_> = money.collect();
        let progress = plan.progress_with(&money, day).expect("fits");
        let mut after = plan.clone();
        for one in &money {
            let made = after.decide(Act::Pay(one.amount, one.extra), one.on).expect("money");
            after = after.replay(&made.events).expect("it is paid");
        }
        let stands = plan.state() == &State::Active && after.is_on_track(day);
        let is_shown = progress.reward.is_some();
        prop_assert!(is_shown == stands || is_shown && plan.is_on_track(day), "{:?}", progress);
        let plain = plan.progress(day).expect("fits");
        prop_assert_eq!(Progress { reward: None, ..progress }, Progress { reward: None, ..plain });
    }
}
