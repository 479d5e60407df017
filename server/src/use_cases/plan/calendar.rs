//! A plan's dates for the calendar of a phone (RFC 5545). A stranger who sees them reads nothing: no
//! amount, no word about owing, no address but that of the portal's first page.

use app::routes::pattern;
use chrono::{DateTime, NaiveDate, Utc};
use icalendar::{Calendar, Component, Event, EventLike};

use crate::store::plan::Kept;

/// The longest title: it stands on one line.
const LONGEST: usize = 60;

/// What every date is called, and where it leads.
#[derive(Clone, Copy, Debug)]
pub struct Names<'a> {
    /// The title, which tells nothing.
    pub title: &'a str,
    /// Scheme and host under which the debtor reaches the portal.
    pub origin: &'a str,
}

/// The file: one whole day for each instalment that is still open. Taken again after a date was moved, it
/// moves the same day of the calendar: ids stay, their sequence grows.
pub fn file(kept: &Kept, names: Names<'_>, now: DateTime<Utc>) -> String {
    let open = kept.plan.parts().iter().filter(|part| part.settled_on.is_none());
    let days: Vec<_> = open.map(|part| (part.number, part.due_on)).collect();
    written(kept.id.as_str(), &days, (names, &kept.events.to_string(), now))
}

fn written(
    plan: &str,
    days: &[(u32, NaiveDate)],
    (names, sequence, now): (Names<'_>, &str, DateTime<Utc>),
) -> String {
    let host = names.origin.split_once("://").map_or(names.origin, |(_, host)| host);
    let link = format!("{}{}", names.origin, pattern::STATEMENT);
    let mut calendar = Calendar::empty();
    for named in [("VERSION", "2.0"), ("PRODID", "-//AlDía//Plan//ES"), ("CALSCALE", "GREGORIAN")]
    {
        calendar.append_property(named);
    }
    for (number, day) in days {
        let mut event = Event::new();
        event.uid(&format!("{plan}-{number}@{host}"));
        event.timestamp(now);
        // A date without an end is that whole day (RFC 5545, 3.6.1); an end on the same day would be none.
        event.starts(*day);
        event.summary(&title(names.title));
        event.url(&link);
        event.add_property("SEQUENCE", sequence);
        event.add_property("TRANSP", "TRANSPARENT");
        calendar.push(event);
    }
    calendar.to_string()
}

/// A name in a title: one line, and not too long.
fn title(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(LONGEST).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMES: Names<'_> =
        Names { title: "Fecha con San Borja; a,b\r\nX:1", origin: "https://sanborja.example" };

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    fn file(days: &[(u32, NaiveDate)]) -> String {
        let now = "2026-11-24T15:00:00Z".parse().expect("an instant");
        written("plan_1", days, (NAMES, "3", now))
    }

    #[test]
    fn each_day_is_whole_and_keeps_its_id_when_it_moves() {
        let (before, after) = (file(&[(2, day("2026-12-15"))]), file(&[(2, day("2026-12-18"))]));
        for (file, on) in [(&before, "20261215"), (&after, "20261218")] {
            assert!(file.contains(&format!("DTSTART;VALUE=DATE:{on}")), "{file}");
            assert!(!file.contains("DTEND"), "{file}");
            assert!(file.contains("UID:plan_1-2@sanborja.example\r\n"), "{file}");
            assert!(file.contains("SEQUENCE:3\r\n"), "{file}");
        }
    }

    #[test]
    fn a_name_adds_no_line_and_no_property() {
        let file = file(&[(1, day("2026-11-30")), (2, day("2026-12-15"))]);
        assert_eq!(file.matches("BEGIN:VEVENT\r\n").count(), 2, "{file}");
        assert!(!file.contains("\r\nX:1") && !file.contains("\nX:1"), "{file}");
        assert!(file.contains("San Borja\\; a\\,b"), "{file}");
        assert!(file.lines().all(|line| line.len() <= 75), "{file}");
        assert_eq!(file.matches('\n').count(), file.matches("\r\n").count(), "{file}");
        assert!(file.ends_with("END:VCALENDAR\r\n"), "{file}");
    }

    #[test]
    fn it_leads_to_the_first_page_and_nowhere_else() {
        let file = file(&[(1, day("2026-11-30"))]);
        assert_eq!(file.matches("://").count(), 1, "{file}");
        assert!(file.contains("URL:https://sanborja.example/cuenta\r\n"), "{file}");
    }
}
