//! Changes of imports that wait for a decision.

use app::creditor::News;
use app::creditor::changes as page;
use app::routes::pattern;
use axum::extract::State;
use axum::response::Response;
use axum_extra::extract::Form;
use serde::Deserialize;

use super::desk::{Desk, Owner, go};
use crate::compose::Portal;
use crate::http::fault::Fault;
use crate::use_cases::import::decision::{self, Decided};
use crate::use_cases::portfolio;

/// GET /panel/cambios
pub async fn show(State(portal): State<Portal>, desk: Desk) -> Result<Response, Fault> {
    let view = portfolio::changes(&portal, desk.tenant()).await?;
    let shell = desk.shell(&portal).await?;
    Ok(desk.page(&portal, page::page(shell, view)))
}

/// What a decision sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct DecisionFields {
    reference: String,
    claim: String,
}

/// POST /panel/cambios/hacer: owners only.
pub async fn make(
    State(portal): State<Portal>,
    Owner(desk): Owner,
    Form(form): Form<DecisionFields>,
) -> Result<Response, Fault> {
    let change = (&*form.reference, &*form.claim);
    let decided = decision::make(&portal, desk.tenant(), change, desk.who()).await;
    Ok(told(&portal, decided.map_err(decision::as_portal)?, News::ChangeMade))
}

/// POST /panel/cambios/dejar: owners only.
pub async fn leave(
    State(portal): State<Portal>,
    Owner(desk): Owner,
    Form(form): Form<DecisionFields>,
) -> Result<Response, Fault> {
    let change = (&*form.reference, &*form.claim);
    let decided = decision::leave(&portal, desk.tenant(), change, desk.who()).await;
    Ok(told(&portal, decided.map_err(decision::as_portal)?, News::ChangeLeft))
}

fn told(portal: &Portal, decided: Decided, done: News) -> Response {
    let news = match decided {
        Decided::Now => done,
        Decided::Gone => News::AlreadyDone,
        Decided::Waits => News::Changed,
    };
    go(portal, pattern::TEAM_CHANGES, news)
}
