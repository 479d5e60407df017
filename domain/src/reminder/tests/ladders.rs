//! Which of several steps is due, and of which of several debts it speaks.

use super::*;

#[test]
fn of_what_was_missed_only_the_newest_applies_and_never_a_firm_word_first() {
    let ladder = ladder();
    let [_, kind, later, firm, firmer, last] = ladder.steps.as_slice() else { panic!("six") };
    let old = debt(1, -100);
    let past = |steps: &[&Step]| -> Vec<Covered> {
        steps.iter().map(|step| covered(&old, step)).collect()
    };
    for (heard, expected) in [
        (past(&[]), Some("kind-12")),
        (past(&[kind]), Some("firm-30")),
        (past(&[later]), Some("firm-30")),
        (past(&[kind, firm]), Some("final-45")),
        (past(&[kind, firmer]), Some("final-45")),
        (past(&[kind, firm, last]), None),
    ] {
        let found = named(&ladder, std::slice::from_ref(&old), (&heard, &[]), Resting::No);
        assert_eq!(found.map(|(name, _)| name).as_deref(), expected, "{heard:?}");
    }
}

#[test]
fn several_debts_of_a_case_are_one_message_and_the_greatest_step_counts() {
    let ladder = ladder();
    let (late, later, coming) = (debt(1, -5), debt(2, -25), debt(3, 2));
    let heard = [covered(&later, &ladder.steps[1])];
    let subjects = [coming, late, later];
    let found = named(&ladder, &subjects, (&heard, &[]), Resting::No);
    assert_eq!(
        found,
        Some(("firm-20".to_owned(), 1)),
        "what is kind, or not due yet, stands apart"
    );
    assert_eq!(
        named(&ladder, &subjects[..1], (&[], &[]), Resting::No),
        Some(("courtesy-3".to_owned(), 1))
    );
    let both = named(&ladder, &[debt(1, -5), debt(2, -6)], (&[], &[]), Resting::No);
    assert_eq!(both, Some(("kind-4".to_owned(), 2)));
}

#[test]
fn a_last_notice_and_a_call_speak_only_of_what_has_come_to_them() {
    let mut ladder = ladder();
    let (old, fresh) = (debt(1, -45), debt(2, -4));
    let heard: Vec<_> = ladder.steps[1..5].iter().map(|step| covered(&old, step)).collect();
    let subjects = [old.clone(), fresh.clone()];
    let found = named(&ladder, &subjects, (&heard, &[]), Resting::No);
    assert_eq!(found, Some(("final-45".to_owned(), 1)));
    let heard = [heard, vec![covered(&old, &ladder.steps[5])]].concat();
    let next = named(&ladder, &subjects, (&heard, &[]), Resting::No);
    assert_eq!(next, Some(("kind-4".to_owned(), 1)), "the other one is told in its turn");
    // A call about one debt is no letter about another, though both are kind.
    let script = "Llamar.".to_owned();
    ladder.steps[2].means = Means::Task { kind: TaskKind::Call, script };
    let found = named(&ladder, &[debt(1, -12), fresh], (&[], &[]), Resting::No);
    assert_eq!(found, Some(("kind-12".to_owned(), 1)));
}

#[test]
fn a_step_is_for_its_audience() {
    let with = |fits, currency| {
        let mut all = sequence(7, &[(StepKind::Kind, 4)]);
        all.steps[0].audience = Audience { currency, fits };
        fresh(&all, &[debt(1, -5)]).is_some()
    };
    let dollars = Currency::parse("USD").expect("USD");
    assert!(with(Fits::default(), Some(soles())) && !with(Fits::default(), Some(dollars)));
    let days = |days_late| Fits { days_late: Some(days_late), ..Fits::default() };
    assert!(with(days(44..=44), None) && !with(days(1..=30), None));
    let tags = |tag: &str| Fits { tags: vec![tag.to_owned()], ..Fits::default() };
    assert!(with(tags("vip"), None) && !with(tags("convenio"), None));
}
