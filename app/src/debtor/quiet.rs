//! "Send me no more", by a link and without a question: it shows nothing about anybody, and reads the same
//! for every link, good or invented.

use leptos::prelude::*;

use crate::components::{Submit, Tick};
use crate::shell::{self, Head, Shell, Tongues};
use crate::texts::key;

/// The page. Its form posts to where the visitor is, so that the token stands nowhere in it.
pub fn page(shell: Shell) -> String {
    let reader = shell.reader;
    shell::page(shell, Head::titled(reader.say(key::QuietTitle)), move || {
        view! {
            <h1>{reader.say(key::QuietHeading)}</h1>
            <p>{reader.say(key::QuietLead)}</p>
            <p class="soft">{reader.say(key::QuietKeeps)}</p>
            <p class="soft">{reader.say(key::QuietLess)}</p>
            <form method="post"><Submit label=reader.say(key::QuietButton)/></form>
        }
        .into_any()
    })
}

/// What is said afterwards, whether there was anybody whose messages stop or not.
pub fn done_page(shell: Shell) -> String {
    let reader = shell.reader;
    let head = Head::titled(reader.say(key::QuietDoneTitle));
    shell::page_in(Tongues::Withheld, shell, head, move || {
        view! {
            <Tick/>
            <h1>{reader.say(key::QuietDoneTitle)}</h1>
            <p>{reader.say(key::QuietDoneLead)}</p>
            <p class="soft">{reader.say(key::QuietDoneMore)}</p>
        }
        .into_any()
    })
}
