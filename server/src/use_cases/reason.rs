//! Why the team refused a transfer or undid a payment, in the words of who did it: kept sealed, since
//! they may name the debtor, and proven by the case's evidence.

use std::collections::HashMap;

use domain::ids::CaseId;
use sha2::{Digest, Sha256};
use sqlx::AnyConnection;

use super::PortalError;
use crate::compose::Portal;
use crate::keys::{DataKey, Place};
use crate::store::ledger::hex;
use crate::store::reason::{self as store, Sealed};
use crate::store::{Tx, debtor};
use crate::tenant::Tenant;

/// The column that the words are sealed for.
const COLUMN: &str = "reason";

/// Keeps the words about a transfer or a payment of a locked case, and gives what the evidence holds of
/// them: the SHA-256 of what is sealed, which tells nothing once the key is gone. Of somebody who was
/// erased before, nothing is kept.
pub(super) async fn keep(
    portal: &Portal,
    tx: &mut Tx,
    tenant: &Tenant,
    case: &CaseId,
    (about, words): (&str, &str),
) -> Result<String, PortalError> {
    let found = debtor::find(tx, tenant, &portal.keys, debtor::Find::Case(case)).await?;
    let Some(key) = found.and_then(|(debtor, _, _)| debtor.key) else {
        return Ok("erased".to_owned());
    };
    let place = Place { tenant, row: about, column: COLUMN };
    let reason = Sealed { about: about.to_owned(), text: key.seal(place, words) };
    store::insert(tx, tenant, case, &reason).await?;
    Ok(hex(&Sha256::digest(&reason.text)))
}

/// The reasons of a case, opened, by the id of what each is about; none once the person was erased.
pub(super) async fn of_case(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    case: &CaseId,
    key: Option<&DataKey>,
) -> Result<HashMap<String, String>, PortalError> {
    let mut reasons = HashMap::new();
    let Some(key) = key else { return Ok(reasons) };
    for Sealed { about, text } in store::of_case(conn, tenant, case).await? {
        let words = key.open(Place { tenant, row: &about, column: COLUMN }, &text)?;
        reasons.insert(about, words);
    }
    Ok(reasons)
}
