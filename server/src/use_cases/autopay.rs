//! Automatic payment of plans: the consent, the saved card, the charges on their dates, what is told of them.
//!
//! A charge is an attempt like any other, without a page: its debtor is told of it by a letter that leaves on a
//! day before, and nothing is charged before that; it is written down under the lock of its case,
//! asked for at Stripe under a key that follows from plan, instalment and try, and applied. Where nobody
//! knows what became of it, only asking Stripe for its intents decides.

pub mod charge;
mod consent;
mod desk;
mod look_up;
mod notice;
mod page;
mod run;
mod saving;
mod told;

pub use consent::{Consent, end_of_plan, first_page, give, off, offered, on};
pub use desk::{Desk, being_charged, card_name, named};
pub use look_up::check;
pub use notice::{About, NO_MORE, Written};
pub use page::{retries, retries_of, state, view};
pub use run::{run, untried};
pub use saving::{customer_changed, kept, method_changed, returned, session, setup, unfinished};

use super::PortalError;
use super::payment::settle::client;
use crate::compose::Portal;
use crate::stripe::client::Failure;
use crate::tenant::Tenant;

/// The job that charges what is due to saved cards.
pub const JOB: &str = "autopay";

/// The job that takes a card away at Stripe.
pub const DETACH: &str = "detach-method";

/// The kind of the message before a charge.
pub const SOON: &str = "autopay-soon";

/// The kind of the message after a charge that did not go through.
pub const FAILED: &str = "autopay-failed";

/// The kind of the message that a card can be charged no more.
pub const STOPPED: &str = "autopay-stopped";

/// Why a card ended: its plan did.
pub const PLAN_OVER: &str = "plan-over";

/// Takes a card away at Stripe: it can never be charged again. One that is away already is no error.
pub async fn detach(portal: &Portal, tenant: &Tenant, method: &str) -> Result<(), PortalError> {
    let (stripe, account) = client(portal, tenant).await?;
    match stripe.detach_method(account.as_deref(), method).await {
        Ok(()) | Err(Failure::Refused { .. }) => Ok(()),
        Err(failure) => Err(PortalError::Unavailable(failure.to_string())),
    }
}
