//! Money that leaves a case, and money of it that comes back.

use chrono::NaiveDate;
use domain::allocation::take_back;
use domain::ids::{CaseId, EntryId, PaymentId};
use domain::ledger::{Account, Cause, Entry, Posting, Reason};
use domain::money::{Money, MoneyError};
use domain::plan::Extra;

use super::{begun, waiver};
use crate::compose::Portal;
use crate::store::case::LockedCase;
use crate::store::ledger::Posted;
use crate::store::{Tx, creditor, debt, ledger, payment};
use crate::tenant::Tenant;
use crate::use_cases::plan::{self, Moved};
use crate::use_cases::{PortalError, clearance};

/// Where money that leaves comes out, and why.
pub struct Source {
    /// `Refunded`, `ChargedBack`, or `Collected` for a reversal.
    pub account: Account,
    /// Why.
    pub reason: Reason,
    /// The day in the creditor's zone; today if `None`.
    pub on: Option<NaiveDate>,
}

/// Takes `amount` of a payment out of its locked case: unused credit first, then what the payment
/// paid, then what others paid.
///
/// What finds no room was never the debtor's to lose: money given back that the bank takes once more.
/// It is the creditor's loss until the bank gives it back, and a person has to look at it.
pub async fn out_of_case(
    portal: &Portal,
    tx: &mut Tx,
    tenant: &Tenant,
    case: &mut LockedCase,
    (source, cause): (Source, Cause),
    (payment, amount): (&PaymentId, Money),
) -> Result<(), PortalError> {
    // Before the entry itself, so that what is told of it tells of everything that is owed again.
    waiver::follow(portal, tx, tenant, case, payment).await?;
    let now = portal.clock.now();
    let paid = Cause::of("payment", payment);
    let rooms = ledger::rooms(tx, tenant, (&case.id, amount.currency()), &paid).await?;
    let (mut postings, rest) = take_back(&source.account, &rooms, amount)?;
    if !rest.is_zero() {
        tracing::error!(payment.id = %payment, cause = cause.as_str(), "more leaves than came in");
        postings.push(Posting { from: source.account, to: Account::WrittenOff, amount: rest });
    }
    let settings = creditor::settings(tx, tenant).await?;
    let today = now.with_timezone(&settings.zone).date_naive();
    let on = source.on.unwrap_or(today);
    let entry = Entry {
        id: EntryId::from_bits(portal.ids.bits()),
        case: Some(case.id.clone()),
        occurred_on: on,
        reason: source.reason,
        cause: cause.clone(),
        postings: postings.clone(),
    };
    if ledger::post(tx, tenant, Some(case), entry, now).await? == Posted::Now {
        let moved = Moved { postings: &postings, cause: &cause, on, extra: Extra::Next };
        plan::told(portal, tx, tenant, case, moved).await?;
        clearance::follow(portal, tx, tenant, case).await?;
    }
    Ok(())
}

/// The cause and the reason of an entry that undoes another.
pub struct Undo {
    /// What makes it happen once.
    pub cause: Cause,
    /// Why.
    pub reason: Reason,
}

/// Undoes the entry of `cause`, with which money of a payment left: what it took out of debts pays them again
/// as far as they are still owed, the rest becomes credit. For plans and promises it counts as the payment did: it
/// was the debtor's all the time. What was given up with it is waived again, also for a plan made meanwhile.
pub async fn undo(
    portal: &Portal,
    tx: &mut Tx,
    tenant: &Tenant,
    case: &mut LockedCase,
    (payment, cause, back): (&PaymentId, &Cause, Undo),
) -> Result<(), PortalError> {
    let now = portal.clock.now();
    let out = ledger::of_cause(tx, tenant, cause).await?;
    let debts = debt::of_case(tx, tenant, &case.id).await?;
    let owed = |account: &Account| match account {
        Account::Owed(id, part) => {
            debts.iter().find(|d| d.id == *id).map(|d| d.balance.part(*part))
        }
        _ => None,
    };
    let postings = undone(&case.id, &out, owed)?;
    let settings = creditor::settings(tx, tenant).await?;
    let on = now.with_timezone(&settings.zone).date_naive();
    let entry = Entry {
        id: EntryId::from_bits(portal.ids.bits()),
        case: Some(case.id.clone()),
        occurred_on: on,
        reason: back.reason,
        cause: back.cause.clone(),
        postings: postings.clone(),
    };
    if ledger::post(tx, tenant, Some(case), entry, now).await? == Posted::Now {
        let paid = payment::find(tx, tenant, payment::Find::Id(payment)).await?;
        let paid = paid.ok_or(PortalError::NotFound)?;
        let on = begun::of_payment(tx, (tenant, &settings), &paid).await?;
        let moved = Moved { postings: &postings, cause: &back.cause, on, extra: Extra::Next };
        plan::told(portal, tx, tenant, case, moved).await?;
    }
    waiver::follow(portal, tx, tenant, case, payment).await?;
    plan::waived_again(portal, tx, (tenant, &settings), case, &back.cause).await?;
    // Only now is known whether something is still owed.
    clearance::follow(portal, tx, tenant, case).await
}

/// The postings that undo `out`, where `owed` says what is owed now on an account of a debt.
fn undone(
    case: &CaseId,
    out: &[Posting],
    owed: impl Fn(&Account) -> Option<Money>,
) -> Result<Vec<Posting>, MoneyError> {
    let mut backs: Vec<Posting> = Vec::new();
    for back in out.iter().map(Posting::reversed) {
        // One account may stand there twice, but it takes only as much as is owed on it.
        match backs.iter_mut().find(|known| known.from == back.from) {
            Some(known) => known.amount = known.amount.checked_add(back.amount)?,
            None => backs.push(back),
        }
    }
    let (mut postings, mut credit): (Vec<Posting>, Option<Posting>) = (Vec::new(), None);
    for back in backs {
        let zero = Money::zero(back.amount.currency());
        let again = match &back.from {
            Account::WrittenOff => back.amount,
            account => owed(account).unwrap_or(zero).at_most(back.amount)?,
        };
        let over = back.amount.checked_sub(again)?;
        let so_far = credit.as_ref().map_or(zero, |posting| posting.amount);
        let from = Account::Credit(case.clone());
        credit = Some(Posting { from, to: back.to.clone(), amount: so_far.checked_add(over)? });
        postings.push(Posting { amount: again, ..back });
    }
    postings.extend(credit);
    postings.retain(|posting| !posting.amount.is_zero());
    Ok(postings)
}
