//! The simulator's own clock: it runs along with real time from wherever it was set, or stands
//! still until it is moved.

use std::time::Instant;

use serde::{Deserialize, Serialize};

/// What a restart must remember of the clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Setting {
    /// Milliseconds ahead of real time while running.
    ahead_ms: i64,
    /// Where it stands, in milliseconds since the epoch, while stopped.
    stopped_at_ms: Option<i64>,
}

/// A clock whose real time was given once, at the start.
#[derive(Debug, Clone)]
pub(super) struct Clock {
    real_start_ms: i64,
    started: Instant,
    pub(super) setting: Setting,
}

impl Clock {
    /// A clock that shows real time, `real_now_ms` at this moment.
    pub(super) fn new(real_now_ms: i64) -> Self {
        let setting = Setting { ahead_ms: 0, stopped_at_ms: None };
        Self { real_start_ms: real_now_ms, started: Instant::now(), setting }
    }

    /// Milliseconds since the epoch.
    pub(super) fn now_ms(&self) -> i64 {
        self.setting.stopped_at_ms.unwrap_or_else(|| self.real_ms() + self.setting.ahead_ms)
    }

    /// Seconds since the epoch, as Stripe counts.
    pub(super) fn now(&self) -> i64 {
        self.now_ms().div_euclid(1000)
    }

    /// Whether it moves by itself.
    pub(super) fn runs(&self) -> bool {
        self.setting.stopped_at_ms.is_none()
    }

    /// Moves it to `at_ms`; it goes on running or standing as before.
    pub(super) fn set(&mut self, at_ms: i64) {
        if self.runs() {
            self.setting.ahead_ms = at_ms - self.real_ms();
        } else {
            self.setting.stopped_at_ms = Some(at_ms);
        }
    }

    /// Stops it where it is.
    pub(super) fn stop(&mut self) {
        self.setting.stopped_at_ms = Some(self.now_ms());
    }

    /// Lets it run on from where it is.
    pub(super) fn run(&mut self) {
        let at_ms = self.now_ms();
        self.setting = Setting { ahead_ms: at_ms - self.real_ms(), stopped_at_ms: None };
    }

    fn real_ms(&self) -> i64 {
        let passed = i64::try_from(self.started.elapsed().as_millis());
        self.real_start_ms.saturating_add(passed.unwrap_or(i64::MAX))
    }
}

/// How often something happened, and how often within one second of real time at most.
#[derive(Debug)]
pub(super) struct Calls {
    started: Instant,
    second: u64,
    in_second: u64,
    pub(super) total: u64,
    pub(super) peak_per_s: u64,
}

impl Calls {
    pub(super) fn new() -> Self {
        Self { started: Instant::now(), second: 0, in_second: 0, total: 0, peak_per_s: 0 }
    }

    /// It happened once more, now.
    pub(super) fn count(&mut self) {
        let second = self.started.elapsed().as_secs();
        self.in_second = if second == self.second { self.in_second + 1 } else { 1 };
        self.second = second;
        self.total += 1;
        self.peak_per_s = self.peak_per_s.max(self.in_second);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stopped_clock_moves_only_when_told() {
        let mut clock = Clock::new(1_000_000);
        clock.stop();
        clock.set(5_000_999);
        assert_eq!((clock.now_ms(), clock.now(), clock.runs()), (5_000_999, 5000, false));
        clock.run();
        assert!(clock.runs() && clock.now_ms() >= 5_000_999);
    }
}
