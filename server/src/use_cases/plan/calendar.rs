//! A plan's dates for the calendar of a phone (RFC 5545). Titles tell a stranger nothing: no amount, no
//! word about owing.

use std::fmt::Write as _;

use chrono::{DateTime, Utc};

use crate::store::plan::Kept;

/// The file: one whole day for each instalment that is still open, called `name`.
pub fn file(kept: &Kept, name: &str, now: DateTime<Utc>) -> String {
    let mut file = String::from("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//AlDia//ES\r\n");
    let stamp = now.format("%Y%m%dT%H%M%SZ");
    let title = escaped(name);
    for part in kept.plan.parts().iter().filter(|part| part.settled_on.is_none()) {
        let (day, number) = (part.due_on.format("%Y%m%d"), part.number);
        // Writing to a text cannot fail.
        let _ = write!(
            file,
            "BEGIN:VEVENT\r\nUID:{}-{number}\r\nDTSTAMP:{stamp}\r\nDTSTART;VALUE=DATE:{day}\r\n\
             SUMMARY:{title}\r\nTRANSP:TRANSPARENT\r\nEND:VEVENT\r\n",
            kept.id
        );
    }
    file.push_str("END:VCALENDAR\r\n");
    file
}

/// A text as a calendar takes it, short enough for one line.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars().filter(|c| !c.is_control()).take(30) {
        if matches!(c, '\\' | ';' | ',') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_adds_no_line_and_no_property() {
        assert_eq!(escaped("San Borja; a,b\r\nX:1"), "San Borja\\; a\\,bX:1");
    }
}
