//! Charging a saved card while its debtor is away, and what a bank's no means for the next try.

use std::collections::HashMap;

use stripe_core::payment_intent::{
    CreatePaymentIntent, CreatePaymentIntentAutomaticPaymentMethods,
    CreatePaymentIntentAutomaticPaymentMethodsAllowRedirects, CreatePaymentIntentOffSession,
};

use super::client::{Call, Failure, Stripe};
use super::intents::IntentView;
use super::map::Charge;
use super::sessions::{ATTEMPT, currency};

/// A bank's codes after which it will never say yes to this card.
/// Source: docs.stripe.com/declines/codes.
const FOR_GOOD: [&str; 13] = [
    "card_not_supported",
    "expired_card",
    "incorrect_number",
    "invalid_account",
    "invalid_number",
    "lost_card",
    "no_longer_valid",
    "pickup_card",
    "restricted_card",
    "revocation_of_all_authorizations",
    "revocation_of_authorization",
    "stolen_card",
    "stop_payment_order",
];

/// The code of a bank that wants its customer to confirm.
const CONFIRM: &str = "authentication_required";

/// What a charge of a saved card says.
#[derive(Debug, Clone, Copy)]
pub struct NewCharge<'a> {
    /// Our attempt's id, in the metadata.
    pub attempt: &'a str,
    /// The idempotency key.
    pub key: &'a str,
    /// How much.
    pub amount: Charge,
    /// The customer, `cus_…`.
    pub customer: &'a str,
    /// The card, `pm_…`.
    pub method: &'a str,
}

/// What a no means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Declined {
    /// Another day may be better.
    ForNow,
    /// This card is never charged again.
    ForGood,
    /// The debtor has to confirm.
    ToConfirm,
}

/// A charge that did not go through.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decline {
    /// What it means.
    pub means: Declined,
    /// Stripe's code for it.
    pub code: String,
    /// The intent that was made all the same.
    pub intent: Option<String>,
}

impl Stripe {
    /// Charges a saved card at once. The same key gives the same answer, a decline included.
    pub async fn create_charge(
        &self,
        account: Option<&str>,
        new: &NewCharge<'_>,
    ) -> Result<IntentView, Failure> {
        let made = self.send(&request(new), Call::write(account, new.key)).await?;
        Ok(IntentView::from(&made))
    }
}

impl Declined {
    /// What Stripe's code means; an unknown one is a no for now.
    pub fn of(code: &str) -> Self {
        if code == CONFIRM {
            Self::ToConfirm
        } else if FOR_GOOD.contains(&code) {
            Self::ForGood
        } else {
            Self::ForNow
        }
    }
}

impl Failure {
    /// The bank's no, if it is one.
    pub fn decline(&self) -> Option<Decline> {
        let Self::Refused { refusal, .. } = self else { return None };
        let code = refusal.decline_code.clone().or_else(|| refusal.code.clone());
        let code = code.filter(|_| refusal.kind == "card_error")?;
        let intent = refusal.payment_intent.as_ref().map(|intent| intent.id.clone());
        Some(Decline { means: Declined::of(&code), code, intent })
    }
}

fn request(new: &NewCharge<'_>) -> CreatePaymentIntent {
    use CreatePaymentIntentAutomaticPaymentMethodsAllowRedirects as Redirects;
    // Nobody is there whom a redirect could lead back.
    let methods = CreatePaymentIntentAutomaticPaymentMethods {
        allow_redirects: Some(Redirects::Never),
        ..CreatePaymentIntentAutomaticPaymentMethods::new(true)
    };
    let money = new.amount.money();
    CreatePaymentIntent::new(new.amount.units(), currency(money.currency()))
        .customer(new.customer)
        .payment_method(new.method)
        .off_session(CreatePaymentIntentOffSession::Bool(true))
        .confirm(true)
        .automatic_payment_methods(methods)
        .metadata(HashMap::from([(ATTEMPT.to_owned(), new.attempt.to_owned())]))
        .expand(["latest_charge".to_owned(), "payment_method".to_owned()])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_says_whether_another_day_may_be_better() {
        for (code, means) in [
            ("insufficient_funds", Declined::ForNow),
            ("generic_decline", Declined::ForNow),
            ("do_not_honor", Declined::ForNow),
            ("of_tomorrow", Declined::ForNow),
            ("lost_card", Declined::ForGood),
            ("expired_card", Declined::ForGood),
            ("authentication_required", Declined::ToConfirm),
        ] {
            assert_eq!(Declined::of(code), means, "{code}");
        }
        assert!(FOR_GOOD.is_sorted());
    }
}
