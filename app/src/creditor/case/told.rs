//! Promises to pay that somebody of the team was told. They can be withdrawn.

use chrono::NaiveDate;
use domain::ids::CaseId;
use domain::money::Money;
use leptos::prelude::*;

use crate::reader::Reader;
use crate::routes;
use crate::texts::key;

/// One of them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ToldRow {
    /// What is to be paid.
    pub amount: Money,
    /// The last day.
    pub pay_on: NaiveDate,
}

/// What was told, with the button that withdraws it; nothing where nothing was.
#[component]
pub(super) fn Told(reader: Reader, case: CaseId, told: Vec<ToldRow>) -> impl IntoView {
    (!told.is_empty()).then(|| {
        let lines = told.into_iter().map(|ToldRow { amount, pay_on }| {
            let (amount, day) = (&*reader.money(amount), &*reader.dated(pay_on));
            view! { <p>{reader.say(key::TeamPromiseToldLine { amount, day })}</p> }
        });
        view! {
            <section class="card">
                <h2>{reader.say(key::TeamPromiseTold)}</h2>
                {lines.collect_view()}
                <form class="no-print" method="post" action=routes::team_case_withdraw(&case)>
                    <button class="btn ghost fit">{reader.say(key::TeamPromiseWithdraw)}</button>
                    <p class="soft small">{reader.say(key::TeamPromiseWithdrawHint)}</p>
                </form>
            </section>
        }
    })
}
