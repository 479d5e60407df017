//! The page of a sign-in link: a button, so that a mail scanner's GET uses nothing up.

use leptos::prelude::*;

use super::door::{self, Door};
use crate::components::Submit;
use crate::routes::pattern;
use crate::texts::key;

/// What the page of a sign-in link shows.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum SignInLinkView {
    /// GET, for good and dead links alike.
    Button,
    /// POST of a link that is used, expired or invented.
    Dead,
}

/// Draws the page. The button posts to the page's own address, so the token stands nowhere in it.
pub fn page(door: Door, view: SignInLinkView) -> String {
    let reader = door.reader;
    match view {
        SignInLinkView::Button => {
            let head = door::titled(&reader.say(key::TeamSignInTitle));
            door::page(door, head, move || {
                view! {
                    <h1>{reader.say(key::TeamSignInTitle)}</h1>
                    <p class="soft">{reader.say(key::TeamLinkLead)}</p>
                    <form method="post"><Submit label=reader.say(key::TeamLinkButton)/></form>
                }
                .into_any()
            })
        }
        SignInLinkView::Dead => {
            let head = door::titled(&reader.say(key::TeamLinkDeadTitle));
            door::page(door, head, move || {
                view! {
                    <h1>{reader.say(key::TeamLinkDeadTitle)}</h1>
                    <p>{reader.say(key::TeamLinkDeadText)}</p>
                    <a class="btn" href=pattern::TEAM_SIGN_IN>{reader.say(key::TeamLinkDeadButton)}</a>
                }
                .into_any()
            })
        }
    }
}
