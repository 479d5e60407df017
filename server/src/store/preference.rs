//! In which words debtors want their messages. When and by which channel they want them are
//! [wishes](super::contact_wish).

use chrono::{DateTime, Utc};
use domain::ids::CaseId;
use sqlx::AnyConnection;

use super::debtor::Chosen;
use super::row::Columns;
use super::{StoreError, Tx};
use crate::tenant::Tenant;

const FIND: &str = "
    select language, address_form from preferences where creditor_id = $1 and case_id = $2";

/// The words that the debtor of `case` chose; none, if they never did.
pub async fn find(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    case: &CaseId,
) -> Result<Chosen, StoreError> {
    let row = sqlx::query(FIND)
        .bind(tenant.id().to_owned())
        .bind(case.as_str().to_owned())
        .fetch_optional(conn)
        .await?;
    let Some(row) = row else { return Ok(Chosen::default()) };
    let (language, address_form) = (row.maybe_text("language")?, row.maybe_text("address_form")?);
    Ok(Chosen { language, address_form })
}

const SAVE: &str = "
    insert into preferences (creditor_id, case_id, language, address_form, changed_at)
    values ($1, $2, $3, $4, $5)
    on conflict (creditor_id, case_id) do update set
        language = excluded.language, address_form = excluded.address_form,
        changed_at = excluded.changed_at";

/// Writes the words that the debtor of `case` chose.
pub async fn save(
    tx: &mut Tx,
    tenant: &Tenant,
    (case, chosen): (&CaseId, &Chosen),
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    sqlx::query(SAVE)
        .bind(tenant.id().to_owned())
        .bind(case.as_str().to_owned())
        .bind(chosen.language.clone())
        .bind(chosen.address_form.clone())
        .bind(now.timestamp_millis())
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// Every statement of this file.
pub const STATEMENTS: &[&str] = &[FIND, SAVE];
