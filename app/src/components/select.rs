//! A list to choose one from, where radios would be too many.

use leptos::prelude::*;

use super::field::FieldProblem;

/// The list; each item is its value and what it says. Its `name` is also its `id`.
#[component]
pub(crate) fn SelectField(
    name: &'static str,
    label: String,
    items: Vec<(String, String)>,
    chosen: String,
    #[prop(optional_no_strip)] hint: Option<String>,
    #[prop(optional_no_strip)] problem: Option<String>,
) -> impl IntoView {
    let described = match (hint.is_some(), problem.is_some()) {
        (false, false) => None,
        (true, false) => Some(format!("{name}-hint")),
        (false, true) => Some(format!("{name}-problem")),
        (true, true) => Some(format!("{name}-problem {name}-hint")),
    };
    let invalid = problem.is_some().then_some("true");
    let options = items.into_iter().map(|(value, label)| {
        let selected = value == chosen;
        view! { <option value=value selected=selected>{label}</option> }
    });
    view! {
        <div class="field">
            <label for=name>{label}</label>
            {hint.map(|text| view! { <p class="hint" id=format!("{name}-hint")>{text}</p> })}
            <FieldProblem name problem/>
            <select id=name name=name aria-invalid=invalid aria-describedby=described>
                {options.collect_view()}
            </select>
        </div>
    }
}
