//! What all forms share: the button, and the summary of what was not understood.

use leptos::prelude::*;

use crate::reader::Reader;
use crate::texts::key;

/// One field that was not understood, and why.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Problem {
    /// The `id` of the field.
    pub field: &'static str,
    /// What to do about it.
    pub text: String,
}

/// The problems on top of the page, each a link to its field. Nothing when there are none.
#[component]
pub(crate) fn ProblemSummary(reader: Reader, problems: Vec<Problem>) -> impl IntoView {
    (!problems.is_empty()).then(|| {
        let items = problems.into_iter().map(|p| {
            view! { <li><a href=format!("#{}", p.field)>{p.text}</a></li> }
        });
        view! {
            <div class="notice fault" role="alert" tabindex="-1">
                <p><b>{reader.say(key::FormProblem)}</b></p>
                <ul>{items.collect_view()}</ul>
            </div>
        }
    })
}

/// The main button of a form.
#[component]
pub(crate) fn Submit(label: String, #[prop(default = "btn")] class: &'static str) -> impl IntoView {
    view! { <button class=class>{label}</button> }
}

/// The text of the problem with `field`, if there is one.
pub(crate) fn problem_of(problems: &[Problem], field: &str) -> Option<String> {
    problems.iter().find(|p| p.field == field).map(|p| p.text.clone())
}
