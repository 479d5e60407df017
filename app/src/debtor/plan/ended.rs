//! A plan that is over: with thanks, or with what can be done now. Never with blame.

use chrono::NaiveDate;
use domain::money::Money;
use leptos::prelude::*;

use super::{Now, PlanView};
use crate::components::{Link, LinkList, Tick};
use crate::debtor::options::Proposing;
use crate::reader::Reader;
use crate::routes::{self, pattern};
use crate::texts::key;

struct Words {
    heading: String,
    lines: Vec<String>,
    /// The one button.
    main: Option<Link>,
    links: Vec<Link>,
}

/// Everything above the dates.
#[component]
pub(super) fn Ended(reader: Reader, creditor: String, view: PlanView) -> impl IntoView {
    let done = matches!(view.now, Now::Paid | Now::Completed { .. });
    let Words { heading, lines, main, links } = words(reader, &creditor, &view);
    let agreement = Link::to(routes::plan_agreement(&view.plan), reader.say(key::PlanAgreement));
    let back = Link::to(pattern::STATEMENT, reader.say(key::PlanBack));
    let links = links.into_iter().chain([agreement, back]).collect();
    view! {
        {done.then(|| view! { <Tick/> })}
        <h1>{heading}</h1>
        {lines.into_iter().map(|line| view! { <p>{line}</p> }).collect_view()}
        {main.map(|link| view! { <a class="btn" href=link.href>{link.label}</a> })}
        <LinkList links/>
    }
}

fn words(reader: Reader, creditor: &str, view: &PlanView) -> Words {
    let currency = view.open.currency();
    match &view.now {
        Now::Running(_) | Now::Paid => Words {
            heading: thanks(reader, view),
            lines: vec![
                reader.say(key::PlanPaidAll { amount: &reader.money(view.paid), creditor }),
                reader.say(key::PlanPaidSoon),
            ],
            main: None,
            links: Vec::new(),
        },
        Now::Completed { certificate } => Words {
            heading: thanks(reader, view),
            lines: vec![
                reader.say(key::PlanPaidAll { amount: &reader.money(view.paid), creditor }),
                match certificate {
                    Some(_) => reader.say(key::PlanCertificateMore),
                    None => reader.say(key::PlanCertificateLater),
                },
            ],
            main: certificate.as_ref().map(|code| {
                Link::to(routes::certificate_pdf(code), reader.say(key::PlanCertificate))
            }),
            links: certificate
                .as_ref()
                .map(|code| Link::to(routes::certificate(code), reader.say(key::PlanCheck)))
                .into_iter()
                .collect(),
        },
        Now::Broken { on, owed, restored } => broken(reader, view, *on, (*owed, *restored)),
        Now::Cancelled { on } => Words {
            heading: reader.say(key::PlanCancelled),
            lines: vec![
                reader.say(key::PlanCancelledMore { day: &reader.day(*on) }),
                reader.say(key::PlanBrokenCounts { amount: &reader.money(view.paid) }),
            ],
            main: Some(Link::to(routes::options(currency), reader.say(key::PlanBrokenButton))),
            links: Vec::new(),
        },
        Now::Renegotiated { into } => Words {
            heading: reader.say(key::PlanReplaced),
            lines: vec![reader.say(key::PlanReplacedMore)],
            main: Some(Link::to(routes::plan(into), reader.say(key::PlanReplacedButton))),
            links: Vec::new(),
        },
    }
}

/// What was paid counts, what is owed now, and the ways on.
fn broken(
    reader: Reader,
    view: &PlanView,
    on: NaiveDate,
    (owed, restored): (Money, Money),
) -> Words {
    let restored = (!restored.is_zero())
        .then(|| reader.say(key::PlanBrokenRestored { amount: &reader.money(restored) }));
    let lines = [
        Some(reader.say(key::PlanBrokenSince { day: &reader.day(on) })),
        Some(reader.say(key::PlanBrokenCounts { amount: &reader.money(view.paid) })),
        Some(reader.say(key::PlanBrokenOwed { amount: &reader.money(owed) })),
        restored,
        Some(reader.say(key::PlanBrokenWays)),
    ];
    let options = routes::options(owed.currency());
    let propose = (view.proposing == Proposing::Welcome)
        .then(|| Link::to(routes::propose_instead(&view.plan), reader.say(key::OptionsPropose)));
    Words {
        heading: reader.say(key::PlanBroken),
        lines: lines.into_iter().flatten().collect(),
        main: Some(Link::to(options, reader.say(key::PlanBrokenButton))),
        links: propose
            .into_iter()
            .chain([Link::to(pattern::SAY_TALK, reader.say(key::OptionsTalk))])
            .collect(),
    }
}

fn thanks(reader: Reader, view: &PlanView) -> String {
    match view.first_name.as_deref() {
        Some(name) => reader.say(key::PlanThanks { name }),
        None => reader.say(key::PlanThanksUnnamed),
    }
}
