//! Creditors: set up by their file, changed by applying it again.

use domain::ids::CreditorId;

use super::PortalError;
use crate::compose::Portal;
use crate::config::creditor::Settings;
use crate::in_tx;
use crate::store::{Tx, creditor, inbound};
use crate::tenant::{Mark, Tenant};

/// What applying a file did.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Applied {
    /// The creditor is new.
    New,
    /// Its settings are others than before.
    Changed,
    /// Nothing changed.
    Same,
}

/// Applies a creditor's settings; its slug says whose they are.
///
/// `Refused`: `host-taken`, `account-taken` or `sender-taken` if another creditor has it, `account-missing` if
/// several creditors would share the platform's own Stripe account: its events name no creditor.
pub async fn apply(portal: &Portal, settings: &Settings) -> Result<(Tenant, Applied), PortalError> {
    let now = portal.clock.now();
    in_tx!(portal.store, tx => {
        let known = Tenant::find(&mut tx, Mark::Slug(&settings.file.slug)).await?;
        let (tenant, before) = match known {
            Some(tenant) => {
                let before = creditor::settings(&mut tx, &tenant).await?;
                (tenant, Some(before))
            }
            None => (Tenant::newborn(CreditorId::from_bits(portal.ids.bits())), None),
        };
        refuse_taken(&mut tx, &tenant, settings).await?;
        refuse_shared_account(&mut tx, &tenant, settings).await?;
        let applied = match before {
            None => Applied::New,
            Some(before) if before == *settings => Applied::Same,
            Some(_) => Applied::Changed,
        };
        if applied != Applied::Same {
            creditor::save(&mut tx, &tenant, settings, now).await?;
            let senders = settings.file.phone_senders();
            inbound::set_senders(&mut tx, &tenant, &senders, now).await?;
        }
        (tenant, applied)
    })
}

async fn refuse_taken(
    tx: &mut Tx,
    tenant: &Tenant,
    settings: &Settings,
) -> Result<(), PortalError> {
    let account = settings.file.stripe.as_ref().and_then(|stripe| stripe.account.as_deref());
    let senders = settings.file.phone_senders();
    let senders = senders.iter().map(|sender| (Some(Mark::PhoneSender(sender)), "sender-taken"));
    let marks = [
        (settings.file.host.as_deref().map(Mark::Host), "host-taken"),
        (account.map(Mark::StripeAccount), "account-taken"),
    ];
    for (mark, word) in marks.into_iter().chain(senders) {
        let Some(mark) = mark else { continue };
        if Tenant::find(tx, mark).await?.is_some_and(|owner| owner != *tenant) {
            return Err(PortalError::Refused(word));
        }
    }
    Ok(())
}

async fn refuse_shared_account(
    tx: &mut Tx,
    tenant: &Tenant,
    settings: &Settings,
) -> Result<(), PortalError> {
    let nameless = |settings: &Settings| {
        settings.file.stripe.as_ref().is_some_and(|stripe| stripe.account.is_none())
    };
    for other in Tenant::all(tx).await? {
        if other == *tenant {
            continue;
        }
        if nameless(settings) || nameless(&creditor::settings(tx, &other).await?) {
            return Err(PortalError::Refused("account-missing"));
        }
    }
    Ok(())
}

/// The creditor with this slug, and its settings.
pub async fn find(portal: &Portal, slug: &str) -> Result<(Tenant, Settings), PortalError> {
    let mut conn = portal.store.read().await?;
    let tenant = Tenant::find(&mut conn, Mark::Slug(slug)).await?.ok_or(PortalError::NotFound)?;
    let settings = creditor::settings(&mut conn, &tenant).await?;
    Ok((tenant, settings))
}

/// The settings of all creditors, oldest first.
pub async fn list(portal: &Portal) -> Result<Vec<Settings>, PortalError> {
    let mut conn = portal.store.read().await?;
    let mut all = Vec::new();
    for tenant in Tenant::all(&mut conn).await? {
        all.push(creditor::settings(&mut conn, &tenant).await?);
    }
    Ok(all)
}
