//! The first page of a link, its button, and the way to a new one.

use app::debtor::{closed_link, enter};
use app::routes::{self, pattern};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{Html, IntoResponse, Response};
use axum_extra::extract::CookieJar;

use super::see;
use crate::compose::Portal;
use crate::http::fault::Fault;
use crate::http::session::{For, cookie, session_hash};
use crate::http::surroundings::{OwnHost, Wish, of_host, own_host};
use crate::use_cases::access_link::{self, Opened};

/// What stands in for a token that cannot be one, in an address of ours.
pub(super) const NO_TOKEN: &str = "x";

/// GET /e/{token}: the same bytes whatever the token is.
pub async fn show(State(portal): State<Portal>, parts: Parts) -> Result<Html<String>, Fault> {
    let own = own_host(&portal, &parts).await?;
    let (shell, host) = of_host(&portal, &parts, own.as_ref(), &Wish::AddressOnly);
    Ok(Html(enter::page(shell, host)))
}

/// POST /e/{token}: opens a narrow session, or says that the link is closed.
pub async fn open(
    State(portal): State<Portal>,
    Path(token): Path<String>,
    parts: Parts,
) -> Result<Response, Fault> {
    let own = own_host(&portal, &parts).await?;
    let old = session_hash(&portal, &parts, For::Debtor);
    let host = own.as_ref().map(|own| &own.tenant);
    let opened = access_link::open(&portal, &token, host, old.as_deref()).await?;
    let renew = routes::link_renew(if is_token(&token) { &token } else { NO_TOKEN });
    Ok(led_on(&portal, &parts, (own.as_ref(), renew), opened))
}

/// Where the button of a link leads; what is closed is asked for anew at `renew`.
pub(super) fn led_on(
    portal: &Portal,
    parts: &Parts,
    (own, renew): (Option<&OwnHost>, String),
    opened: Opened,
) -> Response {
    let (session, next) = match opened {
        Opened::Asked(session) => (session, pattern::IDENTITY),
        Opened::In(session) => (session, pattern::STATEMENT),
        Opened::Dead => {
            let (shell, _) = of_host(portal, parts, own, &Wish::Reader);
            return (StatusCode::GONE, Html(closed_link::page(shell, renew))).into_response();
        }
    };
    let jar = CookieJar::new().add(cookie(portal, For::Debtor, session.reveal()));
    (jar, see(next)).into_response()
}

/// POST /e/{token}/nuevo: says the same whatever the token is.
pub async fn renew(
    State(portal): State<Portal>,
    Path(token): Path<String>,
    parts: Parts,
) -> Result<Html<String>, Fault> {
    access_link::renew(&portal, &token).await?;
    renewed(State(portal), parts).await
}

/// GET /e/{token}/nuevo: the answer once more, in another language.
pub async fn renewed(State(portal): State<Portal>, parts: Parts) -> Result<Html<String>, Fault> {
    let own = own_host(&portal, &parts).await?;
    let (shell, _) = of_host(&portal, &parts, own.as_ref(), &Wish::Reader);
    Ok(Html(closed_link::renewed_page(shell)))
}

fn is_token(text: &str) -> bool {
    text.len() == 22 && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
}
