//! What waiting rows say of money, in a line by which the same change is known again.

use domain::import::{Amount, ImportRow};
use domain::money::Money;

/// Of a debt that left the file.
pub const ABSENT: &str = "absent";

/// Of what an import did to a debt and what is to be undone.
pub const UNDO: &str = "undo";

/// Of a row.
pub fn of(row: &ImportRow) -> String {
    let sign = if matches!(row.amount, Amount::CreditNote(_)) { "-" } else { "" };
    let some = |money: Option<Money>| money.map_or_else(|| "?".to_owned(), |m| m.to_string());
    let settled = row.settled_on.map(|day| day.to_string()).unwrap_or_default();
    let (amount, interest, fee) = (row.amount.money(), some(row.interest), some(row.fee));
    format!("{sign}{amount} {interest} {fee} {settled}")
}
