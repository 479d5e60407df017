//! Issuing a debt-free certificate, where nothing is owed and none in force names every document.

use domain::ids::CaseId;
use leptos::prelude::*;

use crate::components::{Choice, Choices, Chosen, Pick};
use crate::creditor::form::Typed;
use crate::creditor::shell::Role;
use crate::reader::Reader;
use crate::routes;
use crate::texts::key;

/// What the box sends that says that a person has checked it.
pub const CHECKED: &str = "yes";

/// The `id` of the box.
pub(super) const BOX: &str = "checked";

/// The form with its one box, as it came back; nothing for agents, and where none can be issued.
#[component]
pub(super) fn Issue(
    reader: Reader,
    role: Role,
    case: CaseId,
    form: Option<Typed>,
) -> impl IntoView {
    form.filter(|_| role == Role::Owner).map(|typed| {
        let problem = typed.wrong.map(|wrong| wrong.text(reader));
        let checked = Choice {
            value: CHECKED.to_owned(),
            what: reader.say(key::TeamClearanceYes),
            more: Some(reader.say(key::TeamClearanceHint)),
            amount: None,
            state: Chosen::No,
        };
        view! {
            <section class="card no-print">
                <h2>{reader.say(key::ClearanceTitle)}</h2>
                <p>{reader.say(key::TeamClearanceLead)}</p>
                <form method="post" action=routes::team_case_clearance(&case)>
                    <Choices
                        name=BOX
                        legend=reader.say(key::TeamClearanceLegend)
                        pick=Pick::Any
                        choices=vec![checked]
                        problem
                    />
                    <button class="btn fit">{reader.say(key::TeamClearanceButton)}</button>
                </form>
            </section>
        }
    })
}
