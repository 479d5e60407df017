//! Terms that debtors propose: those that wait for the creditor with their clock, then the others.

use chrono::NaiveDateTime;
use domain::ids::{CaseId, ProposalId};
use domain::money::Money;
use leptos::prelude::*;

use super::happened::when;
use super::shell::{self, Place, TeamShell};
use crate::debtor::proposal::ProposalStage;
use crate::reader::Reader;
use crate::routes;
use crate::texts::key;

/// What the list of proposals shows.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ProposalsView {
    /// Those that wait for the creditor, the most urgent first; all of them on the first page.
    pub waiting: Vec<ProposalRow>,
    /// The others, the latest news first.
    pub answered: Vec<ProposalRow>,
    /// The cursor of the next page of the others (`after`).
    pub more: Option<String>,
}

/// One proposal.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ProposalRow {
    /// The proposal.
    pub proposal: ProposalId,
    /// Its case.
    pub case: CaseId,
    /// The person's name, else the customer's reference.
    pub name: String,
    /// What was owed when it was made.
    pub owed: Money,
    /// What the debtor offered to pay of that.
    pub pay: Money,
    /// Where it stands.
    pub stage: ProposalStage,
    /// How long somebody has to answer.
    pub clock: Option<Clock>,
    /// When it was made, or answered last, in the creditor's zone.
    pub at: NaiveDateTime,
}

/// How long somebody has to answer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Clock {
    /// Until when, in the creditor's zone.
    pub until: NaiveDateTime,
    /// What is left of that now.
    pub left: Left,
}

/// What is left of a time.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Left {
    /// So many whole hours.
    Hours(u64),
    /// Less than an hour.
    Soon,
    /// It is over.
    Over,
}

/// Draws the list of proposals.
pub fn page(shell: TeamShell, view: ProposalsView) -> String {
    let reader = shell.reader;
    let title = Place::Proposals.name(reader);
    let head = shell::titled(&shell, &title);
    shell::page(shell, Place::Proposals, head, move || {
        let ProposalsView { waiting, answered, more } = view;
        let (none, some) = (waiting.is_empty(), !answered.is_empty());
        view! {
            <h1>{title}</h1>
            <section class="card">
                <h2>{reader.say(key::TeamProposalsWaiting)}</h2>
                {none.then(|| view! { <p class="soft">{reader.say(key::TeamProposalsNone)}</p> })}
                <Proposals reader rows=waiting/>
            </section>
            {some.then(|| view! {
                <section class="card">
                    <h2>{reader.say(key::TeamProposalsAnswered)}</h2>
                    <Proposals reader rows=answered/>
                </section>
            })}
            {more.map(|cursor| view! {
                <a class="btn ghost" href=routes::team_proposals_after(&cursor)>{reader.say(key::TeamMore)}</a>
            })}
        }
        .into_any()
    })
}

#[component]
fn Proposals(reader: Reader, rows: Vec<ProposalRow>) -> impl IntoView {
    let items = rows.into_iter().map(|row| {
        let ProposalRow { proposal, case, name, owed, pay, stage, clock, at } = row;
        let (pay, owed) = (&*reader.money(pay), &*reader.money(owed));
        let offer = reader.say(key::TeamProposalsOffer { pay, owed });
        view! {
            <li>
                <p><a href=routes::team_proposal(&proposal)><b>{offer}</b></a></p>
                <p class="facts small">
                    <a href=routes::team_case(&case)>{name}</a>
                    <span class="soft">{when(reader, at)}</span>
                </p>
                <p class="facts small">
                    <span class="tag">{stage.in_lists(reader)}</span>
                    {clock.map(|clock| view! { <span>{time(reader, clock)}</span> })}
                </p>
            </li>
        }
    });
    view! { <ul class="entries">{items.collect_view()}</ul> }
}

/// What is left, or that it is over, with the moment itself.
pub(super) fn time(reader: Reader, clock: Clock) -> String {
    let moment = &*when(reader, clock.until);
    match clock.left {
        Left::Hours(count) => reader.say(key::TeamProposalHours { count, moment }),
        Left::Soon => reader.say(key::TeamProposalSoon { moment }),
        Left::Over => reader.say(key::TeamProposalOver { moment }),
    }
}
