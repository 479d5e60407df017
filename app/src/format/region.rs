//! How each country writes numbers.

use std::fmt::Write as _;

use super::NBSP;

/// A country whose number formats and terms we know.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[expect(missing_docs, reason = "each name is the ISO 3166 code of the country")]
pub enum Region {
    Ar,
    Bo,
    Br,
    Cl,
    Co,
    Cr,
    Do,
    Ec,
    Es,
    Gb,
    Gt,
    Hn,
    Mx,
    Ni,
    Pa,
    Pe,
    Py,
    Sv,
    Us,
    Uy,
    Ve,
    /// Any other country: codes instead of symbols, `1,234.50`.
    World,
}

/// The number style of one country. `home` is the currency that its bare `symbol` means there.
pub(super) struct Style {
    pub home: &'static str,
    pub symbol: &'static str,
    pub group: &'static str,
    pub decimal: char,
    pub gap: &'static str,
    pub place: Place,
    pub clock: Clock,
}

/// Where the symbol stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Before,
    After,
}

/// How the time of day is told.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Clock {
    /// 7:40 p. m.
    Twelve,
    /// 19:40
    TwentyFour,
}

/// Groups with commas, decimals behind a point; clock of twelve hours.
const fn point(home: &'static str, symbol: &'static str, gap: &'static str) -> Style {
    let (group, decimal) = (",", '.');
    Style { home, symbol, group, decimal, gap, place: Place::Before, clock: Clock::Twelve }
}

/// Groups with points, decimals behind a comma; clock of twelve hours.
const fn comma(home: &'static str, symbol: &'static str, gap: &'static str) -> Style {
    Style { group: ".", decimal: ',', ..point(home, symbol, gap) }
}

const fn clock24(style: Style) -> Style {
    Style { clock: Clock::TwentyFour, ..style }
}

impl Region {
    const CODED: [(&'static str, Self); 21] = [
        ("AR", Self::Ar),
        ("BO", Self::Bo),
        ("BR", Self::Br),
        ("CL", Self::Cl),
        ("CO", Self::Co),
        ("CR", Self::Cr),
        ("DO", Self::Do),
        ("EC", Self::Ec),
        ("ES", Self::Es),
        ("GB", Self::Gb),
        ("GT", Self::Gt),
        ("HN", Self::Hn),
        ("MX", Self::Mx),
        ("NI", Self::Ni),
        ("PA", Self::Pa),
        ("PE", Self::Pe),
        ("PY", Self::Py),
        ("SV", Self::Sv),
        ("US", Self::Us),
        ("UY", Self::Uy),
        ("VE", Self::Ve),
    ];

    /// The region of an ISO 3166 code in capitals; [`Region::World`] for a country we do not know.
    pub fn of(code: &str) -> Self {
        Self::CODED.iter().find(|(known, _)| *known == code).map_or(Self::World, |(_, r)| *r)
    }

    /// The ISO 3166 code; `None` for [`Region::World`].
    pub fn code(self) -> Option<&'static str> {
        Self::CODED.iter().find(|(_, known)| *known == self).map(|(code, _)| *code)
    }

    /// Whether Spanish is the country's own language, so that `es-XX` tells a screen reader the truth.
    pub const fn speaks_spanish(self) -> bool {
        !matches!(self, Self::Br | Self::Gb | Self::World)
    }

    pub(super) const fn style(self) -> Style {
        match self {
            Self::Ar => clock24(comma("ARS", "$", NBSP)),
            Self::Bo => comma("BOB", "Bs", NBSP),
            Self::Br => clock24(comma("BRL", "R$", NBSP)),
            Self::Cl => clock24(comma("CLP", "$", "")),
            Self::Co => comma("COP", "$", NBSP),
            Self::Cr => Style { group: NBSP, ..comma("CRC", "₡", "") },
            Self::Do => point("DOP", "RD$", ""),
            Self::Ec => comma("USD", "$", ""),
            Self::Es => Style { place: Place::After, ..clock24(comma("EUR", "€", NBSP)) },
            Self::Gb => clock24(point("GBP", "£", "")),
            Self::Gt => point("GTQ", "Q", NBSP),
            Self::Hn => point("HNL", "L", NBSP),
            Self::Mx => point("MXN", "$", ""),
            Self::Ni => point("NIO", "C$", ""),
            Self::Pa => point("PAB", "B/.", NBSP),
            Self::Pe => point("PEN", "S/", NBSP),
            Self::Py => comma("PYG", "₲", NBSP),
            Self::Sv | Self::Us => point("USD", "$", ""),
            Self::Uy => clock24(comma("UYU", "$", NBSP)),
            Self::Ve => comma("VES", "Bs.", NBSP),
            Self::World => clock24(point("", "", NBSP)),
        }
    }

    /// Appends a count, grouped as the country groups.
    pub(crate) fn count(self, count: u64, out: &mut String) {
        let group = self.style().group;
        let mut power = 1;
        while count / power >= 1000 {
            power *= 1000;
        }
        let _ = write!(out, "{}", count / power);
        while power > 1 {
            power /= 1000;
            let _ = write!(out, "{group}{:03}", count / power % 1000);
        }
    }
}
