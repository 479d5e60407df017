//! One click stops the e-mails that nobody asked for: a button for people, and the same address for their
//! mailbox's own button (RFC 8058), which brings neither cookie nor origin.

use app::debtor::stop as page;
use axum::extract::{Path, State};
use axum::http::request::Parts;
use axum::response::Html;

use crate::compose::Portal;
use crate::http::fault::Fault;
use crate::http::surroundings::{Wish, of_host, own_host};
use crate::use_cases::stop as use_case;

/// GET /baja/{token}: the same bytes whatever the token is; nothing is stopped by looking.
pub async fn show(State(portal): State<Portal>, parts: Parts) -> Result<Html<String>, Fault> {
    let own = own_host(&portal, &parts).await?;
    let (shell, _) = of_host(&portal, &parts, own.as_ref(), &Wish::Reader);
    Ok(Html(page::page(shell)))
}

/// POST /baja/{token}: says the same whatever the token is. What the request brings along is not read.
pub async fn stop(
    State(portal): State<Portal>,
    Path(token): Path<String>,
    parts: Parts,
) -> Result<Html<String>, Fault> {
    use_case::by_link(&portal, &token).await?;
    let own = own_host(&portal, &parts).await?;
    let (shell, _) = of_host(&portal, &parts, own.as_ref(), &Wish::Reader);
    Ok(Html(page::done(shell)))
}
