//! GET /cuenta/derechos: the debtor's rights.

use app::debtor::rights as page;
use axum::extract::State;
use axum::http::request::Parts;
use axum::response::Html;

use super::Room;
use crate::compose::Portal;
use crate::http::fault::Fault;
use crate::http::session::Debtor;

/// GET /cuenta/derechos
pub async fn show(
    State(portal): State<Portal>,
    Debtor(visit): Debtor,
    parts: Parts,
) -> Result<Html<String>, Fault> {
    let room = Room::of(&portal, &visit).await?;
    let shell = room.shell(&portal, &parts, visit.stage);
    Ok(Html(page::page(shell, room.settings.country)))
}
