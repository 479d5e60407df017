//! Trying a policy on a large portfolio takes seconds: one after the other for each creditor, so that two
//! impatient people do not slow everybody's pages down.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

use crate::tenant::Tenant;

/// The creditors for whom something is being tried in this process.
static BUSY: Mutex<BTreeSet<String>> = Mutex::new(BTreeSet::new());

/// The right to try a policy of one creditor; given back when it is dropped, also by a request that breaks off.
#[derive(Debug)]
pub struct Turn(String);

impl Turn {
    /// The turn of a creditor; `None` while somebody else has it.
    pub fn take(tenant: &Tenant) -> Option<Self> {
        let mut busy = BUSY.lock().unwrap_or_else(PoisonError::into_inner);
        busy.insert(tenant.id().to_owned()).then(|| Self(tenant.id().to_owned()))
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        BUSY.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.0);
    }
}
