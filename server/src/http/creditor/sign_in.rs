//! The door: an address, the link that was sent to it, the way out.

use app::creditor::sign_in::{self as page, After, SignInView};
use app::creditor::sign_in_link::{self as link_page, SignInLinkView};
use app::creditor::{Typed, Wrong};
use app::routes::pattern;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum_extra::extract::{CookieJar, Form};
use domain::email::EmailAddress;
use serde::Deserialize;

use super::desk::{Visitor, again, good_bye, no_news};
use crate::compose::Portal;
use crate::http::fault::Fault;
use crate::http::session::{For, cookie, no_cookie};
use crate::use_cases::sign_in::{self, Stage};

/// GET /panel/entrar
pub async fn show(State(portal): State<Portal>, visitor: Visitor) -> Response {
    if visitor.seat.as_ref().is_some_and(|seat| seat.stage == Stage::Full) {
        return Redirect::to(pattern::TEAM_HOME).into_response();
    }
    let after = match (visitor.has_left(), visitor.brings_session, &visitor.seat) {
        (true, ..) => Some(After::LoggedOut),
        (false, true, None) => Some(After::Ended),
        _ => None,
    };
    let mut door = visitor.door(&portal);
    if after.is_some() {
        door.sheets.push(pattern::FORGET.to_owned());
    }
    let html = Html(page::page(door, SignInView::Ask { email: Typed::default(), after }));
    (CookieJar::new().add(no_news(&portal)), html).into_response()
}

/// What the sign-in form sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct AskForm {
    email: String,
}

/// POST /panel/entrar: the same answer for every address.
pub async fn ask(
    State(portal): State<Portal>,
    visitor: Visitor,
    Form(form): Form<AskForm>,
) -> Result<Response, Fault> {
    let door = visitor.door(&portal);
    let Ok(email) = EmailAddress::parse(&form.email) else {
        let wrong = if form.email.trim().is_empty() { Wrong::Missing } else { Wrong::Email };
        let email = Typed::refused(form.email, wrong);
        return Ok(again(page::page(door, SignInView::Ask { email, after: None })));
    };
    sign_in::ask(&portal, &email.lookup()).await?;
    Ok(Html(page::page(door, SignInView::Sent)).into_response())
}

/// GET /panel/entrar/{token}: the same bytes for every token; nothing is looked up.
pub async fn show_link(State(portal): State<Portal>, visitor: Visitor) -> Html<String> {
    Html(link_page::page(visitor.into_stranger().door(&portal), SignInLinkView::Button))
}

/// POST /panel/entrar/{token}: uses the link up. A session that the browser brought ends.
pub async fn open(
    State(portal): State<Portal>,
    visitor: Visitor,
    Path(token): Path<String>,
) -> Result<Response, Fault> {
    let Some(id) = sign_in::open(&portal, &token).await? else {
        let html = link_page::page(visitor.into_stranger().door(&portal), SignInLinkView::Dead);
        return Ok((StatusCode::GONE, Html(html)).into_response());
    };
    if let Some(seat) = &visitor.seat {
        sign_in::leave(&portal, seat).await?;
    }
    let jar = CookieJar::new().add(cookie(&portal, For::Team, id.reveal()));
    Ok((jar, Redirect::to(pattern::TEAM_CODE)).into_response())
}

/// POST /panel/salir: ends the session on the server too.
pub async fn leave(State(portal): State<Portal>, visitor: Visitor) -> Result<Response, Fault> {
    if let Some(seat) = &visitor.seat {
        sign_in::leave(&portal, seat).await?;
    }
    let jar = CookieJar::new().add(no_cookie(&portal, For::Team));
    Ok((jar, good_bye(&portal)).into_response())
}
