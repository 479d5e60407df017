//! One sequence: its versions, what the newest does, a test of each text, and for owners the ways to change it.

use domain::contact_channel::ContactChannel;
use domain::ids::SequenceId;
use domain::reminder::{Means, Sequence, Step};
use leptos::prelude::*;

use super::step::{audience, means, when};
use crate::components::{Notice, Tone};
use crate::creditor::form::Fold;
use crate::creditor::policy::{Deed, VersionState};
use crate::creditor::shell::{self, Place, Role, TeamShell};
use crate::creditor::table::{Column, Table};
use crate::creditor::template::occasion_name;
use crate::reader::Reader;
use crate::routes::{self, pattern};
use crate::texts::key;

/// What the page of a sequence shows.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SequenceView {
    /// The sequence.
    pub sequence: SequenceId,
    /// What the team calls it.
    pub name: String,
    /// Who took it out of force, and when.
    pub archived: Option<Deed>,
    /// Its versions, newest first; never empty.
    pub versions: Vec<VersionRow>,
    /// What the newest does.
    pub says: Sequence,
    /// The key of the forms that send a text to oneself.
    pub key: String,
}

/// One version.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct VersionRow {
    /// Counted from 1.
    pub version: i64,
    /// Where it stands.
    pub state: VersionState,
    /// Who made it, and when.
    pub made: Deed,
}

/// Draws the page of a sequence.
pub fn page(shell: TeamShell, view: SequenceView) -> String {
    let reader = shell.reader;
    let owner = shell.member.role == Role::Owner;
    let head = shell::titled(&shell, &Place::Sequences.name(reader));
    let path = routes::team_sequence(&view.sequence);
    shell::page_at(shell, (Place::Sequences, path), head, move || {
        let SequenceView { sequence, name, archived, versions, says, key: form_key } = view;
        let newest = versions.first().map_or(0, |row| row.version);
        let edit = routes::team_sequence_edit(&sequence);
        let is_archived = archived.is_some();
        let number = &newest.to_string();
        let gap = reader.say(key::SequenceGap { days: u64::from(says.gap_days) });
        view! {
            <p class="back no-print">
                <a href=pattern::TEAM_SEQUENCES>"‹ " {Place::Sequences.name(reader)}</a>
            </p>
            <h1>{name}</h1>
            {archived.map(|deed| {
                let lead = reader.say(key::PolicyArchivedMark { who: &deed.text(reader) });
                view! { <Notice tone=Tone::Wait lead/> }
            })}
            {owner.then(|| view! {
                <a class="btn ghost" href=edit>{reader.say(key::PolicyOneEdit)}</a>
            })}
            <section class="card">
                <h2>{reader.say(key::PolicyOneSays { version: number })}</h2>
                <p class="soft">{gap}</p>
                <Steps reader sequence=sequence.clone() steps=says.steps of=(newest, form_key)/>
                <p class="soft small">{reader.say(key::SequenceTestLead)}</p>
            </section>
            <section class="card">
                <h2>{reader.say(key::PolicyOneVersions)}</h2>
                <Versions reader sequence=sequence.clone() rows=versions/>
            </section>
            {owner.then(|| view! {
                <section class="card"><Archive reader sequence is_archived/></section>
            })}
        }
        .into_any()
    })
}

/// The steps in their order, each with the button that sends its text to whoever presses it.
#[component]
fn Steps(
    reader: Reader,
    sequence: SequenceId,
    steps: Vec<Step>,
    of: (i64, String),
) -> impl IntoView {
    let columns = vec![
        Column::text(reader.say(key::SequenceStep)),
        Column::text(reader.say(key::SequenceWhen)),
        Column::text(reader.say(key::SequenceMeans)),
        Column::act(reader.say(key::TeamActions)),
    ];
    let rows = steps.into_iter().enumerate().map(|(place, step)| {
        let fits = audience(reader, &step.audience);
        let fits =
            (!fits.is_empty()).then(|| view! { <small class="soft">{fits.join(" · ")}</small> });
        let kind = occasion_name(reader, step.kind);
        let test = reads_as(&step.means).map(|_| test(reader, &sequence, (&of, place, &step.name)));
        let (when, means) = (when(reader, &step), means(reader, &step.means));
        vec![
            view! { <div><b>{step.name}</b> " " {fits}</div> }.into_any(),
            view! { <div>{kind} <small class="soft">{when}</small></div> }.into_any(),
            means.into_any(),
            test.into_any(),
        ]
    });
    let rows: Vec<_> = rows.collect();
    view! { <Table caption=reader.say(key::SequenceSteps) columns rows/> }
}

/// The first way of a step for which the program has a text; `None` for a task and for letters alone.
pub fn reads_as(means: &Means) -> Option<ContactChannel> {
    match means {
        Means::Message(ways) => ways.iter().copied().find_map(ContactChannel::of),
        Means::Task { .. } => None,
    }
}

fn test(
    reader: Reader,
    sequence: &SequenceId,
    ((version, form_key), place, name): (&(i64, String), usize, &str),
) -> AnyView {
    let fields = [
        ("key", form_key.clone()),
        ("version", version.to_string()),
        ("step", (place + 1).to_string()),
    ];
    let hidden = fields.map(|(name, value)| view! { <input type="hidden" name=name value=value/> });
    let heard = format!(" · {name}");
    view! {
        <form method="post" action=routes::team_sequence_test(sequence)>
            {hidden.into_iter().collect_view()}
            <button class="plain">
                {reader.say(key::SequenceTest)}<span class="vh">{heard}</span>
            </button>
        </form>
    }
    .into_any()
}

#[component]
fn Versions(reader: Reader, sequence: SequenceId, rows: Vec<VersionRow>) -> impl IntoView {
    let items = rows.into_iter().map(|VersionRow { version, state, made }| {
        let number = version.to_string();
        let title = reader.say(key::PolicyVersionTitle { version: &number });
        let made = reader.say(key::PolicyVersionSaved { deed: &made.text(reader) });
        let heard = format!(" · {title}");
        view! {
            <li>
                <p class="pair"><b>{title}</b> <span class=state.class()>{state.text(reader)}</span></p>
                <p class="soft small facts"><span>{made}</span></p>
                <ul class="ways-on no-print">
                    <li>
                        <a href=routes::team_sequence_toml(&sequence, version)>
                            {reader.say(key::PolicyVersionToml)}<span class="vh">{heard}</span>
                        </a>
                    </li>
                </ul>
            </li>
        }
    });
    view! { <ul class="entries">{items.collect_view()}</ul> }
}

/// Takes the sequence out of force, or back.
#[component]
fn Archive(reader: Reader, sequence: SequenceId, is_archived: bool) -> impl IntoView {
    let (action, label, lead, button) = if is_archived {
        (
            routes::team_sequence_take_up(&sequence),
            reader.say(key::SequenceTakeUp),
            reader.say(key::SequenceTakeUpLead),
            reader.say(key::PolicyTakeUpButton),
        )
    } else {
        (
            routes::team_sequence_archive(&sequence),
            reader.say(key::SequenceArchive),
            reader.say(key::SequenceArchiveLead),
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
