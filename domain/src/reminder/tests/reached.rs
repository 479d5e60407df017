//! Who can be reached, by which channel, and what becomes of what reached nobody.

use super::*;

#[test]
fn nobody_is_reached_uses_nothing_up_and_is_no_reason_for_a_hard_word() {
    let mut all = ladder();
    let old = [debt(1, -100)];
    let standings = [standing(100, 10_000)];
    let by = |all: &Sequence, reachable: &[Channel], heard: &[Covered]| {
        let case = Case {
            standings: &standings,
            subjects: &old,
            resting: Resting::No,
            reachable,
            preferred: None,
            closed: &[],
        };
        let past = Past { covered: heard, unheard: &[], tried: &[], contacts: &[] };
        let due = due(all, &case, &past, start())?;
        Some((all.steps[due.step].name.clone(), due.channel))
    };
    let email = Some(Channel::Email);
    assert_eq!(by(&all, &[], &[]), Some(("kind-12".to_owned(), None)), "it says so");
    assert_eq!(by(&all, &BY_EMAIL, &[]), Some(("kind-12".to_owned(), email)), "and comes later");
    // What cannot be said is passed over by what can, but never by a last word.
    for place in [1, 2] {
        all.steps[place].means = Means::Message(vec![Channel::Sms]);
    }
    assert_eq!(by(&all, &BY_EMAIL, &[]), Some(("firm-30".to_owned(), email)));
    for place in [3, 4] {
        all.steps[place].means = Means::Message(vec![Channel::Sms]);
    }
    assert_eq!(by(&all, &BY_EMAIL, &[]), Some(("kind-12".to_owned(), None)));
    let heard = [covered(&old[0], &all.steps[1])];
    assert_eq!(by(&all, &BY_EMAIL, &heard), Some(("final-45".to_owned(), email)));
}

#[test]
fn a_call_that_nobody_made_is_no_word_that_was_heard() {
    let script = "Llamar.".to_owned();
    // The team calls it by another name than when it was planned.
    let id = Some("Llamada".to_owned());
    let means = Means::Task { kind: TaskKind::Call, script };
    let call = Step { id, means, ..step(StepKind::Firm, 28) };
    let last = step(StepKind::Final, 45);
    let old = [debt(1, -60)];
    let (called, standings) = ([covered(&old[0], &call)], [standing(60, 10_000)]);
    let found = |steps: &[&Step], unheard: &[Covered]| {
        let steps = steps.iter().map(|step| (*step).clone()).collect();
        let all = Sequence { gap_days: 7, steps };
        let case = Case {
            standings: &standings,
            subjects: &old,
            resting: Resting::No,
            reachable: &BY_EMAIL,
            preferred: None,
            closed: &[],
        };
        let past = Past { covered: &called, unheard, tried: &[], contacts: &[] };
        due(&all, &case, &past, start()).map(|due| all.steps[due.step].name.clone())
    };
    assert_eq!(found(&[&call, &last], &[]), Some("final-45".to_owned()), "it was made");
    assert_eq!(found(&[&call, &last], &called), None, "a last notice is never the first word");
    let firm = step(StepKind::Firm, 20);
    assert_eq!(found(&[&firm, &call, &last], &called), Some("firm-20".to_owned()));
    assert_eq!(found(&[&firm, &call, &last], &[]), Some("final-45".to_owned()));
}

#[test]
fn who_may_not_be_called_is_reached_by_the_next_step() {
    let script = "Llamar.".to_owned();
    let call =
        Step { means: Means::Task { kind: TaskKind::Call, script }, ..step(StepKind::Kind, 4) };
    let all = Sequence { gap_days: 7, steps: vec![call, step(StepKind::Firm, 12)] };
    let (old, standings) = ([debt(1, -60)], [standing(60, 10_000)]);
    let found = |all: &Sequence, reachable: &[Channel]| {
        let case = Case {
            standings: &standings,
            subjects: &old,
            resting: Resting::No,
            reachable,
            preferred: None,
            closed: &[],
        };
        let past = Past { covered: &[], unheard: &[], tried: &[], contacts: &[] };
        let due = due(all, &case, &past, start()).expect("something");
        (all.steps[due.step].name.clone(), due.is_reached)
    };
    assert_eq!(found(&all, &BY_EMAIL), ("kind-4".to_owned(), true));
    assert_eq!(found(&all, &[Channel::Email]), ("firm-12".to_owned(), true));
    let calls = Sequence { gap_days: 7, steps: all.steps[..1].to_vec() };
    assert_eq!(found(&calls, &[Channel::Email]), ("kind-4".to_owned(), false));
}

#[test]
fn what_reached_nobody_comes_again_after_the_gap() {
    let (ladder, late) = (ladder(), [debt(1, -5)]);
    let standings = [standing(5, 10_000)];
    for (days, expected) in [(0, false), (-6, false), (-7, true)] {
        let (subject, step) = (late[0].id.clone(), "kind-4".to_owned());
        let tried = [Tried { subject, step, on: on(days), lost_by: None }];
        let case = Case {
            standings: &standings,
            subjects: &late,
            resting: Resting::No,
            reachable: &BY_EMAIL,
            preferred: None,
            closed: &[],
        };
        let past = Past { covered: &[], unheard: &[], tried: &tried, contacts: &[] };
        assert_eq!(due(&ladder, &case, &past, start()).is_some(), expected, "{days}");
        let said = (!expected).then(|| Silence::Again(on(days + 7)));
        assert_eq!(silence(&ladder, &case, &past, start()), said, "{days}");
    }
}

/// What is due of a debt on whose kind word these channels lost it so many days ago.
fn after_losses(all: &Sequence, losses: &[(Channel, i64)]) -> Option<(String, Option<Channel>)> {
    let (old, standings) = ([debt(1, -60)], [standing(60, 10_000)]);
    let lost = |(by, days): &(Channel, i64)| Tried {
        subject: old[0].id.clone(),
        step: "kind-4".to_owned(),
        on: on(-days),
        lost_by: Some(*by),
    };
    let tried: Vec<_> = losses.iter().map(lost).collect();
    let case = Case {
        standings: &standings,
        subjects: &old,
        resting: Resting::No,
        reachable: &[Channel::Email, Channel::WhatsApp],
        preferred: Some(Channel::WhatsApp),
        closed: &[],
    };
    let past = Past { covered: &[], unheard: &[], tried: &tried, contacts: &[] };
    let due = due(all, &case, &past, start())?;
    Some((all.steps[due.step].name.clone(), due.channel.filter(|_| due.is_reached)))
}

#[test]
fn what_a_channel_loses_goes_by_the_one_that_has_not_lost_it_or_longest_ago() {
    use Channel::{Email, WhatsApp};
    let all = sequence(7, &[(StepKind::Kind, 4)]);
    let losses = [(WhatsApp, 28), (Email, 21), (WhatsApp, 14), (Email, 7)];
    for (count, expected) in [WhatsApp, Email, WhatsApp, Email, WhatsApp].into_iter().enumerate() {
        let due = Some(("kind-4".to_owned(), Some(expected)));
        assert_eq!(after_losses(&all, &losses[..count]), due, "{count}");
    }
    assert_eq!(after_losses(&all, &[(WhatsApp, 6)]), None, "not before the gap is over");
}

#[test]
fn what_every_channel_loses_twice_is_passed_over_by_what_can_be_said_but_not_by_a_last_word() {
    use Channel::{Email, WhatsApp};
    let with = |kind: StepKind| {
        let mut all = sequence(7, &[(StepKind::Kind, 4), (kind, 30)]);
        all.steps[0].means = Means::Message(vec![WhatsApp]);
        all.steps[1].means = Means::Message(vec![Email]);
        all
    };
    let losses = [(WhatsApp, 14), (WhatsApp, 7)];
    let kind = Some(("kind-4".to_owned(), Some(WhatsApp)));
    let firm = Some(("firm-30".to_owned(), Some(Email)));
    assert_eq!(after_losses(&with(StepKind::Firm), &losses[1..]), kind);
    assert_eq!(after_losses(&with(StepKind::Firm), &losses), firm);
    assert_eq!(after_losses(&with(StepKind::Final), &losses), kind);
}

#[test]
fn why_nothing_is_due_can_be_said() {
    let ladder = ladder();
    let (late, fresh, standings) = ([debt(1, -5)], [debt(1, -1)], [standing(5, 10_000)]);
    let said = |subjects: &[Subject],
                (resting, contact): (Resting, Option<i64>),
                reachable: &[Channel]| {
        let contacts: Vec<_> = contact.map(on).into_iter().collect();
        let case = Case {
            standings: &standings,
            subjects,
            resting,
            reachable,
            preferred: None,
            closed: &[],
        };
        let past = Past { covered: &[], unheard: &[], tried: &[], contacts: &contacts };
        silence(&ladder, &case, &past, start())
    };
    assert_eq!(said(&late, (Resting::No, None), &BY_EMAIL), None);
    for (subjects, resting, contact, reachable, expected) in [
        (&late, Resting::Wholly, Some(0), &BY_EMAIL[..], Silence::Rests),
        (&late, Resting::No, Some(-6), &BY_EMAIL[..], Silence::TooSoon(on(1))),
        (&late, Resting::Until(on(3)), None, &BY_EMAIL[..], Silence::Promised(on(3))),
        (&late, Resting::Proposed(on(3)), None, &BY_EMAIL[..], Silence::Rests),
        (&late, Resting::No, None, &NO_CHANNEL[..], Silence::Unreached),
        (&fresh, Resting::No, Some(-7), &BY_EMAIL[..], Silence::NoStep),
    ] {
        assert_eq!(said(subjects, (resting, contact), reachable), Some(expected), "{expected:?}");
    }
}

#[test]
fn a_message_goes_by_the_first_channel_that_reaches_and_a_task_by_none() {
    let mut all = sequence(7, &[(StepKind::Kind, 4)]);
    let standings = [standing(5, 10_000)];
    let subjects = [debt(1, -5)];
    let channel = |all: &Sequence, reachable: &[Channel], preferred: Option<Channel>| {
        let (standings, subjects, resting) = (&standings, &subjects, Resting::No);
        let case = Case { standings, subjects, resting, reachable, preferred, closed: &[] };
        let past = Past { covered: &[], unheard: &[], tried: &[], contacts: &[] };
        due(all, &case, &past, start()).expect("due").channel
    };
    let both = [Channel::Email, Channel::WhatsApp];
    assert_eq!(channel(&all, &[Channel::Email], None), Some(Channel::Email));
    assert_eq!(channel(&all, &both, None), Some(Channel::WhatsApp));
    assert_eq!(channel(&all, &[Channel::Sms], None), None);
    for (preferred, expected) in [
        (Channel::Email, Channel::Email),
        (Channel::WhatsApp, Channel::WhatsApp),
        (Channel::Sms, Channel::WhatsApp),
        (Channel::Call, Channel::WhatsApp),
    ] {
        assert_eq!(channel(&all, &both, Some(preferred)), Some(expected), "{preferred:?}");
    }
    let dead = channel(&all, &[Channel::Email], Some(Channel::WhatsApp));
    assert_eq!(
        dead,
        Some(Channel::Email),
        "a preferred channel that reaches nobody is passed over"
    );
    all.steps[0].means = Means::Task { kind: TaskKind::Call, script: "Llamar.".to_owned() };
    assert_eq!(channel(&all, &[Channel::Email], None), None);
}

#[test]
fn a_letter_is_done_by_a_person_as_a_call_is() {
    let mut one = sequence(7, &[(StepKind::Kind, 4)]).steps.remove(0);
    for (channel, expected) in [
        (Some(Channel::Letter), Some(TaskKind::Letter)),
        (Some(Channel::Email), None),
        (None, None),
    ] {
        assert_eq!(one.task(channel), expected, "{channel:?}");
    }
    one.means = Means::Task { kind: TaskKind::Meeting, script: "Hola.".to_owned() };
    assert_eq!(one.task(None), Some(TaskKind::Meeting));
    let ways: Vec<_> = TaskKind::ALL.into_iter().map(TaskKind::channel).collect();
    assert_eq!(ways, [Channel::Call, Channel::Visit, Channel::Letter]);
    assert!(!TaskKind::OF_STEPS.contains(&TaskKind::Letter));
}
