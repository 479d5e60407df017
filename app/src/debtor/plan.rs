//! One plan: how far it is, what comes next, and everything that can be done with it.

mod ahead;
mod autopay;
mod dates;
mod ended;
mod line;
mod pay;
mod payday;

use chrono::NaiveDate;
use domain::ids::PlanId;
use domain::money::Money;
use domain::plan::{PayOff, Standing};
use leptos::prelude::*;

use self::ahead::Ahead;
pub(in crate::debtor) use self::ahead::AskedNext;
pub use self::autopay::{
    AutopayView, Charge, NextCharge, Provider, page as autopay_page, words as autopay_words,
};
pub use self::dates::{
    DatesProblem, Movable, MoveView, PaydayView, PlanDatesView, PlanForm, SkipView,
    page as dates_page,
};
pub(crate) use self::dates::{payday_items, told};
use self::ended::Ended;
use self::line::Lines;
pub(crate) use self::line::state as standing_text;
pub use self::pay::{
    PlanAmountProblem, PlanPayView, PlanWhat, extra_value, page as pay_page, parse_extra,
};
pub(crate) use self::payday::words as payday_words;
pub use self::payday::{PaydayReview, page as payday_page};
use super::options::Proposing;
use super::statement::{PaymentLine, Waiting};
use crate::components::{Link, LinkList, Notice, Tone};
use crate::reader::Reader;
use crate::routes;
use crate::shell::{self, Head, Shell};
use crate::texts::key;

/// What the page of a plan shows.
#[derive(Clone, Debug)]
pub struct PlanView {
    /// Which.
    pub plan: PlanId,
    /// The first given name only.
    pub first_name: Option<String>,
    /// What was paid.
    pub paid: Money,
    /// What is still to be paid.
    pub open: Money,
    /// What keeping to the dates still takes off; `None` once it is lost, or where there is none.
    pub reward: Option<Money>,
    /// Its instalments by day.
    pub lines: Vec<PlanLine>,
    /// Where it stands.
    pub now: Now,
    /// Payments under way.
    pub waiting: Vec<Waiting>,
    /// Payments received for it, newest first.
    pub payments: Vec<PaymentLine>,
    /// What was just done.
    pub news: Option<PlanNews>,
    /// Whether other terms may be proposed.
    pub proposing: Proposing,
}

/// One instalment.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct PlanLine {
    /// Its number; 0 is what was paid at once.
    pub number: u32,
    /// Its day.
    pub due_on: NaiveDate,
    /// What is asked for it.
    pub amount: Money,
    /// What of that is still to be paid.
    pub open: Money,
    /// How it stands.
    pub standing: Standing,
}

/// Where a plan stands.
#[derive(Clone, Debug)]
pub enum Now {
    /// Money is still due.
    Running(Running),
    /// All is paid; it is closed on the day after.
    Paid,
    /// Over, with nothing owed.
    Completed {
        /// The certificate's code, once it is there.
        certificate: Option<String>,
    },
    /// Ended because dates were missed.
    Broken {
        /// The day.
        on: NaiveDate,
        /// What is owed now, with what came back.
        owed: Money,
        /// What came back of it; may be nothing.
        restored: Money,
    },
    /// Ended by agreement, or by the creditor.
    Cancelled {
        /// The day.
        on: NaiveDate,
    },
    /// Another plan took its place.
    Renegotiated {
        /// The other one.
        into: PlanId,
    },
}

/// A plan that runs.
#[derive(Clone, Debug)]
pub struct Running {
    /// What is asked for next.
    pub due: Due,
    /// What paying everything today comes to.
    pub pay_off: PayOff,
    /// Whether it is paid automatically; `None` where that cannot be had.
    pub autopay: Option<AutopayState>,
    /// Whether dates can be changed.
    pub dates: Dates,
    /// Whether another plan can take its place.
    pub renewal: Renewal,
}

/// What is asked for next.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Due {
    /// The next date.
    Next {
        /// The day.
        on: NaiveDate,
        /// How much.
        amount: Money,
    },
    /// Its day has passed, and everything stays as agreed until the grace is over.
    InGrace {
        /// The day.
        on: NaiveDate,
        /// How much.
        amount: Money,
        /// The last day of the grace.
        until: NaiveDate,
    },
    /// Nothing more: what the debtor has sent already ends the plan once it is here.
    Sent {
        /// How much is to come.
        amount: Money,
    },
    /// Its grace has passed too.
    Missed {
        /// The oldest such day.
        on: NaiveDate,
        /// Everything that is late.
        amount: Money,
        /// How many more missed ones end the plan, at least 1; `None` if as many as are left do not.
        left: Option<u32>,
    },
}

/// Whether instalments are charged automatically.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum AutopayState {
    /// They are not.
    Off,
    /// They are, to this card (`Visa 4242`).
    On(String),
    /// The last charge did not go through.
    Failed {
        /// The card.
        card: String,
        /// The day of the next try; `None` if there is none.
        again_on: Option<NaiveDate>,
    },
    /// The bank asks the debtor to confirm the charge.
    ToConfirm {
        /// The card.
        card: String,
        /// Where it is confirmed.
        url: String,
    },
    /// They are, but not this one: nobody could be told of it before.
    Untold {
        /// The card.
        card: String,
        /// The day of the instalment.
        due_on: NaiveDate,
    },
    /// They are not any more: this card can be charged no more.
    Stopped(String),
}

/// Whether dates of a plan can be changed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Dates {
    /// Some of them.
    Movable,
    /// None, or no more.
    Fixed,
}

/// Whether another plan can take the place of one that runs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Renewal {
    /// The creditor offers one today.
    Offered,
    /// It does not, or no more.
    None,
}

/// What was just done.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PlanNews {
    /// It was accepted.
    Accepted,
    /// A date was moved to this day.
    Moved(NaiveDate),
    /// An instalment went to the end, to this day.
    Skipped(NaiveDate),
    /// The dates follow another day of the month, from this day on.
    PaydayChanged(NaiveDate),
    /// It is paid automatically from now on.
    AutopayOn,
    /// It is not any more.
    AutopayOff,
}

/// The page.
pub fn page(shell: Shell, view: PlanView) -> String {
    let reader = shell.reader;
    let creditor = shell.sender.name.clone();
    let head = Head::titled(reader.say(key::PlanTitle { creditor: &creditor }));
    shell::page(shell, head, move || view! { <Plan reader creditor view/> }.into_any())
}

#[component]
fn Plan(reader: Reader, creditor: String, view: PlanView) -> impl IntoView {
    let news = view.news.map(|news| done(reader, news));
    let (lines, payments) = (view.lines.clone(), view.payments.clone());
    let body = match view.now.clone() {
        Now::Running(running) => view! { <Ahead reader creditor view running/> }.into_any(),
        _ => view! { <Ended reader creditor view/> }.into_any(),
    };
    view! {
        {news.map(|lead| view! { <Notice tone=Tone::News lead/> })}
        {body}
        <h2>{reader.say(key::PlanDates)}</h2>
        <Lines reader lines/>
        <Receipts reader payments/>
    }
}

#[component]
fn Receipts(reader: Reader, payments: Vec<PaymentLine>) -> impl IntoView {
    (!payments.is_empty()).then(|| {
        let links = payments.into_iter().map(|PaymentLine { payment, amount, received_on }| {
            let (amount, day) = (reader.money(amount), reader.day(received_on));
            let label = reader.say(key::StatementPayment { amount: &amount, day: &day });
            Link::to(routes::receipt(&payment), label)
        });
        view! {
            <h2 class="no-print">{reader.say(key::PlanReceipts)}</h2>
            <LinkList links=links.collect()/>
        }
    })
}

fn done(reader: Reader, news: PlanNews) -> String {
    match news {
        PlanNews::Accepted => reader.say(key::PlanNewsAccepted),
        PlanNews::Moved(day) => reader.say(key::PlanNewsMoved { day: &reader.weekday(day) }),
        PlanNews::Skipped(day) => reader.say(key::PlanNewsSkipped { day: &reader.weekday(day) }),
        PlanNews::PaydayChanged(day) => {
            reader.say(key::PlanNewsPayday { day: &reader.weekday(day) })
        }
        PlanNews::AutopayOn => reader.say(key::PlanNewsAutopayOn),
        PlanNews::AutopayOff => reader.say(key::PlanNewsAutopayOff),
    }
}
