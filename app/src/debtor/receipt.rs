//! The paper of one payment, made to be printed. Dates carry their year: it is kept.

use chrono::{NaiveDate, NaiveDateTime};
use domain::ids::PaymentId;
use domain::money::Money;
use leptos::prelude::*;

use super::real::LegalIdentity;
use super::review::{Cover, covered};
use crate::components::{Link, LinkList, Notice, Row, Rows, Sum, Tone};
use crate::reader::Reader;
use crate::routes::{self, pattern};
use crate::shell::{self, Head, Shell};
use crate::texts::key;

/// What a receipt says.
#[derive(Clone, Debug)]
pub struct ReceiptView {
    /// Of which payment.
    pub payment: PaymentId,
    /// Its number, as printed.
    pub number: String,
    /// Who received the money.
    pub creditor: LegalIdentity,
    /// Who paid, in full.
    pub debtor: String,
    /// When, in the creditor's zone.
    pub received_at: NaiveDateTime,
    /// How much.
    pub amount: Money,
    /// By which means.
    pub method: Method,
    /// The reference that the bank or the provider knows.
    pub reference: Option<String>,
    /// What it paid.
    pub covers: Vec<Cover>,
    /// What was left over and is now the debtor's credit.
    pub credit: Money,
    /// What was given up together with it.
    pub given_up: Money,
    /// What was open in this currency right after it.
    pub left: Vec<Money>,
    /// The head of the case's evidence chain when the receipt was made.
    pub evidence: String,
    /// What became of the payment since.
    pub afterwards: Vec<Afterwards>,
}

/// By which means it was paid.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Method {
    /// A card or a wallet.
    Card,
    /// A code paid in cash or at a bank.
    Voucher,
    /// A bank debit.
    Bank,
    /// A bank transfer.
    Transfer,
    /// Received elsewhere and recorded by the team.
    Elsewhere,
}

/// What became of the payment since.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Afterwards {
    /// Money was given back.
    Refunded {
        /// How much.
        amount: Money,
        /// When.
        on: NaiveDate,
    },
    /// The payment was undone: reversed by the team, or charged back.
    Reversed {
        /// When.
        on: NaiveDate,
    },
}

impl Method {
    pub(crate) fn text(self, reader: Reader) -> String {
        match self {
            Self::Card => reader.say(key::ReceiptHowCard),
            Self::Voucher => reader.say(key::ReceiptHowVoucher),
            Self::Bank => reader.say(key::ReceiptHowBank),
            Self::Transfer => reader.say(key::ReceiptHowTransfer),
            Self::Elsewhere => reader.say(key::ReceiptHowElsewhere),
        }
    }
}

/// The page.
pub fn page(shell: Shell, view: ReceiptView) -> String {
    let reader = shell.reader;
    let head = Head::titled(reader.say(key::ReceiptTitle { creditor: &shell.sender.name }));
    shell::page(shell, head, move || view! { <Receipt reader view/> }.into_any())
}

#[component]
fn Receipt(reader: Reader, view: ReceiptView) -> impl IntoView {
    let (facts, rows, left) = (facts(reader, &view), sums(reader, &view), left(reader, &view.left));
    let pdf = Link::to(routes::receipt_pdf(&view.payment), reader.say(key::DocumentDownload));
    let back = Link::to(pattern::STATEMENT, reader.say(key::PaymentBack));
    let ReceiptView { number, amount, given_up, evidence, afterwards, .. } = view;
    let number = reader.say(key::ReceiptNumber { number: &number });
    let given_up = (!given_up.is_zero())
        .then(|| reader.say(key::ReceiptGivenUp { amount: &reader.money(given_up) }));
    view! {
        {afterwards.into_iter().map(|a| view! { <Since reader afterwards=a/> }).collect_view()}
        <h1>{reader.say(key::ReceiptHeading)}</h1>
        <p class="soft">{number}</p>
        <Sum reader amount/>
        <div class="card"><Rows rows=facts class="rows lined"/></div>
        <h2>{reader.say(key::ReceiptCovers)}</h2>
        <div class="card"><Rows rows/></div>
        {given_up.map(|text| view! { <p>{text}</p> })}
        <p>{left}</p>
        <h2>{reader.say(key::ReceiptEvidence)}</h2>
        <p class="mono">{evidence}</p>
        <p class="soft small">{reader.say(key::ReceiptEvidenceMore)}</p>
        <p class="soft small">{reader.say(key::ReceiptNotTax)}</p>
        <LinkList links=vec![pdf, back]/>
    }
}

/// What the money paid, what was left over, and all of it.
pub(crate) fn sums(reader: Reader, view: &ReceiptView) -> Vec<Row> {
    let mut rows = covered(reader, view.covers.clone());
    if !view.credit.is_zero() {
        rows.push(Row::amount(reader.say(key::ReceiptCredit), reader.money(view.credit)));
    }
    rows.push(Row::total(reader.say(key::ReceiptTotal), reader.money(view.amount)));
    rows
}

/// What was open right after it, in a sentence.
pub(crate) fn left(reader: Reader, left: &[Money]) -> String {
    if left.is_empty() {
        reader.say(key::ReceiptLeftNone)
    } else {
        reader.say(key::ReceiptLeft { amount: &reader.sums(left) })
    }
}

/// Who received it from whom, when and how.
pub(crate) fn facts(reader: Reader, view: &ReceiptView) -> Vec<Row> {
    let LegalIdentity { name, id_label, id, address, .. } = view.creditor.clone();
    let method = view.method.text(reader);
    let at = view.received_at;
    let moment = format!("{}, {}", reader.dated(at.date()), reader.time(at.time()));
    [
        Some(Row::text(reader.say(key::ReceiptBy), name)),
        Some(Row::text(id_label, id)),
        address.map(|address| Row::text(reader.say(key::RealAddress), address)),
        Some(Row::text(reader.say(key::ReceiptFrom), view.debtor.clone())),
        Some(Row::text(reader.say(key::ReceiptOn), moment)),
        Some(Row::text(reader.say(key::ReceiptHow), method)),
        view.reference.clone().map(|text| Row::copy(reader.say(key::ReceiptReference), text)),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// What became of it since, in a sentence.
pub(crate) fn since(reader: Reader, afterwards: Afterwards) -> String {
    match afterwards {
        Afterwards::Refunded { amount, on } => {
            let (amount, day) = (reader.money(amount), reader.dated(on));
            reader.say(key::ReceiptRefunded { amount: &amount, day: &day })
        }
        Afterwards::Reversed { on } => reader.say(key::ReceiptReversed { day: &reader.dated(on) }),
    }
}

#[component]
fn Since(reader: Reader, afterwards: Afterwards) -> impl IntoView {
    view! { <Notice tone=Tone::Wait lead=since(reader, afterwards)/> }
}
