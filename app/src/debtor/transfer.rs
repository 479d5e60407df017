//! Paying by bank transfer: where to, how much, with which reference, and how it stands.

use chrono::NaiveDate;
use domain::ids::{AttemptId, PaymentId};
use domain::money::Money;
use leptos::prelude::*;

use crate::components::{
    Link, LinkList, LongField, Paragraphs, Problem, ProblemSummary, Row, Rows, Submit, Sum, Tick,
    problem_of,
};
use crate::reader::Reader;
use crate::routes::{self, pattern};
use crate::shell::{self, Head, Shell, Written};
use crate::texts::key;

/// The most characters of the note that are kept.
pub const NOTE_MAX: u16 = 500;

/// What the page of a transfer shows.
#[derive(Clone, Debug)]
pub struct TransferView {
    /// Which.
    pub transfer: AttemptId,
    /// The exact amount.
    pub amount: Money,
    /// What is given up for it, and the last day on which it must arrive for that; `None` if nothing.
    pub gives_up: Option<(Money, NaiveDate)>,
    /// What tells whose it is.
    pub reference: String,
    /// Where it goes.
    pub account: BankAccount,
    /// How it stands.
    pub status: TransferStatus,
    /// The note as typed.
    pub note: String,
    /// Whether the note was too long.
    pub problem: Option<NoteProblem>,
}

/// Why the note was not taken.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NoteProblem {
    /// More than [`NOTE_MAX`] characters.
    TooLong,
}

/// The creditor's bank account.
#[derive(Clone, Debug)]
pub struct BankAccount {
    /// The bank.
    pub bank: String,
    /// In whose name.
    pub holder: String,
    /// The holder's id with its label (`RUC 20601234565`).
    pub holder_id: Option<String>,
    /// The number within the bank.
    pub number: Option<String>,
    /// The number for transfers from other banks, with what it is called (`CCI`, `CLABE`, `IBAN`).
    pub interbank: Option<(String, String)>,
}

/// How a transfer stands.
#[derive(Clone, Debug)]
pub enum TransferStatus {
    /// Not made yet, as far as we know.
    Waiting,
    /// The debtor says it is made.
    Announced {
        /// When they said so.
        on: NaiveDate,
        /// What waits for the creditor's answer.
        waits: Waits,
    },
    /// The creditor has seen the money.
    Confirmed {
        /// The receipt's payment.
        payment: PaymentId,
    },
    /// The creditor has not found it.
    Refused {
        /// What the creditor wrote.
        reason: Option<Written>,
    },
}

/// Whether dates of the debtor wait for what the creditor says of a transfer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Waits {
    /// There are none.
    Nothing,
    /// None is missed until this day.
    Until(NaiveDate),
    /// They waited until this day, and nobody has answered.
    Over(NaiveDate),
}

/// The page.
pub fn page(shell: Shell, view: TransferView) -> String {
    let reader = shell.reader;
    let creditor = shell.sender.name.clone();
    let head = Head::titled(reader.say(key::TransferTitle { creditor: &creditor }));
    let head = if view.problem.is_some() { head.with_problem(reader) } else { head };
    shell::page(shell, head, move || {
        let back = vec![Link::to(pattern::STATEMENT, reader.say(key::PaymentBack))];
        let body = match view.status.clone() {
            TransferStatus::Waiting => view! { <Instructions reader view/> }.into_any(),
            TransferStatus::Announced { on, waits } => {
                view! { <Announced reader creditor view said=(on, waits)/> }.into_any()
            }
            TransferStatus::Confirmed { payment } => {
                view! { <Confirmed reader amount=view.amount payment/> }.into_any()
            }
            TransferStatus::Refused { reason } => {
                view! { <Refused reader creditor view reason/> }.into_any()
            }
        };
        view! { {body}<LinkList links=back/> }.into_any()
    })
}

#[component]
fn Instructions(reader: Reader, view: TransferView) -> impl IntoView {
    let TransferView { transfer, amount, gives_up, reference, account, note, problem, .. } = view;
    let gives_up = gives_up.map(|(given_up, until)| {
        let (amount, day) = (&*reader.money(given_up), &*reader.weekday(until));
        reader.say(key::TransferGivesUp { amount, day })
    });
    let check = reader.say(key::TransferCheck { holder: &account.holder });
    let problems: Vec<Problem> = problem
        .map(|NoteProblem::TooLong| Problem {
            field: "note",
            text: reader.say(key::TransferNoteLong { count: u64::from(NOTE_MAX) }),
        })
        .into_iter()
        .collect();
    view! {
        <ProblemSummary reader problems=problems.clone()/>
        <h1>{reader.say(key::TransferHeading)}</h1>
        <Sum reader amount/>
        {gives_up.map(|text| view! { <p>{text}</p> })}
        <h2>{reader.say(key::TransferReference)}</h2>
        <div class="card main">
            <p class="copy big">{reference}</p>
            <p class="soft small">{reader.say(key::TransferReferenceMore)}</p>
        </div>
        <h2>{reader.say(key::TransferTo)}</h2>
        <div class="card"><Account reader account/></div>
        <p class="soft small">{reader.say(key::TransferCopy)}</p>
        <p class="small">{check}</p>
        <h2>{reader.say(key::TransferDone)}</h2>
        <Announce reader transfer note problems/>
    }
}

#[component]
fn Announce(
    reader: Reader,
    transfer: AttemptId,
    note: String,
    problems: Vec<Problem>,
) -> impl IntoView {
    view! {
        <form method="post" action=routes::transfer(&transfer) class="card">
            <LongField
                name="note"
                label=reader.say(key::TransferNote)
                value=note
                hint=Some(reader.say(key::TransferNoteHint))
                problem=problem_of(&problems, "note")
                max=NOTE_MAX
            />
            <Submit label=reader.say(key::TransferButton)/>
        </form>
    }
}

#[component]
fn Account(reader: Reader, account: BankAccount) -> impl IntoView {
    let BankAccount { bank, holder, holder_id, number, interbank } = account;
    let rows = [
        Some(Row::text(reader.say(key::TransferBank), bank)),
        number.map(|number| Row::copy(reader.say(key::TransferAccount), number)),
        interbank.map(|(label, number)| Row::copy(label, number)),
        Some(Row::copy(reader.say(key::TransferHolder), holder)),
        holder_id.map(|id| Row::copy(reader.say(key::TransferHolderId), id)),
    ];
    view! { <Rows rows=rows.into_iter().flatten().collect() class="rows lined"/> }
}

#[component]
fn Announced(
    reader: Reader,
    creditor: String,
    view: TransferView,
    said: (NaiveDate, Waits),
) -> impl IntoView {
    let TransferView { amount, reference, account, .. } = view;
    let (on, waits) = said;
    let dates = match waits {
        Waits::Nothing => None,
        Waits::Until(day) => Some(reader.say(key::TransferWaits { day: &reader.weekday(day) })),
        Waits::Over(day) => Some(reader.say(key::TransferWaited { day: &reader.day(day) })),
    };
    let say = matches!(waits, Waits::Over(_)).then(|| reader.say(key::StatementElsePaid));
    let more = reader.say(key::TransferAnnouncedMore { day: &reader.day(on), creditor: &creditor });
    let reference = Row::copy(reader.say(key::ReceiptReference), reference);
    view! {
        <h1>{reader.say(key::TransferAnnounced { amount: &reader.money(amount) })}</h1>
        <p>{more}</p>
        {dates.map(|text| view! { <p>{text}</p> })}
        {say.map(|label| view! { <a class="btn ghost" href=pattern::SAY_PAID>{label}</a> })}
        <h2>{reader.say(key::TransferData)}</h2>
        <div class="card">
            <Rows rows=vec![reference] class="rows lined"/>
            <Account reader account/>
        </div>
    }
}

#[component]
fn Confirmed(reader: Reader, amount: Money, payment: PaymentId) -> impl IntoView {
    view! {
        <Tick/>
        <h1>{reader.say(key::TransferConfirmed { amount: &reader.money(amount) })}</h1>
        <p>{reader.say(key::PaymentStopped)}</p>
        <a class="btn" href=routes::receipt(&payment)>{reader.say(key::PaymentReceipt)}</a>
    }
}

#[component]
fn Refused(
    reader: Reader,
    creditor: String,
    view: TransferView,
    reason: Option<Written>,
) -> impl IntoView {
    let TransferView { amount, reference, .. } = view;
    let wrote = reader.say(key::TransferRefusedReason { creditor: &creditor });
    view! {
        <h1>{reader.say(key::TransferRefused { amount: &reader.money(amount) })}</h1>
        <p>{reader.say(key::TransferRefusedMore { creditor: &creditor })}</p>
        <p class="soft">{reader.say(key::TransferProofHint)}</p>
        {reason.map(|written| view! {
            <div class="card"><p class="soft small">{wrote}</p><Paragraphs reader written/></div>
        })}
        <div class="card">
            <Rows rows=vec![Row::copy(reader.say(key::ReceiptReference), reference)]/>
        </div>
        <a class="btn" href=pattern::SAY_PAID>{reader.say(key::StatementElsePaid)}</a>
    }
}
