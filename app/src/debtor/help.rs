//! The four questions that people ask.

use leptos::prelude::*;

use crate::shell::{self, Head, Shell};
use crate::texts::key;

/// The page. It knows no more of the visitor than its shell does.
pub fn page(shell: Shell) -> String {
    let reader = shell.reader;
    shell::page(shell, Head::titled(reader.say(key::HelpTitle)), move || {
        let questions = [
            (reader.say(key::HelpOpen), reader.say(key::HelpOpenMore)),
            (reader.say(key::HelpPay), reader.say(key::HelpPayMore)),
            (reader.say(key::HelpWrong), reader.say(key::HelpWrongMore)),
            (reader.say(key::HelpPrivate), reader.say(key::HelpPrivateMore)),
        ];
        let cards = questions.into_iter().map(|(question, answer)| {
            view! {
                <section class="card"><h2>{question}</h2><p class="soft">{answer}</p></section>
            }
        });
        view! { <h1>{reader.say(key::HelpHeading)}</h1>{cards.collect_view()} }.into_any()
    })
}
