//! Which amount of a plan to pay: what is due, everything, or another one, and where more than that goes.

use domain::ids::PlanId;
use domain::money::Money;
use domain::plan::{Extra, PayOff};
use leptos::prelude::*;

use crate::components::{
    Choice, Choices, Chosen, Field, FieldKind, Legend, Link, LinkList, Pick, Problem,
    ProblemSummary, Submit, problem_of,
};
use crate::format::{self, AmountProblem};
use crate::reader::Reader;
use crate::routes::{self, pattern};
use crate::shell::{self, Head, Shell};
use crate::texts::key;

/// What the choice of an amount shows.
#[derive(Clone, Debug)]
pub struct PlanPayView {
    /// Which plan.
    pub plan: PlanId,
    /// What is due next, or late.
    pub due: Money,
    /// What paying everything comes to.
    pub pay_off: PayOff,
    /// What is marked.
    pub what: PlanWhat,
    /// The amount as typed.
    pub typed: String,
    /// Where more than what is due goes: the field `extra`.
    pub extra: Extra,
    /// Why the amount was not taken.
    pub problem: Option<PlanAmountProblem>,
}

/// What of a plan is to be paid: the field `what`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PlanWhat {
    /// The next instalment.
    Due,
    /// Everything that is late.
    Late,
    /// Everything.
    All,
    /// The field `amount`.
    Amount,
}

/// Why an amount was not taken.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PlanAmountProblem {
    /// It was not understood.
    Unread(AmountProblem),
    /// It is more than everything.
    AboveAll,
}

impl PlanWhat {
    /// The value of the form's field.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Due => "due",
            Self::Late => "late",
            Self::All => "all",
            Self::Amount => "amount",
        }
    }

    /// Reads the form's field; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let all = [Self::Due, Self::Late, Self::All, Self::Amount];
        all.into_iter().find(|what| what.as_str() == text)
    }
}

/// The values of the field `extra`.
const EXTRA: [(Extra, &str); 2] =
    [(Extra::Next, extra_value(Extra::Next)), (Extra::Last, extra_value(Extra::Last))];

/// Reads the field `extra`; `None` for anything else.
pub fn parse_extra(text: &str) -> Option<Extra> {
    EXTRA.into_iter().find(|(_, value)| *value == text).map(|(extra, _)| extra)
}

/// The value of the field `extra`.
pub const fn extra_value(extra: Extra) -> &'static str {
    match extra {
        Extra::Next => "next",
        Extra::Last => "last",
    }
}

/// The page.
pub fn page(shell: Shell, view: PlanPayView) -> String {
    let reader = shell.reader;
    let head = Head::titled(reader.say(key::PlanPayTitle { creditor: &shell.sender.name }));
    let head = if view.problem.is_some() { head.with_problem(reader) } else { head };
    shell::page(shell, head, move || view! { <PlanPay reader view/> }.into_any())
}

#[component]
fn PlanPay(reader: Reader, view: PlanPayView) -> impl IntoView {
    let problems: Vec<Problem> =
        view.problem.map(|problem| told(reader, &view, problem)).into_iter().collect();
    let amounts = amounts(reader, &view);
    let PlanPayView { plan, pay_off, typed, extra, .. } = view;
    let hint = reader.say(key::PlanPayHint { most: &reader.money(pay_off.to_pay) });
    let back = Link::to(routes::plan(&plan), reader.say(key::PlanBackToPlan));
    view! {
        <ProblemSummary reader problems=problems.clone()/>
        <h1>{reader.say(key::PayChooseAmount)}</h1>
        <form method="get" action=pattern::PAY class="extra">
            <input type="hidden" name="plan" value=plan.to_string()/>
            <Choices
                name="what"
                legend=Legend::Heard(reader.say(key::PayChooseAmount))
                pick=Pick::One
                choices=amounts
            />
            <div class="if-amount">
                <Field
                    name="amount"
                    label=reader.say(key::PlanPayOther)
                    kind=FieldKind::Amount
                    value=typed
                    hint=Some(hint)
                    problem=problem_of(&problems, "amount")
                />
                <Choices
                    name="extra"
                    legend=reader.say(key::PlanPayExtra)
                    pick=Pick::One
                    choices=extras(reader, extra)
                />
            </div>
            <Submit label=reader.say(key::PayChooseButton)/>
        </form>
        <LinkList links=vec![back]/>
    }
}

fn amounts(reader: Reader, view: &PlanPayView) -> Vec<Choice> {
    let choice = |value: PlanWhat, what: String, amount: Option<Money>| Choice {
        value: value.as_str().to_owned(),
        what,
        more: None,
        amount: amount.map(|amount| reader.money(amount)),
        state: Chosen::when(value == view.what),
    };
    let due = match view.what {
        PlanWhat::Late => choice(PlanWhat::Late, reader.say(key::PlanPayLate), Some(view.due)),
        _ => choice(PlanWhat::Due, reader.say(key::PlanPayNext), Some(view.due)),
    };
    let saved = view.pay_off.open.less(view.pay_off.to_pay).ok().filter(|saved| !saved.is_zero());
    let more = saved.map(|saving| reader.say(key::PlanPaySaves { saving: &reader.money(saving) }));
    let all = choice(PlanWhat::All, reader.say(key::PlanPayWhole), Some(view.pay_off.to_pay));
    let other = choice(PlanWhat::Amount, reader.say(key::PlanPayOther), None);
    vec![due, Choice { more, ..all }, other]
}

fn extras(reader: Reader, chosen: Extra) -> Vec<Choice> {
    let choice = |(extra, value): (Extra, &str)| {
        let (what, more) = match extra {
            Extra::Next => (reader.say(key::PlanExtraNext), reader.say(key::PlanExtraNextMore)),
            Extra::Last => (reader.say(key::PlanExtraLast), reader.say(key::PlanExtraLastMore)),
        };
        Choice {
            value: value.to_owned(),
            what,
            more: Some(more),
            amount: None,
            state: Chosen::when(extra == chosen),
        }
    };
    EXTRA.into_iter().map(choice).collect()
}

fn told(reader: Reader, view: &PlanPayView, problem: PlanAmountProblem) -> Problem {
    let example = &*format::plain(reader.voice.region, view.due);
    let text = match problem {
        PlanAmountProblem::Unread(AmountProblem::Empty) => reader.say(key::PayProblemEmpty),
        PlanAmountProblem::Unread(AmountProblem::NotAnAmount) => {
            reader.say(key::PayProblemNotAmount { example })
        }
        PlanAmountProblem::Unread(AmountProblem::TooPrecise) => {
            reader.say(key::PayProblemTooPrecise { example })
        }
        PlanAmountProblem::AboveAll | PlanAmountProblem::Unread(AmountProblem::TooLarge) => {
            reader.say(key::PayProblemAbove { amount: &reader.money(view.pay_off.to_pay) })
        }
    };
    Problem { field: "amount", text }
}
