//! The ways by which a person can be reached.

/// One way.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Channel {
    /// An e-mail.
    Email,
    /// A text message.
    Sms,
    /// A message by WhatsApp.
    WhatsApp,
    /// A letter on paper.
    Letter,
    /// A telephone call, by a person.
    Call,
    /// A visit, by a person.
    Visit,
}

impl Channel {
    /// Every way, what is written before what is spoken.
    pub const ALL: [Self; 6] =
        [Self::Email, Self::Sms, Self::WhatsApp, Self::Letter, Self::Call, Self::Visit];

    /// Reads a [`Channel::as_str`].
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|channel| channel.as_str() == word)
    }

    /// The word that stands for it in the store, in files and in commands. Never changes.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Sms => "sms",
            Self::WhatsApp => "whatsapp",
            Self::Letter => "letter",
            Self::Call => "call",
            Self::Visit => "visit",
        }
    }

    /// What laws call it.
    pub const fn class(self) -> Class {
        match self {
            Self::Email | Self::Sms | Self::WhatsApp | Self::Letter => Class::Written,
            Self::Call => Class::Call,
            Self::Visit => Class::Visit,
        }
    }

    const fn bit(self) -> u8 {
        match self {
            Self::Email => 1,
            Self::Sms => 2,
            Self::WhatsApp => 4,
            Self::Letter => 8,
            Self::Call => 16,
            Self::Visit => 32,
        }
    }
}

/// What laws tell apart: several speak of calls and visits only.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Class {
    /// Whatever is read.
    Written,
    /// Telephone calls.
    Call,
    /// Visits.
    Visit,
}

impl Class {
    /// Every class.
    pub const ALL: [Self; 3] = [Self::Written, Self::Call, Self::Visit];

    /// Reads a word of a file: `written`, `call`, `visit`.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|class| class.as_str() == word)
    }

    /// The word that stands for it in files.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Written => "written",
            Self::Call => "call",
            Self::Visit => "visit",
        }
    }

    /// The ways of this class.
    pub fn channels(self) -> Channels {
        Channel::ALL.into_iter().filter(|channel| channel.class() == self).collect()
    }
}

/// A set of ways.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct Channels(u8);

impl Channels {
    /// No way at all.
    pub const NONE: Self = Self(0);

    /// Every way.
    pub const ALL: Self = Self(63);

    /// Whether `channel` is among them.
    pub const fn contains(self, channel: Channel) -> bool {
        self.0 & channel.bit() != 0
    }

    /// These and `channel`.
    #[must_use]
    pub const fn with(self, channel: Channel) -> Self {
        Self(self.0 | channel.bit())
    }

    /// The ways that stand in either set.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The ways of the set, in the order of [`Channel::ALL`].
    pub fn iter(self) -> impl Iterator<Item = Channel> {
        Channel::ALL.into_iter().filter(move |channel| self.contains(*channel))
    }
}

impl FromIterator<Channel> for Channels {
    fn from_iter<T: IntoIterator<Item = Channel>>(channels: T) -> Self {
        channels.into_iter().fold(Self::NONE, Self::with)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_channel_survives_its_word_and_has_one_class() {
        for channel in Channel::ALL {
            assert_eq!(Channel::parse(channel.as_str()), Some(channel));
            let classes = Class::ALL.into_iter().filter(|class| class.channels().contains(channel));
            assert_eq!(classes.collect::<Vec<_>>(), [channel.class()]);
        }
        assert_eq!((Channel::parse("Email"), Class::parse("calls")), (None, None));
    }

    #[test]
    fn a_set_holds_what_was_put_in_and_nothing_else() {
        let set = Channels::NONE.with(Channel::Sms).with(Channel::Visit).with(Channel::Sms);
        assert_eq!(set.iter().collect::<Vec<_>>(), [Channel::Sms, Channel::Visit]);
        assert_eq!(set.or(Channels::ALL), Channels::ALL);
        assert_eq!(Channel::ALL.into_iter().collect::<Channels>(), Channels::ALL);
        assert_eq!(Channels::default().iter().count(), 0);
    }
}
