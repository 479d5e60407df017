//! A policy put into the fields of the editor's form. Reading the form gives it back.

use app::creditor::policy::{Entered, YES, field};
use app::format::{decimal_sign, plain};
use domain::country::Country;
use domain::money::Currency;
use domain::policy::Policy;

use crate::config::policy::PolicyFile;
use crate::config::policy::walk::{Said, Sink, walk};

/// The fields that say what `file` says, with amounts as `region` writes them.
pub fn fill(file: &PolicyFile, region: Country) -> Entered {
    fill_in(file, region, file.policy.currency)
}

/// The same in a form of `currency`: an amount in another one is somebody else's, and its field stays empty.
pub fn fill_in(file: &PolicyFile, region: Country, currency: Currency) -> Entered {
    let (entered, segment, table) = (Entered::default(), String::new(), String::new());
    let mut fields = Fields { entered, region, currency, segment, table };
    walk(file, &mut fields);
    fields.entered
}

struct Fields {
    entered: Entered,
    region: Country,
    currency: Currency,
    /// What stands before the keys of the segment that is walked through.
    segment: String,
    /// What stands before the keys of its table, behind that.
    table: String,
}

impl Fields {
    fn set(&mut self, key: &str, value: impl Into<String>) {
        self.entered.set(format!("{}{}{key}", self.segment, self.table), value);
    }
}

impl Sink for Fields {
    /// Its currency and its country are those of the form, and no fields in it.
    fn about(&mut self, _: &Policy) {}

    fn segment(&mut self) {
        self.segment = field(self.entered.segments(), "");
        self.table.clear();
        self.entered.add();
    }

    fn table(&mut self, name: &'static str) {
        self.table.clear();
        self.set(name, YES);
        self.table = format!("{name}.");
    }

    fn say(&mut self, key: &str, said: Said<'_>) {
        let value = match said {
            Said::Word(word) => word.to_owned(),
            Said::Number(number) => number.to_string(),
            Said::Share(share) => {
                share.to_string().replace('.', &decimal_sign(self.region).to_string())
            }
            Said::Amount(amount) if amount.currency() != self.currency => return,
            Said::Amount(amount) => plain(self.region, amount),
            Said::Yes => YES.to_owned(),
        };
        self.set(key, value);
    }

    fn say_as_usual(&mut self, key: &str, said: Said<'_>) {
        self.say(key, said);
    }

    fn span(&mut self, key: &str, [from, to]: [Option<Said<'_>>; 2]) {
        for (end, said) in [("from", from), ("to", to)] {
            if let Some(said) = said {
                self.say(&format!("{key}.{end}"), said);
            }
        }
    }

    fn tags(&mut self, tags: &[String]) {
        self.set("tags", tags.join(", "));
    }

    fn rhythms(&mut self, words: &[&'static str]) {
        for word in words {
            self.set(&format!("frequencies.{word}"), YES);
        }
    }

    fn until_due(&mut self) {
        self.set("due", YES);
    }
}
