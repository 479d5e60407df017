//! The words of debtors' names, by which cases are searched.

use domain::ids::CaseId;

use super::{StoreError, Tx};
use crate::tenant::Tenant;

const ADD_WORD: &str = "
    insert into name_words (creditor_id, word, case_id) values ($1, $2, $3)
    on conflict (creditor_id, word, case_id) do nothing";

const DROP_WORDS: &str = "delete from name_words where creditor_id = $1 and case_id = $2";

/// Writes the normalised words of the debtor's name, to search by.
pub async fn set_words(
    tx: &mut Tx,
    tenant: &Tenant,
    case: &CaseId,
    words: &[String],
) -> Result<(), StoreError> {
    sqlx::query(DROP_WORDS)
        .bind(tenant.id().to_owned())
        .bind(case.as_str().to_owned())
        .execute(&mut **tx)
        .await?;
    for word in words {
        sqlx::query(ADD_WORD)
            .bind(tenant.id().to_owned())
            .bind(word.clone())
            .bind(case.as_str().to_owned())
            .execute(&mut **tx)
            .await?;
    }
    Ok(())
}

/// Every statement of this file.
pub const STATEMENTS: &[&str] = &[ADD_WORD, DROP_WORDS];
