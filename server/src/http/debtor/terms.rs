//! GET /cuenta/condiciones: the creditor's terms.

use app::debtor::terms as page;
use app::shell::Written;
use axum::extract::State;
use axum::http::request::Parts;
use axum::response::Html;

use super::Room;
use crate::compose::Portal;
use crate::http::fault::Fault;
use crate::http::session::Debtor;
use crate::use_cases::voice;

/// GET /cuenta/condiciones
pub async fn show(
    State(portal): State<Portal>,
    Debtor(visit): Debtor,
    parts: Parts,
) -> Result<Html<String>, Fault> {
    let room = Room::of(&portal, &visit).await?;
    let text = room.settings.file.terms.trim();
    let lang = voice::written(&room.settings);
    let terms = (!text.is_empty()).then(|| Written { text: text.to_owned(), lang });
    Ok(Html(page::page(room.shell(&portal, &parts, visit.stage), terms)))
}
