//! Reading a proposal: its events are applied again.

use app::debtor::proposal::ProposalStage;
use chrono::{DateTime, Utc};
use domain::ids::{PlanId, ProposalId};
use domain::proposal::{By, Proposal, ProposalAct, ProposalState};
use sqlx::AnyConnection;
use sqlx::any::AnyRow;

use super::{After, Answered, Kept, Sealed, What, happened};
use crate::store::StoreError;
use crate::store::row::Columns;
use crate::tenant::Tenant;

/// State and events in one statement: what somebody commits between two would look like damage.
pub(super) const EVENTS: &str = "
    select p.state, p.until_at, p.plan_id, e.kind, e.facts, e.member_id, e.words_sealed,
        e.household_sealed, e.made_at
    from proposals p
    join proposal_events e on e.creditor_id = p.creditor_id and e.proposal_id = p.id
    where p.creditor_id = $1 and p.id = $2 order by e.number";

/// Applies the events of the proposal in `row` again, and refuses it if that is not what is stored.
pub(super) async fn kept(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    row: &AnyRow,
) -> Result<Kept, StoreError> {
    let id: ProposalId = row.parsed("id")?;
    let currency = row.currency("currency")?;
    let rows = sqlx::query(EVENTS)
        .bind(tenant.id().to_owned())
        .bind(id.as_str().to_owned())
        .fetch_all(conn)
        .await?;
    let corrupt = |what: &str| StoreError::Corrupt(format!("proposal {id}: {what}"));
    let (first, others) = rows.split_first().ok_or_else(|| corrupt("it has no events"))?;
    let made_at = first.instant("made_at")?;
    let made = happened::read_made(&first.text("facts")?, currency, made_at);
    let made = made.filter(|_| first.text("kind").is_ok_and(|kind| kind == happened::MADE));
    let made = made.ok_or_else(|| corrupt("its first event does not make it"))?;
    let sealed = Sealed {
        words: first.maybe_bytes("words_sealed")?,
        household: first.maybe_bytes("household_sealed")?,
        note: None,
    };
    let mut kept = Kept {
        case: row.parsed("case_id")?,
        policy: (row.parsed("policy_id")?, row.number("policy_version")?),
        segment: usize::try_from(row.number("segment")?).unwrap_or(usize::MAX),
        instead: row.maybe_parsed("instead_id")?,
        made_at,
        asked_of: made.owed,
        proposal: made,
        other: None,
        after: After::Nothing,
        sealed,
        answered: None,
        events: 1,
        id: id.clone(),
    };
    for event in others {
        let at = event.instant("made_at")?;
        let what = happened::read(&event.text("kind")?, &event.text("facts")?, currency);
        let what = what.ok_or_else(|| corrupt("an event does not read"))?;
        kept = after(kept, &what, at).map_err(|error| corrupt(&error))?;
        kept.answered = Some(Answered { at, by: event.maybe_text("member_id")? });
        kept.sealed.note = event.maybe_bytes("words_sealed")?.or(kept.sealed.note);
    }
    let (stage, until) = stands(&kept.proposal);
    let plan: Option<PlanId> = first.maybe_parsed("plan_id")?;
    let planned = match &kept.after {
        After::Planned(plan) => Some(plan),
        After::Nothing | After::Left => None,
    };
    let same = first.text("state")? == stage.as_str() && first.maybe_instant("until_at")? == until;
    if !same || plan.as_ref() != planned {
        return Err(corrupt("its events come to another state"));
    }
    Ok(kept)
}

/// The proposal after one more event; the text says why there is none.
pub(super) fn after(kept: Kept, what: &What, at: DateTime<Utc>) -> Result<Kept, String> {
    let stood = (kept.proposal, kept.after.clone());
    let (proposal, after) = happened::apply(stood, what, at).map_err(|error| error.to_string())?;
    let other = match what {
        What::Acted(ProposalAct::CreditorCounters(terms, _), _) => Some((*terms, at)),
        _ => kept.other,
    };
    Ok(Kept { proposal, other, after, events: kept.events + 1, ..kept })
}

/// Where a proposal stands, in a word, and until when somebody has to answer.
pub(super) fn stands(proposal: &Proposal) -> (ProposalStage, Option<DateTime<Utc>>) {
    match proposal.state {
        ProposalState::Waiting { until, .. } => (ProposalStage::Waiting, Some(until)),
        ProposalState::Countered { until, .. } => (ProposalStage::Countered, Some(until)),
        ProposalState::Accepted { .. } => (ProposalStage::Accepted, None),
        ProposalState::Refused { by: By::Debtor, .. } => (ProposalStage::TakenBack, None),
        ProposalState::Refused { .. } => (ProposalStage::Refused, None),
        ProposalState::Expired { .. } => (ProposalStage::Expired, None),
    }
}
