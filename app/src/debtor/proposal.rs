//! Terms of one's own: how much, in which instalments, from when, in one's own words, with help to see
//! what can be afforded. Counting keeps nothing; only sending does.

mod answer;
mod household;
mod problem;
mod stage;

use domain::money::Money;
use domain::policy::Rhythm;
use domain::schedule::Instalment;
use leptos::prelude::*;

pub use self::answer::{
    AgreedNext, ProposalStatus, ProposalView, ProposedTerms, page as answer_page,
};
use self::household::Help;
pub use self::household::{Cost, HouseholdForm, HouseholdView, MOST_PEOPLE, Suggested};
pub use self::problem::ProposalProblem;
use self::problem::told;
pub use self::stage::ProposalStage;
use super::plan_builder::By;
use super::schedule::{Close, Dates, in_words};
use super::when::{WhenFields, WhenView};
use crate::components::{
    Choice, Choices, Chosen, Field, FieldKind, Link, LinkList, LongField, Pick, Problem,
    ProblemSummary, SelectField, problem_of,
};
use crate::reader::Reader;
use crate::routes::pattern;
use crate::shell::{self, Head, Shell};
use crate::texts::key;

/// The most characters of one's own words that are kept.
pub const WORDS_MAX: u16 = 1000;
/// The value of the field `do` that only counts.
pub const DO_SEE: &str = "see";
/// The value of the field `do` that sends.
pub const DO_SEND: &str = "send";

/// What the form for terms of one's own shows.
#[derive(Clone, Debug)]
pub struct ProposeView {
    /// What is owed.
    pub owed: Money,
    /// What the terms would take the place of.
    pub takes: Takes,
    /// The most instalments that can be asked for.
    pub most_parts: u32,
    /// Hours in which the creditor answers.
    pub answer_hours: u16,
    /// How often and from when.
    pub when: WhenView,
    /// What else was typed.
    pub form: ProposeForm,
    /// The help with what can be afforded.
    pub household: HouseholdView,
    /// The dates that come of it; `None` before they were asked for, and while there is a problem.
    pub dates: Option<Vec<Instalment>>,
    /// Where the form came from, as hidden fields (`currency`, or `plan`).
    pub hidden: Vec<(&'static str, String)>,
    /// Where it leads back to.
    pub back: String,
    /// What could not be done as typed.
    pub problems: Vec<ProposalProblem>,
}

/// What terms would take the place of.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Takes {
    /// Nothing.
    Nothing,
    /// A plan that runs.
    RunningPlan,
}

/// What was typed.
#[derive(Clone, Debug)]
pub struct ProposeForm {
    /// How much in all: the field `pay`.
    pub pay: String,
    /// What decides how it is divided: the field `by`.
    pub by: By,
    /// How many instalments: the field `parts`.
    pub parts: u32,
    /// How much each: the field `each`.
    pub each: String,
    /// One's own words: the field `words`.
    pub words: String,
}

/// The page.
pub fn page(shell: Shell, view: ProposeView) -> String {
    let reader = shell.reader;
    let creditor = shell.sender.name.clone();
    let head = Head::titled(reader.say(key::ProposeTitle { creditor: &creditor }));
    let head = if view.problems.is_empty() { head } else { head.with_problem(reader) };
    shell::page(shell, head, move || view! { <Propose reader creditor view/> }.into_any())
}

#[component]
fn Propose(reader: Reader, creditor: String, view: ProposeView) -> impl IntoView {
    let problems: Vec<Problem> =
        view.problems.iter().map(|problem| told(reader, view.owed, *problem)).collect();
    let summary = problems.clone();
    let (creditor, count) = (&*creditor, u64::from(view.answer_hours));
    let (lead, instead) = match view.takes {
        Takes::Nothing => (reader.say(key::ProposeLead { count, creditor }), None),
        Takes::RunningPlan => (
            reader.say(key::ProposeLeadInstead { count, creditor }),
            Some(reader.say(key::BuilderInstead)),
        ),
    };
    let back = Link::to(view.back.clone(), reader.say(key::AcceptBack));
    let talk = Link::to(pattern::SAY_TALK, reader.say(key::OptionsTalk));
    let ProposeView { owed, most_parts, when, form, household, dates, hidden, .. } = view;
    let rhythm = when.rhythm;
    let hidden = hidden.into_iter().map(|(name, value)| {
        view! { <input type="hidden" name=name value=value/> }
    });
    view! {
        <ProblemSummary reader problems=summary/>
        <h1>{reader.say(key::ProposeHeading)}</h1>
        <p class="soft">{lead}</p>
        {instead.map(|text| view! { <p>{text}</p> })}
        <form method="post" action=pattern::PROPOSE class="build">
            {hidden.collect_view()}
            <Help reader household problems=problems.clone()/>
            <div class="card">
                <HowMuch reader owed most=most_parts form=form.clone() problems=problems.clone()/>
                <WhenFields reader when problems=problems.clone()/>
                <button class="btn ghost" name="do" value=DO_SEE>
                    {reader.say(key::ProposeSee)}
                </button>
            </div>
            {dates.map(|dates| view! { <Preview reader dates rhythm/> })}
            <LongField
                name="words"
                label=reader.say(key::ProposeWords)
                value=form.words
                hint=Some(reader.say(key::ProposeWordsHint))
                problem=problem_of(&problems, "words")
                max=WORDS_MAX
            />
            <button class="btn" name="do" value=DO_SEND>{reader.say(key::ProposeSend)}</button>
        </form>
        <LinkList links=vec![talk, back]/>
    }
}

/// How much in all, and how it is divided.
#[component]
fn HowMuch(
    reader: Reader,
    owed: Money,
    most: u32,
    form: ProposeForm,
    problems: Vec<Problem>,
) -> impl IntoView {
    let ProposeForm { pay, by, parts, each, .. } = form;
    let choice = |value: By, what: String| Choice {
        value: value.as_str().to_owned(),
        what,
        more: None,
        amount: None,
        state: Chosen::when(value == by),
    };
    let ways = vec![
        choice(By::Parts, reader.say(key::BuilderByParts)),
        choice(By::Each, reader.say(key::BuilderByEach)),
    ];
    let counts = (1..=most).map(|count| {
        (count.to_string(), reader.say(key::BuilderCountOf { count: u64::from(count) }))
    });
    view! {
        <Field
            name="pay"
            label=reader.say(key::ProposePay)
            kind=FieldKind::Amount
            value=pay
            hint=Some(reader.say(key::ProposePayHint { amount: &reader.money(owed) }))
            problem=problem_of(&problems, "pay")
        />
        <Choices name="by" legend=reader.say(key::BuilderBy) pick=Pick::One choices=ways/>
        <div class="if-parts">
            <SelectField
                name="parts"
                label=reader.say(key::BuilderParts)
                items=counts.collect()
                chosen=parts.to_string()
                problem=problem_of(&problems, "parts")
            />
        </div>
        <div class="if-each">
            <Field
                name="each"
                label=reader.say(key::BuilderEach)
                kind=FieldKind::Amount
                value=each
                problem=problem_of(&problems, "each")
            />
        </div>
    }
}

/// What the terms would be.
#[component]
fn Preview(reader: Reader, dates: Vec<Instalment>, rhythm: Rhythm) -> impl IntoView {
    let words = in_words(reader, &dates);
    view! {
        <section class="card">
            <h2>{reader.say(key::BuilderWouldPay)}</h2>
            <p role="status"><b>{words}</b></p>
            <Dates reader dates=dates.clone()/>
            <Close reader rhythm dates/>
        </section>
    }
}
