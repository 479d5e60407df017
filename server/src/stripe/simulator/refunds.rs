//! Refunds: made by the API, ended by the clock or the control interface.

use serde_json::Value;

use super::answer::{self, Refusal, Reply};
use super::api::Request;
use super::book::{Charge, ChargeStatus, DisputeStatus, Means, Outcome, Refund, RefundStatus};
use super::cards::{self, RefundFate};
use super::ledger::{self, Posted};
use super::world::World;
use super::{charges, render};

/// How long a refund takes that does not end at once, in seconds.
const SLOW_REFUND_S: i64 = 2 * 24 * 60 * 60;

/// `POST /v1/refunds`
pub(super) fn create(world: &mut World, request: &Request) -> Reply {
    let form = &request.form;
    form.only(&[
        "payment_intent",
        "charge",
        "amount",
        "reason",
        "metadata[…]",
        "expand[…]",
        "refund_application_fee",
        "reverse_transfer",
    ])?;
    let charge = charge_of(world, request)?;
    let metadata = form.metadata("metadata")?;
    let reason = form.text("reason").map(str::to_owned);
    let known = ["duplicate", "fraudulent", "requested_by_customer"];
    if reason.as_ref().is_some_and(|reason| !known.contains(&reason.as_str())) {
        return Err(Refusal::invalid("Invalid reason").param("reason"));
    }
    let amount = refundable(world, &charge, form.integer("amount")?)?;
    let fate = match &charge.means {
        Means::Card { number, .. } => cards::refund_fate(number),
        Means::SepaDebit { .. } => RefundFate::Later,
        Means::Oxxo { .. } => {
            let text = "This charge was paid with a payment method that cannot be refunded (oxxo).";
            return Err(Refusal::conflicting(text).param("payment_intent"));
        }
    };
    let head = world.head(request.account.as_deref(), "re_");
    let id = head.id.clone();
    let due = match fate {
        RefundFate::AtOnce => None,
        RefundFate::Later => Some((world.now() + SLOW_REFUND_S, Outcome::Succeed)),
        RefundFate::FailsLater => Some((world.now() + SLOW_REFUND_S, Outcome::Fail)),
    };
    let pending = fate == RefundFate::Later;
    let refund = Refund {
        head,
        charge: charge.head.id.clone(),
        intent: charge.intent.clone(),
        status: if pending { RefundStatus::Pending } else { RefundStatus::Succeeded },
        amount,
        currency: charge.currency.clone(),
        metadata,
        reason,
        failure: None,
        movement: None,
        failure_movement: None,
        due,
    };
    world.book.refunds.put(&id, refund);
    take(world, &id);
    if let Some((at, _)) = due {
        world.later(at, &id);
    }
    announce(world, &id, "refund.created");
    charges::announce(world, &charge.head.id, "charge.refunded");
    Ok(rendered(world, &id))
}

/// `GET /v1/refunds/{id}`
pub(super) fn retrieve(world: &World, request: &Request, id: &str) -> Reply {
    let row = request.own(world.book.refunds.get(id), "refund", id)?;
    Ok(render::refund(row))
}

/// `GET /v1/refunds`
pub(super) fn list(world: &World, request: &Request) -> Reply {
    let form = &request.form;
    form.only(&[
        "charge",
        "payment_intent",
        "created",
        "created[…]",
        "limit",
        "starting_after",
        "ending_before",
        "expand[…]",
    ])?;
    let (intent, charge) = (form.text("payment_intent"), form.text("charge"));
    let fits = |row: &Refund| {
        intent.is_none_or(|id| id == row.intent) && charge.is_none_or(|id| id == row.charge)
    };
    let account = request.account.as_deref();
    let rows = answer::page(&world.book.refunds, account, form, fits)?;
    Ok(rows.list("/v1/refunds", render::refund))
}

/// Ends a refund: a pending one either way, a succeeded one only by failing. `false` otherwise.
pub(super) fn end(world: &mut World, id: &str, outcome: Outcome) -> bool {
    let Some(row) = world.book.refunds.get(id).cloned() else { return false };
    match (row.status, outcome) {
        (RefundStatus::Pending, Outcome::Succeed) => {
            if let Some(refund) = world.book.refunds.edit(id) {
                (refund.status, refund.due) = (RefundStatus::Succeeded, None);
            }
        }
        (RefundStatus::Pending | RefundStatus::Succeeded, Outcome::Fail) => give_back(world, &row),
        _ => return false,
    }
    if outcome == Outcome::Fail {
        announce(world, id, "refund.failed");
    }
    announce(world, id, "refund.updated");
    announce(world, id, "charge.refund.updated");
    true
}

/// Ends what fell due on a refund.
pub(super) fn end_if_due(world: &mut World, id: &str) {
    let now = world.now();
    let due = world.book.refunds.get(id).and_then(|row| row.due);
    if let Some((_, outcome)) = due.filter(|(at, _)| *at <= now) {
        end(world, id, outcome);
    }
}

fn charge_of(world: &World, request: &Request) -> Result<Charge, Refusal> {
    let form = &request.form;
    let id = match (form.text("charge"), form.text("payment_intent")) {
        (Some(charge), _) => charge.to_owned(),
        (None, Some(intent)) => {
            let row = request.own(world.book.intents.get(intent), "payment_intent", intent)?;
            row.latest_charge.clone().ok_or_else(|| {
                let text = "This PaymentIntent does not have a successful charge to refund.";
                Refusal::conflicting(text).param("payment_intent")
            })?
        }
        (None, None) => {
            let text = "One of the following params should be provided for this request: \
                        payment_intent or charge.";
            return Err(Refusal::invalid(text));
        }
    };
    request.own(world.book.charges.get(&id), "charge", &id).cloned()
}

/// Whether the payer's bank has the money, or had it for good.
fn taken_back(world: &World, charge: &str) -> bool {
    let mut disputes = world.book.disputes.values().filter(|dispute| dispute.charge == charge);
    disputes.any(|row| matches!(row.status, DisputeStatus::NeedsResponse | DisputeStatus::Lost))
}

fn refundable(world: &World, charge: &Charge, asked: Option<i64>) -> Result<i64, Refusal> {
    let id = &charge.head.id;
    if charge.status != ChargeStatus::Succeeded {
        let text = "This PaymentIntent does not have a successful charge to refund.";
        return Err(Refusal::conflicting(text).param("payment_intent"));
    }
    if taken_back(world, id) {
        let text = format!("Charge {id} has been charged back; cannot issue a refund.");
        return Err(Refusal::conflicting(text).code("charge_disputed"));
    }
    let left = charge.amount - charge.refunded;
    if left == 0 {
        let text = format!("Charge {id} has already been refunded.");
        return Err(Refusal::conflicting(text).code("charge_already_refunded"));
    }
    let amount = asked.unwrap_or(left);
    if amount < 1 {
        let text = "Invalid positive integer";
        return Err(Refusal::invalid(text).code("parameter_invalid_integer").param("amount"));
    }
    if amount > left {
        let text = format!("Refund amount ({amount}) is greater than unrefunded amount ({left})");
        return Err(Refusal::conflicting(text).param("amount"));
    }
    Ok(amount)
}

/// Takes the refund's amount from charge and balance.
fn take(world: &mut World, id: &str) {
    let Some(row) = world.book.refunds.get(id).cloned() else { return };
    if let Some(charge) = world.book.charges.edit(&row.charge) {
        charge.refunded += row.amount;
    }
    let movement = move_money(world, &row, -row.amount, "refund");
    if let Some(refund) = world.book.refunds.edit(id) {
        refund.movement = Some(movement);
    }
}

/// Puts a failed refund's amount back.
fn give_back(world: &mut World, row: &Refund) {
    if let Some(charge) = world.book.charges.edit(&row.charge) {
        charge.refunded -= row.amount;
    }
    let movement = move_money(world, row, row.amount, "refund_failure");
    if let Some(refund) = world.book.refunds.edit(&row.head.id) {
        refund.status = RefundStatus::Failed;
        refund.failure = Some("lost_or_stolen_card".to_owned());
        (refund.failure_movement, refund.due) = (Some(movement), None);
    }
}

fn move_money(world: &mut World, row: &Refund, amount: i64, kind: &str) -> String {
    let posted = Posted {
        amount,
        fee: 0,
        currency: &row.currency,
        kind,
        category: kind,
        source: &row.head.id,
    };
    ledger::post(world, row.head.account.as_deref(), &posted)
}

fn announce(world: &mut World, id: &str, kind: &str) {
    if let Some(row) = world.book.refunds.get(id).cloned() {
        world.emit(row.head.account.as_deref(), kind, &render::refund(&row));
    }
}

fn rendered(world: &World, id: &str) -> Value {
    world.book.refunds.get(id).map(render::refund).unwrap_or_default()
}
