//! The two ways back from a payment: give the money back, or take back the record of it.

use domain::ids::{CaseId, PaymentId};
use domain::money::Money;
use leptos::prelude::*;

use crate::components::FieldKind;
use crate::creditor::form::{Fold, Line, Lines, Typed};
use crate::creditor::shell::Role;
use crate::format;
use crate::reader::Reader;
use crate::routes;
use crate::texts::key;

/// How a payment can be undone.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Undo {
    /// Not at all.
    Nothing,
    /// It came in elsewhere: the record of it can be reversed.
    Reverse,
    /// It came in through a provider: so much can be given back. Drawn for owners only.
    Refund {
        /// The most that is left of it.
        up_to: Money,
    },
}

/// The `id` of the one field of a payment's undoing.
pub(super) fn undo_id(payment: &PaymentId) -> String {
    format!("undo-{payment}")
}

/// The way back from one payment; nothing where there is none, or not for this role.
#[component]
pub(super) fn Undoing(
    reader: Reader,
    role: Role,
    undo: Undo,
    case: CaseId,
    payment: PaymentId,
    /// What was typed, when the form came back.
    typed: Option<Typed>,
    /// Makes a refund that is sent twice happen once.
    key: String,
) -> impl IntoView {
    match (undo, role) {
        (Undo::Refund { up_to }, Role::Owner) => {
            Some(view! { <Refund reader case payment typed up_to key/> }.into_any())
        }
        (Undo::Reverse, _) => Some(view! { <Reverse reader case payment typed/> }.into_any()),
        (Undo::Nothing | Undo::Refund { .. }, _) => None,
    }
}

#[component]
fn Refund(
    reader: Reader,
    case: CaseId,
    payment: PaymentId,
    typed: Option<Typed>,
    up_to: Money,
    key: String,
) -> impl IntoView {
    let open = typed.is_some();
    let typed = typed.unwrap_or_else(|| Typed::preset(format::plain(reader.voice.region, up_to)));
    let hint = reader.say(key::TeamRefundHint { amount: &reader.money(up_to) });
    view! {
        <Fold label=reader.say(key::TeamRefund) open>
            <form method="post" action=routes::team_case_refund(&case, &payment)>
                <input type="hidden" name="key" value=key/>
                <Line
                    reader
                    name="amount"
                    id=Some(undo_id(&payment))
                    label=reader.say(key::TeamRefundAmount)
                    kind=FieldKind::Amount
                    typed
                    hint=Some(hint)
                />
                <button class="btn fit">{reader.say(key::TeamRefundButton)}</button>
            </form>
        </Fold>
    }
}

#[component]
fn Reverse(
    reader: Reader,
    case: CaseId,
    payment: PaymentId,
    typed: Option<Typed>,
) -> impl IntoView {
    let open = typed.is_some();
    view! {
        <Fold label=reader.say(key::TeamReverse) open>
            <form method="post" action=routes::team_case_reverse(&case, &payment)>
                <Lines
                    reader
                    name="reason"
                    id=Some(undo_id(&payment))
                    label=reader.say(key::TeamReverseReason)
                    typed=typed.unwrap_or_default()
                    hint=Some(reader.say(key::TeamReverseHint))
                />
                <button class="btn fit">{reader.say(key::TeamReverseButton)}</button>
            </form>
        </Fold>
    }
}
