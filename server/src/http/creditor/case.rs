//! One case: its page, its links, its holds.

use app::creditor::case::{self as page, CaseView};
use app::creditor::{News, Typed};
use app::format::plain;
use app::reader::Reader;
use app::routes;
use axum::extract::{Path, State};
use axum::response::Response;
use axum_extra::extract::Query;
use domain::ids::{CaseId, PlanId};
use serde::Deserialize;

use super::desk::{Desk, again, go, id};
use crate::compose::Portal;
use crate::http::fault::Fault;
use crate::http::pdf;
use crate::store::clearance;
use crate::use_cases::acceptance::Done;
use crate::use_cases::access_link::{self, Outcome};
use crate::use_cases::inbox::{self, Done as Attended};
use crate::use_cases::{paper as papers, portfolio};

/// What the address of a case may ask for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Wish {
    /// The form for a payment received elsewhere, filled in for this plan.
    plan: Option<String>,
}

/// GET /panel/casos/{case}
pub async fn show(
    State(portal): State<Portal>,
    desk: Desk,
    Path(case): Path<String>,
    Query(wish): Query<Wish>,
) -> Result<Response, Fault> {
    let mut view = portfolio::case(&portal, desk.creditor(), &id(&case)?).await?;
    if let Some(plan) = wish.plan.and_then(|text| text.parse::<PlanId>().ok()) {
        fill_in(&mut view, &plan, desk.reader(&portal));
    }
    let shell = desk.shell(&portal).await?;
    Ok(desk.page(&portal, page::page(shell, view)))
}

/// Fills in what is asked for next of a plan of the case; another plan fills in nothing.
fn fill_in(view: &mut CaseView, plan: &PlanId, reader: Reader) {
    let found = view.plans.iter().find(|one| one.plan == *plan);
    let Some(next) = found.and_then(|one| one.open).map(|open| open.next) else { return };
    view.record.amount = Typed::preset(plain(reader.voice.region, next));
    view.record.currency = Some(next.currency());
    view.record.plan = Some(plan.clone());
}

/// POST /panel/casos/{case}/enlace: if the contact rules do not let a link leave now, the page says
/// when they will.
pub async fn send_link(
    State(portal): State<Portal>,
    desk: Desk,
    Path(case): Path<String>,
) -> Result<Response, Fault> {
    let case: CaseId = id(&case)?;
    match access_link::send(&portal, desk.tenant(), &case, desk.who()).await? {
        Outcome::Queued => Ok(go(&portal, &routes::team_case(&case), News::LinkSent)),
        Outcome::Refused(_) => {
            let view = portfolio::case(&portal, desk.creditor(), &case).await?;
            Ok(again(page::page(desk.shell(&portal).await?, view)))
        }
    }
}

/// POST /panel/casos/{case}/enlaces/{link}/revocar
pub async fn revoke_link(
    State(portal): State<Portal>,
    desk: Desk,
    Path((case, link)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let (case, link) = (id(&case)?, id(&link)?);
    access_link::revoke(&portal, desk.tenant(), (&case, &link), desk.who()).await?;
    Ok(go(&portal, &routes::team_case(&case), News::LinkRevoked))
}

/// GET /panel/casos/{case}/documentos/{paper}/pdf: what was agreed, or a certificate, in force or not.
pub async fn paper(
    State(portal): State<Portal>,
    desk: Desk,
    Path((case, paper)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let (case, tenant): (CaseId, _) = (id(&case)?, desk.tenant());
    let mut conn = portal.store.read().await?;
    if let Some(done) = Done::parse(&paper) {
        let dated = papers::agreement(&mut conn, &portal, tenant, (&case, &done)).await?;
        drop(conn);
        return pdf::answer(dated, "acuerdo").await;
    }
    let found = clearance::find(&mut conn, tenant, &id(&paper)?).await?;
    let issued = found.filter(|one| one.case == case).ok_or(Fault::NotFound)?;
    let dated = papers::certificate(&mut conn, &portal, tenant, &issued).await?;
    drop(conn);
    pdf::answer(dated, "constancia").await
}

/// POST /panel/casos/{case}/pausas/{hold}/levantar
pub async fn lift(
    State(portal): State<Portal>,
    desk: Desk,
    Path((case, hold)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let (case, hold) = (id(&case)?, id(&hold)?);
    let done = inbox::lift(&portal, desk.tenant(), (&case, &hold), desk.who()).await?;
    let news = if done == Attended::Now { News::HoldLifted } else { News::AlreadyDone };
    Ok(go(&portal, &routes::team_case(&case), news))
}
