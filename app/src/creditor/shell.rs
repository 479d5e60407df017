//! What surrounds the pages of a signed-in member: sections with what waits in each, the way out.

use leptos::prelude::*;

use super::news::News;
use crate::components::{Notice, Tone};
use crate::reader::Reader;
use crate::routes::pattern;
use crate::shell::{Head, Languages, Mode, TestBanner, document};
use crate::texts::key;

/// What the server knows about the surroundings of a team's page.
#[derive(Clone, Debug)]
pub struct TeamShell {
    /// Who reads, and when.
    pub reader: Reader,
    /// URLs of the style sheets, in the order of the cascade; the brand's last.
    pub sheets: Vec<String>,
    /// The creditor's name.
    pub creditor: String,
    /// Who is signed in.
    pub member: Member,
    /// What waits for a person.
    pub waiting: Waiting,
    /// What the last form did.
    pub news: Option<News>,
    /// Whether money is real.
    pub mode: Mode,
    /// The page's own query without `lang`; usually empty.
    pub query: String,
}

/// One member of the team.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Member {
    /// As the team knows them.
    pub name: String,
    /// What they may do.
    pub role: Role,
}

/// What a member may do.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Role {
    /// Everything; the only one who refunds, invites and sets up.
    Owner,
    /// Works on cases.
    Agent,
}

/// How much waits for a person, by section.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Waiting {
    /// Transfers that debtors have announced.
    pub transfers: u64,
    /// Answers that nobody has attended to.
    pub answers: u64,
    /// Sums of money without a case.
    pub suspense: u64,
    /// Proposals that wait for the creditor.
    pub proposals: u64,
    /// Changes of imports that nobody has decided on.
    pub changes: u64,
    /// What the team is to do.
    pub tasks: u64,
}

/// The sections, in the order of the menu.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Place {
    Home,
    Cases,
    Transfers,
    Answers,
    Tasks,
    Proposals,
    Suspense,
    Changes,
    Payments,
    Plans,
    Policies,
    Sequences,
    Templates,
    Members,
}

impl Role {
    /// The word that stands for it in forms and in the store.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::Agent => "agent",
        }
    }

    /// Reads a [`Role::code`]; `None` for anything else.
    pub fn parse(code: &str) -> Option<Self> {
        [Self::Owner, Self::Agent].into_iter().find(|role| role.code() == code)
    }

    pub(crate) fn name(self, reader: Reader) -> String {
        match self {
            Self::Owner => reader.say(key::TeamRoleOwner),
            Self::Agent => reader.say(key::TeamRoleAgent),
        }
    }
}

impl Waiting {
    const fn all(self) -> u64 {
        self.transfers + self.answers + self.suspense + self.proposals + self.changes + self.tasks
    }
}

impl Place {
    const ALL: [Self; 14] = [
        Self::Home,
        Self::Cases,
        Self::Transfers,
        Self::Answers,
        Self::Tasks,
        Self::Proposals,
        Self::Suspense,
        Self::Changes,
        Self::Payments,
        Self::Plans,
        Self::Policies,
        Self::Sequences,
        Self::Templates,
        Self::Members,
    ];

    /// The name in the menu, which is also the heading of most sections.
    pub(super) fn name(self, reader: Reader) -> String {
        match self {
            Self::Home => reader.say(key::TeamNavHome),
            Self::Cases => reader.say(key::TeamNavCases),
            Self::Transfers => reader.say(key::TeamNavTransfers),
            Self::Answers => reader.say(key::TeamNavAnswers),
            Self::Tasks => reader.say(key::TeamNavTasks),
            Self::Proposals => reader.say(key::TeamNavProposals),
            Self::Suspense => reader.say(key::TeamNavSuspense),
            Self::Changes => reader.say(key::TeamNavChanges),
            Self::Payments => reader.say(key::TeamNavPayments),
            Self::Plans => reader.say(key::TeamNavPlans),
            Self::Policies => reader.say(key::TeamNavPolicies),
            Self::Sequences => reader.say(key::TeamNavSequences),
            Self::Templates => reader.say(key::TeamNavTemplates),
            Self::Members => reader.say(key::TeamNavMembers),
        }
    }

    const fn href(self) -> &'static str {
        match self {
            Self::Home => pattern::TEAM_HOME,
            Self::Cases => pattern::TEAM_CASES,
            Self::Transfers => pattern::TEAM_TRANSFERS,
            Self::Answers => pattern::TEAM_ANSWERS,
            Self::Tasks => pattern::TEAM_TASKS,
            Self::Proposals => pattern::TEAM_PROPOSALS,
            Self::Suspense => pattern::TEAM_SUSPENSE,
            Self::Changes => pattern::TEAM_CHANGES,
            Self::Payments => pattern::TEAM_PAYMENTS,
            Self::Plans => pattern::TEAM_PLANS,
            Self::Policies => pattern::TEAM_POLICIES,
            Self::Sequences => pattern::TEAM_SEQUENCES,
            Self::Templates => pattern::TEAM_TEMPLATES,
            Self::Members => pattern::TEAM_MEMBERS,
        }
    }

    const fn waiting(self, waiting: Waiting) -> u64 {
        match self {
            Self::Transfers => waiting.transfers,
            Self::Answers => waiting.answers,
            Self::Tasks => waiting.tasks,
            Self::Proposals => waiting.proposals,
            Self::Suspense => waiting.suspense,
            Self::Changes => waiting.changes,
            _ => 0,
        }
    }
}

/// The title of a page of the team: discreet, and told apart from other creditors' tabs.
pub(super) fn titled(shell: &TeamShell, title: &str) -> Head {
    Head::titled(format!("{title} · {}", shell.creditor))
}

/// A page of a section that has one page.
pub(super) fn page(
    shell: TeamShell,
    place: Place,
    head: Head,
    content: impl FnOnce() -> AnyView,
) -> String {
    page_at(shell, (place, place.href().to_owned()), head, content)
}

/// A page of a section, with the address at which it is asked for: a form that comes back is
/// answered elsewhere, where the links to other languages would lead nowhere.
pub(super) fn page_at(
    shell: TeamShell,
    (place, path): (Place, String),
    head: Head,
    content: impl FnOnce() -> AnyView,
) -> String {
    let TeamShell { reader, sheets, creditor, member, waiting, news, mode, query } = shell;
    document(reader.voice.tag(), head, sheets, move || {
        let initial: String = creditor.chars().find(|c| c.is_alphanumeric()).into_iter().collect();
        let sections = move || view! { <Sections reader here=place waiting/> };
        let account = member.clone();
        view! {
            <a class="skip vh" href="#contenido">{reader.say(key::ShellSkip)}</a>
            {(mode == Mode::Test).then(|| view! { <TestBanner reader/> })}
            <div class="console">
                <header class="side no-print">
                    <a class="brand" href=pattern::TEAM_HOME>
                        <span class="logo" aria-hidden="true">{initial.to_uppercase()}</span>
                        <b>{creditor}</b>
                    </a>
                    <div class="wide">{sections()}<Account reader member=account/></div>
                    <details class="narrow">
                        <summary>
                            {reader.say(key::TeamNavMenu)}<Count reader count=waiting.all()/>
                        </summary>
                        {sections()}
                        <Account reader member/>
                    </details>
                </header>
                <main id="contenido" tabindex="-1">
                    {news.map(|n| view! { <Notice tone=Tone::News lead=n.text(reader)/> })}
                    {content()}
                    <footer class="bottom"><Languages current=reader.voice.lang query path/></footer>
                </main>
            </div>
        }
        .into_any()
    })
}

#[component]
fn Sections(reader: Reader, here: Place, waiting: Waiting) -> impl IntoView {
    let items = Place::ALL.into_iter().map(|place| {
        let current = (place == here).then_some("page");
        view! {
            <li>
                <a href=place.href() aria-current=current>
                    {place.name(reader)}<Count reader count=place.waiting(waiting)/>
                </a>
            </li>
        }
    });
    view! {
        <nav aria-label=reader.say(key::TeamNavLabel)>
            <ul>{items.collect_view()}</ul>
        </nav>
    }
}

/// How many wait; nothing when none does.
#[component]
fn Count(reader: Reader, count: u64) -> impl IntoView {
    (count > 0).then(|| {
        view! {
            " "
            <span class="count">
                {count.to_string()}
                <span class="vh">" " {reader.say(key::TeamNavWaiting { count })}</span>
            </span>
        }
    })
}

#[component]
fn Account(reader: Reader, member: Member) -> impl IntoView {
    view! {
        <div class="account">
            <p><b>{member.name}</b> <span class="soft small">{member.role.name(reader)}</span></p>
            <form method="post" action=pattern::TEAM_LOG_OUT>
                <button class="plain">{reader.say(key::TeamLogOut)}</button>
            </form>
        </div>
    }
}
