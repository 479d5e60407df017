//! The hosted payment page: plain HTML without scripts, in Spanish, TEST on every page.

mod pay;
mod shell;
mod steps;

use std::sync::Arc;

use axum::Router;
use axum::extract::{Form, Path, Query, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::map_response;
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use serde::Deserialize;

use super::book::{IntentStatus, Means, Mode, Outcome, Payer, Session, SessionStatus};
use super::payments::{self, Tried};
use super::saved;
use super::server::Simulator;
use super::world::World;

type Page = State<Arc<Simulator>>;

pub(super) fn routes() -> Router<Arc<Simulator>> {
    Router::new()
        .route("/style.css", get(style))
        .route("/c/pay/{id}", get(page))
        .route("/c/pay/{id}/card", post(card))
        .route("/c/pay/{id}/oxxo", post(oxxo))
        .route("/c/pay/{id}/sepa", post(sepa))
        .route("/c/pay/{id}/3ds", get(bank).post(answer_bank))
        .route("/c/pay/{id}/voucher", get(voucher).post(end_voucher))
        .route("/receipts/{charge}", get(receipt))
        .layer(map_response(harden))
}

/// What a debtor typed about a card.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct CardForm {
    number: String,
    expiry: String,
    cvc: String,
    name: String,
    email: String,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct SepaForm {
    iban: String,
    name: String,
    email: String,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct PayerForm {
    name: String,
    email: String,
}

#[derive(Deserialize)]
struct Choice {
    act: String,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Prefill {
    card: String,
}

/// `GET /`
pub(super) async fn front() -> Html<String> {
    Html(steps::front())
}

/// Nothing from elsewhere, nothing kept. Where a form leads is not limited: the way back to the
/// caller is a redirect.
async fn harden(mut response: Response) -> Response {
    const POLICY: &str = "default-src 'none'; style-src 'self'; img-src data:; \
        base-uri 'none'; frame-ancestors 'none'";
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

async fn style() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "text/css; charset=utf-8")], shell::CSS)
}

/// Shows the page of `id` after `act` had its turn with an up-to-date world.
fn visit(
    simulator: &Simulator,
    id: &str,
    act: impl FnOnce(&mut World, &Session) -> Response,
) -> Response {
    let response = simulator.with_world(|world| {
        world.catch_up();
        match world.book.sessions.get(id).cloned() {
            Some(session) => act(world, &session),
            None => (StatusCode::NOT_FOUND, Html(steps::unknown())).into_response(),
        }
    });
    simulator.wake();
    response
}

async fn page(
    State(simulator): Page,
    Path(id): Path<String>,
    Query(prefill): Query<Prefill>,
) -> Response {
    visit(&simulator, &id, |_, session| match session.status {
        SessionStatus::Open => {
            let mut form = CardForm::default();
            if prefill.card.bytes().all(|byte| byte.is_ascii_digit()) && !prefill.card.is_empty() {
                form.number = prefill.card;
                (form.expiry, form.cvc) = ("12/34".to_owned(), "123".to_owned());
            }
            Html(pay::page(session, &form, &[])).into_response()
        }
        SessionStatus::Complete | SessionStatus::Expired => {
            Html(steps::closed(session)).into_response()
        }
    })
}

async fn card(
    State(simulator): Page,
    Path(id): Path<String>,
    Form(form): Form<CardForm>,
) -> Response {
    visit(&simulator, &id, |world, session| {
        let problems = pay::problems(&form, world.now());
        if session.status == SessionStatus::Open && !problems.is_empty() {
            let page = Html(pay::page(session, &form, &problems));
            return (StatusCode::UNPROCESSABLE_ENTITY, page).into_response();
        }
        let number: String = form.number.chars().filter(char::is_ascii_digit).collect();
        let payer = payer(&form.name, &form.email);
        let tried = payments::by_card(world, &session.head.id, &number, payer);
        after(world, &session.head.id, &tried)
    })
}

async fn oxxo(
    State(simulator): Page,
    Path(id): Path<String>,
    Form(form): Form<PayerForm>,
) -> Response {
    visit(&simulator, &id, |world, session| {
        if !session.methods.iter().any(|method| method == "oxxo") {
            return Redirect::to(&format!("/c/pay/{id}")).into_response();
        }
        let tried = payments::by_voucher(world, &id, payer(&form.name, &form.email));
        match tried {
            Tried::Through => Redirect::to(&format!("/c/pay/{id}/voucher")).into_response(),
            other => after(world, &id, &other),
        }
    })
}

async fn sepa(
    State(simulator): Page,
    Path(id): Path<String>,
    Form(form): Form<SepaForm>,
) -> Response {
    visit(&simulator, &id, |world, session| {
        let iban: String = form.iban.chars().filter(char::is_ascii_alphanumeric).collect();
        if !session.methods.iter().any(|method| method == "sepa_debit") || iban.len() < 15 {
            return Redirect::to(&format!("/c/pay/{id}")).into_response();
        }
        let payer = payer(&form.name, &form.email);
        let tried = payments::by_debit(world, &id, &iban.to_ascii_uppercase(), payer);
        after(world, &id, &tried)
    })
}

async fn bank(State(simulator): Page, Path(id): Path<String>) -> Response {
    visit(&simulator, &id, |world, session| {
        if saved::asks(world, &session.head.id) {
            Html(steps::bank(session)).into_response()
        } else {
            Redirect::to(&format!("/c/pay/{id}")).into_response()
        }
    })
}

async fn answer_bank(
    State(simulator): Page,
    Path(id): Path<String>,
    Form(choice): Form<Choice>,
) -> Response {
    visit(&simulator, &id, |world, _| {
        let outcome = if choice.act == "complete" { Outcome::Succeed } else { Outcome::Fail };
        let tried = payments::authenticated(world, &id, outcome);
        after(world, &id, &tried)
    })
}

async fn voucher(State(simulator): Page, Path(id): Path<String>) -> Response {
    visit(&simulator, &id, |world, session| {
        let intent = session.intent.as_ref().and_then(|intent| world.book.intents.get(intent));
        match intent.and_then(|intent| intent.means.as_ref().map(|means| (intent, means))) {
            Some((intent, Means::Oxxo { voucher, expires_at })) => {
                Html(steps::voucher(session, intent.status, voucher, *expires_at)).into_response()
            }
            _ => Redirect::to(&format!("/c/pay/{id}")).into_response(),
        }
    })
}

async fn end_voucher(
    State(simulator): Page,
    Path(id): Path<String>,
    Form(choice): Form<Choice>,
) -> Response {
    visit(&simulator, &id, |world, session| {
        let outcome = if choice.act == "pay" { Outcome::Succeed } else { Outcome::Fail };
        if let Some(intent) = &session.intent {
            payments::end(world, intent, outcome);
        }
        Redirect::to(&format!("/c/pay/{id}/voucher")).into_response()
    })
}

async fn receipt(State(simulator): Page, Path(id): Path<String>) -> Response {
    let world = simulator.world();
    match world.book.charges.get(&id) {
        Some(charge) => Html(steps::receipt(charge)).into_response(),
        None => (StatusCode::NOT_FOUND, Html(steps::unknown())).into_response(),
    }
}

/// Where the debtor goes after a try.
fn after(world: &World, id: &str, tried: &Tried) -> Response {
    let to = match tried {
        Tried::Through => world.book.sessions.get(id).map(success_url).unwrap_or_default(),
        Tried::Authenticate => format!("/c/pay/{id}/3ds"),
        Tried::Declined | Tried::Closed => format!("/c/pay/{id}"),
    };
    Redirect::to(&to).into_response()
}

/// The address to return to, with the session's id where the caller asked for it.
fn success_url(session: &Session) -> String {
    let url = &session.success_url;
    let url = url.replace("{CHECKOUT_SESSION_ID}", &session.head.id);
    url.replace("%7BCHECKOUT_SESSION_ID%7D", &session.head.id)
}

fn payer(name: &str, email: &str) -> Payer {
    let given = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    Payer { name: given(name), email: given(email) }
}
