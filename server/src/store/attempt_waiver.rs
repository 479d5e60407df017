//! What tries at paying give up once their money has come.

use chrono::NaiveDate;
use domain::ids::{AttemptId, DebtId, PolicyId};
use domain::money::{Currency, Money, MoneyError};
use sqlx::AnyConnection;

use super::row::Columns;
use super::{StoreError, Tx};
use crate::tenant::Tenant;

/// Which offer gives something up.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Offer {
    /// The discount for paying everything.
    Discount,
    /// A plan that the money ends.
    Plan,
}

/// What a try at paying gives up.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Waiver {
    /// Under which offer.
    pub offer: Offer,
    /// The policy that makes it, and its version.
    pub policy: (PolicyId, i64),
    /// The last day on which its page or its reference had to be opened.
    pub until: NaiveDate,
    /// How much of which debts; nowhere nothing.
    pub debts: Vec<(DebtId, Money)>,
}

impl Waiver {
    /// What is given up in all.
    pub fn given_up(&self, currency: Currency) -> Result<Money, MoneyError> {
        let amounts = self.debts.iter().map(|(_, amount)| *amount);
        amounts.into_iter().try_fold(Money::zero(currency), Money::checked_add)
    }
}

const DISCOUNT: &str = "discount";
const PLAN: &str = "plan";

const INSERT: &str = "
    insert into attempt_waivers
        (creditor_id, attempt_id, offer, policy_id, policy_version, valid_until)
    values ($1, $2, $3, $4, $5, $6)";

const INSERT_DEBT: &str = "
    insert into attempt_waiver_debts (creditor_id, attempt_id, debt_id, given_up_minor)
    values ($1, $2, $3, $4)";

/// Remembers what an attempt gives up.
pub async fn insert(
    tx: &mut Tx,
    tenant: &Tenant,
    attempt: &AttemptId,
    waiver: &Waiver,
) -> Result<(), StoreError> {
    let offer = match waiver.offer {
        Offer::Discount => DISCOUNT,
        Offer::Plan => PLAN,
    };
    sqlx::query(INSERT)
        .bind(tenant.id().to_owned())
        .bind(attempt.as_str().to_owned())
        .bind(offer)
        .bind(waiver.policy.0.as_str().to_owned())
        .bind(waiver.policy.1)
        .bind(waiver.until.to_string())
        .execute(&mut **tx)
        .await?;
    for (debt, amount) in &waiver.debts {
        sqlx::query(INSERT_DEBT)
            .bind(tenant.id().to_owned())
            .bind(attempt.as_str().to_owned())
            .bind(debt.as_str().to_owned())
            .bind(amount.minor())
            .execute(&mut **tx)
            .await?;
    }
    Ok(())
}

const FIND: &str = "
    select offer, policy_id, policy_version, valid_until from attempt_waivers
    where creditor_id = $1 and attempt_id = $2";

const DEBTS: &str = "
    select debt_id, given_up_minor from attempt_waiver_debts
    where creditor_id = $1 and attempt_id = $2 order by debt_id";

/// What an attempt, whose money is in `currency`, gives up; `None` if nothing.
pub async fn find(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    (attempt, currency): (&AttemptId, Currency),
) -> Result<Option<Waiver>, StoreError> {
    let row = sqlx::query(FIND)
        .bind(tenant.id().to_owned())
        .bind(attempt.as_str().to_owned())
        .fetch_optional(&mut *conn)
        .await?;
    let Some(row) = row else { return Ok(None) };
    let rows = sqlx::query(DEBTS)
        .bind(tenant.id().to_owned())
        .bind(attempt.as_str().to_owned())
        .fetch_all(conn)
        .await?;
    let mut debts = Vec::with_capacity(rows.len());
    for row in &rows {
        debts.push((row.parsed("debt_id")?, row.money("given_up_minor", currency)?));
    }
    let offer = match row.text("offer")?.as_str() {
        DISCOUNT => Offer::Discount,
        PLAN => Offer::Plan,
        _ => return Err(StoreError::Corrupt("column `offer`".into())),
    };
    Ok(Some(Waiver {
        offer,
        policy: (row.parsed("policy_id")?, row.number("policy_version")?),
        until: row.parsed("valid_until")?,
        debts,
    }))
}

/// Every statement of this file.
pub const STATEMENTS: &[&str] = &[INSERT, INSERT_DEBT, FIND, DEBTS];
