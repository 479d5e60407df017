//! The plans of all cases by how they do.

use chrono::NaiveDate;
use domain::ids::{CaseId, PlanId};
use domain::money::Money;
use leptos::prelude::*;

use super::shell::{self, Place, TeamShell};
use super::table::{Column, Table};
use crate::components::SelectField;
use crate::reader::Reader;
use crate::routes::{self, pattern};
use crate::texts::key;

/// What the list of plans shows.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PlansView {
    /// Which plans; all of them if `None`.
    pub health: Option<PlanHealth>,
    /// The plans of this page, newest first.
    pub rows: Vec<PlanRow>,
    /// Those of this page that cannot be read.
    pub unread: Vec<PlanId>,
    /// The cursor of the next page (`after`).
    pub more: Option<PlanId>,
}

/// One plan in the list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PlanRow {
    /// Its case.
    pub case: CaseId,
    /// The person's name, else the customer's reference.
    pub name: String,
    /// How it does.
    pub health: PlanHealth,
    /// The day of its acceptance.
    pub accepted_on: NaiveDate,
    /// What was paid.
    pub paid: Money,
    /// What is still to be paid by its dates; nothing once it is over.
    pub open: Money,
    /// The day of the first instalment that is open; `None` once it is over.
    pub next_on: Option<NaiveDate>,
}

/// How a plan does.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum PlanHealth {
    /// It runs, and nothing that was missed is unpaid.
    OnTime,
    /// It runs, and something that was missed is unpaid.
    Late,
    /// It is over, with nothing owed.
    Completed,
    /// It ended because dates were missed.
    Broken,
    /// The team ended it.
    Cancelled,
    /// Another one took its place.
    Replaced,
}

impl PlanHealth {
    const ALL: [Self; 6] =
        [Self::OnTime, Self::Late, Self::Completed, Self::Broken, Self::Cancelled, Self::Replaced];

    /// The word that stands for it in addresses.
    pub const fn code(self) -> &'static str {
        match self {
            Self::OnTime => "on-time",
            Self::Late => "late",
            Self::Completed => "completed",
            Self::Broken => "broken",
            Self::Cancelled => "cancelled",
            Self::Replaced => "replaced",
        }
    }

    /// Reads a [`PlanHealth::code`]; `None` for anything else.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|health| health.code() == code)
    }

    pub(super) fn text(self, reader: Reader) -> String {
        match self {
            Self::OnTime => reader.say(key::TeamPlanOnTime),
            Self::Late => reader.say(key::TeamPlanLate),
            Self::Completed => reader.say(key::TeamPlanCompleted),
            Self::Broken => reader.say(key::TeamPlanBroken),
            Self::Cancelled => reader.say(key::TeamPlanCancelled),
            Self::Replaced => reader.say(key::TeamPlanReplaced),
        }
    }
}

/// Draws the list of plans.
pub fn page(shell: TeamShell, view: PlansView) -> String {
    let reader = shell.reader;
    let title = Place::Plans.name(reader);
    let head = shell::titled(&shell, &title);
    shell::page(shell, Place::Plans, head, move || {
        let PlansView { health, rows, unread, more } = view;
        let none = rows.is_empty() && unread.is_empty();
        let such = match health {
            Some(_) => reader.say(key::TeamPlansNone),
            None => reader.say(key::TeamPlansNoneAtAll),
        };
        view! {
            <h1>{title}</h1>
            <form action=pattern::TEAM_PLANS class="search">
                <SelectField
                    name="health"
                    label=reader.say(key::TeamPlansWhich)
                    items=choices(reader)
                    chosen=health.map_or_else(String::new, |health| health.code().to_owned())
                />
                <button class="btn">{reader.say(key::TeamPlansShow)}</button>
            </form>
            {unread.into_iter().map(|plan| view! { <Unread reader plan/> }).collect_view()}
            <section class="card">
                {if none {
                    view! { <p class="soft">{such}</p> }.into_any()
                } else {
                    view! { <Lines reader rows/> }.into_any()
                }}
            </section>
            {more.map(|last| view! {
                <a class="btn ghost" href=routes::team_plans_after(health, &last)>
                    {reader.say(key::TeamMore)}
                </a>
            })}
        }
        .into_any()
    })
}

/// A plan that is there and cannot be shown.
#[component]
fn Unread(reader: Reader, plan: PlanId) -> impl IntoView {
    let text = reader.say(key::TeamPlansUnread { plan: plan.as_str() });
    view! {
        <div class="notice wait"><p>{text}</p></div>
    }
}

fn choices(reader: Reader) -> Vec<(String, String)> {
    let all = (String::new(), reader.say(key::TeamPlansAll));
    let each = PlanHealth::ALL.map(|health| (health.code().to_owned(), health.text(reader)));
    [all].into_iter().chain(each).collect()
}

#[component]
fn Lines(reader: Reader, rows: Vec<PlanRow>) -> impl IntoView {
    let columns = vec![
        Column::text(reader.say(key::TeamPerson)),
        Column::text(reader.say(key::TeamPlanState)),
        Column::brief(reader.say(key::TeamPlanSince)),
        Column::brief(reader.say(key::TeamPlanNext)),
        Column::amount(reader.say(key::PlanPaid)),
        Column::amount(reader.say(key::PlanLeft)),
    ];
    let rows = rows
        .into_iter()
        .map(|row| {
            let PlanRow { case, name, health, accepted_on, paid, open, next_on } = row;
            vec![
                view! { <a href=routes::team_case(&case)>{name}</a> }.into_any(),
                view! { <span class="tag">{health.text(reader)}</span> }.into_any(),
                reader.short_day(accepted_on).into_any(),
                next_on.map(|day| reader.short_day(day)).into_any(),
                reader.money(paid).into_any(),
                (!open.is_zero()).then(|| reader.money(open)).into_any(),
            ]
        })
        .collect();
    view! { <Table caption=Place::Plans.name(reader) columns rows/> }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_a_plan_does_is_read_as_it_is_written() {
        for health in PlanHealth::ALL {
            assert_eq!(PlanHealth::parse(health.code()), Some(health));
        }
        assert_eq!(PlanHealth::parse(""), None);
    }
}
