//! How a template reads: to one person, to somebody who may not write it, and as it was before.

use domain::contact_channel::ContactChannel;
use domain::sms::{Alphabet, Size};
use domain::template::Draft;
use leptos::prelude::*;

use super::{TemplateSeen, TemplateVersion, TemplateView, foreign, standard_note};
use crate::components::{Paragraphs, Row, Rows};
use crate::messages::Piece;
use crate::reader::Reader;
use crate::shell::Written;
use crate::texts::{Lang, key};

/// The text with everything in its place.
#[component]
pub(super) fn Seen(
    reader: Reader,
    lang: Lang,
    seen: TemplateSeen,
    channel: ContactChannel,
) -> impl IntoView {
    let TemplateSeen { who, subject, preview, body, size, strange, numbered } = seen;
    let title = match &who {
        Some(who) => reader.say(key::TemplateSeenBy { who }),
        None => reader.say(key::TemplateSeenSample),
    };
    let outside = (channel == ContactChannel::Email).then(|| {
        view! {
            <p class="soft small">{reader.say(key::TemplateOutside)}</p>
            <p lang=foreign(reader, lang)><b>{subject}</b><br/>{preview}</p>
            <p class="soft small">{reader.say(key::TemplateInside)}</p>
        }
    });
    let body = body.into_iter().map(piece).collect_view();
    let after = (channel == ContactChannel::Email).then(|| {
        view! { <p class="soft small">{reader.say(key::TemplateAfter)}</p> }
    });
    let size = size.map(|size| view! { <Count reader size strange/> });
    let numbered = (!numbered.is_empty()).then(|| {
        view! {
            <p class="soft small">{reader.say(key::TemplateNumbered)}</p>
            <p lang=foreign(reader, lang)><code>{numbered}</code></p>
        }
    });
    view! {
        <section class="card">
            <h2>{title}</h2>
            {outside}
            <div lang=foreign(reader, lang)>{body}</div>
            {after}
            {size}
            {numbered}
        </section>
    }
}

/// A piece of it; nothing can be pressed.
fn piece(piece: Piece) -> AnyView {
    match piece {
        Piece::Text(text) => view! { <p>{text}</p> }.into_any(),
        Piece::Rows(rows) => {
            let row = |(term, value)| Row::amount(term, value);
            view! { <Rows rows=rows.into_iter().map(row).collect()/> }.into_any()
        }
        Piece::Button { label, .. } => view! { <p><b>{label}</b></p> }.into_any(),
    }
}

/// What a text message takes.
#[component]
fn Count(reader: Reader, size: Size, strange: Vec<char>) -> impl IntoView {
    let (units, count) =
        (&size.units.to_string(), u64::try_from(size.segments).unwrap_or(u64::MAX));
    let said = reader.say(key::TemplateSize { count, units });
    let dear = (size.alphabet == Alphabet::Ucs2).then(|| {
        let letters: Vec<_> = strange.into_iter().map(String::from).collect();
        let text = reader.say(key::TemplateStrange { letters: &letters.join(" ") });
        view! { <p>{text}</p> }
    });
    view! { <p>{said}</p> {dear} }
}

/// The text for somebody who may not write it.
#[component]
pub(super) fn Read(reader: Reader, view: TemplateView) -> impl IntoView {
    let state = if view.is_own {
        reader.say(key::AgreementTextIsOwn)
    } else {
        reader.say(key::AgreementTextIsStandard)
    };
    let (lang, note) = (view.which.speech.lang, standard_note(reader, &view));
    view! {
        <section class="card">
            <p class="soft">{state}</p>
            {note}
            <Whole reader lang draft=view.draft/>
        </section>
    }
}

/// A template with its places.
#[component]
fn Whole(reader: Reader, lang: Lang, draft: Draft) -> impl IntoView {
    let Draft { subject, preview, body, content_id } = draft;
    let lines = [subject, preview, content_id].into_iter().filter(|line| !line.is_empty());
    let lines = lines.map(|line| view! { <p lang=foreign(reader, lang)><b>{line}</b></p> });
    view! {
        {lines.collect_view()}
        <Paragraphs reader written=Written { text: body, lang }/>
    }
}

/// What was saved before.
#[component]
pub(super) fn Versions(
    reader: Reader,
    lang: Lang,
    versions: Vec<TemplateVersion>,
) -> impl IntoView {
    (!versions.is_empty()).then(|| {
        let versions = versions.into_iter().map(|version| {
            let TemplateVersion { number, draft, reason, deed } = version;
            let head = reader.say(key::TemplateVersion { number: &number.to_string() });
            let text = if draft.body.is_empty() {
                view! { <p class="soft">{reader.say(key::AgreementTextIsStandard)}</p> }.into_any()
            } else {
                view! { <Whole reader lang draft/> }.into_any()
            };
            let reason = reason.map(|reason| {
                let text = reader.say(key::TemplateVersionReason { reason: &reason });
                view! { <p>{text}</p> }
            });
            view! {
                <details class="fold">
                    <summary>{head}</summary>
                    <div class="folded">
                        <p class="soft">{deed.text(reader)}</p>
                        {reason}
                        {text}
                    </div>
                </details>
            }
        });
        view! {
            <section class="card">
                <h2>{reader.say(key::AgreementTextVersions)}</h2>
                {versions.collect_view()}
            </section>
        }
    })
}
