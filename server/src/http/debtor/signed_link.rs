//! The button of a link that a creditor's own system signed, and the way to a new one. Its first page is that
//! of every link.

use app::routes;
use axum::extract::{Path, State};
use axum::http::request::Parts;
use axum::response::{Html, Response};

use super::link::{self, NO_TOKEN};
use crate::compose::Portal;
use crate::http::fault::Fault;
use crate::http::session::{For, session_hash};
use crate::http::surroundings::own_host;
use crate::use_cases::access_link;

/// The most characters of a signed text that an address of ours takes up.
const LONGEST: usize = 1_500;

/// POST /s/{token}: opens a narrow session, or says that the link is closed.
pub async fn open(
    State(portal): State<Portal>,
    Path(token): Path<String>,
    parts: Parts,
) -> Result<Response, Fault> {
    let own = own_host(&portal, &parts).await?;
    let old = session_hash(&portal, &parts, For::Debtor);
    let host = own.as_ref().map(|own| &own.tenant);
    let opened = access_link::open_signed(&portal, &token, host, old.as_deref()).await?;
    let renew = routes::signed_link_renew(if is_signed(&token) { &token } else { NO_TOKEN });
    Ok(link::led_on(&portal, &parts, (own.as_ref(), renew), opened))
}

/// POST /s/{token}/nuevo: says the same whatever the token is.
pub async fn renew(
    State(portal): State<Portal>,
    Path(token): Path<String>,
    parts: Parts,
) -> Result<Html<String>, Fault> {
    access_link::renew_signed(&portal, &token).await?;
    link::renewed(State(portal), parts).await
}

/// Whether the text has the form of a signed link, by its letters and its parts alone.
fn is_signed(text: &str) -> bool {
    let letter = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    text.len() <= LONGEST && text.split('.').count() == 3 && text.bytes().all(letter)
}
