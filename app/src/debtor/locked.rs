//! Too many wrong answers: access pauses. The same page whether the person exists or not.

use chrono::NaiveDateTime;
use leptos::prelude::*;

use super::identity::unbroken;
use crate::components::{Link, LinkList};
use crate::routes::pattern;
use crate::shell::{self, Head, Shell};
use crate::texts::key;

/// What the page of a paused access shows.
#[derive(Clone, Debug)]
pub struct LockedView {
    /// When access opens again, in the creditor's zone.
    pub until: NaiveDateTime,
    /// The masked address to which a code can be sent.
    pub code_to: Option<String>,
}

/// The page.
pub fn page(shell: Shell, view: LockedView) -> String {
    let reader = shell.reader;
    let creditor = shell.sender.name.clone();
    let LockedView { until, code_to } = view;
    let (time, day) = (reader.time(until.time()), reader.day(until.date()));
    // One o'clock takes another article: "la 1:00", "las 7:40".
    let count = if time.starts_with("1:") { 1 } else { 2 };
    shell::page(shell, Head::titled(reader.say(key::LockedTitle)), move || {
        let code = code_to.map(|address| {
            let label = reader.say(key::IdentitySendCode { address: &unbroken(&address) });
            Link::doing(pattern::IDENTITY_CODE, label)
        });
        let real = Link::to(pattern::REAL, reader.say(key::IdentityReal));
        let links = code.into_iter().chain([real]).collect();
        view! {
            <h1>{reader.say(key::LockedHeading)}</h1>
            <p>{reader.say(key::LockedLead { time: &time, day: &day, count })}</p>
            <p class="soft">{reader.say(key::LockedCalm { creditor: &creditor })}</p>
            <LinkList links/>
        }
        .into_any()
    })
}
