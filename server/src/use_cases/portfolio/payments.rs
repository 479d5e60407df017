//! Payments with what became of them: of one case, and of all by day.

use app::creditor::Typed;
use app::creditor::case::{PaymentMark, PaymentRow, Undo};
use app::creditor::payments::{PaymentLine, PaymentsView};
use chrono::{Datelike, NaiveDate};
use domain::ids::PaymentId;
use domain::ledger::Channel;
use domain::money::Money;
use domain::payment::RefundState;

use super::events::Known;
use crate::compose::Portal;
use crate::config::creditor::Settings;
use crate::store::chargeback::Chargeback;
use crate::store::payment::Payment;
use crate::store::payment_list::{self as store, Listed};
use crate::store::refund::Refund;
use crate::tenant::Tenant;
use crate::use_cases::{PortalError, wall_clock};

/// Payments on one page.
const PAGE: usize = 50;

/// The payments of a case as its page lists them.
pub(super) fn case_rows(
    payments: &[Payment],
    (refunds, chargebacks): (&[Refund], &[Chargeback]),
    known: &Known,
) -> Result<Vec<PaymentRow>, PortalError> {
    let row = |payment: &Payment| -> Result<PaymentRow, PortalError> {
        let marks = marks_of(payment, refunds, chargebacks);
        Ok(PaymentRow {
            payment: payment.id.clone(),
            receipt: u64::try_from(payment.receipt_number).unwrap_or_default(),
            received_on: payment.received_on,
            channel: payment.channel,
            amount: payment.amount,
            note: payment.note.clone(),
            recorded_by: payment.recorded_by.as_deref().map(|who| known.name_of(who)),
            undo: undo(payment, &marks)?,
            marks,
        })
    };
    payments.iter().map(row).collect()
}

fn marks_of(payment: &Payment, refunds: &[Refund], chargebacks: &[Chargeback]) -> Vec<PaymentMark> {
    let refunds = refunds.iter().filter(|refund| refund.payment == payment.id);
    let refunds = refunds.map(|refund| match refund.state {
        RefundState::Sent => PaymentMark::Refunded(refund.amount),
        RefundState::Created | RefundState::Unknown => PaymentMark::Refunding(refund.amount),
        RefundState::Failed | RefundState::Refused => PaymentMark::RefundFailed(refund.amount),
    });
    let taken = chargebacks
        .iter()
        .filter(|c| c.payment == payment.id && c.funds.withdrawn > c.funds.reinstated)
        .map(|chargeback| PaymentMark::ChargedBack(chargeback.amount));
    let reversed = payment.reversed_at.map(|_| PaymentMark::Reversed);
    refunds.chain(taken).chain(reversed).collect()
}

/// The way back that is still open: what was received by Stripe goes back through Stripe, the rest
/// outside; what has partly gone back is not reversed any more.
fn undo(payment: &Payment, marks: &[PaymentMark]) -> Result<Undo, PortalError> {
    if payment.reversed_at.is_some() {
        return Ok(Undo::Nothing);
    }
    let mut left = payment.amount;
    for mark in marks {
        if let PaymentMark::Refunded(gone)
        | PaymentMark::Refunding(gone)
        | PaymentMark::ChargedBack(gone) = mark
        {
            left = left.less(*gone)?;
        }
    }
    Ok(match payment.channel {
        _ if left.is_zero() => Undo::Nothing,
        Channel::Stripe => Undo::Refund { up_to: left },
        Channel::Transfer | Channel::Elsewhere if left == payment.amount => {
            Undo::Reverse { up_to: left }
        }
        Channel::Transfer | Channel::Elsewhere => Undo::GiveBack { up_to: left },
    })
}

/// One page of all payments, newest first, behind the cursor `after`; one that does not read begins
/// at the first page.
pub async fn payments(
    portal: &Portal,
    (tenant, settings): (&Tenant, &Settings),
    after: Option<&str>,
) -> Result<PaymentsView, PortalError> {
    let limit = i64::try_from(PAGE + 1).unwrap_or(i64::MAX);
    let mut conn = portal.store.read().await?;
    let mut rows = store::newest(&mut conn, tenant, after.and_then(read_cursor), limit).await?;
    let is_more = rows.len() > PAGE;
    rows.truncate(PAGE);
    let more = rows.last().filter(|_| is_more).map(|row| format!("{}.{}", row.received_on, row.id));
    let today = wall_clock::local(settings.zone, portal.clock.now()).date();
    let month = today.with_day(1).unwrap_or(today);
    Ok(PaymentsView {
        rows: rows.into_iter().map(line).collect(),
        more,
        from: Typed::preset(month.to_string()),
        to: Typed::preset(today.to_string()),
    })
}

fn read_cursor(text: &str) -> Option<(NaiveDate, PaymentId)> {
    let (day, id) = text.split_once('.')?;
    Some((day.parse().ok()?, id.parse().ok()?))
}

fn line(row: Listed) -> PaymentLine {
    let some = |amount: Money| (!amount.is_zero()).then_some(amount);
    let marks = [
        some(row.refunded).map(PaymentMark::Refunded),
        some(row.refunding).map(PaymentMark::Refunding),
        some(row.refund_failed).map(PaymentMark::RefundFailed),
        some(row.charged_back).map(PaymentMark::ChargedBack),
        row.reversed.then_some(PaymentMark::Reversed),
    ];
    PaymentLine {
        payment: row.id,
        receipt: u64::try_from(row.receipt).unwrap_or_default(),
        received_on: row.received_on,
        case: row.case,
        name: row.name.unwrap_or(row.reference),
        channel: row.channel,
        amount: row.amount,
        marks: marks.into_iter().flatten().collect(),
    }
}
