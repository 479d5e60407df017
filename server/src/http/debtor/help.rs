//! GET /ayuda: help.

use app::debtor::help as page;
use axum::extract::State;
use axum::http::request::Parts;
use axum::response::Html;

use super::hall;
use crate::compose::Portal;
use crate::http::fault::Fault;
use crate::http::session::Anyone;

/// GET /ayuda
pub async fn show(
    State(portal): State<Portal>,
    Anyone(visit): Anyone,
    parts: Parts,
) -> Result<Html<String>, Fault> {
    let hall = hall(&portal, &parts, visit.as_ref()).await?;
    Ok(Html(page::page(hall.shell, hall.asks)))
}
