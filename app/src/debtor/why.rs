//! "Why did I get this?": who writes, where the contact comes from, and how it ends. It tells of no debt.

use leptos::prelude::*;

use crate::components::{Link, LinkList};
use crate::reader::Reader;
use crate::routes::pattern;
use crate::shell::{self, Head, Shell};
use crate::texts::key;

/// How much the visitor may know.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Known {
    /// Not even who writes: no link's button was pressed.
    Nothing,
    /// Whose site it is: no link's button was pressed.
    Host,
    /// Who writes: the identity check is still to be passed.
    Asked,
    /// They are in.
    In,
}

/// The page; the shell's sender is who writes, unless nothing is known.
pub fn page(shell: Shell, known: Known) -> String {
    let reader = shell.reader;
    let creditor = shell.sender.name.clone();
    let lead = match known {
        Known::Nothing => reader.say(key::WhyLeadNeutral),
        Known::Host | Known::Asked | Known::In => reader.say(key::WhyLead { creditor: &creditor }),
    };
    shell::page(shell, Head::titled(reader.say(key::WhyTitle)), move || {
        let cards = [
            (reader.say(key::WhyContact), reader.say(key::WhyContactMore)),
            (reader.say(key::WhyOften), reader.say(key::WhyOftenMore)),
            (reader.say(key::WhyWrong), reader.say(key::WhyWrongMore)),
            (reader.say(key::WhyStop), reader.say(key::WhyStopMore)),
        ]
        .into_iter()
        .map(|(question, answer)| {
            view! {
                <section class="card"><h2>{question}</h2><p class="soft">{answer}</p></section>
            }
        });
        view! {
            <h1>{reader.say(key::WhyTitle)}</h1>
            <p>{lead}</p>
            {cards.collect_view()}
            <LinkList links=ways(reader, known)/>
        }
        .into_any()
    })
}

fn ways(reader: Reader, known: Known) -> Vec<Link> {
    let real = Link::to(pattern::REAL, reader.say(key::IdentityReal));
    match known {
        Known::Nothing | Known::Host => vec![real],
        Known::Asked => vec![
            Link::doing(pattern::PREFERENCES_STOP, reader.say(key::QuietButton)),
            Link::doing(pattern::IDENTITY_NOT_ME, reader.say(key::IdentityNotMe)),
            real,
        ],
        Known::In => vec![
            Link::to(pattern::PREFERENCES, reader.say(key::PreferencesHeading)),
            real,
            Link::to(pattern::STATEMENT, reader.say(key::SayBack)),
        ],
    }
}
