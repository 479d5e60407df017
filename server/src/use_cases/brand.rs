//! A creditor's colours as a style sheet whose name holds the colour and the hash of the content.

use std::collections::HashMap;
use std::sync::{LazyLock, PoisonError, RwLock};

use app::brand::{Colour, sheet as draw};
use sha2::{Digest, Sha256};

use crate::config::creditor::Settings;
use crate::store::ledger::hex;

/// The URLs that were asked for, by colour: drawing a sheet costs more than the rest of a page.
static URLS: LazyLock<RwLock<HashMap<String, String>>> = LazyLock::new(RwLock::default);

/// The URL of the creditor's sheet.
pub fn url(settings: &Settings) -> String {
    let colour = settings.file.brand.color.trim_start_matches('#').to_ascii_lowercase();
    if let Some(url) = URLS.read().unwrap_or_else(PoisonError::into_inner).get(&colour) {
        return url.clone();
    }
    let hash = sheet_of(&colour).map(|text| content_hash(&text)).unwrap_or_default();
    let url = app::routes::brand(&format!("{colour}-{hash}"));
    URLS.write().unwrap_or_else(PoisonError::into_inner).insert(colour, url.clone());
    url
}

/// The sheet of that name; `None` if the name is not one that [`url`] makes today.
pub fn sheet(name: &str) -> Option<String> {
    let (colour, hash) = name.split_once('-')?;
    sheet_of(colour).filter(|text| content_hash(text) == hash)
}

/// The first 16 hexadecimal digits of the SHA-256 of `text`, which name a sheet.
pub fn content_hash(text: &str) -> String {
    hex(&Sha256::digest(text.as_bytes())[..8])
}

fn sheet_of(colour: &str) -> Option<String> {
    let colour: Colour = format!("#{colour}").parse().ok()?;
    Some(draw(colour))
}
