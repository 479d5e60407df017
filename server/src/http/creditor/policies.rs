//! Policies of offers: the list, one with its versions, what a version would mean.

use app::creditor::policies as list_page;
use app::creditor::policy::person::{self as person_page, PersonView, Seen};
use app::creditor::policy::portfolio::{self as portfolio_page, PortfolioView, Tried};
use app::creditor::policy::{compare as compare_page, one as one_page};
use app::creditor::{Typed, Wrong};
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use axum_extra::extract::{Form, Query};
use chrono::NaiveDate;
use domain::ids::PolicyId;
use domain::policy::Policy;
use serde::Deserialize;

use super::desk::{Desk, again, id};
use super::fields::{LONGEST_REFERENCE, line};
use crate::compose::Portal;
use crate::http::fault::Fault;
use crate::use_cases::policy::person::{self, Found};
use crate::use_cases::policy::{self, History, Stored, Turn};

/// GET /panel/ofertas
pub async fn list(State(portal): State<Portal>, desk: Desk) -> Result<Response, Fault> {
    let view = policy::list_view(&portal, desk.creditor()).await?;
    let shell = desk.shell(&portal).await?;
    Ok(desk.page(&portal, list_page::page(shell, view)))
}

/// GET /panel/ofertas/{policy}
pub async fn show(
    State(portal): State<Portal>,
    desk: Desk,
    Path(policy): Path<String>,
) -> Result<Response, Fault> {
    let (id, reader) = (id(&policy)?, desk.reader(&portal));
    let view = policy::view(&portal, desk.creditor(), &id, reader).await?;
    let shell = desk.shell(&portal).await?;
    Ok(desk.page(&portal, one_page::page(shell, view)))
}

/// Two versions.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Pair {
    a: String,
    b: String,
}

/// GET /panel/ofertas/{policy}/cambios
pub async fn compare(
    State(portal): State<Portal>,
    desk: Desk,
    Path(policy): Path<String>,
    Query(pair): Query<Pair>,
) -> Result<Response, Fault> {
    let id: PolicyId = id(&policy)?;
    let number = |text: &str| text.parse::<i64>().map_err(|_| Fault::NotFound);
    let (pair, reader) = ((number(&pair.a)?, number(&pair.b)?), desk.reader(&portal));
    let view = policy::compare_view(&portal, desk.creditor(), (&id, pair), reader).await?;
    let shell = desk.shell(&portal).await?;
    Ok(desk.page(&portal, compare_page::page(shell, view)))
}

/// One version; the newest if none is named.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Which {
    version: String,
}

/// A policy with the version that an address names.
async fn named(
    portal: &Portal,
    desk: &Desk,
    (policy, which): (&str, &Which),
) -> Result<(History, Stored), Fault> {
    let id: PolicyId = id(policy)?;
    let history = policy::history(portal, desk.creditor(), &id).await?;
    let entry = match which.version.as_str() {
        "" => history.newest()?,
        text => history.entry(text.parse().map_err(|_| Fault::NotFound)?)?,
    };
    let (version, file) = (entry.version, entry.file(&desk.seat.settings)?);
    Ok((history, Stored { id, version, file }))
}

/// GET /panel/ofertas/{policy}/politica.toml: as it was written.
pub async fn toml(
    State(portal): State<Portal>,
    desk: Desk,
    Path(policy): Path<String>,
    Query(which): Query<Which>,
) -> Result<Response, Fault> {
    let (history, stored) = named(&portal, &desk, (&policy, &which)).await?;
    let text = history.entry(stored.version)?.source.clone();
    let name = format!("attachment; filename=\"politica-v{}.toml\"", stored.version);
    let headers = [
        (header::CONTENT_TYPE, "application/toml; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, name),
    ];
    Ok((headers, text).into_response())
}

/// GET /panel/ofertas/{policy}/cartera: computed before it is drawn, one at a time for each creditor.
pub async fn preview(
    State(portal): State<Portal>,
    desk: Desk,
    Path(policy): Path<String>,
    Query(which): Query<Which>,
) -> Result<Response, Fault> {
    let (history, stored) = named(&portal, &desk, (&policy, &which)).await?;
    let (policy, today) = (stored.file.policy.clone(), desk.reader(&portal).today);
    let tried = tried(&portal, &desk, &policy, today).await?;
    let is_busy = tried == Tried::Busy;
    let (name, version) = (history.policy.name, stored.version);
    let view = PortfolioView { id: stored.id, name, version, policy, tried };
    let html = portfolio_page::page(desk.shell(&portal).await?, view);
    if is_busy {
        return Ok((StatusCode::TOO_MANY_REQUESTS, Html(html)).into_response());
    }
    Ok(desk.page(&portal, html))
}

/// Tries a policy without contradictions on the cases of `day`, unless that is being done already.
pub(super) async fn tried(
    portal: &Portal,
    desk: &Desk,
    policy: &Policy,
    day: NaiveDate,
) -> Result<Tried, Fault> {
    let Some(turn) = Turn::take(desk.tenant()) else { return Ok(Tried::Busy) };
    let seen = policy::preview(portal, desk.creditor(), policy, day).await?;
    drop(turn);
    Ok(Tried::Seen(seen))
}

/// GET /panel/ofertas/{policy}/persona
pub async fn ask_person(
    State(portal): State<Portal>,
    desk: Desk,
    Path(policy): Path<String>,
    Query(which): Query<Which>,
) -> Result<Response, Fault> {
    let (history, stored) = named(&portal, &desk, (&policy, &which)).await?;
    let view = person_view(history, &stored, (Typed::default(), None));
    let shell = desk.shell(&portal).await?;
    Ok(desk.page(&portal, person_page::page(shell, view)))
}

/// What the form of the person sends: by POST, since a customer's number has no place in an address.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct PersonFields {
    number: String,
}

/// POST /panel/ofertas/{policy}/persona: looks; changes nothing.
pub async fn person(
    State(portal): State<Portal>,
    desk: Desk,
    Path(policy): Path<String>,
    Query(which): Query<Which>,
    Form(form): Form<PersonFields>,
) -> Result<Response, Fault> {
    let (history, stored) = named(&portal, &desk, (&policy, &which)).await?;
    let refused = |wrong| Err(Typed::refused(&form.number, wrong));
    let found = match line(&form.number, LONGEST_REFERENCE) {
        Err(typed) => Err(typed),
        Ok(text) if text.is_empty() => refused(Wrong::Missing),
        Ok(text) => match person::find(&portal, desk.tenant(), &text).await? {
            Found::One(case) => Ok(case),
            Found::Nobody => refused(Wrong::NoCase),
            Found::Several => refused(Wrong::ManyCases),
        },
    };
    let shell = desk.shell(&portal).await?;
    match found {
        Err(typed) => {
            let view = person_view(history, &stored, (typed, None));
            Ok(again(person_page::page(shell, view)))
        }
        Ok(case) => {
            let seen = person::seen(&portal, desk.creditor(), &case, stored.clone()).await?;
            let view = person_view(history, &stored, (Typed::preset(form.number), Some(seen)));
            Ok(desk.page(&portal, person_page::page(shell, view)))
        }
    }
}

fn person_view(
    history: History,
    stored: &Stored,
    (number, seen): (Typed, Option<Seen>),
) -> PersonView {
    let (policy, name, version) = (stored.id.clone(), history.policy.name, stored.version);
    PersonView { policy, name, version, number, seen }
}
