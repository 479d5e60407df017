//! Changing the dates of a debtor's plan in their place: as often and as far as was agreed.

use domain::ids::CaseId;
use leptos::prelude::*;

use super::shell::{self, Place, TeamShell};
use super::table::{Column, Table};
use crate::components::{
    Field, FieldKind, Problem, ProblemSummary, SelectField, Submit, problem_of,
};
use crate::debtor::plan::{
    DatesProblem, Movable, MoveView, PaydayReview, PlanDatesView, PlanForm, SkipView, payday_items,
    payday_words, told,
};
use crate::reader::Reader;
use crate::routes;
use crate::texts::key;

/// The value of the field `what` of the form that moves one instalment.
pub const MOVE: &str = "move";

/// The value of the field `what` of the form that puts one instalment at the end.
pub const SKIP: &str = "skip";

/// The value of the field `what` of the form that changes the payday.
pub const PAYDAY: &str = "payday";

/// Draws the dates of a plan of `case`.
pub fn page(shell: TeamShell, case: CaseId, view: PlanDatesView) -> String {
    let reader = shell.reader;
    let title = reader.say(key::TeamPlanDates);
    let head = shell::titled(&shell, &title);
    let wrong = view.problem.is_some_and(|problem| problem != DatesProblem::Changed);
    let head = if wrong { head.with_problem(reader) } else { head };
    let path = routes::team_case_plan_dates(&case, &view.plan);
    let action = path.clone();
    shell::page_at(shell, (Place::Cases, path), head, move || {
        let back = routes::team_case(&case);
        view! {
            <p class="back no-print"><a href=back>"‹ " {reader.say(key::TeamPlanBack)}</a></p>
            <h1>{title}</h1>
            <Forms reader action view/>
        }
        .into_any()
    })
}

/// Draws what another payday would make of the dates of a plan of `case`, to confirm it.
pub fn review(shell: TeamShell, case: CaseId, view: PaydayReview) -> String {
    let reader = shell.reader;
    let title = reader.say(key::PaydayHeading);
    let head = shell::titled(&shell, &title);
    let path = routes::team_case_plan_dates(&case, &view.plan);
    let action = path.clone();
    shell::page_at(shell, (Place::Cases, path.clone()), head, move || {
        view! {
            <p class="back no-print"><a href=path>"‹ " {reader.say(key::PaydayOther)}</a></p>
            <h1>{title.clone()}</h1>
            <Review reader title action view/>
        }
        .into_any()
    })
}

#[component]
fn Review(reader: Reader, title: String, action: String, view: PaydayReview) -> impl IntoView {
    let lines = payday_words(reader, &view);
    let PaydayReview { form, day, next, dates, .. } = view;
    let columns =
        vec![Column::brief(reader.say(key::TeamDate)), Column::amount(reader.say(key::TeamAmount))];
    let rows = dates.into_iter().map(|one| {
        vec![reader.short_day(one.due_on).into_any(), reader.money(one.amount).into_any()]
    });
    let rows = rows.collect();
    view! {
        {lines.into_iter().map(|line| view! { <p>{line}</p> }).collect_view()}
        <section class="card"><Table caption=title columns rows/></section>
        <form method="post" action=action>
            <Hidden form what=PAYDAY/>
            <input type="hidden" name="payday" value=day.get().to_string()/>
            <input type="hidden" name="next" value=next.to_string()/>
            <Submit label=reader.say(key::PaydayConfirm) class="btn fit"/>
        </form>
    }
}

#[component]
fn Forms(reader: Reader, action: String, view: PlanDatesView) -> impl IntoView {
    let PlanDatesView { form, moves, skips, payday, problem, .. } = view;
    let changed = problem == Some(DatesProblem::Changed);
    let problems: Vec<Problem> =
        problem.and_then(|problem| told(reader, problem)).into_iter().collect();
    let none = moves.is_none() && skips.is_none() && payday.is_none();
    let (to_move, to_skip, to_payday) = (action.clone(), action.clone(), action);
    view! {
        <ProblemSummary reader problems=problems.clone()/>
        {changed.then(|| view! {
            <div class="notice wait" role="alert"><p>{reader.say(key::TeamNewsChanged)}</p></div>
        })}
        {none.then(|| view! { <p>{reader.say(key::DatesNoneLeft)}</p> })}
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
            <form method="get" action=to_payday class="card">
                <h2>{reader.say(key::TeamPlanPayday)}</h2>
                <p class="soft">{reader.say(key::DatesPaydayMore)}</p>
                <SelectField
                    name="payday"
                    label=reader.say(key::TeamPlanPaydayDay)
                    items=payday_items(reader, &payday)
                    chosen=payday.day.get().to_string()
                    problem=problem_of(&problems, "payday")
                />
                <Submit label=reader.say(key::DatesPaydayButton) class="btn fit"/>
            </form>
        })}
    }
}

#[component]
fn Hidden(form: PlanForm, what: &'static str) -> impl IntoView {
    view! {
        <input type="hidden" name="key" value=form.key/>
        <input type="hidden" name="drawn" value=form.drawn.to_string()/>
        <input type="hidden" name="what" value=what/>
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
    let items = parts.into_iter().map(|part| {
        let until = reader.say(key::DatesMoveUntil { day: &reader.day(part.latest) });
        (part.number.to_string(), format!("{}. {until}", named(reader, part)))
    });
    let items = items.collect();
    view! {
        <form method="post" action=action class="card">
            <Hidden form what=MOVE/>
            <h2>{reader.say(key::DatesMove)}</h2>
            <p class="soft">{reader.say(key::DatesMoveLeft { count: u64::from(left) })}</p>
            <SelectField
                name="move"
                label=reader.say(key::DatesWhich)
                items
                chosen=marked.to_string()
                problem=problem_of(&problems, "move")
            />
            <Field
                name="to"
                label=reader.say(key::DatesTo)
                kind=FieldKind::Date
                value=typed
                problem=problem_of(&problems, "to")
            />
            <Submit label=reader.say(key::DatesMoveButton) class="btn fit"/>
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
    let items = parts.into_iter().map(|part| (part.number.to_string(), named(reader, part)));
    let items = items.collect();
    view! {
        <form method="post" action=action class="card">
            <Hidden form what=SKIP/>
            <h2>{reader.say(key::DatesSkip)}</h2>
            <p class="soft">{reader.say(key::DatesSkipMore { day: &reader.weekday(to) })}</p>
            <p class="soft">{reader.say(key::DatesSkipLeft { count: u64::from(left) })}</p>
            <SelectField
                name="skip"
                label=reader.say(key::DatesWhich)
                items
                chosen=marked.to_string()
                problem
            />
            <Submit label=reader.say(key::DatesSkipButton) class="btn fit"/>
        </form>
    }
}

/// One instalment by its day and amount.
fn named(reader: Reader, part: Movable) -> String {
    format!("{}, {}", reader.weekday(part.due_on), reader.money(part.amount))
}
