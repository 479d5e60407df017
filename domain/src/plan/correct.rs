//! What a correction of the creditor's books makes of a plan.

use chrono::NaiveDate;

use super::decide::dated;
use super::{Decision, Plan, What};
use crate::money::{Money, MoneyError};

impl Plan {
    /// So much less is owed on the plan's debts: it comes off the last instalments, so that the next
    /// payments stay as agreed. A plan that asks for nothing any more, be it because what is left is no more
    /// than paying it off would save, is completed: at once where nothing was to be given up.
    pub(super) fn correct(&self, less: Money, today: NaiveDate) -> Result<Decision, MoneyError> {
        let (mut rest, mut events, mut after) = (less, Vec::new(), self.clone());
        let open = after.parts.iter_mut().rev().filter(|part| part.settled_on.is_none());
        for part in open {
            let off = part.open()?.at_most(rest)?;
            rest = rest.checked_sub(off)?;
            if !off.is_zero() {
                part.correct(off, today)?;
                events.push(What::Corrected(part.number, off));
            }
        }
        let pay_off = after.pay_off(today)?;
        if pay_off.to_pay.is_zero() {
            events.extend(after.reductions(&pay_off)?);
            events.extend(self.agreement.given_up.is_zero().then_some(What::Completed));
        }
        Ok(Decision { events: dated(today, events), rest })
    }
}
