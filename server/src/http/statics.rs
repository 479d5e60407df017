//! Style sheets and the files of the front, under names that hold the hash of their content: kept by
//! browsers for good.

use std::sync::{LazyLock, OnceLock};

use axum::body::{Body, Bytes};
use axum::extract::Path;
use axum::http::HeaderMap;
use axum::http::header::{self, HeaderName};
use axum::response::{IntoResponse, Response};

use crate::http::compress::{self, Effort};
use crate::http::fault::Fault;
use crate::http::front;
use crate::use_cases::brand::{self, content_hash};

/// One sheet under its name.
struct Sheet {
    name: String,
    text: String,
    /// The text, compressed when somebody first asks for it.
    small: OnceLock<Bytes>,
}

impl Sheet {
    fn named(stem: &str, text: String) -> Self {
        let name = format!("{stem}.{}.css", content_hash(&text));
        Self { name, text, small: OnceLock::new() }
    }

    fn small(&self) -> Bytes {
        let small = || compress::brotli(self.text.as_bytes(), Effort::Kept).into();
        self.small.get_or_init(small).clone()
    }
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

fn css(text: impl Into<Body>) -> Response {
    let kept = "public, max-age=31536000, immutable";
    let headers =
        [(header::CONTENT_TYPE, "text/css; charset=utf-8"), (header::CACHE_CONTROL, kept)];
    (headers, text.into()).into_response()
}

/// GET /static/{name}
pub async fn file(Path(name): Path<String>, asked: HeaderMap) -> Result<Response, Fault> {
    if let Some(file) = front::find(&name) {
        return Ok(file.answer(&asked));
    }
    let mut sheets = [&*DEBTOR, &*TEAM].into_iter();
    let sheet = sheets.find(|sheet| sheet.name == name).ok_or(Fault::NotFound)?;
    if !compress::takes_brotli(&asked) {
        return Ok(css(sheet.text.clone()));
    }
    let mut response = css(sheet.small());
    compress::mark(response.headers_mut());
    Ok(response)
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
