//! By which ways the person of a case is reached.

use app::creditor::Typed;
use app::creditor::case::Sending;
use app::creditor::channels::{
    ChannelState, ChannelsView, ConsentForm, ConsentWay, HandState, HandedRow, Stands,
};
use chrono_tz::Tz;
use domain::contact::{Decision, Initiative, Rule};
use domain::contact_channel::ContactChannel;
use domain::ids::CaseId;
use sqlx::AnyConnection;

use crate::compose::Portal;
use crate::config::creditor::Settings;
use crate::store::consent::Consent;
use crate::store::debtor::{self, Find, Person};
use crate::store::delivery::{self, Handed};
use crate::store::{StoreError, channel_rest, consent, hand_written, same_address};
use crate::tenant::Tenant;
use crate::use_cases::gate::{self, Wanted};
use crate::use_cases::hand_written::{BY_HAND, WANTED};
use crate::use_cases::reach::{self, Reach, Shut};
use crate::use_cases::{PortalError, stop, wall_clock};

/// The page of a case's channels. `NotFound` for a case of another creditor too.
pub async fn channels(
    portal: &Portal,
    (tenant, settings): (&Tenant, &Settings),
    id: &CaseId,
) -> Result<ChannelsView, PortalError> {
    let now = portal.clock.now();
    let mut conn = portal.store.read().await?;
    let found = debtor::find(&mut conn, tenant, &portal.keys, Find::Case(id)).await?;
    let (debtor, _, _) = found.ok_or(PortalError::NotFound)?;
    let (whose, who) = ((tenant, settings), (id, &debtor.person));
    let consents = consent::of_case(&mut conn, tenant, id).await?;
    let mut channels = Vec::with_capacity(ContactChannel::ALL.len());
    let mut open = ContactChannel::Email;
    for channel in ContactChannel::ALL {
        let what = (id, &debtor.person, channel);
        let reach = reach::ask(&mut conn, portal, whose, what, Initiative::Creditor).await?;
        let given = allowed(portal, tenant, (&consents, &debtor.person), channel);
        channels.push((channel, state(channel, &reach, given)));
        if matches!(reach, Reach::At(_)) {
            open = channel;
        }
    }
    let wanted = Wanted { channel: open.way(), ..WANTED };
    let ruling = gate::ask(&mut conn, whose, who, wanted, now).await?;
    let hand = hand(&mut conn, portal, whose, who).await?;
    let handed = delivery::of_phones(&mut conn, tenant, id).await?;
    let elsewhere = same_address::where_stopped(&mut conn, tenant, id).await?;
    let today = wall_clock::local(settings.zone, now).date();
    Ok(ChannelsView {
        case: id.clone(),
        name: debtor.person.name.clone().unwrap_or(debtor.reference),
        channels,
        elsewhere,
        sending: Sending::from(ruling.decision),
        hand,
        handed: handed.into_iter().map(|one| handed_row(one, settings.zone)).collect(),
        consent: debtor.person.phone.is_some().then(|| ConsentForm {
            channel: ContactChannel::WhatsApp,
            given_on: Typed::preset(today.to_string()),
            how: ConsentWay::Form,
            proof: Typed::default(),
            not_taken: None,
        }),
        letter: None,
    })
}

/// The permission for the number on file, newest first.
fn allowed(
    portal: &Portal,
    tenant: &Tenant,
    (consents, person): (&[Consent], &Person),
    channel: ContactChannel,
) -> Option<ChannelState> {
    let phone = person.phone.as_ref()?;
    let hashes = portal.keys.all_look_ups(tenant, stop::column(channel), phone);
    let is_it = |one: &&Consent| one.channel == channel && hashes.contains(&one.address_hash);
    let given = consents.iter().find(is_it)?;
    Some(ChannelState::Allowed(given.given_on, ConsentWay::parse(&given.how)?))
}

fn state(channel: ContactChannel, reach: &Reach, given: Option<ChannelState>) -> ChannelState {
    match reach {
        Reach::At(_) if channel == ContactChannel::Email => ChannelState::Open,
        Reach::At(_) => given.unwrap_or(ChannelState::Open),
        Reach::Resting(_) => ChannelState::Resting,
        Reach::Shut(Shut::NoAddress) => ChannelState::NoAddress,
        Reach::Shut(Shut::Dead) => ChannelState::Dead,
        Reach::Shut(Shut::Stopped) => ChannelState::Stopped,
        Reach::Shut(Shut::NoConsent) => ChannelState::NoConsent,
        Reach::Shut(Shut::NoAccount | Shut::NoSender) => ChannelState::NoAccount,
    }
}

/// Whether there is a number to write to by hand, which its owner permits and which nobody has stopped.
async fn hand(
    conn: &mut AnyConnection,
    portal: &Portal,
    (tenant, settings): (&Tenant, &Settings),
    (case, person): (&CaseId, &Person),
) -> Result<HandState, StoreError> {
    if let Some(link) = hand_written::waiting(conn, tenant, (case, BY_HAND)).await? {
        return Ok(HandState::Made(link));
    }
    let Some(phone) = &person.phone else { return Ok(HandState::Shut) };
    let of = (case, ContactChannel::WhatsApp, phone.as_str());
    let stands = stop::stands(conn, portal, tenant, of).await?;
    let is_permitted = reach::is_permitted(conn, portal, tenant, of).await?;
    if !is_permitted || stands.is_some() || channel_rest::rests(conn, tenant, of.1).await? {
        return Ok(HandState::Shut);
    }
    let (whose, who) = ((tenant, settings), (case, person));
    let ruling = gate::ask(conn, whose, who, WANTED, portal.clock.now()).await?;
    let may_ever = !matches!(ruling.decision, Decision::Blocked(Rule::NotAllowed | Rule::Never));
    Ok(if may_ever { HandState::Ready } else { HandState::Shut })
}

fn handed_row(handed: Handed, zone: Tz) -> HandedRow {
    let stands = match handed.state.as_str() {
        "queued" | "claimed" => Stands::Waiting,
        "blocked" => Stands::Blocked,
        "failed" => Stands::Failed,
        "unknown" => Stands::Unknown,
        _ => Stands::Left(handed.delivery),
    };
    HandedRow {
        at: wall_clock::local(zone, handed.made_at),
        channel: handed.channel,
        stands,
        code: handed.code,
    }
}
