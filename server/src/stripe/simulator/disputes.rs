//! Disputes and inquiries: opened and decided by the control interface or a test card, read and
//! closed by the API.

use super::answer::{self, Refusal, Reply};
use super::api::Request;
use super::book::{ChargeStatus, Dispute, DisputeStatus, Means};
use super::ledger::{self, Posted};
use super::render;
use super::world::World;

/// How a dispute begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Opening {
    /// The bank takes the money.
    Dispute,
    /// The bank only asks.
    Inquiry,
}

/// How a dispute goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Turn {
    /// The creditor gets the money back.
    Win,
    /// The money is gone.
    Lose,
    /// An inquiry becomes a dispute.
    Escalate,
    /// An inquiry ends without one.
    Dismiss,
}

/// What the bank charges for a dispute, in the currency's counting.
const DISPUTE_FEE: i64 = 1500;

/// Opens a dispute or inquiry over `amount` of a charge, all that is left of it by default.
pub(super) fn open(
    world: &mut World,
    charge: &str,
    opening: Opening,
    amount: Option<i64>,
) -> Result<String, &'static str> {
    let Some(row) = world.book.charges.get(charge).cloned() else { return Err("no such charge") };
    let others = world.book.disputes.values().filter(|dispute| dispute.charge == charge);
    let undecided = others.filter(|other| !other.status.is_over()).count();
    if row.status != ChargeStatus::Succeeded || undecided > 0 {
        return Err("the charge did not succeed or is disputed already");
    }
    let most = row.amount - row.refunded;
    let amount = amount.unwrap_or(most);
    if amount < 1 || amount > most {
        return Err("the amount is not between 1 and what is left of the charge");
    }
    let head = world.head(row.head.account.as_deref(), "dp_");
    let id = head.id.clone();
    let dispute = Dispute {
        head,
        charge: charge.to_owned(),
        intent: row.intent,
        status: match opening {
            Opening::Dispute => DisputeStatus::NeedsResponse,
            Opening::Inquiry => DisputeStatus::WarningNeedsResponse,
        },
        amount,
        currency: row.currency,
        reason: "fraudulent".to_owned(),
        movements: Vec::new(),
        brand: match row.means {
            Means::Card { brand, .. } => brand,
            Means::Oxxo { .. } | Means::SepaDebit { .. } => "visa".to_owned(),
        },
    };
    world.book.disputes.put(&id, dispute);
    if let Some(charge) = world.book.charges.edit(charge) {
        charge.disputed = true;
    }
    if opening == Opening::Dispute {
        withdraw(world, &id);
    }
    announce(world, &id, "charge.dispute.created");
    if opening == Opening::Dispute {
        announce(world, &id, "charge.dispute.funds_withdrawn");
    }
    Ok(id)
}

/// Takes a dispute on; `false` when it does not stand where that turn is possible.
pub(super) fn turn(world: &mut World, id: &str, turn: Turn) -> bool {
    use DisputeStatus as S;
    let Some(status) = world.book.disputes.get(id).map(|row| row.status) else { return false };
    let (next, kinds): (S, &[&str]) = match (status, turn) {
        (S::NeedsResponse, Turn::Win) => {
            reinstate(world, id);
            (S::Won, &["charge.dispute.closed", "charge.dispute.funds_reinstated"])
        }
        (S::NeedsResponse, Turn::Lose) => (S::Lost, &["charge.dispute.closed"]),
        (S::WarningNeedsResponse, Turn::Escalate) => {
            withdraw(world, id);
            (S::NeedsResponse, &["charge.dispute.updated", "charge.dispute.funds_withdrawn"])
        }
        (S::WarningNeedsResponse, Turn::Dismiss) => (S::WarningClosed, &["charge.dispute.closed"]),
        _ => return false,
    };
    if let Some(row) = world.book.disputes.edit(id) {
        row.status = next;
    }
    for kind in kinds {
        announce(world, id, kind);
    }
    true
}

/// `GET /v1/disputes/{id}`
pub(super) fn retrieve(world: &World, request: &Request, id: &str) -> Reply {
    let row = request.own(world.book.disputes.get(id), "dispute", id)?;
    Ok(render::dispute(world, row))
}

/// `GET /v1/disputes`
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
    let fits = |row: &Dispute| {
        intent.is_none_or(|id| id == row.intent) && charge.is_none_or(|id| id == row.charge)
    };
    let account = request.account.as_deref();
    let rows = answer::page(&world.book.disputes, account, form, fits)?;
    Ok(rows.list("/v1/disputes", |row| render::dispute(world, row)))
}

/// `POST /v1/disputes/{id}/close`: the creditor gives in.
pub(super) fn close(world: &mut World, request: &Request, id: &str) -> Reply {
    request.form.only(&["expand[…]"])?;
    let status = request.own(world.book.disputes.get(id), "dispute", id)?.status;
    let given_in = match status {
        DisputeStatus::WarningNeedsResponse => turn(world, id, Turn::Dismiss),
        _ => turn(world, id, Turn::Lose),
    };
    if !given_in {
        return Err(Refusal::conflicting("This dispute is already closed"));
    }
    retrieve(world, request, id)
}

fn withdraw(world: &mut World, id: &str) {
    move_money(world, id, -1, DISPUTE_FEE, "dispute");
}

fn reinstate(world: &mut World, id: &str) {
    move_money(world, id, 1, 0, "dispute_reversal");
}

fn move_money(world: &mut World, id: &str, sign: i64, fee: i64, category: &str) {
    let Some(row) = world.book.disputes.get(id).cloned() else { return };
    let posted = Posted {
        amount: sign * row.amount,
        fee,
        currency: &row.currency,
        kind: "adjustment",
        category,
        source: id,
    };
    let movement = ledger::post(world, row.head.account.as_deref(), &posted);
    if let Some(row) = world.book.disputes.edit(id) {
        row.movements.push(movement);
    }
}

fn announce(world: &mut World, id: &str, kind: &str) {
    if let Some(row) = world.book.disputes.get(id).cloned() {
        let object = render::dispute(world, &row);
        world.emit(row.head.account.as_deref(), kind, &object);
    }
}
