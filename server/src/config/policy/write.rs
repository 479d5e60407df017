//! Writing a policy as a file: every key that says something, always in the same order and words, so that
//! two versions can be laid side by side and one has one hash.

use std::fmt::{Display, Write as _};

use domain::policy::Policy;
use toml::Value;

use super::PolicyFile;
use super::walk::{Said, Sink, walk};

/// The policy as TOML, with nothing left to what a creditor's settings say. Reading it gives it back.
pub fn write(file: &PolicyFile) -> String {
    let mut lines = Lines { out: String::new(), under: "" };
    walk(file, &mut lines);
    lines.out
}

/// The lines written so far.
struct Lines {
    out: String,
    /// What stands before the name of a table.
    under: &'static str,
}

impl Lines {
    fn line(&mut self, key: &str, value: impl Display) {
        let _ = writeln!(self.out, "{key} = {value}");
    }

    fn list(&mut self, key: &str, texts: impl Iterator<Item = String>) {
        self.line(key, format!("[{}]", texts.collect::<Vec<_>>().join(", ")));
    }
}

impl Sink for Lines {
    fn about(&mut self, policy: &Policy) {
        self.line("currency", quoted(policy.currency));
        self.line("country", quoted(policy.country));
    }

    fn segment(&mut self) {
        self.under = "segment.";
        self.out.push_str("\n[[segment]]\n");
    }

    fn table(&mut self, name: &'static str) {
        let _ = writeln!(self.out, "\n[{}{name}]", self.under);
    }

    fn say(&mut self, key: &str, said: Said<'_>) {
        self.line(key, value(said));
    }

    fn say_as_usual(&mut self, _: &str, _: Said<'_>) {}

    fn span(&mut self, key: &str, [from, to]: [Option<Said<'_>>; 2]) {
        let ends = [("from", from), ("to", to)];
        let ends = ends.into_iter().filter_map(|(end, said)| Some((end, value(said?))));
        let ends: Vec<_> = ends.map(|(end, value)| format!("{end} = {value}")).collect();
        self.line(key, format!("{{ {} }}", ends.join(", ")));
    }

    fn tags(&mut self, tags: &[String]) {
        if !tags.is_empty() {
            self.list("tags", tags.iter().map(quoted));
        }
    }

    fn rhythms(&mut self, words: &[&'static str]) {
        self.list("frequencies", words.iter().map(quoted));
    }

    fn until_due(&mut self) {
        self.line("until", quoted("due-date"));
    }
}

/// What is said as it stands in a file: amounts and shares are texts, since TOML makes floats of them.
fn value(said: Said<'_>) -> String {
    match said {
        Said::Word(word) => quoted(word),
        Said::Number(number) => number.to_string(),
        Said::Share(share) => quoted(share),
        Said::Amount(amount) => quoted(amount.to_decimal()),
        Said::Yes => true.to_string(),
    }
}

fn quoted(text: impl Display) -> String {
    Value::String(text.to_string()).to_string()
}
