//! Reopening a plan that broke by a miss that was none: money that had come in time was written down when the
//! plan was over. An owner says so, with a reason.
//!
//! | what | rule |
//! | --- | --- |
//! | when | the plan would not have broken, had the money been known; its debts are in no other plan that runs; they owe what the plan still counts on, so that nothing was corrected or taken back since |
//! | what breaking gave up or dropped | owed again |
//! | what a payment since gave up of its debts, since it was begun to end the plan | owed again: the plan gives it up once it is paid |
//! | what paying late has cost its debts since | waived: no such cost arises while a plan runs; it is not asked for again if the plan breaks once more |
//! | money that reached its debts since | pays the plan, each on the day on which it counts; what the plan does not need is the debtor's credit |
//! | dates that came since | what money has not paid of them gets dates ahead ([`domain::plan`]) |
//! | promises and open proposals about what is owed | give way, as to a new plan |
//!
//! All of it is one transaction.

use chrono::NaiveDate;
use domain::allocation::{Room, take_back};
use domain::ids::{CaseId, EntryId, PlanId};
use domain::ledger::{Account, Cause, Entry, Posting, Reason};
use domain::money::{Money, MoneyError};
use domain::plan::{Act, Dated, Decision, Extra, Plan, PlanRefusal, State, What};
use domain::promise::PromiseFact;
use sqlx::AnyConnection;

use super::change::{Form, Outcome, store_key};
use super::ledger_told::sums;
use super::on_its_way::charged_for;
use super::page::owed;
use super::{decided, of_case, write};
use crate::compose::Portal;
use crate::config::creditor::Settings;
use crate::in_tx;
use crate::store::case::LockedCase;
use crate::store::movement::{self, Caused};
use crate::store::payment::{self, Payment};
use crate::store::plan::Kept;
use crate::store::{Tx, attempt_plan, case, creditor, form_key, ledger, plan, promise};
use crate::tenant::Tenant;
use crate::use_cases::payment::begun;
use crate::use_cases::payment::came_back::{self, CameBack};
use crate::use_cases::payment::waiver::{self, Turns};
use crate::use_cases::{PortalError, proposal, reason, wall_clock};

/// What reopening a plan makes of the plan and of its debts.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reopening {
    /// What has reached its debts since it broke, in the order of the days on which it counts.
    money: Vec<(Cause, Dated)>,
    /// What it paid of them.
    paid: Vec<Posting>,
    /// What of it the plan does not need.
    rest: Money,
    /// What paying late has cost the debts since.
    late: Money,
    /// What of this money gave something up of the debts by itself, and how much.
    given_up: Vec<(Turns, Money)>,
}

/// What reopening would make of a plan today; `None` if it stays as it is.
pub async fn reopening(
    conn: &mut AnyConnection,
    whose: (&Tenant, &Settings),
    kept: &Kept,
    today: NaiveDate,
) -> Result<Option<Reopening>, PortalError> {
    if !matches!(kept.plan.state(), State::Broken { .. }) || is_taken(conn, whose.0, kept).await? {
        return Ok(None);
    }
    let Some(found) = since(conn, whose, kept).await? else { return Ok(None) };
    let Some((plan, rest)) = again(&kept.plan, &found.money, today)? else { return Ok(None) };
    let waived = waiver::stands(conn, whose.0, &Turns::of_plan(&kept.id)).await?;
    let zero = Money::zero(kept.plan.agreement().owed.currency());
    let by_money = found.given_up.iter().map(|(_, amount)| *amount);
    let back = by_money.into_iter().try_fold(total(&waived, zero)?, Money::checked_add)?;
    let owes = owed(conn, whose.0, kept).await?.checked_add(back)?.checked_add(rest)?;
    let counts_on = plan.open()?.checked_add(plan.waived()?)?.checked_add(found.late)?;
    Ok((owes == counts_on).then_some(Reopening { rest, ..found }))
}

/// Whether one of its debts is in another plan that runs.
async fn is_taken(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    kept: &Kept,
) -> Result<bool, PortalError> {
    let all = plan::of_case(conn, tenant, &kept.case).await?;
    let mut others = all.iter().filter(|other| plan::runs(other.plan.state()));
    Ok(others.any(|other| other.debts.iter().any(|debt| kept.debts.contains(debt))))
}

/// The plan after it was reopened and has taken all money, and what it did not need; `None` if it stays broken.
fn again(
    plan: &Plan,
    money: &[(Cause, Dated)],
    today: NaiveDate,
) -> Result<Option<(Plan, Money)>, PortalError> {
    let all = money.iter().map(|(_, one)| *one).collect();
    let mut decision = match plan.decide(Act::Reopen(all), today) {
        Ok(decision) => decision,
        Err(PlanRefusal::Money(error)) => return Err(error.into()),
        Err(_) => return Ok(None),
    };
    let (mut plan, mut rest) = (plan.clone(), decision.rest);
    let mut left = money.iter();
    loop {
        plan = plan.replay(&decision.events).map_err(|error| {
            tracing::error!("what was decided cannot happen: {error}");
            PortalError::Refused("plan")
        })?;
        let Some((_, one)) = left.next() else { return Ok(Some((plan, rest))) };
        decision = taken(&plan, *one)?;
        rest = rest.checked_add(decision.rest)?;
    }
}

fn taken(plan: &Plan, one: Dated) -> Result<Decision, PortalError> {
    plan.decide(one.act(), one.on).map_err(|refusal| match refusal {
        PlanRefusal::Money(error) => error.into(),
        _ => PortalError::Refused("plan"),
    })
}

/// What happened to its debts since the plan broke; `None` if it never did.
async fn since(
    conn: &mut AnyConnection,
    whose: (&Tenant, &Settings),
    kept: &Kept,
) -> Result<Option<Reopening>, PortalError> {
    let tenant = whose.0;
    let told = plan::events(conn, tenant, kept).await?;
    let Some(broken) = told.iter().rev().find(|one| one.event.what == What::Broken) else {
        return Ok(None);
    };
    let mut moved = movement::since(conn, tenant, &kept.case, broken.at).await?;
    moved.retain(|one| told.iter().all(|event| event.cause != one.cause.as_str()));
    let payments = payment::of_case(conn, tenant, &kept.case).await?;
    // What was undone again never came.
    for payment in payments.iter().filter(|payment| payment.reversed_at.is_some()) {
        let undone = [payment.cause(), payment.cause_of_reversal()];
        moved.retain(|one| !undone.contains(&one.cause));
    }
    // Neither did leave what came back.
    let returns = came_back::of_case(conn, tenant, &kept.case).await?;
    for one in &returns {
        let round = [&one.out, &one.back];
        if round.iter().all(|cause| moved.iter().any(|entry| entry.cause == **cause)) {
            moved.retain(|entry| !round.contains(&&entry.cause));
        }
    }
    let zero = Money::zero(kept.plan.agreement().owed.currency());
    let (money, paid, given_up) = (Vec::new(), Vec::new(), Vec::new());
    let mut found = Reopening { money, paid, rest: zero, late: zero, given_up };
    for entry in moved.chunk_by(|one, next| one.cause == next.cause) {
        found.late = found.late.checked_add(charged(entry, kept)?)?;
        let postings: Vec<_> = entry.iter().map(|one| one.posting.clone()).collect();
        let (amount, _) = sums(&postings, zero.currency(), |debt| kept.debts.contains(debt))?;
        if let (Some(first), false) = (entry.first(), amount.is_zero()) {
            let one = dated(conn, whose, (first, amount), (&payments, &returns, kept)).await?;
            found.money.push((first.cause.clone(), one));
            found.paid.extend(postings.into_iter().filter(|one| reaches(one, kept)));
        }
    }
    found.money.sort_by_key(|(_, one)| one.on);
    for payment in &payments {
        if found.money.iter().any(|(cause, _)| *cause == payment.cause()) {
            found.given_up.extend(given_up_by(conn, tenant, (payment, kept)).await?);
        }
    }
    Ok(Some(found))
}

/// What a payment gave up of the plan's debts by itself; `None` if nothing, or of other debts too.
async fn given_up_by(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    (payment, kept): (&Payment, &Kept),
) -> Result<Option<(Turns, Money)>, PortalError> {
    let turns = Turns::of_payment(&payment.id);
    let waived = waiver::stands(conn, tenant, &turns).await?;
    if waived.is_empty() || !waived.iter().all(|one| reaches(one, kept)) {
        return Ok(None);
    }
    let amount = total(&waived, kept.plan.agreement().owed)?;
    Ok(Some((turns, amount)))
}

/// Whether a posting pays one of the plan's debts.
fn reaches(posting: &Posting, kept: &Kept) -> bool {
    matches!(&posting.from, Account::Owed(debt, _) if kept.debts.contains(debt))
}

/// What an entry charges the plan's debts for being paid late.
fn charged(entry: &[Caused], kept: &Kept) -> Result<Money, MoneyError> {
    let zero = Money::zero(kept.plan.agreement().owed.currency());
    let its = entry.iter().filter(|one| {
        let to = &one.posting.to;
        one.reason == Reason::Late
            && matches!(to, Account::Owed(debt, _) if kept.debts.contains(debt))
    });
    its.map(|one| one.posting.amount).try_fold(zero, Money::checked_add)
}

/// When money of an entry counts, and where it goes beyond what is due.
async fn dated(
    conn: &mut AnyConnection,
    whose: (&Tenant, &Settings),
    (entry, amount): (&Caused, Money),
    (payments, returns, kept): (&[Payment], &[CameBack], &Kept),
) -> Result<Dated, PortalError> {
    let plain = Dated { amount, extra: Extra::Next, charge: None, on: entry.occurred_on };
    let back = returns.iter().find(|one| one.back == entry.cause);
    let is_its = |one: &&Payment| {
        one.cause() == entry.cause || back.is_some_and(|back| back.payment == one.id)
    };
    let Some(payment) = payments.iter().find(is_its) else { return Ok(plain) };
    let on = begun::of_payment(conn, whose, payment).await?;
    let Some(attempt) = &payment.attempt else { return Ok(Dated { on, ..plain }) };
    let extra = attempt_plan::extra(conn, whose.0, attempt).await?;
    let charge = charged_for(conn, whose.0, (attempt, &kept.id)).await?;
    Ok(Dated { amount, extra, charge, on })
}

fn total(postings: &[Posting], like: Money) -> Result<Money, MoneyError> {
    let amounts = postings.iter().map(|posting| posting.amount);
    amounts.into_iter().try_fold(Money::zero(like.currency()), Money::checked_add)
}

/// Reopens a plan, if it is still as the form was drawn and the money's day shows that it never broke.
/// `NotFound` if the case has no such plan. Whether the caller may is checked before.
pub async fn reopen(
    portal: &Portal,
    tenant: &Tenant,
    of: (&CaseId, &PlanId),
    (why, form): (&str, &Form),
) -> Result<Outcome, PortalError> {
    in_tx!(portal.store, tx => locked(portal, &mut tx, tenant, of, (why, form)).await?)
}

async fn locked(
    portal: &Portal,
    tx: &mut Tx,
    tenant: &Tenant,
    (case, id): (&CaseId, &PlanId),
    (why, form): (&str, &Form),
) -> Result<Outcome, PortalError> {
    let now = portal.clock.now();
    let mut case = case::lock(tx, tenant, case).await?.ok_or(PortalError::NotFound)?;
    let kept = of_case(tx, tenant, (&case.id, id)).await?;
    let key = store_key(id, &form.key);
    if let Some(before) = form_key::find(tx, tenant, &key).await? {
        return Ok(before.parse().map_or(Outcome::Stale, Outcome::Done));
    }
    if form.drawn != kept.events {
        return Ok(Outcome::Stale);
    }
    let settings = creditor::settings(tx, tenant).await?;
    let today = wall_clock::local(settings.zone, now).date();
    let whose = (tenant, &settings);
    let Some(found) = reopening(tx, whose, &kept, today).await? else {
        return Ok(Outcome::Refused(PlanRefusal::StaysBroken));
    };
    let of_plan = Turns::of_plan(&kept.id);
    for turns in found.given_up.iter().map(|(turns, _)| turns).chain([&of_plan]) {
        waiver::owe_again(portal, tx, whose, &mut case, (turns, &kept.debts)).await?;
    }
    settle(portal, tx, whose, &mut case, (&kept, &found)).await?;
    make_way(portal, tx, tenant, &mut case, (&kept, today)).await?;
    let proof = reason::keep(portal, tx, tenant, &case.id, (key.as_str(), why)).await?;
    let cause = format!("form:{} {} {proof}", form.key, form.who);
    let all = found.money.iter().map(|(_, one)| *one).collect();
    let events = decided(&kept, Act::Reopen(all), today)?;
    let mut kept = write(portal, tx, tenant, &mut case, (kept, &events, &cause)).await?;
    for (cause, one) in &found.money {
        let events = decided(&kept, one.act(), one.on)?;
        kept = write(portal, tx, tenant, &mut case, (kept, &events, cause.as_str())).await?;
    }
    let events = decided(&kept, Act::Redate, today)?;
    let kept = write(portal, tx, tenant, &mut case, (kept, &events, &cause)).await?;
    form_key::insert(tx, tenant, (&key, &kept.events.to_string()), now).await?;
    Ok(Outcome::Done(kept.events))
}

/// Gives the debtor back what the plan does not need, and waives what paying late has cost since.
async fn settle(
    portal: &Portal,
    tx: &mut Tx,
    whose: (&Tenant, &Settings),
    case: &mut LockedCase,
    (kept, found): (&Kept, &Reopening),
) -> Result<(), PortalError> {
    let now = portal.clock.now();
    // Which time it is follows from how much had happened.
    let of = format!("{}-{}", kept.id, kept.events);
    let paid = found.paid.iter().rev();
    let rooms: Vec<_> =
        paid.map(|one| Room { account: one.from.clone(), most: one.amount }).collect();
    let held = Account::Credit(case.id.clone());
    let (postings, _) = take_back(&held, &rooms, found.rest)?;
    if !postings.is_empty() {
        let entry = Entry {
            id: EntryId::from_bits(portal.ids.bits()),
            case: Some(case.id.clone()),
            occurred_on: wall_clock::local(whose.1.zone, now).date(),
            reason: Reason::Reversed,
            cause: Cause::of("plan-rest", &of),
            postings,
        };
        let _ = ledger::post(tx, whose.0, Some(case), entry, now).await?;
    }
    if found.late.is_zero() {
        return Ok(());
    }
    let cause = Cause::of("late-waiver", &of);
    waiver::waive(portal, tx, whose, case, (&kept.debts, found.late, cause)).await
}

/// Ends what was promised or proposed about the plan's debts since it broke.
async fn make_way(
    portal: &Portal,
    tx: &mut Tx,
    tenant: &Tenant,
    case: &mut LockedCase,
    (kept, today): (&Kept, NaiveDate),
) -> Result<(), PortalError> {
    let currency = kept.plan.agreement().owed.currency();
    for mut made in promise::made_of_case(tx, tenant, (&case.id, currency)).await? {
        made.promise = made.promise.apply(PromiseFact::Agreed, today)?;
        promise::save(tx, tenant, &made).await?;
    }
    proposal::give_way(portal, tx, tenant, case, currency).await
}
