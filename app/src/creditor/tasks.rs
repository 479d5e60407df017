//! What people of the team are to do: calls and meetings that a sequence asks for, and what came of them.

use chrono::{NaiveDate, NaiveDateTime};
use domain::ids::{CaseId, TaskId};
use domain::reminder::TaskKind;
use leptos::prelude::*;

use super::form::{FaultList, Faults, Lines, Typed};
use super::happened::when;
use super::shell::{self, Place, TeamShell};
use crate::reader::Reader;
use crate::routes;
use crate::texts::key;

/// What the page of tasks shows.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TasksView {
    /// What is to be done, the longest due first; only on the first page.
    pub open: Vec<TaskRow>,
    /// What was done, newest first.
    pub done: Vec<DoneTask>,
    /// The cursor of the next page (`after`).
    pub more: Option<String>,
    /// The note of a task that was sent and came back.
    pub finishing: Option<(TaskId, Typed)>,
}

/// Something that somebody has to do.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TaskRow {
    /// The task.
    pub task: TaskId,
    /// About whom.
    pub case: CaseId,
    /// The person's name, else the customer's number.
    pub name: String,
    /// What is to be done.
    pub kind: TaskKind,
    /// What to say, with the names in their places.
    pub script: String,
    /// The day from which on it is to be done.
    pub due_on: NaiveDate,
}

/// Something that somebody did.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DoneTask {
    /// About whom.
    pub case: CaseId,
    /// The person's name, else the customer's number.
    pub name: String,
    /// What was done.
    pub kind: TaskKind,
    /// What came of it.
    pub outcome: Option<TaskOutcome>,
    /// What was written beside it.
    pub note: Option<String>,
    /// Who did it.
    pub by: Option<String>,
    /// When, in the creditor's zone.
    pub at: Option<NaiveDateTime>,
}

/// What came of a task.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum TaskOutcome {
    /// The person was reached and spoken to.
    Reached,
    /// Nobody answered.
    NotReached,
    /// The person said that they will pay.
    WillPay,
    /// It was somebody else.
    WrongPerson,
}

impl TaskOutcome {
    const ALL: [Self; 4] = [Self::Reached, Self::NotReached, Self::WillPay, Self::WrongPerson];

    /// The word that stands for it in forms and in the store.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Reached => "reached",
            Self::NotReached => "not-reached",
            Self::WillPay => "will-pay",
            Self::WrongPerson => "wrong-person",
        }
    }

    /// Reads a [`TaskOutcome::code`]; `None` for anything else.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.code() == code)
    }

    pub(super) fn text(self, reader: Reader) -> String {
        match self {
            Self::Reached => reader.say(key::TaskReached),
            Self::NotReached => reader.say(key::TaskNotReached),
            Self::WillPay => reader.say(key::TaskWillPay),
            Self::WrongPerson => reader.say(key::TaskWrongPerson),
        }
    }
}

/// What is done in a task.
pub(super) fn kind_name(reader: Reader, kind: TaskKind) -> String {
    match kind {
        TaskKind::Call => reader.say(key::TaskCall),
        TaskKind::Meeting => reader.say(key::TaskMeeting),
    }
}

fn note_id(task: &TaskId) -> String {
    format!("note-{task}")
}

/// Draws the page of tasks.
pub fn page(shell: TeamShell, view: TasksView) -> String {
    let reader = shell.reader;
    let title = Place::Tasks.name(reader);
    let note = view.finishing.as_ref().map(|(task, typed)| (note_id(task), typed));
    let faults = Faults::of(note.iter().map(|(id, typed)| (id.as_str(), *typed)));
    let head = faults.mark(shell::titled(&shell, &title), reader);
    shell::page(shell, Place::Tasks, head, move || {
        let TasksView { open, done, more, finishing } = view;
        let (none, some) = (open.is_empty(), !done.is_empty());
        view! {
            <FaultList reader faults/>
            <h1>{title}</h1>
            <p class="soft lead">{reader.say(key::TasksLead)}</p>
            <section class="card">
                <h2>{reader.say(key::TasksOpen)}</h2>
                {none.then(|| view! { <p class="soft">{reader.say(key::TasksNone)}</p> })}
                <Open reader rows=open finishing/>
            </section>
            {some.then(|| view! {
                <section class="card">
                    <h2>{reader.say(key::TasksDone)}</h2>
                    <Done reader rows=done/>
                </section>
            })}
            {more.map(|cursor| view! {
                <a class="btn ghost" href=routes::team_tasks_after(&cursor)>{reader.say(key::TeamMore)}</a>
            })}
        }
        .into_any()
    })
}

/// What is to be done, each with the buttons that end it: a button for each outcome.
#[component]
fn Open(reader: Reader, rows: Vec<TaskRow>, finishing: Option<(TaskId, Typed)>) -> impl IntoView {
    let items = rows.into_iter().map(|row| {
        let TaskRow { task, case, name, kind, script, due_on } = row;
        let came_back = finishing.as_ref().filter(|(id, _)| *id == task);
        let typed = came_back.map(|(_, typed)| typed.clone()).unwrap_or_default();
        let since = reader.say(key::TaskSince { day: &reader.day(due_on) });
        let buttons = TaskOutcome::ALL.map(|outcome| {
            view! {
                <button class="btn ghost fit" name="outcome" value=outcome.code()>
                    {outcome.text(reader)}
                </button>
            }
        });
        view! {
            <li>
                <p class="pair">
                    <span><b>{kind_name(reader, kind)}</b> " · " <a href=routes::team_case(&case)>{name}</a></span>
                    <span class="soft small">{since}</span>
                </p>
                <p class="said written">{script}</p>
                <form class="no-print" method="post" action=routes::team_task_done(&task)>
                    <Lines
                        reader
                        name="note"
                        id=Some(note_id(&task))
                        label=reader.say(key::TaskNote)
                        typed
                        hint=Some(reader.say(key::TaskNoteHint))
                    />
                    <div class="cells">{buttons.into_iter().collect_view()}</div>
                </form>
            </li>
        }
    });
    view! { <ul class="entries">{items.collect_view()}</ul> }
}

#[component]
fn Done(reader: Reader, rows: Vec<DoneTask>) -> impl IntoView {
    let items = rows.into_iter().map(|row| {
        let DoneTask { case, name, kind, outcome, note, by, at } = row;
        let at = at.map(|at| when(reader, at));
        view! {
            <li>
                <p class="pair">
                    <span><b>{kind_name(reader, kind)}</b> " · " <a href=routes::team_case(&case)>{name}</a></span>
                    {outcome.map(|outcome| view! { <span class="tag">{outcome.text(reader)}</span> })}
                </p>
                <p class="soft small facts">
                    {by.map(|name| view! { <span>{name}</span> })}
                    {at.map(|at| view! { <span>{at}</span> })}
                </p>
                {note.map(|text| view! { <p class="said written">{text}</p> })}
            </li>
        }
    });
    view! { <ul class="entries">{items.collect_view()}</ul> }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_outcome_is_read_as_it_is_written() {
        for outcome in TaskOutcome::ALL {
            assert_eq!(TaskOutcome::parse(outcome.code()), Some(outcome));
        }
        assert_eq!(TaskOutcome::parse("paid"), None);
    }
}
