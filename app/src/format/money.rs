//! Amounts as text.

use std::fmt::Write as _;

use domain::country::Country;
use domain::money::{Currency, Money};

use super::NBSP;
use super::region::{Place, Style, count, style};

/// Whether a bare `$` is clear enough.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Naming {
    /// One currency on the page: `$1,234.50`.
    #[default]
    Symbol,
    /// Several currencies on the page: the home `$` carries its code, `$1,234.50 MXN`.
    SymbolAndCode,
}

/// Symbols that mean one currency wherever they stand. All others are written as their ISO code.
const EVERYWHERE: [(&str, &str); 6] =
    [("BRL", "R$"), ("CLF", "UF"), ("EUR", "€"), ("GBP", "£"), ("PEN", "S/"), ("USD", "US$")];

/// The amount as the country writes it: `S/ 1,234.50`, `$ 1.234.567`, `1.234,50 €`.
///
/// Cents of a currency in which nobody pays cents are shown only when there are some.
pub fn money(region: Country, money: Money, naming: Naming) -> String {
    let style = style(region);
    let symbol = symbol(money.currency(), &style);
    let gap = if symbol.ends_with(|c: char| c.is_ascii_alphabetic()) { NBSP } else { style.gap };
    let mut out = String::with_capacity(24);
    match style.place {
        Place::Before => {
            out.push_str(symbol);
            out.push_str(gap);
            number(region, money, &mut out);
        }
        Place::After => {
            number(region, money, &mut out);
            out.push_str(NBSP);
            out.push_str(symbol);
        }
    }
    if naming == Naming::SymbolAndCode && symbol == "$" {
        let _ = write!(out, "{NBSP}{}", money.currency());
    }
    out
}

/// The amount without its symbol, as it stands in a field to be edited: `1,234.50`.
pub fn plain(region: Country, money: Money) -> String {
    let mut out = String::new();
    number(region, money, &mut out);
    out
}

/// The amount without grouping, for a voice that would read "1,000" as "one".
pub(crate) fn ungrouped(region: Country, money: Money) -> String {
    let (whole, minor) = parts(money);
    let mut out = whole.to_string();
    if minor != 0 {
        cents(region, money.currency(), minor, &mut out);
    }
    out
}

fn number(region: Country, money: Money, out: &mut String) {
    let (whole, minor) = parts(money);
    count(region, whole, out);
    if minor != 0 || !nobody_pays_cents(money.currency()) {
        cents(region, money.currency(), minor, out);
    }
}

fn cents(region: Country, currency: Currency, minor: u64, out: &mut String) {
    let width = usize::try_from(currency.exponent()).unwrap_or(usize::MAX);
    if width > 0 {
        let _ = write!(out, "{}{minor:0width$}", style(region).decimal);
    }
}

/// Whole units and minor units. Amounts are never negative, so nothing is lost.
fn parts(money: Money) -> (u64, u64) {
    let (minor, unit) = (money.minor().unsigned_abs(), money.currency().unit().unsigned_abs());
    (minor / unit, minor % unit)
}

fn nobody_pays_cents(currency: Currency) -> bool {
    currency.step() == currency.unit()
}

fn symbol(currency: Currency, style: &Style) -> &'static str {
    let Style { home, symbol, .. } = *style;
    if currency.code() == home {
        return symbol;
    }
    EVERYWHERE
        .iter()
        .find(|(code, _)| *code == currency.code())
        .map_or(currency.code(), |(_, symbol)| symbol)
}
