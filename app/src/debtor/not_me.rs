//! After "I am not that person": nothing about anybody, and the contact is left in peace.

use leptos::prelude::*;

use crate::shell::{self, Head, Shell};
use crate::texts::key;

/// The page.
pub fn page(shell: Shell) -> String {
    let reader = shell.reader;
    let creditor = shell.sender.name.clone();
    shell::page(shell, Head::titled(reader.say(key::NotMeTitle)), move || {
        view! {
            <h1>{reader.say(key::NotMeHeading)}</h1>
            <p>{reader.say(key::NotMeLead { creditor: &creditor })}</p>
            <p class="soft">{reader.say(key::NotMeMore)}</p>
        }
        .into_any()
    })
}
