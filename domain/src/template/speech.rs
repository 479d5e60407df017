//! In which words a template speaks.

use crate::country::Address;
use crate::language::Lang;

/// A language, and in Spanish how it speaks to its reader.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Speech {
    /// The language.
    pub lang: Lang,
    /// Always tú where a language has one form only.
    pub address: Address,
}

impl Speech {
    /// All of them, in the order in which pages offer them.
    pub const ALL: [Self; 4] = [
        Self { lang: Lang::Es, address: Address::Tu },
        Self { lang: Lang::Es, address: Address::Usted },
        Self { lang: Lang::En, address: Address::Tu },
        Self { lang: Lang::Pt, address: Address::Tu },
    ];

    /// The one of a reader.
    pub const fn of(lang: Lang, address: Address) -> Self {
        match lang {
            Lang::Es => Self { lang, address },
            Lang::En | Lang::Pt => Self { lang, address: Address::Tu },
        }
    }

    /// The word that stands for it in forms.
    pub const fn code(self) -> &'static str {
        match (self.lang, self.address) {
            (Lang::Es, Address::Tu) => "es-tu",
            (Lang::Es, Address::Usted) => "es-usted",
            (Lang::En, _) => "en",
            (Lang::Pt, _) => "pt",
        }
    }

    /// Reads a [`Speech::code`]; `None` for anything else.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_survive_and_only_spanish_knows_usted() {
        for one in Speech::ALL {
            assert_eq!(Speech::parse(one.code()), Some(one));
            assert_eq!(Speech::of(one.lang, one.address), one);
        }
        assert_eq!(Speech::of(Lang::Pt, Address::Usted), Speech::of(Lang::Pt, Address::Tu));
        assert_eq!(Speech::parse("es"), None);
    }
}
