//! The file of an import: read as a stream, hashed on the way, packed for staging.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

use chrono::NaiveDate;
use domain::import::{Field, HeaderError, ImportMap, Layout};
use sha2::{Digest, Sha256};

use super::ImportError;
use super::records::{Item, Record, Records, cut};

/// Read in steps of so many bytes.
const BUFFER: usize = 64 * 1024;

/// A file that remembers what went through it.
pub struct Hashing {
    file: File,
    hash: Sha256,
    read: u64,
}

impl Read for Hashing {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.file.read(buffer)?;
        self.hash.update(&buffer[..length]);
        self.read += u64::try_from(length).unwrap_or_default();
        Ok(length)
    }
}

/// An opened file, its first line read.
pub struct Source {
    /// What follows the header.
    pub records: Records<BufReader<Hashing>>,
    /// The first line.
    pub header: Vec<u8>,
    /// How many bytes the file has.
    pub size: u64,
}

impl Source {
    /// Opens the file and reads its header, without the byte order mark.
    pub fn open(path: &Path, map: &ImportMap) -> Result<Self, ImportError> {
        let file = File::open(path).map_err(ImportError::Read)?;
        let size = file.metadata().map_err(ImportError::Read)?.len();
        let hashing = Hashing { file, hash: Sha256::new(), read: 0 };
        let mut reader = BufReader::with_capacity(BUFFER, hashing);
        let start = reader.fill_buf().map_err(ImportError::Read)?;
        let unmarked = map
            .encoding
            .skip_mark(start)
            .map_err(|_| ImportError::Header(vec![HeaderError::Encoding]))?;
        let mark = start.len() - unmarked.len();
        reader.consume(mark);
        let mut records = Records::new(reader, map.delimiter.byte());
        match records.next().map_err(ImportError::Read)? {
            Some(Item::Record(Record { raw: header, .. })) => Ok(Self { records, header, size }),
            Some(Item::Broken(_)) => Err(ImportError::BrokenHeader),
            None => Err(ImportError::Empty),
        }
    }

    /// How many bytes have been read.
    pub fn read(&self) -> u64 {
        self.records.source().get_ref().read
    }

    /// The hash of the whole file, once all of it was read.
    pub fn hash(&self) -> [u8; 32] {
        self.records.source().get_ref().hash.clone().finalize().into()
    }
}

/// The hash of a whole file.
pub fn file_hash(path: &Path) -> io::Result<[u8; 32]> {
    let mut hashing = Hashing { file: File::open(path)?, hash: Sha256::new(), read: 0 };
    let mut buffer = vec![0; BUFFER];
    while hashing.read(&mut buffer)? > 0 {}
    Ok(hashing.hash.finalize().into())
}

/// What makes an import this one and no other: the file, its map and its day.
pub fn fingerprint(file: &[u8; 32], map_text: &str, as_of: NaiveDate) -> Vec<u8> {
    let mut hash = Sha256::new();
    hash.update(file);
    hash.update(Sha256::digest(map_text.as_bytes()));
    hash.update(as_of.to_string());
    hash.finalize().to_vec()
}

/// The layout of a file whose first line is `header`.
pub fn layout<'m>(map: &'m ImportMap, header: &[u8]) -> Result<Layout<'m>, ImportError> {
    let header = cut(header, map.delimiter.byte()).ok_or(ImportError::BrokenHeader)?;
    map.layout(&header.cells()).map_err(ImportError::Header)
}

/// The headers as text, to name columns by.
pub fn headers(map: &ImportMap, header: &[u8]) -> Vec<String> {
    let Some(header) = cut(header, map.delimiter.byte()) else { return Vec::new() };
    let text = |cell: &&[u8]| map.encoding.decode(cell).unwrap_or_default().trim().to_owned();
    header.cells().iter().map(text).collect()
}

/// The header of the column that feeds `field`; empty if there is none.
pub fn column_of(map: &ImportMap, field: Field) -> String {
    let column = map.columns.iter().find(|column| column.1 == field);
    column.map(|column| column.0.trim().to_owned()).unwrap_or_default()
}

/// Which columns are read; of the others nothing is kept.
pub fn used(map: &ImportMap, headers: &[String]) -> Vec<bool> {
    let feeds = |header: &String| {
        map.columns.iter().any(|(name, field)| name.trim() == header && *field != Field::Ignored)
    };
    headers.iter().map(feeds).collect()
}

/// The cells of a record as one text of bytes, those of unused columns left empty.
pub fn pack(cells: &[&[u8]], used: &[bool]) -> Vec<u8> {
    let mut packed = Vec::new();
    for (cell, used) in cells.iter().zip(used) {
        let cell = if *used { cell } else { &[][..] };
        packed.extend(u32::try_from(cell.len()).unwrap_or_default().to_le_bytes());
        packed.extend_from_slice(cell);
    }
    packed
}

/// The cells again; `None` if that is no packed record.
pub fn unpack(mut packed: &[u8]) -> Option<Vec<&[u8]>> {
    let mut cells = Vec::new();
    while !packed.is_empty() {
        let (length, rest) = packed.split_first_chunk::<4>()?;
        let (cell, rest) = rest.split_at_checked(u32::from_le_bytes(*length).try_into().ok()?)?;
        cells.push(cell);
        packed = rest;
    }
    Some(cells)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_record_survives_packing_but_for_unused_columns(
            cells in prop::collection::vec((prop::collection::vec(any::<u8>(), 0..9), any::<bool>()), 1..9),
        ) {
            let all: Vec<&[u8]> = cells.iter().map(|cell| &*cell.0).collect();
            let used: Vec<bool> = cells.iter().map(|cell| cell.1).collect();
            let kept: Vec<&[u8]> =
                cells.iter().map(|(cell, used)| if *used { &**cell } else { &[][..] }).collect();
            let packed = pack(&all, &used);
            prop_assert_eq!(unpack(&packed), Some(kept));
        }

        #[test]
        fn other_bytes_do_not_unpack_past_their_end(bytes in prop::collection::vec(any::<u8>(), 0..40)) {
            let _ = unpack(&bytes);
        }
    }
}
