//! Whether a person can be reached by a channel at all: an address, a permission, no stop, an account. When
//! a message may leave is for the [contact rules](super::gate) to say.

use chrono::{DateTime, Utc};
use domain::contact::{Channels, Initiative};
use domain::contact_channel::ContactChannel;
use domain::ids::CaseId;
use sqlx::AnyConnection;

use super::channel_rest::ASKED_AGAIN;
use super::stop::{self, Closed};
use crate::compose::Portal;
use crate::config::creditor::Settings;
use crate::messaging::Account;
use crate::store::consent::Consent;
use crate::store::debtor::Person;
use crate::store::{StoreError, channel_rest, consent};
use crate::tenant::Tenant;

/// Whether and where.
#[derive(Clone, PartialEq, Eq)]
pub enum Reach {
    /// At this address.
    At(String),
    /// Not as things stand, for this reason.
    Shut(Shut),
    /// The creditor lets the channel rest: ask again then.
    Resting(DateTime<Utc>),
}

/// Why somebody is not reached by a channel.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Shut {
    /// There is no address on file.
    NoAddress,
    /// The address on file is dead.
    Dead,
    /// They want nothing more by this way.
    Stopped,
    /// They have not given their permission for this number.
    NoConsent,
    /// The portal has no account for it.
    NoAccount,
    /// The creditor has no number for it.
    NoSender,
}

impl Shut {
    /// The word that stands for it in the store and in logs. Never changes.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NoAddress => "no-address",
            Self::Dead => "dead-address",
            Self::Stopped => "refused",
            Self::NoConsent => "no-consent",
            Self::NoAccount => "no-account",
            Self::NoSender => "no-sender",
        }
    }
}

/// Asks. In the transaction that lets a message go, or for a page.
pub async fn ask(
    conn: &mut AnyConnection,
    portal: &Portal,
    (tenant, settings): (&Tenant, &Settings),
    (case, person, channel): (&CaseId, &Person, ContactChannel),
    initiative: Initiative,
) -> Result<Reach, StoreError> {
    let Some(address) = address(person, channel) else {
        return Ok(Reach::Shut(Shut::NoAddress));
    };
    let is_asked = channel == ContactChannel::Email && initiative != Initiative::Creditor;
    match stop::stands(conn, portal, tenant, (case, channel, address)).await? {
        Some(Closed::Dead) => return Ok(Reach::Shut(Shut::Dead)),
        Some(_) if !is_asked => return Ok(Reach::Shut(Shut::Stopped)),
        Some(_) | None => {}
    }
    if channel != ContactChannel::Email {
        let what = (case, channel, address);
        if let Some(shut) = shut_phone(conn, portal, (tenant, settings), what).await? {
            return Ok(Reach::Shut(shut));
        }
    }
    if !is_asked && channel_rest::rests(conn, tenant, channel).await? {
        return Ok(Reach::Resting(portal.clock.now() + ASKED_AGAIN));
    }
    Ok(Reach::At(address.to_owned()))
}

/// Where a channel leads to.
pub fn address(person: &Person, channel: ContactChannel) -> Option<&str> {
    match channel {
        ContactChannel::Email => person.email.as_deref(),
        ContactChannel::Sms | ContactChannel::WhatsApp => person.phone.as_deref(),
    }
}

/// Whether the person of a case permits a channel to this very address, and has not taken it back. An e-mail needs no
/// permission.
pub async fn is_permitted(
    conn: &mut AnyConnection,
    portal: &Portal,
    tenant: &Tenant,
    (case, channel, address): (&CaseId, ContactChannel, &str),
) -> Result<bool, StoreError> {
    if channel == ContactChannel::Email {
        return Ok(true);
    }
    let hashes = portal.keys.all_look_ups(tenant, stop::column(channel), address);
    let consents = consent::of_case(conn, tenant, case).await?;
    let is_its = |one: &Consent| one.channel == channel && hashes.contains(&one.address_hash);
    Ok(consents.iter().any(is_its))
}

/// The channels for which the portal has an account and the creditor a sender.
pub fn ready(portal: &Portal, settings: &Settings) -> Channels {
    let is_ready = |channel: &ContactChannel| match (channel, portal.texter.account()) {
        (ContactChannel::Email, _) | (_, Account::Demo) => true,
        (_, Account::None) => false,
        (channel, Account::Provider) => settings.file.sender(*channel).is_some(),
    };
    ContactChannel::ALL.into_iter().filter(is_ready).map(ContactChannel::way).collect()
}

/// What a phone needs beside an address.
async fn shut_phone(
    conn: &mut AnyConnection,
    portal: &Portal,
    (tenant, settings): (&Tenant, &Settings),
    what: (&CaseId, ContactChannel, &str),
) -> Result<Option<Shut>, StoreError> {
    match portal.texter.account() {
        Account::None => return Ok(Some(Shut::NoAccount)),
        Account::Provider if settings.file.sender(what.1).is_none() => {
            return Ok(Some(Shut::NoSender));
        }
        Account::Provider | Account::Demo => {}
    }
    let is_given = is_permitted(conn, portal, tenant, what).await?;
    Ok((!is_given).then_some(Shut::NoConsent))
}
