//! A whole policy in words, section by section.

use leptos::prelude::*;

use super::difference::Said;
use super::limits::{of_policy, of_segment};
use crate::components::{Row, Rows};
use crate::reader::Reader;
use crate::texts::key;

/// What a policy says in one place.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Section {
    /// Where: the whole policy, or a segment with its number.
    pub place: String,
    /// Each limit with its value.
    pub limits: Vec<(String, String)>,
}

/// What a version says, in its order; sections without a limit are told too, since an empty segment takes
/// its cases all the same.
pub fn summary(reader: Reader, said: Said<'_>) -> Vec<Section> {
    let named = |limits: Vec<(super::limits::Limit, String)>| {
        let named = limits.into_iter().map(|(limit, value)| (limit.label(reader), value));
        named.collect::<Vec<_>>()
    };
    let whole = named(of_policy(reader, said.policy, said.legal_maximum));
    let whole = (!whole.is_empty())
        .then(|| Section { place: reader.say(key::PolicyDiffWhole), limits: whole });
    let segments = (1_u32..).zip(&said.policy.segments).map(|(number, segment)| {
        let (number, name) = (&number.to_string(), &*segment.name);
        Section {
            place: reader.say(key::PolicySummarySegment { number, name }),
            limits: named(of_segment(reader, said.policy, segment)),
        }
    });
    whole.into_iter().chain(segments).collect()
}

/// The sections, each a card.
#[component]
pub(super) fn Summary(sections: Vec<Section>) -> impl IntoView {
    let cards = sections.into_iter().map(|Section { place, limits }| {
        let rows = limits.into_iter().map(|(limit, value)| Row::text(limit, value)).collect();
        view! { <section class="card"><h2>{place}</h2><Rows rows/></section> }
    });
    cards.collect_view()
}
