//! The team's sign-in: an e-mail address, and the same answer for every one.

use leptos::prelude::*;

use super::door::{self, Door};
use super::form::{FaultList, Faults, Line, Typed};
use crate::components::{FieldKind, Notice, Submit, Tone};
use crate::routes::pattern;
use crate::texts::key;

/// What the sign-in shows.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum SignInView {
    /// The question.
    Ask {
        /// The address as typed; only its form may be found wrong, never its owner.
        email: Typed,
        /// Why the reader is here, if not by their own will.
        after: Option<After>,
    },
    /// The answer, whatever was typed.
    Sent,
}

/// What came before the sign-in.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum After {
    /// A session that ended by itself.
    Ended,
    /// The way out.
    LoggedOut,
}

/// Draws the sign-in.
pub fn page(door: Door, view: SignInView) -> String {
    let reader = door.reader;
    match view {
        SignInView::Ask { email, after } => {
            let faults = Faults::of([("email", &email)]);
            let head = faults.mark(door::titled(&reader.say(key::TeamSignInTitle)), reader);
            door::page(door, head, move || {
                view! {
                    <FaultList reader faults/>
                    <h1>{reader.say(key::TeamSignInTitle)}</h1>
                    {after.map(|a| view! { <Notice tone=Tone::Wait lead=a.text(reader)/> })}
                    <p class="soft">{reader.say(key::TeamSignInLead)}</p>
                    <form method="post" action=pattern::TEAM_SIGN_IN>
                        <Line
                            reader
                            name="email"
                            label=reader.say(key::TeamSignInEmail)
                            kind=FieldKind::Email
                            typed=email
                        />
                        <Submit label=reader.say(key::TeamSignInButton)/>
                    </form>
                }
                .into_any()
            })
        }
        SignInView::Sent => {
            let head = door::titled(&reader.say(key::TeamSignInSentTitle));
            door::page(door, head, move || {
                view! {
                    <h1>{reader.say(key::TeamSignInSentTitle)}</h1>
                    <p>{reader.say(key::TeamSignInSentText)}</p>
                    <p class="soft">{reader.say(key::TeamSignInSentHelp)}</p>
                    <a class="btn ghost" href=pattern::TEAM_SIGN_IN>
                        {reader.say(key::TeamSignInAgain)}
                    </a>
                }
                .into_any()
            })
        }
    }
}

impl After {
    fn text(self, reader: crate::reader::Reader) -> String {
        match self {
            Self::Ended => reader.say(key::TeamSignInEnded),
            Self::LoggedOut => reader.say(key::TeamSignInLeft),
        }
    }
}
