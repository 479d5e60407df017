//! Sends what the outbox holds: claims a message, asks the contact rules again, writes it, lets it go,
//! records how that ended. Never twice: where nobody knows whether a message left, it stays `unknown`.

mod ending;
mod queue;
mod senders;

use chrono::{DateTime, TimeDelta, Utc};
use domain::ids::MessageId;
use tokio::sync::watch;

use self::ending::{lost, note, record};
use self::queue::Due;
use super::runner::tenant_of;
use crate::compose::Portal;
use crate::config::creditor::Settings;
use crate::in_tx;
use crate::messaging::{Verdict, Written, to_debtor, to_team};
use crate::store::message::{self, Ending, Message, NewMessage, Urgency};
use crate::store::message_wait::RESTING;
use crate::store::{
    StoreError, Tx, case, channel_rest, creditor, message_abandoned, message_turn, message_wait,
    team,
};
use crate::tenant::Tenant;
use crate::use_cases::{PortalError, delivery, work};

pub use self::senders::senders;

/// How long a sender may take: longer than all the [limits](crate::messaging::Limits) of a mail server
/// together.
const LEASE: TimeDelta = TimeDelta::minutes(10);

/// Messages whose sender died that are looked at in one go.
const ABANDONED: i64 = 50;

/// Kinds of messages that go to the team begin with this.
const TO_TEAM: &str = "team-";

/// What came of one look at what is due.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Round {
    /// How many messages were dealt with.
    pub done: usize,
    /// Whether it ended early because the mail server said nothing.
    pub silence: bool,
}

/// Sends what is due now, what somebody asked for first, up to the first letter to which the mail server says nothing, or until
/// `stop` turns true.
pub async fn send_due(portal: &Portal, stop: &watch::Receiver<bool>) -> Result<Round, PortalError> {
    give_up_abandoned(portal).await?;
    let mut round = Round::default();
    for Due { creditor, id, urgency } in queue::due(portal).await? {
        if round.silence || *stop.borrow() {
            break;
        }
        // Whoever asks for something meanwhile does not wait for all the others.
        let is_behind = urgency == Urgency::InTurn && round.done > 0;
        if is_behind && queue::somebody_waits(portal).await? {
            break;
        }
        let tenant = tenant_of(portal, &creditor).await?;
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
            let of = (&parcel.settings, id.as_str());
            let sent = parcel.written.send(portal, of, stop).await;
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
                    Verdict::Leave(written) => {
                        delivery::goes_to(portal, &mut tx, tenant, (&message, &written)).await?;
                        Some(Parcel { message, settings, written })
                    }
                    Verdict::Wait(until, why) => {
                        postpone(&mut tx, tenant, &message, (until, why), now).await?;
                        None
                    }
                    Verdict::Turn(channel, why) => {
                        message_turn::turn(&mut tx, tenant, &message, (channel, why), now).await?;
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
    // Whoever ended the rest meanwhile has woken what waited, and will not come again for this one.
    let is_over = why == RESTING && !channel_rest::hold(tx, tenant, message.channel).await?;
    let until = if is_over { now } else { until };
    Ok(message_wait::wait(tx, tenant, message, (until, why), now).await?)
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
    if state == SPLIT { Ok(()) } else { note(tx, tenant, message, (state, None, None), now).await }
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
    let abandoned = message_abandoned::abandoned(&mut conn, now, ABANDONED).await?;
    drop(conn);
    for (creditor, id) in &abandoned {
        let tenant = tenant_of(portal, creditor).await?;
        let id: MessageId =
            id.parse().map_err(|_| StoreError::Corrupt(format!("message id `{id}`")))?;
        in_tx!(portal.store, tx => {
            if let Some(message) = message_abandoned::give_up(&mut tx, &tenant, &id, now).await? {
                lost(&mut tx, &tenant, &message, now).await?;
            }
        })
        .map_err(|error: PortalError| error)?;
    }
    Ok(())
}
