//! Refuses what another site makes a browser send.
//!
//! Browsers say where a request comes from (`Sec-Fetch-Site`, else `Origin`); ours come from the same
//! origin. With that and `SameSite=Lax` cookies no token has to stand in the page.

use axum::extract::Request;
use axum::http::{HeaderMap, Method, header};
use axum::middleware::Next;
use axum::response::Response;

use super::fault::Fault;

/// The layer: lets GET and HEAD through, and writes that come from our own pages.
pub async fn refuse_foreign(request: Request, next: Next) -> Result<Response, Fault> {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    if reads || is_own_form(request.headers()) {
        Ok(next.run(request).await)
    } else {
        Err(Fault::Foreign)
    }
}

fn is_own_form(headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let own_site = match (text("sec-fetch-site"), text("origin")) {
        // Someone who typed or scripted the request has no cookies of a victim, but a form always
        // names its origin: a browser without either header is too old to protect otherwise.
        (None, None) => false,
        (Some(site), None) => site == "same-origin",
        (None, Some(origin)) => is_own_origin(headers, origin),
        (Some(site), Some(origin)) => site == "same-origin" && is_own_origin(headers, origin),
    };
    own_site && text("content-type").is_some_and(is_form)
}

fn is_own_origin(headers: &HeaderMap, origin: &str) -> bool {
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok());
    let named = origin.split_once("://").map(|(_, named)| named);
    host.is_some() && host == named
}

fn is_form(content_type: &str) -> bool {
    let kind = content_type.split(';').next().unwrap_or_default().trim();
    kind.eq_ignore_ascii_case("application/x-www-form-urlencoded")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_forms_of_our_own_pages_pass() {
        let form = "application/x-www-form-urlencoded";
        for (site, origin, kind, expected) in [
            (Some("same-origin"), Some("https://pay.example"), form, true),
            (None, Some("https://pay.example"), form, true),
            (Some("same-origin"), None, form, true),
            (None, None, form, false),
            (Some("cross-site"), Some("https://pay.example"), form, false),
            (Some("same-site"), None, form, false),
            (Some("none"), None, form, false),
            (Some("same-origin"), Some("https://evil.example"), form, false),
            (None, Some("null"), form, false),
            (None, Some("https://pay.example.evil"), form, false),
            (Some("same-origin"), Some("https://pay.example"), "text/plain", false),
            (
                Some("same-origin"),
                Some("https://pay.example"),
                "multipart/form-data; boundary=x",
                false,
            ),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert("host", "pay.example".parse().expect("a host"));
            headers.insert("content-type", kind.parse().expect("a type"));
            if let Some(site) = site {
                headers.insert("sec-fetch-site", site.parse().expect("a site"));
            }
            if let Some(origin) = origin {
                headers.insert("origin", origin.parse().expect("an origin"));
            }
            assert_eq!(is_own_form(&headers), expected, "{site:?} {origin:?} {kind}");
        }
    }
}
