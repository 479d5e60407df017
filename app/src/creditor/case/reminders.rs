//! The reminders of a case: what will come if nobody pays, and what became of those that were planned, and why.

use chrono::{NaiveDate, NaiveDateTime};
use domain::ids::TaskId;
use domain::reminder::Silence;
use leptos::prelude::*;

use crate::creditor::calendar::Way;
use crate::creditor::form::Fold;
use crate::creditor::happened::when;
use crate::creditor::reminded::{state_text, why_text};
use crate::reader::Reader;
use crate::routes;
use crate::texts::key;

/// The reminders of a case.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct CaseReminders {
    /// What is planned for the next days if nobody pays, the nearest first.
    pub coming: Vec<ComingRow>,
    /// What was planned, newest first.
    pub past: Vec<ReminderRow>,
    /// Why nothing is planned today; `None` if something is, or nothing is owed.
    pub quiet: Option<Quiet>,
}

/// Why nothing is planned for a case today.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Quiet {
    /// No sequence is in force.
    NoSequence,
    /// No sequence is in force before this day.
    NotBefore(NaiveDate),
    /// Money is on its way to what would be spoken of.
    OnItsWay,
    /// What the sequence says of the case.
    Because(Silence),
}

impl Quiet {
    /// The reason as a sentence.
    pub(in crate::creditor) fn text(self, reader: Reader) -> String {
        let day = |on| reader.short_day(on);
        match self {
            Self::NoSequence => reader.say(key::RemindedQuietNoSequence),
            Self::NotBefore(on) => reader.say(key::RemindedQuietNotBefore { day: &day(on) }),
            Self::OnItsWay => reader.say(key::RemindedQuietOnItsWay),
            Self::Because(Silence::Rests) => reader.say(key::RemindedQuietRests),
            Self::Because(Silence::Promised(on)) => {
                reader.say(key::RemindedQuietPromised { day: &day(on) })
            }
            Self::Because(Silence::TooSoon(on)) => {
                reader.say(key::RemindedQuietTooSoon { day: &day(on) })
            }
            Self::Because(Silence::Again(on)) => {
                reader.say(key::RemindedQuietAgain { day: &day(on) })
            }
            Self::Because(Silence::Unreached) => reader.say(key::RemindedQuietUnreached),
            Self::Because(Silence::NoStep) => reader.say(key::RemindedQuietNoStep),
        }
    }
}

/// One contact to come.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ComingRow {
    /// The day on which it is planned.
    pub on: NaiveDate,
    /// The step.
    pub step: String,
    /// By which way.
    pub way: Way,
}

/// One reminder.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ReminderRow {
    /// The step.
    pub step: String,
    /// By which way.
    pub way: Way,
    /// The day for which it was planned.
    pub on: NaiveDate,
    /// How it stands, in the word of the store.
    pub state: String,
    /// Why, in the word of the store.
    pub why: Option<String>,
    /// What happened to it, oldest first.
    pub events: Vec<ReminderEvent>,
    /// What somebody of the team is still to do for it.
    pub task: Option<TaskId>,
}

/// What happened to a reminder.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ReminderEvent {
    /// When, in the creditor's zone.
    pub at: NaiveDateTime,
    /// What, in the word of the store.
    pub what: String,
    /// Why, in the word of the store.
    pub why: Option<String>,
    /// Until when it was moved, in the creditor's zone.
    pub until: Option<NaiveDateTime>,
}

/// Draws them.
#[component]
pub(super) fn Reminders(reader: Reader, reminders: CaseReminders) -> impl IntoView {
    let CaseReminders { coming, past, quiet } = reminders;
    let none = coming.is_empty() && past.is_empty();
    let coming = (!coming.is_empty()).then(|| {
        let items = coming.into_iter().map(|ComingRow { on, step, way }| {
            let way = way.name(reader);
            view! { <li><p class="pair"><span>{step} " · " {way}</span> <span class="soft">{reader.short_day(on)}</span></p></li> }
        });
        let items = items.collect_view();
        view! {
            <h3>{reader.say(key::RemindedComing)}</h3>
            <p class="soft small">{reader.say(key::RemindedComingLead)}</p>
            <ul class="entries tight">{items}</ul>
        }
    });
    let past = past.into_iter().map(|row| one(reader, row)).collect_view();
    view! {
        <section class="card">
            <h2>{reader.say(key::TeamNavSequences)}</h2>
            {none.then(|| view! { <p class="soft">{reader.say(key::RemindedNone)}</p> })}
            {quiet.map(|quiet| view! { <p class="soft">{quiet.text(reader)}</p> })}
            <ul class="entries tight">{past}</ul>
            {coming}
        </section>
    }
}

/// One reminder with its reason, and behind a heading all that happened to it.
fn one(reader: Reader, row: ReminderRow) -> AnyView {
    let ReminderRow { step, way, on, state, why, events, task } = row;
    let class = match state.as_str() {
        "sent" | "done" => "tag ok",
        "queued" | "open" => "tag",
        _ => "tag quiet",
    };
    let (state, way) = (state_text(reader, &state), way.name(reader));
    let why = why.map(|why| why_text(reader, &why));
    let items = events.into_iter().map(|event| {
        let ReminderEvent { at, what, why, until } = event;
        let what = state_text(reader, &what);
        let until = until.map(|at| reader.say(key::RemindedUntil { moment: &reader.moment(at) }));
        let why = why.map(|why| why_text(reader, &why));
        let more: Vec<_> = [until, why].into_iter().flatten().collect();
        let more = (!more.is_empty()).then(|| view! { <span>{more.join(" · ")}</span> });
        view! { <li><p class="facts small"><span class="soft">{when(reader, at)}</span> <b>{what}</b> {more}</p></li> }
    });
    let items = items.collect_view();
    let task = task.map(|task| {
        view! { <p><a href=routes::team_task(&task)>{reader.say(key::RemindedTask)}</a></p> }
    });
    view! {
        <li>
            <p class="pair"><span>{step} " · " {way}</span> <span class=class>{state}</span></p>
            <p class="facts small">
                <span class="soft">{reader.short_day(on)}</span>
                {why.map(|why| view! { <span>{why}</span> })}
            </p>
            {task}
            <Fold label=reader.say(key::RemindedHistory) open=false>
                <ol class="entries tight">{items}</ol>
            </Fold>
        </li>
    }
    .into_any()
}
