//! Words with places between them.

use super::Why;
use super::field::Field;
use crate::language::Lang;

/// Words and places, in the order of the text.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Words(Vec<Piece>);

#[derive(Clone, PartialEq, Eq, Debug)]
enum Piece {
    Text(String),
    Field(Field),
}

/// A piece of a text with everything in its place.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Run {
    /// What it says.
    pub text: String,
    /// The field whose value it is; `None` for the template's own words.
    pub field: Option<Field>,
}

impl Run {
    /// Words of the template itself.
    pub fn own(text: impl Into<String>) -> Self {
        Self { text: text.into(), field: None }
    }
}

/// What the runs say together.
pub fn said(runs: &[Run]) -> String {
    runs.iter().map(|run| &*run.text).collect()
}

impl Words {
    /// Reads a text; an error stands at a character, counted from 0.
    pub fn parse(text: &str) -> Result<Self, (usize, Why)> {
        let (mut pieces, mut words) = (Vec::new(), String::new());
        let mut chars = text.chars().enumerate();
        while let Some((at, c)) = chars.next() {
            match c {
                '{' => {
                    if !words.is_empty() {
                        pieces.push(Piece::Text(std::mem::take(&mut words)));
                    }
                    pieces.push(Piece::Field(field(at, &mut chars)?));
                }
                '}' => return Err((at, Why::Stray)),
                c if is_unfit(c) => return Err((at, Why::Control)),
                c => words.push(c),
            }
        }
        if !words.is_empty() {
            pieces.push(Piece::Text(words));
        }
        Ok(Self(pieces))
    }

    /// The text again, its fields named in `lang`.
    pub fn print(&self, lang: Lang) -> String {
        said(&self.runs(lang))
    }

    /// The text as it is written, to be looked at before anything stands in its places.
    pub fn runs(&self, lang: Lang) -> Vec<Run> {
        let run = |piece: &Piece| match piece {
            Piece::Text(text) => Run::own(&**text),
            Piece::Field(field) => {
                Run { text: field.in_lang(lang).to_string(), field: Some(*field) }
            }
        };
        self.0.iter().map(run).collect()
    }

    /// Its fields, each as often as it stands there.
    pub fn fields(&self) -> impl Iterator<Item = Field> {
        self.0.iter().filter_map(|piece| match piece {
            Piece::Field(field) => Some(*field),
            Piece::Text(_) => None,
        })
    }

    /// Whether nothing is written.
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|piece| matches!(piece, Piece::Text(text) if text.trim().is_empty()))
    }

    /// The paragraphs, parted by blank lines; none of them is empty.
    pub fn paragraphs(&self) -> Vec<Self> {
        let mut all = vec![Vec::new()];
        for piece in &self.0 {
            match piece {
                Piece::Field(_) => push(&mut all, piece.clone()),
                Piece::Text(text) => {
                    for (place, part) in text.split("\n\n").enumerate() {
                        if place > 0 {
                            all.push(Vec::new());
                        }
                        if !part.is_empty() {
                            push(&mut all, Piece::Text(part.to_owned()));
                        }
                    }
                }
            }
        }
        all.into_iter().map(Self).filter(|words| !words.is_empty()).collect()
    }

    /// The text with everything in its place; the first field that has no value, if one has none. A name that
    /// is not known is left out with its comma.
    pub fn fill(&self, value: &dyn Fn(Field) -> Option<String>) -> Result<Vec<Run>, Field> {
        let (mut runs, mut is_nameless): (Vec<Run>, bool) = (Vec::new(), false);
        for piece in &self.0 {
            match piece {
                Piece::Text(text) => {
                    let text = joined(&mut runs, text, std::mem::take(&mut is_nameless));
                    runs.push(Run::own(text));
                }
                Piece::Field(field) => match value(*field) {
                    Some(text) => runs.push(Run { text, field: Some(*field) }),
                    None if *field == Field::Name => is_nameless = true,
                    None => return Err(*field),
                },
            }
        }
        if is_nameless {
            joined(&mut runs, "", true);
        }
        Ok(runs)
    }
}

/// Marks that no reader sees and that change how the rest is read.
fn is_unfit(c: char) -> bool {
    (c.is_control() && c != '\n')
        || matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2028}' | '\u{2029}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// The field that begins behind the brace at `at`.
fn field(
    at: usize,
    chars: &mut impl Iterator<Item = (usize, char)>,
) -> Result<Field, (usize, Why)> {
    let mut name = String::new();
    for (_, c) in chars {
        match c {
            '}' => return Field::parse(&name).ok_or_else(|| (at, Why::Unknown(short(&name)))),
            '{' | '\n' => return Err((at, Why::Unclosed)),
            c => name.push(c),
        }
    }
    Err((at, Why::Unclosed))
}

fn short(name: &str) -> String {
    name.trim().chars().filter(|c| !is_unfit(*c)).take(30).collect()
}

fn push(all: &mut [Vec<Piece>], piece: Piece) {
    if let Some(last) = all.last_mut() {
        last.push(piece);
    }
}

/// The next words behind a value. What ends in a point of its own takes no second one; where a name is left
/// out, its comma goes with it, and what begins a text begins in a capital.
fn joined(runs: &mut [Run], text: &str, is_nameless: bool) -> String {
    if !is_nameless {
        let is_dotted =
            runs.last().is_some_and(|run| run.field.is_some() && run.text.ends_with('.'));
        let rest = if is_dotted { text.strip_prefix('.') } else { None };
        return rest.unwrap_or(text).to_owned();
    }
    let Some(before) = runs.last_mut() else {
        return capital(text.trim_start_matches([',', ':', ' ']));
    };
    if let Some(rest) = text.strip_prefix(", ") {
        return rest.to_owned();
    }
    if before.field.is_none() {
        let kept = before.text.trim_end().trim_end_matches(',').len();
        before.text.truncate(kept);
    }
    text.to_owned()
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().into_iter().flat_map(char::to_uppercase).chain(chars).collect()
}
