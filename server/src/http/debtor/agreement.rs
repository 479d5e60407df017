//! What was agreed, as it was agreed: of a plan, and of a promise.

use app::debtor::agreement::{self as page, KeptOf, KeptView};
use app::texts::Lang;
use axum::extract::{Path, State};
use axum::http::request::Parts;
use axum::response::{Html, Response};

use super::Room;
use crate::compose::Portal;
use crate::http::fault::Fault;
use crate::http::pdf;
use crate::http::session::Debtor;
use crate::store::ledger::hex;
use crate::use_cases::acceptance::Done;
use crate::use_cases::session::Visit;
use crate::use_cases::{paper, wall_clock};

/// GET /plan/{plan}/acuerdo
pub async fn of_plan(
    State(portal): State<Portal>,
    Debtor(visit): Debtor,
    Path(plan): Path<String>,
    parts: Parts,
) -> Result<Html<String>, Fault> {
    let id = plan.parse().map_err(|_| Fault::NotFound)?;
    kept(&portal, (&visit, &parts), Done::Plan(id)).await
}

/// GET /plan/{plan}/acuerdo.pdf
pub async fn of_plan_pdf(
    State(portal): State<Portal>,
    Debtor(visit): Debtor,
    Path(plan): Path<String>,
) -> Result<Response, Fault> {
    let id = plan.parse().map_err(|_| Fault::NotFound)?;
    to_keep(&portal, &visit, (Done::Plan(id), "acuerdo")).await
}

/// GET /promesa/{promise}
pub async fn of_promise(
    State(portal): State<Portal>,
    Debtor(visit): Debtor,
    Path(promise): Path<String>,
    parts: Parts,
) -> Result<Html<String>, Fault> {
    let id = promise.parse().map_err(|_| Fault::NotFound)?;
    kept(&portal, (&visit, &parts), Done::Promise(id)).await
}

/// GET /promesa/{promise}/promesa.pdf
pub async fn of_promise_pdf(
    State(portal): State<Portal>,
    Debtor(visit): Debtor,
    Path(promise): Path<String>,
) -> Result<Response, Fault> {
    let id = promise.parse().map_err(|_| Fault::NotFound)?;
    to_keep(&portal, &visit, (Done::Promise(id), "promesa")).await
}

/// The page of what a visited case has agreed on; somebody else's is not there.
async fn kept(
    portal: &Portal,
    (visit, parts): (&Visit, &Parts),
    done: Done,
) -> Result<Html<String>, Fault> {
    let room = Room::of(portal, visit).await?;
    let mut conn = portal.store.read().await?;
    let paper = paper::kept(&mut conn, portal, &visit.tenant, (&visit.case, &done)).await?;
    let view = KeptView {
        of: match done {
            Done::Plan(id) => KeptOf::Plan(id),
            Done::Promise(id) => KeptOf::Promise(id),
        },
        lang: Lang::parse(&paper.language).unwrap_or(Lang::Es),
        at: wall_clock::local(room.settings.zone, paper.agreed_at),
        fingerprint: hex(&paper.hash),
        paper: paper.paper,
    };
    Ok(Html(page::page(room.shell(portal, parts, visit.stage), view)))
}

/// The same as a file.
async fn to_keep(
    portal: &Portal,
    visit: &Visit,
    (done, name): (Done, &'static str),
) -> Result<Response, Fault> {
    let mut conn = portal.store.read().await?;
    let what = (&visit.case, &done);
    let dated = paper::agreement(&mut conn, portal, &visit.tenant, what).await?;
    drop(conn);
    pdf::answer(dated, name).await
}
