//! Two ways out side by side.

use domain::money::Money;
use leptos::prelude::*;

use super::{OptionView, WayName, words};
use crate::components::{Link, LinkList};
use crate::reader::Reader;
use crate::routes;
use crate::shell::{self, Head, Shell};
use crate::texts::key;

/// What the comparison shows.
#[derive(Clone, Debug)]
pub struct CompareView {
    /// Everything that the ways out are about.
    pub owed: Money,
    /// The two, in the order in which they were asked for.
    pub pair: (OptionView, OptionView),
}

/// One line of the comparison: what it tells, and that of each.
struct Line {
    what: String,
    values: (String, String),
}

/// The page.
pub fn page(shell: Shell, view: CompareView) -> String {
    let reader = shell.reader;
    let head = Head::titled(reader.say(key::CompareTitle { creditor: &shell.sender.name }));
    shell::page(shell, head, move || view! { <Compare reader view/> }.into_any())
}

#[component]
fn Compare(reader: Reader, view: CompareView) -> impl IntoView {
    let CompareView { owed, pair } = view;
    let back = Link::to(routes::options(owed.currency()), reader.say(key::CompareBack));
    let lines = lines(reader, owed, &pair);
    let name = |option: &OptionView| WayName::of(&option.offer.way).label(reader);
    let (one, other) = (name(&pair.0), name(&pair.1));
    let rows = lines.into_iter().map(|Line { what, values: (one, other) }| {
        view! {
            <tr role="row">
                <th role="rowheader" scope="row">{what}</th>
                <td role="cell">{one}</td>
                <td role="cell">{other}</td>
            </tr>
        }
    });
    view! {
        <h1>{reader.say(key::CompareHeading)}</h1>
        <div class="card">
            <table role="table" class="versus">
                <caption class="vh">{reader.say(key::CompareHeading)}</caption>
                <thead role="rowgroup">
                    <tr role="row">
                        <th role="columnheader" scope="col">
                            <span class="vh">{reader.say(key::CompareWhat)}</span>
                        </th>
                        <th role="columnheader" scope="col">{one}</th>
                        <th role="columnheader" scope="col">{other}</th>
                    </tr>
                </thead>
                <tbody role="rowgroup">{rows.collect_view()}</tbody>
            </table>
        </div>
        <LinkList links=vec![back]/>
    }
}

fn lines(reader: Reader, owed: Money, pair: &(OptionView, OptionView)) -> Vec<Line> {
    let none = || reader.say(key::CompareNone);
    let some = |money: Money| if money.is_zero() { none() } else { reader.money(money) };
    vec![
        line(reader.say(key::CompareTotal), pair, |one| reader.money(one.offer.total)),
        line(reader.say(key::CompareSaving), pair, |one| some(one.offer.saving)),
        line(reader.say(key::CompareCost), pair, |one| {
            one.offer.total.less(owed).map_or_else(|_| none(), some)
        }),
        line(reader.say(key::OptionsFirst), pair, |one| reader.money(one.offer.first)),
        line(reader.say(key::OptionsLast), pair, |one| reader.day(one.offer.last_on)),
        line(reader.say(key::CompareUntil), pair, |one| {
            let day = one.offer.valid_until.map(|day| reader.day(day));
            day.unwrap_or_else(|| reader.say(key::CompareNoEnd))
        }),
        line(reader.say(key::CompareWhy), pair, |one| words::why(reader, &one.offer)),
        line(reader.say(key::CompareLoses), pair, |one| {
            one.gives_up.map_or_else(none, |lost| words::loses(reader, lost))
        }),
    ]
}

fn line(
    what: String,
    pair: &(OptionView, OptionView),
    value: impl Fn(&OptionView) -> String,
) -> Line {
    Line { what, values: (value(&pair.0), value(&pair.1)) }
}
