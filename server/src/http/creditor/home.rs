//! The start page.

use app::creditor::home as page;
use axum::extract::State;
use axum::response::Response;

use super::desk::Desk;
use crate::compose::Portal;
use crate::http::fault::Fault;
use crate::use_cases::portfolio;

/// GET /panel
pub async fn show(State(portal): State<Portal>, desk: Desk) -> Result<Response, Fault> {
    let (tenant, settings) = desk.creditor();
    let view = portfolio::home(&portal, tenant, settings).await?;
    let shell = desk.shell(&portal).await?;
    Ok(desk.page(&portal, page::page(shell, view)))
}
