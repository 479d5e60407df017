//! Amounts as text.

use std::fmt::Write as _;

use domain::money::{Currency, Money};

use super::region::{Place, Region, Style};
use super::{NBSP, region};

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

impl Region {
    /// The amount as the country writes it: `S/ 1,234.50`, `$ 1.234.567`, `1.234,50 €`.
    ///
    /// Cents of a currency in which nobody pays cents are shown only when there are some.
    pub fn money(self, money: Money, naming: Naming) -> String {
        let style = self.style();
        let symbol = symbol(money.currency(), &style);
        let gap = if symbol.ends_with(|c: char| c.is_ascii_alphabetic()) { NBSP } else { style.gap };
        let mut out = String::with_capacity(24);
        match style.place {
            Place::Before => {
                out.push_str(symbol);
                out.push_str(gap);
                self.number(money, &mut out);
            }
            Place::After => {
                self.number(money, &mut out);
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
    pub fn plain(self, money: Money) -> String {
        let mut out = String::new();
        self.number(money, &mut out);
        out
    }

    /// The amount without grouping, for a voice that would read "1,000" as "one".
    pub(crate) fn ungrouped(self, money: Money) -> String {
        let (whole, cents) = parts(money);
        let mut out = whole.to_string();
        self.cents(money.currency(), cents, &mut out, Cents::WhenThereAreSome);
        out
    }

    fn number(self, money: Money, out: &mut String) {
        let (whole, cents) = parts(money);
        self.count(whole, out);
        let shown =
            if nobody_pays_cents(money.currency()) { Cents::WhenThereAreSome } else { Cents::Always };
        self.cents(money.currency(), cents, out, shown);
    }

    fn cents(self, currency: Currency, cents: u64, out: &mut String, shown: Cents) {
        let exponent = currency.exponent();
        if exponent == 0 || (cents == 0 && shown == Cents::WhenThereAreSome) {
            return;
        }
        let width = usize::try_from(exponent).unwrap_or(usize::MAX);
        let _ = write!(out, "{}{cents:0width$}", self.style().decimal);
    }
}

#[derive(PartialEq)]
enum Cents {
    Always,
    WhenThereAreSome,
}

/// Whole units and minor units. Amounts are never negative, so nothing is lost.
fn parts(money: Money) -> (u64, u64) {
    let (minor, unit) = (money.minor().unsigned_abs(), money.currency().unit().unsigned_abs());
    (minor / unit, minor % unit)
}

fn nobody_pays_cents(currency: Currency) -> bool {
    currency.step() == currency.unit()
}

fn symbol(currency: Currency, style: &region::Style) -> &'static str {
    let Style { home, symbol, .. } = *style;
    if currency.code() == home {
        return symbol;
    }
    EVERYWHERE
        .iter()
        .find(|(code, _)| *code == currency.code())
        .map_or(currency.code(), |(_, symbol)| symbol)
}
