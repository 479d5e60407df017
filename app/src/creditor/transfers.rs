//! Announced transfers, to be looked for at the bank; and transfers seen there first.

use chrono::NaiveDateTime;
use domain::ids::{AttemptId, CaseId};
use domain::money::{Currency, Money};
use leptos::prelude::*;

use super::form::{CurrencyPick, FaultList, Faults, Fold, Line, Lines, OverBox, Typed};
use super::shell::{self, Place, TeamShell};
use crate::components::FieldKind;
use crate::format;
use crate::reader::Reader;
use crate::routes::{self, pattern};
use crate::texts::key;

/// What the page of transfers shows.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TransfersView {
    /// The announced ones, oldest first.
    pub waiting: Vec<TransferRow>,
    /// The answer to one of them that came back.
    pub answering: Option<(AttemptId, TransferAnswer)>,
    /// The form for a transfer seen at the bank first.
    pub received: ReceivedForm,
}

/// One announced transfer.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TransferRow {
    /// The transfer.
    pub transfer: AttemptId,
    /// What it must name at the bank.
    pub reference: String,
    /// What was asked for.
    pub amount: Money,
    /// Its case.
    pub case: CaseId,
    /// The person's name, else the customer's reference.
    pub name: String,
    /// What the debtor said of it.
    pub note: Option<String>,
    /// When it was announced, in the creditor's zone.
    pub announced_at: NaiveDateTime,
}

/// One of the two answers to an announced transfer, as typed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum TransferAnswer {
    /// It arrived.
    Confirm {
        /// What arrived.
        amount: Typed,
        /// The day, `YYYY-MM-DD`.
        received_on: Typed,
        /// The box that confirms more than is owed; empty where that was no question.
        over: Typed,
    },
    /// It did not.
    Refuse {
        /// What was looked for.
        reason: Typed,
    },
}

/// The form for a transfer seen at the bank. On a fresh page `received_on` holds today.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ReceivedForm {
    /// Sent hidden as `key`: what makes a form that is sent twice happen once. New on each page.
    pub key: String,
    /// What the bank shows beside it.
    pub reference: Typed,
    /// How much.
    pub amount: Typed,
    /// The creditor's currencies; a drop-down list appears where there are several.
    pub currencies: Vec<Currency>,
    /// The one that was chosen.
    pub currency: Option<Currency>,
    /// The day, `YYYY-MM-DD`.
    pub received_on: Typed,
}

/// Draws the page of transfers.
pub fn page(shell: TeamShell, view: TransfersView) -> String {
    let reader = shell.reader;
    let faults = faults(&view);
    let title = Place::Transfers.name(reader);
    let head = faults.mark(shell::titled(&shell, &title), reader);
    shell::page(shell, Place::Transfers, head, move || {
        let TransfersView { waiting, answering, received } = view;
        let none = waiting.is_empty();
        let rows = waiting.into_iter().map(|row| {
            let answer = answering.clone().filter(|(id, _)| *id == row.transfer).map(|(_, a)| a);
            view! { <Announced reader row answer/> }
        });
        view! {
            <FaultList reader faults/>
            <h1>{title}</h1>
            <section class="card"><Received reader form=received/></section>
            <section class="card">
                <h2>{reader.say(key::TeamTransfersWaiting)}</h2>
                {none.then(|| view! { <p class="soft">{reader.say(key::TeamTransfersNone)}</p> })}
                <ul class="entries">{rows.collect_view()}</ul>
            </section>
        }
        .into_any()
    })
}

fn faults(view: &TransfersView) -> Faults {
    let ReceivedForm { reference, amount, received_on, .. } = &view.received;
    let received = [("reference", reference), ("amount", amount), ("received_on", received_on)];
    let Some((transfer, answer)) = &view.answering else { return Faults::of(received) };
    match answer {
        TransferAnswer::Confirm { amount, received_on, over } => Faults::of([
            (&*field_id("amount", transfer), amount),
            (&*field_id("day", transfer), received_on),
            ("over", over),
        ]),
        TransferAnswer::Refuse { reason } => Faults::of([(&*field_id("reason", transfer), reason)]),
    }
}

fn field_id(field: &str, transfer: &AttemptId) -> String {
    format!("{field}-{transfer}")
}

#[component]
fn Announced(reader: Reader, row: TransferRow, answer: Option<TransferAnswer>) -> impl IntoView {
    let TransferRow { transfer, reference, amount, case, name, note, announced_at } = row;
    let (confirm, refuse) = match answer {
        Some(TransferAnswer::Confirm { amount, received_on, over }) => {
            (Some((amount, received_on, over)), None)
        }
        Some(TransferAnswer::Refuse { reason }) => (None, Some(reason)),
        None => (None, None),
    };
    let moment = &reader.moment(announced_at);
    view! {
        <li>
            <p class="pair"><b class="secret">{reference}</b> <b>{reader.money(amount)}</b></p>
            <p><a href=routes::team_case(&case)>{name}</a></p>
            <p class="soft small">{reader.say(key::TeamTransfersAnnounced { moment })}</p>
            {note.map(|text| view! {
                <p class="said"><span class="soft small">{reader.say(key::TeamTransfersSaid)}</span> " " {text}</p>
            })}
            <Confirm reader transfer=transfer.clone() asked=amount typed=confirm/>
            <Refuse reader transfer typed=refuse/>
        </li>
    }
}

#[component]
fn Confirm(
    reader: Reader,
    transfer: AttemptId,
    asked: Money,
    typed: Option<(Typed, Typed, Typed)>,
) -> impl IntoView {
    let open = typed.is_some();
    let (amount, received_on, over) = typed.unwrap_or_else(|| {
        let amount = format::plain(reader.voice.region, asked);
        (Typed::preset(amount), Typed::preset(reader.today.to_string()), Typed::default())
    });
    view! {
        <Fold label=reader.say(key::TeamTransfersConfirm) open>
            <form method="post" action=routes::team_transfer_confirm(&transfer)>
                <div class="fields">
                    <Line
                        reader
                        name="amount"
                        id=Some(field_id("amount", &transfer))
                        label=reader.say(key::TeamTransfersConfirmAmount)
                        kind=FieldKind::Amount
                        typed=amount
                    />
                    <Line
                        reader
                        name="received_on"
                        id=Some(field_id("day", &transfer))
                        label=reader.say(key::TeamReceivedOn)
                        kind=FieldKind::Date
                        typed=received_on
                    />
                </div>
                <OverBox reader typed=over/>
                <button class="btn fit">{reader.say(key::TeamTransfersConfirmButton)}</button>
            </form>
        </Fold>
    }
}

#[component]
fn Refuse(reader: Reader, transfer: AttemptId, typed: Option<Typed>) -> impl IntoView {
    let open = typed.is_some();
    view! {
        <Fold label=reader.say(key::TeamTransfersRefuse) open>
            <form method="post" action=routes::team_transfer_refuse(&transfer)>
                <Lines
                    reader
                    name="reason"
                    id=Some(field_id("reason", &transfer))
                    label=reader.say(key::TeamTransfersRefuseReason)
                    typed=typed.unwrap_or_default()
                    hint=Some(reader.say(key::TeamTransfersRefuseHint))
                />
                <button class="btn fit">{reader.say(key::TeamTransfersRefuseButton)}</button>
            </form>
        </Fold>
    }
}

#[component]
fn Received(reader: Reader, form: ReceivedForm) -> impl IntoView {
    let ReceivedForm { key, reference, amount, currencies, currency, received_on } = form;
    let open = [&reference, &amount, &received_on].iter().any(|typed| typed.wrong.is_some());
    view! {
        <Fold label=reader.say(key::TeamTransfersReceived) open>
            <p class="soft small">{reader.say(key::TeamTransfersReceivedHint)}</p>
            <form method="post" action=pattern::TEAM_TRANSFER_RECEIVED>
                <input type="hidden" name="key" value=key/>
                <div class="fields">
                    <Line
                        reader
                        name="reference"
                        label=reader.say(key::TeamTransfersReceivedReference)
                        kind=FieldKind::Text
                        typed=reference
                    />
                    <Line
                        reader
                        name="amount"
                        label=reader.say(key::TeamAmount)
                        kind=FieldKind::Amount
                        typed=amount
                    />
                    <CurrencyPick reader currencies chosen=currency/>
                    <Line
                        reader
                        name="received_on"
                        label=reader.say(key::TeamReceivedOn)
                        kind=FieldKind::Date
                        typed=received_on
                    />
                </div>
                <button class="btn fit">{reader.say(key::TeamTransfersReceivedButton)}</button>
            </form>
        </Fold>
    }
}
