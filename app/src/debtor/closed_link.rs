//! A link that opens nothing: expired, revoked and invented ones read the same.

use leptos::prelude::*;

use crate::components::Submit;
use crate::shell::{self, Head, Shell};
use crate::texts::key;

/// The page that offers a new link, asked for at `action`.
pub fn page(shell: Shell, action: String) -> String {
    let reader = shell.reader;
    shell::page(shell, Head::titled(reader.say(key::LinkClosedTitle)), move || {
        view! {
            <h1>{reader.say(key::LinkClosedHeading)}</h1>
            <p class="soft">{reader.say(key::LinkClosedLead)}</p>
            <form method="post" action=action>
                <Submit label=reader.say(key::LinkClosedRenew)/>
            </form>
        }
        .into_any()
    })
}

/// What is said after a new link was asked for, whether there was anybody to send it to or not.
pub fn renewed_page(shell: Shell) -> String {
    let reader = shell.reader;
    shell::page(shell, Head::titled(reader.say(key::LinkRenewedTitle)), move || {
        view! {
            <h1>{reader.say(key::LinkRenewedHeading)}</h1>
            <p>{reader.say(key::LinkRenewedLead)}</p>
            <p class="soft">{reader.say(key::LinkRenewedMore)}</p>
        }
        .into_any()
    })
}
