//! Which debt a payment pays, and which debt a returned payment opens again.
//!
//! Laws, each a property test: no money is made or lost; nothing is paid below zero; a rest means
//! that everything that could be paid is paid; taking a payment back restores what it had paid.

use chrono::NaiveDate;

use crate::ids::{CaseId, DebtId};
use crate::ledger::{Account, Part, Posting};
use crate::money::{Currency, Money, MoneyError};

/// What is owed on one debt, part by part, all in one currency.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Balance {
    /// What is left of the invoice.
    pub principal: Money,
    /// Interest for paying late, not yet paid.
    pub interest: Money,
    /// Costs, not yet paid.
    pub fee: Money,
}

impl Balance {
    /// Nothing owed, in `currency`.
    pub const fn zero(currency: Currency) -> Self {
        let zero = Money::zero(currency);
        Self { principal: zero, interest: zero, fee: zero }
    }

    /// What is owed on `part`.
    pub const fn part(&self, part: Part) -> Money {
        match part {
            Part::Fee => self.fee,
            Part::Interest => self.interest,
            Part::Principal => self.principal,
        }
    }

    /// What is owed in all.
    pub fn total(&self) -> Result<Money, MoneyError> {
        self.principal.checked_add(self.interest)?.checked_add(self.fee)
    }
}

/// One debt as a payment sees it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OpenDebt {
    /// The debt.
    pub debt: DebtId,
    /// When it was or is due; `None` counts as the latest.
    pub due_on: Option<NaiveDate>,
    /// What is owed.
    pub balance: Balance,
}

/// Spreads `paid` over `debts`, oldest due first, and inside a debt in the order `parts`; what does
/// not fit becomes credit of `case`.
///
/// `source` is where the money is: `Collected`, or `Suspense` when its owner was found later.
/// `debts` are those that the debtor chose, or all that are open. All must be in the currency of
/// `paid`.
pub fn allocate(
    case: &CaseId,
    debts: &[OpenDebt],
    paid: Money,
    source: &Account,
    parts: [Part; 3],
) -> Result<Vec<Posting>, MoneyError> {
    let mut postings = pay_from(source, debts, paid, parts)?;
    let used = sum(&postings, paid.currency())?;
    let rest = paid.checked_sub(used)?;
    if !rest.is_zero() {
        postings.push(Posting {
            from: Account::Credit(case.clone()),
            to: source.clone(),
            amount: rest,
        });
    }
    Ok(postings)
}

/// Uses `credit` of `case` on `debts`, oldest due first; what no debt needs stays credit.
pub fn use_credit(
    case: &CaseId,
    debts: &[OpenDebt],
    credit: Money,
    parts: [Part; 3],
) -> Result<Vec<Posting>, MoneyError> {
    pay_from(&Account::Credit(case.clone()), debts, credit, parts)
}

fn pay_from(
    source: &Account,
    debts: &[OpenDebt],
    paid: Money,
    parts: [Part; 3],
) -> Result<Vec<Posting>, MoneyError> {
    let mut oldest_first: Vec<_> = debts.iter().collect();
    oldest_first.sort_by_key(|d| (d.due_on.is_none(), d.due_on, &d.debt));
    let (mut rest, mut postings) = (paid, Vec::new());
    for (debt, part) in oldest_first.into_iter().flat_map(|d| parts.map(|part| (d, part))) {
        let amount = debt.balance.part(part).at_most(rest)?;
        rest = rest.checked_sub(amount)?;
        if !amount.is_zero() {
            let from = Account::Owed(debt.debt.clone(), part);
            postings.push(Posting { from, to: source.clone(), amount });
        }
    }
    Ok(postings)
}

/// One account that money given back may return to, and how much fits there.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Room {
    /// `Credit` or `Owed`.
    pub account: Account,
    /// What it can take back at most.
    pub most: Money,
}

/// Sends `amount` back from `source` (`Refunded`, `ChargedBack`, or `Collected` for a reversal) into
/// `rooms`, in their order: unused credit first, then what this payment paid, then other debts.
///
/// Returns the postings and what found no room.
pub fn take_back(
    source: &Account,
    rooms: &[Room],
    amount: Money,
) -> Result<(Vec<Posting>, Money), MoneyError> {
    let (mut rest, mut postings) = (amount, Vec::new());
    for room in rooms {
        let amount = room.most.at_most(rest)?;
        rest = rest.checked_sub(amount)?;
        if !amount.is_zero() {
            postings.push(Posting { from: source.clone(), to: room.account.clone(), amount });
        }
    }
    Ok((postings, rest))
}

fn sum(postings: &[Posting], currency: Currency) -> Result<Money, MoneyError> {
    postings.iter().try_fold(Money::zero(currency), |sum, p| sum.checked_add(p.amount))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::ledger::Channel;

    fn pen(minor: i64) -> Money {
        Money::new(minor, Currency::parse("PEN").expect("PEN")).expect("positive")
    }

    fn debt(bits: u128, due: Option<u32>, [principal, interest, fee]: [i64; 3]) -> OpenDebt {
        OpenDebt {
            debt: DebtId::from_bits(bits),
            due_on: due.and_then(|day| NaiveDate::from_ymd_opt(2026, 1, day)),
            balance: Balance { principal: pen(principal), interest: pen(interest), fee: pen(fee) },
        }
    }

    fn paid(postings: &[Posting]) -> Vec<(String, i64)> {
        postings.iter().map(|p| (p.from.to_string(), p.amount.minor())).collect()
    }

    #[test]
    fn credit_goes_to_the_oldest_debt_and_the_rest_stays_credit() {
        let case = CaseId::from_bits(9);
        let debts = [debt(2, Some(20), [30, 5, 0]), debt(3, Some(3), [10, 0, 0])];
        let used = use_credit(&case, &debts, pen(12), [Part::Fee, Part::Interest, Part::Principal])
            .expect("one currency");
        let owed = |bits: u128, part: &str| format!("owed:{}:{part}", DebtId::from_bits(bits));
        assert_eq!(paid(&used), [(owed(3, "principal"), 10), (owed(2, "interest"), 2)]);
        assert!(used.iter().all(|posting| posting.to == Account::Credit(case.clone())));
        let all = use_credit(&case, &debts, pen(100), [Part::Fee, Part::Interest, Part::Principal])
            .expect("one currency");
        assert_eq!(all.iter().map(|posting| posting.amount.minor()).sum::<i64>(), 45);
    }

    #[test]
    fn the_oldest_debt_is_paid_first_its_fees_and_interest_before_its_principal() {
        let case = CaseId::from_bits(9);
        let debts = [
            debt(1, None, [50, 0, 0]),
            debt(2, Some(20), [30, 5, 2]),
            debt(3, Some(3), [10, 0, 0]),
        ];
        let owed = |bits: u128, part: &str| format!("owed:{}:{part}", DebtId::from_bits(bits));
        let go = |minor| {
            let postings = allocate(
                &case,
                &debts,
                pen(minor),
                &Account::Collected(Channel::Stripe),
                Part::LEGAL_ORDER,
            );
            paid(&postings.expect("fits"))
        };
        assert_eq!(go(10), [(owed(3, "principal"), 10)]);
        assert_eq!(
            go(20),
            [
                (owed(3, "principal"), 10),
                (owed(2, "fee"), 2),
                (owed(2, "interest"), 5),
                (owed(2, "principal"), 3)
            ]
        );
        assert_eq!(go(100).last(), Some(&(format!("credit:{case}"), 3)));
    }

    proptest! {
        #![proptest_config(crate::law::tried(10_000))]

        #[test]
        fn allocation_conserves_money(
            open in prop::collection::vec(prop::array::uniform3(0..5_000_i64), 0..6),
            amount in 0..60_000_i64,
        ) {
            let case = CaseId::from_bits(9);
            let debts: Vec<_> = (1..).zip(&open).map(|(i, parts)| debt(i, None, *parts)).collect();
            let postings =
                allocate(&case, &debts, pen(amount), &Account::Suspense, Part::LEGAL_ORDER)
                    .expect("fits");
            let moved: i64 = postings.iter().map(|p| p.amount.minor()).sum();
            prop_assert_eq!(moved, amount);
            let owed: i64 = open.iter().flatten().sum();
            let credit: i64 = postings.iter().filter(|p| matches!(p.from, Account::Credit(_)))
                .map(|p| p.amount.minor()).sum();
            prop_assert_eq!(credit, (amount - owed).max(0));
            for posting in &postings {
                if let Account::Owed(id, part) = &posting.from {
                    let debt = debts.iter().find(|d| &d.debt == id).expect("known");
                    prop_assert!(posting.amount.minor() <= debt.balance.part(*part).minor());
                }
            }
        }

        #[test]
        fn taking_back_loses_nothing(
            rooms in prop::collection::vec(0..5_000_i64, 0..6),
            amount in 0..30_000_i64,
        ) {
            let rooms: Vec<_> = (1..).zip(&rooms).map(|(i, most)| Room {
                account: Account::Owed(DebtId::from_bits(i), Part::Principal), most: pen(*most),
            }).collect();
            let (postings, rest) =
                take_back(&Account::Refunded, &rooms, pen(amount)).expect("one currency");
            let moved: i64 = postings.iter().map(|p| p.amount.minor()).sum();
            prop_assert_eq!(moved + rest.minor(), amount);
            let room: i64 = rooms.iter().map(|r| r.most.minor()).sum();
            prop_assert!(rest.is_zero() || moved == room);
        }
    }
}
