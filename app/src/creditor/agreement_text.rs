//! What agreements say in the creditor's own words: one form for each language, and what was said before.

use domain::agreement_text::{LONGEST, Place as Gap, TextFault};
use leptos::prelude::*;

use super::policy::Deed;
use super::shell::{self, Place, Role, TeamShell};
use crate::components::{LongField, Paragraphs, Problem, ProblemSummary, Submit, problem_of};
use crate::reader::Reader;
use crate::routes::pattern;
use crate::shell::Written;
use crate::texts::{Lang, key};

/// The value of the field `do` that goes back to the program's own text.
pub const STANDARD: &str = "standard";

/// What the page of the texts shows.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TextsView {
    /// One form for each language.
    pub languages: Vec<Language>,
    /// What was saved, newest first.
    pub versions: Vec<Version>,
}

/// The text in one language.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Language {
    /// Which.
    pub lang: Lang,
    /// The version that the form shows; 0 before there is one.
    pub drawn: i64,
    /// The text with its places, as it is said now or as it was typed.
    pub text: String,
    /// Whether it is the creditor's own.
    pub is_own: bool,
    /// Why what was typed was not saved.
    pub problem: Option<TextProblem>,
}

/// Why a text was not saved.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum TextProblem {
    /// It is no text.
    Wrong(TextFault),
    /// Somebody saved another one meanwhile.
    Changed,
}

/// A text that was saved.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Version {
    /// Its language.
    pub lang: Lang,
    /// Its number.
    pub number: i64,
    /// The text; empty where the program's own was taken up again.
    pub text: String,
    /// Who saved it, and when.
    pub deed: Deed,
}

impl TextProblem {
    fn text(&self, reader: Reader) -> String {
        match self {
            Self::Wrong(TextFault::Empty) => reader.say(key::AgreementTextEmpty),
            Self::Wrong(TextFault::Long) => {
                reader.say(key::AgreementTextLong { most: &LONGEST.to_string() })
            }
            Self::Wrong(TextFault::Unknown(word)) => {
                reader.say(key::AgreementTextUnknown { word: &format!("{{{word}}}") })
            }
            Self::Wrong(TextFault::Missing(place)) => {
                reader.say(key::AgreementTextMissing { place: &place.to_string() })
            }
            Self::Changed => reader.say(key::AgreementTextChanged),
        }
    }
}

/// Draws the page of the texts.
pub fn page(shell: TeamShell, view: TextsView) -> String {
    let reader = shell.reader;
    let may_write = shell.member.role == Role::Owner;
    let title = reader.say(key::AgreementTextTitle);
    let head = shell::titled(&shell, &title);
    let problems: Vec<Problem> =
        view.languages.iter().filter_map(|one| told(reader, one)).collect();
    let head = if problems.is_empty() { head } else { head.with_problem(reader) };
    let path = pattern::TEAM_AGREEMENT_TEXT.to_owned();
    shell::page_at(shell, (Place::Policies, path), head, move || {
        let TextsView { languages, versions } = view;
        let forms = languages.into_iter().map(|language| {
            let problem = problem_of(&problems, field(language.lang));
            if may_write {
                view! { <TextForm reader language problem/> }.into_any()
            } else {
                view! { <TextRead reader language/> }.into_any()
            }
        });
        let forms = forms.collect_view();
        view! {
            <ProblemSummary reader problems=problems.clone()/>
            <p class="back no-print">
                <a href=pattern::TEAM_POLICIES>"‹ " {Place::Policies.name(reader)}</a>
            </p>
            <h1>{title}</h1>
            <p class="soft lead">{reader.say(key::AgreementTextLead)}</p>
            {may_write.then(|| view! { <Places reader/> })}
            {forms}
            <Versions reader versions/>
        }
        .into_any()
    })
}

/// The field of a language.
const fn field(lang: Lang) -> &'static str {
    match lang {
        Lang::Es => "text-es",
        Lang::En => "text-en",
        Lang::Pt => "text-pt",
    }
}

fn told(reader: Reader, language: &Language) -> Option<Problem> {
    let problem = language.problem.as_ref()?;
    Some(Problem { field: field(language.lang), text: problem.text(reader) })
}

/// What may stand between braces, and what comes in its place.
#[component]
fn Places(reader: Reader) -> impl IntoView {
    let places = Gap::ALL.map(|place| {
        let means = match place {
            Gap::Creditor => reader.say(key::AgreementTextCreditor),
            Gap::LegalId => reader.say(key::AgreementTextLegalId),
            Gap::Owed => reader.say(key::AgreementTextOwed),
            Gap::Pays => reader.say(key::AgreementTextPays),
            Gap::GivenUp => reader.say(key::AgreementTextGivenUp),
        };
        view! { <li><code>{place.to_string()}</code>": " {means}</li> }
    });
    view! {
        <section class="card">
            <h2>{reader.say(key::AgreementTextPlaces)}</h2>
            <ul>{places.into_iter().collect_view()}</ul>
        </section>
    }
}

#[component]
fn TextForm(reader: Reader, language: Language, problem: Option<String>) -> impl IntoView {
    let Language { lang, drawn, text, is_own, .. } = language;
    let state = state(reader, is_own);
    view! {
        <section class="card">
            <form method="post" action=pattern::TEAM_AGREEMENT_TEXT>
                <input type="hidden" name="lang" value=lang.code()/>
                <input type="hidden" name="drawn" value=drawn.to_string()/>
                <LongField
                    name="text"
                    id=Some(field(lang).to_owned())
                    label=lang.own_name().to_owned()
                    value=text
                    hint=Some(state)
                    problem
                    max=LONGEST
                />
                <Submit label=reader.say(key::AgreementTextSave) class="btn fit"/>
                {is_own.then(|| view! {
                    <button class="btn ghost fit" name="do" value=STANDARD>
                        {reader.say(key::AgreementTextStandard)}
                    </button>
                })}
            </form>
        </section>
    }
}

#[component]
fn TextRead(reader: Reader, language: Language) -> impl IntoView {
    let Language { lang, text, is_own, .. } = language;
    view! {
        <section class="card">
            <h2>{lang.own_name()}</h2>
            <p class="soft">{state(reader, is_own)}</p>
            <Paragraphs reader written=Written { text, lang }/>
        </section>
    }
}

/// Whose text it is.
fn state(reader: Reader, is_own: bool) -> String {
    if is_own {
        reader.say(key::AgreementTextIsOwn)
    } else {
        reader.say(key::AgreementTextIsStandard)
    }
}

#[component]
fn Versions(reader: Reader, versions: Vec<Version>) -> impl IntoView {
    (!versions.is_empty()).then(|| {
        let versions = versions.into_iter().map(|Version { lang, number, text, deed }| {
            let (number, name) = (&*number.to_string(), lang.own_name());
            let head = reader.say(key::AgreementTextVersion { number, language: name });
            let text = if text.is_empty() {
                view! { <p class="soft">{reader.say(key::AgreementTextIsStandard)}</p> }.into_any()
            } else {
                view! { <Paragraphs reader written=Written { text, lang }/> }.into_any()
            };
            view! {
                <details class="fold">
                    <summary>{head}</summary>
                    <div class="folded">
                        <p class="soft">{deed.text(reader)}</p>
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
