//! The page of changes, with one of each kind.

use domain::ids::CaseId;

use super::samples::{day, money, peru, shell};
use crate::creditor::Role;
use crate::creditor::changes::{self, ChangeChoice, ChangeRow, ChangeWhat, ChangeWhy, ChangesView};
use crate::reader::Reader;
use crate::texts::Lang;

pub(super) fn sample(reader: Reader) -> ChangesView {
    use ChangeWhat as W;
    let money = |cents| money(reader, cents);
    let row = |n, name: &str, what, why, choice| ChangeRow {
        reference: format!("B001-{n:04}"),
        claim: "PEN 80.00 ? ? ".to_owned(),
        case: Some(CaseId::from_bits(n)),
        name: name.to_owned(),
        file: "deudas-noviembre.csv".to_owned(),
        what,
        why,
        choice,
    };
    let lower = vec![W::Lower(money(20_000)), W::Credit(money(5_000))];
    let settle = vec![W::Settle { on: day(20), amount: money(40_000) }];
    ChangesView {
        rows: vec![
            row(1, "Rosa Quispe", lower, ChangeWhy::Plan, ChangeChoice::MakeOrLeave),
            row(2, "Luis <b>", settle, ChangeWhy::Plan, ChangeChoice::LeftMake),
            row(3, "Ana", vec![W::Undo], ChangeWhy::CreditUsed, ChangeChoice::Leave),
            row(4, "Eva", vec![W::Raise(money(900))], ChangeWhy::PlanLarger, ChangeChoice::Leave),
            row(5, "Iris", vec![W::Close(money(900))], ChangeWhy::Payment, ChangeChoice::Nothing),
            row(6, "Noé", vec![W::Revoke(money(900))], ChangeWhy::Note, ChangeChoice::Left),
            row(7, "Sol", vec![W::Undo], ChangeWhy::GivenBack, ChangeChoice::Leave),
            row(8, "Mar", vec![W::Undo], ChangeWhy::Misfit, ChangeChoice::Leave),
            row(9, "C-104", vec![W::Unclear], ChangeWhy::Row, ChangeChoice::Leave),
        ],
    }
}

#[test]
fn only_an_owner_is_asked_and_only_where_there_is_a_choice() {
    let reader = peru(Lang::Es);
    for (role, makes, leaves) in [(Role::Owner, 2, 6), (Role::Agent, 0, 0)] {
        let html = changes::page(shell(reader, role), sample(reader));
        assert_eq!(html.matches("action=\"/panel/cambios/hacer\"").count(), makes);
        assert_eq!(html.matches("action=\"/panel/cambios/dejar\"").count(), leaves);
        assert_eq!(html.matches("Se dejó como está.").count(), 2);
        assert!(html.contains("Luis &lt;b"), "names are escaped");
    }
}
