//! What a message is about, and what it may say.

use super::field::Field;
use crate::contact_channel::ContactChannel;

/// What a message is about: the step of a sequence that sends it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Occasion {
    /// Some days before a debt is due.
    Courtesy,
    /// Some days after it.
    Kind,
    /// Weeks after it.
    Firm,
    /// The last one before the case goes elsewhere.
    FinalNotice,
    /// An instalment of a plan is near.
    InstalmentSoon,
    /// It is due today.
    InstalmentToday,
    /// It was not paid in its days of grace.
    InstalmentMissed,
    /// A promise to pay is for tomorrow.
    PromiseEve,
    /// Its day went by without the payment.
    PromiseBroken,
    /// What was offered ends.
    OfferEnding,
    /// Nothing is owed any more.
    Settled,
}

impl Occasion {
    /// All of them, in the order in which they come.
    pub const ALL: [Self; 11] = [
        Self::Courtesy,
        Self::Kind,
        Self::Firm,
        Self::FinalNotice,
        Self::InstalmentSoon,
        Self::InstalmentToday,
        Self::InstalmentMissed,
        Self::PromiseEve,
        Self::PromiseBroken,
        Self::OfferEnding,
        Self::Settled,
    ];

    /// The word that stands for it in forms and in the store.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Courtesy => "courtesy",
            Self::Kind => "kind",
            Self::Firm => "firm",
            Self::FinalNotice => "final-notice",
            Self::InstalmentSoon => "instalment-soon",
            Self::InstalmentToday => "instalment-today",
            Self::InstalmentMissed => "instalment-missed",
            Self::PromiseEve => "promise-eve",
            Self::PromiseBroken => "promise-broken",
            Self::OfferEnding => "offer-ending",
            Self::Settled => "settled",
        }
    }

    /// Reads an [`Occasion::code`]; `None` for anything else.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }

    /// Whether a message about it, on this channel, has a value for the field.
    pub const fn has(self, field: Field, channel: ContactChannel) -> bool {
        match field {
            Field::Amount => !matches!(self, Self::Settled),
            Field::Limit => matches!(self, Self::FinalNotice | Self::InstalmentMissed),
            Field::Document => self.is_of_debt(),
            Field::Breakdown => self.is_of_debt() && matches!(channel, ContactChannel::Email),
            _ => true,
        }
    }

    const fn is_of_debt(self) -> bool {
        matches!(self, Self::Courtesy | Self::Kind | Self::Firm | Self::FinalNotice)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_survive_and_nothing_else_reads() {
        for occasion in Occasion::ALL {
            assert_eq!(Occasion::parse(occasion.code()), Some(occasion));
        }
        assert_eq!(Occasion::parse("threat"), None);
    }
}
