//! One bank transfer: where to, how it stands, "I have made it".

use app::debtor::transfer::{self as page, NOTE_MAX, NoteProblem};
use app::routes;
use app::shell::Session;
use axum::extract::{Path, State};
use axum::http::request::Parts;
use axum::response::{Html, Response};
use axum_extra::extract::Form;
use domain::ids::AttemptId;
use serde::Deserialize;

use super::{again, see};
use crate::compose::Portal;
use crate::http::fault::Fault;
use crate::http::session::Debtor;
use crate::http::surroundings::of_creditor;
use crate::use_cases::payment::transfer;
use crate::use_cases::session::Visit;
use crate::use_cases::transfer_page::{self, Note};

/// What the form sends.
#[derive(Debug, Deserialize)]
pub struct AnnounceForm {
    #[serde(default)]
    note: String,
}

/// GET /transferencia/{transfer}
pub async fn show(
    State(portal): State<Portal>,
    Debtor(visit): Debtor,
    Path(transfer): Path<String>,
    parts: Parts,
) -> Result<Html<String>, Fault> {
    let id = transfer.parse().map_err(|_| Fault::NotFound)?;
    Ok(Html(draw(&portal, &parts, (&visit, &id), Note::default()).await?))
}

/// POST /transferencia/{transfer}
pub async fn announce(
    State(portal): State<Portal>,
    Debtor(visit): Debtor,
    Path(transfer): Path<String>,
    parts: Parts,
    Form(form): Form<AnnounceForm>,
) -> Result<Response, Fault> {
    let id: AttemptId = transfer.parse().map_err(|_| Fault::NotFound)?;
    let note = form.note.trim();
    if note.chars().count() > usize::from(NOTE_MAX) {
        let problem = Some(NoteProblem::TooLong);
        let note = Note { typed: form.note, problem };
        return Ok(again(draw(&portal, &parts, (&visit, &id), note).await?));
    }
    transfer::announce(&portal, &visit, &id, note).await?;
    Ok(see(&routes::transfer(&id)))
}

async fn draw(
    portal: &Portal,
    parts: &Parts,
    (visit, id): (&Visit, &AttemptId),
    note: Note,
) -> Result<String, Fault> {
    let loaded = transfer_page::load(portal, visit, id, note).await?;
    let who = (&loaded.settings, &loaded.person);
    let shell = of_creditor(portal, parts, who, Session::Open);
    Ok(page::page(shell, loaded.view))
}
