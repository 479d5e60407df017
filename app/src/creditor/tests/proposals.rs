//! Proposals as the team sees them, and what holds for their pages.

use chrono::Days;
use domain::ids::{CaseId, ProposalId};
use domain::money::Money;
use domain::policy::Rhythm;
use domain::schedule::Instalment;

use super::samples::{at, day, money, peru, shell};
use super::words;
use crate::creditor::proposal::{
    Allowed, CounterForm, Figures, MayAccept, ProposalView, Terms, page,
};
use crate::creditor::proposals::{self, Clock, Left, ProposalRow, ProposalsView};
use crate::creditor::{Role, Typed, Wrong};
use crate::debtor::proposal::ProposalStage;
use crate::reader::Reader;
use crate::texts::Lang;

/// The list and one proposal in every state worth a look.
pub(super) fn pages(reader: Reader) -> Vec<(&'static str, String)> {
    let owner = || shell(reader, Role::Owner);
    let answered = ProposalView {
        stage: ProposalStage::Countered,
        other: Some(terms(reader, 100_000, 5)),
        note: Some("Con una cuota más, sí se puede.".to_owned()),
        answered: Some(("Elena Ruiz".to_owned(), at(23, 9, 2))),
        words: None,
        household: None,
        ..one(reader)
    };
    let agents = ProposalView {
        may: MayAccept::OwnersOnly(money(reader, 5_000)),
        owed_now: Some(money(reader, 80_000)),
        instead: Some(day(2)),
        ..one(reader)
    };
    let over = ProposalView {
        stage: ProposalStage::Expired,
        clock: None,
        may: MayAccept::No,
        ..one(reader)
    };
    let broken = Allowed { broken: Some(2), ..one(reader).allowed };
    let broken = ProposalView { asked: terms(reader, 100_000, 4), allowed: broken, ..one(reader) };
    vec![
        ("proposals", proposals::page(owner(), list(reader))),
        ("proposals-none", proposals::page(owner(), empty())),
        ("proposal", page(owner(), one(reader))),
        ("proposal-agent", page(shell(reader, Role::Agent), agents)),
        ("proposal-countered", page(owner(), answered)),
        ("proposal-broken", page(owner(), broken)),
        ("proposal-over", page(owner(), over)),
        ("proposal-counter-422", page(owner(), counter_refused(reader))),
        ("proposal-refuse-422", page(owner(), refusal_missing(reader))),
    ]
}

fn empty() -> ProposalsView {
    ProposalsView { waiting: vec![], answered: vec![], more: None }
}

fn list(reader: Reader) -> ProposalsView {
    use ProposalStage as S;
    let row = |n, name: &str, stage, left: Option<Left>| ProposalRow {
        proposal: ProposalId::from_bits(n),
        case: CaseId::from_bits(n),
        name: name.to_owned(),
        owed: money(reader, 100_000),
        pay: money(reader, 85_000),
        stage,
        clock: left.map(|left| Clock { until: at(25, 10, 0), left }),
        at: at(22, 20, 4),
    };
    ProposalsView {
        waiting: vec![
            row(1, "Inés Valdivia", S::Waiting, Some(Left::Over)),
            row(2, "C-10377", S::Waiting, Some(Left::Soon)),
            row(3, "Rosa Quispe Mamani", S::Waiting, Some(Left::Hours(1))),
            row(
                4,
                "María Fernanda de los Ángeles Gutiérrez-Villavicencio",
                S::Waiting,
                Some(Left::Hours(47)),
            ),
        ],
        answered: vec![
            row(5, "Marco Tulio Barrientos", S::Countered, Some(Left::Hours(160))),
            row(6, "Rosa Quispe Mamani", S::Accepted, None),
            row(7, "Rosa Quispe Mamani", S::Refused, None),
            row(8, "Rosa Quispe Mamani", S::TakenBack, None),
            row(9, "Rosa Quispe Mamani", S::Expired, None),
        ],
        more: Some("1.prop_9".to_owned()),
    }
}

fn terms(reader: Reader, cents: i64, parts: u32) -> Terms {
    let each = cents / i64::from(parts);
    let one = |number: u32| Instalment {
        number,
        due_on: day(30) + Days::new(u64::from(number - 1) * 30),
        amount: money(reader, each),
    };
    Terms { pay: money(reader, cents), instalments: (1..=parts).map(one).collect() }
}

fn one(reader: Reader) -> ProposalView {
    let amount = |cents| money(reader, cents);
    ProposalView {
        proposal: ProposalId::from_bits(1),
        case: CaseId::from_bits(1),
        name: "María Fernanda de los Ángeles Gutiérrez-Villavicencio".to_owned(),
        made_at: at(22, 20, 4),
        stage: ProposalStage::Waiting,
        clock: Some(Clock { until: at(24, 20, 4), left: Left::Hours(35) }),
        owed: amount(100_000),
        owed_now: None,
        instead: None,
        asked: terms(reader, 80_000, 10),
        allowed: Allowed {
            parts: 8,
            least: amount(6_000),
            given_up: amount(10_000),
            last_on: day(30) + Days::new(300),
            broken: None,
        },
        other: None,
        words: Some("Me pagan a fin de mes.\nAntes no puedo.".to_owned()),
        household: Some(figures(reader)),
        note: None,
        answered: None,
        may: MayAccept::Yes,
        seen: "1.100000".to_owned(),
        counter: counter(reader),
        refusing: None,
    }
}

fn figures(reader: Reader) -> Figures {
    let amount = |cents| money(reader, cents);
    Figures {
        income: amount(150_000),
        rent: amount(50_000),
        bills: amount(20_000),
        other_debts: Money::zero(amount(1).currency()),
        people: 3,
        left: amount(80_000),
        most: amount(40_000),
    }
}

fn counter(reader: Reader) -> CounterForm {
    CounterForm {
        pay: Typed::preset("1,000.00"),
        parts: 5,
        most_parts: 24,
        rhythm: Rhythm::Monthly,
        first_on: Typed::preset(reader.today.to_string()),
        until: Typed::preset(day(30).to_string()),
        note: Typed::default(),
    }
}

fn counter_refused(reader: Reader) -> ProposalView {
    let counter = CounterForm {
        pay: Typed::refused("100", Wrong::Below(money(reader, 95_000))),
        first_on: Typed::refused("2026-11-01", Wrong::Past),
        until: Typed::refused("2027-11-01", Wrong::Later(day(30))),
        note: Typed::preset("Con gusto <b>"),
        ..counter(reader)
    };
    ProposalView { counter, ..one(reader) }
}

fn refusal_missing(reader: Reader) -> ProposalView {
    ProposalView { refusing: Some(Typed::refused("", Wrong::Missing)), ..one(reader) }
}

#[test]
fn what_was_asked_for_stands_beside_what_is_accepted_at_once() {
    let reader = peru(Lang::Es);
    let html = page(shell(reader, Role::Owner), one(reader));
    assert_eq!(html.matches("Fuera del límite").count(), 2, "too many, and too much given up");
    let words = words(&html);
    for said in ["Propone pagar S/ 800.00 de S/ 1,000.00", "Pasa de lo que se acepta al momento"] {
        assert!(words.replace('\u{a0}', " ").contains(said), "{said}: {words}");
    }
}

#[test]
fn an_agent_is_told_who_can_accept_more_than_the_policy_gives_up() {
    let reader = peru(Lang::Es);
    let view = ProposalView { may: MayAccept::OwnersOnly(money(reader, 5_000)), ..one(reader) };
    let html = page(shell(reader, Role::Agent), view);
    assert!(!html.contains("/aceptar\"") && html.contains("/contrapropuesta\""));
    assert!(html.contains("una persona titular"));
}

#[test]
fn what_is_answered_has_no_forms_but_other_terms_can_be_named_again() {
    let reader = peru(Lang::Es);
    for (stage, forms) in [
        (ProposalStage::Waiting, 3),
        (ProposalStage::Countered, 1),
        (ProposalStage::Accepted, 0),
        (ProposalStage::Refused, 0),
        (ProposalStage::TakenBack, 0),
        (ProposalStage::Expired, 0),
    ] {
        let html = page(shell(reader, Role::Owner), ProposalView { stage, ..one(reader) });
        assert_eq!(html.matches("action=\"/panel/propuestas/").count(), forms, "{stage:?}");
    }
}

#[test]
fn words_of_either_side_are_no_markup() {
    let reader = peru(Lang::Es);
    let hostile = || Some("<script>alert(1)</script>".to_owned());
    let view = ProposalView { words: hostile(), note: hostile(), ..one(reader) };
    let html = page(shell(reader, Role::Owner), view);
    assert!(!html.contains("<script") && html.contains("&lt;script"), "{html}");
}
