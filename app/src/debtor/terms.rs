//! The creditor's own words on how and when to pay.

use leptos::prelude::*;

use crate::components::{Link, LinkList, Paragraphs};
use crate::routes::pattern;
use crate::shell::{self, Head, Shell, Written};
use crate::texts::key;

/// The page; `terms` is `None` while the creditor has written none.
pub fn page(shell: Shell, terms: Option<Written>) -> String {
    let reader = shell.reader;
    let creditor = shell.sender.name.clone();
    let head = Head::titled(reader.say(key::TermsTitle { creditor: &creditor }));
    shell::page(shell, head, move || {
        let creditor = &*creditor;
        let text = match terms {
            Some(written) => view! {
                <p class="soft">{reader.say(key::TermsLead { creditor })}</p>
                <div class="card"><Paragraphs reader written/></div>
            }
            .into_any(),
            None => view! { <p>{reader.say(key::TermsNone { creditor })}</p> }.into_any(),
        };
        view! {
            <h1>{reader.say(key::TermsHeading)}</h1>
            {text}
            <LinkList links=vec![Link::to(pattern::STATEMENT, reader.say(key::TermsBack))]/>
        }
        .into_any()
    })
}
