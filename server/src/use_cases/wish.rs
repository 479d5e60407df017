//! What debtors wish about being contacted: set by themselves, by an answer of theirs, or by the team for
//! them. The contact rules are told at once: what waits in the outbox is asked about again when it leaves.

use chrono::{DateTime, NaiveTime, Utc};
use chrono_tz::Tz;
use domain::contact::{Channel, Channels, Wish};
use domain::contact_channel::ContactChannel;
use domain::ids::CaseId;
use domain::preference::DAYS_APART;
use sqlx::AnyConnection;

use super::plan::change::DEBTOR;
use super::{PortalError, gate, reminder, stop, wall_clock};
use crate::compose::Portal;
use crate::in_tx;
use crate::store::case::LockedCase;
use crate::store::contact_stop::{self, How};
use crate::store::contact_wish::{self, Answer, Said};
use crate::store::debtor::{self, Find};
use crate::store::{StoreError, Tx, case, consent, creditor, evidence, same_address};
use crate::tenant::Tenant;

/// The kind of the act that stands in the evidence.
pub const ACT: &str = "contact-wish";

/// The longest proof, in characters.
const LONGEST: usize = 200;

/// One thing that a debtor says about being contacted.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Change<'a> {
    /// Nothing before the first time of day, nothing from the second one on, on the debtor's clock.
    Hours(Option<NaiveTime>, Option<NaiveTime>),
    /// So many days from one contact to the next, one of those that pages offer; `None` takes it back.
    Apart(Option<u16>),
    /// Rather by this channel than by another; `None` takes it back.
    Prefer(Option<Channel>),
    /// Nothing more by these channels; all of them are silence.
    Refuse(Channels),
    /// This channel may be used; where the debtor said so, in a line.
    Allow(Channel, &'a str),
    /// What was said of these channels is taken back, permissions for a phone with it.
    Forget(Channels),
}

/// What the debtor of a case said; a channel that they stopped by a word to the provider is refused too.
pub async fn get(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    case: &CaseId,
) -> Result<Said, StoreError> {
    let mut said = contact_wish::of_case(conn, tenant, case).await?;
    for stop in contact_stop::standing(conn, tenant, case).await? {
        if stop.how != How::Dead {
            said.wish.refused = said.wish.refused.with(stop.channel.way());
        }
    }
    for channel in same_address::closed(conn, tenant, (case, same_address::How::Word)).await? {
        said.wish.refused = said.wish.refused.with(channel);
    }
    Ok(said)
}

/// Takes what the debtor of a case says, as `by` writes it down: `debtor`, or a member of the team. What waits
/// to leave by a channel that they refuse is kept back at once. What debtors refuse themselves closes their phone or address
/// in every case where it stands.
/// Saying the same again changes nothing. `Refused`: `hours` if nothing could ever leave within them,
/// `apart` for days that nobody offers, `proof` if it is empty, long, or no line, `theirs` if the team would open what the debtor has shut themselves.
pub async fn set(
    portal: &Portal,
    tenant: &Tenant,
    case: &CaseId,
    (change, by): (Change<'_>, &str),
) -> Result<(), PortalError> {
    in_tx!(portal.store, tx => {
        let mut case = case::lock(&mut tx, tenant, case).await?.ok_or(PortalError::NotFound)?;
        take(portal, &mut tx, tenant, &mut case, (change, by)).await?;
    })
}

/// The same about a case that the transaction has locked.
pub async fn take(
    portal: &Portal,
    tx: &mut Tx,
    tenant: &Tenant,
    case: &mut LockedCase,
    (change, by): (Change<'_>, &str),
) -> Result<(), PortalError> {
    let before = contact_wish::of_case(tx, tenant, &case.id).await?;
    let own = contact_wish::own(tx, tenant, &case.id).await?;
    let now = portal.clock.now();
    let settings = creditor::settings(tx, tenant).await?;
    if !says_more((&before, &own), change, (by, settings.zone, now)) {
        return Ok(());
    }
    if by != DEBTOR && opens_theirs(&before, change) {
        return Err(PortalError::Refused("theirs"));
    }
    if let Change::Hours(not_before, not_after) = change {
        let wish = Wish { not_before, not_after, ..own.wish };
        let found = debtor::find(tx, tenant, &portal.keys, Find::Case(&case.id)).await?;
        let (debtor, _, _) = found.ok_or(PortalError::NotFound)?;
        if !gate::leaves_hours(&settings, &debtor.person, &wish, now) {
            return Err(PortalError::Refused("hours"));
        }
    }
    if matches!(change, Change::Apart(Some(days)) if !DAYS_APART.contains(&days)) {
        return Err(PortalError::Refused("apart"));
    }
    write(tx, tenant, (&case.id, &own), (change, by, now)).await?;
    let body = format!("{} {by}", said(change));
    evidence::append(tx, tenant, case, now, (ACT, &body)).await?;
    if let Change::Refuse(channels) = change {
        for channel in channels.iter().filter_map(ContactChannel::of) {
            stop::keep_back(portal, tx, tenant, case, channel).await?;
        }
        reminder::cancel_tasks_by(portal, tx, tenant, case, channels).await?;
    }
    Ok(())
}

async fn write(
    tx: &mut Tx,
    tenant: &Tenant,
    (case, own): (&CaseId, &Said),
    (change, by, now): (Change<'_>, &str, DateTime<Utc>),
) -> Result<(), PortalError> {
    let by_hand = (by == DEBTOR).then_some(now);
    match change {
        Change::Hours(not_before, not_after) => {
            let wish = Wish { not_before, not_after, ..own.wish };
            let said = Said { wish, hours_at: by_hand, ..own.clone() };
            contact_wish::save(tx, tenant, (case, &said), now).await?;
        }
        Change::Apart(apart) => {
            let wish = Wish { apart, ..own.wish };
            let said = Said { wish, apart_at: by_hand, ..own.clone() };
            contact_wish::save(tx, tenant, (case, &said), now).await?;
        }
        Change::Prefer(preferred) => {
            let wish = Wish { preferred, ..own.wish };
            contact_wish::save(tx, tenant, (case, &Said { wish, ..own.clone() }), now).await?;
        }
        Change::Refuse(channels) => {
            // What somebody of the team writes down later does not take the place of the debtor's own words.
            let is_new = |channel: &Channel| by == DEBTOR || !own.wish.refused.contains(*channel);
            for channel in channels.iter().filter(is_new) {
                let what = (case, channel, Answer::Refused);
                contact_wish::save_channel(tx, tenant, what, (by, now)).await?;
                if by == DEBTOR {
                    let stopped = (case, channel, same_address::How::Refused);
                    same_address::stop(tx, tenant, stopped, now).await?;
                }
            }
        }
        Change::Allow(channel, proof) => {
            let proof = line(proof).ok_or(PortalError::Refused("proof"))?;
            let what = (case, channel, Answer::Allowed(proof));
            contact_wish::save_channel(tx, tenant, what, (by, now)).await?;
            open(tx, tenant, (case, channel), (by, now)).await?;
        }
        Change::Forget(channels) => {
            for channel in channels.iter() {
                contact_wish::forget_channel(tx, tenant, (case, channel)).await?;
                open(tx, tenant, (case, channel), (by, now)).await?;
                if let Some(channel) = ContactChannel::of(channel) {
                    consent::revoke(tx, tenant, (case, channel), now).await?;
                }
            }
        }
    }
    Ok(())
}

/// Lets a channel in again in one case; what the debtor said there against it holds in no other one, if they say so
/// themselves.
async fn open(
    tx: &mut Tx,
    tenant: &Tenant,
    what: (&CaseId, Channel),
    (by, now): (&str, DateTime<Utc>),
) -> Result<(), StoreError> {
    if by == DEBTOR {
        same_address::forget(tx, tenant, what).await?;
    }
    same_address::open(tx, tenant, what, now).await
}

/// Whether a change would open a channel that the debtor has shut with their own hands.
fn opens_theirs(before: &Said, change: Change<'_>) -> bool {
    let theirs = |channel| before.refusal(channel).is_some_and(|refusal| refusal.said_by == DEBTOR);
    match change {
        Change::Allow(channel, _) => theirs(channel),
        Change::Forget(channels) => channels.iter().any(theirs),
        Change::Hours(..) | Change::Apart(_) | Change::Prefer(_) | Change::Refuse(_) => false,
    }
}

/// Whether a change says anything that was not said before. What debtors refuse again on another day counts: no
/// paper of the days between opens it. Days are the creditor's, as those of the papers are. What they refuse in another
/// case is not said in this one: there they may take it back.
fn says_more(
    (before, own): (&Said, &Said),
    change: Change<'_>,
    (by, zone, now): (&str, Tz, DateTime<Utc>),
) -> bool {
    let day = |at| wall_clock::local(zone, at).date();
    let wish = &before.wish;
    // Who takes back here what holds from another case says something, and so does who says it here too.
    let both = [wish, &own.wish];
    match change {
        Change::Hours(from, to) => {
            both.iter().any(|wish| (wish.not_before, wish.not_after) != (from, to))
        }
        Change::Apart(days) => both.iter().any(|wish| wish.apart != days),
        Change::Prefer(channel) => wish.preferred != channel,
        Change::Refuse(channels) => channels.iter().any(|channel| {
            own.refusal(channel).is_none_or(|known| {
                let is_theirs = known.said_by == DEBTOR;
                let is_of_today = day(known.said_at) == day(now);
                by == DEBTOR && !(is_theirs && is_of_today)
            })
        }),
        Change::Allow(channel, proof) => {
            let known = |one: &contact_wish::Permission| {
                one.channel == channel && one.proof == proof.trim()
            };
            !before.permissions.iter().any(known)
        }
        Change::Forget(channels) => {
            let spoken_of = wish.refused.or(before.allowed());
            channels.iter().any(|channel| spoken_of.contains(channel))
        }
    }
}

fn line(text: &str) -> Option<&str> {
    let text = text.trim();
    let fits = !text.is_empty() && text.chars().count() <= LONGEST;
    (fits && !text.chars().any(char::is_control)).then_some(text)
}

/// The change in the words of the evidence; a proof is not among them, it may name somebody.
fn said(change: Change<'_>) -> String {
    let time = |time: Option<NaiveTime>| match time {
        Some(time) => time.format("%H:%M").to_string(),
        None => "-".to_owned(),
    };
    let names =
        |channels: Channels| channels.iter().map(Channel::as_str).collect::<Vec<_>>().join(",");
    match change {
        Change::Hours(from, to) => format!("hours {} {}", time(from), time(to)),
        Change::Apart(days) => {
            format!("apart {}", days.map_or_else(|| "-".to_owned(), |days| days.to_string()))
        }
        Change::Prefer(channel) => format!("prefer {}", channel.map_or("-", Channel::as_str)),
        Change::Refuse(channels) => format!("refuse {}", names(channels)),
        Change::Allow(channel, _) => format!("allow {}", channel.as_str()),
        Change::Forget(channels) => format!("forget {}", names(channels)),
    }
}
