//! What cannot be done with a plan, and why.

use chrono::NaiveDate;

use crate::money::MoneyError;

/// Why an act is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PlanRefusal {
    /// Nothing is open any more.
    #[error("the plan is not active")]
    NotActive,
    /// No instalment of this number is unpaid and unmissed.
    #[error("instalment {0} cannot be moved")]
    Fixed(u32),
    /// The policy allows no more of it.
    #[error("no more of it is allowed")]
    NoneLeft,
    /// Not on or after this day.
    #[error("not on or after {0}")]
    TooEarly(NaiveDate),
    /// Not on or before this day.
    #[error("not on or before {0}")]
    TooLate(NaiveDate),
    /// The instalments do not follow the months.
    #[error("the instalments are not monthly")]
    NotMonthly,
    /// No such day of the month is near enough to the next date.
    #[error("no such day from {from} to {until}")]
    NotNear {
        /// The first day that would be.
        from: NaiveDate,
        /// The last one.
        until: NaiveDate,
    },
    /// Every date stays where it is.
    #[error("no date would change")]
    Unchanged,
    /// The plan would have broken all the same, or had not broken.
    #[error("no money in time undoes the miss that broke it")]
    StaysBroken,
    /// The amounts do not fit together.
    #[error(transparent)]
    Money(#[from] MoneyError),
}
