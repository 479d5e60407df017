//! Where the team's lists go on. A cursor names nobody and needs no escaping.

use super::pattern;

/// The next page of cases.
pub fn team_cases_after(cursor: &str) -> String {
    format!("{}?after={cursor}", pattern::TEAM_CASES)
}

/// The next page of answers that somebody has attended to.
pub fn team_answers_after(cursor: &str) -> String {
    format!("{}?after={cursor}", pattern::TEAM_ANSWERS)
}

/// The next page of payments.
pub fn team_payments_after(cursor: &str) -> String {
    format!("{}?after={cursor}", pattern::TEAM_PAYMENTS)
}
