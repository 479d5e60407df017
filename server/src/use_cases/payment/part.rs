//! How small a part of what is owed may be, and how little it may leave.

use chrono::{DateTime, Utc};
use domain::ids::CaseId;
use domain::money::{Currency, Money};
use sqlx::AnyConnection;

use super::start::{Order, Unmet, Wish};
use crate::config::creditor::Settings;
use crate::tenant::Tenant;
use crate::use_cases::PortalError;
use crate::use_cases::offer::{self, WaysOut};

/// What a part of what is owed in one currency has to come to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct PartLimits {
    /// The least that is taken.
    pub least: Money,
    /// The least that may be left; nothing where anything may.
    pub left: Money,
}

impl PartLimits {
    /// Those of the creditor's file, which hold where no policy offers to pay a part.
    pub fn of_file(settings: &Settings, currency: Currency) -> Self {
        let zero = Money::zero(currency);
        Self { least: settings.least_part_payment(currency).unwrap_or(zero), left: zero }
    }

    /// Whether an order for less than everything keeps to them.
    pub(super) fn check(self, order: &Order) -> Result<(), Unmet> {
        let Self { least, left } = self;
        if order.amount.minor() < least.minor() {
            Err(Unmet::TooLittle(least))
        } else if order.owed.minor() - order.amount.minor() < left.minor() {
            Err(Unmet::RestTooSmall(left))
        } else {
            Ok(())
        }
    }
}

/// The limits for a part of what a case owes in a currency: those of the policy in force if it offers to pay
/// a part, else those of the creditor's file.
pub async fn limits(
    conn: &mut AnyConnection,
    whose: (&Tenant, &Settings),
    case: &CaseId,
    (currency, now): (Currency, DateTime<Utc>),
) -> Result<PartLimits, PortalError> {
    let ways = offer::load(conn, whose, case, (currency, now)).await?;
    let segment = ways.as_ref().map(WaysOut::segment).transpose()?.flatten();
    Ok(match segment.and_then(|segment| segment.part) {
        Some(part) => PartLimits { least: part.least, left: part.least },
        None => PartLimits::of_file(whose.1, currency),
    })
}

/// The limits that a wish is checked by. Only one that names an amount of its own can be for a part.
pub(super) async fn of_wish(
    conn: &mut AnyConnection,
    whose: (&Tenant, &Settings),
    case: &CaseId,
    (wish, now): (&Wish, DateTime<Utc>),
) -> Result<PartLimits, PortalError> {
    if wish.amount.is_none() || wish.plan.is_some() || wish.deal.is_some() {
        return Ok(PartLimits::of_file(whose.1, wish.currency));
    }
    limits(conn, whose, case, (wish.currency, now)).await
}
