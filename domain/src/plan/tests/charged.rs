//! Money that a saved card was charged for one instalment.

use super::*;

fn paid(plan: &Plan) -> Vec<i64> {
    plan.parts().iter().map(|part| part.paid.minor()).collect()
}

fn charge(number: u32, minor: i64) -> Act {
    Act::Charge(number, soles(minor))
}

#[test]
fn a_charge_pays_the_instalment_that_it_was_for_whatever_else_is_open() {
    for (act, day, expected) in [
        // The first one is open and missed, open in its grace, and not due yet.
        (charge(2, 25_000), "2026-12-15", [0, 25_000, 0, 0]),
        (charge(2, 25_000), "2026-12-01", [0, 25_000, 0, 0]),
        (charge(3, 25_000), "2026-11-24", [0, 0, 25_000, 0]),
        // What its instalment does not need goes to what is due, then to the next ones.
        (charge(2, 40_000), "2026-12-15", [15_000, 25_000, 0, 0]),
        (charge(2, 60_000), "2026-12-15", [25_000, 25_000, 10_000, 0]),
        (charge(3, 40_000), "2026-11-24", [15_000, 0, 25_000, 0]),
        // One of no such number is for no instalment.
        (charge(9, 30_000), "2026-11-30", [25_000, 5_000, 0, 0]),
        (pay(25_000), "2026-12-15", [25_000, 0, 0, 0]),
    ] {
        let (plan, rest) = after_acts(plan(&terms()), [(act.clone(), day)]);
        assert_eq!((paid(&plan), rest), (expected.to_vec(), 0), "{act:?} {day}");
    }
}

#[test]
fn a_charge_of_an_instalment_that_was_paid_meanwhile_pays_what_is_open() {
    let acts = [(pay(25_000), "2026-11-25"), (charge(1, 25_000), "2026-11-30")];
    let (plan, rest) = after_acts(plan(&terms()), acts);
    assert_eq!((paid(&plan), rest), (vec![25_000, 25_000, 0, 0], 0));
}

#[test]
fn three_refusals_and_then_a_good_card_miss_one_date_and_no_other() {
    let (plan, _) = after_acts(
        plan(&terms()),
        [(BEGINS, "2026-12-04"), (charge(2, 25_000), "2026-12-15"), (BEGINS, "2026-12-19")],
    );
    let expected = "1 30/11 Missed, 2 15/12 OnTime, 3 31/12 Open, 4 15/01 Open";
    assert_eq!((written(&plan).as_str(), plan.state()), (expected, &State::Active));
}

#[test]
fn a_charge_that_pays_everything_ends_the_plan() {
    let first = [(pay(25_000), "2026-11-30"), (pay(25_000), "2026-12-15")];
    let (open, _) = after_acts(plan(&terms()), first);
    let (done, rest) = after_acts(open, [(charge(4, 60_000), "2026-12-20")]);
    assert_eq!((done.state(), rest), (&State::Completed { on: date("2026-12-20") }, 10_000));
    let (_, rest) = after_acts(done, [(charge(4, 5_000), "2026-12-21")]);
    assert_eq!(rest, 5_000);
}

#[test]
fn an_instalment_knows_that_money_was_taken_back_from_it() {
    let reopened =
        |plan: &Plan| plan.parts().iter().map(|part| part.reopened_on).collect::<Vec<_>>();
    let paid = [(pay(25_000), "2026-11-30"), (pay(10_000), "2026-12-15")];
    let (plan, _) = after_acts(plan(&terms()), paid);
    assert_eq!(reopened(&plan), [None; 4]);
    let (plan, _) = after_acts(plan, [(Act::TakeBack(soles(15_000)), "2026-12-16")]);
    let day = Some(date("2026-12-16"));
    assert_eq!(reopened(&plan), [day, day, None, None]);
    let (plan, _) = after_acts(plan, [(pay(5_000), "2026-12-17")]);
    assert_eq!((plan.parts()[0].settled_on.is_some(), reopened(&plan)[0]), (true, day));
}

#[test]
fn what_came_off_an_instalment_comes_back_with_money_that_a_bank_takes() {
    let on_time =
        [(pay(25_000), "2026-11-30"), (pay(25_000), "2026-12-15"), (pay(25_000), "2026-12-31")];
    let (plan, _) = after_acts(plan(&with_reward()), on_time);
    let (plan, _) = after_acts(plan, [(charge(4, 23_000), "2027-01-15")]);
    assert_eq!(plan.state(), &State::Paid { on: date("2027-01-15") });
    let (plan, _) = after_acts(plan, [(Act::TakeBack(soles(1_000)), "2027-01-15")]);
    let last = plan.parts()[3];
    assert_eq!((last.reopened_on, last.open()), (Some(date("2027-01-15")), Ok(soles(3_000))));
}
