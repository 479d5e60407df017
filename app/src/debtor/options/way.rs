//! What ways out are called: in URLs and forms, and in the reader's words.

use std::fmt;

use domain::offer::Way;

use crate::reader::Reader;
use crate::texts::key;

/// A way out as URLs and forms name it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum WayName {
    /// Everything at once, for less.
    Discount,
    /// Less than everything, in so many payments.
    Settlement(u32),
    /// Everything at once.
    Everything,
    /// By and by.
    Plan,
    /// Later, by a promise.
    Extension,
    /// Some of it now.
    Part,
}

/// What stands before the number of payments.
const SETTLEMENT: &str = "settlement-";

impl WayName {
    /// The name of `way`.
    pub const fn of(way: &Way) -> Self {
        match way {
            Way::Discount => Self::Discount,
            Way::Settlement { payments } => Self::Settlement(*payments),
            Way::Everything => Self::Everything,
            Way::Plan { .. } => Self::Plan,
            Way::Extension => Self::Extension,
            Way::Part => Self::Part,
        }
    }

    /// Reads the field `way`; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "discount" => Some(Self::Discount),
            "everything" => Some(Self::Everything),
            "plan" => Some(Self::Plan),
            "extension" => Some(Self::Extension),
            "part" => Some(Self::Part),
            _ => {
                let payments = text.strip_prefix(SETTLEMENT)?.parse().ok()?;
                (payments > 0).then_some(Self::Settlement(payments))
            }
        }
    }

    /// A few words for lists and columns.
    pub(crate) fn label(self, reader: Reader) -> String {
        match self {
            Self::Discount => reader.say(key::OptionNameDiscount),
            Self::Settlement(payments) => {
                reader.say(key::OptionNameSettlement { count: u64::from(payments) })
            }
            Self::Everything => reader.say(key::OptionNameEverything),
            Self::Plan => reader.say(key::OptionNamePlan),
            Self::Extension => reader.say(key::OptionNameExtension),
            Self::Part => reader.say(key::OptionNamePart),
        }
    }
}

impl fmt::Display for WayName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Discount => f.write_str("discount"),
            Self::Settlement(payments) => write!(f, "{SETTLEMENT}{payments}"),
            Self::Everything => f.write_str("everything"),
            Self::Plan => f.write_str("plan"),
            Self::Extension => f.write_str("extension"),
            Self::Part => f.write_str("part"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_way_is_read_as_it_is_written() {
        for way in [
            WayName::Discount,
            WayName::Settlement(1),
            WayName::Settlement(12),
            WayName::Everything,
            WayName::Plan,
            WayName::Extension,
            WayName::Part,
        ] {
            assert_eq!(WayName::parse(&way.to_string()), Some(way));
        }
        for text in ["", "settlement", "settlement-", "settlement-0", "settlement--1", "Plan"] {
            assert_eq!(WayName::parse(text), None, "{text}");
        }
    }
}
