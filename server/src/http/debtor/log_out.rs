//! Log out.

use app::debtor::logged_out as page;
use app::routes::pattern;
use axum::extract::State;
use axum::http::request::Parts;
use axum::response::{Html, IntoResponse, Response};
use axum_extra::extract::CookieJar;

use super::{hall, see};
use crate::compose::Portal;
use crate::http::fault::Fault;
use crate::http::session::{Anyone, For, no_cookie};
use crate::use_cases::session;

/// POST /salir
pub async fn leave(State(portal): State<Portal>, Anyone(visit): Anyone) -> Result<Response, Fault> {
    if let Some(visit) = visit {
        session::end(&portal, &visit).await?;
    }
    let jar = CookieJar::new().add(no_cookie(&portal, For::Debtor));
    Ok((jar, see(pattern::LOG_OUT)).into_response())
}

/// GET /salir: says that nobody is logged in, if nobody is.
pub async fn show(
    State(portal): State<Portal>,
    Anyone(visit): Anyone,
    parts: Parts,
) -> Result<Response, Fault> {
    if visit.is_some() {
        return Ok(see(pattern::STATEMENT));
    }
    let mut shell = hall(&portal, &parts, None).await?.shell;
    shell.sheets.push(pattern::FORGET.to_owned());
    Ok(Html(page::page(shell)).into_response())
}
