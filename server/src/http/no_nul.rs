//! Refuses the character NUL: nobody types it, PostgreSQL stores no text that holds it, and readers of
//! exports end a text there.

use axum::body::Body;
use axum::extract::Request;
use axum::http::{Method, StatusCode, Uri};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use futures_util::StreamExt;

use super::FORM_BYTES;
use super::fault::Fault;

/// So much of a form that is too large is read all the same: a browser that is still sending when the
/// connection closes would not get to see why.
const PATIENCE_BYTES: usize = 1024 * 1024;

/// The layer: addresses and forms without NUL pass.
pub async fn refuse(request: Request, next: Next) -> Response {
    if in_address(request.uri()) {
        return Fault::NotFound.into_response();
    }
    if *request.method() != Method::POST {
        return next.run(request).await;
    }
    let (parts, body) = request.into_parts();
    let Some(form) = read(body).await else {
        return StatusCode::PAYLOAD_TOO_LARGE.into_response();
    };
    if in_form(&form) {
        return Fault::BadRequest.into_response();
    }
    next.run(Request::from_parts(parts, Body::from(form))).await
}

/// The whole form; `None` if it is too large, or does not come to its end.
async fn read(body: Body) -> Option<Vec<u8>> {
    let (mut form, mut length) = (Vec::new(), 0_usize);
    let mut pieces = body.into_data_stream();
    while let Some(piece) = pieces.next().await {
        let piece = piece.ok()?;
        length = length.saturating_add(piece.len());
        if length <= FORM_BYTES {
            form.extend_from_slice(&piece);
        } else if length > PATIENCE_BYTES {
            break;
        }
    }
    (length <= FORM_BYTES).then_some(form)
}

fn in_address(uri: &Uri) -> bool {
    uri.path_and_query().is_some_and(|address| address.as_str().contains("%00"))
}

fn in_form(form: &[u8]) -> bool {
    form.contains(&0) || form.windows(3).any(|window| window == b"%00")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nul_is_found_as_it_is_and_as_it_is_written() {
        for (form, expected) in [
            (&b"q=Rosa"[..], false),
            (b"q=100%25", false),
            (b"q=%00", true),
            (b"a=b&q=x%00y", true),
            (b"q=\0", true),
            (b"", false),
        ] {
            assert_eq!(in_form(form), expected, "{form:?}");
        }
        for (address, expected) in
            [("/pago/x?session_id=%00", true), ("/e/%00", true), ("/cuenta?x=%2500", false)]
        {
            assert_eq!(in_address(&Uri::from_static(address)), expected, "{address}");
        }
    }
}
