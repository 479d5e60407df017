//! What was accepted, as it was accepted: the words that were kept, whatever has changed since.

use chrono::NaiveDateTime;
use domain::ids::{PlanId, PromiseId};
use leptos::prelude::*;

use crate::components::{Link, LinkList};
use crate::routes::{self, pattern};
use crate::shell::{self, Head, Shell};
use crate::texts::{Lang, key};

/// What was kept.
#[derive(Clone, Debug)]
pub struct KeptView {
    /// What was agreed.
    pub of: KeptOf,
    /// The kept page part, made by [`paper`](super::accept::paper) and by nothing else: it is shown as
    /// markup.
    pub paper: String,
    /// Its language.
    pub lang: Lang,
    /// When it was accepted, in the creditor's zone.
    pub at: NaiveDateTime,
    /// The fingerprint that the evidence names.
    pub fingerprint: String,
}

/// What was agreed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum KeptOf {
    /// A plan.
    Plan(PlanId),
    /// A promise.
    Promise(PromiseId),
}

/// The page.
pub fn page(shell: Shell, view: KeptView) -> String {
    let reader = shell.reader;
    let head = Head::titled(reader.say(key::KeptTitle { creditor: &shell.sender.name }));
    shell::page(shell, head, move || {
        let KeptView { of, paper, lang, at, fingerprint } = view;
        let foreign = (lang != reader.voice.lang).then(|| lang.code());
        let moment = format!("{}, {}", reader.dated(at.date()), reader.time(at.time()));
        let (pdf, back) = match &of {
            KeptOf::Plan(plan) => {
                let back = Link::to(routes::plan(plan), reader.say(key::PlanBackToPlan));
                (routes::plan_agreement_pdf(plan), back)
            }
            KeptOf::Promise(promise) => {
                let back = Link::to(pattern::STATEMENT, reader.say(key::PlanBack));
                (routes::promise_pdf(promise), back)
            }
        };
        let pdf = Link::to(pdf, reader.say(key::DocumentDownload));
        view! {
            <h1>{reader.say(key::KeptHeading)}</h1>
            <p class="soft">{reader.say(key::KeptAt { moment: &moment })}</p>
            <div lang=foreign inner_html=paper></div>
            <h2>{reader.say(key::KeptEvidence)}</h2>
            <p class="soft small">{fingerprint}</p>
            <LinkList links=vec![pdf, back]/>
        }
        .into_any()
    })
}
