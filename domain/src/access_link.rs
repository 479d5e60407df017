//! The link in a message: what it still opens, and what it has brought.

use chrono::{DateTime, TimeDelta, Utc};

/// How long a link lives unless its creditor says otherwise.
pub const DEFAULT_LIFE: TimeDelta = TimeDelta::days(30);

/// Whether a link opens anything.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LinkState {
    /// It leads to the identity check.
    Alive,
    /// Its time has passed.
    Expired,
    /// The creditor, or the person who got it, closed it.
    Revoked,
}

/// The dates of one link's life.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct LinkLife {
    /// The first instant at which it no longer works.
    pub expires_at: DateTime<Utc>,
    /// When it was closed by hand.
    pub revoked_at: Option<DateTime<Utc>>,
}

impl LinkLife {
    /// What the link is at `now`.
    pub fn state(&self, now: DateTime<Utc>) -> LinkState {
        match self.revoked_at {
            Some(_) => LinkState::Revoked,
            None if now >= self.expires_at => LinkState::Expired,
            None => LinkState::Alive,
        }
    }
}

/// How far a link has brought its debtor, as the creditor sees it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum LinkProgress {
    /// Made, for instance for an export.
    Made,
    /// Left in a message.
    Sent,
    /// Somebody pressed the button on its first page.
    Opened,
    /// The identity check was passed.
    Verified,
    /// A payment came through it.
    Paid,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_works_until_the_instant_it_expires_unless_it_is_revoked() {
        let end = DateTime::from_timestamp(1_800_000_000, 0).expect("in range");
        let second = TimeDelta::seconds(1);
        let life = |revoked_at| LinkLife { expires_at: end, revoked_at };
        for (life, now, expected) in [
            (life(None), end - second, LinkState::Alive),
            (life(None), end, LinkState::Expired),
            (life(None), end + second, LinkState::Expired),
            (life(Some(end - second)), end - second, LinkState::Revoked),
            (life(Some(end - second)), end + second, LinkState::Revoked),
        ] {
            assert_eq!(life.state(now), expected);
        }
    }
}
