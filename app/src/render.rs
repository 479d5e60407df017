//! From a page to the bytes that leave.

use std::cell::Cell;
use std::sync::Arc;

use hydration_context::SsrSharedContext;
use leptos::prelude::*;
use leptos::tachys::view::Position;
use memchr::memmem;

/// What Leptos leaves for hydration. Neither text nor attributes can hold one, their `<` is escaped.
const MARKER: &str = "<!>";

/// A larger page is rare; its room, and what a person owes in it, are given back.
const LARGEST_KEPT: usize = 128 * 1024;

thread_local! {
    /// Room for a page while it is drawn: one that grows anew with each page costs a tenth of drawing.
    static ROOM: Cell<String> = const { Cell::new(String::new()) };
}

/// Draws a page under one reactive owner, which is gone when it returns. The markers for hydration are
/// taken out: of these pages only an island's outermost element ever wakes, which needs none.
pub fn render<V: IntoView + 'static>(page: impl FnOnce() -> V) -> String {
    Owner::new_root(Some(Arc::new(SsrSharedContext::new_islands()))).with(|| {
        let view = page().into_view();
        let mut room = ROOM.take();
        view.to_html_with_buf(&mut room, &mut Position::FirstChild, true, false, Vec::new());
        let html = without_markers(&room);
        if room.capacity() <= LARGEST_KEPT {
            room.clear();
            ROOM.set(room);
        }
        html
    })
}

fn without_markers(drawn: &str) -> String {
    let mut html = String::with_capacity(drawn.len());
    let mut from = 0;
    for at in memmem::find_iter(drawn.as_bytes(), MARKER) {
        html.push_str(&drawn[from..at]);
        from = at + MARKER.len();
    }
    html.push_str(&drawn[from..]);
    html
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_in_data_is_text() {
        let name = r#"<script>alert("1")</script>&<!>"#.to_owned();
        let html = render(|| {
            let (title, first) = (name.clone(), name.clone());
            view! { <p title=title>{first}{1}{name}</p> }
        });
        insta::assert_snapshot!(html, @r#"<p title="&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;&lt;!&gt;">&lt;script&gt;alert("1")&lt;/script&gt;&amp;&lt;!&gt;1&lt;script&gt;alert("1")&lt;/script&gt;&amp;&lt;!&gt;</p>"#);
    }
}
