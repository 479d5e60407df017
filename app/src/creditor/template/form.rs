//! The form of a template.

use domain::template::{Field as Gap, Part};
use leptos::prelude::*;

use super::names::field_means;
use super::{TemplateView, act, field, part_name, parts, standard_note};
use crate::components::{Field, FieldKind, LongField, Problem, problem_of};
use crate::creditor::form::{LONGEST, Line};
use crate::reader::Reader;
use crate::routes;
use crate::texts::{Lang, key};

/// The form. The first of its buttons is what Enter presses: it only looks.
#[component]
pub(super) fn Form(reader: Reader, view: TemplateView, problems: Vec<Problem>) -> impl IntoView {
    let TemplateView { which, drawn, is_own, required, reason, asks_reason, number, .. } = &view;
    let hidden = [
        ("kind", which.occasion.code().to_owned()),
        ("channel", which.channel.as_str().to_owned()),
        ("voice", which.speech.code().to_owned()),
        ("drawn", drawn.to_string()),
    ];
    let hidden = hidden.map(|(name, value)| view! { <input type="hidden" name=name value=value/> });
    let parts = parts(which.channel).iter().map(|(part, most)| {
        let problem = problem_of(&problems, field(*part));
        part_field(reader, (*part, *most), (text_of(&view, *part), problem))
    });
    let parts = parts.collect_view();
    let state = if *is_own {
        reader.say(key::AgreementTextIsOwn)
    } else {
        reader.say(key::AgreementTextIsStandard)
    };
    let note = standard_note(reader, &view);
    let asked = asks_reason.then(|| {
        let problem = problem_of(&problems, "reason");
        let (label, hint) = (reader.say(key::TemplateReason), reader.say(key::TemplateReasonHint));
        let value = reason.value.clone();
        view! { <LongField name="reason" label value=value hint=Some(hint) problem max=LONGEST/> }
    });
    let standard = is_own
        .then(|| button(act::STANDARD, "btn ghost fit", reader.say(key::AgreementTextStandard)));
    let (fields, which, lang) = (view.fields.clone(), *which, which.speech.lang);
    let (required, number) = (required.clone(), number.clone());
    view! {
        <form class="template" method="post" action=routes::team_template(which)>
            {hidden.collect_view()}
            <section class="card">
                <p class="soft">{state}</p>
                {note}
                {parts}
                <Fields reader lang fields required/>
                <Line
                    reader
                    name="number"
                    label=reader.say(key::TemplateNumber)
                    kind=FieldKind::Text
                    typed=number
                    hint=Some(reader.say(key::TemplateNumberHint))
                />
                {button(act::CHECK, "btn ghost fit", reader.say(key::TemplateCheck))}
            </section>
            <section class="card">
                {asked}
                {button(act::SAVE, "btn fit", reader.say(key::AgreementTextSave))}
                {standard}
            </section>
        </form>
    }
}

/// A button that sends the whole form.
fn button(value: &'static str, class: &'static str, label: String) -> AnyView {
    view! { <button class=class name="do" value=value>{label}</button> }.into_any()
}

fn text_of(view: &TemplateView, part: Part) -> String {
    let draft = &view.draft;
    match part {
        Part::Subject => draft.subject.clone(),
        Part::Preview => draft.preview.clone(),
        Part::Body => draft.body.clone(),
        Part::ContentId => draft.content_id.clone(),
    }
}

fn part_field(
    reader: Reader,
    (part, most): (Part, u16),
    (value, problem): (String, Option<String>),
) -> AnyView {
    let label = part_name(reader, part);
    let hint = match part {
        Part::Subject => Some(reader.say(key::TemplateSubjectHint)),
        Part::Preview => Some(reader.say(key::TemplatePreviewHint)),
        Part::Body => None,
        Part::ContentId => Some(reader.say(key::TemplateContentIdHint)),
    };
    if part == Part::Body {
        return view! { <LongField name="body" label value=value hint problem max=most/> }
            .into_any();
    }
    view! { <Field name=field(part) label kind=FieldKind::Text value=value hint problem/> }
        .into_any()
}

/// What may stand between braces, and what comes in its place.
#[component]
fn Fields(reader: Reader, lang: Lang, fields: Vec<Gap>, required: Vec<Gap>) -> impl IntoView {
    let items = fields.into_iter().map(|field| {
        let means = field_means(reader, field);
        let needed = required.contains(&field).then(|| reader.say(key::TemplateFieldNeeded));
        let needed = needed.map(|text| view! { " " <b>{text}</b> });
        view! { <li><code>{field.in_lang(lang).to_string()}</code>": " {means}{needed}</li> }
    });
    let items = items.collect_view();
    view! {
        <h2>{reader.say(key::TemplatePlaces)}</h2>
        <ul>{items}</ul>
    }
}
