//! The places of a template.

use std::fmt;

use crate::language::Lang;
use crate::search_name::push_folded;

/// A place in a template: what differs from one person to the next.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Field {
    /// The given name. A person without one is left out of the sentence.
    Name,
    /// The creditor's name that tells a stranger nothing.
    Business,
    /// What is due now on the debt or the instalment.
    Amount,
    /// The day that the message is about.
    Date,
    /// The last day on which things stay as they are.
    Limit,
    /// The invoice's number.
    Document,
    /// The message's own link.
    Link,
    /// The number to call.
    Phone,
    /// The name in the trade register, with the tax number.
    Identity,
    /// Principal, interest and charges.
    Breakdown,
    /// How to receive no more messages.
    OptOut,
}

/// Whose words a text is made of.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Author {
    /// Whoever wrote the template.
    Template,
    /// The creditor, in its settings or in what it imported.
    Creditor,
    /// The debtor's data, or the program: nobody chose these words.
    Debtor,
}

impl Field {
    /// All of them, in the order in which they are explained.
    pub const ALL: [Self; 11] = [
        Self::Name,
        Self::Business,
        Self::Link,
        Self::Date,
        Self::Limit,
        Self::Amount,
        Self::Document,
        Self::Breakdown,
        Self::Phone,
        Self::Identity,
        Self::OptOut,
    ];

    /// The word between the braces.
    pub const fn word(self, lang: Lang) -> &'static str {
        let [es, en, pt] = match self {
            Self::Name => ["nombre", "name", "nome"],
            Self::Business => ["negocio", "business", "empresa"],
            Self::Amount => ["monto", "amount", "valor"],
            Self::Date => ["fecha", "date", "data"],
            Self::Limit => ["plazo", "deadline", "prazo"],
            Self::Document => ["documento", "document", "documento"],
            Self::Link => ["enlace", "link", "link"],
            Self::Phone => ["telefono", "phone", "telefone"],
            Self::Identity => ["identidad", "identity", "identidade"],
            Self::Breakdown => ["desglose", "breakdown", "detalhe"],
            Self::OptOut => ["baja", "stop", "descadastro"],
        };
        match lang {
            Lang::Es => es,
            Lang::En => en,
            Lang::Pt => pt,
        }
    }

    /// Reads a word of any of the languages, with or without capitals and accents.
    pub fn parse(word: &str) -> Option<Self> {
        let mut folded = String::new();
        for c in word.trim().chars() {
            push_folded(&mut folded, c);
        }
        let is = |field: &Self| Lang::ALL.into_iter().any(|lang| field.word(lang) == folded);
        Self::ALL.into_iter().find(is)
    }

    /// As it stands in a template: `{fecha}`.
    pub const fn in_lang(self, lang: Lang) -> Place {
        Place(self.word(lang))
    }

    /// Whose words its value is.
    pub const fn author(self) -> Author {
        match self {
            // What a document is called comes from the creditor's own list.
            Self::Business | Self::Phone | Self::Identity | Self::Document => Author::Creditor,
            _ => Author::Debtor,
        }
    }

    /// Whether its value tells a stranger that somebody owes.
    pub const fn tells(self) -> bool {
        matches!(self, Self::Amount | Self::Document | Self::Breakdown)
    }

    /// Whether a paragraph that names it may be left out where it has no value.
    pub const fn may_lack(self) -> bool {
        !matches!(self, Self::Link | Self::Business | Self::Identity | Self::OptOut)
    }

    /// The most septets of its value in a text message; longer names are cut there. A link is never cut.
    pub const fn most_in_sms(self) -> usize {
        match self {
            Self::Name => 12,
            Self::Business | Self::Phone => 20,
            Self::Amount | Self::Document => 16,
            Self::Date | Self::Limit => 6,
            Self::Link => 55,
            Self::Identity | Self::Breakdown => 60,
            Self::OptOut => 36,
        }
    }
}

/// A field as a template of one language writes it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Place(&'static str);

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{{{}}}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_read_in_every_language_and_means_one_thing() {
        for field in Field::ALL {
            for lang in Lang::ALL {
                assert_eq!(Field::parse(field.word(lang)), Some(field), "{field:?}");
            }
        }
        assert_eq!(Field::parse(" Teléfono "), Some(Field::Phone));
        assert_eq!(Field::parse("deuda"), None);
        assert_eq!(Field::parse(""), None);
        assert_eq!(Field::Link.in_lang(Lang::Es).to_string(), "{enlace}");
    }
}
