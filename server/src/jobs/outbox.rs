//! Sends what the outbox holds: claims a message, asks the contact rules again, writes it, lets it go,
//! records how that ended. Never twice: where nobody knows whether a message left, it stays `unknown`.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use domain::ids::{CaseId, MessageId};
use tokio::sync::watch;

use super::runner::{IDLE, pause, tenant_of};
use crate::compose::Portal;
use crate::config::creditor::Settings;
use crate::in_tx;
use crate::keys::Place;
use crate::messaging::{Sent, Verdict, Written, to_debtor, to_team};
use crate::store::message::{self, Ending, Message, NewMessage};
use crate::store::{StoreError, Tx, access_link, case, creditor, evidence, reminder, team};
use crate::tenant::Tenant;
use crate::use_cases::{PortalError, work};

/// How long a sender may take: longer than all the [limits](crate::messaging::Limits) of a mail server
/// together.
const LEASE: TimeDelta = TimeDelta::minutes(10);

/// Messages looked at in one go.
const BATCH: i64 = 50;

/// How long a sender lets a silent mail server be: the next letter would wait in vain too, or be lost.
const QUIET: Duration = Duration::from_secs(20);

/// Kinds of messages that go to the team begin with this.
const TO_TEAM: &str = "team-";

/// Pauses after tries that handed nothing over; after the last one a message has failed.
const GAPS: [TimeDelta; 7] = [
    TimeDelta::seconds(20),
    TimeDelta::minutes(1),
    TimeDelta::minutes(5),
    TimeDelta::minutes(30),
    TimeDelta::hours(2),
    TimeDelta::hours(6),
    TimeDelta::hours(24),
];

/// What came of one look at what is due.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Round {
    /// How many messages were dealt with.
    pub done: usize,
    /// Whether it ended early because the mail server said nothing.
    pub silence: bool,
}

/// Sends until `stop` turns true. A letter that is being handed over is finished first; one that no
/// server has asked for yet goes back to the queue.
pub async fn run(portal: Portal, mut stop: watch::Receiver<bool>) {
    while !*stop.borrow() {
        match send_due(&portal, &stop).await {
            Ok(Round { silence: true, .. }) => pause(QUIET, &mut stop).await,
            Ok(Round { done: 0, .. }) => pause(IDLE, &mut stop).await,
            Ok(_) => {}
            Err(error) => {
                tracing::error!("the outbox does not answer: {error}");
                pause(IDLE * 4, &mut stop).await;
            }
        }
    }
}

/// Sends what is due now, up to the first letter to which the mail server says nothing, or until
/// `stop` turns true.
pub async fn send_due(portal: &Portal, stop: &watch::Receiver<bool>) -> Result<Round, PortalError> {
    give_up_abandoned(portal).await?;
    let now = portal.clock.now();
    let mut conn = portal.store.read().await?;
    let due = message::due(&mut conn, now, BATCH).await?;
    drop(conn);
    let mut round = Round::default();
    for (creditor, id) in &due {
        if round.silence || *stop.borrow() {
            break;
        }
        let tenant = tenant_of(portal, creditor).await?;
        let id: MessageId =
            id.parse().map_err(|_| StoreError::Corrupt(format!("message id `{id}`")))?;
        round.silence = deal_with(portal, &tenant, &id, stop).await?;
        round.done += 1;
    }
    Ok(round)
}

/// Deals with one message; says whether the mail server said nothing to it.
async fn deal_with(
    portal: &Portal,
    tenant: &Tenant,
    id: &MessageId,
    stop: &watch::Receiver<bool>,
) -> Result<bool, PortalError> {
    match claim(portal, tenant, id).await {
        Ok(Some(parcel)) => {
            let letter = parcel.written.letter(&parcel.settings, id.as_str()).await;
            let sent = portal.mailer.send(letter, stop).await;
            let silence = sent.is_silence();
            record(portal, tenant, &parcel, sent).await?;
            Ok(silence)
        }
        Ok(None) => Ok(false),
        Err(PortalError::Store(error @ StoreError::Database(_))) => Err(error.into()),
        Err(error) => {
            tracing::error!(message.id = %id, "a message cannot be written: {error}");
            fail(portal, tenant, id).await?;
            Ok(false)
        }
    }
}

/// A claimed message on its way out.
struct Parcel {
    message: Message,
    settings: Settings,
    written: Box<Written>,
}

/// Claims a message and decides what becomes of it, in one transaction. `None` if it does not leave
/// now, or somebody else was faster.
async fn claim(
    portal: &Portal,
    tenant: &Tenant,
    id: &MessageId,
) -> Result<Option<Parcel>, PortalError> {
    let now = portal.clock.now();
    in_tx!(portal.store, tx => {
        match message::claim(&mut tx, tenant, id, now, now + LEASE).await? {
            None => None,
            Some(message) => {
                let settings = creditor::settings(&mut tx, tenant).await?;
                match verdict(portal, &mut tx, (tenant, &settings), &message).await? {
                    Verdict::Leave(written) => Some(Parcel { message, settings, written }),
                    Verdict::Wait(until, why) => {
                        postpone(&mut tx, tenant, &message, (until, why), now).await?;
                        None
                    }
                    Verdict::Stay(why) => {
                        let state = if why == SPLIT { SPLIT } else { "blocked" };
                        stay(&mut tx, tenant, &message, (state, why), now).await?;
                        None
                    }
                    Verdict::Drop(why) => {
                        stay(&mut tx, tenant, &message, ("cancelled", why), now).await?;
                        None
                    }
                }
            }
        }
    })
}

/// What a message to the team that became one for each member is told to do.
const SPLIT: &str = "split";

async fn verdict(
    portal: &Portal,
    tx: &mut Tx,
    (tenant, settings): (&Tenant, &Settings),
    message: &Message,
) -> Result<Verdict, PortalError> {
    let whose = (tenant, settings);
    match (&message.member, &message.case) {
        (Some(member), _) => to_team(portal, tx, whose, (message, member)).await,
        (None, _) if message.kind.starts_with(TO_TEAM) => {
            split(portal, tx, tenant, message).await?;
            Ok(Verdict::Stay(SPLIT))
        }
        (None, Some(case)) => {
            case::lock(tx, tenant, case).await?.ok_or(PortalError::NotFound)?;
            to_debtor(portal, tx, whose, (message, case)).await
        }
        (None, None) => Ok(Verdict::Stay("nobody")),
    }
}

/// One message for each member: each leaves, or not, by itself.
async fn split(
    portal: &Portal,
    tx: &mut Tx,
    tenant: &Tenant,
    message: &Message,
) -> Result<(), PortalError> {
    for member in team::all(tx, tenant).await? {
        let occurrence = format!("{}:{}", message.id, member.id);
        let new = NewMessage {
            case: message.case.as_ref(),
            member: Some(&member.id),
            kind: &message.kind,
            about: message.about.as_deref(),
            occurrence: &occurrence,
        };
        work::message(portal, tx, tenant, new).await?;
    }
    Ok(())
}

async fn postpone(
    tx: &mut Tx,
    tenant: &Tenant,
    message: &Message,
    (until, why): (DateTime<Utc>, &'static str),
    now: DateTime<Utc>,
) -> Result<(), PortalError> {
    let ending = Ending {
        state: "queued",
        why: Some(why),
        not_before: Some(until),
        counted_at: None,
        kept: None,
    };
    Ok(message::end(tx, tenant, message, ending, now).await?)
}

async fn stay(
    tx: &mut Tx,
    tenant: &Tenant,
    message: &Message,
    (state, why): (&'static str, &'static str),
    now: DateTime<Utc>,
) -> Result<(), PortalError> {
    let ending = Ending { state, why: Some(why), not_before: None, counted_at: None, kept: None };
    message::end(tx, tenant, message, ending, now).await?;
    if state == SPLIT { Ok(()) } else { note(tx, tenant, message, (state, None), now).await }
}

/// Records how handing a message over ended.
async fn record(
    portal: &Portal,
    tenant: &Tenant,
    parcel: &Parcel,
    sent: Sent,
) -> Result<(), PortalError> {
    let now = portal.clock.now();
    let Parcel { message, written, .. } = parcel;
    if let Sent::Unknown(why) = &sent {
        tracing::warn!(message.id = %message.id, "nobody knows whether a message left: {why}");
    }
    let (state, why, not_before) = match sent {
        Sent::Accepted => ("sent", None, None),
        Sent::Unknown(why) => ("unknown", Some(why), None),
        Sent::Refused(why) => ("failed", Some(why), None),
        Sent::Stopped => return put_back(portal, tenant, message).await,
        Sent::Later(why) => match next_try(message.tries) {
            Some(gap) => ("queued", Some(why), Some(now + gap)),
            None => ("failed", Some(why), None),
        },
    };
    let may_have_left = matches!(state, "sent" | "unknown");
    let place = Place { tenant, row: message.id.as_str(), column: "kept" };
    let kept =
        written.key.as_ref().filter(|_| may_have_left).map(|key| key.seal(place, &written.copy()));
    in_tx!(portal.store, tx => {
        let ending = Ending {
            state,
            why: why.as_deref(),
            not_before,
            counted_at: written.counted_at.filter(|_| may_have_left),
            kept: kept.clone(),
        };
        message::end(&mut tx, tenant, message, ending, now).await?;
        if let Some(link) = written.link.as_ref().filter(|_| may_have_left) {
            access_link::sent(&mut tx, tenant, link, now).await?;
        }
        if state != "queued" {
            let link = written.link.as_ref().map(ToString::to_string);
            note(&mut tx, tenant, message, (state, link.as_deref()), now).await?;
        }
    })
}

/// The end of the program is not the letter's failure: what it may still try stays as it was.
async fn put_back(portal: &Portal, tenant: &Tenant, message: &Message) -> Result<(), PortalError> {
    in_tx!(portal.store, tx => message::put_back(&mut tx, tenant, message, "stopped").await?)
}

fn next_try(tries: i64) -> Option<TimeDelta> {
    usize::try_from(tries - 1).ok().and_then(|done| GAPS.get(done)).copied()
}

/// Writes what became of a message to a debtor into the case's evidence.
async fn note(
    tx: &mut Tx,
    tenant: &Tenant,
    message: &Message,
    (state, link): (&str, Option<&str>),
    now: DateTime<Utc>,
) -> Result<(), PortalError> {
    let (Some(id), None) = (&message.case, &message.member) else { return Ok(()) };
    let mut case = locked(tx, tenant, id).await?;
    let body = format!("{state} {} {} {}", message.kind, message.id, link.unwrap_or("-"));
    evidence::append(tx, tenant, &mut case, now, ("message", &body)).await?;
    Ok(())
}

async fn locked(
    tx: &mut Tx,
    tenant: &Tenant,
    id: &CaseId,
) -> Result<case::LockedCase, PortalError> {
    case::lock(tx, tenant, id).await?.ok_or(PortalError::NotFound)
}

/// A message that cannot be written is left for a person to look at.
async fn fail(portal: &Portal, tenant: &Tenant, id: &MessageId) -> Result<(), PortalError> {
    let now = portal.clock.now();
    in_tx!(portal.store, tx => {
        if let Some(message) = message::claim(&mut tx, tenant, id, now, now + LEASE).await? {
            let ending = Ending {
                state: "failed",
                why: Some("cannot-be-written"),
                not_before: None,
                counted_at: None,
                kept: None,
            };
            message::end(&mut tx, tenant, &message, ending, now).await?;
        }
    })
}

/// Messages whose sender died between handing over and recording: nobody knows whether they left.
async fn give_up_abandoned(portal: &Portal) -> Result<(), PortalError> {
    let now = portal.clock.now();
    let mut conn = portal.store.read().await?;
    let abandoned = message::abandoned(&mut conn, now, BATCH).await?;
    drop(conn);
    for (creditor, id) in &abandoned {
        let tenant = tenant_of(portal, creditor).await?;
        let id: MessageId =
            id.parse().map_err(|_| StoreError::Corrupt(format!("message id `{id}`")))?;
        in_tx!(portal.store, tx => {
            if let Some(message) = message::give_up(&mut tx, &tenant, &id, now).await? {
                tracing::warn!(message.id = %id, "nobody knows whether a message left");
                reminder::message_unknown(&mut tx, &tenant, &message, now).await?;
                note(&mut tx, &tenant, &message, ("unknown", None), now).await?;
            }
        })
        .map_err(|error: PortalError| error)?;
    }
    Ok(())
}
