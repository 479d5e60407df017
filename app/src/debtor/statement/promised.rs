//! A promise to pay, so that whoever comes back finds what was promised.

use chrono::NaiveDate;
use domain::ids::PromiseId;
use domain::money::Money;
use leptos::prelude::*;

use crate::components::{Notice, Tone};
use crate::reader::Reader;
use crate::routes;
use crate::texts::key;

/// What was promised.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Promised {
    /// Which promise.
    pub promise: PromiseId,
    /// How much in all.
    pub amount: Money,
    /// The last day to pay it.
    pub pay_on: NaiveDate,
    /// Whether there is a page of it: none of what was told to somebody of the team.
    pub has_paper: bool,
}

/// How much until when, and that reminders rest.
#[component]
pub(super) fn YourPromise(reader: Reader, promised: Promised) -> impl IntoView {
    let (amount, day) = (reader.money(promised.amount), reader.day(promised.pay_on));
    let lead = reader.say(key::StatementPromised { amount: &amount, day: &day });
    let more = reader.say(key::StatementPromisedMore);
    let paper = promised.has_paper.then(|| {
        let path = routes::promise(&promised.promise);
        view! { <a href=path>{reader.say(key::PlanAgreement)}</a> }
    });
    view! {
        <Notice tone=Tone::Wait lead more>
            {paper}
        </Notice>
    }
}
