//! Charges: one per try to pay, with the movement that a successful one makes.

use super::book::{Charge, ChargeStatus, Decline, Means};
use super::ledger::{self, Posted};
use super::render;
use super::world::World;

/// Makes the intent's charge, or takes the pending one on to its end.
pub(super) fn advance(
    world: &mut World,
    intent: &str,
    status: ChargeStatus,
    error: Option<Decline>,
) -> String {
    let row = world.book.intents.get(intent).cloned().expect("an intent is made before its charge");
    let account = row.head.account.clone();
    let pending = row.latest_charge.filter(|id| {
        world.book.charges.get(id).is_some_and(|charge| charge.status == ChargeStatus::Pending)
    });
    let id = if let Some(id) = pending {
        id
    } else {
        let head = world.head(account.as_deref(), "ch_");
        let id = head.id.clone();
        let charge = Charge {
            head,
            intent: intent.to_owned(),
            status,
            amount: row.amount,
            refunded: 0,
            currency: row.currency.clone(),
            metadata: row.metadata,
            description: row.description,
            means: row.means.expect("a charge is made with some means"),
            payer: row.payer,
            disputed: false,
            error: None,
            movement: None,
        };
        world.book.charges.put(&id, charge);
        id
    };
    let card = world.book.charges.get(&id).is_some_and(|c| matches!(c.means, Means::Card { .. }));
    let kind = if card { "charge" } else { "payment" };
    let movement = (status == ChargeStatus::Succeeded).then(|| {
        let posted = Posted {
            amount: row.amount,
            fee: row.amount * 36 / 1000,
            currency: &row.currency,
            kind,
            category: "charge",
            source: &id,
        };
        ledger::post(world, account.as_deref(), &posted)
    });
    if let Some(charge) = world.book.charges.edit(&id) {
        (charge.status, charge.error, charge.movement) = (status, error, movement);
    }
    if let Some(row) = world.book.intents.edit(intent) {
        row.latest_charge = Some(id.clone());
    }
    match status {
        ChargeStatus::Pending => announce(world, &id, "charge.pending"),
        ChargeStatus::Failed => announce(world, &id, "charge.failed"),
        // Follows the intent's own event.
        ChargeStatus::Succeeded => {}
    }
    id
}

/// Makes the event that `kind` happened to a charge.
pub(super) fn announce(world: &mut World, id: &str, kind: &str) {
    if let Some(row) = world.book.charges.get(id).cloned() {
        let object = render::charge(world, &row);
        world.emit(row.head.account.as_deref(), kind, &object);
    }
}
