//! What debtors choose about their messages: by which channel, from which hour, in which words, or none at
//! all, and back again.

use app::texts::Lang;
use domain::ids::CaseId;
use domain::preference::first_time;

use super::session::Visit;
use super::{PortalError, answer};
use crate::compose::Portal;
use crate::in_tx;
use crate::store::hold::{self, HoldKind};
use crate::store::preference as store;
use crate::store::{case, evidence};
use crate::tenant::Tenant;

pub use crate::store::debtor::Chosen;
pub use crate::store::preference::{Channel, Preference};

/// What a visited debtor chose, and whether they want no reminders at all.
pub async fn of_visit(portal: &Portal, visit: &Visit) -> Result<(Preference, bool), PortalError> {
    let mut conn = portal.store.read().await?;
    let wish = store::find(&mut conn, &visit.tenant, &visit.case).await?;
    let holds = hold::active(&mut conn, &visit.tenant, &visit.case).await?;
    Ok((wish, holds.iter().any(|hold| hold.kind == HoldKind::OptedOut)))
}

/// Keeps what a visited debtor chose. `Refused`: `language`, `address-form`, `hour` for what no page offers.
pub async fn save(portal: &Portal, visit: &Visit, wish: &Preference) -> Result<(), PortalError> {
    check(wish)?;
    let (now, tenant) = (portal.clock.now(), &visit.tenant);
    in_tx!(portal.store, tx => {
        let mut case = case::lock(&mut tx, tenant, &visit.case).await?.ok_or(PortalError::NotFound)?;
        let before = store::find(&mut tx, tenant, &case.id).await?;
        if before != *wish {
            store::save(&mut tx, tenant, (&case.id, wish), now).await?;
            let body = words(wish);
            evidence::append(&mut tx, tenant, &mut case, now, ("preference", &body)).await?;
        }
    })
}

fn check(wish: &Preference) -> Result<(), PortalError> {
    let Chosen { language, address_form } = &wish.chosen;
    if language.as_ref().is_some_and(|code| Lang::ALL.iter().all(|lang| lang.code() != code)) {
        return Err(PortalError::Refused("language"));
    }
    if address_form.as_ref().is_some_and(|form| !matches!(form.as_str(), "tu" | "usted")) {
        return Err(PortalError::Refused("address-form"));
    }
    if wish.not_before.is_some_and(|hour| first_time(hour).is_none()) {
        return Err(PortalError::Refused("hour"));
    }
    Ok(())
}

/// What was chosen, as the evidence keeps it.
fn words(wish: &Preference) -> String {
    let text = |text: &Option<String>| text.clone().unwrap_or_else(|| "-".to_owned());
    let hour = wish.not_before.map_or_else(|| "-".to_owned(), |hour| hour.to_string());
    let without: Vec<_> = wish.without.iter().map(|channel| word(*channel)).collect();
    let (language, form) = (text(&wish.chosen.language), text(&wish.chosen.address_form));
    format!("{language} {form} {hour} without:{}", without.join(","))
}

const fn word(channel: Channel) -> &'static str {
    match channel {
        Channel::Email => "email",
        Channel::Sms => "sms",
        Channel::WhatsApp => "whatsapp",
    }
}

/// Stops every reminder about `case`; answers to what the debtor asks for still come. Stopping twice is no
/// error.
pub async fn stop(portal: &Portal, tenant: &Tenant, case: &CaseId) -> Result<(), PortalError> {
    in_tx!(portal.store, tx => {
        let mut case = case::lock(&mut tx, tenant, case).await?.ok_or(PortalError::NotFound)?;
        answer::pause(portal, &mut tx, tenant, &mut case, HoldKind::OptedOut).await?;
    })
}

/// A visited debtor wants reminders again. It is no error if they never said otherwise.
pub async fn resume(portal: &Portal, visit: &Visit) -> Result<(), PortalError> {
    let (now, tenant) = (portal.clock.now(), &visit.tenant);
    in_tx!(portal.store, tx => {
        let mut case = case::lock(&mut tx, tenant, &visit.case).await?.ok_or(PortalError::NotFound)?;
        let holds = hold::active(&mut tx, tenant, &case.id).await?;
        for hold in holds.iter().filter(|hold| hold.kind == HoldKind::OptedOut) {
            hold::lift(&mut tx, tenant, (&case.id, &hold.id), now).await?;
            let body = format!("{} {} debtor", hold.id, hold.kind.as_str());
            evidence::append(&mut tx, tenant, &mut case, now, ("hold-lifted", &body)).await?;
        }
    })
}
