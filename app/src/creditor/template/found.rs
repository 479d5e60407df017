//! What is wrong with a template, in words: beside its field, on top of the page, and beside the form.

use domain::contact_channel::ContactChannel;
use domain::template::{Part, Why as Fault};
use domain::tone::{Finding, Severity, Why};
use leptos::prelude::*;

use super::seen::Seen;
use super::{TemplateSeen, TemplateView, field, foreign, part_name};
use crate::components::Problem;
use crate::creditor::Wrong;
use crate::reader::Reader;
use crate::texts::{Lang, key};

/// Everything that keeps the form from being saved.
pub(super) fn problems(reader: Reader, view: &TemplateView) -> Vec<Problem> {
    let lang = view.which.speech.lang;
    let stale = view
        .is_stale
        .then(|| Problem { field: "body", text: reader.say(key::AgreementTextChanged) });
    let faults = view.faults.iter().map(|fault| {
        let text = fault_text(reader, lang, &fault.why);
        Problem { field: field(fault.part), text }
    });
    let refused = view.found.iter().filter(|(_, one)| one.severity == Severity::Refused);
    let refused =
        refused.map(|(part, one)| Problem { field: field(*part), text: line(reader, one) });
    let number =
        view.number.wrong.map(|wrong| Problem { field: "number", text: wrong.text(reader) });
    let reason = view.reason.wrong.map(|wrong| {
        let text = match wrong {
            Wrong::Missing => reader.say(key::TemplateReasonMissing),
            wrong => wrong.text(reader),
        };
        Problem { field: "reason", text }
    });
    let mut all: Vec<Problem> = stale.into_iter().chain(faults).chain(refused).collect();
    all.extend(reason.into_iter().chain(number));
    all
}

fn fault_text(reader: Reader, lang: Lang, why: &Fault) -> String {
    match why {
        Fault::Empty => reader.say(key::AgreementTextEmpty),
        Fault::Long(most) => reader.say(key::AgreementTextLong { most: &most.to_string() }),
        Fault::LongParagraph(most) => {
            reader.say(key::TemplateLongParagraph { most: &most.to_string() })
        }
        Fault::Unknown(word) => {
            reader.say(key::AgreementTextUnknown { word: &format!("{{{word}}}") })
        }
        Fault::Unclosed => reader.say(key::TemplateUnclosed),
        Fault::Stray => reader.say(key::TemplateStray),
        Fault::Control => reader.say(key::TemplateControl),
        Fault::NotHere(gap) => {
            reader.say(key::TemplateNotHere { word: &gap.in_lang(lang).to_string() })
        }
        Fault::Tells(gap) => {
            reader.say(key::TemplateTells { word: &gap.in_lang(lang).to_string() })
        }
        Fault::Missing(gap) => {
            reader.say(key::TemplateMissing { word: &gap.in_lang(lang).to_string() })
        }
        Fault::Blank(gap) => {
            reader.say(key::TemplateBlank { word: &gap.in_lang(lang).to_string() })
        }
        Fault::Segments(count) => reader.say(key::TemplateSegments { count: &count.to_string() }),
        Fault::ContentId => reader.say(key::TemplateContentIdWrong),
        Fault::NotApproved => reader.say(key::TemplateContentIdNone),
        Fault::ApprovedOtherwise => reader.say(key::TemplateContentIdOther),
        Fault::Unasked => reader.say(key::TemplateContentIdUnasked),
    }
}

/// What stands there, and why it should not.
fn line(reader: Reader, one: &Finding) -> String {
    let why = why_text(reader, one.why);
    if one.found.is_empty() {
        return why;
    }
    reader.say(key::TemplateFound { words: &one.found, why: &why })
}

/// Why something should not be said, in one sentence.
pub(in crate::creditor) fn why_text(reader: Reader, why: Why) -> String {
    match why {
        Why::Threat => reader.say(key::ToneThreat),
        Why::Pressure => reader.say(key::TonePressure),
        Why::Court => reader.say(key::ToneCourt),
        Why::Legal => reader.say(key::ToneLegal),
        Why::Shame => reader.say(key::ToneShame),
        Why::Blame => reader.say(key::ToneBlame),
        Why::ThirdParty => reader.say(key::ToneThirdParty),
        Why::Bureau => reader.say(key::ToneBureau),
        Why::Shouting => reader.say(key::ToneShouting),
        Why::Urgency => reader.say(key::ToneUrgency),
        Why::Reason => reader.say(key::ToneReason),
        Why::FalseFriend => reader.say(key::ToneFalseFriend),
        Why::Capitals => reader.say(key::ToneCapitals),
        Why::Exclamations => reader.say(key::ToneExclamations),
        Why::NoDate => reader.say(key::ToneNoDate),
        Why::NoReply => reader.say(key::ToneNoReply),
        Why::Discretion => reader.say(key::ToneDiscretion),
        Why::Undated => reader.say(key::ToneUndated),
        Why::Mixed => reader.say(key::ToneMixed),
    }
}

/// What stands beside the form: what should be said otherwise, and how the text reads.
#[component]
pub(super) fn Beside(
    reader: Reader,
    lang: Lang,
    found: Vec<(Part, Finding)>,
    seen: Option<TemplateSeen>,
    channel: ContactChannel,
) -> impl IntoView {
    let good = (found.is_empty() && seen.is_some()).then(|| {
        view! { <p class="notice" role="status">{reader.say(key::ToneGood)}</p> }
    });
    let lists = [
        (Severity::Refused, reader.say(key::ToneRefused)),
        (Severity::Warned, reader.say(key::ToneWarned)),
    ];
    let lists = lists.map(|(severity, title)| {
        let mut ones = found.clone();
        ones.retain(|(_, one)| one.severity == severity);
        view! { <Findings reader lang title found=ones/> }
    });
    view! {
        {good}
        {lists.into_iter().collect_view()}
        {seen.map(|seen| view! { <Seen reader lang seen channel/> })}
    }
}

#[component]
fn Findings(
    reader: Reader,
    lang: Lang,
    title: String,
    found: Vec<(Part, Finding)>,
) -> impl IntoView {
    (!found.is_empty()).then(|| {
        let items = found.into_iter().map(|(part, one)| {
            let better = (!one.better.is_empty()).then(|| {
                let label = reader.say(key::ToneBetter);
                view! { <p>{label} " " <q lang=foreign(reader, lang)>{one.better}</q></p> }
            });
            view! {
                <li>
                    <p><b>{part_name(reader, part)}</b>": " {line(reader, &one)}</p>
                    {better}
                </li>
            }
        });
        view! {
            <section class="card">
                <h2>{title}</h2>
                <ul class="said-lines">{items.collect_view()}</ul>
            </section>
        }
    })
}
