//! What another payday would make of a plan's dates: shown once more before it counts.

use chrono::NaiveDate;
use domain::ids::PlanId;
use domain::schedule::{DayOfMonth, Instalment};
use leptos::prelude::*;

use super::dates::{Hidden, PlanForm};
use crate::components::{Link, LinkList, Submit};
use crate::debtor::schedule::Dates;
use crate::reader::Reader;
use crate::routes;
use crate::shell::{self, Head, Shell};
use crate::texts::key;

/// What the page shows.
#[derive(Clone, Debug)]
pub struct PaydayReview {
    /// Which plan.
    pub plan: PlanId,
    /// What its form sends beside the fields `payday` and `next`.
    pub form: PlanForm,
    /// The day of the month.
    pub day: DayOfMonth,
    /// The day on which the next instalment is due now.
    pub was: NaiveDate,
    /// The day on which it would be due.
    pub next: NaiveDate,
    /// The instalments whose dates would change, as they would be, by day.
    pub dates: Vec<Instalment>,
    /// How many dates could still be moved after it.
    pub left: u16,
}

/// The page.
pub fn page(shell: Shell, view: PaydayReview) -> String {
    let reader = shell.reader;
    let head = Head::titled(reader.say(key::DatesTitle { creditor: &shell.sender.name }));
    shell::page(shell, head, move || view! { <Review reader view/> }.into_any())
}

#[component]
fn Review(reader: Reader, view: PaydayReview) -> impl IntoView {
    let lines = words(reader, &view);
    let PaydayReview { plan, form, day, next, dates, .. } = view;
    let other = Link::to(routes::plan_dates(&plan), reader.say(key::PaydayOther));
    let back = Link::to(routes::plan(&plan), reader.say(key::PlanBackToPlan));
    view! {
        <h1>{reader.say(key::PaydayHeading)}</h1>
        {lines.into_iter().map(|line| view! { <p>{line}</p> }).collect_view()}
        <section class="card"><Dates reader dates/></section>
        <form method="post" action=routes::plan_payday(&plan)>
            <Hidden form/>
            <input type="hidden" name="payday" value=day.get().to_string()/>
            <input type="hidden" name="next" value=next.to_string()/>
            <Submit label=reader.say(key::PaydayConfirm)/>
        </form>
        <LinkList links=vec![other, back]/>
    }
}

/// What happens to the next date, and what can be moved after it.
pub(crate) fn words(reader: Reader, view: &PaydayReview) -> Vec<String> {
    let (was, next) = (&*reader.weekday(view.was), &*reader.weekday(view.next));
    let first = if view.was == view.next {
        reader.say(key::PaydayNextStays { next })
    } else {
        reader.say(key::PaydayNextMoves { was, next })
    };
    vec![first, reader.say(key::PaydayLeft { count: u64::from(view.left) })]
}
