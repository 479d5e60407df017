//! Whether a message may leave now, and how long it may lie at a provider.

use chrono::{DateTime, TimeDelta, Utc};
use domain::contact::{Channel, Decision, Initiative};
use domain::ids::CaseId;

use crate::config::creditor::Settings;
use crate::messaging::Verdict;
use crate::store::Tx;
use crate::store::debtor::Person;
use crate::tenant::Tenant;
use crate::use_cases::PortalError;
use crate::use_cases::gate::{self, Ruling, Wanted};

/// Asks the contact rules: within which time the message has to leave its provider, if that matters, or what becomes
/// of it instead. An SMS may lie in the provider's queue for hours.
pub(super) async fn within(
    tx: &mut Tx,
    whose: (&Tenant, &Settings),
    who: (&CaseId, &Person),
    wanted: Wanted,
    now: DateTime<Utc>,
) -> Result<Result<Option<TimeDelta>, Verdict>, PortalError> {
    let ruling = gate::ask(tx, whose, who, wanted, now).await?;
    if let Some(verdict) = kept_back(&ruling, now) {
        return Ok(Err(verdict));
    }
    if wanted.channel != Channel::Sms || wanted.initiative == Initiative::Debtor {
        return Ok(Ok(None));
    }
    let open = gate::open_for(tx, whose, who, wanted.channel, now).await?;
    if !open.is_zero() {
        return Ok(Ok(Some(open)));
    }
    let closed = now + gate::STEP;
    let ruling = gate::ask(tx, whose, who, wanted, closed).await?;
    Ok(kept_back(&ruling, closed).map_or(Ok(Some(gate::STEP)), Err))
}

/// What becomes of a message that the contact rules keep back at this instant.
fn kept_back(ruling: &Ruling, at: DateTime<Utc>) -> Option<Verdict> {
    match ruling.decision {
        Decision::Send(_) => None,
        Decision::Blocked(rule) => Some(Verdict::Stay(rule.code())),
        Decision::WaitUntil(_, rule) => {
            Some(Verdict::Wait(ruling.not_before().unwrap_or(at), rule.code()))
        }
    }
}
