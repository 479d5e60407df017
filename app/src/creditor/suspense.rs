//! Money whose case is not known: why it waits, and the way to its case.

use chrono::NaiveDate;
use domain::ids::SuspenseId;
use domain::ledger::Channel;
use domain::money::Money;
use leptos::prelude::*;

use super::case::channel_name;
use super::form::{FaultList, Faults, Fold, Line, Typed};
use super::shell::{self, Place, TeamShell};
use crate::components::FieldKind;
use crate::reader::Reader;
use crate::routes;
use crate::texts::key;

/// What the page of suspense shows.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SuspenseView {
    /// What waits, oldest first.
    pub waiting: Vec<SuspenseRow>,
    /// The assignment that came back, with its `reference` as typed.
    pub assigning: Option<(SuspenseId, Typed)>,
}

/// One sum of money without a case.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SuspenseRow {
    /// The money.
    pub suspense: SuspenseId,
    /// How much.
    pub amount: Money,
    /// The day it arrived.
    pub received_on: NaiveDate,
    /// Where it came in.
    pub channel: Channel,
    /// What it carries to tell whose it is.
    pub reference: Option<String>,
    /// Why it waits.
    pub why: SuspenseWhy,
}

/// Why money waits.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum SuspenseWhy {
    /// No transfer was waiting with its reference.
    UnknownReference,
    /// Not what was asked for.
    OtherAmount {
        /// What was.
        asked: Money,
    },
    /// The payment was not started by us as it stands: somebody made it look like ours.
    Foreign,
}

/// Draws the page of suspense.
pub fn page(shell: TeamShell, view: SuspenseView) -> String {
    let reader = shell.reader;
    let SuspenseView { waiting, assigning } = view;
    let id = assigning.as_ref().map(|(suspense, _)| field_id(suspense));
    let typed = assigning.as_ref().map(|(_, typed)| typed);
    let faults = Faults::of(id.as_deref().zip(typed));
    let title = Place::Suspense.name(reader);
    let head = faults.mark(shell::titled(&shell, &title), reader);
    shell::page(shell, Place::Suspense, head, move || {
        let none = waiting.is_empty();
        let rows = waiting.into_iter().map(|row| {
            let typed = assigning.clone().filter(|(id, _)| *id == row.suspense).map(|(_, t)| t);
            view! { <Waiting reader row typed/> }
        });
        view! {
            <FaultList reader faults/>
            <h1>{title}</h1>
            <p class="soft lead">{reader.say(key::TeamSuspenseLead)}</p>
            <section class="card">
                {none.then(|| view! { <p class="soft">{reader.say(key::TeamSuspenseNone)}</p> })}
                <ul class="entries">{rows.collect_view()}</ul>
            </section>
        }
        .into_any()
    })
}

fn field_id(suspense: &SuspenseId) -> String {
    format!("reference-{suspense}")
}

impl SuspenseWhy {
    pub(crate) fn text(self, reader: Reader) -> String {
        match self {
            Self::UnknownReference => reader.say(key::TeamSuspenseUnknown),
            Self::OtherAmount { asked } => {
                reader.say(key::TeamSuspenseAmount { asked: &reader.money(asked) })
            }
            Self::Foreign => reader.say(key::TeamSuspenseForeign),
        }
    }
}

#[component]
fn Waiting(reader: Reader, row: SuspenseRow, typed: Option<Typed>) -> impl IntoView {
    let SuspenseRow { suspense, amount, received_on, channel, reference, why } = row;
    let open = typed.is_some();
    let carries = match &reference {
        Some(reference) => reader.say(key::TeamSuspenseCarries { reference }),
        None => reader.say(key::TeamSuspenseBare),
    };
    view! {
        <li>
            <p class="pair"><span>{why.text(reader)}</span> <b>{reader.money(amount)}</b></p>
            <p class="soft small facts">
                <span>{reader.day(received_on)}</span>
                <span>{channel_name(reader, channel)}</span>
                <span>{carries}</span>
            </p>
            <Fold label=reader.say(key::TeamSuspenseAssign) open>
                <form method="post" action=routes::team_suspense_assign(&suspense)>
                    <Line
                        reader
                        name="reference"
                        id=Some(field_id(&suspense))
                        label=reader.say(key::TeamSuspenseAssignReference)
                        kind=FieldKind::Text
                        typed=typed.unwrap_or_default()
                    />
                    <button class="btn fit">{reader.say(key::TeamSuspenseAssignButton)}</button>
                </form>
            </Fold>
        </li>
    }
}
