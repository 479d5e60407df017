//! Idempotency keys as Stripe keeps them: status and body of the first answer are given again for
//! 24 hours of the simulator's clock, a 500 included; other parameters under the same key are an
//! error; a key whose first request is still under work is a conflict.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use sha2::{Digest, Sha256};

use super::answer::{Answer, Refusal};
use super::book::Stored;
use super::sign;
use super::world::{KEY_LIFE_S, World};

/// The keys under work at this moment.
#[derive(Debug, Default)]
pub(super) struct InProgress {
    slots: Mutex<BTreeSet<String>>,
}

/// A slot that nobody else gets until this is dropped.
pub(super) struct Claim {
    keys: Arc<InProgress>,
    pub slot: String,
}

impl InProgress {
    /// Claims `slot`; refuses it while another request holds it.
    pub(super) fn claim(keys: &Arc<Self>, slot: String) -> Result<Claim, Refusal> {
        if keys.slots().insert(slot.clone()) {
            return Ok(Claim { keys: Arc::clone(keys), slot });
        }
        let text = "There is currently another in-progress request using this Idempotent Key.";
        Err(Refusal::of(409, "idempotency_error", text).code("idempotency_key_in_use"))
    }

    fn slots(&self) -> MutexGuard<'_, BTreeSet<String>> {
        self.slots.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Claim {
    fn drop(&mut self) {
        self.keys.slots().remove(&self.slot);
    }
}

/// What stands under a key: one account, one key.
pub(super) fn slot(account: Option<&str>, key: &str) -> String {
    format!("{}:{key}", account.unwrap_or("platform"))
}

/// One short text for equal requests.
pub(super) fn fingerprint(what: &str) -> String {
    sign::hex(&Sha256::digest(what))
}

/// The stored answer, if the same request came before under this key.
pub(super) fn replay(
    world: &World,
    slot: &str,
    request: &str,
) -> Result<Option<(Answer, String)>, Refusal> {
    let fresh = |stored: &&Stored| world.now() - stored.made_at < KEY_LIFE_S;
    let Some(stored) = world.book.stored.get(slot).filter(fresh) else { return Ok(None) };
    if stored.request != request {
        let text = "Keys for idempotent requests can only be used with the same parameters they \
                    were first used with. Try using a key other than the one given if you meant \
                    to execute a different request.";
        return Err(Refusal::of(400, "idempotency_error", text));
    }
    let body = serde_json::from_str(&stored.body).unwrap_or_default();
    Ok(Some((Answer { status: stored.status, body }, stored.request_id.clone())))
}

/// Stores an answer under its key.
pub(super) fn store(
    world: &mut World,
    slot: &str,
    request: &str,
    given: &Answer,
    request_id: &str,
) {
    let stored = Stored {
        made_at: world.now(),
        request: request.to_owned(),
        status: given.status,
        body: given.body.to_string(),
        request_id: request_id.to_owned(),
    };
    world.book.stored.put(slot, stored);
}
