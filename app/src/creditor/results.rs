//! What the steps of sequences have brought: from what was sent to what was paid, by step and text.

use chrono::{NaiveDate, NaiveDateTime};
use domain::contact::Channel;
use domain::money::Money;
use domain::reminder::StepKind;
use leptos::prelude::*;

use super::calendar::{Count, Way};
use super::shell::{self, Place, TeamShell};
use super::table::{Column, Table};
use super::template::occasion_name;
use crate::reader::Reader;
use crate::routes::pattern;
use crate::texts::key;

/// What the page of results shows.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ResultsView {
    /// When it was counted, in the creditor's zone, and the first day that counts; `None` before the first time.
    pub as_of: Option<(NaiveDateTime, NaiveDate)>,
    /// A row for each step, way and text.
    pub rows: Vec<ResultRow>,
}

/// What one step has brought by one way in one text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ResultRow {
    /// The step.
    pub step: String,
    /// What it is about.
    pub kind: StepKind,
    /// By which way.
    pub way: Way,
    /// The version of the creditor's own text; `None` for the program's.
    pub text: Option<i64>,
    /// How many left.
    pub sent: u64,
    /// Of how many the provider said that they arrived.
    pub delivered: u64,
    /// Whose link was opened.
    pub opened: u64,
    /// Whose reader passed the identity check.
    pub verified: u64,
    /// Through whose link something was accepted.
    pub accepted: u64,
    /// Through whose link money came.
    pub paid: u64,
    /// How much of it, one sum for each currency.
    pub money: Vec<Money>,
}

/// Draws the page of results.
pub fn page(shell: TeamShell, view: ResultsView) -> String {
    let reader = shell.reader;
    let title = reader.say(key::ResultsTitle);
    let head = shell::titled(&shell, &title);
    let path = pattern::TEAM_RESULTS.to_owned();
    shell::page_at(shell, (Place::Sequences, path), head, move || {
        let ResultsView { as_of, rows } = view;
        let counted = match as_of {
            Some((at, since)) => {
                let (moment, day) = (&*reader.moment(at), &*reader.day(since));
                reader.say(key::ResultsAsOf { day, moment })
            }
            None => reader.say(key::CalendarUncounted),
        };
        let none = rows.is_empty();
        let list = if none {
            view! { <p class="soft">{reader.say(key::ResultsNone)}</p> }.into_any()
        } else {
            view! { <Results reader rows/> }.into_any()
        };
        view! {
            <p class="back no-print">
                <a href=pattern::TEAM_SEQUENCES>"‹ " {Place::Sequences.name(reader)}</a>
            </p>
            <h1>{title}</h1>
            <p class="soft lead">{reader.say(key::ResultsLead)}</p>
            <section class="card">
                <p class="soft small">{counted}</p>
                {list}
                <p class="soft small">{reader.say(key::ResultsNote)}</p>
                <Count reader/>
            </section>
        }
        .into_any()
    })
}

#[component]
fn Results(reader: Reader, rows: Vec<ResultRow>) -> impl IntoView {
    let columns = vec![
        Column::text(reader.say(key::SequenceStep)),
        Column::amount(reader.say(key::ResultsSent)),
        Column::amount(reader.say(key::ResultsDelivered)),
        Column::amount(reader.say(key::ResultsOpened)),
        Column::amount(reader.say(key::ResultsVerified)),
        Column::amount(reader.say(key::ResultsAccepted)),
        Column::amount(reader.say(key::ResultsPaid)),
        Column::amount(reader.say(key::ResultsMoney)),
    ];
    let rows = rows.into_iter().map(|row| {
        let text = match row.text {
            Some(version) => reader.say(key::ResultsOwn { version: &version.to_string() }),
            None if row.way == Way::Message(Channel::WhatsApp) => reader.say(key::TemplateIsNone),
            None => reader.say(key::TemplateIsStandard),
        };
        let about = [occasion_name(reader, row.kind), row.way.name(reader), text].join(" · ");
        let is_told = !matches!(row.way, Way::Message(Channel::Email));
        let delivered = is_told.then(|| row.delivered.to_string());
        let numbers = [row.opened, row.verified, row.accepted, row.paid];
        let mut cells = vec![
            view! { <div>{row.step} " " <small class="soft">{about}</small></div> }.into_any(),
            row.sent.to_string().into_any(),
            delivered.into_any(),
        ];
        cells.extend(numbers.map(|count| count.to_string().into_any()));
        cells.push((!row.money.is_empty()).then(|| reader.sums(&row.money)).into_any());
        cells
    });
    let rows: Vec<_> = rows.collect();
    view! { <Table caption=reader.say(key::ResultsTitle) columns rows/> }
}
