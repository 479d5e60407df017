//! What paying late costs: simple interest on principal that is late, by the day, and a fee once.
//!
//! It is charged at the end of a month, before a payment and before an acceptance. What comes to less
//! than a step is carried to the next charge, so that it does not matter how often one charges. Laws,
//! each a property test: charging in pieces comes to what charging at once comes to, whatever was paid
//! or taken back in between; no day is charged twice; the fee is charged once.

use chrono::{Days, NaiveDate};

use crate::money::{Money, MoneyError};
use crate::policy::Late;

/// What is charged on one debt.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct LateCharge {
    /// Interest since the last charge.
    pub interest: Money,
    /// The fee, if it is charged now.
    pub fee: Money,
}

/// How far a debt is charged.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Mark {
    /// Every day before this one is charged.
    pub until: NaiveDate,
    /// What came to less than a step, in minor units for a day at a hundredth of a percent.
    pub carry: i64,
}

/// One debt as charging looks at it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct LateDebt<'a> {
    /// When it was due.
    pub due_on: NaiveDate,
    /// How far it is charged; `None` if it never was.
    pub mark: Option<Mark>,
    /// Its principal: how much is open from each of these days on; by day.
    pub principal: &'a [(NaiveDate, Money)],
}

/// What is to be charged, for which days, and how far the debt is charged then.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Accrual {
    /// The first day that is charged.
    pub from: NaiveDate,
    /// What it comes to; may be nothing but a carry.
    pub charge: LateCharge,
    /// How far the debt is charged with it.
    pub mark: Mark,
}

/// What the days from the last charge to `today` have cost; `None` if no day counts. No day before
/// `since` does, from when on the creditor asks for it, nor a debt for the fee that was late before.
pub fn accrue(
    late: &Late,
    debt: &LateDebt<'_>,
    (since, today): (NaiveDate, NaiveDate),
) -> Result<Option<Accrual>, MoneyError> {
    let Some(currency) = debt.principal.first().map(|(_, open)| open.currency()) else {
        return Ok(None);
    };
    let free_days = Days::new(u64::from(late.free_days));
    let free_until = debt.due_on.checked_add_days(free_days).unwrap_or(NaiveDate::MAX);
    let from = debt.mark.map_or(since, |mark| mark.until.max(since)).max(free_until);
    let days_open = days_open(debt.principal, (from, today));
    if today <= from || days_open == 0 {
        return Ok(None);
    }
    let carried = i128::from(debt.mark.map_or(0, |mark| mark.carry));
    let exact = days_open * i128::from(late.yearly.hundredths()) + carried;
    let step = i128::from(currency.step());
    let unit = 365 * 10_000 * step;
    let overflow = |_| MoneyError::Overflow;
    let interest = i64::try_from(exact / unit * step).map_err(overflow)?;
    let carry = i64::try_from(exact % unit).map_err(overflow)?;
    let is_first = debt.mark.is_none() && free_until >= since;
    let fee = late.fee.filter(|_| is_first).unwrap_or(Money::zero(currency));
    Ok(Some(Accrual {
        from,
        charge: LateCharge { interest: Money::new(interest, currency)?, fee },
        mark: Mark { until: today, carry },
    }))
}

/// The sum over the days from the first to the last, that one not counted, of what is open on each.
fn days_open(principal: &[(NaiveDate, Money)], (from, to): (NaiveDate, NaiveDate)) -> i128 {
    let ends = principal.iter().skip(1).map(|(day, _)| *day).chain([to]);
    let stretches = principal.iter().zip(ends).map(|(&(begins, open), ends)| {
        let days = (ends.min(to) - begins.max(from)).num_days().max(0);
        i128::from(open.minor()) * i128::from(days)
    });
    stretches.sum()
}

/// What has been charged by `today` on a debt that was due on `due_on`, whose `principal` is open since,
/// and on which nothing was charged before; interest is rounded down to the step.
pub fn charge(
    late: &Late,
    due_on: NaiveDate,
    principal: Money,
    today: NaiveDate,
) -> Result<LateCharge, MoneyError> {
    let debt = LateDebt { due_on, mark: None, principal: &[(due_on, principal)] };
    let zero = Money::zero(principal.currency());
    let found = accrue(late, &debt, (due_on, today))?;
    Ok(found.map_or(LateCharge { interest: zero, fee: zero }, |accrual| accrual.charge))
}

#[cfg(test)]
mod tests;
