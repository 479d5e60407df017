//! What debtors allow and wish.

use super::*;

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
