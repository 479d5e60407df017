//! The second factor: a code from the member's phone, and on the first sign-in the key for it.

use chrono::NaiveTime;
use leptos::prelude::*;

use super::door::{self, Door};
use crate::components::{Field, FieldKind, Notice, Submit, Tone};
use crate::reader::Reader;
use crate::routes::pattern;
use crate::shell::Head;
use crate::texts::key;

/// What the code page shows.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CodeView {
    /// The key, on the first sign-in only.
    pub setup: Option<Setup>,
    /// Why the code that was sent did not do.
    pub refused: Option<Refused>,
}

/// The key of a member's codes, shown until their first right code.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Setup {
    /// Base32, in groups as people type it: `JBSW Y3DP …`.
    pub secret: String,
    /// A whole `<svg>` element of the same key, black on white, without `style`. It is put into the
    /// page as it is, so it must come from the program, never from outside.
    pub qr_svg: String,
}

/// Why a code did not do.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Refused {
    /// It does not match; so many tries are left.
    Wrong {
        /// Above zero: at zero it is [`Refused::Locked`].
        left: u64,
    },
    /// It matched before: a code works once.
    Used,
    /// Too many wrong ones: nothing is taken until this time of the reader's day.
    Locked {
        /// In the creditor's zone.
        until: NaiveTime,
    },
}

/// Draws the code page.
pub fn page(door: Door, view: CodeView) -> String {
    let reader = door.reader;
    let CodeView { setup, refused } = view;
    let title = match setup {
        Some(_) => reader.say(key::TeamCodeSetupTitle),
        None => reader.say(key::TeamCodeTitle),
    };
    door::page(door, head(&title, refused, reader), move || {
        if let Some(Refused::Locked { until }) = refused {
            let lead = reader.say(key::TeamCodeLocked { time: &reader.time(until) });
            return view! { <h1>{title}</h1> <Notice tone=Tone::Wait lead/> }.into_any();
        }
        let problem = refused.map(|r| r.text(reader));
        let (lead, hint) = match setup {
            Some(_) => (None, None),
            None => (Some(reader.say(key::TeamCodeLead)), Some(reader.say(key::TeamCodeHint))),
        };
        view! {
            <h1>{title}</h1>
            {lead.map(|text| view! { <p class="soft">{text}</p> })}
            {setup.map(|setup| view! { <SetupSteps reader setup/> })}
            <form method="post" action=pattern::TEAM_CODE>
                <Field
                    name="code"
                    label=reader.say(key::TeamCodeLabel)
                    kind=FieldKind::OneTimeCode
                    hint
                    problem
                />
                <Submit label=reader.say(key::TeamCodeButton)/>
            </form>
        }
        .into_any()
    })
}

fn head(title: &str, refused: Option<Refused>, reader: Reader) -> Head {
    let head = door::titled(title);
    if refused.is_some() { head.with_problem(reader) } else { head }
}

impl Refused {
    fn text(self, reader: Reader) -> String {
        match self {
            Self::Wrong { left } => reader.say(key::TeamCodeWrong { left }),
            Self::Used => reader.say(key::TeamCodeUsed),
            Self::Locked { until } => reader.say(key::TeamCodeLocked { time: &reader.time(until) }),
        }
    }
}

#[component]
fn SetupSteps(reader: Reader, setup: Setup) -> impl IntoView {
    let Setup { secret, qr_svg } = setup;
    view! {
        <p class="soft">{reader.say(key::TeamCodeSetupLead)}</p>
        <ol class="steps">
            <li>
                <p>{reader.say(key::TeamCodeSetupScan)}</p>
                <div class="qr" role="img" aria-label=reader.say(key::TeamCodeSetupQr) inner_html=qr_svg></div>
                <p class="soft small">{reader.say(key::TeamCodeSetupSecret)}</p>
                <p><code class="secret">{secret}</code></p>
            </li>
            <li><p>{reader.say(key::TeamCodeSetupConfirm)}</p></li>
        </ol>
    }
}
