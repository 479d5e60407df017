//! A bank transfer, from its reference to the money.

use super::{Sample, Scene, attempt, day, payment, written};
use crate::debtor::transfer;
use crate::debtor::transfer::{BankAccount, NoteProblem, TransferStatus, TransferView, Waits};

pub(super) fn all(scene: Scene) -> Vec<Sample> {
    let account = BankAccount {
        bank: "BCP".to_owned(),
        holder: scene.creditor.to_owned(),
        holder_id: Some(scene.legal_id.to_owned()),
        number: Some("193-1234567-0-12".to_owned()),
        interbank: Some(("CCI".to_owned(), "00219300123456701212".to_owned())),
    };
    let view = |status| TransferView {
        transfer: attempt(),
        amount: scene.money(850),
        gives_up: None,
        reference: "AD-7K2M-9QX4".to_owned(),
        account: account.clone(),
        status,
        note: String::new(),
        problem: None,
    };
    let page = |view| transfer::page(scene.shell(), view);
    let long =
        TransferView { problem: Some(NoteProblem::TooLong), ..view(TransferStatus::Waiting) };
    let announced = |waits| TransferStatus::Announced { on: day(2026, 11, 22), waits };
    let refused = TransferStatus::Refused { reason: Some(written("BCP 22/11.")) };
    vec![
        Sample { name: "transfer", html: page(view(TransferStatus::Waiting)) },
        Sample {
            name: "transfer-discount",
            html: page(TransferView {
                gives_up: Some((scene.money(150), day(2026, 12, 4))),
                ..view(TransferStatus::Waiting)
            }),
        },
        Sample { name: "transfer-long", html: page(long) },
        Sample { name: "transfer-announced", html: page(view(announced(Waits::Nothing))) },
        Sample {
            name: "transfer-waits",
            html: page(view(announced(Waits::Until(day(2026, 12, 6))))),
        },
        Sample {
            name: "transfer-waited",
            html: page(view(announced(Waits::Over(day(2026, 12, 6))))),
        },
        Sample {
            name: "transfer-confirmed",
            html: page(view(TransferStatus::Confirmed { payment: payment() })),
        },
        Sample { name: "transfer-refused", html: page(view(refused)) },
    ]
}
