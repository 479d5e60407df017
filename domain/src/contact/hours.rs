//! The hours of a week in which somebody may be contacted.

use std::fmt;

use chrono::{Datelike, NaiveDateTime, NaiveTime, Weekday};

/// From one time of a day until just before another, or until the day is over.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Span {
    opens: NaiveTime,
    closes: Option<NaiveTime>,
}

impl Span {
    /// The span; `closes` is missing if it lasts until the day is over. `None` if it has no instant.
    pub fn new(opens: NaiveTime, closes: Option<NaiveTime>) -> Option<Self> {
        closes.is_none_or(|closes| opens < closes).then_some(Self { opens, closes })
    }

    /// The first time of day that is inside.
    pub const fn opens(self) -> NaiveTime {
        self.opens
    }

    /// The first time of day that is outside again; `None` if the span lasts until the day is over.
    pub const fn closes(self) -> Option<NaiveTime> {
        self.closes
    }

    /// Whether the time of day is inside.
    pub fn contains(self, time: NaiveTime) -> bool {
        time >= self.opens && self.closes.is_none_or(|closes| time < closes)
    }

    fn both(self, other: Self) -> Option<Self> {
        let closes = match (self.closes, other.closes) {
            (Some(one), Some(two)) => Some(one.min(two)),
            (one, two) => one.or(two),
        };
        Self::new(self.opens.max(other.opens), closes)
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let opens = self.opens.format("%H:%M");
        match self.closes {
            Some(closes) => write!(f, "{opens}-{}", closes.format("%H:%M")),
            None => write!(f, "{opens}-24:00"),
        }
    }
}

/// The weekdays, Monday first.
pub const WEEK: [Weekday; 7] = [
    Weekday::Mon,
    Weekday::Tue,
    Weekday::Wed,
    Weekday::Thu,
    Weekday::Fri,
    Weekday::Sat,
    Weekday::Sun,
];

/// One span for each weekday, Monday first; none on a day that is closed.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Hours([Option<Span>; 7]);

impl Hours {
    /// The hours of these weekdays, Monday first.
    pub const fn new(days: [Option<Span>; 7]) -> Self {
        Self(days)
    }

    /// The same hours on each day.
    pub const fn every_day(span: Span) -> Self {
        Self([Some(span); 7])
    }

    /// The hours of a weekday; none if it is closed.
    pub fn on(&self, day: Weekday) -> Option<Span> {
        let of_day = WEEK.iter().zip(self.0).find(|(weekday, _)| **weekday == day);
        of_day.and_then(|(_, span)| span)
    }

    /// Days in a row with the same hours, Monday first: the first of them, the last one, their hours.
    pub fn runs(&self) -> Vec<(Weekday, Weekday, Span)> {
        let mut runs: Vec<(Weekday, Weekday, Span)> = Vec::new();
        for day in WEEK {
            let Some(span) = self.on(day) else { continue };
            match runs.last_mut() {
                Some((_, last, same)) if last.succ() == day && *same == span => *last = day,
                _ => runs.push((day, day, span)),
            }
        }
        runs
    }

    /// Whether no day is open.
    pub fn is_never(&self) -> bool {
        self.0.iter().all(Option::is_none)
    }

    /// The hours that are open in both.
    #[must_use]
    pub fn both(&self, other: &Self) -> Self {
        Self(WEEK.map(|day| self.on(day).zip(other.on(day)).and_then(|(one, two)| one.both(two))))
    }

    /// Whether they are open at a time.
    pub fn is_open(&self, at: NaiveDateTime) -> bool {
        self.on(at.weekday()).is_some_and(|span| span.contains(at.time()))
    }

    /// The first open time at or after `from`; `None` if no day is open.
    pub fn first_open(&self, from: NaiveDateTime) -> Option<NaiveDateTime> {
        // Today, and the same weekday again, which may be the only one.
        from.date().iter_days().take(8).find_map(|day| {
            let span = self.on(day.weekday())?;
            let at = from.max(day.and_time(span.opens));
            (at.date() == day && span.contains(at.time())).then_some(at)
        })
    }
}

impl fmt::Display for Hours {
    /// Days in a row with the same hours stand together: `mon-fri 07:00-19:00, sat 08:00-15:00`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let runs = self.runs();
        for (index, (first, last, span)) in runs.iter().enumerate() {
            let comma = if index == 0 { "" } else { ", " };
            let (first, last) = (short(*first), short(*last));
            if first == last {
                write!(f, "{comma}{first} {span}")?;
            } else {
                write!(f, "{comma}{first}-{last} {span}")?;
            }
        }
        if runs.is_empty() { f.write_str("never") } else { Ok(()) }
    }
}

/// The word for a weekday in files and commands.
pub const fn short(day: Weekday) -> &'static str {
    match day {
        Weekday::Mon => "mon",
        Weekday::Tue => "tue",
        Weekday::Wed => "wed",
        Weekday::Thu => "thu",
        Weekday::Fri => "fri",
        Weekday::Sat => "sat",
        Weekday::Sun => "sun",
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;
    use proptest::prelude::*;

    use super::*;

    fn at(text: &str) -> NaiveDateTime {
        NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").expect("a time")
    }

    fn span(opens: u32, closes: Option<u32>) -> Span {
        let time = |minutes: u32| {
            NaiveTime::from_num_seconds_from_midnight_opt(minutes * 60, 0).expect("a time of day")
        };
        Span::new(time(opens), closes.map(time)).expect("it has an instant")
    }

    /// Colombia's: weekdays 7 to 19, Saturdays 8 to 15.
    fn colombia() -> Hours {
        let (week, saturday) = (Some(span(7 * 60, Some(19 * 60))), Some(span(480, Some(900))));
        Hours::new([week, week, week, week, week, saturday, None])
    }

    #[test]
    fn hours_open_on_their_days_and_close_on_the_minute() {
        for (now, first) in [
            ("2026-11-20 06:59", "2026-11-20 07:00"),
            ("2026-11-20 07:00", "2026-11-20 07:00"),
            ("2026-11-20 18:59", "2026-11-20 18:59"),
            ("2026-11-20 19:00", "2026-11-21 08:00"),
            ("2026-11-21 15:00", "2026-11-23 07:00"),
            ("2026-11-22 10:00", "2026-11-23 07:00"),
        ] {
            assert_eq!(colombia().first_open(at(now)), Some(at(first)), "{now}");
            assert_eq!(colombia().is_open(at(now)), now == first, "{now}");
        }
    }

    #[test]
    fn a_week_with_one_open_hour_opens_again_in_a_week() {
        let hour = Some(span(600, Some(660)));
        let hours = Hours::new([hour, None, None, None, None, None, None]);
        let monday = at("2026-11-23 11:00");
        assert_eq!(hours.first_open(monday), Some(at("2026-11-30 10:00")));
        assert_eq!(Hours::new([None; 7]).first_open(monday), None);
    }

    #[test]
    fn hours_are_written_as_files_write_them() {
        assert_eq!(colombia().to_string(), "mon-fri 07:00-19:00, sat 08:00-15:00");
        assert_eq!(Hours::every_day(span(600, None)).to_string(), "mon-sun 10:00-24:00");
        assert_eq!(Hours::new([None; 7]).to_string(), "never");
    }

    fn some_span() -> impl Strategy<Value = Option<Span>> {
        let closes = prop::option::of(1..1440_u32);
        prop::option::of((0..1440_u32, closes)).prop_map(|given| {
            given.and_then(|(opens, closes)| {
                closes.is_none_or(|closes| opens < closes).then(|| span(opens, closes))
            })
        })
    }

    fn some_hours() -> impl Strategy<Value = Hours> {
        prop::array::uniform7(some_span()).prop_map(Hours::new)
    }

    proptest! {
        #[test]
        fn both_are_open_exactly_when_each_is(
            one in some_hours(),
            other in some_hours(),
            minutes in 0..14 * 1440_i64,
        ) {
            let now = at("2026-11-16 00:00") + TimeDelta::minutes(minutes);
            let both = one.both(&other);
            prop_assert_eq!(both.is_open(now), one.is_open(now) && other.is_open(now));
            prop_assert_eq!(both.first_open(now).is_none(), both.is_never());
        }

        #[test]
        fn the_first_open_time_is_open_and_none_before_it_is(
            hours in some_hours(),
            minutes in 0..7 * 1440_i64,
            between in 0..8 * 1440_i64,
        ) {
            let now = at("2026-11-16 00:00") + TimeDelta::minutes(minutes);
            if let Some(first) = hours.first_open(now) {
                prop_assert!(first >= now && hours.is_open(first));
                let sooner = now + TimeDelta::minutes(between);
                prop_assert!(sooner >= first || !hours.is_open(sooner));
            }
        }
    }
}
