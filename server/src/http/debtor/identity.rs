//! The identity check.

use app::debtor::identity::{self as page, Ask, IdentityView, Typed, Wrong};
use app::debtor::locked::{self, LockedView};
use app::debtor::not_me as thanks;
use app::routes::pattern;
use app::shell::{Session, Shell};
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::RETRY_AFTER;
use axum::http::request::Parts;
use axum::response::{Html, IntoResponse, Response};
use axum_extra::extract::{CookieJar, Form};
use chrono::{DateTime, Utc};
use domain::identity::Answer;
use serde::Deserialize;

use super::{again, see};
use crate::compose::Portal;
use crate::http::fault::Fault;
use crate::http::session::{Anyone, Asked, For, cookie, no_cookie};
use crate::http::surroundings;
use crate::use_cases::identity::{self, Asking, Given, Outcome, Standing};
use crate::use_cases::session::Stage;
use crate::use_cases::wall_clock;

/// The query that shows the field for the code instead of the question.
const WITH_CODE: &str = "codigo=1";

/// What the form sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct IdentityForm {
    answer: String,
    day: Option<String>,
    month: Option<String>,
    year: Option<String>,
    code: Option<String>,
}

/// GET /identidad
pub async fn show(
    State(portal): State<Portal>,
    Anyone(visit): Anyone,
    parts: Parts,
) -> Result<Response, Fault> {
    let visit = visit.ok_or(Fault::NoSession)?;
    if visit.stage == Stage::Full {
        return Ok(see(pattern::STATEMENT));
    }
    let asking = identity::asking(&portal, &visit).await?;
    let with_code = parts.uri.query().is_some_and(|query| query.split('&').any(|p| p == WITH_CODE));
    let code_sent = with_code && identity::code_waits(&portal, &visit).await?;
    let by_code = if code_sent { By::Code } else { By::Question };
    let drawn = Drawn { by: by_code, typed: Typed::default(), wrong: None };
    Ok(Html(draw(&portal, &parts, asking, drawn)).into_response())
}

/// POST /identidad
pub async fn answer(
    State(portal): State<Portal>,
    Asked(visit): Asked,
    parts: Parts,
    Form(form): Form<IdentityForm>,
) -> Result<Response, Fault> {
    let (by, typed) = form.typed();
    let date = form.day.is_some() || form.month.is_some() || form.year.is_some();
    let given = match by {
        By::Code => Given::Code(&typed.answer),
        By::Question if date => {
            let Typed { day, month, year, .. } = &typed;
            Given::Answer(Answer::Date { day, month, year })
        }
        By::Question => Given::Answer(Answer::Text(&typed.answer)),
    };
    let wrong = match identity::answer(&portal, &visit, given).await? {
        Outcome::In(session) => {
            let jar = CookieJar::new().add(cookie(&portal, For::Debtor, session.reveal()));
            return Ok((jar, see(pattern::STATEMENT)).into_response());
        }
        Outcome::Locked(until) => {
            let asking = identity::asking(&portal, &visit).await?;
            let html = locked_page(&portal, &parts, &asking, until);
            let wait = (until - portal.clock.now()).num_seconds().max(1).to_string();
            let answer = (StatusCode::TOO_MANY_REQUESTS, [(RETRY_AFTER, wait)], Html(html));
            return Ok(answer.into_response());
        }
        Outcome::CallUs => return Ok(see(pattern::IDENTITY)),
        Outcome::Wrong(left) | Outcome::WrongCode(left) => Wrong::Mismatch { tries_left: left },
        Outcome::CodeOver => Wrong::CodeExpired,
        Outcome::Empty => Wrong::Empty,
        Outcome::NoSuchDay => Wrong::NoSuchDay,
    };
    let asking = identity::asking(&portal, &visit).await?;
    let drawn = Drawn { by, typed, wrong: Some(wrong) };
    Ok(again(draw(&portal, &parts, asking, drawn)))
}

/// POST /identidad/codigo
pub async fn send_code(
    State(portal): State<Portal>,
    Asked(visit): Asked,
) -> Result<Response, Fault> {
    identity::ask_code(&portal, &visit).await?;
    Ok(see(&format!("{}?{WITH_CODE}", pattern::IDENTITY)))
}

/// POST /identidad/no-soy
pub async fn not_me(
    State(portal): State<Portal>,
    Asked(visit): Asked,
    parts: Parts,
) -> Result<Response, Fault> {
    let asking = identity::asking(&portal, &visit).await?;
    identity::not_me(&portal, &visit).await?;
    let jar = CookieJar::new().add(no_cookie(&portal, For::Debtor));
    Ok((jar, Html(thanks::page(shell(&portal, &parts, &asking)))).into_response())
}

/// Which of the two fields the page shows.
#[derive(Clone, Copy, PartialEq, Eq)]
enum By {
    Question,
    Code,
}

struct Drawn {
    by: By,
    typed: Typed,
    wrong: Option<Wrong>,
}

impl IdentityForm {
    fn typed(&self) -> (By, Typed) {
        let part = |part: &Option<String>| part.clone().unwrap_or_default();
        let (day, month, year) = (part(&self.day), part(&self.month), part(&self.year));
        match &self.code {
            Some(code) => (By::Code, Typed { answer: code.clone(), ..Typed::default() }),
            None => (By::Question, Typed { answer: self.answer.clone(), day, month, year }),
        }
    }
}

fn draw(portal: &Portal, parts: &Parts, asking: Asking, drawn: Drawn) -> String {
    let masked = asking.facts.email().map(|email| email.masked());
    let ask = match (drawn.by, masked, asking.standing) {
        (By::Code, Some(address), _) => Ask::Code(address),
        (_, _, Standing::Ask(question, _)) => Ask::Known(question),
        (_, _, Standing::CallUs) => {
            let code_to = asking.code_to.clone();
            return page::call_us_page(shell(portal, parts, &asking), code_to);
        }
        (_, _, Standing::Locked(until)) => return locked_page(portal, parts, &asking, until),
    };
    let shell = shell(portal, parts, &asking);
    let view =
        IdentityView { ask, typed: drawn.typed, wrong: drawn.wrong, code_to: asking.code_to };
    page::page(shell, view)
}

fn locked_page(portal: &Portal, parts: &Parts, asking: &Asking, until: DateTime<Utc>) -> String {
    let until = wall_clock::local(asking.facts.settings.zone, until);
    let view = LockedView { until, code_to: asking.code_to.clone() };
    locked::page(shell(portal, parts, asking), view)
}

fn shell(portal: &Portal, parts: &Parts, asking: &Asking) -> Shell {
    let facts = &asking.facts;
    let who = (&facts.settings, &facts.debtor.person);
    surroundings::of_creditor(portal, parts, who, Session::None)
}
