//! The start page: what is owed and collected, what waits for a person, what happened last.

use chrono::{NaiveDate, NaiveDateTime, Timelike as _};
use domain::ids::CaseId;
use domain::money::Money;
use domain::search_name::greeting_name;
use leptos::prelude::*;

use super::happened::{Event, when};
use super::resting::{self, Resting};
use super::shell::{self, Place, TeamShell};
use crate::reader::Reader;
use crate::routes::{self, pattern};
use crate::texts::key;

/// What the start page shows.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct HomeView {
    /// Now, in the creditor's zone: the greeting follows the hour.
    pub now: NaiveDateTime,
    /// Sums, one per currency; empty before the first count.
    pub totals: Vec<Totals>,
    /// The instant for which the sums are true, in the creditor's zone.
    pub as_of: Option<NaiveDateTime>,
    /// When the oldest of each kind that waits began to wait; the numbers are the shell's.
    pub oldest: Oldest,
    /// The channels that rest; `None` if none does.
    pub resting: Option<Resting>,
    /// What leaves by itself.
    pub reminded: Reminded,
    /// The newest events of all cases, newest first.
    pub latest: Vec<CaseEvent>,
}

/// What reminders do.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Reminded {
    /// No sequence is in force.
    NoSequence,
    /// So many left today.
    Today(u64),
}

/// Sums in one currency.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Totals {
    /// All that is owed.
    pub owed: Money,
    /// Of it, past its due date.
    pub overdue: Money,
    /// Of it, not yet due.
    pub not_due: Money,
    /// Received since the month began, less what was given or taken back.
    pub collected: Money,
    /// Documents with something owed.
    pub debts: u64,
    /// Cases with something owed.
    pub cases: u64,
}

/// The day of the oldest one that waits, of each kind.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Oldest {
    /// Of the announced transfers.
    pub transfer: Option<NaiveDate>,
    /// Of the answers.
    pub answer: Option<NaiveDate>,
    /// Of the money in suspense.
    pub suspense: Option<NaiveDate>,
    /// Of the proposals.
    pub proposal: Option<NaiveDate>,
    /// Of the changes of imports: when theirs was begun.
    pub change: Option<NaiveDate>,
    /// Of the tasks.
    pub task: Option<NaiveDate>,
}

/// An event with the case that it belongs to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CaseEvent {
    /// The case.
    pub case: CaseId,
    /// The person's name, else the customer's reference.
    pub name: String,
    /// What happened.
    pub event: Event,
}

/// Draws the start page.
pub fn page(shell: TeamShell, view: HomeView) -> String {
    let reader = shell.reader;
    let head = shell::titled(&shell, &Place::Home.name(reader));
    let member = greeting_name(&shell.member.name).unwrap_or_else(|| shell.member.name.clone());
    let waiting = shell.waiting;
    shell::page(shell, Place::Home, head, move || {
        let HomeView { now, totals, as_of, oldest, resting, reminded, latest } = view;
        let waits = [
            wait(waiting.transfers, |count| reader.say(key::TeamHomeTransfers { count }))
                .map(|text| (text, oldest.transfer, pattern::TEAM_TRANSFERS)),
            wait(waiting.answers, |count| reader.say(key::TeamHomeAnswers { count }))
                .map(|text| (text, oldest.answer, pattern::TEAM_ANSWERS)),
            wait(waiting.tasks, |count| reader.say(key::TeamHomeTasks { count }))
                .map(|text| (text, oldest.task, pattern::TEAM_TASKS)),
            wait(waiting.proposals, |count| reader.say(key::TeamHomeProposals { count }))
                .map(|text| (text, oldest.proposal, pattern::TEAM_PROPOSALS)),
            wait(waiting.suspense, |count| reader.say(key::TeamHomeSuspense { count }))
                .map(|text| (text, oldest.suspense, pattern::TEAM_SUSPENSE)),
            wait(waiting.changes, |count| reader.say(key::TeamHomeChanges { count }))
                .map(|text| (text, oldest.change, pattern::TEAM_CHANGES)),
        ];
        let today = reader.weekday(reader.today);
        view! {
            <h1>{greeting(reader, now, &member)}</h1>
            <p class="soft lead">{capital(&today)}</p>
            {resting.map(|resting| resting::notice(reader, &resting))}
            {totals.is_empty().then(|| view! { <p class="card soft">{reader.say(key::TeamHomeCounting)}</p> })}
            {totals.into_iter().map(|totals| view! { <Sums reader totals/> }).collect_view()}
            {as_of.map(|at| {
                let moment = &reader.moment(at);
                view! { <p class="soft small">{reader.say(key::TeamHomeAsOf { moment })}</p> }
            })}
            {left(reader, reminded)}
            <div class="halves">
                <section class="card">
                    <h2>{reader.say(key::TeamHomeWaiting)}</h2>
                    <Waits reader waits=waits.into_iter().flatten().collect()/>
                </section>
                <section class="card">
                    <h2>{reader.say(key::TeamHomeLatest)}</h2>
                    <Latest reader latest/>
                </section>
            </div>
        }
        .into_any()
    })
}

/// How many reminders left today, with the way to what will; that there is nothing by which any could.
fn left(reader: Reader, reminded: Reminded) -> AnyView {
    let (href, text) = match reminded {
        Reminded::NoSequence => (pattern::TEAM_SEQUENCES, reader.say(key::TeamHomeNoSequence)),
        Reminded::Today(count) => {
            (pattern::TEAM_CALENDAR, reader.say(key::TeamHomeReminded { count }))
        }
    };
    view! { <p><a href=href>{text}</a></p> }.into_any()
}

fn wait(count: u64, text: impl FnOnce(u64) -> String) -> Option<String> {
    (count > 0).then(|| text(count))
}

fn greeting(reader: Reader, now: NaiveDateTime, name: &str) -> String {
    match now.hour() {
        5..12 => reader.say(key::TeamHomeMorning { name }),
        12..19 => reader.say(key::TeamHomeAfternoon { name }),
        _ => reader.say(key::TeamHomeEvening { name }),
    }
}

/// A date at the start of a line.
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |c| c.to_uppercase().chain(letters).collect())
}

#[component]
fn Sums(reader: Reader, totals: Totals) -> impl IntoView {
    let Totals { owed, overdue, not_due, collected, debts, cases } = totals;
    view! {
        <div class="sums">
            <div class="card">
                <h2>{reader.say(key::TeamOwed)}</h2>
                <p class="key">{reader.money(owed)}</p>
                <p class="soft small">{reader.say(key::TeamHomeOpen { debts, cases })}</p>
            </div>
            <div class="card">
                <h2>{reader.say(key::TeamOverdue)}</h2>
                <p class="key">{reader.money(overdue)}</p>
                <p class="soft small">
                    {reader.say(key::TeamNotDue)} " " <span class="nowrap">{reader.money(not_due)}</span>
                </p>
                <Share reader overdue not_due/>
            </div>
            <div class="card">
                <h2>{reader.say(key::TeamHomeCollected)}</h2>
                <p class="key">{reader.money(collected)}</p>
            </div>
        </div>
    }
}

/// How much of what is owed is overdue, as a bar of 100 parts.
#[component]
fn Share(reader: Reader, overdue: Money, not_due: Money) -> impl IntoView {
    let all = overdue.minor().saturating_add(not_due.minor());
    (all > 0).then(|| {
        let part = i128::from(overdue.minor()) * 100 / i128::from(all);
        let (overdue, open) = (&reader.money(overdue), &reader.money(not_due));
        let label = reader.say(key::TeamHomeBar { overdue, open });
        view! {
            <svg class="share" viewBox="0 0 100 4" preserveAspectRatio="none" role="img" aria-label=label>
                <rect class="rest" width="100" height="4"></rect>
                <rect class="part" width=part.to_string() height="4"></rect>
            </svg>
        }
    })
}

#[component]
fn Waits(reader: Reader, waits: Vec<(String, Option<NaiveDate>, &'static str)>) -> impl IntoView {
    if waits.is_empty() {
        return view! { <p class="soft">{reader.say(key::TeamHomeNothing)}</p> }.into_any();
    }
    let items = waits.into_iter().map(|(text, oldest, href)| {
        let since = oldest.map(|day| reader.say(key::TeamHomeSince { day: &reader.day(day) }));
        view! {
            <li>
                <a href=href>
                    <span>{text}{since.map(|s| view! { <small>{s}</small> })}</span>
                </a>
            </li>
        }
    });
    view! { <ul class="links bare">{items.collect_view()}</ul> }.into_any()
}

#[component]
fn Latest(reader: Reader, latest: Vec<CaseEvent>) -> impl IntoView {
    if latest.is_empty() {
        return view! { <p class="soft">{reader.say(key::TeamHomeQuiet)}</p> }.into_any();
    }
    let items = latest.into_iter().map(|CaseEvent { case, name, event }| {
        let amount = event.what.amount().map(|amount| view! { <b>{reader.money(amount)}</b> });
        view! {
            <li>
                <p class="pair"><a href=routes::team_case(&case)>{name}</a> {amount}</p>
                <p class="facts small">
                    <span>{event.what.text(reader)}</span>
                    <span class="soft">{when(reader, event.at)}</span>
                </p>
            </li>
        }
    });
    view! { <ul class="entries tight">{items.collect_view()}</ul> }.into_any()
}
