//! The words that a store keeps, written and read again.

use super::*;
use crate::ids::ClearanceId;

#[test]
fn what_is_spoken_of_survives_printing() {
    let day = on(30);
    for id in [
        SubjectId::Debt(DebtId::from_bits(1)),
        SubjectId::Instalment(PlanId::from_bits(2), 3, day),
        SubjectId::Promise(PromiseId::from_bits(4)),
        SubjectId::Offer(OfferKind::Settlement, soles(), day),
        SubjectId::Settled(ClearanceId::from_bits(5)),
    ] {
        assert_eq!(id.to_string().parse::<SubjectId>(), Ok(id));
    }
    for text in ["", "case_1", "discount:PEN", "discount:XXX:2026-12-24", "plan_1:x:2026-12-24"] {
        assert_eq!(text.parse::<SubjectId>(), Err(SubjectError), "{text}");
    }
}

#[test]
fn words_of_the_store_are_read_again() {
    assert!(StepKind::ALL.into_iter().all(|kind| StepKind::parse(kind.code()) == Some(kind)));
    assert!(StepKind::ALL.windows(2).all(|pair| pair[0] < pair[1]), "from least to greatest");
    assert!(Channel::ALL.into_iter().all(|one| Channel::parse(one.as_str()) == Some(one)));
    assert!(TaskKind::ALL.into_iter().all(|one| TaskKind::parse(one.code()) == Some(one)));
    assert_eq!(
        (StepKind::parse("x"), Channel::parse(""), TaskKind::parse("x")),
        (None, None, None)
    );
}
