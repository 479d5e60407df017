//! A text of the creditor in paragraphs, marked with its language when it is not the page's.

use leptos::prelude::*;

use crate::reader::Reader;
use crate::shell::Written;

/// Blank lines part paragraphs; other line breaks are kept as spaces.
#[component]
pub(crate) fn Paragraphs(reader: Reader, written: Written) -> impl IntoView {
    let Written { text, lang } = written;
    let foreign = (lang != reader.voice.lang).then(|| lang.code());
    let text = text.replace("\r\n", "\n");
    let paragraphs = text
        .split("\n\n")
        .map(str::trim)
        .filter(|paragraph| !paragraph.is_empty())
        .map(|paragraph| view! { <p>{paragraph.to_owned()}</p> })
        .collect_view();
    view! { <div lang=foreign>{paragraphs}</div> }
}
