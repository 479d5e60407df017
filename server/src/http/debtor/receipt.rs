//! GET /recibo/{payment}: the paper of one payment.

use app::debtor::receipt as page;
use app::documents;
use app::shell::Session;
use axum::extract::{Path, State};
use axum::http::request::Parts;
use axum::response::{Html, Response};

use crate::compose::Portal;
use crate::documents::Dated;
use crate::http::fault::Fault;
use crate::http::pdf::answer;
use crate::http::session::Debtor;
use crate::http::surroundings::of_creditor;
use crate::use_cases::receipt;

/// GET /recibo/{payment}
pub async fn show(
    State(portal): State<Portal>,
    Debtor(visit): Debtor,
    Path(payment): Path<String>,
    parts: Parts,
) -> Result<Html<String>, Fault> {
    let id = payment.parse().map_err(|_| Fault::NotFound)?;
    let receipt = receipt::load(&portal, &visit, &id).await?;
    let who = (&receipt.settings, &receipt.debtor.person);
    let shell = of_creditor(&portal, &parts, who, Session::Open);
    Ok(Html(page::page(shell, receipt.view)))
}

/// GET /recibo/{payment}/recibo.pdf
pub async fn pdf(
    State(portal): State<Portal>,
    Debtor(visit): Debtor,
    Path(payment): Path<String>,
    parts: Parts,
) -> Result<Response, Fault> {
    let id = payment.parse().map_err(|_| Fault::NotFound)?;
    let receipt = receipt::load(&portal, &visit, &id).await?;
    let who = (&receipt.settings, &receipt.debtor.person);
    let reader = of_creditor(&portal, &parts, who, Session::Open).reader;
    let dated = Dated { paper: documents::receipt(reader, &receipt.view), at: receipt.at };
    answer(dated, "recibo").await
}
