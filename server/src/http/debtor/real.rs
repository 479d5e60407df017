//! GET /real: how to check that it is really them.

use app::debtor::real as page;
use axum::extract::State;
use axum::http::request::Parts;
use axum::response::Html;

use super::shell_for;
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
    let (shell, settings) = shell_for(&portal, &parts, visit.as_ref()).await?;
    Ok(Html(page::page(shell, settings.as_ref().map(legal_identity))))
}
