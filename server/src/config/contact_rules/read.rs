//! A pack as a file.

use std::collections::BTreeMap;
use std::num::NonZeroU16;

use chrono::NaiveDate;
use domain::contact::{
    Act, Block, Channels, Counts, Limit, Pack, Rule, Source, Standing, What, Whose,
};
use domain::country::Country;
use serde::Deserialize;

use super::words::{channels, hours};

/// What is wrong with a file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{place}: {problem}")]
pub struct PackError {
    /// The table, counted from 1, as in `limit 3`; `file` for the whole.
    pub place: String,
    /// What is wrong there.
    pub problem: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PackFile {
    country: Option<String>,
    version: NonZeroU16,
    checked_on: String,
    notes: Vec<String>,
    #[serde(default)]
    places: Vec<String>,
    laws: BTreeMap<String, LawTable>,
    #[serde(rename = "limit")]
    limits: Vec<Entry>,
    #[serde(default)]
    forbidden: Vec<Entry>,
    #[serde(default)]
    required: Vec<Entry>,
    #[serde(default)]
    behind: Vec<Entry>,
    keep: Option<Entry>,
}

/// `[laws.NAME]`: what entries refer to.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LawTable {
    name: String,
    url: String,
    standing: String,
    since: Option<String>,
}

/// One entry of any list: what it says, and the law that says so.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    on: Option<Vec<String>>,
    hours: Option<Vec<String>>,
    holidays: Option<bool>,
    most: Option<MostTable>,
    apart: Option<DaysTable>,
    one_channel: Option<DaysTable>,
    permission: Option<bool>,
    never: Option<bool>,
    acts: Option<Vec<String>>,
    blocks: Option<Vec<String>>,
    rule: Option<String>,
    years: Option<NonZeroU16>,
    law: String,
    article: Option<String>,
    url: Option<String>,
    standing: Option<String>,
    since: Option<String>,
    reading: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MostTable {
    times: NonZeroU16,
    days: NonZeroU16,
    counts: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DaysTable {
    days: NonZeroU16,
    counts: Option<String>,
}

/// Reads a pack.
pub fn read(text: &str) -> Result<Pack, PackError> {
    let whole = |problem: String| PackError { place: "file".to_owned(), problem };
    let file: PackFile = toml::from_str(text).map_err(|error| whole(error.message().to_owned()))?;
    let country = match &file.country {
        None => None,
        Some(code) => {
            let known = Country::parse(code);
            Some(known.ok_or_else(|| whole(format!("no country has the code `{code}`")))?)
        }
    };
    let laws = &file.laws;
    let keep = file.keep.as_ref().map(|entry| {
        let years = entry.years.ok_or_else(|| "years are missing".to_owned());
        in_place("keep", 1, years.and_then(|years| Ok((years, entry.source(laws)?))))
    });
    Ok(Pack {
        country,
        version: file.version,
        checked_on: date(&file.checked_on).map_err(whole)?,
        limits: each("limit", &file.limits, |entry| entry.limit(laws))?,
        forbidden: flat(each("forbidden", &file.forbidden, |entry| {
            entry.of_each(laws, entry.acts.as_deref(), Act::parse)
        })?),
        required: flat(each("required", &file.required, |entry| {
            entry.of_each(laws, entry.blocks.as_deref(), Block::parse)
        })?),
        behind: each("behind", &file.behind, |entry| entry.behind(laws))?,
        keep: keep.transpose()?,
        notes: file.notes,
        places: file.places,
    })
}

/// Reads every entry of a list; an error names its number.
fn each<T>(
    list: &str,
    entries: &[Entry],
    read: impl Fn(&Entry) -> Result<T, String>,
) -> Result<Vec<T>, PackError> {
    let numbered = (1..).zip(entries);
    numbered.map(|(number, entry)| in_place(list, number, read(entry))).collect()
}

fn in_place<T>(list: &str, number: usize, read: Result<T, String>) -> Result<T, PackError> {
    read.map_err(|problem| PackError { place: format!("{list} {number}"), problem })
}

fn flat<T>(lists: Vec<Vec<T>>) -> Vec<T> {
    lists.into_iter().flatten().collect()
}

fn date(text: &str) -> Result<NaiveDate, String> {
    text.parse().map_err(|_| format!("`{text}` is no day of the form 2026-12-31"))
}

fn standing(word: &str) -> Result<Standing, String> {
    Standing::parse(word).ok_or_else(|| format!("`{word}` is no standing"))
}

fn counts(word: Option<&str>) -> Result<Counts, String> {
    match word {
        None => Ok(Counts::Attempts),
        Some(word) => Counts::parse(word).ok_or_else(|| format!("`{word}` counts nothing")),
    }
}

impl Entry {
    fn limit(&self, laws: &BTreeMap<String, LawTable>) -> Result<Limit, String> {
        let on = match &self.on {
            None => Channels::ALL,
            Some(words) => channels(words).ok_or("a word of `on` is no channel")?,
        };
        let what = self.what()?;
        Ok(Limit { what, on, whose: Whose::Pack, source: self.source(laws)? })
    }

    /// The one thing that the entry limits.
    fn what(&self) -> Result<What, String> {
        let mut said = Vec::new();
        if let Some(lines) = &self.hours {
            said.push(What::Hours(hours(lines).ok_or("the hours do not read")?));
        }
        if let Some(MostTable { times, days, counts: word }) = &self.most {
            let counts = counts(word.as_deref())?;
            said.push(What::Most { times: *times, days: *days, counts });
        }
        if let Some(DaysTable { days, counts: word }) = &self.apart {
            said.push(What::Apart { days: *days, counts: counts(word.as_deref())? });
        }
        if let Some(DaysTable { days, counts: word }) = &self.one_channel {
            said.push(What::OneChannel { days: *days, counts: counts(word.as_deref())? });
        }
        let flags = [
            (self.holidays, What::Holidays),
            (self.permission, What::Permission),
            (self.never, What::Never),
        ];
        said.extend(
            flags.into_iter().filter(|(flag, _)| *flag == Some(true)).map(|(_, what)| what),
        );
        match said.as_slice() {
            [what] => Ok(*what),
            _ => Err("an entry limits one thing".to_owned()),
        }
    }

    /// The entry's words, each with its source.
    fn of_each<T>(
        &self,
        laws: &BTreeMap<String, LawTable>,
        words: Option<&[String]>,
        parse: fn(&str) -> Option<T>,
    ) -> Result<Vec<(T, Source)>, String> {
        let source = self.source(laws)?;
        let read = words.unwrap_or_default().iter().map(|word| {
            let known = parse(word).ok_or_else(|| format!("`{word}` is not known"))?;
            Ok((known, source.clone()))
        });
        read.collect()
    }

    fn behind(&self, laws: &BTreeMap<String, LawTable>) -> Result<(Rule, Source), String> {
        let word = self.rule.as_deref().unwrap_or_default();
        let rule = Rule::parse(word).ok_or_else(|| format!("`{word}` is no rule"))?;
        Ok((rule, self.source(laws)?))
    }

    /// The law that the entry refers to, with what the entry says otherwise.
    fn source(&self, laws: &BTreeMap<String, LawTable>) -> Result<Source, String> {
        let name = &self.law;
        let law = laws.get(name).ok_or_else(|| format!("no [laws.{name}]"))?;
        let since = self.since.as_ref().or(law.since.as_ref());
        Ok(Source {
            law: law.name.clone(),
            article: self.article.clone().unwrap_or_default(),
            url: self.url.clone().unwrap_or_else(|| law.url.clone()),
            since: since.map(|day| date(day)).transpose()?,
            standing: standing(self.standing.as_ref().unwrap_or(&law.standing))?,
            reading: self.reading.clone().unwrap_or_default(),
        })
    }
}
