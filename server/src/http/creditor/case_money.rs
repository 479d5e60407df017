//! Money of one case: recorded, reversed, given back.

use app::creditor::case::{self as page, CaseView, GivenBackForm, RecordForm, Undo};
use app::creditor::{News, Typed, Wrong};
use app::routes;
use axum::extract::{Path, State};
use axum::response::Response;
use axum_extra::extract::Form;
use domain::ids::{CaseId, DebtId, PaymentId, PlanId};
use domain::ledger::Channel;
use serde::Deserialize;

use super::desk::{Desk, Owner, again, go, id};
use super::fields::{amount, currency, day, kept, note, over, reason};
use crate::compose::Portal;
use crate::http::fault::Fault;
use crate::use_cases::PortalError;
use crate::use_cases::form_key::{self, FormKey};
use crate::use_cases::payment::elsewhere::{self, Recorded};
use crate::use_cases::payment::given_back::{self as given_back_use_case, GivenBack};
use crate::use_cases::payment::refund as refund_use_case;
use crate::use_cases::portfolio;

/// What the form of a payment received elsewhere sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct RecordFields {
    key: String,
    amount: String,
    currency: String,
    received_on: String,
    debt: String,
    note: String,
    over: String,
}

/// POST /panel/casos/{case}/pagos: more than is owed is booked only if the form's box says so.
pub async fn record(
    State(portal): State<Portal>,
    desk: Desk,
    Path(case): Path<String>,
    Form(form): Form<RecordFields>,
) -> Result<Response, Fault> {
    let case: CaseId = id(&case)?;
    let view = portfolio::case(&portal, desk.creditor(), &case).await?;
    let key = FormKey::parse(&form.key).ok_or(Fault::BadRequest)?;
    let to = routes::team_case(&case);
    if form_key::result(&portal, desk.tenant(), &key).await?.is_some() {
        return Ok(go(&portal, &to, News::AlreadyDone));
    }
    let reader = desk.reader(&portal);
    let currency = currency(&form.currency, &view.record.currencies)?;
    let plan: Option<PlanId> = form.debt.parse().ok();
    let debt: Option<DebtId> = match form.debt.as_str() {
        "" => None,
        _ if plan.is_some() => None,
        text => Some(text.parse().map_err(|_| Fault::BadRequest)?),
    };
    let sum = amount(reader.voice.region, &form.amount, currency);
    let received_on = day(&form.received_on, reader.today);
    let text = note(&form.note);
    let on = received_on.as_ref().map_or(reader.today, |day| *day);
    let of = (currency, plan.as_ref(), on);
    let most = portfolio::closes(&portal, desk.creditor(), &case, of).await?;
    let over = over(&form.over, &sum, most);
    let (Ok(sum), Ok(received_on), Ok(text), Ok(_)) =
        (sum.clone(), received_on.clone(), text.clone(), over.clone())
    else {
        let (Ok(over) | Err(over)) = over;
        let record = RecordForm {
            amount: kept(&form.amount, sum),
            currency: Some(currency),
            received_on: kept(&form.received_on, received_on),
            debt,
            plan,
            note: kept(&form.note, text),
            over,
            ..view.record
        };
        let view = CaseView { record, ..view };
        return Ok(again(page::page(desk.shell(&portal).await?, view)));
    };
    let who = desk.who().to_owned();
    let new = Recorded { amount: sum, received_on, debt, note: text, who, key: key.to_string() };
    match &plan {
        Some(plan) => {
            elsewhere::record_for_plan(&portal, desk.tenant(), (&case, plan), &new).await?;
        }
        None => elsewhere::record(&portal, desk.tenant(), &case, &new).await?,
    }
    form_key::remember(&portal, desk.tenant(), &key, "recorded").await?;
    Ok(go(&portal, &to, News::PaymentRecorded))
}

/// What the form of a reversal sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct ReverseFields {
    reason: String,
}

/// POST /panel/casos/{case}/pagos/{payment}/revertir
pub async fn reverse(
    State(portal): State<Portal>,
    desk: Desk,
    Path((case, payment)): Path<(String, String)>,
    Form(form): Form<ReverseFields>,
) -> Result<Response, Fault> {
    let (case, payment): (CaseId, PaymentId) = (id(&case)?, id(&payment)?);
    let view = portfolio::case(&portal, desk.creditor(), &case).await?;
    let row = view.payments.iter().find(|row| row.payment == payment).ok_or(Fault::NotFound)?;
    let to = routes::team_case(&case);
    match row.undo {
        Undo::Nothing => return Ok(go(&portal, &to, News::AlreadyDone)),
        Undo::Refund { .. } | Undo::GiveBack { .. } => return Err(Fault::BadRequest),
        Undo::Reverse { .. } => {}
    }
    let why = match reason(&form.reason) {
        Ok(why) => why,
        Err(typed) => return typed_again(&portal, &desk, view, (payment, typed)).await,
    };
    let of = (&case, &payment);
    elsewhere::reverse(&portal, desk.tenant(), of, (&why, desk.who())).await?;
    Ok(go(&portal, &to, News::PaymentReversed))
}

/// What the form of a refund sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct RefundFields {
    key: String,
    /// What was left as the form was drawn, in minor units.
    left: String,
    amount: String,
}

/// POST /panel/casos/{case}/pagos/{payment}/devolver: owners only.
pub async fn refund(
    State(portal): State<Portal>,
    Owner(desk): Owner,
    Path((case, payment)): Path<(String, String)>,
    Form(form): Form<RefundFields>,
) -> Result<Response, Fault> {
    let (case, payment): (CaseId, PaymentId) = (id(&case)?, id(&payment)?);
    let view = portfolio::case(&portal, desk.creditor(), &case).await?;
    let row = view.payments.iter().find(|row| row.payment == payment).ok_or(Fault::NotFound)?;
    if row.channel != Channel::Stripe {
        return Err(Fault::BadRequest);
    }
    let refund = FormKey::parse_refund(&form.key, &payment).ok_or(Fault::BadRequest)?;
    let to = routes::team_case(&case);
    if form_key::refund_came(&portal, desk.tenant(), &refund).await? {
        return Ok(go(&portal, &to, News::AlreadyDone));
    }
    let drawn: i64 = form.left.parse().map_err(|_| Fault::BadRequest)?;
    let region = desk.reader(&portal).voice.region;
    let back = match (amount(region, &form.amount, row.amount.currency()), row.undo) {
        (Err(typed), _) => Err(typed),
        (Ok(_), Undo::Refund { up_to }) if drawn != up_to.minor() => {
            Err(Typed::refused(&form.amount, Wrong::Left(up_to)))
        }
        (Ok(back), Undo::Refund { up_to }) if back.minor() > up_to.minor() => {
            Err(Typed::refused(&form.amount, Wrong::Above(up_to)))
        }
        (Ok(back), Undo::Refund { up_to }) => Ok((back, up_to)),
        // Nothing is left of it any more.
        (Ok(_), _) => return Ok(go(&portal, &to, News::Changed)),
    };
    let back = match back {
        Ok(back) => back,
        Err(typed) => return typed_again(&portal, &desk, view, (payment, typed)).await,
    };
    let by = (&refund, desk.who());
    match refund_use_case::request(&portal, desk.tenant(), &payment, back, by).await {
        // Somebody else was faster: the fresh page shows what is left.
        Err(PortalError::Refused("too-much" | "changed")) => Ok(go(&portal, &to, News::Changed)),
        done => done.map(|_| go(&portal, &to, News::RefundStarted)).map_err(Fault::from),
    }
}

/// What the form of money given back outside sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct GivenBackFields {
    key: String,
    /// What was left as the form was drawn, in minor units.
    left: String,
    amount: String,
    given_on: String,
    note: String,
}

/// POST /panel/casos/{case}/pagos/{payment}/devuelto: owners only.
pub async fn given_back(
    State(portal): State<Portal>,
    Owner(desk): Owner,
    Path((case, payment)): Path<(String, String)>,
    Form(form): Form<GivenBackFields>,
) -> Result<Response, Fault> {
    let (case, payment): (CaseId, PaymentId) = (id(&case)?, id(&payment)?);
    let view = portfolio::case(&portal, desk.creditor(), &case).await?;
    let row = view.payments.iter().find(|row| row.payment == payment).ok_or(Fault::NotFound)?;
    if row.channel == Channel::Stripe {
        return Err(Fault::BadRequest);
    }
    let refund = FormKey::parse_refund(&form.key, &payment).ok_or(Fault::BadRequest)?;
    let to = routes::team_case(&case);
    if form_key::refund_came(&portal, desk.tenant(), &refund).await? {
        return Ok(go(&portal, &to, News::AlreadyDone));
    }
    let (Undo::Reverse { up_to } | Undo::GiveBack { up_to }) = row.undo else {
        return Ok(go(&portal, &to, News::Changed));
    };
    let drawn: i64 = form.left.parse().map_err(|_| Fault::BadRequest)?;
    let reader = desk.reader(&portal);
    let sum = match amount(reader.voice.region, &form.amount, row.amount.currency()) {
        Ok(_) if drawn != up_to.minor() => Err(Typed::refused(&form.amount, Wrong::Left(up_to))),
        Ok(sum) if sum.minor() > up_to.minor() => {
            Err(Typed::refused(&form.amount, Wrong::Above(up_to)))
        }
        read => read,
    };
    let given_on = match day(&form.given_on, reader.today) {
        Ok(on) if on < row.received_on => {
            Err(Typed::refused(&form.given_on, Wrong::Before(row.received_on)))
        }
        read => read,
    };
    let text = note(&form.note);
    let (Ok(sum), Ok(on), Ok(text)) = (sum.clone(), given_on.clone(), text.clone()) else {
        let again_form = GivenBackForm {
            amount: kept(&form.amount, sum),
            given_on: kept(&form.given_on, given_on),
            note: kept(&form.note, text),
        };
        let view = CaseView { giving_back: Some((payment, again_form)), ..view };
        return Ok(again(page::page(desk.shell(&portal).await?, view)));
    };
    let who = desk.who().to_owned();
    let new = GivenBack { amount: sum, left: up_to, on, note: text, who, key: refund };
    match given_back_use_case::record(&portal, desk.tenant(), (&case, &payment), &new).await {
        // Somebody else was faster: the fresh page shows what is left.
        Err(PortalError::Refused("too-much" | "changed")) => Ok(go(&portal, &to, News::Changed)),
        done => done.map(|()| go(&portal, &to, News::GivenBack)).map_err(Fault::from),
    }
}

/// The page of the case with the field of one payment's undoing as it was typed.
async fn typed_again(
    portal: &Portal,
    desk: &Desk,
    view: CaseView,
    undoing: (PaymentId, Typed),
) -> Result<Response, Fault> {
    let view = CaseView { undoing: Some(undoing), ..view };
    Ok(again(page::page(desk.shell(portal).await?, view)))
}
