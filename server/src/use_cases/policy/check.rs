//! Whether a policy can be meant, and whether it is wise.

use chrono::NaiveDate;
use domain::money::MoneyError;
use domain::policy::check::{Contradiction, Warning, contradictions, warnings};

use crate::config::policy::PolicyFile;

/// What a check found.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Verdict {
    /// What can never be meant: with one of these a policy is refused.
    pub contradictions: Vec<Contradiction>,
    /// What is unwise; looked for only where nothing contradicts itself.
    pub warnings: Vec<Warning>,
}

/// Checks what a file says as of `today`, a day on which it would be in force.
pub fn check(file: &PolicyFile, today: NaiveDate) -> Result<Verdict, MoneyError> {
    let contradictions = contradictions(&file.policy, today);
    let warnings = if contradictions.is_empty() {
        warnings(&file.policy, today, file.legal_maximum)?
    } else {
        Vec::new()
    };
    Ok(Verdict { contradictions, warnings })
}
