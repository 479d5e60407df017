//! How often somebody may be written to, and how far one contact is from the next.

use chrono::TimeDelta;

use super::*;
use crate::calendar::{Holidays, is_holiday};

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
