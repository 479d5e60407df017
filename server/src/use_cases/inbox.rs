//! What the team does about what debtors said: attends to it, lets reminders go on.

use domain::ids::{AnswerId, CaseId, HoldId};

use super::{PortalError, clearance, plan, reason};
use crate::compose::Portal;
use crate::in_tx;
use crate::store::answer::AnswerKind;
use crate::store::hold::HoldKind;
use crate::store::{answer, case, evidence, hold, same_address};
use crate::tenant::Tenant;

/// Whether an act was new.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Done {
    /// It was done just now.
    Now,
    /// It had been done before; nothing changed.
    Before,
}

/// Marks an answer as attended to by `who` of the team.
pub async fn attend(
    portal: &Portal,
    tenant: &Tenant,
    id: &AnswerId,
    who: &str,
) -> Result<Done, PortalError> {
    let now = portal.clock.now();
    let mut conn = portal.store.read().await?;
    let known = answer::find(&mut conn, tenant, id).await?.ok_or(PortalError::NotFound)?;
    drop(conn);
    in_tx!(portal.store, tx => {
        let locked = case::lock(&mut tx, tenant, &known.case).await?;
        let mut case = locked.ok_or(PortalError::NotFound)?;
        let found = answer::find(&mut tx, tenant, id).await?.ok_or(PortalError::NotFound)?;
        if found.attended_at.is_some() {
            Done::Before
        } else {
            answer::attend(&mut tx, tenant, (id, who), now).await?;
            let body = format!("{id} {who}");
            evidence::append(&mut tx, tenant, &mut case, now, ("answer-attended", &body)).await?;
            Done::Now
        }
    })
}

/// Lifts a hold of a case at the wish of `who` of the team: reminders may go on.
///
/// Lifting one that is lifted already is no error; one that was never there is `NotFound`. `Refused`: `proof` for
/// what the person, their family or the law asked for.
pub async fn lift(
    portal: &Portal,
    tenant: &Tenant,
    of: (&CaseId, &HoldId),
    who: &str,
) -> Result<Done, PortalError> {
    let_go_on(portal, tenant, of, (who, None)).await
}

/// Lifts any hold at the wish of an owner, with what proves that it may be lifted; the words are kept sealed.
pub async fn lift_proved(
    portal: &Portal,
    tenant: &Tenant,
    of: (&CaseId, &HoldId),
    (who, proof): (&str, &str),
) -> Result<Done, PortalError> {
    let_go_on(portal, tenant, of, (who, Some(proof))).await
}

/// About what the words stand that lifted a hold; those that placed it stand about the hold itself.
pub fn lifting_of(hold: &str) -> String {
    format!("{hold}:lifted")
}

async fn let_go_on(
    portal: &Portal,
    tenant: &Tenant,
    (case, id): (&CaseId, &HoldId),
    (who, proof): (&str, Option<&str>),
) -> Result<Done, PortalError> {
    let now = portal.clock.now();
    in_tx!(portal.store, tx => {
        let mut case = case::lock(&mut tx, tenant, case).await?.ok_or(PortalError::NotFound)?;
        let active = hold::active(&mut tx, tenant, &case.id).await?;
        match active.into_iter().find(|hold| hold.id == *id) {
            Some(hold) if hold.kind.needs_proof() && proof.is_none() => {
                return Err(PortalError::Refused("proof"));
            }
            Some(hold) => {
                hold::lift(&mut tx, tenant, (&case.id, id), now).await?;
                match hold.kind {
                    HoldKind::OptedOut => same_address::resume(&mut tx, tenant, &case.id).await?,
                    HoldKind::Said(AnswerKind::NotThem) => {
                        same_address::found(&mut tx, tenant, &case.id).await?;
                    }
                    _ => {}
                }
                let mut body = format!("{id} {} {who}", hold.kind.as_str());
                if let Some(words) = proof {
                    let about = lifting_of(id.as_str());
                    let about = (about.as_str(), words);
                    let kept = reason::keep(portal, &mut tx, tenant, &case.id, about).await?;
                    body = format!("{body} {kept}");
                }
                evidence::append(&mut tx, tenant, &mut case, now, ("hold-lifted", &body)).await?;
                plan::hold(portal, &mut tx, tenant, &mut case).await?;
                clearance::follow(portal, &mut tx, tenant, &mut case).await?;
                Done::Now
            }
            None if hold::is_known(&mut tx, tenant, (&case.id, id)).await? => Done::Before,
            None => return Err(PortalError::NotFound),
        }
    })
}
