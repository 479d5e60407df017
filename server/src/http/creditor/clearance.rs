//! Issuing a debt-free certificate.

use app::creditor::case::{self as page, CHECKED, CaseView};
use app::creditor::{News, Typed, Wrong};
use app::routes;
use axum::extract::{Path, State};
use axum::response::Response;
use axum_extra::extract::Form;
use domain::ids::CaseId;
use serde::Deserialize;

use super::desk::{Owner, again, go, id};
use crate::compose::Portal;
use crate::http::fault::Fault;
use crate::use_cases::clearance::{self, ByHand};
use crate::use_cases::portfolio;

/// What the form sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct IssueFields {
    checked: String,
}

/// POST /panel/casos/{case}/constancia
pub async fn issue(
    State(portal): State<Portal>,
    Owner(desk): Owner,
    Path(case): Path<String>,
    Form(form): Form<IssueFields>,
) -> Result<Response, Fault> {
    let case: CaseId = id(&case)?;
    if form.checked != CHECKED {
        let view = portfolio::case(&portal, desk.creditor(), &case).await?;
        // Where none can be issued there is no box to complain about.
        let issuing = view.issuing.as_ref().map(|_| Typed::refused("", Wrong::Unchecked));
        let view = CaseView { issuing, ..view };
        return Ok(again(page::page(desk.shell(&portal).await?, view)));
    }
    let news = match clearance::by_hand(&portal, desk.tenant(), &case, desk.who()).await? {
        ByHand::Issued => News::ClearanceIssued,
        ByHand::Before => News::AlreadyDone,
        // The page shows what is owed, or waits.
        ByHand::Refused => News::Changed,
    };
    Ok(go(&portal, &routes::team_case(&case), news))
}
