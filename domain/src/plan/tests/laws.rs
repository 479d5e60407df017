//! The laws of every life of every plan.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;

/// What happens in a life, with the days since the last thing that did.
#[derive(Clone, Debug)]
enum Step {
    Pay(i64, Extra),
    Charge(u32, i64),
    PayOff,
    TakeBack(i64),
    Begin(Pending),
    Move(u32, u64),
    Skip(u32),
    Payday(u32),
    Cancel,
    Renegotiate,
}

fn any_step() -> impl Strategy<Value = (Step, u64)> {
    let extra = || prop::sample::select(vec![Extra::Next, Extra::Last]);
    let step = prop_oneof![
        8 => (1..60_000_i64, extra()).prop_map(|(minor, extra)| Step::Pay(minor, extra)),
        3 => (0..7_u32, 1..60_000_i64).prop_map(|(number, minor)| Step::Charge(number, minor)),
        1 => Just(Step::PayOff),
        2 => (1..60_000_i64).prop_map(Step::TakeBack),
        8 => prop::sample::select(vec![Pending::Nothing, Pending::Nothing, Pending::Money])
            .prop_map(Step::Begin),
        2 => (0..7_u32, 0..10_u64).prop_map(|(number, days)| Step::Move(number, days)),
        2 => (0..7_u32).prop_map(Step::Skip),
        1 => (1..=31_u32).prop_map(Step::Payday),
        1 => prop::sample::select(vec![Step::Cancel, Step::Renegotiate]),
    ];
    (step, 0..25_u64)
}

fn any_plan() -> impl Strategy<Value = Plan> {
    let misses = (any::<bool>(), 1..4_u32).prop_map(|(row, most)| {
        if row { AfterMiss::InARow(count(most)) } else { AfterMiss::InAll(count(most)) }
    });
    let money = (40_000..150_000_i64, 0..20_000_i64, 0..10_000_i64, 1..=6_u32);
    let rules = (misses, 0..5_u16, 0..3_u16, 0..3_u16, 0..4_u8, 0..3_u8);
    (money, rules, any::<bool>()).prop_map(|((owed, given_up, down, parts), rules, monthly)| {
        let (misses, grace_days, moves, skips, costs, rewards) = rules;
        let upkeep = Upkeep { grace_days, misses, moves, skips, ..upkeep() };
        let cost = match costs {
            0 => Cost::None,
            1 => Cost::Fee(soles(1_500)),
            _ => Cost::YearlyRate(percent(40)),
        };
        let reward = match rewards {
            0 => None,
            1 => Some(Reward::OffTheLast(percent(3))),
            _ => Some(Reward::InterestWaived),
        };
        let spread = if costs == 2 { Spread::First } else { Spread::Even };
        let terms = PlanTerms { parts: 1..=6, cost, spread, reward, upkeep, ..terms() };
        let early =
            Early { off: Count::Share(percent(10)), most: soles(5_000), until: date("2026-12-20") };
        let bargain =
            Bargain { owed: soles(owed), given_up: soles(given_up / 2), early: Some(early) };
        let rhythm = if monthly { Rhythm::Monthly } else { Rhythm::TwiceAMonth };
        let chosen = Choice { rhythm, down: soles(down), ..choice(parts) };
        let at = (Country::Pe, today());
        let agreement = Agreement::of_plan(&terms, &bargain, &chosen, at).expect("within limits");
        Plan::accept(agreement).expect("amounts and dates go together")
    })
}

/// Anything that could be written down, whether or not it makes sense.
fn any_event() -> impl Strategy<Value = Event> {
    let number = || 0..7_u32;
    let money = || (1..60_000_i64).prop_map(soles);
    let day = || (0..200_u64).prop_map(|days| today() + Days::new(days));
    let what = prop_oneof![
        4 => (number(), money()).prop_map(|(number, amount)| What::Paid(number, amount)),
        1 => (number(), money()).prop_map(|(number, by)| What::Reduced(number, by, Reduction::Reward)),
        1 => (number(), money()).prop_map(|(number, back)| What::TakenBack(number, back)),
        1 => number().prop_map(What::Restored),
        1 => number().prop_map(What::Missed),
        1 => number().prop_map(What::Excused),
        1 => (day(), day()).prop_map(|(from, until)| What::Held(from, until)),
        1 => (number(), day()).prop_map(|(number, to)| What::Moved(number, to)),
        1 => (number(), day()).prop_map(|(number, to)| What::Skipped(number, to)),
        1 => (number(), day()).prop_map(|(number, to)| What::Redated(vec![(number, to)])),
        1 => (number(), day()).prop_map(|(number, until)| What::Untried(number, until)),
        1 => prop::sample::select(vec![
            What::Broken,
            What::Reopened,
            What::Completed,
            What::Cancelled,
        ]),
    ];
    (what, day()).prop_map(|(what, on)| Event { on, what })
}

fn any_life() -> impl Strategy<Value = (Plan, Vec<(Step, u64)>)> {
    (any_plan(), prop::collection::vec(any_step(), 1..14))
}

fn act(step: &Step, plan: &Plan, today: NaiveDate) -> Act {
    match step {
        Step::Pay(minor, extra) => Act::Pay(soles(*minor), *extra),
        Step::Charge(number, minor) => Act::Charge(*number, soles(*minor)),
        Step::PayOff => {
            Act::Pay(plan.pay_off(today).map_or(soles(1), |off| off.to_pay), Extra::Next)
        }
        Step::TakeBack(minor) => Act::TakeBack(soles(*minor)),
        Step::Begin(pending) => Act::DayBegins(*pending),
        Step::Move(number, days) => Act::Move(*number, today + Days::new(*days)),
        Step::Skip(number) => Act::Skip(*number),
        Step::Payday(day) => Act::ChangePayday(DayOfMonth::new(*day).expect("a day")),
        Step::Cancel => Act::Cancel,
        Step::Renegotiate => Act::Renegotiate(PlanId::from_bits(7)),
    }
}

/// Every step of a life that was not refused: the plan before, the day, the act, what it made, and the
/// plan after.
fn lived(plan: &Plan, steps: &[(Step, u64)]) -> Vec<(Plan, NaiveDate, Act, Decision, Plan)> {
    let (mut now, mut today, mut all) = (plan.clone(), today(), Vec::new());
    for (step, days) in steps {
        today = today + Days::new(*days);
        let act = act(step, &now, today);
        let Ok(decision) = now.decide(act.clone(), today) else { continue };
        let next = now.clone().replay(&decision.events).expect("what is decided can happen");
        all.push((now, today, act, decision, next.clone()));
        now = next;
    }
    all
}

fn paid(plan: &Plan) -> i64 {
    plan.parts().iter().map(|part| part.paid.minor()).sum()
}

const fn is_over(state: &State) -> bool {
    !matches!(state, State::Active | State::Paid { .. })
}

proptest! {
    #![proptest_config(crate::law::tried(10_000))]

    #[test]
    fn a_plan_ends_with_as_many_more_misses_as_it_says((plan, steps) in any_life()) {
        let lived = lived(&plan, &steps);
        let plan = lived.last().map_or(plan, |(.., plan)| plan.clone());
        let (left, grace) = (plan.misses_left(), plan.agreement().upkeep.grace_days);
        let ahead = plan.parts().iter().filter(|part| part.is_ahead());
        for part in ahead.filter(|_| *plan.state() == State::Active) {
            let day = part.last_on(grace) + Days::new(1);
            let events = plan.decide(Act::DayBegins(Pending::Nothing), day).expect("a day").events;
            let missed = events.iter().filter(|one| matches!(one.what, What::Missed(_))).count();
            let ends = events.iter().any(|one| one.what == What::Broken);
            let said = left.is_some_and(|left| usize::try_from(left).is_ok_and(|left| missed >= left));
            prop_assert_eq!(ends, said, "{:?} {}", left, missed);
        }
    }

    #[test]
    fn money_is_neither_made_nor_lost((plan, steps) in any_life()) {
        for (before, _, act, decision, after) in lived(&plan, &steps) {
            let moved = paid(&after) - paid(&before);
            let rest = decision.rest.minor();
            match act {
                Act::Pay(amount, _) | Act::Charge(_, amount) => {
                    prop_assert_eq!(moved + rest, amount.minor());
                }
                Act::TakeBack(amount) => prop_assert_eq!(rest - moved, amount.minor()),
                _ => prop_assert_eq!((moved, rest), (0, 0)),
            }
            let agreed: i64 = after.parts().iter().map(|part| part.agreed.minor()).sum();
            let reduced: i64 = after.parts().iter().map(|part| part.reduced.minor()).sum();
            prop_assert_eq!(agreed, plan.agreement().total().expect("fits").minor());
            prop_assert_eq!(paid(&after) + reduced + after.open().expect("fits").minor(), agreed);
            let settled = |part: &Part| part.open().expect("fits").is_zero() == part.settled_on.is_some();
            prop_assert!(after.parts().iter().all(settled));
        }
    }

    #[test]
    fn a_charge_pays_its_own_instalment_first((plan, steps) in any_life()) {
        for (before, _, act, _, after) in lived(&plan, &steps) {
            let Act::Charge(number, amount) = act else { continue };
            let its = |plan: &Plan| plan.parts().iter().find(|part| part.number == number).copied();
            let (Some(was), Some(is)) = (its(&before), its(&after)) else { continue };
            let open = if before.state == State::Active { was.open().expect("fits").minor() } else { 0 };
            prop_assert!(is.paid.minor() - was.paid.minor() == open.min(amount.minor()) || is.settled_on.is_some());
        }
    }

    #[test]
    fn the_events_alone_give_the_same_plan((plan, steps) in any_life()) {
        let lived = lived(&plan, &steps);
        let events = lived.iter().flat_map(|(.., decision, _)| &decision.events);
        let last = lived.last().map_or(&plan, |(.., after)| after);
        prop_assert_eq!(&plan.clone().replay(events).expect("they happened"), last);
    }

    #[test]
    fn no_event_pays_more_than_is_open_or_completes_what_is_not_paid(
        plan in any_plan(),
        events in prop::collection::vec(any_event(), 1..20),
    ) {
        let mut plan = plan;
        let total = plan.agreement().total();
        for event in events {
            let Ok(after) = plan.clone().apply(&event) else { continue };
            prop_assert!(!is_over(&plan.state) || event.what == What::Reopened);
            prop_assert!(!matches!(event.what, What::Moved(0, _) | What::Skipped(0, _)));
            let agreed: i64 = after.parts().iter().map(|part| part.agreed.minor()).sum();
            prop_assert_eq!(soles(agreed), total.expect("fits"));
            let open = after.open().expect("never below zero");
            let needs_none = matches!(after.state, State::Paid { .. } | State::Completed { .. });
            prop_assert!(open.is_zero() == needs_none || is_over(&after.state) && !needs_none);
            prop_assert!(after.parts().is_sorted_by_key(|part| part.due_on));
            plan = after;
        }
    }

    #[test]
    fn what_has_ended_never_changes((plan, steps) in any_life()) {
        let lived = lived(&plan, &steps);
        for (before, _, _, decision, after) in lived.iter().filter(|(before, ..)| is_over(&before.state)) {
            prop_assert!(decision.events.is_empty());
            prop_assert_eq!(before, after);
        }
        let Some((.., last)) = lived.last().filter(|(.., last)| is_over(&last.state)) else {
            return Ok(());
        };
        let anything = lived.iter().flat_map(|(.., decision, _)| &decision.events);
        for event in anything {
            prop_assert!(last.clone().apply(event).is_err(), "{event:?}");
        }
    }

    #[test]
    fn a_plan_breaks_on_the_miss_that_its_policy_names((plan, steps) in any_life()) {
        let mut ever = BTreeSet::new();
        for (_, today, _, decision, after) in lived(&plan, &steps) {
            let missed = decision.events.iter().filter_map(|event| match event.what {
                What::Missed(number) => Some(number),
                _ => None,
            });
            let missed: Vec<_> = missed.collect();
            ever.extend(missed.iter().copied());
            let grace = u64::from(plan.agreement().upkeep.grace_days);
            for number in &missed {
                let part = after.parts().iter().find(|part| part.number == *number).expect("there");
                prop_assert!(part.due_on + Days::new(grace) < today && part.settled_on.is_none());
            }
            let row = after.parts().iter().map(|part| part.missed_on.is_some() && part.settled_on.is_none());
            let row: String = row.map(|missed| if missed { 'x' } else { '.' }).collect();
            let reached = match plan.agreement().upkeep.misses {
                AfterMiss::InAll(most) => ever.len() >= usize::try_from(most.get()).expect("small"),
                AfterMiss::InARow(most) => row.contains(&"x".repeat(usize::try_from(most.get()).expect("small"))),
            };
            let breaks = matches!(after.state, State::Broken { on } if on == today) && !missed.is_empty();
            prop_assert!(missed.is_empty() || breaks == reached, "{row} {ever:?}");
        }
    }

    #[test]
    fn dates_change_as_often_and_as_far_as_the_policy_says((plan, steps) in any_life()) {
        let upkeep = plan.agreement().upkeep;
        let (mut moves, mut skips) = (0, 0);
        for (before, today, _, decision, after) in lived(&plan, &steps) {
            for event in &decision.events {
                match event.what {
                    What::Moved(number, to) => {
                        moves += 1;
                        let old = before.parts().iter().find(|part| part.number == number);
                        let old = old.expect("there").due_on + Days::new(u64::from(upkeep.move_days));
                        // A weekend and the longest row of holidays may lie behind it.
                        prop_assert!(to >= today && to <= old + Days::new(6));
                    }
                    What::Skipped(number, to) => {
                        skips += 1;
                        prop_assert_eq!(after.parts().last().map(|part| (part.number, part.due_on)), Some((number, to)));
                    }
                    What::PaydayChanged(_, ref dates) => {
                        moves += 1;
                        let next = before.parts().iter().find(|part| part.is_movable()).expect("one");
                        let far = Days::new(u64::from(upkeep.move_days));
                        let (number, to) = dates[0];
                        prop_assert_eq!(number, next.number);
                        prop_assert!(to >= today.max(next.due_on - far) && to <= next.due_on + far + Days::new(6));
                        let moved = after.parts().iter().filter(|part| part.is_movable());
                        prop_assert!(moved.map(|part| (part.number, part.due_on)).eq(dates.iter().copied()));
                        prop_assert!(dates.is_sorted_by_key(|(_, to)| *to));
                    }
                    _ => {}
                }
            }
            prop_assert!(moves <= upkeep.moves && skips <= upkeep.skips);
            prop_assert!(after.parts().is_sorted_by_key(|part| part.due_on));
            prop_assert_eq!(after.parts().len(), plan.parts().len());
        }
    }

    #[test]
    fn the_down_payment_stays_on_the_day_of_acceptance((plan, steps) in any_life()) {
        let down = |plan: &Plan| plan.parts().iter().find(|part| part.number == 0).map(|part| part.due_on);
        for (_, _, act, decision, after) in lived(&plan, &steps) {
            prop_assert_eq!(down(&after), down(&plan));
            prop_assert!(!matches!(act, Act::Move(0, _) | Act::Skip(0)), "{:?}", decision.events);
        }
    }

    #[test]
    fn paying_everything_costs_what_is_open_less_what_was_promised((plan, steps) in any_life()) {
        for (before, today, _, decision, after) in lived(&plan, &steps) {
            let off = before.pay_off(today).expect("fits");
            let sum = [off.interest, off.discount, off.reward, off.to_pay];
            prop_assert_eq!(sum.iter().map(|part| part.minor()).sum::<i64>(), off.open.minor());
            prop_assert!(off.interest.minor() <= plan.agreement().charged.minor());
            prop_assert!(off.reward.is_zero() || before.parts().iter().all(|part| part.missed_on.is_none()));
            let closed = before.state == State::Active && after.open().expect("fits").is_zero();
            if closed && !decision.events.is_empty() {
                let given = after.waived().expect("fits").minor() - before.waived().expect("fits").minor();
                prop_assert_eq!(given, off.open.minor() - off.to_pay.minor());
                prop_assert_eq!(paid(&after) - paid(&before), off.to_pay.minor());
                prop_assert!(!matches!(after.state, State::Active));
            }
            let later = before.pay_off(today + Days::new(1)).expect("fits");
            prop_assert!(off.to_pay.minor() <= later.to_pay.minor(), "waiting makes it cheaper");
        }
    }

    #[test]
    fn what_a_bank_takes_back_of_the_closing_payment_opens_all_that_it_had_closed(
        plan in any_plan(),
        back in 1..150_000_i64,
        wait in 0..40_u64,
    ) {
        let day = today() + Days::new(wait);
        let close = plan.decide(Act::Pay(soles(200_000), Extra::Next), day).expect("allowed");
        let events: Vec<_> = close.events.into_iter().filter(|e| e.what != What::Completed).collect();
        let closed = plan.clone().replay(&events).expect("happened");
        prop_assert_eq!(closed.state(), &State::Paid { on: day });
        let taken = closed.decide(Act::TakeBack(soles(back)), day).expect("allowed");
        let open = closed.clone().replay(&taken.events).expect("can happen");
        let back = back.min(paid(&closed));
        let total = plan.agreement().total().expect("fits").minor();
        prop_assert_eq!(open.open().expect("fits").minor(), total - paid(&closed) + back);
        prop_assert_eq!(open.waived(), Ok(plan.agreement().given_up));
        let done = closed.apply(&Event { on: day, what: What::Completed }).expect("paid");
        let after = done.decide(Act::TakeBack(soles(back)), day).expect("allowed");
        prop_assert_eq!((after.events.len(), after.rest), (0, soles(back)));
    }
}
