//! How often an answer may be tried.
//!
//! Per link and per debtor: five tries, then a pause; ten on one day of the creditor, then until
//! its midnight. All tries at one creditor together only slow down, so that nobody can lock out all
//! of its debtors. The phone number and a new link are never locked.

use std::time::Duration;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

/// Wrong answers before a pause.
pub const TRIES: u8 = 5;

/// How long the pause is, counted from the last wrong answer.
pub const PAUSE: TimeDelta = TimeDelta::minutes(30);

/// Wrong answers on one day before a pause until midnight.
pub const TRIES_PER_DAY: u8 = 10;

/// Failures at one creditor that cost nobody any time.
const FREE_FAILURES: u32 = 50;
/// What each further failure costs everybody, in milliseconds.
const DELAY_PER_FAILURE: u64 = 100;
/// What a try costs at most, in milliseconds.
const LONGEST_DELAY: u64 = 5_000;

/// The present and the day of the creditor that it falls on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct CreditorDay {
    /// The present.
    pub now: DateTime<Utc>,
    /// The date in the creditor's zone.
    pub date: NaiveDate,
    /// The instant at which that date ends there.
    pub ends_at: DateTime<Utc>,
}

/// The wrong answers of one link or of one debtor.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Tries {
    /// Wrong answers since the last right one, the last pause, or an earlier day.
    pub run: u8,
    /// Wrong answers on the day of the last one.
    pub on_day: u8,
    /// The creditor's date and the instant of the last wrong answer.
    pub last: Option<(NaiveDate, DateTime<Utc>)>,
}

/// Whether one more answer is looked at.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Throttle {
    /// Yes.
    Allowed {
        /// Wrong answers until the next pause, at least 1.
        left: u8,
    },
    /// Not before this instant.
    LockedUntil(DateTime<Utc>),
}

impl Tries {
    /// The tries after one more wrong answer.
    #[must_use]
    pub fn failed(self, day: &CreditorDay) -> Self {
        Self {
            run: self.run_at(day).saturating_add(1),
            on_day: self.on_day_at(day).saturating_add(1),
            last: Some((day.date, day.now)),
        }
    }

    /// The tries after a right answer. The day's count stays.
    #[must_use]
    pub const fn succeeded(self) -> Self {
        Self { run: 0, ..self }
    }

    /// Whether one more answer may be tried.
    pub fn verdict(&self, day: &CreditorDay) -> Throttle {
        let (run, on_day) = (self.run_at(day), self.on_day_at(day));
        let pause = (run >= TRIES).then(|| self.pause_ends()).flatten();
        let midnight = (on_day >= TRIES_PER_DAY).then_some(day.ends_at);
        match pause.max(midnight) {
            Some(until) => Throttle::LockedUntil(until),
            None => Throttle::Allowed { left: (TRIES - run).min(TRIES_PER_DAY - on_day) },
        }
    }

    fn pause_ends(&self) -> Option<DateTime<Utc>> {
        self.last.and_then(|(_, at)| at.checked_add_signed(PAUSE))
    }

    /// The run that still counts: it starts anew after a pause, and on another day after as long a
    /// rest. That lets nobody try more often, since a day has its own limit.
    fn run_at(&self, day: &CreditorDay) -> u8 {
        let rested = self.pause_ends().is_none_or(|end| day.now >= end);
        let another_day = self.last.is_none_or(|(date, _)| date != day.date);
        if rested && (self.run >= TRIES || another_day) { 0 } else { self.run }
    }

    fn on_day_at(&self, day: &CreditorDay) -> u8 {
        match self.last {
            Some((date, _)) if date == day.date => self.on_day,
            _ => 0,
        }
    }
}

/// Whether one more answer may be tried through `link` for `debtor`: the stricter of both.
pub fn throttle(link: &Tries, debtor: &Tries, day: &CreditorDay) -> Throttle {
    match (link.verdict(day), debtor.verdict(day)) {
        (Throttle::Allowed { left: a }, Throttle::Allowed { left: b }) => {
            Throttle::Allowed { left: a.min(b) }
        }
        (Throttle::LockedUntil(a), Throttle::LockedUntil(b)) => Throttle::LockedUntil(a.max(b)),
        (Throttle::LockedUntil(until), _) | (_, Throttle::LockedUntil(until)) => {
            Throttle::LockedUntil(until)
        }
    }
}

/// How long an answer is held before it is looked at, when all debtors of its creditor together
/// gave `failures` wrong ones in the last ten minutes. Grows with them up to five seconds.
pub fn slow_down(failures: u32) -> Duration {
    let counted = u64::from(failures.saturating_sub(FREE_FAILURES));
    Duration::from_millis((counted * DELAY_PER_FAILURE).min(LONGEST_DELAY))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A creditor in UTC, some seconds after a midnight.
    fn after(seconds: i64) -> CreditorDay {
        let start = DateTime::from_timestamp(1_795_305_600, 0).expect("in range");
        let now = start + TimeDelta::seconds(seconds);
        let date = now.date_naive();
        let tomorrow = date.succ_opt().expect("not the last day");
        CreditorDay { now, date, ends_at: tomorrow.and_time(chrono::NaiveTime::MIN).and_utc() }
    }

    fn failed_at(seconds: &[i64]) -> Tries {
        seconds.iter().fold(Tries::default(), |tries, &at| tries.failed(&after(at)))
    }

    #[test]
    fn five_wrong_answers_pause_for_half_an_hour() {
        let now = after(0).now;
        for (failures, at, expected) in [
            (&[][..], 0, Throttle::Allowed { left: 5 }),
            (&[0], 1, Throttle::Allowed { left: 4 }),
            (&[0, 1, 2, 3], 4, Throttle::Allowed { left: 1 }),
            (&[0, 1, 2, 3, 4], 5, Throttle::LockedUntil(now + TimeDelta::seconds(1804))),
            (&[0, 1, 2, 3, 4], 1803, Throttle::LockedUntil(now + TimeDelta::seconds(1804))),
            (&[0, 1, 2, 3, 4], 1804, Throttle::Allowed { left: 5 }),
            (&[0, 1, 2, 3, 4, 1804], 1805, Throttle::Allowed { left: 4 }),
            (&[0, 20_000, 40_000, 60_000], 80_000, Throttle::Allowed { left: 1 }),
            (&[0, 20_000, 40_000, 60_000], 90_000, Throttle::Allowed { left: 5 }),
        ] {
            assert_eq!(failed_at(failures).verdict(&after(at)), expected, "{failures:?} {at}");
        }
    }

    #[test]
    fn ten_wrong_answers_on_a_day_pause_until_midnight_or_longer() {
        let early: Vec<i64> = (0..5).chain(2000..2005).collect();
        let tries = failed_at(&early);
        assert_eq!(tries.verdict(&after(40_000)), Throttle::LockedUntil(after(0).ends_at));
        assert_eq!(tries.verdict(&after(86_400)), Throttle::Allowed { left: 5 });
        let late: Vec<i64> = (80_000..80_005).chain(86_390..86_395).collect();
        let until = after(86_394).now + PAUSE;
        assert_eq!(failed_at(&late).verdict(&after(86_395)), Throttle::LockedUntil(until));
    }

    #[test]
    fn the_day_limit_counts_answers_between_right_ones_too() {
        let rounds = 0..3;
        let tries = rounds.fold(Tries::default(), |tries, round| {
            let four = (0..4).fold(tries, |tries, at| tries.failed(&after(round * 10 + at)));
            if round < 2 { four.succeeded() } else { four }
        });
        assert_eq!(tries.verdict(&after(100)), Throttle::LockedUntil(after(0).ends_at));
    }

    #[test]
    fn the_stricter_of_link_and_debtor_counts() {
        let (one, five) = (failed_at(&[0]), failed_at(&[0, 1, 2, 3, 4]));
        let none = Tries::default();
        let locked = five.verdict(&after(10));
        assert_eq!(throttle(&one, &none, &after(10)), Throttle::Allowed { left: 4 });
        assert_eq!(throttle(&none, &five, &after(10)), locked);
        assert_eq!(throttle(&five, &one, &after(10)), locked);
    }

    #[test]
    fn a_creditor_slows_down_and_never_stops() {
        let millis = |failures| slow_down(failures).as_millis();
        assert_eq!(
            [0, 50, 51, 60, 100, 101, u32::MAX].map(millis),
            [0, 0, 100, 1000, 5000, 5000, 5000]
        );
    }

    proptest! {
        /// Somebody who guesses as fast as allowed, at random intervals over some days.
        #[test]
        fn nobody_guesses_more_than_five_in_a_pause_and_ten_a_day(
            pauses in prop::collection::vec(0..4000_i64, 1..300),
        ) {
            let (mut tries, mut at, mut failures) = (Tries::default(), 0, Vec::new());
            for pause in pauses {
                at += pause;
                if let Throttle::Allowed { left } = tries.verdict(&after(at)) {
                    prop_assert!((1..=TRIES).contains(&left));
                    tries = tries.failed(&after(at));
                    failures.push(after(at));
                }
            }
            for six in failures.windows(6) {
                prop_assert!(six[5].now - six[0].now >= PAUSE);
            }
            for eleven in failures.windows(11) {
                prop_assert!(eleven[0].date != eleven[10].date);
            }
        }

        #[test]
        fn a_lock_ends_when_it_says(
            times in prop::collection::vec(0..200_000_i64, 0..20),
            at in 0..200_000_i64,
        ) {
            let mut times: Vec<i64> = times.into_iter().filter(|&time| time <= at).collect();
            times.sort_unstable();
            if let Throttle::LockedUntil(until) = failed_at(&times).verdict(&after(at)) {
                prop_assert!(until > after(at).now);
                let later = after((until - after(0).now).num_seconds());
                let open = matches!(failed_at(&times).verdict(&later), Throttle::Allowed { .. });
                prop_assert!(open);
            }
        }
    }
}
