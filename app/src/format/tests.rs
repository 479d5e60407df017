use chrono::{NaiveDate, NaiveTime};
use domain::country::Country;
use domain::money::{Currency, Money};

use super::date::Year;
use super::{AmountProblem, Naming, money as written_money, plain, read_amount};
use crate::texts::{Address, Lang, Voice};

fn money(minor: i64, code: &str) -> Money {
    Money::new(minor, Currency::parse(code).expect("a currency")).expect("positive")
}

fn country(code: &str) -> Country {
    Country::parse(code).expect("a known country")
}

fn voice(lang: Lang, region: Country) -> Voice {
    Voice { lang, region, address: Address::Tu }
}

#[test]
fn amounts_are_written_as_the_country_writes_them() {
    for &(region, minor, code, expected) in &[
        ("PE", 123_450, "PEN", "S/ 1,234.50"),
        ("PE", 123_450, "USD", "US$ 1,234.50"),
        ("PE", 5, "PEN", "S/ 0.05"),
        ("PE", 100_000_000, "PEN", "S/ 1,000,000.00"),
        ("CO", 123_456_700, "COP", "$ 1.234.567"),
        ("CO", 123_456_789, "COP", "$ 1.234.567,89"),
        ("CO", 123_450, "USD", "US$ 1.234,50"),
        ("MX", 123_450, "MXN", "$1,234.50"),
        ("MX", 123_450, "USD", "US$1,234.50"),
        ("CL", 1_234_567, "CLP", "$1.234.567"),
        ("CL", 351_234, "CLF", "UF 35,1234"),
        ("ES", 123_450, "EUR", "1.234,50 €"),
        ("ES", 1_234_550, "EUR", "12.345,50 €"),
        ("ES", 123_450, "USD", "1.234,50 US$"),
        ("BR", 123_450, "BRL", "R$ 1.234,50"),
        ("EC", 123_450, "USD", "$1.234,50"),
        ("US", 123_450, "USD", "$1,234.50"),
        ("US", 123_450, "PEN", "S/1,234.50"),
        ("PE", 123_456, "KWD", "KWD 123.456"),
        ("PE", 123_456, "JPY", "JPY 123,456"),
        ("PE", 123_450, "SEK", "SEK 1,234.50"),
        ("CO", i64::MAX, "COP", "$ 92.233.720.368.547.758,07"),
    ] {
        let written = written_money(country(region), money(minor, code), Naming::Symbol);
        assert_eq!(written.replace('\u{a0}', " "), expected, "{region} {code}");
    }
}

#[test]
fn a_bare_dollar_sign_carries_its_code_beside_another_currency() {
    let written = |region: &str, code| {
        written_money(country(region), money(123_400, code), Naming::SymbolAndCode)
            .replace('\u{a0}', " ")
    };
    assert_eq!(written("MX", "MXN"), "$1,234.00 MXN");
    assert_eq!(written("MX", "USD"), "US$1,234.00");
    assert_eq!(written("PE", "PEN"), "S/ 1,234.00");
}

#[test]
fn an_amount_never_breaks_over_two_lines() {
    for code in ["PEN", "COP", "EUR", "KWD", "CLF", "SEK"] {
        for region in Country::ALL {
            let written = written_money(region, money(123_456_789, code), Naming::SymbolAndCode);
            assert!(!written.contains(' '), "{written}");
        }
    }
}

#[test]
fn dates_are_written_as_the_reader_says_them() {
    let date = NaiveDate::from_ymd_opt(2026, 9, 5).expect("a day");
    for &(lang, region, day, weekday, short, full_short) in &[
        (Lang::Es, "PE", "5 de setiembre", "sábado 5 de setiembre", "5 set.", "5 set. 2026"),
        (Lang::Es, "CO", "5 de septiembre", "sábado 5 de septiembre", "5 sept.", "5 sept. 2026"),
        (Lang::Es, "MX", "5 de septiembre", "sábado 5 de septiembre", "5 sep", "5 sep 2026"),
        (Lang::Es, "CL", "5 de septiembre", "sábado 5 de septiembre", "05-09-2026", "05-09-2026"),
        (Lang::Es, "ES", "5 de septiembre", "sábado 5 de septiembre", "5 sept", "5 sept 2026"),
        (
            Lang::Pt,
            "BR",
            "5 de setembro",
            "sábado, 5 de setembro",
            "5 de set.",
            "5 de set. de 2026",
        ),
        (Lang::En, "PE", "5 September", "Saturday 5 September", "5 Sep", "5 Sep 2026"),
        (Lang::En, "US", "September 5", "Saturday, September 5", "Sep 5", "Sep 5, 2026"),
    ] {
        let voice = voice(lang, country(region));
        assert_eq!(voice.day(date, Year::Hidden), day);
        assert_eq!(voice.weekday(date, Year::Hidden), weekday);
        assert_eq!(voice.short_day(date, Year::Hidden), short);
        assert_eq!(voice.short_day(date, Year::Shown), full_short);
    }
    let peru = voice(Lang::Es, Country::Pe);
    assert_eq!(peru.weekday(date, Year::Shown), "sábado 5 de setiembre de 2026");
    assert_eq!(peru.month_of_year(date), "setiembre de 2026");
    assert_eq!(voice(Lang::En, Country::Pe).month_of_year(date), "September 2026");
    assert_eq!(voice(Lang::Pt, Country::Br).month_of_year(date), "setembro de 2026");
}

#[test]
fn the_time_of_day_follows_the_country() {
    let evening = NaiveTime::from_hms_opt(19, 5, 0).expect("a time");
    for (lang, region, expected) in [
        (Lang::Es, "PE", "7:05 p. m."),
        (Lang::Es, "ES", "19:05"),
        (Lang::Es, "CL", "19:05"),
        (Lang::En, "PE", "7:05 pm"),
        (Lang::Pt, "BR", "19:05"),
        (Lang::Pt, "PE", "19:05"),
    ] {
        let told = voice(lang, country(region)).time(evening).replace('\u{a0}', " ");
        assert_eq!(told, expected);
    }
}

#[test]
fn typed_amounts_are_exact_or_refused() {
    use AmountProblem as P;
    for &(region, typed, code, expected) in &[
        ("PE", "1,234.50", "PEN", Ok(123_450)),
        ("PE", "S/ 1,234.5", "PEN", Ok(123_450)),
        ("PE", " 1234 ", "PEN", Ok(123_400)),
        ("PE", "1.234", "PEN", Err(P::TooPrecise)),
        ("PE", "1,5", "PEN", Err(P::NotAnAmount)),
        ("PE", "1,2345", "PEN", Err(P::NotAnAmount)),
        ("PE", "12.", "PEN", Err(P::NotAnAmount)),
        ("PE", ".5", "PEN", Err(P::NotAnAmount)),
        ("PE", "-5", "PEN", Err(P::NotAnAmount)),
        ("PE", "1e3", "PEN", Err(P::NotAnAmount)),
        ("PE", "٣", "PEN", Err(P::NotAnAmount)),
        ("PE", "", "PEN", Err(P::Empty)),
        ("PE", "S/", "PEN", Err(P::Empty)),
        ("PE", "99999999999999999999", "PEN", Err(P::TooLarge)),
        ("CO", "1.234.567", "COP", Ok(123_456_700)),
        ("CO", "$ 1.234", "COP", Ok(123_400)),
        ("CO", "12.50", "COP", Err(P::NotAnAmount)),
        ("CL", "1.234,5", "CLP", Err(P::TooPrecise)),
        ("ES", "1.234,50 €", "EUR", Ok(123_450)),
        ("ES", "1234,50", "EUR", Ok(123_450)),
        ("ES", "1234.50", "EUR", Err(P::NotAnAmount)),
    ] {
        let read = read_amount(country(region), typed, Currency::parse(code).expect("known"));
        assert_eq!(read.map(Money::minor), expected, "{region} {typed:?}");
    }
}

#[test]
fn what_we_write_we_read() {
    for region in Country::ALL {
        for amount in [money(1, "PEN"), money(123_456_789, "EUR"), money(1_234_567, "CLP")] {
            let currency = amount.currency();
            assert_eq!(read_amount(region, &plain(region, amount), currency), Ok(amount));
            let written = written_money(region, amount, Naming::Symbol);
            assert_eq!(read_amount(region, &written, currency), Ok(amount), "{written}");
        }
    }
}
