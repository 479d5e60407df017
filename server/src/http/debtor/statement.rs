//! GET /cuenta: what is owed.

use app::debtor::statement as page;
use app::shell::Session;
use axum::extract::State;
use axum::http::request::Parts;
use axum::response::Html;

use crate::compose::Portal;
use crate::http::fault::Fault;
use crate::http::session::Debtor;
use crate::http::surroundings::{naming_currencies, of_creditor};
use crate::use_cases::statement;

/// GET /cuenta
pub async fn show(
    State(portal): State<Portal>,
    Debtor(visit): Debtor,
    parts: Parts,
) -> Result<Html<String>, Fault> {
    let loaded = statement::load(&portal, &visit).await?;
    let mut shell = of_creditor(&portal, &parts, (&loaded.settings, &loaded.person), Session::Open);
    if loaded.view.totals.len() > 1 {
        shell = naming_currencies(shell);
    }
    Ok(Html(page::page(shell, loaded.view)))
}
