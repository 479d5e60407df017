//! The file beside the input that names every bad row: line, column, reason, and the row itself.

use std::borrow::Cow;
use std::fs::{File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

use domain::import::{Encoding, ImportMap, RowError};

use super::words::spanish;

/// As many characters of a row are repeated.
const LONGEST_ROW: usize = 500;

/// What the columns are called.
const HEADER: [&str; 6] = ["line", "column", "code", "motivo", "reason", "row"];

/// Bad rows on their way to their file; there is none without a bad row. It is read by whoever may
/// read the input, so it is made for its owner alone.
pub struct Rejects {
    path: PathBuf,
    delimiter: u8,
    encoding: Encoding,
    writer: Option<csv::Writer<File>>,
}

impl Rejects {
    /// For the rows of `input`. Removes the file of an earlier import.
    pub fn beside(input: &Path, map: &ImportMap) -> io::Result<Self> {
        let path = path_beside(input);
        match std::fs::remove_file(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        let delimiter = map.delimiter.byte();
        Ok(Self { path, delimiter, encoding: map.encoding, writer: None })
    }

    /// One bad row with everything that is wrong with it.
    pub fn add(&mut self, line: u64, errors: &[RowError], raw: &[u8]) -> io::Result<()> {
        let row = self.legible(raw);
        let writer = self.writer()?;
        for error in errors {
            writer.write_record([
                &line.to_string(),
                &*harmless(&error.column),
                error.reason.code(),
                &spanish(error.reason),
                &error.reason.to_string(),
                &harmless(&row),
            ])?;
        }
        Ok(())
    }

    /// Brings everything to the disk.
    pub fn finish(self) -> io::Result<()> {
        match self.writer {
            None => Ok(()),
            Some(writer) => {
                let file = writer.into_inner().map_err(csv::IntoInnerError::into_error)?;
                file.sync_all()
            }
        }
    }

    fn writer(&mut self) -> io::Result<&mut csv::Writer<File>> {
        let writer = match self.writer.take() {
            Some(writer) => writer,
            None => {
                let mut file = private_file(&self.path)?;
                // Without the mark a spreadsheet reads the accents wrong.
                io::Write::write_all(&mut file, "\u{feff}".as_bytes())?;
                let mut builder = csv::WriterBuilder::new();
                let mut writer = builder.delimiter(self.delimiter).from_writer(file);
                writer.write_record(HEADER)?;
                writer
            }
        };
        Ok(self.writer.insert(writer))
    }

    /// The start of a row as text on one line, whatever its bytes are.
    fn legible(&self, raw: &[u8]) -> String {
        let text: Cow<'_, str> = match self.encoding {
            Encoding::Utf8 => String::from_utf8_lossy(raw),
            Encoding::Windows1252 => encoding_rs::WINDOWS_1252.decode_without_bom_handling(raw).0,
        };
        let mut short: String = text
            .trim_end()
            .chars()
            .map(|c| if c.is_control() { ' ' } else { c })
            .take(LONGEST_ROW)
            .collect();
        if text.trim_end().chars().nth(LONGEST_ROW).is_some() {
            short.push('…');
        }
        short
    }
}

/// `deudas.rej.csv` for `deudas.csv`.
pub fn path_beside(input: &Path) -> PathBuf {
    input.with_extension("rej.csv")
}

/// A text that no spreadsheet takes for a formula.
fn harmless(text: &str) -> Cow<'_, str> {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r', '\0']) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

fn private_file(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_of_the_report_is_a_formula() {
        for (text, expected) in [
            ("=cmd|'/c calc'!A1", "'=cmd|'/c calc'!A1"),
            ("+51 999", "'+51 999"),
            ("-1;2", "'-1;2"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("Rosa;=1", "Rosa;=1"),
            ("", ""),
        ] {
            assert_eq!(harmless(text), expected);
        }
    }

    #[test]
    fn the_report_stands_beside_its_input() {
        for (input, report) in [
            ("a/deudas.csv", "a/deudas.rej.csv"),
            ("deudas", "deudas.rej.csv"),
            ("a.b.csv", "a.b.rej.csv"),
        ] {
            assert_eq!(path_beside(Path::new(input)), Path::new(report));
        }
    }
}
