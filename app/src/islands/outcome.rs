//! What comes of a choice, drawn alike by the server and in the browser.

use leptos::either::Either;
use leptos::prelude::*;

/// What is told of a choice.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Told {
    /// The plan that it makes.
    Plan(Box<PlanTold>),
    /// Why it makes none, and what to do about it.
    Problem(String),
}

/// A plan in words, dates and amounts.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct PlanTold {
    pub heading: String,
    /// All of it in one sentence.
    pub words: String,
    pub dates: Vec<When>,
    /// Dates that stand closer together than one expects.
    pub close: Vec<String>,
    pub owed: Sum,
    pub cost: Option<Sum>,
    pub total: Sum,
    pub free: Option<String>,
    pub reward: Option<String>,
    /// The button, and where it goes.
    pub go: String,
    pub to: String,
}

/// One date with its amount.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct When {
    pub iso: String,
    pub day: String,
    pub amount: String,
}

/// One line of the sum.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Sum {
    pub term: String,
    pub amount: String,
}

/// What would be paid, and the button that goes on with what the form says now; or why there is no plan.
#[component]
pub(crate) fn Outcome(told: Told) -> impl IntoView {
    match told {
        Told::Plan(plan) => Either::Left(view! { <Plan plan=*plan/> }),
        Told::Problem(problem) => {
            Either::Right(view! { <section class="card"><p role="status">{problem}</p></section> })
        }
    }
}

#[component]
fn Plan(plan: PlanTold) -> impl IntoView {
    let PlanTold { heading, words, dates, close, owed, cost, total, free, reward, go, to } = plan;
    let dates = dates.into_iter().map(|When { iso, day, amount }| {
        view! { <li><time datetime=iso>{day}</time><b>{amount}</b></li> }
    });
    let row = |class: Option<&'static str>, sum: Sum| {
        view! { <div class=class><dt>{sum.term}</dt><dd class="amount">{sum.amount}</dd></div> }
    };
    let close: Vec<_> =
        close.into_iter().map(|text| view! { <p class="small">{text}</p> }).collect();
    view! {
        <section class="card">
            <h2>{heading}</h2>
            <p role="status"><b>{words.clone()}</b></p>
            <ol role="list" class="dates">{dates.collect_view()}</ol>
            {(!close.is_empty()).then(|| view! { <div class="notice wait">{close}</div> })}
            <dl class="rows">
                {row(None, owed)}
                {cost.map(|cost| row(None, cost))}
                {row(Some("total"), total)}
            </dl>
            {free.map(|text| view! { <p class="soft small">{text}</p> })}
            {reward.map(|text| view! { <p><span class="tag ok">{text}</span></p> })}
        </section>
        <div class="stick">
            <p>{words}</p>
            <button class="btn" formaction=to name="way" value="plan">{go}</button>
        </div>
    }
}
