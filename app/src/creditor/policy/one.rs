//! One policy: its versions, what the newest says, and for owners the ways to put it in force and out of it.

use domain::ids::PolicyId;
use domain::money::Currency;
use leptos::prelude::*;

use super::state::{Deed, VersionState};
use super::summary::{Section, Summary};
use crate::components::{Choice, Choices, Chosen, FieldKind, Notice, Pick, Tone};
use crate::creditor::form::{FaultList, Faults, Fold, Line, Typed};
use crate::creditor::shell::{self, Place, Role, TeamShell};
use crate::reader::Reader;
use crate::routes;
use crate::texts::key;

mod versions;

use self::versions::{Compare, Versions};

/// What the page of a policy shows.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PolicyView {
    /// The policy.
    pub policy: PolicyId,
    /// What the team calls it.
    pub name: String,
    /// Of every amount in it.
    pub currency: Currency,
    /// Who took it out of force, and when.
    pub archived: Option<Deed>,
    /// Its versions, newest first; never empty.
    pub versions: Vec<VersionRow>,
    /// What the newest says.
    pub says: Vec<Section>,
    /// The form that puts the newest in force, where that has not been done.
    pub activation: Option<ActivationForm>,
}

/// One version.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct VersionRow {
    /// Counted from 1.
    pub version: i64,
    /// Where it stands.
    pub state: VersionState,
    /// Who made it, and when.
    pub saved: Deed,
    /// Who put it in force, and when they did so.
    pub activated: Option<Deed>,
}

/// From when on a version is in force.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum When {
    /// From the press of the button.
    Now,
    /// From a day and a time in the creditor's zone.
    At,
}

/// The form that puts a version in force.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ActivationForm {
    /// Which.
    pub version: i64,
    /// From when on.
    pub when: When,
    /// The day, `YYYY-MM-DD`.
    pub day: Typed,
    /// The time, `HH:MM`.
    pub time: Typed,
    /// What contradicts itself on that day, in words.
    pub refused: Vec<String>,
}

impl When {
    /// Reads the field `when`; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Now, Self::At].into_iter().find(|when| when.code() == text)
    }

    /// The word that stands for it in forms.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Now => "now",
            Self::At => "at",
        }
    }
}

impl ActivationForm {
    fn came_back(&self) -> bool {
        self.day.wrong.is_some() || self.time.wrong.is_some() || !self.refused.is_empty()
    }
}

/// Draws the page of a policy.
pub fn page(shell: TeamShell, view: PolicyView) -> String {
    let reader = shell.reader;
    let role = shell.member.role;
    let fields = view.activation.iter().flat_map(|form| [("day", &form.day), ("time", &form.time)]);
    let faults = Faults::of(fields);
    let refused = view.activation.as_ref().is_some_and(|form| !form.refused.is_empty());
    let head = shell::titled(&shell, &Place::Policies.name(reader));
    let head = if refused { head.with_problem(reader) } else { faults.mark(head, reader) };
    let path = routes::team_policy(&view.policy);
    shell::page_at(shell, (Place::Policies, path), head, move || {
        let PolicyView { policy, name, currency, archived, versions, says, activation } = view;
        let title = reader.say(key::PolicyOneTitle { name: &name, currency: currency.code() });
        let newest = versions.first().map_or(0, |row| row.version).to_string();
        let numbers: Vec<_> = versions.iter().map(|row| row.version).collect();
        let owner = role == Role::Owner;
        let (is_archived, edit) = (archived.is_some(), routes::team_policy_edit(&policy));
        view! {
            <FaultList reader faults/>
            <h1>{title}</h1>
            {archived.map(|deed| {
                let lead = reader.say(key::PolicyArchivedMark { who: &deed.text(reader) });
                view! { <Notice tone=Tone::Wait lead/> }
            })}
            {owner.then(|| view! {
                <a class="btn ghost" href=edit>{reader.say(key::PolicyOneEdit)}</a>
            })}
            {activation.filter(|_| owner).map(|form| view! {
                <section class="card"><Activate reader policy=policy.clone() form/></section>
            })}
            <section class="card">
                <h2>{reader.say(key::PolicyOneVersions)}</h2>
                <Versions reader policy=policy.clone() rows=versions owner/>
                <Compare reader policy=policy.clone() numbers/>
            </section>
            <h2>{reader.say(key::PolicyOneSays { version: &newest })}</h2>
            <Summary sections=says/>
            {owner.then(|| view! { <section class="card"><Archive reader policy is_archived/></section> })}
        }
        .into_any()
    })
}

/// The form that puts the newest version in force.
#[component]
fn Activate(reader: Reader, policy: PolicyId, form: ActivationForm) -> impl IntoView {
    let open = form.came_back();
    let ActivationForm { version, when, day, time, refused } = form;
    let version = version.to_string();
    let label = reader.say(key::PolicyActivate { version: &version });
    let choices = [
        (When::Now, reader.say(key::PolicyActivateNow)),
        (When::At, reader.say(key::PolicyActivateAt)),
    ]
    .map(|(each, what)| Choice {
        value: each.code().to_owned(),
        what,
        more: None,
        amount: None,
        state: Chosen::when(each == when),
    });
    view! {
        <Fold label open>
            <p>{reader.say(key::PolicyActivateLead)}</p>
            {(!refused.is_empty()).then(|| view! {
                <div class="notice fault" role="alert"><Lines lines=refused/></div>
            })}
            <form method="post" action=routes::team_policy_activate(&policy)>
                <input type="hidden" name="version" value=version/>
                <Choices
                    name="when"
                    legend=reader.say(key::PolicyActivateWhen)
                    pick=Pick::One
                    choices=choices.into()
                />
                <div class="fields">
                    <Line
                        reader
                        name="day"
                        label=reader.say(key::PolicyActivateDay)
                        kind=FieldKind::Date
                        typed=day
                    />
                    <Line
                        reader
                        name="time"
                        label=reader.say(key::PolicyActivateTime)
                        kind=FieldKind::Text
                        typed=time
                        hint=Some(reader.say(key::PolicyActivateTimeHint))
                    />
                </div>
                <button class="btn fit">{reader.say(key::PolicyActivateButton)}</button>
            </form>
        </Fold>
    }
}

/// Sentences, one below the other.
#[component]
pub(super) fn Lines(lines: Vec<String>) -> impl IntoView {
    let items = lines.into_iter().map(|line| view! { <li>{line}</li> });
    view! { <ul class="said-lines">{items.collect_view()}</ul> }
}

/// Takes the policy out of force, or back.
#[component]
fn Archive(reader: Reader, policy: PolicyId, is_archived: bool) -> impl IntoView {
    let (action, label, lead, button) = if is_archived {
        (
            routes::team_policy_take_up(&policy),
            reader.say(key::PolicyTakeUp),
            reader.say(key::PolicyTakeUpLead),
            reader.say(key::PolicyTakeUpButton),
        )
    } else {
        (
            routes::team_policy_archive(&policy),
            reader.say(key::PolicyArchive),
            reader.say(key::PolicyArchiveLead),
            reader.say(key::PolicyArchiveButton),
        )
    };
    view! {
        <Fold label open=false>
            <p>{lead}</p>
            <form method="post" action=action><button class="btn fit">{button}</button></form>
        </Fold>
    }
}
