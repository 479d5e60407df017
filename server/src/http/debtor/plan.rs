//! Plans: the page of one, what to pay of it, its dates for a calendar.

use app::debtor::plan::{self as page, PlanWhat};
use app::documents::calendar_title;
use app::routes::{self, pattern};
use axum::extract::{Path, State};
use axum::http::header;
use axum::http::request::Parts;
use axum::response::{Html, IntoResponse, Response};
use domain::ids::PlanId;
use domain::plan::Extra;

use super::plan_dates::news_of;
use super::{Room, see};
use crate::compose::Portal;
use crate::http::fault::Fault;
use crate::http::session::Debtor;
use crate::use_cases::access_link::origin;
use crate::use_cases::plan::{calendar, page as plans, paying};

/// The kind of a calendar's file.
const CALENDAR: &str = "text/calendar; charset=utf-8";

/// GET /plan
pub async fn newest(
    State(portal): State<Portal>,
    Debtor(visit): Debtor,
) -> Result<Response, Fault> {
    Ok(match plans::newest(&portal, &visit).await? {
        Some(id) => see(&routes::plan(&id)),
        None => see(pattern::OPTIONS),
    })
}

/// GET /plan/{plan}
pub async fn show(
    State(portal): State<Portal>,
    Debtor(visit): Debtor,
    Path(plan): Path<String>,
    parts: Parts,
) -> Result<Response, Fault> {
    let id = id(&plan)?;
    let room = Room::of(&portal, &visit).await?;
    let (told, jar) = news_of(&portal, &parts, &id);
    let view = plans::view(&portal, &visit, (&room.settings, &room.person), (&id, told)).await?;
    let html = page::page(room.shell(&portal, &parts, visit.stage), view);
    Ok((jar, Html(html)).into_response())
}

/// GET /plan/{plan}/pagar
pub async fn pay(
    State(portal): State<Portal>,
    Debtor(visit): Debtor,
    Path(plan): Path<String>,
    parts: Parts,
) -> Result<Response, Fault> {
    let (plan, typed) = (id(&plan)?, String::new());
    let room = Room::of(&portal, &visit).await?;
    let ask = paying::Ask { plan, what: PlanWhat::Due, typed, extra: Extra::Next };
    let view = paying::choice(&portal, &visit, &room.settings, &ask).await?;
    let shell = room.shell(&portal, &parts, visit.stage);
    Ok(match view {
        Some(view) => Html(page::pay_page(shell, view)).into_response(),
        None => see(&routes::plan(&ask.plan)),
    })
}

/// GET /plan/{plan}/fechas.ics
pub async fn dates(
    State(portal): State<Portal>,
    Debtor(visit): Debtor,
    Path(plan): Path<String>,
    parts: Parts,
) -> Result<Response, Fault> {
    let id = id(&plan)?;
    let room = Room::of(&portal, &visit).await?;
    let mut conn = portal.store.read().await?;
    let kept = plans::of_visit(&mut conn, &visit, &id).await?;
    drop(conn);
    let reader = room.shell(&portal, &parts, visit.stage).reader;
    let names = calendar::Names {
        title: &calendar_title(reader, room.settings.discreet_name()),
        origin: &origin(&portal, &room.settings),
    };
    let file = calendar::file(&kept, names, portal.clock.now());
    let headers = [
        (header::CONTENT_TYPE, CALENDAR),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"fechas.ics\""),
    ];
    Ok((headers, file).into_response())
}

/// The id in a path; one that does not read is not there.
pub(super) fn id(text: &str) -> Result<PlanId, Fault> {
    text.parse().map_err(|_| Fault::NotFound)
}
