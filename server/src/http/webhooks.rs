//! What Stripe tells us: checked on the raw bytes, kept, acknowledged. A job does the rest.

use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode};

use crate::compose::Portal;
use crate::use_cases::stripe_event::{self, Received};

/// POST /webhooks/stripe
///
/// 2xx only after the event is stored for good; 400 for a signature that does not fit; 503 when the
/// database does not answer, so that Stripe sends it again.
pub async fn stripe(State(portal): State<Portal>, headers: HeaderMap, body: Bytes) -> StatusCode {
    let signatures: Vec<_> =
        headers.get_all("stripe-signature").iter().map(HeaderValue::as_bytes).collect();
    match stripe_event::receive(&portal, &signatures, &body).await {
        Ok(Received::Kept | Received::Known) => StatusCode::OK,
        Ok(Received::Refused(why)) => {
            tracing::warn!(why, "webhook refused");
            StatusCode::BAD_REQUEST
        }
        Err(error) => {
            tracing::error!("webhook could not be kept: {error}");
            StatusCode::SERVICE_UNAVAILABLE
        }
    }
}
