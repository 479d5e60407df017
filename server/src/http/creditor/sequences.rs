//! Sequences of reminders: the list, one with its versions, archiving, a test of a text, the switch of channels.

use app::creditor::News;
use app::creditor::sequence::one::{self as one_page, reads_as};
use app::creditor::sequences::{self as list_page, EVERY_CHANNEL, RestAct};
use app::routes::{self, pattern};
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum_extra::extract::{Form, Query};
use domain::contact_channel::ContactChannel;
use domain::ids::SequenceId;
use serde::Deserialize;

use super::desk::{Desk, Owner, go, id};
use crate::compose::Portal;
use crate::http::fault::Fault;
use crate::use_cases::channel_rest;
use crate::use_cases::form_key::FormKey;
use crate::use_cases::reminder::{TestText, send_test};
use crate::use_cases::sequence;

/// GET /panel/recordatorios
pub async fn list(State(portal): State<Portal>, desk: Desk) -> Result<Response, Fault> {
    let view = sequence::list_view(&portal, desk.creditor()).await?;
    let shell = desk.shell(&portal).await?;
    Ok(desk.page(&portal, list_page::page(shell, view)))
}

/// GET /panel/recordatorios/{sequence}
pub async fn show(
    State(portal): State<Portal>,
    desk: Desk,
    Path(sequence): Path<String>,
) -> Result<Response, Fault> {
    let view = sequence::view(&portal, desk.creditor(), &id(&sequence)?).await?;
    let shell = desk.shell(&portal).await?;
    Ok(desk.page(&portal, one_page::page(shell, view)))
}

/// One version; the newest if none is named.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Which {
    version: String,
}

/// GET /panel/recordatorios/{sequence}/secuencia.toml: as it was written.
pub async fn toml(
    State(portal): State<Portal>,
    desk: Desk,
    Path(sequence): Path<String>,
    Query(which): Query<Which>,
) -> Result<Response, Fault> {
    let history = sequence::history(&portal, desk.creditor(), &id(&sequence)?).await?;
    let version = match which.version.as_str() {
        "" => history.newest()?,
        text => history.version(text.parse().map_err(|_| Fault::NotFound)?)?,
    };
    let name = format!("attachment; filename=\"secuencia-v{}.toml\"", version.version);
    let headers = [
        (header::CONTENT_TYPE, "application/toml; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, name),
    ];
    Ok((headers, version.source.clone()).into_response())
}

/// POST /panel/recordatorios/{sequence}/archivar: owners only.
pub async fn archive(
    State(portal): State<Portal>,
    Owner(desk): Owner,
    Path(sequence): Path<String>,
) -> Result<Response, Fault> {
    let id: SequenceId = id(&sequence)?;
    sequence::archive(&portal, desk.tenant(), (&id, &desk.seat.member.name)).await?;
    Ok(go(&portal, &routes::team_sequence(&id), News::SequenceArchived))
}

/// POST /panel/recordatorios/{sequence}/retomar: owners only.
pub async fn take_up(
    State(portal): State<Portal>,
    Owner(desk): Owner,
    Path(sequence): Path<String>,
) -> Result<Response, Fault> {
    let id: SequenceId = id(&sequence)?;
    sequence::take_up(&portal, desk.tenant(), &id).await?;
    Ok(go(&portal, &routes::team_sequence(&id), News::SequenceTakenUp))
}

/// What the button of a step sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct TestFields {
    key: String,
    version: String,
    step: String,
}

/// POST /panel/recordatorios/{sequence}/prueba: to the address of whoever presses it, and to nobody else.
pub async fn test(
    State(portal): State<Portal>,
    desk: Desk,
    Path(sequence): Path<String>,
    Form(form): Form<TestFields>,
) -> Result<Response, Fault> {
    let id: SequenceId = id(&sequence)?;
    let key = FormKey::parse(&form.key).ok_or(Fault::BadRequest)?;
    let number = |text: &str| text.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
    let place = number(&form.step).ok_or(Fault::BadRequest)?;
    let version = form.version.parse().map_err(|_| Fault::BadRequest)?;
    let history = sequence::history(&portal, desk.creditor(), &id).await?;
    let file = sequence::file(history.version(version)?)?;
    let step = file.sequence.steps.get(place).ok_or(Fault::BadRequest)?;
    let channel = reads_as(&step.means).ok_or(Fault::BadRequest)?;
    let text = TestText { kind: step.kind, channel, speech: None };
    let once = format!("{key}:{place}");
    send_test(&portal, desk.tenant(), (&desk.seat.member.id, &once), text).await?;
    Ok(go(&portal, &routes::team_sequence(&id), News::TestSent))
}

/// What the switch of a channel sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct RestFields {
    channel: String,
    #[serde(rename = "do")]
    act: String,
}

/// POST /panel/recordatorios/pausas: owners only.
pub async fn rest(
    State(portal): State<Portal>,
    Owner(desk): Owner,
    Form(form): Form<RestFields>,
) -> Result<Response, Fault> {
    let act = RestAct::parse(&form.act).ok_or(Fault::BadRequest)?;
    let channels: Vec<ContactChannel> = if form.channel == EVERY_CHANNEL {
        ContactChannel::ALL.into()
    } else {
        vec![form.channel.parse().map_err(|_| Fault::BadRequest)?]
    };
    let who = &*desk.seat.member.name;
    let (changed, news) = match act {
        RestAct::Begin => {
            let begun = channel_rest::begin(&portal, desk.tenant(), &channels, who).await?;
            (begun, News::RestBegun)
        }
        RestAct::End => {
            let ended = channel_rest::end(&portal, desk.tenant(), &channels, who).await?;
            (ended, News::RestEnded)
        }
    };
    let news = if changed.is_empty() { News::AlreadyDone } else { news };
    Ok(go(&portal, pattern::TEAM_SEQUENCES, news))
}
