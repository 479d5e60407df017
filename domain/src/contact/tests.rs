//! The engine of the rules, on packs that the tests make. What real packs say is tested beside their files.

mod barriers;
mod laws;

use std::num::NonZeroU16;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Weekday};

use super::*;
use crate::calendar::{Holidays, is_holiday};
use crate::country::Country;

fn at(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S").expect("a local time")
}

fn time(text: &str) -> NaiveTime {
    NaiveTime::parse_from_str(text, "%H:%M").expect("a time of day")
}

fn n(number: u16) -> NonZeroU16 {
    NonZeroU16::new(number).expect("not zero")
}

fn source(law: &str) -> Source {
    Source {
        law: law.to_owned(),
        article: "1".to_owned(),
        url: String::new(),
        since: None,
        standing: Standing::Own,
        reading: String::new(),
    }
}

fn limit(what: What, on: Channels) -> Limit {
    Limit { what, on, whose: Whose::Pack, source: source("a law") }
}

fn business_hours(opens: &str, closes: &str) -> Hours {
    let span = Span::new(time(opens), Some(time(closes)));
    Hours::new([span, span, span, span, span, None, None])
}

fn pack(limits: Vec<Limit>) -> Pack {
    Pack {
        country: None,
        version: n(1),
        checked_on: NaiveDate::from_ymd_opt(2026, 11, 22).expect("a day"),
        notes: Vec::new(),
        limits,
        forbidden: vec![(Act::AskReason, source("a ban"))],
        required: vec![(Block::OptOut, source("a duty"))],
        behind: vec![(Rule::BreathingSpace, source("a moratorium"))],
        keep: None,
        places: Vec::new(),
    }
}

const SEVEN: NonZeroU16 = NonZeroU16::new(7).expect("not zero");

/// Monday to Friday, 8 to 19, no holiday, seven days apart.
fn strict() -> Pack {
    pack(vec![
        limit(What::Hours(business_hours("08:00", "19:00")), Channels::ALL),
        limit(What::Holidays, Channels::ALL),
        limit(What::Apart { days: SEVEN, counts: Counts::Attempts }, Channels::ALL),
    ])
}

fn reached(channel: Channel, when: &str) -> Past {
    Past { at: at(when), channel, initiative: Initiative::Creditor, outcome: Outcome::Reached }
}

/// An e-mail that left then.
fn sent_at(at: NaiveDateTime) -> Past {
    let (channel, initiative) = (Channel::Email, Initiative::Creditor);
    Past { at, channel, initiative, outcome: Outcome::Reached }
}

fn mails(whens: &[&str]) -> Vec<Past> {
    whens.iter().map(|when| reached(Channel::Email, when)).collect()
}

/// A clock that is never changed.
fn same(at: NaiveDateTime) -> NaiveDateTime {
    at
}

/// A reminder by e-mail in Peru that nothing stands against.
fn reminder(now: NaiveDateTime, past: &[Past]) -> Contact<'_> {
    Contact {
        initiative: Initiative::Creditor,
        about: About::Debt,
        channel: Channel::Email,
        countries: &[Country::Pe],
        now,
        past,
        barriers: &[],
        ends: &[],
        allowed: Channels::NONE,
        shown: &same,
    }
}

fn decision(pack: &Pack, contact: &Contact<'_>) -> Decision {
    Rules::of(pack).decide(contact).decision
}

#[test]
fn a_message_leaves_between_eight_and_seven_on_a_business_day() {
    use Decision::{Send, WaitUntil};
    let monday = at("2026-11-23 08:00:00");
    for (now, expected) in [
        ("2026-11-20 07:59:59", WaitUntil(at("2026-11-20 08:00:00"), Rule::Hours)),
        ("2026-11-20 08:00:00", Send(Rule::Open)),
        ("2026-11-20 12:30:00", Send(Rule::Open)),
        ("2026-11-20 18:59:59", Send(Rule::Open)),
        ("2026-11-20 19:00:00", WaitUntil(monday, Rule::Hours)),
        ("2026-11-21 10:00:00", WaitUntil(monday, Rule::Weekend)),
        ("2026-11-22 23:59:59", WaitUntil(monday, Rule::Weekend)),
        // In Peru 8 and 9 December are holidays.
        ("2026-12-07 20:00:00", WaitUntil(at("2026-12-10 08:00:00"), Rule::Hours)),
        ("2026-12-08 10:00:00", WaitUntil(at("2026-12-10 08:00:00"), Rule::Holiday)),
    ] {
        assert_eq!(decision(&strict(), &reminder(at(now), &[])), expected, "{now}");
    }
}

#[test]
fn the_next_message_waits_seven_days_to_the_second() {
    let past = mails(&["2026-11-03 09:00:00", "2026-11-17 09:30:00", "2026-11-10 09:00:00"]);
    let wait = Decision::WaitUntil(at("2026-11-24 09:30:00"), Rule::Week);
    for (now, expected) in [
        ("2026-11-17 09:30:01", wait),
        ("2026-11-21 09:30:00", wait),
        ("2026-11-24 09:29:59", wait),
        ("2026-11-24 09:30:00", Decision::Send(Rule::Open)),
    ] {
        assert_eq!(decision(&strict(), &reminder(at(now), &past)), expected, "{now}");
    }
}

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
fn a_cap_counts_dates_and_every_days_in_a_row() {
    let most =
        |times, days| What::Most { times: n(times), days: n(days), counts: Counts::Attempts };
    let past = mails(&["2026-11-02 23:59:59", "2026-11-09 00:00:00", "2026-11-11 12:00:00"]);
    for (times, days, now, expected) in [
        (1, 1, "2026-11-11 18:00:00", Some("2026-11-12 00:00:00")),
        (1, 1, "2026-11-12 00:00:00", None),
        (2, 7, "2026-11-12 10:00:00", Some("2026-11-16 00:00:00")),
        (2, 7, "2026-11-15 23:59:59", Some("2026-11-16 00:00:00")),
        (3, 7, "2026-11-12 10:00:00", None),
        (3, 9, "2026-11-11 13:00:00", None),
        (3, 10, "2026-11-11 13:00:00", Some("2026-11-12 00:00:00")),
        (3, 31, "2026-11-12 10:00:00", Some("2026-12-03 00:00:00")),
        (4, 31, "2026-11-12 10:00:00", None),
    ] {
        let capped = pack(vec![limit(most(times, days), Channels::ALL)]);
        let expected = match expected {
            Some(until) => Decision::WaitUntil(at(until), Rule::Most),
            None => Decision::Send(Rule::Open),
        };
        let given = decision(&capped, &reminder(at(now), &past));
        assert_eq!(given, expected, "{times} in {days} on {now}");
    }
}

#[test]
fn a_limit_counts_its_own_channels_and_speaks_of_no_other() {
    let spoken = Channels::NONE.with(Channel::Call).with(Channel::Visit);
    let week = What::Most { times: n(1), days: n(7), counts: Counts::Attempts };
    let calls = pack(vec![limit(week, spoken)]);
    let past = [
        reached(Channel::Visit, "2026-11-17 10:00:00"),
        reached(Channel::Email, "2026-11-18 10:00:00"),
    ];
    let now = at("2026-11-18 11:00:00");
    let email = reminder(now, &past);
    assert_eq!(decision(&calls, &email), Decision::Send(Rule::Open));
    let call = Contact { channel: Channel::Call, ..email };
    let expected = Decision::WaitUntil(at("2026-11-24 00:00:00"), Rule::Most);
    assert_eq!(decision(&calls, &call), expected);
}

#[test]
fn what_came_in_and_what_was_asked_for_never_counts() {
    let reached_only = What::Most { times: n(1), days: n(7), counts: Counts::Reached };
    let attempts = What::Most { times: n(1), days: n(7), counts: Counts::Attempts };
    let now = at("2026-11-18 11:00:00");
    let one = reached(Channel::Email, "2026-11-17 10:00:00");
    for (what, past, counts) in [
        (attempts, one, true),
        (attempts, Past { outcome: Outcome::Tried, ..one }, true),
        (attempts, Past { initiative: Initiative::Debtor, ..one }, false),
        (attempts, Past { initiative: Initiative::Agreed, ..one }, false),
        (reached_only, one, true),
        (reached_only, Past { outcome: Outcome::Tried, ..one }, false),
    ] {
        let capped = pack(vec![limit(what, Channels::ALL)]);
        let waits = decision(&capped, &reminder(now, &[past])) != Decision::Send(Rule::Open);
        assert_eq!(waits, counts, "{what:?} {past:?}");
    }
}

#[test]
fn one_channel_in_a_week_lets_the_same_one_pass() {
    let one = pack(vec![limit(
        What::OneChannel { days: SEVEN, counts: Counts::Attempts },
        Channels::ALL,
    )]);
    let past = [reached(Channel::Sms, "2026-11-17 10:00:00")];
    let email = reminder(at("2026-11-18 10:00:00"), &past);
    let expected = Decision::WaitUntil(at("2026-11-24 00:00:00"), Rule::OneChannel);
    assert_eq!(decision(&one, &email), expected);
    let sms = Contact { channel: Channel::Sms, ..email };
    assert_eq!(decision(&one, &sms), Decision::Send(Rule::Open));
}

#[test]
fn a_letter_knows_no_hours_and_counts_as_any_other_contact() {
    let strict = strict();
    let night = reminder(at("2026-11-15 23:00:00"), &[]);
    let letter = Contact { channel: Channel::Letter, ..night };
    assert_eq!(decision(&strict, &letter), Decision::Send(Rule::Open), "a Sunday night");
    let past = [reached(Channel::Call, "2026-11-14 10:00:00")];
    let soon = Contact { past: &past, ..letter };
    let expected = Decision::WaitUntil(at("2026-11-21 10:00:00"), Rule::Week);
    assert_eq!(decision(&strict, &soon), expected);
}

#[test]
fn a_channel_needs_the_debtors_yes_where_the_pack_says_so() {
    let phones = Channels::NONE.with(Channel::WhatsApp).with(Channel::Sms);
    let asking = pack(vec![limit(What::Permission, phones)]);
    let email = reminder(at("2026-11-18 10:00:00"), &[]);
    let whatsapp = Contact { channel: Channel::WhatsApp, ..email };
    let allowed = Contact { allowed: Channels::NONE.with(Channel::WhatsApp), ..whatsapp };
    assert_eq!(decision(&asking, &email), Decision::Send(Rule::Open));
    assert_eq!(decision(&asking, &whatsapp), Decision::Blocked(Rule::NotAllowed));
    assert_eq!(decision(&asking, &allowed), Decision::Send(Rule::Open));
    let asked = Contact { initiative: Initiative::Debtor, ..whatsapp };
    assert_eq!(decision(&asking, &asked), Decision::Send(Rule::Asked));
    assert_eq!(Rules::of(&asking).need_permission(), phones);
}

#[test]
fn a_wish_narrows_the_hours_and_closes_a_channel() {
    let wish = Wish {
        not_before: Some(time("10:00")),
        refused: Channels::NONE.with(Channel::Sms),
        ..Wish::default()
    };
    let strict = strict();
    let rules = Rules::of(&strict).and(wish.limits());
    let email = reminder(at("2026-11-20 08:30:00"), &[]);
    let expected = Decision::WaitUntil(at("2026-11-20 10:00:00"), Rule::WishedHours);
    assert_eq!(rules.decide(&email).decision, expected);
    let sms = Contact { channel: Channel::Sms, ..email };
    assert_eq!(rules.decide(&sms).decision, Decision::Blocked(Rule::Refused));
    let hours = rules.hours(Channel::Email).expect("hours");
    assert_eq!(hours.to_string(), "mon-fri 10:00-19:00");
    let late = Wish { not_before: Some(time("19:00")), ..Wish::default() };
    let never = Rules::of(&strict).and(late.limits());
    assert_eq!(never.decide(&email).decision, Decision::Blocked(Rule::WishedHours));
    assert!(never.hours(Channel::Email).is_some_and(|hours| hours.is_never()));
    let nothing = Wish { not_before: Some(time("12:00")), not_after: Some(time("11:00")), ..late };
    assert_eq!(nothing.hours(), None);
    let never = Rules::of(&strict).and(nothing.limits());
    assert_eq!(never.decide(&email).decision, Decision::Blocked(Rule::WishedHours));
    assert!(!wish.is_silence() && Wish::default().limits().is_empty());
}

#[test]
fn a_wish_for_fewer_contacts_keeps_the_next_one_back_and_nothing_that_was_agreed() {
    let wish = Wish { apart: Some(14), ..Wish::default() };
    let strict = strict();
    let rules = Rules::of(&strict).and(wish.limits());
    let past = mails(&["2026-11-09 10:00:00"]);
    let soon = reminder(at("2026-11-18 10:00:00"), &past);
    let expected = Decision::WaitUntil(at("2026-11-23 10:00:00"), Rule::WishedApart);
    assert_eq!(rules.decide(&soon).decision, expected);
    let then = Contact { now: at("2026-11-23 10:00:00"), ..soon };
    assert_eq!(rules.decide(&then).decision, Decision::Send(Rule::Open));
    let agreed = Contact { initiative: Initiative::Agreed, ..soon };
    assert!(matches!(rules.decide(&agreed).decision, Decision::Send(_)));
    assert!(Wish { apart: Some(0), ..Wish::default() }.limits().is_empty());
}

#[test]
fn what_the_debtor_asked_for_leaves_at_once() {
    let past = mails(&["2026-12-24 10:00:00"]);
    for country in Country::ALL {
        for barriers in [&[][..], &[Barrier::Hold], &[Barrier::OptOut, Barrier::Deceased]] {
            let now = at("2026-12-25 03:00:00");
            let reminder = reminder(now, &past);
            let asked = Contact {
                initiative: Initiative::Debtor,
                countries: &[country],
                barriers,
                ..reminder
            };
            assert_eq!(decision(&strict(), &asked), Decision::Send(Rule::Asked));
        }
    }
}

#[test]
fn what_the_program_times_and_the_debtor_has_to_know_waits_for_the_hours_only() {
    use Barrier::{BreathingSpace, Deceased, Hardship, Hold, OptOut, WrongPerson};
    use Decision::{Blocked, Send, WaitUntil};
    let past = mails(&["2026-11-19 10:00:00"]);
    for (now, barriers, expected) in [
        ("2026-11-20 10:00:00", &[][..], Send(Rule::Open)),
        ("2026-11-20 10:00:00", &[Hold, OptOut], Send(Rule::Open)),
        ("2026-11-20 10:00:00", &[WrongPerson], Blocked(Rule::WrongPerson)),
        ("2026-11-20 10:00:00", &[Deceased], Blocked(Rule::Deceased)),
        ("2026-11-20 10:00:00", &[BreathingSpace, Hold], Blocked(Rule::BreathingSpace)),
        ("2026-11-20 10:00:00", &[Hardship], Send(Rule::Open)),
        ("2026-11-20 19:00:00", &[], WaitUntil(at("2026-11-23 08:00:00"), Rule::Hours)),
        ("2026-11-21 10:00:00", &[], WaitUntil(at("2026-11-23 08:00:00"), Rule::Weekend)),
        ("2026-12-08 10:00:00", &[Hold], WaitUntil(at("2026-12-10 08:00:00"), Rule::Holiday)),
    ] {
        let reminder = reminder(at(now), &past);
        let agreed = Contact { initiative: Initiative::Agreed, barriers, ..reminder };
        assert_eq!(decision(&strict(), &agreed), expected, "{now} {barriers:?}");
    }
}

#[test]
fn a_country_without_holidays_gets_answers_only() {
    let reminder = reminder(at("2026-11-20 10:00:00"), &[]);
    for country in Country::ALL.into_iter().filter(|&country| !Holidays::built(country)) {
        let there = Contact { countries: &[country], ..reminder };
        let expected = Decision::Blocked(Rule::HolidaysUnknown);
        assert_eq!(decision(&strict(), &there), expected, "{country}");
        let agreed = Contact { initiative: Initiative::Agreed, ..there };
        assert_eq!(decision(&strict(), &agreed), Decision::Send(Rule::Open), "{country}");
    }
}

#[test]
fn who_calls_knows_the_holidays_and_keeps_to_all_other_rules() {
    use Decision::{Blocked, Send, WaitUntil};
    let mut refusing = strict();
    refusing.limits.push(Limit { whose: Whose::Debtor, ..limit(What::Never, Channels::ALL) });
    let (none, yesterday) = ([], [reached(Channel::Email, "2026-11-23 10:00:00")]);
    let (open, monday) = ("2026-11-24 10:00:00", at("2026-11-23 08:00:00"));
    for (pack, now, past, expected) in [
        (&strict(), open, &none[..], Send(Rule::Open)),
        (&strict(), "2026-11-23 07:00:00", &none[..], WaitUntil(monday, Rule::Hours)),
        (&strict(), "2026-11-22 10:00:00", &none[..], WaitUntil(monday, Rule::Weekend)),
        (&strict(), open, &yesterday[..], WaitUntil(at("2026-11-30 10:00:00"), Rule::Week)),
        (&refusing, open, &none[..], Blocked(Rule::Refused)),
    ] {
        for channel in [Channel::Call, Channel::Visit] {
            let countries = &[Country::Cr];
            let call = Contact { channel, countries, ..reminder(at(now), past) };
            assert_eq!(decision(pack, &call), expected, "{now} {channel:?}");
        }
    }
}

#[test]
fn a_day_is_open_if_anything_may_leave_at_some_hour_of_it() {
    let strict = strict();
    let rules = Rules::of(&strict);
    for (day, expected) in
        [("2026-11-27", true), ("2026-11-28", false), ("2026-11-29", false), ("2026-12-08", false)]
    {
        let day = day.parse().expect("a day");
        assert_eq!(rules.opens_on(Channel::Email, &[Country::Pe], day), expected, "{day}");
    }
    let no_limits = pack(Vec::new());
    let sunday = "2026-11-29".parse().expect("a day");
    assert!(Rules::of(&no_limits).opens_on(Channel::Email, &[Country::Pe], sunday));
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

/// A clock that leaves out the hour from two to three on one day.
fn leaps(local: NaiveDateTime) -> NaiveDateTime {
    let (from, to) = (at("2026-03-29 02:00:00"), at("2026-03-29 03:00:00"));
    if local >= from && local < to { to } else { local }
}

#[test]
fn a_window_that_does_not_exist_on_a_day_opens_on_the_next() {
    let night = |opens, closes| {
        let span = Span::new(time(opens), Some(time(closes))).expect("an instant");
        pack(vec![limit(What::Hours(Hours::every_day(span)), Channels::ALL)])
    };
    let reminder = reminder(at("2026-03-29 01:30:00"), &[]);
    let leaping = Contact { shown: &leaps, ..reminder };
    for (opens, closes, until) in [
        ("02:00", "02:45", "2026-03-30 02:00:00"),
        ("02:15", "04:00", "2026-03-29 03:00:00"),
        ("05:00", "06:00", "2026-03-29 05:00:00"),
    ] {
        let expected = Decision::WaitUntil(at(until), Rule::Hours);
        assert_eq!(decision(&night(opens, closes), &leaping), expected, "{opens}");
    }
}

#[test]
fn with_two_countries_the_holidays_of_both_count() {
    let strict = strict();
    // 2026-11-16 is one in Colombia, 2026-12-09 in Peru, 2026-12-08 in both, 2026-12-10 in neither.
    let both = [Country::Co, Country::Pe];
    for (day, countries, expected) in [
        ("2026-11-16", &both[..1], false),
        ("2026-11-16", &both[1..], true),
        ("2026-11-16", &both[..], false),
        ("2026-12-09", &both[..1], true),
        ("2026-12-09", &both[..], false),
        ("2026-12-08", &both[..], false),
        ("2026-12-10", &both[..], true),
    ] {
        let ten = at(&format!("{day} 10:00:00"));
        let there = Contact { countries, ..reminder(ten, &[]) };
        let leaves = decision(&strict, &there) == Decision::Send(Rule::Open);
        assert_eq!(leaves, expected, "{day} {countries:?}");
        let opens = Rules::of(&strict).opens_on(Channel::Email, countries, ten.date());
        assert_eq!(opens, expected, "{day} {countries:?}");
    }
    let unknown = [Country::Pe, Country::Uy];
    let there = Contact { countries: &unknown, ..reminder(at("2026-11-20 10:00:00"), &[]) };
    assert_eq!(decision(&strict, &there), Decision::Blocked(Rule::HolidaysUnknown));
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

#[test]
fn hours_that_never_meet_block() {
    let (morning, evening) = (business_hours("08:00", "12:00"), business_hours("18:00", "20:00"));
    let apart = pack(vec![
        limit(What::Hours(morning), Channels::ALL),
        limit(What::Hours(evening), Channels::ALL),
    ]);
    let given = decision(&apart, &reminder(at("2026-11-20 10:00:00"), &[]));
    assert_eq!(given, Decision::Blocked(Rule::Hours));
    assert!(Rules::of(&apart).hours(Channel::Email).is_some_and(|hours| hours.is_never()));
}

#[test]
fn a_year_of_sending_as_soon_as_allowed_keeps_every_rule() {
    for country in Country::ALL.into_iter().filter(|&country| Holidays::built(country)) {
        let (mut now, mut sent) = (at("2026-01-01 00:00:00"), Vec::new());
        let strict = strict();
        while now < at("2027-01-01 00:00:00") {
            let there = Contact { countries: &[country], ..reminder(now, &sent) };
            let given = decision(&strict, &there);
            match given {
                Decision::Send(_) => sent.push(sent_at(now)),
                Decision::WaitUntil(later, _) => now = later,
                Decision::Blocked(rule) => panic!("blocked by {}", rule.code()),
            }
        }
        let gap = TimeDelta::days(7);
        assert!(sent.windows(2).all(|pair| pair[1].at - pair[0].at >= gap), "{country}");
        let hours = business_hours("08:00", "19:00");
        for past in &sent {
            assert!(hours.is_open(past.at) && is_holiday(country, past.at.date()).is_none());
        }
        // A holiday or two may push the weekly day on, never by more than a few days in all.
        assert!((46..=53).contains(&sent.len()), "{country}: {}", sent.len());
    }
}

#[test]
fn weekdays_are_told_by_three_letters() {
    assert_eq!(WEEK.map(short_day).join(" "), "mon tue wed thu fri sat sun");
    assert_eq!(WEEK.map(|day| day.num_days_from_monday()), [0, 1, 2, 3, 4, 5, 6]);
    assert_eq!(short_day(Weekday::Sun), "sun");
}
