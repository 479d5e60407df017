//! GET /por-que: why did I get this?

use app::debtor::why::{self as page, Known};
use axum::extract::State;
use axum::http::request::Parts;
use axum::response::Html;

use super::hall;
use crate::compose::Portal;
use crate::http::fault::Fault;
use crate::http::session::Anyone;
use crate::use_cases::session::Stage;

/// GET /por-que: names the creditor to who has pressed a link's button, and on its own host to everybody.
pub async fn show(
    State(portal): State<Portal>,
    Anyone(visit): Anyone,
    parts: Parts,
) -> Result<Html<String>, Fault> {
    let hall = hall(&portal, &parts, visit.as_ref()).await?;
    let known = match visit.map(|visit| visit.stage) {
        None if hall.settings.is_some() => Known::Host,
        None => Known::Nothing,
        Some(Stage::Question) => Known::Asked,
        Some(Stage::Full) => Known::In,
    };
    Ok(Html(page::page(hall.shell, known)))
}
