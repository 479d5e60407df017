//! Terms that debtors propose: what was asked for, and what happened since. A proposal is read by applying
//! its events again.

mod happened;
mod list;
mod replay;
mod terms;

use app::debtor::proposal::ProposalStage;
use chrono::{DateTime, Utc};
use domain::ids::{CaseId, PlanId, PolicyId, ProposalId};
use domain::money::{Currency, Money};
use domain::proposal::{Ask, Proposal, ProposalState};
use sqlx::AnyConnection;

use self::replay::{after, kept, stands};
use super::row::one_row;
use super::{StoreError, Tx};
use crate::tenant::Tenant;

pub use happened::What;
pub(super) use list::keeps_back;
pub use list::{Behind, Line, answered, count_since, held_until, line, open_lines, waiting};

/// The column that the debtor's words are sealed for.
pub const WORDS: &str = "words";
/// The column that the figures of the household are sealed for.
pub const HOUSEHOLD: &str = "household";
/// The column that the creditor's words are sealed for.
pub const NOTE: &str = "note";

/// A proposal with what it is kept under.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Kept {
    /// The proposal's id.
    pub id: ProposalId,
    /// Whose it is.
    pub case: CaseId,
    /// The policy under which it was made, and its version.
    pub policy: (PolicyId, i64),
    /// The place of the segment whose limits it is judged by.
    pub segment: usize,
    /// The plan whose place its terms take; it ran when they were proposed.
    pub instead: Option<PlanId>,
    /// When it was made.
    pub made_at: DateTime<Utc>,
    /// What was owed when it was made.
    pub asked_of: Money,
    /// As it stands; its `owed` is what was owed when the terms that count were named.
    pub proposal: Proposal,
    /// The other terms that the creditor named last, and when.
    pub other: Option<(Ask, DateTime<Utc>)>,
    /// What came of a yes.
    pub after: After,
    /// What was written about it.
    pub sealed: Sealed,
    /// The last answer, if there was one.
    pub answered: Option<Answered>,
    /// How many events it has.
    pub events: i64,
}

/// What came of a yes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum After {
    /// Nothing so far.
    Nothing,
    /// A plan.
    Planned(PlanId),
    /// Something else took its place.
    Left,
}

/// What was written about a proposal, each sealed for a column of its own; of several notes the last.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Sealed {
    /// The debtor's own words.
    pub words: Option<Vec<u8>>,
    /// The figures of the household.
    pub household: Option<Vec<u8>>,
    /// What the creditor wrote.
    pub note: Option<Vec<u8>>,
}

/// The last thing that happened to a proposal after it was made.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Answered {
    /// When.
    pub at: DateTime<Utc>,
    /// The member of the team who did it.
    pub by: Option<String>,
}

/// What is to be written down of one thing that happened.
#[derive(Clone, Debug)]
pub struct Happened<'a> {
    /// What.
    pub what: What,
    /// The member of the team who did it.
    pub by: Option<&'a str>,
    /// What they wrote, sealed for [`NOTE`].
    pub note: Option<Vec<u8>>,
}

impl Happened<'_> {
    /// Something that no member of the team did.
    pub fn by_itself(what: What) -> Self {
        Self { what, by: None, note: None }
    }
}

impl Kept {
    /// Where it stands, in a word, time left aside.
    pub fn stage(&self) -> ProposalStage {
        stands(&self.proposal).0
    }

    /// Whether something may come of it still, time left aside.
    pub fn is_open(&self) -> bool {
        match self.proposal.state {
            ProposalState::Waiting { .. } | ProposalState::Countered { .. } => true,
            ProposalState::Accepted { .. } => matches!(self.after, After::Nothing),
            ProposalState::Refused { .. } | ProposalState::Expired { .. } => false,
        }
    }
}

const INSERT: &str = "
    insert into proposals (creditor_id, id, case_id, currency, owed_minor, pay_minor, policy_id,
        policy_version, segment, state, until_at, answered_at, open_case_id, made_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)";

const INSERT_EVENT: &str = "
    insert into proposal_events (creditor_id, proposal_id, number, kind, facts, member_id,
        words_sealed, household_sealed, made_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9)";

const INSERT_PLAN: &str = "
    insert into proposal_plans (creditor_id, proposal_id, plan_id) values ($1, $2, $3)";

/// Writes a proposal that was just made. Fails as a duplicate if the case has one in its currency of which
/// something may come.
pub async fn insert(tx: &mut Tx, tenant: &Tenant, new: &Kept) -> Result<(), StoreError> {
    let (stage, until) = stands(&new.proposal);
    let waits = stage == ProposalStage::Waiting;
    let answered_at = (!waits).then(|| new.made_at.timestamp_millis());
    sqlx::query(INSERT)
        .bind(tenant.id().to_owned())
        .bind(new.id.as_str().to_owned())
        .bind(new.case.as_str().to_owned())
        .bind(new.asked_of.currency().code())
        .bind(new.asked_of.minor())
        .bind(new.proposal.ask.pay.minor())
        .bind(new.policy.0.as_str().to_owned())
        .bind(new.policy.1)
        .bind(i64::try_from(new.segment).unwrap_or(i64::MAX))
        .bind(stage.as_str())
        .bind(until.map(|at| at.timestamp_millis()))
        .bind(answered_at)
        .bind(new.is_open().then(|| new.case.as_str().to_owned()))
        .bind(new.made_at.timestamp_millis())
        .execute(&mut **tx)
        .await?;
    sqlx::query(INSERT_EVENT)
        .bind(tenant.id().to_owned())
        .bind(new.id.as_str().to_owned())
        .bind(1_i64)
        .bind(happened::MADE)
        .bind(happened::write_made(&new.proposal))
        .bind(None::<String>)
        .bind(new.sealed.words.clone())
        .bind(new.sealed.household.clone())
        .bind(new.made_at.timestamp_millis())
        .execute(&mut **tx)
        .await?;
    if let Some(plan) = &new.instead {
        sqlx::query(INSERT_PLAN)
            .bind(tenant.id().to_owned())
            .bind(new.id.as_str().to_owned())
            .bind(plan.as_str().to_owned())
            .execute(&mut **tx)
            .await?;
    }
    Ok(())
}

macro_rules! proposals {
    ($rest:literal) => {
        concat!(
            "select p.id, p.case_id, p.currency, p.policy_id, p.policy_version, p.segment,
                (
                    select pp.plan_id from proposal_plans pp
                    where pp.creditor_id = p.creditor_id and pp.proposal_id = p.id
                ) as instead_id
             from proposals p ",
            $rest
        )
    };
}

const BY_ID: &str = proposals!("where p.creditor_id = $1 and p.id = $2");

/// The proposal with this id.
pub async fn find(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    id: &ProposalId,
) -> Result<Option<Kept>, StoreError> {
    let row = sqlx::query(BY_ID)
        .bind(tenant.id().to_owned())
        .bind(id.as_str().to_owned())
        .fetch_optional(&mut *conn)
        .await?;
    match row {
        Some(row) => Ok(Some(kept(conn, tenant, &row).await?)),
        None => Ok(None),
    }
}

const OPEN_OF_CASE: &str =
    proposals!("where p.creditor_id = $1 and p.open_case_id = $2 and p.currency = $3");

/// The proposal of a case in a currency of which something may come.
pub async fn open_of_case(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    (case, currency): (&CaseId, Currency),
) -> Result<Option<Kept>, StoreError> {
    let row = sqlx::query(OPEN_OF_CASE)
        .bind(tenant.id().to_owned())
        .bind(case.as_str().to_owned())
        .bind(currency.code())
        .fetch_optional(&mut *conn)
        .await?;
    match row {
        // It may have been closed since.
        Some(row) => Ok(Some(kept(conn, tenant, &row).await?).filter(Kept::is_open)),
        None => Ok(None),
    }
}

const SET_STATE: &str = "
    update proposals
    set state = $3, until_at = $4, answered_at = $5, open_case_id = $6, plan_id = $7
    where creditor_id = $1 and id = $2";

/// Writes what happened to a proposal of a locked case, and gives the proposal after it. The caller has
/// asked the rules whether it may happen.
pub async fn append(
    tx: &mut Tx,
    tenant: &Tenant,
    kept: Kept,
    event: Happened<'_>,
    now: DateTime<Utc>,
) -> Result<Kept, StoreError> {
    let id = kept.id.clone();
    let mut kept = after(kept, &event.what, now)
        .map_err(|error| StoreError::Corrupt(format!("proposal {id}: {error}")))?;
    let (kind, facts) = happened::write(&event.what);
    sqlx::query(INSERT_EVENT)
        .bind(tenant.id().to_owned())
        .bind(id.as_str().to_owned())
        .bind(kept.events)
        .bind(kind)
        .bind(facts)
        .bind(event.by.map(str::to_owned))
        .bind(event.note.clone())
        .bind(None::<Vec<u8>>)
        .bind(now.timestamp_millis())
        .execute(&mut **tx)
        .await?;
    let (stage, until) = stands(&kept.proposal);
    let planned = match &kept.after {
        After::Planned(plan) => Some(plan.as_str().to_owned()),
        After::Nothing | After::Left => None,
    };
    let done = sqlx::query(SET_STATE)
        .bind(tenant.id().to_owned())
        .bind(id.as_str().to_owned())
        .bind(stage.as_str())
        .bind(until.map(|at| at.timestamp_millis()))
        .bind(now.timestamp_millis())
        .bind(kept.is_open().then(|| kept.case.as_str().to_owned()))
        .bind(planned)
        .execute(&mut **tx)
        .await?;
    one_row(&done, "set the state of a proposal")?;
    kept.answered = Some(Answered { at: now, by: event.by.map(str::to_owned) });
    kept.sealed.note = event.note.or(kept.sealed.note);
    Ok(kept)
}

/// Every statement of this file and of its lists.
pub const STATEMENTS: &[&str] = &[
    INSERT,
    INSERT_EVENT,
    INSERT_PLAN,
    BY_ID,
    OPEN_OF_CASE,
    replay::EVENTS,
    SET_STATE,
    list::LINE,
    list::OPEN,
    list::WAITING,
    list::ANSWERED,
    list::HELD_UNTIL,
    list::COUNT_SINCE,
];
