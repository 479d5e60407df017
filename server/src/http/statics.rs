//! Style sheets, under names that hold the hash of their content: kept by browsers for good.

use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::header::{self, HeaderName};
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};

use crate::http::fault::Fault;
use crate::store::ledger::hex;
use crate::use_cases::brand;

/// One sheet under its name.
struct Sheet {
    name: String,
    text: String,
}

impl Sheet {
    fn named(stem: &str, text: String) -> Self {
        Self { name: format!("{stem}.{}.css", content_hash(&text)), text }
    }
}

/// The first 16 hexadecimal digits of the SHA-256 of `text`.
pub fn content_hash(text: &str) -> String {
    hex(&Sha256::digest(text.as_bytes())[..8])
}

static DEBTOR: LazyLock<Sheet> = LazyLock::new(|| Sheet::named("aldia", app::styles::debtor()));
static TEAM: LazyLock<Sheet> = LazyLock::new(|| Sheet::named("panel", app::styles::team()));

/// The URL of the debtors' sheet.
pub fn debtor_sheet() -> String {
    app::routes::static_file(&DEBTOR.name)
}

/// The URL of the team's sheet.
pub fn team_sheet() -> String {
    app::routes::static_file(&TEAM.name)
}

fn css(text: String) -> Response {
    let kept = "public, max-age=31536000, immutable";
    let headers =
        [(header::CONTENT_TYPE, "text/css; charset=utf-8"), (header::CACHE_CONTROL, kept)];
    (headers, text).into_response()
}

/// GET /static/{name}
pub async fn sheet(Path(name): Path<String>) -> Result<Response, Fault> {
    [&*DEBTOR, &*TEAM]
        .into_iter()
        .find(|sheet| sheet.name == name)
        .map(|sheet| css(sheet.text.clone()))
        .ok_or(Fault::NotFound)
}

/// GET /salir/olvidar.css: browsers keep pages for their back button even where nothing may be stored.
/// An answer that arrives once the next page stands makes them drop those; one that comes with the
/// page itself is too early, for the last page is kept only afterwards.
pub async fn forget() -> impl IntoResponse {
    let headers = [
        (header::CONTENT_TYPE, "text/css; charset=utf-8"),
        (HeaderName::from_static("clear-site-data"), "\"cache\""),
    ];
    (headers, "")
}

/// GET /brand/{hash}.css: one creditor's colours.
pub async fn brand(Path(name): Path<String>) -> Result<Response, Fault> {
    let hash = name.strip_suffix(".css").ok_or(Fault::NotFound)?;
    brand::sheet(hash).map(css).ok_or(Fault::NotFound)
}
