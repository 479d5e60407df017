//! Plans: the list of all, and ending one.

use app::creditor::case::{self as page, CaseView};
use app::creditor::plans as list;
use app::creditor::{News, PlanHealth};
use app::routes;
use axum::extract::{Path, State};
use axum::response::Response;
use axum_extra::extract::{Form, Query};
use domain::ids::{CaseId, PlanId};
use serde::Deserialize;

use super::desk::{Desk, again, go, id};
use super::fields::reason;
use crate::compose::Portal;
use crate::http::fault::Fault;
use crate::use_cases::form_key::FormKey;
use crate::use_cases::plan::change::{self, Outcome};
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

/// What the form that ends a plan sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct CancelFields {
    key: String,
    drawn: String,
    reason: String,
}

/// POST /panel/casos/{case}/planes/{plan}/anular
pub async fn cancel(
    State(portal): State<Portal>,
    desk: Desk,
    Path((case, plan)): Path<(String, String)>,
    Form(form): Form<CancelFields>,
) -> Result<Response, Fault> {
    let (case, plan): (CaseId, PlanId) = (id(&case)?, id(&plan)?);
    let view = portfolio::case(&portal, desk.creditor(), &case).await?;
    if !view.plans.iter().any(|one| one.plan == plan) {
        return Err(Fault::NotFound);
    }
    let key = FormKey::parse(&form.key).ok_or(Fault::BadRequest)?;
    let drawn = form.drawn.parse().map_err(|_| Fault::BadRequest)?;
    let why = match reason(&form.reason) {
        Ok(why) => why,
        Err(typed) => {
            let view = CaseView { cancelling: Some((plan, typed)), ..view };
            return Ok(again(page::page(desk.shell(&portal).await?, view)));
        }
    };
    let form = change::Form { key, drawn, who: desk.who().to_owned() };
    let of = (&case, &plan);
    let news = match change::cancel(&portal, desk.tenant(), of, (&why, &form)).await? {
        Outcome::Done(_) => News::PlanCancelled,
        // The page shows what it is now.
        Outcome::Stale | Outcome::Refused(_) => News::Changed,
    };
    Ok(go(&portal, &routes::team_case(&case), news))
}
