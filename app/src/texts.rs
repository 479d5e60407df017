//! Every sentence that people read, in the reader's language, country and form of address.
//!
//! The structs are made by `build.rs` from `locales/`; the source text is their documentation.
//! A text that nothing uses is dead code and stops the build.

use domain::country::Country;

pub use domain::country::Address;
pub use domain::language::Lang;

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
            (Lang::Es, Country::Br | Country::Gb) => "es".to_owned(),
            (Lang::Es, country) => format!("es-{country}"),
            (Lang::En, _) => "en".to_owned(),
            (Lang::Pt, _) => "pt-BR".to_owned(),
        }
    }
}

/// Appends words of a message. What went before may end in a point of its own ("S.A.", "p. m."):
/// there is never a second one.
fn push_words(out: &mut String, words: &str) {
    let words = if out.ends_with('.') { words.strip_prefix('.').unwrap_or(words) } else { words };
    out.push_str(words);
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

/// One struct per message of `locales/`. Not in the browser: a page gives its islands what they say.
#[cfg(not(target_arch = "wasm32"))]
#[expect(clippy::single_match_else, reason = "made by the build script, one form for all plurals")]
#[deny(dead_code)]
pub(crate) mod key {
    use domain::country::Country;

    use super::{Address, Lang, Plural, Text, Voice, plural, push_words};
    use crate::format::count as push_count;

    include!(concat!(env!("OUT_DIR"), "/texts.rs"));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn voice(lang: Lang, region: Country, address: Address) -> Voice {
        Voice { lang, region, address }
    }

    #[test]
    fn a_name_that_ends_in_a_point_takes_no_second_one() {
        let lima = voice(Lang::Es, Country::Pe, Address::Tu);
        let said = lima.say(key::TermsLead { creditor: "Ferretería Lima S.A.C." });
        assert_eq!(said, "Así las escribió Ferretería Lima S.A.C.");
    }

    #[test]
    fn the_most_special_wording_wins() {
        for (region, address, expected) in [
            (Country::Ec, Address::Tu, "Ten a mano la constancia de la transferencia."),
            (Country::Ec, Address::Usted, "Tenga a mano la constancia de la transferencia."),
            (Country::Co, Address::Tu, "Ten a mano el soporte de la transferencia."),
            (Country::Co, Address::Usted, "Tenga a mano el soporte de la transferencia."),
        ] {
            assert_eq!(voice(Lang::Es, region, address).say(key::TransferProofHint), expected);
        }
    }

    #[test]
    fn another_language_takes_no_word_of_the_country() {
        let said = voice(Lang::En, Country::Co, Address::Usted).say(key::StatementElsePart);
        assert_eq!(said, "Pay a part");
    }

    #[test]
    fn counts_take_their_plural() {
        for (lang, count, expected) in [
            (Lang::Es, 1, "Por 1 documento."),
            (Lang::Es, 1234, "Por 1,234 documentos."),
            (Lang::Pt, 0, "Por 0 documento."),
            (Lang::En, 0, "For 0 documents."),
        ] {
            let said = voice(lang, Country::Pe, Address::Tu).say(key::PayCoversCount { count });
            assert_eq!(said, expected);
        }
    }

    #[test]
    fn the_tag_names_the_country_for_spanish_only() {
        let tag = |lang, region| voice(lang, region, Address::Tu).tag();
        assert_eq!(tag(Lang::Es, Country::Pe), "es-PE");
        assert_eq!(tag(Lang::Es, Country::Br), "es");
        assert_eq!(tag(Lang::En, Country::Pe), "en");
        assert_eq!(tag(Lang::Pt, Country::Pe), "pt-BR");
    }
}
