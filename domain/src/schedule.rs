//! Schedules: on which days instalments fall due, and how large each of them is.
//!
//! Days count from the first one as it was chosen, never from one that was moved: a holiday moves one
//! instalment and leaves the rest where they are. A day that is today stays; every later one rolls
//! forward over weekends and the holidays of the creditor's country.

use std::num::NonZeroU32;

use chrono::{Datelike, Days, Months, NaiveDate};

use crate::calendar::roll_forward;
use crate::country::Country;
use crate::money::{Money, MoneyError};

/// The longest schedule: ten years of months.
pub const MOST_PARTS: u32 = 120;

/// How often instalments fall due.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Frequency {
    /// Every seven days.
    Weekly,
    /// Every fourteen days.
    EveryTwoWeeks,
    /// On the 15th and the last day of each month, as wages are paid.
    TwiceAMonth,
    /// On the same day of each month; on its last day where the month is too short.
    Monthly(DayOfMonth),
}

/// A day of the month, 1 to 31.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct DayOfMonth(u32);

impl DayOfMonth {
    /// `None` for a day that no month has.
    pub const fn new(day: u32) -> Option<Self> {
        if day >= 1 && day <= 31 { Some(Self(day)) } else { None }
    }

    /// The day's number.
    pub const fn get(self) -> u32 {
        self.0
    }

    /// Such a day at most `days` days from `around` and not before `from`: the nearest, of two that are as
    /// near the later; `None` if there is none.
    pub(crate) fn nearest(
        self,
        around: NaiveDate,
        days: u16,
        from: NaiveDate,
    ) -> Option<NaiveDate> {
        let far = |day: &NaiveDate| (*day - around).num_days().abs();
        let eve = around.max(from).pred_opt();
        let later = eve.and_then(|eve| month_day_after(self, eve));
        let both = later.into_iter().chain([self.on_or_before(around)]);
        both.filter(|day| *day >= from && far(day) <= i64::from(days)).min_by_key(far)
    }

    /// The last such day on or before `day`.
    fn on_or_before(self, day: NaiveDate) -> NaiveDate {
        let here = self.within(day);
        let before = day.with_day(1).and_then(|first| first.checked_sub_months(Months::new(1)));
        if here <= day { here } else { before.map_or(here, |before| self.within(before)) }
    }

    /// The day in the month of `date`, which may be shorter.
    fn within(self, date: NaiveDate) -> NaiveDate {
        let day = self.0.min(u32::from(date.num_days_in_month()));
        date.with_day(day).unwrap_or(date)
    }
}

/// How a total becomes instalments.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Cut {
    /// So many equal parts.
    Parts(NonZeroU32),
    /// As many parts of this amount as it takes.
    Each {
        /// Every part but the last.
        amount: Money,
        /// A last part below it is merged into the one before.
        least: Money,
    },
}

/// What a schedule is made from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Terms {
    /// What the instalments sum to.
    pub total: Money,
    /// How it is cut.
    pub cut: Cut,
    /// The first day, as chosen: today or later.
    pub first_on: NaiveDate,
    /// How often the others follow.
    pub frequency: Frequency,
    /// Whose weekends and holidays count.
    pub country: Country,
}

/// One instalment.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Instalment {
    /// Its place, from 1.
    pub number: u32,
    /// The last day to pay it on time, in the creditor's zone.
    pub due_on: NaiveDate,
    /// What is due.
    pub amount: Money,
}

/// Why no schedule can be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ScheduleError {
    /// An instalment would be nothing.
    #[error("an instalment of nothing")]
    NothingToPay,
    /// More instalments than [`MOST_PARTS`].
    #[error("more than {MOST_PARTS} instalments")]
    TooLong,
    /// The first day has passed.
    #[error("the first day has passed")]
    InThePast,
    /// The amounts do not fit together.
    #[error(transparent)]
    Money(#[from] MoneyError),
}

impl Terms {
    /// The schedule as it stands `today`.
    pub fn schedule(&self, today: NaiveDate) -> Result<Vec<Instalment>, ScheduleError> {
        if self.first_on < today {
            return Err(ScheduleError::InThePast);
        }
        let amounts = self.cut.amounts(self.total)?;
        let days = days(self.frequency, self.first_on, self.country, today);
        let parts = (1..).zip(days).zip(amounts);
        Ok(parts.map(|((number, due_on), amount)| Instalment { number, due_on, amount }).collect())
    }
}

impl Cut {
    /// The instalments' amounts, which sum to `total` exactly.
    pub fn amounts(self, total: Money) -> Result<Vec<Money>, ScheduleError> {
        let amounts = match self {
            Self::Parts(parts) if parts.get() > MOST_PARTS => return Err(ScheduleError::TooLong),
            Self::Parts(parts) => total.split(parts).collect(),
            Self::Each { amount, least } => each(total, amount, least)?,
        };
        let is_nothing = amounts.is_empty() || amounts.iter().any(|amount| amount.is_zero());
        if is_nothing { Err(ScheduleError::NothingToPay) } else { Ok(amounts) }
    }
}

fn each(total: Money, amount: Money, least: Money) -> Result<Vec<Money>, ScheduleError> {
    if amount.is_zero() {
        return Err(ScheduleError::NothingToPay);
    }
    let mut parts = Vec::new();
    let mut left = total;
    while !left.is_zero() {
        if parts.len() > usize::try_from(MOST_PARTS).unwrap_or_default() {
            return Err(ScheduleError::TooLong);
        }
        let part = amount.at_most(left)?;
        left = left.checked_sub(part)?;
        parts.push(part);
    }
    match parts.as_mut_slice() {
        [.., before, last] if !least.less(*last)?.is_zero() => {
            *before = before.checked_add(*last)?;
            parts.pop();
        }
        _ => {}
    }
    let is_too_long = parts.len() > usize::try_from(MOST_PARTS).unwrap_or_default();
    if is_too_long { Err(ScheduleError::TooLong) } else { Ok(parts) }
}

/// The days of a schedule without end, each later than the one before: a day that rolls onto the last
/// one's is left out.
pub fn days(
    frequency: Frequency,
    first_on: NaiveDate,
    country: Country,
    today: NaiveDate,
) -> impl Iterator<Item = NaiveDate> {
    let rolled = move |day| if day == today { day } else { roll_forward(country, day) };
    let mut last = None;
    frequency.days_from(first_on).map(rolled).filter(move |day| {
        let is_later = last.is_none_or(|last| *day > last);
        if is_later {
            last = Some(*day);
        }
        is_later
    })
}

impl Frequency {
    /// The days before weekends and holidays are looked at, `first` included.
    fn days_from(self, first: NaiveDate) -> impl Iterator<Item = NaiveDate> {
        std::iter::successors(Some((first, 0_u32)), move |&(day, count)| {
            let count = count.checked_add(1)?;
            let next = match self {
                Self::Weekly => first.checked_add_days(Days::new(u64::from(count) * 7))?,
                Self::EveryTwoWeeks => first.checked_add_days(Days::new(u64::from(count) * 14))?,
                Self::TwiceAMonth => half_month_after(day)?,
                Self::Monthly(wanted) => month_day_after(wanted, day)?,
            };
            Some((next, count))
        })
        .map(|(day, _)| day)
    }
}

fn half_month_after(day: NaiveDate) -> Option<NaiveDate> {
    let last = DayOfMonth(31);
    if day.day() < 15 {
        day.with_day(15)
    } else if day < last.within(day) {
        Some(last.within(day))
    } else {
        day.succ_opt()?.with_day(15)
    }
}

fn month_day_after(wanted: DayOfMonth, day: NaiveDate) -> Option<NaiveDate> {
    let here = wanted.within(day);
    if here > day { Some(here) } else { Some(wanted.within(day.with_day(1)? + Months::new(1))) }
}

/// The places, from 0, of instalments that follow the one before within `days` days: a debtor who
/// begins today may not see that the next one is three days away.
pub fn close_together(schedule: &[Instalment], days: i64) -> Vec<usize> {
    let pairs = schedule.windows(2).enumerate();
    let close = pairs.filter(|(_, pair)| (pair[1].due_on - pair[0].due_on).num_days() < days);
    close.map(|(place, _)| place + 1).collect()
}

#[cfg(test)]
mod tests;
