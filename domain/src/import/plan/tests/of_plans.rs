//! Debts of a plan that runs.

use super::*;

#[test]
fn money_waits_for_a_plan_to_end_and_a_hold_does_not() {
    let mut books = Books::empty();
    books.import(&claim(100_000), ORIGINAL);
    let free = books.debt();
    let bound = ExistingDebt { in_plan: true, ..free };
    let row = |debt, said| plan_row(Some(Existing::Debt(debt)), &said, ORIGINAL).expect("a plan");
    let on = settled(20).expect("a date");
    for (said, effect) in [
        (claim(80_000), Effect::Lower { part: Part::Principal, owed: pen(20_000), credit: pen(0) }),
        (claim(120_000), Effect::Raise { part: Part::Principal, by: pen(20_000) }),
        (
            Claim { settled_on: Some(on), ..claim(100_000) },
            Effect::Settle { on, amount: pen(100_000) },
        ),
    ] {
        assert_eq!(row(&free, said), Outcome::Apply(vec![effect]));
        assert_eq!(row(&bound, said), Outcome::Staged(vec![effect]));
    }
    let marked = Claim { disputed: true, ..claim(100_000) };
    assert_eq!(row(&bound, marked), Outcome::Apply(vec![Effect::Hold]));
    assert_eq!(row(&bound, claim(100_000)), Outcome::Unchanged);
    let absent = plan_absent(&bound, AbsentRows::Close).expect("a plan");
    assert_eq!(absent, Outcome::Staged(vec![Effect::Close(bound.open())]));
}
