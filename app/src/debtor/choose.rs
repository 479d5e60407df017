//! Which debts to pay, or how much: a form that needs no JavaScript.

use chrono::NaiveDate;
use domain::ids::DebtId;
use domain::money::Money;
use leptos::prelude::*;

use super::statement::{Document, due};
use crate::components::{
    Choice, Choices, Chosen, Field, FieldKind, Legend, Pick, Problem, ProblemSummary, Submit,
    problem_of,
};
use crate::format::{self, AmountProblem};
use crate::reader::Reader;
use crate::routes::pattern;
use crate::shell::{self, Head, Shell};
use crate::texts::key;

/// What the page of the choice shows, in one currency.
#[derive(Clone, Debug)]
pub struct ChooseView {
    /// Everything open.
    pub total: Money,
    /// The least part that the creditor takes.
    pub least: Money,
    /// The debts that can be chosen, oldest due first.
    pub debts: Vec<ChoosableDebt>,
    /// What is marked: at first everything.
    pub what: What,
    /// The amount as typed.
    pub typed: String,
    /// Why the choice could not be reviewed.
    pub problem: Option<ChooseProblem>,
}

/// One debt that can be chosen.
#[derive(Clone, Debug)]
pub struct ChoosableDebt {
    /// Which.
    pub debt: DebtId,
    /// What for.
    pub what_for: Option<String>,
    /// Its paper.
    pub document: Document,
    /// When it is or was due.
    pub due_on: Option<NaiveDate>,
    /// What is left of it.
    pub balance: Money,
    /// Whether it is marked.
    pub marked: Marked,
}

/// Whether a debt is marked.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Marked {
    /// It is.
    Yes,
    /// It is not.
    No,
}

/// What is to be paid: the field `what` of the form.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum What {
    /// Everything; fields `debt` and `amount` do not count.
    All,
    /// The debts that are marked; the field `amount` does not count.
    Chosen,
    /// The amount; fields `debt` do not count.
    Part,
}

/// Why a choice could not be reviewed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ChooseProblem {
    /// No debt is marked.
    NothingMarked,
    /// The amount was not understood.
    Amount(AmountProblem),
    /// The amount is below the least part.
    BelowLeast,
    /// The amount is more than everything open.
    AboveTotal,
    /// What would be left could not be paid afterwards.
    RestTooSmall,
}

impl What {
    /// The value of the form's field.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Chosen => "chosen",
            Self::Part => "part",
        }
    }

    /// Reads the form's field; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        [Self::All, Self::Chosen, Self::Part].into_iter().find(|what| what.as_str() == text)
    }
}

/// The page.
pub fn page(shell: Shell, view: ChooseView) -> String {
    let reader = shell.reader;
    let head = Head::titled(reader.say(key::PayChooseTitle { creditor: &shell.sender.name }));
    let head = if view.problem.is_some() { head.with_problem(reader) } else { head };
    shell::page(shell, head, move || view! { <ChooseForm reader view/> }.into_any())
}

#[component]
fn ChooseForm(reader: Reader, view: ChooseView) -> impl IntoView {
    let problems: Vec<Problem> =
        view.problem.map(|p| problem(reader, &view, p)).into_iter().collect();
    let ChooseView { total, least, debts, what, typed, .. } = view;
    let debts: Vec<Choice> = debts.into_iter().map(|debt| choice(reader, debt)).collect();
    let hint = reader
        .say(key::PayChooseAmountHint { least: &reader.money(least), most: &reader.money(total) });
    view! {
        <ProblemSummary reader problems=problems.clone()/>
        <h1>{reader.say(key::PayChooseHeading)}</h1>
        <form method="get" action=pattern::PAY class="choose">
            <input type="hidden" name="currency" value=total.currency().code()/>
            <Choices
                name="what"
                legend=Legend::Heard(reader.say(key::PayChooseHeading))
                pick=Pick::One
                choices=ways(reader, what, total, least)
            />
            <div class="if-chosen">
                <Choices
                    name="debt"
                    legend=reader.say(key::PayChooseDebts)
                    pick=Pick::Any
                    choices=debts
                    problem=problem_of(&problems, "debt")
                />
            </div>
            <div class="if-part">
                <Field
                    name="amount"
                    label=reader.say(key::PayChooseAmount)
                    kind=FieldKind::Amount
                    value=typed
                    hint=Some(hint)
                    problem=problem_of(&problems, "amount")
                />
            </div>
            <Submit label=reader.say(key::PayChooseButton)/>
        </form>
    }
}

fn ways(reader: Reader, what: What, total: Money, least: Money) -> Vec<Choice> {
    let choice = |value: What, label: String| Choice {
        value: value.as_str().to_owned(),
        what: label,
        more: None,
        amount: None,
        state: Chosen::when(value == what),
    };
    let from = reader.say(key::PayChoosePartFrom { amount: &reader.money(least) });
    vec![
        Choice {
            amount: Some(reader.money(total)),
            ..choice(What::All, reader.say(key::PayChooseAll))
        },
        choice(What::Chosen, reader.say(key::PayChooseChosen)),
        Choice { more: Some(from), ..choice(What::Part, reader.say(key::PayChoosePart)) },
    ]
}

fn choice(reader: Reader, debt: ChoosableDebt) -> Choice {
    let ChoosableDebt { debt, what_for, document, due_on, balance, marked } = debt;
    let what = what_for.unwrap_or_else(|| document.name(reader));
    let more = Some(due(reader, due_on));
    Choice {
        value: debt.to_string(),
        what,
        more,
        amount: Some(reader.money(balance)),
        state: Chosen::when(marked == Marked::Yes),
    }
}

fn problem(reader: Reader, view: &ChooseView, problem: ChooseProblem) -> Problem {
    let (least, most) = (&*reader.money(view.least), &*reader.money(view.total));
    let example = &*format::plain(reader.voice.region, view.least);
    let text = match problem {
        ChooseProblem::NothingMarked => {
            return Problem { field: "debt", text: reader.say(key::PayProblemNone) };
        }
        ChooseProblem::Amount(AmountProblem::Empty) => reader.say(key::PayProblemEmpty),
        ChooseProblem::Amount(AmountProblem::NotAnAmount) => {
            reader.say(key::PayProblemNotAmount { example })
        }
        ChooseProblem::Amount(AmountProblem::TooPrecise) => {
            reader.say(key::PayProblemTooPrecise { example })
        }
        ChooseProblem::BelowLeast => reader.say(key::PayProblemBelow { amount: least }),
        ChooseProblem::AboveTotal | ChooseProblem::Amount(AmountProblem::TooLarge) => {
            reader.say(key::PayProblemAbove { amount: most })
        }
        ChooseProblem::RestTooSmall => reader.say(key::PayProblemRest { least, most }),
    };
    Problem { field: "amount", text }
}
