//! How a call travels.

use axum::body::{Body, to_bytes};
use axum::http;
use reqwest::header::HeaderMap;

use super::{Failure, Miss, Reach, Seen, lost};
use crate::stripe::simulator::InProcess;

/// The longest answer that is read, in bytes.
const LONGEST: usize = 64 * 1024 * 1024;

/// How a call travels.
#[derive(Clone)]
pub(super) enum Transport {
    /// Over the wire.
    Http,
    /// To a simulator in this process.
    InProcess {
        /// The simulator.
        simulator: InProcess,
        /// What the HTTP client would add to each request.
        headers: HeaderMap,
    },
}

impl Transport {
    /// One request and its answer.
    pub(super) async fn exchange(
        &self,
        request: reqwest::RequestBuilder,
    ) -> Result<reqwest::Response, Miss> {
        match self {
            Self::Http => request.send().await.map_err(|why| lost(why, Seen::default())),
            Self::InProcess { simulator, headers } => {
                let request = request.build().map_err(|why| lost(why, Seen::default()))?;
                let request = by_hand(&request, headers).ok_or_else(|| gone("no request"))?;
                let answer = simulator.call(request).await.ok_or_else(|| gone("no answer"))?;
                let (parts, body) = answer.into_parts();
                let body = to_bytes(body, LONGEST).await.map_err(|_| gone("no end"))?;
                Ok(http::Response::from_parts(parts, body).into())
            }
        }
    }
}

/// The request as the simulator's routes take it.
fn by_hand(request: &reqwest::Request, headers: &HeaderMap) -> Option<http::Request<Body>> {
    let body = request.body().and_then(reqwest::Body::as_bytes).unwrap_or_default().to_vec();
    let uri = request.url().as_str();
    let made = http::Request::builder().method(request.method().clone()).uri(uri);
    let mut made = made.body(Body::from(body)).ok()?;
    for (name, value) in headers.iter().chain(request.headers()) {
        made.headers_mut().insert(name.clone(), value.clone());
    }
    Some(made)
}

/// Nothing came back: the request may have been carried out.
fn gone(why: &str) -> Miss {
    let (why, seen) = (why.to_owned(), Seen::default());
    Miss { failure: Failure::Unknown { why, seen, reach: Reach::Maybe }, again: true }
}
