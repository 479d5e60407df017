//! What is owed in each currency, late and not yet due apart, with the button that pays it.

use leptos::prelude::*;

use super::options::YourOptions;
use super::waiting::AllWaiting;
use super::{BestOption, TotalView, Waiting, Ways};
use crate::components::{Amount, Sum};
use crate::reader::Reader;
use crate::routes;
use crate::texts::key;

/// The main currency on top, the others below it.
#[component]
pub(super) fn Totals(
    reader: Reader,
    creditor: String,
    totals: Vec<TotalView>,
    waiting: Vec<Waiting>,
    ways: Ways,
    options: Option<BestOption>,
) -> impl IntoView {
    let several = totals.len() > 1;
    let mut totals = totals.into_iter();
    let first = totals.next().map(|total| {
        let amount = total.total;
        // Nobody shall choose while a payment that may be the last one is being confirmed.
        let options = options.filter(|_| !waiting.iter().any(|w| w.progress.forbids_paying()));
        let rank = if options.is_some() { Rank::Second } else { Rank::First };
        view! {
            <h1>{reader.say(key::StatementTotal)}</h1>
            <Sum reader amount/>
            <Split reader total=total.clone()/>
            <AllWaiting reader creditor=creditor.clone() waiting=waiting.clone()/>
            {options.map(|best| view! { <YourOptions reader best/> })}
            <Pay reader creditor=creditor.clone() total waiting=waiting.clone() ways rank/>
        }
    });
    let others = totals.map(|total| {
        let amount = total.total;
        view! {
            <p class="sum second"><Amount reader amount/></p>
            <Split reader total=total.clone()/>
            <Pay
                reader
                creditor=creditor.clone()
                total
                waiting=waiting.clone()
                ways
                rank=Rank::First
            />
        }
    });
    view! {
        {first}
        {several.then(|| view! {
            <h2>{reader.say(key::StatementOtherCurrency)}</h2>
            <p class="soft small">{reader.say(key::StatementOtherCurrencyMore)}</p>
        })}
        {others.collect_view()}
    }
}

/// Late and not yet due, apart.
#[component]
fn Split(reader: Reader, total: TotalView) -> impl IntoView {
    let TotalView { overdue, not_yet_due, oldest_due, next_due, .. } = total;
    let rest = &*reader.money(not_yet_due);
    let not_due = match next_due {
        Some(day) => reader.say(key::StatementNotDueOn { amount: rest, day: &reader.day(day) }),
        None => reader.say(key::StatementNotDue { amount: rest }),
    };
    if overdue.is_zero() {
        let line =
            next_due.map(|day| reader.say(key::StatementNothingLate { day: &reader.weekday(day) }));
        return line.map(|line| view! { <p class="soft small">{line}</p> }).into_any();
    }
    if not_yet_due.is_zero() {
        let line = oldest_due.map(|day| reader.say(key::StatementOldest { day: &reader.day(day) }));
        return line.map(|line| view! { <p class="soft small">{line}</p> }).into_any();
    }
    let late = reader.say(key::StatementOverdue { amount: &reader.money(overdue) });
    view! {
        <ul class="soft small split">
            <li>{late}</li>
            <li>{not_due}</li>
        </ul>
    }
    .into_any()
}

/// Whether a better way out stands above the button that pays everything.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Rank {
    First,
    Second,
}

/// The button. Quiet while a payment is under way: nobody shall pay twice because of us.
#[component]
fn Pay(
    reader: Reader,
    creditor: String,
    total: TotalView,
    waiting: Vec<Waiting>,
    ways: Ways,
    rank: Rank,
) -> impl IntoView {
    let TotalView { total, overdue, not_yet_due, overdue_debts, .. } = total;
    let currency = total.currency();
    let way = match ways {
        Ways::CardAndTransfer => reader.say(key::StatementWaysBoth),
        Ways::Card => reader.say(key::StatementWaysCard),
        Ways::Transfer => reader.say(key::StatementWaysTransfer),
        Ways::None => reader.say(key::StatementWaysNone { creditor: &creditor }),
    };
    let mine = || waiting.iter().filter(|w| w.amount.currency() == currency);
    if ways == Ways::None || mine().any(|w| w.progress.forbids_paying()) {
        return (ways == Ways::None).then(|| view! { <p>{way}</p> }).into_any();
    }
    let quiet = rank == Rank::Second || mine().next().is_some();
    let class = if quiet { "btn ghost" } else { "btn" };
    let card = if rank == Rank::First { "card main no-print" } else { "card no-print" };
    let both = !overdue.is_zero() && !not_yet_due.is_zero();
    let only_overdue = both.then(|| {
        let label = reader.say(key::StatementPayOverdue { amount: &reader.money(overdue) });
        let href = routes::pay(currency, &overdue_debts);
        view! { <a class="btn ghost" href=href>{label}</a> }
    });
    view! {
        <div class=card>
            <p class="soft small">{way}</p>
            <a class=class href=routes::pay(currency, &[])>
                {reader.say(key::StatementPay { amount: &reader.money(total) })}
            </a>
            {only_overdue}
        </div>
    }
    .into_any()
}
