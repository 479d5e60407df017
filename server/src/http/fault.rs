//! What goes wrong on the way to a page, and the page that says so.
//!
//! Handlers answer a fault with a bare status; one layer draws the page, so that 404, 405, 413, 429
//! and 500 look alike wherever they come from. Internal texts go to the log under an incident number.

use std::any::Any;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::compose::Portal;
use crate::http::reader;
use crate::keys::random;
use crate::store::StoreError;
use crate::store::ledger::hex;
use crate::use_cases::PortalError;

/// Why there is no page.
#[derive(Debug)]
pub enum Fault {
    /// Nothing there, or nothing of the caller's.
    NotFound,
    /// The caller may not do this.
    Forbidden,
    /// The form came from another site.
    Foreign,
    /// No session, or one that has ended.
    NoSession,
    /// A session that has not passed the identity check yet: that comes first.
    Unidentified,
    /// The same for the team: sign in first.
    SignIn,
    /// What was sent does not read.
    BadRequest,
    /// Too many tries; after so many seconds again.
    TooMany(u64),
    /// The program could not; the number stands in the log.
    Incident(String),
}

impl From<PortalError> for Fault {
    fn from(error: PortalError) -> Self {
        match error {
            PortalError::NotFound => Self::NotFound,
            PortalError::Forbidden(_) => Self::Forbidden,
            PortalError::Refused(_) => Self::BadRequest,
            error => Self::incident(&error),
        }
    }
}

impl From<StoreError> for Fault {
    fn from(error: StoreError) -> Self {
        Self::incident(&error)
    }
}

impl Fault {
    /// Logs `error` once, under a number that the page shows.
    pub fn incident(error: &dyn std::error::Error) -> Self {
        let number = hex(&random::<4>());
        tracing::error!(incident = number, "request failed: {error}");
        Self::Incident(number)
    }
}

/// Marks an answer that still needs its page.
#[derive(Clone, Debug)]
struct Undrawn(Option<String>);

impl IntoResponse for Fault {
    fn into_response(self) -> Response {
        let status = match &self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Forbidden | Self::Foreign => StatusCode::FORBIDDEN,
            Self::NoSession => StatusCode::UNAUTHORIZED,
            Self::Unidentified => return see(app::routes::pattern::IDENTITY),
            Self::SignIn => return see(app::routes::pattern::TEAM_SIGN_IN),
            Self::BadRequest => StatusCode::BAD_REQUEST,
            Self::TooMany(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::Incident(_) => StatusCode::INTERNAL_SERVER_ERROR,
        };
        let mut response = status.into_response();
        if let Self::TooMany(seconds) = self {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        let number = if let Self::Incident(number) = self { Some(number) } else { None };
        response.extensions_mut().insert(Undrawn(number));
        response
    }
}

fn see(path: &'static str) -> Response {
    (StatusCode::SEE_OTHER, [(header::LOCATION, HeaderValue::from_static(path))]).into_response()
}

/// The layer: gives every bare error its page, in the reader's language.
pub async fn draw(State(portal): State<Portal>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let machine = parts.uri.path().starts_with("/webhooks/");
    let seen = parts.clone();
    let response = next.run(Request::from_parts(parts, body)).await;
    let drawn = response.headers().contains_key(header::CONTENT_TYPE)
        && response.extensions().get::<Undrawn>().is_none()
        && response.status() != StatusCode::METHOD_NOT_ALLOWED;
    let status = response.status();
    let fails = status.is_client_error() || status.is_server_error();
    // Extractors of the framework explain themselves in English: their texts are replaced too.
    let plain = response
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().starts_with(b"text/plain"));
    if machine || !fails || (drawn && !plain) {
        return response;
    }
    let number = response.extensions().get::<Undrawn>().and_then(|undrawn| undrawn.0.clone());
    let html = reader::error_page(&portal, &seen, status, number.as_deref()).await;
    let (mut parts, _) = response.into_parts();
    parts.headers.remove(header::CONTENT_LENGTH);
    parts
        .headers
        .insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    Response::from_parts(parts, Body::from(html))
}

/// Turns a panic of a handler into a numbered incident; its text may hold anything, so it stays out.
pub fn panicked(_: Box<dyn Any + Send + 'static>) -> Response {
    let number = hex(&random::<4>());
    tracing::error!(incident = number, "a handler panicked");
    Fault::Incident(number).into_response()
}
