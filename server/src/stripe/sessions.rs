//! Checkout sessions: the page at Stripe where a debtor pays one attempt.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::money::{Currency, Money};
use stripe_checkout::checkout_session::{
    CreateCheckoutSession, CreateCheckoutSessionAllowedPaymentMethodTypes,
    CreateCheckoutSessionCustomerCreation, CreateCheckoutSessionLineItems,
    CreateCheckoutSessionLineItemsPriceData, CreateCheckoutSessionPaymentIntentData,
    CreateCheckoutSessionPaymentIntentDataSetupFutureUsage, ExpireCheckoutSession,
    ListCheckoutSession, ProductData, RetrieveCheckoutSession,
};
use stripe_shared::{
    CheckoutSession, CheckoutSessionLocale, CheckoutSessionMode, CheckoutSessionPaymentStatus,
    CheckoutSessionStatus,
};

use super::client::{Call, Failure, Stripe};
use super::intents::IntentView;
use super::list::{PAGE, instant};
use super::map::{self, Charge};

pub use super::list::{Created, Page};

/// The name under which our attempt's id stands in Stripe's metadata, on session and intent alike.
pub const ATTEMPT: &str = "attempt";

/// The language of Stripe's page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Locale {
    /// Spanish as in Spain.
    Spanish,
    /// Spanish as in Latin America.
    LatinAmericanSpanish,
    /// English.
    English,
    /// Portuguese as in Brazil.
    BrazilianPortuguese,
}

/// How the debtor may pay on Stripe's page: a filter on what the creditor switched on at Stripe and
/// the currency allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Methods {
    /// All of it.
    Automatic,
    /// Cards only.
    Card,
    /// Cards, and where it is possible a voucher paid in cash at a shop: Mexican pesos only.
    CardAndOxxo,
    /// Cards, and where it is possible a bank debit that takes days: euros only.
    CardAndSepa,
}

/// What a new session says.
#[derive(Debug, Clone)]
pub struct NewSession<'a> {
    /// Our attempt's id: Stripe's `client_reference_id`, in the metadata and the idempotency key.
    pub attempt: &'a str,
    /// What is to be paid.
    pub amount: Charge,
    /// The one line on Stripe's page, such as the creditor's name and the invoice's number.
    pub label: &'a str,
    /// Where the debtor lands after paying; `{CHECKOUT_SESSION_ID}` is filled in by Stripe.
    pub success_url: &'a str,
    /// Where the debtor lands after turning back.
    pub cancel_url: &'a str,
    /// When the page stops taking money, 30 minutes to 24 hours from now.
    pub expires_at: DateTime<Utc>,
    /// The page's language.
    pub locale: Locale,
    /// Which methods the page offers.
    pub methods: Methods,
    /// What stays of the method after paying.
    pub keep: Keep,
}

/// Whether the method that pays is kept for charges while the debtor is away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keep {
    /// It is not.
    Nothing,
    /// It is: Stripe makes a customer and attaches the method to it.
    ForCharges,
}

/// Whether a session still takes money.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SessionStatus {
    /// The debtor can still pay.
    Open,
    /// The debtor is through; the money may still be on its way.
    Complete,
    /// Time ran out, or we closed it.
    Expired,
}

/// Whether the money of a session has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PaymentStatus {
    /// It is at Stripe.
    Paid,
    /// It is not, or not yet.
    Unpaid,
    /// Nothing was to be paid.
    NoPaymentRequired,
}

/// What we read of a session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionView {
    /// Stripe's id, `cs_…`.
    pub id: String,
    /// Where to send the debtor; only while open.
    pub url: Option<String>,
    /// Whether it still takes money.
    pub status: SessionStatus,
    /// Whether the money has come.
    pub payment_status: PaymentStatus,
    /// The total; `None` when the session is of a kind that we do not make.
    pub amount: Option<Money>,
    /// The intent that carries the money, once the debtor has tried to pay.
    pub intent: Option<String>,
    /// Our attempt's id, if the session is ours.
    pub attempt: Option<String>,
    /// When it was made.
    pub created: DateTime<Utc>,
    /// When it stops taking money.
    pub expires_at: DateTime<Utc>,
}

/// A session and, once the debtor has tried to pay, its intent: read in one call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionDetail {
    /// The session.
    pub session: SessionView,
    /// The intent; read alone with its latest charge, in a list without.
    pub intent: Option<IntentView>,
}

impl Stripe {
    /// Makes a session under the attempt's id as idempotency key: repeating gives the same session.
    pub async fn create_session(
        &self,
        account: Option<&str>,
        new: &NewSession<'_>,
    ) -> Result<SessionView, Failure> {
        let made = self.send(&request(new), Call::write(account, new.attempt)).await?;
        Ok(SessionView::from(made))
    }

    /// Reads a session together with its intent and the intent's latest charge.
    pub async fn retrieve_session(
        &self,
        account: Option<&str>,
        id: &str,
    ) -> Result<SessionDetail, Failure> {
        let request = RetrieveCheckoutSession::new(id).expand([
            "payment_intent.latest_charge".to_owned(),
            "payment_intent.payment_method".to_owned(),
        ]);
        let read: CheckoutSession = self.send(&request, Call::read(account)).await?;
        Ok(SessionDetail::from(read))
    }

    /// Closes an open session. Refused when it is complete or expired already: read it then.
    pub async fn expire_session(
        &self,
        account: Option<&str>,
        id: &str,
        key: &str,
    ) -> Result<SessionView, Failure> {
        let closed = self.send(&ExpireCheckoutSession::new(id), Call::write(account, key)).await?;
        Ok(SessionView::from(closed))
    }

    /// Lists the sessions made within `created`, newest first, each with its intent; `after` is the
    /// last page's `next`.
    pub async fn list_sessions(
        &self,
        account: Option<&str>,
        created: Created,
        after: Option<&str>,
    ) -> Result<Page<SessionDetail>, Failure> {
        let mut request = ListCheckoutSession::new()
            .created(created.bounds())
            .expand(["data.payment_intent.payment_method".to_owned()])
            .limit(PAGE);
        if let Some(after) = after {
            request = request.starting_after(after);
        }
        let list = self.send(&request, Call::read(account)).await?;
        Ok(Page::read(list, SessionDetail::from, |detail| &detail.session.id))
    }
}

fn request(new: &NewSession<'_>) -> CreateCheckoutSession {
    let reference = HashMap::from([(ATTEMPT.to_owned(), new.attempt.to_owned())]);
    let request = CreateCheckoutSession::new()
        .mode(CheckoutSessionMode::Payment)
        .line_items([line(new)])
        .client_reference_id(new.attempt)
        .metadata(reference.clone())
        .payment_intent_data(CreateCheckoutSessionPaymentIntentData {
            metadata: Some(reference),
            setup_future_usage: (new.keep == Keep::ForCharges)
                .then_some(CreateCheckoutSessionPaymentIntentDataSetupFutureUsage::OffSession),
            ..CreateCheckoutSessionPaymentIntentData::new()
        })
        .success_url(new.success_url)
        .cancel_url(new.cancel_url)
        .expires_at(new.expires_at.timestamp())
        .locale(locale(new.locale));
    let request = match new.keep {
        Keep::Nothing => request,
        Keep::ForCharges => {
            request.customer_creation(CreateCheckoutSessionCustomerCreation::Always)
        }
    };
    match methods(new.methods) {
        Some(methods) => request.allowed_payment_method_types(methods),
        None => request,
    }
}

fn line(new: &NewSession<'_>) -> CreateCheckoutSessionLineItems {
    let currency = currency(new.amount.money().currency());
    let mut price = CreateCheckoutSessionLineItemsPriceData::new(currency);
    price.unit_amount = Some(new.amount.units());
    price.product_data = Some(ProductData::new(new.label));
    let mut line = CreateCheckoutSessionLineItems::new();
    line.price_data = Some(price);
    line.quantity = Some(1);
    line
}

/// A currency as Stripe names it.
pub(super) fn currency(currency: Currency) -> stripe_types::Currency {
    let code = currency.code().to_ascii_lowercase();
    code.parse().unwrap_or(stripe_types::Currency::Unknown(code))
}

/// Where a session stands. One of a newer kind than we know takes no money of ours.
pub(super) const fn status(status: Option<&CheckoutSessionStatus>) -> SessionStatus {
    match status {
        Some(CheckoutSessionStatus::Open) => SessionStatus::Open,
        Some(CheckoutSessionStatus::Complete) => SessionStatus::Complete,
        _ => SessionStatus::Expired,
    }
}

pub(super) const fn locale(locale: Locale) -> CheckoutSessionLocale {
    match locale {
        Locale::Spanish => CheckoutSessionLocale::Es,
        Locale::LatinAmericanSpanish => CheckoutSessionLocale::EsMinus419,
        Locale::English => CheckoutSessionLocale::En,
        Locale::BrazilianPortuguese => CheckoutSessionLocale::PtMinusBr,
    }
}

fn methods(methods: Methods) -> Option<Vec<CreateCheckoutSessionAllowedPaymentMethodTypes>> {
    use CreateCheckoutSessionAllowedPaymentMethodTypes as Type;
    match methods {
        Methods::Automatic => None,
        Methods::Card => Some(vec![Type::Card]),
        Methods::CardAndOxxo => Some(vec![Type::Card, Type::Oxxo]),
        Methods::CardAndSepa => Some(vec![Type::Card, Type::SepaDebit]),
    }
}

impl From<CheckoutSession> for SessionDetail {
    fn from(read: CheckoutSession) -> Self {
        let intent = read.payment_intent.as_ref().and_then(|intent| intent.as_object());
        let intent = intent.map(IntentView::from);
        Self { session: SessionView::from(read), intent }
    }
}

impl From<CheckoutSession> for SessionView {
    fn from(read: CheckoutSession) -> Self {
        let code = read.currency.map(|currency| currency.to_string());
        Self {
            id: read.id.to_string(),
            url: read.url,
            status: status(read.status.as_ref()),
            payment_status: match read.payment_status {
                CheckoutSessionPaymentStatus::Paid => PaymentStatus::Paid,
                CheckoutSessionPaymentStatus::NoPaymentRequired => PaymentStatus::NoPaymentRequired,
                _ => PaymentStatus::Unpaid,
            },
            amount: read.amount_total.zip(code).and_then(|(units, code)| map::money(units, &code)),
            intent: read.payment_intent.map(|intent| intent.id().to_string()),
            attempt: read
                .client_reference_id
                .or_else(|| read.metadata.and_then(|mut metadata| metadata.remove(ATTEMPT))),
            created: instant(read.created),
            expires_at: instant(read.expires_at),
        }
    }
}
