//! GET /opciones/plan: the plan that the form chooses, counted again.

use app::debtor::plan_builder as page;
use app::routes;
use axum::extract::State;
use axum::http::request::Parts;
use axum::response::{Html, IntoResponse, Response};
use axum_extra::extract::Query;

use super::options::{Table, nothing};
use super::{again, see};
use crate::compose::Portal;
use crate::http::fault::Fault;
use crate::http::session::Debtor;
use crate::use_cases::offer::{Fields, build};

/// GET /opciones/plan
pub async fn show(
    State(portal): State<Portal>,
    Debtor(visit): Debtor,
    Query(fields): Query<Fields>,
    parts: Parts,
) -> Result<Response, Fault> {
    let Some(table) = Table::asked(&portal, &visit, &fields).await? else {
        return Ok(nothing(&fields));
    };
    let ways = &table.ways;
    let built = build(ways, table.room.settings.country, &fields)?;
    let view = match &built {
        Some(built) => built.view(ways)?,
        None => None,
    };
    let Some(view) = view else {
        return Ok(see(&routes::options(ways.owed.currency())));
    };
    let wrong = !view.problems.is_empty();
    let html = page::page(table.shell(&portal, &parts, &visit), view);
    Ok(if wrong { again(html) } else { Html(html).into_response() })
}
