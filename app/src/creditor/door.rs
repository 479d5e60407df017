//! What surrounds the pages before sign-in, and the error pages: no creditor, no menu.

use leptos::prelude::*;

use crate::reader::Reader;
use crate::shell::{Head, Languages, Mode, TestBanner, Tongues, document};
use crate::texts::key;

/// The name of the program, which is the same in all languages.
const NAME: &str = "AlDía";

/// The surroundings of a page that knows no creditor.
#[derive(Clone, Debug)]
pub struct Door {
    /// Who reads, and when.
    pub reader: Reader,
    /// URLs of the style sheets, in the order of the cascade.
    pub sheets: Vec<String>,
    /// Whether money is real.
    pub mode: Mode,
    /// The page's own query without `lang`; usually empty.
    pub query: String,
}

/// The title of a page at the door.
pub(crate) fn titled(title: &str) -> Head {
    Head::titled(format!("{title} · {NAME}"))
}

/// A page at the door.
pub(crate) fn page(door: Door, head: Head, content: impl FnOnce() -> AnyView) -> String {
    page_in(Tongues::Offered, door, head, content)
}

/// The same, choosing whether other languages are offered.
pub(crate) fn page_in(
    tongues: Tongues,
    door: Door,
    head: Head,
    content: impl FnOnce() -> AnyView,
) -> String {
    let Door { reader, sheets, mode, query } = door;
    document(reader.voice.tag(), head, sheets, move || {
        view! {
            <a class="skip vh" href="#contenido">{reader.say(key::ShellSkip)}</a>
            {(mode == Mode::Test).then(|| view! { <TestBanner reader/> })}
            <header class="top">
                <span class="logo" aria-hidden="true">"A"</span>
                <div class="who"><b>{NAME}</b></div>
            </header>
            <main id="contenido" tabindex="-1" class="door">
                {content()}
            </main>
            {(tongues == Tongues::Offered).then(|| view! {
                <footer class="bottom"><Languages current=reader.voice.lang query/></footer>
            })}
        }
        .into_any()
    })
}
