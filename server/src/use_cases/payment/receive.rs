//! Booking money that has arrived: once, to the debts it was for, the rest as credit.

use chrono::NaiveDate;
use domain::allocation::{OpenDebt, allocate, use_credit};
use domain::ids::{AttemptId, DebtId, EntryId, PaymentId, SuspenseId};
use domain::ledger::{Account, Cause, Channel, Entry, Posting, Reason};
use domain::money::{Currency, Money};
use domain::plan::Extra;

use super::{begun, waiver};
use crate::compose::Portal;
use crate::config::creditor::Settings;
use crate::store::case::LockedCase;
use crate::store::message::NewMessage;
use crate::store::payment::Payment;
use crate::store::plan as store;
use crate::store::suspense::Suspense;
use crate::store::{
    Tx, attempt_plan, autopay_try, creditor, debt, evidence, ledger, payment, suspense,
};
use crate::tenant::Tenant;
use crate::use_cases::plan::{self, Moved};
use crate::use_cases::{PortalError, clearance, proposal, reminder, work};

/// Money that has arrived for a case.
#[derive(Clone, Debug)]
pub struct Arrival {
    /// How much.
    pub amount: Money,
    /// Where it came in.
    pub channel: Channel,
    /// The try that brought it.
    pub attempt: Option<AttemptId>,
    /// The provider's money object, or another key that makes it this money and no other.
    pub key: Option<String>,
    /// The day on which it came, in the creditor's zone. Plans and promises count it from the day on which it
    /// was begun.
    pub received_on: NaiveDate,
    /// The debts that it is for; all open ones if empty.
    pub debts: Vec<DebtId>,
    /// The account that it comes out of: `Collected`, or `Suspense` if its owner was found late.
    pub source: Account,
    /// What the team wrote beside it, and who.
    pub by_team: Option<(String, String)>,
}

/// Books money on a locked case: payment, postings, evidence, messages. `None` if this money was
/// received before.
pub async fn on_case(
    portal: &Portal,
    tx: &mut Tx,
    (tenant, settings): (&Tenant, &Settings),
    case: &mut LockedCase,
    money: Arrival,
) -> Result<Option<PaymentId>, PortalError> {
    let now = portal.clock.now();
    let id = PaymentId::from_bits(portal.ids.bits());
    let (note, recorded_by) = money.by_team.clone().unzip();
    let payment = Payment {
        id: id.clone(),
        case: case.id.clone(),
        attempt: money.attempt.clone(),
        channel: money.channel,
        amount: money.amount,
        received_on: money.received_on,
        received_at: now,
        receipt_number: creditor::next_number(tx, tenant, "receipt").await?,
        provider_ref: money.key.clone(),
        note: note.filter(|note| !note.is_empty()),
        recorded_by,
        reversed_at: None,
    };
    if !payment::insert(tx, tenant, &payment).await? {
        return Ok(None);
    }
    let whose = (tenant, settings);
    let given_up = match &money.attempt {
        Some(attempt) => waiver::honoured(tx, whose, &case.id, (&payment, attempt)).await?,
        None => None,
    };
    let charge = match &money.attempt {
        Some(attempt) => autopay_try::of_attempt(tx, tenant, attempt).await?,
        None => None,
    };
    // What counts is the day on which the debtor began to pay, however late a bank brings the money.
    let on = begun::of_payment(tx, whose, &payment).await?;
    let free = given_up.as_ref().map_or(Money::zero(money.amount.currency()), |one| one.amount);
    let postings = spread(tx, (tenant, settings), case, (&money, free, on)).await?;
    let reason = if money.source == Account::Suspense { Reason::Identified } else { Reason::Paid };
    let cause = payment.cause();
    let entry = Entry {
        id: EntryId::from_bits(portal.ids.bits()),
        case: Some(case.id.clone()),
        occurred_on: money.received_on,
        reason,
        cause: cause.clone(),
        postings: postings.clone(),
    };
    let _ = ledger::post(tx, tenant, Some(case), entry, now).await?;
    let extra = match &money.attempt {
        Some(attempt) => attempt_plan::extra(tx, tenant, attempt).await?,
        None => Extra::Next,
    };
    let moved = Moved { postings: &postings, cause: &cause, on, extra };
    plan::told_of(portal, tx, tenant, case, (moved, charge.as_ref())).await?;
    if let Some(given_up) = &given_up {
        waiver::honour(portal, tx, (tenant, settings), case, (&payment, given_up)).await?;
    }
    tell(portal, tx, tenant, case, &payment).await?;
    reminder::cancel_queued(portal, tx, tenant, case, reminder::PAID).await?;
    use_credit_of(portal, tx, (tenant, settings), case, money.amount.currency()).await?;
    proposal::settled(portal, tx, tenant, case, money.amount.currency()).await?;
    clearance::follow(portal, tx, tenant, case).await?;
    Ok(Some(id))
}

/// What money pays: first the plans whose debts it is for, each no more than ends it on the day `on` on which it
/// counts, oldest plan first; then the other debts, but for what is given up of them; the rest is credit. What was agreed
/// last comes before what is only owed.
async fn spread(
    tx: &mut Tx,
    (tenant, settings): (&Tenant, &Settings),
    case: &LockedCase,
    (money, given_up, on): (&Arrival, Money, NaiveDate),
) -> Result<Vec<Posting>, PortalError> {
    let (currency, order) = (money.amount.currency(), settings.allocation_order());
    let mut others = open_debts(tx, tenant, case, currency, &money.debts).await?;
    let (mut left, mut postings) = (money.amount, Vec::new());
    for kept in store::of_case(tx, tenant, &case.id).await? {
        if !store::runs(kept.plan.state()) {
            continue;
        }
        let is_its = |debt: &OpenDebt| kept.debts.contains(&debt.debt);
        let (its, rest): (Vec<_>, Vec<_>) = others.into_iter().partition(is_its);
        others = rest;
        if its.is_empty() {
            continue;
        }
        let most = kept.plan.ends_for(on)?.at_most(left)?;
        let mut paid = allocate(&case.id, &its, most, &money.source, order)?;
        // What the debts do not owe stays with the rest of the money.
        paid.retain(|posting| matches!(posting.from, Account::Owed(..)));
        for posting in &paid {
            left = left.checked_sub(posting.amount)?;
        }
        postings.extend(paid);
    }
    if !given_up.is_zero() {
        let open = others.iter().map(|debt| debt.balance.total());
        let open =
            open.into_iter().try_fold(Money::zero(currency), |sum, one| sum.checked_add(one?))?;
        let asked = open.less(given_up)?.at_most(left)?;
        postings.extend(allocate(&case.id, &others, asked, &money.source, order)?);
        (left, others) = (left.checked_sub(asked)?, Vec::new());
    }
    postings.extend(allocate(&case.id, &others, left, &money.source, order)?);
    Ok(postings)
}

async fn tell(
    portal: &Portal,
    tx: &mut Tx,
    tenant: &Tenant,
    case: &mut LockedCase,
    payment: &Payment,
) -> Result<(), PortalError> {
    let body = format!("{} {} {}", payment.id, payment.channel.as_str(), payment.amount);
    evidence::append(tx, tenant, case, payment.received_at, ("payment", &body)).await?;
    for (kind, occurrence) in [
        ("receipt", format!("receipt:{}", payment.id)),
        ("team-payment", format!("team-payment:{}", payment.id)),
    ] {
        let new = NewMessage {
            case: Some(&case.id),
            member: None,
            kind,
            about: Some(payment.id.as_str()),
            occurrence: &occurrence,
        };
        work::message(portal, tx, tenant, new).await?;
    }
    Ok(())
}

/// The debts of a locked case that money in `currency` may pay: those `chosen`, or all.
async fn open_debts(
    tx: &mut Tx,
    tenant: &Tenant,
    case: &LockedCase,
    currency: Currency,
    chosen: &[DebtId],
) -> Result<Vec<OpenDebt>, PortalError> {
    let debts = debt::of_case(tx, tenant, &case.id).await?;
    let fits = |d: &debt::Debt| {
        let wanted =
            if chosen.is_empty() { d.disputed_at.is_none() } else { chosen.contains(&d.id) };
        d.currency == currency && wanted
    };
    Ok(debts.iter().filter(|d| fits(d)).map(debt::Debt::open).collect())
}

/// Uses what credit a locked case has on the debts that are due; the debtor sees it.
///
/// Only on debts that are due today or earlier: credit is for the next amount due. What is due later, and the dates
/// of plans, wait for their day ([`plan::use_credit`]).
pub async fn use_credit_of(
    portal: &Portal,
    tx: &mut Tx,
    (tenant, settings): (&Tenant, &Settings),
    case: &mut LockedCase,
    currency: Currency,
) -> Result<(), PortalError> {
    let now = portal.clock.now();
    let today = now.with_timezone(&settings.zone).date_naive();
    let credit = ledger::credit(tx, tenant, &case.id, currency).await?;
    if credit.is_zero() {
        return Ok(());
    }
    let mut open = open_debts(tx, tenant, case, currency, &[]).await?;
    open.retain(|d| d.due_on.is_none_or(|due| due <= today));
    for kept in store::of_case(tx, tenant, &case.id).await? {
        if store::runs(kept.plan.state()) {
            open.retain(|d| !kept.debts.contains(&d.debt));
        }
    }
    let postings = use_credit(&case.id, &open, credit, settings.allocation_order())?;
    if postings.is_empty() {
        return Ok(());
    }
    let id = EntryId::from_bits(portal.ids.bits());
    let entry = Entry {
        cause: Cause::of("credit", &id),
        id,
        case: Some(case.id.clone()),
        occurred_on: today,
        reason: Reason::CreditUsed,
        postings,
    };
    let _ = ledger::post(tx, tenant, Some(case), entry, now).await?;
    reminder::cancel_pointless(portal, tx, (tenant, settings), case).await
}

/// Money that no case can be given: into suspense, with an alarm to the team. False if it was
/// received before.
pub async fn in_suspense(
    portal: &Portal,
    tx: &mut Tx,
    tenant: &Tenant,
    item: Suspense,
) -> Result<bool, PortalError> {
    let now = portal.clock.now();
    if !suspense::insert(tx, tenant, &item).await? {
        return Ok(false);
    }
    let entry = Entry {
        id: EntryId::from_bits(portal.ids.bits()),
        case: None,
        occurred_on: item.received_on,
        reason: Reason::Unidentified,
        cause: item.cause(),
        postings: vec![item.posting()],
    };
    let _ = ledger::post(tx, tenant, None, entry, now).await?;
    alarm(portal, tx, tenant, &item).await?;
    tracing::warn!(suspense.id = %item.id, why = item.why, "money went to suspense");
    Ok(true)
}

/// Tells the team of an item that waits from now on, or waits again.
pub(super) async fn alarm(
    portal: &Portal,
    tx: &mut Tx,
    tenant: &Tenant,
    item: &Suspense,
) -> Result<(), PortalError> {
    let occurrence = match item.reopened {
        0 => format!("team-suspense:{}", item.id),
        n => format!("team-suspense:{}:{n}", item.id),
    };
    let new = NewMessage {
        case: None,
        member: None,
        kind: "team-suspense",
        about: Some(item.id.as_str()),
        occurrence: &occurrence,
    };
    Ok(work::message(portal, tx, tenant, new).await?)
}

/// A fresh suspense item.
pub fn suspense_item(
    portal: &Portal,
    (amount, channel): (Money, Channel),
    received_on: NaiveDate,
    (provider_ref, reference): (Option<String>, Option<String>),
    why: &str,
) -> Suspense {
    Suspense {
        id: SuspenseId::from_bits(portal.ids.bits()),
        channel,
        amount,
        back: Money::zero(amount.currency()),
        received_on,
        provider_ref,
        reference,
        why: why.to_owned(),
        made_at: portal.clock.now(),
        reopened: 0,
        disputed_at: None,
        taken_at: None,
        ended_at: None,
        ended_by: None,
    }
}
