//! The best way out, and where all of them are.

use leptos::prelude::*;

use crate::debtor::options::{OptionView, heading, until};
use crate::reader::Reader;
use crate::routes;
use crate::texts::key;

/// The best way out of what is owed in one currency: the main one, if there is any.
#[derive(Clone, Debug)]
pub struct BestOption {
    /// What it is.
    pub best: OptionView,
    /// How many others there are.
    pub others: u16,
}

/// What it saves and until when, and the button to all of them.
#[component]
pub(super) fn YourOptions(reader: Reader, best: BestOption) -> impl IntoView {
    let BestOption { best, others } = best;
    let tag = until(reader, &best.offer);
    let title = heading(reader, &best);
    let more = (others > 0).then(|| reader.say(key::StatementOptionsMore { count: others.into() }));
    let href = routes::options(best.offer.total.currency());
    view! {
        <section class="card main no-print">
            <h2>{reader.say(key::StatementOptions)}</h2>
            {tag.map(|tag| view! { <p><span class="tag">{tag}</span></p> })}
            <p class="way">{title}</p>
            {more.map(|text| view! { <p class="soft small">{text}</p> })}
            <a class="btn" href=href>{reader.say(key::StatementOptionsButton)}</a>
        </section>
    }
}
