//! Links for all cases with something owed: exported for the creditor's own reminders, or sent.
//! Page by page, so that memory stays flat and others get their turn.

use chrono::NaiveDate;
use domain::contact::{Barrier, Channel};
use domain::ids::CaseId;

use super::address;
use super::make::{plain, url};
use super::rest::{self, Rest};
use super::{LINK, WHILE_OWED};
use crate::compose::Portal;
use crate::config::creditor::Settings;
use crate::in_tx;
use crate::store::access_link::{OpenCase, open_cases};
use crate::store::answer::AnswerKind;
use crate::store::hold::HoldKind;
use crate::store::message::NewMessage;
use crate::store::{Tx, case, creditor, debtor, evidence, same_address};
use crate::tenant::Tenant;
use crate::use_cases::{PortalError, voice, wall_clock, work};

/// Cases in one transaction.
const PAGE: i64 = 100;

/// One row of an export. No `Debug`: it holds a token and an address.
pub struct Exported {
    /// The customer's number.
    pub reference: String,
    /// The name.
    pub name: String,
    /// The e-mail, else the phone, else nothing: none by which they want nothing, or which is dead.
    pub address: String,
    /// The link, with its token, and the last day on which it works, in the creditor's zone. `None`
    /// for an address whose holder said that it is somebody else's: nothing may be sent there.
    pub link: Option<(String, NaiveDate)>,
    /// Why the case's reminders rest; reminders of the creditor's own keep to it too.
    pub hold: Option<Rest>,
}

/// One page of the work.
pub struct Page<T> {
    /// What was done.
    pub items: Vec<T>,
    /// Where the next page begins; `None` after the last one.
    pub next: Option<CaseId>,
}

/// Makes a link for each of the next cases after `after`. The links stand when this returns.
pub async fn export(
    portal: &Portal,
    tenant: &Tenant,
    after: Option<&CaseId>,
) -> Result<Page<Exported>, PortalError> {
    in_tx!(portal.store, tx => {
        let settings = creditor::settings(&mut tx, tenant).await?;
        let cases = page_after(&mut tx, tenant, after).await?;
        let mut items = Vec::with_capacity(cases.len());
        for open in &cases {
            items.push(export_one(portal, &mut tx, (tenant, &settings), open).await?);
        }
        Page { next: next(&cases), items }
    })
}

async fn export_one(
    portal: &Portal,
    tx: &mut Tx,
    (tenant, settings): (&Tenant, &Settings),
    open: &OpenCase,
) -> Result<Exported, PortalError> {
    let (now, id) = (portal.clock.now(), &open.case);
    let mut case = case::lock(tx, tenant, id).await?.ok_or(PortalError::NotFound)?;
    let found = debtor::find(tx, tenant, &portal.keys, debtor::Find::Case(id)).await?;
    let (debtor, _, _) = found.ok_or(PortalError::NotFound)?;
    let person = debtor.person;
    let lang = voice::to_debtor(settings, &person).lang;
    let is_known = person.email.is_some() || person.phone.is_some();
    let address = address::of(tx, portal, tenant, (id, &person)).await?.any();
    let way = if person.email.is_some() { Channel::Email } else { Channel::Sms };
    let strangers = same_address::closed(tx, tenant, (id, same_address::How::NotThem)).await?;
    let hold = match open.hold {
        _ if strangers.contains(&way) => Some(Rest::Hold(HoldKind::Said(AnswerKind::NotThem))),
        Some(kind) => Some(Rest::Hold(kind)),
        None if is_known && address.is_none() => Some(Rest::Refused),
        None => rest::waiting(tx, (tenant, settings), id, now).await?,
    };
    let is_wrong =
        |rest: Rest| matches!(rest, Rest::Hold(kind) if kind.barrier() == Barrier::WrongPerson);
    let link = if hold.is_some_and(is_wrong) {
        None
    } else {
        let made = plain(portal, tx, (tenant, settings), id).await?;
        evidence::append(tx, tenant, &mut case, now, ("link-made", made.id.as_str())).await?;
        // It works until an instant: the last whole day is the one before it, seen a moment earlier.
        let last = made.expires_at - chrono::TimeDelta::milliseconds(1);
        let until = wall_clock::local(settings.zone, last).date();
        Some((url(portal, settings, &made.token, lang), until))
    };
    Ok(Exported {
        reference: debtor.reference,
        name: person.name.unwrap_or_default(),
        address: address.unwrap_or_default(),
        link,
        hold,
    })
}

/// What became of one case in a run that sends.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Queued {
    /// A message waits to leave.
    Now,
    /// One was waiting already.
    Before,
    /// There is no address on file.
    NoAddress,
    /// Something stops its reminders.
    Held,
}

/// Queues a message with a link for each of the next cases after `after` that has an e-mail address.
/// Each waits for the contact rules, and leaves only if something is still owed then.
pub async fn queue(
    portal: &Portal,
    tenant: &Tenant,
    after: Option<&CaseId>,
) -> Result<Page<Queued>, PortalError> {
    in_tx!(portal.store, tx => {
        let cases = page_after(&mut tx, tenant, after).await?;
        let mut items = Vec::with_capacity(cases.len());
        for open in &cases {
            items.push(queue_one(portal, &mut tx, tenant, open).await?);
        }
        Page { next: next(&cases), items }
    })
}

async fn queue_one(
    portal: &Portal,
    tx: &mut Tx,
    tenant: &Tenant,
    open: &OpenCase,
) -> Result<Queued, PortalError> {
    if open.waiting {
        return Ok(Queued::Before);
    }
    if open.hold.is_some() {
        return Ok(Queued::Held);
    }
    if !open.has_email {
        return Ok(Queued::NoAddress);
    }
    let now = portal.clock.now();
    let mut case = case::lock(tx, tenant, &open.case).await?.ok_or(PortalError::NotFound)?;
    let occurrence = format!("{LINK}:{}:{}", open.case, now.timestamp_millis());
    let new = NewMessage {
        case: Some(&open.case),
        member: None,
        kind: LINK,
        about: Some(WHILE_OWED),
        occurrence: &occurrence,
    };
    work::message(portal, tx, tenant, new).await?;
    evidence::append(tx, tenant, &mut case, now, ("link-queued", "command")).await?;
    Ok(Queued::Now)
}

/// The next cases after `after`, as many as one transaction takes.
pub(super) async fn page_after(
    tx: &mut Tx,
    tenant: &Tenant,
    after: Option<&CaseId>,
) -> Result<Vec<OpenCase>, PortalError> {
    let after = after.map_or("", CaseId::as_str);
    Ok(open_cases(tx, tenant, after, PAGE).await?)
}

/// Where the page behind these begins.
pub(super) fn next(cases: &[OpenCase]) -> Option<CaseId> {
    let full = i64::try_from(cases.len()).is_ok_and(|count| count == PAGE);
    cases.last().filter(|_| full).map(|last| last.case.clone())
}
