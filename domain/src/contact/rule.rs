//! What an answer names: the rules by their words, and what stands between a debtor and any message.

/// Something that stands between this debtor and messages.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Barrier {
    /// Whoever has the address said that they are not the debtor.
    WrongPerson,
    /// The debtor has died.
    Deceased,
    /// The debtor wants no messages at all.
    OptOut,
    /// The debtor contests what is owed.
    Dispute,
    /// The debtor is under a moratorium that the law grants, as the Breathing Space of England and Wales: nothing
    /// leaves but what they ask for.
    BreathingSpace,
    /// The debtor told of a hardship that a person looks into.
    Hardship,
    /// The debtor promised to pay, and the day is not over.
    Promise,
    /// The debtor proposed terms, or was offered others, and nobody has decided yet.
    Proposal,
    /// All that is owed is in a plan that is kept. It keeps back only what speaks of debts.
    Plan,
    /// The debtor said something else that a person has to answer.
    Hold,
}

impl Barrier {
    /// Every barrier, the one that says most first.
    pub const ALL: [Self; 10] = [
        Self::WrongPerson,
        Self::Deceased,
        Self::OptOut,
        Self::Dispute,
        Self::BreathingSpace,
        Self::Hardship,
        Self::Promise,
        Self::Proposal,
        Self::Plan,
        Self::Hold,
    ];

    /// The rule that an answer names for it.
    pub const fn rule(self) -> Rule {
        match self {
            Self::WrongPerson => Rule::WrongPerson,
            Self::Deceased => Rule::Deceased,
            Self::OptOut => Rule::OptOut,
            Self::Dispute => Rule::Dispute,
            Self::BreathingSpace => Rule::BreathingSpace,
            Self::Hardship => Rule::Hardship,
            Self::Promise => Rule::Promise,
            Self::Proposal => Rule::Proposal,
            Self::Plan => Rule::Plan,
            Self::Hold => Rule::Hold,
        }
    }
}

/// The rule behind a decision. Which law it is of, if one, the answer says.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Rule {
    /// What a person asks for is answered at once.
    Asked,
    /// Nothing stands against it.
    Open,
    /// Outside the hours of the day.
    Hours,
    /// A weekday on which nothing leaves.
    Weekend,
    /// A holiday where the debtor lives.
    Holiday,
    /// Too soon after the last contact.
    Week,
    /// As many contacts as may be in so many days.
    Most,
    /// Another channel was used these days.
    OneChannel,
    /// The debtor has not allowed the channel.
    NotAllowed,
    /// Nobody is contacted by this channel.
    Never,
    /// Outside the hours that the debtor asked for.
    WishedHours,
    /// Sooner after the last contact than the debtor asked for.
    WishedApart,
    /// The debtor wants nothing by this channel.
    Refused,
    /// The holidays of the debtor's country are not known here, so only answers may leave.
    HolidaysUnknown,
    /// The debtor said something that a person has to answer.
    Hold,
    /// The debtor contests what is owed.
    Dispute,
    /// A promise whose day is not over.
    Promise,
    /// A proposal that waits for somebody.
    Proposal,
    /// A plan that is kept.
    Plan,
    /// A moratorium that the law grants.
    BreathingSpace,
    /// A hardship that a person looks into.
    Hardship,
    /// The debtor has died.
    Deceased,
    /// The debtor wants no messages.
    OptOut,
    /// The address is not the debtor's: nothing is sent there, answers included.
    WrongPerson,
}

impl Rule {
    /// Every rule.
    pub const ALL: [Self; 24] = [
        Self::Asked,
        Self::Open,
        Self::Hours,
        Self::Weekend,
        Self::Holiday,
        Self::Week,
        Self::Most,
        Self::OneChannel,
        Self::NotAllowed,
        Self::Never,
        Self::WishedHours,
        Self::WishedApart,
        Self::Refused,
        Self::HolidaysUnknown,
        Self::Hold,
        Self::Dispute,
        Self::Promise,
        Self::Proposal,
        Self::Plan,
        Self::BreathingSpace,
        Self::Hardship,
        Self::Deceased,
        Self::OptOut,
        Self::WrongPerson,
    ];

    /// Reads a stored [`Rule::code`].
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|rule| rule.code() == code)
    }

    /// The word that stands for it in the store, in logs and in keys of texts. Never changes.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Open => "open",
            Self::Hours => "hours",
            Self::Weekend => "weekend",
            Self::Holiday => "holiday",
            Self::Week => "week",
            Self::Most => "most",
            Self::OneChannel => "one-channel",
            Self::NotAllowed => "not-allowed",
            Self::Never => "never",
            Self::WishedHours => "wished-hours",
            Self::WishedApart => "wished-apart",
            Self::Refused => "refused",
            Self::HolidaysUnknown => "holidays-unknown",
            Self::Hold => "hold",
            Self::Dispute => "dispute",
            Self::Promise => "promise",
            Self::Proposal => "proposal",
            Self::Plan => "plan",
            Self::BreathingSpace => "breathing-space",
            Self::Hardship => "hardship",
            Self::Deceased => "deceased",
            Self::OptOut => "opt-out",
            Self::WrongPerson => "wrong-person",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_survives_its_code() {
        for rule in Rule::ALL {
            assert_eq!(Rule::parse(rule.code()), Some(rule));
        }
        assert_eq!(Rule::parse("Hours"), None);
        for barrier in Barrier::ALL {
            assert!(Rule::ALL.contains(&barrier.rule()), "{barrier:?}");
        }
    }
}
