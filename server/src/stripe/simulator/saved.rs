//! Saving a card: on a page of its own, or on the page on which it pays; reading it, taking it away.

use super::answer::{Refusal, Reply};
use super::api::Request;
use super::book::{
    Customer, Head, IntentStatus, Keeping, Means, Metadata, Method, Outcome, Payer, SessionStatus,
    Setup, SetupStatus,
};
use super::cards::{self, Fate};
use super::payments::{self, Tried};
use super::render;
use super::world::World;

/// Makes the setup intent of a session that saves a card.
pub(super) fn begin(world: &mut World, session: &str, metadata: Metadata) {
    let account = world.book.sessions.get(session).and_then(|row| row.head.account.clone());
    let head = world.head(account.as_deref(), "seti_");
    let id = head.id.clone();
    let setup = Setup {
        head,
        session: session.to_owned(),
        status: SetupStatus::RequiresPaymentMethod,
        customer: None,
        method: None,
        metadata,
        means: None,
        payer: Payer::default(),
        error: None,
    };
    world.book.setups.put(&id, setup);
    if let Some(row) = world.book.sessions.edit(session) {
        row.setup = Some(id.clone());
    }
    announce_setup(world, &id, "setup_intent.created");
}

/// Saves a card on an open session.
pub(super) fn by_card(world: &mut World, session: &str, number: &str, payer: Payer) -> Tried {
    let Some(id) = setup_of(world, session) else { return Tried::Closed };
    if let Some(setup) = world.book.setups.edit(&id) {
        (setup.means, setup.payer) = (Some(payments::card(number)), payer);
    }
    meet(world, (session, &id), cards::saving_fate(number))
}

/// Ends the bank's own question to whoever saves a card.
pub(super) fn authenticated(world: &mut World, session: &str, outcome: Outcome) -> Tried {
    let Some(id) = setup_of(world, session).filter(|id| is_asked(world, id)) else {
        return Tried::Closed;
    };
    let means = world.book.setups.get(&id).and_then(|setup| setup.means.clone());
    let Some(Means::Card { number, .. }) = means else { return Tried::Closed };
    let code = "setup_intent_authentication_failure";
    meet(world, (session, &id), cards::saving_fate(&number).answered(outcome, code))
}

/// Whether the bank waits for an answer about a setup intent.
pub(super) fn is_asked(world: &World, setup: &str) -> bool {
    world.book.setups.get(setup).is_some_and(|row| row.status == SetupStatus::RequiresAction)
}

/// The page closed before a card was saved.
pub(super) fn cancel(world: &mut World, setup: &str) {
    if let Some(row) = world.book.setups.edit(setup) {
        row.status = SetupStatus::Canceled;
    }
    announce_setup(world, setup, "setup_intent.canceled");
}

fn setup_of(world: &World, session: &str) -> Option<String> {
    world.book.sessions.get(session).and_then(|row| row.setup.clone())
}

fn meet(world: &mut World, (session, id): (&str, &str), fate: Fate) -> Tried {
    let (status, error, kind) = match fate {
        Fate::Authenticates { .. } => {
            (SetupStatus::RequiresAction, None, "setup_intent.requires_action")
        }
        Fate::Declined(decline) => {
            (SetupStatus::RequiresPaymentMethod, Some(decline), "setup_intent.setup_failed")
        }
        Fate::Pays | Fate::PaysThenDisputed | Fate::PaysThenInquiry => {
            succeed(world, session, id);
            return Tried::Through;
        }
    };
    let tried = if error.is_some() { Tried::Declined } else { Tried::Authenticate };
    if let (Some(decline), Some(row)) = (&error, world.book.sessions.edit(session)) {
        row.notice = Some(decline.reason.as_ref().unwrap_or(&decline.code).clone());
    }
    if let Some(row) = world.book.setups.edit(id) {
        (row.status, row.error) = (status, error);
    }
    announce_setup(world, id, kind);
    tried
}

fn succeed(world: &mut World, session: &str, id: &str) {
    let Some(row) = world.book.setups.get(id).cloned() else { return };
    let Some(means) = row.means else { return };
    let account = row.head.account;
    let customer = make_customer(world, account.as_deref(), &row.payer);
    let head = world.head(account.as_deref(), "pm_");
    let method = attach(world, head, &customer, (means, row.payer));
    if let Some(row) = world.book.setups.edit(id) {
        (row.status, row.error) = (SetupStatus::Succeeded, None);
        (row.customer, row.method) = (Some(customer.clone()), Some(method));
    }
    if let Some(row) = world.book.sessions.edit(session) {
        row.customer = Some(customer);
    }
    announce_setup(world, id, "setup_intent.succeeded");
    payments::complete(world, session, false);
}

/// Keeps what pays a session's intent, as far as the session says so.
pub(super) fn keep(world: &mut World, session: &str, intent: &str) {
    let keeping = world.book.sessions.get(session).map(|row| row.keeping);
    let Some(row) = world.book.intents.get(intent).cloned() else { return };
    let (Some(keeping @ (Keeping::Customer | Keeping::Method)), Some(means)) = (keeping, row.means)
    else {
        return;
    };
    let customer = make_customer(world, row.head.account.as_deref(), &row.payer);
    if let Some(row) = world.book.sessions.edit(session) {
        row.customer = Some(customer.clone());
    }
    if let Some(row) = world.book.intents.edit(intent) {
        row.customer = Some(customer.clone());
    }
    if keeping == Keeping::Method {
        // The id under which the intent has shown it all along.
        let made = world.head(row.head.account.as_deref(), "pm_");
        let id = format!("pm_{}", intent.trim_start_matches("pi_"));
        let method = attach(world, Head { id, ..made }, &customer, (means, row.payer));
        if let Some(row) = world.book.intents.edit(intent) {
            row.method = Some(method);
        }
    }
}

fn make_customer(world: &mut World, account: Option<&str>, payer: &Payer) -> String {
    let head = world.head(account, "cus_");
    let id = head.id.clone();
    let customer = Customer { head, payer: payer.clone(), deleted: false };
    let object = render::customer(&customer);
    world.book.customers.put(&id, customer);
    world.emit(account, "customer.created", &object);
    id
}

fn attach(world: &mut World, head: Head, customer: &str, (means, payer): (Means, Payer)) -> String {
    let id = head.id.clone();
    let method = Method { head, customer: Some(customer.to_owned()), means, payer, acts: None };
    world.book.methods.put(&id, method);
    announce_method(world, &id, "payment_method.attached");
    id
}

/// Takes a method away from its customer; `false` when it has none.
pub(super) fn detach(world: &mut World, id: &str) -> bool {
    let Some(row) = world.book.methods.edit(id).filter(|row| row.customer.is_some()) else {
        return false;
    };
    row.customer = None;
    announce_method(world, id, "payment_method.detached");
    true
}

/// `GET /v1/payment_methods/{id}`
pub(super) fn retrieve_method(world: &World, request: &Request, id: &str) -> Reply {
    let row = request.own(world.book.methods.get(id), "PaymentMethod", id)?;
    Ok(render::method(row))
}

/// `POST /v1/payment_methods/{id}/detach`
pub(super) fn detach_method(world: &mut World, request: &Request, id: &str) -> Reply {
    request.form.only(&["expand[…]"])?;
    request.own(world.book.methods.get(id), "PaymentMethod", id)?;
    if !detach(world, id) {
        let text = "The payment method you provided is not attached to a customer so detachment \
                    is impossible.";
        return Err(Refusal::conflicting(text));
    }
    retrieve_method(world, request, id)
}

/// `GET /v1/customers/{id}`
pub(super) fn retrieve_customer(world: &World, request: &Request, id: &str) -> Reply {
    let row = request.own(world.book.customers.get(id), "customer", id)?;
    Ok(render::customer(row))
}

/// `DELETE /v1/customers/{id}`: its methods go with it.
pub(super) fn delete_customer(world: &mut World, request: &Request, id: &str) -> Reply {
    request.own(world.book.customers.get(id), "customer", id)?;
    let is_its = |row: &&Method| row.customer.as_deref() == Some(id);
    let its: Vec<_> =
        world.book.methods.values().filter(is_its).map(|row| row.head.id.clone()).collect();
    for method in &its {
        if let Some(row) = world.book.methods.edit(method) {
            row.customer = None;
        }
    }
    let Some(row) = world.book.customers.edit(id) else {
        return Err(Refusal::missing("customer", id, "id"));
    };
    let object = render::customer(row);
    row.deleted = true;
    let deleted = render::customer(row);
    world.emit(request.account.as_deref(), "customer.deleted", &object);
    Ok(deleted)
}

/// `GET /v1/setup_intents/{id}`
pub(super) fn retrieve_setup(world: &World, request: &Request, id: &str) -> Reply {
    let row = request.own(world.book.setups.get(id), "setupintent", id)?;
    Ok(render::setup(world, row))
}

fn announce_setup(world: &mut World, id: &str, kind: &str) {
    if let Some(row) = world.book.setups.get(id).cloned() {
        let object = render::setup(world, &row);
        world.emit(row.head.account.as_deref(), kind, &object);
    }
}

fn announce_method(world: &mut World, id: &str, kind: &str) {
    if let Some(row) = world.book.methods.get(id).cloned() {
        world.emit(row.head.account.as_deref(), kind, &render::method(&row));
    }
}

/// Whether the bank's page may be shown for an open session.
pub(super) fn asks(world: &World, session: &str) -> bool {
    let Some(row) = world.book.sessions.get(session) else { return false };
    let intent = row.intent.as_ref().and_then(|id| world.book.intents.get(id));
    let about_payment = intent.is_some_and(|intent| {
        intent.status == IntentStatus::RequiresAction
            && matches!(intent.means, Some(Means::Card { .. }))
    });
    let about_saving = row.setup.as_ref().is_some_and(|id| is_asked(world, id));
    row.status == SessionStatus::Open && (about_payment || about_saving)
}
