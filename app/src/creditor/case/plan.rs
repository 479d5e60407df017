//! The plans of a case: what was agreed, the dates as they stand, what happened, and how one is ended.

use chrono::NaiveDate;
use domain::ids::{CaseId, PlanId};
use domain::money::Money;
use leptos::prelude::*;

use crate::components::{Row, Rows};
use crate::creditor::form::{Fold, Lines, Typed};
use crate::creditor::happened::PlanEvent;
use crate::creditor::plans::PlanHealth;
use crate::creditor::shell::Role;
use crate::creditor::table::{Column, Table};
use crate::debtor::plan::{PlanLine, standing_text};
use crate::reader::Reader;
use crate::routes;
use crate::texts::key;

/// One plan of a case.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PlanBox {
    /// The plan.
    pub plan: PlanId,
    /// How it does.
    pub health: PlanHealth,
    /// The day of its acceptance.
    pub accepted_on: NaiveDate,
    /// What was agreed.
    pub agreed: Agreed,
    /// What was paid.
    pub paid: Money,
    /// What can be done with it; `None` once nothing of it is open.
    pub open: Option<OpenPlan>,
    /// Whether it can be let run again.
    pub again: Again,
    /// Its instalments by day.
    pub lines: Vec<PlanLine>,
    /// What happened to it beside payments, newest first.
    pub events: Vec<(NaiveDate, PlanEvent)>,
}

/// What was agreed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Agreed {
    /// What was owed.
    pub owed: Money,
    /// What is waived once everything else is paid; may be nothing.
    pub given_up: Money,
    /// What it costs on top; may be nothing.
    pub cost: Money,
    /// What is paid in all.
    pub total: Money,
}

/// A plan of which something is open.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct OpenPlan {
    /// How much had happened to it when the page was drawn: what its form sends as `drawn`.
    pub drawn: i64,
    /// What is asked for next.
    pub next: Money,
}

/// Whether a plan that is over can be let run again.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Again {
    /// It cannot.
    No,
    /// It broke, and would not have, had the team known of money that had come in time.
    Possible {
        /// How much had happened to it when the page was drawn: what its form sends as `drawn`.
        drawn: i64,
    },
}

/// The `id` of the reason why a plan is ended, or runs again: of one plan there is one of the two forms.
pub(super) fn reason_id(plan: &PlanId) -> String {
    format!("reason-{plan}")
}

/// The plans of a case, newest first; nothing where there are none.
#[component]
pub(super) fn Plans(
    reader: Reader,
    role: Role,
    case: CaseId,
    plans: Vec<PlanBox>,
    cancelling: Option<(PlanId, Typed)>,
    form_key: String,
) -> impl IntoView {
    let boxes = plans.into_iter().map(move |plan| {
        let typed = cancelling.as_ref().filter(|(id, _)| *id == plan.plan);
        let typed = typed.map(|(_, typed)| typed.clone());
        let form_key = form_key.clone();
        view! { <OnePlan reader role case=case.clone() plan typed form_key/> }
    });
    boxes.collect_view()
}

#[component]
fn OnePlan(
    reader: Reader,
    role: Role,
    case: CaseId,
    plan: PlanBox,
    typed: Option<Typed>,
    form_key: String,
) -> impl IntoView {
    let PlanBox { plan: id, health, accepted_on, agreed, paid, open, again, lines, events } = plan;
    let title = reader.say(key::TeamPlanOf { day: &reader.day(accepted_on) });
    let rows = rows(reader, agreed, paid);
    let record = open.map(|_| {
        let to = routes::team_case_record(&case, &id);
        let dates = routes::team_case_plan_dates(&case, &id);
        view! {
            <p class="no-print">
                <a class="btn ghost small-btn" href=to>{reader.say(key::TeamPlanRecord)}</a>
                " "
                <a class="btn ghost small-btn" href=dates>{reader.say(key::TeamPlanDates)}</a>
            </p>
        }
    });
    let end = match (open, again) {
        (Some(OpenPlan { drawn, .. }), _) => {
            let of = (routes::team_case_plan_cancel(&case, &id), drawn);
            Some(view! { <Cancel reader of plan=id typed form_key/> }.into_any())
        }
        (None, Again::Possible { drawn }) if role == Role::Owner => {
            let of = (routes::team_case_plan_reopen(&case, &id), drawn);
            Some(view! { <Reopen reader of plan=id typed form_key/> }.into_any())
        }
        (None, Again::Possible { .. }) => {
            let text = reader.say(key::TeamPlanReopenOwner);
            Some(view! { <p class="soft small">{text}</p> }.into_any())
        }
        (None, Again::No) => None,
    };
    view! {
        <section class="card">
            <h2>{title.clone()}</h2>
            <p><span class="tag">{health.text(reader)}</span></p>
            <Rows rows/>
            <Dates reader title lines/>
            {record}
            <Events reader events/>
            {end}
        </section>
    }
}

fn rows(reader: Reader, agreed: Agreed, paid: Money) -> Vec<Row> {
    let part = |money: Money, term: String, value: String| {
        (!money.is_zero()).then(|| Row::amount(term, value))
    };
    let Agreed { owed, given_up, cost, total } = agreed;
    [
        Some(Row::amount(reader.say(key::TeamPlanOwed), reader.money(owed))),
        part(given_up, reader.say(key::TeamPlanGivenUp), reader.minus(given_up)),
        part(cost, reader.say(key::TeamPlanCost), reader.money(cost)),
        Some(Row::total(reader.say(key::TeamPlanTotal), reader.money(total))),
        Some(Row::amount(reader.say(key::PlanPaid), reader.money(paid))),
    ]
    .into_iter()
    .flatten()
    .collect()
}

#[component]
fn Dates(reader: Reader, title: String, lines: Vec<PlanLine>) -> impl IntoView {
    let columns = vec![
        Column::brief(reader.say(key::TeamDate)),
        Column::amount(reader.say(key::TeamAmount)),
        Column::amount(reader.say(key::PlanLeft)),
        Column::text(reader.say(key::TeamPlanState)),
    ];
    let rows = lines
        .into_iter()
        .map(|line| {
            let left = (!line.open.is_zero()).then(|| reader.money(line.open));
            vec![
                reader.short_day(line.due_on).into_any(),
                reader.money(line.amount).into_any(),
                left.into_any(),
                standing_text(reader, line).into_any(),
            ]
        })
        .collect();
    view! { <Table caption=title columns rows/> }
}

#[component]
fn Events(reader: Reader, events: Vec<(NaiveDate, PlanEvent)>) -> impl IntoView {
    (!events.is_empty()).then(|| {
        let items = events.into_iter().map(|(on, event)| {
            view! {
                <li class="done">
                    <p>{event.text(reader)}</p>
                    <p class="soft small">{reader.short_day(on)}</p>
                </li>
            }
        });
        let items = items.collect_view();
        view! {
            <Fold label=reader.say(key::TeamPlanEvents) open=false>
                <ol class="timeline">{items}</ol>
            </Fold>
        }
    })
}

#[component]
fn Cancel(
    reader: Reader,
    of: (String, i64),
    plan: PlanId,
    typed: Option<Typed>,
    form_key: String,
) -> impl IntoView {
    let (open, (action, drawn)) = (typed.is_some(), of);
    let label = reader.say(key::TeamPlanCancelReason);
    let hint = reader.say(key::TeamPlanCancelHint);
    view! {
        <Fold label=reader.say(key::TeamPlanCancel) open>
            <form method="post" action=action>
                <Hidden form_key drawn/>
                <Lines
                    reader
                    name="reason"
                    id=Some(reason_id(&plan))
                    label
                    typed=typed.unwrap_or_default()
                    hint=Some(hint)
                />
                <button class="btn fit">{reader.say(key::TeamPlanCancelButton)}</button>
            </form>
        </Fold>
    }
}

#[component]
fn Reopen(
    reader: Reader,
    of: (String, i64),
    plan: PlanId,
    typed: Option<Typed>,
    form_key: String,
) -> impl IntoView {
    let (open, (action, drawn)) = (typed.is_some(), of);
    let label = reader.say(key::TeamPlanReopenReason);
    let hint = reader.say(key::TeamPlanReopenHint);
    view! {
        <p>{reader.say(key::TeamPlanReopenWhy)}</p>
        <Fold label=reader.say(key::TeamPlanReopen) open>
            <form method="post" action=action>
                <Hidden form_key drawn/>
                <Lines
                    reader
                    name="reason"
                    id=Some(reason_id(&plan))
                    label
                    typed=typed.unwrap_or_default()
                    hint=Some(hint)
                />
                <button class="btn fit">{reader.say(key::TeamPlanReopenButton)}</button>
            </form>
        </Fold>
    }
}

/// What tells a form that was sent twice, or too late.
#[component]
fn Hidden(form_key: String, drawn: i64) -> impl IntoView {
    view! {
        <input type="hidden" name="key" value=form_key/>
        <input type="hidden" name="drawn" value=drawn.to_string()/>
    }
}
