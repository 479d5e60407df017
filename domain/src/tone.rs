//! What a reminder may not say: threats, the look of a court, shame, third parties, shouting, questions about
//! reasons; and how it has to be built.
//!
//! What a person is called never counts: a debtor may be named Embargo Moroso. What the creditor is called
//! does, since it chose that name. Words are compared in lower case, without accents, without marks that
//! nobody sees, and with letters of other alphabets taken for the Latin ones that they look like.
//!
//! What is refused cannot be saved or sent. What is warned about needs somebody's reason.

mod en;
mod es;
mod law;
mod pt;
mod scan;
mod structure;
mod table;

use crate::country::{Address, Country};
use crate::language::Lang;
use crate::reminder::StepKind;
use crate::template::{Field, Run};

pub use self::law::under;
use self::scan::{Token, tokens};

/// How bad it is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Severity {
    /// It needs a reason.
    Warned,
    /// It cannot be said.
    Refused,
}

/// Why something is found: one sentence of explanation each.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Why {
    /// A threat.
    Threat,
    /// Pressure that is not quite a threat.
    Pressure,
    /// It looks like a paper of a court.
    Court,
    /// It speaks of lawyers and legal steps.
    Legal,
    /// It shames somebody.
    Shame,
    /// It speaks of the person where the invoice is meant.
    Blame,
    /// It brings in family, neighbours, employers.
    ThirdParty,
    /// It speaks of sureties or of a list of debtors.
    Bureau,
    /// It shouts.
    Shouting,
    /// It is in a hurry that is not true.
    Urgency,
    /// It asks for the reason of being late.
    Reason,
    /// A word that means another thing in the next country.
    FalseFriend,
    /// A word in capitals.
    Capitals,
    /// More than one exclamation mark.
    Exclamations,
    /// No date stands in it.
    NoDate,
    /// There is no way to answer.
    NoReply,
    /// A stranger who sees it learns that money is owed.
    Discretion,
    /// It says what will happen without saying when.
    Undated,
    /// It speaks to the same person as tú and as usted.
    Mixed,
}

impl Why {
    /// All of them.
    pub const ALL: [Self; 19] = [
        Self::Threat,
        Self::Pressure,
        Self::Court,
        Self::Legal,
        Self::Shame,
        Self::Blame,
        Self::ThirdParty,
        Self::Bureau,
        Self::Shouting,
        Self::Urgency,
        Self::Reason,
        Self::FalseFriend,
        Self::Capitals,
        Self::Exclamations,
        Self::NoDate,
        Self::NoReply,
        Self::Discretion,
        Self::Undated,
        Self::Mixed,
    ];

    /// The word that stands for it in the store.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Threat => "threat",
            Self::Pressure => "pressure",
            Self::Court => "court",
            Self::Legal => "legal",
            Self::Shame => "shame",
            Self::Blame => "blame",
            Self::ThirdParty => "third-party",
            Self::Bureau => "bureau",
            Self::Shouting => "shouting",
            Self::Urgency => "urgency",
            Self::Reason => "reason",
            Self::FalseFriend => "false-friend",
            Self::Capitals => "capitals",
            Self::Exclamations => "exclamations",
            Self::NoDate => "no-date",
            Self::NoReply => "no-reply",
            Self::Discretion => "discretion",
            Self::Undated => "undated",
            Self::Mixed => "mixed",
        }
    }
}

/// Where a text stands: what a stranger may read there, and what it must hold.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Place {
    /// A subject, or the line that a list of messages shows beside it: anybody may read it.
    Line,
    /// A text message: anybody may read it, and it holds a way to answer.
    Sms,
    /// A WhatsApp message: a locked phone shows how it begins. It can be answered where it is.
    WhatsApp,
    /// A letter: it has a date and a way to answer.
    Letter,
}

/// What a text is looked at with.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Ground<'a> {
    /// The language of the text.
    pub lang: Lang,
    /// The country of the creditor.
    pub country: Country,
    /// How the text speaks to its reader, in Spanish.
    pub address: Address,
    /// Where it stands.
    pub place: Place,
    /// The number of the court's file, once there is one: a text that names it may speak of the court.
    pub court_file: Option<&'a str>,
}

/// Something that was found.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Finding {
    /// The first character of it, counted from 0 in the text with everything in its place.
    pub start: usize,
    /// The character behind it; the same as `start` where something is missing.
    pub end: usize,
    /// What stands there.
    pub found: String,
    /// How bad it is.
    pub severity: Severity,
    /// Why.
    pub why: Why,
    /// What could be said instead, in the language of the text; may be empty.
    pub better: &'static str,
}

/// Looks at a text, with its places filled or not. Findings come in the order of the text; of two in one
/// place the worse one stays.
pub fn check(runs: &[Run], ground: Ground<'_>) -> Vec<Finding> {
    let said: String = runs.iter().map(|run| &*run.text).collect();
    let tokens = tokens(runs);
    let mut found = table::words(&tokens, ground);
    if ground.court_file.is_some_and(|file| !file.trim().is_empty() && said.contains(file)) {
        found.retain(|one| one.why != Why::Court);
    }
    found.extend(structure::marks(runs, &tokens));
    found.extend(structure::whole(runs, &tokens, ground));
    found.extend(structure::discreet(runs, &tokens, ground));
    for one in &mut found {
        one.found = said.chars().skip(one.start).take(one.end - one.start).collect();
    }
    worst(found)
}

/// Whether a creditor's name cannot stand where strangers read: it tells of money, or threatens by itself.
pub fn refuses_name(name: &str) -> bool {
    is_refused(name, Field::Business, Place::Line)
}

/// Whether no message can say this name of a document: `Notificación judicial`.
pub fn refuses_document(name: &str) -> bool {
    is_refused(name, Field::Document, Place::Letter)
}

/// What is refused is so in every language: which one the name is looked at in makes no difference.
fn is_refused(text: &str, field: Field, place: Place) -> bool {
    let run = Run { text: text.to_owned(), field: Some(field) };
    let (lang, country, address) = (Lang::Es, Country::Pe, Address::Tu);
    let ground = Ground { lang, country, address, place, court_file: None };
    check(&[run], ground).iter().any(|one| one.severity == Severity::Refused)
}

/// Whether what is found in a text matters on this occasion: thanks have no day to name.
pub fn matters(occasion: StepKind, one: &Finding) -> bool {
    !(occasion == StepKind::Settled && one.why == Why::NoDate)
}

/// Takes out what lies inside something at least as bad, and sorts the rest.
fn worst(mut found: Vec<Finding>) -> Vec<Finding> {
    found.sort_by_key(|one| (one.start, std::cmp::Reverse(one.end)));
    let mut kept: Vec<Finding> = Vec::new();
    for one in found {
        let is_of_whole = one.start == one.end;
        let is_held = kept.iter().any(|other| {
            other.start <= one.start && one.end <= other.end && one.severity <= other.severity
        });
        if is_of_whole || !is_held {
            kept.retain(|other| is_of_whole || (other.start, other.end) != (one.start, one.end));
            kept.push(one);
        }
    }
    kept
}

/// A finding over some words; what stands there is filled in later.
fn over(words: &[Token], (severity, why): (Severity, Why), better: &'static str) -> Finding {
    let start = words.first().map_or(0, |token| token.start);
    let end = words.last().map_or(0, |token| token.end);
    Finding { start, end, found: String::new(), severity, why, better }
}

#[cfg(test)]
mod tests;
