//! A version of a policy tried on all cases of today.

use domain::ids::PolicyId;
use domain::policy::Policy;
use leptos::prelude::*;

use super::tried::Outcome;
pub use super::tried::Tried;
use crate::creditor::shell::{self, Place, TeamShell};
use crate::routes;
use crate::texts::key;

/// What the page of a preview shows.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PortfolioView {
    /// The policy.
    pub id: PolicyId,
    /// What the team calls it.
    pub name: String,
    /// The version.
    pub version: i64,
    /// What it says.
    pub policy: Policy,
    /// What it would mean.
    pub tried: Tried,
}

/// Draws the page of a preview.
pub fn page(shell: TeamShell, view: PortfolioView) -> String {
    let reader = shell.reader;
    let head = shell::titled(&shell, &Place::Policies.name(reader));
    let path = super::address(&routes::team_policy_preview(&view.id, view.version));
    shell::page_at(shell, (Place::Policies, path), head, move || {
        let PortfolioView { id, name, version, policy, tried } = view;
        let version = &version.to_string();
        let title = reader.say(key::PolicyPortfolioTitle { name: &name, version });
        view! {
            <p class="back"><a href=routes::team_policy(&id)>"‹ " {name}</a></p>
            <h1>{title}</h1>
            <p class="soft lead">{reader.say(key::PolicyPortfolioLead)}</p>
            <Outcome reader policy tried/>
        }
        .into_any()
    })
}
