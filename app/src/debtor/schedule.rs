//! Dates with their amounts: as a list to look at, as a table in what is agreed, and in one sentence.

use domain::money::Money;
use domain::policy::Rhythm;
use domain::schedule::Instalment;
use leptos::prelude::*;

use super::when::day_or_today;
use crate::plan_dates::close_pairs;
pub(super) use crate::plan_dates::whole;
use crate::reader::Reader;
use crate::texts::key;

/// `4 cuotas de S/ 250.00`, or how they begin and end where they differ.
pub(super) fn in_words(reader: Reader, instalments: &[Instalment]) -> String {
    let count = u64::try_from(instalments.len()).unwrap_or(u64::MAX);
    let (Some(first), Some(last)) = (instalments.first(), instalments.last()) else {
        return String::new();
    };
    let (from, to) = (&*reader.money(first.amount), &*reader.money(last.amount));
    if instalments.iter().all(|one| one.amount == first.amount) {
        reader.say(key::ScheduleEqual { count, amount: from })
    } else {
        reader.say(key::ScheduleUnequal { count, first: from, last: to })
    }
}

/// The dates as a list.
#[component]
pub(super) fn Dates(reader: Reader, dates: Vec<Instalment>) -> impl IntoView {
    let items = dates.into_iter().map(|one| {
        view! {
            <li>
                <time datetime=one.due_on.to_string()>{day_or_today(reader, one.due_on)}</time>
                <b>{reader.money(one.amount)}</b>
            </li>
        }
    });
    view! { <ol role="list" class="dates">{items.collect_view()}</ol> }
}

/// The dates as a table, for what is agreed.
#[component]
pub(super) fn DatesTable(reader: Reader, dates: Vec<Instalment>, total: Money) -> impl IntoView {
    let rows = dates.into_iter().map(|one| {
        let number = match one.number {
            0 => reader.say(key::ScheduleDown),
            number => number.to_string(),
        };
        view! {
            <tr>
                <th scope="row">{number}</th>
                <td><time datetime=one.due_on.to_string()>{reader.dated(one.due_on)}</time></td>
                <td class="n">{reader.money(one.amount)}</td>
            </tr>
        }
    });
    view! {
        <table class="agreed">
            <caption class="vh">{reader.say(key::ScheduleCaption)}</caption>
            <thead>
                <tr>
                    <th scope="col">{reader.say(key::ScheduleNumber)}</th>
                    <th scope="col">{reader.say(key::ScheduleDay)}</th>
                    <th scope="col" class="n">{reader.say(key::ScheduleAmount)}</th>
                </tr>
            </thead>
            <tbody>{rows.collect_view()}</tbody>
            <tfoot>
                <tr>
                    <th scope="row" colspan="2">{reader.say(key::ScheduleTotal)}</th>
                    <td class="n">{reader.money(total)}</td>
                </tr>
            </tfoot>
        </table>
    }
}

/// Points out dates that stand closer together than the rhythm lets one expect.
#[component]
pub(super) fn Close(reader: Reader, rhythm: Rhythm, dates: Vec<Instalment>) -> impl IntoView {
    let lines = close_pairs(&dates, rhythm).into_iter().map(|(before, after)| {
        let count = (after - before).num_days().unsigned_abs();
        let (before, after) = (reader.day(before), reader.day(after));
        let text = reader.say(key::ScheduleClose { before: &before, after: &after, count });
        view! { <p class="small">{text}</p> }
    });
    let lines: Vec<_> = lines.collect();
    (!lines.is_empty()).then(|| view! { <div class="notice wait">{lines}</div> })
}
