//! What a correction of the creditor's books makes of a plan.

use chrono::NaiveDate;

use super::decide::dated;
use super::{Decision, Plan, What};
use crate::money::{Money, MoneyError};

impl Plan {
    /// So much less is owed on the plan's debts: it comes off the last instalments, so that the next
    /// payments stay as agreed. A plan that asks for nothing any more is completed, at once where nothing
    /// is given up.
    pub(super) fn correct(&self, less: Money, today: NaiveDate) -> Result<Decision, MoneyError> {
        let (mut rest, mut events) = (less, Vec::new());
        for part in self.open_parts().rev() {
            let off = part.open()?.at_most(rest)?;
            rest = rest.checked_sub(off)?;
            if !off.is_zero() {
                events.push(What::Corrected(part.number, off));
            }
        }
        let asks_nothing = self.open()?.less(less)?.is_zero();
        if asks_nothing && self.waived()?.is_zero() {
            events.push(What::Completed);
        }
        Ok(Decision { events: dated(today, events), rest })
    }
}
