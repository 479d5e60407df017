//! What the provider tells of messages to phones: late, twice, in any order, and also of those whose answer
//! was lost.

use domain::delivery::Delivery;
use domain::ids::MessageId;

use super::{PortalError, stop};
use crate::compose::Portal;
use crate::in_tx;
use crate::store::case::LockedCase;
use crate::store::contact_stop::How;
use crate::store::debtor::Find;
use crate::store::delivery::{self as store, Handed};
use crate::store::{Tx, case, debtor, evidence};
use crate::tenant::{Mark, Tenant};
use crate::twilio::status::{Number, number};

/// The kind of the acts that say how a message ended.
pub const DELIVERY: &str = "delivery";

/// Where the provider tells what becomes of a message. The path names it, so that news finds it although the
/// answer with the provider's own id was lost.
pub fn callback(portal: &Portal, tenant: &Tenant, message: &MessageId) -> String {
    let path = app::routes::twilio_status(tenant.id(), message);
    format!("{}{path}", portal.settings.base_url)
}

/// One piece of news.
#[derive(Clone, Copy, Debug)]
pub struct News<'a> {
    /// How far the message has come.
    pub delivery: Delivery,
    /// The provider's code for what went wrong.
    pub code: Option<&'a str>,
}

/// Takes news of a message of `creditor`. News of what is not there changes nothing.
pub async fn told(
    portal: &Portal,
    (creditor, message): (&str, &str),
    news: News<'_>,
) -> Result<(), PortalError> {
    let mut conn = portal.store.read().await?;
    let tenant = Tenant::find(&mut conn, Mark::StoredRow(creditor)).await?;
    drop(conn);
    let (Some(tenant), Ok(id)) = (tenant, message.parse::<MessageId>()) else { return Ok(()) };
    in_tx!(portal.store, tx => {
        if let Some(handed) = store::lock(&mut tx, &tenant, &id).await? {
            take(portal, &mut tx, &tenant, (&handed, news)).await?;
        }
    })
}

/// Brings a locked message up to what is known now.
async fn take(
    portal: &Portal,
    tx: &mut Tx,
    tenant: &Tenant,
    (handed, news): (&Handed, News<'_>),
) -> Result<(), PortalError> {
    let now = portal.clock.now();
    let stands = handed.delivery.map_or(news.delivery, |before| before.after(news.delivery));
    let code = news.code.filter(|code| is_code(code));
    match stands {
        Delivery::Failed => store::not_left(tx, tenant, &handed.id, code, now).await?,
        _ => store::found(tx, tenant, &handed.id, now).await?,
    }
    if handed.delivery == Some(stands) {
        return Ok(());
    }
    store::advance(tx, tenant, &handed.id, (stands, code), now).await?;
    let Some(id) = handed.case.as_ref().filter(|_| stands > Delivery::Sent) else { return Ok(()) };
    let mut case = case::lock(tx, tenant, id).await?.ok_or(PortalError::NotFound)?;
    let word = code.unwrap_or("-");
    let body = format!("{} {} {} {word}", handed.id, handed.channel.as_str(), stands.as_str());
    evidence::append(tx, tenant, &mut case, now, (DELIVERY, &body)).await?;
    if stands.is_lost() {
        follow(portal, tx, tenant, (handed, &mut case), code).await?;
    }
    Ok(())
}

/// What a code says about the number itself.
async fn follow(
    portal: &Portal,
    tx: &mut Tx,
    tenant: &Tenant,
    (handed, case): (&Handed, &mut LockedCase),
    code: Option<&str>,
) -> Result<(), PortalError> {
    let how = match code.map(number) {
        Some(Number::Dead) => How::Dead,
        Some(Number::OptedOut) => How::Provider,
        Some(Number::Unknown) | None => return Ok(()),
    };
    // The number that was written to is not kept: the one on file is the best that is known of it.
    let found = debtor::find(tx, tenant, &portal.keys, Find::Case(&case.id)).await?;
    let phone = found.and_then(|(debtor, _, _)| debtor.person.phone);
    let Some(phone) = phone else { return Ok(()) };
    stop::record(portal, tx, tenant, case, (handed.channel, how, Some(&phone))).await
}

/// Codes are numbers: nothing else of what came is kept.
fn is_code(text: &str) -> bool {
    (1..=6).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}
