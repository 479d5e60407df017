//! Keeping a text.

use domain::contact_channel::ContactChannel;
use domain::template::{Draft, Fault, Part, Template, Which, Why};
use domain::tone::{Finding, Severity};

use super::judge::judge;
use super::values::of_sample;
use super::{blocks, purpose_here};
use crate::compose::Portal;
use crate::config::creditor::Settings;
use crate::in_tx;
use crate::store::creditor;
use crate::store::template::{self as store, Saved};
use crate::tenant::Tenant;
use crate::twilio::content::Content;
use crate::use_cases::PortalError;
use crate::use_cases::gate::Laws;

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
    /// Why it is said in spite of warnings; may be empty, and then the one of the version before stands, if
    /// nothing is found that it was not given for.
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
    let template = match Template::read(wish.draft, purpose_here(portal, settings, wish.which)) {
        Ok(template) => template,
        Err(faults) => return Ok(Outcome::Wrong(faults)),
    };
    let values = of_sample(portal, settings, wish.which)?;
    let laws = Laws::at_home(settings);
    let unsaid = blocks::faults(laws, &template, &values);
    if !unsaid.is_empty() {
        return Ok(Outcome::Wrong(unsaid));
    }
    let found = judge(laws, (wish.which, &template), &values);
    if found.iter().any(|(_, one)| one.severity == Severity::Refused) {
        return Ok(Outcome::Refused(found));
    }
    if let Some(why) = unapproved(portal, settings, &template).await {
        return Ok(Outcome::Wrong(vec![Fault { part: Part::ContentId, at: 0, why }]));
    }
    let mut conn = portal.store.read().await?;
    let before = store::newest(&mut conn, tenant, wish.which).await?;
    drop(conn);
    let typed = wish.reason.trim();
    let is_new = adds(&found, before.as_ref());
    let reason = match before.and_then(|saved| saved.reason) {
        Some(kept) if typed.is_empty() && !is_new => kept,
        _ => typed.to_owned(),
    };
    if !found.is_empty() && reason.is_empty() {
        return Ok(Outcome::NoReason(found));
    }
    let reason = (!found.is_empty()).then_some(reason);
    keep(portal, tenant, wish, (template.print(), listed(&found), reason)).await
}

/// Why a text for WhatsApp is not what its reader would get: they read what the provider has approved under its
/// number, whatever stands here. Nothing is asked where nothing would leave.
async fn unapproved(portal: &Portal, settings: &Settings, template: &Template) -> Option<Why> {
    if template.channel() != ContactChannel::WhatsApp || settings.file.whatsapp.is_none() {
        return None;
    }
    match portal.texter.content(template.content_id()).await? {
        Content::Approved { body, language } => {
            let is_same = words_of(&body) == words_of(&template.numbered())
                && language.get(..2) == Some(template.lang().code());
            (!is_same).then_some(Why::ApprovedOtherwise)
        }
        Content::Not => Some(Why::NotApproved),
        Content::Unknown => Some(Why::Unasked),
    }
}

fn words_of(text: &str) -> Vec<&str> {
    text.split_whitespace().collect()
}

/// Whether something is found that the version before was not warned about: its reason was not given for that.
pub(super) fn adds(found: &[(Part, Finding)], before: Option<&Saved>) -> bool {
    let known = before.filter(|saved| saved.reason.is_some()).map_or("", |saved| &*saved.warned);
    found.iter().any(|one| known.lines().all(|line| line != line_of(one)))
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
    found.iter().map(line_of).collect::<Vec<_>>().join("\n")
}

fn line_of((_, one): &(Part, Finding)) -> String {
    // What is found may stand on several lines of a letter.
    let words: Vec<_> = one.found.split_whitespace().collect();
    format!("{}: {}", one.why.code(), words.join(" "))
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
