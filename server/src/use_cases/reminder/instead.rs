//! By which channel a reminder goes in the place of one by which nobody is reached any more.

use domain::contact::{Channel, Decision, Initiative};
use domain::contact_channel::ContactChannel;
use domain::ids::ReminderId;
use domain::reminder::{Means, Sequence, Step, StepKind};
use sqlx::AnyConnection;

use super::letter::about;
use crate::compose::Portal;
use crate::config::creditor::Settings;
use crate::store::debtor::{self, Find, Person};
use crate::store::message::Message;
use crate::store::reminder::{self as store, MESSAGE, Reminder};
use crate::tenant::Tenant;
use crate::use_cases::gate::{self, Wanted};
use crate::use_cases::reach::{self, Reach};
use crate::use_cases::{PortalError, sequence, wish};

/// The step of this [`Step::key`] and kind, if the sequence has it.
pub(super) fn step_of<'a>(
    sequence: &'a Sequence,
    (key, kind): (&str, StepKind),
) -> Option<&'a Step> {
    sequence.steps.iter().find(|step| step.key() == key && step.kind == kind)
}

/// The channel for a message that does not reach its debtor by its own: another one of its step, as the sequence
/// in force has it, by which the contact rules let it leave now or later; the preferred one before the others.
/// `None` if there is none, and for what is no reminder.
pub async fn instead(
    conn: &mut AnyConnection,
    portal: &Portal,
    whose: (&Tenant, &Settings),
    message: &Message,
) -> Result<Option<ContactChannel>, PortalError> {
    let tenant = whose.0;
    let id = message.about.as_deref().filter(|_| message.kind == MESSAGE);
    let Some(id) = id.and_then(|id| id.parse::<ReminderId>().ok()) else { return Ok(None) };
    let Some(planned) = store::find(conn, tenant, &id).await? else { return Ok(None) };
    let in_force = sequence::in_force(conn, tenant, portal.clock.now()).await?;
    let Some(stored) = in_force else { return Ok(None) };
    let subjects = store::subjects(conn, tenant, (&planned.case, &planned.id)).await?;
    let its = subjects.iter().filter(|covered| covered.kind == planned.kind);
    let its = its.filter_map(|covered| step_of(&stored.sequence, (&covered.step, covered.kind)));
    let its: Vec<&Step> = its.collect();
    // Several of one kind may be told together; under which name it was planned says which one counts.
    let is_named = |step: &&&Step| step.name == planned.step || step.key() == planned.step;
    let step = its.iter().find(is_named).or(its.first());
    let Some(Means::Message(own)) = step.map(|step| &step.means) else { return Ok(None) };
    let found = debtor::find(conn, tenant, &portal.keys, Find::Case(&planned.case)).await?;
    let Some((debtor, _, _)) = found else { return Ok(None) };
    let preferred = wish::get(conn, tenant, &planned.case).await?.wish.preferred;
    for channel in in_turn(own, preferred) {
        let to = (&debtor.person, channel);
        if channel != message.channel && is_open(conn, portal, whose, (&planned, to)).await? {
            return Ok(Some(channel));
        }
    }
    Ok(None)
}

/// The channels of a step by which messages are sent, the preferred one first.
fn in_turn(own: &[Channel], preferred: Option<Channel>) -> Vec<ContactChannel> {
    let first = preferred.filter(|one| own.contains(one));
    let others = own.iter().copied().filter(|one| Some(*one) != first);
    first.into_iter().chain(others).filter_map(ContactChannel::of).collect()
}

/// Whether a reminder reaches its debtor by a channel, now or once its time has come.
async fn is_open(
    conn: &mut AnyConnection,
    portal: &Portal,
    whose: (&Tenant, &Settings),
    (planned, (person, channel)): (&Reminder, (&Person, ContactChannel)),
) -> Result<bool, PortalError> {
    let (case, initiative) = (&planned.case, Initiative::Creditor);
    let what = (case, person, channel);
    if let Reach::Shut(_) = reach::ask(conn, portal, whose, what, initiative).await? {
        return Ok(false);
    }
    let wanted = Wanted { initiative, about: about(planned.kind), channel: channel.way() };
    let now = portal.clock.now();
    let ruling = gate::ask(conn, whose, (case, person), wanted, now).await?;
    Ok(!matches!(ruling.decision, Decision::Blocked(_)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_preferred_channel_comes_first_if_the_step_has_it() {
        use ContactChannel as C;
        let own = [Channel::Email, Channel::Letter, Channel::WhatsApp, Channel::Sms];
        for (preferred, expected) in [
            (None, [C::Email, C::WhatsApp, C::Sms]),
            (Some(Channel::Sms), [C::Sms, C::Email, C::WhatsApp]),
            (Some(Channel::Call), [C::Email, C::WhatsApp, C::Sms]),
        ] {
            assert_eq!(in_turn(&own, preferred), expected, "{preferred:?}");
        }
    }
}
