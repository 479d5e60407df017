//! The team's tasks: the list, ending one, the letter that one asks for, the number of a call.

use app::creditor::tasks::{self as page, Dial, Finishing, TaskOutcome, TasksView};
use app::creditor::{LetterWhy, News, Typed, Wrong};
use app::routes::pattern;
use axum::extract::{Path, State};
use axum::response::Response;
use axum_extra::extract::{Form, Query};
use chrono::NaiveDate;
use domain::ids::TaskId;
use serde::Deserialize;

use super::desk::{Desk, again, go, id};
use super::fields::{kept, note};
use crate::compose::Portal;
use crate::http::fault::Fault;
use crate::http::pdf;
use crate::use_cases::portfolio::Which;
use crate::use_cases::task::{self, Finish, Finished, Outcome};
use crate::use_cases::{PortalError, letter as letters, portfolio};

/// Where one of the two lists goes on, or which task is asked for alone.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Cursors {
    after: Option<String>,
    pending: Option<String>,
    task: Option<String>,
}

/// GET /panel/recordatorios/tareas
pub async fn show(
    State(portal): State<Portal>,
    desk: Desk,
    Query(cursors): Query<Cursors>,
) -> Result<Response, Fault> {
    let one: Option<TaskId> = cursors.task.as_deref().map(id).transpose()?;
    let which = match (&one, &cursors.pending, &cursors.after) {
        (Some(task), _, _) => Which::One(task),
        (None, Some(cursor), _) => Which::Open(cursor),
        (None, None, Some(cursor)) => Which::Done(cursor),
        (None, None, None) => Which::First,
    };
    let view = portfolio::tasks(&portal, desk.creditor(), which).await?;
    let shell = desk.shell(&portal).await?;
    Ok(desk.page(&portal, page::page(shell, view)))
}

/// What the form that ends a task sends: the button names what came of it.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct DoneFields {
    outcome: String,
    note: String,
    day: String,
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
    let today = desk.reader(&portal).today;
    let (note, day) = (note(&form.note), day_ahead(&form.day, today, outcome));
    let (Ok(note), Ok(day)) = (note.clone(), day.clone()) else {
        let (note, day) = (kept(&form.note, note), kept(&form.day, day));
        let finishing = Some(Finishing { task: task.clone(), note, day });
        return come_back(&portal, &desk, &task, |view| TasksView { finishing, ..view }).await;
    };
    let finish = Finish { outcome, day, note: &note, who: desk.who() };
    let news = match task::finish(&portal, desk.tenant(), &task, finish).await? {
        Finished::Now if outcome.answer().is_some() => News::TaskPaused,
        Finished::Now => News::TaskDone,
        Finished::Promised => News::TaskPromised,
        Finished::Rests => News::TaskRests,
        Finished::PutOff => News::TaskPutOff,
        Finished::Before => News::AlreadyDone,
    };
    Ok(go(&portal, pattern::TEAM_TASKS, news))
}

/// The day that the person named, from today on: only where one has an effect, and always where another is asked for.
fn day_ahead(typed: &str, today: NaiveDate, outcome: Outcome) -> Result<Option<NaiveDate>, Typed> {
    let wrong = |wrong| Err(Typed::refused(typed, wrong));
    let last = task::last_day(today);
    match typed.trim().parse::<NaiveDate>() {
        _ if !typed.trim().is_empty() && !outcome.takes_day() => wrong(Wrong::NoDay),
        Ok(day) if day < today => wrong(Wrong::Past),
        Ok(day) if day > last => wrong(Wrong::Later(last)),
        Ok(day) => Ok(Some(day)),
        Err(_) if !typed.trim().is_empty() => wrong(Wrong::Day),
        Err(_) if outcome == Outcome::AnotherDay => wrong(Wrong::Missing),
        Err(_) => Ok(None),
    }
}

/// POST /panel/recordatorios/tareas/{task}/carta: the letter itself, since its link stands nowhere else.
pub async fn letter(
    State(portal): State<Portal>,
    desk: Desk,
    Path(task): Path<String>,
) -> Result<Response, Fault> {
    let task: TaskId = id(&task)?;
    match letters::of_task(&portal, desk.tenant(), &task, desk.who()).await {
        Ok(dated) => pdf::answer(dated, "carta").await,
        Err(PortalError::Refused(why)) => {
            let letter = LetterWhy::parse(why).map(|why| (task.clone(), why));
            come_back(&portal, &desk, &task, |view| TasksView { letter, ..view }).await
        }
        Err(error) => Err(error.into()),
    }
}

/// POST /panel/recordatorios/tareas/{task}/telefono: the page of the call with its number; without it, and why, where
/// nobody may call now.
pub async fn phone(
    State(portal): State<Portal>,
    desk: Desk,
    Path(task): Path<String>,
) -> Result<Response, Fault> {
    let task: TaskId = id(&task)?;
    let Some(number) = task::number(&portal, desk.tenant(), &task, desk.who()).await? else {
        return come_back(&portal, &desk, &task, |view| view).await;
    };
    let mut view = portfolio::tasks(&portal, desk.creditor(), Which::One(&task)).await?;
    for row in &mut view.open {
        row.phone = Some(Dial::Shown(number.clone()));
    }
    let shell = desk.shell(&portal).await?;
    Ok(desk.page(&portal, page::page(shell, view)))
}

/// The page of one task, changed; 404 unless the task is open.
async fn come_back(
    portal: &Portal,
    desk: &Desk,
    task: &TaskId,
    change: impl FnOnce(TasksView) -> TasksView,
) -> Result<Response, Fault> {
    let view = portfolio::tasks(portal, desk.creditor(), Which::One(task)).await?;
    Ok(again(page::page(desk.shell(portal).await?, change(view))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_that_was_named_lies_ahead_and_another_one_is_never_missing() {
        let day = |text: &str| text.parse::<NaiveDate>().expect("a day");
        let today = day("2026-11-24");
        let last = task::last_day(today);
        for (typed, outcome, expected) in [
            ("2026-11-24", Outcome::AnotherDay, Ok(Some(today))),
            ("2026-11-23", Outcome::WillPay, Err(Wrong::Past)),
            ("2027-11-24", Outcome::WillPay, Err(Wrong::Later(last))),
            ("24/11", Outcome::WillPay, Err(Wrong::Day)),
            (" ", Outcome::AnotherDay, Err(Wrong::Missing)),
            ("", Outcome::WillPay, Ok(None)),
            ("2026-12-05", Outcome::Reached, Err(Wrong::NoDay)),
            ("5 dic", Outcome::NotReached, Err(Wrong::NoDay)),
            (" ", Outcome::Paid, Ok(None)),
        ] {
            let read = day_ahead(typed, today, outcome);
            assert_eq!(read.map_err(|typed| typed.wrong.expect("a reason")), expected, "{typed}");
        }
    }
}
