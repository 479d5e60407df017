//! Whether a message may leave now, and how long it may lie at a provider.

use chrono::{DateTime, TimeDelta, Utc};
use domain::contact::{About, Channel, Decision, Initiative};
use domain::ids::CaseId;

use super::reminder::has_nothing_to_say;
use crate::config::creditor::Settings;
use crate::messaging::Verdict;
use crate::store::Tx;
use crate::store::debtor::Person;
use crate::store::message::Message;
use crate::tenant::Tenant;
use crate::use_cases::PortalError;
use crate::use_cases::gate::{self, Ruling, Wanted};

/// Asks the contact rules: within which time the message has to leave its provider, if that matters, or what becomes
/// of it instead. An SMS may lie in the provider's queue for hours.
pub(super) async fn within(
    tx: &mut Tx,
    whose: (&Tenant, &Settings),
    who: (&CaseId, &Person),
    (message, wanted): (&Message, Wanted),
    now: DateTime<Utc>,
) -> Result<Result<Option<TimeDelta>, Verdict>, PortalError> {
    let ruling = gate::ask(tx, whose, who, wanted, now).await?;
    if let Some(verdict) = kept_back(tx, whose, (message, wanted.about), &ruling).await? {
        return Ok(Err(verdict));
    }
    if wanted.channel != Channel::Sms || wanted.initiative == Initiative::Debtor {
        return Ok(Ok(None));
    }
    let open = gate::open_for(tx, whose, who, wanted.channel, now).await?;
    if !open.is_zero() {
        return Ok(Ok(Some(open)));
    }
    let ruling = gate::ask(tx, whose, who, wanted, now + gate::STEP).await?;
    let verdict = kept_back(tx, whose, (message, wanted.about), &ruling).await?;
    Ok(verdict.map_or(Ok(Some(gate::STEP)), Err))
}

/// What becomes of a message that the contact rules do not let leave now; `None` if they do. The eve of a promise
/// waits only as long as it is one.
async fn kept_back(
    tx: &mut Tx,
    whose: (&Tenant, &Settings),
    (message, about): (&Message, About),
    ruling: &Ruling,
) -> Result<Option<Verdict>, PortalError> {
    Ok(match (ruling.decision, ruling.not_before()) {
        (Decision::Send(_), _) => None,
        (Decision::WaitUntil(_, rule), Some(until)) => {
            let is_vain =
                about == About::Promise && has_nothing_to_say(tx, whose, message, until).await?;
            Some(if is_vain {
                Verdict::Drop(rule.code())
            } else {
                Verdict::Wait(until, rule.code())
            })
        }
        (Decision::Blocked(rule) | Decision::WaitUntil(_, rule), _) => {
            Some(Verdict::Stay(rule.code()))
        }
    })
}
