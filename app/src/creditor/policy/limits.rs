//! Every limit of a policy by its name, and what a policy says of it in a few words. The editor's fields,
//! the page of a version and the difference of two go by the same names.

mod said;

use crate::reader::Reader;
use crate::texts::key;

pub(super) use self::said::{of_policy, of_segment, restores, rhythm, spread};

/// One limit.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Limit {
    LegalMaximum,
    LateYearly,
    LateFee,
    LateFreeDays,
    DaysLate,
    Total,
    Debts,
    Tags,
    DiscountWithPlan,
    Discount,
    DiscountUntil,
    OnNotDue,
    OnInterest,
    GivenUp,
    Payments,
    PaymentsEvery,
    SettlementUntil,
    Instalments,
    Frequencies,
    Least,
    Down,
    Cost,
    Spread,
    FirstWithin,
    LongestDays,
    GraceDays,
    Misses,
    Restores,
    Moves,
    Skips,
    Retries,
    Reward,
    Breaks,
    ExtensionDays,
    ExtensionTimes,
    PartLeast,
    ProposalParts,
    ProposalLeast,
    ProposalGivenUp,
    ProposalWithin,
    ProposalHours,
}

impl Limit {
    /// Its name, as the editor shows it before its field.
    pub(super) fn label(self, reader: Reader) -> String {
        match self {
            Self::LegalMaximum => reader.say(key::PolicyLimitLegalMaximum),
            Self::LateYearly => reader.say(key::PolicyLimitLateYearly),
            Self::LateFee => reader.say(key::PolicyLimitLateFee),
            Self::LateFreeDays => reader.say(key::PolicyLimitLateFree),
            Self::DaysLate => reader.say(key::PolicyLimitDaysLate),
            Self::Total => reader.say(key::PolicyLimitTotal),
            Self::Debts => reader.say(key::PolicyLimitDebts),
            Self::Tags => reader.say(key::PolicyLimitTags),
            Self::DiscountWithPlan => reader.say(key::PolicyLimitDiscountWithPlan),
            Self::Discount => reader.say(key::PolicyLimitDiscount),
            Self::DiscountUntil => reader.say(key::PolicyLimitDiscountUntil),
            Self::OnNotDue => reader.say(key::PolicyLimitOnNotDue),
            Self::OnInterest => reader.say(key::PolicyLimitOnInterest),
            Self::GivenUp => reader.say(key::PolicyLimitGivenUp),
            Self::Payments => reader.say(key::PolicyLimitPayments),
            Self::PaymentsEvery => reader.say(key::PolicyLimitPaymentsEvery),
            Self::SettlementUntil => reader.say(key::PolicyLimitSettlementUntil),
            Self::Instalments => reader.say(key::PolicyLimitInstalments),
            Self::Frequencies => reader.say(key::PolicyLimitFrequencies),
            Self::Least => reader.say(key::PolicyLimitLeast),
            Self::Down => reader.say(key::PolicyLimitDown),
            Self::Cost => reader.say(key::PolicyLimitCost),
            Self::Spread => reader.say(key::PolicyLimitSpread),
            Self::FirstWithin => reader.say(key::PolicyLimitFirstWithin),
            Self::LongestDays => reader.say(key::PolicyLimitLongestDays),
            Self::GraceDays => reader.say(key::PolicyLimitGraceDays),
            Self::Misses => reader.say(key::PolicyLimitMisses),
            Self::Restores => reader.say(key::PolicyLimitRestores),
            Self::Moves => reader.say(key::PolicyLimitMoves),
            Self::Skips => reader.say(key::PolicyLimitSkips),
            Self::Retries => reader.say(key::PolicyLimitRetries),
            Self::Reward => reader.say(key::PolicyLimitReward),
            Self::Breaks => reader.say(key::PolicyLimitBreaks),
            Self::ExtensionDays => reader.say(key::PolicyLimitExtensionDays),
            Self::ExtensionTimes => reader.say(key::PolicyLimitExtensionTimes),
            Self::PartLeast => reader.say(key::PolicyLimitPartLeast),
            Self::ProposalParts => reader.say(key::PolicyLimitProposalParts),
            Self::ProposalLeast => reader.say(key::PolicyLimitProposalLeast),
            Self::ProposalGivenUp => reader.say(key::PolicyLimitProposalGivenUp),
            Self::ProposalWithin => reader.say(key::PolicyLimitProposalWithin),
            Self::ProposalHours => reader.say(key::PolicyLimitProposalHours),
        }
    }
}
