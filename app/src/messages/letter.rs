//! A message as plain text and as HTML, from the same blocks.

use std::fmt::Write as _;

use leptos::prelude::*;

use super::line::line;
use crate::components::Row;
use crate::reader::Reader;
use crate::render::render;
use crate::styles;

/// One e-mail, ready to be sent. No `Debug`: it may hold a link's token, which no log may see.
#[derive(Clone, PartialEq, Eq)]
pub struct Mail {
    /// One line without control characters.
    pub subject: String,
    /// What a list of messages shows beside the subject; both bodies begin with it.
    pub preview_text: String,
    /// The whole message as plain text, lines ended by `\n`.
    pub text: String,
    /// The whole message as an HTML document: no image, no script, nothing loaded from anywhere.
    pub html: String,
}

/// One piece of a message.
#[derive(Clone)]
pub(super) enum Block {
    /// A paragraph.
    Text(String),
    /// A paragraph in a quieter tone.
    Quiet(String),
    /// What comes next is about this.
    Heading(String),
    /// Something to copy by hand.
    Code(String),
    /// Facts or amounts.
    Rows(Vec<Row>),
    /// The one thing to do.
    Button { label: String, url: String },
    /// An address that may be followed.
    Link(String),
}

/// A message before it is set.
#[derive(Clone)]
pub(super) struct Letter {
    pub subject: String,
    /// Stands as the first sentence too.
    pub preview: String,
    pub greeting: String,
    pub blocks: Vec<Block>,
}

const LONGEST_SUBJECT: usize = 160;
const LONGEST_PARAGRAPH: usize = 1_200;

impl Letter {
    /// Sets the message. All its texts pass [`line`] here, whatever they are made of.
    pub(super) fn mail(self, reader: Reader) -> Mail {
        let subject = line(&self.subject, LONGEST_SUBJECT);
        let preview_text = line(&self.preview, LONGEST_SUBJECT);
        let greeting = line(&self.greeting, LONGEST_SUBJECT);
        let blocks: Vec<_> = self.blocks.into_iter().map(Block::on_lines).collect();
        let text = plain(&greeting, &preview_text, &blocks);
        let html = html(reader, &subject, &preview_text, greeting, blocks);
        Mail { subject, preview_text, text, html }
    }
}

impl Block {
    fn on_lines(self) -> Self {
        let clean = |text: &str| line(text, LONGEST_PARAGRAPH);
        match self {
            Self::Text(text) => Self::Text(clean(&text)),
            Self::Quiet(text) => Self::Quiet(clean(&text)),
            Self::Heading(text) => Self::Heading(clean(&text)),
            Self::Code(text) => Self::Code(clean(&text)),
            Self::Rows(rows) => Self::Rows(
                rows.into_iter()
                    .map(|row| Row { term: clean(&row.term), value: clean(&row.value), ..row })
                    .collect(),
            ),
            Self::Button { label, url } => Self::Button { label: clean(&label), url: clean(&url) },
            Self::Link(url) => Self::Link(clean(&url)),
        }
    }
}

fn plain(greeting: &str, preview: &str, blocks: &[Block]) -> String {
    let mut out = format!("{greeting}\n\n{preview}\n");
    for block in blocks {
        out.push('\n');
        let _ = match block {
            Block::Text(text) | Block::Quiet(text) | Block::Link(text) => writeln!(out, "{text}"),
            Block::Heading(text) => writeln!(out, "{text}\n{}", "-".repeat(text.chars().count())),
            Block::Code(text) => writeln!(out, "    {text}"),
            Block::Button { label, url } => writeln!(out, "{label}:\n{url}"),
            Block::Rows(rows) => {
                rows.iter().try_for_each(|row| writeln!(out, "{}: {}", row.term, row.value))
            }
        };
    }
    out
}

/// Keeps the lines behind the preview out of lists of messages: nothing that is seen, as long as
/// the longest preview.
const PADDING: &str = "\u{34f}\u{a0}";
const PADDING_TIMES: usize = 100;

fn html(
    reader: Reader,
    subject: &str,
    preview: &str,
    greeting: String,
    blocks: Vec<Block>,
) -> String {
    let (subject, preview) = (subject.to_owned(), preview.to_owned());
    let padding = PADDING.repeat(PADDING_TIMES);
    render(move || {
        view! {
            <!DOCTYPE html>
            <html lang=reader.voice.tag()>
                <head>
                    <meta charset="utf-8"/>
                    <meta name="viewport" content="width=device-width,initial-scale=1"/>
                    <meta name="color-scheme" content="light dark"/>
                    <title>{subject}</title>
                    <style>{styles::mail()}</style>
                </head>
                <body>
                    <div class="pre" aria-hidden="true">{preview.clone()}{padding}</div>
                    <div class="page">
                        <p>{greeting}</p>
                        <p>{preview}</p>
                        {blocks.into_iter().map(block).collect_view()}
                    </div>
                </body>
            </html>
        }
    })
}

fn block(block: Block) -> AnyView {
    match block {
        Block::Text(text) => view! { <p>{text}</p> }.into_any(),
        Block::Quiet(text) => view! { <p class="soft">{text}</p> }.into_any(),
        Block::Heading(text) => view! { <h2>{text}</h2> }.into_any(),
        Block::Code(text) => view! { <p class="code">{text}</p> }.into_any(),
        Block::Rows(rows) => {
            let rows = rows.into_iter().map(|row| {
                view! { <div><dt>{row.term}</dt> <dd>{row.value}</dd></div> }
            });
            view! { <dl>{rows.collect_view()}</dl> }.into_any()
        }
        Block::Button { label, url } => {
            view! { <p><a class="btn" href=url>{label}</a></p> }.into_any()
        }
        Block::Link(url) => {
            let href = url.clone();
            view! { <p><a href=href>{url}</a></p> }.into_any()
        }
    }
}
