//! `aldia ledger-check`

use super::Outcome;
use crate::compose::Portal;
use crate::use_cases::ledger_check::check;

/// Checks everything; the first broken row is the error.
pub async fn run(portal: &Portal) -> Outcome {
    let checked = check(portal).await?.map_err(|broken| format!("broken: {broken}"))?;
    Ok(format!(
        "The ledger holds: {} cases, {} entries, {} acts of evidence.",
        checked.cases, checked.entries, checked.acts
    ))
}
