//! Writing a sequence as a file: every key that says something, always in the same order and words, so that
//! two versions can be laid side by side and one has one hash.

use std::fmt::{Display, Write as _};

use domain::money::Currency;
use domain::policy::Fits;
use domain::reminder::{Audience, Means, Step, StepKind};
use rust_decimal::Decimal;
use toml::Value;

use super::SequenceFile;

/// The sequence as TOML. Reading it gives it back.
pub fn write(file: &SequenceFile) -> String {
    let mut out = Lines::default();
    out.quoted("name", &file.name);
    out.bare("gap_days", file.sequence.gap_days);
    for step in &file.sequence.steps {
        out.step(step);
    }
    out.0
}

/// Keys in the order in which they are written. Writing to a text cannot fail.
#[derive(Default)]
struct Lines(String);

impl Lines {
    fn table(&mut self, name: &str) {
        let _ = writeln!(self.0, "\n{name}");
    }

    fn bare(&mut self, key: &str, value: impl Display) {
        let _ = writeln!(self.0, "{key} = {value}");
    }

    fn quoted(&mut self, key: &str, value: impl Display) {
        self.bare(key, Value::String(value.to_string()));
    }

    fn step(&mut self, step: &Step) {
        self.table("[[step]]");
        if let Some(id) = &step.id {
            self.quoted("id", id);
        }
        self.quoted("name", &step.name);
        self.quoted("kind", step.kind.code());
        if step.kind != StepKind::InstalmentToday {
            self.bare("days", step.days);
        }
        match &step.means {
            Means::Message(channels) => {
                let words = channels.iter().map(|channel| format!("\"{}\"", channel.as_str()));
                self.bare("channels", format!("[{}]", words.collect::<Vec<_>>().join(", ")));
            }
            Means::Task { kind, script } => {
                self.quoted("task", kind.code());
                self.quoted("script", script);
            }
        }
        if step.audience != Audience::default() {
            self.audience(&step.audience);
        }
    }

    fn audience(&mut self, audience: &Audience) {
        self.table("[step.audience]");
        if let Some(currency) = audience.currency {
            self.quoted("currency", currency);
        }
        let Fits { days_late, total, debts, tags } = &audience.fits;
        if let Some(days) = days_late {
            let from = Some(*days.start()).filter(|day| *day != i64::MIN);
            let to = Some(*days.end()).filter(|day| *day != i64::MAX);
            self.span("days_late", from, to);
        }
        if let Some(total) = total {
            let exponent = audience.currency.map_or(0, Currency::exponent);
            let amount = |minor: i64| format!("\"{}\"", Decimal::new(minor, exponent));
            let to = Some(*total.end()).filter(|minor| *minor != i64::MAX);
            self.span("total", Some(amount(*total.start())), to.map(amount));
        }
        if let Some(debts) = debts {
            let to = Some(*debts.end()).filter(|count| *count != u32::MAX);
            self.span("debts", Some(*debts.start()), to);
        }
        if !tags.is_empty() {
            let tags = tags.iter().map(|tag| Value::String(tag.clone()).to_string());
            self.bare("tags", format!("[{}]", tags.collect::<Vec<_>>().join(", ")));
        }
    }

    fn span<T: Display>(&mut self, key: &str, from: Option<T>, to: Option<T>) {
        let ends = [("from", from), ("to", to)];
        let ends = ends.into_iter().filter_map(|(key, end)| Some(format!("{key} = {}", end?)));
        let ends: Vec<_> = ends.collect();
        self.bare(key, format!("{{ {} }}", ends.join(", ")));
    }
}
