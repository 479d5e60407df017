//! In which order reminders come to somebody, and what each may say.

use super::field::Field;
use crate::contact_channel::ContactChannel;
use crate::reminder::StepKind;

impl StepKind {
    /// Every kind, in the order in which they come to somebody.
    pub const IN_TURN: [Self; 11] = [
        Self::Courtesy,
        Self::Kind,
        Self::Firm,
        Self::Final,
        Self::InstalmentSoon,
        Self::InstalmentToday,
        Self::InstalmentMissed,
        Self::PromiseEve,
        Self::PromiseBroken,
        Self::OfferEnds,
        Self::Settled,
    ];

    /// Whether a message about it, on this channel, has a value for the field.
    pub const fn has(self, field: Field, channel: ContactChannel) -> bool {
        match field {
            Field::Amount => !matches!(self, Self::Settled),
            Field::Limit => matches!(self, Self::Final | Self::InstalmentMissed),
            Field::Document => self.is_of_debt(),
            Field::Breakdown => self.is_of_debt() && matches!(channel, ContactChannel::Email),
            _ => true,
        }
    }

    const fn is_of_debt(self) -> bool {
        matches!(self, Self::Courtesy | Self::Kind | Self::Firm | Self::Final)
    }

    /// Whether it is formal in every country, whatever way to speak its reader is used to.
    pub const fn is_formal(self) -> bool {
        matches!(self, Self::Final)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_its_turn_once() {
        let mut kinds = StepKind::IN_TURN;
        kinds.sort_unstable();
        let mut all = StepKind::ALL;
        all.sort_unstable();
        assert_eq!(kinds, all);
    }
}
