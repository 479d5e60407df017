use super::*;

#[test]
fn what_can_still_be_changed_is_what_is_allowed() {
    let plan = plan(&terms());
    let day = date("2026-11-25");
    let changes = plan.changes().expect("it runs");
    assert_eq!((changes.moves, changes.skips, changes.payday), (1, 1, None));
    let latest: Vec<_> =
        changes.parts.iter().map(|(part, latest)| (part.number, *latest)).collect();
    let days = ["2026-12-07", "2026-12-22", "2027-01-07", "2027-01-22"].map(date);
    assert_eq!(latest, (1_u32..).zip(days).collect::<Vec<_>>());
    for (part, latest) in &changes.parts {
        let too_late = latest.succ_opt().expect("a day");
        assert!(plan.decide(Act::Move(part.number, *latest), day).is_ok());
        let refused = plan.decide(Act::Move(part.number, too_late), day);
        assert_eq!(refused, Err(PlanRefusal::TooLate(*latest)));
    }
    let acts = [(Act::Move(1, date("2026-12-01")), "2026-11-25"), (Act::Skip(2), "2026-11-25")];
    let (changed, _) = after_acts(plan.clone(), acts);
    let changes = changed.changes().expect("it runs");
    assert_eq!((changes.moves, changes.skips, changes.parts.len()), (0, 0, 4));
    let (paid, _) = after_acts(plan.clone(), [(pay(25_000), "2026-11-25")]);
    assert_eq!(paid.changes().map(|changes| changes.parts.len()), Some(3));
    let changes = monthly_plan().changes().expect("it runs");
    assert_eq!(changes.payday.map(DayOfMonth::get), Some(30));
    let (cancelled, _) = after_acts(plan, [(Act::Cancel, "2026-11-25")]);
    assert_eq!(cancelled.changes(), None);
}

#[test]
fn what_goes_to_the_end_does_not_go_to_a_day_that_has_passed() {
    let terms = PlanTerms { upkeep: Upkeep { grace_days: 40, ..upkeep() }, ..terms() };
    let plan = Plan::accept(agreement(&terms, 50_000, &choice(2))).expect("a plan");
    assert_eq!(written(&plan), "1 30/11 Open, 2 15/12 Open");
    for (day, to) in [("2026-12-20", "2026-12-31"), ("2027-01-05", "2027-01-15")] {
        let decision = plan.decide(Act::Skip(2), date(day)).expect("allowed");
        let expected = Event { on: date(day), what: What::Skipped(2, date(to)) };
        assert_eq!(decision.events, [expected], "{day}");
    }
}

#[test]
fn a_plan_that_is_paid_at_once_costs_no_less_than_the_larger_of_discount_and_reward() {
    for (off, expected) in [(5, 95_000), (1, 98_000)] {
        let early = Early {
            off: Count::Share(percent(off)),
            most: soles(8_000),
            until: date("2026-12-20"),
        };
        let bargain = Bargain { owed: soles(100_000), given_up: soles(0), early: Some(early) };
        let of = (Country::Pe, today());
        let agreement = Agreement::of_plan(&with_reward(), &bargain, &choice(4), of);
        let plan = Plan::accept(agreement.expect("within limits")).expect("a plan");
        let pay_off = plan.pay_off(today()).expect("fits");
        assert_eq!(pay_off.to_pay, soles(expected), "{off} %");
        let (done, rest) = after_acts(plan, [(pay(expected), "2026-11-23")]);
        assert!(matches!(done.state(), State::Completed { .. }) && rest == 0, "{off} %");
    }
}
