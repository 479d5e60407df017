//! Radios or checkboxes that show what each choice means.

use leptos::prelude::*;

/// One choice.
#[derive(Clone, Debug)]
pub(crate) struct Choice {
    pub value: String,
    pub what: String,
    pub more: Option<String>,
    /// At the end of the line, usually an amount.
    pub amount: Option<String>,
    pub state: Chosen,
}

/// Whether it is chosen.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Chosen {
    Yes,
    No,
}

impl Chosen {
    /// Chosen when `yes`.
    pub(crate) const fn when(yes: bool) -> Self {
        if yes { Self::Yes } else { Self::No }
    }
}

/// How many may be chosen.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Pick {
    One,
    Any,
}

/// The question above the choices.
#[derive(Clone, Debug)]
pub(crate) enum Legend {
    /// Seen and heard.
    Shown(String),
    /// Heard only: the page's heading asks the same.
    Heard(String),
}

impl From<String> for Legend {
    fn from(text: String) -> Self {
        Self::Shown(text)
    }
}

/// The choices under their question.
#[component]
pub(crate) fn Choices(
    name: &'static str,
    #[prop(into)] legend: Legend,
    pick: Pick,
    choices: Vec<Choice>,
    #[prop(optional_no_strip)] problem: Option<String>,
) -> impl IntoView {
    let kind = match pick {
        Pick::One => "radio",
        Pick::Any => "checkbox",
    };
    let (legend, class) = match legend {
        Legend::Shown(text) => (text, None),
        Legend::Heard(text) => (text, Some("vh")),
    };
    let described = problem.as_ref().map(|_| format!("{name}-problem"));
    let items = choices.into_iter().map(|choice| {
        let Choice { value, what, more, amount, state } = choice;
        view! {
            <label>
                <input type=kind name=name value=value checked=state == Chosen::Yes/>
                <span class="what">{what}{more.map(|m| view! { <small>{m}</small> })}</span>
                {amount.map(|a| view! { <b>{a}</b> })}
            </label>
        }
    });
    view! {
        <fieldset id=name aria-describedby=described>
            <legend class=class>{legend}</legend>
            <super::field::FieldProblem name problem/>
            <div class="choices">{items.collect_view()}</div>
        </fieldset>
    }
}
