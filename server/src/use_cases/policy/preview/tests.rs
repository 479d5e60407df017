use domain::allocation::Balance;
use domain::country::Country;
use domain::ids::CaseId;
use domain::offer::Debt;

use super::*;
use crate::config::policy::read;

const POLICY: &str = r#"
name = "P"
[[segment]]
name = "Late"
days_late = { from = 31, to = 90 }
[segment.discount]
percent = "10"
days = 5
[segment.plan]
instalments = { from = 2, to = 4 }
frequencies = ["weekly", "monthly"]
least = "10.00"
down_percent = "20"
first_within = 0
longest_days = 120
grace_days = 0
misses = 1
restores = "nothing"
[[segment]]
name = "Old"
days_late = { from = 91 }
[segment.plan]
instalments = { from = 2, to = 4 }
frequencies = ["weekly", "monthly"]
least = "10.00"
down_percent = "20"
first_within = 0
longest_days = 120
grace_days = 0
misses = 1
restores = "nothing"
[segment.part]
least = "5.00"
[[segment]]
name = "New"
days_late = { from = 1, to = 10 }
[segment.extension]
days = 10
times = 1
[[segment]]
name = "Part"
days_late = { from = 11, to = 30 }
[segment.part]
least = "5.00"
"#;

fn policy() -> Policy {
    read(POLICY, (Country::Pe, Country::Pe.currency())).expect("a good file").policy
}

fn today() -> NaiveDate {
    date("2026-11-24")
}

fn date(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn soles(minor: i64) -> Money {
    Money::new(minor, Country::Pe.currency()).expect("positive")
}

/// A case whose one debt has been late for so many days.
fn late(days: u64, minor: i64) -> Facts {
    let zero = Balance::zero(Country::Pe.currency());
    let balance = Balance { principal: soles(minor), ..zero };
    let due_on = today().checked_sub_days(chrono::Days::new(days));
    let debts = if minor == 0 { Vec::new() } else { vec![Debt { balance, due_on, seen_on: None }] };
    let case = CaseId::from_bits(1);
    Facts { case, ids: Vec::new(), debts, tags: Vec::new(), extensions: 0, broken: 0 }
}

fn seen(cases: &[Facts]) -> Preview {
    let policy = policy();
    let mut sums = Sums::new(&policy, today());
    for facts in cases {
        sums.add(facts).expect("one currency");
    }
    sums.done().expect("it fits")
}

#[test]
fn each_case_counts_once_in_the_segment_that_decides() {
    let preview =
        seen(&[late(31, 10_000), late(90, 5_000), late(91, 1_000), late(0, 700), late(5, 0)]);
    let cases: Vec<_> = preview.segments.iter().map(|tally| tally.cases).collect();
    assert_eq!((cases, preview.without.cases, preview.in_review), (vec![2, 1, 0, 0], 1, 1));
    assert_eq!(preview.segments[0].owed, soles(15_000));
    assert_eq!((preview.without.owed, preview.without.best.len()), (soles(700), 0));
    // 10 % of what the first two owe.
    assert_eq!((preview.given_up, preview.segments[0].given_up), (soles(1_500), soles(1_500)));
    assert_eq!(preview.segments[0].best, BTreeMap::from([(Best::Discount, 2)]));
    // 10.00 make no plan of 10.00 each; a part of 5.00 leaves 5.00.
    assert_eq!(preview.segments[1].best, BTreeMap::from([(Best::Part, 1)]));
}

#[test]
fn half_of_what_would_be_paid_comes_in_on_the_days_of_the_best_way_out() {
    for (facts, months) in [
        // 90.00 today.
        (late(31, 10_000), vec![("2026-11-01", 4_500)]),
        // 20.00 today, and four monthly parts of 20.00 from today on.
        (
            late(91, 10_000),
            vec![
                ("2026-11-01", 2_000),
                ("2026-12-01", 1_000),
                ("2027-01-01", 1_000),
                ("2027-02-01", 1_000),
            ],
        ),
        // All of it by 4 December.
        (late(1, 10_000), vec![("2026-12-01", 5_000)]),
        (late(11, 10_000), vec![("2026-11-01", 250)]),
        (late(0, 10_000), vec![]),
    ] {
        let expected = months.into_iter().map(|(day, minor)| (date(day), soles(minor)));
        assert_eq!(seen(&[facts]).months, expected.collect::<BTreeMap<_, _>>());
    }
}
