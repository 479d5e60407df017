//! After log out.

use leptos::prelude::*;

use crate::shell::{self, Head, Shell};
use crate::texts::key;

/// The page.
pub fn page(shell: Shell) -> String {
    let reader = shell.reader;
    shell::page(shell, Head::titled(reader.say(key::LoggedOutTitle)), move || {
        view! {
            <h1>{reader.say(key::LoggedOutHeading)}</h1>
            <p>{reader.say(key::LoggedOutLead)}</p>
            <p class="soft">{reader.say(key::LoggedOutMore)}</p>
        }
        .into_any()
    })
}
