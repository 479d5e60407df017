//! Days that do not count.

use proptest::prelude::*;

use super::*;
use crate::plan::held::last_day;

fn held(from: &str, until: &str) -> Held {
    Held { from: date(from), until: date(until) }
}

#[test]
fn the_grace_that_is_left_begins_after_the_last_held_day() {
    for (grace, periods, last) in [
        (3, vec![], "2026-12-03"),
        // Before the date, and after its grace.
        (3, vec![held("2026-11-20", "2026-11-29")], "2026-12-03"),
        (3, vec![held("2026-12-04", "2026-12-10")], "2026-12-03"),
        // The date itself: all of the grace is left.
        (3, vec![held("2026-11-28", "2026-12-10")], "2026-12-13"),
        (0, vec![held("2026-11-28", "2026-12-10")], "2026-12-10"),
        // Two of the three days have passed.
        (3, vec![held("2026-12-03", "2026-12-10")], "2026-12-11"),
        (3, vec![held("2026-12-01", "2026-12-01"), held("2026-12-03", "2026-12-04")], "2026-12-06"),
        // Said in the grace that was left, once more.
        (3, vec![held("2026-11-30", "2026-12-05"), held("2026-12-07", "2026-12-09")], "2026-12-11"),
    ] {
        assert_eq!(last_day(&periods, date("2026-11-30"), grace), date(last), "{periods:?}");
    }
}

#[test]
fn days_that_overlap_or_follow_each_other_are_one_period() {
    let all = [
        held("2026-12-10", "2026-12-11"),
        held("2026-11-28", "2026-12-03"),
        held("2026-12-02", "2026-12-01"),
        held("2026-12-01", "2026-12-02"),
        held("2026-12-04", "2026-12-05"),
    ];
    let joined = [held("2026-11-28", "2026-12-05"), held("2026-12-10", "2026-12-11")];
    assert_eq!(Held::joined(all), joined);
}

#[test]
fn days_that_end_before_they_begin_are_no_days() {
    let back = What::Held(date("2026-12-10"), date("2026-12-09"));
    let of = |what| Event { on: date("2026-12-10"), what };
    assert!(plan(&terms()).apply(&of(back)).is_err());
    assert!(plan(&terms()).apply(&of(What::Held(date("2026-12-10"), date("2026-12-10")))).is_ok());
}

#[test]
fn what_changes_nothing_of_a_paid_plan_leaves_it_paid() {
    let on = date("2026-11-29");
    let paid = (1..=4).fold(plan(&terms()), |plan, number| {
        plan.apply(&Event { on, what: What::Paid(number, soles(25_000)) }).expect("open")
    });
    assert_eq!(paid.state(), &State::Paid { on });
    let restored = Event { on: date("2026-11-30"), what: What::Restored(1) };
    let after = paid.clone().apply(&restored).expect("it may be restored");
    assert_eq!(after.state(), paid.state());
}

#[test]
fn tries_in_a_row_wait_no_longer_than_one() {
    for (tries, expected) in [
        (vec![held("2026-11-28", "2026-12-30")], vec![held("2026-11-28", "2026-12-12")]),
        // Tried again on the day after the answer, and once more.
        (
            vec![
                held("2026-11-28", "2026-12-04"),
                held("2026-12-05", "2026-12-09"),
                held("2026-12-10", "2026-12-20"),
            ],
            vec![held("2026-11-28", "2026-12-12")],
        ),
        // A day of the grace lies between.
        (
            vec![held("2026-11-28", "2026-11-30"), held("2026-12-02", "2026-12-05")],
            vec![held("2026-11-28", "2026-11-30"), held("2026-12-02", "2026-12-05")],
        ),
    ] {
        assert_eq!(Held::of_tries(tries.clone()), expected, "{tries:?}");
    }
}

#[test]
fn a_card_is_charged_for_two_weeks_that_count() {
    for (said, until) in [
        (vec![], "2026-12-14"),
        (vec![held("2026-11-28", "2026-12-10")], "2026-12-24"),
        (vec![held("2026-12-05", "2026-12-09")], "2026-12-19"),
        // The grace of three days is over, the two weeks are not.
        (vec![held("2026-12-14", "2026-12-20")], "2026-12-21"),
        (vec![held("2026-12-15", "2026-12-20")], "2026-12-14"),
    ] {
        let told = (Act::Hold(said.clone()), "2026-11-24");
        let (plan, _) = after_acts(plan(&terms()), [told]);
        let window = plan.charged_in(&plan.parts()[0]);
        assert_eq!((window.from, window.until), (date("2026-11-30"), date(until)), "{said:?}");
    }
}

#[test]
fn what_is_told_of_an_earlier_day_takes_the_place_of_what_began_later() {
    // A claim of 30 November waits; then a bank says no to money of the 29th; then the claim is answered.
    let (plan, _) = after_acts(
        plan(&terms()),
        [
            (Act::Hold(vec![held("2026-11-30", "2026-12-14")]), "2026-11-30"),
            (
                Act::Hold(vec![held("2026-11-29", "2026-12-01"), held("2026-11-30", "2026-12-14")]),
                "2026-12-01",
            ),
            (
                Act::Hold(vec![held("2026-11-29", "2026-12-01"), held("2026-11-30", "2026-12-03")]),
                "2026-12-03",
            ),
        ],
    );
    assert_eq!(plan.parts()[0].last_on(3), date("2026-12-06"));
}

#[test]
fn dates_that_passed_while_held_are_missed_one_by_one_after_the_answer() {
    // Two weeks were held from 29 November on; the team answered after five days.
    let said = Act::Hold(vec![held("2026-11-29", "2026-12-13")]);
    let answered = Act::Hold(vec![held("2026-11-29", "2026-12-04")]);
    let (plan, _) =
        after_acts(plan(&with_reward()), [(said, "2026-11-29"), (BEGINS, "2026-12-04")]);
    assert!(plan.is_on_track(date("2026-12-04")));
    let (plan, _) = after_acts(plan, [(answered.clone(), "2026-12-04"), (BEGINS, "2026-12-07")]);
    assert_eq!(plan.parts()[0].missed_on, None);
    let (paid, _) = after_acts(plan.clone(), [(pay(25_000), "2026-12-07")]);
    assert_eq!(paid.parts()[0].standing(3), Standing::OnTime);
    assert!(paid.is_on_track(date("2026-12-07")), "the reward is not lost");
    let (missed, _) = after_acts(plan.clone(), [(BEGINS, "2026-12-08")]);
    assert_eq!(missed.parts()[0].missed_on, Some(date("2026-12-08")));
    // The same again is no news.
    let again = plan.decide(answered, date("2026-12-05")).expect("allowed");
    assert!(again.events.is_empty(), "{again:?}");
}

#[test]
fn a_date_that_is_shown_moves_only_further_away() {
    let said = Act::Hold(vec![held("2026-11-29", "2026-12-13")]);
    let (plan, _) = after_acts(plan(&terms()), [(said, "2026-11-29")]);
    let part = plan.parts()[0];
    assert_eq!(part.last_on(3), date("2026-12-16"));
    for (today, until) in [
        ("2026-12-01", "2026-12-04"),
        ("2026-12-05", "2026-12-08"),
        ("2026-12-13", "2026-12-16"),
        ("2026-12-15", "2026-12-16"),
    ] {
        assert_eq!(plan.in_time_until(&part, date(today)), date(until), "{today}");
    }
}

#[test]
fn days_before_the_plan_are_no_news_to_it() {
    let before = Act::Hold(vec![held("2026-11-01", "2026-11-22")]);
    let decision = plan(&terms()).decide(before, today()).expect("allowed");
    assert!(decision.events.is_empty(), "{decision:?}");
}

fn periods() -> impl Strategy<Value = Vec<Held>> {
    let one = (0..60_u64, 0..15_u64).prop_map(|(from, days)| {
        let from = today() + Days::new(from);
        Held { from, until: from + Days::new(days) }
    });
    prop::collection::vec(one, 0..5)
}

proptest! {
    #![proptest_config(crate::law::tried(10_000))]

    #[test]
    fn so_many_days_that_count_are_left(all in periods(), due in 0..60_u64, grace in 0..6_u16) {
        let due_on = today() + Days::new(due);
        let all = Held::joined(all);
        let last = last_day(&all, due_on, grace);
        let is_held = |day: NaiveDate| all.iter().any(|one| one.covers(day));
        let behind = due_on.iter_days().skip(1).take_while(|day| *day <= last);
        let counted = behind.filter(|day| !is_held(*day)).count();
        prop_assert_eq!(counted, usize::from(grace));
        prop_assert!(last >= after(due_on, grace));
        prop_assert!(grace == 0 || !is_held(last));
    }

    #[test]
    fn more_held_days_never_end_a_grace_sooner(
        all in periods(),
        more in periods(),
        due in 0..60_u64,
        grace in 0..6_u16,
    ) {
        let due_on = today() + Days::new(due);
        let fewer = last_day(&Held::joined(all.clone()), due_on, grace);
        let both = last_day(&Held::joined(all.into_iter().chain(more)), due_on, grace);
        prop_assert!(fewer <= both);
    }

    #[test]
    fn however_often_somebody_tries_in_a_row_two_weeks_are_the_most(all in periods()) {
        for row in Held::of_tries(all.clone()) {
            prop_assert!(row.until <= answered_by(row.from));
            prop_assert!(all.iter().any(|one| one.from == row.from));
        }
    }

    #[test]
    fn joining_keeps_the_days((all, day) in (periods(), 0..90_u64)) {
        let day = today() + Days::new(day);
        let joined = Held::joined(all.clone());
        let covers = |periods: &[Held]| periods.iter().any(|one| one.covers(day));
        prop_assert_eq!(covers(&joined), covers(&all));
        prop_assert!(joined.windows(2).all(|pair| after(pair[0].until, 1) < pair[1].from));
    }

    #[test]
    fn a_date_is_missed_after_its_last_day_and_not_before(all in periods(), day in 0..90_u64) {
        let plan = plan(&terms());
        let day = today() + Days::new(day);
        let known = plan.decide(Act::Hold(all), day).expect("allowed");
        let plan = plan.replay(&known.events).expect("it is held");
        let begins = plan.decide(BEGINS, day).expect("a day");
        for part in plan.parts() {
            let missed = begins.events.iter().any(|event| event.what == What::Missed(part.number));
            prop_assert_eq!(missed, part.last_on(3) < day);
        }
    }
}
