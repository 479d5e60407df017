//! The contact rules over a year, with real zones and both changes of clocks (reliability J5): whatever is
//! wanted and whenever, nothing leaves outside its window, nothing above its cap, and nothing is lost.
//!
//! What is allowed is written here a second time, by the sources of `data`, and judged by itself.

use std::collections::BTreeSet;

use chrono::{DateTime, Datelike, NaiveDateTime, NaiveTime, TimeDelta, Timelike, Utc};
use chrono_tz::Tz;
use domain::calendar::is_holiday;
use domain::contact::{
    About, Channel, Channels, Class, Decision, Initiative, Outcome, Rules, Wish,
};
use domain::country::Country;
use server::config::contact_rules::pack;
use server::store::message_counted::Counted;
use server::use_cases::gate::{Places, Question, Ruling, Wanted, rule};
use server::use_cases::wall_clock;

use crate::size::{Dice, size};

/// Where people live; the clocks of five of these places change twice a year.
const HOMES: [(Country, &str); 10] = [
    (Country::Pe, "America/Lima"),
    (Country::Co, "America/Bogota"),
    (Country::Mx, "America/Tijuana"),
    (Country::Cl, "America/Santiago"),
    (Country::Ec, "America/Guayaquil"),
    (Country::Es, "Europe/Madrid"),
    (Country::Br, "America/Sao_Paulo"),
    (Country::Us, "America/New_York"),
    (Country::Gb, "Europe/London"),
    (Country::Ar, "America/Argentina/Buenos_Aires"),
];

/// From which hour to which something may leave on a weekday, Monday being 0.
fn window(country: Country, weekday: u32) -> Option<(u32, u32)> {
    let weekend = weekday > 4;
    match country {
        Country::Us => Some((8, 21)),
        Country::Cl if weekday == 6 => None,
        Country::Cl => Some((8, 20)),
        Country::Co if weekday == 5 => Some((8, 15)),
        Country::Br if weekday == 5 => Some((8, 14)),
        _ if weekend => None,
        Country::Pe | Country::Ec => Some((7, 20)),
        Country::Co => Some((7, 19)),
        Country::Mx => Some((7, 22)),
        Country::Es => Some((9, 21)),
        Country::Br => Some((8, 20)),
        _ => Some((8, 19)),
    }
}

/// Whether something may leave at a time of the debtor's clock.
pub fn is_open(country: Country, local: NaiveDateTime) -> bool {
    let hours = window(country, local.weekday().num_days_from_monday());
    let in_hours = hours.is_some_and(|(from, to)| (from..to).contains(&local.hour()));
    in_hours && (country == Country::Us || is_holiday(country, local.date()).is_none())
}

/// The most contacts of one kind in so many days in a row, and the least hours between two of them.
struct Cap {
    of: fn(Channel) -> bool,
    most: usize,
    days: i64,
    hours_apart: i64,
}

fn caps(country: Country) -> Vec<Cap> {
    let written: fn(Channel) -> bool = |channel| channel.class() == Class::Written;
    let spoken: fn(Channel) -> bool = |channel| channel.class() != Class::Written;
    let any: fn(Channel) -> bool = |_| true;
    let cap = |of, most, days, hours_apart| Cap { of, most, days, hours_apart };
    match country {
        Country::Co => vec![cap(any, 1, 7, 0), cap(any, 1, 1, 0)],
        Country::Cl => vec![cap(spoken, 1, 7, 0), cap(written, 2, 7, 48)],
        Country::Ec => vec![cap(any, 1, 1, 0)],
        // Whatever leaves here has reached its reader.
        Country::Us => {
            let calls: fn(Channel) -> bool = |channel| channel == Channel::Call;
            let visits: fn(Channel) -> bool = |channel| channel == Channel::Visit;
            vec![cap(calls, 1, 7, 0), cap(visits, 1, 7, 7 * 24), cap(written, 1, 7, 7 * 24)]
        }
        _ => vec![cap(any, 1, 7, 7 * 24)],
    }
}

/// Somebody who is contacted.
struct Person {
    country: Country,
    places: Places,
    wish: Wish,
}

impl Person {
    fn any(dice: &mut Dice) -> Self {
        let (country, zone) = HOMES[dice.below(HOMES.len())];
        let likeliest: Tz = zone.parse().expect("a zone");
        let others = pack(country).places.iter().map(|place| place.parse().expect("a zone"));
        let others: Vec<Tz> = if dice.percent(50) { others.collect() } else { Vec::new() };
        let mut wish = Wish::default();
        if dice.percent(30) {
            let hour = u32::try_from(dice.between(9, 11)).expect("small");
            wish.not_before = NaiveTime::from_hms_opt(hour, 30, 0);
        }
        if dice.percent(20) {
            wish.not_after = NaiveTime::from_hms_opt(17, 0, 0);
        }
        // Nobody in all of the states at once is left an hour by such a wish.
        if !others.is_empty() {
            wish = Wish::default();
        }
        Self { country, places: Places { likeliest, others }, wish }
    }

    fn zones(&self) -> impl Iterator<Item = Tz> {
        std::iter::once(self.places.likeliest).chain(self.places.others.iter().copied())
    }

    fn ask(&self, channel: Channel, past: &[Counted], now: DateTime<Utc>) -> Ruling {
        let rules = Rules::of(pack(self.country)).and(self.wish.limits());
        let wanted = Wanted { initiative: Initiative::Creditor, about: About::Debt, channel };
        let since = now - rules.memory();
        let past: Vec<_> = past.iter().filter(|one| one.at >= since).copied().collect();
        let question = Question {
            wanted,
            countries: [self.country; 2],
            past: &past,
            barriers: &[],
            ends: &[],
            allowed: Channels::ALL,
        };
        rule(&rules, &self.places, &question, now)
    }

    /// Lives through all that is wanted of this person; gives what left.
    fn live(&self, wanted: Vec<(DateTime<Utc>, Channel)>) -> Vec<Counted> {
        let (all, mut sent) = (wanted.len(), Vec::new());
        let numbered = wanted.into_iter().enumerate();
        let mut waiting: BTreeSet<_> =
            numbered.map(|(n, (at, channel))| (at, n, channel)).collect();
        while let Some((now, n, channel)) = waiting.pop_first() {
            let ruling = self.ask(channel, &sent, now);
            match ruling.decision {
                Decision::Send(_) => {
                    sent.push(Counted { at: now, channel, outcome: Outcome::Reached });
                }
                Decision::WaitUntil(local, _) => {
                    let until = ruling.not_before().expect("a time to wait for");
                    assert!(until > now, "{now} waits for {until}");
                    assert_eq!(local, wall_clock::local(self.places.likeliest, until));
                    waiting.insert((until, n, channel));
                }
                Decision::Blocked(rule) => panic!("{} is blocked by {rule:?}", self.country),
            }
        }
        assert_eq!(sent.len(), all, "something was lost");
        sent
    }

    fn judge(&self, sent: &[Counted]) {
        // The post carries a letter when it does.
        for one in sent.iter().filter(|one| one.channel != Channel::Letter) {
            for zone in self.zones() {
                let local = wall_clock::local(zone, one.at);
                assert!(is_open(self.country, local), "{} at {local} in {zone}", self.country);
                let time = local.time();
                assert!(self.wish.not_before.is_none_or(|from| time >= from), "{local}");
                assert!(self.wish.not_after.is_none_or(|to| time < to), "{local}");
            }
        }
        for zone in self.zones() {
            let local = |one: &Counted| wall_clock::local(zone, one.at);
            for cap in caps(self.country) {
                let of: Vec<_> =
                    sent.iter().filter(|one| (cap.of)(one.channel)).map(local).collect();
                for first in &of {
                    let days = |at: &&NaiveDateTime| (at.date() - first.date()).num_days();
                    let inside = of.iter().filter(|at| (0..cap.days).contains(&days(at)));
                    assert!(inside.count() <= cap.most, "{} from {first} on", self.country);
                }
                for pair in of.windows(2) {
                    let apart = pair[1] - pair[0];
                    assert!(apart >= TimeDelta::hours(cap.hours_apart), "{pair:?}");
                }
            }
        }
        if matches!(self.country, Country::Co | Country::Ar) {
            self.judge_channels(sent);
        }
    }

    /// One channel in seven days in a row.
    fn judge_channels(&self, sent: &[Counted]) {
        let day = |one: &Counted| wall_clock::local(self.places.likeliest, one.at).date();
        for pair in sent.windows(2) {
            let same = pair[0].channel == pair[1].channel;
            assert!(same || (day(&pair[1]) - day(&pair[0])).num_days() >= 7, "{pair:?}");
        }
    }
}

fn new_year() -> DateTime<Utc> {
    "2026-01-01T00:00:00Z".parse().expect("an instant")
}

/// A time of the year; one in three is within a day and a half of a change of clocks.
fn some_time(dice: &mut Dice) -> DateTime<Utc> {
    const CHANGES: [&str; 7] = [
        "2026-03-08T07:00:00Z",
        "2026-03-08T10:00:00Z",
        "2026-03-29T01:00:00Z",
        "2026-04-05T03:00:00Z",
        "2026-09-06T04:00:00Z",
        "2026-10-25T01:00:00Z",
        "2026-11-01T06:00:00Z",
    ];
    let seconds = |from: i64, to: i64, dice: &mut Dice| TimeDelta::seconds(dice.minor(from, to));
    if dice.percent(33) {
        let change: DateTime<Utc> = CHANGES[dice.below(7)].parse().expect("an instant");
        change + seconds(-36 * 3600, 36 * 3600, dice)
    } else {
        new_year() + seconds(0, 365 * 86_400, dice)
    }
}

#[test]
fn nothing_leaves_outside_its_window_or_above_its_cap_and_nothing_is_lost() {
    let mut dice = Dice::of("J5, a year");
    let ways = [
        Channel::Email,
        Channel::Sms,
        Channel::WhatsApp,
        Channel::Letter,
        Channel::Call,
        Channel::Visit,
    ];
    let mut seen = BTreeSet::new();
    for _ in 0..size(1_000, 20_000) {
        let person = Person::any(&mut dice);
        let count = dice.between(1, size(12, 30));
        // In Colombia nobody is visited.
        let ways = if person.country == Country::Co { &ways[..5] } else { &ways[..] };
        let wanted = (0..count).map(|_| (some_time(&mut dice), ways[dice.below(ways.len())]));
        let wanted: Vec<_> = wanted.collect();
        let sent = person.live(wanted);
        person.judge(&sent);
        seen.insert(person.places.likeliest.name());
    }
    assert!(seen.len() >= 6, "{seen:?}");
}

/// The days of four years on which the clocks of a zone change.
fn changes(zone: Tz) -> Vec<DateTime<Utc>> {
    let first: DateTime<Utc> = "2025-01-01T00:00:00Z".parse().expect("an instant");
    let days = (0..4 * 365).map(|day| first + TimeDelta::days(day));
    // The hour of the day at the same instant of the next day tells.
    let hour = |at: DateTime<Utc>| wall_clock::local(zone, at).time();
    days.filter(|day| hour(*day) != hour(*day + TimeDelta::days(1))).collect()
}

#[test]
fn around_every_change_of_clocks_and_in_two_places_nothing_leaves_outside_the_hours() {
    let mut dice = Dice::of("J5, changes of clocks");
    let zones: Vec<_> = chrono_tz::TZ_VARIANTS.iter().map(|zone| (*zone, changes(*zone))).collect();
    let (moving, still): (Vec<_>, Vec<_>) = zones.iter().partition(|(_, days)| !days.is_empty());
    assert!(moving.len() > 100 && still.len() > 100, "{} and {}", moving.len(), still.len());
    let mut sent = 0;
    for _ in 0..size(40_000, 1_000_000) {
        let (zone, days) = moving[dice.below(moving.len())];
        let country = if dice.percent(50) { Country::Us } else { Country::Co };
        let other = zones[dice.below(zones.len())].0;
        // Twelve hours of one place and twelve of its antipodes have none in common.
        let two = country == Country::Us && dice.percent(50);
        let others = if two { vec![other] } else { Vec::new() };
        let places = Places { likeliest: *zone, others };
        let person = Person { country, places, wish: Wish::default() };
        let around = TimeDelta::seconds(dice.minor(-36 * 3600, 60 * 3600));
        let now = days[dice.below(days.len())] + around;
        let ruling = person.ask(Channel::Call, &[], now);
        let at = match ruling.decision {
            Decision::Send(_) => now,
            Decision::WaitUntil(..) => ruling.not_before().expect("a time to wait for"),
            Decision::Blocked(rule) => panic!("{zone} and {other} are blocked by {rule:?}"),
        };
        assert!(at >= now && at - now < TimeDelta::days(6), "{zone}: {now} waits for {at}");
        person.judge(&[Counted { at, channel: Channel::Call, outcome: Outcome::Reached }]);
        let again = person.ask(Channel::Call, &[], at).decision;
        assert!(matches!(again, Decision::Send(_)), "{zone}: {at} is no time to wait for");
        sent += usize::from(at == now);
    }
    assert!(sent > 0, "nothing left at once");
}
