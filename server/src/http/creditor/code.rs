//! The second factor.

use app::creditor::code::{self as page, CodeView, Refused, Setup};
use app::creditor::recovery::{self, RecoveryView};
use app::routes::pattern;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum_extra::extract::{CookieJar, Form};
use serde::Deserialize;

use super::desk::{Visitor, again};
use crate::compose::Portal;
use crate::http::fault::Fault;
use crate::http::session::{For, cookie};
use crate::use_cases::second_factor::Verdict;
use crate::use_cases::sign_in::{self, Passed, Seat, Stage};
use crate::use_cases::wall_clock;

/// GET /panel/codigo
pub async fn show(State(portal): State<Portal>, visitor: Visitor) -> Result<Response, Fault> {
    let seat = visitor.seat.as_ref().ok_or(Fault::SignIn)?;
    if seat.stage == Stage::Full {
        return Ok(Redirect::to(pattern::TEAM_HOME).into_response());
    }
    let until = seat.member.factor.locked_until;
    let locked = (portal.clock.now() < until).then_some(Verdict::Locked(until));
    Ok(Html(draw(&portal, &visitor, seat, locked.as_ref())?).into_response())
}

/// What the form sends.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct CodeForm {
    code: String,
}

/// POST /panel/codigo: a right code begins the session; the first right one shows recovery codes,
/// in the answer itself, so that no address shows them again.
pub async fn pass(
    State(portal): State<Portal>,
    visitor: Visitor,
    Form(form): Form<CodeForm>,
) -> Result<Response, Fault> {
    let waits = |seat: &&Seat| seat.stage == Stage::Code;
    let seat = visitor.seat.as_ref().filter(waits).ok_or(Fault::SignIn)?;
    match sign_in::pass(&portal, seat, &form.code).await? {
        Passed::In(id, codes) => {
            let jar = CookieJar::new().add(cookie(&portal, For::Team, id.reveal()));
            Ok(match codes {
                Some(codes) => {
                    let html = recovery::page(visitor.door(&portal), RecoveryView { codes });
                    (jar, Html(html)).into_response()
                }
                None => (jar, Redirect::to(pattern::TEAM_HOME)).into_response(),
            })
        }
        Passed::Not(verdict) => {
            let html = draw(&portal, &visitor, seat, Some(&verdict))?;
            let Verdict::Locked(until) = verdict else { return Ok(again(html)) };
            let wait = (until - portal.clock.now()).num_seconds().to_string();
            let retry = [(header::RETRY_AFTER, wait)];
            Ok((StatusCode::TOO_MANY_REQUESTS, retry, Html(html)).into_response())
        }
    }
}

fn draw(
    portal: &Portal,
    visitor: &Visitor,
    seat: &Seat,
    verdict: Option<&Verdict>,
) -> Result<String, Fault> {
    let refused = match verdict {
        None | Some(Verdict::Right(_)) => None,
        Some(Verdict::Wrong(left)) => Some(Refused::Wrong { left: *left }),
        Some(Verdict::Used) => Some(Refused::Used),
        Some(Verdict::Locked(until)) => {
            Some(Refused::Locked { until: wall_clock::local(seat.settings.zone, *until).time() })
        }
    };
    let setup = sign_in::setup(portal, seat)?;
    let setup = setup.map(|(secret, qr_svg)| Setup { secret, qr_svg });
    Ok(page::page(visitor.door(portal), CodeView { setup, refused }))
}
