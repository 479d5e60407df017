//! How far the day of a creditor's reminders is planned.

use chrono::NaiveDate;
use sqlx::AnyConnection;

use super::row::Columns;
use super::{StoreError, Tx};
use crate::tenant::Tenant;

/// What of a day is planned next.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Stage {
    /// The cases that owe something.
    Owing,
    /// The cases that owe nothing any more.
    Settled,
    /// Nothing: the day is planned.
    Done,
}

impl Stage {
    const ALL: [Self; 3] = [Self::Owing, Self::Settled, Self::Done];

    const fn as_str(self) -> &'static str {
        match self {
            Self::Owing => "owing",
            Self::Settled => "settled",
            Self::Done => "done",
        }
    }
}

/// A place in the planning of a day.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Place {
    /// The day, in the creditor's zone.
    pub day: NaiveDate,
    /// What is planned there.
    pub stage: Stage,
    /// The last one dealt with; empty before the first.
    pub after: String,
}

const FIND: &str = "
    select day, stage, after_key from reminder_days where creditor_id = $1";

/// How far planning has come; `None` if no day was ever planned.
pub async fn find(conn: &mut AnyConnection, tenant: &Tenant) -> Result<Option<Place>, StoreError> {
    let row = sqlx::query(FIND).bind(tenant.id().to_owned()).fetch_optional(conn).await?;
    row.map(|row| {
        let word = row.text("stage")?;
        let stage = Stage::ALL.into_iter().find(|stage| stage.as_str() == word);
        let corrupt = || StoreError::Corrupt("column `stage` of a day".to_owned());
        let (day, after) = (row.parsed("day")?, row.text("after_key")?);
        Ok(Place { day, stage: stage.ok_or_else(corrupt)?, after })
    })
    .transpose()
}

const SAVE: &str = "
    insert into reminder_days (creditor_id, day, stage, after_key) values ($1, $2, $3, $4)
    on conflict (creditor_id) do update set
        day = excluded.day, stage = excluded.stage, after_key = excluded.after_key";

/// Remembers how far planning has come, in the transaction of what was planned.
pub async fn save(tx: &mut Tx, tenant: &Tenant, place: &Place) -> Result<(), StoreError> {
    sqlx::query(SAVE)
        .bind(tenant.id().to_owned())
        .bind(place.day.to_string())
        .bind(place.stage.as_str())
        .bind(place.after.clone())
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// Every statement of this file.
pub const STATEMENTS: &[&str] = &[FIND, SAVE];
