//! What was paid before, each with its receipt.

use leptos::prelude::*;

use super::PaymentLine;
use crate::components::{Link, LinkList};
use crate::reader::Reader;
use crate::routes;
use crate::texts::key;

#[component]
pub(super) fn Payments(reader: Reader, payments: Vec<PaymentLine>) -> impl IntoView {
    (!payments.is_empty()).then(|| {
        let links = payments
            .into_iter()
            .map(|PaymentLine { payment, amount, received_on }| {
                let (amount, day) = (reader.money(amount), reader.day(received_on));
                let label = reader.say(key::StatementPayment { amount: &amount, day: &day });
                Link::to(routes::receipt(&payment), label)
            })
            .collect();
        view! {
            <h2 class="no-print">{reader.say(key::StatementPayments)}</h2>
            <LinkList links/>
        }
    })
}
