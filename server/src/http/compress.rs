//! Brotli for what is in memory as a whole: pages and sheets. What streams, and gzip, is left to the
//! layer around this one; it cannot know how small an answer is, and makes room for a large one.

use axum::body::{Body, HttpBody, to_bytes};
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use brotli::enc::backward_references::BrotliEncoderMode;
use brotli::enc::{BrotliCompressCustomAlloc, BrotliEncoderParams, StandardAlloc};

/// Smaller answers are sent as they are.
const SMALLEST: u64 = 512;

/// Larger ones are left to the layer that streams.
const LARGEST: u64 = 256 * 1024;

/// What is written at a time.
const PIECE: usize = 4096;

/// How hard to try, from 0 to 11.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Effort {
    /// For what is sent once: a page in one piece, with tables no larger than the page. The next step
    /// saves a tenth of the bytes and costs twice the time: it clears a quarter of a megabyte first.
    Once,
    /// For what is compressed once and sent for good.
    Kept,
}

impl Effort {
    const fn quality(self) -> i32 {
        match self {
            Self::Once => 1,
            Self::Kept => 11,
        }
    }
}

/// The layer: compresses what a browser that takes brotli would otherwise get as plain text.
pub async fn whole_answers(request: Request, next: Next) -> Response {
    let takes = takes_brotli(request.headers());
    let response = next.run(request).await;
    let length = response.body().size_hint().exact().unwrap_or_default();
    if !takes || !is_plain_text(response.headers()) || !(SMALLEST..=LARGEST).contains(&length) {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let Ok(text) = to_bytes(body, usize::MAX).await else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    mark(&mut parts.headers);
    parts.headers.remove(header::CONTENT_LENGTH);
    Response::from_parts(parts, Body::from(brotli(&text, Effort::Once)))
}

/// Says that an answer is compressed, and only for who takes that.
pub fn mark(headers: &mut HeaderMap) {
    headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("br"));
    headers.append(header::VARY, HeaderValue::from_static("accept-encoding"));
}

/// Whether a request takes brotli.
pub fn takes_brotli(headers: &HeaderMap) -> bool {
    takes(headers, "br")
}

/// Whether a request takes gzip.
pub fn takes_gzip(headers: &HeaderMap) -> bool {
    takes(headers, "gzip")
}

fn takes(headers: &HeaderMap, wanted: &str) -> bool {
    let lists = headers.get_all(header::ACCEPT_ENCODING).iter();
    lists.filter_map(|list| list.to_str().ok()).flat_map(|list| list.split(',')).any(|coding| {
        let mut words = coding.split(';').map(str::trim);
        let refused = |word: &str| {
            word.strip_prefix("q=").is_some_and(|q| q.bytes().all(|b| matches!(b, b'0' | b'.')))
        };
        words.next().is_some_and(|name| name.eq_ignore_ascii_case(wanted)) && !words.any(refused)
    })
}

fn is_plain_text(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    kind.is_some_and(|kind| kind.starts_with("text/"))
        && !headers.contains_key(header::CONTENT_ENCODING)
}

/// `text` compressed, with a window that is no wider than the text.
pub fn brotli(mut text: &[u8], effort: Effort) -> Vec<u8> {
    let bits = usize::BITS - text.len().leading_zeros();
    let params = BrotliEncoderParams {
        quality: effort.quality(),
        lgwin: i32::try_from(bits.clamp(10, 22)).unwrap_or(22),
        size_hint: text.len(),
        mode: BrotliEncoderMode::BROTLI_MODE_TEXT,
        ..BrotliEncoderParams::default()
    };
    let mut small = Vec::with_capacity(text.len() / 3);
    let (mut read, mut written) = (vec![0; text.len().max(1)], vec![0; PIECE]);
    BrotliCompressCustomAlloc(
        &mut text,
        &mut small,
        &mut read,
        &mut written,
        &params,
        StandardAlloc::default(),
    )
    .expect("memory can be read and written");
    small
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn brotli_is_for_who_asks_for_it() {
        for (asked, expected) in [
            ("br", true),
            ("gzip, deflate, br, zstd", true),
            ("gzip;q=1.0, BR;q=0.8", true),
            ("br;q=0", false),
            ("br; q=0.000", false),
            ("gzip", false),
            ("brotli", false),
            ("", false),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT_ENCODING, asked.parse().expect("a header"));
            assert_eq!(takes_brotli(&headers), expected, "{asked}");
        }
        assert!(!takes_brotli(&HeaderMap::new()));
    }

    proptest! {
        #[test]
        fn what_was_compressed_comes_back(text in "[ -~áéñ]{0,3000}") {
            for effort in [Effort::Once, Effort::Kept] {
                let small = brotli(text.as_bytes(), effort);
                let mut back = Vec::new();
                brotli::BrotliDecompress(&mut &small[..], &mut back).expect("it opens");
                prop_assert_eq!(&back, text.as_bytes());
            }
        }
    }
}
