//! Automatic payment of a plan: on which day an instalment is charged, how often it is tried, at which hours.
//!
//! | what | rule |
//! | --- | --- |
//! | the day | the instalment's date, as it stands then; if it is closed, the next open day |
//! | the debtor was not told before that day | the first open day after the letter left |
//! | the hours | Monday to Friday, 08:00 to 19:00, on the debtor's clock, on no holiday where the debtor lives or where the creditor is |
//! | the bank says no | as many more tries as was agreed, each so many days after the one before, never on the same day; usually two, three days apart |
//! | the bank says no for good, or asks the debtor to confirm | no more tries: the debtor pays by hand |
//! | nobody was asked, the provider being out of reach | again within the hours |
//! | the provider never took the charge up | again on the next day |
//! | fourteen days after the date | nothing is charged any more; days that do not count for the plan are none of them |
//! | the grace ends, and no bank has answered yet | it is not missed before a bank has, or these fourteen days are over, and the grace once more; who pays by hand until then is in time |
//! | the money came, and was taken back | nothing is charged for that instalment by itself any more |
//! | the money came, and something is open all the same | it is told of, and charged, like any other |
//!
//! What is paid, moved, or no longer part of a plan that runs is not asked for here: the caller looks at
//! instalments that are open.

use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime};
mod notice;

use crate::calendar::is_business_day;
use crate::country::Country;
use crate::plan::Part;
use crate::policy::Retries;

pub use notice::{Fate, Letter, MOST_LETTERS, Notice, TOLD_DAYS, is_wanted, notice, told_on};

/// The first minute of the day at which a charge may be made.
pub const OPENS: NaiveTime = NaiveTime::from_hms_opt(8, 0, 0).expect("a time of day");

/// The first minute of the day at which none may be made any more.
pub const CLOSES: NaiveTime = NaiveTime::from_hms_opt(19, 0, 0).expect("a time of day");

/// So many days that count after its date an instalment is no longer charged.
pub const LATEST_DAYS: u16 = 14;

/// The days on which an instalment may be charged, the first and the last included; see
/// [`crate::plan::Plan::charged_in`].
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Window {
    /// Its date.
    pub from: NaiveDate,
    /// The last day.
    pub until: NaiveDate,
}

/// What came of one try.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Came {
    /// It is not known yet, or the money is on its way.
    UnderWay,
    /// The money came.
    Paid,
    /// The bank said no; it may say yes another day.
    Declined,
    /// The bank will never say yes to this card: lost, stolen, expired, taken away.
    Never,
    /// The bank wants the debtor to confirm.
    ToConfirm,
    /// The provider never took it up.
    NotMade,
    /// The provider could not be reached: nobody was asked.
    Unreached,
}

/// One try to charge an instalment.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Try {
    /// The day, on the debtor's clock.
    pub on: NaiveDate,
    /// What came of it.
    pub came: Came,
}

/// The first day in its window on which an open instalment may be charged next, after all `tries` of it, oldest first;
/// `None` if it is charged no more, or not before a try is decided.
pub fn next_on(window: Window, tries: &[Try], retries: Retries) -> Option<NaiveDate> {
    let over = |came| matches!(came, Came::UnderWay | Came::Paid | Came::Never | Came::ToConfirm);
    let declined = tries.iter().filter(|one| one.came == Came::Declined).count();
    if declined > usize::from(retries.times) || tries.iter().any(|one| over(one.came)) {
        return None;
    }
    let wait = |one: &Try| match one.came {
        Came::Declined => one.on.checked_add_days(Days::new(u64::from(retries.days.max(1)))),
        Came::NotMade => one.on.succ_opt(),
        _ => Some(one.on),
    };
    let mut day = window.from;
    for one in tries {
        day = day.max(wait(one)?);
    }
    (day <= window.until).then_some(day)
}

/// The tries that still say something of an instalment that is open. One whose money came says nothing, for
/// that money was not enough, unless money was taken back since: what a bank took is not charged again.
pub fn that_count(part: &Part, tries: &[Try]) -> Vec<Try> {
    let counts = |one: &&Try| one.came != Came::Paid || part.reopened_on.is_some();
    tries.iter().filter(counts).copied().collect()
}

/// The first time at or after `now`, on the debtor's clock, at which a charge for `day` may be made, of which
/// the debtor is told by a letter first, with the holidays of all `countries`; `None` once it is too late for an
/// instalment of that window, and while nobody could be told.
pub fn next_at(
    countries: &[Country],
    (window, day): (Window, NaiveDate),
    notice: Notice,
    now: NaiveDateTime,
) -> Option<NaiveDateTime> {
    let told_on = match notice {
        Notice::Given(on) => on,
        // The letter leaves within the hours too.
        Notice::Ahead => first_open(countries, now)?.date(),
        Notice::Failed => return None,
    };
    let day = day.max(told_on.succ_opt()?);
    let from = now.max(day.and_time(NaiveTime::MIN));
    first_open(countries, from).filter(|at| at.date() <= window.until)
}

/// The first open time at or after `from`; `None` only at the end of the calendar. Where the holidays are
/// not known only weekends are closed.
fn first_open(countries: &[Country], from: NaiveDateTime) -> Option<NaiveDateTime> {
    let today = from.date();
    if is_open(countries, today) && from.time() < CLOSES {
        return Some(today.and_time(from.time().max(OPENS)));
    }
    let later = |day: &NaiveDate| is_open(countries, *day);
    today.iter_days().skip(1).find(later).map(|day| day.and_time(OPENS))
}

/// Whether a day is one of work in every one of `countries`.
fn is_open(countries: &[Country], day: NaiveDate) -> bool {
    countries.iter().all(|country| is_business_day(*country, day))
}

/// Whether no bank has answered about an instalment yet, though one is still to be asked: until then it is
/// not missed.
pub fn is_untried(window: Window, tries: &[Try], today: NaiveDate) -> bool {
    is_unanswered(tries) && today <= window.until
}

/// Whether no bank has answered to any of `tries`.
pub fn is_unanswered(tries: &[Try]) -> bool {
    let answered = |came| !matches!(came, Came::UnderWay | Came::NotMade | Came::Unreached);
    !tries.iter().any(|one| answered(one.came))
}

#[cfg(test)]
mod tests {
    use chrono::{TimeDelta, Timelike};
    use proptest::prelude::*;

    use super::*;
    use crate::calendar::is_business_day;
    use crate::money::{Currency, Money};

    fn date(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn window(from: NaiveDate) -> Window {
        Window { from, until: from + Days::new(u64::from(LATEST_DAYS)) }
    }

    fn at(text: &str) -> NaiveDateTime {
        text.parse().expect("a time")
    }

    #[test]
    fn a_bank_is_asked_three_times_three_days_apart() {
        use Came::{Declined, Never, NotMade, Paid, ToConfirm, UnderWay, Unreached};
        let due = date("2026-11-24");
        for (tries, expected) in [
            (&[][..], Some("2026-11-24")),
            (&[("2026-11-24", Declined)], Some("2026-11-27")),
            (&[("2026-11-24", Declined), ("2026-11-27", Declined)], Some("2026-11-30")),
            (&[("2026-11-24", Declined), ("2026-11-27", Declined), ("2026-11-30", Declined)], None),
            (&[("2026-11-24", Never)], None),
            (&[("2026-11-24", ToConfirm)], None),
            (&[("2026-11-24", UnderWay)], None),
            (&[("2026-11-24", Paid)], None),
            (&[("2026-11-24", Unreached)], Some("2026-11-24")),
            (&[("2026-11-24", NotMade)], Some("2026-11-25")),
            (&[("2026-11-24", Declined), ("2026-11-27", NotMade)], Some("2026-11-28")),
            // A try of before its date was moved.
            (&[("2026-11-10", Declined)], Some("2026-11-24")),
            (&[("2026-12-06", Declined)], None),
        ] {
            let tries: Vec<_> =
                tries.iter().map(|(on, came)| Try { on: date(on), came: *came }).collect();
            let next = next_on(window(due), &tries, Retries::USUAL);
            assert_eq!(next, expected.map(date), "{tries:?}");
        }
    }

    #[test]
    fn a_bank_is_asked_as_often_as_was_agreed() {
        let due = date("2026-11-24");
        for (retries, days) in [
            ((0, 0), vec![24]),
            ((0, 7), vec![24]),
            ((1, 5), vec![24, 29]),
            ((3, 1), vec![24, 25, 26, 27]),
            // Never twice on a day.
            ((2, 0), vec![24, 25, 26]),
            // Nothing is charged after two weeks.
            ((4, 5), vec![24, 29, 34]),
        ] {
            let retries = Retries { times: retries.0, days: retries.1 };
            let mut tries = Vec::new();
            while let Some(on) = next_on(window(due), &tries, retries) {
                tries.push(Try { on, came: Came::Declined });
            }
            let after = |one: &Try| (one.on - due).num_days() + 24;
            assert_eq!(tries.iter().map(after).collect::<Vec<_>>(), days, "{retries:?}");
        }
    }

    #[test]
    fn a_charge_waits_for_an_open_hour_of_an_open_day() {
        for (day, now, expected) in [
            ("2026-11-24", "2026-11-23T09:00:00", Some("2026-11-24T08:00:00")),
            ("2026-11-24", "2026-11-24T07:59:59", Some("2026-11-24T08:00:00")),
            ("2026-11-24", "2026-11-24T10:30:00", Some("2026-11-24T10:30:00")),
            ("2026-11-24", "2026-11-24T19:00:00", Some("2026-11-25T08:00:00")),
            ("2026-11-28", "2026-11-28T10:00:00", Some("2026-11-30T08:00:00")),
            // In Peru 8 and 9 December are holidays.
            ("2026-12-08", "2026-12-08T10:00:00", Some("2026-12-10T08:00:00")),
            ("2026-11-24", "2026-12-08T10:00:00", None),
        ] {
            let days = (window(date(day)), date(day));
            let told = Notice::Given(date("2026-11-20"));
            assert_eq!(
                next_at(&[Country::Pe], days, told, at(now)),
                expected.map(at),
                "{day} {now}"
            );
        }
    }

    #[test]
    fn a_charge_waits_for_a_day_that_is_open_where_the_debtor_lives_and_where_the_creditor_is() {
        let told = Notice::Given(date("2026-09-01"));
        // Mexico's 16 September, Colombia's 12 October.
        for (countries, day, expected) in [
            (&[Country::Mx, Country::Es][..], "2026-09-16", "2026-09-17T08:00:00"),
            (&[Country::Es, Country::Mx], "2026-09-16", "2026-09-17T08:00:00"),
            (&[Country::Es], "2026-09-16", "2026-09-16T08:00:00"),
            (&[Country::Pe, Country::Co], "2026-10-12", "2026-10-13T08:00:00"),
        ] {
            let days = (window(date(day)), date(day));
            let next = next_at(countries, days, told, date(day).and_time(NaiveTime::MIN));
            assert_eq!(next, Some(at(expected)), "{countries:?} {day}");
        }
    }

    #[test]
    fn an_instalment_is_untried_until_a_bank_has_answered() {
        let due = date("2026-11-24");
        let one = |came| [Try { on: due, came }];
        assert!(is_untried(window(due), &[], date("2026-11-30")));
        assert!(!is_untried(window(due), &[], date("2026-12-09")));
        for came in [Came::UnderWay, Came::NotMade, Came::Unreached] {
            assert!(is_untried(window(due), &one(came), date("2026-11-30")), "{came:?}");
        }
        for came in [Came::Paid, Came::Declined, Came::Never, Came::ToConfirm] {
            assert!(!is_untried(window(due), &one(came), date("2026-11-30")), "{came:?}");
        }
    }

    #[test]
    fn a_charge_waits_until_the_debtor_has_been_told_on_a_day_before() {
        for (notice, now, expected) in [
            (Notice::Given(date("2026-11-21")), "2026-11-24T10:00:00", Some("2026-11-24T10:00:00")),
            // The letter left on the day itself; it is still to leave; on a Friday after the hours.
            (Notice::Given(date("2026-11-24")), "2026-11-24T10:00:00", Some("2026-11-25T08:00:00")),
            (Notice::Ahead, "2026-11-23T18:59:59", Some("2026-11-24T08:00:00")),
            (Notice::Ahead, "2026-11-23T19:00:00", Some("2026-11-25T08:00:00")),
            (Notice::Ahead, "2026-11-27T19:00:00", Some("2026-12-01T08:00:00")),
            // Two weeks are over by then.
            (Notice::Ahead, "2026-12-07T19:00:00", None),
            (Notice::Failed, "2026-11-24T10:00:00", None),
        ] {
            let days = (window(date("2026-11-24")), date("2026-11-24"));
            let next = next_at(&[Country::Pe], days, notice, at(now));
            assert_eq!(next, expected.map(at), "{notice:?} {now}");
        }
    }

    #[test]
    fn a_try_whose_money_came_counts_only_where_money_was_taken_back() {
        let soles = |minor| Money::new(minor, Currency::parse("PEN").expect("PEN"));
        let due = date("2026-11-24");
        let open = Part {
            number: 1,
            due_on: due,
            agreed: soles(10_000).expect("positive"),
            reduced: soles(0).expect("positive"),
            paid: soles(9_000).expect("positive"),
            settled_on: None,
            missed_on: None,
            reopened_on: None,
            held_days: 0,
            untried_until: None,
        };
        let declined = Try { on: due, came: Came::Declined };
        let paid = Try { on: date("2026-11-27"), came: Came::Paid };
        let tries = [declined, paid];
        assert_eq!(that_count(&open, &tries), [declined]);
        let taken_back = Part { reopened_on: Some(date("2026-11-30")), ..open };
        assert_eq!(that_count(&taken_back, &tries), tries);
        assert_eq!(next_on(window(due), &that_count(&taken_back, &tries), Retries::USUAL), None);
        assert_eq!(
            next_on(window(due), &that_count(&open, &tries), Retries::USUAL),
            Some(date("2026-11-27"))
        );
    }

    fn came() -> impl Strategy<Value = Came> {
        use Came::{Declined, Never, NotMade, Paid, ToConfirm, UnderWay, Unreached};
        prop::sample::select(vec![UnderWay, Paid, Declined, Never, ToConfirm, NotMade, Unreached])
    }

    proptest! {
        #![proptest_config(crate::law::tried(10_000))]

        #[test]
        fn no_charge_is_outside_the_hours_early_or_too_late(
            country in prop::sample::select(Country::ALL.to_vec()),
            day in 0..1_500_i64,
            ahead in 0..7_i64,
            seconds in -10 * 86_400..30 * 86_400_i64,
        ) {
            let due_on = date("2025-01-01") + TimeDelta::days(day);
            let day = due_on + TimeDelta::days(ahead);
            let now = due_on.and_time(NaiveTime::MIN) + TimeDelta::seconds(seconds);
            let told = Notice::Given(told_on(&[country], due_on));
            if let Some(at) = next_at(&[country], (window(due_on), day), told, now) {
                prop_assert!(is_business_day(country, at.date()));
                prop_assert!((8..19).contains(&at.hour()));
                prop_assert!(at >= now && at.date() >= day);
                prop_assert!((at.date() - due_on).num_days() <= 14);
                prop_assert_eq!(next_at(&[country], (window(due_on), day), told, at), Some(at));
            } else {
                // Two weeks are never closed: it is late, not forgotten.
                prop_assert!(now.date() > due_on);
            }
        }

        #[test]
        fn a_bank_that_said_no_is_not_asked_again_before_its_day_nor_more_often_than_agreed(
            answers in prop::collection::vec((came(), 0..4_i64), 0..12),
            (times, days) in (0..5_u16, 1..6_u16),
        ) {
            let retries = Retries { times, days };
            let due = date("2026-11-24");
            let mut tries: Vec<Try> = Vec::new();
            for (came, late) in answers {
                let Some(day) = next_on(window(due), &tries, retries) else { break };
                tries.push(Try { on: day + TimeDelta::days(late), came });
            }
            let no: Vec<_> = tries.iter().filter(|one| one.came == Came::Declined).collect();
            prop_assert!(no.len() <= usize::from(times) + 1);
            let between = |pair: &[&Try]| (pair[1].on - pair[0].on).num_days() >= i64::from(days);
            prop_assert!(no.windows(2).all(between));
            for (one, next) in tries.iter().zip(tries.iter().skip(1)) {
                let goes_on = matches!(one.came, Came::Declined | Came::NotMade | Came::Unreached);
                prop_assert!(goes_on && next.on >= one.on);
            }
        }
    }
}
