//! Twilio's words for how far a message has come.

use domain::delivery::Delivery;

use super::answer::is_dead;

/// Reads a `MessageStatus`; `None` for a word that says nothing about what we sent.
pub fn delivery(word: &str) -> Option<Delivery> {
    Some(match word {
        "accepted" | "scheduled" | "queued" | "sending" => Delivery::Queued,
        "sent" | "partially_delivered" => Delivery::Sent,
        "delivered" => Delivery::Delivered,
        "read" => Delivery::Read,
        "undelivered" => Delivery::Undelivered,
        "failed" | "canceled" => Delivery::Failed,
        _ => return None,
    })
}

/// What an `ErrorCode` says about the number that a message went to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Number {
    /// It cannot take such messages.
    Dead,
    /// It took none now. It may be dead, or out of reach of the operator for a while.
    Silent,
    /// Whoever has it stopped us at Twilio.
    OptedOut,
    /// Nothing.
    Unknown,
}

/// The codes of [`Number::Silent`]: an unknown destination, a fixed line or an operator out of reach.
pub const SILENT: [&str; 2] = ["30005", "30006"];

/// Reads an `ErrorCode`.
pub fn number(code: &str) -> Number {
    match code.parse::<u32>() {
        Ok(_) if SILENT.contains(&code) => Number::Silent,
        Ok(21_610) => Number::OptedOut,
        Ok(code) if is_dead(code) => Number::Dead,
        _ => Number::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_of_an_outbound_message_is_understood() {
        for (word, expected) in [
            ("accepted", Some(Delivery::Queued)),
            ("sending", Some(Delivery::Queued)),
            ("sent", Some(Delivery::Sent)),
            ("delivered", Some(Delivery::Delivered)),
            ("read", Some(Delivery::Read)),
            ("undelivered", Some(Delivery::Undelivered)),
            ("failed", Some(Delivery::Failed)),
            ("canceled", Some(Delivery::Failed)),
            ("received", None),
            ("", None),
        ] {
            assert_eq!(delivery(word), expected, "{word}");
        }
    }

    #[test]
    fn a_code_says_whether_the_number_is_to_be_left_alone() {
        assert_eq!(number("21610"), Number::OptedOut);
        assert_eq!(number("21614"), Number::Dead);
        for code in SILENT {
            assert_eq!(number(code), Number::Silent, "{code}");
        }
        assert_eq!(
            number("30003"),
            Number::Unknown,
            "a phone that is off today may be on tomorrow"
        );
        assert_eq!(number(""), Number::Unknown);
    }
}
