//! A creditor's import map: the TOML file that says how its CSV is written and what it means.
//!
//! `maps/example.toml` explains every key. Nothing is guessed: a key without a safe meaning has to be
//! there, and a word that is not known is refused with the words that are.

use std::collections::BTreeMap;

use domain::contact_channel::{ContactChannel, WAYS};
use domain::country::Country;
use domain::import::{
    AbsentRows, AmountMeaning, CurrencySource, DateFormat, DecimalSign, Delimiter, DisputedMark,
    Encoding, Field, ImportMap, MapError, MarkEffect, NegativeAmounts, NumberFormat,
    PermissionColumns, ThousandsSign,
};
use domain::money::Currency;
use domain::national_id::IdKind;
use serde::Deserialize;

/// The file, key by key, as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct MapFile {
    delimiter: String,
    encoding: String,
    dates: String,
    decimal: String,
    thousands: String,
    country: Option<String>,
    id_kinds: Option<Vec<String>>,
    currency: Option<String>,
    amount: String,
    payments_here: Option<String>,
    negative: Option<String>,
    absent: Option<String>,
    disputed: Option<DisputedTable>,
    phone_permission: Option<PermissionTable>,
    columns: BTreeMap<String, OneOrMore>,
}

/// `[disputed]`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct DisputedTable {
    yes: Vec<String>,
    #[serde(default)]
    no: Vec<String>,
    effect: Option<String>,
}

/// `[phone_permission]`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct PermissionTable {
    channels: Vec<String>,
    #[serde(default)]
    ways: BTreeMap<String, Vec<String>>,
}

/// A header feeds one field, or several.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum OneOrMore {
    One(String),
    More(Vec<String>),
}

/// One thing that is wrong with a map.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MapFileError {
    /// It is no TOML, or has a key too many, too few, or of the wrong kind.
    #[error("line {line}: {problem}")]
    Toml {
        /// Counted from 1; where the parser noticed it.
        line: usize,
        /// The parser's words, which name the key.
        problem: String,
    },
    /// A value that the key does not take.
    #[error("`{key}`: {problem}")]
    Key {
        /// As it is written in the file.
        key: String,
        /// What is wrong with it.
        problem: String,
    },
    /// The keys do not go together.
    #[error(transparent)]
    Whole(#[from] MapError),
}

/// Reads a map for a creditor in `country`; everything that is wrong with it is said at once.
pub fn read(text: &str, country: Country) -> Result<ImportMap, Vec<MapFileError>> {
    let file: MapFile = toml::from_str(text).map_err(|error| vec![not_toml(text, &error)])?;
    let mut words = Words::default();
    let map = words.map(&file, country);
    match map {
        Some(map) if words.wrong.is_empty() => match map.validate() {
            Ok(()) => Ok(map),
            Err(errors) => Err(errors.into_iter().map(MapFileError::Whole).collect()),
        },
        _ => Err(words.wrong),
    }
}

fn not_toml(text: &str, error: &toml::de::Error) -> MapFileError {
    let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
    let line = before.bytes().filter(|&byte| byte == b'\n').count() + 1;
    MapFileError::Toml { line, problem: error.message().to_owned() }
}

/// Reads the words of a file and keeps what is wrong with them.
#[derive(Default)]
struct Words {
    wrong: Vec<MapFileError>,
}

impl Words {
    fn map(&mut self, file: &MapFile, country: Country) -> Option<ImportMap> {
        let delimiter = self.word("delimiter", &file.delimiter, Delimiter::parse, DELIMITERS);
        let encoding = self.word("encoding", &file.encoding, Encoding::parse, ENCODINGS);
        let dates = self.word("dates", &file.dates, DateFormat::parse, DATES);
        let decimal = self.word("decimal", &file.decimal, DecimalSign::parse, "point or comma");
        let thousands = self.word("thousands", &file.thousands, ThousandsSign::parse, THOUSANDS);
        let country = match file.country.as_deref() {
            None => Some(country),
            Some(code) => self.word("country", code, Country::parse, "a code like PE"),
        };
        let id_kinds = self.id_kinds(file.id_kinds.as_deref(), country);
        let currency = self.currency(file.currency.as_deref());
        let amount = self.amount(file);
        let negative = file.negative.as_deref().unwrap_or("errors");
        let negative = self.word("negative", negative, NegativeAmounts::parse, NEGATIVE);
        let absent = file.absent.as_deref().unwrap_or("nothing");
        let absent = self.word("absent", absent, AbsentRows::parse, "nothing or close");
        let disputed = self.disputed(file.disputed.as_ref());
        let phone_permission = self.phone_permission(file.phone_permission.as_ref());
        let columns = self.columns(&file.columns);
        Some(ImportMap {
            delimiter: delimiter?,
            encoding: encoding?,
            dates: dates?,
            numbers: NumberFormat { decimal: decimal?, thousands: thousands? },
            country: country?,
            id_kinds,
            currency: currency?,
            amount: amount?,
            negative: negative?,
            absent: absent?,
            disputed,
            phone_permission,
            columns,
        })
    }

    fn refuse(&mut self, key: impl Into<String>, problem: impl Into<String>) {
        self.wrong.push(MapFileError::Key { key: key.into(), problem: problem.into() });
    }

    fn word<T>(
        &mut self,
        key: &str,
        word: &str,
        parse: impl Fn(&str) -> Option<T>,
        known: &str,
    ) -> Option<T> {
        let value = parse(word);
        if value.is_none() {
            self.refuse(key, format!("`{word}` is not {known}"));
        }
        value
    }

    /// Those of the country, unless the file says which.
    fn id_kinds(&mut self, codes: Option<&[String]>, country: Option<Country>) -> Vec<IdKind> {
        let Some(codes) = codes else {
            return country.map(|country| IdKind::of(country).to_vec()).unwrap_or_default();
        };
        let read = |code: &String| self.word("id_kinds", code, IdKind::parse, ID_KINDS);
        codes.iter().filter_map(read).collect()
    }

    fn currency(&mut self, code: Option<&str>) -> Option<CurrencySource> {
        let Some(code) = code else { return Some(CurrencySource::Column) };
        let known = "an ISO 4217 code like PEN";
        self.word("currency", code, Currency::parse, known).map(CurrencySource::Constant)
    }

    fn amount(&mut self, file: &MapFile) -> Option<AmountMeaning> {
        let payments = file.payments_here.as_deref();
        let amount = AmountMeaning::parse(&file.amount, payments);
        if amount.is_none() {
            match (file.amount.as_str(), payments) {
                ("original", Some(_)) => {
                    self.refuse("payments_here", "belongs to amount = \"outstanding\" only");
                }
                ("outstanding", None) => self.refuse("payments_here", PAYMENTS),
                ("outstanding", Some(_)) => {
                    self.refuse("payments_here", "deducted or not-deducted");
                }
                _ => self.refuse("amount", "original or outstanding"),
            }
        }
        amount
    }

    fn disputed(&mut self, table: Option<&DisputedTable>) -> Option<DisputedMark> {
        let table = table?;
        let effect = table.effect.as_deref().unwrap_or("hold");
        let effect = self.word("disputed.effect", effect, MarkEffect::parse, "hold or ignore")?;
        Some(DisputedMark { yes: table.yes.clone(), no: table.no.clone(), effect })
    }

    fn phone_permission(&mut self, table: Option<&PermissionTable>) -> Option<PermissionColumns> {
        let table = table?;
        let parse = |word: &str| word.parse().ok();
        let mut channels: Vec<ContactChannel> = Vec::new();
        for word in &table.channels {
            let channel = self.word("phone_permission.channels", word, parse, "sms or whatsapp");
            channels.extend(channel.filter(|channel| !channels.contains(channel)));
        }
        let mut ways = Vec::new();
        for (word, cells) in &table.ways {
            let parse = |word: &str| WAYS.into_iter().find(|way| *way == word);
            let Some(way) = self.word("phone_permission.ways", word, parse, PERMISSION_WAYS) else {
                continue;
            };
            ways.extend(cells.iter().map(|cell| (cell.clone(), way)));
        }
        Some(PermissionColumns { channels, ways })
    }

    fn columns(&mut self, columns: &BTreeMap<String, OneOrMore>) -> Vec<(String, Field)> {
        let mut pairs = Vec::new();
        for (header, codes) in columns {
            let codes = match codes {
                OneOrMore::One(code) => std::slice::from_ref(code),
                OneOrMore::More(codes) => codes,
            };
            for code in codes {
                match Field::parse(code) {
                    Some(field) => pairs.push((header.clone(), field)),
                    None => {
                        let known = Field::ALL.map(Field::code).join(", ");
                        let problem = format!("`{code}` is no field; there are {known}");
                        self.refuse(format!("columns.\"{header}\""), problem);
                    }
                }
            }
        }
        pairs
    }
}

const DELIMITERS: &str = "comma, semicolon, tab or bar";
const ENCODINGS: &str = "utf-8 or windows-1252";
const DATES: &str = "a pattern like dd/mm/yyyy, m/d/yyyy or yyyy-mm-dd";
const THOUSANDS: &str = "none, point, comma, space or apostrophe";
const NEGATIVE: &str = "credit-notes or errors";
const ID_KINDS: &str = "a kind like pe-dni, pe-ruc, co-cc, co-nit, cl-rut, mx-rfc, es-dni or other";
const PERMISSION_WAYS: &str = "form, contract, phone, in-person or message";
const PAYMENTS: &str =
    "missing: does the amount have the payments received here deducted or not-deducted?";

#[cfg(test)]
mod tests;
