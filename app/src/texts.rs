//! Every sentence that people read, in the reader's language, country and form of address.
//!
//! The structs are made by `build.rs` from `locales/`; the source text is their documentation.
//! A text that nothing uses is dead code and stops the build.

use domain::country::Country;

pub use domain::country::Address;

/// A language in which every text exists.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Lang {
    /// Spanish, the source.
    Es,
    /// English.
    En,
    /// Brazilian Portuguese.
    Pt,
}

/// Who is spoken to: language, the country that decides words and numbers, tú or usted.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Voice {
    /// The language of the sentences.
    pub lang: Lang,
    /// The country whose terms and number formats are used, whatever the language.
    pub region: Country,
    /// Tú or usted; only Spanish knows the difference.
    pub address: Address,
}

/// One text with its arguments.
pub(crate) trait Text {
    /// Appends the text to `out` as `voice` says it.
    fn write(&self, voice: Voice, out: &mut String);
}

impl Lang {
    /// All languages, in the order in which pages offer them.
    pub const ALL: [Self; 3] = [Self::Es, Self::En, Self::Pt];

    /// Reads a language tag (`es`, `es-PE`, `pt_BR`) by its first two letters; `None` for a language without texts.
    pub fn parse(tag: &str) -> Option<Self> {
        let code = tag.trim().get(..2)?.to_ascii_lowercase();
        Self::ALL.into_iter().find(|lang| lang.code() == code)
    }

    /// The ISO 639 code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Es => "es",
            Self::En => "en",
            Self::Pt => "pt",
        }
    }

    /// The language's name in itself, as its link shows it.
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::Es => "Español",
            Self::En => "English",
            Self::Pt => "Português",
        }
    }
}

impl Voice {
    /// The text in this voice.
    #[expect(clippy::needless_pass_by_value, reason = "a text is made only to be said")]
    pub(crate) fn say(self, text: impl Text) -> String {
        let mut out = String::with_capacity(64);
        text.write(self, &mut out);
        out
    }

    /// The same country and address in another language.
    #[must_use]
    pub const fn in_lang(self, lang: Lang) -> Self {
        Self { lang, ..self }
    }

    /// The tag for the `lang` attribute: `es-PE`, `en`, `pt-BR`.
    ///
    /// English and Portuguese are written in one variety each, so the country would be a lie there.
    pub fn tag(self) -> String {
        match (self.lang, self.region) {
            (Lang::Es, Country::Br) => "es".to_owned(),
            (Lang::Es, country) => format!("es-{country}"),
            (Lang::En, _) => "en".to_owned(),
            (Lang::Pt, _) => "pt-BR".to_owned(),
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Plural {
    One,
    Many,
    Other,
}

/// CLDR's cardinal rules for whole numbers. `Many` is Spanish and Portuguese for whole millions
/// ("un millón *de* soles").
const fn plural(lang: Lang, count: u64) -> Plural {
    match (lang, count) {
        (_, 1) | (Lang::Pt, 0) => Plural::One,
        (Lang::Es | Lang::Pt, n) if n > 0 && n % 1_000_000 == 0 => Plural::Many,
        _ => Plural::Other,
    }
}

/// One struct per message of `locales/`.
pub(crate) mod key {
    use domain::country::Country;

    use super::{Address, Lang, Plural, Text, Voice, plural};
    use crate::format::count as push_count;

    include!(concat!(env!("OUT_DIR"), "/texts.rs"));
}
