//! The packs of contact rules: one TOML file per country in `server/contact-rules`, read once.
//!
//! `docs/contact-rules.md` explains every key, `docs/contact-packs.md` says what each pack holds.

mod history;
mod own;
mod read;
mod words;

use std::sync::LazyLock;

use domain::contact::Pack;
use domain::country::Country;

pub use history::{HistoryError, read_history};
pub use own::{ContactRulesFile, OwnRules};
pub use read::{PackError, read};
pub use words::clock_time;

/// The files; the strict one, which serves every other country, is the last.
const FILES: [&str; 10] = [
    include_str!("../../contact-rules/PE.toml"),
    include_str!("../../contact-rules/CO.toml"),
    include_str!("../../contact-rules/MX.toml"),
    include_str!("../../contact-rules/CL.toml"),
    include_str!("../../contact-rules/EC.toml"),
    include_str!("../../contact-rules/ES.toml"),
    include_str!("../../contact-rules/BR.toml"),
    include_str!("../../contact-rules/US.toml"),
    include_str!("../../contact-rules/GB.toml"),
    include_str!("../../contact-rules/strict.toml"),
];

static PACKS: LazyLock<[Pack; 10]> =
    LazyLock::new(|| FILES.map(|text| read(text).expect("a test reads every file")));

/// Every pack, the strict one last.
pub fn packs() -> &'static [Pack] {
    PACKS.as_slice()
}

/// The pack of a country: its own, or the strict one where nobody has read its laws.
pub fn pack(country: Country) -> &'static Pack {
    let [.., strict] = &*PACKS;
    PACKS.iter().find(|pack| pack.country == Some(country)).unwrap_or(strict)
}

#[cfg(test)]
mod tests;
