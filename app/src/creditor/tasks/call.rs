//! Whom a call goes to, and what is owed of what a task is about.

use chrono::NaiveDate;
use domain::ids::TaskId;
use domain::money::Money;
use leptos::prelude::*;

use crate::components::dial;
use crate::reader::Reader;
use crate::routes;
use crate::texts::key;

/// The number that somebody is to call.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Dial {
    /// It is on file, and shown to who asks for it.
    Hidden,
    /// Somebody asked for it: in E.164.
    Shown(String),
}

/// What is asked for in a task, as of now.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Owed {
    /// One sum for each currency; none where nothing is asked for.
    pub sums: Vec<Money>,
    /// The first day of what it is made of.
    pub on: Option<NaiveDate>,
    /// What a day that the person names promises, one for each currency; none where the policy gives no time.
    pub promises: Vec<DayPromises>,
}

/// What is promised by naming a day.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct DayPromises {
    /// What is to be paid by it.
    pub amount: Money,
    /// The last day that is a promise.
    pub until: NaiveDate,
}

impl DayPromises {
    /// As a sentence.
    pub(super) fn text(self, reader: Reader) -> String {
        let (amount, day) = (&*reader.money(self.amount), &*reader.day(self.until));
        reader.say(key::TaskDayPromises { day, amount })
    }
}

impl Owed {
    /// As a sentence; `None` where nothing is asked for.
    pub(super) fn text(&self, reader: Reader) -> Option<String> {
        if self.sums.is_empty() {
            return None;
        }
        let amount = reader.sums(&self.sums);
        let amount = amount.as_str();
        Some(match self.on.map(|on| (on < reader.today, reader.day(on))) {
            Some((true, day)) => reader.say(key::TaskOwedLate { amount, day: &day }),
            Some((false, day)) => reader.say(key::TaskOwedDue { amount, day: &day }),
            None => reader.say(key::TaskOwed { amount }),
        })
    }
}

/// The number to be called, or the way to see it.
#[component]
pub(super) fn Number(reader: Reader, task: TaskId, number: Dial) -> impl IntoView {
    match number {
        Dial::Hidden => view! {
            <form class="no-print" method="post" action=routes::team_task_phone(&task)>
                <button class="btn fit">{reader.say(key::TaskShowPhone)}</button>
            </form>
        }
        .into_any(),
        Dial::Shown(phone) => view! {
            <p>
                <a class="btn fit" href=dial(&phone)>
                    {reader.say(key::TaskDial { phone: &phone })}
                </a>
            </p>
        }
        .into_any(),
    }
}
