//! All payments of the creditor, by day, and their export for the accountant.

use chrono::NaiveDate;
use domain::ids::{CaseId, PaymentId};
use domain::ledger::Channel;
use domain::money::Money;
use leptos::prelude::*;

use super::case::{PaymentMark, channel_name, marks};
use super::form::{FaultList, Faults, Line, Typed};
use super::shell::{self, Place, TeamShell};
use super::table::{Column, Table};
use crate::components::FieldKind;
use crate::reader::Reader;
use crate::routes::{self, pattern};
use crate::texts::key;

/// What the list of payments shows.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PaymentsView {
    /// The payments of this page, newest first.
    pub rows: Vec<PaymentLine>,
    /// The cursor of the next page (`after`).
    pub more: Option<String>,
    /// The first day of the export, `YYYY-MM-DD`; the first of the month on a fresh page.
    pub from: Typed,
    /// The last day of the export, `YYYY-MM-DD`; today on a fresh page.
    pub to: Typed,
}

/// One payment in the list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PaymentLine {
    /// The payment.
    pub payment: PaymentId,
    /// The number on its receipt.
    pub receipt: u64,
    /// The day the money arrived.
    pub received_on: NaiveDate,
    /// Its case.
    pub case: CaseId,
    /// The person's name, else the customer's reference.
    pub name: String,
    /// Where it came in.
    pub channel: Channel,
    /// How much.
    pub amount: Money,
    /// What became of it.
    pub marks: Vec<PaymentMark>,
}

/// Draws the list of payments.
pub fn page(shell: TeamShell, view: PaymentsView) -> String {
    let reader = shell.reader;
    let PaymentsView { rows, more, from, to } = view;
    let faults = Faults::of([("from", &from), ("to", &to)]);
    let title = Place::Payments.name(reader);
    let head = faults.mark(shell::titled(&shell, &title), reader);
    shell::page(shell, Place::Payments, head, move || {
        let none = rows.is_empty();
        view! {
            <FaultList reader faults/>
            <h1>{title}</h1>
            <section class="card">
                {if none {
                    view! { <p class="soft">{reader.say(key::TeamPaymentsNone)}</p> }.into_any()
                } else {
                    view! { <Lines reader rows/> }.into_any()
                }}
            </section>
            {more.map(|cursor| view! {
                <a class="btn ghost" href=routes::team_payments_after(&cursor)>{reader.say(key::TeamMore)}</a>
            })}
            <section class="card no-print"><Export reader from to/></section>
        }
        .into_any()
    })
}

#[component]
fn Lines(reader: Reader, rows: Vec<PaymentLine>) -> impl IntoView {
    let columns = vec![
        Column::text(reader.say(key::TeamPerson)),
        Column::brief(reader.say(key::TeamDate)),
        Column::brief(reader.say(key::TeamReceipt)),
        Column::text(reader.say(key::TeamChannel)),
        Column::amount(reader.say(key::TeamAmount)),
    ];
    let rows = rows
        .into_iter()
        .map(|line| {
            let PaymentLine { receipt, received_on, case, name, channel, amount, marks, .. } = line;
            vec![
                view! { <a href=routes::team_case(&case)>{name}</a> {self::marks(reader, marks)} }
                    .into_any(),
                reader.short_day(received_on).into_any(),
                receipt.to_string().into_any(),
                channel_name(reader, channel).into_any(),
                reader.money(amount).into_any(),
            ]
        })
        .collect();
    view! { <Table caption=Place::Payments.name(reader) columns rows/> }
}

#[component]
fn Export(reader: Reader, from: Typed, to: Typed) -> impl IntoView {
    view! {
        <h2>{reader.say(key::TeamPaymentsCsv)}</h2>
        <form action=pattern::TEAM_PAYMENTS_CSV>
            <div class="fields">
                <Line
                    reader
                    name="from"
                    label=reader.say(key::TeamPaymentsFrom)
                    kind=FieldKind::Date
                    typed=from
                />
                <Line
                    reader
                    name="to"
                    label=reader.say(key::TeamPaymentsTo)
                    kind=FieldKind::Date
                    typed=to
                />
            </div>
            <button class="btn ghost fit">{reader.say(key::TeamPaymentsCsvButton)}</button>
        </form>
    }
}
