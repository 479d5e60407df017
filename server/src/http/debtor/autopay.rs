//! A plan's automatic payment: how it stands, on, off.

use app::debtor::plan::{self as page, AutopayView, Provider};
use app::routes;
use axum::extract::{Path, State};
use axum::http::request::Parts;
use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use axum_extra::extract::{Form, Query};
use domain::ids::PlanId;
use serde::Deserialize;

use super::accept::{address, said};
use super::pay::is_providers;
use super::{Room, see};
use crate::compose::Portal;
use crate::http::fault::Fault;
use crate::http::session::Debtor;
use crate::use_cases::PortalError;
use crate::use_cases::acceptance::Who;
use crate::use_cases::autopay::{self, Consent};

/// What the provider puts into the address.
#[derive(Debug, Deserialize)]
pub struct Returned {
    session_id: Option<String>,
}

/// What the form sends.
#[derive(Debug, Deserialize)]
pub struct Turn {
    autopay: String,
}

/// GET /plan/{plan}/pago-automatico
pub async fn show(
    State(portal): State<Portal>,
    Debtor(visit): Debtor,
    Path(plan): Path<String>,
    Query(returned): Query<Returned>,
    parts: Parts,
) -> Result<Html<String>, Fault> {
    let id: PlanId = plan.parse().map_err(|_| Fault::NotFound)?;
    if let Some(session) = &returned.session_id {
        autopay::returned(&portal, &visit, session).await?;
    }
    let room = Room::of(&portal, &visit).await?;
    let view = autopay::view(&portal, &visit, &room.settings, &id).await?;
    Ok(Html(page::autopay_page(room.shell(&portal, &parts, visit.stage), view)))
}

/// POST /plan/{plan}/pago-automatico
pub async fn turn(
    State(portal): State<Portal>,
    Debtor(visit): Debtor,
    Path(plan): Path<String>,
    parts: Parts,
    Form(form): Form<Turn>,
) -> Result<Response, Fault> {
    let id: PlanId = plan.parse().map_err(|_| Fault::NotFound)?;
    let own = routes::plan_autopay(&id);
    if form.autopay != "on" {
        autopay::off(&portal, &visit, &id).await?;
        return Ok(see(&own));
    }
    let room = Room::of(&portal, &visit).await?;
    let shell = room.shell(&portal, &parts, visit.stage);
    let (address, device) = (address(&parts), said(&parts, header::USER_AGENT.as_str()));
    let who = Who { visit: &visit, reader: shell.reader, address, device };
    let charge = autopay::retries_of(&portal, &visit, &id).await?;
    let words = page::autopay_words(shell.reader, &shell.sender.name, charge);
    match autopay::on(&portal, &who, Consent { plan: &id, words: &words }).await {
        // Nobody is sent to a page that is not the provider's.
        Ok(url) if is_providers(&url, portal.settings.simulator()) => Ok(see(&url)),
        Ok(_) => Ok(see(&own)),
        Err(PortalError::Unavailable(why)) => {
            tracing::warn!(plan.id = %id, "no card could be asked for: {why}");
            let view = autopay::view(&portal, &visit, &room.settings, &id).await?;
            let view = AutopayView { provider: Provider::Silent, ..view };
            let page = Html(page::autopay_page(shell, view));
            Ok((StatusCode::SERVICE_UNAVAILABLE, page).into_response())
        }
        Err(error) => Err(error.into()),
    }
}
