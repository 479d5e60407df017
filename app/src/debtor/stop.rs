//! The page behind the link in an e-mail with which its reader stops more of them. It shows nothing about
//! anybody, whatever the token is.

use leptos::prelude::*;

use crate::components::Submit;
use crate::shell::{self, Head, Shell};
use crate::texts::key;

/// The page with the button. Its form posts to where the visitor is, so that the token stands nowhere in it.
pub fn page(shell: Shell) -> String {
    let reader = shell.reader;
    shell::page(shell, Head::titled(reader.say(key::StopTitle)), move || {
        view! {
            <h1>{reader.say(key::StopHeading)}</h1>
            <p class="soft">{reader.say(key::StopLead)}</p>
            <form method="post"><Submit label=reader.say(key::StopButton)/></form>
        }
        .into_any()
    })
}

/// What is said afterwards, whether there was anything to stop or not.
pub fn done(shell: Shell) -> String {
    let reader = shell.reader;
    shell::page(shell, Head::titled(reader.say(key::StopDoneTitle)), move || {
        view! {
            <h1>{reader.say(key::StopDoneHeading)}</h1>
            <p>{reader.say(key::StopDoneLead)}</p>
            <p class="soft">{reader.say(key::StopDoneMore)}</p>
        }
        .into_any()
    })
}
