//! Money whose case is not known: why it waits, and the ways out.

use chrono::NaiveDate;
use domain::ids::{CaseId, SuspenseId};
use domain::ledger::Channel;
use domain::money::Money;
use leptos::prelude::*;

use super::case::channel_name;
use super::form::{FaultList, Faults, Fold, Line, Lines, Typed};
use super::shell::{self, Place, Role, TeamShell};
use crate::components::FieldKind;
use crate::reader::Reader;
use crate::routes::{self, pattern};
use crate::texts::key;

/// What the page of suspense shows.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SuspenseView {
    /// What waits, oldest first.
    pub waiting: Vec<SuspenseRow>,
    /// What waited and had its end last, latest first.
    pub ended: Vec<EndedRow>,
    /// The assignment that came back, with its `reference` as typed.
    pub assigning: Option<(SuspenseId, Typed)>,
    /// The end without a case that came back, with its `reason` as typed.
    pub closing: Option<(SuspenseId, Typed)>,
}

/// One sum of money without a case.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SuspenseRow {
    /// The money.
    pub suspense: SuspenseId,
    /// How much.
    pub amount: Money,
    /// What of it went back at Stripe, or is on its way.
    pub back: Option<Money>,
    /// Whether a bank asks for it back.
    pub disputed: bool,
    /// The day it arrived.
    pub received_on: NaiveDate,
    /// Where it came in.
    pub channel: Channel,
    /// What it carries to tell whose it is.
    pub reference: Option<String>,
    /// Why it waits.
    pub why: SuspenseWhy,
}

/// Money that waited and had its end.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct EndedRow {
    /// How much.
    pub amount: Money,
    /// Where it came in.
    pub channel: Channel,
    /// The day it arrived.
    pub received_on: NaiveDate,
    /// The day it had its end.
    pub ended_on: NaiveDate,
    /// Which end.
    pub way: WayOut,
    /// Who of the team said so.
    pub by: Option<String>,
    /// What they wrote about it.
    pub reason: Option<String>,
}

/// How money left suspense.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum WayOut {
    /// It is a payment of this case.
    Assigned(CaseId),
    /// An owner said that it was given back, or is of no case.
    Closed,
    /// It was given back at Stripe.
    SentBack,
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
    let role = shell.member.role;
    let faults = faults(&view);
    let SuspenseView { waiting, ended, assigning, closing } = view;
    let title = Place::Suspense.name(reader);
    let head = faults.mark(shell::titled(&shell, &title), reader);
    shell::page(shell, Place::Suspense, head, move || {
        let none = waiting.is_empty();
        let rows = waiting.into_iter().map(|row| {
            let assigning = typed_of(assigning.as_ref(), &row.suspense);
            let closing = typed_of(closing.as_ref(), &row.suspense);
            view! { <Waiting reader role row assigning closing/> }
        });
        view! {
            <FaultList reader faults/>
            <h1>{title}</h1>
            <p class="soft lead">{reader.say(key::TeamSuspenseLead)}</p>
            <section class="card">
                {none.then(|| view! { <p class="soft">{reader.say(key::TeamSuspenseNone)}</p> })}
                <ul class="entries">{rows.collect_view()}</ul>
            </section>
            <Ended reader rows=ended/>
        }
        .into_any()
    })
}

fn faults(view: &SuspenseView) -> Faults {
    let assigning = view.assigning.iter().map(|(id, typed)| (field_id("reference", id), typed));
    let closing = view.closing.iter().map(|(id, typed)| (field_id("reason", id), typed));
    let fields: Vec<_> = assigning.chain(closing).collect();
    Faults::of(fields.iter().map(|(id, typed)| (&**id, *typed)))
}

fn typed_of(sent: Option<&(SuspenseId, Typed)>, suspense: &SuspenseId) -> Option<Typed> {
    sent.filter(|(id, _)| id == suspense).map(|(_, typed)| typed.clone())
}

fn field_id(field: &str, suspense: &SuspenseId) -> String {
    format!("{field}-{suspense}")
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

impl WayOut {
    pub(crate) fn text(&self, reader: Reader) -> String {
        match self {
            Self::Assigned(_) => reader.say(key::TeamSuspenseWayAssigned),
            Self::Closed => reader.say(key::TeamSuspenseWayClosed),
            Self::SentBack => reader.say(key::TeamSuspenseWaySentBack),
        }
    }
}

/// What had its end last; nothing where nothing had.
#[component]
fn Ended(reader: Reader, rows: Vec<EndedRow>) -> impl IntoView {
    (!rows.is_empty()).then(|| {
        let items = rows.into_iter().map(|row| {
            let EndedRow { amount, ended_on, way, by, reason, .. } = row;
            let text = way.text(reader);
            let what = match way {
                WayOut::Assigned(case) => {
                    view! { <a href=routes::team_case(&case)>{text}</a> }.into_any()
                }
                WayOut::Closed | WayOut::SentBack => view! { <span>{text}</span> }.into_any(),
            };
            view! {
                <li>
                    <p class="pair">{what} <b>{reader.money(amount)}</b></p>
                    <p class="soft small facts">
                        <span>{reader.day(ended_on)}</span>
                        {by.map(|name| view! { <span>{name}</span> })}
                    </p>
                    {reason.map(|text| view! { <p class="small">{text}</p> })}
                </li>
            }
        });
        view! {
            <section class="card">
                <h2>{reader.say(key::TeamSuspenseEnded)}</h2>
                <ul class="entries">{items.collect_view()}</ul>
                <a class="btn ghost fit no-print" href=pattern::TEAM_SUSPENSE_CSV>
                    {reader.say(key::TeamPaymentsCsvButton)}
                </a>
            </section>
        }
    })
}

#[component]
fn Waiting(
    reader: Reader,
    role: Role,
    row: SuspenseRow,
    assigning: Option<Typed>,
    closing: Option<Typed>,
) -> impl IntoView {
    let SuspenseRow { suspense, amount, back, disputed, received_on, channel, reference, why } =
        row;
    let carries = match &reference {
        Some(reference) => reader.say(key::TeamSuspenseCarries { reference }),
        None => reader.say(key::TeamSuspenseBare),
    };
    let went_back =
        back.map(|back| reader.say(key::TeamSuspenseBack { back: &reader.money(back) }));
    let disputed = disputed.then(|| reader.say(key::TeamSuspenseDisputed));
    let id = suspense.clone();
    let close = (role == Role::Owner).then(|| view! { <Close reader suspense typed=closing/> });
    view! {
        <li>
            <p class="pair"><span>{why.text(reader)}</span> <b>{reader.money(amount)}</b></p>
            <p class="soft small facts">
                <span>{reader.day(received_on)}</span>
                <span>{channel_name(reader, channel)}</span>
                <span>{carries}</span>
            </p>
            {went_back.map(|text| view! { <p class="notice">{text}</p> })}
            {disputed.map(|text| view! { <p class="notice">{text}</p> })}
            <Assign reader suspense=id typed=assigning/>
            {close}
        </li>
    }
}

#[component]
fn Assign(reader: Reader, suspense: SuspenseId, typed: Option<Typed>) -> impl IntoView {
    let open = typed.is_some();
    view! {
        <Fold label=reader.say(key::TeamSuspenseAssign) open>
            <form method="post" action=routes::team_suspense_assign(&suspense)>
                <Line
                    reader
                    name="reference"
                    id=Some(field_id("reference", &suspense))
                    label=reader.say(key::TeamSuspenseAssignReference)
                    kind=FieldKind::Text
                    typed=typed.unwrap_or_default()
                />
                <button class="btn fit">{reader.say(key::TeamSuspenseAssignButton)}</button>
            </form>
        </Fold>
    }
}

#[component]
fn Close(reader: Reader, suspense: SuspenseId, typed: Option<Typed>) -> impl IntoView {
    let open = typed.is_some();
    view! {
        <Fold label=reader.say(key::TeamSuspenseClose) open>
            <form method="post" action=routes::team_suspense_close(&suspense)>
                <Lines
                    reader
                    name="reason"
                    id=Some(field_id("reason", &suspense))
                    label=reader.say(key::TeamSuspenseCloseReason)
                    typed=typed.unwrap_or_default()
                    hint=Some(reader.say(key::TeamSuspenseCloseHint))
                />
                <button class="btn fit">{reader.say(key::TeamSuspenseCloseButton)}</button>
            </form>
        </Fold>
    }
}
