use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;
use crate::ledger::Channel;

fn pen(minor: i64) -> Money {
    Money::new(minor, Currency::parse("PEN").expect("PEN")).expect("positive")
}

fn case() -> CaseId {
    CaseId::from_bits(1)
}

fn debt() -> DebtId {
    DebtId::from_bits(1)
}

fn owed(part: Part) -> Account {
    Account::Owed(debt(), part)
}

fn credit() -> Account {
    Account::Credit(case())
}

/// The ledger of a case: every posting, and what stands on each account.
#[derive(Clone, Default)]
struct Books {
    postings: Vec<Posting>,
    accounts: BTreeMap<Account, i64>,
}

impl Books {
    fn on(&self, account: &Account) -> i64 {
        self.accounts.get(account).copied().unwrap_or_default()
    }

    fn post(&mut self, from: Account, to: Account, minor: i64) {
        if minor > 0 {
            *self.accounts.entry(from.clone()).or_default() -= minor;
            *self.accounts.entry(to.clone()).or_default() += minor;
            self.postings.push(Posting { from, to, amount: pen(minor) });
        }
        for part in Part::LEGAL_ORDER {
            assert!(self.on(&owed(part)) >= 0, "less than nothing is owed");
        }
        assert!(self.on(&credit()) <= 0, "the debtor's credit is below zero");
    }

    fn undo(&mut self, postings: &[Posting]) {
        for Posting { from, to, amount } in postings {
            assert!(!amount.is_zero(), "a posting that moves nothing");
            self.post(from.clone(), to.clone(), amount.minor());
        }
    }

    /// What was received on a part and not given back.
    fn paid(&self, part: Part) -> i64 {
        let sign = |posting: &Posting| match (&posting.from, &posting.to) {
            (from, to) if *from == owed(part) && is_money(to) => posting.amount.minor(),
            (from, to) if *to == owed(part) && is_money(from) => -posting.amount.minor(),
            _ => 0,
        };
        self.postings.iter().map(sign).sum()
    }
}

/// Something that happens to a debt after it was imported; as much of it as there is room for.
#[derive(Clone, Copy, Debug)]
enum Step {
    Pay(Part, i64),
    PayElsewhere(Part, i64),
    UseCredit(Part, i64),
    Refund(Part, i64),
    Waive(Part, i64),
    WriteOff(Part, i64),
    Charge(Part, i64),
    Overpay(i64),
}

fn any_step() -> impl Strategy<Value = Step> {
    let part = || prop::sample::select(Part::LEGAL_ORDER.to_vec());
    let some = || (part(), 1..400_i64);
    prop_oneof![
        3 => some().prop_map(|(part, n)| Step::Pay(part, n)),
        1 => some().prop_map(|(part, n)| Step::PayElsewhere(part, n)),
        1 => some().prop_map(|(part, n)| Step::UseCredit(part, n)),
        1 => some().prop_map(|(part, n)| Step::Refund(part, n)),
        1 => some().prop_map(|(part, n)| Step::Waive(part, n)),
        1 => some().prop_map(|(part, n)| Step::WriteOff(part, n)),
        1 => some().prop_map(|(part, n)| Step::Charge(part, n)),
        1 => (1..400_i64).prop_map(Step::Overpay),
    ]
}

fn live(books: &mut Books, step: Step) {
    let here = Account::Collected(Channel::Stripe);
    let open = |books: &Books, part, n: i64| n.min(books.on(&owed(part)));
    match step {
        Step::Pay(part, n) => books.post(owed(part), here, open(books, part, n)),
        Step::PayElsewhere(part, n) => {
            let counter = Account::Collected(Channel::Elsewhere);
            books.post(owed(part), counter, open(books, part, n));
        }
        Step::UseCredit(part, n) => {
            let most = open(books, part, n).min(-books.on(&credit()));
            books.post(owed(part), credit(), most);
        }
        Step::Refund(part, n) => {
            let most = n.min(books.paid(part));
            books.post(Account::Refunded, owed(part), most);
        }
        Step::Waive(part, n) => books.post(owed(part), Account::Waived, open(books, part, n)),
        Step::WriteOff(part, n) => {
            books.post(owed(part), Account::WrittenOff, open(books, part, n));
        }
        Step::Charge(part, n) => books.post(Account::Charged, owed(part), n),
        Step::Overpay(n) => books.post(credit(), here, n),
    }
}

fn parts() -> impl Strategy<Value = [i64; 3]> {
    (0..500_i64, 0..500_i64, 1..900_i64).prop_map(|(fee, interest, rest)| [fee, interest, rest])
}

fn opened(parts: [i64; 3]) -> Books {
    let mut books = Books::default();
    for (part, minor) in Part::LEGAL_ORDER.into_iter().zip(parts) {
        books.post(Account::Opening, owed(part), minor);
    }
    books
}

#[test]
fn what_an_import_brought_and_nobody_touched_goes_back_as_it_came() {
    let books = opened([0, 5, 100]);
    let undone = withdraw(&case(), (&debt(), pen(0).currency()), &books.postings);
    let back = |part, minor| Posting { from: owed(part), to: Account::Opening, amount: pen(minor) };
    let postings = vec![back(Part::Interest, 5), back(Part::Principal, 100)];
    assert_eq!(undone, Ok(Some(Undone { postings, credit: pen(0) })));
}

#[test]
fn what_was_raised_and_is_gone_otherwise_is_not_taken_back() {
    let stand = Stand { open: pen(10), paid: pen(20), waived: pen(5), written_off: pen(1) };
    let by = |minor| lower_again(&case(), (&debt(), Part::Fee), pen(minor), &stand).expect("fits");
    assert_eq!(by(37), None);
    let undone = by(36).expect("as much as there is");
    assert_eq!(undone.credit, pen(20));
}

proptest! {
    #![proptest_config(crate::law::tried(10_000))]

    #[test]
    fn a_debt_that_is_withdrawn_leaves_nothing_but_the_money_that_came_for_it(
        parts in parts(), steps in prop::collection::vec(any_step(), 0..14),
    ) {
        let mut books = opened(parts);
        for step in steps {
            live(&mut books, step);
        }
        let paid: i64 = Part::LEGAL_ORDER.into_iter().map(|part| books.paid(part)).sum();
        let credit_before = -books.on(&credit());
        let undone = withdraw(&case(), (&debt(), pen(0).currency()), &books.postings)
            .expect("fits").expect("no more went back than came");
        books.undo(&undone.postings);
        for part in Part::LEGAL_ORDER {
            prop_assert_eq!((books.on(&owed(part)), books.paid(part)), (0, 0));
        }
        for account in [Account::Opening, Account::Charged, Account::Waived, Account::WrittenOff] {
            prop_assert_eq!(books.on(&account), 0, "{}", account);
        }
        prop_assert_eq!((undone.credit.minor(), -books.on(&credit()) - credit_before), (paid, paid));
        let again = withdraw(&case(), (&debt(), pen(0).currency()), &books.postings);
        let nothing = Undone { postings: vec![], credit: pen(0) };
        prop_assert_eq!(again, Ok(Some(nothing)));
    }

    #[test]
    fn what_was_put_on_a_debt_is_taken_off_whatever_was_paid_since(
        parts in parts(),
        before in prop::collection::vec(any_step(), 0..6),
        at in prop::sample::select(Part::LEGAL_ORDER.to_vec()),
        by in 1..600_i64,
        since in prop::collection::vec(any_step(), 0..10),
    ) {
        let mut books = opened(parts);
        for step in before {
            live(&mut books, step);
        }
        let opening = books.on(&Account::Opening);
        books.post(Account::Opening, owed(at), by);
        for step in since {
            live(&mut books, step);
        }
        let whole = |books: &Books| books.on(&owed(at)) + books.paid(at);
        let given = |books: &Books| books.on(&Account::Waived) + books.on(&Account::WrittenOff);
        let (whole_before, given_before) = (whole(&books), given(&books));
        let open = books.on(&owed(at));
        let stand = Stand::of((&debt(), at), pen(0).currency(), &books.postings).expect("fits");
        prop_assert_eq!((stand.open.minor(), stand.paid.minor()), (open, books.paid(at)));
        let undone = lower_again(&case(), (&debt(), at), pen(by), &stand)
            .expect("fits").expect("it is all there, paid or given up");
        books.undo(&undone.postings);
        prop_assert_eq!(books.on(&Account::Opening), opening);
        prop_assert_eq!(books.on(&owed(at)), (open - by).max(0));
        let forgiven = given_before - given(&books);
        prop_assert_eq!(whole(&books), whole_before + forgiven - by);
        prop_assert!(undone.credit.minor() <= (by - open).max(0));
    }
}
