//! GET /real: how to check that it is really them.

use app::debtor::real as page;
use axum::extract::State;
use axum::http::request::Parts;
use axum::response::Html;

use super::hall;
use crate::compose::Portal;
use crate::http::fault::Fault;
use crate::http::session::Anyone;
use crate::use_cases::sender::legal_identity;

/// GET /real: names the creditor only to who has pressed a link's button, or on its own host.
pub async fn show(
    State(portal): State<Portal>,
    Anyone(visit): Anyone,
    parts: Parts,
) -> Result<Html<String>, Fault> {
    let hall = hall(&portal, &parts, visit.as_ref()).await?;
    let known = hall.settings.as_ref().map(legal_identity);
    Ok(Html(page::page(hall.shell, known, hall.asks)))
}
