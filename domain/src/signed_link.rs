//! Links that a creditor's own system signs: what one may say, and until when it counts.
//!
//! Whose signature it is was checked before; nothing here trusts what it says any further.

use chrono::{DateTime, TimeDelta, Utc};

use crate::access_link::LinkState;

/// The longest time from when a link was signed, or from now where it does not say, until its end.
pub const LONGEST_LIFE: TimeDelta = TimeDelta::days(90);

/// How far ahead the clock of the system that signs may be.
pub const SKEW: TimeDelta = TimeDelta::seconds(60);

/// The most characters of a customer's number.
const LONGEST_REFERENCE: usize = 200;

/// The most characters of a link's own name.
const LONGEST_JTI: usize = 64;

/// The most characters of what a link was made for.
const LONGEST_STEP: usize = 60;

/// How a key signs. It is the key's own for good: what a link says of it never chooses.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Algorithm {
    /// Ed25519: the creditor keeps the private half, we know the public one.
    EdDsa,
    /// HMAC with SHA-256, under a secret that both know.
    Hs256,
}

impl Algorithm {
    /// Both, the better first.
    pub const ALL: [Self; 2] = [Self::EdDsa, Self::Hs256];

    /// Its name in a link and in the store.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::EdDsa => "EdDSA",
            Self::Hs256 => "HS256",
        }
    }
}

/// A word that names none of the two.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("neither EdDSA nor HS256")]
pub struct UnknownAlgorithm;

impl std::str::FromStr for Algorithm {
    type Err = UnknownAlgorithm;

    fn from_str(text: &str) -> Result<Self, UnknownAlgorithm> {
        Self::ALL.into_iter().find(|one| one.as_str() == text).ok_or(UnknownAlgorithm)
    }
}

/// What a link says, as it stands in its text. Instants are seconds since 1970.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Claims {
    /// The customer's number in the creditor's system.
    pub reference: String,
    /// The name of this one link.
    pub jti: String,
    /// The first second at which it no longer counts.
    pub expires: i64,
    /// When it was signed, where it says so.
    pub issued: Option<i64>,
    /// The first second at which it counts, where it says so.
    pub not_before: Option<i64>,
    /// What it was made for, where it says so.
    pub step: Option<String>,
}

impl Claims {
    /// The customer's number, if it can be one, whatever else a link says: who stops is not asked for more.
    pub fn customer(&self) -> Option<&str> {
        is_line(&self.reference, LONGEST_REFERENCE).then_some(self.reference.as_str())
    }
}

/// Why a link counts for nothing, however well it is signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// No customer's number, or one too long or with control characters.
    #[error("no customer's number")]
    Reference,
    /// No name of its own, or one with other than letters, digits and `. _ : -`.
    #[error("no name of its own")]
    Jti,
    /// What it was made for is too long or has control characters.
    #[error("the step does not read")]
    Step,
    /// An instant that is none, an end before its beginning, or one too far away.
    #[error("its time is not one that a link may have")]
    Time,
    /// It begins in the future.
    #[error("not yet")]
    TooEarly,
}

/// A link that may be used, or might have been.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SignedLink {
    /// The customer's number.
    pub reference: String,
    /// The name of this one link.
    pub jti: String,
    /// What it was made for.
    pub step: Option<String>,
    /// The first instant at which it no longer counts.
    pub expires_at: DateTime<Utc>,
}

impl SignedLink {
    /// Reads what a well signed link says, at `now`.
    pub fn read(claims: Claims, now: DateTime<Utc>) -> Result<Self, Unfit> {
        let Claims { reference, jti, expires, issued, not_before, step } = claims;
        if !is_line(&reference, LONGEST_REFERENCE) {
            return Err(Unfit::Reference);
        }
        let plain = |c: char| c.is_ascii_alphanumeric() || "._:-".contains(c);
        if jti.is_empty() || jti.len() > LONGEST_JTI || !jti.chars().all(plain) {
            return Err(Unfit::Jti);
        }
        let step = step.as_deref().map(|text| step_name(text).ok_or(Unfit::Step)).transpose()?;
        let instant = |at| DateTime::from_timestamp(at, 0).ok_or(Unfit::Time);
        let expires_at = instant(expires)?;
        let issued_at = issued.map(instant).transpose()?;
        let begins = [issued_at, not_before.map(instant).transpose()?];
        if begins.into_iter().flatten().any(|from| from > now + SKEW) {
            return Err(Unfit::TooEarly);
        }
        let life = expires_at.signed_duration_since(issued_at.unwrap_or(now));
        if life > LONGEST_LIFE || issued_at.is_some_and(|from| expires_at <= from) {
            return Err(Unfit::Time);
        }
        Ok(Self { reference, jti, step, expires_at })
    }

    /// What it is at `now`.
    pub fn state(&self, now: DateTime<Utc>) -> LinkState {
        if now >= self.expires_at { LinkState::Expired } else { LinkState::Alive }
    }
}

/// What a link was made for, in the creditor's words: one line, without blanks at its ends. `None` for what
/// is no such line.
pub fn step_name(text: &str) -> Option<String> {
    let text = text.trim();
    is_line(text, LONGEST_STEP).then(|| text.to_owned())
}

fn is_line(text: &str, most: usize) -> bool {
    let length = text.chars().count();
    length > 0 && length <= most && !text.chars().any(char::is_control)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: i64 = 1_798_000_000;
    const DAY: i64 = 86_400;

    fn now() -> DateTime<Utc> {
        DateTime::from_timestamp(NOW, 0).expect("in range")
    }

    fn claims() -> Claims {
        Claims {
            reference: "C-1".to_owned(),
            jti: "aviso-3:C-1".to_owned(),
            expires: NOW + DAY,
            issued: Some(NOW),
            not_before: None,
            step: Some(" aviso 3 ".to_owned()),
        }
    }

    #[test]
    fn a_link_counts_until_the_second_in_which_it_ends() {
        let link = SignedLink::read(claims(), now()).expect("fit");
        assert_eq!(link.step.as_deref(), Some("aviso 3"));
        let end = link.expires_at;
        for (at, state) in [
            (end - TimeDelta::milliseconds(1), LinkState::Alive),
            (end, LinkState::Expired),
            (end + TimeDelta::days(1), LinkState::Expired),
        ] {
            assert_eq!(link.state(at), state, "{at}");
        }
    }

    #[test]
    fn a_link_says_neither_too_much_nor_too_little_of_its_time() {
        let life = LONGEST_LIFE.num_seconds();
        for (issued, not_before, expires, expected) in [
            (Some(NOW), None, NOW + life, Ok(())),
            (Some(NOW), None, NOW + life + 1, Err(Unfit::Time)),
            (Some(NOW - DAY), None, NOW + life - DAY, Ok(())),
            (Some(NOW - DAY), None, NOW + life, Err(Unfit::Time)),
            (None, None, NOW + life, Ok(())),
            (None, None, NOW + life + 1, Err(Unfit::Time)),
            (Some(NOW + 60), None, NOW + DAY, Ok(())),
            (Some(NOW + 61), None, NOW + DAY, Err(Unfit::TooEarly)),
            (None, Some(NOW + 60), NOW + DAY, Ok(())),
            (None, Some(NOW + 61), NOW + DAY, Err(Unfit::TooEarly)),
            (Some(NOW), None, NOW, Err(Unfit::Time)),
            (Some(NOW - 2 * DAY), None, NOW - DAY, Ok(())),
            (None, None, i64::MAX, Err(Unfit::Time)),
            (Some(i64::MIN), None, NOW, Err(Unfit::Time)),
            (None, None, i64::MIN, Err(Unfit::Time)),
        ] {
            let given = Claims { expires, issued, not_before, ..claims() };
            let read = SignedLink::read(given, now()).map(drop);
            assert_eq!(read, expected, "{issued:?} {not_before:?} {expires}");
        }
    }

    #[test]
    fn a_link_names_a_customer_and_itself() {
        let long = |n| "1".repeat(n);
        for (reference, jti, expected) in [
            ("C-1".to_owned(), "1".to_owned(), Ok(())),
            (long(200), long(64), Ok(())),
            (long(201), "1".to_owned(), Err(Unfit::Reference)),
            (String::new(), "1".to_owned(), Err(Unfit::Reference)),
            ("C\0".to_owned(), "1".to_owned(), Err(Unfit::Reference)),
            ("C-1".to_owned(), String::new(), Err(Unfit::Jti)),
            ("C-1".to_owned(), long(65), Err(Unfit::Jti)),
            ("C-1".to_owned(), "a b".to_owned(), Err(Unfit::Jti)),
            ("C-1".to_owned(), "ñ".to_owned(), Err(Unfit::Jti)),
        ] {
            let given = Claims { reference, jti, ..claims() };
            assert_eq!(SignedLink::read(given, now()).map(drop), expected);
        }
        let step = |text: &str| Claims { step: Some(text.to_owned()), ..claims() };
        for text in ["", "  ", "a\nb", &"x".repeat(61)] {
            assert_eq!(SignedLink::read(step(text), now()), Err(Unfit::Step), "{text:?}");
        }
    }
}
