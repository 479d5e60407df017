//! The simulator's file: one line of JSON per change, appended; reading them in order gives the
//! state back. A line torn by a killed process is dropped, as its answer never left.

use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::book::Book;
use super::clock::Setting;
use super::webhooks::Posting;

/// What is remembered besides the book.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Meta {
    pub next_seq: u64,
    pub clock: Setting,
    pub posting: Posting,
}

/// One line of the file.
#[derive(Serialize, Deserialize)]
struct Line {
    meta: Meta,
    #[serde(default)]
    book: Book,
}

/// Where changes go; without a file they live in memory only.
pub(super) struct Journal {
    file: Option<File>,
}

impl Journal {
    /// Opens `path` and reads what it holds. The file is written anew in one line first, so that it
    /// does not grow from start to start.
    pub(super) fn open(path: Option<&Path>) -> io::Result<(Self, Book, Option<Meta>)> {
        let Some(path) = path else {
            return Ok((Self { file: None }, Book::default(), None));
        };
        let (book, meta) = read(path)?;
        let fresh = path.with_extension("new");
        let mut file = File::create(&fresh)?;
        if let Some(meta) = &meta {
            write_line(&mut file, meta, &book)?;
        }
        file.sync_all()?;
        std::fs::rename(&fresh, path)?;
        let file = OpenOptions::new().create(true).append(true).open(path)?;
        Ok((Self { file: Some(file) }, book, meta))
    }

    /// Appends what changed.
    pub(super) fn append(&mut self, meta: &Meta, changed: &Book) -> io::Result<()> {
        match &mut self.file {
            Some(file) => write_line(file, meta, changed),
            None => Ok(()),
        }
    }
}

fn read(path: &Path) -> io::Result<(Book, Option<Meta>)> {
    let (mut book, mut meta) = (Book::default(), None);
    let text = match std::fs::read(path) {
        Ok(text) => text,
        Err(why) if why.kind() == io::ErrorKind::NotFound => return Ok((book, meta)),
        Err(why) => return Err(why),
    };
    let mut lines = text.split(|byte| *byte == b'\n');
    // What follows the last line break is empty, or torn.
    lines.next_back();
    for line in lines {
        let line: Line = serde_json::from_slice(line)?;
        book.lay(line.book);
        meta = Some(line.meta);
    }
    Ok((book, meta))
}

fn write_line(file: &mut File, meta: &Meta, book: &Book) -> io::Result<()> {
    #[derive(Serialize)]
    struct Borrowed<'a> {
        meta: &'a Meta,
        book: &'a Book,
    }
    let mut line = serde_json::to_vec(&Borrowed { meta, book })?;
    line.push(b'\n');
    file.write_all(&line)
}
