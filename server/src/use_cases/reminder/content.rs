//! What a reminder says.

use app::messages::{LateCost, ReminderLine, Saving};
use chrono::{Days, NaiveDate};
use domain::money::Money;
use domain::policy::Late;
use domain::reminder::StepKind;
use domain::tone;

use crate::store::debt::Debt;

/// What a reminder says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Content {
    /// How it speaks: as the greatest of what is left of it does.
    pub kind: StepKind,
    /// The day of which it speaks.
    pub on: NaiveDate,
    /// What is due.
    pub lines: Vec<ReminderLine>,
    /// What paying everything would save.
    pub saving: Option<Saving>,
    /// What paying late would cost.
    pub late: Option<LateCost>,
    /// Principal, interest and costs of all of it, where it is debts of one currency.
    pub parts: Option<[Money; 3]>,
    /// The last day on which things stay as they are: of a missed date, the last one on which its plan is sure
    /// to go on; of a last notice, the day before the next contact may come.
    pub until: Option<NaiveDate>,
}

impl Content {
    /// What is due in all; `None` for several currencies, or where nothing is.
    pub fn total(&self) -> Option<Money> {
        let Some((first, rest)) = self.lines.split_first() else {
            return self.saving.map(|saving| saving.pay);
        };
        rest.iter().try_fold(first.amount, |sum, line| sum.checked_add(line.amount)).ok()
    }

    /// What the one thing that it speaks of is called; `None` for several, and for dates of a plan.
    pub fn document(&self) -> Option<&str> {
        let [line] = self.lines.as_slice() else { return None };
        line.what.as_deref()
    }

    /// The last day on which things stay as they are, for who reads it through a link that works until `link`:
    /// a last notice is read there.
    pub fn last_day(&self, link: NaiveDate) -> Option<NaiveDate> {
        self.until.map(|until| if self.kind == StepKind::Final { until.min(link) } else { until })
    }
}

/// What a reminder calls a debt: its paper and its number. What the creditor calls it may not look like a paper of a
/// court.
pub fn debt_name(debt: &Debt) -> String {
    let kind = debt.document_type.as_deref();
    let kind = kind.filter(|kind| !tone::refuses_document(kind)).unwrap_or_default();
    format!("{kind} {}", debt.reference).trim().to_owned()
}

/// What paying after `due` would cost.
pub fn late_cost(late: Late, due: NaiveDate) -> Option<LateCost> {
    let from = due.checked_add_days(Days::new(u64::from(late.free_days) + 1))?;
    Some(LateCost { from, yearly: late.yearly, fee: late.fee })
}

/// Until which day nobody writes again after a contact of `today`, with so many days between contacts; `None`
/// where the next one may come tomorrow.
pub(super) fn quiet_until(today: NaiveDate, gap_days: u16) -> Option<NaiveDate> {
    let days = gap_days.checked_sub(1).filter(|days| *days > 0)?;
    today.checked_add_days(Days::new(u64::from(days)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_writes_again_before_the_gap_is_over() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 24).expect("a day");
        for (gap, day) in [(0, None), (1, None), (2, Some(25)), (7, Some(30))] {
            let until = day.and_then(|day| NaiveDate::from_ymd_opt(2026, 11, day));
            assert_eq!(quiet_until(today, gap), until, "{gap}");
        }
    }
}
