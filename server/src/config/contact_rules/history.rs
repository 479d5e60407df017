//! Earlier contacts as a file, for `aldia contact-rules explain`: a CSV of local times.

use chrono::NaiveDateTime;
use domain::contact::{Channel, Initiative, Outcome, Past};
use serde::Deserialize;

/// A row as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    at: String,
    channel: String,
    who: String,
    outcome: String,
}

/// What is wrong with a file of earlier contacts.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {problem}")]
pub struct HistoryError {
    /// Counted from 1, the head included.
    pub line: u64,
    /// What is wrong there.
    pub problem: String,
}

/// Reads earlier contacts: the columns `at` (2026-12-18 10:00, on the debtor's clock), `channel`, `who`
/// (`creditor`, `debtor`, `agreed`) and `outcome` (`tried`, `reached`).
pub fn read_history(text: &str) -> Result<Vec<Past>, HistoryError> {
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(text.as_bytes());
    let mut past = Vec::new();
    for (line, row) in (2..).zip(reader.deserialize::<Entry>()) {
        let entry = row.map_err(|error| HistoryError { line, problem: error.to_string() })?;
        past.push(entry.read().map_err(|problem| HistoryError { line, problem })?);
    }
    Ok(past)
}

impl Entry {
    fn read(&self) -> Result<Past, String> {
        let Self { at, channel, who, outcome } = self;
        let unknown = |word: &str, known: &str| format!("`{word}` is none of {known}");
        let time = NaiveDateTime::parse_from_str(at, "%Y-%m-%d %H:%M");
        let time = time.map_err(|_| format!("`{at}` is no time like 2026-12-18 10:00"))?;
        Ok(Past {
            at: time,
            channel: Channel::parse(channel)
                .ok_or_else(|| unknown(channel, &Channel::ALL.map(Channel::as_str).join(", ")))?,
            initiative: match who.as_str() {
                "creditor" => Initiative::Creditor,
                "debtor" => Initiative::Debtor,
                "agreed" => Initiative::Agreed,
                _ => return Err(unknown(who, "creditor, debtor, agreed")),
            },
            outcome: match outcome.as_str() {
                "tried" => Outcome::Tried,
                "reached" => Outcome::Reached,
                _ => return Err(unknown(outcome, "tried, reached")),
            },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn earlier_contacts_are_read_line_by_line() {
        let text = "at,channel,who,outcome\n2026-12-18 10:00,email,creditor,reached\n\
                    2026-12-19 09:30, call, debtor, tried\n";
        let past = read_history(text).expect("it reads");
        assert_eq!(past.len(), 2);
        assert_eq!(past[0].at.to_string(), "2026-12-18 10:00:00");
        assert_eq!((past[0].initiative, past[0].outcome), (Initiative::Creditor, Outcome::Reached));
        assert_eq!((past[1].channel, past[1].initiative), (Channel::Call, Initiative::Debtor));
        assert_eq!(read_history("at,channel,who,outcome\n"), Ok(Vec::new()));
    }

    #[test]
    fn a_row_that_does_not_read_is_named() {
        for (row, named) in [
            ("18/12/2026,email,creditor,reached", "`18/12/2026`"),
            ("2026-12-18 10:00,fax,creditor,reached", "`fax`"),
            ("2026-12-18 10:00,email,we,reached", "`we`"),
            ("2026-12-18 10:00,email,creditor,sent", "`sent`"),
            ("2026-12-18 10:00,email", "2"),
        ] {
            let error = read_history(&format!("at,channel,who,outcome\n{row}\n"));
            let error = error.expect_err("it does not read");
            assert_eq!(error.line, 2);
            assert!(error.problem.contains(named), "{error}");
        }
    }
}
