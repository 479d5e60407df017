//! Money of payments that left a case and came back: refunds that failed, disputes that were won. It was the
//! debtor's all the time.

use domain::ids::{CaseId, PaymentId};
use domain::ledger::Cause;
use domain::payment::ChargebackEffect;
use sqlx::AnyConnection;

use crate::store::{StoreError, chargeback, refund};
use crate::tenant::Tenant;

/// A way out of a case, and the way back.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CameBack {
    /// The entry with which the money left.
    pub out: Cause,
    /// The entry with which it comes back; of a refund that stands there is none.
    pub back: Cause,
    /// The payment whose money it is.
    pub payment: PaymentId,
}

/// The ways back of a case's money.
pub async fn of_case(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    case: &CaseId,
) -> Result<Vec<CameBack>, StoreError> {
    let mut all = Vec::new();
    for one in refund::of_case(conn, tenant, case).await? {
        let (out, back) = (one.cause(), one.cause_of_return());
        all.push(CameBack { out, back, payment: one.payment });
    }
    for one in chargeback::of_case(conn, tenant, case).await? {
        for n in 1..=one.funds.reinstated {
            let out = one.cause(ChargebackEffect::Withdraw(n));
            let back = one.cause(ChargebackEffect::Reinstate(n));
            all.push(CameBack { out, back, payment: one.payment.clone() });
        }
    }
    Ok(all)
}
