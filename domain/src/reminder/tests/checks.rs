//! What is wrong with a sequence, and what is unwise in it.

use super::super::check::{Span, Warning, Why, contradictions, renamed, warnings};
use super::*;
use crate::country::Country;

#[test]
fn what_contradicts_itself_is_refused() {
    let found = |change: fn(&mut Sequence)| {
        let mut all = sequence(7, &[(StepKind::Kind, 4), (StepKind::Firm, 12)]);
        change(&mut all);
        contradictions(&all).iter().map(|one| (one.step, one.why)).collect::<Vec<_>>()
    };
    assert_eq!(found(|_| {}), []);
    assert_eq!(found(|all| all.steps.clear()), [(None, Why::NoSteps)]);
    assert_eq!(found(|all| all.gap_days = 0), [(None, Why::NoGap)]);
    assert_eq!(found(|all| all.steps[0].days = 0), [(Some(0), Why::NotLateYet)]);
    assert_eq!(
        found(|all| all.steps[1] = step(StepKind::PromiseEve, 0)),
        [(Some(1), Why::NotBefore)]
    );
    assert_eq!(
        found(|all| all.steps[0].means = Means::Message(Vec::new())),
        [(Some(0), Why::NoChannel)]
    );
    assert_eq!(
        found(|all| all.steps[0].means = Means::Message(vec![Channel::Sms; 2])),
        [(Some(0), Why::ChannelTwice(Channel::Sms))]
    );
    for kind in StepKind::ALL {
        let mut posted = sequence(7, &[(kind, 4)]);
        posted.steps[0].means = Means::Message(vec![Channel::Letter]);
        let can_be_written =
            matches!(kind.code(), "courtesy" | "kind" | "firm" | "final" | "instalment-missed");
        let why: Vec<_> = contradictions(&posted).iter().map(|one| one.why).collect();
        assert_eq!(why.is_empty(), can_be_written, "{kind:?}");
        assert!(can_be_written || why == [Why::NoLetter], "{kind:?}: {why:?}");
    }
    let script = " ".to_owned();
    let mut silent = sequence(7, &[(StepKind::Kind, 4)]);
    silent.steps[0].means = Means::Task { kind: TaskKind::Call, script };
    assert_eq!(contradictions(&silent)[0].why, Why::NoScript);
    assert_eq!(
        found(|all| all.steps[1] = Step { name: "kind-4".into(), ..step(StepKind::Firm, 12) }),
        [(Some(1), Why::NameTaken)]
    );
    assert_eq!(
        found(|all| all.steps[1].id = Some("kind-4".into())),
        [(Some(1), Why::IdTaken)],
        "it would be taken for the first one"
    );
    assert_eq!(
        found(|all| all.steps[1] = Step { name: "otro".into(), ..step(StepKind::Kind, 4) }),
        [(Some(1), Why::SameDay(0))]
    );
    let (more, less) = (9, 3);
    let mut wide = sequence(7, &[(StepKind::Kind, 4)]);
    wide.steps[0].audience.fits =
        Fits { total: Some(more..=less), debts: Some(1..=2), ..Fits::default() };
    let why: Vec<_> = contradictions(&wide).iter().map(|one| one.why).collect();
    assert_eq!(why, [Why::LeastAboveMost(Span::Total), Why::NoCurrency]);
}

#[test]
fn a_step_that_may_be_an_old_one_under_a_new_name_is_told() {
    use StepKind as K;
    let before = sequence(7, &[(K::Kind, 4), (K::Kind, 12), (K::Firm, 20)]);
    let found = |change: fn(&mut Sequence)| {
        let mut after = before.clone();
        change(&mut after);
        renamed(&before, &after)
    };
    assert_eq!(found(|_| {}), []);
    assert_eq!(found(|all| all.steps[1].name = "otro".into()), [Warning::Renamed(1)]);
    let kept = |all: &mut Sequence| {
        all.steps[1].id = Some(all.steps[1].name.clone());
        all.steps[1].name = "otro".into();
    };
    assert_eq!(found(kept), [], "it kept its id");
    assert_eq!(found(|all| all.steps[1].days = 14), [], "it is the same step on another day");
    assert_eq!(found(|all| drop(all.steps.remove(0))), []);
    assert_eq!(found(|all| all.steps.push(step(K::Kind, 16))), [], "one more");
    assert_eq!(found(|all| all.steps[2] = step(K::Final, 45)), [], "one of another kind");
}

#[test]
fn what_is_unwise_is_told() {
    use StepKind as K;
    let good = [(K::InstalmentSoon, 3), (K::InstalmentMissed, 4), (K::Kind, 4), (K::Firm, 12)];
    let found = |gap, steps: &[(StepKind, u16)], country| warnings(&sequence(gap, steps), country);
    assert_eq!(found(7, &good, Country::Co), []);
    assert_eq!(found(6, &good, Country::Co), [Warning::ShortGap(6)]);
    for country in [Country::Cr, Country::Pa, Country::Uy] {
        assert_eq!(found(7, &good, country), [Warning::HolidaysUnknown], "nothing would leave");
    }
    let with = |more: (StepKind, u16)| [good.as_slice(), &[more]].concat();
    let close = Warning::TooClose { step: 4, before: 2, days: 2 };
    assert_eq!(
        found(7, &with((K::Kind, 6)), Country::Co)[..1],
        [Warning::TooClose { step: 3, before: 4, days: 6 }]
    );
    assert!(found(7, &with((K::Kind, 6)), Country::Co).contains(&close));
    assert!(
        found(7, &with((K::Kind, 30)), Country::Co)
            .contains(&Warning::Softens { step: 4, before: 3 })
    );
    assert_eq!(
        found(7, &with((K::Final, 21)), Country::Co),
        [Warning::EarlyEnd { step: 4, days: 21 }]
    );
    assert_eq!(found(7, &with((K::OfferEnds, 2)), Country::Pe), [Warning::NeedsConsent(4)]);
    assert_eq!(found(7, &with((K::OfferEnds, 2)), Country::Co), []);
    assert_eq!(
        found(7, &[(K::Firm, 12)], Country::Co),
        [
            Warning::Harsh { step: 0, without: K::Kind },
            Warning::Silent(K::InstalmentSoon),
            Warning::Silent(K::InstalmentMissed)
        ]
    );
}
