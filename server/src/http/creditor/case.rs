//! One case: its page, its links, its holds.

use app::creditor::case::{self as page, CaseView, PauseForm, PauseWhy};
use app::creditor::{News, Typed};
use app::format::plain;
use app::reader::Reader;
use app::routes;
use axum::extract::{Path, State};
use axum::response::Response;
use axum_extra::extract::{Form, Query};
use domain::ids::{CaseId, HoldId, PlanId};
use serde::Deserialize;

use super::desk::{Desk, again, go, id};
use super::fields::reason;
use crate::compose::Portal;
use crate::http::fault::Fault;
use crate::http::pdf;
use crate::store::answer::AnswerKind;
use crate::store::clearance;
use crate::store::hold::HoldKind;
use crate::use_cases::acceptance::{self, Done};
use crate::use_cases::access_link::{self, Outcome};
use crate::use_cases::inbox::{self, Done as Attended};
use crate::use_cases::{PortalError, hold, paper as papers, portfolio};

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

/// POST /panel/casos/{case}/compromisos/retirar
pub async fn withdraw(
    State(portal): State<Portal>,
    desk: Desk,
    Path(case): Path<String>,
) -> Result<Response, Fault> {
    let case: CaseId = id(&case)?;
    let is_done = acceptance::withdraw(&portal, desk.tenant(), &case, desk.who()).await?;
    let news = if is_done { News::PromiseWithdrawn } else { News::AlreadyDone };
    Ok(go(&portal, &routes::team_case(&case), news))
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

/// What the form that stops reminders sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct PauseFields {
    why: String,
    reason: String,
}

/// POST /panel/casos/{case}/pausas
pub async fn pause(
    State(portal): State<Portal>,
    desk: Desk,
    Path(case): Path<String>,
    Form(form): Form<PauseFields>,
) -> Result<Response, Fault> {
    let case: CaseId = id(&case)?;
    let why = PauseWhy::parse(&form.why).ok_or(Fault::BadRequest)?;
    let words = match reason(&form.reason) {
        Ok(words) => words,
        Err(reason) => {
            let view = portfolio::case(&portal, desk.creditor(), &case).await?;
            let view = CaseView { pausing: Some(PauseForm { why, reason }), ..view };
            return Ok(again(page::page(desk.shell(&portal).await?, view)));
        }
    };
    let what = (kind(why), words.as_str(), desk.who());
    let done = hold::place_told(&portal, desk.tenant(), &case, what).await?;
    let news = if done == Attended::Now { News::HoldPlaced } else { News::AlreadyDone };
    Ok(go(&portal, &routes::team_case(&case), news))
}

const fn kind(why: PauseWhy) -> HoldKind {
    match why {
        PauseWhy::Paid => HoldKind::Said(AnswerKind::Paid),
        PauseWhy::Wrong => HoldKind::Said(AnswerKind::Wrong),
        PauseWhy::OptOut => HoldKind::OptedOut,
        PauseWhy::Hardship => HoldKind::Hardship,
        PauseWhy::BreathingSpace => HoldKind::BreathingSpace,
        PauseWhy::SomebodyElse => HoldKind::Said(AnswerKind::NotThem),
        PauseWhy::Deceased => HoldKind::Deceased,
    }
}

/// What the form that lifts a hold sends; without a proof for one that takes a press.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct LiftFields {
    proof: Option<String>,
}

/// POST /panel/casos/{case}/pausas/{hold}/levantar: what the person, their family or the law asked for is lifted
/// by owners alone.
pub async fn lift(
    State(portal): State<Portal>,
    desk: Desk,
    Path((case, hold)): Path<(String, String)>,
    Form(form): Form<LiftFields>,
) -> Result<Response, Fault> {
    let (case, hold): (CaseId, HoldId) = (id(&case)?, id(&hold)?);
    let (tenant, of) = (desk.tenant(), (&case, &hold));
    let proof = reason(form.proof.as_deref().unwrap_or_default());
    let done = match &proof {
        Ok(proof) if desk.seat.is_owner() => {
            inbox::lift_proved(&portal, tenant, of, (desk.who(), proof)).await
        }
        _ => inbox::lift(&portal, tenant, of, desk.who()).await,
    };
    let done = match (done, proof) {
        (Err(PortalError::Refused("proof")), Err(typed)) if desk.seat.is_owner() => {
            let view = portfolio::case(&portal, desk.creditor(), &case).await?;
            let view = CaseView { lifting: Some((hold, typed)), ..view };
            return Ok(again(page::page(desk.shell(&portal).await?, view)));
        }
        (Err(PortalError::Refused("proof")), _) => return Err(Fault::Forbidden),
        (done, _) => done?,
    };
    let news = if done == Attended::Now { News::HoldLifted } else { News::AlreadyDone };
    Ok(go(&portal, &routes::team_case(&case), news))
}
