//! The recovery codes, shown once after the first right code.

use leptos::prelude::*;

use super::door::{self, Door};
use crate::routes::pattern;
use crate::shell::Tongues;
use crate::texts::key;

/// What the page of recovery codes shows.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RecoveryView {
    /// The codes in plain text; the store keeps only their hashes.
    pub codes: Vec<String>,
}

/// Draws the page, as the answer to the POST itself: no address shows it again.
pub fn page(door: Door, view: RecoveryView) -> String {
    let reader = door.reader;
    let head = door::titled(&reader.say(key::TeamRecoveryTitle));
    door::page_in(Tongues::Withheld, door, head, move || {
        let codes = view.codes.into_iter().map(|code| view! { <li><code>{code}</code></li> });
        view! {
            <h1>{reader.say(key::TeamRecoveryTitle)}</h1>
            <p>{reader.say(key::TeamRecoveryLead)}</p>
            <ol class="card codes">{codes.collect_view()}</ol>
            <a class="btn" href=pattern::TEAM_HOME>{reader.say(key::TeamRecoveryButton)}</a>
        }
        .into_any()
    })
}
