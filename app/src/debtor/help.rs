//! The four questions that people ask.

use leptos::prelude::*;

use super::enter::Asks;
use crate::shell::{self, Head, Shell};
use crate::texts::key;

/// The page. It knows no more of the visitor than its shell does, and what their link asks; `asks` is
/// `None` where that cannot be said.
pub fn page(shell: Shell, asks: Option<Asks>) -> String {
    let reader = shell.reader;
    let (open, private) = match asks {
        Some(Asks::Something) => (reader.say(key::HelpOpenMore), reader.say(key::HelpPrivateMore)),
        Some(Asks::Nothing) => {
            (reader.say(key::HelpOpenUnasked), reader.say(key::HelpPrivateUnasked))
        }
        None => (reader.say(key::HelpOpenUnasked), reader.say(key::HelpPrivateMaybe)),
    };
    shell::page(shell, Head::titled(reader.say(key::HelpTitle)), move || {
        let questions = [
            (reader.say(key::HelpOpen), open),
            (reader.say(key::HelpPay), reader.say(key::HelpPayMore)),
            (reader.say(key::HelpWrong), reader.say(key::HelpWrongMore)),
            (reader.say(key::HelpPrivate), private),
        ];
        let cards = questions.into_iter().map(|(question, answer)| {
            view! {
                <section class="card"><h2>{question}</h2><p class="soft">{answer}</p></section>
            }
        });
        view! { <h1>{reader.say(key::HelpHeading)}</h1>{cards.collect_view()} }.into_any()
    })
}
