//! Holds: reasons why reminders stop, until a person lifts them.

use std::str::FromStr;

use chrono::{DateTime, Utc};
use domain::contact::Barrier;
use domain::ids::{CaseId, HoldId};
use sqlx::AnyConnection;

use super::answer::AnswerKind;
use super::row::{Columns, one_row};
use super::{StoreError, Tx};
use crate::tenant::Tenant;

/// Why reminders stop.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum HoldKind {
    /// The debtor said something that a person has to answer.
    Said(AnswerKind),
    /// The creditor's system marks a debt as disputed.
    Disputed,
    /// The debtor wants no messages.
    OptedOut,
    /// A moratorium that the law grants, as the Breathing Space of England and Wales.
    BreathingSpace,
    /// A hardship that a person looks into.
    Hardship,
    /// The debtor has died.
    Deceased,
}

impl HoldKind {
    /// The word that stands for it in the store.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Said(answer) => answer.as_str(),
            Self::Disputed => "disputed",
            Self::OptedOut => "opted-out",
            Self::BreathingSpace => "breathing-space",
            Self::Hardship => "hardship",
            Self::Deceased => "deceased",
        }
    }

    /// What it means to the contact rules.
    pub const fn barrier(self) -> Barrier {
        match self {
            Self::Said(AnswerKind::NotThem) => Barrier::WrongPerson,
            Self::OptedOut => Barrier::OptOut,
            Self::Said(AnswerKind::Wrong) | Self::Disputed => Barrier::Dispute,
            Self::Said(AnswerKind::Paid | AnswerKind::Talk | AnswerKind::Wrote) => Barrier::Hold,
            Self::BreathingSpace => Barrier::BreathingSpace,
            Self::Hardship => Barrier::Hardship,
            Self::Deceased => Barrier::Deceased,
        }
    }

    /// Whether the person, their family or the law asked for it: nothing but a proof lets reminders go on.
    pub const fn needs_proof(self) -> bool {
        match self {
            Self::Said(AnswerKind::NotThem)
            | Self::OptedOut
            | Self::BreathingSpace
            | Self::Deceased => true,
            Self::Said(
                AnswerKind::Paid | AnswerKind::Wrong | AnswerKind::Talk | AnswerKind::Wrote,
            )
            | Self::Disputed
            | Self::Hardship => false,
        }
    }

    /// Whether it lasts until a person of the team says that it is over: what the law grants, and a death. It waits for
    /// nobody's answer.
    pub const fn lasts(self) -> bool {
        matches!(self, Self::BreathingSpace | Self::Deceased)
    }

    /// Whether somebody says that something is not owed, or is paid already, or the law or a death puts a stop to
    /// it: a person looks before anything is charged.
    pub const fn contests(self) -> bool {
        match self {
            Self::Said(AnswerKind::Talk | AnswerKind::Wrote) | Self::OptedOut | Self::Hardship => {
                false
            }
            Self::Said(AnswerKind::Paid | AnswerKind::Wrong | AnswerKind::NotThem)
            | Self::Disputed
            | Self::BreathingSpace
            | Self::Deceased => true,
        }
    }
}

impl FromStr for HoldKind {
    type Err = UnknownHold;

    fn from_str(text: &str) -> Result<Self, UnknownHold> {
        match text {
            "disputed" => Ok(Self::Disputed),
            "opted-out" => Ok(Self::OptedOut),
            "breathing-space" => Ok(Self::BreathingSpace),
            "hardship" => Ok(Self::Hardship),
            "deceased" => Ok(Self::Deceased),
            answer => answer.parse().map(Self::Said).map_err(|_| UnknownHold),
        }
    }
}

/// A stored word that names no hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("unknown kind of hold")]
pub struct UnknownHold;

/// One reason why reminders about a case stop.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Hold {
    /// The hold.
    pub id: HoldId,
    /// Why.
    pub kind: HoldKind,
    /// Since when.
    pub placed_at: DateTime<Utc>,
}

const PLACE: &str = "
    insert into holds (creditor_id, id, case_id, kind, placed_at) values ($1, $2, $3, $4, $5)";

/// Places a hold on a case.
pub async fn place(
    tx: &mut Tx,
    tenant: &Tenant,
    case: &CaseId,
    hold: &Hold,
) -> Result<(), StoreError> {
    sqlx::query(PLACE)
        .bind(tenant.id().to_owned())
        .bind(hold.id.as_str().to_owned())
        .bind(case.as_str().to_owned())
        .bind(hold.kind.as_str())
        .bind(hold.placed_at.timestamp_millis())
        .execute(&mut **tx)
        .await?;
    Ok(())
}

const ACTIVE: &str = "
    select id, kind, placed_at from holds
    where creditor_id = $1 and case_id = $2 and lifted_at is null order by placed_at, id";

/// The holds of a case that nobody has lifted, oldest first.
pub async fn active(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    case: &CaseId,
) -> Result<Vec<Hold>, StoreError> {
    let rows = sqlx::query(ACTIVE)
        .bind(tenant.id().to_owned())
        .bind(case.as_str().to_owned())
        .fetch_all(conn)
        .await?;
    rows.iter()
        .map(|row| {
            let (id, kind) = (row.parsed("id")?, row.parsed("kind")?);
            Ok(Hold { id, kind, placed_at: row.instant("placed_at")? })
        })
        .collect()
}

/// A hold, lifted or not.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Stood {
    /// The hold.
    pub hold: Hold,
    /// When a person lifted it; `None` if nobody has.
    pub lifted_at: Option<DateTime<Utc>>,
}

const OF_CASE: &str = "
    select id, kind, placed_at, lifted_at from holds
    where creditor_id = $1 and case_id = $2 order by placed_at, id";

/// All holds that a case has or had, oldest first.
pub async fn of_case(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    case: &CaseId,
) -> Result<Vec<Stood>, StoreError> {
    let rows = sqlx::query(OF_CASE)
        .bind(tenant.id().to_owned())
        .bind(case.as_str().to_owned())
        .fetch_all(conn)
        .await?;
    rows.iter()
        .map(|row| {
            let (id, kind) = (row.parsed("id")?, row.parsed("kind")?);
            let hold = Hold { id, kind, placed_at: row.instant("placed_at")? };
            Ok(Stood { hold, lifted_at: row.maybe_instant("lifted_at")? })
        })
        .collect()
}

const KNOWN: &str = "
    select id from holds where creditor_id = $1 and case_id = $2 and id = $3";

/// Whether the case has or had this hold.
pub async fn is_known(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    (case, id): (&CaseId, &HoldId),
) -> Result<bool, StoreError> {
    let row = sqlx::query(KNOWN)
        .bind(tenant.id().to_owned())
        .bind(case.as_str().to_owned())
        .bind(id.as_str().to_owned())
        .fetch_optional(conn)
        .await?;
    Ok(row.is_some())
}

const LIFT: &str = "
    update holds set lifted_at = $4
    where creditor_id = $1 and case_id = $2 and id = $3 and lifted_at is null";

/// Lifts a hold of a case; refused if it is not there or was lifted before.
pub async fn lift(
    tx: &mut Tx,
    tenant: &Tenant,
    (case, id): (&CaseId, &HoldId),
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let done = sqlx::query(LIFT)
        .bind(tenant.id().to_owned())
        .bind(case.as_str().to_owned())
        .bind(id.as_str().to_owned())
        .bind(now.timestamp_millis())
        .execute(&mut **tx)
        .await?;
    one_row(&done, "lift a hold")
}

/// Every statement of this file.
pub const STATEMENTS: &[&str] = &[PLACE, ACTIVE, OF_CASE, KNOWN, LIFT];
