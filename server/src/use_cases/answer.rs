//! What debtors tell their creditor: kept sealed, reminders stop at once, the team is told.

use chrono::TimeDelta;
use domain::contact::Channel;
use domain::ids::{AnswerId, CaseId, HoldId};
use sha2::{Digest, Sha256};

use super::session::Visit;
use super::{PortalError, plan, reason, reminder, work};
use crate::compose::Portal;
use crate::in_tx;
use crate::keys::{DataKey, Place};
use crate::store::answer::{self as store, Answer, AnswerKind};
use crate::store::case::LockedCase;
use crate::store::hold::{self, Hold, HoldKind};
use crate::store::ledger::hex;
use crate::store::message::NewMessage;
use crate::store::{Tx, case, debtor, evidence, same_address};
use crate::tenant::Tenant;

/// The kind of the message that tells the team.
pub const TOLD: &str = "team-answer";

/// Longest text, in characters.
pub const LONGEST: usize = 2_000;

/// Answers that one case may give in a day.
const PER_DAY: i64 = 20;

/// The same words again so soon are the same answer: a double click, a reload.
const SAME: TimeDelta = TimeDelta::minutes(10);

/// What somebody says.
#[derive(Clone, Copy)]
pub struct Said<'a> {
    /// Which of the things that can be said.
    pub kind: AnswerKind,
    /// In their words; empty where none are asked for.
    pub text: &'a str,
}

/// Takes what a debtor says. `Refused`: `empty` for anything but that it was paid, `long`, or `often` for who says
/// more than a person does in a day.
pub async fn say(portal: &Portal, visit: &Visit, said: Said<'_>) -> Result<(), PortalError> {
    let text = said.text.trim();
    // That it was paid stops the reminders by itself.
    if text.is_empty() && said.kind != AnswerKind::Paid {
        return Err(PortalError::Refused("empty"));
    }
    if text.chars().count() > LONGEST {
        return Err(PortalError::Refused("long"));
    }
    let (tenant, said) = (&visit.tenant, Said { text, ..said });
    in_tx!(portal.store, tx => {
        let mut case = case::lock(&mut tx, tenant, &visit.case).await?.ok_or(PortalError::NotFound)?;
        let day_ago = portal.clock.now() - TimeDelta::days(1);
        if store::count_since(&mut tx, tenant, &case.id, day_ago).await? >= PER_DAY {
            return Err(PortalError::Refused("often"));
        }
        record(portal, &mut tx, tenant, &mut case, said).await?;
    })
}

/// Writes down what was said about a locked case: answer, hold, evidence, message to the team.
pub(super) async fn record(
    portal: &Portal,
    tx: &mut Tx,
    tenant: &Tenant,
    case: &mut LockedCase,
    said: Said<'_>,
) -> Result<(), PortalError> {
    match keep(portal, tx, tenant, case, (said, 0)).await? {
        Some(id) => tell(portal, tx, tenant, (&case.id, &id)).await,
        None => Ok(()),
    }
}

/// Writes down what the debtor told `who` of the team about a locked case: why it rests is told in their words, and it
/// waits among the answers. Gives whether anything of it was new.
pub(super) async fn heard(
    portal: &Portal,
    tx: &mut Tx,
    tenant: &Tenant,
    case: &mut LockedCase,
    (said, who): (Said<'_>, &str),
) -> Result<bool, PortalError> {
    let why = (HoldKind::Said(said.kind), Some((said.text, who)));
    let is_paused = pause_told(portal, tx, tenant, case, why).await?;
    let kept = keep(portal, tx, tenant, case, (said, 0)).await?;
    if let Some(id) = &kept {
        tell(portal, tx, tenant, (&case.id, id)).await?;
    }
    Ok(is_paused || kept.is_some())
}

/// Writes down what came from a phone, with so many files, and gives it if the team is to be told. Nobody can be
/// asked to write less there: past what a person says in a day the words are kept, and the team is told no more.
pub(super) async fn keep_heard(
    portal: &Portal,
    tx: &mut Tx,
    tenant: &Tenant,
    case: &mut LockedCase,
    said: (Said<'_>, i64),
) -> Result<Option<AnswerId>, PortalError> {
    let day_ago = portal.clock.now() - TimeDelta::days(1);
    let often = store::count_since(tx, tenant, &case.id, day_ago).await? >= PER_DAY;
    let kept = keep(portal, tx, tenant, case, said).await?;
    Ok(kept.filter(|_| !often))
}

/// Answer, hold and evidence; `None` for what was said a moment ago.
async fn keep(
    portal: &Portal,
    tx: &mut Tx,
    tenant: &Tenant,
    case: &mut LockedCase,
    (said, files): (Said<'_>, i64),
) -> Result<Option<AnswerId>, PortalError> {
    let now = portal.clock.now();
    let found = debtor::find(tx, tenant, &portal.keys, debtor::Find::Case(&case.id)).await?;
    let key = found.and_then(|(debtor, _, _)| debtor.key);
    if was_said(portal, tx, tenant, case, ((&said, files), key.as_ref())).await? {
        return Ok(None);
    }
    let id = AnswerId::from_bits(portal.ids.bits());
    let place = Place { tenant, row: id.as_str(), column: "text" };
    let sealed = key.filter(|_| !said.text.is_empty()).map(|key| key.seal(place, said.text));
    let fingerprint = sealed.as_ref().map(|bytes| hex(&Sha256::digest(bytes))).unwrap_or_default();
    let answer = Answer {
        id,
        case: case.id.clone(),
        kind: said.kind,
        text: sealed,
        files,
        said_at: now,
        attended_at: None,
        attended_by: None,
    };
    store::insert(tx, tenant, &answer).await?;
    let body = format!("{} {} {fingerprint}", answer.id, said.kind.as_str());
    evidence::append(tx, tenant, case, now, ("said", &body)).await?;
    pause(portal, tx, tenant, case, HoldKind::Said(said.kind)).await?;
    Ok(Some(answer.id))
}

/// Queues the message that tells the team of an answer.
pub(super) async fn tell(
    portal: &Portal,
    tx: &mut Tx,
    tenant: &Tenant,
    (case, answer): (&CaseId, &AnswerId),
) -> Result<(), PortalError> {
    let occurrence = format!("{TOLD}:{answer}");
    let new = NewMessage {
        case: Some(case),
        member: None,
        kind: TOLD,
        about: Some(answer.as_str()),
        occurrence: &occurrence,
    };
    work::message(portal, tx, tenant, new).await?;
    Ok(())
}

/// Whether the newest answer says the same, a moment ago.
async fn was_said(
    portal: &Portal,
    tx: &mut Tx,
    tenant: &Tenant,
    case: &LockedCase,
    ((said, files), key): ((&Said<'_>, i64), Option<&DataKey>),
) -> Result<bool, PortalError> {
    let answers = store::of_case(tx, tenant, &case.id).await?;
    let Some(last) = answers.into_iter().find(|answer| answer.kind == said.kind) else {
        return Ok(false);
    };
    // One file is like another from here.
    if portal.clock.now() - last.said_at >= SAME || files > 0 {
        return Ok(false);
    }
    let place = Place { tenant, row: last.id.as_str(), column: "text" };
    let text = match (key, &last.text) {
        (Some(key), Some(sealed)) => key.open(place, sealed)?,
        _ => String::new(),
    };
    Ok(text == said.text)
}

/// Stops reminders about a locked case, unless they are stopped for the same reason already. Who is somebody else is left
/// in peace by every other case of their phone or address too.
pub async fn pause(
    portal: &Portal,
    tx: &mut Tx,
    tenant: &Tenant,
    case: &mut LockedCase,
    kind: HoldKind,
) -> Result<(), PortalError> {
    pause_told(portal, tx, tenant, case, (kind, None)).await.map(drop)
}

/// The same, with what somebody wrote about it and who wrote it; gives whether it was new.
pub(super) async fn pause_told(
    portal: &Portal,
    tx: &mut Tx,
    tenant: &Tenant,
    case: &mut LockedCase,
    (kind, told): (HoldKind, Option<(&str, &str)>),
) -> Result<bool, PortalError> {
    let now = portal.clock.now();
    if kind == HoldKind::Said(AnswerKind::NotThem) {
        for channel in Channel::ALL {
            let stopped = (&case.id, channel, same_address::How::NotThem);
            same_address::stop(tx, tenant, stopped, now).await?;
        }
    }
    if hold::active(tx, tenant, &case.id).await?.iter().any(|hold| hold.kind == kind) {
        return Ok(false);
    }
    let hold = Hold { id: HoldId::from_bits(portal.ids.bits()), kind, placed_at: now };
    hold::place(tx, tenant, &case.id, &hold).await?;
    let mut body = format!("{} {}", hold.id, kind.as_str());
    if let Some((words, who)) = told {
        let about = (hold.id.as_str(), words);
        let proof = reason::keep(portal, tx, tenant, &case.id, about).await?;
        body = format!("{body} {who} {proof}");
    }
    evidence::append(tx, tenant, case, now, ("hold", &body)).await?;
    plan::hold(portal, tx, tenant, case).await?;
    let why = format!("{}{}", reminder::HELD, kind.as_str());
    reminder::cancel_queued(portal, tx, tenant, case, &why).await?;
    Ok(true)
}

/// Whether the debtor has told the creditor this lately.
pub async fn was_heard(
    portal: &Portal,
    visit: &Visit,
    kind: AnswerKind,
) -> Result<bool, PortalError> {
    let mut conn = portal.store.read().await?;
    let answers = store::of_case(&mut conn, &visit.tenant, &visit.case).await?;
    let since = portal.clock.now() - TimeDelta::days(1);
    Ok(answers.iter().any(|answer| answer.kind == kind && answer.said_at >= since))
}
