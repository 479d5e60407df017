//! The life of plans as a creditor would check it, and the laws of every life.

mod changes;
mod charged;
mod corrected;
mod expected;
mod heard;
mod held;
mod laws;
mod misses;
mod paydays;
mod reopened;
mod untried;

use std::num::NonZeroU32;

use super::*;
use crate::country::Country;
use crate::money::Currency;
use crate::percent::Percent;
use crate::plan_quote::Choice;
use crate::policy::{
    AfterMiss, Breaks, Cost, Count, DownPayment, PlanTerms, Restores, Retries, Reward, Rhythm,
    Settlement, Spread, Upkeep,
};
use crate::proposal::{Ask, Misasked};
use crate::schedule::Cut;

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

fn today() -> NaiveDate {
    date("2026-11-23")
}

fn upkeep() -> Upkeep {
    Upkeep {
        grace_days: 3,
        misses: AfterMiss::InAll(count(2)),
        restores: Restores::GivenUp,
        moves: 1,
        move_days: 7,
        skips: 1,
        retries: Retries::USUAL,
    }
}

fn terms() -> PlanTerms {
    PlanTerms {
        parts: 2..=12,
        frequencies: vec![Rhythm::Weekly, Rhythm::TwiceAMonth, Rhythm::Monthly],
        least: soles(1_000),
        down: DownPayment::None,
        cost: Cost::None,
        spread: Spread::Even,
        first_within: 15,
        longest_days: 400,
        upkeep: upkeep(),
        reward: None,
        breaks: Breaks::USUAL,
    }
}

fn choice(parts: u32) -> Choice {
    Choice {
        cut: Cut::Parts(count(parts)),
        rhythm: Rhythm::TwiceAMonth,
        payday: None,
        first_on: date("2026-11-30"),
        down: soles(0),
    }
}

fn agreement(terms: &PlanTerms, owed: i64, choice: &Choice) -> Agreement {
    let bargain = Bargain { owed: soles(owed), given_up: soles(0), early: None };
    Agreement::of_plan(terms, &bargain, choice, (Country::Pe, today())).expect("within limits")
}

/// S/ 1000 in four parts on 30/11, 15/12, 31/12 and 15/01.
fn plan(terms: &PlanTerms) -> Plan {
    Plan::accept(agreement(terms, 100_000, &choice(4))).expect("a plan")
}

/// S/ 900 in three parts on 30/11, 30/12 and 01/02.
fn monthly_plan() -> Plan {
    let monthly = Choice { rhythm: Rhythm::Monthly, ..choice(3) };
    Plan::accept(agreement(&terms(), 90_000, &monthly)).expect("a plan")
}

fn payday(day: u32) -> Act {
    Act::ChangePayday(DayOfMonth::new(day).expect("a day"))
}

fn with_reward() -> PlanTerms {
    PlanTerms { reward: Some(Reward::OffTheLast(percent(2))), ..terms() }
}

fn pay(minor: i64) -> Act {
    Act::Pay(soles(minor), Extra::Next)
}

/// The plan after `acts`, and the money that was not needed.
fn after_acts(plan: Plan, acts: impl IntoIterator<Item = (Act, &'static str)>) -> (Plan, i64) {
    acts.into_iter().fold((plan, 0), |(plan, rest), (act, day)| {
        let decision = plan.decide(act, date(day)).expect("allowed");
        let plan = plan.replay(&decision.events).expect("what is decided can happen");
        (plan, rest + decision.rest.minor())
    })
}

fn written(plan: &Plan) -> String {
    let one = |part: &Part| {
        let standing = part.standing(plan.agreement().upkeep.grace_days);
        format!("{} {} {standing:?}", part.number, part.due_on.format("%d/%m"))
    };
    plan.parts().iter().map(one).collect::<Vec<_>>().join(", ")
}

const BEGINS: Act = Act::DayBegins(Pending::Nothing);

#[test]
fn a_payment_is_early_on_time_late_or_a_part() {
    let (plan, rest) = after_acts(
        plan(&terms()),
        [
            (pay(25_000), "2026-11-29"),
            (pay(25_000), "2026-12-18"),
            (BEGINS, "2027-01-04"),
            (pay(25_000), "2027-01-04"),
            (pay(10_000), "2027-01-05"),
        ],
    );
    let expected = "1 30/11 Early, 2 15/12 OnTime, 3 31/12 Late, 4 15/01 Partly";
    assert_eq!((written(&plan).as_str(), rest), (expected, 0));
    assert_eq!((plan.state(), plan.open()), (&State::Active, Ok(soles(15_000))));
}

#[test]
fn the_day_itself_and_the_last_day_of_grace_are_on_time() {
    let plan = plan(&with_reward());
    for (day, standing, on_track) in [
        ("2026-11-29", Standing::Early, true),
        ("2026-11-30", Standing::OnTime, true),
        ("2026-12-03", Standing::OnTime, true),
        ("2026-12-04", Standing::Late, false),
    ] {
        assert_eq!(plan.is_on_track(date(day)), on_track, "{day}");
        let (paid, _) = after_acts(plan.clone(), [(pay(25_000), day)]);
        assert_eq!(paid.parts()[0].standing(3), standing, "{day}");
    }
    let (missed, _) = after_acts(plan, [(pay(1), "2026-11-30"), (BEGINS, "2026-12-04")]);
    assert_eq!(missed.parts()[0].standing(3), Standing::Missed);
}

#[test]
fn paying_on_the_last_day_is_not_early() {
    let off =
        Early { off: Count::Share(percent(10)), most: soles(8_000), until: date("2027-12-31") };
    let bargain = Bargain { owed: soles(100_000), given_up: soles(0), early: Some(off) };
    let agreement = Agreement::of_plan(&terms(), &bargain, &choice(4), (Country::Pe, today()));
    let plan = Plan::accept(agreement.expect("within limits")).expect("a plan");
    for (day, discount) in [("2027-01-14", 8_000), ("2027-01-15", 0)] {
        assert_eq!(plan.pay_off(date(day)).expect("fits").discount, soles(discount), "{day}");
    }
}

#[test]
fn an_instalment_is_missed_when_its_grace_has_passed_and_nothing_is_on_its_way() {
    for (day, pending, missed) in [
        ("2026-11-30", Pending::Nothing, false),
        ("2026-12-03", Pending::Nothing, false),
        ("2026-12-04", Pending::Money, false),
        ("2026-12-04", Pending::Nothing, true),
    ] {
        let (plan, _) = after_acts(plan(&terms()), [(Act::DayBegins(pending), day)]);
        assert_eq!(plan.parts()[0].missed_on.is_some(), missed, "{day} {pending:?}");
    }
}

#[test]
fn extra_money_goes_where_the_debtor_chooses() {
    for (extra, expected) in
        [(Extra::Next, [25_000, 15_000, 0, 0]), (Extra::Last, [25_000, 0, 0, 15_000])]
    {
        let (plan, rest) =
            after_acts(plan(&terms()), [(Act::Pay(soles(40_000), extra), "2026-11-25")]);
        let paid: Vec<_> = plan.parts().iter().map(|part| part.paid.minor()).collect();
        assert_eq!((paid.as_slice(), rest), (&expected[..], 0), "{extra:?}");
    }
}

#[test]
fn what_is_more_than_everything_comes_back() {
    let (plan, rest) = after_acts(plan(&terms()), [(pay(130_000), "2026-11-25")]);
    assert_eq!((plan.state(), rest), (&State::Completed { on: date("2026-11-25") }, 30_000));
    let (_, rest) = after_acts(plan, [(pay(5_000), "2026-11-26")]);
    assert_eq!(rest, 5_000);
}

#[test]
fn the_reward_comes_off_the_last_instalment_of_who_never_missed_one() {
    let on_time =
        [(pay(25_000), "2026-11-30"), (pay(25_000), "2026-12-15"), (pay(25_000), "2026-12-31")];
    let (kept, _) = after_acts(plan(&with_reward()), on_time.clone());
    let progress = kept.progress(date("2027-01-02")).expect("fits");
    assert_eq!((progress.settled, progress.parts, progress.reward), (3, 4, Some(soles(2_000))));
    assert_eq!((progress.paid, progress.open), (soles(75_000), soles(25_000)));
    assert_eq!(kept.progress(date("2027-01-19")).expect("fits").reward, None);
    let (done, rest) = after_acts(kept, [(pay(23_000), "2027-01-15"), (BEGINS, "2027-01-16")]);
    assert_eq!((done.state(), rest), (&State::Completed { on: date("2027-01-16") }, 0));
    assert_eq!(done.waived(), Ok(soles(2_000)));

    let (missed, _) = after_acts(plan(&with_reward()), [(BEGINS, "2026-12-04")]);
    let (missed, _) =
        after_acts(missed, [(pay(50_000), "2026-12-15"), (pay(48_000), "2026-12-31")]);
    assert_eq!((missed.state(), missed.open()), (&State::Active, Ok(soles(2_000))));
}

#[test]
fn a_waiver_waits_for_the_day_after_the_last_instalment() {
    let settlement = Settlement {
        given_up: percent(40),
        payments: count(3),
        frequency: Frequency::EveryTwoWeeks,
        until: crate::policy::Until::Days(10),
    };
    let at = (Country::Pe, today());
    let refused = Agreement::of_settlement(&settlement, soles(90_000), count(4), at);
    assert_eq!(refused, Err(crate::plan_quote::Refusal::TooMany(3)));
    let agreement = Agreement::of_settlement(&settlement, soles(90_000), count(3), at);
    let agreed = Plan::accept(agreement.expect("within limits")).expect("a plan");
    assert_eq!(written(&agreed), "1 23/11 Open, 2 07/12 Open, 3 21/12 Open");
    let paid =
        [(pay(18_000), "2026-11-23"), (pay(18_000), "2026-12-07"), (pay(18_000), "2026-12-21")];
    let (plan, _) = after_acts(agreed.clone(), paid);
    assert_eq!(plan.state(), &State::Paid { on: date("2026-12-21") });
    assert_eq!(plan.decide(BEGINS, date("2026-12-21")).expect("allowed").events, []);
    let (done, _) = after_acts(plan.clone(), [(BEGINS, "2026-12-22")]);
    assert_eq!(done.state(), &State::Completed { on: date("2026-12-22") });
    assert_eq!(done.waived(), Ok(soles(36_000)));
    // Taken back before that, the money is due again.
    let (open, rest) = after_acts(plan, [(Act::TakeBack(soles(20_000)), "2026-12-21")]);
    assert_eq!((open.state(), open.open(), rest), (&State::Active, Ok(soles(20_000)), 0));
    let (broken, _) = after_acts(agreed, [(BEGINS, "2026-11-27")]);
    assert_eq!(broken.state(), &State::Broken { on: date("2026-11-27") });
}

#[test]
fn a_settlement_in_one_payment_is_over_with_it() {
    let settlement = Settlement {
        given_up: percent(40),
        payments: count(1),
        frequency: Frequency::EveryTwoWeeks,
        until: crate::policy::Until::Days(10),
    };
    let at = (Country::Pe, today());
    let agreement = Agreement::of_settlement(&settlement, soles(90_000), count(1), at);
    let agreed = Plan::accept(agreement.expect("within limits")).expect("a plan");
    let (done, rest) = after_acts(agreed, [(pay(54_000), "2026-11-23")]);
    assert_eq!((done.state(), rest), (&State::Completed { on: date("2026-11-23") }, 0));
    assert_eq!(done.waived(), Ok(soles(36_000)));
}

#[test]
fn paying_everything_early_saves_the_interest_left_and_takes_the_discount_while_it_stands() {
    let terms = PlanTerms { cost: Cost::YearlyRate(percent(36)), ..terms() };
    let off =
        Early { off: Count::Share(percent(10)), most: soles(8_000), until: date("2026-12-20") };
    let bargain = Bargain { owed: soles(100_000), given_up: soles(0), early: Some(off) };
    let agreement = Agreement::of_plan(&terms, &bargain, &choice(4), (Country::Pe, today()));
    let plan = Plan::accept(agreement.expect("within limits")).expect("a plan");
    // 1000 for 7 days, 750 for 15, 500 for 16, 250 for 15, at 36 % a year.
    assert_eq!(plan.agreement().charged, soles(2_958));
    let pay_off = plan.pay_off(date("2026-11-30")).expect("fits");
    // Seven days of 1000 are 6.90.
    assert_eq!((pay_off.open, pay_off.interest), (soles(102_958), soles(2_268)));
    assert_eq!((pay_off.discount, pay_off.to_pay), (soles(8_000), soles(92_690)));
    let later = plan.pay_off(date("2026-12-21")).expect("fits");
    assert_eq!((later.interest, later.discount), (soles(863), soles(0)));
    let (done, rest) = after_acts(plan, [(pay(92_690), "2026-11-30")]);
    assert_eq!((done.state(), rest), (&State::Completed { on: date("2026-11-30") }, 0));
    assert_eq!(done.waived(), Ok(soles(10_268)));
}

#[test]
fn interest_that_is_waived_for_keeping_the_dates_is_not_saved_twice() {
    let reward = Some(Reward::InterestWaived);
    let terms = PlanTerms { cost: Cost::YearlyRate(percent(36)), reward, ..terms() };
    for day in ["2026-11-23", "2026-11-30", "2027-01-15"] {
        let pay_off = plan(&terms).pay_off(date(day)).expect("fits");
        let on_track = day < "2027";
        let expected = if on_track { 100_000 } else { 102_958 };
        assert_eq!(pay_off.to_pay, soles(expected), "{day}");
    }
}

#[test]
fn dates_are_moved_and_skipped_as_often_and_as_far_as_the_policy_says() {
    let day = date("2026-11-25");
    let plan = plan(&terms());
    for (act, refusal) in [
        (Act::Move(9, date("2026-12-01")), PlanRefusal::Fixed(9)),
        (Act::Move(1, date("2026-11-24")), PlanRefusal::TooEarly(day)),
        (Act::Move(1, date("2026-12-08")), PlanRefusal::TooLate(date("2026-12-07"))),
        (payday(5), PlanRefusal::NotMonthly),
    ] {
        assert_eq!(plan.decide(act.clone(), day), Err(refusal), "{act:?}");
    }
    for to in ["2026-11-25", "2026-12-07"] {
        let (moved, _) = after_acts(plan.clone(), [(Act::Move(1, date(to)), "2026-11-25")]);
        assert_eq!(moved.parts()[0].due_on, date(to));
    }
    // Saturday the 5th is Monday the 7th.
    let (moved, _) = after_acts(plan, [(Act::Move(1, date("2026-12-05")), "2026-11-25")]);
    assert_eq!(written(&moved), "1 07/12 Open, 2 15/12 Open, 3 31/12 Open, 4 15/01 Open");
    assert_eq!(moved.decide(Act::Move(2, date("2026-12-16")), day), Err(PlanRefusal::NoneLeft));
    let (skipped, _) = after_acts(moved, [(Act::Skip(2), "2026-12-01")]);
    assert_eq!(written(&skipped), "1 07/12 Open, 3 31/12 Open, 4 15/01 Open, 2 01/02 Open");
    assert_eq!(skipped.decide(Act::Skip(3), day), Err(PlanRefusal::NoneLeft));
}

#[test]
fn a_new_payday_moves_all_that_is_open_and_the_next_no_further_than_a_move() {
    let plan = monthly_plan();
    assert_eq!(written(&plan), "1 30/11 Open, 2 30/12 Open, 3 01/02 Open");
    let (later, _) = after_acts(plan.clone(), [(payday(5), "2026-11-25")]);
    assert_eq!(written(&later), "1 07/12 Open, 2 05/01 Open, 3 05/02 Open");
    let (sooner, _) = after_acts(plan.clone(), [(payday(27), "2026-11-25")]);
    assert_eq!(written(&sooner), "1 27/11 Open, 2 28/12 Open, 3 27/01 Open");
    let (today, _) = after_acts(plan.clone(), [(payday(25), "2026-11-25")]);
    assert_eq!(written(&today), "1 25/11 Open, 2 28/12 Open, 3 25/01 Open");
    let refused = plan.decide(payday(20), date("2026-11-25"));
    let (from, until) = (date("2026-11-25"), date("2026-12-07"));
    assert_eq!(refused, Err(PlanRefusal::NotNear { from, until }));
}

#[test]
fn a_plan_that_ends_unpaid_leaves_what_its_policy_says() {
    let cases = [
        (Restores::Nothing, 40_000, "2026-12-04"),
        (Restores::GivenUp, 0, "2026-12-04"),
        (Restores::GivenUpAndInterest, 0, "2026-11-23"),
    ];
    for (restores, waived, interest_from) in cases {
        let misses = AfterMiss::InAll(count(1));
        let terms = PlanTerms { upkeep: Upkeep { misses, restores, ..upkeep() }, ..terms() };
        let bargain = Bargain { owed: soles(100_000), given_up: soles(40_000), early: None };
        let agreement = Agreement::of_plan(&terms, &bargain, &choice(4), (Country::Pe, today()));
        let plan = Plan::accept(agreement.expect("within limits")).expect("a plan");
        assert_eq!(plan.after_end(), Ok(None));
        let (broken, _) = after_acts(plan.clone(), [(BEGINS, "2026-12-04")]);
        let left = broken.after_end().expect("fits").expect("broken");
        assert_eq!((left.waived, left.interest_from), (soles(waived), date(interest_from)));
        let (cancelled, _) = after_acts(plan, [(Act::Cancel, "2026-12-04")]);
        let left = cancelled.after_end().expect("fits").expect("cancelled");
        assert_eq!((left.waived, left.interest_from), (soles(0), date("2026-12-04")));
    }
}

#[test]
fn what_was_proposed_and_agreed_becomes_a_plan_under_the_segments_rules() {
    let ask = Ask { pay: soles(90_000), choice: Choice { down: soles(10_000), ..choice(4) } };
    let at = (Country::Pe, today());
    let agreed = Agreement::of_proposal(&ask, soles(100_000), Some(upkeep()), at).expect("terms");
    assert_eq!((agreed.given_up, agreed.upkeep), (soles(10_000), upkeep()));
    let plan = Plan::accept(agreed).expect("a plan");
    let days = "0 23/11 Open, 1 30/11 Open, 2 15/12 Open, 3 31/12 Open, 4 15/01 Open";
    assert_eq!((written(&plan).as_str(), plan.open()), (days, Ok(soles(90_000))));
    let strict = Agreement::of_proposal(&ask, soles(100_000), None, at).expect("terms");
    assert_eq!((strict.upkeep.moves, strict.upkeep.restores), (0, Restores::GivenUp));
    let too_much = Agreement::of_proposal(&ask, soles(89_999), None, at);
    assert_eq!(too_much, Err(Misasked::MoreThanOwed(soles(89_999))));
}

#[test]
fn another_plan_takes_the_place_of_one_that_is_active_and_of_no_other() {
    let (day, into) = (date("2026-12-01"), PlanId::from_bits(7));
    let act = Act::Renegotiate(into.clone());
    let (renegotiated, _) = after_acts(plan(&terms()), [(act.clone(), "2026-12-01")]);
    assert_eq!(renegotiated.state(), &State::Renegotiated { on: day, into });
    let left = renegotiated.after_end().expect("fits").expect("it ended unpaid");
    assert_eq!((left.waived, left.cost_dropped), (soles(0), soles(0)));
    for act in [act, Act::Cancel, Act::Skip(1), Act::Move(1, day), payday(5)] {
        assert_eq!(renegotiated.decide(act, day), Err(PlanRefusal::NotActive));
    }
    let begins = renegotiated.decide(BEGINS, day).expect("always");
    assert_eq!(begins, Decision { events: Vec::new(), rest: soles(0) });
}

#[test]
fn what_is_paid_or_missed_is_neither_missed_nor_moved_again() {
    let event = |what| Event { on: date("2026-12-04"), what };
    let (plan, _) =
        after_acts(plan(&terms()), [(pay(25_000), "2026-11-30"), (BEGINS, "2026-12-19")]);
    assert_eq!(written(&plan), "1 30/11 OnTime, 2 15/12 Missed, 3 31/12 Open, 4 15/01 Open");
    for number in [1, 2, 9] {
        for what in [
            What::Missed(number),
            What::Moved(number, date("2027-01-04")),
            What::Skipped(number, date("2027-02-01")),
        ] {
            let refused = plan.clone().apply(&event(what.clone()));
            let error = TransitionError::NotNow { from: State::Active, event: what };
            assert_eq!(refused, Err(error));
        }
    }
    let too_much = plan.clone().apply(&event(What::Paid(3, soles(25_001))));
    assert_eq!(too_much, Err(TransitionError::Money(MoneyError::Negative)));
    let too_much = plan.apply(&event(What::TakenBack(1, soles(25_001))));
    assert_eq!(too_much, Err(TransitionError::Money(MoneyError::Negative)));
}

#[test]
fn an_agreement_whose_amounts_or_dates_do_not_go_together_is_none() {
    let good = agreement(&terms(), 100_000, &choice(4));
    let with = |change: fn(&mut Agreement)| {
        let mut changed = good.clone();
        change(&mut changed);
        Plan::accept(changed).map(|_| ())
    };
    let sum = |paid, due| AgreementError::Sum { paid: soles(paid), due: soles(due) };
    assert_eq!(with(|_| ()), Ok(()));
    assert_eq!(with(|a| a.instalments.clear()), Err(AgreementError::Empty));
    assert_eq!(with(|a| a.down = soles(1)), Err(sum(100_001, 100_000)));
    assert_eq!(with(|a| a.given_up = soles(5)), Err(sum(100_000, 99_995)));
    assert_eq!(with(|a| a.charged = soles(5)), Err(sum(100_000, 100_005)));
    assert_eq!(with(|a| a.instalments.swap(0, 1)), Err(AgreementError::Order));
    let same_day = with(|a| a.instalments[1].due_on = a.instalments[0].due_on);
    assert_eq!(same_day, Err(AgreementError::Order));
    assert_eq!(with(|a| a.instalments[1].number = 1), Err(AgreementError::Order));
    assert_eq!(with(|a| a.accepted_on = date("2026-12-01")), Err(AgreementError::Order));
}

#[test]
fn a_plan_is_late_while_something_missed_is_unpaid() {
    let plan = plan(&terms());
    assert!(!plan.is_late());
    let (missed, _) = after_acts(plan, [(BEGINS, "2026-12-04")]);
    assert!(missed.is_late());
    let (cured, _) = after_acts(missed.clone(), [(pay(25_000), "2026-12-05")]);
    assert!(!cured.is_late(), "paying late cures it");
    let (broken, _) = after_acts(missed, [(BEGINS, "2026-12-19")]);
    assert!(!broken.is_late(), "it is over");
}
