//! A waiver that was booked: owed again while its money is gone, and waived again when it is back.

use std::fmt::Display;

use chrono::{DateTime, NaiveDate, Utc};
use domain::ids::{DebtId, EntryId, PaymentId, PlanId};
use domain::ledger::{Cause, Entry, Posting, Reason};
use domain::money::Money;
use domain::plan::State;
use domain::settlement::{self, Booking, Deal, DealFact, DealState, Whereabouts, waive};
use sqlx::AnyConnection;

use super::backing;
use crate::compose::Portal;
use crate::config::creditor::Settings;
use crate::store::case::LockedCase;
use crate::store::payment::Payment;
use crate::store::{Tx, attempt, creditor, debt, ledger, movement, payment, plan};
use crate::tenant::Tenant;
use crate::use_cases::{PortalError, wall_clock};

/// What a plan's waiver is called in its causes.
const PLAN_WAIVER: &str = "plan-waiver";

/// What a payment's waiver is called in its causes.
const PAYMENT_WAIVER: &str = "waiver";

/// The causes of one waiver and of what became of it since.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Turns {
    what: &'static str,
    of: String,
}

impl Turns {
    /// Those of what a payment gave up.
    pub fn of_payment(id: &PaymentId) -> Self {
        Self { what: PAYMENT_WAIVER, of: id.to_string() }
    }

    /// Those of what a plan gave up.
    pub fn of_plan(id: &PlanId) -> Self {
        Self { what: PLAN_WAIVER, of: id.to_string() }
    }

    /// Waived, after it was owed again so many times.
    pub fn waived(&self, times: u32) -> Cause {
        match times {
            0 => self.cause(&self.of),
            times => self.cause(&format!("{}:{times}", self.of)),
        }
    }

    /// Owed again, for so many times, from 1.
    pub fn owed_again(&self, times: u32) -> Cause {
        self.cause(&format!("{}:back:{times}", self.of))
    }

    fn cause(&self, of: &impl Display) -> Cause {
        Cause::of(self.what, of)
    }
}

/// Brings what was given up with a payment, and what the plans gave up that it paid, to where its money is
/// now; to be called when money of a payment has left or has come back.
pub async fn follow(
    portal: &Portal,
    tx: &mut Tx,
    tenant: &Tenant,
    case: &mut LockedCase,
    id: &PaymentId,
) -> Result<(), PortalError> {
    let found = payment::find(tx, tenant, payment::Find::Id(id)).await?;
    let payment = found.ok_or(PortalError::NotFound)?;
    let settings = creditor::settings(tx, tenant).await?;
    let whose = (tenant, &settings);
    // What pays a plan gives up nothing of its own: the plan does.
    let attempt = payment.attempt.as_ref();
    let pays_a_plan = attempt.is_some() && pays_a_plan(tx, tenant, &payment).await?;
    if let Some(attempt) = attempt.filter(|_| !pays_a_plan) {
        let its = attempt::debts(tx, tenant, attempt).await?;
        let fact = match backing::now(tx, tenant, &payment).await? {
            Whereabouts::Here => DealFact::Reinstated,
            Whereabouts::Gone => DealFact::TakenBack,
        };
        let turns = Turns::of_payment(id);
        take_turn(portal, tx, whose, case, (&turns, &its, fact)).await?;
    }
    let cause = payment.cause();
    for kept in plan::of_case(tx, tenant, &case.id).await? {
        let causes = plan::paid_by(tx, tenant, &kept.id).await?;
        let is_its = causes.iter().any(|known| known == cause.as_str());
        // One that broke or was cancelled gives up what its policy says, whoever pays.
        if !is_its || !matches!(kept.plan.state(), State::Completed { .. }) {
            continue;
        }
        let fact = backing::of_plan(tx, tenant, &kept).await?;
        let turns = Turns::of_plan(&kept.id);
        take_turn(portal, tx, whose, case, (&turns, &kept.debts, fact)).await?;
    }
    Ok(())
}

/// Whether a payment has paid a plan, be it because the plan was reopened since.
pub(super) async fn pays_a_plan(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    payment: &Payment,
) -> Result<bool, PortalError> {
    let cause = payment.cause();
    for kept in plan::of_case(conn, tenant, &payment.case).await? {
        let causes = plan::paid_by(conn, tenant, &kept.id).await?;
        if causes.iter().any(|known| known == cause.as_str()) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Where a waiver stands, and what was waived last; `None` if it never was.
struct Standing {
    state: DealState,
    times: u32,
    waived: Vec<Posting>,
}

async fn standing(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    turns: &Turns,
    on: NaiveDate,
) -> Result<Option<Standing>, PortalError> {
    let mut waived = ledger::of_cause(conn, tenant, &turns.waived(0)).await?;
    if waived.is_empty() {
        return Ok(None);
    }
    let mut times = 0;
    loop {
        if ledger::of_cause(conn, tenant, &turns.owed_again(times + 1)).await?.is_empty() {
            return Ok(Some(Standing { state: DealState::Honoured { on }, times, waived }));
        }
        times += 1;
        let again = ledger::of_cause(conn, tenant, &turns.waived(times)).await?;
        if again.is_empty() {
            return Ok(Some(Standing { state: DealState::Reversed { on }, times, waived }));
        }
        waived = again;
    }
}

/// What is waived of these turns now, posting by posting; nothing if it is owed again, or never was waived.
pub async fn stands(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    turns: &Turns,
) -> Result<Vec<Posting>, PortalError> {
    let standing = standing(conn, tenant, turns, NaiveDate::MIN).await?;
    let stands = |one: &Standing| matches!(one.state, DealState::Honoured { .. });
    Ok(standing.filter(stands).map(|one| one.waived).unwrap_or_default())
}

/// The cause under which these turns would be waived next; `None` while they are waived.
pub async fn next(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    turns: &Turns,
) -> Result<Option<Cause>, PortalError> {
    let standing = standing(conn, tenant, turns, NaiveDate::MIN).await?;
    Ok(match standing {
        None => Some(turns.waived(0)),
        Some(Standing { state: DealState::Honoured { .. }, .. }) => None,
        Some(Standing { times, .. }) => Some(turns.waived(times)),
    })
}

/// The cause under which the waiver of a plan that was completed at an instant was booked: one that had broken
/// and was reopened may have given something up before.
pub(super) async fn on_completion(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    (id, at): (&PlanId, DateTime<Utc>),
) -> Result<Cause, PortalError> {
    let (turns, mut times) = (Turns::of_plan(id), 0);
    loop {
        let cause = turns.waived(times);
        match movement::posted_at(conn, tenant, &cause).await? {
            Some(posted_at) if posted_at < at => times += 1,
            _ => return Ok(cause),
        }
    }
}

/// Owes again what was given up in these turns of these debts, if it stands: the plan that decides about it has
/// not ended after all.
pub async fn owe_again(
    portal: &Portal,
    tx: &mut Tx,
    whose: (&Tenant, &Settings),
    case: &mut LockedCase,
    (turns, its): (&Turns, &[DebtId]),
) -> Result<(), PortalError> {
    take_turn(portal, tx, whose, case, (turns, its, DealFact::TakenBack)).await
}

async fn take_turn(
    portal: &Portal,
    tx: &mut Tx,
    (tenant, settings): (&Tenant, &Settings),
    case: &mut LockedCase,
    (turns, its, fact): (&Turns, &[DebtId], DealFact),
) -> Result<(), PortalError> {
    let on = wall_clock::local(settings.zone, portal.clock.now()).date();
    let Some(standing) = standing(tx, tenant, turns, on).await? else { return Ok(()) };
    let Standing { state, times, waived } = standing;
    let Some(first) = waived.first() else { return Ok(()) };
    let zero = Money::zero(first.amount.currency());
    let amounts = waived.iter().map(|posting| posting.amount);
    let amount = amounts.into_iter().try_fold(zero, Money::checked_add)?;
    // Only what it gives up and where it stands counts from here on.
    let deal = Deal { owed: amount, to_pay: zero, until: on, state };
    match deal.apply(fact, on)?.1 {
        Booking::Nothing => Ok(()),
        Booking::Waive => {
            let cause = turns.waived(times);
            book(portal, tx, (tenant, settings), case, (its, amount, cause)).await
        }
        Booking::OweAgain => {
            let what = (Reason::OwedAgain, turns.owed_again(times + 1));
            let postings = settlement::owe_again(&waived);
            post(portal, tx, (tenant, settings), case, (what, postings)).await
        }
    }
}

/// Gives up so much of what is open on these debts of a locked case; nothing where nothing is open.
pub async fn book(
    portal: &Portal,
    tx: &mut Tx,
    (tenant, settings): (&Tenant, &Settings),
    case: &mut LockedCase,
    (its, amount, cause): (&[DebtId], Money, Cause),
) -> Result<(), PortalError> {
    let debts = debt::of_case(tx, tenant, &case.id).await?;
    let open = debts.iter().filter(|debt| its.contains(&debt.id)).map(debt::Debt::open);
    let (postings, rest) = waive(&open.collect::<Vec<_>>(), amount, settings.allocation_order())?;
    if !rest.is_zero() {
        tracing::warn!(cause = cause.as_str(), "less is open than was to be given up");
    }
    post(portal, tx, (tenant, settings), case, ((Reason::Waived, cause), postings)).await
}

async fn post(
    portal: &Portal,
    tx: &mut Tx,
    (tenant, settings): (&Tenant, &Settings),
    case: &mut LockedCase,
    ((reason, cause), postings): ((Reason, Cause), Vec<Posting>),
) -> Result<(), PortalError> {
    if postings.is_empty() {
        return Ok(());
    }
    let now = portal.clock.now();
    let entry = Entry {
        id: EntryId::from_bits(portal.ids.bits()),
        case: Some(case.id.clone()),
        occurred_on: wall_clock::local(settings.zone, now).date(),
        reason,
        cause,
        postings,
    };
    let _ = ledger::post(tx, tenant, Some(case), entry, now).await?;
    Ok(())
}
