//! A quiet list of ways to go on.

use leptos::prelude::*;

/// One way to go on.
#[derive(Clone, Debug)]
pub(crate) struct Link {
    pub label: String,
    pub href: String,
    pub by: By,
}

/// How it is followed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum By {
    /// Reading something: a link.
    Get,
    /// Doing something: a button in a form of its own.
    Post,
}

impl Link {
    /// To read.
    pub(crate) fn to(href: impl Into<String>, label: String) -> Self {
        Self { label, href: href.into(), by: By::Get }
    }

    /// To do.
    pub(crate) fn doing(action: impl Into<String>, label: String) -> Self {
        Self { label, href: action.into(), by: By::Post }
    }
}

/// The list, as a card.
#[component]
pub(crate) fn LinkList(links: Vec<Link>) -> impl IntoView {
    let items = links.into_iter().map(|Link { label, href, by }| match by {
        By::Get => view! { <li><a href=href>{label}</a></li> }.into_any(),
        By::Post => view! {
            <li><form method="post" action=href><button>{label}</button></form></li>
        }
        .into_any(),
    });
    view! { <ul class="card links">{items.collect_view()}</ul> }
}
