//! The ways by which the program writes to the person who owes: those of all [`Channel`]s that it can use by
//! itself.

use std::str::FromStr;

use crate::contact::Channel;

/// One way. Where money came in is another thing: see [`crate::ledger::Channel`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum ContactChannel {
    /// An e-mail.
    Email,
    /// A text message to a phone.
    Sms,
    /// A message of WhatsApp.
    WhatsApp,
}

/// The ways in which somebody permits messages to their phone, as they are stored and as maps of imports name them.
/// Never change.
pub const WAYS: [&str; 5] = ["form", "contract", "phone", "in-person", "message"];

/// A word that names no channel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("unknown channel")]
pub struct UnknownChannel;

impl ContactChannel {
    /// All of them, the one that needs least permission first.
    pub const ALL: [Self; 3] = [Self::Email, Self::Sms, Self::WhatsApp];

    /// Those that reach a phone number.
    pub const OF_PHONES: [Self; 2] = [Self::Sms, Self::WhatsApp];

    /// The word that stands for it in the store, in forms and in commands. Never changes.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Sms => "sms",
            Self::WhatsApp => "whatsapp",
        }
    }

    /// What the contact rules call it.
    pub const fn way(self) -> Channel {
        match self {
            Self::Email => Channel::Email,
            Self::Sms => Channel::Sms,
            Self::WhatsApp => Channel::WhatsApp,
        }
    }

    /// The one that the contact rules call so; `None` for a way that takes a person.
    pub fn of(way: Channel) -> Option<Self> {
        Self::ALL.into_iter().find(|channel| channel.way() == way)
    }
}

impl FromStr for ContactChannel {
    type Err = UnknownChannel;

    fn from_str(text: &str) -> Result<Self, UnknownChannel> {
        Self::ALL.into_iter().find(|channel| channel.as_str() == text).ok_or(UnknownChannel)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_channel_is_read_as_it_is_written_and_nothing_else_is_one() {
        for channel in ContactChannel::ALL {
            assert_eq!(channel.as_str().parse(), Ok(channel));
            assert_eq!(channel.way().as_str(), channel.as_str());
            assert_eq!(ContactChannel::of(channel.way()), Some(channel));
        }
        for other in ["", "SMS", "phone", "stripe"] {
            assert_eq!(other.parse::<ContactChannel>(), Err(UnknownChannel), "{other}");
        }
        for way in [Channel::Letter, Channel::Call, Channel::Visit] {
            assert_eq!(ContactChannel::of(way), None, "{way:?}");
        }
    }
}
