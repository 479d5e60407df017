//! Ids that states give to people and companies: read, checked, normalised.
//!
//! A check digit finds a slip of the pen; it proves nothing about who somebody is.

mod scheme;

use chrono::NaiveDate;

use crate::country::Country;

/// The longest text that is looked at.
const LONGEST: usize = 40;

/// What kind of id it is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum IdKind {
    /// Brazil: eleven digits, the last two are check digits.
    BrCpf,
    /// Brazil, companies: twelve digits or (from 2026) letters and two check digits.
    BrCnpj,
    /// Chile, people and companies: up to eight digits and a check digit that may be K.
    ClRut,
    /// Colombia, cédula de ciudadanía: 6 to 10 digits without a check digit.
    CoCc,
    /// Colombia, companies: the digits and, always, the check digit behind them.
    CoNit,
    /// Ecuador, people: ten digits, the last one checks.
    EcCedula,
    /// Ecuador, who pays taxes: thirteen digits.
    EcRuc,
    /// Spain, citizens: eight digits and a letter.
    EsDni,
    /// Spain, foreigners: X, Y or Z, seven digits and a letter.
    EsNie,
    /// Spain, companies: a letter, seven digits and a digit or letter. People still call it CIF.
    EsNif,
    /// Mexico, people: eighteen characters with the birth date in them.
    MxCurp,
    /// Mexico, who pays taxes: twelve characters for a company, thirteen for a person.
    ///
    /// About one person in seventy holds one whose last character is wrong; it is refused here, and
    /// can be kept as [`IdKind::Other`].
    MxRfc,
    /// Peru, citizens: eight digits without a check digit.
    PeDni,
    /// Peru, who pays taxes: eleven digits, the last one checks.
    PeRuc,
    /// Any other document (passport, carnet de extranjería, PPT): 4 to 20 letters and digits, kept
    /// as they are, nothing to check.
    Other,
}

/// How people find the part of an id that an identity check asks for.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum TailForm {
    /// The last four characters.
    LastFour,
    /// The last four digits before the dash and the check digit.
    FourBeforeCheck,
    /// The last three digits and the letter.
    ThreeAndLetter,
}

/// Why a text is not the id that it should be. Never names the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum IdError {
    /// Too short or too long.
    #[error("wrong number of characters")]
    Length,
    /// A letter where a digit belongs, or a character that no such id has.
    #[error("unexpected character")]
    Character,
    /// A part that says a province, a date or a kind of company says none.
    #[error("impossible part")]
    Part,
    /// The check digit does not fit the rest: one character is wrong somewhere.
    #[error("check digit does not fit")]
    CheckDigit,
}

/// An id that passed its check, without separators, letters in capitals.
///
/// Has neither `Debug` nor `Display`, so that it cannot reach a log by accident.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct NationalId {
    kind: IdKind,
    text: String,
}

impl NationalId {
    /// Reads an id as people write it: spaces, dots, dashes and slashes anywhere, either case.
    ///
    /// Nothing is completed: a DNI whose leading zero a spreadsheet ate is refused.
    pub fn parse(kind: IdKind, text: &str) -> Result<Self, IdError> {
        if text.len() > LONGEST {
            return Err(IdError::Length);
        }
        let mut text = without_separators(text);
        if kind == IdKind::ClRut {
            text = text.trim_start_matches('0').to_owned();
        }
        scheme::check(kind, &text)?;
        Ok(Self { kind, text })
    }

    /// Reads an id of the first of `kinds` that takes it; the error is that of the last.
    pub fn parse_any(kinds: &[IdKind], text: &str) -> Result<Self, IdError> {
        let mut error = IdError::Length;
        for &kind in kinds {
            match Self::parse(kind, text) {
                Ok(id) => return Ok(id),
                Err(found) => error = found,
            }
        }
        Err(error)
    }

    /// What kind it is.
    pub const fn kind(&self) -> IdKind {
        self.kind
    }

    /// The id itself, for sealing, hashing and comparing; it must not be logged or shown.
    pub fn reveal(&self) -> &str {
        &self.text
    }

    /// The part that an identity check asks for, or `None` where people do not know it by heart
    /// (Mexico: ask for the birth date) or where it is too short or the same for all.
    ///
    /// Source: what banks of each country ask for; see [`IdKind::tail_form`].
    pub fn tail(&self) -> Option<&str> {
        let end = match self.kind.tail_form()? {
            TailForm::FourBeforeCheck => self.text.len().checked_sub(1)?,
            TailForm::LastFour | TailForm::ThreeAndLetter => self.text.len(),
        };
        let tail = self.text.get(end.checked_sub(4)?..end)?;
        (self.text.len() >= 6).then_some(tail)
    }

    /// The id without its check digit, where people often leave that out (RUT, NIT).
    pub fn without_check(&self) -> Option<&str> {
        match self.kind.tail_form()? {
            TailForm::FourBeforeCheck => self.text.get(..self.text.len() - 1),
            TailForm::LastFour | TailForm::ThreeAndLetter => None,
        }
    }

    /// The birth date that the id itself says. Only a CURP has its century too.
    pub fn birth_date(&self) -> Option<NaiveDate> {
        match self.kind {
            IdKind::MxCurp => scheme::curp_birth_date(&self.text),
            _ => None,
        }
    }
}

/// `text` in capitals, without what people put between the digits of an id.
pub(crate) fn without_separators(text: &str) -> String {
    let separator = |c: &char| c.is_whitespace() || matches!(c, '.' | '-' | '‐' | '–' | '/');
    text.chars().filter(|c| !separator(c)).flat_map(char::to_uppercase).collect()
}

impl IdKind {
    /// Every kind.
    pub const ALL: [Self; 15] = [
        Self::BrCpf,
        Self::BrCnpj,
        Self::ClRut,
        Self::CoCc,
        Self::CoNit,
        Self::EcCedula,
        Self::EcRuc,
        Self::EsDni,
        Self::EsNie,
        Self::EsNif,
        Self::MxCurp,
        Self::MxRfc,
        Self::PeDni,
        Self::PeRuc,
        Self::Other,
    ];

    /// The word that stands for it in files and in the store.
    pub const fn code(self) -> &'static str {
        match self {
            Self::BrCpf => "br-cpf",
            Self::BrCnpj => "br-cnpj",
            Self::ClRut => "cl-rut",
            Self::CoCc => "co-cc",
            Self::CoNit => "co-nit",
            Self::EcCedula => "ec-cedula",
            Self::EcRuc => "ec-ruc",
            Self::EsDni => "es-dni",
            Self::EsNie => "es-nie",
            Self::EsNif => "es-nif",
            Self::MxCurp => "mx-curp",
            Self::MxRfc => "mx-rfc",
            Self::PeDni => "pe-dni",
            Self::PeRuc => "pe-ruc",
            Self::Other => "other",
        }
    }

    /// Reads the word of [`IdKind::code`].
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// The kinds of `country`, people's first; empty where none is known yet.
    pub const fn of(country: Country) -> &'static [Self] {
        match country {
            Country::Br => &[Self::BrCpf, Self::BrCnpj],
            Country::Cl => &[Self::ClRut],
            Country::Co => &[Self::CoCc, Self::CoNit],
            Country::Ec => &[Self::EcCedula, Self::EcRuc],
            Country::Es => &[Self::EsDni, Self::EsNie, Self::EsNif],
            Country::Mx => &[Self::MxCurp, Self::MxRfc],
            Country::Pe => &[Self::PeDni, Self::PeRuc],
            Country::Ar | Country::Cr | Country::Gb | Country::Pa | Country::Us | Country::Uy => {
                &[]
            }
        }
    }

    /// The kind that a company of `country` has, for a creditor's legal identity.
    pub const fn company(country: Country) -> Option<Self> {
        match country {
            Country::Br => Some(Self::BrCnpj),
            Country::Cl => Some(Self::ClRut),
            Country::Co => Some(Self::CoNit),
            Country::Ec => Some(Self::EcRuc),
            Country::Es => Some(Self::EsNif),
            Country::Mx => Some(Self::MxRfc),
            Country::Pe => Some(Self::PeRuc),
            Country::Ar | Country::Cr | Country::Gb | Country::Pa | Country::Us | Country::Uy => {
                None
            }
        }
    }

    /// What people call it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::BrCpf => "CPF",
            Self::BrCnpj => "CNPJ",
            Self::ClRut => "RUT",
            Self::CoCc => "CC",
            Self::CoNit => "NIT",
            Self::EcCedula => "CI",
            Self::EcRuc | Self::PeRuc => "RUC",
            Self::EsDni | Self::PeDni => "DNI",
            Self::EsNie => "NIE",
            Self::EsNif => "NIF",
            Self::MxCurp => "CURP",
            Self::MxRfc => "RFC",
            Self::Other => "ID",
        }
    }

    /// Which part of it an identity check asks for; `None` where it asks for something else.
    ///
    /// Few Mexicans know the end of their CURP or RFC, and an Ecuadorian RUC ends in 001.
    pub const fn tail_form(self) -> Option<TailForm> {
        match self {
            Self::MxCurp | Self::MxRfc | Self::EcRuc => None,
            Self::ClRut | Self::CoNit => Some(TailForm::FourBeforeCheck),
            Self::EsDni | Self::EsNie => Some(TailForm::ThreeAndLetter),
            _ => Some(TailForm::LastFour),
        }
    }
}

#[cfg(test)]
mod tests;
