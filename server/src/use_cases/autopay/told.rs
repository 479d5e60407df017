//! What Stripe says of a charge, in our words.

use domain::payment::Facts;

use crate::store::autopay_try::Missed;
use crate::stripe::charges::Declined;
use crate::stripe::client::{Failure, Reach};
use crate::stripe::intents::{IntentStatus, IntentView};

/// What Stripe says of a charge.
#[derive(Clone, Debug)]
pub(super) struct Told {
    pub facts: Facts,
    pub intent: Option<String>,
    /// Why there is no money, with Stripe's word for it.
    pub missed: Option<(Missed, String)>,
}

/// What an intent shows. Nobody is there who could act on it: one that waits for its payer has failed.
pub(super) fn shown(view: &IntentView) -> Told {
    let code = view.last_error.clone().unwrap_or_else(|| "declined".to_owned());
    let facts = match (view.status, view.received) {
        (IntentStatus::Succeeded, Some(money)) => Facts::Paid(money),
        (IntentStatus::NeedsMethod | IntentStatus::NeedsAction | IntentStatus::Canceled, _) => {
            Facts::FailedLater
        }
        _ => Facts::Processing,
    };
    let missed = (facts == Facts::FailedLater).then(|| (missed(Declined::of(&code)), code));
    Told { facts, intent: Some(view.id.clone()), missed }
}

const fn missed(declined: Declined) -> Missed {
    match declined {
        Declined::ForNow => Missed::Declined,
        Declined::ForGood => Missed::Never,
        Declined::ToConfirm => Missed::ToConfirm,
    }
}

/// What a failure says for sure; `None` if the charge may have been made.
pub(super) fn refused(failure: &Failure) -> Option<Told> {
    if let Some(decline) = failure.decline() {
        let missed = Some((missed(decline.means), decline.code));
        return Some(Told { facts: Facts::FailedLater, intent: decline.intent, missed });
    }
    let (facts, missed, code) = match failure {
        Failure::Unknown { reach: Reach::Never, .. } => {
            (Facts::Expired, Missed::Unreached, "unreached")
        }
        Failure::Unknown { .. } => return None,
        Failure::Refused { .. } if !failure.changed_nothing() => return None,
        // The card or its customer is gone.
        Failure::Refused { .. } if failure.code() == Some("resource_missing") => {
            (Facts::FailedLater, Missed::Never, "resource_missing")
        }
        Failure::Refused { seen, .. } if matches!(seen.status, Some(401 | 403)) => {
            (Facts::Expired, Missed::Unreached, "not-authorised")
        }
        Failure::Refused { .. } => {
            tracing::error!("Stripe refused a charge as it was asked for: {failure}");
            (Facts::FailedLater, Missed::Declined, "refused")
        }
    };
    Some(Told { facts, intent: None, missed: Some((missed, code.to_owned())) })
}
