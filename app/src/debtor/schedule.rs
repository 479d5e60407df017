//! Dates with their amounts: as a list to look at, as a table in what is agreed, and in one sentence.

use chrono::NaiveDate;
use domain::money::Money;
use domain::policy::Rhythm;
use domain::schedule::{Instalment, close_together};
use leptos::prelude::*;

use super::when::day_or_today;
use crate::reader::Reader;
use crate::texts::key;

/// More dates than these that stand close together would be noise.
const MOST_WARNINGS: usize = 2;

/// Everything that is paid, by day: what is paid at once stands first, as number 0.
pub(super) fn whole(reader: Reader, down: Money, instalments: &[Instalment]) -> Vec<Instalment> {
    let at_once = Instalment { number: 0, due_on: reader.today, amount: down };
    let at_once = (!down.is_zero()).then_some(at_once);
    at_once.into_iter().chain(instalments.iter().copied()).collect()
}

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

/// Pairs of days that are nearer than the rhythm, those of one and the same day left out.
fn close_pairs(dates: &[Instalment], rhythm: Rhythm) -> Vec<(NaiveDate, NaiveDate)> {
    let usual = match rhythm {
        Rhythm::Weekly => 5,
        Rhythm::EveryTwoWeeks | Rhythm::TwiceAMonth => 11,
        Rhythm::Monthly => 21,
    };
    let pair = |place: usize| {
        let (before, after) = (dates.get(place.checked_sub(1)?)?, dates.get(place)?);
        (before.due_on != after.due_on).then_some((before.due_on, after.due_on))
    };
    let places = close_together(dates, usual).into_iter();
    places.filter_map(pair).take(MOST_WARNINGS).collect()
}

#[cfg(test)]
mod tests {
    use domain::money::Currency;

    use super::*;

    fn dates(days: &[(u32, u32)]) -> Vec<Instalment> {
        let currency = Currency::parse("PEN").expect("known");
        let amount = Money::new(25_000, currency).expect("positive");
        let date = |(month, day)| NaiveDate::from_ymd_opt(2026, month, day).expect("a day");
        let numbered = (1..).zip(days.iter().copied());
        numbered.map(|(number, day)| Instalment { number, due_on: date(day), amount }).collect()
    }

    #[test]
    fn dates_are_close_only_against_their_rhythm() {
        for (rhythm, days, found) in [
            (Rhythm::TwiceAMonth, &[(11, 22), (11, 30), (12, 15)][..], 1),
            (Rhythm::TwiceAMonth, &[(11, 15), (11, 30), (12, 15)], 0),
            (Rhythm::Weekly, &[(11, 22), (11, 29), (12, 6)], 0),
            (Rhythm::Monthly, &[(11, 22), (11, 30), (12, 30)], 1),
            (Rhythm::Monthly, &[(11, 22), (11, 22), (12, 22)], 0),
        ] {
            assert_eq!(close_pairs(&dates(days), rhythm).len(), found, "{rhythm:?} {days:?}");
        }
    }
}
