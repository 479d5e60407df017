//! Why money moved: a closed list.

use std::str::FromStr;

use super::LedgerError;

/// Why money moved.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Reason {
    /// A debt was imported or entered.
    Opened,
    /// The creditor's system says another amount than before.
    Corrected,
    /// The creditor's system says that nothing is owed any more.
    Closed,
    /// Money was received.
    Paid,
    /// Credit was used on a debt.
    CreditUsed,
    /// Money was received that belongs to nobody we know.
    Unidentified,
    /// Money without owner found its case.
    Identified,
    /// Money without owner went back, or was never for the creditor's cases.
    SentBack,
    /// Money was given back.
    Refunded,
    /// Giving money back failed at the provider.
    RefundFailed,
    /// A bank took money back.
    ChargedBack,
    /// A bank gave back what it had taken.
    Reinstated,
    /// An entry made by mistake was undone.
    Reversed,
    /// What a plan costs, from its acceptance on.
    PlanCost,
    /// Something was given up in favour of the debtor.
    Waived,
    /// What was given up is owed again, since the money for it was taken back.
    OwedAgain,
    /// Interest or a cost for paying late.
    Late,
}

impl Reason {
    pub(super) const ALL: [Self; 17] = [
        Self::Opened,
        Self::Corrected,
        Self::Closed,
        Self::Paid,
        Self::CreditUsed,
        Self::Unidentified,
        Self::Identified,
        Self::SentBack,
        Self::Refunded,
        Self::RefundFailed,
        Self::ChargedBack,
        Self::Reinstated,
        Self::Reversed,
        Self::PlanCost,
        Self::Waived,
        Self::OwedAgain,
        Self::Late,
    ];

    /// The word that stands for it in the store.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Opened => "opened",
            Self::Corrected => "corrected",
            Self::Closed => "closed",
            Self::Paid => "paid",
            Self::CreditUsed => "credit-used",
            Self::Unidentified => "unidentified",
            Self::Identified => "identified",
            Self::SentBack => "sent-back",
            Self::Refunded => "refunded",
            Self::RefundFailed => "refund-failed",
            Self::ChargedBack => "charged-back",
            Self::Reinstated => "reinstated",
            Self::Reversed => "reversed",
            Self::PlanCost => "plan-cost",
            Self::Waived => "waived",
            Self::OwedAgain => "owed-again",
            Self::Late => "late",
        }
    }
}

impl FromStr for Reason {
    type Err = LedgerError;

    fn from_str(text: &str) -> Result<Self, LedgerError> {
        Self::ALL
            .into_iter()
            .find(|reason| reason.as_str() == text)
            .ok_or_else(|| LedgerError::UnknownReason(text.to_owned()))
    }
}
