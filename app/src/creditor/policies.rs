//! The policies of offers: which one is in force, what is planned, what waits as a draft.

use domain::ids::PolicyId;
use domain::money::Currency;
use leptos::prelude::*;

use super::policy::{Deed, VersionState};
use super::shell::{self, Place, Role, TeamShell};
use super::table::{Column, Table};
use crate::reader::Reader;
use crate::routes::{self, pattern};
use crate::texts::key;

/// What the list of policies shows.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PoliciesView {
    /// By name, those that are archived last.
    pub rows: Vec<PolicyRow>,
}

/// One policy.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PolicyRow {
    /// The policy.
    pub policy: PolicyId,
    /// What the team calls it.
    pub name: String,
    /// Of every amount in it.
    pub currency: Currency,
    /// Its versions that still matter, oldest first.
    pub versions: Vec<(i64, VersionState)>,
    /// Who took it out of force, and when.
    pub archived: Option<Deed>,
    /// Who made its newest version, and when.
    pub newest: Option<Deed>,
}

/// Draws the list of policies.
pub fn page(shell: TeamShell, view: PoliciesView) -> String {
    let reader = shell.reader;
    let may_write = shell.member.role == Role::Owner;
    let title = Place::Policies.name(reader);
    let head = shell::titled(&shell, &title);
    shell::page(shell, Place::Policies, head, move || {
        let none = view.rows.is_empty();
        view! {
            <h1>{title}</h1>
            <p class="soft lead">{reader.say(key::PoliciesLead)}</p>
            <section class="card">
                {if none {
                    view! { <p class="soft">{reader.say(key::PoliciesNone)}</p> }.into_any()
                } else {
                    view! { <Policies reader rows=view.rows/> }.into_any()
                }}
            </section>
            {may_write.then(|| view! { <New reader/> })}
            <ul class="ways-on">
                <li>
                    <a href=pattern::TEAM_AGREEMENT_TEXT>{reader.say(key::AgreementTextTitle)}</a>
                </li>
            </ul>
        }
        .into_any()
    })
}

#[component]
fn Policies(reader: Reader, rows: Vec<PolicyRow>) -> impl IntoView {
    let columns = vec![
        Column::text(reader.say(key::PoliciesName)),
        Column::brief(reader.say(key::TeamCurrency)),
        Column::text(reader.say(key::PoliciesState)),
        Column::text(reader.say(key::PoliciesNewest)),
    ];
    let rows = rows
        .into_iter()
        .map(|row| {
            let PolicyRow { policy, name, currency, versions, archived, newest } = row;
            vec![
                view! { <a href=routes::team_policy(&policy)>{name}</a> }.into_any(),
                currency.code().into_any(),
                view! { <Marks reader versions archived/> }.into_any(),
                newest.map(|deed| deed.text(reader)).into_any(),
            ]
        })
        .collect();
    view! { <Table caption=Place::Policies.name(reader) columns rows/> }
}

/// The ways to begin a policy: as one of the examples that come with the program, or empty.
#[component]
fn New(reader: Reader) -> impl IntoView {
    let examples = [
        ("clinic", reader.say(key::PoliciesClinic)),
        ("wholesaler", reader.say(key::PoliciesWholesaler)),
        ("gym", reader.say(key::PoliciesGym)),
    ];
    let examples = examples.map(|(word, label)| {
        view! { <li><a href=routes::team_policy_from(word)>{label}</a></li> }
    });
    view! {
        <section class="card no-print">
            <h2>{reader.say(key::PoliciesNew)}</h2>
            <p class="soft">{reader.say(key::PoliciesFrom)}</p>
            <ul class="ways-on">
                {examples.into_iter().collect_view()}
                <li><a href=pattern::TEAM_POLICY_NEW>{reader.say(key::SequencesEmpty)}</a></li>
            </ul>
        </section>
    }
}

#[component]
fn Marks(
    reader: Reader,
    versions: Vec<(i64, VersionState)>,
    archived: Option<Deed>,
) -> impl IntoView {
    if let Some(deed) = archived {
        let text = reader.say(key::PolicyArchivedMark { who: &deed.text(reader) });
        return view! { <div><span class="tag quiet">{text}</span></div> }.into_any();
    }
    let marks = versions.into_iter().map(|(version, state)| {
        let (version, text) = (&version.to_string(), &state.text(reader));
        let said = reader.say(key::PolicyVersionMark { version, state: text });
        view! { <span class="line"><span class=state.class()>{said}</span></span> }
    });
    view! { <div>{marks.collect_view()}</div> }.into_any()
}
