//! Plans: the list of all, ending one, and letting one run again.

use app::creditor::case::{self as page, CaseView};
use app::creditor::plans as list;
use app::creditor::{News, PlanHealth};
use app::routes;
use axum::extract::{Path, State};
use axum::response::Response;
use axum_extra::extract::{Form, Query};
use domain::ids::{CaseId, PlanId};
use serde::Deserialize;

use super::desk::{Desk, Owner, again, go, id};
use super::fields::reason;
use crate::compose::Portal;
use crate::http::fault::Fault;
use crate::use_cases::form_key::FormKey;
use crate::use_cases::plan::change::{self, Outcome};
use crate::use_cases::plan::reopen as reopening;
use crate::use_cases::portfolio;

/// Which plans are asked for, and where the list goes on.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Which {
    health: Option<String>,
    after: Option<String>,
}

/// GET /panel/planes
pub async fn show(
    State(portal): State<Portal>,
    desk: Desk,
    Query(which): Query<Which>,
) -> Result<Response, Fault> {
    let health = which.health.as_deref().and_then(PlanHealth::parse);
    let today = desk.reader(&portal).today;
    let place = (health, which.after.as_deref());
    let view = portfolio::plans(&portal, desk.tenant(), place, today).await?;
    let shell = desk.shell(&portal).await?;
    Ok(desk.page(&portal, list::page(shell, view)))
}

/// What the form that ends a plan sends, and the one that lets it run again.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct ReasonFields {
    key: String,
    drawn: String,
    reason: String,
}

/// POST /panel/casos/{case}/planes/{plan}/anular
pub async fn cancel(
    State(portal): State<Portal>,
    desk: Desk,
    Path((case, plan)): Path<(String, String)>,
    Form(form): Form<ReasonFields>,
) -> Result<Response, Fault> {
    let of: (CaseId, PlanId) = (id(&case)?, id(&plan)?);
    let (why, form) = match asked(&portal, &desk, &of, &form).await? {
        Ok(asked) => asked,
        Err(page) => return Ok(page),
    };
    let of = (&of.0, &of.1);
    let outcome = change::cancel(&portal, desk.tenant(), of, (&why, &form)).await?;
    Ok(go(&portal, &routes::team_case(of.0), told(&outcome, News::PlanCancelled)))
}

/// POST /panel/casos/{case}/planes/{plan}/reabrir: owners only.
pub async fn reopen(
    State(portal): State<Portal>,
    Owner(desk): Owner,
    Path((case, plan)): Path<(String, String)>,
    Form(form): Form<ReasonFields>,
) -> Result<Response, Fault> {
    let of: (CaseId, PlanId) = (id(&case)?, id(&plan)?);
    let (why, form) = match asked(&portal, &desk, &of, &form).await? {
        Ok(asked) => asked,
        Err(page) => return Ok(page),
    };
    let of = (&of.0, &of.1);
    let outcome = reopening::reopen(&portal, desk.tenant(), of, (&why, &form)).await?;
    Ok(go(&portal, &routes::team_case(of.0), told(&outcome, News::PlanReopened)))
}

/// The reason and the form, or the page of the case with what is wrong about the reason.
async fn asked(
    portal: &Portal,
    desk: &Desk,
    (case, plan): &(CaseId, PlanId),
    form: &ReasonFields,
) -> Result<Result<(String, change::Form), Response>, Fault> {
    let view = portfolio::case(portal, desk.creditor(), case).await?;
    if !view.plans.iter().any(|one| one.plan == *plan) {
        return Err(Fault::NotFound);
    }
    let key = FormKey::parse(&form.key).ok_or(Fault::BadRequest)?;
    let drawn = form.drawn.parse().map_err(|_| Fault::BadRequest)?;
    match reason(&form.reason) {
        Ok(why) => Ok(Ok((why, change::Form { key, drawn, who: desk.who().to_owned() }))),
        Err(typed) => {
            let view = CaseView { cancelling: Some((plan.clone(), typed)), ..view };
            Ok(Err(again(page::page(desk.shell(portal).await?, view))))
        }
    }
}

/// What the next page tells of a form: `done`, or that it shows what is so now.
fn told(outcome: &Outcome, done: News) -> News {
    match outcome {
        Outcome::Done(_) => done,
        Outcome::Stale | Outcome::Refused(_) => News::Changed,
    }
}
