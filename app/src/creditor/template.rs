//! One template: written by an owner, looked at before it is saved. The form is one, and each button sends all
//! of it.

mod form;
mod found;
mod names;
mod seen;

use domain::contact_channel::ContactChannel;
use domain::sms::Size;
use domain::template::{Draft, Fault, Field, Part, Which};
use domain::tone::Finding;
use leptos::prelude::*;

use self::form::Form;
pub(super) use self::found::why_text;
use self::found::{Beside, problems};
pub(super) use self::names::speech_name;
pub(crate) use self::names::{channel_name, occasion_name};
use self::seen::{Read, Versions};
use super::form::Typed;
use super::policy::Deed;
use super::shell::{self, Place, Role, TeamShell};
use crate::components::ProblemSummary;
use crate::messages::Piece;
use crate::reader::Reader;
use crate::routes::{self, pattern};
use crate::texts::{Lang, key};

/// What the page of a template shows.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TemplateView {
    /// Which one.
    pub which: Which,
    /// The version that the form shows; 0 before there is one.
    pub drawn: i64,
    /// Whether the text that is in force is the creditor's own.
    pub is_own: bool,
    /// The text as it is said now, or as it was typed.
    pub draft: Draft,
    /// What may stand between braces.
    pub fields: Vec<Field>,
    /// Which of them have to.
    pub required: Vec<Field>,
    /// Why it does not read.
    pub faults: Vec<Fault>,
    /// What it should not say.
    pub found: Vec<(Part, Finding)>,
    /// Why it is said all the same.
    pub reason: Typed,
    /// Whether a reason is asked for.
    pub asks_reason: bool,
    /// Whether somebody saved another one meanwhile.
    pub is_stale: bool,
    /// Whose values are shown: a customer's or an invoice's number; empty for a sample.
    pub number: Typed,
    /// How it reads; `None` where it does not.
    pub seen: Option<TemplateSeen>,
    /// What was saved, newest first.
    pub versions: Vec<TemplateVersion>,
    /// The key of the button that sends a test.
    pub key: String,
}

/// A template with everything in its place.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TemplateSeen {
    /// The person's name, or `None` for the sample.
    pub who: Option<String>,
    /// Empty but for an e-mail.
    pub subject: String,
    /// Empty but for an e-mail.
    pub preview: String,
    /// What it says, in its order.
    pub body: Vec<Piece>,
    /// What a text message takes with the longest names.
    pub size: Option<Size>,
    /// The letters that make it cost more.
    pub strange: Vec<char>,
    /// What a WhatsApp message says for the approval; empty elsewhere.
    pub numbered: String,
}

/// A text that was saved.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TemplateVersion {
    /// Its number.
    pub number: i64,
    /// The text; its body is empty where the program's own was taken up again.
    pub draft: Draft,
    /// Why it says what was warned about.
    pub reason: Option<String>,
    /// Who saved it, and when.
    pub deed: Deed,
}

/// The values of the field `do`.
pub mod act {
    /// Only looks.
    pub const CHECK: &str = "check";
    /// Saves.
    pub const SAVE: &str = "save";
    /// Goes back to the program's own text.
    pub const STANDARD: &str = "standard";
}

/// Draws the page of a template.
pub fn page(shell: TeamShell, view: TemplateView) -> String {
    let reader = shell.reader;
    let may_write = shell.member.role == Role::Owner;
    let title = occasion_name(reader, view.which.occasion);
    let problems = if may_write { problems(reader, &view) } else { Vec::new() };
    let head = shell::titled(&shell, &title);
    let head = if problems.is_empty() { head } else { head.with_problem(reader) };
    let path = pattern::TEAM_TEMPLATE.to_owned();
    shell::page_at(shell, (Place::Templates, path), head, move || {
        let (which, lang) = (view.which, view.which.speech.lang);
        let (found, seen, versions) =
            (view.found.clone(), view.seen.clone(), view.versions.clone());
        let back = routes::team_templates(which.speech);
        let key = view.key.clone();
        let (channel, speech) =
            (channel_name(reader, which.channel), speech_name(reader, which.speech));
        let text = if may_write {
            view! { <Form reader view problems=problems.clone()/> }.into_any()
        } else {
            view! { <Read reader view/> }.into_any()
        };
        view! {
            <ProblemSummary reader problems/>
            <p class="back no-print"><a href=back>"‹ " {Place::Templates.name(reader)}</a></p>
            <h1>{title}</h1>
            <p class="soft lead">{channel} " · " {speech}</p>
            <div class="editor">
                {text}
                <div class="beside">
                    <Beside reader lang found seen channel=which.channel/>
                    <Test reader which key/>
                </div>
            </div>
            <Versions reader lang versions/>
        }
        .into_any()
    })
}

/// The button that sends what is in force to whoever presses it.
#[component]
fn Test(reader: Reader, which: Which, key: String) -> impl IntoView {
    let fields = [
        ("key", key),
        ("kind", which.occasion.code().to_owned()),
        ("channel", which.channel.as_str().to_owned()),
        ("voice", which.speech.code().to_owned()),
    ];
    let hidden = fields.map(|(name, value)| view! { <input type="hidden" name=name value=value/> });
    view! {
        <form class="card no-print" method="post" action=pattern::TEAM_TEMPLATE_TEST>
            {hidden.into_iter().collect_view()}
            <p class="soft small">{reader.say(key::TemplateTestLead)}</p>
            <button class="btn ghost fit">{reader.say(key::SequenceTest)}</button>
        </form>
    }
}

/// What the program's own e-mail has beside the text that is shown; nothing to say of the others.
fn standard_note(reader: Reader, view: &TemplateView) -> Option<AnyView> {
    let is_letter = view.which.channel == ContactChannel::Email && !view.is_own;
    is_letter
        .then(|| view! { <p class="soft">{reader.say(key::TemplateEmailStandard)}</p> }.into_any())
}

/// The parts of a template on a channel, with the most characters of each.
const fn parts(channel: ContactChannel) -> &'static [(Part, u16)] {
    match channel {
        ContactChannel::Email => &[(Part::Subject, 90), (Part::Preview, 140), (Part::Body, 2_000)],
        ContactChannel::Sms => &[(Part::Body, 400)],
        ContactChannel::WhatsApp => &[(Part::Body, 800), (Part::ContentId, 34)],
    }
}

/// The field of a part.
const fn field(part: Part) -> &'static str {
    match part {
        Part::Subject => "subject",
        Part::Preview => "preview",
        Part::Body => "body",
        Part::ContentId => "content_id",
    }
}

fn part_name(reader: Reader, part: Part) -> String {
    match part {
        Part::Subject => reader.say(key::TemplatePartSubject),
        Part::Preview => reader.say(key::TemplatePartPreview),
        Part::Body => reader.say(key::TemplatePartBody),
        Part::ContentId => reader.say(key::TemplatePartContentId),
    }
}

/// The language of what is written, where it is not the page's.
fn foreign(reader: Reader, lang: Lang) -> Option<&'static str> {
    (lang != reader.voice.lang).then(|| lang.code())
}
