//! What the creditor does with the links of one case: sends another, revokes one.

use domain::contact::{About, Decision, Initiative, Rule};
use domain::contact_channel::ContactChannel;
use domain::ids::{AccessLinkId, CaseId};
use sqlx::AnyConnection;

use super::LINK;
use crate::compose::Portal;
use crate::config::creditor::Settings;
use crate::in_tx;
use crate::store::message::{self, NewMessage};
use crate::store::{access_link, case, creditor, debtor, evidence};
use crate::tenant::Tenant;
use crate::use_cases::gate::{self, Wanted};
use crate::use_cases::reach::{self, Reach, Shut};
use crate::use_cases::{PortalError, work};

/// Whether the creditor may send a link to a debtor now.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum MaySend {
    /// What the contact rules say, in the debtor's local time.
    Rules(Decision),
    /// There is no address on file.
    NoAddress,
    /// One waits to leave already.
    Queued,
}

/// Asks whether a link may be sent for `case` now, and if not now, when.
pub async fn may_send(
    conn: &mut AnyConnection,
    portal: &Portal,
    (tenant, settings): (&Tenant, &Settings),
    case: &CaseId,
) -> Result<MaySend, PortalError> {
    let found = debtor::find(conn, tenant, &portal.keys, debtor::Find::Case(case)).await?;
    let (debtor, _, _) = found.ok_or(PortalError::NotFound)?;
    let what = (case, &debtor.person, ContactChannel::Email);
    match reach::ask(conn, portal, (tenant, settings), what, Initiative::Creditor).await? {
        Reach::Shut(Shut::Stopped) => return Ok(MaySend::Rules(Decision::Blocked(Rule::Refused))),
        Reach::Shut(_) => return Ok(MaySend::NoAddress),
        Reach::At(_) | Reach::Resting(_) => {}
    }
    if message::waits(conn, tenant, (case, LINK)).await? {
        return Ok(MaySend::Queued);
    }
    let (whose, who) = ((tenant, settings), (case, &debtor.person));
    let wanted = Wanted::by_email(Initiative::Creditor, About::Other);
    let ruling = gate::ask(conn, whose, who, wanted, portal.clock.now()).await?;
    Ok(MaySend::Rules(ruling.decision))
}

/// What became of a wish to send a link.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Outcome {
    /// It leaves with the next messages.
    Queued,
    /// It may not leave now.
    Refused(MaySend),
}

/// Sends a link for `case` at the wish of `who` of the team, if the contact rules let it leave now.
/// The rules are asked again when it leaves.
pub async fn send(
    portal: &Portal,
    tenant: &Tenant,
    case: &CaseId,
    who: &str,
) -> Result<Outcome, PortalError> {
    let now = portal.clock.now();
    in_tx!(portal.store, tx => {
        let mut case = case::lock(&mut tx, tenant, case).await?.ok_or(PortalError::NotFound)?;
        let settings = creditor::settings(&mut tx, tenant).await?;
        match may_send(&mut tx, portal, (tenant, &settings), &case.id).await? {
            MaySend::Rules(Decision::Send(_)) => {
                let occurrence = format!("{LINK}:{}:{}", case.id, now.timestamp_millis());
                let new = NewMessage {
                    case: Some(&case.id),
                    member: None,
                    kind: LINK,
                    about: None,
                    occurrence: &occurrence,
                };
                work::message(portal, &mut tx, tenant, new).await?;
                evidence::append(&mut tx, tenant, &mut case, now, ("link-queued", who)).await?;
                Outcome::Queued
            }
            refused => Outcome::Refused(refused),
        }
    })
}

/// Closes a link of `case` and every session that it opened, at the wish of `who` of the team.
/// Closing it twice is no error.
pub async fn revoke(
    portal: &Portal,
    tenant: &Tenant,
    (case, link): (&CaseId, &AccessLinkId),
    who: &str,
) -> Result<(), PortalError> {
    let now = portal.clock.now();
    in_tx!(portal.store, tx => {
        let mut case = case::lock(&mut tx, tenant, case).await?.ok_or(PortalError::NotFound)?;
        let found = access_link::find(&mut tx, tenant, link).await?;
        found.filter(|found| found.case == case.id).ok_or(PortalError::NotFound)?;
        if access_link::revoke(&mut tx, tenant, link, now).await? {
            let body = format!("{link} {who}");
            evidence::append(&mut tx, tenant, &mut case, now, ("link-revoked", &body)).await?;
        }
    })
}
