//! The first page of a link. It shows nothing about anybody, and its bytes depend on the host and
//! the language only: not on whether the link is good, expired, revoked or invented.

use leptos::prelude::*;

use crate::components::Submit;
use crate::shell::{self, Head, Shell};
use crate::texts::key;

/// Whose host the link stands on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Host {
    /// Many creditors share it: the shell's sender is AlDía.
    Shared,
    /// The creditor's own: the shell's sender is the creditor.
    Own(Asks),
}

/// What stands between a link and what it opens.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Asks {
    /// The debtor is asked for something first.
    Something,
    /// Nothing, by the creditor's choice: whoever has the link is in.
    Nothing,
}

/// The page. Its form posts to where the visitor is, so that the token stands nowhere in it.
pub fn page(shell: Shell, host: Host) -> String {
    let reader = shell.reader;
    let creditor = shell.sender.name.clone();
    let (lead, button) = match host {
        Host::Shared => (reader.say(key::EnterLeadShared), reader.say(key::EnterButtonShared)),
        Host::Own(Asks::Something) => {
            (reader.say(key::EnterLeadOwn { creditor: &creditor }), reader.say(key::EnterButtonOwn))
        }
        Host::Own(Asks::Nothing) => (
            reader.say(key::EnterLeadOwnOpen { creditor: &creditor }),
            reader.say(key::EnterButtonOwn),
        ),
    };
    shell::page(shell, Head::titled(reader.say(key::EnterTitle)), move || {
        view! {
            <h1>{reader.say(key::EnterHeading)}</h1>
            <p class="soft">{lead}</p>
            <form method="post"><Submit label=button/></form>
            <section class="card small">
                <h2>{reader.say(key::EnterDoubtTitle)}</h2>
                <p class="soft">{reader.say(key::EnterDoubt)}</p>
            </section>
        }
        .into_any()
    })
}
