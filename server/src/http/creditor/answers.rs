//! The inbox.

use app::creditor::{News, answers as page};
use app::routes::pattern;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum_extra::extract::Query;
use domain::ids::AnswerId;
use serde::Deserialize;

use super::cases::Place;
use super::desk::{Desk, go, id};
use crate::compose::Portal;
use crate::http::fault::Fault;
use crate::use_cases::inbox::{self, Done};
use crate::use_cases::{answer_file, portfolio};

/// GET /panel/respuestas
pub async fn show(
    State(portal): State<Portal>,
    desk: Desk,
    Query(place): Query<Place>,
) -> Result<Response, Fault> {
    let view = portfolio::answers(&portal, desk.creditor(), place.after.as_deref()).await?;
    let shell = desk.shell(&portal).await?;
    Ok(desk.page(&portal, page::page(shell, view)))
}

/// POST /panel/respuestas/{answer}/atender
pub async fn attend(
    State(portal): State<Portal>,
    desk: Desk,
    Path(answer): Path<String>,
) -> Result<Response, Fault> {
    let answer: AnswerId = id(&answer)?;
    let done = inbox::attend(&portal, desk.tenant(), &answer, desk.who()).await?;
    let news = if done == Done::Now { News::AnswerAttended } else { News::AlreadyDone };
    Ok(go(&portal, pattern::TEAM_ANSWERS, news))
}

/// Which file of an answer.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Which {
    number: i64,
}

/// GET /panel/respuestas/{answer}/archivo: to be kept, and not shown by the browser, whoever sent it.
pub async fn file(
    State(portal): State<Portal>,
    desk: Desk,
    Path(answer): Path<String>,
    Query(which): Query<Which>,
) -> Result<Response, Fault> {
    let answer: AnswerId = id(&answer)?;
    let of = (&answer, which.number);
    let (kind, bytes) = answer_file::open(&portal, desk.tenant(), of).await?;
    let name = format!("attachment; filename=\"archivo-{}.{}\"", which.number, kind.as_str());
    let headers =
        [(header::CONTENT_TYPE, kind.media_type().to_owned()), (header::CONTENT_DISPOSITION, name)];
    Ok((headers, bytes).into_response())
}
