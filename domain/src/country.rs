//! The countries that we know: what a creditor or a debtor of each gets unless they say otherwise.

use crate::money::Currency;

/// A country of a creditor or a debtor.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[expect(missing_docs, reason = "each name is the ISO 3166 code of the country")]
pub enum Country {
    Ar,
    Br,
    Cl,
    Co,
    Cr,
    Ec,
    Es,
    Gb,
    Mx,
    Pa,
    Pe,
    Us,
    Uy,
}

/// How a page speaks to its reader in Spanish.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Address {
    /// Familiar.
    Tu,
    /// Formal.
    Usted,
}

/// What the defaults of one country are.
struct Facts {
    code: &'static str,
    currency: &'static str,
    zone: &'static str,
}

impl Country {
    /// Every country, in the order of its code.
    pub const ALL: [Self; 13] = [
        Self::Ar,
        Self::Br,
        Self::Cl,
        Self::Co,
        Self::Cr,
        Self::Ec,
        Self::Es,
        Self::Gb,
        Self::Mx,
        Self::Pa,
        Self::Pe,
        Self::Us,
        Self::Uy,
    ];

    /// Reads an ISO 3166-1 alpha-2 code in capitals; `None` for a country that we do not know.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|country| country.code() == code)
    }

    /// The ISO 3166-1 alpha-2 code, in capitals.
    pub const fn code(self) -> &'static str {
        self.facts().code
    }

    /// The currency that is usual there; Panama counts its balboas in dollars.
    #[expect(clippy::missing_panics_doc, reason = "a test reads every entry of the table")]
    pub fn currency(self) -> Currency {
        Currency::parse(self.facts().currency).expect("the table names ISO 4217 currencies")
    }

    /// The IANA name of the zone of the capital (of the east coast, in the United States).
    ///
    /// Several countries have more than one zone: a creditor's settings and what is known of a
    /// debtor's place come before this.
    pub const fn zone(self) -> &'static str {
        self.facts().zone
    }

    /// How people are spoken to there unless the creditor says otherwise. In Colombia a bill in tú
    /// sounds over-familiar.
    pub const fn address(self) -> Address {
        match self {
            Self::Co => Address::Usted,
            _ => Address::Tu,
        }
    }

    const fn facts(self) -> Facts {
        let (code, currency, zone) = match self {
            Self::Ar => ("AR", "ARS", "America/Argentina/Buenos_Aires"),
            Self::Br => ("BR", "BRL", "America/Sao_Paulo"),
            Self::Cl => ("CL", "CLP", "America/Santiago"),
            Self::Co => ("CO", "COP", "America/Bogota"),
            Self::Cr => ("CR", "CRC", "America/Costa_Rica"),
            Self::Ec => ("EC", "USD", "America/Guayaquil"),
            Self::Es => ("ES", "EUR", "Europe/Madrid"),
            Self::Gb => ("GB", "GBP", "Europe/London"),
            Self::Mx => ("MX", "MXN", "America/Mexico_City"),
            Self::Pa => ("PA", "USD", "America/Panama"),
            Self::Pe => ("PE", "PEN", "America/Lima"),
            Self::Us => ("US", "USD", "America/New_York"),
            Self::Uy => ("UY", "UYU", "America/Montevideo"),
        };
        Facts { code, currency, zone }
    }
}

impl std::fmt::Display for Country {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_country_survives_printing_and_has_a_currency_and_a_zone() {
        for country in Country::ALL {
            assert_eq!(Country::parse(&country.to_string()), Some(country));
            assert_eq!(country.currency().code().len(), 3);
            assert!(country.zone().contains('/'));
        }
        assert!(Country::ALL.is_sorted_by_key(|country| country.code()));
    }

    #[test]
    fn only_exact_codes_of_known_countries_are_read() {
        for code in ["", "pe", "PER", "XX", "DE", " PE", "818"] {
            assert_eq!(Country::parse(code), None, "{code}");
        }
    }

    #[test]
    fn colombia_is_spoken_to_formally() {
        assert_eq!(Country::Co.address(), Address::Usted);
        assert_eq!(Country::Pe.address(), Address::Tu);
    }
}
