//! What goes wrong on the way to Stripe and back.

use serde_json::{Value, json};

use super::{Simulation, Trouble};

/// Out of a thousand webhooks: how many meet a program that is down.
const DOWN: u32 = 30;

/// Only what changes something at Stripe is lost or refused: what reads is asked again by the same
/// program a moment later, and would only cost time.
const CHANGES: &str = "POST /v1";

/// From now on Stripe and its network are as bad as they ever are.
pub(super) async fn let_loose(life: &Simulation) -> Result<(), Trouble> {
    let rules = json!([
        { "kind": "drop_answer", "per_mille": 20, "only": CHANGES },
        { "kind": "stored_500", "per_mille": 4, "only": CHANGES },
        { "kind": "stored_500_after_work", "per_mille": 4, "only": CHANGES },
        { "kind": "rate_limit", "per_mille": 20, "only": CHANGES },
        { "kind": "event_never", "per_mille": 10 },
        { "kind": "webhook_never", "per_mille": 30 },
        { "kind": "webhook_duplicate", "per_mille": 120, "amount": 2 },
        { "kind": "webhook_delay", "per_mille": 120, "amount": 20 * 60 * 60 * 1000 },
        { "kind": "webhook_shuffle", "per_mille": 500 },
    ]);
    let body: Value = json!({ "seed": life.order.seed, "rules": rules });
    life.stripe.control("faults", &body).await.map(drop).map_err(Trouble::broken)
}

/// Whether the program is down as a webhook comes.
pub(super) fn is_down(life: &mut Simulation) -> bool {
    life.dice.per_mille(DOWN)
}
