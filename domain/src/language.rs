//! The languages in which people are written to.

/// A language in which every text exists.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Lang {
    /// Spanish, the source.
    Es,
    /// English.
    En,
    /// Brazilian Portuguese.
    Pt,
}

impl Lang {
    /// All languages, in the order in which pages offer them.
    pub const ALL: [Self; 3] = [Self::Es, Self::En, Self::Pt];

    /// Reads a language tag (`es`, `es-PE`, `pt_BR`) by its first two letters; `None` for a language
    /// without texts.
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_read_by_its_language_and_an_unknown_one_is_none() {
        for (tag, lang) in [
            ("es", Some(Lang::Es)),
            ("es-PE", Some(Lang::Es)),
            (" pt_BR", Some(Lang::Pt)),
            ("EN-us", Some(Lang::En)),
            ("fr", None),
            ("é", None),
            ("", None),
        ] {
            assert_eq!(Lang::parse(tag), lang, "{tag}");
        }
        for lang in Lang::ALL {
            assert_eq!(Lang::parse(lang.code()), Some(lang));
        }
    }
}
