//! Each debt with what it is made of.

use chrono::NaiveDate;
use domain::money::{Currency, Money};
use leptos::prelude::*;

use super::{Accrued, DebtView, Standing, TotalView};
use crate::components::{Amount, Row, Rows};
use crate::reader::Reader;
use crate::texts::key;

/// The debts as one card.
#[component]
pub(super) fn Debts(reader: Reader, debts: Vec<DebtView>, totals: Vec<TotalView>) -> impl IntoView {
    let left_out = left_out(&totals, &debts);
    let items = debts.into_iter().map(|debt| {
        let mark = match debt.standing {
            Standing::Open => None,
            Standing::InPlan => Some(reader.say(key::DebtInPlan)),
            Standing::Disputed if left_out.contains(&debt.balance.currency()) => {
                Some(reader.say(key::DebtDisputedNotCounted))
            }
            Standing::Disputed => Some(reader.say(key::DebtDisputed)),
        };
        view! { <li><Debt reader debt mark/></li> }
    });
    view! { <ul class="card flush debts">{items.collect_view()}</ul> }
}

#[component]
fn Debt(reader: Reader, debt: DebtView, mark: Option<String>) -> impl IntoView {
    let document = debt.document.name(reader);
    let dated = match debt.issued_on {
        Some(day) => {
            reader.say(key::DebtDocumentDated { document: &document, day: &reader.day(day) })
        }
        None => document.clone(),
    };
    let paper = debt.what_for.is_some().then_some(dated);
    let title = debt.what_for.clone().unwrap_or(document);
    let due = due(reader, debt.due_on);
    let rows = made_of(reader, &debt);
    let counted = debt.accrued.map(|accrued| counted(reader, accrued));
    let balance = debt.balance;
    view! {
        <div class="pair"><h3>{title}</h3><b><Amount reader amount=balance/></b></div>
        {mark.map(|mark| view! { <span class="tag">{mark}</span> })}
        {paper.map(|paper| view! { <p class="soft small">{paper}</p> })}
        <p class="soft small">{due}</p>
        {(rows.len() > 1).then(|| view! { <Rows rows/> })}
        {counted.map(|text| view! { <p class="soft small">{text}</p> })}
    }
}

/// The currencies whose total leaves the contested debts out.
fn left_out(totals: &[TotalView], debts: &[DebtView]) -> Vec<Currency> {
    let sum = |currency| {
        let asked = debts.iter().filter(|debt| debt.standing != Standing::InPlan);
        let balances = asked.map(|debt| debt.balance).filter(|b| b.currency() == currency);
        balances.map(Money::minor).fold(0, i64::saturating_add)
    };
    let totals = totals.iter().map(|total| total.total);
    totals.filter(|total| sum(total.currency()) > total.minor()).map(Money::currency).collect()
}

/// When it was or is due, and how many days ago that was.
pub(in crate::debtor) fn due(reader: Reader, due_on: Option<NaiveDate>) -> String {
    let Some(due_on) = due_on else { return reader.say(key::DebtNoDue) };
    let day = &*reader.day(due_on);
    match (reader.today - due_on).num_days() {
        late if late > 0 => reader.say(key::DebtLate { day, count: late.unsigned_abs() }),
        0 => reader.say(key::DebtDueToday { day }),
        _ => reader.say(key::DebtDue { day }),
    }
}

/// How interest that is not charged yet is counted.
fn counted(reader: Reader, accrued: Accrued) -> String {
    let Accrued { interest, since, yearly } = accrued;
    let (amount, day) = (&*reader.money(interest), &*reader.day(since));
    let rate = &*reader.percent(u32::from(yearly.hundredths()));
    reader.say(key::DebtAccrued { amount, day, rate })
}

/// The parts that are not zero. One alone says no more than the balance.
fn made_of(reader: Reader, debt: &DebtView) -> Vec<Row> {
    let amount = |term: String, money: Money| {
        (!money.is_zero()).then(|| Row::amount(term, reader.money(money)))
    };
    let paid = (!debt.paid.is_zero())
        .then(|| Row::amount(reader.say(key::DebtRowPaid), reader.minus(debt.paid)));
    [
        amount(reader.say(key::DebtRowPrincipal), debt.principal),
        amount(reader.say(key::DebtRowInterest), debt.interest),
        amount(reader.say(key::DebtRowFee), debt.fee),
        paid,
    ]
    .into_iter()
    .flatten()
    .collect()
}
