//! When a page of the team is not there, may not be seen, or failed.

use leptos::prelude::*;

use super::door::{self, Door};
use crate::reader::Reader;
use crate::routes::pattern;
use crate::shell::Tongues;
use crate::texts::key;

/// What went wrong. Fields that were not understood (422) are told on their own page.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum TeamError {
    /// 404: not there, or somebody else's.
    NotFound,
    /// 403: for owners only.
    OwnersOnly,
    /// 403: the form came from another site.
    Foreign,
    /// 400, 413, 422: a form that was not understood, or no longer fits.
    Refused,
    /// 429: too many requests.
    TooMany,
    /// 500 or 503: a fault of ours.
    Ours {
        /// What finds it in the log.
        incident: Option<String>,
    },
}

/// Draws the page of an error.
pub fn page(door: Door, error: TeamError) -> String {
    let reader = door.reader;
    let (title, text) = error.texts(reader);
    let incident = match error {
        TeamError::Ours { incident } => incident,
        _ => None,
    };
    door::page_in(Tongues::Withheld, door, door::titled(&title), move || {
        view! {
            <h1>{title}</h1>
            <p>{text}</p>
            {incident.map(|incident| view! {
                <p class="soft">{reader.say(key::TeamErrorOursIncident { incident: &incident })}</p>
            })}
            <a class="btn ghost" href=pattern::TEAM_HOME>{reader.say(key::TeamErrorHome)}</a>
        }
        .into_any()
    })
}

impl TeamError {
    fn texts(&self, reader: Reader) -> (String, String) {
        match self {
            Self::NotFound => {
                (reader.say(key::TeamErrorNotFoundTitle), reader.say(key::TeamErrorNotFoundText))
            }
            Self::OwnersOnly => {
                (reader.say(key::TeamErrorForbiddenTitle), reader.say(key::TeamErrorForbiddenText))
            }
            Self::Foreign => {
                (reader.say(key::TeamErrorForeignTitle), reader.say(key::TeamErrorForeignText))
            }
            Self::Refused => {
                (reader.say(key::TeamErrorRefusedTitle), reader.say(key::TeamErrorRefusedText))
            }
            Self::TooMany => {
                (reader.say(key::TeamErrorManyTitle), reader.say(key::TeamErrorManyText))
            }
            Self::Ours { .. } => {
                (reader.say(key::TeamErrorOursTitle), reader.say(key::TeamErrorOursText))
            }
        }
    }
}
