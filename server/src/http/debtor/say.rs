//! What a debtor tells the creditor: already paid, not mine or wrong, rather talk.

use app::debtor::say::{self as page, SayView, TEXT_MAX, TextProblem, Topic};
use app::routes::pattern;
use axum::extract::State;
use axum::http::request::Parts;
use axum::response::{Html, Response};
use axum_extra::extract::Form;
use serde::Deserialize;

use super::{Room, again, see};
use crate::compose::Portal;
use crate::http::fault::Fault;
use crate::http::session::Debtor;
use crate::store::answer::AnswerKind;
use crate::use_cases::PortalError;
use crate::use_cases::answer::{self, Said};
use crate::use_cases::session::Visit;

/// The query of the thanks.
const DONE: &str = "listo=1";

/// Seconds until somebody who says more than a person does in a day may say more.
const PATIENCE_S: u64 = 3_600;

/// What the form sends.
#[derive(Debug, Deserialize)]
pub struct SayForm {
    #[serde(default)]
    text: String,
}

/// GET /decir/ya-pague
pub async fn show_paid(
    state: State<Portal>,
    debtor: Debtor,
    parts: Parts,
) -> Result<Html<String>, Fault> {
    show(state, debtor, parts, Topic::Paid).await
}

/// GET /decir/error
pub async fn show_error(
    state: State<Portal>,
    debtor: Debtor,
    parts: Parts,
) -> Result<Html<String>, Fault> {
    show(state, debtor, parts, Topic::Wrong).await
}

/// GET /decir/hablar
pub async fn show_talk(
    state: State<Portal>,
    debtor: Debtor,
    parts: Parts,
) -> Result<Html<String>, Fault> {
    show(state, debtor, parts, Topic::Talk).await
}

/// POST /decir/ya-pague
pub async fn paid(
    state: State<Portal>,
    debtor: Debtor,
    parts: Parts,
    form: Form<SayForm>,
) -> Result<Response, Fault> {
    take(state, debtor, parts, (Topic::Paid, form.0)).await
}

/// POST /decir/error
pub async fn error(
    state: State<Portal>,
    debtor: Debtor,
    parts: Parts,
    form: Form<SayForm>,
) -> Result<Response, Fault> {
    take(state, debtor, parts, (Topic::Wrong, form.0)).await
}

/// POST /decir/hablar
pub async fn talk(
    state: State<Portal>,
    debtor: Debtor,
    parts: Parts,
    form: Form<SayForm>,
) -> Result<Response, Fault> {
    take(state, debtor, parts, (Topic::Talk, form.0)).await
}

async fn show(
    State(portal): State<Portal>,
    Debtor(visit): Debtor,
    parts: Parts,
    topic: Topic,
) -> Result<Html<String>, Fault> {
    let room = Room::of(&portal, &visit).await?;
    let shell = room.shell(&portal, &parts, visit.stage);
    let done = parts.uri.query().is_some_and(|query| query.split('&').any(|pair| pair == DONE));
    // An address alone must not say that something was received.
    if done && answer::was_heard(&portal, &visit, kind(topic)).await? {
        return Ok(Html(page::thanks_page(shell, None)));
    }
    Ok(Html(page::page(shell, SayView { topic, typed: String::new(), problem: None })))
}

async fn take(
    State(portal): State<Portal>,
    Debtor(visit): Debtor,
    parts: Parts,
    (topic, form): (Topic, SayForm),
) -> Result<Response, Fault> {
    let problem = match form.text.trim().chars().count() {
        0 if topic != Topic::Paid => Some(TextProblem::Empty),
        length if length > usize::from(TEXT_MAX) => Some(TextProblem::TooLong),
        _ => None,
    };
    if problem.is_some() {
        let room = Room::of(&portal, &visit).await?;
        let shell = room.shell(&portal, &parts, visit.stage);
        return Ok(again(page::page(shell, SayView { topic, typed: form.text, problem })));
    }
    tell(&portal, &visit, topic, &form.text).await?;
    Ok(see(&format!("{}?{DONE}", path(topic))))
}

async fn tell(portal: &Portal, visit: &Visit, topic: Topic, text: &str) -> Result<(), Fault> {
    match answer::say(portal, visit, Said { kind: kind(topic), text }).await {
        Err(PortalError::Refused("often")) => Err(Fault::TooMany(PATIENCE_S)),
        other => Ok(other?),
    }
}

const fn kind(topic: Topic) -> AnswerKind {
    match topic {
        Topic::Paid => AnswerKind::Paid,
        Topic::Wrong => AnswerKind::Wrong,
        Topic::Talk => AnswerKind::Talk,
    }
}

const fn path(topic: Topic) -> &'static str {
    match topic {
        Topic::Paid => pattern::SAY_PAID,
        Topic::Wrong => pattern::SAY_ERROR,
        Topic::Talk => pattern::SAY_TALK,
    }
}
