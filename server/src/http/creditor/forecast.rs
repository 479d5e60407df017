//! What will go out, and what it has brought.

use app::creditor::{News, calendar as calendar_page, results as results_page};
use app::routes::pattern;
use axum::extract::State;
use axum::response::Response;
use axum_extra::extract::Query;
use serde::Deserialize;

use super::desk::{Desk, go};
use crate::compose::Portal;
use crate::http::fault::Fault;
use crate::use_cases::forecast;

/// GET /panel/recordatorios/calendario
pub async fn calendar(State(portal): State<Portal>, desk: Desk) -> Result<Response, Fault> {
    let view = forecast::calendar(&portal, desk.creditor()).await?;
    let shell = desk.shell(&portal).await?;
    Ok(desk.page(&portal, calendar_page::page(shell, view)))
}

/// Which day, and where the list goes on.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Which {
    day: String,
    after: Option<String>,
}

/// GET /panel/recordatorios/calendario/dia: today, if no day is named.
pub async fn day(
    State(portal): State<Portal>,
    desk: Desk,
    Query(which): Query<Which>,
) -> Result<Response, Fault> {
    let day = match which.day.as_str() {
        "" => desk.reader(&portal).today,
        text => text.parse().map_err(|_| Fault::NotFound)?,
    };
    let place = (day, which.after.as_deref());
    let view = forecast::day(&portal, desk.creditor(), place).await?;
    let shell = desk.shell(&portal).await?;
    Ok(desk.page(&portal, calendar_page::day_page(shell, view)))
}

/// GET /panel/recordatorios/resultados
pub async fn results(State(portal): State<Portal>, desk: Desk) -> Result<Response, Fault> {
    let view = forecast::results(&portal, desk.creditor()).await?;
    let shell = desk.shell(&portal).await?;
    Ok(desk.page(&portal, results_page::page(shell, view)))
}

/// POST /panel/recordatorios/contar
pub async fn count(State(portal): State<Portal>, desk: Desk) -> Result<Response, Fault> {
    forecast::ask(&portal, desk.tenant()).await?;
    Ok(go(&portal, pattern::TEAM_CALENDAR, News::CountBegun))
}
