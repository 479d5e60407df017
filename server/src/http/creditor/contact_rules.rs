//! The contact rules, to be read.

use app::creditor::contact_rules as page;
use axum::extract::State;
use axum::response::Response;

use super::desk::Desk;
use crate::compose::Portal;
use crate::http::fault::Fault;
use crate::use_cases::contact_rules;

/// GET /panel/recordatorios/reglas
pub async fn show(State(portal): State<Portal>, desk: Desk) -> Result<Response, Fault> {
    let (_, settings) = desk.creditor();
    let view = contact_rules::of(settings);
    let shell = desk.shell(&portal).await?;
    Ok(desk.page(&portal, page::page(shell, view)))
}
