//! What was asked for, limit by limit, and what was sent along.

use domain::money::Money;
use leptos::prelude::*;

use super::{Allowed, Terms};
use crate::components::{Row, Rows};
use crate::creditor::table::{Column, Table};
use crate::reader::Reader;
use crate::texts::key;

/// What a debtor says comes in and goes out each month, and what follows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Figures {
    /// What comes in.
    pub income: Money,
    /// Rent or mortgage.
    pub rent: Money,
    /// Light, water, telephone, school.
    pub bills: Money,
    /// Instalments to others.
    pub other_debts: Money,
    /// How many live on it.
    pub people: u32,
    /// What is left of a month.
    pub left: Money,
    /// The most to pay a month that is suggested.
    pub most: Money,
}

/// One limit: what was asked for, what is accepted at once, whether that is outside.
struct Limit {
    what: String,
    asked: String,
    allowed: String,
    outside: Outside,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Outside {
    Yes,
    No,
}

impl Outside {
    const fn when(yes: bool) -> Self {
        if yes { Self::Yes } else { Self::No }
    }
}

/// What was asked for beside what is accepted at once.
#[component]
pub(super) fn Compared(
    reader: Reader,
    owed: Money,
    asked: Terms,
    allowed: Allowed,
) -> impl IntoView {
    let (pay, all) = (&*reader.money(asked.pay), &*reader.money(owed));
    let offer = reader.say(key::TeamProposalsOffer { pay, owed: all });
    let limits = limits(reader, owed, &asked, allowed);
    let inside = limits.iter().all(|limit| limit.outside == Outside::No);
    let lead = match allowed.broken {
        Some(broken) => reader.say(key::TeamProposalBroken { count: u64::from(broken) }),
        None if inside => reader.say(key::TeamProposalInside),
        None => reader.say(key::TeamProposalBeyond),
    };
    let columns = vec![
        Column::text(reader.say(key::TeamProposalLimit)),
        Column::brief(reader.say(key::TeamProposalAsks)),
        Column::brief(reader.say(key::TeamProposalAllowed)),
        Column::text(reader.say(key::TeamProposalResult)),
    ];
    let rows = limits.into_iter().map(|limit| cells(reader, limit)).collect();
    view! {
        <p><b>{offer}</b></p>
        <p>{lead}</p>
        <Table caption=reader.say(key::TeamProposalAsked) columns rows/>
        <Schedule reader terms=asked/>
    }
}

fn cells(reader: Reader, limit: Limit) -> Vec<AnyView> {
    let Limit { what, asked, allowed, outside } = limit;
    let mark = match outside {
        Outside::Yes => {
            view! { <span class="tag">{reader.say(key::TeamProposalOutside)}</span> }.into_any()
        }
        Outside::No => {
            view! { <span class="soft">{reader.say(key::TeamProposalWithin)}</span> }.into_any()
        }
    };
    vec![what.into_any(), asked.into_any(), allowed.into_any(), mark]
}

fn limits(reader: Reader, owed: Money, asked: &Terms, allowed: Allowed) -> Vec<Limit> {
    let parts = u32::try_from(asked.instalments.len()).unwrap_or(u32::MAX);
    let amounts = asked.instalments.iter().map(|one| one.amount);
    let least = amounts.min_by_key(|amount| amount.minor()).unwrap_or(asked.pay);
    let given_up = owed.less(asked.pay).unwrap_or(Money::zero(owed.currency()));
    let last_on = asked.instalments.last().map_or(allowed.last_on, |last| last.due_on);
    let money = |amount: Money| reader.money(amount);
    vec![
        Limit {
            what: reader.say(key::TeamProposalParts),
            asked: parts.to_string(),
            allowed: allowed.parts.to_string(),
            outside: Outside::when(parts > allowed.parts),
        },
        Limit {
            what: reader.say(key::TeamProposalLeast),
            asked: money(least),
            allowed: money(allowed.least),
            outside: Outside::when(least.minor() < allowed.least.minor()),
        },
        Limit {
            what: reader.say(key::TeamProposalGivenUp),
            asked: money(given_up),
            allowed: money(allowed.given_up),
            outside: Outside::when(given_up.minor() > allowed.given_up.minor()),
        },
        Limit {
            what: reader.say(key::TeamProposalLast),
            asked: reader.day(last_on),
            allowed: reader.day(allowed.last_on),
            outside: Outside::when(last_on > allowed.last_on),
        },
    ]
}

/// The dates, folded away.
#[component]
fn Schedule(reader: Reader, terms: Terms) -> impl IntoView {
    let rows = terms.instalments.into_iter();
    let rows = rows.map(|one| Row::amount(reader.day(one.due_on), reader.money(one.amount)));
    view! {
        <details class="fold">
            <summary>{reader.say(key::TeamProposalDates)}</summary>
            <div class="folded"><Rows rows=rows.collect()/></div>
        </details>
    }
}

/// The other terms that the creditor named last.
#[component]
pub(super) fn Others(reader: Reader, terms: Terms) -> impl IntoView {
    let total = reader.say(key::ProposalTotal { amount: &reader.money(terms.pay) });
    view! {
        <section class="card">
            <h2>{reader.say(key::TeamProposalOther)}</h2>
            <p><b>{total}</b></p>
            <Schedule reader terms/>
        </section>
    }
}

/// The figures of the household.
#[component]
pub(super) fn HouseholdRows(reader: Reader, figures: Figures) -> impl IntoView {
    let row = |term: String, amount: Money| Row::amount(term, reader.money(amount));
    let rows = vec![
        row(reader.say(key::HouseholdIncome), figures.income),
        row(reader.say(key::HouseholdRent), figures.rent),
        row(reader.say(key::HouseholdBills), figures.bills),
        row(reader.say(key::HouseholdDebts), figures.other_debts),
        Row::text(reader.say(key::TeamProposalPeople), figures.people.to_string()),
        row(reader.say(key::TeamProposalLeft), figures.left),
        row(reader.say(key::TeamProposalMost), figures.most),
    ];
    view! {
        <section class="card">
            <h2>{reader.say(key::TeamProposalHousehold)}</h2>
            <p class="soft small">{reader.say(key::TeamProposalHouseholdLead)}</p>
            <Rows rows/>
        </section>
    }
}
