//! Deals by example, and the laws of waivers.

use proptest::prelude::*;

use super::*;
use crate::allocation::{Balance, allocate};
use crate::ids::{CaseId, DebtId};
use crate::ledger::Channel;
use crate::money::Currency;

fn soles(minor: i64) -> Money {
    Money::new(minor, Currency::parse("PEN").expect("PEN")).expect("positive")
}

fn date(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn deal() -> Deal {
    Deal::new(soles(1_000), soles(650), date("2026-11-26")).expect("less than owed")
}

fn paid(minor: i64, opened: &str) -> DealFact {
    DealFact::Paid { amount: soles(minor), opened_on: date(opened) }
}

#[test]
fn a_deal_is_honoured_by_one_payment_that_was_opened_in_time() {
    let day = date("2026-11-30");
    for (fact, honoured) in [
        (paid(650, "2026-11-26"), true),
        (paid(700, "2026-11-20"), true),
        (paid(649, "2026-11-26"), false),
        (paid(650, "2026-11-27"), false),
    ] {
        let lapsed = DealState::Lapsed { on: day };
        for state in [DealState::Open, lapsed] {
            let (after, booking) = Deal { state, ..deal() }.apply(fact, day).expect("one currency");
            assert_eq!(after.state == DealState::Honoured { on: day }, honoured, "{fact:?}");
            assert_eq!(booking == Booking::Waive, honoured);
        }
    }
    assert_eq!(deal().given_up(), Ok(soles(350)));
    assert_eq!(Deal::new(soles(1), soles(2), day), Err(MoneyError::Negative));
}

#[test]
fn a_deal_lapses_when_its_last_day_is_over_and_nothing_is_on_its_way() {
    for (day, pending, lapsed) in [
        ("2026-11-26", Pending::Nothing, false),
        ("2026-11-27", Pending::Money, false),
        ("2026-11-27", Pending::Nothing, true),
    ] {
        let fact = DealFact::DayBegins(pending);
        let (after, booking) = deal().apply(fact, date(day)).expect("one currency");
        assert_eq!(after.state != DealState::Open, lapsed, "{day} {pending:?}");
        assert_eq!(booking, Booking::Nothing);
    }
}

#[test]
fn what_was_waived_is_owed_again_when_the_money_is_taken_back_and_waived_when_it_returns() {
    let day = date("2026-11-26");
    let facts = [
        (paid(650, "2026-11-25"), Booking::Waive),
        (paid(650, "2026-11-25"), Booking::Nothing),
        (DealFact::Reinstated, Booking::Nothing),
        (DealFact::TakenBack, Booking::OweAgain),
        (DealFact::TakenBack, Booking::Nothing),
        (paid(650, "2026-11-25"), Booking::Nothing),
        (DealFact::DayBegins(Pending::Nothing), Booking::Nothing),
        (DealFact::Reinstated, Booking::Waive),
    ];
    let mut deal = deal();
    for (fact, expected) in facts {
        let (after, booking) = deal.apply(fact, day).expect("one currency");
        assert_eq!(booking, expected, "{fact:?}");
        deal = after;
    }
}

fn any_fact() -> impl Strategy<Value = DealFact> {
    prop_oneof![
        (1..1_300_i64, 0..12_u64).prop_map(|(minor, days)| DealFact::Paid {
            amount: soles(minor),
            opened_on: date("2026-11-20") + chrono::Days::new(days),
        }),
        prop::sample::select(vec![
            DealFact::DayBegins(Pending::Nothing),
            DealFact::DayBegins(Pending::Money),
            DealFact::TakenBack,
            DealFact::Reinstated,
        ]),
    ]
}

fn any_debts() -> impl Strategy<Value = Vec<OpenDebt>> {
    let one = (prop::array::uniform3(0..5_000_i64), prop::option::of(1..28_u32));
    prop::collection::vec(one, 0..5).prop_map(|debts| {
        let debt = |(bits, ([principal, interest, fee], due)): (u128, ([i64; 3], Option<u32>))| {
            let (principal, interest, fee) = (soles(principal), soles(interest), soles(fee));
            OpenDebt {
                debt: DebtId::from_bits(bits),
                due_on: due.and_then(|day| NaiveDate::from_ymd_opt(2026, 1, day)),
                balance: Balance { principal, interest, fee },
            }
        };
        (1..).zip(debts).map(debt).collect()
    })
}

fn owed(debts: &[OpenDebt]) -> i64 {
    debts.iter().map(|debt| debt.balance.total().expect("fits").minor()).sum()
}

/// What is open after `postings`; fails if a part is taken below zero.
fn after(debts: &[OpenDebt], postings: &[Posting]) -> Vec<OpenDebt> {
    let mut debts = debts.to_vec();
    for posting in postings {
        let (account, adds) = match (&posting.from, &posting.to) {
            (Account::Owed(..), _) => (&posting.from, false),
            (_, to) => (to, true),
        };
        let Account::Owed(id, part) = account else { continue };
        let debt = debts.iter_mut().find(|debt| debt.debt == *id).expect("one of them");
        let side = match part {
            Part::Fee => &mut debt.balance.fee,
            Part::Interest => &mut debt.balance.interest,
            Part::Principal => &mut debt.balance.principal,
        };
        let changed =
            if adds { side.checked_add(posting.amount) } else { side.checked_sub(posting.amount) };
        *side = changed.expect("never below zero");
    }
    debts
}

proptest! {
    #![proptest_config(crate::law::tried(10_000))]

    #[test]
    fn a_waiver_takes_nothing_below_zero_and_its_reverse_restores_all(
        debts in any_debts(),
        amount in 0..60_000_i64,
    ) {
        let (waiver, rest) = waive(&debts, soles(amount), Part::LEGAL_ORDER).expect("one currency");
        let open = after(&debts, &waiver);
        prop_assert_eq!(owed(&open) + amount - rest.minor(), owed(&debts));
        prop_assert!(rest.is_zero() || owed(&open) == 0);
        prop_assert_eq!(after(&open, &owe_again(&waiver)), debts);
    }

    #[test]
    fn paying_a_deal_and_waiving_the_rest_leaves_nothing(
        debts in any_debts(),
        hundredths in 0..=10_000_i64,
    ) {
        let all = owed(&debts);
        let deal = Deal::new(soles(all), soles(all * hundredths / 10_000), date("2026-11-26"));
        let deal = deal.expect("at most what is owed");
        let source = Account::Collected(Channel::Stripe);
        let payment = allocate(&CaseId::from_bits(1), &debts, deal.to_pay, &source, Part::LEGAL_ORDER);
        let paid = after(&debts, &payment.expect("one currency"));
        let given_up = deal.given_up().expect("at most what is owed");
        let (waiver, rest) = waive(&paid, given_up, Part::LEGAL_ORDER).expect("one currency");
        prop_assert_eq!((owed(&after(&paid, &waiver)), rest), (0, soles(0)));
    }

    #[test]
    fn waiving_and_owing_again_take_turns_and_money_that_is_late_or_little_waives_nothing(
        facts in prop::collection::vec((any_fact(), 0..4_u64), 1..12),
    ) {
        let (mut deal, mut waived, mut today) = (deal(), false, date("2026-11-20"));
        for (fact, days) in facts {
            today = today + chrono::Days::new(days);
            let (next, booking) = deal.apply(fact, today).expect("one currency");
            match booking {
                Booking::Nothing => {}
                Booking::Waive => {
                    prop_assert!(!waived);
                    if let DealFact::Paid { amount, opened_on } = fact {
                        prop_assert!(amount.minor() >= 650 && opened_on <= deal.until);
                    }
                    waived = true;
                }
                Booking::OweAgain => {
                    prop_assert!(waived && fact == DealFact::TakenBack);
                    waived = false;
                }
            }
            prop_assert_eq!(waived, matches!(next.state, DealState::Honoured { .. }));
            // The same news twice is news once.
            let (again, nothing) = next.apply(fact, today).expect("one currency");
            prop_assert_eq!((again, nothing), (next, Booking::Nothing));
            deal = next;
        }
    }
}
