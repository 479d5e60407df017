//! What a plan would be, for one choice of the debtor: amounts, dates and cost, or the limit that the
//! choice breaks.

use chrono::{Days, NaiveDate};

use crate::country::Country;
use crate::money::{Money, MoneyError};
use crate::percent::{Percent, Rounding};
use crate::policy::{Cost, DownPayment, PlanTerms, Reward, Rhythm, Spread};
use crate::schedule::{Cut, DayOfMonth, Frequency, Instalment, ScheduleError, Terms};

/// What a debtor chooses.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Choice {
    /// How the rest becomes instalments.
    pub cut: Cut,
    /// How often.
    pub rhythm: Rhythm,
    /// The day of the month, for monthly instalments; else the first one's.
    pub payday: Option<DayOfMonth>,
    /// When the first instalment is paid.
    pub first_on: NaiveDate,
    /// What is paid today, on top of the instalments.
    pub down: Money,
}

/// A plan as it would be accepted.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Quote {
    /// What is paid on the day of acceptance; may be nothing.
    pub down: Money,
    /// The rest, with the cost in it.
    pub instalments: Vec<Instalment>,
    /// What the plan costs on top of what is owed.
    pub cost: Money,
    /// Everything that is paid in the end.
    pub total: Money,
}

/// The limit that a choice breaks, with what would keep it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Fewer instalments than the plan has.
    #[error("fewer than {0} instalments")]
    TooFew(u32),
    /// More than it has.
    #[error("more than {0} instalments")]
    TooMany(u32),
    /// An instalment below the least.
    #[error("an instalment below {0}")]
    TooSmall(Money),
    /// Not one of the plan's rhythms.
    #[error("not in this rhythm")]
    Rhythm,
    /// The first payment after its last day.
    #[error("the first payment after {0}")]
    FirstTooLate(NaiveDate),
    /// The last instalment after the longest length.
    #[error("the last instalment after {0}")]
    TooLong(NaiveDate),
    /// Less at once than the plan asks for.
    #[error("less than {0} at once")]
    DownTooSmall(Money),
    /// No schedule comes of it.
    #[error(transparent)]
    Schedule(#[from] ScheduleError),
    /// The amounts do not fit together.
    #[error(transparent)]
    Money(#[from] MoneyError),
}

/// What `choice` makes of `owed`, under `terms` as of `today`.
pub fn quote(
    terms: &PlanTerms,
    owed: Money,
    choice: &Choice,
    (country, today): (Country, NaiveDate),
) -> Result<Quote, Refusal> {
    let rest = owed.checked_sub(checked_down(terms, owed, choice.down)?)?;
    check_dates(terms, choice, today)?;
    let parts = Terms {
        total: rest,
        cut: choice.cut,
        first_on: choice.first_on,
        frequency: choice.frequency(),
        country,
    };
    let mut instalments = parts.schedule(today)?;
    check_parts(terms, &instalments)?;
    let last_day = after(today, terms.longest_days);
    if instalments.last().is_some_and(|last| last.due_on > last_day) {
        return Err(Refusal::TooLong(last_day));
    }
    let cost = cost(terms.cost, &instalments, today)?;
    add_cost(&mut instalments, cost, terms.spread)?;
    Ok(Quote { down: choice.down, instalments, cost, total: owed.checked_add(cost)? })
}

/// The least that the plan asks for at once.
pub fn least_down(terms: &PlanTerms, owed: Money) -> Result<Money, MoneyError> {
    match terms.down {
        DownPayment::None => Ok(Money::zero(owed.currency())),
        DownPayment::Share(share) => share.of(owed, Rounding::Up),
        DownPayment::Amount(amount) => amount.at_most(owed),
    }
}

/// What keeping to the dates of `quote` takes off its last instalment.
pub fn reward(terms: &PlanTerms, quote: &Quote) -> Result<Money, MoneyError> {
    match (terms.reward, terms.cost) {
        (Some(Reward::OffTheLast(share)), _) => share.of(quote.total, Rounding::Down),
        (Some(Reward::InterestWaived), Cost::YearlyRate(_)) => Ok(quote.cost),
        _ => Ok(Money::zero(quote.total.currency())),
    }
}

fn checked_down(terms: &PlanTerms, owed: Money, down: Money) -> Result<Money, Refusal> {
    let least = least_down(terms, owed)?;
    if least.less(down)?.is_zero() { Ok(down) } else { Err(Refusal::DownTooSmall(least)) }
}

fn check_dates(terms: &PlanTerms, choice: &Choice, today: NaiveDate) -> Result<(), Refusal> {
    let last_first = after(today, terms.first_within);
    if !terms.frequencies.contains(&choice.rhythm) {
        Err(Refusal::Rhythm)
    } else if choice.first_on > last_first {
        Err(Refusal::FirstTooLate(last_first))
    } else {
        Ok(())
    }
}

fn check_parts(terms: &PlanTerms, instalments: &[Instalment]) -> Result<(), Refusal> {
    let count = u32::try_from(instalments.len()).unwrap_or(u32::MAX);
    if count < *terms.parts.start() {
        return Err(Refusal::TooFew(*terms.parts.start()));
    }
    if count > *terms.parts.end() {
        return Err(Refusal::TooMany(*terms.parts.end()));
    }
    for instalment in instalments {
        if !terms.least.less(instalment.amount)?.is_zero() {
            return Err(Refusal::TooSmall(terms.least));
        }
    }
    Ok(())
}

fn after(day: NaiveDate, days: u16) -> NaiveDate {
    day.checked_add_days(Days::new(u64::from(days))).unwrap_or(day)
}

fn cost(cost: Cost, instalments: &[Instalment], today: NaiveDate) -> Result<Money, MoneyError> {
    let currency = instalments.first().map(|first| first.amount.currency());
    let Some(currency) = currency else { return Err(MoneyError::Negative) };
    match cost {
        Cost::None => Ok(Money::zero(currency)),
        Cost::Fee(fee) => Ok(fee),
        Cost::YearlyRate(rate) => {
            let principal: Vec<_> =
                instalments.iter().map(|one| (one.due_on, one.amount)).collect();
            interest(rate, &principal, (today, NaiveDate::MAX))
        }
    }
}

/// Simple interest by the day on what is still open of `principal`, from the first day to the last or
/// until nothing is open; 365 days to the year, down to the step.
///
/// `principal` says what is paid on which day, in their order; at least one.
pub(crate) fn interest(
    rate: Percent,
    principal: &[(NaiveDate, Money)],
    (from, to): (NaiveDate, NaiveDate),
) -> Result<Money, MoneyError> {
    let Some(currency) = principal.first().map(|(_, amount)| amount.currency()) else {
        return Err(MoneyError::Negative);
    };
    let mut open: i128 = principal.iter().map(|(_, amount)| i128::from(amount.minor())).sum();
    let (mut since, mut days_open) = (from, 0_i128);
    for &(day, amount) in principal {
        let until = day.min(to).max(since);
        days_open += open * i128::from((until - since).num_days());
        open -= i128::from(amount.minor());
        since = until;
    }
    let step = i128::from(currency.step());
    let steps = days_open * i128::from(rate.hundredths()) / (365 * 10_000 * step);
    let minor = i64::try_from(steps * step).map_err(|_| MoneyError::Overflow)?;
    Money::new(minor, currency)
}

/// How much of `cost` falls on each of so many instalments.
pub(crate) fn shares(cost: Money, parts: usize, spread: Spread) -> Vec<Money> {
    let zero = Money::zero(cost.currency());
    let only = |place: usize| (0..parts).map(|at| if at == place { cost } else { zero }).collect();
    match (spread, u32::try_from(parts).ok().and_then(std::num::NonZeroU32::new)) {
        (_, None) => Vec::new(),
        (Spread::First, _) => only(0),
        (Spread::Last, _) => only(parts - 1),
        (Spread::Even, Some(parts)) => cost.split(parts).collect(),
    }
}

fn add_cost(instalments: &mut [Instalment], cost: Money, spread: Spread) -> Result<(), MoneyError> {
    let shares = shares(cost, instalments.len(), spread);
    for (one, more) in instalments.iter_mut().zip(shares) {
        one.amount = one.amount.checked_add(more)?;
    }
    Ok(())
}

impl Choice {
    /// The rhythm with its day.
    pub(crate) fn frequency(&self) -> Frequency {
        use chrono::Datelike;
        match self.rhythm {
            Rhythm::Weekly => Frequency::Weekly,
            Rhythm::EveryTwoWeeks => Frequency::EveryTwoWeeks,
            Rhythm::TwiceAMonth => Frequency::TwiceAMonth,
            Rhythm::Monthly => {
                let first = DayOfMonth::new(self.first_on.day());
                self.payday.or(first).map_or(Frequency::TwiceAMonth, Frequency::Monthly)
            }
        }
    }
}

#[cfg(test)]
mod tests;
