//! The contact rules that hold for a creditor's debtors at home, as a page shows them.

use app::creditor::contact_rules::ContactRulesView;
use domain::calendar::Holidays;

use crate::config::contact_rules::pack;
use crate::config::creditor::Settings;

/// The limits of the creditor's country, and behind them the creditor's own.
pub fn of(settings: &Settings) -> ContactRulesView {
    let (pack, own) = (pack(settings.country), &settings.contact_rules);
    ContactRulesView {
        country: settings.country,
        has_laws: pack.country.is_some(),
        has_holidays: Holidays::built(settings.country),
        checked_on: pack.checked_on,
        limits: pack.limits.iter().chain(&own.limits).cloned().collect(),
        allowed: own.allowed,
    }
}
