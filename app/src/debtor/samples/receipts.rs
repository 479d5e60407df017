//! Receipts of every way to pay.

use domain::ids::PaymentId;

use super::money_pages::covers;
use super::{Sample, Scene, day, moment};
use crate::debtor::real::LegalIdentity;
use crate::debtor::receipt::{self, Afterwards, Method, ReceiptView};

pub(super) fn all(scene: Scene) -> Vec<Sample> {
    let view = |method| ReceiptView {
        payment: PaymentId::from_bits(7),
        number: "2026-000123".to_owned(),
        creditor: LegalIdentity {
            name: scene.creditor.to_owned(),
            id_label: scene.legal().0,
            id: scene.legal().1,
            address: Some("Av. Aviación 2850, San Borja, Lima".to_owned()),
            phone: None,
            website: None,
        },
        debtor: "Rosa Quispe Mamani".to_owned(),
        received_at: moment(19, 40),
        amount: scene.money(1050),
        method,
        reference: Some("AD-7K2M-9QX4".to_owned()),
        covers: covers(scene),
        credit: scene.minor(0),
        given_up: scene.minor(0),
        left: Vec::new(),
        evidence: "9f2c 4b1e 77aa 03d8 5c6f 1e20 8b4d c0a7".to_owned(),
        afterwards: vec![],
    };
    let page = |view| receipt::page(scene.shell(), view);
    let mut pages = vec![
        Sample { name: "receipt", html: page(view(Method::Card)) },
        Sample {
            name: "receipt-refunded",
            html: page(ReceiptView {
                credit: scene.money(50),
                left: vec![scene.money(150)],
                afterwards: vec![
                    Afterwards::Refunded { amount: scene.money(50), on: day(2026, 11, 23) },
                    Afterwards::Reversed { on: day(2026, 11, 24) },
                ],
                ..view(Method::Transfer)
            }),
        },
    ];
    pages.push(Sample {
        name: "receipt-given-up",
        html: page(ReceiptView { given_up: scene.money(150), ..view(Method::Card) }),
    });
    for (name, method) in [
        ("receipt-voucher", Method::Voucher),
        ("receipt-bank", Method::Bank),
        ("receipt-elsewhere", Method::Elsewhere),
    ] {
        pages.push(Sample { name, html: page(view(method)) });
    }
    pages
}
