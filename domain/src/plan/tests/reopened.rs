//! A plan that broke by a miss that was none is reopened; any other stays broken.

use proptest::prelude::*;

use super::*;

/// The days on which, one after the other, an instalment's grace has just passed.
const ENDS: [&str; 4] = ["2026-12-04", "2026-12-19", "2027-01-04", "2027-01-19"];

fn breaking(misses: AfterMiss) -> PlanTerms {
    PlanTerms { upkeep: Upkeep { misses, ..upkeep() }, ..with_reward() }
}

/// One that the first miss breaks, on 4 December.
fn broken() -> Plan {
    let (broken, _) = after_acts(plan(&breaking(AfterMiss::InAll(count(1)))), [(BEGINS, ENDS[0])]);
    assert_eq!(broken.state(), &State::Broken { on: date(ENDS[0]) });
    broken
}

fn dated(minor: i64, on: &str) -> Dated {
    Dated { amount: soles(minor), extra: Extra::Next, charge: None, on: date(on) }
}

fn reopen(money: &[Dated]) -> Act {
    Act::Reopen(money.to_vec())
}

#[test]
fn money_in_time_that_pays_what_was_missed_reopens_the_plan_with_its_reward() {
    for (money, reopened) in [
        (vec![dated(25_000, "2026-12-03")], true),
        (vec![dated(10_000, "2026-11-28"), dated(15_000, "2026-12-03")], true),
        (vec![dated(15_000, "2026-12-03"), dated(10_000, "2026-11-28")], true),
        (vec![dated(24_999, "2026-12-03")], false),
        (vec![dated(25_000, "2026-12-04")], false),
        (vec![], false),
    ] {
        let decision = broken().decide(reopen(&money), date("2026-12-10"));
        let expected = [Event { on: date("2026-12-10"), what: What::Reopened }];
        match decision {
            Ok(made) => assert!(reopened && made.events == expected, "{money:?}: {made:?}"),
            Err(refusal) => {
                assert!(!reopened && refusal == PlanRefusal::StaysBroken, "{money:?}");
            }
        }
    }
    let money = dated(25_000, "2026-12-03");
    let acts = [(reopen(&[money]), "2026-12-10"), (pay(25_000), "2026-12-03")];
    let (plan, rest) = after_acts(broken(), acts);
    assert_eq!((plan.state(), rest), (&State::Active, 0));
    assert!(plan.is_on_track(date("2026-12-10")), "{}", written(&plan));
}

#[test]
fn no_day_on_which_it_was_broken_counts() {
    let acts =
        [(reopen(&[dated(25_000, "2026-12-01")]), "2026-12-20"), (pay(25_000), "2026-12-01")];
    let (plan, _) = after_acts(broken(), acts);
    // Due on the 15th, it is in time until three days after the plan was reopened.
    assert_eq!(plan.parts()[1].last_on(3), date("2026-12-23"));
    for (day, missed) in [("2026-12-23", false), ("2026-12-24", true)] {
        let begins = plan.decide(BEGINS, date(day)).expect("a day");
        assert_eq!(begins.events.iter().any(|one| one.what == What::Missed(2)), missed, "{day}");
    }
    // What the team holds from the same day on does not take these days away.
    let held = Held { from: date("2026-12-04"), until: date("2026-12-05") };
    let (plan, _) = after_acts(plan, [(Act::Hold(vec![held]), "2026-12-20")]);
    assert_eq!(plan.parts()[1].last_on(3), date("2026-12-23"));
}

#[test]
fn dates_of_the_days_on_which_it_was_broken_come_again_one_by_one() {
    let reopened = |day| (reopen(&[dated(25_000, "2026-12-01")]), day);
    for (day, paid, expected) in [
        ("2026-12-14", 25_000, "1 30/11 OnTime, 2 15/12 Open, 3 31/12 Open, 4 15/01 Open"),
        // Eleven days were left on the day on which it broke.
        ("2026-12-20", 25_000, "1 30/11 OnTime, 2 31/12 Open, 3 15/01 Open, 4 01/02 Open"),
        ("2027-01-10", 25_000, "1 30/11 OnTime, 2 01/02 Open, 3 15/02 Open, 4 01/03 Open"),
        ("2027-01-10", 40_000, "1 30/11 OnTime, 2 01/02 Partly, 3 15/02 Open, 4 01/03 Open"),
        // What was paid in the meantime keeps its day.
        ("2027-01-10", 50_000, "1 30/11 OnTime, 2 15/12 Early, 3 15/02 Open, 4 01/03 Open"),
    ] {
        let acts = [reopened(day), (pay(paid), "2026-12-01"), (Act::Redate, day)];
        let (plan, _) = after_acts(broken(), acts);
        assert_eq!(written(&plan), expected, "{day} {paid}");
        let changes = plan.changes().expect("it runs");
        assert_eq!((changes.moves, changes.skips), (1, 1), "{day} {paid}");
        let next = changes.parts.first().expect("one is open").0;
        let moved = plan.decide(Act::Move(next.number, next.due_on), date(day));
        assert!(moved.is_ok(), "{day} {paid}: {moved:?}");
    }
    // One that never broke has nothing to date again, nor has one that is over.
    for plan in [plan(&terms()), broken()] {
        assert_eq!(plan.decide(Act::Redate, date("2027-01-10")).expect("allowed").events, []);
    }
}

#[test]
fn what_a_card_was_charged_for_an_instalment_pays_that_one() {
    let begins = [(BEGINS, ENDS[0]), (BEGINS, ENDS[1])];
    let (broken, _) = after_acts(plan(&breaking(AfterMiss::InAll(count(2)))), begins);
    let plain = dated(25_000, "2026-12-15");
    let refused = broken.decide(reopen(&[plain]), date("2026-12-20"));
    assert_eq!(refused, Err(PlanRefusal::StaysBroken), "it pays the first one");
    let charged = Dated { charge: Some(2), ..plain };
    let acts = [(reopen(&[charged]), "2026-12-20"), (charged.act(), "2026-12-15")];
    let (plan, _) = after_acts(broken, acts);
    assert_eq!(written(&plan), "1 30/11 Missed, 2 15/12 OnTime, 3 31/12 Open, 4 15/01 Open");
}

#[test]
fn a_plan_that_did_not_break_is_not_reopened() {
    let money = [dated(25_000, "2026-11-30")];
    let (cancelled, _) = after_acts(plan(&terms()), [(Act::Cancel, "2026-12-01")]);
    for plan in [plan(&terms()), cancelled] {
        let refused = plan.decide(reopen(&money), date("2026-12-05"));
        assert_eq!(refused, Err(PlanRefusal::StaysBroken));
        let event = Event { on: date("2026-12-05"), what: What::Reopened };
        assert!(plan.apply(&event).is_err());
    }
}

#[test]
fn what_was_truly_missed_before_counts_still() {
    let broken = || {
        let begins = [(BEGINS, ENDS[0]), (BEGINS, ENDS[1])];
        after_acts(plan(&breaking(AfterMiss::InAll(count(2)))), begins).0
    };
    // The first one was missed, the second one was not: one of two is left.
    let money = [dated(50_000, "2026-12-10")];
    let acts = [(reopen(&money), "2026-12-20"), (pay(50_000), "2026-12-10")];
    let (plan, _) = after_acts(broken(), acts);
    assert_eq!(written(&plan), "1 30/11 Late, 2 15/12 Early, 3 31/12 Open, 4 15/01 Open");
    let missed = |part: &Part| part.missed_on.is_some();
    assert_eq!(plan.parts().iter().map(missed).collect::<Vec<_>>(), [true, false, false, false]);
    let refused = broken().decide(reopen(&[dated(25_000, "2026-12-10")]), date("2026-12-20"));
    assert_eq!(refused, Err(PlanRefusal::StaysBroken), "it pays the first one only");
}

proptest! {
    #![proptest_config(crate::law::tried(10_000))]

    #[test]
    fn after_reopening_every_date_has_a_day_of_its_own_ahead_and_the_next_is_no_nearer_than_it_was(
        idle in 0..200_u64,
        moved in 0..=7_u64,
        minor in 25_000..=70_000_i64,
    ) {
        let first = date(ENDS[0]);
        let today = first + Days::new(idle);
        let (broken, _) = after_acts(plan(&breaking(AfterMiss::InAll(count(1)))), [
            (Act::Move(2, date("2026-12-15") + Days::new(moved)), "2026-11-25"),
            (BEGINS, ENDS[0]),
        ]);
        let act = |plan: Plan, act: Act, on: NaiveDate| {
            let made = plan.decide(act, on).expect("allowed");
            plan.replay(&made.events).expect("what is decided can happen")
        };
        let money = dated(minor, "2026-12-01");
        let before = act(act(broken, reopen(&[money]), today), pay(minor), money.on);
        let after = act(before.clone(), Act::Redate, today);
        let open: Vec<_> = after.parts().iter().filter(|part| part.settled_on.is_none()).collect();
        prop_assert!(open.windows(2).all(|two| two[0].last_on(3) < two[1].last_on(3)));
        let was = |part: &Part| {
            let was = before.parts().iter().find(|was| was.number == part.number);
            was.expect("the same instalments").due_on
        };
        prop_assert!(open.iter().all(|part| part.due_on > today && part.due_on >= was(part)));
        let next = open.first().expect("one is open");
        prop_assert!(was(next) > today || next.due_on - today >= was(next) - first);
        prop_assert_eq!(after.open(), before.open());
        prop_assert_eq!(after.decide(Act::Redate, today).expect("allowed").events, []);
    }

    #[test]
    fn a_plan_is_reopened_if_and_only_if_knowing_in_time_would_have_kept_it(
        minor in 1..=100_000_i64,
        wait in 0..60_u64,
        (row, most) in (any::<bool>(), 1..4_u32),
    ) {
        let misses =
            if row { AfterMiss::InARow(count(most)) } else { AfterMiss::InAll(count(most)) };
        let agreed = plan(&breaking(misses));
        let paid_on = today() + Days::new(wait);
        let money = Dated { amount: soles(minor), extra: Extra::Next, charge: None, on: paid_on };
        let take = |plan: Plan| {
            let made = plan.decide(pay(minor), paid_on).expect("money");
            plan.replay(&made.events).expect("it is paid")
        };
        let (mut known, mut unknown, mut is_paid) = (agreed.clone(), agreed, false);
        for day in ENDS.map(date) {
            if !is_paid && paid_on < day {
                (known, is_paid) = (take(known), true);
            }
            let begin = |plan: &Plan| {
                let made = plan.decide(BEGINS, day).expect("a day");
                plan.clone().replay(&made.events).expect("it begins")
            };
            (known, unknown) = (begin(&known), begin(&unknown));
            let State::Broken { .. } = unknown.state() else { continue };
            let made = unknown.decide(Act::Reopen(vec![money]), day);
            let is_broken = matches!(known.state(), State::Broken { .. });
            prop_assert_eq!(made.is_ok(), !is_broken, "{:?} {:?}", made, known.state());
            let Ok(made) = made else { break };
            let again = take(unknown.replay(&made.events).expect("it is reopened"));
            prop_assert_eq!(again.open(), known.open());
            let missed = |plan: &Plan| {
                let missed = plan.parts().iter().filter(|part| part.missed_on.is_some());
                missed.map(|part| part.number).collect::<Vec<_>>()
            };
            prop_assert_eq!(missed(&again), missed(&known));
            break;
        }
    }
}
