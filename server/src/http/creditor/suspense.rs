//! Money whose case is not known.

use app::creditor::suspense::{self as page, SuspenseView};
use app::creditor::{News, Typed, Wrong};
use app::routes::pattern;
use axum::extract::{Path, State};
use axum::response::Response;
use axum_extra::extract::Form;
use domain::ids::SuspenseId;
use serde::Deserialize;

use super::desk::{Desk, again, go, id};
use super::fields::{LONGEST_REFERENCE, line};
use crate::compose::Portal;
use crate::http::fault::Fault;
use crate::use_cases::payment::suspense;
use crate::use_cases::portfolio::{self, Owner};

/// GET /panel/por-identificar
pub async fn show(State(portal): State<Portal>, desk: Desk) -> Result<Response, Fault> {
    let view = portfolio::suspense(&portal, desk.tenant()).await?;
    let shell = desk.shell(&portal).await?;
    Ok(desk.page(&portal, page::page(shell, view)))
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
            Owner::One => Ok(text),
            Owner::Nobody => Err(refused(Wrong::NoCase)),
            Owner::Several => Err(refused(Wrong::ManyCases)),
            Owner::OtherCurrency => Err(refused(Wrong::OtherCurrency)),
        },
    };
    match reference {
        Ok(text) => {
            suspense::assign(&portal, desk.tenant(), &item, (&text, desk.who())).await?;
            Ok(go(&portal, pattern::TEAM_SUSPENSE, News::SuspenseAssigned))
        }
        Err(typed) => {
            let view = portfolio::suspense(&portal, desk.tenant()).await?;
            let view = SuspenseView { assigning: Some((item, typed)), ..view };
            Ok(again(page::page(desk.shell(&portal).await?, view)))
        }
    }
}
