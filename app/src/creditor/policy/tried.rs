//! What a policy would mean for today's cases, as a table with its totals.

use domain::policy::Policy;
use leptos::prelude::*;

use super::preview::{Preview, Tally, ways_of};
use crate::components::{Row, Rows};
use crate::creditor::table::{Column, Table};
use crate::reader::Reader;
use crate::texts::key;

/// How trying a policy ended.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Tried {
    /// It contradicts itself: there is nothing to try.
    Not,
    /// Another policy of the creditor is being tried just now.
    Busy,
    /// What it would mean.
    Seen(Preview),
}

/// The outcome as a card; nothing where there is none.
#[component]
pub(super) fn Outcome(reader: Reader, policy: Policy, tried: Tried) -> impl IntoView {
    let preview = match tried {
        Tried::Not => return None::<AnyView>.into_any(),
        Tried::Busy => {
            let text = reader.say(key::PolicyTriedBusy);
            return view! { <p class="notice wait" role="status">{text}</p> }.into_any();
        }
        Tried::Seen(preview) => preview,
    };
    let (day, currency) = (&reader.day(preview.day), policy.currency.code());
    let title = reader.say(key::PolicyTriedTitle { day, currency });
    let review = (preview.in_review > 0)
        .then(|| reader.say(key::PolicyPreviewReview { cases: preview.in_review }));
    let (totals, months) = (totals(reader, &preview), months(reader, &preview));
    let no_money = months.is_empty();
    view! {
        <section class="card tried">
            <h2>{title}</h2>
            <Segments reader policy preview/>
            {review.map(|text| view! { <p class="soft small">{text}</p> })}
            <Rows rows=totals/>
            {(!no_money).then(|| view! {
                <h3>{reader.say(key::PolicyPreviewCash)}</h3>
                <Rows rows=months/>
            })}
        </section>
    }
    .into_any()
}

#[component]
fn Segments(reader: Reader, policy: Policy, preview: Preview) -> impl IntoView {
    let columns = vec![
        Column::text(reader.say(key::PolicyTriedSegment)),
        Column::amount(reader.say(key::PolicyTriedCases)),
        Column::amount(reader.say(key::PolicyTriedOwed)),
        Column::text(reader.say(key::PolicyTriedBest)),
    ];
    let row = |name: String, tally: &Tally, best: String| {
        vec![
            name.into_any(),
            tally.cases.to_string().into_any(),
            reader.money(tally.owed).into_any(),
            best.into_any(),
        ]
    };
    let segments = policy.segments.iter().zip(&preview.segments).map(|(segment, tally)| {
        let best = if tally.cases == 0 { String::new() } else { ways_of(reader, segment, tally) };
        row(segment.name.clone(), tally, best)
    });
    let none = (preview.without.cases > 0).then(|| {
        let (name, best) =
            (reader.say(key::PolicyTriedWithout), reader.say(key::PolicyTriedOnlyAll));
        row(name, &preview.without, best)
    });
    let rows = segments.chain(none).collect();
    view! { <Table caption=reader.say(key::PolicyTriedSegment) columns rows/> }
}

fn totals(reader: Reader, preview: &Preview) -> Vec<Row> {
    let term = reader.say(key::PolicyTriedGivenUp);
    vec![Row::amount(term, reader.money(preview.given_up))]
}

fn months(reader: Reader, preview: &Preview) -> Vec<Row> {
    let rows = preview
        .months
        .iter()
        .map(|(month, amount)| Row::amount(reader.month(*month), reader.money(*amount)));
    rows.collect()
}
