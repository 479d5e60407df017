//! Pages for what went wrong: each says what to do next.

use leptos::prelude::*;

use crate::reader::Reader;
use crate::shell::{self, Head, Shell, Tongues};
use crate::texts::key;

/// What went wrong.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Fault {
    /// 404, and 405: no such page, or not this visitor's.
    NotFound,
    /// 401 in spirit: the session is over, or there was none.
    SessionEnded,
    /// 403: a form that came from another site.
    Foreign,
    /// 400: a form without what it needs.
    Incomplete,
    /// 413
    TooLarge,
    /// 429
    TooMany {
        /// Whole minutes until the next try, at least 1.
        wait_min: u32,
    },
    /// 500
    Ours {
        /// What the log calls it.
        incident: String,
    },
    /// 503
    Down,
}

/// The page, for debtors and strangers alike.
pub fn page(shell: Shell, fault: &Fault) -> String {
    let reader = shell.reader;
    let Words { title, heading, more } = words(reader, fault);
    let code = match fault {
        Fault::Ours { incident } => Some(reader.say(key::ErrorOursCode { incident })),
        _ => None,
    };
    let tongues = match fault {
        Fault::NotFound | Fault::SessionEnded | Fault::Down => Tongues::Offered,
        _ => Tongues::Withheld,
    };
    shell::page_in(tongues, shell, Head::titled(title), move || {
        view! {
            <h1>{heading}</h1>
            <p>{more}</p>
            {code.map(|code| view! { <p class="soft">{code}</p> })}
        }
        .into_any()
    })
}

struct Words {
    title: String,
    heading: String,
    more: String,
}

fn words(reader: Reader, fault: &Fault) -> Words {
    let (title, heading, more) = match fault {
        Fault::NotFound => (
            reader.say(key::ErrorNotFoundTitle),
            reader.say(key::ErrorNotFound),
            reader.say(key::ErrorNotFoundMore),
        ),
        Fault::SessionEnded => (
            reader.say(key::ErrorSessionTitle),
            reader.say(key::ErrorSession),
            reader.say(key::ErrorSessionMore),
        ),
        Fault::Foreign => (
            reader.say(key::ErrorForeignTitle),
            reader.say(key::ErrorForeign),
            reader.say(key::ErrorForeignMore),
        ),
        Fault::Incomplete => (
            reader.say(key::ErrorBadTitle),
            reader.say(key::ErrorBad),
            reader.say(key::ErrorBadMore),
        ),
        Fault::TooLarge => (
            reader.say(key::ErrorLargeTitle),
            reader.say(key::ErrorLarge),
            reader.say(key::ErrorLargeMore),
        ),
        Fault::TooMany { wait_min } => (
            reader.say(key::ErrorManyTitle),
            reader.say(key::ErrorMany),
            reader.say(key::ErrorManyMore { count: u64::from(*wait_min) }),
        ),
        Fault::Ours { .. } => (
            reader.say(key::ErrorOursTitle),
            reader.say(key::ErrorOurs),
            reader.say(key::ErrorOursMore),
        ),
        Fault::Down => (
            reader.say(key::ErrorDownTitle),
            reader.say(key::ErrorDown),
            reader.say(key::ErrorDownMore),
        ),
    };
    Words { title, heading, more }
}
