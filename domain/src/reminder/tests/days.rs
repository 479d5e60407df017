//! From which day to which each kind of step speaks.

use super::*;
use crate::ids::ClearanceId;

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
fn beside_a_promise_or_a_proposal_the_dates_of_a_plan_are_told() {
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
        assert_eq!(found(Resting::Proposed(on(1))), expected, "{kind:?}");
        assert!(found(Resting::Proposed(on(-1))), "it lapsed: {kind:?}");
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
