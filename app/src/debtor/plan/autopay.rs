//! Automatic payment of a plan: what it does, on and off.

use chrono::NaiveDate;
use domain::ids::PlanId;
use domain::money::Money;
use leptos::prelude::*;

use super::AutopayState;
use crate::components::{Link, LinkList, Submit};
use crate::reader::Reader;
use crate::routes;
use crate::shell::{self, Head, Shell};
use crate::texts::key;

/// What the page of the automatic payment shows.
#[derive(Clone, Debug)]
pub struct AutopayView {
    /// Which plan.
    pub plan: PlanId,
    /// How it stands.
    pub state: AutopayState,
    /// What would be charged next; `None` when nothing is left.
    pub next: Option<NextCharge>,
    /// What happens when a charge does not go through.
    pub charge: Charge,
}

/// What is charged next.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct NextCharge {
    /// The day.
    pub on: NaiveDate,
    /// How much.
    pub amount: Money,
}

/// What happens when a charge does not go through.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Charge {
    /// It is tried so often again, on other days.
    Retried(u8),
    /// It is not tried again.
    Once,
}

/// The page.
pub fn page(shell: Shell, view: AutopayView) -> String {
    let reader = shell.reader;
    let creditor = shell.sender.name.clone();
    let head = Head::titled(reader.say(key::AutopayTitle { creditor: &creditor }));
    shell::page(shell, head, move || view! { <Autopay reader creditor view/> }.into_any())
}

#[component]
fn Autopay(reader: Reader, creditor: String, view: AutopayView) -> impl IntoView {
    let AutopayView { plan, state, next, charge } = view;
    let card = match &state {
        AutopayState::Off => None,
        AutopayState::On(card)
        | AutopayState::Failed { card, .. }
        | AutopayState::ToConfirm { card, .. } => Some(card.clone()),
    };
    let now = match &card {
        Some(card) => reader.say(key::AutopayIsOn { card }),
        None => reader.say(key::AutopayIsOff),
    };
    let next = next.map(|NextCharge { on, amount }| {
        let (day, amount) = (reader.weekday(on), reader.money(amount));
        reader.say(key::AutopayNext { day: &day, amount: &amount })
    });
    let action = routes::plan_autopay(&plan);
    let back = Link::to(routes::plan(&plan), reader.say(key::PlanBackToPlan));
    let confirm = match state {
        AutopayState::ToConfirm { url, .. } => Some(url),
        _ => None,
    };
    view! {
        <h1>{reader.say(key::AutopayHeading)}</h1>
        <p>{now}</p>
        {next.map(|text| view! { <p class="soft">{text}</p> })}
        {confirm.map(|url| view! {
            <a class="btn" href=url>{reader.say(key::PlanAutopayConfirm)}</a>
        })}
        <ul class="card points">
            <li>{reader.say(key::AutopayWhat { creditor: &creditor })}</li>
            <li>{reader.say(key::AutopayTold)}</li>
            <li>{retries(reader, charge)}</li>
            <li>{reader.say(key::AutopayStop)}</li>
        </ul>
        <Switch reader action active=card.is_some()/>
        <LinkList links=vec![back]/>
    }
}

#[component]
fn Switch(reader: Reader, action: String, active: bool) -> impl IntoView {
    let (value, class, label) = if active {
        ("off", "btn ghost", reader.say(key::AutopayTurnOff))
    } else {
        ("on", "btn", reader.say(key::AutopayTurnOn))
    };
    view! {
        <form method="post" action=action>
            <input type="hidden" name="autopay" value=value/>
            <Submit label class/>
        </form>
    }
}

fn retries(reader: Reader, charge: Charge) -> String {
    match charge {
        Charge::Retried(times) => reader.say(key::AutopayRetries { count: u64::from(times) }),
        Charge::Once => reader.say(key::AutopayOnce),
    }
}
