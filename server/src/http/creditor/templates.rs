//! What reminders say in the creditor's own words.

use app::creditor::template::{self as page, TemplateView, act};
use app::creditor::{News, Typed, Wrong, templates as list_page};
use app::routes;
use axum::extract::State;
use axum::response::Response;
use axum_extra::extract::{Form, Query};
use domain::reminder::StepKind;
use domain::template::{Draft, Speech, Which};
use domain::tone::Severity;
use serde::Deserialize;

use super::desk::{Desk, Owner, again, go};
use super::fields;
use crate::compose::Portal;
use crate::http::fault::Fault;
use crate::use_cases::form_key::FormKey;
use crate::use_cases::reminder::{TestText, send_test};
use crate::use_cases::template::{self, Outcome, Sheet, Wish};
use crate::use_cases::voice;

/// Which texts an address names.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    kind: String,
    channel: String,
    voice: String,
}

impl Asked {
    /// One text; none for words that no text has.
    fn which(&self) -> Option<Which> {
        let occasion = StepKind::parse(&self.kind)?;
        let channel = self.channel.parse().ok()?;
        Some(Which { occasion, channel, speech: Speech::parse(&self.voice)? })
    }
}

/// GET /panel/mensajes: in the words in which the creditor speaks, if no others are asked for.
pub async fn list(
    State(portal): State<Portal>,
    desk: Desk,
    Query(asked): Query<Asked>,
) -> Result<Response, Fault> {
    let (_, settings) = desk.creditor();
    let own = voice::to_team(settings);
    let speech = Speech::parse(&asked.voice).unwrap_or(Speech::of(own.lang, own.address));
    let view = template::list_view(&portal, desk.creditor(), speech).await?;
    let shell = desk.shell(&portal).await?;
    Ok(desk.page(&portal, list_page::page(shell, view)))
}

/// GET /panel/mensajes/texto
pub async fn show(
    State(portal): State<Portal>,
    desk: Desk,
    Query(asked): Query<Asked>,
) -> Result<Response, Fault> {
    let which = asked.which().ok_or(Fault::NotFound)?;
    let view = template::view(&portal, desk.creditor(), which).await?;
    let shell = desk.shell(&portal).await?;
    Ok(desk.page(&portal, page::page(shell, view)))
}

/// What the form of a text sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct TemplateFields {
    kind: String,
    channel: String,
    voice: String,
    drawn: String,
    subject: String,
    preview: String,
    body: String,
    content_id: String,
    reason: String,
    number: String,
    #[serde(rename = "do")]
    act: String,
}

impl TemplateFields {
    fn sheet(self) -> Result<Sheet, Fault> {
        let Self { kind, channel, voice, subject, preview, body, content_id, .. } = self;
        let which = Asked { kind, channel, voice }.which().ok_or(Fault::BadRequest)?;
        let drawn = self.drawn.parse().map_err(|_| Fault::BadRequest)?;
        let draft = Draft { subject, preview, body, content_id };
        Ok(Sheet { which, drawn, draft, reason: self.reason, number: self.number })
    }
}

/// POST /panel/mensajes/texto: owners only.
pub async fn act(
    State(portal): State<Portal>,
    Owner(desk): Owner,
    Form(mut form): Form<TemplateFields>,
) -> Result<Response, Fault> {
    let act = std::mem::take(&mut form.act);
    let sheet = form.sheet()?;
    if act != act::SAVE && act != act::STANDARD {
        let view = template::look(&portal, desk.creditor(), sheet).await?;
        return draw(&portal, &desk, view).await;
    }
    let reason = match fields::note(&sheet.reason) {
        Ok(reason) => reason,
        Err(typed) => return refuse(&portal, &desk, sheet, Some(typed)).await,
    };
    let member = &desk.seat.member;
    let (which, drawn, who) = (sheet.which, sheet.drawn, (&*member.name, member.id.as_str()));
    let wish = Wish { which, drawn, draft: &sheet.draft, reason: &reason, who };
    let outcome = if act == act::SAVE {
        template::save(&portal, desk.creditor(), wish).await?
    } else {
        template::standard(&portal, desk.tenant(), wish).await?
    };
    let to = routes::team_template(which);
    match outcome {
        Outcome::Saved => Ok(go(&portal, &to, News::TemplateSaved)),
        Outcome::Before => Ok(go(&portal, &to, News::AlreadyDone)),
        Outcome::Stale => {
            let view = stale(template::look(&portal, desk.creditor(), sheet).await?);
            let shell = desk.shell(&portal).await?;
            Ok(again(page::page(shell, view)))
        }
        Outcome::NoReason(_) => {
            let typed = Typed::refused(reason, Wrong::Missing);
            refuse(&portal, &desk, sheet, Some(typed)).await
        }
        Outcome::Wrong(faults) => {
            let view = template::look(&portal, desk.creditor(), sheet).await?;
            let shell = desk.shell(&portal).await?;
            Ok(again(page::page(shell, TemplateView { faults, ..view })))
        }
        Outcome::Refused(_) => refuse(&portal, &desk, sheet, None).await,
    }
}

/// What the button of a test sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct TestFields {
    key: String,
    kind: String,
    channel: String,
    voice: String,
}

/// POST /panel/mensajes/prueba: to the address of whoever presses it, and to nobody else.
pub async fn test(
    State(portal): State<Portal>,
    desk: Desk,
    Form(form): Form<TestFields>,
) -> Result<Response, Fault> {
    let TestFields { key, kind, channel, voice } = form;
    let key = FormKey::parse(&key).ok_or(Fault::BadRequest)?.to_string();
    let which = Asked { kind, channel, voice }.which().ok_or(Fault::BadRequest)?;
    let Which { occasion: kind, channel, speech } = which;
    let text = TestText { kind, channel, speech: Some(speech) };
    send_test(&portal, desk.tenant(), (&desk.seat.member.id, &key), text).await?;
    Ok(go(&portal, &routes::team_template(which), News::TestSent))
}

/// The same text over the one that somebody else saved: the next press replaces that one knowingly.
fn stale(view: TemplateView) -> TemplateView {
    let drawn = view.versions.first().map_or(0, |newest| newest.number);
    TemplateView { drawn, is_stale: true, ..view }
}

/// The page with what was typed, because nothing was saved.
async fn refuse(
    portal: &Portal,
    desk: &Desk,
    sheet: Sheet,
    reason: Option<Typed>,
) -> Result<Response, Fault> {
    let view = template::look(portal, desk.creditor(), sheet).await?;
    let asks_reason = view.asks_reason || reason.is_some();
    let reason = reason.unwrap_or_else(|| view.reason.clone());
    let shell = desk.shell(portal).await?;
    Ok(again(page::page(shell, TemplateView { reason, asks_reason, ..view })))
}

/// The page; 422 where something keeps the text from being saved, or nobody has that number.
async fn draw(portal: &Portal, desk: &Desk, view: TemplateView) -> Result<Response, Fault> {
    let is_refused = view.found.iter().any(|(_, one)| one.severity == Severity::Refused);
    let is_wrong = is_refused || !view.faults.is_empty() || view.number.wrong.is_some();
    let html = page::page(desk.shell(portal).await?, view);
    Ok(if is_wrong { again(html) } else { desk.page(portal, html) })
}
