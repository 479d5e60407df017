//! `POST /v1/payment_intents`: charging a saved card while its owner is away.

use serde_json::json;

use super::answer::{Refusal, Reply};
use super::api::Request;
use super::book::{ChargeStatus, Decline, Head, Intent, IntentStatus, Means, Method};
use super::cards::{self, Fate};
use super::form::Form;
use super::world::World;
use super::{charges, disputes, money, payments, render};

const CREATE_FIELDS: [&str; 10] = [
    "amount",
    "currency",
    "customer",
    "payment_method",
    "off_session",
    "confirm",
    "automatic_payment_methods[…]",
    "metadata[…]",
    "description",
    "expand[…]",
];

/// `POST /v1/payment_intents`
pub(super) fn create(world: &mut World, request: &Request) -> Reply {
    let form = &request.form;
    form.only(&CREATE_FIELDS)?;
    let amount = form.required("amount").and_then(|_| form.integer("amount"))?.unwrap_or_default();
    let currency = form.required("currency")?.to_ascii_lowercase();
    money::check(amount, &currency, "amount")?;
    check_manner(form)?;
    let method = method(world, request)?;
    let head = world.head(request.account.as_deref(), "pi_");
    let id = head.id.clone();
    let intent = Intent {
        head,
        session: None,
        customer: method.customer.clone(),
        method: Some(method.head.id.clone()),
        status: IntentStatus::RequiresPaymentMethod,
        amount,
        received: 0,
        currency,
        metadata: form.metadata("metadata")?,
        description: form.text("description").map(str::to_owned),
        methods: vec!["card".to_owned()],
        means: Some(method.means.clone()),
        payer: method.payer.clone(),
        latest_charge: None,
        error: None,
        due: None,
    };
    world.book.intents.put(&id, intent);
    payments::announce_intent(world, &id, "payment_intent.created");
    meet(world, &id, fate(&method))?;
    let row = request.own(world.book.intents.get(&id), "payment_intent", &id)?;
    Ok(render::intent(world, row))
}

/// The simulator knows one manner only, and insists on what Stripe insists on.
fn check_manner(form: &Form) -> Result<(), Refusal> {
    for name in ["confirm", "off_session"] {
        if form.text(name) != Some("true") {
            let text = format!("The simulator only charges saved methods: {name}=true");
            return Err(Refusal::invalid(text).param(name));
        }
    }
    let automatic = |name: &str| form.text(&format!("automatic_payment_methods[{name}]"));
    if automatic("enabled") != Some("true") || automatic("allow_redirects") != Some("never") {
        let text = "This PaymentIntent is configured to accept payment methods enabled in your \
                    Dashboard. Because some of these payment methods might redirect your customer \
                    off of your page, you must provide a `return_url`.";
        return Err(Refusal::invalid(text).param("return_url"));
    }
    Ok(())
}

/// The method, if it is the customer's.
fn method(world: &World, request: &Request) -> Result<Method, Refusal> {
    let form = &request.form;
    let (customer, id) = (form.required("customer")?, form.required("payment_method")?);
    let owned = |head: &Head| head.account == request.account;
    let gone = |noun: &str, id: &str, param: &str| Refusal::missing(noun, id, param).misnamed();
    let known = world.book.customers.get(customer);
    if !known.is_some_and(|row| owned(&row.head) && !row.deleted) {
        return Err(gone("customer", customer, "customer"));
    }
    let method = world.book.methods.get(id).filter(|row| owned(&row.head));
    let method = method.ok_or_else(|| gone("PaymentMethod", id, "payment_method"))?;
    if method.customer.as_deref() != Some(customer) {
        let text = format!(
            "The customer does not have a payment method with the ID {id}. The payment method \
             must be attached to the customer."
        );
        let refusal = Refusal::invalid(text).code("resource_missing").param("payment_method");
        return Err(refusal);
    }
    Ok(method.clone())
}

fn fate(method: &Method) -> Fate {
    match (&method.acts, &method.means) {
        (Some(number), _) | (None, Means::Card { number, .. }) => cards::away_fate(number),
        (None, _) => Fate::Pays,
    }
}

fn meet(world: &mut World, intent: &str, fate: Fate) -> Result<(), Refusal> {
    let opening = match fate {
        Fate::Declined(decline) => return Err(decline_with(world, intent, &decline)),
        Fate::PaysThenDisputed => Some(disputes::Opening::Dispute),
        Fate::PaysThenInquiry => Some(disputes::Opening::Inquiry),
        Fate::Pays | Fate::Authenticates { .. } => None,
    };
    payments::succeed(world, intent);
    let charge = world.book.intents.get(intent).and_then(|row| row.latest_charge.clone());
    if let Some((charge, opening)) = charge.zip(opening) {
        // A charge that was made a moment ago has no other dispute.
        drop(disputes::open(world, &charge, opening, None));
    }
    Ok(())
}

/// The bank said no: the intent stays, and the error shows it.
fn decline_with(world: &mut World, intent: &str, decline: &Decline) -> Refusal {
    let charge = charges::advance(world, intent, ChargeStatus::Failed, Some(decline.clone()));
    payments::fail(world, intent, decline.clone());
    let row = world.book.intents.get(intent);
    let method = row.and_then(|row| row.method.clone());
    let shown = row.map(|row| render::intent(world, row));
    let mut more = json!({
        "code": decline.code,
        "doc_url": format!("https://stripe.com/docs/error-codes/{}", decline.code),
        "charge": charge,
        "payment_intent": shown,
        "payment_method": method.and_then(|id| render::by_id(world, &id)),
    });
    if let Some(reason) = &decline.reason {
        more["decline_code"] = json!(reason);
    }
    Refusal::of(402, "card_error", decline.message.clone()).with(more).stored()
}
