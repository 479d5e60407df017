//! One step of the editor: when it comes, how it reaches people, and for which cases.

use domain::contact::Class;
use domain::reminder::StepKind;
use leptos::prelude::*;

use super::button;
use crate::creditor::policy::editor::row::{Boxes, Cell};
use crate::creditor::policy::{Act, field};
use crate::creditor::sequence::step::way_name;
use crate::creditor::template::occasion_name;
use crate::reader::Reader;
use crate::texts::key;

/// The ways of a message, the first one tried first.
const CHANNELS: [&str; 4] = ["channel.1", "channel.2", "channel.3", "channel.4"];

/// What a step is done by, where it is no message.
const TASKS: [&str; 2] = ["call", "meeting"];

/// The most characters of what a person may say.
const LONGEST_SCRIPT: u16 = 2_000;

/// What narrows a step down.
const AUDIENCE: [&str; 8] = [
    "audience.currency",
    "audience.days_late.from",
    "audience.days_late.to",
    "audience.total.from",
    "audience.total.to",
    "audience.debts.from",
    "audience.debts.to",
    "audience.tags",
];

/// The step at `place` of `count`, as a card.
pub(super) fn card(boxes: &Boxes<'_>, (place, count): (usize, usize)) -> AnyView {
    let reader = boxes.reader;
    let (prefix, number) = (&*field(place, ""), &(place + 1).to_string());
    let own = format!("s{number}");
    let name = boxes.typed(&field(place, "name")).to_owned();
    let title = if name.is_empty() {
        reader.say(key::SequenceStepNew { number })
    } else {
        reader.say(key::SequenceStepTitle { number, name: &name })
    };
    let days = Cell::number("days").followed_by(reader.say(key::SequenceWordDays));
    let when = vec![Cell::choose("kind", kinds(reader)), days];
    let rows = [
        boxes.row(prefix, reader.say(key::SequenceStepName), vec![Cell::text("name")]),
        boxes.row(prefix, reader.say(key::SequenceWhen), when),
        boxes.row(prefix, reader.say(key::SequenceHow), vec![Cell::choose("how", hows(reader))]),
        boxes.row(prefix, reader.say(key::SequenceMeans), channels(reader)),
    ];
    let acts = [
        (place > 0).then(|| (Act::Up(place), reader.say(key::SequenceStepUp { number }))),
        (place + 1 < count)
            .then(|| (Act::Down(place), reader.say(key::SequenceStepDown { number }))),
        Some((Act::Remove(place), reader.say(key::SequenceStepRemove { number }))),
    ];
    let acts = acts.into_iter().flatten().map(|(act, label)| button(act, "plain", label));
    let acts = acts.collect_view();
    // What was sent is remembered by it, whatever the step is called by now.
    let (id, kept) = (field(place, "id"), boxes.typed(&field(place, "id")).to_owned());
    view! {
        <section class="card segment" id=own>
            <input type="hidden" name=id value=kept/>
            <h2>{title}</h2>
            {rows.into_iter().collect_view()}
            {script(boxes, prefix)}
            {audience(boxes, prefix)}
            <p class="acts">{acts}</p>
        </section>
    }
    .into_any()
}

fn kinds(reader: Reader) -> Vec<(&'static str, String)> {
    StepKind::IN_TURN.into_iter().map(|kind| (kind.code(), occasion_name(reader, kind))).collect()
}

fn hows(reader: Reader) -> Vec<(&'static str, String)> {
    let [call, meeting] = TASKS;
    vec![
        ("message", reader.say(key::SequenceByMessage)),
        (call, reader.say(key::TaskCall)),
        (meeting, reader.say(key::TaskMeeting)),
    ]
}

/// A list for each way, the first one tried first.
fn channels(reader: Reader) -> Vec<Cell> {
    let cells = CHANNELS.into_iter().enumerate().map(|(place, key)| {
        let none = ("", reader.say(key::SequenceNoWay));
        let written = Class::Written.channels();
        let ways = written.iter().map(|way| (way.as_str(), way_name(reader, way)));
        let cell = Cell::choose(key, std::iter::once(none).chain(ways).collect());
        if place == 0 { cell } else { cell.led_by(reader.say(key::SequenceElse)) }
    });
    cells.collect()
}

/// What a person may say: behind a heading, open where somebody is to say it or something stands in it. Leptos
/// writes the text inside a textarea as it is, so it is escaped here; a browser drops the first line break.
fn script(boxes: &Boxes<'_>, prefix: &str) -> AnyView {
    let reader = boxes.reader;
    let name = format!("{prefix}script");
    let typed = boxes.typed(&name).replace('&', "&amp;").replace('<', "&lt;");
    let value = format!("\n{typed}");
    let (problem, described) = (boxes.problem(&name), boxes.described(&name));
    let label = reader.say(key::SequenceScript);
    let called = label.clone();
    let is_task = TASKS.contains(&boxes.typed(&format!("{prefix}how")));
    let is_open = is_task || !typed.is_empty() || described.is_some();
    view! {
        <details class="fold" open=is_open>
            <summary>{label}</summary>
            <div class="folded field">
                <p class="soft small">{reader.say(key::SequenceScriptHint)}</p>
                <label class="vh" for=name.clone()>{called}</label>
                {problem}
                <textarea
                    id=name.clone()
                    name=name
                    maxlength=LONGEST_SCRIPT.to_string()
                    aria-invalid=described.is_some().then_some("true")
                    aria-describedby=described
                >{value}</textarea>
            </div>
        </details>
    }
    .into_any()
}

/// For which cases: behind a heading, open where something narrows it down.
fn audience(boxes: &Boxes<'_>, prefix: &str) -> AnyView {
    let reader = boxes.reader;
    let numbers = |from, to| boxes.span(Cell::number(from), Cell::number(to));
    let rows = [
        boxes.row(prefix, reader.say(key::TeamCurrency), vec![Cell::number("audience.currency")]),
        boxes.row(
            prefix,
            reader.say(key::PolicyLimitDaysLate),
            numbers("audience.days_late.from", "audience.days_late.to"),
        ),
        boxes.row(
            prefix,
            reader.say(key::PolicyLimitTotal),
            numbers("audience.total.from", "audience.total.to"),
        ),
        boxes.row(
            prefix,
            reader.say(key::PolicyLimitDebts),
            numbers("audience.debts.from", "audience.debts.to"),
        ),
        boxes.row(prefix, reader.say(key::PolicyLimitTags), vec![Cell::text("audience.tags")]),
    ];
    let is_open = AUDIENCE.iter().any(|key| !boxes.typed(&format!("{prefix}{key}")).is_empty());
    view! {
        <details class="fold" open=is_open>
            <summary>{reader.say(key::SequenceAudience)}</summary>
            <div class="folded">{rows.into_iter().collect_view()}</div>
        </details>
    }
    .into_any()
}
