//! The list of cases, and the search in it.

use app::creditor::cases as page;
use app::routes::pattern;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::{Form, Query};
use serde::Deserialize;

use super::desk::Desk;
use crate::compose::Portal;
use crate::http::fault::Fault;
use crate::use_cases::portfolio;

/// Where a list goes on.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Place {
    /// The cursor that the page before gave.
    pub after: Option<String>,
}

/// GET /panel/casos
pub async fn show(
    State(portal): State<Portal>,
    desk: Desk,
    Query(place): Query<Place>,
) -> Result<Response, Fault> {
    let (tenant, settings) = desk.creditor();
    let view = portfolio::cases(&portal, tenant, settings, place.after.as_deref()).await?;
    let shell = desk.shell(&portal).await?;
    Ok(desk.page(&portal, page::page(shell, view)))
}

/// What the search sends: by POST, since names and ids have no place in an address.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct SearchForm {
    q: String,
}

/// POST /panel/casos: searches; changes nothing.
pub async fn search(
    State(portal): State<Portal>,
    desk: Desk,
    Form(form): Form<SearchForm>,
) -> Result<Response, Fault> {
    let typed = form.q.trim();
    if typed.is_empty() {
        return Ok(Redirect::to(pattern::TEAM_CASES).into_response());
    }
    let (tenant, settings) = desk.creditor();
    let view = portfolio::search(&portal, tenant, settings, typed).await?;
    let shell = desk.shell(&portal).await?;
    Ok(desk.page(&portal, page::page(shell, view)))
}
