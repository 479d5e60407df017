//! `/v1/checkout/sessions`, and reading intents and charges.

use super::answer::{self, Refusal, Reply};
use super::api::Request;
use super::book::{Charge, Keeping, Mode, Session, SessionStatus};
use super::form::Form;
use super::world::World;
use super::{money, payments, render, saved};

/// How soon a session may end, in seconds after it is made, and how late.
const LIFE_S: std::ops::RangeInclusive<i64> = 30 * 60..=24 * 60 * 60;

/// Stripe rounds and networks dawdle: what is half a minute short passes.
const GRACE_S: i64 = 30;

const CREATE_FIELDS: [&str; 20] = [
    "mode",
    "line_items[…]",
    "client_reference_id",
    "metadata[…]",
    "payment_intent_data[…]",
    "setup_intent_data[…]",
    "success_url",
    "cancel_url",
    "expires_at",
    "locale",
    "allowed_payment_method_types[…]",
    "customer_email",
    "expand[…]",
    "currency",
    "submit_type",
    "ui_mode",
    "customer_creation",
    "billing_address_collection",
    "payment_method_options[…]",
    "adaptive_pricing[…]",
];

/// `POST /v1/checkout/sessions`
pub(super) fn create(world: &mut World, request: &Request) -> Reply {
    let form = &request.form;
    form.only(&CREATE_FIELDS)?;
    let mode = mode(form)?;
    let line = match mode {
        Mode::Payment => Line::read(form)?,
        Mode::Setup => Line::none(form)?,
    };
    let methods = methods(form, &line)?;
    let now = world.now();
    let expires_at = form.integer("expires_at")?.unwrap_or(now + LIFE_S.end());
    let ahead = expires_at - now;
    if ahead < LIFE_S.start() - GRACE_S || ahead > LIFE_S.end() + GRACE_S {
        let text = "The `expires_at` timestamp must be between 30 minutes and 24 hours from \
                    Checkout Session creation.";
        return Err(Refusal::invalid(text).param("expires_at"));
    }
    let head = world.head(request.account.as_deref(), "cs_test_");
    let id = head.id.clone();
    let session = Session {
        head,
        mode,
        keeping: keeping(form)?,
        customer: None,
        setup: None,
        status: SessionStatus::Open,
        paid: false,
        amount: line.unit_amount * line.quantity,
        currency: line.currency,
        label: line.label,
        quantity: line.quantity,
        unit_amount: line.unit_amount,
        intent: None,
        client_reference_id: short(form, "client_reference_id", 200)?,
        customer_email: form.text("customer_email").map(str::to_owned),
        metadata: form.metadata("metadata")?,
        intent_metadata: form.metadata("payment_intent_data[metadata]")?,
        intent_description: form.text("payment_intent_data[description]").map(str::to_owned),
        success_url: url(form, "success_url")?.ok_or_else(|| {
            let text = "Missing required param: success_url.";
            Refusal::invalid(text).code("parameter_missing").param("success_url")
        })?,
        cancel_url: url(form, "cancel_url")?,
        expires_at,
        locale: form.text("locale").map(str::to_owned),
        methods,
        notice: None,
    };
    world.book.sessions.put(&id, session);
    world.later(expires_at, &id);
    if mode == Mode::Setup {
        saved::begin(world, &id, form.metadata("setup_intent_data[metadata]")?);
    }
    retrieve(world, request, &id)
}

fn mode(form: &Form) -> Result<Mode, Refusal> {
    match form.required("mode")? {
        "payment" => Ok(Mode::Payment),
        "setup" => Ok(Mode::Setup),
        _ => {
            let text = "The simulator only knows mode=payment and mode=setup";
            Err(Refusal::invalid(text).param("mode"))
        }
    }
}

/// A method is attached to a customer, so without one nothing is kept.
fn keeping(form: &Form) -> Result<Keeping, Refusal> {
    const USAGE: &str = "payment_intent_data[setup_future_usage]";
    let customer = form.text("customer_creation") == Some("always");
    match form.text(USAGE) {
        None if customer => Ok(Keeping::Customer),
        Some("off_session") if customer => Ok(Keeping::Method),
        None | Some("off_session") => Ok(Keeping::Nothing),
        Some(_) => Err(Refusal::invalid("The simulator only knows off_session").param(USAGE)),
    }
}

/// `GET /v1/checkout/sessions/{id}`
pub(super) fn retrieve(world: &World, request: &Request, id: &str) -> Reply {
    let row = request.own(world.book.sessions.get(id), "checkout.session", id)?;
    Ok(render::session(world, row))
}

/// `GET /v1/checkout/sessions/{id}/line_items`
pub(super) fn line_items(world: &World, request: &Request, id: &str) -> Reply {
    let row = request.own(world.book.sessions.get(id), "checkout.session", id)?;
    Ok(render::line_items(row))
}

/// `GET /v1/checkout/sessions`
pub(super) fn list(world: &World, request: &Request) -> Reply {
    let form = &request.form;
    form.only(&[
        "created",
        "created[…]",
        "limit",
        "starting_after",
        "ending_before",
        "payment_intent",
        "status",
        "expand[…]",
    ])?;
    let (intent, status) = (form.text("payment_intent"), form.text("status"));
    let fits = |row: &Session| {
        intent.is_none_or(|id| row.intent.as_deref() == Some(id))
            && status.is_none_or(|name| serde_json::json!(row.status) == name)
    };
    let account = request.account.as_deref();
    let rows = answer::page(&world.book.sessions, account, form, fits)?;
    Ok(rows.list("/v1/checkout/sessions", |row| render::session(world, row)))
}

/// `POST /v1/checkout/sessions/{id}/expire`
pub(super) fn expire(world: &mut World, request: &Request, id: &str) -> Reply {
    request.form.only(&["expand[…]"])?;
    request.own(world.book.sessions.get(id), "checkout.session", id)?;
    if !payments::expire(world, id) {
        let text = "Only Checkout Sessions with a status in [\"open\"] can be expired. This \
                    Checkout Session's status does not allow it.";
        return Err(Refusal::conflicting(text));
    }
    retrieve(world, request, id)
}

/// `GET /v1/payment_intents/{id}`
pub(super) fn retrieve_intent(world: &World, request: &Request, id: &str) -> Reply {
    let row = request.own(world.book.intents.get(id), "payment_intent", id)?;
    Ok(render::intent(world, row))
}

/// `GET /v1/payment_intents`
pub(super) fn list_intents(world: &World, request: &Request) -> Reply {
    let form = &request.form;
    form.only(&["created", "created[…]", "limit", "starting_after", "ending_before", "expand[…]"])?;
    let account = request.account.as_deref();
    let rows = answer::page(&world.book.intents, account, form, |_| true)?;
    Ok(rows.list("/v1/payment_intents", |row| render::intent(world, row)))
}

/// `GET /v1/charges/{id}`
pub(super) fn retrieve_charge(world: &World, request: &Request, id: &str) -> Reply {
    let row = request.own(world.book.charges.get(id), "charge", id)?;
    Ok(render::charge(world, row))
}

/// `GET /v1/charges`
pub(super) fn list_charges(world: &World, request: &Request) -> Reply {
    let form = &request.form;
    form.only(&[
        "payment_intent",
        "created",
        "created[…]",
        "limit",
        "starting_after",
        "ending_before",
        "expand[…]",
    ])?;
    let intent = form.text("payment_intent");
    let fits = |row: &Charge| intent.is_none_or(|id| id == row.intent);
    let account = request.account.as_deref();
    let rows = answer::page(&world.book.charges, account, form, fits)?;
    Ok(rows.list("/v1/charges", |row| render::charge(world, row)))
}

/// The one line that the product sends.
struct Line {
    label: String,
    currency: String,
    unit_amount: i64,
    quantity: i64,
}

impl Line {
    /// What the page of a session says that saves a card.
    fn none(form: &Form) -> Result<Self, Refusal> {
        let currency = form.required("currency")?.to_ascii_lowercase();
        Ok(Self { label: "Guardar una tarjeta".to_owned(), currency, unit_amount: 0, quantity: 1 })
    }

    fn read(form: &Form) -> Result<Self, Refusal> {
        const AMOUNT: &str = "line_items[0][price_data][unit_amount]";
        let currency = form.required("line_items[0][price_data][currency]")?.to_ascii_lowercase();
        let unit_amount = form.required(AMOUNT).and_then(|_| form.integer(AMOUNT))?;
        let unit_amount = unit_amount.unwrap_or_default();
        let quantity = form.integer("line_items[0][quantity]")?.unwrap_or(1);
        if !(1..=999_999).contains(&quantity) || form.text("line_items[1][quantity]").is_some() {
            let text = "The simulator takes exactly one line with a quantity of at least 1";
            return Err(Refusal::invalid(text).param("line_items"));
        }
        money::check(unit_amount.saturating_mul(quantity), &currency, AMOUNT)?;
        let label = form.required("line_items[0][price_data][product_data][name]")?.to_owned();
        Ok(Self { label, currency, unit_amount, quantity })
    }
}

/// The methods that the currency allows, as far as the request lets them through.
fn methods(form: &Form, line: &Line) -> Result<Vec<String>, Refusal> {
    const FILTER: &str = "allowed_payment_method_types";
    let total = line.unit_amount.saturating_mul(line.quantity);
    let mut methods = vec!["card".to_owned()];
    if line.currency == "mxn" && (1000..=1_000_000).contains(&total) {
        methods.push("oxxo".to_owned());
    }
    if line.currency == "eur" && total > 0 {
        methods.push("sepa_debit".to_owned());
    }
    let filter = form.array(FILTER);
    if !filter.is_empty() {
        methods.retain(|method| filter.contains(method));
    }
    if methods.is_empty() {
        let text = "No payment method type is both eligible and allowed for this session.";
        return Err(Refusal::invalid(text).param(FILTER));
    }
    Ok(methods)
}

fn short(form: &Form, name: &str, most: usize) -> Result<Option<String>, Refusal> {
    let text = form.text(name);
    if text.is_some_and(|text| text.chars().count() > most) {
        let message = format!("Invalid string: {name} must be at most {most} characters");
        return Err(Refusal::invalid(message).code("parameter_invalid_string").param(name));
    }
    Ok(text.map(str::to_owned))
}

fn url(form: &Form, name: &str) -> Result<Option<String>, Refusal> {
    let text = form.text(name);
    let web = |url: &str| url.starts_with("http://") || url.starts_with("https://");
    if text.is_some_and(|url| !web(url) || url.len() > 5000) {
        return Err(Refusal::invalid("Not a valid URL").code("url_invalid").param(name));
    }
    Ok(text.map(str::to_owned))
}
