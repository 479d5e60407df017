//! What a sequence would send, seen before it is saved: as a card beside its form, and as text.

use chrono::{NaiveDate, NaiveDateTime};
use leptos::prelude::*;

use crate::creditor::calendar::{self, DayRow, Way};
use crate::reader::Reader;
use crate::texts::key;

/// What a version would send that is not saved.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Preview {
    /// From when on it would be in force, in the creditor's zone.
    pub from: NaiveDateTime,
    /// The last day that was looked at.
    pub until: NaiveDate,
    /// How many cases were looked at.
    pub cases: u64,
    /// Whether there are more of them than there was time for.
    pub is_cut: bool,
    /// The days on which something would be planned, the nearest first.
    pub days: Vec<DayRow>,
}

/// How looking ahead ended.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Foreseen {
    /// The sequence contradicts itself: there is nothing to foresee.
    Not,
    /// Something else of the creditor is being tried just now.
    Busy,
    /// It begins too late. From this day on what it would send can be foreseen.
    Far(NaiveDate),
    /// What it would send.
    Seen(Preview),
}

impl Preview {
    fn lead(&self, reader: Reader) -> String {
        let (cases, moment) = (self.cases, &*reader.moment(self.from));
        reader.say(key::SequencePreviewLead { cases, moment, day: &reader.day(self.until) })
    }

    /// That there are more cases than were looked at; nothing if there are none.
    fn cut(&self, reader: Reader) -> Option<String> {
        self.is_cut.then(|| reader.say(key::SequencePreviewCut { cases: self.cases }))
    }

    /// How many contacts there would be on the first day that has one; that there would be none, if no day has.
    fn first(&self, reader: Reader) -> String {
        let reached = |row: &DayRow| {
            let ways = row.ways.iter().filter(|(way, ..)| *way != Way::Nobody);
            ways.map(|(_, count, _)| *count).sum::<u64>()
        };
        let first = self.days.iter().map(|row| (row.day, reached(row)));
        match first.into_iter().find(|(_, count)| *count > 0) {
            Some((day, count)) => {
                reader.say(key::SequencePreviewFirst { count, day: &reader.weekday(day) })
            }
            None => reader.say(key::SequencePreviewNone),
        }
    }
}

/// Why nothing is foreseen, if something keeps it from being seen.
fn unseen(reader: Reader, foreseen: &Foreseen) -> Option<String> {
    match foreseen {
        Foreseen::Busy => Some(reader.say(key::PolicyTriedBusy)),
        Foreseen::Far(day) => Some(reader.say(key::SequencePreviewFar { day: &reader.day(*day) })),
        Foreseen::Not | Foreseen::Seen(_) => None,
    }
}

/// What would be sent, a line each, or why that cannot be said.
pub fn report(reader: Reader, foreseen: &Foreseen) -> String {
    let Foreseen::Seen(preview) = foreseen else {
        return unseen(reader, foreseen).unwrap_or_default();
    };
    let head = [preview.lead(reader), preview.first(reader)];
    let days = preview.days.iter().map(|row| {
        let (planned, ruled) = calendar::lines(reader, row);
        let said = [planned, ruled].concat().join("; ");
        format!("- {}: {said}", reader.weekday(row.day))
    });
    head.into_iter().chain(preview.cut(reader)).chain(days).collect::<Vec<_>>().join("\n")
}

/// The outcome as a card; nothing where there is none.
pub(super) fn card(reader: Reader, foreseen: Foreseen) -> AnyView {
    let why = unseen(reader, &foreseen);
    let Foreseen::Seen(preview) = foreseen else {
        let why = why.map(|text| view! { <p class="notice wait" role="status">{text}</p> });
        return why.into_any();
    };
    let (lead, first) = (preview.lead(reader), preview.first(reader));
    let cut = preview.cut(reader).map(|text| view! { <p class="notice wait">{text}</p> });
    let days = (!preview.days.is_empty()).then(|| calendar::unlinked(reader, preview.days));
    view! {
        <section class="card tried">
            <h2>{reader.say(key::SequencePreviewTitle)}</h2>
            <p><b>{first}</b></p>
            {cut}
            {days}
            <p class="soft small">{lead}</p>
        </section>
    }
    .into_any()
}
