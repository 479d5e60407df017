//! The editor's rows: what a limit is called, and its boxes with the words around them.

use std::collections::BTreeMap;

use domain::money::Currency;
use leptos::prelude::*;

use super::found::Found;
use crate::components::FieldProblem;
use crate::creditor::policy::entered::{Entered, YES};
use crate::creditor::policy::limits::Limit;
use crate::reader::Reader;
use crate::texts::key;

/// What draws the boxes of one form.
pub(in crate::creditor) struct Boxes<'a> {
    /// Who reads it.
    pub reader: Reader,
    currency: Currency,
    entered: &'a Entered,
    problems: BTreeMap<&'a str, String>,
}

/// One box with the words around it.
pub(in crate::creditor) struct Cell {
    key: &'static str,
    kind: CellKind,
    before: String,
    after: String,
}

enum CellKind {
    Text,
    Number,
    Share,
    Amount,
    Date,
    Tick,
    Choose(Vec<(&'static str, String)>),
}

impl Cell {
    fn new(key: &'static str, kind: CellKind) -> Self {
        Self { key, kind, before: String::new(), after: String::new() }
    }

    /// A line of text.
    pub(in crate::creditor) fn text(key: &'static str) -> Self {
        Self::new(key, CellKind::Text)
    }

    /// A whole number.
    pub(in crate::creditor) fn number(key: &'static str) -> Self {
        Self::new(key, CellKind::Number)
    }

    /// A share, with its sign behind it.
    pub(in crate::creditor) fn share(key: &'static str) -> Self {
        Self::new(key, CellKind::Share).followed_by("%".to_owned())
    }

    /// An amount in the policy's currency.
    pub(in crate::creditor) fn amount(key: &'static str) -> Self {
        Self::new(key, CellKind::Amount)
    }

    /// A day.
    pub(in crate::creditor) fn date(key: &'static str) -> Self {
        Self::new(key, CellKind::Date)
    }

    /// A box to be ticked, with what it says.
    pub(in crate::creditor) fn tick(key: &'static str, says: String) -> Self {
        Self::new(key, CellKind::Tick).followed_by(says)
    }

    /// One of several words; the first is what an empty field means.
    pub(in crate::creditor) fn choose(
        key: &'static str,
        words: Vec<(&'static str, String)>,
    ) -> Self {
        Self::new(key, CellKind::Choose(words))
    }

    /// The word in front of the box.
    pub(in crate::creditor) fn led_by(self, before: String) -> Self {
        Self { before, ..self }
    }

    /// The word behind the box.
    pub(in crate::creditor) fn followed_by(self, after: String) -> Self {
        Self { after, ..self }
    }
}

impl<'a> Boxes<'a> {
    pub(in crate::creditor) fn new(
        reader: Reader,
        currency: Currency,
        entered: &'a Entered,
        found: &'a [Found],
    ) -> Self {
        let mut problems = BTreeMap::new();
        for one in found {
            problems.entry(one.field.as_str()).or_insert_with(|| one.text.clone());
        }
        Self { reader, currency, entered, problems }
    }

    /// What stands in a field.
    pub(in crate::creditor) fn typed(&self, name: &str) -> &str {
        self.entered.get(name)
    }

    /// What is wrong with a field, below it.
    pub(in crate::creditor) fn problem(&self, name: &str) -> AnyView {
        let problem = self.problems.get(name).cloned();
        view! { <FieldProblem name=name.to_owned() problem/> }.into_any()
    }

    /// A number of days.
    pub(in crate::creditor) fn days(&self, key: &'static str) -> Cell {
        Cell::number(key).followed_by(self.reader.say(key::PolicyWordDays))
    }

    /// A least and a most.
    pub(in crate::creditor) fn span(&self, from: Cell, to: Cell) -> Vec<Cell> {
        let word = |text: String, cell: Cell| cell.led_by(text);
        vec![
            word(self.reader.say(key::PolicyWordFrom), from),
            word(self.reader.say(key::PolicyWordTo), to),
        ]
    }

    /// A box that may be filled instead of the one before it.
    pub(in crate::creditor) fn or(&self, cell: Cell) -> Cell {
        cell.led_by(self.reader.say(key::PolicyWordOr))
    }

    /// A limit by its name, with its boxes. `prefix` stands before their keys.
    pub(in crate::creditor::policy) fn limit(
        &self,
        prefix: &str,
        limit: Limit,
        cells: Vec<Cell>,
    ) -> AnyView {
        self.row(prefix, limit.label(self.reader), cells)
    }

    /// A row of boxes under a label.
    pub(in crate::creditor) fn row(
        &self,
        prefix: &str,
        label: String,
        cells: Vec<Cell>,
    ) -> AnyView {
        let cells = cells.into_iter().map(|cell| self.cell(prefix, &label, cell)).collect_view();
        view! {
            <div class="limit">
                <p class="term">{label}</p>
                <div class="cells">{cells}</div>
            </div>
        }
        .into_any()
    }

    /// What may be offered or not: a box, and the rows that count where it is ticked.
    pub(in crate::creditor) fn part(
        &self,
        prefix: &str,
        key: &str,
        label: String,
        rows: Vec<AnyView>,
    ) -> AnyView {
        let name = format!("{prefix}{key}");
        let checked = self.entered.is_ticked(&name);
        let called = label.clone();
        view! {
            <div class="part" role="group" aria-label=called>
                <label>
                    <input class="on" type="checkbox" id=name.clone() name=name value=YES checked=checked/>
                    <b>{label}</b>
                </label>
                <div class="limits">{rows}</div>
            </div>
        }
        .into_any()
    }

    fn cell(&self, prefix: &str, label: &str, cell: Cell) -> AnyView {
        let Cell { key, kind, before, after } = cell;
        let name = format!("{prefix}{key}");
        if matches!(kind, CellKind::Tick) {
            return self.tick(name, after);
        }
        let after = match kind {
            CellKind::Amount => self.currency.code().to_owned(),
            _ => after,
        };
        let heard = [label, &before, &after].join(" ");
        let heard = heard.trim().to_owned();
        let field = match kind {
            CellKind::Choose(words) => self.select(&name, heard, words),
            kind => self.input(&name, heard, &kind),
        };
        view! {
            <div class="cell">
                {(!before.is_empty()).then(|| view! { <span>{before}</span> })}
                {field}
                {(!after.is_empty()).then(|| view! { <span>{after}</span> })}
                {self.problem(&name)}
            </div>
        }
        .into_any()
    }

    fn input(&self, name: &str, heard: String, kind: &CellKind) -> AnyView {
        let (class, mode) = match kind {
            CellKind::Text => ("words", None),
            CellKind::Amount => ("sum", Some("decimal")),
            CellKind::Share => ("few", Some("decimal")),
            CellKind::Date => ("sum", None),
            _ => ("few", Some("text")),
        };
        let kind = if matches!(kind, CellKind::Date) { "date" } else { "text" };
        let (value, described) = (self.typed(name).to_owned(), self.described(name));
        view! {
            <input
                id=name.to_owned()
                name=name.to_owned()
                type=kind
                class=class
                inputmode=mode
                autocomplete="off"
                value=value
                aria-label=heard
                aria-invalid=described.is_some().then_some("true")
                aria-describedby=described
            />
        }
        .into_any()
    }

    fn select(&self, name: &str, heard: String, words: Vec<(&'static str, String)>) -> AnyView {
        let chosen = self.typed(name).to_owned();
        let options = words.into_iter().map(|(value, label)| {
            let selected = value == chosen;
            view! { <option value=value selected=selected>{label}</option> }
        });
        let options = options.collect_view();
        let described = self.described(name);
        view! {
            <select
                id=name.to_owned()
                name=name.to_owned()
                aria-label=heard
                aria-invalid=described.is_some().then_some("true")
                aria-describedby=described
            >
                {options}
            </select>
        }
        .into_any()
    }

    fn tick(&self, name: String, says: String) -> AnyView {
        let checked = self.entered.is_ticked(&name);
        let problem = self.problem(&name);
        view! {
            <div class="cell">
                <label>
                    <input type="checkbox" id=name.clone() name=name value=YES checked=checked/>
                    {says}
                </label>
                {problem}
            </div>
        }
        .into_any()
    }

    /// The `id` of what is wrong with a field, where something is.
    pub(in crate::creditor) fn described(&self, name: &str) -> Option<String> {
        self.problems.contains_key(name).then(|| format!("{name}-problem"))
    }
}
