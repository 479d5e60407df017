//! Terms and their values, as a definition list.

use leptos::prelude::*;

/// One term with its value.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    pub term: String,
    pub value: String,
    pub kind: RowKind,
}

/// How a row looks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum RowKind {
    Text,
    Amount,
    Total,
    /// Taken whole by one long press.
    Copy,
}

impl Row {
    /// A value in words, which may break.
    pub(crate) const fn text(term: String, value: String) -> Self {
        Self { term, value, kind: RowKind::Text }
    }

    /// A value that people copy into another app.
    pub(crate) const fn copy(term: String, value: String) -> Self {
        Self { term, value, kind: RowKind::Copy }
    }

    /// An amount on one line.
    pub(crate) const fn amount(term: String, value: String) -> Self {
        Self { term, value, kind: RowKind::Amount }
    }

    /// The amount that the ones above add up to.
    pub(crate) const fn total(term: String, value: String) -> Self {
        Self { term, value, kind: RowKind::Total }
    }
}

/// A longer value stands under its term instead of beside it.
const LONG: usize = 26;

/// The list; `lined` rules stand between rows that are facts rather than a sum.
#[component]
pub(crate) fn Rows(rows: Vec<Row>, #[prop(default = "rows")] class: &'static str) -> impl IntoView {
    let rows = rows.into_iter().map(|Row { term, value, kind }| {
        let tall = (value.chars().count() > LONG).then_some("tall");
        let (row, cell) = match kind {
            RowKind::Text => (tall, None),
            RowKind::Amount => (None, Some("amount")),
            RowKind::Copy => (tall, Some("copy")),
            RowKind::Total => (Some("total"), Some("amount")),
        };
        view! { <div class=row><dt>{term}</dt><dd class=cell>{value}</dd></div> }
    });
    view! { <dl class=class>{rows.collect_view()}</dl> }
}
