//! What is wrong in the editor and what the check found, each beside its field and on top of the page.

use domain::policy::Policy;
use domain::policy::check::{Contradiction, Given, Span, Why};
use leptos::prelude::*;

use super::{Checked, EditorView, Newer};
use crate::creditor::policy::entered::field;
use crate::creditor::policy::one::Lines;
use crate::creditor::policy::tried::Outcome;
use crate::creditor::policy::words::{refused, warned};
use crate::reader::Reader;
use crate::texts::key;

/// Something that keeps the form from being saved.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::creditor) struct Found {
    /// The `id` of the field, or of the segment.
    pub field: String,
    /// What is wrong with it.
    pub text: String,
}

/// Everything that keeps the form from being saved.
pub(in crate::creditor) fn problems(reader: Reader, view: &EditorView) -> Vec<Found> {
    let unfit = view.unfit.iter().map(|(field, unfit)| {
        let text = unfit.text(reader);
        Found { field: field.clone(), text }
    });
    let checked = view.checked.iter().flat_map(|checked| {
        checked.contradictions.iter().map(move |one| {
            let text = refused(reader, &checked.policy, one);
            Found { field: field_of(&checked.policy, one), text }
        })
    });
    unfit.chain(checked).collect()
}

/// The field beside which a contradiction is told.
fn field_of(policy: &Policy, one: &Contradiction) -> String {
    let Some(place) = one.segment else { return "late.yearly".to_owned() };
    let key = match one.why {
        Why::LeastAboveMost(Span::DaysLate) => "days_late.from",
        Why::LeastAboveMost(Span::Total) => "total.from",
        Why::LeastAboveMost(Span::Debts) => "debts.from",
        Why::LeastAboveMost(Span::Instalments) | Why::NoPlan(_) => "plan.instalments.from",
        Why::Nothing(given) | Why::Everything(given) => key_of(given),
        Why::NoRhythm => "plan.frequencies",
        Why::TooMany(parts) if is_of_plan(policy, place, parts) => "plan.instalments.to",
        Why::TooMany(_) => "settlement.payments",
        Why::NoPart(_) => "part.least",
        Why::Currency(_) | Why::NeverMatches => return format!("s{}", place + 1),
    };
    field(place, key)
}

const fn key_of(given: Given) -> &'static str {
    match given {
        Given::Discount => "discount.percent",
        Given::Settlement => "settlement.given_up",
        Given::Reward => "plan.reward_percent",
        Given::Extension => "extension.days",
        Given::Proposals => "proposals.instalments",
        Given::Moves => "plan.move_days",
        Given::Retries => "plan.retry_days",
    }
}

fn is_of_plan(policy: &Policy, place: usize, parts: u32) -> bool {
    let plan = policy.segments.get(place).and_then(|segment| segment.plan.as_ref());
    plan.is_some_and(|plan| *plan.parts.end() == parts)
}

/// What is wrong, each a link to its field. Nothing when nothing is.
#[component]
pub(in crate::creditor) fn FoundList(reader: Reader, list: Vec<Found>) -> impl IntoView {
    (!list.is_empty()).then(|| {
        let items = list.into_iter().map(|found| {
            view! { <li><a href=format!("#{}", found.field)>{found.text}</a></li> }
        });
        view! {
            <div class="notice fault" role="alert" tabindex="-1">
                <p><b>{reader.say(key::TeamWrongTitle)}</b></p>
                <ul>{items.collect_view()}</ul>
            </div>
        }
    })
}

/// Says that somebody made a version meanwhile, and what the form says differently.
#[component]
pub(in crate::creditor) fn Overtaken(reader: Reader, newer: Newer) -> impl IntoView {
    let Newer { version, deed, changes } = newer;
    let (version, deed) = (&version.to_string(), &deed.text(reader));
    let lead = reader.say(key::PolicyNewer { version, deed });
    let changes = changes.into_iter().map(|change| {
        view! { <h3>{change.place}</h3><Lines lines=change.lines/> }
    });
    view! {
        <div class="notice wait" role="alert" tabindex="-1">
            <p><b>{lead}</b></p>
            <p>{reader.say(key::PolicyNewerMore)}</p>
            {changes.collect_view()}
        </div>
    }
}

/// What stands beside the form: what is unwise, and what the policy would mean.
#[component]
pub(in crate::creditor) fn Beside(reader: Reader, checked: Checked) -> impl IntoView {
    let Checked { policy, contradictions, warnings, tried } = checked;
    let lines: Vec<_> = warnings.iter().map(|one| warned(reader, &policy, one)).collect();
    let good = (lines.is_empty() && contradictions.is_empty()).then(|| {
        let text = reader.say(key::PolicyCheckGood);
        view! { <p class="notice" role="status">{text}</p> }
    });
    let review = (!lines.is_empty()).then(|| {
        view! {
            <section class="card">
                <h2>{reader.say(key::PolicyCheckWarned)}</h2>
                <Lines lines/>
            </section>
        }
    });
    view! {
        {good}
        {review}
        <Outcome reader policy tried/>
    }
}
