//! Announced transfers, and transfers seen at the bank first.

use app::creditor::News;
use app::creditor::transfers::{self as page, ReceivedForm, TransferAnswer, TransfersView};
use app::routes::pattern;
use axum::extract::{Path, State};
use axum::response::Response;
use axum_extra::extract::Form;
use domain::ids::AttemptId;
use serde::Deserialize;

use super::desk::{Desk, again, go, id};
use super::fields::{LONGEST_REFERENCE, amount, currency, day, kept, line, over, reason};
use crate::compose::Portal;
use crate::http::fault::Fault;
use crate::use_cases::PortalError;
use crate::use_cases::form_key::{self, FormKey};
use crate::use_cases::payment::transfer::{self, Matched, Seen};
use crate::use_cases::portfolio::{self, Announced};

/// GET /panel/transferencias
pub async fn show(State(portal): State<Portal>, desk: Desk) -> Result<Response, Fault> {
    let view = portfolio::transfers(&portal, desk.creditor()).await?;
    let shell = desk.shell(&portal).await?;
    Ok(desk.page(&portal, page::page(shell, view)))
}

/// What the confirmation of a transfer sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct ConfirmFields {
    amount: String,
    received_on: String,
    over: String,
}

/// POST /panel/transferencias/{transfer}/confirmar: more than is owed is booked only if the form's box
/// says so.
pub async fn confirm(
    State(portal): State<Portal>,
    desk: Desk,
    Path(transfer): Path<String>,
    Form(form): Form<ConfirmFields>,
) -> Result<Response, Fault> {
    let id: AttemptId = id(&transfer)?;
    let owed = match portfolio::announced(&portal, desk.tenant(), &id).await? {
        Announced::Waits(owed) => owed,
        Announced::Answered => return Ok(go(&portal, pattern::TEAM_TRANSFERS, News::AlreadyDone)),
    };
    let reader = desk.reader(&portal);
    let sum = amount(reader.voice.region, &form.amount, owed.currency());
    let received_on = day(&form.received_on, reader.today);
    let over = over(&form.over, &sum, owed);
    let (Ok(amount), Ok(received_on), Ok(_)) = (sum.clone(), received_on.clone(), over.clone())
    else {
        let (Ok(over) | Err(over)) = over;
        let answer = TransferAnswer::Confirm {
            amount: kept(&form.amount, sum),
            received_on: kept(&form.received_on, received_on),
            over,
        };
        return answer_again(&portal, &desk, (id, answer)).await;
    };
    let seen = Seen { amount, received_on, who: desk.who().to_owned() };
    transfer::confirm(&portal, desk.tenant(), &id, &seen).await?;
    Ok(go(&portal, pattern::TEAM_TRANSFERS, News::TransferConfirmed))
}

/// What the refusal of a transfer sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct RefuseFields {
    reason: String,
}

/// POST /panel/transferencias/{transfer}/rechazar
pub async fn refuse(
    State(portal): State<Portal>,
    desk: Desk,
    Path(transfer): Path<String>,
    Form(form): Form<RefuseFields>,
) -> Result<Response, Fault> {
    let id: AttemptId = id(&transfer)?;
    let done = |news| Ok(go(&portal, pattern::TEAM_TRANSFERS, news));
    if portfolio::announced(&portal, desk.tenant(), &id).await? == Announced::Answered {
        return done(News::AlreadyDone);
    }
    let why = match reason(&form.reason) {
        Ok(why) => why,
        Err(reason) => {
            return answer_again(&portal, &desk, (id, TransferAnswer::Refuse { reason })).await;
        }
    };
    match transfer::refuse(&portal, desk.tenant(), &id, (&why, desk.who())).await {
        Err(PortalError::Refused("confirmed")) => done(News::AlreadyDone),
        refused => refused.map_err(Fault::from).and_then(|()| done(News::TransferRefused)),
    }
}

/// What the form of a transfer seen at the bank sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct ReceivedFields {
    key: String,
    reference: String,
    amount: String,
    currency: String,
    received_on: String,
}

/// POST /panel/transferencias/recibida: booked if the reference names a transfer that we gave out,
/// else kept until somebody knows whose it is. A transfer may carry no reference at all.
pub async fn received(
    State(portal): State<Portal>,
    desk: Desk,
    Form(form): Form<ReceivedFields>,
) -> Result<Response, Fault> {
    let key = FormKey::parse(&form.key).ok_or(Fault::BadRequest)?;
    let done = |news| Ok(go(&portal, pattern::TEAM_TRANSFERS, news));
    if form_key::result(&portal, desk.tenant(), &key).await?.is_some() {
        return done(News::AlreadyDone);
    }
    let view = portfolio::transfers(&portal, desk.creditor()).await?;
    let currency = currency(&form.currency, &view.received.currencies)?;
    let reader = desk.reader(&portal);
    let reference = line(&form.reference, LONGEST_REFERENCE);
    let sum = amount(reader.voice.region, &form.amount, currency);
    let day = day(&form.received_on, reader.today);
    let (Ok(name), Ok(amount), Ok(received_on)) = (reference.clone(), sum.clone(), day.clone())
    else {
        let received = ReceivedForm {
            reference: kept(&form.reference, reference),
            amount: kept(&form.amount, sum),
            currency: Some(currency),
            received_on: kept(&form.received_on, day),
            ..view.received
        };
        let view = TransfersView { received, ..view };
        return Ok(again(page::page(desk.shell(&portal).await?, view)));
    };
    let seen = Seen { amount, received_on, who: desk.who().to_owned() };
    let of = (name.as_str(), &*key.to_string());
    let matched = transfer::received(&portal, desk.tenant(), of, &seen).await?;
    done(match matched {
        Matched::Booked(_) => News::TransferMatched,
        Matched::Waits(_) => News::TransferUnmatched,
        Matched::Before => News::AlreadyDone,
    })
}

async fn answer_again(
    portal: &Portal,
    desk: &Desk,
    answering: (AttemptId, TransferAnswer),
) -> Result<Response, Fault> {
    let view = portfolio::transfers(portal, desk.creditor()).await?;
    let view = TransfersView { answering: Some(answering), ..view };
    Ok(again(page::page(desk.shell(portal).await?, view)))
}
