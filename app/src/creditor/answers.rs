//! The inbox: what debtors told the creditor.

use chrono::NaiveDateTime;
use domain::ids::{AnswerId, CaseId};
use leptos::prelude::*;

use super::happened::when;
use super::hold::AnswerKind;
use super::shell::{self, Place, TeamShell};
use crate::reader::Reader;
use crate::routes;
use crate::texts::key;

/// What the inbox shows.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AnswersView {
    /// Those that nobody has attended to, oldest first; all of them on the first page.
    pub waiting: Vec<AnswerRow>,
    /// Those that somebody has, newest first.
    pub attended: Vec<AnswerRow>,
    /// The cursor of the next page of the attended ones (`after`).
    pub more: Option<String>,
}

/// One answer.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AnswerRow {
    /// The answer.
    pub answer: AnswerId,
    /// Its case.
    pub case: CaseId,
    /// The person's name, else the customer's reference.
    pub name: String,
    /// What they told.
    pub kind: AnswerKind,
    /// In their own words; line breaks are kept.
    pub text: Option<String>,
    /// The pictures and other files that came with it.
    pub files: Vec<FileRow>,
    /// When, in the creditor's zone.
    pub said_at: NaiveDateTime,
    /// Who attended to it, and when.
    pub attended: Option<(String, NaiveDateTime)>,
}

/// A picture or another file that came with an answer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct FileRow {
    /// Counted from 1.
    pub number: i64,
    /// Where it stands.
    pub state: FileState,
}

/// Where a file stands.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum FileState {
    /// It can be opened; the end of its name.
    Kept(&'static str),
    /// It is still on its way.
    Coming,
    /// It is not kept.
    Left,
}

/// Draws the inbox.
pub fn page(shell: TeamShell, view: AnswersView) -> String {
    let reader = shell.reader;
    let title = Place::Answers.name(reader);
    let head = shell::titled(&shell, &title);
    shell::page(shell, Place::Answers, head, move || {
        let AnswersView { waiting, attended, more } = view;
        let (none, some) = (waiting.is_empty(), !attended.is_empty());
        view! {
            <h1>{title}</h1>
            <section class="card">
                <h2>{reader.say(key::TeamAnswersWaiting)}</h2>
                {none.then(|| view! { <p class="soft">{reader.say(key::TeamAnswersNone)}</p> })}
                <Answers reader rows=waiting/>
            </section>
            {some.then(|| view! {
                <section class="card">
                    <h2>{reader.say(key::TeamAnswersAttended)}</h2>
                    <Answers reader rows=attended/>
                </section>
            })}
            {more.map(|cursor| view! {
                <a class="btn ghost" href=routes::team_answers_after(&cursor)>{reader.say(key::TeamMore)}</a>
            })}
        }
        .into_any()
    })
}

#[component]
fn Answers(reader: Reader, rows: Vec<AnswerRow>) -> impl IntoView {
    let items = rows.into_iter().map(|row| {
        let AnswerRow { answer, case, name, kind, text, files, said_at, attended } = row;
        let files = files_of(reader, &answer, &files);
        let words = match text {
            Some(text) => view! { <p class="said written">{text}</p> }.into_any(),
            None => view! { <p class="soft small">{reader.say(key::TeamAnswersWordless)}</p> }
                .into_any(),
        };
        let end = match attended {
            Some((name, at)) => {
                let (name, moment) = (&*name, &*when(reader, at));
                let by = reader.say(key::TeamAnswersAttendedBy { name, moment });
                view! { <p class="soft small">{by}</p> }.into_any()
            }
            None => view! {
                <form method="post" action=routes::team_answer_done(&answer)>
                    <button class="btn ghost fit">{reader.say(key::TeamAnswersAttend)}</button>
                </form>
            }
            .into_any(),
        };
        view! {
            <li>
                <p><b>{kind.text(reader)}</b></p>
                <p class="facts small">
                    <a href=routes::team_case(&case)>{name}</a>
                    <span class="soft">{when(reader, said_at)}</span>
                </p>
                {words}
                {files}
                {end}
            </li>
        }
    });
    view! { <ul class="entries">{items.collect_view()}</ul> }
}

/// What can be opened of the files of an answer, and a word about the others.
fn files_of(reader: Reader, answer: &AnswerId, files: &[FileRow]) -> AnyView {
    let has = |state: FileState| files.iter().any(|file| file.state == state);
    let word = |text: String| view! { <p class="soft small">{text}</p> };
    let coming = has(FileState::Coming).then(|| word(reader.say(key::TeamAnswersFileComing)));
    let left = has(FileState::Left).then(|| word(reader.say(key::TeamAnswersFiles)));
    let kept = files.iter().filter_map(|file| {
        let FileState::Kept(ending) = file.state else { return None };
        let (number, kind) = (&*file.number.to_string(), &*ending.to_uppercase());
        let text = reader.say(key::TeamAnswersFile { number, kind });
        let path = routes::team_answer_file(answer, file.number);
        Some(view! { <p class="small"><a href=path>{text}</a></p> })
    });
    view! {
        {kept.collect_view()}
        {coming}
        {left}
    }
    .into_any()
}
