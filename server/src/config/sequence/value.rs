//! The values of a sequence's file: read exactly, or refused with the words that would do.

use std::ops::RangeInclusive;

use domain::contact::{Channel, Class};
use domain::money::{Currency, Money};
use domain::policy::Fits;
use domain::reminder::{Audience, Means, Sequence, Step, StepKind, TaskKind};
use rust_decimal::Decimal;
use toml::Value;

use super::file::{AudienceTable, SequenceToml, SpanTable, StepTable};
use super::{
    LONGEST_NAME, LONGEST_SCRIPT, MOST_STEPS, Place, Problem, SequenceFile, SequenceFileError,
};

/// Days late that a file may name.
const DAYS_LATE: RangeInclusive<i64> = -36_500..=36_500;

/// Days before or after something that a file may name.
const DAYS: RangeInclusive<i64> = 0..=3_650;

/// Reads values and keeps what is wrong with them.
#[derive(Default)]
pub(super) struct Values {
    place: Place,
    /// What was refused so far.
    pub(super) wrong: Vec<SequenceFileError>,
}

impl Values {
    fn refuse(&mut self, key: &str, problem: Problem) {
        let (place, key) = (self.place.clone(), key.to_owned());
        self.wrong.push(SequenceFileError::Key { place, key, problem });
    }

    pub(super) fn sequence(&mut self, file: &SequenceToml) -> Option<SequenceFile> {
        let name = self.line("name", file.name.as_ref());
        let gap_days = self.whole("gap_days", file.gap_days.as_ref(), &DAYS);
        if file.steps.len() > MOST_STEPS {
            self.refuse("step", Problem::TooManySegments(MOST_STEPS));
            return None;
        }
        let mut steps = Vec::with_capacity(file.steps.len());
        for (number, table) in (1..).zip(&file.steps) {
            let name = table.name.as_ref().and_then(Value::as_str).unwrap_or("?");
            self.place = Place(Some((number, name.to_owned())));
            steps.extend(self.step(table));
        }
        self.place = Place(None);
        let gap_days = u16::try_from(gap_days?).ok()?;
        Some(SequenceFile { name: name?, sequence: Sequence { gap_days, steps } })
    }

    /// Everything is read, so that everything wrong is named; what was refused keeps the file out.
    fn step(&mut self, table: &StepTable) -> Option<Step> {
        let name = self.line("name", table.name.as_ref());
        let id = table.id.as_ref().and_then(|value| self.line("id", Some(value)));
        let kinds = StepKind::ALL.map(|kind| (kind.code(), kind));
        let kind = self.needed("kind", table.kind.as_ref());
        let kind = kind.and_then(|value| self.word("kind", value, &kinds));
        let days = self.days(table, kind);
        let means = self.means(table);
        let audience = table.audience.as_ref().map(|table| self.audience(table));
        let audience = audience.unwrap_or_default();
        let days = u16::try_from(days?).ok()?;
        let name = name?;
        // A step that never had another name needs no id.
        let id = id.filter(|id| *id != name);
        Some(Step { id, name, kind: kind?, days, audience, means: means? })
    }

    /// What happens on its day has no other.
    fn days(&mut self, table: &StepTable, kind: Option<StepKind>) -> Option<i64> {
        match (&table.days, kind) {
            (None, Some(StepKind::InstalmentToday)) => Some(0),
            (Some(_), Some(StepKind::InstalmentToday)) => {
                self.refuse("days", Problem::BelongsTo("a kind that comes before or after a day"));
                None
            }
            (value, _) => self.whole("days", value.as_ref(), &DAYS),
        }
    }

    fn means(&mut self, table: &StepTable) -> Option<Means> {
        match (&table.channels, &table.task) {
            (Some(_), Some(_)) => {
                self.refuse("channels", Problem::Beside("`task`: one of the two"));
                None
            }
            (None, None) => {
                self.refuse("channels", Problem::MissingOneOf("`channels` or `task` says how"));
                None
            }
            (Some(channels), None) => {
                if table.script.is_some() {
                    self.refuse("script", Problem::BelongsTo("a `task`"));
                }
                self.channels(channels).map(Means::Message)
            }
            (None, Some(task)) => {
                let kinds = TaskKind::OF_STEPS.map(|kind| (kind.code(), kind));
                let kind = self.word("task", task, &kinds);
                let script = self.needed("script", table.script.as_ref());
                let script = script.and_then(|value| self.script(value));
                Some(Means::Task { kind: kind?, script: script? })
            }
        }
    }

    fn channels(&mut self, value: &Value) -> Option<Vec<Channel>> {
        let Some(words) = value.as_array() else {
            self.refuse("channels", Problem::List(value.to_string()));
            return None;
        };
        let written = Class::Written.channels();
        let known: Vec<_> = written.iter().map(|channel| (channel.as_str(), channel)).collect();
        let read: Vec<_> = words.iter().map(|word| self.word("channels", word, &known)).collect();
        read.into_iter().collect()
    }

    fn audience(&mut self, table: &AudienceTable) -> Audience {
        let currency = table.currency.as_ref().and_then(|value| self.currency(value));
        let days_late =
            self.span("audience.days_late", table.days_late.as_ref(), |one, key, value| {
                one.whole(key, Some(value), &DAYS_LATE)
            });
        let total = match (table.total.as_ref(), currency) {
            (Some(span), Some(currency)) => {
                self.span("audience.total", Some(span), |one, key, value| {
                    one.amount(key, value, currency)
                })
            }
            (Some(_), None) => {
                self.refuse("audience.total", Problem::BelongsTo("`audience.currency`"));
                None
            }
            (None, _) => None,
        };
        let debts = self.span("audience.debts", table.debts.as_ref(), |one, key, value| {
            one.whole(key, Some(value), &(0..=i64::from(u32::MAX)))
        });
        for tag in &table.tags {
            self.is_line("audience.tags", tag);
        }
        let count = |number: i64| u32::try_from(number).unwrap_or(u32::MAX);
        let fits = Fits {
            days_late: days_late
                .map(|(from, to)| from.unwrap_or(i64::MIN)..=to.unwrap_or(i64::MAX)),
            total: total.map(|(from, to)| from.unwrap_or(0)..=to.unwrap_or(i64::MAX)),
            debts: debts.map(|(from, to)| from.map_or(0, count)..=to.map_or(u32::MAX, count)),
            tags: table.tags.clone(),
        };
        Audience { currency, fits }
    }

    /// The two ends of a span, one of which may be missing.
    fn span(
        &mut self,
        key: &str,
        table: Option<&SpanTable>,
        read: impl Fn(&mut Self, &str, &Value) -> Option<i64>,
    ) -> Option<(Option<i64>, Option<i64>)> {
        let SpanTable { from, to } = table?;
        if from.is_none() && to.is_none() {
            self.refuse(key, Problem::Endless);
            return None;
        }
        let from = from.as_ref().map(|value| read(self, &format!("{key}.from"), value));
        let to = to.as_ref().map(|value| read(self, &format!("{key}.to"), value));
        Some((from.flatten(), to.flatten()))
    }

    fn needed<'v>(&mut self, key: &str, value: Option<&'v Value>) -> Option<&'v Value> {
        if value.is_none() {
            self.refuse(key, Problem::Missing);
        }
        value
    }

    /// A line that people read.
    fn line(&mut self, key: &str, value: Option<&Value>) -> Option<String> {
        let value = self.needed(key, value)?;
        let text = self.text(key, value)?;
        self.is_line(key, text).then(|| text.to_owned())
    }

    fn is_line(&mut self, key: &str, text: &str) -> bool {
        let is_line = !text.trim().is_empty()
            && text.chars().count() <= LONGEST_NAME
            && !text.chars().any(char::is_control);
        if !is_line {
            self.refuse(key, Problem::Line(LONGEST_NAME));
        }
        is_line
    }

    fn text<'v>(&mut self, key: &str, value: &'v Value) -> Option<&'v str> {
        let text = value.as_str();
        if text.is_none() {
            self.refuse(key, Problem::NoText(value.to_string()));
        }
        text
    }

    /// What to say: several lines, and nothing else that controls.
    fn script(&mut self, value: &Value) -> Option<String> {
        let text = self.text("script", value)?.trim();
        let is_long = text.chars().count() > LONGEST_SCRIPT;
        if is_long || text.chars().any(|c| c.is_control() && c != '\n') {
            self.refuse("script", Problem::Line(LONGEST_SCRIPT));
            return None;
        }
        Some(text.to_owned())
    }

    fn whole(
        &mut self,
        key: &str,
        value: Option<&Value>,
        range: &RangeInclusive<i64>,
    ) -> Option<i64> {
        let value = self.needed(key, value)?;
        let number = value.as_integer().filter(|number| range.contains(number));
        if number.is_none() {
            let (from, to) = (*range.start(), *range.end());
            self.refuse(key, Problem::Whole { value: value.to_string(), from, to });
        }
        number
    }

    /// An amount in minor units.
    fn amount(&mut self, key: &str, value: &Value, currency: Currency) -> Option<i64> {
        let problem = match value {
            Value::Integer(_) | Value::Float(_) => Problem::Unquoted(value.to_string()),
            Value::String(text) => {
                let is_plain = text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
                let amount = Decimal::from_str_exact(text).ok().filter(|_| is_plain);
                match amount.map(|amount| Money::from_decimal(amount, currency)) {
                    Some(Ok(amount)) => return Some(amount.minor()),
                    Some(Err(why)) => Problem::Inexact { value: value.to_string(), why },
                    None => Problem::Amount(value.to_string()),
                }
            }
            _ => Problem::Amount(value.to_string()),
        };
        self.refuse(key, problem);
        None
    }

    fn currency(&mut self, value: &Value) -> Option<Currency> {
        let found = value.as_str().and_then(Currency::parse);
        if found.is_none() {
            let known = "an ISO 4217 code like PEN";
            self.refuse("audience.currency", Problem::Code { value: value.to_string(), known });
        }
        found
    }

    /// One of the words of `known`.
    fn word<T: Copy>(&mut self, key: &str, value: &Value, known: &[(&str, T)]) -> Option<T> {
        let found = value.as_str().and_then(|word| known.iter().find(|(name, _)| *name == word));
        if found.is_none() {
            let words: Vec<_> = known.iter().map(|(name, _)| *name).collect();
            let known = words.join(", ");
            self.refuse(key, Problem::Word { value: value.to_string(), known });
        }
        found.map(|(_, meaning)| *meaning)
    }
}
