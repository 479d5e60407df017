//! Cuts a CSV file into records, line by line and strictly (RFC 4180).
//!
//! The usual readers take whatever they get: a quote that nobody closes swallows the rest of the
//! file, in memory and without a word. Here a record is bounded, and a broken one costs its own line
//! only: what follows it is read as if it had not been there.

use std::collections::VecDeque;
use std::io::{self, BufRead, Read};
use std::ops::Range;

use domain::import::Reason;

/// No line and no record is longer, in bytes.
const MOST_BYTES: usize = 60_000;
/// No record stands on more lines.
const MOST_LINES: usize = 200;

/// One record, cut into cells.
pub struct Record {
    /// The line on which it begins, from 1.
    pub line: u64,
    /// As it stands in the file.
    pub raw: Vec<u8>,
    text: Vec<u8>,
    cells: Vec<Range<usize>>,
}

impl Record {
    /// Its cells, without quotes.
    pub fn cells(&self) -> Vec<&[u8]> {
        self.cells.iter().map(|cell| &self.text[cell.clone()]).collect()
    }
}

/// A line that no record begins with.
pub struct Broken {
    /// The line, from 1.
    pub line: u64,
    /// The column in which it breaks, from 0.
    pub column: usize,
    /// How.
    pub reason: Reason,
    /// As much of it as was read.
    pub raw: Vec<u8>,
}

/// What stands next in the file.
pub enum Item {
    /// A record.
    Record(Record),
    /// A broken line.
    Broken(Broken),
}

struct Line {
    number: u64,
    bytes: Vec<u8>,
    /// Whether the line was longer than what is kept of it.
    is_cut: bool,
}

/// The records of a file. Holds one record at a time.
pub struct Records<R> {
    source: R,
    delimiter: u8,
    lines: u64,
    /// Lines that were read as the inside of a record that turned out to be broken.
    again: VecDeque<Line>,
}

impl<R: BufRead> Records<R> {
    /// Reads `source`, whose cells are parted by `delimiter`.
    pub const fn new(source: R, delimiter: u8) -> Self {
        Self { source, delimiter, lines: 0, again: VecDeque::new() }
    }

    /// Where the records come from.
    pub const fn source(&self) -> &R {
        &self.source
    }

    /// What stands next; `None` at the end.
    pub fn next(&mut self) -> io::Result<Option<Item>> {
        let Some(first) = self.line()? else { return Ok(None) };
        let mut raw = first.bytes.clone();
        let mut lines = vec![first];
        loop {
            let is_cut = lines[0].is_cut;
            let column = match split(&raw, self.delimiter) {
                Split::Whole(text, cells) if !is_cut => {
                    let line = lines[0].number;
                    return Ok(Some(Item::Record(Record { line, raw, text, cells })));
                }
                Split::Whole(_, cells) => cells.len() - 1,
                Split::Stray(column) => column,
                Split::Open(column) if is_cut => column,
                Split::Open(column) => match self.inner_line(&raw, lines.len())? {
                    Some(next) => {
                        raw.extend_from_slice(&next.bytes);
                        lines.push(next);
                        continue;
                    }
                    None => column,
                },
            };
            let reason = if is_cut { Reason::TooLong { limit: MOST_BYTES } } else { Reason::Quote };
            return Ok(Some(Item::Broken(self.broken(lines, column, reason))));
        }
    }

    /// The next line of a record that begins with `raw`, unless that makes it too large.
    fn inner_line(&mut self, raw: &[u8], lines: usize) -> io::Result<Option<Line>> {
        let Some(next) = self.line()? else { return Ok(None) };
        if next.is_cut || lines == MOST_LINES || raw.len() + next.bytes.len() > MOST_BYTES {
            self.again.push_front(next);
            return Ok(None);
        }
        Ok(Some(next))
    }

    /// Only the first line is broken: the others may be records of their own.
    fn broken(&mut self, mut lines: Vec<Line>, column: usize, reason: Reason) -> Broken {
        for line in lines.drain(1..).rev() {
            self.again.push_front(line);
        }
        let Line { number: line, bytes: raw, .. } = lines.remove(0);
        Broken { line, column, reason, raw }
    }

    fn line(&mut self) -> io::Result<Option<Line>> {
        if let Some(line) = self.again.pop_front() {
            return Ok(Some(line));
        }
        let mut bytes = Vec::new();
        let most = u64::try_from(MOST_BYTES).unwrap_or(u64::MAX);
        (&mut self.source).take(most).read_until(b'\n', &mut bytes)?;
        if bytes.is_empty() {
            return Ok(None);
        }
        let is_cut = bytes.len() == MOST_BYTES && !bytes.ends_with(b"\n") && self.skip_line()?;
        self.lines += 1;
        Ok(Some(Line { number: self.lines, bytes, is_cut }))
    }

    /// Skips to the next line; says whether there was anything to skip.
    fn skip_line(&mut self) -> io::Result<bool> {
        let mut skipped = false;
        loop {
            let buffer = self.source.fill_buf()?;
            let (length, ends) = match buffer.iter().position(|&byte| byte == b'\n') {
                Some(at) => (at + 1, true),
                None => (buffer.len(), buffer.is_empty()),
            };
            skipped |= length > 0;
            self.source.consume(length);
            if ends {
                return Ok(skipped);
            }
        }
    }
}

/// Cuts one record that stands in memory; `None` if it is broken.
pub fn cut(raw: &[u8], delimiter: u8) -> Option<Record> {
    match split(raw, delimiter) {
        Split::Whole(text, cells) => Some(Record { line: 1, raw: raw.to_vec(), text, cells }),
        Split::Open(_) | Split::Stray(_) => None,
    }
}

enum Split {
    /// Text without quotes, and where its cells are.
    Whole(Vec<u8>, Vec<Range<usize>>),
    /// The quote of this column does not end.
    Open(usize),
    /// The quote of this column ends in the middle of its cell.
    Stray(usize),
}

fn split(raw: &[u8], delimiter: u8) -> Split {
    let raw = raw.strip_suffix(b"\n").unwrap_or(raw);
    let raw = raw.strip_suffix(b"\r").unwrap_or(raw);
    let (mut text, mut cells, mut at) = (Vec::with_capacity(raw.len()), Vec::new(), 0);
    loop {
        let start = text.len();
        if raw.get(at) == Some(&b'"') {
            at += 1;
            loop {
                let Some(length) = raw[at..].iter().position(|&byte| byte == b'"') else {
                    return Split::Open(cells.len());
                };
                text.extend_from_slice(&raw[at..at + length]);
                at += length + 1;
                if raw.get(at) != Some(&b'"') {
                    break;
                }
                text.push(b'"');
                at += 1;
            }
            if raw.get(at).is_some_and(|&byte| byte != delimiter) {
                return Split::Stray(cells.len());
            }
        } else {
            let rest = &raw[at..];
            let length = rest.iter().position(|&byte| byte == delimiter).unwrap_or(rest.len());
            text.extend_from_slice(&rest[..length]);
            at += length;
        }
        cells.push(start..text.len());
        if at == raw.len() {
            return Split::Whole(text, cells);
        }
        at += 1;
    }
}

#[cfg(test)]
mod tests;
