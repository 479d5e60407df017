//! Proposals as lists show them, without their events.

use app::debtor::proposal::ProposalStage;
use chrono::{DateTime, Utc};
use domain::ids::{CaseId, PlanId, ProposalId};
use domain::money::Money;
use domain::proposal::keeps_reminders_back;
use sqlx::AnyConnection;
use sqlx::any::AnyRow;

use crate::store::StoreError;
use crate::store::row::Columns;
use crate::tenant::Tenant;

/// One proposal in a list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Line {
    /// The proposal.
    pub id: ProposalId,
    /// Whose it is.
    pub case: CaseId,
    /// What was owed when it was made.
    pub owed: Money,
    /// What the debtor offered to pay of that.
    pub pay: Money,
    /// Where it stands.
    pub stage: ProposalStage,
    /// Until when somebody has to answer.
    pub until: Option<DateTime<Utc>>,
    /// When it was made.
    pub made_at: DateTime<Utc>,
    /// When something happened to it last; none while it waits.
    pub answered_at: Option<DateTime<Utc>>,
    /// The plan that came of it.
    pub plan: Option<PlanId>,
    /// Whether something may come of it still.
    pub is_open: bool,
}

macro_rules! lines {
    ($rest:literal) => {
        concat!(
            "select p.id, p.case_id, p.currency, p.owed_minor, p.pay_minor, p.state, p.until_at,
                p.made_at, p.answered_at, p.plan_id, p.open_case_id
             from proposals p where p.creditor_id = $1 and ",
            $rest
        )
    };
}

pub(super) const LINE: &str = lines!("p.id = $2");

/// The proposal with this id.
pub async fn line(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    id: &ProposalId,
) -> Result<Option<Line>, StoreError> {
    let row = sqlx::query(LINE)
        .bind(tenant.id().to_owned())
        .bind(id.as_str().to_owned())
        .fetch_optional(conn)
        .await?;
    row.map(|row| from_row(&row)).transpose()
}

pub(super) const OPEN: &str = lines!("p.open_case_id = $2 order by p.currency");

/// The proposals of a case of which something may come, one in each currency.
pub async fn open_lines(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    case: &CaseId,
) -> Result<Vec<Line>, StoreError> {
    let rows = sqlx::query(OPEN)
        .bind(tenant.id().to_owned())
        .bind(case.as_str().to_owned())
        .fetch_all(conn)
        .await?;
    rows.iter().map(from_row).collect()
}

pub(super) const WAITING: &str = lines!("p.state = 'waiting' order by p.until_at, p.id limit 200");

/// Those that wait for the creditor, the most urgent first.
pub async fn waiting(conn: &mut AnyConnection, tenant: &Tenant) -> Result<Vec<Line>, StoreError> {
    let rows = sqlx::query(WAITING).bind(tenant.id().to_owned()).fetch_all(conn).await?;
    rows.iter().map(from_row).collect()
}

pub(super) const ANSWERED: &str =
    lines!("(p.answered_at, p.id) < ($2, $3) order by p.answered_at desc, p.id desc limit $4");

/// A place in the list of the answered ones: behind the one with these marks.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Behind {
    /// When something happened to it last.
    pub answered_at: DateTime<Utc>,
    /// The proposal.
    pub id: ProposalId,
}

/// The next proposals that wait for the creditor no more, the latest news first.
pub async fn answered(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    behind: Option<Behind>,
    limit: i64,
) -> Result<Vec<Line>, StoreError> {
    let (at, id) = behind.map_or((i64::MAX, String::new()), |behind| {
        (behind.answered_at.timestamp_millis(), behind.id.to_string())
    });
    let rows = sqlx::query(ANSWERED)
        .bind(tenant.id().to_owned())
        .bind(at)
        .bind(id)
        .bind(limit)
        .fetch_all(conn)
        .await?;
    rows.iter().map(from_row).collect()
}

pub(super) const HELD_UNTIL: &str = "
    select p.state, p.until_at, p.made_at, (
        select max(b.answered_at + 0) from proposals b
        where b.creditor_id = p.creditor_id and b.case_id = p.case_id and b.currency = p.currency
            and b.state in ('refused', 'taken-back', 'expired')
            and b.answered_at + 0 <= p.made_at
    ) as before_at
    from proposals p
    where p.creditor_id = $1 and p.open_case_id = $2 and p.state in ('waiting', 'countered')
        and not exists (
            select 1 from proposal_plans pp
            where pp.creditor_id = p.creditor_id and pp.proposal_id = p.id
        )";

/// Until when reminders rest because somebody has to answer to a proposal of the case. Those of a plan do not
/// while its debtor has proposed other terms: it goes on, and its dates count. Nor does who proposes again after
/// one that came to nothing keep them back by waiting; who was offered other terms does.
pub async fn held_until(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    case: &CaseId,
) -> Result<Option<DateTime<Utc>>, StoreError> {
    let rows = sqlx::query(HELD_UNTIL)
        .bind(tenant.id().to_owned())
        .bind(case.as_str().to_owned())
        .fetch_all(conn)
        .await?;
    let mut held = None;
    for row in &rows {
        if keeps_back(row)? {
            held = held.max(row.maybe_instant("until_at")?);
        }
    }
    Ok(held)
}

/// Whether an open proposal keeps reminders back, from its `state`, when it was made, and when the last one before it
/// came to nothing (`before_at`).
pub(in crate::store) fn keeps_back(row: &AnyRow) -> Result<bool, StoreError> {
    let waits = row.text("state")? == ProposalStage::Waiting.as_str();
    let (made_at, before) = (row.instant("made_at")?, row.maybe_instant("before_at")?);
    Ok(!waits || keeps_reminders_back(made_at, before))
}

pub(super) const COUNT_SINCE: &str = "
    select cast(count(*) as bigint) as made from proposals
    where creditor_id = $1 and case_id = $2 and made_at >= $3";

/// How many proposals a case has made since `since`.
pub async fn count_since(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    case: &CaseId,
    since: DateTime<Utc>,
) -> Result<i64, StoreError> {
    let row = sqlx::query(COUNT_SINCE)
        .bind(tenant.id().to_owned())
        .bind(case.as_str().to_owned())
        .bind(since.timestamp_millis())
        .fetch_one(conn)
        .await?;
    row.number("made")
}

fn from_row(row: &AnyRow) -> Result<Line, StoreError> {
    let currency = row.currency("currency")?;
    let stage = ProposalStage::parse(&row.text("state")?);
    Ok(Line {
        id: row.parsed("id")?,
        case: row.parsed("case_id")?,
        owed: row.money("owed_minor", currency)?,
        pay: row.money("pay_minor", currency)?,
        stage: stage.ok_or_else(|| StoreError::Corrupt("column `state` of a proposal".into()))?,
        until: row.maybe_instant("until_at")?,
        made_at: row.instant("made_at")?,
        answered_at: row.maybe_instant("answered_at")?,
        plan: row.maybe_parsed("plan_id")?,
        is_open: row.maybe_text("open_case_id")?.is_some(),
    })
}
