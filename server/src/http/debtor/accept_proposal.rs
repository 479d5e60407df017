//! What would be agreed by a proposal that was said yes to, and agreeing to it.

use app::debtor::accept::{AcceptProblem, AcceptView};
use app::routes;
use axum::http::request::Parts;
use axum::http::{StatusCode, header};
use axum::response::Response;
use domain::ids::ProposalId;

use super::accept::{address, drawn, said};
use super::{Room, see};
use crate::compose::Portal;
use crate::http::fault::Fault;
use crate::store::proposal::After;
use crate::use_cases::acceptance::{self, Done, Drafting, Outcome, Who};
use crate::use_cases::offer::Fields;
use crate::use_cases::proposal::{self, Standing};
use crate::use_cases::session::Visit;

/// What would be agreed now; else the way to the plan that came of it, or to what became of it.
pub async fn show(
    portal: &Portal,
    (visit, parts): (&Visit, &Parts),
    id: &str,
) -> Result<Response, Fault> {
    draw(portal, (visit, parts), id, None).await
}

/// Agrees to the terms as the page showed them.
pub async fn agree(
    portal: &Portal,
    (visit, parts): (&Visit, &Parts),
    (fields, id): (&Fields, &str),
) -> Result<Response, Fault> {
    if fields.agree.is_none() {
        return draw(portal, (visit, parts), id, Some(AcceptProblem::NotTicked)).await;
    }
    let reader = Room::of(portal, visit).await?.shell(portal, parts, visit.stage).reader;
    let (address, device) = (address(parts), said(parts, header::USER_AGENT.as_str()));
    let who = Who { visit, reader, address, device };
    match acceptance::agree(portal, &who, fields).await? {
        Outcome::Done(Done::Plan(plan)) => Ok(see(&routes::plan(&plan))),
        Outcome::Changed => draw(portal, (visit, parts), id, Some(AcceptProblem::Changed)).await,
        // The page of the proposal says what became of it.
        Outcome::Done(Done::Promise(_)) | Outcome::Closed => Ok(see(&routes::proposal(&read(id)?))),
    }
}

fn read(id: &str) -> Result<ProposalId, Fault> {
    id.parse().map_err(|_| Fault::NotFound)
}

async fn draw(
    portal: &Portal,
    (visit, parts): (&Visit, &Parts),
    id: &str,
    problem: Option<AcceptProblem>,
) -> Result<Response, Fault> {
    let id = read(id)?;
    let room = Room::of(portal, visit).await?;
    let mut conn = portal.store.read().await?;
    let kept = proposal::of_visit(&mut conn, visit, &id).await?;
    if let After::Planned(plan) = &kept.after {
        return Ok(see(&routes::plan(plan)));
    }
    let (whose, now) = ((&visit.tenant, &room.settings), portal.clock.now());
    let found = proposal::acceptable(&mut conn, whose, &kept, now).await?;
    drop(conn);
    let Some(found) = found else { return Ok(see(&routes::proposal(&id))) };
    let shell = room.shell(portal, parts, visit.stage);
    let words = (&room.settings, shell.reader);
    let drafting = acceptance::draft_proposal(&found.ways, words, &found.proposed)?;
    let Drafting::Draft(draft) = drafting else { return Ok(see(&routes::proposal(&id))) };
    // Whoever sees terms that were redone for the first time is told so, though nothing went wrong.
    let redone = problem.is_none() && found.proposed.standing == Standing::Redone;
    let told = if redone { Some(AcceptProblem::Changed) } else { problem };
    let mut response = drawn(portal, shell, AcceptView { problem: told, ..draft.view });
    if redone {
        *response.status_mut() = StatusCode::OK;
    }
    Ok(response)
}
