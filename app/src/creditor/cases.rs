//! The list of cases, and the search in it.

use domain::ids::CaseId;
use domain::money::Money;
use leptos::prelude::*;

use super::hold::{HoldKind, HoldTags};
use super::shell::{self, Place, TeamShell};
use super::table::{Column, Table};
use crate::components::{Field, FieldKind};
use crate::reader::Reader;
use crate::routes::{self, pattern};
use crate::texts::key;

/// What the list of cases shows.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CasesView {
    /// What was searched for. It may be a name or a national id, so it comes by POST and stands in
    /// no URL.
    pub search: Option<String>,
    /// The cases of this page.
    pub rows: Vec<CaseRow>,
    /// The cursor of the next page (`after`), which names nobody.
    pub more: Option<String>,
}

/// One case in the list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CaseRow {
    /// The case.
    pub case: CaseId,
    /// The person's name, if known.
    pub name: Option<String>,
    /// The customer's reference.
    pub reference: String,
    /// What is owed, one amount per currency; empty when nothing is.
    pub owed: Vec<Money>,
    /// Days since the oldest open document was due; `None` when nothing is late.
    pub days_late: Option<u64>,
    /// Why reminders stop, if they do.
    pub holds: Vec<HoldKind>,
}

/// Draws the list of cases.
pub fn page(shell: TeamShell, view: CasesView) -> String {
    let reader = shell.reader;
    let head = shell::titled(&shell, &Place::Cases.name(reader));
    shell::page(shell, Place::Cases, head, move || {
        let CasesView { search, rows, more } = view;
        let said = said(reader, search.as_deref(), rows.len(), more.is_some());
        let found = !rows.is_empty();
        view! {
            <h1>{Place::Cases.name(reader)}</h1>
            <form method="post" action=pattern::TEAM_CASES role="search" class="search">
                <Field
                    name="q"
                    label=reader.say(key::TeamCasesSearch)
                    kind=FieldKind::Text
                    value=search.clone().unwrap_or_default()
                    hint=Some(reader.say(key::TeamCasesSearchHint))
                />
                <button class="btn">{reader.say(key::TeamCasesSearchButton)}</button>
            </form>
            {said.map(|text| view! { <p role="status">{text}</p> })}
            {found.then(|| view! { <section class="card"><CaseTable reader rows/></section> })}
            {more.map(|cursor| view! {
                <a class="btn ghost" href=routes::team_cases_after(&cursor)>{reader.say(key::TeamMore)}</a>
            })}
            {search.map(|_| view! {
                <form method="post" action=pattern::TEAM_CASES>
                    <input type="hidden" name="q" value=""/>
                    <button class="plain">{reader.say(key::TeamCasesSearchEnd)}</button>
                </form>
            })}
        }
        .into_any()
    })
}

/// The sentence above the list: what was found, or why there is nothing.
fn said(reader: Reader, search: Option<&str>, found: usize, more: bool) -> Option<String> {
    match (search, found) {
        (None, 0) => Some(reader.say(key::TeamCasesNone)),
        (None, _) => None,
        (Some(search), 0) => Some(reader.say(key::TeamCasesFoundNone { search })),
        (Some(search), _) if more => Some(reader.say(key::TeamCasesFoundFirst { search })),
        (Some(search), found) => {
            let count = u64::try_from(found).unwrap_or(u64::MAX);
            Some(reader.say(key::TeamCasesFound { count, search }))
        }
    }
}

#[component]
fn CaseTable(reader: Reader, rows: Vec<CaseRow>) -> impl IntoView {
    let columns = vec![
        Column::text(reader.say(key::TeamPerson)),
        Column::brief(reader.say(key::TeamReference)),
        Column::amount(reader.say(key::TeamOwed)),
        Column::text(reader.say(key::TeamCasesLate)),
        Column::text(reader.say(key::TeamCasesReminders)),
    ];
    let rows = rows.into_iter().map(|row| cells(reader, row)).collect();
    view! { <Table caption=Place::Cases.name(reader) columns rows/> }
}

fn cells(reader: Reader, row: CaseRow) -> Vec<AnyView> {
    let CaseRow { case, name, reference, owed, days_late, holds } = row;
    let name = name.unwrap_or_else(|| reader.say(key::TeamNameless));
    let late = match (owed.is_empty(), days_late) {
        (true, _) => None,
        (false, Some(days)) => Some(reader.say(key::TeamDaysLate { days })),
        (false, None) => Some(reader.say(key::TeamNotLate)),
    };
    vec![
        view! { <a href=routes::team_case(&case)>{name}</a> }.into_any(),
        reference.into_any(),
        view! { <Amounts reader amounts=owed/> }.into_any(),
        late.into_any(),
        view! { <HoldTags reader holds/> }.into_any(),
    ]
}

/// Amounts of several currencies under each other, or that there is nothing.
#[component]
fn Amounts(reader: Reader, amounts: Vec<Money>) -> impl IntoView {
    if amounts.is_empty() {
        return view! { <span class="soft">{reader.say(key::TeamCasesPaidUp)}</span> }.into_any();
    }
    let lines = amounts
        .into_iter()
        .map(|amount| view! { <span class="line">{reader.money(amount)}</span> });
    view! { <div>{lines.collect_view()}</div> }.into_any()
}
