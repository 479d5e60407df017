//! "I have already paid", "not mine or wrong", "I would rather talk": a short text that stops the
//! reminders. Never asks for reasons.

use chrono::NaiveDate;
use leptos::prelude::*;

use crate::components::{
    Link, LinkList, LongField, Problem, ProblemSummary, Submit, Tick, problem_of,
};
use crate::reader::Reader;
use crate::routes::pattern;
use crate::shell::{self, Head, Shell};
use crate::texts::key;

/// The most characters that are kept.
pub const TEXT_MAX: u16 = 1000;

/// Which of the three it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Topic {
    /// I have already paid.
    Paid,
    /// It is not mine, or it is wrong.
    Wrong,
    /// I would rather talk to a person.
    Talk,
}

/// What the form shows.
#[derive(Clone, Debug)]
pub struct SayView {
    /// Which of the three it is.
    pub topic: Topic,
    /// The text as typed.
    pub typed: String,
    /// Why it was not taken.
    pub problem: Option<TextProblem>,
}

/// Why a text was not taken.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TextProblem {
    /// Nothing was written.
    Empty,
    /// More than [`TEXT_MAX`] characters.
    TooLong,
}

impl Topic {
    const fn action(self) -> &'static str {
        match self {
            Self::Paid => pattern::SAY_PAID,
            Self::Wrong => pattern::SAY_ERROR,
            Self::Talk => pattern::SAY_TALK,
        }
    }
}

struct Words {
    heading: String,
    lead: String,
    label: String,
    hint: String,
    button: String,
}

/// The form.
pub fn page(shell: Shell, view: SayView) -> String {
    let reader = shell.reader;
    let creditor = shell.sender.name.clone();
    let head = Head::titled(reader.say(key::SayTitle { creditor: &creditor }));
    let head = if view.problem.is_some() { head.with_problem(reader) } else { head };
    shell::page(shell, head, move || view! { <SayForm reader creditor view/> }.into_any())
}

/// The thanks. `answer_by` is the day until which the creditor has promised an answer.
pub fn thanks_page(shell: Shell, answer_by: Option<NaiveDate>) -> String {
    let reader = shell.reader;
    let creditor = shell.sender.name.clone();
    let head = Head::titled(reader.say(key::SayDoneTitle { creditor: &creditor }));
    shell::page(shell, head, move || {
        let creditor = &*creditor;
        let lead = match answer_by {
            Some(day) => reader.say(key::SayDoneBy { creditor, day: &reader.weekday(day) }),
            None => reader.say(key::SayDoneLead { creditor }),
        };
        view! {
            <Tick/>
            <h1>{reader.say(key::SayDoneHeading)}</h1>
            <p>{lead}</p>
            <LinkList links=vec![Link::to(pattern::STATEMENT, reader.say(key::SayBack))]/>
        }
        .into_any()
    })
}

#[component]
fn SayForm(reader: Reader, creditor: String, view: SayView) -> impl IntoView {
    let SayView { topic, typed, problem } = view;
    let Words { heading, lead, label, hint, button } = words(reader, &creditor, topic);
    let problems: Vec<Problem> = problem
        .map(|problem| match problem {
            TextProblem::Empty => reader.say(key::SayEmpty),
            TextProblem::TooLong => reader.say(key::SayLong { count: u64::from(TEXT_MAX) }),
        })
        .map(|text| Problem { field: "text", text })
        .into_iter()
        .collect();
    view! {
        <ProblemSummary reader problems=problems.clone()/>
        <h1>{heading}</h1>
        <p class="soft">{lead}</p>
        <form method="post" action=topic.action() class="card">
            <LongField
                name="text"
                label
                value=typed
                hint=Some(hint)
                problem=problem_of(&problems, "text")
                max=TEXT_MAX
            />
            <Submit label=button/>
        </form>
        <LinkList links=vec![Link::to(pattern::STATEMENT, reader.say(key::SayBack))]/>
    }
}

fn words(reader: Reader, creditor: &str, topic: Topic) -> Words {
    match topic {
        Topic::Paid => Words {
            heading: reader.say(key::SayPaidHeading),
            lead: reader.say(key::SayPaidLead),
            label: reader.say(key::SayPaidLabel),
            hint: reader.say(key::SayPaidHint),
            button: reader.say(key::SayButton),
        },
        Topic::Wrong => Words {
            heading: reader.say(key::SayErrorHeading),
            lead: reader.say(key::SayErrorLead),
            label: reader.say(key::SayErrorLabel),
            hint: reader.say(key::SayErrorHint),
            button: reader.say(key::SayButton),
        },
        Topic::Talk => Words {
            heading: reader.say(key::SayTalkHeading),
            lead: reader.say(key::SayTalkLead { creditor }),
            label: reader.say(key::SayTalkLabel),
            hint: reader.say(key::SayTalkHint),
            button: reader.say(key::SayButtonTalk),
        },
    }
}
