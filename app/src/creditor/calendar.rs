//! What will go out in the next 30 days, by day and way, with what the contact rules do to it; and one day's people.

use chrono::{NaiveDate, NaiveDateTime};
use domain::contact::Channel;
use domain::ids::CaseId;
use domain::reminder::{StepKind, TaskKind};
use leptos::prelude::*;

use super::case::{Sending, rule_why};
use super::reminded::why_text;
use super::resting::{self, Resting};
use super::sequence::way_name;
use super::shell::{self, Place, TeamShell};
use super::table::{Column, Table};
use super::tasks::{kind_name, person};
use super::template::occasion_name;
use crate::reader::Reader;
use crate::routes::{self, pattern};
use crate::texts::key;

/// By which way a contact is made.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Way {
    /// By a message.
    Message(Channel),
    /// By a person of the team: they call.
    Call,
    /// By a person of the team: they meet.
    Meeting,
    /// The debtor can be reached on none of the step's ways.
    Nobody,
}

impl Way {
    /// Reads the word of a reminder's means; `None` for anything else.
    pub fn parse(word: &str) -> Option<Self> {
        match (TaskKind::parse(word), Channel::parse(word)) {
            _ if word == "none" => Some(Self::Nobody),
            (Some(TaskKind::Call), _) => Some(Self::Call),
            (Some(TaskKind::Meeting), _) => Some(Self::Meeting),
            (Some(TaskKind::Letter) | None, found) => found.map(Self::Message),
        }
    }

    pub(super) fn name(self, reader: Reader) -> String {
        match self {
            Self::Message(channel) => way_name(reader, channel),
            Self::Call => kind_name(reader, TaskKind::Call),
            Self::Meeting => kind_name(reader, TaskKind::Meeting),
            Self::Nobody => reader.say(key::CalendarNobody),
        }
    }
}

/// What the calendar shows.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CalendarView {
    /// When it was counted, in the creditor's zone; `None` before the first time.
    pub as_of: Option<NaiveDateTime>,
    /// How many cases were looked at.
    pub cases: u64,
    /// The channels that rest; `None` if none does.
    pub resting: Option<Resting>,
    /// The days on which something is planned, the nearest first.
    pub days: Vec<DayRow>,
    /// What waits to leave: by which way, what keeps it back, how many.
    pub waiting: Vec<(Way, Option<String>, u64)>,
}

/// One day.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DayRow {
    /// The day.
    pub day: NaiveDate,
    /// How many contacts by each way, and what the contact rules say of that day.
    pub ways: Vec<(Way, u64, Option<Sending>)>,
}

/// What the page of a day shows.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CalendarDayView {
    /// The day.
    pub day: NaiveDate,
    /// The contacts of the cases that were looked at.
    pub rows: Vec<ContactRow>,
    /// The case behind which the others stand (`after`).
    pub more: Option<CaseId>,
}

/// One contact to come.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ContactRow {
    /// The case.
    pub case: CaseId,
    /// The person's name, else the customer's number; `None` where something stored does not read.
    pub name: Option<String>,
    /// The step.
    pub step: String,
    /// What it is about.
    pub kind: StepKind,
    /// By which way.
    pub way: Way,
    /// What the contact rules say of it then, if it is a message.
    pub sending: Option<Sending>,
}

/// What the rules do to something that is planned for `day`, in words; nothing where it leaves at once.
fn ruled(reader: Reader, day: NaiveDate, sending: Sending) -> Option<String> {
    Some(match sending {
        Sending::Now => return None,
        Sending::From(at, _) if at.date() == day => {
            reader.say(key::CalendarFrom { time: &reader.time(at.time()) })
        }
        Sending::From(at, rule) => {
            let (moment, why) = (&*reader.moment(at), &*rule_why(reader, rule).unwrap_or_default());
            reader.say(key::CalendarMoved { moment, why })
        }
        Sending::Never(rule) => {
            let why = &*rule_why(reader, rule).unwrap_or_default();
            reader.say(key::CalendarNever { why })
        }
        Sending::NoAddress => reader.say(key::CalendarNobody),
        Sending::Resting => reader.say(key::ChannelResting),
    })
}

/// Draws the calendar.
pub fn page(shell: TeamShell, view: CalendarView) -> String {
    let reader = shell.reader;
    let title = reader.say(key::CalendarTitle);
    let head = shell::titled(&shell, &title);
    let path = pattern::TEAM_CALENDAR.to_owned();
    shell::page_at(shell, (Place::Sequences, path), head, move || {
        let CalendarView { as_of, cases, resting, days, waiting } = view;
        let counted = match as_of {
            Some(at) => {
                let moment = &*reader.moment(at);
                reader.say(key::CalendarAsOf { cases, moment })
            }
            None => reader.say(key::CalendarUncounted),
        };
        let none = days.is_empty();
        let list = if none {
            view! { <p class="soft">{reader.say(key::CalendarNone)}</p> }.into_any()
        } else {
            view! { <Days reader days/> }.into_any()
        };
        view! {
            <p class="back no-print">
                <a href=pattern::TEAM_SEQUENCES>"‹ " {Place::Sequences.name(reader)}</a>
            </p>
            <h1>{title}</h1>
            <p class="soft lead">{reader.say(key::CalendarLead)}</p>
            {resting.map(|resting| resting::notice(reader, &resting))}
            <section class="card">
                <p class="soft small">{counted}</p>
                {list}
                <p class="small">
                    <a href=pattern::TEAM_CONTACT_RULES>{reader.say(key::ContactRulesSee)}</a>
                </p>
                <Count reader/>
            </section>
            <section class="card">
                <h2>{reader.say(key::CalendarWaiting)}</h2>
                <Waiting reader waiting/>
            </section>
        }
        .into_any()
    })
}

/// The button that counts anew.
#[component]
pub(super) fn Count(reader: Reader) -> impl IntoView {
    view! {
        <form class="no-print" method="post" action=pattern::TEAM_CALENDAR_COUNT>
            <button class="btn ghost fit">{reader.say(key::CalendarCount)}</button>
        </form>
    }
}

/// What is planned for a day, way by way, and what the rules do to it.
pub(super) fn lines(reader: Reader, row: &DayRow) -> (Vec<String>, Vec<String>) {
    let counts = row.ways.iter().map(|(way, count, _)| format!("{}: {count}", way.name(reader)));
    let rules = row.ways.iter().filter_map(|(way, _, sending)| {
        let text = ruled(reader, row.day, (*sending)?)?;
        Some(format!("{}: {text}", way.name(reader)))
    });
    (counts.collect(), rules.collect())
}

/// The days of a sequence that is not in force: nobody is to be seen there yet.
pub(super) fn unlinked(reader: Reader, days: Vec<DayRow>) -> AnyView {
    table(reader, days, |day| reader.weekday(day).into_any())
}

#[component]
fn Days(reader: Reader, days: Vec<DayRow>) -> impl IntoView {
    table(reader, days, |day| {
        view! { <a href=routes::team_calendar_day(day)>{reader.weekday(day)}</a> }.into_any()
    })
}

fn table(reader: Reader, days: Vec<DayRow>, name: impl Fn(NaiveDate) -> AnyView) -> AnyView {
    let columns = vec![
        Column::text(reader.say(key::CalendarDay)),
        Column::text(reader.say(key::CalendarPlanned)),
        Column::text(reader.say(key::CalendarRules)),
    ];
    let cell = |lines: Vec<String>| {
        let lines = lines.into_iter();
        let lines = lines.map(|text| view! { <span class="line">{text}</span> " " });
        let lines = lines.collect_view();
        view! { <div>{lines}</div> }.into_any()
    };
    let rows = days.into_iter().map(|row| {
        let (counts, rules) = lines(reader, &row);
        vec![name(row.day), cell(counts), cell(rules)]
    });
    let rows: Vec<_> = rows.collect();
    view! { <Table caption=reader.say(key::CalendarTitle) columns rows/> }.into_any()
}

#[component]
fn Waiting(reader: Reader, waiting: Vec<(Way, Option<String>, u64)>) -> impl IntoView {
    if waiting.is_empty() {
        return view! { <p class="soft">{reader.say(key::CalendarWaitingNone)}</p> }.into_any();
    }
    let columns = vec![
        Column::text(reader.say(key::SequenceMeans)),
        Column::amount(reader.say(key::CalendarPlanned)),
        Column::text(reader.say(key::CalendarRules)),
    ];
    let rows = waiting.into_iter().map(|(way, why, count)| {
        let why = why.map(|why| why_text(reader, &why));
        vec![way.name(reader).into_any(), count.to_string().into_any(), why.into_any()]
    });
    let rows: Vec<_> = rows.collect();
    view! { <Table caption=reader.say(key::CalendarWaiting) columns rows/> }.into_any()
}

/// Draws the page of a day.
pub fn day_page(shell: TeamShell, view: CalendarDayView) -> String {
    let reader = shell.reader;
    let title = reader.say(key::CalendarTitle);
    let head = shell::titled(&shell, &title);
    let path = pattern::TEAM_CALENDAR_DAY.to_owned();
    shell::page_at(shell, (Place::Sequences, path), head, move || {
        let CalendarDayView { day, rows, more } = view;
        let none = rows.is_empty();
        let text = match &more {
            Some(_) => reader.say(key::CalendarDayNoneYet),
            None => reader.say(key::CalendarNone),
        };
        let next = more.map(|case| routes::team_calendar_day_after(day, case.as_str()));
        view! {
            <p class="back no-print"><a href=pattern::TEAM_CALENDAR>"‹ " {title}</a></p>
            <h1>{reader.weekday(day)}</h1>
            <p class="soft lead">{reader.say(key::CalendarDayLead)}</p>
            <section class="card">
                {if none {
                    view! { <p class="soft">{text}</p> }.into_any()
                } else {
                    view! { <Contacts reader day rows/> }.into_any()
                }}
            </section>
            {next.map(|href| view! {
                <a class="btn ghost" href=href>{reader.say(key::TeamMore)}</a>
            })}
        }
        .into_any()
    })
}

#[component]
fn Contacts(reader: Reader, day: NaiveDate, rows: Vec<ContactRow>) -> impl IntoView {
    let columns = vec![
        Column::text(reader.say(key::TeamPerson)),
        Column::text(reader.say(key::SequenceStep)),
        Column::text(reader.say(key::SequenceMeans)),
        Column::text(reader.say(key::CalendarRules)),
    ];
    let rows = rows.into_iter().map(|row| {
        let ContactRow { case, name, step, kind, way, sending } = row;
        let kind = occasion_name(reader, kind);
        let ruled = sending.and_then(|sending| ruled(reader, day, sending));
        vec![
            person(reader, &case, name),
            view! { <div>{step} " " <small class="soft">{kind}</small></div> }.into_any(),
            way.name(reader).into_any(),
            ruled.into_any(),
        ]
    });
    let rows: Vec<_> = rows.collect();
    view! { <Table caption=reader.weekday(day) columns rows/> }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_way_is_read_from_the_word_of_its_means() {
        for (word, expected) in [
            ("email", Some(Way::Message(Channel::Email))),
            ("letter", Some(Way::Message(Channel::Letter))),
            ("call", Some(Way::Call)),
            ("meeting", Some(Way::Meeting)),
            ("none", Some(Way::Nobody)),
            ("pigeon", None),
        ] {
            assert_eq!(Way::parse(word), expected, "{word}");
        }
    }
}
