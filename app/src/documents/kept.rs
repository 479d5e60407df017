//! Papers as they are kept: a piece of our own markup. Writing it, and reading it back as blocks.
//!
//! Whatever was ever kept must stay readable, so reading never fails: a tag that is not known is passed
//! over, and its text still stands where it stood. Left out is only what the eye did not see either
//! (class `vh`): an amount in words, for a screen reader.

mod markup;

use leptos::prelude::*;

use self::markup::{Piece, pieces};
use super::{Block, Column, Fact, Holds, Level, Table, Weight};
use crate::render::render;

/// What was kept.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Kept {
    /// The title, where the markup has one of its own.
    pub title: Option<String>,
    /// What it says.
    pub blocks: Vec<Block>,
}

/// A paper as markup, to be kept.
pub(super) fn written(title: &str, blocks: Vec<Block>) -> String {
    let title = title.to_owned();
    render(move || {
        view! { <h1>{title}</h1> {blocks.into_iter().map(block).collect_view()} }
    })
}

fn block(block: Block) -> AnyView {
    match block {
        Block::Heading(Level::Part, text) => view! { <h2>{text}</h2> }.into_any(),
        Block::Heading(Level::Within, text) => view! { <h3>{text}</h3> }.into_any(),
        Block::Text(text) => view! { <p>{text}</p> }.into_any(),
        Block::Quiet(text) => view! { <p class="soft">{text}</p> }.into_any(),
        Block::Sum(text) => view! { <p class="sum">{text}</p> }.into_any(),
        Block::Code(text) => view! { <p class="mono">{text}</p> }.into_any(),
        Block::Points(points) => {
            let points = points.into_iter().map(|text| view! { <li>{text}</li> });
            view! { <ul>{points.collect_view()}</ul> }.into_any()
        }
        Block::Facts(facts) => {
            let facts = facts.into_iter().map(|Fact { term, value, weight }| {
                let class = (weight == Weight::Total).then_some("total");
                view! { <div class=class><dt>{term}</dt><dd>{value}</dd></div> }
            });
            view! { <dl>{facts.collect_view()}</dl> }.into_any()
        }
        Block::Table(table) => table_markup(table),
        Block::Address { url, what } => view! { <p><a href=url>{what}</a></p> }.into_any(),
    }
}

fn table_markup(Table { columns, rows }: Table) -> AnyView {
    let class = |column: &Column| (column.holds == Holds::Amounts).then_some("n");
    let classes: Vec<_> = columns.iter().map(class).collect();
    let heads = columns.into_iter().map(|column| {
        let class = class(&column);
        view! { <th class=class>{column.head}</th> }
    });
    let heads = heads.collect_view();
    let rows = rows.into_iter().map(|row| {
        let cells = row.into_iter().zip(classes.clone());
        let cells = cells.map(|(cell, class)| view! { <td class=class>{cell}</td> });
        view! { <tr>{cells.collect_view()}</tr> }
    });
    view! { <table><thead><tr>{heads}</tr></thead><tbody>{rows.collect_view()}</tbody></table> }
        .into_any()
}

/// Reads what was kept.
pub fn read(markup: &str) -> Kept {
    let mut reading = Reading::default();
    for piece in pieces(markup) {
        match piece {
            Piece::Open { tag, class, href } => reading.open(tag, class, href),
            Piece::Close(tag) => reading.close(tag),
            Piece::Text(text) => reading.text(&text),
        }
    }
    reading.paragraph(Block::Text);
    reading.kept
}

/// What has been read so far, and what is open.
#[derive(Default)]
struct Reading {
    kept: Kept,
    /// How many elements are open that the eye does not see.
    unseen: usize,
    text: String,
    class: String,
    href: Option<String>,
    points: Vec<String>,
    term: String,
    weight: Option<Weight>,
    facts: Vec<Fact>,
    part: TablePart,
    table: Table,
    cells: Vec<String>,
}

/// Which part of a table is open.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
enum TablePart {
    Head,
    #[default]
    Body,
    Foot,
}

impl Reading {
    fn open(&mut self, tag: &str, class: &str, href: Option<String>) {
        if self.unseen > 0 || class.split(' ').any(|one| one == "vh") {
            self.unseen += 1;
            return;
        }
        match tag {
            "span" | "b" | "time" => {}
            "a" => self.href = href,
            "div" => {
                self.paragraph(Block::Text);
                self.weight = class.split(' ').any(|one| one == "total").then_some(Weight::Total);
            }
            "thead" => self.part = TablePart::Head,
            "tbody" => self.part = TablePart::Body,
            "tfoot" => self.part = TablePart::Foot,
            _ => {
                self.paragraph(Block::Text);
                class.clone_into(&mut self.class);
            }
        }
    }

    fn text(&mut self, text: &str) {
        if self.unseen == 0 {
            self.text.push_str(text);
        }
    }

    fn close(&mut self, tag: &str) {
        if self.unseen > 0 {
            self.unseen -= 1;
            return;
        }
        match tag {
            "h1" => self.kept.title = Some(self.taken()).filter(|title| !title.is_empty()),
            "h2" => self.paragraph(|text| Block::Heading(Level::Part, text)),
            "h3" | "h4" => self.paragraph(|text| Block::Heading(Level::Within, text)),
            "p" => self.end_paragraph(),
            "li" => {
                let point = self.taken();
                self.points.extend((!point.is_empty()).then_some(point));
            }
            "ul" | "ol" => {
                let points = std::mem::take(&mut self.points);
                self.push((!points.is_empty()).then_some(Block::Points(points)));
            }
            "dt" => self.term = self.taken(),
            "dd" => self.end_fact(),
            "dl" => {
                let facts = std::mem::take(&mut self.facts);
                self.push((!facts.is_empty()).then_some(Block::Facts(facts)));
            }
            "th" | "td" => self.end_cell(),
            "tr" => self.end_row(),
            "table" => self.end_table(),
            "span" | "b" | "time" | "a" => {}
            _ => self.paragraph(Block::Text),
        }
    }

    /// The text since the last block, blanks between words made one. No-break spaces stay.
    fn taken(&mut self) -> String {
        let words = self.text.split([' ', '\n', '\r', '\t']).filter(|word| !word.is_empty());
        let text = words.collect::<Vec<_>>().join(" ");
        self.text.clear();
        text
    }

    fn push(&mut self, block: Option<Block>) {
        self.kept.blocks.extend(block);
    }

    /// What stands there, if anything does, as `block`.
    fn paragraph(&mut self, block: impl FnOnce(String) -> Block) {
        let text = self.taken();
        self.push((!text.is_empty()).then(|| block(text)));
    }

    fn end_paragraph(&mut self) {
        let class = std::mem::take(&mut self.class);
        let is = |name: &str| class.split(' ').any(|one| one == name);
        match self.href.take() {
            Some(url) => self.paragraph(|what| Block::Address { url, what }),
            None if is("sum") => self.paragraph(Block::Sum),
            None if is("mono") => self.paragraph(Block::Code),
            None if is("soft") || is("small") => self.paragraph(Block::Quiet),
            None => self.paragraph(Block::Text),
        }
    }

    fn end_fact(&mut self) {
        let (term, value) = (std::mem::take(&mut self.term), self.taken());
        let weight = self.weight.take().unwrap_or(Weight::Plain);
        self.facts.push(Fact { term, value, weight });
    }

    fn end_cell(&mut self) {
        let class = std::mem::take(&mut self.class);
        let text = self.taken();
        if self.part == TablePart::Head {
            let is_amount = class.split(' ').any(|one| one == "n");
            let holds = if is_amount { Holds::Amounts } else { Holds::Words };
            self.table.columns.push(Column { head: text, holds });
        } else {
            self.cells.push(text);
        }
    }

    /// The row at a table's foot adds up those above: a fact after it.
    fn end_row(&mut self) {
        let mut cells = std::mem::take(&mut self.cells);
        let Some(last) = cells.pop() else { return };
        if self.part == TablePart::Foot {
            self.facts.push(Fact::total(cells.join(" "), last));
        } else {
            cells.push(last);
            self.table.rows.push(cells);
        }
    }

    fn end_table(&mut self) {
        let table = std::mem::take(&mut self.table);
        let totals = std::mem::take(&mut self.facts);
        self.part = TablePart::Body;
        self.push((!table.rows.is_empty()).then_some(Block::Table(table)));
        self.push((!totals.is_empty()).then_some(Block::Facts(totals)));
    }
}
