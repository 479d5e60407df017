//! By which channel a letter about a plan reaches its debtor.

use domain::contact::Initiative;
use domain::contact_channel::ContactChannel;
use domain::ids::CaseId;

use crate::compose::Portal;
use crate::store::debtor::Find;
use crate::store::{StoreError, Tx, creditor, debtor};
use crate::tenant::Tenant;
use crate::use_cases::reach::{self, Reach};

/// E-mail; where none arrives, the first channel to a phone that the debtor allowed. Where nothing reaches them it
/// stays an e-mail, and the case says why it did not leave.
pub(super) async fn channel(
    portal: &Portal,
    tx: &mut Tx,
    tenant: &Tenant,
    case: &CaseId,
) -> Result<ContactChannel, StoreError> {
    let settings = creditor::settings(tx, tenant).await?;
    let found = debtor::find(tx, tenant, &portal.keys, Find::Case(case)).await?;
    let Some((debtor, _, _)) = found else { return Ok(ContactChannel::Email) };
    for channel in ContactChannel::ALL {
        let (whose, what) = ((tenant, &settings), (case, &debtor.person, channel));
        let reached = reach::ask(tx, portal, whose, what, Initiative::Creditor).await?;
        if !matches!(reached, Reach::Shut(_)) {
            return Ok(channel);
        }
    }
    Ok(ContactChannel::Email)
}
