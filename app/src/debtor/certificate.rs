//! Whether a certificate is genuine: for everybody who has its code. Names nobody and no amount.

use chrono::NaiveDate;
use leptos::prelude::*;

use crate::components::{Field, FieldKind, Problem, ProblemSummary, Submit, Tick, problem_of};
use crate::reader::Reader;
use crate::routes::pattern;
use crate::shell::{self, Head, Shell};
use crate::texts::key;

/// What the page shows.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct CheckView {
    /// What was typed; a code that reads stands there in groups.
    pub typed: String,
    /// What came of it; `None` before anything was asked.
    pub answer: Option<Answer>,
}

/// What came of a code.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Answer {
    /// What was typed is no code at all.
    NoCode,
    /// It is one.
    Code(Certificate),
}

/// What is known of a code.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Certificate {
    /// It is of a certificate that holds.
    Genuine(Issued),
    /// It is of one that was taken back.
    Revoked(Issued),
    /// It is of none.
    Unknown,
}

/// What stands on every certificate, so that a paper can be held against it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Issued {
    /// Who issued it.
    pub creditor: String,
    /// When.
    pub on: NaiveDate,
    /// How many documents it names.
    pub documents: u64,
}

/// The page, without a session; the shell is the host's own.
pub fn page(shell: Shell, view: CheckView) -> String {
    let reader = shell.reader;
    let head = Head::titled(reader.say(key::CertificateTitle));
    let is_wrong = view.answer == Some(Answer::NoCode);
    let head = if is_wrong { head.with_problem(reader) } else { head };
    shell::page(shell, head, move || view! { <Check reader view/> }.into_any())
}

#[component]
fn Check(reader: Reader, view: CheckView) -> impl IntoView {
    let CheckView { typed, answer } = view;
    let problems: Vec<Problem> = (answer == Some(Answer::NoCode))
        .then(|| Problem { field: "code", text: reader.say(key::CertificateWrong) })
        .into_iter()
        .collect();
    let known = match answer {
        Some(Answer::Code(certificate)) => Some(certificate),
        Some(Answer::NoCode) | None => None,
    };
    let heading = known.is_none().then(|| reader.say(key::CertificateTitle));
    let (code, problem) = (typed.clone(), problem_of(&problems, "code"));
    view! {
        <ProblemSummary reader problems/>
        {heading.map(|text| view! { <h1>{text}</h1> })}
        {known.map(|certificate| view! { <Told reader certificate code/> })}
        <form method="get" action=pattern::CERTIFICATE_CHECK>
            <Field
                name="code"
                label=reader.say(key::CertificateField)
                kind=FieldKind::Text
                value=typed
                hint=Some(reader.say(key::CertificateHint))
                problem
            />
            <Submit label=reader.say(key::CertificateButton)/>
        </form>
    }
}

/// What is known of the code.
#[component]
fn Told(reader: Reader, certificate: Certificate, code: String) -> impl IntoView {
    let done = matches!(certificate, Certificate::Genuine(_));
    let (heading, lines) = words(reader, &certificate);
    view! {
        {done.then(|| view! { <Tick/> })}
        <h1>{heading}</h1>
        {lines.into_iter().map(|line| view! { <p>{line}</p> }).collect_view()}
        <p class="mono">{code}</p>
    }
}

fn words(reader: Reader, certificate: &Certificate) -> (String, Vec<String>) {
    match certificate {
        Certificate::Genuine(Issued { creditor, on, documents }) => {
            let day = &*reader.dated(*on);
            (
                reader.say(key::CertificateGenuine),
                vec![
                    reader.say(key::CertificateGenuineMore { creditor, day }),
                    reader.say(key::CertificateNames { count: *documents }),
                ],
            )
        }
        Certificate::Revoked(Issued { creditor, on, .. }) => {
            let day = &*reader.dated(*on);
            (
                reader.say(key::CertificateRevoked),
                vec![reader.say(key::CertificateRevokedMore { creditor, day })],
            )
        }
        Certificate::Unknown => {
            (reader.say(key::CertificateUnknown), vec![reader.say(key::CertificateUnknownMore)])
        }
    }
}
