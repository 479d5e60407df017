//! Payment intents: the objects that carry a payment's money, with their latest charge.

use chrono::{DateTime, Utc};
use domain::money::Money;
use stripe_core::charge::RetrieveCharge;
use stripe_core::payment_intent::{ListPaymentIntent, RetrievePaymentIntent};
use stripe_shared::{ChargeStatus, PaymentIntent, PaymentIntentStatus};

use super::client::{Call, Failure, Stripe};
use super::list::{Created, PAGE, Page, instant};
use super::map;
use super::methods::MethodView;
use super::sessions::ATTEMPT;

/// How far a payment has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IntentStatus {
    /// No method yet, or the last one was declined: the debtor may try again.
    NeedsMethod,
    /// The debtor has something to do: 3-D Secure, or paying a voucher.
    NeedsAction,
    /// The bank is at work; it may take days.
    Processing,
    /// The money is at Stripe.
    Succeeded,
    /// Given up.
    Canceled,
    /// A status that we never ask for, such as waiting for capture.
    Other,
}

/// How far a charge has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChargeState {
    /// The bank is at work.
    Pending,
    /// The money is at Stripe.
    Succeeded,
    /// The bank said no.
    Failed,
}

/// What we read of a charge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChargeView {
    /// Stripe's id, `ch_…`.
    pub id: String,
    /// How far it has come.
    pub state: ChargeState,
    /// The intent it belongs to.
    pub intent: Option<String>,
    /// What was charged.
    pub amount: Option<Money>,
    /// What was given back so far.
    pub refunded: Option<Money>,
    /// Whether the payer's bank ever took it back or asked about it.
    pub disputed: bool,
    /// Stripe's name of the method: `card`, `oxxo`, `sepa_debit`.
    pub method: Option<String>,
    /// Stripe's code of a failure.
    pub failure_code: Option<String>,
    /// When it was made.
    pub created: DateTime<Utc>,
}

/// A code that is paid in cash at a shop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Voucher {
    /// Stripe's page that shows it.
    pub url: String,
    /// The last moment to pay it.
    pub until: DateTime<Utc>,
}

/// What we read of a payment intent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IntentView {
    /// Stripe's id, `pi_…`.
    pub id: String,
    /// How far it has come.
    pub status: IntentStatus,
    /// What is to be paid.
    pub amount: Option<Money>,
    /// What has come.
    pub received: Option<Money>,
    /// The latest charge's id.
    pub latest_charge: Option<String>,
    /// The latest charge itself, where it was read along.
    pub charge: Option<ChargeView>,
    /// The code that the debtor pays at a shop, while it can be paid.
    pub voucher: Option<Voucher>,
    /// The card that paid, where it was read along.
    pub method: Option<MethodView>,
    /// Our attempt's id, if the intent is ours.
    pub attempt: Option<String>,
    /// Stripe's code of the last failure.
    pub last_error: Option<String>,
    /// When it was made.
    pub created: DateTime<Utc>,
}

impl Stripe {
    /// Reads an intent with its latest charge.
    pub async fn retrieve_intent(
        &self,
        account: Option<&str>,
        id: &str,
    ) -> Result<IntentView, Failure> {
        let request = RetrievePaymentIntent::new(id)
            .expand(["latest_charge".to_owned(), "payment_method".to_owned()]);
        Ok(IntentView::from(&self.send(&request, Call::read(account)).await?))
    }

    /// Reads a charge.
    pub async fn retrieve_charge(
        &self,
        account: Option<&str>,
        id: &str,
    ) -> Result<ChargeView, Failure> {
        let request = RetrieveCharge::new(id);
        Ok(ChargeView::from(&self.send(&request, Call::read(account)).await?))
    }

    /// Lists the intents made within `created`, newest first, each with its latest charge.
    pub async fn list_intents(
        &self,
        account: Option<&str>,
        created: Created,
        after: Option<&str>,
    ) -> Result<Page<IntentView>, Failure> {
        let mut request = ListPaymentIntent::new()
            .created(created.bounds())
            .expand(["data.latest_charge".to_owned(), "data.payment_method".to_owned()])
            .limit(PAGE);
        if let Some(after) = after {
            request = request.starting_after(after);
        }
        let list = self.send(&request, Call::read(account)).await?;
        Ok(Page::read(list, |intent| IntentView::from(&intent), |intent| &intent.id))
    }
}

impl From<&PaymentIntent> for IntentView {
    fn from(read: &PaymentIntent) -> Self {
        let code = read.currency.to_string();
        let charge = read.latest_charge.as_ref();
        Self {
            id: read.id.to_string(),
            status: match read.status {
                PaymentIntentStatus::RequiresPaymentMethod
                | PaymentIntentStatus::RequiresConfirmation => IntentStatus::NeedsMethod,
                PaymentIntentStatus::RequiresAction => IntentStatus::NeedsAction,
                PaymentIntentStatus::Processing => IntentStatus::Processing,
                PaymentIntentStatus::Succeeded => IntentStatus::Succeeded,
                PaymentIntentStatus::Canceled => IntentStatus::Canceled,
                _ => IntentStatus::Other,
            },
            amount: map::money(read.amount, &code),
            received: map::money(read.amount_received, &code),
            latest_charge: charge.map(|charge| charge.id().to_string()),
            charge: charge.and_then(|charge| charge.as_object()).map(ChargeView::from),
            voucher: read.next_action.as_ref().and_then(|action| {
                let shown = action.oxxo_display_details.as_ref()?;
                let url = shown.hosted_voucher_url.clone()?;
                Some(Voucher { url, until: instant(shown.expires_after?) })
            }),
            method: read.payment_method.as_ref().and_then(|method| {
                // The customer stands on the method, or beside it until Stripe has attached it.
                let beside = read.customer.as_ref().map(|customer| customer.id().to_string());
                let card = MethodView::of(method.as_object()?)?;
                Some(MethodView { customer: card.customer.clone().or(beside), ..card })
            }),
            attempt: read.metadata.get(ATTEMPT).cloned(),
            last_error: read.last_payment_error.as_ref().and_then(|error| {
                let decline = error.decline_code.clone();
                decline.or_else(|| error.code.as_ref().map(ToString::to_string))
            }),
            created: instant(read.created),
        }
    }
}

impl From<&stripe_shared::Charge> for ChargeView {
    fn from(read: &stripe_shared::Charge) -> Self {
        let code = read.currency.to_string();
        Self {
            id: read.id.to_string(),
            state: match read.status {
                ChargeStatus::Succeeded => ChargeState::Succeeded,
                ChargeStatus::Failed => ChargeState::Failed,
                _ => ChargeState::Pending,
            },
            intent: read.payment_intent.as_ref().map(|intent| intent.id().to_string()),
            amount: map::money(read.amount, &code),
            refunded: map::money(read.amount_refunded, &code),
            disputed: read.disputed,
            method: read.payment_method_details.as_ref().map(|details| details.type_.clone()),
            failure_code: read.failure_code.clone(),
            created: instant(read.created),
        }
    }
}
