//! Changing the dates of a debtor's plan in their place.

use app::creditor::News;
use app::creditor::plan_dates::{self as page, MOVE, PAYDAY, SKIP};
use app::debtor::plan::DatesProblem;
use app::routes;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use axum_extra::extract::{Form, Query};
use domain::ids::{CaseId, PlanId};
use domain::plan::PlanRefusal;

use super::desk::{Desk, again, go, id};
use crate::compose::Portal;
use crate::http::debtor::plan_dates::{DatesFields, number, typed};
use crate::http::fault::Fault;
use crate::use_cases::form_key::FormKey;
use crate::use_cases::plan::change::{self, Change, Outcome};
use crate::use_cases::plan::{of_case, payday};

/// GET /panel/casos/{case}/planes/{plan}/fechas: with `payday`, what that would make of the dates.
pub async fn show(
    State(portal): State<Portal>,
    desk: Desk,
    Path((case, plan)): Path<(String, String)>,
    Query(fields): Query<DatesFields>,
) -> Result<Response, Fault> {
    let (case, plan): (CaseId, PlanId) = (id(&case)?, id(&plan)?);
    let of = (&case, &plan);
    let Some(day) = fields.day() else { return draw(&portal, &desk, of, None).await };
    let mut conn = portal.store.read().await?;
    let kept = of_case(&mut conn, desk.tenant(), of).await?;
    drop(conn);
    match payday::review(&portal, &kept, (day, desk.reader(&portal).today))? {
        Ok(view) => {
            let shell = desk.shell(&portal).await?;
            Ok(desk.page(&portal, page::review(shell, case, view)))
        }
        Err(refusal) => {
            let problem = DatesProblem::Payday(refusal);
            draw(&portal, &desk, of, Some((&fields, problem))).await
        }
    }
}

/// POST /panel/casos/{case}/planes/{plan}/fechas: what the field `what` says.
pub async fn change(
    State(portal): State<Portal>,
    desk: Desk,
    Path((case, plan)): Path<(String, String)>,
    Form(fields): Form<DatesFields>,
) -> Result<Response, Fault> {
    let (case, plan): (CaseId, PlanId) = (id(&case)?, id(&plan)?);
    let of = (&case, &plan);
    let mut conn = portal.store.read().await?;
    of_case(&mut conn, desk.tenant(), of).await?;
    drop(conn);
    let key = FormKey::parse(&fields.key).ok_or(Fault::BadRequest)?;
    let drawn = fields.drawn.parse().map_err(|_| Fault::BadRequest)?;
    let wish = match fields.what.as_str() {
        MOVE => match fields.to.trim().parse() {
            Ok(to) => Change::Move(number(&fields.moved), to),
            Err(_) => {
                return draw(&portal, &desk, of, Some((&fields, DatesProblem::NoDay))).await;
            }
        },
        SKIP => Change::Skip(number(&fields.skip)),
        PAYDAY => fields.shown_payday().ok_or(Fault::BadRequest)?,
        _ => return Err(Fault::BadRequest),
    };
    let form = change::Form { key, drawn, who: desk.who().to_owned() };
    let problem = match change::change(&portal, desk.tenant(), of, (wish, &form)).await? {
        Outcome::Done(_) => return Ok(go(&portal, &routes::team_case(&case), News::PlanChanged)),
        Outcome::Stale | Outcome::Refused(PlanRefusal::NotActive) => DatesProblem::Changed,
        Outcome::Refused(refusal) => match wish {
            Change::Move(..) => DatesProblem::Move(refusal),
            Change::Skip(_) => DatesProblem::Skip(refusal),
            Change::Payday(..) => DatesProblem::Payday(refusal),
        },
    };
    draw(&portal, &desk, of, Some((&fields, problem))).await
}

/// The page of what can be changed now, with what was typed; of a plan that is over, the page of its case.
async fn draw(
    portal: &Portal,
    desk: &Desk,
    (case, plan): (&CaseId, &PlanId),
    refused: Option<(&DatesFields, DatesProblem)>,
) -> Result<Response, Fault> {
    let mut conn = portal.store.read().await?;
    let kept = of_case(&mut conn, desk.tenant(), (case, plan)).await?;
    drop(conn);
    let Some(view) = change::view(portal, &kept, desk.reader(portal).today)? else {
        return Ok(go(portal, &routes::team_case(case), News::Changed));
    };
    let shell = desk.shell(portal).await?;
    let Some((fields, problem)) = refused else {
        return Ok(desk.page(portal, page::page(shell, case.clone(), view)));
    };
    let view = typed(view, fields, problem);
    let is_stale = view.problem == Some(DatesProblem::Changed);
    let html = page::page(shell, case.clone(), view);
    Ok(if is_stale { (StatusCode::CONFLICT, Html(html)).into_response() } else { again(html) })
}
