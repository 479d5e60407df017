//! How handing a message over ended, and what follows from it.

use chrono::{DateTime, TimeDelta, Utc};
use domain::contact_channel::ContactChannel;
use domain::delivery::Delivery;
use domain::ids::CaseId;

use super::Parcel;
use crate::compose::Portal;
use crate::in_tx;
use crate::keys::Place;
use crate::messaging::Sent;
use crate::store::contact_stop::How;
use crate::store::message::{self, Ending, Message};
use crate::store::{Tx, access_link, case, delivery, evidence, message_turn, reminder};
use crate::tenant::Tenant;
use crate::use_cases::{PortalError, reminder as reminders, stop};

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

/// How a message stands after a try.
struct Stand {
    state: &'static str,
    why: Option<String>,
    not_before: Option<DateTime<Utc>>,
    /// What the refusal says about the address.
    stop: Option<How>,
    /// The provider's id.
    provider_ref: Option<String>,
}

impl Stand {
    const fn at(state: &'static str, why: Option<String>) -> Self {
        Self { state, why, not_before: None, stop: None, provider_ref: None }
    }

    /// `None` for a message that goes back to the queue as if it had not been claimed.
    fn of(sent: Sent, tries: i64, now: DateTime<Utc>) -> Option<Self> {
        Some(match sent {
            Sent::Accepted => Self::at("sent", None),
            Sent::Taken(id) => Self { provider_ref: Some(id), ..Self::at("sent", None) },
            Sent::Unknown(why) => Self::at("unknown", Some(why)),
            Sent::Refused(why) => Self::at("failed", Some(why)),
            Sent::Dead(why) => Self { stop: Some(How::Dead), ..Self::at("failed", Some(why)) },
            Sent::OptedOut(why) => {
                Self { stop: Some(How::Provider), ..Self::at("failed", Some(why)) }
            }
            Sent::Stopped => return None,
            Sent::Later(why) => match next_try(tries) {
                Some(gap) => Self { not_before: Some(now + gap), ..Self::at("queued", Some(why)) },
                None => Self::at("failed", Some(why)),
            },
        })
    }
}

/// Records how handing a message over ended.
pub(super) async fn record(
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
    let Some(stand) = Stand::of(sent, message.tries, now) else {
        return put_back(portal, tenant, message).await;
    };
    if let Some(how) = stand.stop
        && let Some(channel) = elsewhere(portal, tenant, parcel).await?
    {
        let why = stand.why.unwrap_or_default();
        return turn(portal, tenant, parcel, (channel, how, &why)).await;
    }
    let may_have_left = matches!(stand.state, "sent" | "unknown");
    let place = Place { tenant, row: message.id.as_str(), column: "kept" };
    let kept =
        written.key.as_ref().filter(|_| may_have_left).map(|key| key.seal(place, &written.copy()));
    in_tx!(portal.store, tx => {
        let state = told_since(&mut tx, tenant, message, stand.state).await?;
        let ending = Ending {
            state,
            why: stand.why.as_deref(),
            not_before: stand.not_before,
            counted_at: written.counted_at.filter(|_| may_have_left),
            kept: kept.clone(),
        };
        message::end(&mut tx, tenant, message, ending, now).await?;
        if let Some(id) = &stand.provider_ref {
            delivery::taken(&mut tx, tenant, (&message.id, id)).await?;
        }
        if let Some(link) = written.link.as_ref().filter(|_| may_have_left) {
            access_link::sent(&mut tx, tenant, link, now).await?;
        }
        if state != "queued" {
            let link = written.link.as_ref().map(ToString::to_string);
            let of = (state, link.as_deref(), written.version);
            note(&mut tx, tenant, message, of, now).await?;
        }
        if let Some(how) = stand.stop {
            leave_alone(portal, &mut tx, tenant, (message, &written.to), how).await?;
        }
    })
}

/// The channel for a reminder that was refused for good where it went; `None` for any other message.
async fn elsewhere(
    portal: &Portal,
    tenant: &Tenant,
    parcel: &Parcel,
) -> Result<Option<ContactChannel>, PortalError> {
    let mut conn = portal.store.read().await?;
    reminders::instead(&mut conn, portal, (tenant, &parcel.settings), &parcel.message).await
}

/// Lets a reminder go by another channel, and nothing more by the one that refused it.
async fn turn(
    portal: &Portal,
    tenant: &Tenant,
    parcel: &Parcel,
    (channel, how, why): (ContactChannel, How, &str),
) -> Result<(), PortalError> {
    let (now, message) = (portal.clock.now(), &parcel.message);
    in_tx!(portal.store, tx => {
        message_turn::turn(&mut tx, tenant, message, (channel, why), now).await?;
        leave_alone(portal, &mut tx, tenant, (message, &parcel.written.to), how).await?;
    })
}

/// What the provider has told meanwhile counts, whatever became of its answer to us: that a message had left, or that
/// it never did.
async fn told_since(
    tx: &mut Tx,
    tenant: &Tenant,
    message: &Message,
    state: &'static str,
) -> Result<&'static str, PortalError> {
    if state != "unknown" || message.channel == ContactChannel::Email {
        return Ok(state);
    }
    let handed = delivery::find(tx, tenant, &message.id).await?;
    Ok(match handed.and_then(|handed| handed.delivery) {
        None => state,
        Some(Delivery::Failed) => "failed",
        Some(_) => "sent",
    })
}

/// Writes what is known of a message whose sender died.
pub(super) async fn lost(
    tx: &mut Tx,
    tenant: &Tenant,
    message: &Message,
    now: DateTime<Utc>,
) -> Result<(), PortalError> {
    let state = told_since(tx, tenant, message, "unknown").await?;
    match state {
        "failed" => delivery::not_left(tx, tenant, &message.id, None, now).await?,
        "sent" => delivery::found(tx, tenant, &message.id, now).await?,
        _ => {
            tracing::warn!(message.id = %message.id, "nobody knows whether a message left");
            reminder::message_lost(tx, tenant, (message, state), now).await?;
        }
    }
    let version = message::text_version(tx, tenant, &message.id).await?;
    note(tx, tenant, message, (state, None, version), now).await
}

/// Nothing more goes where it was refused for good, if it was a debtor's address.
async fn leave_alone(
    portal: &Portal,
    tx: &mut Tx,
    tenant: &Tenant,
    (message, to): (&Message, &str),
    how: How,
) -> Result<(), PortalError> {
    let (Some(id), None) = (&message.case, &message.member) else { return Ok(()) };
    let mut case = locked(tx, tenant, id).await?;
    let what = (message.channel, how, Some(to));
    stop::record(portal, tx, tenant, &mut case, what).await
}

/// The end of the program is not the letter's failure: what it may still try stays as it was.
async fn put_back(portal: &Portal, tenant: &Tenant, message: &Message) -> Result<(), PortalError> {
    in_tx!(portal.store, tx => message::put_back(&mut tx, tenant, message, "stopped").await?)
}

fn next_try(tries: i64) -> Option<TimeDelta> {
    usize::try_from(tries - 1).ok().and_then(|done| GAPS.get(done)).copied()
}

/// Writes what became of a message to a debtor into the case's evidence; behind it the channel, unless it is
/// e-mail, and the version of the creditor's own text, if it is one.
pub(super) async fn note(
    tx: &mut Tx,
    tenant: &Tenant,
    message: &Message,
    (state, link, version): (&str, Option<&str>, Option<i64>),
    now: DateTime<Utc>,
) -> Result<(), PortalError> {
    let (Some(id), None) = (&message.case, &message.member) else { return Ok(()) };
    let mut case = locked(tx, tenant, id).await?;
    let mut body = format!("{state} {} {} {}", message.kind, message.id, link.unwrap_or("-"));
    if message.channel != ContactChannel::Email {
        body.push(' ');
        body.push_str(message.channel.as_str());
    }
    if let Some(version) = version {
        body.push_str(" text-");
        body.push_str(&version.to_string());
    }
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
