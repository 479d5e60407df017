//! What reminders say: which of the texts are the creditor's own.

use domain::contact_channel::ContactChannel;
use domain::reminder::StepKind;
use domain::template::{Speech, Which};
use leptos::prelude::*;

use super::policy::Deed;
use super::shell::{self, Place, TeamShell};
use super::table::{Column, Table};
use super::template::{channel_name, occasion_name, speech_name};
use crate::reader::Reader;
use crate::routes;
use crate::texts::key;

/// What the list of templates shows.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TemplatesView {
    /// In which words.
    pub speech: Speech,
    /// What was saved and is in force, if it is not what the program says.
    pub own: Vec<OwnTemplate>,
}

/// A text of the creditor's own.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OwnTemplate {
    /// What it is about.
    pub occasion: StepKind,
    /// How it goes out.
    pub channel: ContactChannel,
    /// Who saved it, and when.
    pub deed: Deed,
}

/// Draws the list of templates.
pub fn page(shell: TeamShell, view: TemplatesView) -> String {
    let reader = shell.reader;
    let title = Place::Templates.name(reader);
    let head = shell::titled(&shell, &title);
    shell::page(shell, Place::Templates, head, move || {
        let TemplatesView { speech, own } = view;
        view! {
            <h1>{title}</h1>
            <p class="soft lead">{reader.say(key::TemplatesLead)}</p>
            <Speeches reader speech/>
            <section class="card"><Templates reader speech own/></section>
        }
        .into_any()
    })
}

/// The words that a template may speak in, each a link.
#[component]
fn Speeches(reader: Reader, speech: Speech) -> impl IntoView {
    let items = Speech::ALL.into_iter().map(|one| {
        let current = (one == speech).then_some("page");
        let name = speech_name(reader, one);
        view! { <li><a href=routes::team_templates(one) aria-current=current>{name}</a></li> }
    });
    view! {
        <nav aria-label=reader.say(key::TemplatesSpeech)>
            <ul class="ways-on">{items.collect_view()}</ul>
        </nav>
    }
}

#[component]
fn Templates(reader: Reader, speech: Speech, own: Vec<OwnTemplate>) -> impl IntoView {
    let channels = ContactChannel::ALL.map(|channel| Column::text(channel_name(reader, channel)));
    let first = Column::text(reader.say(key::TemplatesOccasion));
    let columns: Vec<Column> = std::iter::once(first).chain(channels).collect();
    let rows = StepKind::IN_TURN.into_iter().map(|occasion| {
        let cells = ContactChannel::ALL.map(|channel| {
            let mut known = own.iter();
            let found = known.find(|one| (one.occasion, one.channel) == (occasion, channel));
            let which = Which { occasion, channel, speech };
            view! { <Cell reader which deed=found.map(|one| one.deed.clone())/> }.into_any()
        });
        std::iter::once(occasion_name(reader, occasion).into_any()).chain(cells).collect()
    });
    let rows: Vec<Vec<AnyView>> = rows.collect();
    view! { <Table caption=Place::Templates.name(reader) columns rows/> }
}

/// Whose text it is, as a link to it.
#[component]
fn Cell(reader: Reader, which: Which, deed: Option<Deed>) -> impl IntoView {
    let text = match (&deed, which.channel) {
        (Some(_), _) => reader.say(key::TemplateIsOwn),
        (None, ContactChannel::WhatsApp) => reader.say(key::TemplateIsNone),
        (None, _) => reader.say(key::TemplateIsStandard),
    };
    let what = occasion_name(reader, which.occasion);
    let deed = deed.map(|deed| view! { <small>{deed.text(reader)}</small> });
    view! {
        <div>
            <a href=routes::team_template(which)>
                {text}<span class="vh">": " {what} ", " {channel_name(reader, which.channel)}</span>
            </a>
            {deed}
        </div>
    }
}
