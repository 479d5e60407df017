//! The ways back from a payment: give the money back, write down that it was given back, or take back
//! the record of it.

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
    /// It came in elsewhere and all of it is there: the record of it can be reversed, or owners write
    /// down what they gave back.
    Reverse {
        /// The most that is left of it.
        up_to: Money,
    },
    /// It came in elsewhere and part of it went back: only the rest can. Drawn for owners only.
    GiveBack {
        /// The most that is left of it.
        up_to: Money,
    },
    /// It came in through a provider: so much can be given back. Drawn for owners only.
    Refund {
        /// The most that is left of it.
        up_to: Money,
    },
}

/// The form for money given back outside, as it was typed when it came back.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct GivenBackForm {
    /// How much, as the reader's country writes it.
    pub amount: Typed,
    /// The day, `YYYY-MM-DD`.
    pub given_on: Typed,
    /// For the record.
    pub note: Typed,
}

/// The form of a payment that was sent and came back: of its undoing, or of money given back outside.
#[derive(Clone, Default)]
pub(super) struct CameBack {
    pub undoing: Option<Typed>,
    pub giving_back: Option<GivenBackForm>,
}

/// The `id` of the one field of a payment's undoing.
pub(super) fn undo_id(payment: &PaymentId) -> String {
    format!("undo-{payment}")
}

/// The `id` of a field of the form for money of a payment that was given back outside.
pub(super) fn given_back_id(field: &str, payment: &PaymentId) -> String {
    format!("{field}-{payment}")
}

/// The way back from one payment; nothing where there is none, or not for this role.
#[component]
pub(super) fn Undoing(
    reader: Reader,
    role: Role,
    undo: Undo,
    case: CaseId,
    payment: PaymentId,
    came: CameBack,
    /// Makes a refund that is sent twice happen once.
    key: String,
) -> impl IntoView {
    let CameBack { undoing: typed, giving_back: form } = came;
    match (undo, role) {
        (Undo::Refund { up_to }, Role::Owner) => {
            Some(view! { <Refund reader case payment typed up_to key/> }.into_any())
        }
        (Undo::Reverse { up_to }, Role::Owner) => {
            let (of, paid) = (case.clone(), payment.clone());
            let both = view! {
                <GiveBack reader case=of payment=paid form up_to key/>
                <Reverse reader case payment typed/>
            };
            Some(both.into_any())
        }
        (Undo::GiveBack { up_to }, Role::Owner) => {
            Some(view! { <GiveBack reader case payment form up_to key/> }.into_any())
        }
        (Undo::Reverse { .. }, Role::Agent) => {
            Some(view! { <Reverse reader case payment typed/> }.into_any())
        }
        (Undo::Nothing | Undo::Refund { .. } | Undo::GiveBack { .. }, _) => None,
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
                <input type="hidden" name="left" value=up_to.minor().to_string()/>
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
fn GiveBack(
    reader: Reader,
    case: CaseId,
    payment: PaymentId,
    form: Option<GivenBackForm>,
    up_to: Money,
    key: String,
) -> impl IntoView {
    let open = form.is_some();
    let GivenBackForm { amount, given_on, note } = form.unwrap_or_else(|| GivenBackForm {
        amount: Typed::preset(format::plain(reader.voice.region, up_to)),
        given_on: Typed::preset(reader.today.to_string()),
        note: Typed::default(),
    });
    let hint = reader.say(key::TeamGivenBackHint { amount: &reader.money(up_to) });
    view! {
        <Fold label=reader.say(key::TeamGivenBack) open>
            <form method="post" action=routes::team_case_given_back(&case, &payment)>
                <input type="hidden" name="key" value=key/>
                <input type="hidden" name="left" value=up_to.minor().to_string()/>
                <Line
                    reader
                    name="amount"
                    id=Some(given_back_id("back-amount", &payment))
                    label=reader.say(key::TeamRefundAmount)
                    kind=FieldKind::Amount
                    typed=amount
                    hint=Some(hint)
                />
                <Line
                    reader
                    name="given_on"
                    id=Some(given_back_id("back-day", &payment))
                    label=reader.say(key::TeamGivenBackOn)
                    kind=FieldKind::Date
                    typed=given_on
                />
                <Lines
                    reader
                    name="note"
                    id=Some(given_back_id("back-note", &payment))
                    label=reader.say(key::TeamRecordNote)
                    typed=note
                    hint=Some(reader.say(key::TeamGivenBackNoteHint))
                />
                <button class="btn fit">{reader.say(key::TeamGivenBackButton)}</button>
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
