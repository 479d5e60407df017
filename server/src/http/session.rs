//! Cookies and the sessions behind them. A session's id is a token of 128 bits, stored hashed; each
//! step (link, identity check; sign-in link, code) makes a new one.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum_extra::extract::cookie::{Cookie, CookieJar, SameSite};

use crate::compose::Portal;
use crate::http::fault::Fault;
use crate::keys::token_hash;
use crate::use_cases::session::{self, Stage, Visit};

/// A debtor who passed the identity check.
#[derive(Clone, Debug)]
pub struct Debtor(pub Visit);

/// Somebody who opened a link and has yet to pass the identity check.
#[derive(Clone, Debug)]
pub struct Asked(pub Visit);

/// Which kind of session a cookie is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum For {
    /// The debtor's pages.
    Debtor,
    /// The team's pages.
    Team,
}

/// The cookie's name: with the `__Host-` prefix wherever the portal is reached by https.
pub fn cookie_name(portal: &Portal, kind: For) -> &'static str {
    match (portal.settings.is_https(), kind) {
        (true, For::Debtor) => "__Host-aldia",
        (true, For::Team) => "__Host-aldia-team",
        (false, For::Debtor) => "aldia",
        (false, For::Team) => "aldia-team",
    }
}

/// The cookie that carries a session id.
pub fn cookie(portal: &Portal, kind: For, id: &str) -> Cookie<'static> {
    Cookie::build((cookie_name(portal, kind), id.to_owned()))
        .path("/")
        .http_only(true)
        .secure(portal.settings.is_https())
        .same_site(SameSite::Lax)
        .build()
}

/// A cookie that takes the session's away.
pub fn no_cookie(portal: &Portal, kind: For) -> Cookie<'static> {
    let mut cookie = cookie(portal, kind, "");
    cookie.make_removal();
    cookie
}

/// The hash of the session id that the request brings, if it brings one.
pub fn session_hash(portal: &Portal, parts: &Parts, kind: For) -> Option<Vec<u8>> {
    let jar = CookieJar::from_headers(&parts.headers);
    let id = jar.get(cookie_name(portal, kind))?.value();
    (id.len() == 22).then(|| token_hash(id))
}

/// Whoever asks, with their living session if they have one.
#[derive(Clone, Debug)]
pub struct Anyone(pub Option<Visit>);

async fn visit(parts: &Parts, portal: &Portal) -> Result<Option<Visit>, Fault> {
    match session_hash(portal, parts, For::Debtor) {
        Some(hash) => Ok(session::visit(portal, &hash).await?),
        None => Ok(None),
    }
}

impl FromRequestParts<Portal> for Anyone {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, portal: &Portal) -> Result<Self, Fault> {
        visit(parts, portal).await.map(Self)
    }
}

impl FromRequestParts<Portal> for Debtor {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, portal: &Portal) -> Result<Self, Fault> {
        let visit = visit(parts, portal).await?.ok_or(Fault::NoSession)?;
        if visit.stage == Stage::Full { Ok(Self(visit)) } else { Err(Fault::Unidentified) }
    }
}

impl FromRequestParts<Portal> for Asked {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, portal: &Portal) -> Result<Self, Fault> {
        let visit = visit(parts, portal).await?.ok_or(Fault::NoSession)?;
        if visit.stage == Stage::Question { Ok(Self(visit)) } else { Err(Fault::NoSession) }
    }
}
