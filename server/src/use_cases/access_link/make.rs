//! Making a link. Its token is known only to whoever made it, and once.

use app::routes;
use app::texts::Lang;
use chrono::{DateTime, Utc};
use domain::ids::{AccessLinkId, CaseId, MessageId};

use crate::compose::Portal;
use crate::config::creditor::Settings;
use crate::keys::Token;
use crate::store::access_link::{self, NewLink};
use crate::store::{StoreError, Tx};
use crate::tenant::Tenant;

/// A link just made. No `Debug`: it holds the token.
pub struct Made {
    /// The link.
    pub id: AccessLinkId,
    /// What opens it; stored nowhere.
    pub token: Token,
    /// The first instant at which it no longer works.
    pub expires_at: DateTime<Utc>,
}

/// Makes a link that no message of ours carries.
pub(in crate::use_cases) async fn plain(
    portal: &Portal,
    tx: &mut Tx,
    (tenant, settings): (&Tenant, &Settings),
    case: &CaseId,
) -> Result<Made, StoreError> {
    new(portal, tx, (tenant, settings), case, None).await
}

/// Makes the link of a message that has been claimed, in the transaction of the claim. A message that
/// could not leave before keeps its link, with another token.
pub async fn for_message(
    portal: &Portal,
    tx: &mut Tx,
    (tenant, settings): (&Tenant, &Settings),
    case: &CaseId,
    message: &MessageId,
) -> Result<Made, StoreError> {
    let Some(link) = access_link::of_message(tx, tenant, case, message).await? else {
        return new(portal, tx, (tenant, settings), case, Some(message)).await;
    };
    let (token, expires_at) = (Token::random(), portal.clock.now() + settings.link_life());
    access_link::new_token(tx, tenant, &link.id, &token.hash(), expires_at).await?;
    Ok(Made { id: link.id, token, expires_at })
}

async fn new(
    portal: &Portal,
    tx: &mut Tx,
    (tenant, settings): (&Tenant, &Settings),
    case: &CaseId,
    message: Option<&MessageId>,
) -> Result<Made, StoreError> {
    let (now, token) = (portal.clock.now(), Token::random());
    let (id, expires_at) = (AccessLinkId::from_bits(portal.ids.bits()), now + settings.link_life());
    let hash = token.hash();
    let row = NewLink { id: &id, case, hash: &hash, message, expires_at };
    access_link::insert(tx, tenant, row, now).await?;
    Ok(Made { id, token, expires_at })
}

/// Scheme, host and port under which this creditor's debtors reach the portal: its own host if it
/// has one, always on the portal's port.
pub fn origin(portal: &Portal, settings: &Settings) -> String {
    let base = &portal.settings.base_url;
    match (&settings.file.host, base.split_once("://")) {
        (Some(host), Some((scheme, shared))) => {
            let port = shared.rsplit_once(':').filter(|_| !host.contains(':'));
            let port = port.map(|(_, port)| format!(":{port}")).unwrap_or_default();
            format!("{scheme}://{host}{port}")
        }
        _ => base.clone(),
    }
}

/// The address of a link. It names the language where that is not the one of the first page, which
/// knows nothing of its reader.
pub fn url(portal: &Portal, settings: &Settings, token: &Token, lang: Lang) -> String {
    address(portal, settings, token.reveal(), lang)
}

/// An address as long as that of each link, which opens nothing.
pub fn sample_url(portal: &Portal, settings: &Settings, lang: Lang) -> String {
    address(portal, settings, &"x".repeat(22), lang)
}

fn address(portal: &Portal, settings: &Settings, token: &str, lang: Lang) -> String {
    let address = format!("{}{}", origin(portal, settings), routes::link(token));
    let first_page = match settings.file.host {
        Some(_) => settings.file.language.as_deref().and_then(Lang::parse),
        None => None,
    };
    if first_page.unwrap_or(Lang::Es) == lang {
        address
    } else {
        format!("{address}?lang={}", lang.code())
    }
}
