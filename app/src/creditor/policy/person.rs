//! What one person would see under a version of a policy today. It is looked at, and nothing on it acts.

use domain::ids::PolicyId;
use leptos::prelude::*;

use crate::components::FieldKind;
use crate::creditor::form::{FaultList, Faults, Line, Typed};
use crate::creditor::shell::{self, Place, TeamShell};
use crate::debtor::options::{self, OptionsView};
use crate::reader::Reader;
use crate::routes;
use crate::texts::key;

/// What the page shows.
#[derive(Clone, Debug)]
pub struct PersonView {
    /// The policy.
    pub policy: PolicyId,
    /// What the team calls it.
    pub name: String,
    /// The version.
    pub version: i64,
    /// The number that somebody is looked for by: a customer's or an invoice's.
    pub number: Typed,
    /// Who was found.
    pub seen: Option<Seen>,
}

/// What somebody would see.
#[derive(Clone, Debug)]
pub struct Seen {
    /// The person's name, else the customer's number.
    pub who: String,
    /// Who reads it, in their own words.
    pub reader: Reader,
    /// Their ways out; `None` if nothing is open that the policy speaks of.
    pub options: Option<OptionsView>,
}

/// Draws the page.
pub fn page(shell: TeamShell, view: PersonView) -> String {
    let reader = shell.reader;
    let faults = Faults::of([("number", &view.number)]);
    let head = faults.mark(shell::titled(&shell, &Place::Policies.name(reader)), reader);
    let path = super::address(&routes::team_policy_person(&view.policy, view.version));
    shell::page_at(shell, (Place::Policies, path), head, move || {
        let PersonView { policy, name, version, number, seen } = view;
        let text = &version.to_string();
        let title = reader.say(key::PolicyPersonTitle { name: &name, version: text });
        let action = routes::team_policy_person(&policy, version);
        let asked = seen.is_none();
        view! {
            <FaultList reader faults/>
            <p class="back"><a href=routes::team_policy(&policy)>"‹ " {name}</a></p>
            {asked.then(|| view! { <h1>{title.clone()}</h1> })}
            <form class="search" method="post" action=action>
                <Line
                    reader
                    name="number"
                    label=reader.say(key::PolicyPersonNumber)
                    kind=FieldKind::Text
                    typed=number
                />
                <button class="btn">{reader.say(key::PolicyPersonButton)}</button>
            </form>
            {seen.map(|seen| view! { <Looked reader title seen/> })}
        }
        .into_any()
    })
}

#[component]
fn Looked(reader: Reader, title: String, seen: Seen) -> impl IntoView {
    let Seen { who, reader: theirs, options } = seen;
    let Some(options) = options else {
        let text = reader.say(key::PolicyPersonNothing { who: &who });
        return view! { <h1>{title}</h1><p class="card">{text}</p> }.into_any();
    };
    let note = reader.say(key::PolicyPersonNote { who: &who });
    view! {
        <div class="notice wait" role="status"><p><b>{title}</b></p><p>{note}</p></div>
        <div class="seen" inert=true lang=theirs.voice.tag()>{options::content(theirs, options)}</div>
    }
    .into_any()
}
