//! What islands are made of: WebAssembly, its bindings and their loader, as `xtask` packed them. A build
//! without them has none, and its pages work all the same.

use axum::http::header;
use axum::http::{HeaderMap, HeaderValue};
use axum::response::{IntoResponse, Response};

use crate::http::compress;

/// One file of the front.
#[derive(Debug)]
pub struct File {
    /// Its name, with the hash of its content.
    name: &'static str,
    plain: &'static [u8],
    brotli: &'static [u8],
    gzip: &'static [u8],
}

// FILES: all of them.
include!(concat!(env!("OUT_DIR"), "/front.rs"));

/// The URL of the loader; `None` in a build without the front.
pub fn loader() -> Option<String> {
    let loader = FILES.iter().find(|file| file.name.starts_with("islands."))?;
    Some(app::routes::static_file(loader.name))
}

/// The file of that name.
pub fn find(name: &str) -> Option<&'static File> {
    FILES.iter().find(|file| file.name == name)
}

impl File {
    /// The file in the smallest form that the request takes, kept by browsers for good.
    pub fn answer(&'static self, asked: &HeaderMap) -> Response {
        let (body, coding) = if compress::takes_brotli(asked) {
            (self.brotli, Some("br"))
        } else if compress::takes_gzip(asked) {
            (self.gzip, Some("gzip"))
        } else {
            (self.plain, None)
        };
        let kept = "public, max-age=31536000, immutable";
        let headers = [(header::CONTENT_TYPE, self.kind()), (header::CACHE_CONTROL, kept)];
        let mut response = (headers, body).into_response();
        if let Some(coding) = coding {
            let headers = response.headers_mut();
            headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(coding));
        }
        response.headers_mut().append(header::VARY, HeaderValue::from_static("accept-encoding"));
        response
    }

    /// A browser compiles WebAssembly while it arrives only under its own name.
    fn kind(&self) -> &'static str {
        let extension = self.name.rsplit_once('.').map(|(_, extension)| extension);
        if extension == Some("wasm") {
            "application/wasm"
        } else {
            "text/javascript; charset=utf-8"
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use super::*;

    #[test]
    fn each_form_of_a_file_is_the_file() {
        for file in FILES {
            let mut opened = Vec::new();
            brotli::Decompressor::new(file.brotli, 4096).read_to_end(&mut opened).expect("brotli");
            assert_eq!(opened, file.plain, "{}", file.name);
            assert!(file.gzip.starts_with(&[0x1f, 0x8b]), "{}", file.name);
            assert!(find(file.name).is_some());
        }
    }

    #[test]
    fn the_loader_names_the_other_files() {
        let Some(loader) = FILES.iter().find(|file| file.name.starts_with("islands.")) else {
            return;
        };
        let text = String::from_utf8_lossy(loader.plain);
        assert!(!text.contains('@') && loader.plain.len() < 1024, "{text}");
        for file in FILES.iter().filter(|file| file.name != loader.name) {
            assert!(text.contains(file.name), "{}", file.name);
        }
    }
}
