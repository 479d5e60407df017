//! What agreements say in the creditor's own words.

use app::creditor::News;
use app::creditor::agreement_text::{self as page, Language, STANDARD, TextProblem, TextsView};
use app::routes::pattern;
use app::texts::Lang;
use axum::extract::State;
use axum::response::Response;
use axum_extra::extract::Form;
use domain::agreement_text::TextFault;
use serde::Deserialize;

use super::desk::{Desk, Owner, again, go};
use crate::compose::Portal;
use crate::http::fault::Fault;
use crate::use_cases::agreement_text::{self, Outcome, Wish};

/// GET /panel/ofertas/acuerdo
pub async fn show(State(portal): State<Portal>, desk: Desk) -> Result<Response, Fault> {
    let reader = desk.reader(&portal);
    let view = agreement_text::view(&portal, desk.creditor(), reader).await?;
    let shell = desk.shell(&portal).await?;
    Ok(desk.page(&portal, page::page(shell, view)))
}

/// What the form of a language sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct TextFields {
    lang: String,
    drawn: String,
    text: String,
    #[serde(rename = "do")]
    act: String,
}

/// POST /panel/ofertas/acuerdo: owners only.
pub async fn save(
    State(portal): State<Portal>,
    Owner(desk): Owner,
    Form(form): Form<TextFields>,
) -> Result<Response, Fault> {
    let lang = Lang::ALL.into_iter().find(|lang| lang.code() == form.lang);
    let lang = lang.ok_or(Fault::BadRequest)?;
    let drawn = form.drawn.parse().map_err(|_| Fault::BadRequest)?;
    let is_standard = form.act == STANDARD;
    let body = if is_standard { "" } else { form.text.as_str() };
    if body.trim().is_empty() && !is_standard {
        let problem = TextProblem::Wrong(TextFault::Empty);
        return show_again(&portal, &desk, (lang, form.text, problem)).await;
    }
    let who = desk.seat.member.name.as_str();
    let problem = match agreement_text::save(
        &portal,
        desk.tenant(),
        Wish { lang, drawn, body, who },
    )
    .await?
    {
        Outcome::Saved => {
            return Ok(go(&portal, pattern::TEAM_AGREEMENT_TEXT, News::AgreementTextSaved));
        }
        Outcome::Before => return Ok(go(&portal, pattern::TEAM_AGREEMENT_TEXT, News::AlreadyDone)),
        Outcome::Stale => TextProblem::Changed,
        Outcome::Wrong(fault) => TextProblem::Wrong(fault),
    };
    show_again(&portal, &desk, (lang, form.text, problem)).await
}

/// The page as it is now, with what was typed in one language and why it was not saved.
async fn show_again(
    portal: &Portal,
    desk: &Desk,
    (lang, typed, problem): (Lang, String, TextProblem),
) -> Result<Response, Fault> {
    let reader = desk.reader(portal);
    let TextsView { languages, versions } =
        agreement_text::view(portal, desk.creditor(), reader).await?;
    let typed_in = |one: Language| {
        if one.lang != lang {
            return one;
        }
        Language { text: typed.clone(), problem: Some(problem.clone()), ..one }
    };
    let languages = languages.into_iter().map(typed_in).collect();
    let shell = desk.shell(portal).await?;
    Ok(again(page::page(shell, TextsView { languages, versions })))
}
