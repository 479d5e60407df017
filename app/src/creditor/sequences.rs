//! The sequences of reminders: which one is in force, which channels rest, and the ways to what they do.

use domain::contact_channel::ContactChannel;
use domain::ids::SequenceId;
use leptos::prelude::*;

use super::policy::{Deed, VersionState};
use super::shell::{self, Place, Role, TeamShell};
use super::table::{Column, Table};
use super::template::channel_name;
use crate::reader::Reader;
use crate::routes::{self, pattern};
use crate::texts::key;

/// What the list of sequences shows.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SequencesView {
    /// By name, those that are archived last.
    pub rows: Vec<SequenceRow>,
    /// Each channel, and whether anything leaves by it.
    pub channels: Vec<(ContactChannel, ChannelState)>,
}

/// Whether anything leaves by a channel.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ChannelState {
    /// As usual.
    Open,
    /// Nothing: the portal has no account for it, or the creditor no sender.
    NoAccount,
    /// Nothing that nobody asked for: who lets it rest, since when.
    Rests(Deed),
}

/// One sequence.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SequenceRow {
    /// The sequence.
    pub sequence: SequenceId,
    /// What the team calls it.
    pub name: String,
    /// Its versions that still matter, oldest first.
    pub versions: Vec<(i64, VersionState)>,
    /// Who took it out of force, and when.
    pub archived: Option<Deed>,
    /// Who made its newest version, and when.
    pub newest: Option<Deed>,
}

/// What the button of a channel does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum RestAct {
    /// The channel rests.
    Begin,
    /// It goes on.
    End,
}

impl RestAct {
    /// Reads the field `do`; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Begin, Self::End].into_iter().find(|act| act.code() == text)
    }

    const fn code(self) -> &'static str {
        match self {
            Self::Begin => "rest",
            Self::End => "go-on",
        }
    }
}

/// Stands for every channel in a form.
pub const EVERY_CHANNEL: &str = "all";

/// Draws the list of sequences.
pub fn page(shell: TeamShell, view: SequencesView) -> String {
    let reader = shell.reader;
    let role = shell.member.role;
    let title = Place::Sequences.name(reader);
    let head = shell::titled(&shell, &title);
    shell::page(shell, Place::Sequences, head, move || {
        let SequencesView { rows, channels } = view;
        let none = rows.is_empty();
        let ways = [
            (pattern::TEAM_CALENDAR, reader.say(key::CalendarTitle)),
            (pattern::TEAM_RESULTS, reader.say(key::ResultsTitle)),
            (pattern::TEAM_TASKS, Place::Tasks.name(reader)),
            (pattern::TEAM_TEMPLATES, Place::Templates.name(reader)),
            (pattern::TEAM_CONTACT_RULES, reader.say(key::ContactRulesTitle)),
        ];
        let ways = ways.map(|(href, label)| view! { <li><a href=href>{label}</a></li> });
        view! {
            <h1>{title}</h1>
            <p class="soft lead">{reader.say(key::SequencesLead)}</p>
            <ul class="ways-on">{ways.into_iter().collect_view()}</ul>
            <section class="card">
                {if none {
                    view! { <p class="soft">{reader.say(key::SequencesNone)}</p> }.into_any()
                } else {
                    view! { <Sequences reader rows/> }.into_any()
                }}
            </section>
            <Rests reader role channels/>
            {(role == Role::Owner).then(|| view! { <New reader/> })}
        }
        .into_any()
    })
}

#[component]
fn Sequences(reader: Reader, rows: Vec<SequenceRow>) -> impl IntoView {
    let columns = vec![
        Column::text(reader.say(key::PoliciesName)),
        Column::text(reader.say(key::PoliciesState)),
        Column::text(reader.say(key::PoliciesNewest)),
    ];
    let rows = rows.into_iter().map(|row| {
        let SequenceRow { sequence, name, versions, archived, newest } = row;
        vec![
            view! { <a href=routes::team_sequence(&sequence)>{name}</a> }.into_any(),
            view! { <Marks reader versions archived/> }.into_any(),
            newest.map(|deed| deed.text(reader)).into_any(),
        ]
    });
    let rows: Vec<_> = rows.collect();
    view! { <Table caption=Place::Sequences.name(reader) columns rows/> }
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

/// The ways to begin a sequence: empty, or as one that comes with the program.
#[component]
fn New(reader: Reader) -> impl IntoView {
    let shipped = [
        ("gentle", reader.say(key::SequencesGentle)),
        ("standard", reader.say(key::SequencesStandard)),
        ("firm", reader.say(key::SequencesFirm)),
    ];
    let shipped = shipped.map(|(word, label)| {
        view! { <li><a href=routes::team_sequence_from(word)>{label}</a></li> }
    });
    view! {
        <section class="card no-print">
            <h2>{reader.say(key::SequencesNew)}</h2>
            <p class="soft">{reader.say(key::SequencesNewLead)}</p>
            <ul class="ways-on">
                {shipped.into_iter().collect_view()}
                <li><a href=pattern::TEAM_SEQUENCE_NEW>{reader.say(key::SequencesEmpty)}</a></li>
            </ul>
        </section>
    }
}

/// The switch of each channel.
#[component]
fn Rests(
    reader: Reader,
    role: Role,
    channels: Vec<(ContactChannel, ChannelState)>,
) -> impl IntoView {
    let runs = channels.iter().any(|(_, state)| *state == ChannelState::Open);
    let rests = channels.iter().any(|(_, state)| matches!(state, ChannelState::Rests(_)));
    let columns = vec![
        Column::text(reader.say(key::ChannelColumn)),
        Column::text(reader.say(key::PoliciesState)),
        Column::act(reader.say(key::TeamActions)),
    ];
    let rows = channels.into_iter().map(|(channel, state)| {
        let name = channel_name(reader, channel);
        let (state, act) = match state {
            ChannelState::Open => {
                let label = reader.say(key::RestBegin { channel: &name });
                (reader.say(key::RestOpen), Some((RestAct::Begin, label)))
            }
            ChannelState::NoAccount => (reader.say(key::ChannelNoAccount), None),
            ChannelState::Rests(deed) => {
                let label = reader.say(key::RestEnd { channel: &name });
                let since = reader.say(key::RestSince { deed: &deed.text(reader) });
                (since, Some((RestAct::End, label)))
            }
        };
        let act = act.filter(|_| role == Role::Owner);
        let button = act.map(|(act, label)| switch(channel.as_str(), act, label));
        vec![name.into_any(), state.into_any(), button.into_any()]
    });
    let rows: Vec<_> = rows.collect();
    let all = (role == Role::Owner && runs)
        .then(|| switch(EVERY_CHANNEL, RestAct::Begin, reader.say(key::RestAll)));
    let none = (role == Role::Owner && rests)
        .then(|| switch(EVERY_CHANNEL, RestAct::End, reader.say(key::RestAllEnd)));
    let caption = reader.say(key::RestTitle);
    view! {
        <section class="card">
            <h2>{caption.clone()}</h2>
            <p class="soft">{reader.say(key::RestLead)}</p>
            <Table caption columns rows/>
            {all}
            {none}
        </section>
    }
}

fn switch(channel: &'static str, act: RestAct, label: String) -> AnyView {
    view! {
        <form class="no-print" method="post" action=pattern::TEAM_RESTS>
            <input type="hidden" name="channel" value=channel/>
            <button class="plain" name="do" value=act.code()>{label}</button>
        </form>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_button_does_is_read_as_it_is_written() {
        for act in [RestAct::Begin, RestAct::End] {
            assert_eq!(RestAct::parse(act.code()), Some(act));
        }
        assert_eq!(RestAct::parse("stop"), None);
    }
}
