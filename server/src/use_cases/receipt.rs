//! The paper of one payment, as it was when the payment was booked, and what became of it since.

use app::debtor::receipt::{Afterwards, Method, ReceiptView};
use chrono::{DateTime, Utc};
use domain::ids::PaymentId;
use domain::ledger::{Account, Cause, Channel, Posting};
use domain::money::Money;
use domain::payment::RefundState;
use sqlx::AnyConnection;

use super::payment::waiver;
use super::session::Visit;
use super::{PortalError, pay, sender, statement, wall_clock};
use crate::compose::Portal;
use crate::config::creditor::Settings;
use crate::store::attempt::{self, Attempt};
use crate::store::debtor::{self, Debtor, Find};
use crate::store::payment::{self, Payment};
use crate::store::{chargeback, creditor, debt, ledger, movement, refund, statement as store};
use crate::tenant::Tenant;

/// A receipt with what its surroundings need. No `Debug`: it is personal.
pub struct Receipt {
    /// The creditor's settings.
    pub settings: Settings,
    /// The debtor, opened.
    pub debtor: Debtor,
    /// What the paper says.
    pub view: ReceiptView,
    /// When the money was booked.
    pub at: DateTime<Utc>,
}

/// Loads the receipt of a payment of the visited case.
pub async fn load(portal: &Portal, visit: &Visit, id: &PaymentId) -> Result<Receipt, PortalError> {
    let mut conn = portal.store.read().await?;
    let found = payment::find(&mut conn, &visit.tenant, payment::Find::Id(id)).await?;
    let payment = found.filter(|p| p.case == visit.case).ok_or(PortalError::NotFound)?;
    of_payment(&mut conn, portal, &visit.tenant, &payment).await
}

/// Loads the receipt of `payment`.
pub async fn of_payment(
    conn: &mut AnyConnection,
    portal: &Portal,
    tenant: &Tenant,
    payment: &Payment,
) -> Result<Receipt, PortalError> {
    let settings = creditor::settings(conn, tenant).await?;
    let of = Find::Case(&payment.case);
    let found = debtor::find(conn, tenant, &portal.keys, of).await?;
    let (debtor, _, _) = found.ok_or(PortalError::NotFound)?;
    let view = view(conn, tenant, &settings, (payment, &debtor)).await?;
    Ok(Receipt { settings, debtor, view, at: payment.received_at })
}

async fn view(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    settings: &Settings,
    (payment, debtor): (&Payment, &Debtor),
) -> Result<ReceiptView, PortalError> {
    let (case, currency) = (&payment.case, payment.amount.currency());
    let postings = ledger::of_cause(conn, tenant, &payment.cause()).await?;
    let debts = debt::of_case(conn, tenant, case).await?;
    let attempt = match &payment.attempt {
        Some(id) => attempt::find(conn, tenant, attempt::Find::Id(id)).await?,
        None => None,
    };
    let given_up = waiver::given_up_with(conn, tenant, payment).await?;
    let zero = Money::zero(currency);
    // What was given up with it stands behind it in the ledger.
    let (given_up, last) = given_up.unwrap_or((zero, payment.cause()));
    let head = store::head_at(conn, tenant, (case, &payment.id)).await?;
    Ok(ReceiptView {
        payment: payment.id.clone(),
        number: payment.receipt_number.to_string(),
        creditor: sender::legal_identity(settings),
        debtor: debtor.person.name.clone().unwrap_or_else(|| debtor.reference.clone()),
        received_at: wall_clock::local(settings.zone, payment.received_at),
        amount: payment.amount,
        method: method(conn, tenant, settings, payment).await?,
        reference: reference(payment, attempt.as_ref()),
        covers: pay::covers(&debts, &postings)?,
        credit: credit(&postings, payment.amount)?,
        given_up,
        left: store::left_after(conn, tenant, (case, currency), &last).await?,
        evidence: head.map(|head| head.code()).unwrap_or_default(),
        afterwards: afterwards(conn, tenant, settings, payment).await?,
    })
}

async fn method(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    settings: &Settings,
    payment: &Payment,
) -> Result<Method, PortalError> {
    let delayed = statement::delayed(settings, payment.amount.currency());
    Ok(match (payment.channel, delayed, &payment.attempt) {
        (Channel::Transfer, ..) => Method::Transfer,
        (Channel::Elsewhere, ..) => Method::Elsewhere,
        (Channel::Stripe, Some(delayed), Some(attempt)) => {
            match (store::was_pending(conn, tenant, (&payment.case, attempt)).await?, delayed) {
                (false, _) => Method::Card,
                (true, statement::Delayed::Voucher) => Method::Voucher,
                (true, statement::Delayed::Bank) => Method::Bank,
            }
        }
        (Channel::Stripe, ..) => Method::Card,
    })
}

/// What the bank or the provider knows the money by; our own keys mean nothing to them.
fn reference(payment: &Payment, attempt: Option<&Attempt>) -> Option<String> {
    match payment.channel {
        Channel::Stripe => payment.provider_ref.clone(),
        Channel::Transfer => attempt.and_then(|attempt| attempt.reference.clone()),
        Channel::Elsewhere => None,
    }
}

fn credit(postings: &[Posting], paid: Money) -> Result<Money, PortalError> {
    let mut kept = postings.iter().filter(|p| matches!(p.from, Account::Credit(_)));
    let none = Money::zero(paid.currency());
    Ok(kept.try_fold(none, |sum, posting| sum.checked_add(posting.amount))?)
}

async fn afterwards(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    settings: &Settings,
    payment: &Payment,
) -> Result<Vec<Afterwards>, PortalError> {
    let day = |at| wall_clock::local(settings.zone, at).date();
    let refunds = refund::of_payment(conn, tenant, &payment.id).await?;
    let mut since = Vec::new();
    for refund in refunds.iter().filter(|refund| refund.state == RefundState::Sent) {
        let left = movement::day_of(conn, tenant, &Cause::of("refund", &refund.id)).await?;
        let on = left.unwrap_or_else(|| day(refund.made_at));
        since.push(Afterwards::Refunded { amount: refund.amount, on });
    }
    let taken = chargeback::of_case(conn, tenant, &payment.case).await?;
    let taken =
        taken.iter().filter(|c| c.payment == payment.id && c.funds.withdrawn > c.funds.reinstated);
    since.extend(taken.map(|c| Afterwards::Reversed { on: day(c.opened_at) }));
    since.extend(payment.reversed_at.map(|at| Afterwards::Reversed { on: day(at) }));
    Ok(since)
}
