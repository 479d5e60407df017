//! Credit on the day on which something falls due: it pays that before anybody is asked for it.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use domain::ids::CaseId;
use domain::money::{Currency, Money, MoneyError};
use domain::plan::{Part, State};
use sqlx::AnyConnection;

use super::corrected::pay_by_credit;
use super::held;
use crate::compose::Portal;
use crate::config::creditor::Settings;
use crate::in_tx;
use crate::store::case::LockedCase;
use crate::store::plan::Kept;
use crate::store::{Tx, case, credit, debt, known, ledger, plan};
use crate::tenant::Tenant;
use crate::use_cases::payment::receive::use_credit_of;
use crate::use_cases::work::Failures;
use crate::use_cases::{PortalError, clearance, proposal, reminder};

/// Cases that are looked at between two waits.
const PAGE: i64 = 200;

/// Uses the credit of each case on what is due by `today`: on the dates of its plans, no more than they ask for,
/// then on its other debts. A case waits while a payment is under way, whose page showed an amount without the
/// credit; so do the dates of plans while somebody waits for an answer. It may be called as often as one likes. One
/// case's failure keeps no other one waiting.
pub async fn use_credit(
    portal: &Portal,
    whose: (&Tenant, &Settings),
    today: NaiveDate,
) -> Result<(), PortalError> {
    let (mut after, mut failures) = (String::new(), Failures::default());
    loop {
        let mut conn = portal.store.read().await?;
        let ids = credit::cases(&mut conn, whose.0, (&after, PAGE)).await?;
        drop(conn);
        let Some(last) = ids.last() else { return failures.end() };
        last.as_str().clone_into(&mut after);
        for id in &ids {
            let used = of_case(portal, whose, (id, today)).await;
            failures.note("the credit of a case", used)?;
        }
    }
}

async fn of_case(
    portal: &Portal,
    whose: (&Tenant, &Settings),
    (id, today): (&CaseId, NaiveDate),
) -> Result<(), PortalError> {
    let mut conn = portal.store.read().await?;
    let is_quiet = due(&mut conn, whose, (id, today)).await?.is_empty();
    drop(conn);
    if is_quiet {
        return Ok(());
    }
    in_tx!(portal.store, tx => {
        let locked = case::lock(&mut tx, whose.0, id).await?;
        let mut case = locked.ok_or(PortalError::NotFound)?;
        for currency in due(&mut tx, whose, (id, today)).await? {
            pay(portal, &mut tx, whose, &mut case, (currency, today)).await?;
        }
    })
}

/// The currencies in which a case has credit and something is due that the credit may pay now.
async fn due(
    conn: &mut AnyConnection,
    whose: (&Tenant, &Settings),
    (id, today): (&CaseId, NaiveDate),
) -> Result<BTreeSet<Currency>, PortalError> {
    let (tenant, ids) = (whose.0, [id.as_str()]);
    if !known::in_payment(conn, tenant, &ids).await?.is_empty() {
        return Ok(BTreeSet::new());
    }
    let planned = known::in_plan(conn, tenant, &ids).await?;
    let debts = debt::of_case(conn, tenant, id).await?;
    let is_due = |debt: &&debt::Debt| {
        debt.is_payable()
            && debt.due_on.is_none_or(|due| due <= today)
            && !planned.contains(&debt.id)
    };
    let mut wanted: BTreeSet<_> = debts.iter().filter(is_due).map(|debt| debt.currency).collect();
    wanted.extend(dates(conn, whose, (id, today)).await?.iter().map(|(_, due)| due.currency()));
    let mut currencies = BTreeSet::new();
    for currency in wanted {
        if !ledger::credit(conn, tenant, id, currency).await?.is_zero() {
            currencies.insert(currency);
        }
    }
    Ok(currencies)
}

/// The plans of a case of which something is due by `today`, oldest first, and how much; none while somebody waits
/// for an answer.
async fn dates(
    conn: &mut AnyConnection,
    (tenant, settings): (&Tenant, &Settings),
    (id, today): (&CaseId, NaiveDate),
) -> Result<Vec<(Kept, Money)>, PortalError> {
    let held = held::contested(conn, tenant, (id, settings.zone), today).await?;
    if held.iter().any(|one| one.covers(today)) {
        return Ok(Vec::new());
    }
    let mut all = Vec::new();
    for kept in plan::of_case(conn, tenant, id).await? {
        let due = asked(&kept, today)?;
        if *kept.plan.state() == State::Active && !due.is_zero() {
            all.push((kept, due));
        }
    }
    Ok(all)
}

/// What is open of the instalments of a plan whose day has come.
fn asked(kept: &Kept, today: NaiveDate) -> Result<Money, MoneyError> {
    let zero = Money::zero(kept.plan.agreement().owed.currency());
    let due = kept.plan.parts().iter().filter(|part| part.due_on <= today);
    due.map(Part::open).try_fold(zero, |sum, open| sum.checked_add(open?))
}

async fn pay(
    portal: &Portal,
    tx: &mut Tx,
    whose: (&Tenant, &Settings),
    case: &mut LockedCase,
    (currency, today): (Currency, NaiveDate),
) -> Result<(), PortalError> {
    for (kept, due) in dates(tx, whose, (&case.id, today)).await? {
        if due.currency() == currency {
            pay_by_credit(portal, tx, whose, case, (&kept, due)).await?;
        }
    }
    use_credit_of(portal, tx, whose, case, currency).await?;
    reminder::cancel_pointless(portal, tx, whose, case).await?;
    proposal::settled(portal, tx, whose.0, case, currency).await?;
    clearance::follow(portal, tx, whose.0, case).await
}
