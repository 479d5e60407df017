//! Amounts that people type (reliability D2): exact as their country writes them, or refused, whatever
//! the text; never guessed.

use app::format::read_amount;
use domain::country::Country;
use domain::money::{Currency, Money};
use proptest::prelude::*;

/// A country with its decimal and its group sign.
const HABITS: [(Country, char, char); 5] = [
    (Country::Co, ',', '.'),
    (Country::Es, ',', '.'),
    (Country::Cl, ',', '.'),
    (Country::Us, '.', ','),
    (Country::Pe, '.', ','),
];

/// Minor units by the book: digits, in whole groups of three or in none, decimals no finer than the
/// currency's.
fn by_the_book(text: &str, (decimal, group): (char, char), exponent: usize) -> Option<i64> {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let (whole, cents) = match text.split_once(decimal) {
        Some((_, "")) => return None,
        Some((whole, cents)) => (whole, cents),
        None => (&*text, ""),
    };
    let groups: Vec<&str> = whole.split(group).collect();
    let grouped = (1..=3).contains(&groups[0].len()) && groups[1..].iter().all(|g| g.len() == 3);
    let digits = |text: &str| text.chars().all(|c| c.is_ascii_digit());
    let sound = groups.iter().all(|g| digits(g)) && !groups[0].is_empty() && digits(cents);
    if !sound || (groups.len() > 1 && !grouped) || cents.len() > exponent {
        return None;
    }
    format!("{}{cents:0<exponent$}", groups.concat()).parse().ok()
}

fn check(text: &str) -> Result<(), TestCaseError> {
    for (region, decimal, group) in HABITS {
        for code in ["PEN", "CLP"] {
            let currency = Currency::parse(code).expect("known");
            let exponent = usize::try_from(currency.exponent()).expect("few");
            let read = read_amount(region, text, currency).ok().map(Money::minor);
            let expected = by_the_book(text, (decimal, group), exponent);
            prop_assert_eq!(read, expected, "{:?} {} {}", region, code, text);
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(20_000))]

    #[test]
    fn a_text_is_an_amount_by_the_book_or_none(text in "[0-9]{0,4}([.,' ]?[0-9]{0,3}){0,4}") {
        check(&text)?;
    }

    #[test]
    fn signs_and_letters_are_no_amount(text in "[0-9.,' \u{a0}\u{202f}٣e+x-]{1,16}") {
        check(&text)?;
    }
}
