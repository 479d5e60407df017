//! A few lines that must be seen: news, something to wait for, a fault of ours.

use leptos::prelude::*;

/// What kind of news it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Tone {
    /// Something went as it should.
    News,
    /// Something is on its way.
    Wait,
}

/// Says at a glance that it is done. The words beside it say the same.
#[component]
pub(crate) fn Tick() -> impl IntoView {
    view! { <p class="tick" aria-hidden="true">"✓"</p> }
}

/// The lines, the first one strong.
#[component]
pub(crate) fn Notice(
    tone: Tone,
    lead: String,
    #[prop(optional, into)] more: Option<String>,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let class = match tone {
        Tone::News => "notice",
        Tone::Wait => "notice wait",
    };
    view! {
        <div class=class role="status">
            <p><b>{lead}</b></p>
            {more.map(|text| view! { <p>{text}</p> })}
            {children.map(|c| c())}
        </div>
    }
}
