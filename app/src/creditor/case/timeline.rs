//! What happened in a case, newest first.

use leptos::prelude::*;

use crate::creditor::form::Fold;
use crate::creditor::happened::{Event, when};
use crate::reader::Reader;
use crate::texts::key;

/// How many events stand in sight; the others wait behind "show more".
const IN_SIGHT: usize = 10;

/// The events of a case.
#[component]
pub(super) fn Timeline(reader: Reader, events: Vec<Event>) -> impl IntoView {
    let none = events.is_empty().then(|| reader.say(key::TeamTimelineNone));
    let mut events = events;
    let earlier = events.split_off(events.len().min(IN_SIGHT));
    view! {
        <section class="card">
            <h2>{reader.say(key::TeamTimeline)}</h2>
            {none.map(|text| view! { <p class="soft">{text}</p> })}
            <ol class="timeline">{items(reader, events)}</ol>
            {(!earlier.is_empty()).then(|| view! {
                <Fold label=reader.say(key::TeamMore) open=false>
                    <ol class="timeline">{items(reader, earlier)}</ol>
                </Fold>
            })}
        </section>
    }
}

fn items(reader: Reader, events: Vec<Event>) -> impl IntoView {
    let items = events.into_iter().map(|Event { at, what, by, why }| {
        let amount = what.amount().map(|amount| view! { <b>{reader.money(amount)}</b> });
        view! {
            <li class="done">
                <p class="pair"><span>{what.text(reader)}</span> {amount}</p>
                <p class="soft small facts">
                    <span>{when(reader, at)}</span>
                    {by.name(reader).map(|name| view! { <span>{name}</span> })}
                </p>
                {why.map(|text| view! { <p class="small">{text}</p> })}
            </li>
        }
    });
    items.collect_view()
}
