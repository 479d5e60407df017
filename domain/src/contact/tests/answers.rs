//! Which rule an answer names, and the law behind it.

use super::*;

#[test]
fn the_rule_that_refuses_longest_is_named() {
    let past = mails(&["2026-12-01 18:00:00"]);
    for (now, until, rule) in [
        // The gap ends on a holiday, after the weekend.
        ("2026-12-05 09:00:00", "2026-12-10 08:00:00", Rule::Week),
        ("2026-12-04 20:00:00", "2026-12-10 08:00:00", Rule::Week),
        ("2026-12-08 18:30:00", "2026-12-10 08:00:00", Rule::Holiday),
        ("2026-12-09 19:30:00", "2026-12-10 08:00:00", Rule::Hours),
    ] {
        let expected = Decision::WaitUntil(at(until), rule);
        assert_eq!(decision(&strict(), &reminder(at(now), &past)), expected, "{now}");
    }
}

#[test]
fn an_answer_names_the_law_behind_it() {
    let mut of_law = strict();
    of_law.limits[1].source = source("a law of holidays");
    let rules = Rules::of(&of_law);
    let holiday = reminder(at("2026-12-08 10:00:00"), &[]);
    let law = |contact: &Contact<'_>| rules.decide(contact).source.map(|source| source.law.clone());
    assert_eq!(law(&holiday).as_deref(), Some("a law of holidays"));
    let space = Contact { barriers: &[Barrier::BreathingSpace], ..holiday };
    assert_eq!(law(&space).as_deref(), Some("a moratorium"));
    let promise = Contact { barriers: &[Barrier::Promise], ..holiday };
    assert_eq!(law(&promise), None);
    assert_eq!(of_law.forbids(Act::AskReason), Some(&source("a ban")));
    assert_eq!((of_law.forbids(Act::Publish), of_law.requires(Block::Identity)), (None, None));
    assert_eq!(of_law.requires(Block::OptOut), Some(&source("a duty")));
}

#[test]
fn every_rule_that_refuses_is_told_once() {
    let strict = strict();
    let rules = Rules::of(&strict);
    let past = mails(&["2026-12-07 10:00:00"]);
    let barriers = [Barrier::Hold, Barrier::Plan];
    // A holiday in the evening, a day after the last contact.
    let late = Contact { barriers: &barriers, ..reminder(at("2026-12-08 20:00:00"), &past) };
    let told = |contact: &Contact<'_>| -> Vec<Rule> {
        rules.refusals(contact).into_iter().map(|(rule, _)| rule).collect()
    };
    assert_eq!(told(&late), [Rule::Plan, Rule::Hold, Rule::Hours, Rule::Holiday, Rule::Week]);
    let timed = Contact { initiative: Initiative::Agreed, ..late };
    assert_eq!(told(&timed), [Rule::Hours, Rule::Holiday]);
    let asked = Contact { initiative: Initiative::Debtor, ..late };
    assert!(told(&asked).is_empty());
    assert!(told(&reminder(at("2026-11-20 10:00:00"), &[])).is_empty());
}

#[test]
fn a_law_holds_from_its_first_day_on() {
    let mut new = strict();
    for limit in &mut new.limits {
        limit.source.since = NaiveDate::from_ymd_opt(2026, 11, 22);
    }
    for (now, expected) in [
        ("2026-11-21 23:59:59", Decision::Send(Rule::Open)),
        ("2026-11-22 00:00:00", Decision::WaitUntil(at("2026-11-23 08:00:00"), Rule::Weekend)),
    ] {
        assert_eq!(decision(&new, &reminder(at(now), &[])), expected, "{now}");
    }
}

#[test]
fn the_law_behind_a_rule_is_looked_for_in_both_packs_and_the_same_pack_adds_nothing() {
    let first = Pack { behind: Vec::new(), ..strict() };
    let second = Pack { country: Some(Country::Gb), ..strict() };
    let now = at("2026-11-20 10:00:00");
    let space = Contact { barriers: &[Barrier::BreathingSpace], ..reminder(now, &[]) };
    let law = |rules: Rules<'_>| rules.decide(&space).source.map(|source| source.law.clone());
    assert_eq!(law(Rules::of(&first)), None);
    assert_eq!(law(Rules::of(&first).and_pack(&second)).as_deref(), Some("a moratorium"));
    assert_eq!(Rules::of(&first).and_pack(&first).limits().count(), 3);
    assert_eq!(Rules::of(&first).and_pack(&second).limits().count(), 6);
}
