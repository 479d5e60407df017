//! Events of a plan as two columns: a word, and JSON of what it tells.

use chrono::NaiveDate;
use domain::money::{Currency, Money};
use domain::plan::{Reduction, What};
use domain::schedule::DayOfMonth;
use serde_json::{Value, json};

/// The word of an event and its facts.
pub fn write(what: &What) -> (&'static str, String) {
    let (kind, facts) = match what {
        What::Paid(number, amount) => ("paid", json!([number, amount.minor()])),
        What::Reduced(number, by, why) => ("reduced", json!([number, by.minor(), reduction(*why)])),
        What::Corrected(number, by) => ("corrected", json!([number, by.minor()])),
        What::Missed(number) => ("missed", json!([number])),
        What::Excused(number) => ("excused", json!([number])),
        What::Held(from, until) => ("held", json!([from.to_string(), until.to_string()])),
        What::Untried(number, until) => ("untried", json!([number, until.to_string()])),
        What::Moved(number, to) => ("moved", json!([number, to.to_string()])),
        What::Skipped(number, to) => ("skipped", json!([number, to.to_string()])),
        What::PaydayChanged(day, dates) => {
            ("payday-changed", json!([day.get(), written_dates(dates)]))
        }
        What::Redated(dates) => ("redated", written_dates(dates)),
        What::TakenBack(number, amount) => ("taken-back", json!([number, amount.minor()])),
        What::Restored(number) => ("restored", json!([number])),
        What::Broken => ("broken", json!([])),
        What::Reopened => ("reopened", json!([])),
        What::Completed => ("completed", json!([])),
        What::Cancelled => ("cancelled", json!([])),
        What::Renegotiated(into) => ("renegotiated", json!([into.as_str()])),
    };
    (kind, facts.to_string())
}

fn written_dates(dates: &[(u32, NaiveDate)]) -> Value {
    dates.iter().map(|(number, to)| json!([number, to.to_string()])).collect()
}

const fn reduction(why: Reduction) -> &'static str {
    match why {
        Reduction::Interest => "interest",
        Reduction::Discount => "discount",
        Reduction::Reward => "reward",
    }
}

/// Reads what [`write`] wrote; `None` for anything else.
pub fn read(kind: &str, facts: &str, currency: Currency) -> Option<What> {
    let facts: Vec<Value> = serde_json::from_str(facts).ok()?;
    let number = |at: usize| facts.get(at)?.as_u64().and_then(|n| u32::try_from(n).ok());
    let money = |at: usize| Money::new(facts.get(at)?.as_i64()?, currency).ok();
    let text = |at: usize| facts.get(at)?.as_str();
    let day = |at: usize| text(at)?.parse::<NaiveDate>().ok();
    Some(match kind {
        "paid" => What::Paid(number(0)?, money(1)?),
        "reduced" => What::Reduced(number(0)?, money(1)?, read_reduction(text(2)?)?),
        "corrected" => What::Corrected(number(0)?, money(1)?),
        "missed" => What::Missed(number(0)?),
        "excused" => What::Excused(number(0)?),
        "held" => What::Held(day(0)?, day(1)?),
        "untried" => What::Untried(number(0)?, day(1)?),
        "moved" => What::Moved(number(0)?, day(1)?),
        "skipped" => What::Skipped(number(0)?, day(1)?),
        "payday-changed" => {
            let dates = facts.get(1)?.as_array()?.iter().map(read_date).collect::<Option<_>>()?;
            What::PaydayChanged(DayOfMonth::new(number(0)?)?, dates)
        }
        "redated" => What::Redated(facts.iter().map(read_date).collect::<Option<_>>()?),
        "taken-back" => What::TakenBack(number(0)?, money(1)?),
        "restored" => What::Restored(number(0)?),
        "broken" => What::Broken,
        "reopened" => What::Reopened,
        "completed" => What::Completed,
        "cancelled" => What::Cancelled,
        "renegotiated" => What::Renegotiated(text(0)?.parse().ok()?),
        _ => return None,
    })
}

/// The number of an instalment, and its day.
fn read_date(fact: &Value) -> Option<(u32, NaiveDate)> {
    let number = fact.get(0)?.as_u64().and_then(|number| u32::try_from(number).ok())?;
    Some((number, fact.get(1)?.as_str()?.parse().ok()?))
}

fn read_reduction(text: &str) -> Option<Reduction> {
    let all = [Reduction::Interest, Reduction::Discount, Reduction::Reward];
    all.into_iter().find(|why| reduction(*why) == text)
}

#[cfg(test)]
mod tests {
    use domain::ids::PlanId;

    use super::*;

    #[test]
    fn an_event_is_read_as_it_was_written() {
        let currency = Currency::parse("PEN").expect("PEN");
        let money = Money::new(1_250, currency).expect("positive");
        let day = NaiveDate::from_ymd_opt(2026, 12, 15).expect("a day");
        for what in [
            What::Paid(0, money),
            What::Reduced(3, money, Reduction::Interest),
            What::Reduced(3, money, Reduction::Discount),
            What::Reduced(3, money, Reduction::Reward),
            What::Corrected(4, money),
            What::Missed(2),
            What::Excused(2),
            What::Held(day, day),
            What::Untried(2, day),
            What::Moved(2, day),
            What::Skipped(2, day),
            What::PaydayChanged(DayOfMonth::new(31).expect("a day"), vec![(2, day), (3, day)]),
            What::Redated(vec![(2, day), (3, day)]),
            What::TakenBack(1, money),
            What::Restored(1),
            What::Broken,
            What::Reopened,
            What::Completed,
            What::Cancelled,
            What::Renegotiated(PlanId::from_bits(7)),
        ] {
            let (kind, facts) = write(&what);
            assert_eq!(read(kind, &facts, currency), Some(what), "{kind} {facts}");
        }
        for (kind, facts) in [
            ("paid", "[1]"),
            ("paid", "[1,-1]"),
            ("paid", ""),
            ("payday-changed", "[31,\"2026-12-15\"]"),
            ("payday-changed", "[31,[[2]]]"),
            ("redated", "[[2]]"),
            ("?", "[]"),
        ] {
            assert_eq!(read(kind, facts, currency), None, "{kind} {facts}");
        }
    }
}
