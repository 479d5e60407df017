//! The form of a plan, counted again with each change.

use leptos::mount::mount_to;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use web_sys::{Element, Event, FormData, HtmlElement, HtmlFormElement};

use super::outcome::{Outcome, Told};
use super::plan_rules::{OpenRules, PlanRules};
use super::plan_words::{PlanProblems, PlanWords};

/// The `id` of the element that holds what comes of the choice.
pub(crate) const OUTCOME: &str = "outcome";

/// The `id` of the element that holds the limits and the sentences.
const PROPS: &str = "plan-props";
const RULES: &str = "data-rules";
const WORDS: &str = "data-words";
const PROBLEMS: &str = "data-problems";

/// What the island counts with, without a box on the page; it stands inside of the form.
#[cfg(not(target_arch = "wasm32"))]
#[component]
pub(crate) fn PlanProps(
    /// The limits of the plan.
    rules: PlanRules,
    /// What is said of a plan.
    words: PlanWords,
    /// What is said where there is none.
    problems: PlanProblems,
) -> impl IntoView {
    view! {
        <div
            hidden
            id=PROPS
            data-rules=rules.written()
            data-words=words.written()
            data-problems=problems.written()
        ></div>
    }
}

/// What [`PlanProps`] has written.
struct Props {
    open: OpenRules,
    words: PlanWords,
    problems: PlanProblems,
}

fn props(form: &HtmlFormElement) -> Option<Props> {
    let place = form.query_selector(&format!("#{PROPS}")).ok()??;
    let text = |name: &str| place.get_attribute(name);
    Some(Props {
        open: PlanRules::read(&text(RULES)?)?.open()?,
        words: PlanWords::read(&text(WORDS)?)?,
        problems: PlanProblems::read(&text(PROBLEMS)?)?,
    })
}

/// The fields of the form and, in the element [`OUTCOME`], what comes of them: as the server drew it
/// until something changes, then as it is counted here by the same rules.
#[island]
pub fn PlanBuilder(children: Children) -> impl IntoView {
    let told = RwSignal::new(None::<Told>);
    let count = move |event: Event| {
        let Some(form) = form_around(&event) else { return };
        let Some(Props { open, words, problems }) = props(&form) else { return };
        let Ok(fields) = FormData::new_with_form(&form) else { return };
        let field = |name: &str| fields.get(name).as_string().unwrap_or_default();
        let said = match open.counted(&field) {
            Ok(counted) => Told::Plan(Box::new(words.told(open.reader, open.owed, &counted))),
            Err(problem) => Told::Problem(problems.told(problem).to_owned()),
        };
        let is_first = told.with_untracked(Option::is_none);
        told.set(Some(said));
        if is_first {
            show(&form, told);
        }
    };
    view! { <div on:input=count>{children()}</div> }
}

fn form_around(event: &Event) -> Option<HtmlFormElement> {
    let inside = event.current_target()?.dyn_into::<Element>().ok()?;
    inside.closest("form").ok()??.dyn_into().ok()
}

/// Puts what is told in the place of what the server drew, for as long as the page stands.
fn show(form: &HtmlFormElement, told: RwSignal<Option<Told>>) {
    let found = form.query_selector(&format!("#{OUTCOME}")).ok().flatten();
    let Some(place) = found.and_then(|place| place.dyn_into::<HtmlElement>().ok()) else { return };
    place.set_text_content(None);
    mount_to(place, move || move || told.get().map(|told| view! { <Outcome told/> })).forget();
}
