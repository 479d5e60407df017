//! What paying late costs, under the policy in force: counted until today wherever what is owed is shown,
//! and booked at the end of a month, before a payment is begun and before something is agreed.
//!
//! Nothing is counted on what is contested, on the debts of a plan that runs, and on debts whose money is on
//! its way: what closes them when it comes is what was shown when it was sent.

mod months;
mod page;

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::{DateTime, NaiveDate, Utc};
use domain::allocation::Balance;
use domain::ids::{CaseId, DebtId, EntryId};
use domain::late::{Accrual, LateCharge, LateDebt, Mark, accrue};
use domain::ledger::{Account, Cause, Channel, Entry, Part, Posting, Reason};
use domain::money::{Currency, Money, MoneyError};
use domain::payment::AttemptState;
use domain::percent::Percent;
use domain::policy::Late;
use sqlx::AnyConnection;

use super::{PortalError, policy, wall_clock};
use crate::compose::Portal;
use crate::config::creditor::Settings;
use crate::store::attempt::{self, Attempt};
use crate::store::case::LockedCase;
use crate::store::debt::{self, Debt};
use crate::store::offer::{self as offers, Facts, Side};
use crate::store::{Tx, attempt_waiver, late, ledger, movement, policy as policies};
use crate::tenant::Tenant;

pub use months::{JOB, month_ends};
pub use page::{Running, raise_all};

/// What paying one debt late has cost since it was charged last.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Accrued {
    /// The debt.
    pub debt: DebtId,
    /// What is to be charged, and for which days.
    pub accrual: Accrual,
    /// The interest a year.
    pub yearly: Percent,
}

/// What is asked about a case, and what of the answer is there already.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// What offers look at in it.
    pub facts: &'a Facts,
    /// The policy in force.
    pub stored: &'a policy::Stored,
    /// The attempts of the case whose money may come; `None` if nobody has read them yet.
    pub attempts: Option<&'a [Attempt]>,
}

impl<'a> Asked<'a> {
    /// With nothing there yet.
    pub const fn of(facts: &'a Facts, stored: &'a policy::Stored) -> Self {
        Self { facts, stored, attempts: None }
    }
}

/// What the debts that `facts` look at have cost until the day `until` under `stored`, and is not booked.
/// Nothing is asked where nothing costs anything, or nothing is late.
pub async fn accrued(
    conn: &mut AnyConnection,
    (tenant, settings): (&Tenant, &Settings),
    Asked { facts, stored, attempts }: Asked<'_>,
    (now, until): (DateTime<Utc>, NaiveDate),
) -> Result<Vec<Accrued>, PortalError> {
    let Some(terms) = stored.file.policy.late else { return Ok(Vec::new()) };
    if !is_late(facts, until) {
        return Ok(Vec::new());
    }
    let waiting = match attempts {
        Some(attempts) => on_its_way(conn, tenant, attempts, now).await?,
        None => {
            let attempts = attempt::open_of_case(conn, tenant, &facts.case).await?;
            on_its_way(conn, tenant, &attempts, now).await?
        }
    };
    let moved = movement::of_case(conn, tenant, &facts.case).await?;
    let past = Past {
        since: asked_since(conn, (tenant, settings), stored).await?,
        marks: late::marks(conn, tenant, &facts.case).await?,
        changes: changes(moved.iter().map(|one| (one.occurred_on, &one.posting))),
        waiting,
    };
    Ok(counted(facts, (&terms, stored.file.policy.currency), &past, until)?)
}

/// Whether something of a case was due before a day.
fn is_late(facts: &Facts, until: NaiveDate) -> bool {
    facts.debts.iter().any(|debt| debt.due_on.is_some_and(|due| due < until))
}

/// What has to be known of debts before anything is counted.
struct Past {
    /// No day before it counts.
    since: NaiveDate,
    marks: HashMap<DebtId, Mark>,
    changes: HashMap<DebtId, Changes>,
    /// Debts whose money is on its way.
    waiting: HashSet<DebtId>,
}

/// By how much the principal of a debt changed on each day, in minor units.
type Changes = BTreeMap<NaiveDate, i64>;

fn changes<'a>(
    moved: impl IntoIterator<Item = (NaiveDate, &'a Posting)>,
) -> HashMap<DebtId, Changes> {
    let mut found = HashMap::<DebtId, Changes>::new();
    for (day, posting) in moved {
        let minor = posting.amount.minor();
        for (account, change) in [(&posting.to, minor), (&posting.from, -minor)] {
            if let Account::Owed(debt, Part::Principal) = account {
                let changes = found.entry(debt.clone()).or_default();
                *changes.entry(day).or_default() += change;
            }
        }
    }
    found
}

fn counted(
    facts: &Facts,
    (terms, currency): (&Late, Currency),
    past: &Past,
    until: NaiveDate,
) -> Result<Vec<Accrued>, MoneyError> {
    let (mut found, none) = (Vec::new(), Changes::new());
    for (id, debt) in facts.ids.iter().zip(&facts.debts) {
        let due_on = debt.due_on.filter(|_| !past.waiting.contains(id));
        let Some(due_on) = due_on else { continue };
        let changes = past.changes.get(id).unwrap_or(&none);
        let principal = principal(changes, due_on, currency)?;
        let of = LateDebt { due_on, mark: past.marks.get(id).copied(), principal: &principal };
        if let Some(accrual) = accrue(terms, &of, (past.since, until))? {
            found.push(Accrued { debt: id.clone(), accrual, yearly: terms.yearly });
        }
    }
    Ok(found)
}

/// Since when the policy in force has asked for something, version after version.
async fn asked_since(
    conn: &mut AnyConnection,
    (tenant, settings): (&Tenant, &Settings),
    stored: &policy::Stored,
) -> Result<NaiveDate, PortalError> {
    let (whose, until_now) = ((tenant, settings), (&stored.id, stored.version));
    let mut first = None::<DateTime<Utc>>;
    for one in policies::beginnings(conn, tenant, until_now).await? {
        if one.version != stored.version {
            let file = policy::said_by(conn, whose, (&stored.id, &one)).await?;
            if file.is_none_or(|file| file.policy.late.is_none()) {
                break;
            }
        }
        first = Some(first.map_or(one.active_from, |first| first.min(one.active_from)));
    }
    let first = first.map(|at| wall_clock::local(settings.zone, at).date());
    Ok(first.unwrap_or(NaiveDate::MAX))
}

/// The principal of a debt as it changed. A debt that came here late was owed since it was due.
fn principal(
    changes: &Changes,
    due_on: NaiveDate,
    currency: Currency,
) -> Result<Vec<(NaiveDate, Money)>, MoneyError> {
    let (mut open, mut principal) = (0, Vec::with_capacity(changes.len()));
    for (&day, change) in changes {
        open += change;
        let day = if principal.is_empty() { day.min(due_on) } else { day };
        // What was paid may be written down with a day before that of the debt.
        principal.push((day, Money::new(open.max(0), currency)?));
    }
    Ok(principal)
}

/// The debts for which money of these attempts may come without anybody doing anything more. A transfer that
/// was only begun is among them while its reference holds what was shown with it.
async fn on_its_way(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    attempts: &[Attempt],
    now: DateTime<Utc>,
) -> Result<HashSet<DebtId>, PortalError> {
    let mut waiting = HashSet::new();
    for attempt in attempts {
        if comes(conn, tenant, attempt, now).await? {
            waiting.extend(attempt::debts(conn, tenant, &attempt.id).await?);
        }
    }
    Ok(waiting)
}

async fn comes(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    attempt: &Attempt,
    now: DateTime<Utc>,
) -> Result<bool, PortalError> {
    Ok(match (attempt.state, attempt.channel) {
        (AttemptState::Pending | AttemptState::Unknown, _) => true,
        (AttemptState::Created, Channel::Transfer) => {
            let of = (&attempt.id, attempt.amount.currency());
            let holds = attempt_waiver::find(conn, tenant, of).await?.is_some();
            holds && now < attempt.expires_at
        }
        _ => now < attempt.expires_at,
    })
}

/// Adds what is not booked yet to what is owed on its debt.
pub fn raise(balance: &mut Balance, one: &Accrued) -> Result<(), MoneyError> {
    let LateCharge { interest, fee } = one.accrual.charge;
    balance.interest = balance.interest.checked_add(interest)?;
    balance.fee = balance.fee.checked_add(fee)?;
    Ok(())
}

/// The same for all of `debts`.
pub fn add(debts: &mut [Debt], accrued: &[Accrued]) -> Result<(), MoneyError> {
    for debt in debts {
        if let Some(one) = accrued.iter().find(|one| one.debt == debt.id) {
            raise(&mut debt.balance, one)?;
        }
    }
    Ok(())
}

/// The debts of one case as they would stand if what paying late has cost were booked now.
pub async fn on_debts(
    conn: &mut AnyConnection,
    whose: (&Tenant, &Settings),
    debts: Vec<Debt>,
    now: DateTime<Utc>,
) -> Result<Vec<Debt>, PortalError> {
    let today = wall_clock::local(whose.1.zone, now).date();
    until(conn, whose, debts, (now, today)).await
}

/// The same if it were booked until the day `until`, as money of that day books it.
pub async fn until(
    conn: &mut AnyConnection,
    whose: (&Tenant, &Settings),
    mut debts: Vec<Debt>,
    (now, until): (DateTime<Utc>, NaiveDate),
) -> Result<Vec<Debt>, PortalError> {
    let Some(case) = debts.first().map(|debt| debt.case.clone()) else { return Ok(debts) };
    for currency in currencies(&debts) {
        let of = (&case, currency);
        let found = of_currency(conn, whose, of, (now, until)).await?;
        add(&mut debts, &found)?;
    }
    Ok(debts)
}

fn currencies(debts: &[Debt]) -> Vec<Currency> {
    let mut currencies: Vec<_> = debts.iter().map(|debt| debt.currency).collect();
    currencies.sort_unstable();
    currencies.dedup();
    currencies
}

async fn of_currency(
    conn: &mut AnyConnection,
    (tenant, settings): (&Tenant, &Settings),
    (case, currency): (&CaseId, Currency),
    (now, until): (DateTime<Utc>, NaiveDate),
) -> Result<Vec<Accrued>, PortalError> {
    let whose = (tenant, settings);
    let Some(stored) = policy::in_force(conn, whose, (currency, now)).await? else {
        return Ok(Vec::new());
    };
    if stored.file.policy.late.is_none() {
        return Ok(Vec::new());
    }
    let side = Side { currency, zone: settings.zone };
    let facts = offers::of_case(conn, tenant, case, side).await?;
    accrued(conn, whose, Asked::of(&facts, &stored), (now, until)).await
}

/// Books what paying late has cost on a locked case until the day `until`; nothing the second time.
pub async fn post(
    portal: &Portal,
    tx: &mut Tx,
    (tenant, settings): (&Tenant, &Settings),
    case: &mut LockedCase,
    until: NaiveDate,
) -> Result<(), PortalError> {
    let now = portal.clock.now();
    let debts = debt::of_case(tx, tenant, &case.id).await?;
    for currency in currencies(&debts) {
        let of = (&case.id, currency);
        for one in of_currency(tx, (tenant, settings), of, (now, until)).await? {
            book(portal, tx, tenant, case, &one).await?;
        }
    }
    Ok(())
}

async fn book(
    portal: &Portal,
    tx: &mut Tx,
    tenant: &Tenant,
    case: &mut LockedCase,
    one: &Accrued,
) -> Result<(), PortalError> {
    let (mark, LateCharge { interest, fee }) = (one.accrual.mark, one.accrual.charge);
    let charged = |part, amount| Posting {
        from: Account::Charged,
        to: Account::Owed(one.debt.clone(), part),
        amount,
    };
    let mut postings = vec![charged(Part::Interest, interest), charged(Part::Fee, fee)];
    postings.retain(|posting| !posting.amount.is_zero());
    if !postings.is_empty() {
        let entry = Entry {
            id: EntryId::from_bits(portal.ids.bits()),
            case: Some(case.id.clone()),
            occurred_on: mark.until,
            reason: Reason::Late,
            cause: Cause::of("late", &format!("{}:{}", one.debt, mark.until)),
            postings,
        };
        let _ = ledger::post(tx, tenant, Some(case), entry, portal.clock.now()).await?;
    }
    Ok(late::save(tx, tenant, (&one.debt, mark)).await?)
}
