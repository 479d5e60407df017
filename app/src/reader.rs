//! Who reads a page, and when: the voice, today's date, and how both write amounts and dates.

use chrono::{Datelike as _, NaiveDate, NaiveDateTime, NaiveTime};
use domain::money::Money;

use crate::format::{self, NBSP, Naming, Year};
use crate::texts::{Lang, Voice};
#[cfg(not(target_arch = "wasm32"))]
use crate::texts::{Text, key};

/// The reader of one page.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Reader {
    /// Language, country, tú or usted.
    pub voice: Voice,
    /// Today in the creditor's zone: dates of another year show their year.
    pub today: NaiveDate,
    /// Whether a bare `$` is clear: `SymbolAndCode` where the case has several currencies.
    pub naming: Naming,
}

impl Reader {
    /// A reader of amounts in one currency.
    pub const fn new(voice: Voice, today: NaiveDate) -> Self {
        Self { voice, today, naming: Naming::Symbol }
    }

    /// `S/ 1,234.50`
    pub fn money(self, money: Money) -> String {
        format::money(self.voice.region, money, self.naming)
    }

    /// `−S/ 1,234.50`, the sign written by us: CLDR would put it behind the symbol.
    pub fn minus(self, money: Money) -> String {
        format!("\u{2212}{}", self.money(money))
    }

    /// `5 de setiembre`, with the year when it is not this one.
    pub fn day(self, date: NaiveDate) -> String {
        self.voice.day(date, self.year_of(date))
    }

    /// `viernes 27 de noviembre`, with the year when it is not this one: the form for sentences.
    pub fn weekday(self, date: NaiveDate) -> String {
        self.voice.weekday(date, self.year_of(date))
    }

    /// `5 set.`, with the year when it is not this one: the form for lists.
    pub fn short_day(self, date: NaiveDate) -> String {
        self.voice.short_day(date, self.year_of(date))
    }

    /// `5 de setiembre de 2026`: papers that are kept show the year always.
    pub fn dated(self, date: NaiveDate) -> String {
        self.voice.day(date, Year::Shown)
    }

    /// `noviembre de 2026`
    pub fn month(self, date: NaiveDate) -> String {
        self.voice.month_of_year(date)
    }

    /// `7:40 p. m.` or `19:40`
    pub fn time(self, time: NaiveTime) -> String {
        self.voice.time(time)
    }

    /// `27 de noviembre, 7:40 p. m.`, in the zone that the caller has applied.
    pub fn moment(self, moment: NaiveDateTime) -> String {
        format!("{}, {}", self.day(moment.date()), self.time(moment.time()))
    }

    /// `15 %` from basis points (1,500); decimals only where there are some.
    pub fn percent(self, basis_points: u32) -> String {
        let (whole, rest) = (basis_points / 100, basis_points % 100);
        let decimals = match rest {
            0 => String::new(),
            r if r % 10 == 0 => format!("{}{}", format::decimal_sign(self.voice.region), r / 10),
            r => format!("{}{r:02}", format::decimal_sign(self.voice.region)),
        };
        let gap = if self.voice.lang == Lang::Es { NBSP } else { "" };
        format!("{whole}{decimals}{gap}%")
    }

    fn year_of(self, date: NaiveDate) -> Year {
        if date.year() == self.today.year() { Year::Hidden } else { Year::Shown }
    }
}

/// What needs the texts: pages only, islands get theirs from the page.
#[cfg(not(target_arch = "wasm32"))]
impl Reader {
    /// The text in the reader's words.
    pub(crate) fn say(self, text: impl Text) -> String {
        self.voice.say(text)
    }

    /// `S/ 30.00 y US$ 12.00`: one sum for each currency; empty for none.
    pub fn sums(self, sums: &[Money]) -> String {
        let written: Vec<_> = sums.iter().map(|sum| self.money(*sum)).collect();
        match written.split_last() {
            None => String::new(),
            Some((last, [])) => last.clone(),
            Some((last, before)) => self.say(key::SpokenAnd { before: &before.join(", "), last }),
        }
    }

    /// `1234.50 soles`, for a screen reader. A currency without a spoken name is written as seen.
    pub fn spoken(self, money: Money) -> String {
        let amount = &*format::ungrouped(self.voice.region, money);
        let (minor, unit) = (money.minor().unsigned_abs(), money.currency().unit().unsigned_abs());
        // Fractions take the plural in all three languages: 1.50 soles.
        let count = if minor % unit == 0 { minor / unit } else { 2 };
        match money.currency().code() {
            "PEN" => self.say(key::SpokenPen { count, amount }),
            "EUR" => self.say(key::SpokenEur { count, amount }),
            "USD" => self.say(key::SpokenUsd { count, amount }),
            "BRL" => self.say(key::SpokenBrl { count, amount }),
            "COP" | "MXN" | "CLP" | "ARS" | "UYU" | "DOP" => {
                self.say(key::SpokenPeso { count, amount })
            }
            _ => self.money(money),
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::country::Country;
    use domain::money::Currency;

    use super::*;
    use crate::texts::Address;

    fn reader(lang: Lang, region: Country) -> Reader {
        let today = NaiveDate::from_ymd_opt(2026, 11, 22).expect("a day");
        Reader::new(Voice { lang, region, address: Address::Tu }, today)
    }

    fn money(minor: i64, code: &str) -> Money {
        Money::new(minor, Currency::parse(code).expect("known")).expect("positive")
    }

    #[test]
    fn a_date_shows_its_year_only_when_it_is_another_one() {
        let peru = reader(Lang::Es, Country::Pe);
        let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).expect("a day");
        assert_eq!(peru.weekday(day(2026, 11, 27)), "viernes 27 de noviembre");
        assert_eq!(peru.day(day(2025, 9, 5)), "5 de setiembre de 2025");
        assert_eq!(peru.dated(day(2026, 9, 5)), "5 de setiembre de 2026");
    }

    #[test]
    fn amounts_are_spoken_in_words() {
        for (lang, region, minor, code, expected) in [
            (Lang::Es, Country::Pe, 100_000, "PEN", "1000 soles"),
            (Lang::Es, Country::Pe, 100, "PEN", "1 sol"),
            (Lang::Es, Country::Pe, 150, "PEN", "1.50 soles"),
            (Lang::Es, Country::Co, 592_592_600, "COP", "5925926 pesos"),
            (Lang::Es, Country::Co, 500_000_000, "COP", "5000000 de pesos"),
            (Lang::Es, Country::Es, 123_450, "EUR", "1234,50 euros"),
            (Lang::En, Country::Pe, 100_000, "PEN", "1000 soles"),
            (Lang::Pt, Country::Br, 100, "BRL", "1 real"),
            (Lang::Pt, Country::Br, 20_000, "BRL", "200 reais"),
            (Lang::Es, Country::Pe, 123_450, "SEK", "SEK\u{a0}1,234.50"),
        ] {
            assert_eq!(reader(lang, region).spoken(money(minor, code)), expected);
        }
    }

    #[test]
    fn percentages_keep_their_decimals() {
        let peru = reader(Lang::Es, Country::Pe);
        assert_eq!(peru.percent(1_500), "15\u{a0}%");
        assert_eq!(peru.percent(1_250), "12.5\u{a0}%");
        assert_eq!(reader(Lang::Es, Country::Co).percent(105), "1,05\u{a0}%");
        assert_eq!(reader(Lang::En, Country::Pe).percent(200), "2%");
    }
}
