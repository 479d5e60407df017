//! The dates of a plan as a whole, and those of them that stand close together.

use chrono::NaiveDate;
use domain::money::Money;
use domain::policy::Rhythm;
use domain::schedule::{Instalment, close_together};

use crate::reader::Reader;

/// More dates than these that stand close together would be noise.
const MOST_WARNINGS: usize = 2;

/// Everything that is paid, by day: what is paid at once stands first, as number 0.
pub(crate) fn whole(reader: Reader, down: Money, instalments: &[Instalment]) -> Vec<Instalment> {
    let at_once = Instalment { number: 0, due_on: reader.today, amount: down };
    let at_once = (!down.is_zero()).then_some(at_once);
    at_once.into_iter().chain(instalments.iter().copied()).collect()
}

/// Pairs of days that are nearer than the rhythm lets one expect, those of one and the same day left out.
pub(crate) fn close_pairs(dates: &[Instalment], rhythm: Rhythm) -> Vec<(NaiveDate, NaiveDate)> {
    let usual = match rhythm {
        Rhythm::Weekly => 5,
        Rhythm::EveryTwoWeeks | Rhythm::TwiceAMonth => 11,
        Rhythm::Monthly => 21,
    };
    let pair = |place: usize| {
        let (before, after) = (dates.get(place.checked_sub(1)?)?, dates.get(place)?);
        (before.due_on != after.due_on).then_some((before.due_on, after.due_on))
    };
    let places = close_together(dates, usual).into_iter();
    places.filter_map(pair).take(MOST_WARNINGS).collect()
}

#[cfg(test)]
mod tests {
    use domain::money::Currency;

    use super::*;

    fn dates(days: &[(u32, u32)]) -> Vec<Instalment> {
        let currency = Currency::parse("PEN").expect("known");
        let amount = Money::new(25_000, currency).expect("positive");
        let date = |(month, day)| NaiveDate::from_ymd_opt(2026, month, day).expect("a day");
        let numbered = (1..).zip(days.iter().copied());
        numbered.map(|(number, day)| Instalment { number, due_on: date(day), amount }).collect()
    }

    #[test]
    fn dates_are_close_only_against_their_rhythm() {
        for (rhythm, days, found) in [
            (Rhythm::TwiceAMonth, &[(11, 22), (11, 30), (12, 15)][..], 1),
            (Rhythm::TwiceAMonth, &[(11, 15), (11, 30), (12, 15)], 0),
            (Rhythm::Weekly, &[(11, 22), (11, 29), (12, 6)], 0),
            (Rhythm::Monthly, &[(11, 22), (11, 30), (12, 30)], 1),
            (Rhythm::Monthly, &[(11, 22), (11, 22), (12, 22)], 0),
        ] {
            assert_eq!(close_pairs(&dates(days), rhythm).len(), found, "{rhythm:?} {days:?}");
        }
    }
}
