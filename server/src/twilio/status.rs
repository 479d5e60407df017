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
    /// Whoever has it stopped us at Twilio.
    OptedOut,
    /// Nothing.
    Unknown,
}

/// Reads an `ErrorCode`.
pub fn number(code: &str) -> Number {
    match code.parse::<u32>() {
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
        assert_eq!(number("30006"), Number::Dead);
        assert_eq!(
            number("30003"),
            Number::Unknown,
            "a phone that is off today may be on tomorrow"
        );
        assert_eq!(number(""), Number::Unknown);
    }
}
