//! Which step is due, by example and by law.

mod checks;
mod laws;

use chrono::{Days, NaiveDate};

use super::*;
use crate::ids::{ClearanceId, DebtId, PlanId, PromiseId};
use crate::money::Money;

/// The day of all examples.
pub(super) fn start() -> NaiveDate {
    "2026-11-24".parse().expect("a day")
}

/// So many days from the day of all examples.
pub(super) fn on(days: i64) -> NaiveDate {
    let by = Days::new(days.unsigned_abs());
    if days < 0 { start() - by } else { start() + by }
}

fn soles() -> Currency {
    Currency::parse("PEN").expect("PEN")
}

pub(super) fn standing(days_late: i64, minor: i64) -> Standing {
    let total = Money::new(minor, soles()).expect("positive");
    Standing { days_late, total, debts: 1, tags: vec!["vip".to_owned()] }
}

pub(super) fn step(kind: StepKind, days: u16) -> Step {
    Step {
        id: None,
        name: format!("{}-{days}", kind.code()),
        kind,
        days,
        audience: Audience::default(),
        means: Means::Message(vec![Channel::WhatsApp, Channel::Email]),
    }
}

fn sequence(gap_days: u16, steps: &[(StepKind, u16)]) -> Sequence {
    let steps = steps.iter().map(|(kind, days)| step(*kind, *days)).collect();
    Sequence { gap_days, steps }
}

/// The usual ladder of a debt.
fn ladder() -> Sequence {
    use StepKind::{Courtesy, Final, Firm, Kind};
    sequence(7, &[(Courtesy, 3), (Kind, 4), (Kind, 12), (Firm, 20), (Firm, 30), (Final, 45)])
}

/// A debt by its number, due on a day of the examples.
pub(super) fn debt(number: u128, due: i64) -> Subject {
    let about = About::Debt { due_on: on(due) };
    Subject { id: SubjectId::Debt(DebtId::from_bits(number)), about, standing: 0 }
}

fn instalment(due: i64, missed: Option<i64>) -> Subject {
    let id = SubjectId::Instalment(PlanId::from_bits(1), 2, on(due));
    let grace_until = on(due + 3);
    let about = About::Instalment { due_on: on(due), grace_until, missed_on: missed.map(on) };
    Subject { id, about, standing: 0 }
}

fn promise(pay: i64, broken: Option<i64>) -> Subject {
    let id = SubjectId::Promise(PromiseId::from_bits(1));
    let about = About::Promise { pay_on: on(pay), broken_on: broken.map(on) };
    Subject { id, about, standing: 0 }
}

fn covered(subject: &Subject, step: &Step) -> Covered {
    Covered { subject: subject.id.clone(), step: step.name.clone(), kind: step.kind }
}

/// By e-mail, and by whoever calls or comes.
const BY_EMAIL: [Channel; 3] = [Channel::Email, Channel::Call, Channel::Visit];
const NO_CHANNEL: [Channel; 0] = [];

/// The name of what is due today, and of how many subjects it speaks.
fn named(
    sequence: &Sequence,
    subjects: &[Subject],
    (covered, contacts): (&[Covered], &[NaiveDate]),
    resting: Resting,
) -> Option<(String, usize)> {
    let standings = [standing(44, 10_000)];
    let reachable = &BY_EMAIL;
    let preferred = None;
    let case = Case { standings: &standings, subjects, resting, reachable, preferred, closed: &[] };
    let due = due(sequence, &case, &Past { covered, unheard: &[], tried: &[], contacts }, start())?;
    Some((sequence.steps[due.step].name.clone(), due.covers.len()))
}

fn fresh(sequence: &Sequence, subjects: &[Subject]) -> Option<String> {
    named(sequence, subjects, (&[], &[]), Resting::No).map(|(name, _)| name)
}

#[test]
fn each_kind_is_due_from_its_first_day_to_its_last() {
    use StepKind as K;
    for (kind, days, subject, expected) in [
        (K::Courtesy, 3, debt(1, 4), false),
        (K::Courtesy, 3, debt(1, 3), true),
        (K::Courtesy, 3, debt(1, 0), true),
        (K::Courtesy, 3, debt(1, -1), false),
        (K::Kind, 4, debt(1, -3), false),
        (K::Kind, 4, debt(1, -4), true),
        (K::Firm, 4, debt(1, -400), true),
        (K::InstalmentSoon, 3, instalment(3, None), true),
        (K::InstalmentSoon, 3, instalment(4, None), false),
        (K::InstalmentSoon, 3, instalment(0, None), false),
        (K::InstalmentToday, 0, instalment(0, None), true),
        (K::InstalmentToday, 0, instalment(-1, None), false),
        (K::InstalmentMissed, 1, instalment(-4, None), false),
        (K::InstalmentMissed, 1, instalment(-4, Some(0)), true),
        (K::InstalmentMissed, 9, instalment(-8, Some(-4)), false),
        (K::PromiseEve, 1, promise(1, None), true),
        (K::PromiseEve, 1, promise(0, None), false),
        (K::PromiseBroken, 1, promise(-2, Some(-1)), true),
        (K::PromiseBroken, 1, promise(-30, Some(-29)), false),
        (K::Kind, 4, instalment(-10, Some(-6)), false),
    ] {
        let found = fresh(&sequence(7, &[(kind, days)]), std::slice::from_ref(&subject));
        assert_eq!(found.is_some(), expected, "{kind:?} {days} {subject:?}");
    }
}

#[test]
fn an_offer_and_thanks_have_their_days() {
    let offer = |days| {
        let id = SubjectId::Offer(OfferKind::Discount, soles(), on(days));
        Subject { id, about: About::Offer { until: on(days) }, standing: 0 }
    };
    let thanks = |days| {
        let id = SubjectId::Settled(ClearanceId::from_bits(1));
        Subject { id, about: About::Settled { on: on(days) }, standing: 0 }
    };
    let all = sequence(7, &[(StepKind::OfferEnds, 2), (StepKind::Settled, 7)]);
    for (subject, expected) in [
        (offer(3), None),
        (offer(2), Some("offer-ends-2")),
        (offer(0), Some("offer-ends-2")),
        (offer(-1), None),
        (thanks(-6), None),
        (thanks(-7), Some("settled-7")),
        (thanks(-21), Some("settled-7")),
        (thanks(-22), None),
    ] {
        assert_eq!(fresh(&all, std::slice::from_ref(&subject)).as_deref(), expected, "{subject:?}");
    }
}

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
    let call =
        Step { means: Means::Task { kind: TaskKind::Call, script }, ..step(StepKind::Firm, 28) };
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
        let tried = [Tried { subject: late[0].id.clone(), step: "kind-4".into(), on: on(days) }];
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
        (&late, Resting::No, None, &NO_CHANNEL[..], Silence::Unreached),
        (&fresh, Resting::No, Some(-7), &BY_EMAIL[..], Silence::NoStep),
    ] {
        assert_eq!(said(subjects, (resting, contact), reachable), Some(expected), "{expected:?}");
    }
}

#[test]
fn contacts_keep_their_gap_and_reminders_rest() {
    let (ladder, late) = (ladder(), [debt(1, -5)]);
    let found = |days: i64| named(&ladder, &late, (&[], &[on(days)]), Resting::No).is_some();
    assert!(found(-7) && !found(-6) && !found(0));
    assert!(!found(3), "one that waits to leave keeps the next one back");
    let resting = |resting| named(&ladder, &late, (&[], &[]), resting).is_some();
    assert!(!resting(Resting::Wholly) && !resting(Resting::Until(on(0))));
    assert!(resting(Resting::Until(on(-1))));
    let eve = sequence(7, &[(StepKind::PromiseEve, 1), (StepKind::Kind, 4)]);
    let both = [debt(1, -5), promise(1, None)];
    let found = named(&eve, &both, (&[], &[]), Resting::Until(on(1)));
    assert_eq!(found, Some(("promise-eve-1".to_owned(), 1)));
}

#[test]
fn beside_a_promise_the_dates_of_a_plan_are_told() {
    use StepKind as K;
    let offer = SubjectId::Offer(OfferKind::Discount, soles(), on(2));
    let offer = Subject { id: offer, about: About::Offer { until: on(2) }, standing: 0 };
    for (kind, days, subject, expected) in [
        (K::InstalmentSoon, 3, instalment(3, None), true),
        (K::InstalmentToday, 0, instalment(0, None), true),
        (K::InstalmentMissed, 4, instalment(-4, Some(0)), true),
        (K::PromiseEve, 1, promise(1, None), true),
        (K::Courtesy, 3, debt(1, 3), false),
        (K::Kind, 4, debt(1, -5), false),
        (K::OfferEnds, 2, offer, false),
    ] {
        let (all, subjects) = (sequence(7, &[(kind, days)]), [subject]);
        let found = |resting| named(&all, &subjects, (&[], &[]), resting).is_some();
        assert!(found(Resting::No) && !found(Resting::Wholly), "{kind:?}");
        assert_eq!(found(Resting::Until(on(1))), expected, "{kind:?}");
    }
}

#[test]
fn what_is_told_before_a_date_is_told_on_an_open_day_before_it() {
    use StepKind as K;
    // Today and tomorrow are open, the three days after them are not.
    let closed = [on(2), on(3), on(4)];
    for (kind, days, subject, first, last) in [
        (K::PromiseEve, 1, promise(5, None), 1, 1),
        (K::PromiseEve, 1, promise(4, None), 1, 1),
        (K::PromiseEve, 1, promise(2, None), 1, 1),
        (K::PromiseEve, 2, promise(2, None), 0, 1),
        (K::PromiseEve, 1, promise(6, None), 5, 5),
        // Three days before the date is closed, but not all that is left until it is.
        (K::PromiseEve, 3, promise(6, None), 3, 5),
        (K::InstalmentSoon, 1, instalment(5, None), 1, 1),
        (K::Courtesy, 0, debt(1, 3), 1, 1),
        // What is said of its own day is no longer true on another one.
        (K::InstalmentToday, 0, instalment(3, None), 3, 3),
    ] {
        let sequence = sequence(7, &[(kind, days)]);
        let (standings, subjects) = ([standing(44, 10_000)], [subject]);
        let (resting, reachable) = (Resting::No, &BY_EMAIL);
        let case = Case {
            standings: &standings,
            subjects: &subjects,
            resting,
            reachable,
            closed: &closed,
            preferred: None,
        };
        let past = Past { covered: &[], unheard: &[], tried: &[], contacts: &[] };
        let told = (0..8).filter(|day| due(&sequence, &case, &past, on(*day)).is_some());
        assert_eq!(told.collect::<Vec<_>>(), (first..=last).collect::<Vec<_>>(), "{kind:?} {days}");
    }
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

#[test]
fn what_comes_is_seen_as_if_nobody_paid() {
    let all = sequence(
        7,
        &[(StepKind::InstalmentSoon, 3), (StepKind::InstalmentMissed, 4), (StepKind::Kind, 4)],
    );
    let (standings, subjects) = ([standing(0, 10_000)], [instalment(10, None)]);
    let case = Case {
        standings: &standings,
        subjects: &subjects,
        resting: Resting::No,
        reachable: &BY_EMAIL,
        closed: &[],
        preferred: None,
    };
    let past = Past { covered: &[], unheard: &[], tried: &[], contacts: &[] };
    let seen = ahead(|_| Some(&all), &case, &past, (start(), DAYS_AHEAD));
    let days: Vec<_> = seen.iter().map(|one| (one.on, one.due.step)).collect();
    assert_eq!(days, [(on(7), 0), (on(14), 1)]);
    let rests = Case { resting: Resting::Wholly, ..case };
    assert_eq!(ahead(|_| Some(&all), &rests, &past, (start(), DAYS_AHEAD)), []);
    let unreached = Case { reachable: &[], ..case };
    let seen = ahead(|_| Some(&all), &unreached, &past, (start(), DAYS_AHEAD));
    let days: Vec<_> = seen.iter().map(|one| (one.on, one.due.step, one.due.channel)).collect();
    assert_eq!(days, [(on(7), 0, None), (on(14), 1, None)], "each once, and none uses a gap up");
}

#[test]
fn each_day_goes_by_the_sequence_that_is_in_force_on_it() {
    let (first, second) = (
        sequence(7, &[(StepKind::Kind, 4)]),
        sequence(7, &[(StepKind::Kind, 9), (StepKind::Firm, 16)]),
    );
    let (standings, subjects) = ([standing(0, 10_000)], [debt(1, 0)]);
    let case = Case {
        standings: &standings,
        subjects: &subjects,
        resting: Resting::No,
        reachable: &BY_EMAIL,
        closed: &[],
        preferred: None,
    };
    let past = Past { covered: &[], unheard: &[], tried: &[], contacts: &[] };
    let seen = |from: i64, case: &Case<'_>, days: u64| {
        let by = |day: NaiveDate| if day < on(from) { Some(&first) } else { Some(&second) };
        let seen = ahead(by, case, &past, (start(), days));
        seen.iter().map(|one| (one.on, one.step.kind, one.step.days)).collect::<Vec<_>>()
    };
    let (kind, firm) = (StepKind::Kind, StepKind::Firm);
    assert_eq!(seen(0, &case, 30), [(on(9), kind, 9), (on(16), firm, 16)]);
    assert_eq!(seen(0, &case, 10), [(on(9), kind, 9)], "no further than one looks");
    assert_eq!(seen(3, &case, 30), [(on(9), kind, 9), (on(16), firm, 16)]);
    assert_eq!(seen(10, &case, 30), [(on(4), kind, 4), (on(11), kind, 9), (on(18), firm, 16)]);
    let unreached = Case { reachable: &[], ..case };
    assert_eq!(seen(10, &unreached, 12), [(on(4), kind, 4), (on(10), kind, 9)]);
    let none = ahead(|day| (day >= on(20)).then_some(&first), &case, &past, (start(), DAYS_AHEAD));
    assert_eq!(none.iter().map(|one| one.on).collect::<Vec<_>>(), [on(20)]);
}

#[test]
fn days_pass_for_the_audience_too() {
    let days = |days_late| Audience {
        currency: None,
        fits: Fits { days_late: Some(days_late), ..Fits::default() },
    };
    let seen = |audience: Audience, now: i64| {
        let mut all = sequence(7, &[(StepKind::Kind, 12)]);
        all.steps[0].audience = audience;
        let (standings, subjects) = ([standing(now, 10_000)], [debt(1, -10)]);
        let case = Case {
            standings: &standings,
            subjects: &subjects,
            resting: Resting::No,
            reachable: &BY_EMAIL,
            preferred: None,
            closed: &[],
        };
        let past = Past { covered: &[], unheard: &[], tried: &[], contacts: &[] };
        let seen = ahead(|_| Some(&all), &case, &past, (start(), DAYS_AHEAD));
        seen.iter().map(|one| one.on).collect::<Vec<_>>()
    };
    assert_eq!(seen(days(20..=i64::MAX), 10), [on(10)], "it is late enough in ten days");
    assert_eq!(seen(days(1..=11), 10), [], "by then it is too late");
    assert_eq!(seen(days(1..=12), 10), [on(2)]);
    assert_eq!(seen(days(20..=i64::MAX), 40), [on(2)], "what is older counts on");
}

#[test]
fn what_is_spoken_of_survives_printing() {
    let day = on(30);
    for id in [
        SubjectId::Debt(DebtId::from_bits(1)),
        SubjectId::Instalment(PlanId::from_bits(2), 3, day),
        SubjectId::Promise(PromiseId::from_bits(4)),
        SubjectId::Offer(OfferKind::Settlement, soles(), day),
        SubjectId::Settled(ClearanceId::from_bits(5)),
    ] {
        assert_eq!(id.to_string().parse::<SubjectId>(), Ok(id));
    }
    for text in ["", "case_1", "discount:PEN", "discount:XXX:2026-12-24", "plan_1:x:2026-12-24"] {
        assert_eq!(text.parse::<SubjectId>(), Err(SubjectError), "{text}");
    }
}

#[test]
fn words_of_the_store_are_read_again() {
    assert!(StepKind::ALL.into_iter().all(|kind| StepKind::parse(kind.code()) == Some(kind)));
    assert!(StepKind::ALL.windows(2).all(|pair| pair[0] < pair[1]), "from least to greatest");
    assert!(Channel::ALL.into_iter().all(|one| Channel::parse(one.as_str()) == Some(one)));
    assert!(TaskKind::ALL.into_iter().all(|one| TaskKind::parse(one.code()) == Some(one)));
    assert_eq!(
        (StepKind::parse("x"), Channel::parse(""), TaskKind::parse("x")),
        (None, None, None)
    );
}
