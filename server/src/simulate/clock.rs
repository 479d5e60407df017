//! One time for the portal and for the simulator of Stripe, which only a simulation moves.

use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeDelta, Utc};
use chrono_tz::Tz;

use crate::clock::Clock;
use crate::stripe::simulator::InProcess;
use crate::use_cases::wall_clock;

/// Both clocks.
pub(super) struct Time {
    portal: Clock,
    stripe: InProcess,
    zone: Tz,
    first: NaiveDate,
}

impl Time {
    /// Both stand where `portal` stands; its day in `zone` is the first one.
    pub(super) fn of(portal: Clock, stripe: InProcess, zone: Tz) -> Self {
        let first = wall_clock::local(zone, portal.now()).date();
        Self { portal, stripe, zone, first }
    }

    /// Now.
    pub(super) fn now(&self) -> DateTime<Utc> {
        self.portal.now()
    }

    /// Today, where the creditor is.
    pub(super) fn today(&self) -> NaiveDate {
        wall_clock::local(self.zone, self.now()).date()
    }

    /// The date of a day, counted from 0.
    pub(super) fn date(&self, day: u32) -> NaiveDate {
        after(self.first, day)
    }

    /// Goes on to `time` of a day, where the creditor is. Time that has passed does not come back.
    pub(super) fn go_to(&self, day: u32, time: NaiveTime) {
        let at = wall_clock::instant(self.zone, self.date(day).and_time(time));
        self.pass(at - self.now());
    }

    /// Lets so much time pass.
    pub(super) fn pass(&self, time: TimeDelta) {
        if time > TimeDelta::zero() {
            self.portal.advance(time);
            self.stripe.set_clock(self.portal.now().timestamp_millis());
        }
    }
}

/// The day so many days after `date`.
pub(super) fn after(date: NaiveDate, days: u32) -> NaiveDate {
    date.checked_add_days(Days::new(u64::from(days))).unwrap_or(date)
}
