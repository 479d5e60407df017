//! Money that is on its way to plans and promises: nobody misses a date because of what a bank, the provider
//! or the team takes to tell of it.
//!
//! | a try at paying | is on its way |
//! | --- | --- |
//! | at Stripe: a page, a voucher, a bank debit, a charge | until Stripe says how it ended; a page of which it says nothing, for two weeks |
//! | a transfer that was announced | until the team has answered, for two weeks at most |
//! | a transfer that was only begun | never: it may not have been made |

use chrono::{DateTime, NaiveDate, Utc};
use domain::ids::{AttemptId, CaseId, DebtId, PlanId};
use domain::ledger::Channel;
use domain::payment::AttemptState;
use domain::plan::{Dated, Pending, answered_by};
use sqlx::AnyConnection;

use crate::compose::Portal;
use crate::config::creditor::Settings;
use crate::store::attempt::{self, Attempt};
use crate::store::plan::Kept;
use crate::store::{attempt_plan, autopay_try};
use crate::tenant::Tenant;
use crate::use_cases::payment::{begun, settle};
use crate::use_cases::{PortalError, wall_clock, work};

/// After so many failures in a row Stripe is taken to be gone.
const GIVE_UP: u32 = 5;

/// Whether money of a try that has not ended may come by itself, `today` in the creditor's zone.
pub fn comes(settings: &Settings, attempt: &Attempt, today: NaiveDate) -> bool {
    let waits_since = |at| today <= answered_by(day_of(settings, at));
    match (attempt.channel, attempt.state) {
        (Channel::Stripe, AttemptState::Pending) => true,
        (Channel::Stripe, state) => state.is_in_flight() && waits_since(attempt.made_at),
        (Channel::Transfer, AttemptState::Pending) => {
            waits_since(attempt.announced_at.unwrap_or(attempt.made_at))
        }
        (Channel::Transfer | Channel::Elsewhere, _) => false,
    }
}

fn day_of(settings: &Settings, at: DateTime<Utc>) -> NaiveDate {
    wall_clock::local(settings.zone, at).date()
}

/// The tries of a case whose money is on its way, for these debts or for any, oldest first, each with the day
/// on which it counts.
async fn tries(
    conn: &mut AnyConnection,
    whose: (&Tenant, &Settings),
    (case, debts): (&CaseId, Option<&[DebtId]>),
    today: NaiveDate,
) -> Result<Vec<(Attempt, NaiveDate)>, PortalError> {
    let (tenant, settings) = whose;
    let mut found = Vec::new();
    for attempt in attempt::open_of_case(conn, tenant, case).await? {
        if !comes(settings, &attempt, today) {
            continue;
        }
        let its = attempt::debts(conn, tenant, &attempt.id).await?;
        if debts.is_none_or(|debts| its.iter().any(|debt| debts.contains(debt))) {
            let on = begun::begun_on(conn, whose, (&attempt, today)).await?;
            found.push((attempt, on));
        }
    }
    Ok(found)
}

/// What is on its way for these debts of a case, or for any.
pub(super) async fn pending(
    conn: &mut AnyConnection,
    whose: (&Tenant, &Settings),
    of: (&CaseId, Option<&[DebtId]>),
    today: NaiveDate,
) -> Result<Pending, PortalError> {
    let tries = tries(conn, whose, of, today).await?;
    let first = tries.into_iter().map(|(_, on)| on).min();
    Ok(first.map_or(Pending::Nothing, Pending::Begun))
}

/// Money that is on its way to a plan.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Coming {
    /// How much, and from when on it counts.
    pub(super) money: Dated,
    /// Where its try stands.
    pub(super) state: AttemptState,
}

/// The instalment of a plan for which a try charges a card, if it does.
pub(super) async fn charged_for(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    (attempt, plan): (&AttemptId, &PlanId),
) -> Result<Option<u32>, PortalError> {
    let tried = autopay_try::of_attempt(conn, tenant, attempt).await?;
    let number = tried.filter(|tried| tried.plan == *plan).map(|tried| tried.number);
    Ok(number.and_then(|number| u32::try_from(number).ok()))
}

/// The money that is on its way to a plan, oldest first.
pub(super) async fn to_plan(
    conn: &mut AnyConnection,
    whose: (&Tenant, &Settings),
    kept: &Kept,
    today: NaiveDate,
) -> Result<Vec<Coming>, PortalError> {
    let mut all = Vec::new();
    for (attempt, on) in tries(conn, whose, (&kept.case, Some(&kept.debts)), today).await? {
        let extra = attempt_plan::extra(conn, whose.0, &attempt.id).await?;
        let charge = charged_for(conn, whose.0, (&attempt.id, &kept.id)).await?;
        let money = Dated { amount: attempt.amount, extra, charge, on };
        all.push(Coming { money, state: attempt.state });
    }
    Ok(all)
}

/// Asks Stripe about pages on which somebody may have paid, before anybody is told that they have not.
#[derive(Default)]
pub(super) struct Asking {
    failed: u32,
}

impl Asking {
    /// Asks about every page and charge of these debts, or of the whole case, that nobody has heard the end of.
    /// Where Stripe says nothing they stay as they are.
    pub(super) async fn about(
        &mut self,
        portal: &Portal,
        tenant: &Tenant,
        (case, debts): (&CaseId, Option<&[DebtId]>),
    ) -> Result<(), PortalError> {
        let mut conn = portal.store.read().await?;
        let mut open = Vec::new();
        for attempt in attempt::open_of_case(&mut conn, tenant, case).await? {
            // What is pending is known to be: its end is told by Stripe.
            if attempt.channel != Channel::Stripe || attempt.state == AttemptState::Pending {
                continue;
            }
            let its = attempt::debts(&mut conn, tenant, &attempt.id).await?;
            if debts.is_none_or(|debts| its.iter().any(|debt| debts.contains(debt))) {
                open.push(attempt);
            }
        }
        drop(conn);
        for attempt in &open {
            if self.failed >= GIVE_UP {
                break;
            }
            match settle::check(portal, tenant, attempt).await {
                Ok(()) => self.failed = 0,
                Err(error) => {
                    work::note_failure("a page that may be paid", &error);
                    self.failed += 1;
                }
            }
        }
        Ok(())
    }
}
