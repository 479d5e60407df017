//! Keeping a text.

use domain::template::{Draft, Fault, Part, Template, Which};
use domain::tone::{Finding, Severity};

use super::judge::judge;
use super::purpose;
use super::values::of_sample;
use crate::compose::Portal;
use crate::config::creditor::Settings;
use crate::in_tx;
use crate::store::creditor;
use crate::store::template::{self as store, Saved};
use crate::tenant::Tenant;
use crate::use_cases::PortalError;

/// The sequence that counts the versions.
const NUMBER: &str = "template";

/// A text that somebody wants to be said from now on.
#[derive(Clone, Copy, Debug)]
pub struct Wish<'a> {
    /// Which one.
    pub which: Which,
    /// The version that the form showed.
    pub drawn: i64,
    /// The text as it was typed.
    pub draft: &'a Draft,
    /// Why it is said in spite of warnings; may be empty.
    pub reason: &'a str,
    /// Who wants it: their name, and the member's id.
    pub who: (&'a str, &'a str),
}

/// What became of saving a text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Outcome {
    /// It is said from now on.
    Saved,
    /// It was said already.
    Before,
    /// Somebody saved another one since the form was drawn: nothing was saved.
    Stale,
    /// It does not read: nothing was saved.
    Wrong(Vec<Fault>),
    /// It says what cannot be said: nothing was saved.
    Refused(Vec<(Part, Finding)>),
    /// It says what is warned about, and no reason was given: nothing was saved.
    NoReason(Vec<(Part, Finding)>),
}

/// Saves a text, if it reads, if nothing in it is refused, if there is a reason for what is warned about, and if
/// the one that the form showed is still in force. The same text twice is saved once.
pub async fn save(
    portal: &Portal,
    (tenant, settings): (&Tenant, &Settings),
    wish: Wish<'_>,
) -> Result<Outcome, PortalError> {
    let template = match Template::read(wish.draft, purpose(settings, wish.which)) {
        Ok(template) => template,
        Err(faults) => return Ok(Outcome::Wrong(faults)),
    };
    let values = of_sample(portal, settings, wish.which)?;
    let found = judge(settings, (wish.which, &template), &values);
    if found.iter().any(|(_, one)| one.severity == Severity::Refused) {
        return Ok(Outcome::Refused(found));
    }
    let reason = wish.reason.trim();
    if !found.is_empty() && reason.is_empty() {
        return Ok(Outcome::NoReason(found));
    }
    let reason = (!found.is_empty()).then(|| reason.to_owned());
    keep(portal, tenant, wish, (template.print(), listed(&found), reason)).await
}

/// Goes back to the program's own text, if the one that the form showed is still in force.
pub async fn standard(
    portal: &Portal,
    tenant: &Tenant,
    wish: Wish<'_>,
) -> Result<Outcome, PortalError> {
    keep(portal, tenant, wish, (Draft::default(), String::new(), None)).await
}

/// What was warned about, one thing a line: why, and the words.
fn listed(found: &[(Part, Finding)]) -> String {
    let lines = found.iter().map(|(_, one)| format!("{}: {}", one.why.code(), one.found));
    lines.collect::<Vec<_>>().join("\n")
}

async fn keep(
    portal: &Portal,
    tenant: &Tenant,
    wish: Wish<'_>,
    (draft, warned, reason): (Draft, String, Option<String>),
) -> Result<Outcome, PortalError> {
    let at = portal.clock.now();
    in_tx!(portal.store, tx => {
        // The counter's row is locked by raising it: of two who save, the second one sees the first.
        let version = creditor::next_number(&mut tx, tenant, NUMBER).await?;
        let newest = store::newest(&mut tx, tenant, wish.which).await?;
        let (known, said) = newest.map_or((0, Draft::default()), |saved| (saved.version, saved.draft));
        if said == draft {
            Outcome::Before
        } else if known != wish.drawn {
            Outcome::Stale
        } else {
            let (by, member) = (wish.who.0.to_owned(), wish.who.1.to_owned());
            let (draft, warned, reason) = (draft.clone(), warned.clone(), reason.clone());
            let which = wish.which;
            let new = Saved { which, version, draft, warned, reason, by, member, at };
            store::insert(&mut tx, tenant, &new).await?;
            Outcome::Saved
        }
    })
}
