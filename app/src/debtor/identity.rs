//! The question before anything private is shown. A disclosure check, never called authentication.

mod wording;

use domain::identity::Question;
use leptos::prelude::*;

use self::wording::{Wording, wording};
use crate::components::{
    Field, FieldKind, FieldProblem, Link, LinkList, Problem, ProblemSummary, Submit, dial,
    problem_of,
};
use crate::reader::Reader;
use crate::routes::pattern;
use crate::shell::{self, Head, Shell};
use crate::texts::key;

/// What the identity page shows. The creditor is the shell's sender; no debtor is named.
#[derive(Clone, Debug)]
pub struct IdentityView {
    /// What is asked.
    pub ask: Ask,
    /// What was typed before, to be shown again; empty at first.
    pub typed: Typed,
    /// Why the last answer did not open the case.
    pub wrong: Option<Wrong>,
    /// The masked address to which a code can be sent (`r…@example.com`).
    pub code_to: Option<String>,
}

/// What is asked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Ask {
    /// Something that the person knows. [`Question::None`] needs no page.
    Known(Question),
    /// The code that was sent to this masked address.
    Code(String),
}

/// What was typed before.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Typed {
    /// The field `answer` or `code`.
    pub answer: String,
    /// The field `day`.
    pub day: String,
    /// The field `month`.
    pub month: String,
    /// The field `year`.
    pub year: String,
}

/// Why an answer did not open the case.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Wrong {
    /// Nothing was typed; not counted as a try.
    Empty,
    /// There is no such day; not counted as a try.
    NoSuchDay,
    /// The code is too old or was replaced by a newer one.
    CodeExpired,
    /// It does not match.
    Mismatch {
        /// How many tries are left before the pause.
        tries_left: u8,
    },
}

/// The page of the question.
pub fn page(shell: Shell, view: IdentityView) -> String {
    let reader = shell.reader;
    let creditor = shell.sender.name.clone();
    let head = Head::titled(reader.say(key::IdentityTitle));
    let head = if view.wrong.is_some() { head.with_problem(reader) } else { head };
    shell::page(shell, head, move || view! { <Identity reader creditor view/> }.into_any())
}

/// The page where nothing can be asked: whom to call, and a code to the masked address `code_to`.
pub fn call_us_page(shell: Shell, code_to: Option<String>) -> String {
    let reader = shell.reader;
    let (creditor, phone) = (shell.sender.name.clone(), shell.sender.contact.phone.clone());
    shell::page(shell, Head::titled(reader.say(key::IdentityTitle)), move || {
        let lead = match code_to {
            Some(_) => reader.say(key::CallUsLeadCode),
            None => reader.say(key::CallUsLead),
        };
        let code = code_to.map(|address| {
            let label = reader.say(key::IdentitySendCode { address: &unbroken(&address) });
            Link::doing(pattern::IDENTITY_CODE, label)
        });
        let links = code.into_iter().chain([not_me(reader), real(reader), why(reader)]).collect();
        view! {
            <h1>{reader.say(key::CallUsHeading { creditor: &creditor })}</h1>
            <p class="soft">{lead}</p>
            {phone.map(|phone| view! {
                <a class="btn" href=dial(&phone)>{reader.say(key::PersonCall { phone: &phone })}</a>
            })}
            <LinkList links/>
        }
        .into_any()
    })
}

#[component]
fn Identity(reader: Reader, creditor: String, view: IdentityView) -> impl IntoView {
    let IdentityView { ask, typed, wrong, code_to } = view;
    let code_to = code_to.as_deref().map(unbroken);
    let wording = wording(reader, &creditor, &ask);
    let problems: Vec<Problem> = wrong
        .map(|wrong| Problem {
            field: wording.field,
            text: wording.problem(reader, &creditor, wrong),
        })
        .into_iter()
        .collect();
    let again = matches!(ask, Ask::Code(_));
    let send_code = code_to.map(|address| {
        let label = if again {
            reader.say(key::IdentitySendCodeAgain)
        } else {
            reader.say(key::IdentitySendCode { address: &address })
        };
        Link::doing(pattern::IDENTITY_CODE, label)
    });
    let links = send_code.into_iter().chain([not_me(reader), real(reader), why(reader)]).collect();
    let lead = wording.lead.clone();
    let calm = (!again).then(|| reader.say(key::IdentityHint));
    view! {
        <ProblemSummary reader problems=problems.clone()/>
        <h1>{reader.say(key::IdentityHeading { creditor: &creditor })}</h1>
        <p class="soft">{lead}</p>
        <form method="post" action=pattern::IDENTITY class="card">
            <Answer reader wording typed problems/>
            {calm.map(|text| view! { <p class="hint">{text}</p> })}
            <Submit label=reader.say(key::IdentityButton)/>
        </form>
        <LinkList links/>
    }
}

#[component]
fn Answer(reader: Reader, wording: Wording, typed: Typed, problems: Vec<Problem>) -> impl IntoView {
    let Wording { field, label, kind, hint, .. } = wording;
    let problem = problem_of(&problems, field);
    match kind {
        Some(kind) => view! {
            <Field name=field label kind value=typed.answer hint problem/>
        }
        .into_any(),
        None => view! { <BirthDate reader label hint typed problem/> }.into_any(),
    }
}

/// Three fields: no date picker, since nobody pages back to 1954.
#[component]
fn BirthDate(
    reader: Reader,
    label: String,
    hint: Option<String>,
    typed: Typed,
    problem: Option<String>,
) -> impl IntoView {
    let Typed { day, month, year, .. } = typed;
    let kind = |token, length| FieldKind::DatePart(token, length);
    let parts = [
        ("day", reader.say(key::IdentityLabelDay), kind("bday-day", 2), day),
        ("month", reader.say(key::IdentityLabelMonth), kind("bday-month", 2), month),
        ("year", reader.say(key::IdentityLabelYear), kind("bday-year", 4), year),
    ]
    .into_iter();
    let shared_problem = problem.is_some().then_some("day-problem");
    view! {
        <fieldset>
            <legend>{label}</legend>
            {hint.map(|text| view! { <p class="hint">{text}</p> })}
            <FieldProblem name="day" problem/>
            <div class="trio">
                {parts
                    .map(|(name, label, kind, value)| view! {
                        <Field name label kind value shared_problem/>
                    })
                    .collect_view()}
            </div>
        </fieldset>
    }
}

/// A masked address that does not break at its dots.
pub(super) fn unbroken(address: &str) -> String {
    address.replace('…', "\u{2060}…\u{2060}")
}

fn not_me(reader: Reader) -> Link {
    Link::doing(pattern::IDENTITY_NOT_ME, reader.say(key::IdentityNotMe))
}

fn real(reader: Reader) -> Link {
    Link::to(pattern::REAL, reader.say(key::IdentityReal))
}

fn why(reader: Reader) -> Link {
    Link::to(pattern::WHY, reader.say(key::WhyTitle))
}
