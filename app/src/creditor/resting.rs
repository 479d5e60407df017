//! That messages rest, told where somebody of the team may wonder why nothing leaves.

use chrono::NaiveDateTime;
use domain::contact_channel::ContactChannel;
use leptos::prelude::*;

use super::template::channel_name;
use crate::reader::Reader;
use crate::routes::pattern;
use crate::texts::key;

/// The channels that rest.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Resting {
    /// Which; never empty.
    pub channels: Vec<ContactChannel>,
    /// Since when the first of them does, in the creditor's zone.
    pub since: NaiveDateTime,
}

/// The notice, with the way to where they can be resumed.
pub(super) fn notice(reader: Reader, resting: &Resting) -> AnyView {
    let names = resting.channels.iter().map(|channel| channel_name(reader, *channel));
    let channels = &*names.collect::<Vec<_>>().join(", ");
    let moment = &*reader.moment(resting.since);
    let text = reader.say(key::TeamHomeRests { channels, moment });
    let go = reader.say(key::TeamHomeRestsGo);
    view! {
        <p class="notice wait" role="status">
            {text} " " <a href=pattern::TEAM_SEQUENCES>{go}</a>
        </p>
    }
    .into_any()
}
