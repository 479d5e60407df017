//! Debt-free certificates: whether one is genuine, for everybody; the paper itself, for whose it is.

use app::debtor::certificate::{Answer, CheckView, page};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{Html, IntoResponse, Response};
use axum_extra::extract::Query;
use domain::clearance::Code;
use serde::Deserialize;

use crate::compose::Portal;
use crate::http::fault::Fault;
use crate::http::pdf;
use crate::http::session::Debtor;
use crate::http::surroundings::{Wish, of_host, own_host};
use crate::store::clearance as store;
use crate::use_cases::{PortalError, clearance, paper};

/// What was typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    code: String,
}

/// GET /verificar
pub async fn check(
    State(portal): State<Portal>,
    Query(typed): Query<Typed>,
    parts: Parts,
) -> Result<Response, Fault> {
    if typed.code.trim().is_empty() {
        return drawn(&portal, &parts, CheckView::default()).await;
    }
    answered(&portal, &parts, typed.code).await
}

/// GET /verificar/{code}
pub async fn show(
    State(portal): State<Portal>,
    Path(code): Path<String>,
    parts: Parts,
) -> Result<Response, Fault> {
    answered(&portal, &parts, code).await
}

async fn answered(portal: &Portal, parts: &Parts, typed: String) -> Result<Response, Fault> {
    let answer = clearance::check(portal, &typed).await?;
    // In groups, so that it can be held against the paper.
    let typed = typed.parse::<Code>().map_or(typed, |code| code.to_string());
    drawn(portal, parts, CheckView { typed, answer: Some(answer) }).await
}

async fn drawn(portal: &Portal, parts: &Parts, view: CheckView) -> Result<Response, Fault> {
    let own = own_host(portal, parts).await?;
    let (shell, _) = of_host(portal, parts, own.as_ref(), &Wish::Reader);
    let is_wrong = view.answer == Some(Answer::NoCode);
    let status = if is_wrong { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    Ok((status, Html(page(shell, view))).into_response())
}

/// GET /constancia/{code}/pdf: only of the visited case, and only while it holds.
pub async fn download(
    State(portal): State<Portal>,
    Debtor(visit): Debtor,
    Path(code): Path<String>,
) -> Result<Response, Fault> {
    let code: Code = code.parse().map_err(|_| Fault::NotFound)?;
    let mut conn = portal.store.read().await?;
    let found = store::by_code(&mut conn, &visit.tenant, &code).await?;
    let its = found.filter(|one| one.case == visit.case && one.revoked_at.is_none());
    let issued = its.ok_or(PortalError::NotFound)?;
    let dated = paper::certificate(&mut conn, &portal, &visit.tenant, &issued).await?;
    drop(conn);
    pdf::answer(dated, "constancia").await
}
