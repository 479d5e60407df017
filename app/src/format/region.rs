//! How each country writes numbers.

use std::fmt::Write as _;

use domain::country::Country;

use super::NBSP;

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

pub(super) const fn style(region: Country) -> Style {
    match region {
        Country::Ar => clock24(comma("ARS", "$", NBSP)),
        Country::Br => clock24(comma("BRL", "R$", NBSP)),
        Country::Cl => clock24(comma("CLP", "$", "")),
        Country::Co => comma("COP", "$", NBSP),
        Country::Cr => Style { group: NBSP, ..comma("CRC", "₡", "") },
        Country::Ec => comma("USD", "$", ""),
        Country::Es => Style { place: Place::After, ..clock24(comma("EUR", "€", NBSP)) },
        Country::Gb => clock24(point("GBP", "£", "")),
        Country::Mx => point("MXN", "$", ""),
        Country::Pa | Country::Us => point("USD", "$", ""),
        Country::Pe => point("PEN", "S/", NBSP),
        Country::Uy => clock24(comma("UYU", "$", NBSP)),
    }
}

/// The sign between whole units and decimals.
pub const fn decimal_sign(region: Country) -> char {
    style(region).decimal
}

/// Appends a count, grouped as the country groups.
pub(crate) fn count(region: Country, count: u64, out: &mut String) {
    let group = style(region).group;
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
