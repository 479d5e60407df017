//! The team: who is in it, and for owners the form that invites.

use leptos::prelude::*;

use super::form::{FaultList, Faults, Fold, Line, Typed};
use super::shell::{self, Place, Role, TeamShell};
use super::table::{Column, Table};
use crate::components::{Choice, Choices, Chosen, FieldKind, Legend, Pick};
use crate::reader::Reader;
use crate::routes::pattern;
use crate::texts::key;

/// What the page of the team shows.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MembersView {
    /// The members, by name.
    pub rows: Vec<MemberRow>,
    /// The form that invites; drawn for owners only.
    pub invite: InviteForm,
}

/// One member.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MemberRow {
    /// As the team knows them.
    pub name: String,
    /// Their address; colleagues may see it.
    pub email: String,
    /// What they may do.
    pub role: Role,
    /// Whether they can sign in.
    pub state: MemberState,
}

/// Whether a member can sign in.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum MemberState {
    /// They have signed in.
    Active,
    /// They have not signed in yet.
    Invited,
    /// Paused after wrong codes.
    Locked,
}

/// The form that invites, as it was typed if it came back.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct InviteForm {
    /// Where the invitation goes.
    pub email: Typed,
    /// What the team will call them.
    pub name: Typed,
    /// What they may do; nothing is chosen beforehand.
    pub role: Option<Role>,
    /// Whether a role is still missing.
    pub role_missing: bool,
}

/// Draws the page of the team.
pub fn page(shell: TeamShell, view: MembersView) -> String {
    let reader = shell.reader;
    let MembersView { rows, invite } = view;
    let missing = invite.role_fault();
    let faults = Faults::of([("email", &invite.email), ("name", &invite.name), ("role", &missing)]);
    let title = Place::Members.name(reader);
    let head = faults.mark(shell::titled(&shell, &title), reader);
    let may_invite = shell.member.role == Role::Owner;
    shell::page(shell, Place::Members, head, move || {
        view! {
            <FaultList reader faults/>
            <h1>{title}</h1>
            <section class="card"><Members reader rows/></section>
            {may_invite.then(|| view! {
                <section class="card"><Invite reader form=invite/></section>
            })}
        }
        .into_any()
    })
}

impl InviteForm {
    fn role_fault(&self) -> Typed {
        let wrong = self.role_missing.then_some(super::form::Wrong::Choice);
        Typed { value: String::new(), wrong }
    }

    fn came_back(&self) -> bool {
        self.role_missing || self.email.wrong.is_some() || self.name.wrong.is_some()
    }
}

#[component]
fn Members(reader: Reader, rows: Vec<MemberRow>) -> impl IntoView {
    let columns = vec![
        Column::text(reader.say(key::TeamMembersName)),
        Column::text(reader.say(key::TeamCaseEmail)),
        Column::text(reader.say(key::TeamMembersRole)),
        Column::text(reader.say(key::TeamMembersState)),
    ];
    let rows = rows
        .into_iter()
        .map(|MemberRow { name, email, role, state }| {
            let state = match state {
                MemberState::Active => reader.say(key::TeamMembersActive),
                MemberState::Invited => reader.say(key::TeamMembersInvited),
                MemberState::Locked => reader.say(key::TeamMembersLocked),
            };
            vec![name.into_any(), email.into_any(), role.name(reader).into_any(), state.into_any()]
        })
        .collect();
    view! { <Table caption=Place::Members.name(reader) columns rows/> }
}

#[component]
fn Invite(reader: Reader, form: InviteForm) -> impl IntoView {
    let open = form.came_back();
    let problem = form.role_missing.then(|| reader.say(key::TeamWrongChoice));
    let InviteForm { email, name, role, .. } = form;
    let choices = [
        (Role::Agent, reader.say(key::TeamMembersInviteAgent)),
        (Role::Owner, reader.say(key::TeamMembersInviteOwner)),
    ]
    .map(|(each, more)| Choice {
        value: each.code().to_owned(),
        what: each.name(reader),
        more: Some(more),
        amount: None,
        state: Chosen::when(role == Some(each)),
    });
    view! {
        <Fold label=reader.say(key::TeamMembersInvite) open>
            <form method="post" action=pattern::TEAM_MEMBERS>
                <div class="fields">
                    <Line
                        reader
                        name="email"
                        label=reader.say(key::TeamSignInEmail)
                        kind=FieldKind::Email
                        typed=email
                    />
                    <Line
                        reader
                        name="name"
                        label=reader.say(key::TeamMembersName)
                        kind=FieldKind::Text
                        typed=name
                    />
                </div>
                <Choices
                    name="role"
                    legend=Legend::Shown(reader.say(key::TeamMembersRole))
                    pick=Pick::One
                    choices=choices.into()
                    problem
                />
                <button class="btn fit">{reader.say(key::TeamMembersInviteButton)}</button>
            </form>
        </Fold>
    }
}
