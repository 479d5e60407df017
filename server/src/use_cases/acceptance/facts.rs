//! What was agreed, in the figures that messages tell.

use app::messages::AgreedOn;
use domain::money::Money;
use domain::schedule::Instalment;

use super::Done;
use crate::store::{Tx, plan, promise};
use crate::tenant::Tenant;
use crate::use_cases::PortalError;

/// What was agreed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Facts {
    /// A plan, or a promise.
    pub on: AgreedOn,
    /// Everything that is paid, by day; what was paid at once is number 0.
    pub dates: Vec<Instalment>,
    /// What that comes to.
    pub total: Money,
}

/// The figures of what was agreed, as it was agreed.
pub async fn facts(tx: &mut Tx, tenant: &Tenant, done: &Done) -> Result<Facts, PortalError> {
    match done {
        Done::Plan(id) => {
            let kept = plan::find(tx, tenant, id).await?.ok_or(PortalError::NotFound)?;
            let agreement = kept.plan.agreement();
            let (due_on, amount) = (agreement.accepted_on, agreement.down);
            let down = (!amount.is_zero()).then_some(Instalment { number: 0, due_on, amount });
            let dates = down.into_iter().chain(agreement.instalments.iter().copied());
            let (on, total) = (AgreedOn::Plan, agreement.total()?);
            Ok(Facts { on, dates: dates.collect(), total })
        }
        Done::Promise(id) => {
            let kept = promise::find(tx, tenant, id).await?.ok_or(PortalError::NotFound)?;
            let (due_on, amount) = (kept.promise.pay_on, kept.promise.amount);
            let dates = vec![Instalment { number: 1, due_on, amount }];
            Ok(Facts { on: AgreedOn::Promise, dates, total: amount })
        }
    }
}
