//! A creditor's colours as a style sheet whose name holds the colour and the hash of the content.

use app::brand::{Colour, sheet as draw};

use crate::config::creditor::Settings;
use crate::http::statics::content_hash;

/// The URL of the creditor's sheet.
pub fn url(settings: &Settings) -> String {
    let colour = settings.file.brand.color.trim_start_matches('#').to_ascii_lowercase();
    let hash = sheet_of(&colour).map(|text| content_hash(&text)).unwrap_or_default();
    app::routes::brand(&format!("{colour}-{hash}"))
}

/// The sheet of that name; `None` if the name is not one that [`url`] makes today.
pub fn sheet(name: &str) -> Option<String> {
    let (colour, hash) = name.split_once('-')?;
    sheet_of(colour).filter(|text| content_hash(text) == hash)
}

fn sheet_of(colour: &str) -> Option<String> {
    let colour: Colour = format!("#{colour}").parse().ok()?;
    Some(draw(colour))
}
