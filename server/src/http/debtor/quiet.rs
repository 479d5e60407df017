//! "Send me no more", by a link: nobody is asked who they are, and nothing is shown of anybody.

use app::debtor::quiet as page;
use axum::extract::{Path, State};
use axum::http::request::Parts;
use axum::response::Html;

use crate::compose::Portal;
use crate::http::fault::Fault;
use crate::http::surroundings::{Wish, of_host, own_host};
use crate::use_cases::access_link;

/// GET /e/{token}/parar, GET /s/{token}/parar: the same bytes whatever the token is.
pub async fn show(State(portal): State<Portal>, parts: Parts) -> Result<Html<String>, Fault> {
    let own = own_host(&portal, &parts).await?;
    let (shell, _) = of_host(&portal, &parts, own.as_ref(), &Wish::AddressOnly);
    Ok(Html(page::page(shell)))
}

/// POST /e/{token}/parar: says the same whatever the token is.
pub async fn by_link(
    State(portal): State<Portal>,
    Path(token): Path<String>,
    parts: Parts,
) -> Result<Html<String>, Fault> {
    access_link::stop(&portal, &token).await?;
    done(&portal, &parts).await
}

/// POST /s/{token}/parar: the same for a signed one.
pub async fn by_signed_link(
    State(portal): State<Portal>,
    Path(token): Path<String>,
    parts: Parts,
) -> Result<Html<String>, Fault> {
    access_link::stop_signed(&portal, &token).await?;
    done(&portal, &parts).await
}

async fn done(portal: &Portal, parts: &Parts) -> Result<Html<String>, Fault> {
    let own = own_host(portal, parts).await?;
    let (shell, _) = of_host(portal, parts, own.as_ref(), &Wish::Reader);
    Ok(Html(page::done_page(shell)))
}
