//! What the statement and the receipts need besides the rows of their nouns.

use domain::evidence::Head;
use domain::ids::{AttemptId, CaseId, PaymentId, ProposalId};
use domain::ledger::Cause;
use domain::money::{Currency, Money};
use sqlx::AnyConnection;
use sqlx::any::AnyRow;

use super::debtor::{self, Person, debtors};
use super::hold::HoldKind;
use super::row::Columns;
use super::session::{self, Session};
use super::{StoreError, creditor};
use crate::config::creditor::Settings;
use crate::keys::Keys;
use crate::tenant::Tenant;

/// Whom a statement is for, and what the case has besides its debts. No `Debug`: it is personal.
pub struct Heading {
    /// The creditor's settings.
    pub settings: Settings,
    /// The debtor, opened.
    pub person: Person,
    /// Money of the debtor that no debt has used, one amount per currency.
    pub credit: Vec<Money>,
    /// What stops reminders and nobody has lifted; what the debtor said before anything else.
    pub hold: Option<HoldKind>,
    /// The newest of the terms that the debtor proposed.
    pub proposal: Option<ProposalId>,
    /// Whether there are payments to be listed.
    pub has_payments: bool,
    /// Whether money may be under way.
    pub has_attempts: bool,
    /// Whether a plan was ever agreed.
    pub has_plans: bool,
    /// How many policies the creditor has ever written, of any currency.
    pub policies: i64,
    /// How many promises may still be kept.
    pub promises: i64,
}

/// A session and the heading of its case, not opened yet: whether the session lives is for the caller
/// to say first.
pub struct Opening {
    /// Whose session it is.
    pub tenant: Tenant,
    /// The session, alive or not.
    pub session: Session,
    rows: Vec<AnyRow>,
}

/// One row for each currency of the case, or one without a currency. The hold that comes first is the
/// least of rank and kind: SQLite builds a table in memory for a list of kinds and for an order with an
/// end, which costs more than all the rest.
const OPENING: &str = debtors!(
    ", s.creditor_id, s.link_id, s.stage, s.made_at, s.seen_at, s.ended_at, l.expires_at, l.revoked_at,
        k.settings, b.currency, b.credit_minor,
        (select min(case h.kind when 'paid' then '0' when 'wrong' then '0' when 'talk' then '0'
             when 'wrote' then '0'
             when 'disputed' then '1' else '2' end || h.kind)
         from holds h
         where h.creditor_id = c.creditor_id and h.case_id = c.id and h.lifted_at is null) as hold,
        (select max(r.id) from proposals r
         where r.creditor_id = c.creditor_id and r.case_id = c.id) as proposal,
        (select count(*) from payments p
         where p.creditor_id = c.creditor_id and p.case_id = c.id) as payments,
        (select count(*) from attempts a
         where a.creditor_id = c.creditor_id and a.case_id = c.id) as attempts,
        (select count(*) from plans n
         where n.creditor_id = c.creditor_id and n.case_id = c.id) as plans,
        (select count(*) from policies y where y.creditor_id = c.creditor_id) as policies,
        (select count(*) from promises m
         where m.creditor_id = c.creditor_id and m.case_id = c.id and m.state = 'made') as promises",
    "join debtor_sessions s on s.creditor_id = c.creditor_id and s.case_id = c.id
     join access_links l on l.creditor_id = s.creditor_id and l.id = s.link_id
     join creditors k on k.id = c.creditor_id
     left join case_balances b on b.creditor_id = c.creditor_id and b.case_id = c.id
     where s.id_hash = $1
     order by b.currency"
);

/// The session whose id has this hash and what stands at the head of its statement, in one query: each
/// costs more than what it reads.
pub async fn open(conn: &mut AnyConnection, hash: &[u8]) -> Result<Option<Opening>, StoreError> {
    let found = Tenant::with_session(conn, OPENING, hash).await?;
    let opening = found.map(|(tenant, rows)| {
        let first = rows.first().ok_or_else(|| StoreError::Corrupt("no session".into()))?;
        Ok(Opening { session: session::from_row(first)?, tenant, rows })
    });
    opening.transpose()
}

impl Opening {
    /// What stands at the head of the statement.
    pub fn heading(&self, keys: &Keys) -> Result<Heading, StoreError> {
        let first = self.rows.first().ok_or_else(|| StoreError::Corrupt("no heading".into()))?;
        let (debtor, _) = debtor::open(keys, &self.tenant, first)?;
        Ok(Heading {
            settings: creditor::settings_from_row(first)?,
            person: debtor.person,
            credit: credit_from_rows(&self.rows)?,
            hold: hold_from_row(first)?,
            proposal: first.maybe_parsed("proposal")?,
            has_payments: first.number("payments")? > 0,
            has_attempts: first.number("attempts")? > 0,
            has_plans: first.number("plans")? > 0,
            policies: first.number("policies")?,
            promises: first.number("promises")?,
        })
    }
}

/// The kind behind its rank.
fn hold_from_row(row: &AnyRow) -> Result<Option<HoldKind>, StoreError> {
    let Some(ranked) = row.maybe_text("hold")? else { return Ok(None) };
    let kind = ranked.get(1..).and_then(|kind| kind.parse().ok());
    kind.map(Some).ok_or_else(|| StoreError::Corrupt("column `hold`".into()))
}

fn credit_from_rows(rows: &[AnyRow]) -> Result<Vec<Money>, StoreError> {
    let mut credit = Vec::new();
    for row in rows {
        if row.maybe_text("currency")?.is_some() {
            credit.push(row.money("credit_minor", row.currency("currency")?)?);
        }
    }
    credit.retain(|credit| !credit.is_zero());
    Ok(credit)
}

const CREDIT: &str = "
    select currency, credit_minor from case_balances
    where creditor_id = $1 and case_id = $2 order by currency";

/// Money of the debtor that no debt has used, one amount per currency.
pub async fn credit(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    case: &CaseId,
) -> Result<Vec<Money>, StoreError> {
    let rows = sqlx::query(CREDIT)
        .bind(tenant.id().to_owned())
        .bind(case.as_str().to_owned())
        .fetch_all(conn)
        .await?;
    credit_from_rows(&rows)
}

const LEFT_AFTER: &str = "
    select e.currency as currency, cast(sum(
        case when p.to_account like 'owed:%' then p.amount_minor else 0 end
        - case when p.from_account like 'owed:%' then p.amount_minor else 0 end
    ) as bigint) as left_minor
    from ledger_entries e
    join ledger_postings p on p.creditor_id = e.creditor_id and p.entry_id = e.id
    where e.creditor_id = $1 and e.case_id = $2 and e.id <= (
        select paid.id from ledger_entries paid where paid.creditor_id = $1 and paid.cause = $3
    )
    group by e.currency order by e.currency";

/// What a case owed right after the entry that `cause` made, a sum for each currency in which it owed
/// something, that of the entry first. Ids of entries sort by age, and a case has one writer at a time.
pub async fn left_after(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    (case, first): (&CaseId, Currency),
    cause: &Cause,
) -> Result<Vec<Money>, StoreError> {
    let rows = sqlx::query(LEFT_AFTER)
        .bind(tenant.id().to_owned())
        .bind(case.as_str().to_owned())
        .bind(cause.as_str().to_owned())
        .fetch_all(conn)
        .await?;
    let sum = |row| -> Result<Money, StoreError> {
        let row: &AnyRow = row;
        row.money("left_minor", row.currency("currency")?)
    };
    let mut left = rows.iter().map(sum).collect::<Result<Vec<_>, _>>()?;
    left.retain(|sum| !sum.is_zero());
    left.sort_by_key(|sum| sum.currency() != first);
    Ok(left)
}

const HEAD_AT: &str = "
    select seq, hash from evidence
    where creditor_id = $1 and case_id = $2 and kind = 'payment' and body like $3
    order by seq limit 1";

/// The head of the case's evidence chain when `payment` was written into it.
pub async fn head_at(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    (case, payment): (&CaseId, &PaymentId),
) -> Result<Option<Head>, StoreError> {
    let row = sqlx::query(HEAD_AT)
        .bind(tenant.id().to_owned())
        .bind(case.as_str().to_owned())
        .bind(format!("{payment} %"))
        .fetch_optional(conn)
        .await?;
    row.map(|row| {
        let hash = row.bytes("hash")?;
        let hash = hash.try_into().map_err(|_| StoreError::Corrupt("column `hash`".into()))?;
        Ok(Head { seq: row.number("seq")?, hash })
    })
    .transpose()
}

const WAS_PENDING: &str = "
    select cast(count(*) as bigint) as pending from evidence
    where creditor_id = $1 and case_id = $2 and kind = 'attempt' and body = $3";

/// Whether the money of `attempt` was under way for a while: by voucher or bank debit, not by card.
pub async fn was_pending(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    (case, attempt): (&CaseId, &AttemptId),
) -> Result<bool, StoreError> {
    let row = sqlx::query(WAS_PENDING)
        .bind(tenant.id().to_owned())
        .bind(case.as_str().to_owned())
        .bind(format!("{attempt} pending"))
        .fetch_one(conn)
        .await?;
    Ok(row.number("pending")? > 0)
}

/// Every statement of this file.
pub const STATEMENTS: &[&str] = &[OPENING, CREDIT, LEFT_AFTER, HEAD_AT, WAS_PENDING];
