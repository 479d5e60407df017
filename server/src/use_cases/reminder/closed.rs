//! On which days nothing leaves, whoever it is for.

use std::sync::Arc;

use chrono::NaiveDate;
use domain::contact::{Channel, Wish};
use domain::country::Country;

use super::ask::Ask;
use crate::use_cases::gate::Laws;

/// How many days one looks for closed ones: as far as reminders are foreseen, and some weeks more.
const CLOSED_AHEAD: usize = 60;

/// The days to come on which the laws and the creditor let nothing leave to a debtor in `country`.
pub(super) fn closed(ask: &Ask<'_>, country: Option<Country>) -> Arc<[NaiveDate]> {
    let laws = Laws::within(ask.settings, country);
    let (rules, countries) = (laws.rules(ask.settings, &Wish::default()), laws.countries());
    let is_closed = |day: &NaiveDate| !rules.opens_on(Channel::Email, &countries, *day);
    ask.today().iter_days().take(CLOSED_AHEAD).filter(is_closed).collect()
}
