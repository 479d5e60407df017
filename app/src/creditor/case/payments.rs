//! The payments of a case: receipt, what became of each, and the way to undo it.

use chrono::NaiveDate;
use domain::ids::{CaseId, PaymentId};
use domain::ledger::Channel;
use domain::money::Money;
use leptos::prelude::*;

use super::undo::{CameBack, GivenBackForm, Undo, Undoing};
use crate::creditor::form::Typed;
use crate::creditor::shell::Role;
use crate::reader::Reader;
use crate::texts::key;

/// One payment.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PaymentRow {
    /// The payment.
    pub payment: PaymentId,
    /// The number on its receipt.
    pub receipt: u64,
    /// The day the money arrived.
    pub received_on: NaiveDate,
    /// Where it came in.
    pub channel: Channel,
    /// How much.
    pub amount: Money,
    /// What the member who recorded it wrote.
    pub note: Option<String>,
    /// Who recorded it.
    pub recorded_by: Option<String>,
    /// What became of it.
    pub marks: Vec<PaymentMark>,
    /// How it can be undone.
    pub undo: Undo,
}

/// What became of a payment.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum PaymentMark {
    /// This much was given back.
    Refunded(Money),
    /// This much is being given back.
    Refunding(Money),
    /// Giving this much back failed.
    RefundFailed(Money),
    /// A bank took this much back.
    ChargedBack(Money),
    /// It was undone: it never happened.
    Reversed,
}

/// The payments as a list, each with its way back.
#[component]
pub(super) fn Payments(
    reader: Reader,
    role: Role,
    case: CaseId,
    payments: Vec<PaymentRow>,
    undoing: Option<(PaymentId, Typed)>,
    giving_back: Option<(PaymentId, GivenBackForm)>,
    form_key: String,
) -> impl IntoView {
    let none = payments.is_empty().then(|| reader.say(key::TeamCasePaymentsNone));
    let items = payments.into_iter().map(move |row| {
        let came = CameBack {
            undoing: of(&row.payment, undoing.as_ref()),
            giving_back: of(&row.payment, giving_back.as_ref()),
        };
        let (case, payment, undo) = (case.clone(), row.payment.clone(), row.undo);
        let key = format!("{form_key}.{payment}");
        let PaymentRow { receipt, received_on, channel, amount, note, recorded_by, marks, .. } =
            row;
        let receipt = format!("{} {receipt}", reader.say(key::TeamReceipt));
        view! {
            <li>
                <p class="pair"><b>{receipt}</b> <b>{reader.money(amount)}</b></p>
                <p class="soft small facts">
                    <span>{reader.day(received_on)}</span>
                    <span>{channel_name(reader, channel)}</span>
                    {recorded_by.map(|name| view! { <span>{name}</span> })}
                </p>
                {note.map(|text| view! { <p class="small">{text}</p> })}
                {self::marks(reader, marks)}
                <Undoing reader role undo case payment came key/>
            </li>
        }
    });
    let items = items.collect_view();
    view! {
        <h2>{reader.say(key::TeamCasePayments)}</h2>
        {none.map(|text| view! { <p class="soft">{text}</p> })}
        <ul class="entries">{items}</ul>
    }
}

/// The form that came back, if it is that of this payment.
fn of<T: Clone>(payment: &PaymentId, came: Option<&(PaymentId, T)>) -> Option<T> {
    came.filter(|(id, _)| id == payment).map(|(_, form)| form.clone())
}

/// What became of a payment, as tags.
pub(in crate::creditor) fn marks(reader: Reader, marks: Vec<PaymentMark>) -> impl IntoView {
    (!marks.is_empty()).then(|| {
        let tags = marks
            .into_iter()
            .map(|mark| view! { <span class="tag">{mark_text(reader, mark)}</span> " " });
        view! { <p>{tags.collect_view()}</p> }
    })
}

fn mark_text(reader: Reader, mark: PaymentMark) -> String {
    match mark {
        PaymentMark::Refunded(amount) => {
            reader.say(key::TeamMarkRefunded { amount: &reader.money(amount) })
        }
        PaymentMark::Refunding(amount) => {
            reader.say(key::TeamMarkRefunding { amount: &reader.money(amount) })
        }
        PaymentMark::RefundFailed(amount) => {
            reader.say(key::TeamMarkRefundFailed { amount: &reader.money(amount) })
        }
        PaymentMark::ChargedBack(amount) => {
            reader.say(key::TeamMarkChargedBack { amount: &reader.money(amount) })
        }
        PaymentMark::Reversed => reader.say(key::TeamMarkReversed),
    }
}

/// Where money came in, in words.
pub(crate) fn channel_name(reader: Reader, channel: Channel) -> String {
    match channel {
        Channel::Stripe => reader.say(key::TeamChannelStripe),
        Channel::Transfer => reader.say(key::TeamChannelTransfer),
        Channel::Elsewhere => reader.say(key::TeamChannelElsewhere),
    }
}
