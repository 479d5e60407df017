//! The columns of one file, found by their headers.

use super::{Field, ImportMap, Reason};

/// More columns than any export has.
pub const MOST_COLUMNS: usize = 300;

/// Which column of a file feeds which field. Made once per file, used for every row.
#[derive(Clone, Debug)]
pub struct Layout<'m> {
    pub(super) map: &'m ImportMap,
    pub(super) headers: Vec<String>,
    columns: Vec<(Field, usize)>,
}

/// Why a file's header does not fit its map. Headers are no personal data.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum HeaderError {
    /// The map names a column that the file does not have.
    #[error("the file has no column `{0}`")]
    Missing(String),
    /// Two columns of the file have a header that the map names.
    #[error("the file has two columns `{0}`")]
    Twice(String),
    /// The file has a column that the map does not name, not even as ignored: it may be an old
    /// column under a new header.
    #[error("column `{0}` is not in the map; ignore it there or map it")]
    Undeclared(String),
    /// More than [`MOST_COLUMNS`].
    #[error("{0} columns are too many")]
    TooMany(usize),
    /// A header that the declared encoding does not have.
    #[error("a header is not in the declared encoding")]
    Encoding,
}

impl ImportMap {
    /// Finds the map's columns in a file's first record (without its byte order mark). Headers are
    /// compared exactly, but for spaces around them.
    pub fn layout(&self, header: &[&[u8]]) -> Result<Layout<'_>, Vec<HeaderError>> {
        if header.len() > MOST_COLUMNS {
            return Err(vec![HeaderError::TooMany(header.len())]);
        }
        let texts: Result<Vec<String>, Reason> = header
            .iter()
            .map(|cell| self.encoding.decode(cell).map(|text| text.trim().to_owned()))
            .collect();
        let headers = texts.map_err(|_| vec![HeaderError::Encoding])?;
        let (mut columns, mut errors) = (Vec::new(), self.undeclared(&headers));
        for (name, field) in self.columns.iter().filter(|column| !is_any_other(column)) {
            let mut places = headers.iter().enumerate().filter(|header| header.1 == name.trim());
            match (places.next(), places.next()) {
                (Some((place, _)), None) => columns.push((*field, place)),
                (Some(_), Some(_)) => errors.push(HeaderError::Twice(name.clone())),
                (None, _) if *field == Field::Ignored => {}
                (None, _) => errors.push(HeaderError::Missing(name.clone())),
            }
        }
        if errors.is_empty() { Ok(Layout { map: self, headers, columns }) } else { Err(errors) }
    }

    fn undeclared(&self, headers: &[String]) -> Vec<HeaderError> {
        if self.columns.iter().any(is_any_other) {
            return Vec::new();
        }
        let declared = |header: &&String| self.columns.iter().any(|c| c.0.trim() == *header);
        let unknown = headers.iter().filter(|header| !declared(header));
        unknown.map(|header| HeaderError::Undeclared(header.clone())).collect()
    }
}

fn is_any_other((header, field): &(String, Field)) -> bool {
    header == "*" && *field == Field::Ignored
}

impl Layout<'_> {
    /// The columns of `field`, in the map's order.
    pub(super) fn places(&self, field: Field) -> impl Iterator<Item = usize> {
        self.columns.iter().filter(move |column| column.0 == field).map(|column| column.1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::map::tests::sample_map;

    const HEADER: [&[u8]; 8] = [
        b"countryCode",
        b"customerID",
        b" invoiceNumber ",
        b"InvoiceDate",
        b"DueDate",
        b"InvoiceAmount",
        b"Disputed",
        b"SettledDate",
    ];

    #[test]
    fn columns_are_found_in_any_order() {
        let map = sample_map();
        let mut header = HEADER;
        header.reverse();
        let layout = map.layout(&header).expect("the header fits");
        assert_eq!(layout.places(Field::DebtReference).collect::<Vec<_>>(), [5]);
        assert_eq!(layout.places(Field::SettledOn).collect::<Vec<_>>(), [0]);
        assert_eq!(layout.places(Field::Email).count(), 0);
    }

    #[test]
    fn every_difference_from_the_map_is_named() {
        let map = sample_map();
        let mut header = HEADER.to_vec();
        header[4] = b"Due Date";
        header.push(b"Disputed");
        let error = map.layout(&header).expect_err("the header does not fit");
        assert_eq!(
            error,
            [
                HeaderError::Undeclared("Due Date".to_owned()),
                HeaderError::Missing("DueDate".to_owned()),
                HeaderError::Twice("Disputed".to_owned()),
            ]
        );
    }

    #[test]
    fn a_star_ignores_every_other_column() {
        let mut map = sample_map();
        let mut header = HEADER.to_vec();
        header.push(b"DaysLate");
        assert!(map.layout(&header).is_err());
        map.columns.push(("*".to_owned(), Field::Ignored));
        assert!(map.layout(&header).is_ok());
        assert!(map.layout(&HEADER[1..]).is_ok(), "an ignored column may be missing");
    }

    #[test]
    fn a_strange_header_is_refused() {
        let map = sample_map();
        assert_eq!(map.layout(&[b"\xFF"]).err(), Some(vec![HeaderError::Encoding]));
        let wide = vec![&b"a"[..]; MOST_COLUMNS + 1];
        assert_eq!(map.layout(&wide).err(), Some(vec![HeaderError::TooMany(MOST_COLUMNS + 1)]));
    }
}
