//! An account at zero.

use leptos::prelude::*;

use super::{AllWaiting, PaymentLine, Waiting};
use crate::components::{Link, LinkList, Tick};
use crate::reader::Reader;
use crate::routes;
use crate::texts::key;

/// That nothing is owed, or only what is on its way; the last receipt, and the certificate.
#[component]
pub(super) fn Nothing(
    reader: Reader,
    creditor: String,
    waiting: Vec<Waiting>,
    payments: Vec<PaymentLine>,
    certificate: Option<String>,
) -> impl IntoView {
    let nothing = waiting.is_empty();
    let heading = if nothing {
        reader.say(key::StatementZero { creditor: &creditor })
    } else {
        reader.say(key::StatementZeroWaiting)
    };
    let last = payments.first().map(|line| {
        let (amount, day) = (reader.money(line.amount), reader.day(line.received_on));
        let text = reader.say(key::StatementLast { amount: &amount, day: &day });
        view! {
            <p>{text}</p>
            <a class="btn" href=routes::receipt(&line.payment)>
                {reader.say(key::StatementReceipt)}
            </a>
        }
    });
    view! {
        {nothing.then(|| view! { <Tick/> })}
        <h1>{heading}</h1>
        <AllWaiting reader creditor waiting/>
        {last}
        {certificate.map(|code| {
            let paper = Link::to(routes::certificate_pdf(&code), reader.say(key::PlanCertificate));
            let check = reader.say(key::StatementCertificateCheck);
            view! { <LinkList links=vec![paper, Link::to(routes::certificate(&code), check)]/> }
        })}
    }
}
