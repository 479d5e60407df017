//! What planning looks at, many cases at once: each statement reads one stretch of cases, so that a night
//! asks as often as there are pages, whatever the portfolio.

use chrono::{DateTime, NaiveDate, Utc};
use domain::country::Country;
use domain::ids::{CaseId, DebtId, PlanId, PromiseId};
use domain::money::{Currency, Money};
use domain::reminder::{Covered, SubjectId};
use sqlx::any::{AnyArguments, AnyRow};
use sqlx::query::Query;
use sqlx::{Any, AnyConnection};

use super::row::Columns;
use super::{StoreError, debtor, proposal, reminder};
use crate::tenant::Tenant;

/// One case of a page.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Head {
    /// The case.
    pub case: CaseId,
    /// Its version: whoever changes anything of it raises that first.
    pub version: i64,
    /// Whether there is an e-mail address on file.
    pub has_email: bool,
    /// Whether there is a phone number on file.
    pub has_phone: bool,
    /// Where the debtor is, if it is not where the creditor is.
    pub country: Option<Country>,
}

/// A stretch of cases, from the first to the last.
#[derive(Clone, Copy, Debug)]
pub struct Stretch<'a> {
    /// The first case.
    pub first: &'a CaseId,
    /// The last one.
    pub last: &'a CaseId,
}

macro_rules! heads {
    ($from:literal) => {
        concat!(
            "select c.id, c.version, p.country,
                case when p.email_sealed is null then cast(0 as bigint) else cast(1 as bigint) end
                    as has_email,
                case when p.phone_sealed is null then cast(0 as bigint) else cast(1 as bigint) end
                    as has_phone
             from ",
            $from
        )
    };
}

/// A sign before an amount keeps SQLite from reading all cases in the order of amounts.
const OWING: &str = heads!(
    "(
        select distinct creditor_id, case_id from case_balances
        where creditor_id = $1 and case_id > $2 and +owed_minor > 0
        order by case_id limit $3
     ) o
     join cases c on c.creditor_id = o.creditor_id and c.id = o.case_id
     join debtors p on p.creditor_id = c.creditor_id and p.id = c.debtor_id
     order by c.id"
);

/// The next `limit` cases behind `after` that owe something, in the order of their ids.
pub async fn owing(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    (after, limit): (&str, i64),
) -> Result<Vec<Head>, StoreError> {
    let rows = sqlx::query(OWING)
        .bind(tenant.id().to_owned())
        .bind(after.to_owned())
        .bind(limit)
        .fetch_all(conn)
        .await?;
    rows.iter().map(head).collect()
}

const ONE: &str = heads!(
    "cases c
     join debtors p on p.creditor_id = c.creditor_id and p.id = c.debtor_id
     where c.creditor_id = $1 and c.id = $2"
);

/// One case, whatever it owes; `None` if there is none with that id.
pub async fn one(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    case: &CaseId,
) -> Result<Option<Head>, StoreError> {
    let row = sqlx::query(ONE)
        .bind(tenant.id().to_owned())
        .bind(case.as_str().to_owned())
        .fetch_optional(conn)
        .await?;
    row.map(|row| head(&row)).transpose()
}

fn head(row: &AnyRow) -> Result<Head, StoreError> {
    let (case, version) = (row.parsed("id")?, row.number("version")?);
    let (has_email, has_phone) = (row.number("has_email")? == 1, row.number("has_phone")? == 1);
    Ok(Head { case, version, has_email, has_phone, country: debtor::country(row)? })
}

/// A statement about a stretch of a creditor's cases.
pub(super) fn of<'q>(
    sql: &'static str,
    tenant: &Tenant,
    stretch: Stretch<'_>,
) -> Query<'q, Any, AnyArguments> {
    sqlx::query(sql)
        .bind(tenant.id().to_owned())
        .bind(stretch.first.as_str().to_owned())
        .bind(stretch.last.as_str().to_owned())
}

/// A debt with something owed on it that nobody contests.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OwedDebt {
    /// The debt.
    pub id: DebtId,
    /// When it was or is due.
    pub due_on: Option<NaiveDate>,
    /// What is owed.
    pub owed: Money,
    /// Parted by commas.
    pub tags: String,
    /// The plan that runs and whose it is.
    pub plan: Option<PlanId>,
    /// Every step that was due for it.
    pub covered: Vec<Covered>,
}

/// The steps of a debt stand in its own row: as rows of their own they would be most of what a night reads. A sign
/// that nobody writes parts them.
const DEBTS: &str = "
    select d.case_id, d.id, d.due_on, d.currency, d.tags, pd.plan_id,
        b.principal_minor + b.interest_minor + b.fee_minor as owed_minor,
        (
            select string_agg(s.kind || ' ' || s.step, '\u{1f}') from reminder_subjects s
            where s.creditor_id = d.creditor_id and s.case_id = d.case_id and s.subject = d.id
        ) as covered
    from debts d
    join debt_balances b on b.creditor_id = d.creditor_id and b.debt_id = d.id
    left join plan_debts pd on pd.creditor_id = d.creditor_id and pd.active_debt_id = d.id
    where d.creditor_id = $1 and d.case_id between $2 and $3 and d.disputed_at is null
        and b.principal_minor + b.interest_minor + b.fee_minor > 0
    order by d.case_id, d.due_on, d.id";

/// The debts of a stretch with something owed on them that nobody contests.
pub async fn debts(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    stretch: Stretch<'_>,
) -> Result<Vec<(CaseId, OwedDebt)>, StoreError> {
    let rows = of(DEBTS, tenant, stretch).fetch_all(conn).await?;
    let debt = |row: &AnyRow| {
        let currency = row.currency("currency")?;
        let id: DebtId = row.parsed("id")?;
        let steps = row.maybe_text("covered")?.unwrap_or_default();
        let steps = steps.split('\u{1f}').filter_map(|step| step.split_once(' '));
        let covered = steps.map(|(kind, step)| {
            let (subject, kind) = (SubjectId::Debt(id.clone()), reminder::kind(kind)?);
            Ok(Covered { subject, step: step.to_owned(), kind })
        });
        let debt = OwedDebt {
            covered: covered.collect::<Result<_, StoreError>>()?,
            id,
            due_on: row.maybe_date("due_on")?,
            owed: row.money("owed_minor", currency)?,
            tags: row.maybe_text("tags")?.unwrap_or_default(),
            plan: row.maybe_parsed("plan_id")?,
        };
        Ok((row.parsed("case_id")?, debt))
    };
    rows.iter().map(debt).collect()
}

const HELD: &str = "
    select case_id from holds
    where creditor_id = $1 and case_id between $2 and $3 and lifted_at is null
    order by case_id";

/// The cases of a stretch that are on hold.
pub async fn held(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    stretch: Stretch<'_>,
) -> Result<Vec<CaseId>, StoreError> {
    let rows = of(HELD, tenant, stretch).fetch_all(conn).await?;
    rows.iter().map(|row| row.parsed("case_id")).collect()
}

const PROPOSED: &str = "
    select p.open_case_id, p.state, p.until_at, p.made_at, (
        select max(b.answered_at + 0) from proposals b
        where b.creditor_id = p.creditor_id and b.case_id = p.case_id and b.currency = p.currency
            and b.state in ('refused', 'taken-back', 'expired')
            and b.answered_at + 0 <= p.made_at
    ) as before_at
    from proposals p
    where p.creditor_id = $1 and p.open_case_id between $2 and $3
        and p.state in ('waiting', 'countered')
        and not exists (
            select 1 from proposal_plans pp
            where pp.creditor_id = p.creditor_id and pp.proposal_id = p.id
        )
    order by p.open_case_id";

/// The proposals of a stretch that keep reminders back, each with its case and until when: the same that
/// [`held_until`](super::proposal::held_until) looks at.
pub async fn proposed(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    stretch: Stretch<'_>,
) -> Result<Vec<(CaseId, DateTime<Utc>)>, StoreError> {
    let rows = of(PROPOSED, tenant, stretch).fetch_all(conn).await?;
    let mut all = Vec::new();
    for row in &rows {
        let until = row.maybe_instant("until_at")?;
        if let (true, Some(until)) = (proposal::keeps_back(row)?, until) {
            all.push((row.parsed("open_case_id")?, until));
        }
    }
    Ok(all)
}

/// A promise that may still be kept, or was broken lately.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Promised {
    /// The promise.
    pub id: PromiseId,
    /// Its currency.
    pub currency: Currency,
    /// Its day.
    pub pay_on: NaiveDate,
    /// Since when it counts as broken.
    pub broken_on: Option<NaiveDate>,
}

const PROMISED: &str = "
    select case_id, id, currency, pay_on, state_on from promises
    where creditor_id = $1 and case_id between $2 and $3
        and (state = 'made' or state = 'broken' and state_on >= $4)
    order by case_id, made_at, id";

/// The promises of a stretch that may still be kept, or were broken since a day.
pub async fn promised(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    (stretch, since): (Stretch<'_>, NaiveDate),
) -> Result<Vec<(CaseId, Promised)>, StoreError> {
    let query = of(PROMISED, tenant, stretch).bind(since.to_string());
    let promise = |row: &AnyRow| {
        let promise = Promised {
            id: row.parsed("id")?,
            currency: row.currency("currency")?,
            pay_on: row.parsed("pay_on")?,
            broken_on: row.maybe_date("state_on")?,
        };
        Ok((row.parsed("case_id")?, promise))
    };
    query.fetch_all(conn).await?.iter().map(promise).collect()
}

/// The first 37 signs of a date of a plan are the plan's id. Asked in this way, PostgreSQL looks up the plans of
/// these dates alone.
const COVERED: &str = "
    select s.case_id, s.subject, s.step, s.kind from reminder_subjects s
    where s.creditor_id = $1 and s.case_id between $2 and $3 and substr(s.subject, 1, 5) <> 'debt_'
        and coalesce((
            select p.state from plans p
            where p.creditor_id = s.creditor_id and p.id = substr(s.subject, 1, 37)
        ), 'active') = 'active'
    order by s.case_id, s.subject, s.step";

/// Every step of a stretch that waits to be said, was said or may have been, for what is no debt; dates of plans that are
/// over leave rows for ever.
pub async fn covered(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    stretch: Stretch<'_>,
) -> Result<Vec<(CaseId, Covered)>, StoreError> {
    let rows = of(COVERED, tenant, stretch).fetch_all(conn).await?;
    let covered = |row: &AnyRow| {
        let subject: SubjectId = row.parsed("subject")?;
        let kind = reminder::kind(&row.text("kind")?)?;
        Ok((row.parsed("case_id")?, Covered { subject, step: row.text("step")?, kind }))
    };
    rows.iter().map(covered).collect()
}

const UNHEARD: &str = "
    select s.case_id, s.subject, s.step, s.kind from tasks t
    join reminder_subjects s
        on s.creditor_id = t.creditor_id and s.case_id = t.case_id and s.reminder_id = t.reminder_id
    where t.creditor_id = $1 and t.case_id between $2 and $3
        and (t.state = 'open' or t.state = 'done' and t.outcome in ('not-reached', 'wrong-person'))
    order by s.case_id, s.subject, s.step";

/// Every step of a stretch that somebody of the team is yet to do, or did without reaching anybody.
pub async fn unheard(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    stretch: Stretch<'_>,
) -> Result<Vec<(CaseId, Covered)>, StoreError> {
    let rows = of(UNHEARD, tenant, stretch).fetch_all(conn).await?;
    rows.iter().map(|row| Ok((row.parsed("case_id")?, reminder::covered(row)?))).collect()
}

/// Every statement of this file.
pub const STATEMENTS: &[&str] = &[OWING, ONE, DEBTS, HELD, PROPOSED, PROMISED, COVERED, UNHEARD];
