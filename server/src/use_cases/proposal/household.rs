//! The figures of a household as the text that is sealed: a month's amounts in minor units.

use std::num::NonZeroU32;

use domain::affordability::Household;
use domain::money::{Currency, Money};
use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize)]
struct Sheet {
    income: i64,
    rent: i64,
    bills: i64,
    other_debts: i64,
    people: NonZeroU32,
    /// What each person was reckoned to need.
    living: i64,
}

/// The figures with what each person was reckoned to need, as JSON.
pub fn write(household: &Household, living: Money) -> String {
    let sheet = Sheet {
        income: household.income.minor(),
        rent: household.rent.minor(),
        bills: household.bills.minor(),
        other_debts: household.other_debts.minor(),
        people: household.people,
        living: living.minor(),
    };
    serde_json::to_string(&sheet).expect("numbers are JSON")
}

/// Reads what [`write`] wrote; `None` for anything else.
pub fn read(text: &str, currency: Currency) -> Option<(Household, Money)> {
    let sheet: Sheet = serde_json::from_str(text).ok()?;
    let money = |minor| Money::new(minor, currency).ok();
    let household = Household {
        income: money(sheet.income)?,
        rent: money(sheet.rent)?,
        bills: money(sheet.bills)?,
        other_debts: money(sheet.other_debts)?,
        people: sheet.people,
    };
    Some((household, money(sheet.living)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_read_as_they_were_written() {
        let currency = Currency::parse("PEN").expect("PEN");
        let money = |minor| Money::new(minor, currency).expect("positive");
        let household = Household {
            income: money(150_000),
            rent: money(50_000),
            bills: money(20_000),
            other_debts: money(0),
            people: NonZeroU32::new(3).expect("some"),
        };
        let text = write(&household, money(40_000));
        assert_eq!(read(&text, currency), Some((household, money(40_000))));
        for text in ["", "{}", &text.replace("150000", "-1"), &text.replace(":3", ":0")] {
            assert_eq!(read(text, currency), None, "{text}");
        }
    }
}
