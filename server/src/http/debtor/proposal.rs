//! Terms of one's own: the form, sending it, what became of it, taking it back.

use app::debtor::proposal::{self as page, DO_SEND};
use app::routes::{self, pattern};
use axum::extract::{Path, State};
use axum::http::request::Parts;
use axum::response::{Html, IntoResponse, Response};
use axum_extra::extract::{Form, Query};
use domain::ids::ProposalId;

use super::{Room, again, see};
use crate::compose::Portal;
use crate::http::fault::Fault;
use crate::http::session::Debtor;
use crate::use_cases::PortalError;
use crate::use_cases::form_key::FormKey;
use crate::use_cases::proposal::{self, Opened, Outcome, ProposeFields, Shown};
use crate::use_cases::session::Visit;

/// Seconds until somebody who proposes more than a person does in a day may propose more.
const PATIENCE_S: u64 = 3_600;

/// GET /proponer
pub async fn form(
    State(portal): State<Portal>,
    Debtor(visit): Debtor,
    Query(fields): Query<ProposeFields>,
    parts: Parts,
) -> Result<Response, Fault> {
    draw(&portal, (&visit, &parts), &fields, Shown::Fresh).await
}

/// POST /proponer: only counts, and keeps nothing, unless the button says that it is sent.
pub async fn send(
    State(portal): State<Portal>,
    Debtor(visit): Debtor,
    parts: Parts,
    Form(fields): Form<ProposeFields>,
) -> Result<Response, Fault> {
    if fields.act.as_deref() != Some(DO_SEND) {
        return draw(&portal, (&visit, &parts), &fields, Shown::Counted).await;
    }
    match proposal::send(&portal, &visit, &fields).await {
        Ok(Outcome::AtOnce(id)) => Ok(see(&routes::accept_proposal(&id))),
        Ok(Outcome::Waits(id) | Outcome::Before(id)) => Ok(see(&routes::proposal(&id))),
        Ok(Outcome::Wrong) => draw(&portal, (&visit, &parts), &fields, Shown::Counted).await,
        Ok(Outcome::Closed) => Ok(see(pattern::OPTIONS)),
        Err(PortalError::Refused("often")) => Err(Fault::TooMany(PATIENCE_S)),
        Err(error) => Err(error.into()),
    }
}

/// GET /propuesta/{proposal}
pub async fn show(
    State(portal): State<Portal>,
    Debtor(visit): Debtor,
    Path(proposal): Path<String>,
    parts: Parts,
) -> Result<Html<String>, Fault> {
    let id = id(&proposal)?;
    let room = Room::of(&portal, &visit).await?;
    let view = proposal::view(&portal, &visit, &room.settings, &id).await?;
    Ok(Html(page::answer_page(room.shell(&portal, &parts, visit.stage), view)))
}

/// POST /propuesta/{proposal}/rechazar
pub async fn take_back(
    State(portal): State<Portal>,
    Debtor(visit): Debtor,
    Path(proposal): Path<String>,
) -> Result<Response, Fault> {
    let id = id(&proposal)?;
    proposal::take_back(&portal, &visit, &id).await?;
    Ok(see(&routes::proposal(&id)))
}

fn id(text: &str) -> Result<ProposalId, Fault> {
    text.parse().map_err(|_| Fault::NotFound)
}

/// The form with what was typed and what comes of it, or the way to what stands before it.
async fn draw(
    portal: &Portal,
    (visit, parts): (&Visit, &Parts),
    fields: &ProposeFields,
    shown: Shown,
) -> Result<Response, Fault> {
    let room = Room::of(portal, visit).await?;
    let ground = match proposal::open(portal, visit, &room.settings, fields).await? {
        Opened::Form(ground) => ground,
        Opened::Proposal(id) => return Ok(see(&routes::proposal(&id))),
        Opened::Plan(id) => return Ok(see(&routes::plan(&id))),
        Opened::Closed => return Ok(see(pattern::OPTIONS)),
    };
    let currency = ground.owed().currency();
    let living = room.settings.living_per_person(currency);
    let living = living.map_err(|error| Fault::incident(&error))?;
    let filled = proposal::read(&ground, (room.settings.country, living), fields);
    let filled = filled.map_err(PortalError::from)?;
    // A form that came keeps its key, so that sending it twice sends it once.
    let known = fields.key.as_deref().and_then(FormKey::parse);
    let key = known.unwrap_or_else(|| FormKey::fresh(portal)).to_string();
    let view = proposal::draw(&ground, filled, (living, key), shown);
    let wrong = !view.problems.is_empty();
    let html = page::page(room.shell(portal, parts, visit.stage), view);
    Ok(if wrong { again(html) } else { Html(html).into_response() })
}
