//! What is different between two versions of a policy.

use domain::ids::PolicyId;
use leptos::prelude::*;

use super::difference::Change;
use super::one::Lines;
use crate::creditor::shell::{self, Place, TeamShell};
use crate::routes;
use crate::texts::key;

/// What the page of a difference shows.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CompareView {
    /// The policy.
    pub policy: PolicyId,
    /// What the team calls it.
    pub name: String,
    /// The two versions: what the second says that the first does not is told as new.
    pub pair: (i64, i64),
    /// Everything that is different.
    pub changes: Vec<Change>,
}

/// Draws the page of a difference.
pub fn page(shell: TeamShell, view: CompareView) -> String {
    let reader = shell.reader;
    let head = shell::titled(&shell, &Place::Policies.name(reader));
    let path = routes::team_policy_compare(&view.policy);
    shell::page_at(shell, (Place::Policies, path), head, move || {
        let CompareView { policy, name, pair, changes } = view;
        let (old, new) = (&pair.0.to_string(), &pair.1.to_string());
        let title = reader.say(key::PolicyCompareTitle { name: &name, old, new });
        let none = changes.is_empty();
        let cards = changes.into_iter().map(|Change { place, lines }| {
            view! { <section class="card"><h2>{place}</h2><Lines lines/></section> }
        });
        view! {
            <p class="back"><a href=routes::team_policy(&policy)>"‹ " {name}</a></p>
            <h1>{title}</h1>
            {none.then(|| view! { <p class="card soft">{reader.say(key::PolicyCompareSame)}</p> })}
            {cards.collect_view()}
        }
        .into_any()
    })
}
