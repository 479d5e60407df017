//! The code by e-mail, for who cannot answer the question. It goes to the address on file only.

use chrono::{DateTime, TimeDelta, Utc};
use domain::identity::{CODE_LIFE, CODE_TRIES, CodeDigits, CodeOutcome, OneTimeCode};
use domain::ids::{AccessLinkId, CaseId};
use sqlx::AnyConnection;

use super::{Outcome, pass};
use crate::compose::Portal;
use crate::in_tx;
use crate::keys::random;
use crate::store::case::LockedCase;
use crate::store::message::{self, NewMessage};
use crate::store::{StoreError, Tx, case, evidence, identity as store};
use crate::tenant::Tenant;
use crate::use_cases::session::Visit;
use crate::use_cases::{PortalError, work};

/// The kind of the message that carries a code.
pub const CODE: &str = "code";

/// Codes that one case is sent in a day. Five tries each: at most 25 guesses among a million.
const PER_DAY: usize = 5;

/// A second press of the button so soon is the same wish.
const SAME_WISH: TimeDelta = TimeDelta::seconds(30);

/// Whether another code may be sent for `case` today.
pub(super) async fn has_left(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    case: &CaseId,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let made = message::made(conn, tenant, (case, CODE), now - TimeDelta::days(1)).await?;
    Ok(made.len() < PER_DAY)
}

/// Whether a code was asked for so recently that it can still be typed.
pub async fn code_waits(portal: &Portal, visit: &Visit) -> Result<bool, PortalError> {
    let since = portal.clock.now() - CODE_LIFE;
    let mut conn = portal.store.read().await?;
    let made = message::made(&mut conn, &visit.tenant, (&visit.case, CODE), since).await?;
    Ok(!made.is_empty())
}

/// Queues a message with a code for the visit's link, if there may be another today.
pub async fn ask_code(portal: &Portal, visit: &Visit) -> Result<(), PortalError> {
    let (now, tenant) = (portal.clock.now(), &visit.tenant);
    in_tx!(portal.store, tx => {
        let mut case = case::lock(&mut tx, tenant, &visit.case).await?.ok_or(PortalError::NotFound)?;
        let made = message::made(&mut tx, tenant, (&case.id, CODE), now - TimeDelta::days(1)).await?;
        let rested = made.last().is_none_or(|last| now - *last >= SAME_WISH);
        if rested && made.len() < PER_DAY {
            let occurrence = format!("{CODE}:{}:{}", visit.link, now.timestamp_millis());
            let new = NewMessage {
                case: Some(&case.id),
                member: None,
                kind: CODE,
                about: Some(visit.link.as_str()),
                occurrence: &occurrence,
            };
            work::message(portal, &mut tx, tenant, new).await?;
            let act = ("code-asked", visit.link.as_str());
            evidence::append(&mut tx, tenant, &mut case, now, act).await?;
        }
    })
}

/// Makes the code of a message that has been claimed, in the transaction of the claim. Only its
/// digest is stored.
pub async fn mint(
    tx: &mut Tx,
    tenant: &Tenant,
    link: &AccessLinkId,
    now: DateTime<Utc>,
) -> Result<CodeDigits, StoreError> {
    let digits = CodeDigits::from_random(u64::from_le_bytes(random()));
    let code = OneTimeCode::sent(link.as_str(), &digits, now);
    store::add_code(tx, tenant, link, &code).await?;
    Ok(digits)
}

/// Tries a typed code. It has its own tries, so that it works while answers are paused.
pub(super) async fn tried(
    portal: &Portal,
    tx: &mut Tx,
    visit: &Visit,
    case: &mut LockedCase,
    typed: &str,
) -> Result<Outcome, PortalError> {
    let (now, tenant) = (portal.clock.now(), &visit.tenant);
    if typed.trim().is_empty() {
        return Ok(Outcome::Empty);
    }
    let Some(code) = store::newest_code(tx, tenant, &visit.link).await? else {
        return Ok(Outcome::CodeOver);
    };
    let (after, outcome) = code.tried(visit.link.as_str(), typed, now);
    if after != code {
        store::save_code(tx, tenant, &visit.link, &after).await?;
    }
    match outcome {
        CodeOutcome::Right => {
            let (old, how) = (Some(&*visit.hash), (&visit.link, CODE));
            Ok(Outcome::In(pass(portal, tx, tenant, (case, old), how).await?))
        }
        CodeOutcome::Malformed => Ok(Outcome::WrongCode(CODE_TRIES - after.wrong)),
        CodeOutcome::Over | CodeOutcome::Wrong { left: 0 } => Ok(Outcome::CodeOver),
        CodeOutcome::Wrong { left } => {
            let act = ("code-wrong", visit.link.as_str());
            evidence::append(tx, tenant, case, now, act).await?;
            Ok(Outcome::WrongCode(left))
        }
    }
}
