//! The team of a creditor: invite, remove, list.

use app::creditor::Role;
use domain::email::EmailAddress;
use domain::ids::MemberId;

use super::PortalError;
use super::second_factor;
use super::work;
use crate::compose::Portal;
use crate::in_tx;
use crate::keys::Place;
use crate::store::message::NewMessage;
use crate::store::team::{self, Again, Factor, Find, Member};
use crate::tenant::Tenant;

/// Longest name of a member, in characters.
pub const LONGEST_NAME: usize = 80;

/// Somebody who is to join the team. No `Debug`: it may hold a secret.
#[derive(Clone)]
pub struct Invitation {
    /// Where their sign-in links go.
    pub email: EmailAddress,
    /// As the team knows them.
    pub name: String,
    /// What they may do.
    pub role: Role,
    /// The secret of their codes, in base32, if they have one already.
    pub secret: Option<String>,
    /// Whether they hear of it.
    pub notice: Notice,
}

/// Whether the invited person is written to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Notice {
    /// By e-mail.
    Mail,
    /// By whoever invites.
    None,
}

/// A member who has just been invited. No `Debug`: it holds the secret.
pub struct Invited {
    /// The member.
    pub id: MemberId,
    /// The secret in base32, for who hands it over.
    pub secret: String,
}

/// Invites somebody. `Refused`: `name`, `totp-secret`, or `email-taken` for who is in the team
/// already.
pub async fn invite(
    portal: &Portal,
    tenant: &Tenant,
    new: &Invitation,
) -> Result<Invited, PortalError> {
    let now = portal.clock.now();
    let name = new.name.trim();
    if name.is_empty() || name.chars().count() > LONGEST_NAME || name.chars().any(char::is_control)
    {
        return Err(PortalError::Refused("name"));
    }
    let secret = new.secret.clone().unwrap_or_else(second_factor::fresh_secret);
    let bytes = second_factor::read_secret(&secret).ok_or(PortalError::Refused("totp-secret"))?;
    in_tx!(portal.store, tx => {
        let email = new.email.lookup();
        let before = team::find(&mut tx, tenant, Find::Email(&email)).await?;
        let (id, again) = match before {
            None => (MemberId::from_bits(portal.ids.bits()), Again::No),
            Some(member) if member.removed_at.is_some() => (member.id, Again::Yes),
            Some(_) => return Err(PortalError::Refused("email-taken")),
        };
        let place = Place { tenant, row: id.as_str(), column: "totp" };
        let member = Member {
            totp_sealed: portal.keys.seal_team(place, &bytes),
            id,
            email,
            name: name.to_owned(),
            role: new.role,
            totp_given_at: new.secret.is_some().then_some(now),
            factor: Factor::untried(),
            invited_at: now,
            removed_at: None,
        };
        team::invite(&mut tx, tenant, &member, again).await?;
        if new.notice == Notice::Mail {
            let occurrence = format!("team-invited:{}:{}", member.id, now.timestamp_millis());
            let message = NewMessage {
                case: None,
                member: Some(&member.id),
                kind: "team-invited",
                about: None,
                occurrence: &occurrence,
            };
            work::message(portal, &mut tx, tenant, message).await?;
        }
        Invited { id: member.id, secret: secret.clone() }
    })
}

/// Whether the same invitation was made before and nobody has signed in on it: a form sent twice.
pub async fn was_invited(
    portal: &Portal,
    tenant: &Tenant,
    new: &Invitation,
) -> Result<bool, PortalError> {
    let mut conn = portal.store.read().await?;
    let found = team::find(&mut conn, tenant, Find::Email(&new.email.lookup())).await?;
    Ok(found.is_some_and(|member| {
        let untried = member.factor.confirmed_at.is_none() && member.removed_at.is_none();
        untried && member.name == new.name.trim() && member.role == new.role
    }))
}

/// Takes somebody out of the team: what they have open closes with the next request.
pub async fn remove(
    portal: &Portal,
    tenant: &Tenant,
    email: &EmailAddress,
) -> Result<(), PortalError> {
    let now = portal.clock.now();
    in_tx!(portal.store, tx => {
        let found = team::find(&mut tx, tenant, Find::Email(&email.lookup())).await?;
        let member = found.filter(|member| member.removed_at.is_none());
        let member = member.ok_or(PortalError::NotFound)?;
        team::remove(&mut tx, tenant, &member.id, now).await?;
    })
}

/// Everybody who is in the team, by name.
pub async fn list(portal: &Portal, tenant: &Tenant) -> Result<Vec<Member>, PortalError> {
    let mut conn = portal.store.read().await?;
    Ok(team::all(&mut conn, tenant).await?)
}
