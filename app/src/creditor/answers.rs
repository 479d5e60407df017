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
    /// Whether a picture or another file came with it, which is not kept.
    pub files: bool,
    /// When, in the creditor's zone.
    pub said_at: NaiveDateTime,
    /// Who attended to it, and when.
    pub attended: Option<(String, NaiveDateTime)>,
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
        let files = files.then(|| {
            view! { <p class="soft small">{reader.say(key::TeamAnswersFiles)}</p> }
        });
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
