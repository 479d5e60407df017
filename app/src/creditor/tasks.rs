//! What people of the team are to do: calls, meetings and letters that a sequence asks for, when each may be done,
//! and what came of them.

mod call;
mod outcome;
mod unread;

pub use call::{DayPromises, Dial, Owed};
pub use outcome::TaskOutcome;
pub use unread::UnreadTask;

use chrono::{NaiveDate, NaiveDateTime};
use domain::ids::{CaseId, TaskId};
use domain::reminder::TaskKind;
use leptos::prelude::*;

use self::call::Number;
use self::unread::Unread;
pub(super) use self::unread::person;
use super::case::{Sending, rule_reason};
use super::form::{FaultList, Faults, Fold, Line, Lines, Typed};
use super::happened::when;
use super::letter_why::LetterWhy;
use super::resting::{self, Resting};
use super::shell::{self, Place, TeamShell};
use crate::components::FieldKind;
use crate::reader::Reader;
use crate::routes;
use crate::texts::key;

/// What the page of tasks shows.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TasksView {
    /// Which of the two lists.
    pub shows: Shows,
    /// The channels that rest; `None` if none does.
    pub resting: Option<Resting>,
    /// What is to be done, the longest due first.
    pub open: Vec<TaskRow>,
    /// What of it does not read.
    pub unread: Vec<UnreadTask>,
    /// The cursor of the next page of it (`pending`).
    pub open_more: Option<String>,
    /// What was done, newest first.
    pub done: Vec<DoneTask>,
    /// The cursor of the next page of it (`after`).
    pub more: Option<String>,
    /// What was typed about a task and came back.
    pub finishing: Option<Finishing>,
    /// The task whose letter cannot be made now, and why.
    pub letter: Option<(TaskId, LetterWhy)>,
}

/// Which lists a page shows.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Shows {
    /// What is to be done and what was.
    Both,
    /// What is to be done.
    Open,
    /// What was done.
    Done,
}

/// The form that ends a task, as it came back.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Finishing {
    /// The task.
    pub task: TaskId,
    /// What was written beside it.
    pub note: Typed,
    /// The day that the person named.
    pub day: Typed,
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
    /// What was written beside it so far.
    pub note: Option<String>,
    /// Whether it may be done now, by the contact rules.
    pub turn: Sending,
    /// What is asked for in it.
    pub owed: Owed,
    /// The number of a call, if there is one on file.
    pub phone: Option<Dial>,
}

/// Something that somebody did.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DoneTask {
    /// About whom.
    pub case: CaseId,
    /// The person's name, else the customer's number; `None` where something stored does not read.
    pub name: Option<String>,
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

/// What is done in a task.
pub(super) fn kind_name(reader: Reader, kind: TaskKind) -> String {
    match kind {
        TaskKind::Call => reader.say(key::TaskCall),
        TaskKind::Meeting => reader.say(key::TaskMeeting),
        TaskKind::Letter => reader.say(key::TaskLetter),
    }
}

fn note_id(task: &TaskId) -> String {
    format!("note-{task}")
}

fn day_id(task: &TaskId) -> String {
    format!("day-{task}")
}

/// Draws the page of tasks.
pub fn page(shell: TeamShell, view: TasksView) -> String {
    let reader = shell.reader;
    let title = Place::Tasks.name(reader);
    let typed = view.finishing.as_ref();
    let typed = typed.map(|one| [(note_id(&one.task), &one.note), (day_id(&one.task), &one.day)]);
    let typed = typed.iter().flatten();
    let faults = Faults::of(typed.map(|(id, typed)| (id.as_str(), *typed)));
    let head = faults.mark(shell::titled(&shell, &title), reader);
    shell::page(shell, Place::Tasks, head, move || {
        let TasksView { shows, resting, open, unread, open_more, done, more, finishing, letter } =
            view;
        let some = !done.is_empty();
        view! {
            <FaultList reader faults/>
            <h1>{title}</h1>
            <p class="soft lead">{reader.say(key::TasksLead)}</p>
            {resting.map(|resting| resting::notice(reader, &resting))}
            {(shows != Shows::Done).then(|| view! {
                <ToDo reader rows=open unread more=open_more finishing letter/>
            })}
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

/// What is to be done on this page.
#[component]
fn ToDo(
    reader: Reader,
    rows: Vec<TaskRow>,
    unread: Vec<UnreadTask>,
    more: Option<String>,
    finishing: Option<Finishing>,
    letter: Option<(TaskId, LetterWhy)>,
) -> impl IntoView {
    let none = rows.is_empty() && unread.is_empty();
    let unread = unread.into_iter().map(|row| view! { <Unread reader row/> });
    let items = rows.into_iter().map(|row| {
        let came_back = finishing.clone().filter(|one| one.task == row.task);
        let why = letter.as_ref().filter(|(task, _)| *task == row.task).map(|(_, why)| *why);
        view! { <Open reader row came_back why/> }
    });
    view! {
        <section class="card">
            <h2>{reader.say(key::TasksOpen)}</h2>
            {none.then(|| view! { <p class="soft">{reader.say(key::TasksNone)}</p> })}
            <ul class="entries">{unread.collect_view()} {items.collect_view()}</ul>
            {more.map(|cursor| view! {
                <a class="btn ghost" href=routes::team_tasks_pending(&cursor)>
                    {reader.say(key::TasksOpenMore)}
                </a>
            })}
        </section>
    }
}

/// One task: what to say while it may be said, and a button for each outcome.
#[component]
fn Open(
    reader: Reader,
    row: TaskRow,
    came_back: Option<Finishing>,
    why: Option<LetterWhy>,
) -> impl IntoView {
    let TaskRow { task, case, name, kind, script, due_on, note, turn, owed, phone } = row;
    let since = reader.say(key::TaskSince { day: &reader.day(due_on) });
    let may = turn == Sending::Now;
    let script = Some(script).filter(|script| may && !script.is_empty());
    let number = phone.filter(|_| may).map(|number| {
        view! { <Number reader task=task.clone() number/> }
    });
    let letter =
        (may && kind == TaskKind::Letter).then(|| view! { <Print reader task=task.clone()/> });
    let refused =
        why.map(|why| view! { <p class="notice fault" role="alert">{why.text(reader)}</p> });
    view! {
        <li>
            <p class="pair">
                <span><b>{kind_name(reader, kind)}</b> " · " <a href=routes::team_case(&case)>{name}</a></span>
                <span class="soft small">{since}</span>
            </p>
            {refused}
            {owed.text(reader).map(|text| view! { <p class="small">{text}</p> })}
            {not_now(reader, turn)}
            {number}
            {script.map(|script| view! { <p class="said written">{script}</p> })}
            {note.map(|note| view! { <p class="soft small said written">{note}</p> })}
            {letter}
            <Finish reader task kind came_back promises=owed.promises/>
        </li>
    }
}

/// When it may be done, or why it may not be; nothing where it may be done now.
fn not_now(reader: Reader, turn: Sending) -> Option<impl IntoView> {
    let (text, rule) = match turn {
        Sending::Now => return None,
        Sending::From(at, rule) => {
            (reader.say(key::TaskNotYet { moment: &reader.moment(at) }), Some(rule))
        }
        Sending::Never(rule) => (reader.say(key::TaskNever), Some(rule)),
        Sending::NoAddress => (reader.say(key::TaskNoPhone), None),
        Sending::Resting => (reader.say(key::ChannelResting), None),
    };
    let why = rule.and_then(|rule| rule_reason(reader, rule));
    Some(view! { <p class="why">{text} " " {why}</p> })
}

/// The letter as a file to print.
#[component]
fn Print(reader: Reader, task: TaskId) -> impl IntoView {
    view! {
        <form class="no-print" method="post" action=routes::team_task_letter(&task)>
            <button class="btn fit">{reader.say(key::ChannelLetterButton)}</button>
            <p class="soft small">{reader.say(key::TaskLetterWhere)}</p>
        </form>
    }
}

/// The form that ends a task.
#[component]
fn Finish(
    reader: Reader,
    task: TaskId,
    kind: TaskKind,
    came_back: Option<Finishing>,
    promises: Vec<DayPromises>,
) -> impl IntoView {
    let open = came_back.is_some();
    let (note, day) = came_back.map(|one| (one.note, one.day)).unwrap_or_default();
    let buttons = TaskOutcome::of(kind).iter().map(move |outcome| {
        view! {
            <button class="btn ghost fit" name="outcome" value=outcome.code()>
                {outcome.text(reader)}
            </button>
        }
    });
    let names_day = (kind != TaskKind::Letter).then(|| {
        view! {
            <Line
                reader
                name="day"
                id=Some(day_id(&task))
                label=reader.say(key::TaskDay)
                kind=FieldKind::Date
                typed=day
                hint=Some(reader.say(key::TaskDayHint))
            />
        }
    });
    let promises = promises.into_iter().map(move |one| {
        view! { <p class="soft small">{one.text(reader)}</p> }
    });
    let stops = (kind != TaskKind::Letter)
        .then(|| view! { <p class="soft small">{reader.say(key::TaskFinishHint)}</p> });
    view! {
        <Fold label=reader.say(key::TaskFinish) open>
            <form method="post" action=routes::team_task_done(&task)>
                <Lines
                    reader
                    name="note"
                    id=Some(note_id(&task))
                    label=reader.say(key::TaskNote)
                    typed=note
                    hint=Some(reader.say(key::TaskNoteHint))
                />
                {names_day}
                {promises.collect_view()}
                {stops}
                <div class="cells">{buttons.collect_view()}</div>
            </form>
        </Fold>
    }
}

#[component]
fn Done(reader: Reader, rows: Vec<DoneTask>) -> impl IntoView {
    let items = rows.into_iter().map(|row| {
        let DoneTask { case, name, kind, outcome, note, by, at } = row;
        let at = at.map(|at| when(reader, at));
        let name = person(reader, &case, name);
        view! {
            <li>
                <p class="pair">
                    <span><b>{kind_name(reader, kind)}</b> " · " {name}</span>
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
