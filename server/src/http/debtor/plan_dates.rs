//! Changing the dates of a plan: another day for one instalment, one to the end, another payday.

use app::debtor::plan::{self as page, DatesProblem, PlanDatesView};
use app::routes;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{Html, IntoResponse, Response};
use axum_extra::extract::cookie::{Cookie, CookieJar, SameSite};
use axum_extra::extract::{Form, Query};
use chrono::NaiveDate;
use domain::ids::PlanId;
use domain::plan::PlanRefusal;
use domain::schedule::DayOfMonth;
use serde::Deserialize;

use super::plan::id;
use super::{Room, again, see};
use crate::compose::Portal;
use crate::http::fault::Fault;
use crate::http::session::Debtor;
use crate::store::plan::Kept;
use crate::use_cases::form_key::FormKey;
use crate::use_cases::plan::change::{self, Change, DEBTOR, Outcome};
use crate::use_cases::plan::{page as plans, payday};
use crate::use_cases::session::Visit;
use crate::use_cases::wall_clock;

/// The cookie that tells the page of a plan what the last form did: the number of an event.
const NEWS: &str = "aldia-plan";

/// What the forms send; each sends what it has.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct DatesFields {
    /// The form's key.
    pub key: String,
    /// How much had happened to the plan when the form was drawn.
    pub drawn: String,
    /// Which of the team's forms it is.
    pub what: String,
    /// The instalment that is moved.
    #[serde(rename = "move")]
    pub moved: String,
    /// Its day.
    pub to: String,
    /// The instalment that goes to the end.
    pub skip: String,
    /// The day of the month.
    pub payday: String,
    /// The day on which the next instalment is due by it, as was shown.
    pub next: String,
}

impl DatesFields {
    /// The day of the month, if it is one.
    pub fn day(&self) -> Option<DayOfMonth> {
        self.payday.parse().ok().and_then(DayOfMonth::new)
    }

    /// Another payday that was shown, if both its fields read.
    pub fn shown_payday(&self) -> Option<Change> {
        Some(Change::Payday(self.day()?, self.next.parse().ok()?))
    }
}

/// GET /plan/{plan}/fechas
pub async fn show(
    State(portal): State<Portal>,
    Debtor(visit): Debtor,
    Path(plan): Path<String>,
    parts: Parts,
) -> Result<Response, Fault> {
    let desk = Desk::of(&portal, &visit, &plan).await?;
    Ok(match desk.view(&portal)? {
        Some(view) => Html(desk.page(&portal, &parts, view)).into_response(),
        None => see(&routes::plan(&desk.kept.id)),
    })
}

/// POST /plan/{plan}/mover
pub async fn to_another_day(
    State(portal): State<Portal>,
    Debtor(visit): Debtor,
    Path(plan): Path<String>,
    parts: Parts,
    Form(fields): Form<DatesFields>,
) -> Result<Response, Fault> {
    let desk = Desk::of(&portal, &visit, &plan).await?;
    let Ok(to) = fields.to.trim().parse::<NaiveDate>() else {
        return desk.refused(&portal, &parts, (&fields, DatesProblem::NoDay));
    };
    let change = Change::Move(number(&fields.moved), to);
    desk.change(&portal, &parts, (change, &fields)).await
}

/// POST /plan/{plan}/saltar
pub async fn to_the_end(
    State(portal): State<Portal>,
    Debtor(visit): Debtor,
    Path(plan): Path<String>,
    parts: Parts,
    Form(fields): Form<DatesFields>,
) -> Result<Response, Fault> {
    let desk = Desk::of(&portal, &visit, &plan).await?;
    desk.change(&portal, &parts, (Change::Skip(number(&fields.skip)), &fields)).await
}

/// GET /plan/{plan}/dia-de-pago: what it would make of the dates.
pub async fn another_payday(
    State(portal): State<Portal>,
    Debtor(visit): Debtor,
    Path(plan): Path<String>,
    Query(fields): Query<DatesFields>,
    parts: Parts,
) -> Result<Response, Fault> {
    let desk = Desk::of(&portal, &visit, &plan).await?;
    let Some(day) = fields.day() else { return Ok(see(&routes::plan_dates(&desk.kept.id))) };
    let today = desk.today(&portal);
    match payday::review(&portal, &desk.kept, (day, today))? {
        Ok(view) => {
            let shell = desk.room.shell(&portal, &parts, visit.stage);
            Ok(Html(page::payday_page(shell, view)).into_response())
        }
        Err(refusal) => desk.refused(&portal, &parts, (&fields, DatesProblem::Payday(refusal))),
    }
}

/// POST /plan/{plan}/dia-de-pago
pub async fn to_another_payday(
    State(portal): State<Portal>,
    Debtor(visit): Debtor,
    Path(plan): Path<String>,
    parts: Parts,
    Form(fields): Form<DatesFields>,
) -> Result<Response, Fault> {
    let desk = Desk::of(&portal, &visit, &plan).await?;
    let change = fields.shown_payday().ok_or(Fault::BadRequest)?;
    desk.change(&portal, &parts, (change, &fields)).await
}

/// The number of an instalment. What is no number is none that a plan has.
pub fn number(text: &str) -> u32 {
    text.parse().unwrap_or(u32::MAX)
}

/// One plan with what surrounds its page. No `Debug`: it is personal.
struct Desk<'a> {
    visit: &'a Visit,
    room: Room,
    kept: Kept,
}

impl<'a> Desk<'a> {
    async fn of(portal: &Portal, visit: &'a Visit, plan: &str) -> Result<Self, Fault> {
        let id = id(plan)?;
        let mut conn = portal.store.read().await?;
        let kept = plans::of_visit(&mut conn, visit, &id).await?;
        drop(conn);
        Ok(Self { visit, room: Room::of(portal, visit).await?, kept })
    }

    /// What can be changed today; `None` if nothing of the plan is open.
    fn view(&self, portal: &Portal) -> Result<Option<PlanDatesView>, Fault> {
        Ok(change::view(portal, &self.kept, self.today(portal))?)
    }

    fn today(&self, portal: &Portal) -> NaiveDate {
        wall_clock::local(self.room.settings.zone, portal.clock.now()).date()
    }

    fn page(&self, portal: &Portal, parts: &Parts, view: PlanDatesView) -> String {
        page::dates_page(self.room.shell(portal, parts, self.visit.stage), view)
    }

    async fn change(
        mut self,
        portal: &Portal,
        parts: &Parts,
        (change, fields): (Change, &DatesFields),
    ) -> Result<Response, Fault> {
        let key = FormKey::parse(&fields.key).ok_or(Fault::BadRequest)?;
        let drawn = fields.drawn.parse().map_err(|_| Fault::BadRequest)?;
        let form = change::Form { key, drawn, who: DEBTOR.to_owned() };
        let (tenant, of) = (&self.visit.tenant, (&self.visit.case, &self.kept.id));
        let problem = match change::change(portal, tenant, of, (change, &form)).await? {
            Outcome::Done(event) => return Ok(told(portal, &self.kept.id, event)),
            Outcome::Refused(PlanRefusal::NotActive) => {
                return Ok(see(&routes::plan(&self.kept.id)));
            }
            Outcome::Stale => DatesProblem::Changed,
            Outcome::Refused(refusal) => match change {
                Change::Move(..) => DatesProblem::Move(refusal),
                Change::Skip(_) => DatesProblem::Skip(refusal),
                Change::Payday(..) => DatesProblem::Payday(refusal),
            },
        };
        // It may be another plan by now: the page shows what it is.
        let mut conn = portal.store.read().await?;
        self.kept = plans::of_visit(&mut conn, self.visit, &self.kept.id).await?;
        drop(conn);
        self.refused(portal, parts, (fields, problem))
    }

    /// The page again, with what was typed and why it was not done.
    fn refused(
        &self,
        portal: &Portal,
        parts: &Parts,
        (fields, problem): (&DatesFields, DatesProblem),
    ) -> Result<Response, Fault> {
        let Some(view) = self.view(portal)? else {
            return Ok(see(&routes::plan(&self.kept.id)));
        };
        let view = typed(view, fields, problem);
        let changed = view.problem == Some(DatesProblem::Changed);
        let html = self.page(portal, parts, view);
        Ok(if changed { (StatusCode::CONFLICT, Html(html)).into_response() } else { again(html) })
    }
}

/// The view with what was typed. A form that is not there any more has no field for a problem.
pub fn typed(view: PlanDatesView, fields: &DatesFields, problem: DatesProblem) -> PlanDatesView {
    let mut view = view;
    if let (Some(moves), Ok(marked)) = (&mut view.moves, fields.moved.parse::<u32>()) {
        moves.marked = marked;
        moves.typed.clone_from(&fields.to);
    }
    if let (Some(skips), Ok(marked)) = (&mut view.skips, fields.skip.parse::<u32>()) {
        skips.marked = marked;
    }
    if let (Some(payday), Some(day)) = (&mut view.payday, fields.day()) {
        payday.day = day;
    }
    let is_there = match problem {
        DatesProblem::Changed => false,
        DatesProblem::NoDay | DatesProblem::Move(_) => view.moves.is_some(),
        DatesProblem::Skip(_) => view.skips.is_some(),
        DatesProblem::Payday(_) => view.payday.is_some(),
    };
    view.problem = Some(if is_there { problem } else { DatesProblem::Changed });
    view
}

/// 303 to the page of the plan, which tells what the event did.
fn told(portal: &Portal, plan: &PlanId, event: i64) -> Response {
    let to = routes::plan(plan);
    let jar = CookieJar::new().add(news(portal, &to, event.to_string()));
    (jar, see(&to)).into_response()
}

/// The number of the event that the page of a plan is to tell of, and the answer's cookies without it.
pub(super) fn news_of(portal: &Portal, parts: &Parts, plan: &PlanId) -> (Option<i64>, CookieJar) {
    let jar = CookieJar::from_headers(&parts.headers);
    let Some(cookie) = jar.get(NEWS) else { return (None, CookieJar::new()) };
    let mut gone = news(portal, &routes::plan(plan), String::new());
    gone.make_removal();
    (cookie.value().parse().ok(), CookieJar::new().add(gone))
}

fn news(portal: &Portal, path: &str, value: String) -> Cookie<'static> {
    Cookie::build((NEWS, value))
        .path(path.to_owned())
        .http_only(true)
        .secure(portal.settings.is_https())
        .same_site(SameSite::Lax)
        .build()
}
