//! What people answer to messages on their phone: a word that stops or starts, or something for a person.

use domain::contact_channel::ContactChannel;
use domain::ids::CaseId;
use domain::keyword::{Keyword, is_polite, keyword};

use super::answer::{self, Said};
use super::{PortalError, stop};
use crate::compose::Portal;
use crate::in_tx;
use crate::store::answer::AnswerKind;
use crate::store::contact_stop::How;
use crate::store::{Tx, case, inbound as store};
use crate::tenant::{Mark, Tenant};

/// A message that came. No `Debug`: it is personal.
#[derive(Clone, Copy)]
pub struct Heard<'a> {
    /// The provider's id of it.
    pub id: &'a str,
    /// How it came.
    pub channel: ContactChannel,
    /// The number that it comes from, in E.164.
    pub from: &'a str,
    /// The number or service that it went to, each as a creditor's senders are kept.
    pub to: &'a [String],
    /// What the provider itself has already taken it for.
    pub taken_for: Option<Keyword>,
    /// The words.
    pub words: &'a str,
}

/// What became of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Outcome {
    /// It took effect.
    Taken,
    /// It had taken effect before.
    Before,
    /// No creditor writes from there.
    NoCreditor,
    /// Nobody with that number owes anything there.
    Nobody,
}

/// Takes what somebody sent, once.
pub async fn hear(portal: &Portal, heard: Heard<'_>) -> Result<Outcome, PortalError> {
    let mut conn = portal.store.read().await?;
    let mut tenant = None;
    for to in heard.to {
        if tenant.is_none() {
            tenant = Tenant::find(&mut conn, Mark::PhoneSender(to)).await?;
        }
    }
    drop(conn);
    let Some(tenant) = tenant else { return Ok(Outcome::NoCreditor) };
    let now = portal.clock.now();
    in_tx!(portal.store, tx => {
        if store::insert(&mut tx, &tenant, (heard.id, heard.channel), now).await? {
            take(portal, &mut tx, &tenant, heard).await?
        } else {
            Outcome::Before
        }
    })
}

async fn take(
    portal: &Portal,
    tx: &mut Tx,
    tenant: &Tenant,
    heard: Heard<'_>,
) -> Result<Outcome, PortalError> {
    let mut cases = Vec::new();
    for hash in portal.keys.look_ups(tenant, stop::column(heard.channel), heard.from) {
        for id in store::cases_by_phone(tx, tenant, &hash).await? {
            if !cases.contains(&id) {
                cases.push(id);
            }
        }
    }
    for id in &cases {
        take_for(portal, tx, tenant, (id, heard)).await?;
    }
    Ok(if cases.is_empty() { Outcome::Nobody } else { Outcome::Taken })
}

/// The effect on one of the cases that the number belongs to.
async fn take_for(
    portal: &Portal,
    tx: &mut Tx,
    tenant: &Tenant,
    (id, heard): (&CaseId, Heard<'_>),
) -> Result<(), PortalError> {
    let mut case = case::lock(tx, tenant, id).await?.ok_or(PortalError::NotFound)?;
    match heard.taken_for.or_else(|| keyword(heard.words)) {
        Some(Keyword::Stop) => {
            let what = (heard.channel, How::Word, None);
            stop::record(portal, tx, tenant, &mut case, what).await
        }
        Some(Keyword::Start) => stop::lift(portal, tx, tenant, &mut case, heard.channel).await,
        // Reminders do not rest because somebody said thank you.
        None if is_polite(heard.words) => Ok(()),
        None => {
            let text = within(heard.words.trim());
            let said = Said { kind: AnswerKind::Wrote, text };
            answer::record(portal, tx, tenant, &mut case, said).await
        }
    }
}

/// As much of a text as an answer keeps.
fn within(text: &str) -> &str {
    text.char_indices().nth(answer::LONGEST).map_or(text, |(end, _)| &text[..end])
}
