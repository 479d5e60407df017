//! What would be agreed, and agreeing.

use std::net::SocketAddr;

use app::debtor::accept::{self as page, AcceptProblem, AcceptView, AutopayOffer};
use app::debtor::options::WayName;
use app::debtor::plan::PlanWhat;
use app::debtor::plan_builder;
use app::reader::Reader;
use app::routes::{self, pattern};
use app::shell::Shell;
use axum::extract::{ConnectInfo, State};
use axum::http::request::Parts;
use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use axum_extra::extract::{Form, Query};
use domain::ids::PlanId;

use super::options::{Table, nothing};
use super::pay::is_providers;
use super::{accept_proposal, again, see};
use crate::compose::Portal;
use crate::http::fault::Fault;
use crate::http::session::Debtor;
use crate::use_cases::acceptance::{self, Done, Drafting, Outcome, Who};
use crate::use_cases::form_key::FormKey;
use crate::use_cases::offer::Fields;
use crate::use_cases::session::Visit;
use crate::use_cases::{PortalError, agreement_text, autopay};

/// The longest that is kept of what a browser says of itself and of its way here, in characters.
const LONGEST: usize = 300;

/// The header that names whom a proxy speaks for.
const FORWARDED: &str = "x-forwarded-for";

/// GET /opciones/aceptar
pub async fn show(
    State(portal): State<Portal>,
    Debtor(visit): Debtor,
    Query(fields): Query<Fields>,
    parts: Parts,
) -> Result<Response, Fault> {
    if let Some(id) = &fields.proposal {
        return accept_proposal::show(&portal, (&visit, &parts), id).await;
    }
    let Some(table) = table(&portal, &visit, &fields).await? else {
        return Ok(nothing(&fields));
    };
    let shell = table.shell(&portal, &parts, &visit);
    draw(&portal, &table, (shell, &fields), None)
}

/// POST /opciones/aceptar
pub async fn agree(
    State(portal): State<Portal>,
    Debtor(visit): Debtor,
    parts: Parts,
    Form(fields): Form<Fields>,
) -> Result<Response, Fault> {
    if let Some(id) = &fields.proposal {
        return accept_proposal::agree(&portal, (&visit, &parts), (&fields, id)).await;
    }
    let found = table(&portal, &visit, &fields).await?;
    let reader = match &found {
        Some(table) => table.shell(&portal, &parts, &visit).reader,
        // The same form may have agreed to everything a moment ago.
        None => super::Room::of(&portal, &visit).await?.shell(&portal, &parts, visit.stage).reader,
    };
    if let (Some(table), false) = (&found, fields.agree.is_some()) {
        let shell = table.shell(&portal, &parts, &visit);
        return draw(&portal, table, (shell, &fields), Some(AcceptProblem::NotTicked));
    }
    let (address, device) = (address(&parts), said(&parts, header::USER_AGENT.as_str()));
    let who = Who { visit: &visit, reader, address, device };
    match acceptance::agree(&portal, &who, &fields).await? {
        // What is closed by one payment is paid next.
        Outcome::Done(Done::Plan(id)) if fields.way() == Some(WayName::Settlement(1)) => {
            Ok(see(&routes::pay_plan(&id, PlanWhat::Due)))
        }
        Outcome::Done(Done::Plan(id)) => Ok(see(&after(&portal, &visit, &id).await)),
        Outcome::Done(Done::Promise(_)) => Ok(see(pattern::STATEMENT)),
        outcome => {
            let Some(table) = table(&portal, &visit, &fields).await? else {
                return Ok(nothing(&fields));
            };
            let shell = table.shell(&portal, &parts, &visit);
            if matches!(outcome, Outcome::Closed) {
                return Ok(table.closed(shell)?);
            }
            draw(&portal, &table, (shell, &fields), Some(AcceptProblem::Changed))
        }
    }
}

/// What the fields ask about, with what its agreement says.
async fn table(
    portal: &Portal,
    visit: &Visit,
    fields: &Fields,
) -> Result<Option<Table>, PortalError> {
    let Some(mut table) = Table::asked(portal, visit, fields).await? else { return Ok(None) };
    let mut conn = portal.store.read().await?;
    table.ways.texts = agreement_text::own(&mut conn, &visit.tenant).await?;
    Ok(Some(table))
}

/// Where whoever agreed to a plan goes: to save the card that was allowed to be charged, if nothing is paid
/// today by which it would be saved; else to the plan.
async fn after(portal: &Portal, visit: &Visit, id: &PlanId) -> String {
    match autopay::first_page(portal, visit, id).await {
        Ok(Some(url)) if is_providers(&url, portal.settings.simulator()) => url,
        Ok(_) => routes::plan(id),
        Err(error) => {
            tracing::warn!(plan.id = %id, "no card could be asked for: {error}");
            routes::plan(id)
        }
    }
}

/// The page of what would be agreed now, or of why nothing can be.
fn draw(
    portal: &Portal,
    table: &Table,
    (shell, fields): (Shell, &Fields),
    problem: Option<AcceptProblem>,
) -> Result<Response, Fault> {
    let reader: Reader = shell.reader;
    let drafting = acceptance::draft(&table.ways, (&table.room.settings, reader), fields);
    match drafting? {
        Drafting::Draft(draft) => Ok(drawn(portal, shell, AcceptView { problem, ..draft.view })),
        Drafting::Closed => Ok(table.closed(shell)?),
        Drafting::WrongDay(day) => Ok(again(table.page(shell, (None, Some(day)))?)),
        Drafting::Wrong(view) => Ok(again(plan_builder::page(shell, *view))),
    }
}

/// The page with a fresh key, so that its form agrees once.
pub(super) fn drawn(portal: &Portal, shell: Shell, mut view: AcceptView) -> Response {
    if portal.stripe.is_none() {
        view.autopay = AutopayOffer::None;
    }
    view.form.fields.push(("key", FormKey::fresh(portal).to_string()));
    let status = match view.problem {
        None => StatusCode::OK,
        Some(AcceptProblem::NotTicked) => StatusCode::UNPROCESSABLE_ENTITY,
        Some(AcceptProblem::Changed) => StatusCode::CONFLICT,
    };
    (status, Html(page::page(shell, view))).into_response()
}

/// Where the request came from, with whom a proxy says that it speaks for.
pub(super) fn address(parts: &Parts) -> Option<String> {
    let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>();
    let peer = peer.map(|ConnectInfo(address)| address.ip().to_string());
    match (peer, said(parts, FORWARDED)) {
        (Some(peer), Some(behind)) => Some(format!("{peer} ({FORWARDED}: {behind})")),
        (peer, behind) => peer.or(behind),
    }
}

/// What a header says, cut to a length that can be kept.
pub(super) fn said(parts: &Parts, name: &str) -> Option<String> {
    let value = parts.headers.get(name)?.to_str().ok()?;
    Some(value.chars().take(LONGEST).collect())
}
