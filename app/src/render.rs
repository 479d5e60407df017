//! From a page to the bytes that leave.

use leptos::prelude::*;

/// Draws a page under one reactive owner, which is gone when it returns.
///
/// The markers that Leptos leaves for hydration (`<!>`) are taken out: these pages are never
/// hydrated. Neither text nor attributes can hold one, their `<` is escaped.
pub fn render<V: IntoView + 'static>(page: impl FnOnce() -> V) -> String {
    let owner = Owner::new();
    let html = owner.with(|| page().into_view().to_html());
    html.replace("<!>", "")
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
