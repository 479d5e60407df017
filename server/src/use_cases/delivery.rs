//! What the provider tells of messages to phones: late, twice, in any order, and also of those whose answer
//! was lost.

use chrono::TimeDelta;
use domain::contact_channel::ContactChannel;
use domain::delivery::Delivery;
use domain::ids::{CaseId, MessageId};

use super::{PortalError, stop};
use crate::compose::Portal;
use crate::in_tx;
use crate::messaging::Written;
use crate::store::case::LockedCase;
use crate::store::contact_stop::How;
use crate::store::debtor::Find;
use crate::store::delivery::{self as store, Handed};
use crate::store::message::Message;
use crate::store::{Tx, case, debtor, evidence};
use crate::tenant::{Mark, Tenant};
use crate::twilio::status::{Number, SILENT, number};

/// How long a number has to take no message until it counts as dead.
const SILENCE: TimeDelta = TimeDelta::days(1);

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
    let was_lost = handed.delivery.is_some_and(Delivery::is_lost);
    // Of what only now turns out to have left, its reminder was told above.
    if stands.is_lost() || was_lost && handed.state == "sent" {
        store::arrives(tx, tenant, &handed.id, (stands, code), now).await?;
    }
    let word = code.unwrap_or("-");
    let body = format!("{} {} {} {word}", handed.id, handed.channel.as_str(), stands.as_str());
    evidence::append(tx, tenant, &mut case, now, (DELIVERY, &body)).await?;
    let phone = number_of(portal, tx, tenant, (handed, &case.id)).await?;
    match phone {
        _ if stands.is_lost() => {
            follow(portal, tx, tenant, (handed, &mut case, phone.as_deref()), code).await
        }
        Some(phone) => {
            stop::revive(portal, tx, tenant, &mut case, (handed.channel, &[phone])).await
        }
        None => Ok(()),
    }
}

/// Writes down to which phone or address a message about a case goes, in the transaction of its claim. Of e-mail only what
/// counts matters: nobody tells what becomes of it.
pub async fn goes_to(
    portal: &Portal,
    tx: &mut Tx,
    tenant: &Tenant,
    (message, written): (&Message, &Written),
) -> Result<(), PortalError> {
    let matters = message.channel != ContactChannel::Email || written.counted_at.is_some();
    if !matters || message.case.is_none() {
        return Ok(());
    }
    let hash = portal.keys.look_up(tenant, stop::column(message.channel), &written.to);
    Ok(store::set_number(tx, tenant, (&message.id, &hash)).await?)
}

/// The number on file, if it is the one that a message went to, as far as is known.
async fn number_of(
    portal: &Portal,
    tx: &mut Tx,
    tenant: &Tenant,
    (handed, case): (&Handed, &CaseId),
) -> Result<Option<String>, PortalError> {
    let found = debtor::find(tx, tenant, &portal.keys, Find::Case(case)).await?;
    let phone = found.and_then(|(debtor, _, _)| debtor.person.phone);
    let is_it = |phone: &String| {
        let hashes = portal.keys.all_look_ups(tenant, stop::column(handed.channel), phone);
        handed.sent_to.as_ref().is_none_or(|sent_to| hashes.contains(sent_to))
    };
    Ok(phone.filter(is_it))
}

/// What a code says about the number itself.
async fn follow(
    portal: &Portal,
    tx: &mut Tx,
    tenant: &Tenant,
    (handed, case, phone): (&Handed, &mut LockedCase, Option<&str>),
    code: Option<&str>,
) -> Result<(), PortalError> {
    let said = code.map(number);
    let silent =
        said == Some(Number::Silent) && is_silent(portal, tx, tenant, (handed, &case.id)).await?;
    let how = match said {
        Some(Number::OptedOut) => How::Provider,
        _ if phone.is_none() => return Ok(()),
        Some(Number::Dead) => How::Dead,
        Some(Number::Silent) if silent => How::Dead,
        Some(Number::Silent | Number::Unknown) | None => return Ok(()),
    };
    stop::record(portal, tx, tenant, case, (handed.channel, how, phone)).await
}

/// Whether the number of a lost message took none some time before, either: once says little.
async fn is_silent(
    portal: &Portal,
    tx: &mut Tx,
    tenant: &Tenant,
    (handed, case): (&Handed, &CaseId),
) -> Result<bool, PortalError> {
    let Some(number) = &handed.sent_to else { return Ok(false) };
    let until = portal.clock.now() - SILENCE;
    for code in SILENT {
        let of = (case, handed.channel, number.as_slice());
        if store::was_lost(tx, tenant, of, (code, until)).await? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Codes are numbers: nothing else of what came is kept.
fn is_code(text: &str) -> bool {
    (1..=6).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}
