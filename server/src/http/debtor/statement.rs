//! GET /cuenta: what is owed.

use app::debtor::statement as page;
use app::shell::Session;
use axum::extract::State;
use axum::http::request::Parts;
use axum::response::Html;

use crate::compose::Portal;
use crate::http::fault::Fault;
use crate::http::session::{For, session_hash};
use crate::http::surroundings::{naming_currencies, of_creditor};
use crate::use_cases::statement::{self, Closed};

/// GET /cuenta
pub async fn show(State(portal): State<Portal>, parts: Parts) -> Result<Html<String>, Fault> {
    let hash = session_hash(&portal, &parts, For::Debtor).ok_or(Fault::NoSession)?;
    let loaded = statement::load(&portal, &hash).await?.map_err(|closed| match closed {
        Closed::NoSession => Fault::NoSession,
        Closed::Unidentified => Fault::Unidentified,
    })?;
    let mut shell = of_creditor(&portal, &parts, (&loaded.settings, &loaded.person), Session::Open);
    if loaded.view.totals.len() > 1 {
        shell = naming_currencies(shell);
    }
    Ok(Html(page::page(shell, loaded.view)))
}
