//! The tries to charge the instalments of a plan to a saved card.

use std::str::FromStr;

use chrono::NaiveDate;
use domain::autopay::{Came, Try};
use domain::ids::{AttemptId, PlanId};
use domain::payment::AttemptState;
use sqlx::AnyConnection;
use sqlx::any::AnyRow;

use super::row::{Columns, one_row};
use super::{StoreError, Tx};
use crate::tenant::Tenant;

/// One try.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Tried {
    /// Of which plan.
    pub plan: PlanId,
    /// Of which instalment.
    pub number: i64,
    /// The how manieth of that, from 1.
    pub nth: i64,
    /// The attempt that carries it.
    pub attempt: AttemptId,
    /// On which day, and what came of it.
    pub tried: Try,
}

/// Why a try brought no money.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Missed {
    /// The bank said no for now.
    Declined,
    /// The bank said no for good.
    Never,
    /// The bank wants the debtor to confirm.
    ToConfirm,
    /// The provider never took it up.
    NotMade,
    /// The provider could not be reached.
    Unreached,
}

impl Missed {
    const ALL: [(Self, &'static str, Came); 5] = [
        (Self::Declined, "declined", Came::Declined),
        (Self::Never, "never", Came::Never),
        (Self::ToConfirm, "to-confirm", Came::ToConfirm),
        (Self::NotMade, "not-made", Came::NotMade),
        (Self::Unreached, "unreached", Came::Unreached),
    ];

    fn word(self) -> &'static str {
        let found = Self::ALL.into_iter().find(|(missed, ..)| *missed == self);
        found.map_or("not-made", |(_, word, _)| word)
    }

    fn came(self) -> Came {
        let found = Self::ALL.into_iter().find(|(missed, ..)| *missed == self);
        found.map_or(Came::NotMade, |(.., came)| came)
    }
}

/// A stored word that names nothing that a try came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("unknown end of a try")]
pub struct UnknownMissed;

impl FromStr for Missed {
    type Err = UnknownMissed;

    fn from_str(text: &str) -> Result<Self, UnknownMissed> {
        let found = Self::ALL.into_iter().find(|(_, word, _)| *word == text);
        found.map(|(missed, ..)| missed).ok_or(UnknownMissed)
    }
}

const INSERT: &str = "
    insert into autopay_tries (creditor_id, plan_id, number, nth, attempt_id, on_day)
    values ($1, $2, $3, $4, $5, $6)";

/// Writes a try. Fails as a duplicate if the instalment was tried so often before.
pub async fn insert(tx: &mut Tx, tenant: &Tenant, new: &Tried) -> Result<(), StoreError> {
    sqlx::query(INSERT)
        .bind(tenant.id().to_owned())
        .bind(new.plan.as_str().to_owned())
        .bind(new.number)
        .bind(new.nth)
        .bind(new.attempt.as_str().to_owned())
        .bind(new.tried.on.to_string())
        .execute(&mut **tx)
        .await?;
    Ok(())
}

const ENDED: &str = "
    update autopay_tries set came = $3, code = $4 where creditor_id = $1 and attempt_id = $2";

/// Writes why the try of an attempt brought no money, with the provider's word for it.
pub async fn ended(
    tx: &mut Tx,
    tenant: &Tenant,
    attempt: &AttemptId,
    (missed, code): (Missed, Option<&str>),
) -> Result<(), StoreError> {
    let done = sqlx::query(ENDED)
        .bind(tenant.id().to_owned())
        .bind(attempt.as_str().to_owned())
        .bind(missed.word())
        .bind(code.map(str::to_owned))
        .execute(&mut **tx)
        .await?;
    one_row(&done, "write how a try ended")
}

macro_rules! tries {
    ($rest:literal) => {
        concat!(
            "select t.plan_id, t.number, t.nth, t.attempt_id, t.on_day, t.came, a.state
             from autopay_tries t
             join attempts a on a.creditor_id = t.creditor_id and a.id = t.attempt_id ",
            $rest
        )
    };
}

const OF_PLAN: &str =
    tries!("where t.creditor_id = $1 and t.plan_id = $2 order by t.number, t.nth");
const OF_ATTEMPT: &str = tries!("where t.creditor_id = $1 and t.attempt_id = $2");

/// The tries of a plan, by instalment, each one's oldest first.
pub async fn of_plan(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    plan: &PlanId,
) -> Result<Vec<Tried>, StoreError> {
    let rows = sqlx::query(OF_PLAN)
        .bind(tenant.id().to_owned())
        .bind(plan.as_str().to_owned())
        .fetch_all(conn)
        .await?;
    rows.iter().map(from_row).collect()
}

/// The try that an attempt carries; `None` for an attempt of another kind.
pub async fn of_attempt(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    attempt: &AttemptId,
) -> Result<Option<Tried>, StoreError> {
    let row = sqlx::query(OF_ATTEMPT)
        .bind(tenant.id().to_owned())
        .bind(attempt.as_str().to_owned())
        .fetch_optional(conn)
        .await?;
    row.map(|row| from_row(&row)).transpose()
}

fn from_row(row: &AnyRow) -> Result<Tried, StoreError> {
    let missed: Option<Missed> = row.maybe_parsed("came")?;
    let state: AttemptState = row.parsed("state")?;
    let came = match state {
        AttemptState::Confirmed => Came::Paid,
        AttemptState::Failed => missed.map_or(Came::Declined, Missed::came),
        AttemptState::Expired => missed.map_or(Came::NotMade, Missed::came),
        AttemptState::Created
        | AttemptState::Open
        | AttemptState::Pending
        | AttemptState::Unknown => Came::UnderWay,
    };
    let on: NaiveDate = row.parsed("on_day")?;
    Ok(Tried {
        plan: row.parsed("plan_id")?,
        number: row.number("number")?,
        nth: row.number("nth")?,
        attempt: row.parsed("attempt_id")?,
        tried: Try { on, came },
    })
}

/// Every statement of this file.
pub const STATEMENTS: &[&str] = &[INSERT, ENDED, OF_PLAN, OF_ATTEMPT];
