//! A table that becomes a list on a phone: each cell then carries its column's name.
//!
//! The roles stand in the markup because the phone's layout (`display: block`) would take the
//! table's meaning away from a screen reader.

use leptos::prelude::*;

/// One column.
#[derive(Clone, Debug)]
pub(super) struct Column {
    label: String,
    kind: ColumnKind,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum ColumnKind {
    Text,
    Brief,
    Amount,
    Act,
}

impl Column {
    /// Words.
    pub(super) const fn text(label: String) -> Self {
        Self { label, kind: ColumnKind::Text }
    }

    /// Words that stay on one line: dates, numbers.
    pub(super) const fn brief(label: String) -> Self {
        Self { label, kind: ColumnKind::Brief }
    }

    /// Amounts, in line at their end.
    pub(super) const fn amount(label: String) -> Self {
        Self { label, kind: ColumnKind::Amount }
    }

    /// Buttons: the label is only heard.
    pub(super) const fn act(label: String) -> Self {
        Self { label, kind: ColumnKind::Act }
    }

    const fn class(&self) -> Option<&'static str> {
        match self.kind {
            ColumnKind::Text => None,
            ColumnKind::Brief => Some("nowrap"),
            ColumnKind::Amount => Some("n"),
            ColumnKind::Act => Some("act"),
        }
    }
}

/// The table. The first cell of a row names it; a cell that draws nothing leaves no line on a phone.
#[component]
pub(super) fn Table(
    caption: String,
    columns: Vec<Column>,
    rows: Vec<Vec<AnyView>>,
) -> impl IntoView {
    let heads = columns.clone().into_iter().map(|column| {
        let (class, heard) = (column.class(), column.kind == ColumnKind::Act);
        let label = column.label;
        view! {
            <th role="columnheader" scope="col" class=class>
                {if heard { view! { <span class="vh">{label}</span> }.into_any() } else { label.into_any() }}
            </th>
        }
    });
    let rows = rows.into_iter().map(|cells| {
        let cells =
            cells.into_iter().zip(columns.clone()).enumerate().map(|(at, (cell, column))| {
                if at == 0 {
                    return view! { <th role="rowheader" scope="row">{cell}</th> }.into_any();
                }
                let class = column.class();
                let label = (column.kind != ColumnKind::Act).then_some(column.label);
                view! { <td role="cell" class=class data-label=label>{cell}</td> }.into_any()
            });
        view! { <tr role="row">{cells.collect_view()}</tr> }
    });
    view! {
        <table role="table" class="list">
            <caption class="vh">{caption}</caption>
            <thead role="rowgroup"><tr role="row">{heads.collect_view()}</tr></thead>
            <tbody role="rowgroup">{rows.collect_view()}</tbody>
        </table>
    }
}
