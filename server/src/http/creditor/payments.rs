//! All payments, and their export for the accountant.

use app::creditor::payments::{self as page, PaymentsView};
use app::creditor::{Typed, Wrong};
use axum::body::Body;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum_extra::extract::Query;
use chrono::NaiveDate;
use futures_util::stream::try_unfold;
use serde::Deserialize;

use super::cases::Place;
use super::desk::{Desk, again};
use crate::compose::Portal;
use crate::http::fault::Fault;
use crate::use_cases::portfolio;
use crate::use_cases::portfolio::export::Export;

/// GET /panel/pagos
pub async fn show(
    State(portal): State<Portal>,
    desk: Desk,
    Query(place): Query<Place>,
) -> Result<Response, Fault> {
    let view = portfolio::payments(&portal, desk.creditor(), place.after.as_deref()).await?;
    let shell = desk.shell(&portal).await?;
    Ok(desk.page(&portal, page::page(shell, view)))
}

/// The days of an export, both included.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Days {
    from: String,
    to: String,
}

/// GET /panel/pagos.csv: written piece by piece while it is read. A fault on the way breaks the
/// download off, so that half a file never looks whole.
pub async fn export(
    State(portal): State<Portal>,
    desk: Desk,
    Query(days): Query<Days>,
) -> Result<Response, Fault> {
    let (from, to) = (read(&days.from), read(&days.to));
    let (Ok(first), Ok(last)) = (from.clone(), to.clone()) else {
        let view = portfolio::payments(&portal, desk.creditor(), None).await?;
        let view = PaymentsView {
            from: super::fields::kept(&days.from, from),
            to: super::fields::kept(&days.to, to),
            ..view
        };
        return Ok(again(page::page(desk.shell(&portal).await?, view)));
    };
    let export = Export::new(&portal, desk.tenant(), desk.reader(&portal), (first, last));
    let pieces = try_unfold(export, |mut export| async move {
        let piece = export.next().await.inspect_err(|error| tracing::error!("export: {error}"))?;
        Ok::<_, crate::use_cases::PortalError>(piece.map(|piece| (piece, export)))
    });
    let name = format!("attachment; filename=\"pagos-{first}-{last}.csv\"");
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, name),
    ];
    Ok((headers, Body::from_stream(pieces)).into_response())
}

fn read(typed: &str) -> Result<NaiveDate, Typed> {
    typed.trim().parse().map_err(|_| {
        let wrong = if typed.trim().is_empty() { Wrong::Missing } else { Wrong::Day };
        Typed::refused(typed, wrong)
    })
}
