mod of_plans;

use proptest::prelude::*;

use super::*;

const DEBTOR: &str = "C-17";

fn pen(minor: i64) -> Money {
    Money::new(minor, Currency::parse("PEN").expect("a currency")).expect("positive")
}

fn claim(amount: i64) -> Claim<'static> {
    Claim {
        debtor_reference: DEBTOR,
        amount: Amount::Debt(pen(amount)),
        interest: None,
        fee: None,
        disputed: false,
        settled_on: None,
    }
}

fn settled(day: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(2026, 11, day)
}

/// What a store would hold, with only as much ledger as the plans need.
#[derive(Clone)]
struct Books {
    parts: [(Part, ExistingPart); 3],
    marked: bool,
    held: bool,
    in_payment: bool,
    credit: i64,
}

impl Books {
    fn empty() -> Self {
        let none = ExistingPart::none(pen(0).currency());
        let parts = Part::LEGAL_ORDER.map(|part| (part, none));
        Self { parts, marked: false, held: false, in_payment: false, credit: 0 }
    }

    fn part(&mut self, part: Part) -> &mut ExistingPart {
        &mut self.parts.iter_mut().find(|known| known.0 == part).expect("all parts").1
    }

    fn debt(&self) -> ExistingDebt<'static> {
        let part = |part| self.parts.iter().find(|known| known.0 == part).expect("all parts").1;
        ExistingDebt {
            debtor_reference: DEBTOR,
            principal: part(Part::Principal),
            interest: part(Part::Interest),
            fee: part(Part::Fee),
            marked: self.marked,
            in_payment: self.in_payment,
            in_plan: false,
        }
    }

    fn principal(&self) -> ExistingPart {
        self.debt().principal
    }

    /// Plans and, unless it is staged, applies a row.
    fn import(&mut self, claim: &Claim<'_>, meaning: AmountMeaning) -> Outcome {
        let debt = self.debt();
        let known = !debt.principal.last_imported.is_zero();
        let existing = known.then_some(Existing::Debt(&debt));
        let outcome = plan_row(existing, claim, meaning).expect("a plan");
        if let Outcome::Apply(effects) = &outcome {
            for &effect in effects {
                self.apply(effect);
            }
        }
        if !matches!(outcome, Outcome::Staged(_)) {
            let said = [
                (Part::Principal, Some(claim.amount.money())),
                (Part::Interest, claim.interest),
                (Part::Fee, claim.fee),
            ];
            for (part, amount) in said {
                let known = self.part(part);
                known.last_imported = amount.unwrap_or(known.last_imported);
            }
            self.marked = claim.disputed;
        }
        outcome
    }

    fn apply(&mut self, effect: Effect) {
        match effect {
            Effect::Open(balance) => {
                for part in Part::LEGAL_ORDER {
                    self.part(part).open = balance.part(part);
                }
            }
            Effect::Raise { part, by } => {
                let known = self.part(part);
                known.open = known.open.checked_add(by).expect("fits");
            }
            Effect::Lower { part, owed, credit } => {
                let known = self.part(part);
                known.open = known.open.checked_sub(owed).expect("no more than is open");
                known.credited = known.credited.checked_add(credit).expect("fits");
                assert!(known.credited.minor() <= known.paid.minor(), "no more than was paid");
                self.credit += credit.minor();
            }
            Effect::Settle { amount, .. } => {
                assert_eq!(Ok(amount), self.debt().open().total());
                for part in Part::LEGAL_ORDER {
                    let known = self.part(part);
                    known.paid = known.paid.checked_add(known.open).expect("fits");
                    known.open = pen(0);
                }
            }
            Effect::Hold => self.held = true,
            Effect::Close(balance) => {
                assert_eq!(balance, self.debt().open());
                for part in Part::LEGAL_ORDER {
                    let known = self.part(part);
                    (known.open, known.last_imported) = (pen(0), pen(0));
                }
            }
            Effect::Grant(_) | Effect::Revoke(_) => panic!("not a credit note"),
        }
    }

    /// A payment of principal, as much as is open: through us, or told by the creditor.
    fn pay(&mut self, amount: i64, here: bool) {
        let known = self.part(Part::Principal);
        let amount = known.open.at_most(pen(amount)).expect("one currency");
        known.open = known.open.checked_sub(amount).expect("as much as is open");
        known.paid = known.paid.checked_add(amount).expect("fits");
        if here {
            known.settled_here = known.settled_here.checked_add(amount).expect("fits");
        }
    }

    fn waive(&mut self, amount: i64) {
        let known = self.part(Part::Principal);
        let amount = known.open.at_most(pen(amount)).expect("one currency");
        known.open = known.open.checked_sub(amount).expect("as much as is open");
        known.settled_here = known.settled_here.checked_add(amount).expect("fits");
    }
}

const ORIGINAL: AmountMeaning = AmountMeaning::Original;
const DEDUCTED: AmountMeaning = AmountMeaning::OutstandingPaymentsDeducted;
const NOT_DEDUCTED: AmountMeaning = AmountMeaning::OutstandingPaymentsNotDeducted;

fn raise(by: i64) -> Outcome {
    Outcome::Apply(vec![Effect::Raise { part: Part::Principal, by: pen(by) }])
}

fn lower(owed: i64, credit: i64) -> Outcome {
    let (owed, credit) = (pen(owed), pen(credit));
    Outcome::Apply(vec![Effect::Lower { part: Part::Principal, owed, credit }])
}

/// 1,000.00 was imported, `paid` of it was paid here; then a row says `amount`.
#[test]
fn the_meaning_of_an_amount_decides_the_difference() {
    let (same, noted) = (Outcome::Unchanged, Outcome::Noted);
    for (meaning, paid, amount, expected, open) in [
        (ORIGINAL, 0, 100_000, same.clone(), 100_000),
        (ORIGINAL, 0, 110_000, raise(10_000), 110_000),
        (ORIGINAL, 0, 90_000, lower(10_000, 0), 90_000),
        (ORIGINAL, 30_000, 100_000, same.clone(), 70_000),
        (ORIGINAL, 30_000, 110_000, raise(10_000), 80_000),
        (ORIGINAL, 30_000, 70_000, lower(30_000, 0), 40_000),
        (ORIGINAL, 80_000, 70_000, lower(20_000, 10_000), 0),
        (ORIGINAL, 100_000, 70_000, lower(0, 30_000), 0),
        (DEDUCTED, 30_000, 100_000, same.clone(), 70_000),
        (DEDUCTED, 30_000, 70_000, noted.clone(), 70_000),
        (DEDUCTED, 30_000, 60_000, lower(10_000, 0), 60_000),
        (DEDUCTED, 30_000, 80_000, raise(10_000), 80_000),
        (DEDUCTED, 100_000, 10_000, raise(10_000), 10_000),
        (NOT_DEDUCTED, 30_000, 100_000, same.clone(), 70_000),
        (NOT_DEDUCTED, 30_000, 90_000, lower(10_000, 0), 60_000),
        (NOT_DEDUCTED, 30_000, 110_000, raise(10_000), 80_000),
        (NOT_DEDUCTED, 100_000, 90_000, lower(0, 10_000), 0),
    ] {
        let mut books = Books::empty();
        books.import(&claim(100_000), meaning);
        books.pay(paid, true);
        let outcome = books.import(&claim(amount), meaning);
        assert_eq!(outcome, expected, "{meaning:?} paid {paid} then {amount}");
        assert_eq!(books.principal().open.minor(), open, "{meaning:?} paid {paid} then {amount}");
    }
}

#[test]
fn what_the_creditor_received_itself_is_not_taken_off_twice() {
    // 400.00 in cash, recorded here, and the next file knows of it.
    for (meaning, amount, expected) in [
        (DEDUCTED, 60_000, Outcome::Noted),
        (NOT_DEDUCTED, 60_000, Outcome::Noted),
        (ORIGINAL, 100_000, Outcome::Unchanged),
    ] {
        let mut books = Books::empty();
        books.import(&claim(100_000), meaning);
        books.pay(40_000, false);
        assert_eq!(books.import(&claim(amount), meaning), expected, "{meaning:?}");
        assert_eq!(books.principal().open, pen(60_000));
    }
}

#[test]
fn what_was_waived_here_neither_comes_back_nor_becomes_credit() {
    for meaning in [ORIGINAL, NOT_DEDUCTED] {
        let mut books = Books::empty();
        books.import(&claim(100_000), meaning);
        books.pay(80_000, true);
        books.waive(20_000);
        assert_eq!(books.import(&claim(70_000), meaning), lower(0, 30_000), "{meaning:?}");
        assert_eq!(books.import(&claim(10_000), meaning), lower(0, 50_000), "{meaning:?}");
        assert_eq!(books.credit, 80_000, "no more than was paid");
    }
}

#[test]
fn a_new_debt_is_opened_with_all_its_parts() {
    let with_charges = Claim { interest: Some(pen(600)), fee: Some(pen(0)), ..claim(100_000) };
    let balance = Balance { principal: pen(100_000), interest: pen(600), fee: pen(0) };
    let settled_on = settled(3);
    let settle = Effect::Settle { on: settled_on.expect("a date"), amount: pen(100_600) };
    for (claim, rest) in [
        (with_charges, &[][..]),
        (Claim { disputed: true, ..with_charges }, &[Effect::Hold]),
        (Claim { settled_on, ..with_charges }, &[settle]),
        (Claim { settled_on, disputed: true, ..with_charges }, &[settle]),
    ] {
        let effects = [&[Effect::Open(balance)], rest].concat();
        assert_eq!(plan_row(None, &claim, ORIGINAL), Ok(Outcome::Apply(effects)));
    }
}

#[test]
fn parts_are_corrected_one_by_one_and_left_alone_without_a_column() {
    let mut books = Books::empty();
    let first = Claim { interest: Some(pen(600)), fee: Some(pen(200)), ..claim(100_000) };
    books.import(&first, DEDUCTED);
    let later = Claim { interest: Some(pen(900)), fee: Some(pen(0)), ..claim(90_000) };
    let expected = Outcome::Apply(vec![
        Effect::Lower { part: Part::Fee, owed: pen(200), credit: pen(0) },
        Effect::Raise { part: Part::Interest, by: pen(300) },
        Effect::Lower { part: Part::Principal, owed: pen(10_000), credit: pen(0) },
    ]);
    assert_eq!(books.import(&later, DEDUCTED), expected);
    assert_eq!(books.import(&claim(90_000), DEDUCTED), Outcome::Unchanged);
    assert_eq!(books.debt().open().interest, pen(900));
}

#[test]
fn a_settlement_pays_what_is_left_once() {
    let mut books = Books::empty();
    books.import(&claim(100_000), ORIGINAL);
    books.pay(30_000, true);
    let settled = Claim { settled_on: settled(20), ..claim(110_000) };
    let outcome = books.import(&settled, ORIGINAL);
    let on = settled.settled_on.expect("a date");
    let expected = Outcome::Apply(vec![
        Effect::Raise { part: Part::Principal, by: pen(10_000) },
        Effect::Settle { on, amount: pen(80_000) },
    ]);
    assert_eq!(outcome, expected);
    assert_eq!(books.import(&settled, ORIGINAL), Outcome::Unchanged);
}

#[test]
fn what_a_settled_row_calls_outstanding_is_not_owed() {
    for meaning in [DEDUCTED, NOT_DEDUCTED] {
        let mut books = Books::empty();
        books.import(&claim(100_000), meaning);
        books.pay(30_000, true);
        let settled = |amount| Claim { settled_on: settled(20), ..claim(amount) };
        let on = settled(1).settled_on.expect("a date");
        let expected = Outcome::Apply(vec![Effect::Settle { on, amount: pen(70_000) }]);
        assert_eq!(books.import(&settled(90_000), meaning), expected);
        assert_eq!(books.import(&settled(90_000), meaning), Outcome::Unchanged);
        assert_eq!(books.import(&settled(95_000), meaning), Outcome::Noted);
    }
}

#[test]
fn a_mark_holds_once_even_if_the_hold_was_lifted() {
    let mut books = Books::empty();
    books.import(&claim(100_000), ORIGINAL);
    let marked = Claim { disputed: true, ..claim(100_000) };
    assert_eq!(books.import(&marked, ORIGINAL), Outcome::Apply(vec![Effect::Hold]));
    books.held = false;
    assert_eq!(books.import(&marked, ORIGINAL), Outcome::Unchanged);
    assert_eq!(books.import(&claim(100_000), ORIGINAL), Outcome::Noted);
    assert_eq!(books.import(&marked, ORIGINAL), Outcome::Apply(vec![Effect::Hold]));
}

#[test]
fn money_waits_for_an_open_payment_and_a_hold_does_not() {
    let mut books = Books::empty();
    books.import(&claim(100_000), ORIGINAL);
    books.in_payment = true;
    let raise = Effect::Raise { part: Part::Principal, by: pen(1) };
    let staged = Outcome::Staged(vec![raise]);
    assert_eq!(books.import(&claim(100_001), ORIGINAL), staged);
    assert_eq!(books.import(&claim(100_001), ORIGINAL), staged, "still to be decided");
    assert_eq!(books.import(&claim(100_000), ORIGINAL), Outcome::Unchanged);
    let marked = Claim { disputed: true, ..claim(100_000) };
    assert_eq!(books.import(&marked, ORIGINAL), Outcome::Apply(vec![Effect::Hold]));
    let absent = plan_absent(&books.debt(), AbsentRows::Close).expect("a plan");
    assert_eq!(absent, Outcome::Staged(vec![Effect::Close(books.debt().open())]));
}

#[test]
fn a_debt_that_left_the_file_is_closed_and_owes_what_was_not_paid_if_it_comes_back() {
    for (meaning, said) in [(ORIGINAL, 100_000), (DEDUCTED, 70_000), (NOT_DEDUCTED, 100_000)] {
        let mut books = Books::empty();
        books.import(&claim(100_000), meaning);
        books.pay(30_000, true);
        assert_eq!(plan_absent(&books.debt(), AbsentRows::Nothing), Ok(Outcome::Unchanged));
        let part = books.part(Part::Principal);
        let last = closed(part.last_imported, part.open, meaning).expect("one currency");
        let close = Effect::Close(books.debt().open());
        assert_eq!(plan_absent(&books.debt(), AbsentRows::Close), Ok(Outcome::Apply(vec![close])));
        books.apply(close);
        books.part(Part::Principal).last_imported = last;
        assert_eq!(plan_absent(&books.debt(), AbsentRows::Close), Ok(Outcome::Unchanged));
        let debt = books.debt();
        let outcome = plan_row(Some(Existing::Debt(&debt)), &claim(said), meaning);
        assert_eq!(outcome, Ok(raise(70_000)), "{meaning:?}");
    }
}

#[test]
fn a_credit_note_grows_by_itself_and_shrinks_by_hand() {
    let note = |amount| Claim { amount: Amount::CreditNote(pen(amount)), ..claim(1) };
    let granted = Outcome::Apply(vec![Effect::Grant(pen(5000))]);
    assert_eq!(plan_row(None, &note(5000), ORIGINAL), Ok(granted));
    let existing = Existing::CreditNote { debtor_reference: DEBTOR, last_imported: pen(5000) };
    for (amount, expected) in [
        (5000, Outcome::Unchanged),
        (6000, Outcome::Apply(vec![Effect::Grant(pen(1000))])),
        (4000, Outcome::Staged(vec![Effect::Revoke(pen(1000))])),
    ] {
        assert_eq!(plan_row(Some(existing), &note(amount), ORIGINAL), Ok(expected));
    }
}

#[test]
fn a_row_that_contradicts_what_is_here_is_refused() {
    let mut books = Books::empty();
    books.import(&claim(100_000), ORIGINAL);
    let debt = books.debt();
    let debt = Existing::Debt(&debt);
    let note = Existing::CreditNote { debtor_reference: DEBTOR, last_imported: pen(5000) };
    let usd = Money::new(1, Currency::parse("USD").expect("a currency")).expect("positive");
    let credit = Claim { amount: Amount::CreditNote(pen(1)), ..claim(1) };
    let dollars = Claim { amount: Amount::Debt(usd), ..claim(1) };
    let dollar_credit = Claim { amount: Amount::CreditNote(usd), ..claim(1) };
    let other = Claim { debtor_reference: "C-18", ..claim(100_000) };
    let other_credit = Claim { debtor_reference: "C-18", ..credit };
    for (existing, claim, error) in [
        (debt, credit, PlanError::SignChanged),
        (note, claim(1), PlanError::SignChanged),
        (debt, other, PlanError::DebtorChanged),
        (note, other_credit, PlanError::DebtorChanged),
        (note, dollar_credit, PlanError::CurrencyChanged),
    ] {
        assert_eq!(plan_row(Some(existing), &claim, ORIGINAL), Err(error));
    }
    for meaning in [ORIGINAL, DEDUCTED, NOT_DEDUCTED] {
        assert_eq!(plan_row(Some(debt), &dollars, meaning), Err(PlanError::CurrencyChanged));
    }
}

#[derive(Clone, Debug)]
enum Step {
    Import { amount: i64, interest: Option<i64>, disputed: bool, settled: bool },
    PayHere(i64),
    PayElsewhere(i64),
    Waive(i64),
    Checkout(bool),
}

fn step() -> impl Strategy<Value = Step> {
    let import =
        (1..500_i64, prop::option::of(0..50_i64), any::<bool>(), prop::bool::weighted(0.1));
    prop_oneof![
        4 => import.prop_map(|(amount, interest, disputed, settled)| {
            Step::Import { amount, interest, disputed, settled }
        }),
        2 => (1..300_i64).prop_map(Step::PayHere),
        1 => (1..300_i64).prop_map(Step::PayElsewhere),
        1 => (1..100_i64).prop_map(Step::Waive),
        1 => any::<bool>().prop_map(Step::Checkout),
    ]
}

fn meaning() -> impl Strategy<Value = AmountMeaning> {
    prop::sample::select(vec![ORIGINAL, DEDUCTED, NOT_DEDUCTED])
}

fn claim_of(
    amount: i64,
    interest: Option<i64>,
    disputed: bool,
    is_settled: bool,
) -> Claim<'static> {
    let settled_on = settled(20).filter(|_| is_settled);
    Claim { interest: interest.map(pen), disputed, settled_on, ..claim(amount) }
}

proptest! {
    #![proptest_config(crate::law::tried(1000))]

    /// `Books::apply` refuses to take more than is open or to credit more than was paid.
    #[test]
    fn the_same_row_twice_changes_nothing_the_second_time(
        meaning in meaning(),
        steps in prop::collection::vec(step(), 1..15),
    ) {
        let mut books = Books::empty();
        for step in steps {
            match step {
                Step::PayHere(amount) => books.pay(amount, true),
                Step::PayElsewhere(amount) => books.pay(amount, false),
                Step::Waive(amount) => books.waive(amount),
                Step::Checkout(open) => books.in_payment = open,
                Step::Import { amount, interest, disputed, settled } => {
                    let claim = claim_of(amount, interest, disputed, settled);
                    let before = books.debt();
                    let outcome = books.import(&claim, meaning);
                    if matches!(outcome, Outcome::Staged(_)) {
                        prop_assert_eq!(books.debt(), before);
                    } else {
                        prop_assert_eq!(books.import(&claim, meaning), Outcome::Unchanged);
                    }
                }
            }
        }
    }

    #[test]
    fn originals_count_whatever_was_paid(
        imports in prop::collection::vec((1..500_i64, 0..300_i64, any::<bool>()), 1..10),
    ) {
        let mut books = Books::empty();
        for (amount, paid, here) in imports {
            books.import(&claim(amount), ORIGINAL);
            books.pay(paid, here);
            let known = books.principal();
            prop_assert_eq!(known.open.minor() + known.paid.minor() - books.credit, amount);
        }
    }

    #[test]
    fn an_outstanding_amount_with_payments_deducted_is_what_is_open(
        first in 1..500_i64, paid in 0..500_i64, second in 1..500_i64,
    ) {
        prop_assume!(first != second);
        let mut books = Books::empty();
        books.import(&claim(first), DEDUCTED);
        books.pay(paid, true);
        books.import(&claim(second), DEDUCTED);
        prop_assert_eq!(books.principal().open, pen(second));
        prop_assert_eq!(books.credit, 0);
    }

    #[test]
    fn an_outstanding_amount_without_payments_is_open_plus_paid_less_credit(
        imports in prop::collection::vec((1..500_i64, 0..300_i64), 1..10),
    ) {
        let mut books = Books::empty();
        for (amount, paid) in imports {
            books.import(&claim(amount), NOT_DEDUCTED);
            let known = books.principal();
            let settled = known.settled_here.minor();
            prop_assert_eq!(known.open.minor() + settled - books.credit, amount);
            books.pay(paid, true);
        }
    }

    #[test]
    fn nothing_moves_while_a_payment_is_open(
        meaning in meaning(), first in 1..500_i64, second in 1..500_i64, settles in any::<bool>(),
    ) {
        let mut books = Books::empty();
        books.import(&claim(first), meaning);
        books.in_payment = true;
        let before = books.debt().open();
        let outcome = books.import(&claim_of(second, None, true, settles), meaning);
        prop_assert_eq!(books.debt().open(), before);
        let moves = first != second || settles;
        prop_assert_eq!(matches!(outcome, Outcome::Staged(_)), moves);
    }
}
