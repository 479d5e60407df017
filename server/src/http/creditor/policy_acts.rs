//! What an owner does with a policy: puts a version in force, brings one back, archives.

use app::creditor::policy::one::{self as page, ActivationForm, PolicyView, When};
use app::creditor::policy::refused;
use app::creditor::{News, Typed, Wrong};
use app::routes;
use axum::extract::{Path, State};
use axum::response::Response;
use axum_extra::extract::Form;
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use domain::ids::PolicyId;
use domain::policy::check::Contradiction;
use serde::Deserialize;

use super::desk::{Desk, Owner, again, go, id};
use super::fields::kept;
use crate::compose::Portal;
use crate::http::fault::Fault;
use crate::use_cases::policy::{self, Activated, Saved};
use crate::use_cases::wall_clock;

/// What the form sends that puts a version in force.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct ActivateFields {
    version: String,
    when: String,
    day: String,
    time: String,
}

/// POST /panel/ofertas/{policy}/activar: owners only.
pub async fn activate(
    State(portal): State<Portal>,
    Owner(desk): Owner,
    Path(policy): Path<String>,
    Form(form): Form<ActivateFields>,
) -> Result<Response, Fault> {
    let id: PolicyId = id(&policy)?;
    let version = form.version.parse::<i64>().map_err(|_| Fault::NotFound)?;
    let when = When::parse(&form.when).ok_or(Fault::BadRequest)?;
    let from = match from(&portal, &desk, when, &form) {
        Ok(from) => from,
        Err((day, time)) => {
            let typed = ActivationForm { version, when, day, time, refused: Vec::new() };
            return show_again(&portal, &desk, (&id, typed)).await;
        }
    };
    let (owner, order) = (desk.creditor(), (from, &*desk.seat.member.name));
    let done = policy::activate(&portal, owner, (&id, version), order).await?;
    let news = match done {
        Activated::From(at) if at <= portal.clock.now() => News::PolicyActivated,
        Activated::From(_) => News::PolicyPlanned,
        Activated::Before => News::AlreadyDone,
        Activated::Overtaken => News::Changed,
        Activated::Contradicts(list) => {
            let refused = in_words(&portal, &desk, (&id, version), &list).await?;
            let (day, time) = (Typed::preset(form.day), Typed::preset(form.time));
            let typed = ActivationForm { version, when, day, time, refused };
            return show_again(&portal, &desk, (&id, typed)).await;
        }
    };
    Ok(go(&portal, &routes::team_policy(&id), news))
}

/// From when on; `None` is now. Else the day and the time as they were typed, with what is wrong.
fn from(
    portal: &Portal,
    desk: &Desk,
    when: When,
    form: &ActivateFields,
) -> Result<Option<DateTime<Utc>>, (Typed, Typed)> {
    if when == When::Now {
        return Ok(None);
    }
    let wrong = |typed: &str, wrong: Wrong| {
        let wrong = if typed.trim().is_empty() { Wrong::Missing } else { wrong };
        Typed::refused(typed, wrong)
    };
    let day = form.day.trim().parse::<NaiveDate>().map_err(|_| wrong(&form.day, Wrong::Day));
    let time = NaiveTime::parse_from_str(form.time.trim(), "%H:%M");
    let time = time.map_err(|_| wrong(&form.time, Wrong::Time));
    match (&day, &time) {
        (Ok(on), Ok(at)) => {
            let instant = wall_clock::instant(desk.seat.settings.zone, on.and_time(*at));
            if instant < portal.clock.now() {
                return Err((wrong(&form.day, Wrong::PastMoment), Typed::preset(&*form.time)));
            }
            Ok(Some(instant))
        }
        _ => Err((kept(&form.day, day), kept(&form.time, time))),
    }
}

/// Contradictions of a version as sentences.
async fn in_words(
    portal: &Portal,
    desk: &Desk,
    (id, version): (&PolicyId, i64),
    list: &[Contradiction],
) -> Result<Vec<String>, Fault> {
    let reader = desk.reader(portal);
    let history = policy::history(portal, desk.creditor(), id).await?;
    let file = history.entry(version)?.file(&desk.seat.settings)?;
    Ok(list.iter().map(|one| refused(reader, &file.policy, one)).collect())
}

async fn show_again(
    portal: &Portal,
    desk: &Desk,
    (id, typed): (&PolicyId, ActivationForm),
) -> Result<Response, Fault> {
    let view = policy::view(portal, desk.creditor(), id, desk.reader(portal)).await?;
    let is_open = view.activation.as_ref().is_some_and(|form| form.version == typed.version);
    if !is_open {
        return Ok(go(portal, &routes::team_policy(id), News::Changed));
    }
    let view = PolicyView { activation: Some(typed), ..view };
    Ok(again(page::page(desk.shell(portal).await?, view)))
}

/// What the form sends that brings a version back.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct BringBackFields {
    version: String,
}

/// POST /panel/ofertas/{policy}/recuperar: owners only.
pub async fn bring_back(
    State(portal): State<Portal>,
    Owner(desk): Owner,
    Path(policy): Path<String>,
    Form(form): Form<BringBackFields>,
) -> Result<Response, Fault> {
    let id: PolicyId = id(&policy)?;
    let version = form.version.parse::<i64>().map_err(|_| Fault::NotFound)?;
    let (owner, who) = (desk.creditor(), &*desk.seat.member.name);
    let saved = policy::bring_back(&portal, owner, (&id, version), who).await?;
    let news = match saved {
        Saved::New(_) => News::PolicySaved,
        Saved::Same(_) => News::AlreadyDone,
        Saved::Overtaken(_) | Saved::Taken => News::Changed,
    };
    Ok(go(&portal, &routes::team_policy(&id), news))
}

/// POST /panel/ofertas/{policy}/archivar: owners only.
pub async fn archive(
    State(portal): State<Portal>,
    Owner(desk): Owner,
    Path(policy): Path<String>,
) -> Result<Response, Fault> {
    let id: PolicyId = id(&policy)?;
    policy::archive(&portal, desk.tenant(), (&id, &desk.seat.member.name)).await?;
    Ok(go(&portal, &routes::team_policy(&id), News::PolicyArchived))
}

/// POST /panel/ofertas/{policy}/retomar: owners only.
pub async fn take_up(
    State(portal): State<Portal>,
    Owner(desk): Owner,
    Path(policy): Path<String>,
) -> Result<Response, Fault> {
    let id: PolicyId = id(&policy)?;
    policy::take_up(&portal, desk.tenant(), &id).await?;
    Ok(go(&portal, &routes::team_policy(&id), News::PolicyTakenUp))
}
