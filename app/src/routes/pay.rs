//! Links to payments, and to what is kept of them.

use domain::ids::{AttemptId, DebtId, PaymentId};
use domain::money::Currency;

use super::pattern;

/// The review of a payment of chosen debts, or of everything when `debts` is empty.
pub fn pay(currency: Currency, debts: &[DebtId]) -> String {
    let mut url = format!("{}?currency={currency}", pattern::PAY);
    for debt in debts {
        url.push_str("&debt=");
        url.push_str(debt.as_str());
    }
    url
}

/// The review of a payment of so much of everything. `typed` is an amount as people type it, without
/// blanks.
pub fn pay_part(currency: Currency, typed: &str) -> String {
    format!("{}?currency={currency}&amount={typed}", pattern::PAY)
}

/// The choice of what to pay in one currency.
pub fn pay_choose(currency: Currency) -> String {
    format!("{}?currency={currency}", pattern::PAY_CHOOSE)
}

/// How one payment stands.
pub fn payment(attempt: &AttemptId) -> String {
    format!("/pago/{attempt}")
}

/// One transfer's instructions. A transfer is an attempt like any other.
pub fn transfer(transfer: &AttemptId) -> String {
    format!("/transferencia/{transfer}")
}

/// One payment's receipt.
pub fn receipt(payment: &PaymentId) -> String {
    format!("/recibo/{payment}")
}

/// The same to keep.
pub fn receipt_pdf(payment: &PaymentId) -> String {
    format!("/recibo/{payment}/recibo.pdf")
}
