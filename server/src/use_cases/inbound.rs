//! What people answer to messages on their phone: a word that stops or starts, or something for a person.

use chrono::TimeDelta;
use domain::contact_channel::ContactChannel;
use domain::ids::CaseId;
use domain::keyword::{Keyword, is_polite, keyword};
use domain::phone::PhoneNumber;

use super::answer::{self, Said};
use super::{PortalError, answer_file, stop};
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
    /// The number that it comes from, as the network writes it: with its plus.
    pub from: &'a str,
    /// The number or service that it went to, each as a creditor's senders are kept.
    pub to: &'a [String],
    /// What the provider itself has already taken it for.
    pub taken_for: Option<Keyword>,
    /// The words.
    pub words: &'a str,
    /// How many pictures or other files came with them.
    pub files: i64,
    /// Where the provider has those.
    pub media: &'a [String],
}

/// Cases of one phone of which the team is told what came: a number on more of them is nobody's own.
const TOLD_OF: usize = 20;

/// Over how many days messages are counted that found nobody.
pub const COUNTED: i64 = 30;

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
    let numbers = match PhoneNumber::from_network(heard.from) {
        Ok(number) => number.spellings(),
        Err(_) => vec![heard.from.to_owned()],
    };
    let word = heard.taken_for.or_else(|| keyword(heard.words));
    if word == Some(Keyword::Start) {
        stop::take_back(portal, tx, tenant, (heard.channel, &numbers)).await?;
    }
    let cases = cases_of(portal, tx, tenant, (heard.channel, &numbers)).await?;
    for (nth, id) in cases.iter().enumerate() {
        take_for(portal, tx, tenant, (id, nth), (heard, &numbers)).await?;
    }
    if cases.is_empty() {
        store::found_nobody(tx, tenant, heard.id, portal.clock.now()).await?;
        return Ok(Outcome::Nobody);
    }
    Ok(Outcome::Taken)
}

/// How many messages came to a creditor in the last [`COUNTED`] days from numbers that no case has.
pub async fn found_nobody(portal: &Portal, tenant: &Tenant) -> Result<i64, PortalError> {
    let mut conn = portal.store.read().await?;
    let since = portal.clock.now() - TimeDelta::days(COUNTED);
    Ok(store::count_nobody(&mut conn, tenant, since).await?)
}

/// Every case of a phone, in whichever way its number is written, each once.
async fn cases_of(
    portal: &Portal,
    tx: &mut Tx,
    tenant: &Tenant,
    (channel, numbers): (ContactChannel, &[String]),
) -> Result<Vec<CaseId>, PortalError> {
    let mut cases: Vec<CaseId> = Vec::new();
    for number in numbers {
        for hash in portal.keys.look_ups(tenant, stop::column(channel), number) {
            let mut after = String::new();
            loop {
                let page = store::cases_by_phone(tx, tenant, (&hash, &after)).await?;
                let Some(last) = page.last() else { break };
                last.as_str().clone_into(&mut after);
                cases.extend(page);
            }
        }
    }
    cases.sort_unstable();
    cases.dedup();
    Ok(cases)
}

/// The effect on one of the cases that the number belongs to.
async fn take_for(
    portal: &Portal,
    tx: &mut Tx,
    tenant: &Tenant,
    (id, nth): (&CaseId, usize),
    (heard, numbers): (Heard<'_>, &[String]),
) -> Result<(), PortalError> {
    let mut case = case::lock(tx, tenant, id).await?.ok_or(PortalError::NotFound)?;
    stop::revive(portal, tx, tenant, &mut case, (heard.channel, numbers)).await?;
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
            let said = (Said { kind: AnswerKind::Wrote, text: &text }, heard.files);
            let kept = answer::keep_heard(portal, tx, tenant, &mut case, said).await?;
            match kept.filter(|_| nth < TOLD_OF) {
                Some(answer) => {
                    let files = (&answer, heard.media);
                    answer_file::expect(portal, tx, tenant, files).await?;
                    answer::tell(portal, tx, tenant, (id, &answer)).await
                }
                None => Ok(()),
            }
        }
    }
}

/// As much of a text as an answer keeps; one that is cut says so.
fn within(text: &str) -> String {
    if text.chars().count() <= answer::LONGEST {
        return text.to_owned();
    }
    text.chars().take(answer::LONGEST - 1).chain(['…']).collect()
}
