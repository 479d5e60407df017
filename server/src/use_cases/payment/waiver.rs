//! What a payment gives up. It is remembered with the try, waived in the transaction that books the money,
//! owed again in the one that takes the money back, and waived again when the money returns.
//!
//! The ledger says where a waiver stands: its entries take turns, `waiver:P`, `waiver:P:back:1`,
//! `waiver:P:1`, `waiver:P:back:2`… News of refunds and banks may come twice and in any order: each time
//! what counts is whether the money is here now.

mod backing;
mod turns;

use chrono::{DateTime, NaiveDate, Utc};
use domain::allocation::allocate;
use domain::ids::{AttemptId, CaseId, DebtId, PlanId, PolicyId};
use domain::ledger::{Account, Cause, Channel};
use domain::money::{Money, MoneyError};
use domain::offer::Way;
use domain::plan::State;
use domain::promise::PromiseFact;
use domain::settlement::{Booking, Deal, DealFact};
use sqlx::AnyConnection;

use super::begun;
use super::start::{Order, Wish};
use crate::compose::Portal;
use crate::config::creditor::Settings;
use crate::store::attempt::{self, Attempt};
use crate::store::attempt_waiver::{self, Offer, Waiver};
use crate::store::case::LockedCase;
use crate::store::debt::Debt;
use crate::store::payment::Payment;
use crate::store::{Tx, attempt_plan, evidence, ledger, plan, promise};
use crate::tenant::Tenant;
use crate::use_cases::offer::{self, WaysOut};
use crate::use_cases::plan::paying;
use crate::use_cases::{PortalError, wall_clock};

pub(super) use turns::follow;
pub use turns::{Turns, book as waive, next, owe_again, stands};

/// The kind of the act that a debtor began to pay with a discount.
pub const CHOSEN: &str = "discount";

/// An offer that closes debts for less in one payment.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Offered {
    /// Its amounts and its last day.
    pub deal: Deal,
    /// The debts that it closes.
    pub debts: Vec<DebtId>,
    /// The policy that makes it, and its version.
    pub policy: (PolicyId, i64),
}

/// The discount for paying everything, if it is offered.
pub fn discount(ways: &WaysOut) -> Result<Option<Offered>, MoneyError> {
    let found = ways.offer(|way| *way == Way::Discount);
    let Some((offer, until)) = found.and_then(|offer| Some((offer, offer.valid_until?))) else {
        return Ok(None);
    };
    Ok(Some(Offered {
        deal: Deal::new(ways.owed, offer.total, until)?,
        debts: ways.facts.ids.clone(),
        policy: (ways.stored.id.clone(), ways.stored.version),
    }))
}

/// Whether what a wish goes by is offered just so now; a wish for no offer always is.
pub(super) async fn is_offered(
    conn: &mut AnyConnection,
    whose: (&Tenant, &Settings),
    case: &CaseId,
    (wish, now): (&Wish, DateTime<Utc>),
) -> Result<bool, PortalError> {
    let Some(deal) = &wish.deal else { return Ok(true) };
    let ways = offer::load(conn, whose, case, (wish.currency, now)).await?;
    let offered = ways.as_ref().map(discount).transpose()?.flatten();
    Ok(offered.is_some_and(|offered| offered == *deal))
}

/// Whether an older try for the same amount of the same debts is for the same plan, puts what is more than it asks
/// for to the same place, and gives up the same.
pub(super) async fn is_same(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    attempt: &Attempt,
    (wish, now): (&Wish, DateTime<Utc>),
) -> Result<bool, PortalError> {
    let of_plan = match attempt_plan::plan(conn, tenant, &attempt.id).await? {
        Some(plan) => Some((plan, attempt_plan::extra(conn, tenant, &attempt.id).await?)),
        None => None,
    };
    if of_plan != wish.plan {
        return Ok(false);
    }
    let currency = attempt.amount.currency();
    let found = attempt_waiver::find(conn, tenant, (&attempt.id, currency)).await?;
    let known = found.filter(|waiver| waiver.offer == Offer::Discount);
    Ok(match (known, &wish.deal) {
        (None, None) => true,
        (Some(waiver), Some(of)) => {
            let same_amount = waiver.given_up(currency)? == of.deal.given_up()?;
            let same = waiver.policy == of.policy && waiver.until == of.deal.until;
            // A reference holds its amount until its time is over.
            same && same_amount && now < attempt.expires_at
        }
        _ => false,
    })
}

/// Remembers what a new try gives up, if anything: what its debts owe beyond it.
pub(super) async fn remember(
    portal: &Portal,
    tx: &mut Tx,
    (tenant, settings): (&Tenant, &Settings),
    case: &mut LockedCase,
    (attempt, wish, order): (&Attempt, &Wish, &Order),
) -> Result<(), PortalError> {
    let now = portal.clock.now();
    let today = wall_clock::local(settings.zone, now).date();
    let (offer, policy, until) = match (&wish.deal, &wish.plan) {
        (Some(of), _) => (Offer::Discount, of.policy.clone(), of.deal.until),
        (None, Some((id, _))) => match ended(tx, tenant, (id, order.amount), today).await? {
            Some(policy) => (Offer::Plan, policy, today),
            None => return Ok(()),
        },
        (None, None) => return Ok(()),
    };
    let debts = left(&case.id, settings, (attempt.channel, order))?;
    let waiver = Waiver { offer, policy, until, debts };
    attempt_waiver::insert(tx, tenant, &attempt.id, &waiver).await?;
    if offer == Offer::Discount {
        let given_up = waiver.given_up(order.amount.currency())?;
        let (policy, version) = &waiver.policy;
        let body = format!("{} {given_up} {policy} {version} until {until}", attempt.id);
        evidence::append(tx, tenant, case, now, (CHOSEN, &body)).await?;
    }
    Ok(())
}

/// The policy of a plan that `amount` ends with something given up; `None` if it does not.
async fn ended(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    (id, amount): (&PlanId, Money),
    today: NaiveDate,
) -> Result<Option<(PolicyId, i64)>, PortalError> {
    let found = plan::find(conn, tenant, id).await?;
    let Some(kept) = found.filter(|kept| *kept.plan.state() == State::Active) else {
        return Ok(None);
    };
    let given_up = paying::given_up(&kept, &kept.plan.pay_off(today)?, amount)?;
    Ok((!given_up.is_zero()).then_some(kept.policy))
}

/// What is left of each debt of an order once its money is spread over them; nowhere nothing.
fn left(
    case: &CaseId,
    settings: &Settings,
    (channel, order): (Channel, &Order),
) -> Result<Vec<(DebtId, Money)>, MoneyError> {
    let open: Vec<_> = order.debts.iter().map(Debt::open).collect();
    let source = Account::Collected(channel);
    let paid = allocate(case, &open, order.amount, &source, settings.allocation_order())?;
    let mut all = Vec::new();
    for debt in &order.debts {
        let its =
            paid.iter().filter(|one| matches!(&one.from, Account::Owed(id, _) if *id == debt.id));
        let rest = its.map(|one| one.amount).try_fold(debt.balance.total()?, Money::less)?;
        if !rest.is_zero() {
            all.push((debt.id.clone(), rest));
        }
    }
    Ok(all)
}

/// What a payment gives up: so much of these debts.
pub(super) struct GivenUp {
    its: Vec<DebtId>,
    pub(super) amount: Money,
    /// The day on which the payment was begun.
    begun_on: NaiveDate,
}

/// What the try of a payment gives up, if its money is enough and was begun in time. Where a plan has been
/// agreed on the debts and runs, that decides.
pub(super) async fn honoured(
    tx: &mut Tx,
    (tenant, settings): (&Tenant, &Settings),
    case: &CaseId,
    (payment, attempt): (&Payment, &AttemptId),
) -> Result<Option<GivenUp>, PortalError> {
    let currency = payment.amount.currency();
    let found = attempt_waiver::find(tx, tenant, (attempt, currency)).await?;
    let Some(waiver) = found else { return Ok(None) };
    let found = attempt::find(tx, tenant, attempt::Find::Id(attempt)).await?;
    let attempt = found.ok_or(PortalError::NotFound)?;
    let its = attempt::debts(tx, tenant, &attempt.id).await?;
    for kept in plan::of_case(tx, tenant, case).await? {
        if plan::runs(kept.plan.state()) && kept.debts.iter().any(|debt| its.contains(debt)) {
            return Ok(None);
        }
    }
    let amount = waiver.given_up(currency)?;
    let owed = attempt.amount.checked_add(amount)?;
    let deal = Deal::new(owed, attempt.amount, waiver.until)?;
    let whose = (tenant, settings);
    let begun_on = begun::begun_on(tx, whose, (&attempt, payment.received_on)).await?;
    let fact = DealFact::Paid { amount: payment.amount, opened_on: begun_on };
    let booking = deal.apply(fact, payment.received_on)?.1;
    Ok((booking == Booking::Waive).then_some(GivenUp { its, amount, begun_on }))
}

/// Waives what a payment gives up, once its own entry stands. A promise to pay everything is kept by it.
pub(super) async fn honour(
    portal: &Portal,
    tx: &mut Tx,
    whose: (&Tenant, &Settings),
    case: &mut LockedCase,
    (payment, given_up): (&Payment, &GivenUp),
) -> Result<(), PortalError> {
    let cause = Turns::of_payment(&payment.id).waived(0);
    turns::book(portal, tx, whose, case, (&given_up.its, given_up.amount, cause)).await?;
    let of = (&case.id, payment.amount.currency());
    for mut made in promise::made_of_case(tx, whose.0, of).await? {
        made.promise = made.promise.apply(PromiseFact::Agreed, given_up.begun_on)?;
        promise::save(tx, whose.0, &made).await?;
    }
    Ok(())
}

/// What was given up together with a payment when it was booked, and the cause of the last entry of it;
/// `None` if nothing was.
pub async fn given_up_with(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    payment: &Payment,
) -> Result<Option<(Money, Cause)>, PortalError> {
    let (cause, mut causes) = (payment.cause(), Vec::new());
    for kept in plan::of_case(conn, tenant, &payment.case).await? {
        let by = plan::completed_by(conn, tenant, &kept.id).await?;
        if let Some(by) = by.filter(|by| by.cause == cause.as_str()) {
            causes.push(turns::on_completion(conn, tenant, (&kept.id, by.at)).await?);
        }
    }
    if !turns::pays_a_plan(conn, tenant, payment).await? {
        causes.push(Turns::of_payment(&payment.id).waived(0));
    }
    let mut found = None::<(Money, Cause)>;
    for cause in causes {
        let postings = ledger::of_cause(conn, tenant, &cause).await?;
        if !postings.is_empty() {
            let before = found.map_or(Money::zero(payment.amount.currency()), |(sum, _)| sum);
            let amounts = postings.iter().map(|posting| posting.amount);
            found = Some((amounts.into_iter().try_fold(before, Money::checked_add)?, cause));
        }
    }
    Ok(found)
}
