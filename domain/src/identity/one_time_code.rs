//! The code that is sent to a debtor who cannot answer the question.

use chrono::{DateTime, TimeDelta, Utc};
use sha2::{Digest, Sha256};

/// How long a code works.
pub const CODE_LIFE: TimeDelta = TimeDelta::minutes(10);

/// How many wrong codes it survives less one.
pub const CODE_TRIES: u8 = 5;

/// Six digits for a message; no `Debug`, so that they reach no log.
#[derive(Clone, PartialEq, Eq)]
pub struct CodeDigits(String);

impl CodeDigits {
    /// Six digits out of 64 random bits; no code is noticeably likelier than another.
    pub fn from_random(bits: u64) -> Self {
        Self(format!("{:06}", bits % 1_000_000))
    }

    /// Reads six digits as people type them, spaces and a dash allowed.
    pub fn parse(text: &str) -> Option<Self> {
        if text.len() > 40 {
            return None;
        }
        let digits: String =
            text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '-' | '–')).collect();
        let valid = digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_digit());
        valid.then_some(Self(digits))
    }

    /// The digits, for the message.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

/// A code that was sent and what has become of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct OneTimeCode {
    /// SHA-256 of its owner and its digits. Six digits are soon found from it: it hides the code
    /// from a glance, the short life protects it.
    pub digest: [u8; 32],
    /// When it was sent.
    pub sent_at: DateTime<Utc>,
    /// Wrong codes tried since.
    pub wrong: u8,
    /// When it was used; it works once.
    pub used_at: Option<DateTime<Utc>>,
}

/// What came of trying a code.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CodeOutcome {
    /// It is the code, and is used up now.
    Right,
    /// It is another.
    Wrong {
        /// Tries that are left; at 0 a new code must be sent.
        left: u8,
    },
    /// What was typed is not six digits; that costs no try.
    Malformed,
    /// The code is past its time, used, or had too many tries: a new one must be sent.
    Over,
}

impl OneTimeCode {
    /// The state of a code that is sent at `at` to `owner`, the id of the session that asked for
    /// it.
    pub fn sent(owner: &str, digits: &CodeDigits, at: DateTime<Utc>) -> Self {
        Self { digest: digest(owner, digits), sent_at: at, wrong: 0, used_at: None }
    }

    /// Tries what `owner` typed. The caller stores the new state in the same transaction.
    #[must_use]
    pub fn tried(self, owner: &str, typed: &str, now: DateTime<Utc>) -> (Self, CodeOutcome) {
        let expired = self.sent_at.checked_add_signed(CODE_LIFE).is_none_or(|end| now >= end);
        if expired || self.used_at.is_some() || self.wrong >= CODE_TRIES {
            return (self, CodeOutcome::Over);
        }
        let Some(digits) = CodeDigits::parse(typed) else {
            return (self, CodeOutcome::Malformed);
        };
        let bytes = self.digest.iter().zip(digest(owner, &digits));
        if bytes.fold(0, |difference, (a, b)| difference | (a ^ b)) == 0 {
            return (Self { used_at: Some(now), ..self }, CodeOutcome::Right);
        }
        let wrong = self.wrong + 1;
        (Self { wrong, ..self }, CodeOutcome::Wrong { left: CODE_TRIES - wrong })
    }
}

fn digest(owner: &str, digits: &CodeDigits) -> [u8; 32] {
    Sha256::new()
        .chain_update(owner)
        .chain_update([0])
        .chain_update(digits.reveal())
        .finalize()
        .into()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_800_000_000 + seconds, 0).expect("in range")
    }

    fn sent() -> OneTimeCode {
        OneTimeCode::sent("session", &CodeDigits::from_random(42), at(0))
    }

    #[test]
    fn a_code_works_once_within_ten_minutes() {
        for (typed, seconds, expected) in [
            ("000042", 0, CodeOutcome::Right),
            (" 000 042 ", 599, CodeOutcome::Right),
            ("000-042", 1, CodeOutcome::Right),
            ("000042", 600, CodeOutcome::Over),
            ("000043", 1, CodeOutcome::Wrong { left: 4 }),
            ("00042", 1, CodeOutcome::Malformed),
            ("abcdef", 1, CodeOutcome::Malformed),
            ("٠٠٠٠٤٢", 1, CodeOutcome::Malformed),
        ] {
            assert_eq!(sent().tried("session", typed, at(seconds)).1, expected, "{typed}");
        }
        let (used, _) = sent().tried("session", "000042", at(1));
        assert_eq!(used.tried("session", "000042", at(2)).1, CodeOutcome::Over);
        assert_eq!(sent().tried("another", "000042", at(1)).1, CodeOutcome::Wrong { left: 4 });
    }

    #[test]
    fn five_wrong_codes_end_it() {
        let mut code = sent();
        for left in (0..5).rev() {
            let (next, outcome) = code.tried("session", "111111", at(1));
            assert_eq!(outcome, CodeOutcome::Wrong { left });
            code = next;
        }
        assert_eq!(code.tried("session", "000042", at(2)).1, CodeOutcome::Over);
    }

    proptest! {
        #[test]
        fn only_the_sent_code_is_right(bits in any::<u64>(), typed in "[0-9]{6}") {
            let digits = CodeDigits::from_random(bits);
            let code = OneTimeCode::sent("session", &digits, at(0));
            let right = code.tried("session", &typed, at(1)).1 == CodeOutcome::Right;
            prop_assert_eq!(right, typed == digits.reveal());
        }
    }
}
