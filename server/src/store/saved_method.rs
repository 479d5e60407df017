//! Cards that debtors allowed to be charged for a plan.

use std::str::FromStr;

use chrono::{DateTime, NaiveDate, Utc};
use domain::ids::{CaseId, MethodId, PlanId};
use sqlx::AnyConnection;
use sqlx::any::AnyRow;

use super::reminder_page::{Stretch, of};
use super::row::{Columns, one_row};
use super::{StoreError, Tx};
use crate::tenant::Tenant;

/// Where a saved card stands.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum MethodState {
    /// The debtor wants it; no card is saved yet.
    Wanted,
    /// Instalments are charged to it.
    On,
    /// They are not, or no more. Never left.
    Off,
}

impl MethodState {
    const ALL: [Self; 3] = [Self::Wanted, Self::On, Self::Off];

    /// The word that stands for it in the store.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Wanted => "wanted",
            Self::On => "on",
            Self::Off => "off",
        }
    }
}

/// A stored word that names no state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("unknown state of a saved card")]
pub struct UnknownMethodState;

impl FromStr for MethodState {
    type Err = UnknownMethodState;

    fn from_str(text: &str) -> Result<Self, UnknownMethodState> {
        let found = Self::ALL.into_iter().find(|state| state.as_str() == text);
        found.ok_or(UnknownMethodState)
    }
}

/// What names a card at the provider and to its owner.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Card {
    /// The provider's customer.
    pub customer: String,
    /// The provider's method.
    pub method: String,
    /// The provider's word for the brand.
    pub brand: String,
    /// The last four digits.
    pub last4: String,
    /// The last month in which it works, and its year.
    pub expires: (i64, i64),
}

/// A card that is wanted, charged, or was.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SavedMethod {
    /// Our id, under which the consent is kept.
    pub id: MethodId,
    /// Whose it is.
    pub case: CaseId,
    /// For which plan.
    pub plan: PlanId,
    /// Where it stands.
    pub state: MethodState,
    /// The provider's page for saving it, if it has one.
    pub session: Option<String>,
    /// Where that page is.
    pub url: Option<String>,
    /// The card, once there is one.
    pub card: Option<Card>,
    /// The language of the consent.
    pub language: String,
    /// The day of the consent, in the creditor's zone.
    pub consented_on: NaiveDate,
    /// What the letter tells that was queued last.
    pub told: Option<String>,
    /// When it was wanted.
    pub made_at: DateTime<Utc>,
    /// Why it ended, in a word of the program.
    pub ended_why: Option<String>,
}

const INSERT: &str = "
    insert into saved_methods (creditor_id, id, case_id, plan_id, state, language, consented_on,
        made_at, checked_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $8)";

/// Writes a card that is wanted.
pub async fn insert(tx: &mut Tx, tenant: &Tenant, new: &SavedMethod) -> Result<(), StoreError> {
    sqlx::query(INSERT)
        .bind(tenant.id().to_owned())
        .bind(new.id.as_str().to_owned())
        .bind(new.case.as_str().to_owned())
        .bind(new.plan.as_str().to_owned())
        .bind(new.state.as_str())
        .bind(new.language.clone())
        .bind(new.consented_on.to_string())
        .bind(new.made_at.timestamp_millis())
        .execute(&mut **tx)
        .await?;
    Ok(())
}

const SAVE: &str = "
    update saved_methods set state = $3, on_plan_id = $4, provider_session = $5, provider_url = $6,
        provider_customer = $7, provider_method = $8, brand = $9, last4 = $10, expires_month = $11,
        expires_year = $12, told = $13, checked_at = $14, ended_at = coalesce(ended_at, $15),
        ended_why = $16
    where creditor_id = $1 and id = $2";

/// Writes what has changed of a card. Fails as a duplicate if another one is on for its plan.
pub async fn save(
    tx: &mut Tx,
    tenant: &Tenant,
    saved: &SavedMethod,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let on = (saved.state == MethodState::On).then(|| saved.plan.as_str().to_owned());
    let ended = (saved.state == MethodState::Off).then(|| now.timestamp_millis());
    let card = saved.card.as_ref();
    let done = sqlx::query(SAVE)
        .bind(tenant.id().to_owned())
        .bind(saved.id.as_str().to_owned())
        .bind(saved.state.as_str())
        .bind(on)
        .bind(saved.session.clone())
        .bind(saved.url.clone())
        .bind(card.map(|card| card.customer.clone()))
        .bind(card.map(|card| card.method.clone()))
        .bind(card.map(|card| card.brand.clone()))
        .bind(card.map(|card| card.last4.clone()))
        .bind(card.map(|card| card.expires.0))
        .bind(card.map(|card| card.expires.1))
        .bind(saved.told.clone())
        .bind(now.timestamp_millis())
        .bind(ended)
        .bind(saved.ended_why.clone())
        .execute(&mut **tx)
        .await?;
    one_row(&done, "save a saved card")
}

macro_rules! methods {
    ($rest:literal) => {
        concat!(
            "select m.id, m.case_id, m.plan_id, m.state, m.provider_session, m.provider_url,
                m.provider_customer, m.provider_method, m.brand, m.last4, m.expires_month,
                m.expires_year, m.language, m.consented_on, m.told, m.made_at, m.ended_why
             from saved_methods m ",
            $rest
        )
    };
}

const BY_ID: &str = methods!("where m.creditor_id = $1 and m.id = $2");
const BY_SESSION: &str = methods!("where m.creditor_id = $1 and m.provider_session = $2");

/// What a saved card can be found by.
#[derive(Clone, Copy, Debug)]
pub enum Find<'a> {
    /// Our id.
    Id(&'a MethodId),
    /// The provider's page on which it is saved.
    Session(&'a str),
}

/// The saved card that `find` names.
pub async fn find(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    find: Find<'_>,
) -> Result<Option<SavedMethod>, StoreError> {
    let (sql, key) = match find {
        Find::Id(id) => (BY_ID, id.as_str()),
        Find::Session(session) => (BY_SESSION, session),
    };
    let row = sqlx::query(sql)
        .bind(tenant.id().to_owned())
        .bind(key.to_owned())
        .fetch_optional(conn)
        .await?;
    row.map(|row| from_row(&row)).transpose()
}

const OF_PLAN: &str =
    methods!("where m.creditor_id = $1 and m.plan_id = $2 order by m.made_at desc, m.id desc");
const OF_METHOD: &str =
    methods!("where m.creditor_id = $1 and m.provider_method = $2 order by m.id");
const OF_CUSTOMER: &str =
    methods!("where m.creditor_id = $1 and m.provider_customer = $2 order by m.id");

/// What several saved cards may have in common.
#[derive(Clone, Copy, Debug)]
pub enum Of<'a> {
    /// The plan, newest first.
    Plan(&'a PlanId),
    /// The provider's method.
    Method(&'a str),
    /// The provider's customer.
    Customer(&'a str),
}

/// The saved cards of a plan, of a method or of a customer, whatever became of them.
pub async fn all(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    of: Of<'_>,
) -> Result<Vec<SavedMethod>, StoreError> {
    let (sql, key) = match of {
        Of::Plan(plan) => (OF_PLAN, plan.as_str()),
        Of::Method(method) => (OF_METHOD, method),
        Of::Customer(customer) => (OF_CUSTOMER, customer),
    };
    let rows =
        sqlx::query(sql).bind(tenant.id().to_owned()).bind(key.to_owned()).fetch_all(conn).await?;
    rows.iter().map(from_row).collect()
}

const CHARGED: &str = "
    select p.id from plans p
    join saved_methods m on m.creditor_id = p.creditor_id and m.on_plan_id = p.id
    where p.creditor_id = $1 and p.case_id between $2 and $3 order by p.id";

/// The plans of a stretch of cases that are charged to a card.
pub async fn charged(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    stretch: Stretch<'_>,
) -> Result<Vec<PlanId>, StoreError> {
    let rows = of(CHARGED, tenant, stretch).fetch_all(conn).await?;
    rows.iter().map(|row| row.parsed("id")).collect()
}

const IN_STATE: &str = "
    select id from saved_methods where creditor_id = $1 and state = $2 and id > $3
    order by id limit $4";

/// Ids behind `after` of saved cards in a state, in their order.
pub async fn in_state(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    (state, after, limit): (MethodState, &str, i64),
) -> Result<Vec<MethodId>, StoreError> {
    let rows = sqlx::query(IN_STATE)
        .bind(tenant.id().to_owned())
        .bind(state.as_str())
        .bind(after.to_owned())
        .bind(limit)
        .fetch_all(conn)
        .await?;
    rows.iter().map(|row| row.parsed("id")).collect()
}

fn from_row(row: &AnyRow) -> Result<SavedMethod, StoreError> {
    let card = match row.maybe_text("provider_method")? {
        None => None,
        Some(method) => Some(Card {
            customer: row.text("provider_customer")?,
            method,
            brand: row.text("brand")?,
            last4: row.text("last4")?,
            expires: (row.number("expires_month")?, row.number("expires_year")?),
        }),
    };
    Ok(SavedMethod {
        id: row.parsed("id")?,
        case: row.parsed("case_id")?,
        plan: row.parsed("plan_id")?,
        state: row.parsed("state")?,
        session: row.maybe_text("provider_session")?,
        url: row.maybe_text("provider_url")?,
        card,
        language: row.text("language")?,
        consented_on: row.parsed("consented_on")?,
        told: row.maybe_text("told")?,
        made_at: row.instant("made_at")?,
        ended_why: row.maybe_text("ended_why")?,
    })
}

/// Every statement of this file.
pub const STATEMENTS: &[&str] =
    &[INSERT, SAVE, BY_ID, BY_SESSION, OF_PLAN, OF_METHOD, OF_CUSTOMER, CHARGED, IN_STATE];
