//! The team's sign-in in three steps, each with a session id of its own: an address, the link that
//! was sent to it, a code. Who is in no team is told the same as who is.

use app::creditor::Role;
use chrono::{DateTime, TimeDelta, Utc};
use domain::contact_channel::ContactChannel;
use domain::ids::{MemberId, MessageId};

use super::PortalError;
use super::second_factor::{self, Verdict};
use crate::compose::Portal;
use crate::config::creditor::Settings;
use crate::in_tx;
use crate::keys::{Place, Token, token_hash};
use crate::store::message::{self, NewMessage, Urgency};
use crate::store::sign_in as store;
use crate::store::team::{self, Find, Member};
use crate::store::{StoreError, Tx, creditor};
use crate::tenant::{Mark, Tenant};

/// The kind of the message that carries the link.
pub const MESSAGE: &str = "team-sign-in";

/// How long a link works.
pub const LINK_LIFE: TimeDelta = TimeDelta::minutes(15);

/// How long the code may take.
const CODE_LIFE: TimeDelta = TimeDelta::minutes(15);

/// How long a session lasts, however busy.
const SESSION_LIFE: TimeDelta = TimeDelta::hours(8);

/// Links that a member is sent in a quarter of an hour at most.
const LINKS: u8 = 3;

/// Asks for a link to `email` (in lower case): one for each team that it is in, none if it is in
/// none. A caller cannot tell which.
pub async fn ask(portal: &Portal, email: &str) -> Result<(), PortalError> {
    let mut conn = portal.store.read().await?;
    let tenants = Tenant::of_member(&mut conn, email).await?;
    drop(conn);
    for tenant in &tenants {
        in_tx!(portal.store, tx => {
            let found = team::find(&mut tx, tenant, Find::Email(email)).await?;
            if let Some(member) = found.filter(|member| member.removed_at.is_none()) {
                queue(portal, &mut tx, tenant, &member.id).await?;
            }
        })
        .map_err(|error: PortalError| error)?;
    }
    Ok(())
}

/// Takes the first free one of the few places for messages in this quarter of an hour.
async fn queue(
    portal: &Portal,
    tx: &mut Tx,
    tenant: &Tenant,
    member: &MemberId,
) -> Result<(), StoreError> {
    let now = portal.clock.now();
    let quarter = now.timestamp() / LINK_LIFE.num_seconds();
    for place in 0..LINKS {
        let occurrence = format!("{MESSAGE}:{member}:{quarter}:{place}");
        let new = NewMessage {
            case: None,
            member: Some(member),
            kind: MESSAGE,
            about: None,
            occurrence: &occurrence,
        };
        let id = MessageId::from_bits(portal.ids.bits());
        let how = (&id, ContactChannel::Email, Urgency::Asked);
        if message::enqueue(tx, tenant, how, new, now).await? {
            break;
        }
    }
    Ok(())
}

/// Makes the link of a message that is being sent, in the transaction of its claim. The token stands
/// nowhere but in that message.
pub async fn mint(
    tx: &mut Tx,
    tenant: &Tenant,
    member: &MemberId,
    now: DateTime<Utc>,
) -> Result<Token, StoreError> {
    let token = Token::random();
    store::insert_link(tx, tenant, (&token.hash(), member), (now, now + LINK_LIFE)).await?;
    Ok(token)
}

/// Uses a link up and begins a session that waits for the code. `None` for a link that is used,
/// expired, invented, or of somebody who has left.
pub async fn open(portal: &Portal, token: &str) -> Result<Option<Token>, PortalError> {
    let (now, hash) = (portal.clock.now(), token_hash(token));
    let mut conn = portal.store.read().await?;
    let found = Tenant::find(&mut conn, Mark::SignInToken(&hash)).await?;
    drop(conn);
    let Some(tenant) = found else { return Ok(None) };
    in_tx!(portal.store, tx => {
        match store::use_link(&mut tx, &tenant, &hash, now).await? {
            None => None,
            Some((id, made_at)) => {
                let found = team::find(&mut tx, &tenant, Find::Id(&id)).await?;
                match found.filter(|member| is_in(member, made_at)) {
                    None => None,
                    Some(_) => Some(begin(&mut tx, &tenant, &id, (Stage::Code, now)).await?),
                }
            }
        }
    })
}

/// Whether somebody is in the team, and was already when this link or session was made.
fn is_in(member: &Member, made_at: DateTime<Utc>) -> bool {
    member.removed_at.is_none() && member.invited_at <= made_at
}

/// How far a session has come.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Stage {
    /// The link was used; the code is next.
    Code,
    /// Signed in.
    Full,
}

impl Stage {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Code => "code",
            Self::Full => "full",
        }
    }

    const fn life(self) -> TimeDelta {
        match self {
            Self::Code => CODE_LIFE,
            Self::Full => SESSION_LIFE,
        }
    }
}

async fn begin(
    tx: &mut Tx,
    tenant: &Tenant,
    member: &MemberId,
    (stage, now): (Stage, DateTime<Utc>),
) -> Result<Token, StoreError> {
    let id = Token::random();
    store::insert_session(tx, tenant, (&id.hash(), stage.as_str()), member, now).await?;
    Ok(id)
}

/// A living session of the team. No `Debug`: it holds an address and a sealed secret.
#[derive(Clone)]
pub struct Seat {
    /// The creditor.
    pub tenant: Tenant,
    /// Its settings.
    pub settings: Settings,
    /// Who sits there.
    pub member: Member,
    /// How far the session has come.
    pub stage: Stage,
    /// The stored hash of its id.
    pub hash: Vec<u8>,
}

impl Seat {
    /// Whether this member may refund, invite and set up.
    pub fn is_owner(&self) -> bool {
        self.member.role == Role::Owner
    }
}

/// The living session with this id hash; `None` if there is none, it is over, or its member has left.
pub async fn seat(portal: &Portal, hash: &[u8]) -> Result<Option<Seat>, PortalError> {
    let now = portal.clock.now();
    let mut conn = portal.store.read().await?;
    let Some(tenant) = Tenant::find(&mut conn, Mark::TeamSession(hash)).await? else {
        return Ok(None);
    };
    let Some(session) = store::find_session(&mut conn, &tenant, hash).await? else {
        return Ok(None);
    };
    let stage = if session.stage == "full" { Stage::Full } else { Stage::Code };
    let over = session.ended_at.is_some()
        || now - session.made_at >= stage.life()
        || !is_in(&session.member, session.made_at);
    if over {
        return Ok(None);
    }
    let settings = creditor::settings(&mut conn, &tenant).await?;
    Ok(Some(Seat { tenant, settings, member: session.member, stage, hash: hash.to_vec() }))
}

/// What a typed code led to.
pub enum Passed {
    /// Signed in: the new session's id, and the recovery codes if the code was the first right one.
    In(Token, Option<Vec<String>>),
    /// Not taken.
    Not(Verdict),
}

/// Looks at the code of who sits at stage [`Stage::Code`]; a right one ends that session and begins
/// a full one.
pub async fn pass(portal: &Portal, seat: &Seat, typed: &str) -> Result<Passed, PortalError> {
    let (now, tenant) = (portal.clock.now(), &seat.tenant);
    let totp = generator(portal, seat)?;
    in_tx!(portal.store, tx => {
        let found = team::lock(&mut tx, tenant, &seat.member.id).await?;
        let member = found.ok_or(PortalError::NotFound)?;
        let of = (&portal.keys, tenant);
        let (verdict, factor) = second_factor::check(of, &member, &totp, typed, now);
        team::save_factor(&mut tx, tenant, &member.id, &factor).await?;
        match verdict {
            Verdict::Right(codes) => {
                if !store::end_session(&mut tx, tenant, &seat.hash, now).await? {
                    return Err(PortalError::NotFound);
                }
                let id = begin(&mut tx, tenant, &member.id, (Stage::Full, now)).await?;
                Passed::In(id, codes)
            }
            verdict => Passed::Not(verdict),
        }
    })
}

/// What somebody who signs in for the first time puts into their phone: the secret in groups and its
/// QR code. `None` after the first right code, and for a secret that its owner brought along.
pub fn setup(portal: &Portal, seat: &Seat) -> Result<Option<(String, String)>, PortalError> {
    let member = &seat.member;
    if member.factor.confirmed_at.is_some() || member.totp_given_at.is_some() {
        return Ok(None);
    }
    let totp = generator(portal, seat)?;
    let svg = second_factor::qr_svg(&second_factor::address(&totp)?)?;
    Ok(Some((second_factor::in_groups(&totp), svg)))
}

fn generator(portal: &Portal, seat: &Seat) -> Result<totp_rs::Totp, PortalError> {
    let member = &seat.member;
    let place = Place { tenant: &seat.tenant, row: member.id.as_str(), column: "totp" };
    let secret = portal.keys.open_team(place, &member.totp_sealed)?;
    let issuer = format!("AlDía {}", seat.settings.file.name);
    second_factor::generator(&secret, (&issuer, &member.email))
}

/// Ends a session: log out.
pub async fn leave(portal: &Portal, seat: &Seat) -> Result<(), PortalError> {
    let now = portal.clock.now();
    in_tx!(portal.store, tx => store::end_session(&mut tx, &seat.tenant, &seat.hash, now).await?)
        .map_err(|error: StoreError| error)?;
    Ok(())
}

#[cfg(test)]
mod tests;
