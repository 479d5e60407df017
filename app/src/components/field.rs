//! Fields with their label, hint and problem tied to them.

use leptos::prelude::*;

/// What a field takes: keyboard, autofill and width follow from it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum FieldKind {
    /// Any text.
    Text,
    /// So many digits, shown wide.
    Digits(u8),
    /// So many letters and digits, shown wide.
    Characters(u8),
    /// A code that was sent.
    OneTimeCode,
    /// An amount as people write it.
    Amount,
    /// Part of a birth date, with the token that autofill knows.
    DatePart(&'static str, u8),
    /// A postal code.
    Postcode,
    /// An e-mail address.
    Email,
    /// A day, by the browser's own picker.
    Date,
}

struct Attributes {
    class: String,
    kind: &'static str,
    input_mode: Option<&'static str>,
    auto_complete: &'static str,
    length: Option<String>,
}

impl FieldKind {
    fn attributes(self) -> Attributes {
        let (class, input_mode, auto_complete, length) = match self {
            Self::Text => (String::new(), None, "off", None),
            // No `maxlength`: pasting a whole id would keep its wrong end.
            Self::Digits(n) => (format!("code w{n}"), Some("numeric"), "off", None),
            Self::Characters(n) => (format!("code w{n}"), None, "off", None),
            Self::OneTimeCode => ("code w6".to_owned(), Some("numeric"), "one-time-code", None),
            Self::Amount => ("w10".to_owned(), Some("decimal"), "off", None),
            Self::DatePart(token, n) => (format!("w{n}"), Some("numeric"), token, Some(n)),
            Self::Postcode => ("w10".to_owned(), None, "postal-code", None),
            Self::Email => (String::new(), Some("email"), "email", None),
            Self::Date => ("w10".to_owned(), None, "off", None),
        };
        let kind = match self {
            Self::Email => "email",
            Self::Date => "date",
            _ => "text",
        };
        let length = length.map(|n| n.to_string());
        Attributes { class, kind, input_mode, auto_complete, length }
    }
}

/// A field of one line. Its `name` is also its `id`, unless a page has the same form many times.
#[component]
pub(crate) fn Field(
    name: &'static str,
    #[prop(optional_no_strip)] id: Option<String>,
    label: String,
    kind: FieldKind,
    #[prop(optional, into)] value: String,
    #[prop(optional_no_strip)] hint: Option<String>,
    #[prop(optional_no_strip)] problem: Option<String>,
    /// The `id` of the text that tells a problem shared with its neighbours.
    #[prop(optional_no_strip)]
    shared_problem: Option<&'static str>,
) -> impl IntoView {
    let Attributes { class, kind, input_mode, auto_complete, length } = kind.attributes();
    let id = id.unwrap_or_else(|| name.to_owned());
    let invalid = problem.is_some() || shared_problem.is_some();
    let described = shared_problem
        .map(str::to_owned)
        .or_else(|| described_by(&id, hint.is_some(), problem.is_some()));
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <Hint name=id.clone() hint/>
            <FieldProblem name=id.clone() problem/>
            <input
                id=id
                name=name
                type=kind
                class=class
                inputmode=input_mode
                autocomplete=auto_complete
                maxlength=length
                value=value
                aria-invalid=invalid.then_some("true")
                aria-describedby=described
            />
        </div>
    }
}

/// A field of several lines.
#[component]
pub(crate) fn LongField(
    name: &'static str,
    #[prop(optional_no_strip)] id: Option<String>,
    label: String,
    #[prop(optional, into)] value: String,
    #[prop(optional_no_strip)] hint: Option<String>,
    #[prop(optional_no_strip)] problem: Option<String>,
    /// The most characters that are kept.
    max: u16,
) -> impl IntoView {
    let id = id.unwrap_or_else(|| name.to_owned());
    let described = described_by(&id, hint.is_some(), problem.is_some());
    // A browser drops the first line break of a textarea: ours stands before the reader's own.
    // Leptos writes the text inside a textarea as it is, so it is escaped here.
    let value = format!("\n{}", value.replace('&', "&amp;").replace('<', "&lt;"));
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <Hint name=id.clone() hint/>
            <FieldProblem name=id.clone() problem=problem.clone()/>
            <textarea
                id=id
                name=name
                maxlength=max.to_string()
                aria-invalid=problem.map(|_| "true")
                aria-describedby=described
            >{value}</textarea>
        </div>
    }
}

#[component]
fn Hint(#[prop(into)] name: String, hint: Option<String>) -> impl IntoView {
    hint.map(|text| view! { <p class="hint" id=format!("{name}-hint")>{text}</p> })
}

#[component]
pub(crate) fn FieldProblem(#[prop(into)] name: String, problem: Option<String>) -> impl IntoView {
    problem.map(|text| view! { <p class="problem" id=format!("{name}-problem")>{text}</p> })
}

fn described_by(name: &str, hint: bool, problem: bool) -> Option<String> {
    match (hint, problem) {
        (false, false) => None,
        (true, false) => Some(format!("{name}-hint")),
        (false, true) => Some(format!("{name}-problem")),
        (true, true) => Some(format!("{name}-problem {name}-hint")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::render;

    #[test]
    fn text_in_a_long_field_cannot_close_it() {
        let html = render(|| {
            let value = "a &amp; b</textarea><script>";
            view! { <LongField name="text" label="Nota".to_owned() value=value max=500/> }
        });
        assert!(html.contains(">\na &amp;amp; b&lt;/textarea>&lt;script></textarea>"), "{html}");
    }
}
