//! Words of the files: hours as `mon-fri 07:00-19:00`, channels as `email` or `written`.

use chrono::{NaiveTime, Weekday};
use domain::contact::{Channel, Channels, Class, Hours, Span, WEEK, short_day};

/// Reads hours, a line for some days in a row; a day that no line names is closed. `None` if a line does
/// not read, or two name the same day.
pub(super) fn hours(lines: &[String]) -> Option<Hours> {
    let mut days = [None; 7];
    for line in lines {
        let (on, span) = line.split_once(' ')?;
        let span = span_of(span)?;
        let (first, last) = on.split_once('-').unwrap_or((on, on));
        let (first, last) = (weekday(first)?, weekday(last)?);
        for day in days.get_mut(first..=last)? {
            if day.replace(span).is_some() {
                return None;
            }
        }
    }
    Some(Hours::new(days))
}

/// The number of a weekday, Monday being 0.
fn weekday(word: &str) -> Option<usize> {
    WEEK.iter().position(|day: &Weekday| short_day(*day) == word)
}

fn span_of(text: &str) -> Option<Span> {
    let (opens, closes) = text.split_once('-')?;
    let closes = if closes == "24:00" { None } else { Some(clock_time(closes)?) };
    Span::new(clock_time(opens)?, closes)
}

/// Reads a time of day of the form 07:30.
pub fn clock_time(text: &str) -> Option<NaiveTime> {
    let is_clock =
        text.len() == 5 && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b':');
    NaiveTime::parse_from_str(text, "%H:%M").ok().filter(|_| is_clock)
}

/// Reads channels and classes of them; `None` if a word is neither.
pub fn channels(words: &[String]) -> Option<Channels> {
    words.iter().try_fold(Channels::NONE, |all, word| match Channel::parse(word) {
        Some(channel) => Some(all.with(channel)),
        None => Class::parse(word).map(|class| all.or(class.channels())),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(lines: &[&str]) -> Option<String> {
        let lines: Vec<_> = lines.iter().map(|line| (*line).to_owned()).collect();
        hours(&lines).map(|hours| hours.to_string())
    }

    #[test]
    fn hours_are_read_as_they_are_written() {
        for lines in [
            &["mon-fri 07:00-19:00", "sat 08:00-15:00"][..],
            &["mon-sun 08:00-21:00"],
            &["wed 00:00-24:00"],
        ] {
            assert_eq!(read(lines), Some(lines.join(", ")));
        }
        assert_eq!(read(&[]).as_deref(), Some("never"));
    }

    #[test]
    fn hours_that_do_not_read_are_refused() {
        for lines in [
            &["mon-fri"][..],
            &["mon-fri 7-19"],
            &["mon-fri 7:00-19:00"],
            &["mon-fri 19:00-07:00"],
            &["mon-fri 07:00-07:00"],
            &["fri-mon 07:00-19:00"],
            &["monday 07:00-19:00"],
            &["mon-fri 07:00-19:00", "fri 08:00-15:00"],
            &["mon 07:00-25:00"],
        ] {
            assert_eq!(read(lines), None, "{lines:?}");
        }
    }

    #[test]
    fn a_word_is_a_channel_or_a_class() {
        let set = |words: &[&str]| {
            let words: Vec<_> = words.iter().map(|word| (*word).to_owned()).collect();
            channels(&words)
                .map(|set| set.iter().map(Channel::as_str).collect::<Vec<_>>().join(" "))
        };
        assert_eq!(set(&["written"]).as_deref(), Some("email sms whatsapp letter"));
        assert_eq!(set(&["visit", "sms"]).as_deref(), Some("sms visit"));
        assert_eq!(set(&["fax"]), None);
    }
}
