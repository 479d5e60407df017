//! At which hours of which days something may leave.

use chrono::Weekday;

use super::*;
use crate::calendar::Holidays;

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
fn weekdays_are_told_by_three_letters() {
    assert_eq!(WEEK.map(short_day).join(" "), "mon tue wed thu fri sat sun");
    assert_eq!(WEEK.map(|day| day.num_days_from_monday()), [0, 1, 2, 3, 4, 5, 6]);
    assert_eq!(short_day(Weekday::Sun), "sun");
}
