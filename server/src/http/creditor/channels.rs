//! By which ways a person is reached: permissions, wishes to stop, words to send by hand, letters.

use app::creditor::channels::{self as page, ConsentForm, ConsentWay, NotTaken};
use app::creditor::{LetterWhy, News, Typed, Wrong, hand_written as draft_page};
use app::documents::Stage;
use app::routes;
use axum::extract::{Path, State};
use axum::response::{Html, IntoResponse, Response};
use axum_extra::extract::Form;
use domain::contact::Channel;
use domain::contact_channel::ContactChannel;
use domain::ids::{AccessLinkId, CaseId};
use serde::Deserialize;

use super::desk::{Desk, again, go, id};
use super::fields::{day, kept, reason};
use crate::compose::Portal;
use crate::http::fault::Fault;
use crate::http::pdf;
use crate::use_cases::access_link::{PhoneOutcome, send_by_phone};
use crate::use_cases::consent::{self, Given};
use crate::use_cases::{PortalError, hand_written, letter as letters, portfolio, stop as stops};

/// GET /panel/casos/{case}/canales
pub async fn show(
    State(portal): State<Portal>,
    desk: Desk,
    Path(case): Path<String>,
) -> Result<Response, Fault> {
    let view = portfolio::channels(&portal, desk.creditor(), &id(&case)?).await?;
    let shell = desk.shell(&portal).await?;
    Ok(desk.page(&portal, page::page(shell, view)))
}

/// What a form about one channel sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct ChannelFields {
    channel: String,
}

/// POST /panel/casos/{case}/canales/enlace: if it may not leave, the page says why.
pub async fn link(
    State(portal): State<Portal>,
    desk: Desk,
    Path(case): Path<String>,
    Form(form): Form<ChannelFields>,
) -> Result<Response, Fault> {
    let (case, channel): (CaseId, _) = (id(&case)?, channel(&form.channel)?);
    match send_by_phone(&portal, desk.tenant(), (&case, channel), desk.who()).await? {
        PhoneOutcome::Queued => Ok(go(&portal, &routes::team_channels(&case), News::LinkSent)),
        PhoneOutcome::Refused => {
            let view = portfolio::channels(&portal, desk.creditor(), &case).await?;
            Ok(again(page::page(desk.shell(&portal).await?, view)))
        }
    }
}

/// What the form of a permission sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct ConsentFields {
    channel: String,
    given_on: String,
    how: String,
    proof: String,
}

/// POST /panel/casos/{case}/canales/permiso
pub async fn consent(
    State(portal): State<Portal>,
    desk: Desk,
    Path(case): Path<String>,
    Form(form): Form<ConsentFields>,
) -> Result<Response, Fault> {
    let (case, channel): (CaseId, _) = (id(&case)?, channel(&form.channel)?);
    let how = ConsentWay::parse(&form.how).ok_or(Fault::BadRequest)?;
    let (on, proof) = (day(&form.given_on, desk.reader(&portal).today), reason(&form.proof));
    let (Ok(on), Ok(proof)) = (on.clone(), proof.clone()) else {
        let (given_on, proof) = (kept(&form.given_on, on), kept(&form.proof, proof));
        let form = ConsentForm { channel, given_on, how, proof, not_taken: None };
        return come_back(&portal, &desk, &case, form).await;
    };
    let given = Given { channel, on, how: how.code(), proof: &proof };
    match consent::record(&portal, desk.tenant(), &case, given, desk.who()).await {
        Ok(()) => Ok(go(&portal, &routes::team_channels(&case), News::ConsentRecorded)),
        Err(PortalError::Refused(word @ ("stopped" | "refused-later"))) => {
            let by_word = word == "stopped";
            let why = if by_word { NotTaken::ByWord } else { NotTaken::RefusedLater };
            let form = ConsentForm {
                channel,
                given_on: Typed::preset(form.given_on),
                how,
                proof: Typed::preset(form.proof),
                not_taken: Some(why(channel)),
            };
            come_back(&portal, &desk, &case, form).await
        }
        Err(PortalError::Refused("long")) => {
            let (given_on, proof) =
                (Typed::preset(form.given_on), Typed::refused(form.proof, Wrong::Long));
            let form = ConsentForm { channel, given_on, how, proof, not_taken: None };
            come_back(&portal, &desk, &case, form).await
        }
        // The page says it where the form stood.
        Err(PortalError::Refused("no-phone")) => {
            let view = portfolio::channels(&portal, desk.creditor(), &case).await?;
            Ok(again(page::page(desk.shell(&portal).await?, view)))
        }
        Err(error) => Err(error.into()),
    }
}

/// The page again, with what was typed.
async fn come_back(
    portal: &Portal,
    desk: &Desk,
    case: &CaseId,
    consent: ConsentForm,
) -> Result<Response, Fault> {
    let view = portfolio::channels(portal, desk.creditor(), case).await?;
    // Without a number there is no form; the page says so.
    let consent = view.consent.is_some().then_some(consent);
    let view = page::ChannelsView { consent, ..view };
    Ok(again(page::page(desk.shell(portal).await?, view)))
}

/// POST /panel/casos/{case}/canales/baja
pub async fn stop(
    State(portal): State<Portal>,
    desk: Desk,
    Path(case): Path<String>,
    Form(form): Form<ChannelFields>,
) -> Result<Response, Fault> {
    let case: CaseId = id(&case)?;
    let channel = Channel::parse(&form.channel).ok_or(Fault::BadRequest)?;
    stops::told(&portal, desk.tenant(), (&case, channel), desk.who()).await?;
    Ok(go(&portal, &routes::team_channels(&case), News::StopRecorded))
}

/// POST /panel/casos/{case}/canales/a-mano: the words stand on this answer alone, since the link in them does.
pub async fn draft(
    State(portal): State<Portal>,
    desk: Desk,
    Path(case): Path<String>,
) -> Result<Response, Fault> {
    let case: CaseId = id(&case)?;
    match hand_written::draft(&portal, desk.tenant(), &case, desk.who()).await? {
        Some(view) => {
            let shell = desk.shell(&portal).await?;
            Ok(Html(draft_page::page(shell, view)).into_response())
        }
        None => {
            let view = portfolio::channels(&portal, desk.creditor(), &case).await?;
            Ok(again(page::page(desk.shell(&portal).await?, view)))
        }
    }
}

/// What the form says that was sent, or was not.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct SentFields {
    link: String,
}

/// POST /panel/casos/{case}/canales/a-mano/enviado
pub async fn draft_sent(
    State(portal): State<Portal>,
    desk: Desk,
    Path(case): Path<String>,
    Form(form): Form<SentFields>,
) -> Result<Response, Fault> {
    let (case, link): (CaseId, AccessLinkId) = (id(&case)?, id(&form.link)?);
    hand_written::sent(&portal, desk.tenant(), (&case, &link), desk.who()).await?;
    Ok(go(&portal, &routes::team_channels(&case), News::HandSent))
}

/// POST /panel/casos/{case}/canales/a-mano/no-enviado
pub async fn draft_not_sent(
    State(portal): State<Portal>,
    desk: Desk,
    Path(case): Path<String>,
    Form(form): Form<SentFields>,
) -> Result<Response, Fault> {
    let (case, link): (CaseId, AccessLinkId) = (id(&case)?, id(&form.link)?);
    hand_written::not_sent(&portal, desk.tenant(), (&case, &link), desk.who()).await?;
    Ok(go(&portal, &routes::team_channels(&case), News::HandNotSent))
}

/// What the form of a letter sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct LetterFields {
    stage: String,
}

/// POST /panel/casos/{case}/canales/carta: the letter itself, since its link stands nowhere else.
pub async fn letter(
    State(portal): State<Portal>,
    desk: Desk,
    Path(case): Path<String>,
    Form(form): Form<LetterFields>,
) -> Result<Response, Fault> {
    let case: CaseId = id(&case)?;
    let stage = Stage::parse(&form.stage).ok_or(Fault::BadRequest)?;
    match letters::make(&portal, desk.tenant(), (&case, stage), desk.who()).await {
        Ok(dated) => pdf::answer(dated, "carta").await,
        Err(PortalError::Refused(why)) => {
            let view = portfolio::channels(&portal, desk.creditor(), &case).await?;
            let view = page::ChannelsView { letter: LetterWhy::parse(why), ..view };
            Ok(again(page::page(desk.shell(&portal).await?, view)))
        }
        Err(error) => Err(error.into()),
    }
}

/// The channel that a form names.
fn channel(text: &str) -> Result<ContactChannel, Fault> {
    text.parse().map_err(|_| Fault::BadRequest)
}
