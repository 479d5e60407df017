//! Changing the dates of a plan: another day for one instalment, one to the end, another payday.

use chrono::NaiveDate;
use domain::ids::PlanId;
use domain::money::Money;
use domain::plan::PlanRefusal;
use domain::schedule::DayOfMonth;
use leptos::prelude::*;

use crate::components::{
    Choice, Choices, Chosen, Field, FieldKind, Link, LinkList, Pick, Problem, ProblemSummary,
    SelectField, Submit, problem_of,
};
use crate::reader::Reader;
use crate::routes;
use crate::shell::{self, Head, Shell};
use crate::texts::key;

/// What the page of a plan's dates shows; what is `None` is not allowed, or no more.
#[derive(Clone, Debug)]
pub struct PlanDatesView {
    /// Which plan.
    pub plan: PlanId,
    /// What its forms send beside what is asked for.
    pub form: PlanForm,
    /// Another day for one instalment.
    pub moves: Option<MoveView>,
    /// One instalment to the end.
    pub skips: Option<SkipView>,
    /// Another day of the month.
    pub payday: Option<PaydayView>,
    /// What could not be done.
    pub problem: Option<DatesProblem>,
}

/// What every form that changes a plan sends: the fields `key` and `drawn`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PlanForm {
    /// What makes a form that is sent twice happen once. New on each page.
    pub key: String,
    /// How much had happened to the plan when the form was drawn, so that a change since is noticed.
    pub drawn: i64,
}

/// One instalment that can be moved.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Movable {
    /// Its number.
    pub number: u32,
    /// Its day.
    pub due_on: NaiveDate,
    /// How much.
    pub amount: Money,
    /// The last day to which it can be moved.
    pub latest: NaiveDate,
}

/// Another day for one instalment: the fields `move` and `to`.
#[derive(Clone, Debug)]
pub struct MoveView {
    /// How many may still be moved.
    pub left: u16,
    /// Those that can be.
    pub parts: Vec<Movable>,
    /// The number of the one that is marked.
    pub marked: u32,
    /// The day as typed.
    pub typed: String,
}

/// One instalment to the end: the field `skip`.
#[derive(Clone, Debug)]
pub struct SkipView {
    /// How many may still go there.
    pub left: u16,
    /// Those that can.
    pub parts: Vec<Movable>,
    /// The number of the one that is marked.
    pub marked: u32,
    /// The day at the end.
    pub to: NaiveDate,
}

/// Another day of the month: the field `payday`. Choosing one shows what it makes of the dates first.
#[derive(Clone, Debug)]
pub struct PaydayView {
    /// Those that there are, each with the day on which the next instalment would be due; by that day.
    pub days: Vec<(DayOfMonth, NaiveDate)>,
    /// The one that is marked, or was typed.
    pub day: DayOfMonth,
}

/// What could not be done, by the form it came from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DatesProblem {
    /// Something happened to the plan since the form was drawn.
    Changed,
    /// The day was not understood.
    NoDay,
    /// Moving.
    Move(PlanRefusal),
    /// Skipping.
    Skip(PlanRefusal),
    /// Another payday.
    Payday(PlanRefusal),
}

/// The page.
pub fn page(shell: Shell, view: PlanDatesView) -> String {
    let reader = shell.reader;
    let head = Head::titled(reader.say(key::DatesTitle { creditor: &shell.sender.name }));
    let wrong = view.problem.is_some_and(|problem| problem != DatesProblem::Changed);
    let head = if wrong { head.with_problem(reader) } else { head };
    shell::page(shell, head, move || view! { <PlanDates reader view/> }.into_any())
}

#[component]
fn PlanDates(reader: Reader, view: PlanDatesView) -> impl IntoView {
    let PlanDatesView { plan, form, moves, skips, payday, problem } = view;
    let changed = problem == Some(DatesProblem::Changed);
    let problems: Vec<Problem> =
        problem.and_then(|problem| told(reader, problem)).into_iter().collect();
    let back = Link::to(routes::plan(&plan), reader.say(key::PlanBackToPlan));
    let none = moves.is_none() && skips.is_none() && payday.is_none();
    let (to_move, to_skip) = (routes::plan_move(&plan), routes::plan_skip(&plan));
    view! {
        <ProblemSummary reader problems=problems.clone()/>
        {changed.then(|| view! {
            <div class="notice wait" role="alert">
                <p><b>{reader.say(key::DatesChanged)}</b></p>
                <p>{reader.say(key::DatesChangedMore)}</p>
            </div>
        })}
        <h1>{reader.say(key::DatesHeading)}</h1>
        {none.then(|| view! { <p>{reader.say(key::DatesNone)}</p> })}
        {moves.map(|moves| view! {
            <Move reader action=to_move form=form.clone() moves problems=problems.clone()/>
        })}
        {skips.map(|skips| view! {
            <Skip
                reader
                action=to_skip
                form=form.clone()
                skips
                problem=problem_of(&problems, "skip")
            />
        })}
        {payday.map(|payday| view! {
            <form method="get" action=routes::plan_payday(&plan) class="card">
                <h2>{reader.say(key::DatesPayday)}</h2>
                <p class="soft">{reader.say(key::DatesPaydayMore)}</p>
                <SelectField
                    name="payday"
                    label=reader.say(key::WhenPayday)
                    items=payday_items(reader, &payday)
                    chosen=payday.day.get().to_string()
                    hint=Some(reader.say(key::WhenPaydayHint))
                    problem=problem_of(&problems, "payday")
                />
                <Submit label=reader.say(key::DatesPaydayButton) class="btn ghost"/>
            </form>
        })}
        <LinkList links=vec![back]/>
    }
}

/// The days of the month that can be chosen, each with what it makes of the next date.
pub(crate) fn payday_items(reader: Reader, payday: &PaydayView) -> Vec<(String, String)> {
    let item = |(day, next): &(DayOfMonth, NaiveDate)| {
        let day = day.get().to_string();
        let label = reader.say(key::DatesPaydayNext { day: &day, next: &reader.short_day(*next) });
        (day, label)
    };
    payday.days.iter().map(item).collect()
}

/// What a form sends that is not typed.
#[component]
pub(super) fn Hidden(form: PlanForm) -> impl IntoView {
    view! {
        <input type="hidden" name="key" value=form.key/>
        <input type="hidden" name="drawn" value=form.drawn.to_string()/>
    }
}

#[component]
fn Move(
    reader: Reader,
    action: String,
    form: PlanForm,
    moves: MoveView,
    problems: Vec<Problem>,
) -> impl IntoView {
    let MoveView { left, parts, marked, typed } = moves;
    let choices = parts.into_iter().map(|part| {
        let more = reader.say(key::DatesMoveUntil { day: &reader.day(part.latest) });
        Choice { more: Some(more), ..choice(reader, part, marked) }
    });
    let choices: Vec<Choice> = choices.collect();
    view! {
        <form method="post" action=action class="card">
            <Hidden form/>
            <h2>{reader.say(key::DatesMove)}</h2>
            <p class="soft">{reader.say(key::DatesMoveLeft { count: u64::from(left) })}</p>
            <Choices
                name="move"
                legend=reader.say(key::DatesWhich)
                pick=Pick::One
                choices
                problem=problem_of(&problems, "move")
            />
            <Field
                name="to"
                label=reader.say(key::DatesTo)
                kind=FieldKind::Date
                value=typed
                problem=problem_of(&problems, "to")
            />
            <Submit label=reader.say(key::DatesMoveButton)/>
        </form>
    }
}

#[component]
fn Skip(
    reader: Reader,
    action: String,
    form: PlanForm,
    skips: SkipView,
    problem: Option<String>,
) -> impl IntoView {
    let SkipView { left, parts, marked, to } = skips;
    let choices: Vec<Choice> = parts.into_iter().map(|part| choice(reader, part, marked)).collect();
    view! {
        <form method="post" action=action class="card">
            <Hidden form/>
            <h2>{reader.say(key::DatesSkip)}</h2>
            <p class="soft">{reader.say(key::DatesSkipMore { day: &reader.weekday(to) })}</p>
            <p class="soft">{reader.say(key::DatesSkipLeft { count: u64::from(left) })}</p>
            <Choices
                name="skip"
                legend=reader.say(key::DatesWhich)
                pick=Pick::One
                choices
                problem
            />
            <Submit label=reader.say(key::DatesSkipButton) class="btn ghost"/>
        </form>
    }
}

fn choice(reader: Reader, part: Movable, marked: u32) -> Choice {
    Choice {
        value: part.number.to_string(),
        what: reader.weekday(part.due_on),
        more: None,
        amount: Some(reader.money(part.amount)),
        state: Chosen::when(part.number == marked),
    }
}

/// What is wrong with a field; a change in between is no field's fault.
pub(crate) fn told(reader: Reader, problem: DatesProblem) -> Option<Problem> {
    let (field, refusal) = match problem {
        DatesProblem::Changed => return None,
        DatesProblem::NoDay => {
            return Some(Problem { field: "to", text: reader.say(key::WhenNoDay) });
        }
        DatesProblem::Move(refusal @ (PlanRefusal::TooEarly(_) | PlanRefusal::TooLate(_))) => {
            ("to", refusal)
        }
        DatesProblem::Move(refusal) => ("move", refusal),
        DatesProblem::Skip(refusal) => ("skip", refusal),
        DatesProblem::Payday(refusal) => ("payday", refusal),
    };
    let text = match refusal {
        PlanRefusal::TooEarly(day) => reader.say(key::DatesTooEarly { day: &reader.weekday(day) }),
        PlanRefusal::TooLate(day) => reader.say(key::DatesTooLate { day: &reader.weekday(day) }),
        PlanRefusal::Fixed(_) => reader.say(key::DatesFixed),
        PlanRefusal::NoneLeft => reader.say(key::DatesNoneLeft),
        PlanRefusal::NotNear { from, until } => {
            let (from, until) = (&*reader.weekday(from), &*reader.weekday(until));
            reader.say(key::DatesNotNear { from, until })
        }
        PlanRefusal::Unchanged => reader.say(key::DatesUnchanged),
        PlanRefusal::NotActive
        | PlanRefusal::NotMonthly
        | PlanRefusal::StaysBroken
        | PlanRefusal::Money(_) => reader.say(key::DatesNotNow),
    };
    Some(Problem { field, text })
}
