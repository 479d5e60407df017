//! A creditor's own contact rules: stricter than the pack, never looser, since they are added to it.

use std::num::NonZeroU16;

use domain::contact::{Channel, Channels, Counts, Limit, Rules, Source, Standing, What, Whose};
use domain::country::Country;
use serde::{Deserialize, Serialize};

use super::pack;
use super::words::{channels, hours};
use crate::config::creditor::FileError;

/// `[contact_rules]` of a creditor's file.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ContactRulesFile {
    /// Channels that the creditor's contracts with its debtors allow: `email`, `sms`, `whatsapp`, `letter`,
    /// `call`, `visit`. Where the law asks for permission, others need that of each debtor.
    #[serde(default)]
    pub allowed: Vec<String>,
    /// Where they allow it, as `Contrato marco, cláusula 9`; needed with `allowed`.
    pub proof: Option<String>,
    /// Its own hours, as `mon-fri 09:00-18:00`; those of the pack hold too.
    #[serde(default)]
    pub hours: Vec<String>,
    /// So many days from one contact to the next; those of the pack hold too.
    pub days_apart: Option<NonZeroU16>,
}

/// The same, read.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct OwnRules {
    /// Limits on top of the pack's.
    pub limits: Vec<Limit>,
    /// Channels that every debtor has allowed by contract.
    pub allowed: Channels,
}

/// The longest proof, in characters.
const LONGEST: usize = 200;

impl OwnRules {
    /// Reads and checks what the file says, for a creditor of `country`.
    pub fn read(file: Option<&ContactRulesFile>, country: Country) -> Result<Self, FileError> {
        let Some(file) = file else { return Ok(Self::default()) };
        let allowed = channels(&file.allowed);
        let allowed = allowed.ok_or_else(|| wrong("contact_rules.allowed", "no such channel"))?;
        let is_line = |text: &str| {
            let fits = text.chars().count() <= LONGEST && !text.chars().any(char::is_control);
            fits && !text.trim().is_empty()
        };
        if allowed != Channels::NONE && !file.proof.as_deref().is_some_and(is_line) {
            let problem = "say in a line of at most 200 characters where debtors allow it";
            return Err(wrong("contact_rules.proof", problem));
        }
        let mut limits = Vec::new();
        if !file.hours.is_empty() {
            let hours = hours(&file.hours);
            let form = "lines like `mon-fri 09:00-18:00`";
            let hours = hours.ok_or_else(|| wrong("contact_rules.hours", form))?;
            limits.push(limit(What::Hours(hours)));
        }
        if let Some(days) = file.days_apart {
            limits.push(limit(What::Apart { days, counts: Counts::Attempts }));
        }
        let rules = Rules::of(pack(country)).and(limits.iter().cloned());
        if rules.hours(Channel::Email).is_some_and(|hours| hours.is_never()) {
            let problem = "with the hours of the country they leave none";
            return Err(wrong("contact_rules.hours", problem));
        }
        Ok(Self { limits, allowed })
    }
}

fn wrong(field: &'static str, problem: &str) -> FileError {
    FileError { field, problem: problem.to_owned() }
}

fn limit(what: What) -> Limit {
    let source = Source {
        law: "the creditor's own rule".to_owned(),
        article: String::new(),
        url: String::new(),
        since: None,
        standing: Standing::Own,
        reading: String::new(),
    };
    Limit { what, on: Channels::ALL, whose: Whose::Creditor, source }
}
