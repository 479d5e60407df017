//! What is owed, summed.

use app::debtor::statement::TotalView;
use chrono::NaiveDate;
use domain::money::{Currency, Money};

use super::owes;
use crate::store::debt::Debt;
use crate::use_cases::PortalError;

/// One total per currency, `main` first. Contested debts count only where there is nothing else:
/// what the button offers is what is asked for.
pub(super) fn totals(
    debts: &[&Debt],
    main: Currency,
    today: NaiveDate,
) -> Result<Vec<TotalView>, PortalError> {
    let currencies = currencies(debts.iter().copied(), main);
    currencies.into_iter().map(|currency| total(debts, currency, today)).collect()
}

/// The currencies in which something is owed, `main` first.
pub(super) fn currencies<'a>(
    debts: impl Iterator<Item = &'a Debt>,
    main: Currency,
) -> Vec<Currency> {
    let mut currencies: Vec<_> = debts.filter(|d| owes(d)).map(|d| d.currency).collect();
    currencies.sort_unstable_by_key(|currency| (*currency != main, *currency));
    currencies.dedup();
    currencies
}

fn total(debts: &[&Debt], currency: Currency, today: NaiveDate) -> Result<TotalView, PortalError> {
    let here = debts.iter().copied().filter(|d| d.currency == currency && owes(d));
    let here: Vec<&Debt> = here.collect();
    let payable: Vec<_> = here.iter().copied().filter(|d| d.is_payable()).collect();
    let counted = if payable.is_empty() { here } else { payable };
    let (overdue, not_due): (Vec<&Debt>, Vec<&Debt>) =
        counted.into_iter().partition(|d| d.due_on.is_some_and(|due| due < today));
    let sum = |debts: &[&Debt]| {
        debts.iter().try_fold(Money::zero(currency), |sum, d| sum.checked_add(d.balance.total()?))
    };
    let (late, rest) = (sum(&overdue)?, sum(&not_due)?);
    Ok(TotalView {
        total: late.checked_add(rest)?,
        overdue: late,
        not_yet_due: rest,
        oldest_due: overdue.iter().filter_map(|d| d.due_on).min(),
        next_due: not_due.iter().filter_map(|d| d.due_on).min(),
        overdue_debts: overdue.iter().map(|d| d.id.clone()).collect(),
    })
}
