//! GET /pago/{attempt}: how a payment stands; where the provider sends people back to.

use app::debtor::payment as page;
use app::routes;
use app::shell::Session;
use axum::extract::{Path, State};
use axum::http::request::Parts;
use axum::response::{Html, IntoResponse, Response};
use axum_extra::extract::Query;
use domain::ids::AttemptId;
use serde::Deserialize;

use super::{hall, see};
use crate::compose::Portal;
use crate::http::fault::Fault;
use crate::http::session::Anyone;
use crate::http::surroundings::of_creditor;
use crate::use_cases::return_page;
use crate::use_cases::session::{Stage, Visit};

/// What the provider puts into the address.
#[derive(Debug, Deserialize)]
pub struct Returned {
    session_id: Option<String>,
}

/// GET /pago/{attempt}
pub async fn show(
    State(portal): State<Portal>,
    Anyone(visit): Anyone,
    Path(attempt): Path<String>,
    Query(returned): Query<Returned>,
    parts: Parts,
) -> Result<Response, Fault> {
    let id: AttemptId = attempt.parse().map_err(|_| Fault::NotFound)?;
    match (visit.filter(|visit| visit.stage == Stage::Full), returned.session_id) {
        (Some(visit), session) => own(&portal, &parts, &visit, (&id, session.as_deref())).await,
        (None, Some(session)) => {
            let away = return_page::away(&portal, &id, &session).await?;
            let shell = hall(&portal, &parts, None).await?.shell;
            Ok(Html(page::away_page(shell, away)).into_response())
        }
        (None, None) => Err(Fault::NoSession),
    }
}

async fn own(
    portal: &Portal,
    parts: &Parts,
    visit: &Visit,
    (id, session): (&AttemptId, Option<&str>),
) -> Result<Response, Fault> {
    let own = return_page::own(portal, visit, id, session).await?;
    let Some(view) = own.view else { return Ok(see(&routes::transfer(id))) };
    let shell = of_creditor(portal, parts, (&own.settings, &own.person), Session::Open);
    Ok(Html(page::page(shell, view)).into_response())
}
