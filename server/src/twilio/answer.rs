//! What Twilio's answer to a request for a message means: done, never, later, or nobody knows.
//!
//! Codes: <https://www.twilio.com/docs/api/errors>. `docs/channels.md` says where each was read.

use serde::Deserialize;

use crate::messaging::Sent;

/// The parts of an answer that we read. Its text may quote the number, so it is not among them.
#[derive(Default, Deserialize)]
struct Said {
    #[serde(default)]
    sid: Option<String>,
    #[serde(default)]
    code: Option<u32>,
}

/// What became of a message, by status and body of the answer.
pub(super) fn read(status: u16, body: &[u8]) -> Sent {
    let said: Said = serde_json::from_slice(body).unwrap_or_default();
    match (status, said.sid, said.code) {
        (200..=299, Some(id), _) => Sent::Taken(id),
        (200..=299, None, _) => Sent::Unknown("unreadable answer".to_owned()),
        (400..=499, _, code) => refused(status, code),
        // Whatever broke there may have broken after the message was made.
        _ => Sent::Unknown(word(status, body)),
    }
}

/// The code of an answer in a word: Twilio's own, else the status.
pub(super) fn word(status: u16, body: &[u8]) -> String {
    let said: Said = serde_json::from_slice(body).unwrap_or_default();
    said.code.map_or_else(|| format!("status {status}"), |code| code.to_string())
}

/// An answer that says that no message was made.
fn refused(status: u16, code: Option<u32>) -> Sent {
    let word = code.map_or_else(|| format!("status {status}"), |code| code.to_string());
    match (status, code.unwrap_or_default()) {
        // They wrote STOP to Twilio.
        (_, 21_610) => Sent::OptedOut(word),
        (_, code) if is_dead(code) => Sent::Dead(word),
        // Too much at a time, of ours or of the number's.
        (429, _) | (_, 20_429 | 21_611 | 14_107 | 63_018) => Sent::Later(word),
        // A time-out of theirs says nothing about what was made before it.
        (408, _) => Sent::Unknown(word),
        (401 | 403, _) | (_, 20_003 | 20_005) => shut_out(word),
        (_, code) if is_sender(code) => shut_out(word),
        _ => Sent::Refused(word),
    }
}

/// Codes that say that the number cannot take such a message: it does not exist, has no mobile phone or no
/// WhatsApp behind it.
pub(crate) fn is_dead(code: u32) -> bool {
    matches!(code, 21_211 | 21_217 | 21_614 | 21_635 | 63_003 | 63_024)
}

/// Codes that say that the account is closed or what we send from is set up wrongly, for this country perhaps: no
/// fault of this message.
const fn is_sender(code: u32) -> bool {
    matches!(
        code,
        21_212
            | 21_408
            | 21_603
            | 21_606
            | 21_612
            | 21_659
            | 21_660
            | 21_701
            | 21_703
            | 21_704
            | 30_002
            | 63_007
            | 90_010
    )
}

fn shut_out(word: String) -> Sent {
    tracing::error!(
        code = word.as_str(),
        "Twilio does not take what we send: check account and sender"
    );
    Sent::Later(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(status: u16, code: u32) -> Sent {
        read(status, format!("{{\"code\": {code}, \"message\": \"+51 987 654 321\"}}").as_bytes())
    }

    #[test]
    fn an_answer_with_an_id_is_a_message_that_was_taken() {
        let taken = read(201, b"{\"sid\": \"SM01\", \"status\": \"queued\", \"code\": null}");
        assert_eq!(taken, Sent::Taken("SM01".to_owned()));
    }

    #[test]
    fn what_was_refused_for_good_is_not_tried_again() {
        for (code, expected) in [
            (21_610, Sent::OptedOut("21610".to_owned())),
            (21_211, Sent::Dead("21211".to_owned())),
            (21_614, Sent::Dead("21614".to_owned())),
            (21_635, Sent::Dead("21635".to_owned())),
            (21_617, Sent::Refused("21617".to_owned())),
            (63_016, Sent::Refused("63016".to_owned())),
        ] {
            assert_eq!(of(400, code), expected);
        }
        assert_eq!(read(404, b"<html>"), Sent::Refused("status 404".to_owned()));
    }

    #[test]
    fn what_was_refused_for_now_is_tried_again() {
        for (status, code) in
            [(429, 20_429), (400, 21_611), (401, 20_003), (403, 20_005), (400, 21_606)]
        {
            assert_eq!(of(status, code), Sent::Later(code.to_string()), "{status} {code}");
        }
        for code in [21_408, 21_612, 30_002, 90_010] {
            assert_eq!(of(400, code), Sent::Later(code.to_string()), "somebody sets {code} right");
        }
        assert_eq!(read(429, b""), Sent::Later("status 429".to_owned()));
    }

    #[test]
    fn what_may_have_been_made_is_unknown() {
        for (status, body) in [
            (201, &b"{\"status\": \"queued\"}"[..]),
            (200, b"<html>"),
            (500, b"{\"code\": 20500}"),
            (503, b"{\"code\": 20503}"),
            (502, b""),
            (408, b""),
            (302, b""),
        ] {
            assert!(matches!(read(status, body), Sent::Unknown(_)), "{status}");
        }
    }
}
