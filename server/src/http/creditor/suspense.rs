//! Money whose case is not known.

use app::creditor::suspense::{self as page, SuspenseView};
use app::creditor::{News, Typed, Wrong};
use app::routes::pattern;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum_extra::extract::Form;
use domain::ids::SuspenseId;
use serde::Deserialize;

use super::desk::{Desk, Owner, again, go, id};
use super::fields::{LONGEST_REFERENCE, line, reason};
use crate::compose::Portal;
use crate::http::fault::Fault;
use crate::use_cases::PortalError;
use crate::use_cases::payment::suspense::{self, Closed};
use crate::use_cases::portfolio::{self, Owner as Whose};

/// GET /panel/por-identificar
pub async fn show(State(portal): State<Portal>, desk: Desk) -> Result<Response, Fault> {
    let view = portfolio::suspense(&portal, desk.creditor()).await?;
    let shell = desk.shell(&portal).await?;
    Ok(desk.page(&portal, page::page(shell, view)))
}

/// GET /panel/por-identificar.csv: what became of it.
pub async fn export(State(portal): State<Portal>, desk: Desk) -> Result<Response, Fault> {
    let reader = desk.reader(&portal);
    let file = portfolio::suspense_csv(&portal, desk.creditor(), reader).await?;
    let name = format!("attachment; filename=\"por-identificar-{}.csv\"", reader.today);
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, name),
    ];
    Ok((headers, file).into_response())
}

/// What the assignment sends.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct AssignFields {
    reference: String,
}

/// POST /panel/por-identificar/{suspense}/asignar
pub async fn assign(
    State(portal): State<Portal>,
    desk: Desk,
    Path(item): Path<String>,
    Form(form): Form<AssignFields>,
) -> Result<Response, Fault> {
    let item: SuspenseId = id(&item)?;
    let Some(currency) = portfolio::waits_in(&portal, desk.tenant(), &item).await? else {
        return Ok(go(&portal, pattern::TEAM_SUSPENSE, News::AlreadyDone));
    };
    let refused = |wrong| Typed::refused(&form.reference, wrong);
    let reference = match line(&form.reference, LONGEST_REFERENCE) {
        Ok(text) if text.is_empty() => Err(refused(Wrong::Missing)),
        read => read,
    };
    let reference = match reference {
        Err(typed) => Err(typed),
        Ok(text) => match portfolio::owner_of(&portal, desk.tenant(), &text, currency).await? {
            Whose::One => Ok(text),
            Whose::Nobody => Err(refused(Wrong::NoCase)),
            Whose::Several => Err(refused(Wrong::ManyCases)),
            Whose::OtherCurrency => Err(refused(Wrong::OtherCurrency)),
        },
    };
    match reference {
        Ok(text) => {
            let news =
                match suspense::assign(&portal, desk.tenant(), &item, (&text, desk.who())).await {
                    // Somebody, or a refund at Stripe, was faster: the fresh page shows what is left.
                    Err(PortalError::NotFound) => News::AlreadyDone,
                    assigned => assigned.map(|_| News::SuspenseAssigned)?,
                };
            Ok(go(&portal, pattern::TEAM_SUSPENSE, news))
        }
        Err(typed) => {
            let view = portfolio::suspense(&portal, desk.creditor()).await?;
            let view = SuspenseView { assigning: Some((item, typed)), ..view };
            Ok(again(page::page(desk.shell(&portal).await?, view)))
        }
    }
}

/// What the form sends that ends an item without a case.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct CloseFields {
    reason: String,
}

/// POST /panel/por-identificar/{suspense}/cerrar: owners only.
pub async fn close(
    State(portal): State<Portal>,
    Owner(desk): Owner,
    Path(item): Path<String>,
    Form(form): Form<CloseFields>,
) -> Result<Response, Fault> {
    let item: SuspenseId = id(&item)?;
    if portfolio::waits_in(&portal, desk.tenant(), &item).await?.is_none() {
        return Ok(go(&portal, pattern::TEAM_SUSPENSE, News::AlreadyDone));
    }
    let why = match reason(&form.reason) {
        Ok(why) => why,
        Err(typed) => {
            let view = portfolio::suspense(&portal, desk.creditor()).await?;
            let view = SuspenseView { closing: Some((item, typed)), ..view };
            return Ok(again(page::page(desk.shell(&portal).await?, view)));
        }
    };
    let closed = suspense::close(&portal, desk.tenant(), &item, (&why, desk.who())).await?;
    let news = match closed {
        Closed::Now => News::SuspenseClosed,
        Closed::Before => News::AlreadyDone,
    };
    Ok(go(&portal, pattern::TEAM_SUSPENSE, news))
}
