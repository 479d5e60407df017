//! The switch that stops a creditor's messages at once: what nobody asked for waits until it is turned back.

use app::creditor::resting::Resting;
use chrono::TimeDelta;
use domain::contact_channel::ContactChannel;
use domain::ids::PauseId;

use super::{PortalError, wall_clock};
use crate::compose::Portal;
use crate::config::creditor::Settings;
use crate::in_tx;
use crate::store::channel_rest::{self as store, Rest};
use crate::store::message_wait;
use crate::tenant::Tenant;

/// How long a message that rests is let be before it is asked about again. Whoever lets the channel go wakes it
/// before.
pub const ASKED_AGAIN: TimeDelta = TimeDelta::days(1);

/// The channels of a creditor that rest now.
pub async fn standing(portal: &Portal, tenant: &Tenant) -> Result<Vec<Rest>, PortalError> {
    let mut conn = portal.store.read().await?;
    Ok(store::standing(&mut conn, tenant).await?)
}

/// What pages say of the channels that rest; `None` if none does.
pub(super) fn told(settings: &Settings, rests: &[Rest]) -> Option<Resting> {
    let since = rests.iter().map(|rest| rest.began_at).min()?;
    let channels = rests.iter().map(|rest| rest.channel).collect();
    Some(Resting { channels, since: wall_clock::local(settings.zone, since) })
}

/// Lets channels rest, at the wish of `who`; gives those that did not rest before.
pub async fn begin(
    portal: &Portal,
    tenant: &Tenant,
    channels: &[ContactChannel],
    who: &str,
) -> Result<Vec<ContactChannel>, PortalError> {
    let now = portal.clock.now();
    in_tx!(portal.store, tx => {
        let mut begun = Vec::new();
        for channel in channels {
            let id = PauseId::from_bits(portal.ids.bits());
            let rest = Rest { channel: *channel, began_at: now, began_by: who.to_owned() };
            if store::begin(&mut tx, tenant, &id, &rest).await? {
                begun.push(*channel);
            }
        }
        begun
    })
}

/// Lets channels go on, at the wish of `who`; gives those that rested. What waits is woken, and asks the contact
/// rules again before it leaves.
pub async fn end(
    portal: &Portal,
    tenant: &Tenant,
    channels: &[ContactChannel],
    who: &str,
) -> Result<Vec<ContactChannel>, PortalError> {
    let now = portal.clock.now();
    in_tx!(portal.store, tx => {
        let mut ended = Vec::new();
        for channel in channels {
            if store::end(&mut tx, tenant, (*channel, who), now).await? {
                message_wait::wake(&mut tx, tenant, *channel, now).await?;
                ended.push(*channel);
            }
        }
        ended
    })
}
