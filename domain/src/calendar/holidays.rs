//! Holidays as rules (a fixed day, a day counted from Easter, either of them moved to Monday) plus
//! the days that governments set by decree. The tables, with their sources, are in `laws`.

use std::ops::RangeInclusive;

use chrono::{Datelike, NaiveDate, Weekday};

use super::easter::easter;
use super::{english, laws, more};
use crate::country::Country;

/// The holidays of one country.
#[derive(Clone, Copy, Debug)]
pub struct Holidays {
    rules: &'static [Rule],
    decreed: &'static [Decreed],
}

/// One holiday that comes back every year.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rule {
    pub name: &'static str,
    pub falls: Falls,
    /// The first year in which it is a holiday.
    pub since: i32,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Falls {
    /// Month and day.
    On(u32, u32),
    /// On that month and day if it is a Monday, else on the Monday that follows.
    MondayFrom(u32, u32),
    /// So many days after Easter Sunday, before it if negative.
    Easter(i64),
    /// On the n-th such weekday of a month.
    Nth(u8, Weekday, u32),
    /// On that month and day if it is that weekday, else not at all.
    OnlyOn(u32, u32, Weekday),
    /// On that month and day, moved by so many days according to its weekday, Monday first.
    Moved(u32, u32, [i64; 7]),
}

/// The days of the year from 22 March to 25 April, in any year: Easter is on none before or after, and
/// finding it out takes longer than all the rest.
const EASTERS: RangeInclusive<i64> = 81..=116;

/// One day of one year: (year, month, day), why.
pub(super) type Decreed = ((i32, u32, u32), &'static str);

impl Holidays {
    /// Whether the holidays of `country` exist here. Where they do not, nothing may be said about
    /// any date: the contact rules then let only answers pass.
    pub const fn built(country: Country) -> bool {
        Self::of(country).is_some()
    }

    /// The holidays of `country`, or `None` while they are not built.
    pub const fn of(country: Country) -> Option<Self> {
        match country {
            Country::Ar => Some(Self { rules: more::ARGENTINA, decreed: more::ARGENTINA_DECREED }),
            Country::Br => Some(Self { rules: more::BRAZIL, decreed: &[] }),
            Country::Cl => Some(Self { rules: more::CHILE, decreed: more::CHILE_DECREED }),
            Country::Co => Some(Self { rules: laws::COLOMBIA, decreed: laws::COLOMBIA_DECREED }),
            Country::Ec => Some(Self { rules: more::ECUADOR, decreed: more::ECUADOR_DECREED }),
            Country::Es => Some(Self { rules: laws::SPAIN, decreed: &[] }),
            Country::Gb => {
                Some(Self { rules: english::ENGLAND, decreed: english::ENGLAND_DECREED })
            }
            Country::Mx => Some(Self { rules: more::MEXICO, decreed: more::MEXICO_DECREED }),
            Country::Pe => Some(Self { rules: laws::PERU, decreed: laws::PERU_DECREED }),
            Country::Us => Some(Self { rules: english::UNITED_STATES, decreed: &[] }),
            _ => None,
        }
    }

    /// The name of the holiday that `date` is, in Spanish; a decreed day only if no law names it.
    pub fn on(self, date: NaiveDate) -> Option<&'static str> {
        let by_rule = self.rules.iter().find(|rule| rule.is(date)).map(|rule| rule.name);
        by_rule.or_else(|| {
            let day = (date.year(), date.month(), date.day());
            self.decreed.iter().find(|decreed| decreed.0 == day).map(|decreed| decreed.1)
        })
    }
}

impl Rule {
    fn is(&self, date: NaiveDate) -> bool {
        date.year() >= self.since && self.falls.is(date)
    }
}

impl Falls {
    fn is(self, date: NaiveDate) -> bool {
        match self {
            Self::On(month, day) => (date.month(), date.day()) == (month, day),
            Self::MondayFrom(month, day) => {
                date.weekday() == Weekday::Mon
                    && NaiveDate::from_ymd_opt(date.year(), month, day)
                        .is_some_and(|named| (0..7).contains(&(date - named).num_days()))
            }
            Self::Easter(days) => {
                EASTERS.contains(&(i64::from(date.ordinal()) - days))
                    && easter(date.year()).is_some_and(|sunday| (date - sunday).num_days() == days)
            }
            Self::Nth(nth, weekday, month) => {
                NaiveDate::from_weekday_of_month_opt(date.year(), month, weekday, nth) == Some(date)
            }
            Self::OnlyOn(month, day, weekday) => {
                (date.month(), date.day(), date.weekday()) == (month, day, weekday)
            }
            Self::Moved(month, day, moves) => NaiveDate::from_ymd_opt(date.year(), month, day)
                .is_some_and(|named| {
                    let from_monday = named.weekday().num_days_from_monday();
                    let moved = moves.iter().zip(0..).find(|(_, weekday)| *weekday == from_monday);
                    moved.is_some_and(|(days, _)| (date - named).num_days() == *days)
                }),
        }
    }
}
