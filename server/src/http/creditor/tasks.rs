//! The team's tasks: the list, and ending one.

use app::creditor::tasks::{self as page, TaskOutcome, TasksView};
use app::creditor::{News, Typed};
use app::routes::pattern;
use axum::extract::{Path, State};
use axum::response::Response;
use axum_extra::extract::{Form, Query};
use domain::ids::TaskId;
use serde::Deserialize;

use super::cases::Place;
use super::desk::{Desk, again, go, id};
use super::fields::note;
use crate::compose::Portal;
use crate::http::fault::Fault;
use crate::use_cases::portfolio;
use crate::use_cases::task::{self, Finish, Finished, Outcome};

/// GET /panel/recordatorios/tareas
pub async fn show(
    State(portal): State<Portal>,
    desk: Desk,
    Query(place): Query<Place>,
) -> Result<Response, Fault> {
    let view = portfolio::tasks(&portal, desk.creditor(), place.after.as_deref()).await?;
    let shell = desk.shell(&portal).await?;
    Ok(desk.page(&portal, page::page(shell, view)))
}

/// What the form that ends a task sends: the button names what came of it.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct DoneFields {
    outcome: String,
    note: String,
}

/// POST /panel/recordatorios/tareas/{task}/terminar
pub async fn done(
    State(portal): State<Portal>,
    desk: Desk,
    Path(task): Path<String>,
    Form(form): Form<DoneFields>,
) -> Result<Response, Fault> {
    let task: TaskId = id(&task)?;
    let outcome = TaskOutcome::parse(&form.outcome).ok_or(Fault::BadRequest)?;
    let outcome = Outcome::parse(outcome.code()).ok_or(Fault::BadRequest)?;
    let note = match note(&form.note) {
        Ok(note) => note,
        Err(typed) => return come_back(&portal, &desk, (task, typed)).await,
    };
    let finish = Finish { outcome, note: &note, who: desk.who() };
    let news = match task::finish(&portal, desk.tenant(), &task, finish).await? {
        Finished::Now => News::TaskDone,
        Finished::Before => News::AlreadyDone,
    };
    Ok(go(&portal, pattern::TEAM_TASKS, news))
}

/// The page with the note that was typed, unless the task is open no more.
async fn come_back(
    portal: &Portal,
    desk: &Desk,
    (task, typed): (TaskId, Typed),
) -> Result<Response, Fault> {
    let view = portfolio::tasks(portal, desk.creditor(), None).await?;
    if !view.open.iter().any(|row| row.task == task) {
        return Err(Fault::NotFound);
    }
    let view = TasksView { finishing: Some((task, typed)), ..view };
    Ok(again(page::page(desk.shell(portal).await?, view)))
}
