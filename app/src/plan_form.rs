//! The fields of the form of a plan, as the server and the browser both read them.

use domain::plan_quote::Refusal;
use domain::policy::Rhythm;

use crate::format::AmountProblem;

/// The value of the field `first` for another day.
pub const OTHER: &str = "other";

/// The value of the field `rhythm`.
pub const fn rhythm_value(rhythm: Rhythm) -> &'static str {
    match rhythm {
        Rhythm::Weekly => "weekly",
        Rhythm::EveryTwoWeeks => "two-weeks",
        Rhythm::TwiceAMonth => "twice-a-month",
        Rhythm::Monthly => "monthly",
    }
}

/// Reads the field `rhythm`; `None` for anything else.
pub fn parse_rhythm(text: &str) -> Option<Rhythm> {
    [Rhythm::Weekly, Rhythm::EveryTwoWeeks, Rhythm::TwiceAMonth, Rhythm::Monthly]
        .into_iter()
        .find(|rhythm| rhythm_value(*rhythm) == text)
}

/// What decides how it is divided.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum By {
    /// The number of instalments.
    Parts,
    /// The amount of each.
    Each,
}

impl By {
    /// The value of the form's field.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Parts => "parts",
            Self::Each => "each",
        }
    }

    /// Reads the form's field; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Parts, Self::Each].into_iter().find(|by| by.as_str() == text)
    }
}

/// Why a choice makes no plan.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum BuilderProblem {
    /// The amount of each was not understood.
    Each(AmountProblem),
    /// What is paid at once was not understood.
    Down(AmountProblem),
    /// The number of instalments was not understood.
    NoCount,
    /// The first day was not understood.
    NoDay,
    /// A limit of the plan.
    Refused(Refusal),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rhythm_is_read_as_it_is_written() {
        for rhythm in [Rhythm::Weekly, Rhythm::EveryTwoWeeks, Rhythm::TwiceAMonth, Rhythm::Monthly]
        {
            assert_eq!(parse_rhythm(rhythm_value(rhythm)), Some(rhythm));
        }
        assert_eq!(parse_rhythm(""), None);
    }
}
