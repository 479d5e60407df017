//! Cases of which something stored does not read: told where they stand, so that the others can be worked on.

use chrono::NaiveDate;
use domain::ids::CaseId;
use domain::reminder::TaskKind;
use leptos::prelude::*;

use super::kind_name;
use crate::reader::Reader;
use crate::routes;
use crate::texts::key;

/// Something that somebody has to do, of which something stored does not read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct UnreadTask {
    /// About whom.
    pub case: CaseId,
    /// What is to be done.
    pub kind: TaskKind,
    /// The day from which on it is to be done.
    pub due_on: NaiveDate,
}

/// The way to a case by the name of its person; the number alone where that does not read.
pub(in crate::creditor) fn person(reader: Reader, case: &CaseId, name: Option<String>) -> AnyView {
    match name {
        Some(name) => view! { <a href=routes::team_case(case)>{name}</a> }.into_any(),
        None => reader.say(key::TaskUnread { case: case.as_str() }).into_any(),
    }
}

/// A task that nobody can do before somebody has looked.
#[component]
pub(super) fn Unread(reader: Reader, row: UnreadTask) -> impl IntoView {
    let UnreadTask { case, kind, due_on } = row;
    view! {
        <li>
            <p class="pair">
                <span><b>{kind_name(reader, kind)}</b> " · " {person(reader, &case, None)}</span>
                <span class="soft small">{reader.say(key::TaskSince { day: &reader.day(due_on) })}</span>
            </p>
            <p class="why">{reader.say(key::TaskUnreadWhy)}</p>
        </li>
    }
}
