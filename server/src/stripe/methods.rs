//! Saved cards: what is kept of one, the page on which one is saved without paying, and taking one away.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::money::Currency;
use stripe_checkout::checkout_session::{
    CreateCheckoutSession, CreateCheckoutSessionAllowedPaymentMethodTypes,
    CreateCheckoutSessionCustomerCreation, CreateCheckoutSessionSetupIntentData,
    RetrieveCheckoutSession,
};
use stripe_client_core::{RequestBuilder, StripeMethod, StripeRequest};
use stripe_core::setup_intent::RetrieveSetupIntent;
use stripe_shared::{
    CheckoutSession, CheckoutSessionMode, PaymentMethod, SetupIntent, SetupIntentStatus,
};

use super::client::{Call, Failure, Stripe};
use super::sessions::{Locale, SessionStatus, currency, locale, status};

/// The name under which the id of our row for a saved card stands in Stripe's metadata.
pub const METHOD: &str = "method";

/// What we read of a saved card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MethodView {
    /// Stripe's id, `pm_…`.
    pub id: String,
    /// The customer that it is attached to; `None` once it was taken away.
    pub customer: Option<String>,
    /// Stripe's word for the brand, such as `visa`.
    pub brand: String,
    /// The last four digits.
    pub last4: String,
    /// The last month in which it works, and its year.
    pub expires: (i64, i64),
}

/// What a new page for saving a card says.
#[derive(Debug, Clone)]
pub struct NewSetup<'a> {
    /// The id of our row: Stripe's `client_reference_id`, in the metadata, and the idempotency key.
    pub method: &'a str,
    /// The currency of later charges.
    pub currency: Currency,
    /// Where the debtor lands afterwards; `{CHECKOUT_SESSION_ID}` is filled in by Stripe.
    pub success_url: &'a str,
    /// Where the debtor lands after turning back.
    pub cancel_url: &'a str,
    /// When the page closes, 30 minutes to 24 hours from now.
    pub expires_at: DateTime<Utc>,
    /// The page's language.
    pub locale: Locale,
}

/// What we read of such a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetupView {
    /// The session's id, `cs_…`.
    pub session: String,
    /// Where to send the debtor; only while open.
    pub url: Option<String>,
    /// Whether it still takes a card.
    pub status: SessionStatus,
    /// The card, once it was saved.
    pub card: Option<MethodView>,
}

impl Stripe {
    /// Makes a page for saving a card, under our row's id as idempotency key. Stripe makes the customer that
    /// the card is attached to.
    pub async fn create_setup(
        &self,
        account: Option<&str>,
        new: &NewSetup<'_>,
    ) -> Result<SetupView, Failure> {
        let made = self.send(&request(new), Call::write(account, new.method)).await?;
        Ok(SetupView::from(made))
    }

    /// Reads such a page together with the card that was saved on it.
    pub async fn retrieve_setup(
        &self,
        account: Option<&str>,
        session: &str,
    ) -> Result<SetupView, Failure> {
        let request = RetrieveCheckoutSession::new(session)
            .expand(["setup_intent.payment_method".to_owned()]);
        let read: CheckoutSession = self.send(&request, Call::read(account)).await?;
        Ok(SetupView::from(read))
    }

    /// The id of our row that a setup intent names, and the card that it saved; `None` if it is not ours, or
    /// has saved none.
    pub async fn saved_by(
        &self,
        account: Option<&str>,
        setup: &str,
    ) -> Result<Option<(String, MethodView)>, Failure> {
        let request = RetrieveSetupIntent::new(setup).expand(["payment_method".to_owned()]);
        let read = self.send(&request, Call::read(account)).await?;
        let card = saved(&read).filter(|_| read.status == SetupIntentStatus::Succeeded);
        let named = read.metadata.and_then(|mut metadata| metadata.remove(METHOD));
        Ok(named.zip(card))
    }

    /// Reads a saved card; `None` for a method that is no card.
    pub async fn retrieve_method(
        &self,
        account: Option<&str>,
        id: &str,
    ) -> Result<Option<MethodView>, Failure> {
        let read = self.send(&OfMethod::read(id), Call::read(account)).await?;
        Ok(MethodView::of(&read))
    }

    /// Takes a saved card away from its customer: it can never be charged again. Refused when that was done
    /// before.
    pub async fn detach_method(&self, account: Option<&str>, id: &str) -> Result<(), Failure> {
        let key = format!("{id}-detach");
        self.send(&OfMethod::detach(id), Call::write(account, &key)).await.map(drop)
    }
}

impl MethodView {
    /// Reads a card; `None` for another kind of method.
    pub(super) fn of(read: &PaymentMethod) -> Option<Self> {
        let card = read.card.as_ref()?;
        Some(Self {
            id: read.id.to_string(),
            customer: read.customer.as_ref().map(|customer| customer.id().to_string()),
            brand: card.brand.clone(),
            last4: card.last4.clone(),
            expires: (card.exp_month, card.exp_year),
        })
    }
}

/// The two calls about one method. Their generated forms are in a crate of ten thousand lines about things
/// that we never ask.
struct OfMethod {
    method: StripeMethod,
    path: String,
}

impl OfMethod {
    fn read(id: &str) -> Self {
        Self { method: StripeMethod::Get, path: format!("/payment_methods/{id}") }
    }

    fn detach(id: &str) -> Self {
        Self { method: StripeMethod::Post, path: format!("/payment_methods/{id}/detach") }
    }
}

impl StripeRequest for OfMethod {
    type Output = PaymentMethod;

    fn build(&self) -> RequestBuilder {
        RequestBuilder::new(self.method, self.path.clone())
    }
}

fn request(new: &NewSetup<'_>) -> CreateCheckoutSession {
    let reference = HashMap::from([(METHOD.to_owned(), new.method.to_owned())]);
    CreateCheckoutSession::new()
        .mode(CheckoutSessionMode::Setup)
        .currency(currency(new.currency))
        .customer_creation(CreateCheckoutSessionCustomerCreation::Always)
        .allowed_payment_method_types(vec![CreateCheckoutSessionAllowedPaymentMethodTypes::Card])
        .client_reference_id(new.method)
        .metadata(reference.clone())
        .setup_intent_data(CreateCheckoutSessionSetupIntentData {
            metadata: Some(reference),
            ..CreateCheckoutSessionSetupIntentData::new()
        })
        .success_url(new.success_url)
        .cancel_url(new.cancel_url)
        .expires_at(new.expires_at.timestamp())
        .locale(locale(new.locale))
}

/// The card of a setup intent. Its customer stands on the card, or beside it until Stripe has attached it.
fn saved(setup: &SetupIntent) -> Option<MethodView> {
    let card = MethodView::of(setup.payment_method.as_ref()?.as_object()?)?;
    let beside = setup.customer.as_ref().map(|customer| customer.id().to_string());
    Some(MethodView { customer: card.customer.clone().or(beside), ..card })
}

impl From<CheckoutSession> for SetupView {
    fn from(read: CheckoutSession) -> Self {
        let setup = read.setup_intent.as_ref().and_then(|setup| setup.as_object());
        let card = setup.and_then(saved);
        let status = status(read.status.as_ref());
        Self {
            session: read.id.to_string(),
            card: card.filter(|_| status == SessionStatus::Complete),
            url: read.url,
            status,
        }
    }
}
