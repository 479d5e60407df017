//! The instalments of a plan, each with its state in words.

use domain::plan::Standing;
use leptos::prelude::*;

use super::PlanLine;
use crate::reader::Reader;
use crate::texts::key;

/// The instalments as one card. The dots say less than the words and are not heard.
#[component]
pub(super) fn Lines(reader: Reader, lines: Vec<PlanLine>) -> impl IntoView {
    let items = lines.into_iter().map(|line| {
        let done = is_paid(line.standing).then_some("done");
        let left = (line.standing == Standing::Partly)
            .then(|| reader.say(key::PlanLineLeft { amount: &reader.money(line.open) }));
        view! {
            <li class=done>
                <div class="pair">
                    <time datetime=line.due_on.to_string()>{reader.day(line.due_on)}</time>
                    <b>{reader.money(line.amount)}</b>
                </div>
                <p class="soft small">{state(reader, line)}</p>
                {left.map(|text| view! { <p class="soft small">{text}</p> })}
            </li>
        }
    });
    view! { <ol role="list" class="card timeline plan">{items.collect_view()}</ol> }
}

/// Whether nothing of it is asked for any more.
pub(super) const fn is_paid(standing: Standing) -> bool {
    matches!(standing, Standing::Early | Standing::OnTime | Standing::Late)
}

/// How an instalment stands, in words.
pub(crate) fn state(reader: Reader, line: PlanLine) -> String {
    match line.standing {
        Standing::Early => reader.say(key::PlanLineEarly),
        Standing::OnTime => reader.say(key::PlanLineOnTime),
        Standing::Late => reader.say(key::PlanLineLate),
        Standing::Missed => reader.say(key::PlanLineMissed),
        Standing::Open | Standing::Partly if line.due_on < reader.today => {
            reader.say(key::PlanLineMissed)
        }
        Standing::Open | Standing::Partly if line.due_on == reader.today => {
            reader.say(key::PlanLineToday)
        }
        Standing::Partly => reader.say(key::PlanLinePartly),
        Standing::Open => reader.say(key::PlanLineOpen),
    }
}
