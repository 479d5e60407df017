//! The documents of a case, with what each is made of.

use chrono::NaiveDate;
use domain::ids::DebtId;
use domain::money::Money;
use leptos::prelude::*;

use crate::creditor::hold::HoldKind;
use crate::creditor::table::{Column, Table};
use crate::reader::Reader;
use crate::texts::key;

/// One document.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DebtRow {
    /// The debt.
    pub debt: DebtId,
    /// What kind of paper it is, as imported: `Boleta`.
    pub document: Option<String>,
    /// Its number.
    pub reference: String,
    /// What for.
    pub description: Option<String>,
    /// When it is due, if the import said so.
    pub due_on: Option<NaiveDate>,
    /// Days since then, while something is owed.
    pub days_late: Option<u64>,
    /// Still owed of the invoice itself.
    pub principal: Money,
    /// Still owed of interest.
    pub interest: Money,
    /// Still owed of charges.
    pub fees: Money,
    /// Received for it, less what was given or taken back.
    pub paid: Money,
    /// Still owed in all.
    pub owed: Money,
    /// Where it stands.
    pub state: DebtState,
}

/// Where a document stands.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum DebtState {
    /// Something is owed.
    Open,
    /// Something is owed, and the imported file marks it as disputed.
    Disputed,
    /// Nothing is owed any more.
    Settled,
    /// The creditor's system closed it.
    Closed,
}

impl DebtRow {
    pub(super) fn title(&self) -> String {
        match &self.document {
            Some(document) => format!("{document} {}", self.reference),
            None => self.reference.clone(),
        }
    }
}

/// The documents as a table.
#[component]
pub(super) fn Debts(reader: Reader, debts: Vec<DebtRow>) -> impl IntoView {
    let columns = vec![
        Column::text(reader.say(key::TeamCaseDocument)),
        Column::text(reader.say(key::TeamCaseDue)),
        Column::amount(reader.say(key::TeamCasePrincipal)),
        Column::amount(reader.say(key::TeamCaseInterest)),
        Column::amount(reader.say(key::TeamCaseFees)),
        Column::amount(reader.say(key::TeamCasePaid)),
        Column::amount(reader.say(key::TeamOwed)),
    ];
    let none = debts.is_empty().then(|| reader.say(key::TeamCaseDebtsNone));
    let rows: Vec<_> = debts.into_iter().map(|debt| cells(reader, debt)).collect();
    let title = reader.say(key::TeamCaseDebts);
    view! {
        <section class="card">
            <h2>{title.clone()}</h2>
            {none.map(|text| view! { <p class="soft">{text}</p> })}
            {(!rows.is_empty()).then(|| view! { <Table caption=title columns rows/> })}
        </section>
    }
}

fn cells(reader: Reader, debt: DebtRow) -> Vec<AnyView> {
    let title = debt.title();
    let amount = |amount: Money| {
        let text = (!amount.is_zero()).then(|| reader.money(amount));
        text.into_any()
    };
    let owed = reader.money(debt.owed);
    vec![
        view! {
            {title}
            {debt.description.map(|text| view! { <small class="soft">{text}</small> })}
        }
        .into_any(),
        view! {
            {debt.due_on.map(|day| reader.short_day(day))}
            {state(reader, debt.state, debt.days_late).map(|text| view! { <small class="soft">{text}</small> })}
        }
        .into_any(),
        amount(debt.principal),
        amount(debt.interest),
        amount(debt.fees),
        amount(debt.paid),
        view! { <b>{owed}</b> }.into_any(),
    ]
}

fn state(reader: Reader, state: DebtState, days_late: Option<u64>) -> Option<String> {
    match state {
        DebtState::Open => days_late.map(|days| reader.say(key::TeamDaysLate { days })),
        DebtState::Disputed => Some(HoldKind::Disputed.text(reader)),
        DebtState::Settled => Some(reader.say(key::TeamCaseSettled)),
        DebtState::Closed => Some(reader.say(key::TeamCaseClosed)),
    }
}
