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
    /// Whether a card can be asked for.
    pub provider: Provider,
}

/// Whether the provider, who keeps the cards, answers.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Provider {
    /// As far as is known.
    Answers,
    /// It did not just now.
    Silent,
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
    Retried(u16),
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

/// What turning it on agrees to, sentence by sentence, as the page shows it.
pub fn words(reader: Reader, creditor: &str, charge: Charge) -> Vec<String> {
    vec![
        reader.say(key::AcceptAutopay { creditor }),
        reader.say(key::AutopayWhat { creditor }),
        reader.say(key::AutopayHours),
        reader.say(key::AutopayTold),
        retries(reader, charge),
        reader.say(key::AutopayStop),
    ]
}

#[component]
fn Autopay(reader: Reader, creditor: String, view: AutopayView) -> impl IntoView {
    let AutopayView { plan, state, next, charge, provider } = view;
    let active = !matches!(state, AutopayState::Off | AutopayState::Stopped(_));
    let now = standing(reader, &state);
    let next = next.map(|NextCharge { on, amount }| {
        let (day, amount) = (reader.weekday(on), reader.money(amount));
        reader.say(key::AutopayNext { day: &day, amount: &amount })
    });
    let failed = failure(reader, &state);
    let action = routes::plan_autopay(&plan);
    let back = Link::to(routes::plan(&plan), reader.say(key::PlanBackToPlan));
    let confirm = match state {
        AutopayState::ToConfirm { url, .. } => Some(url),
        _ => None,
    };
    let mut words = words(reader, &creditor, charge).into_iter();
    let consent = words.next().filter(|_| !active);
    view! {
        {(provider == Provider::Silent).then(|| view! {
            <div class="notice wait" role="alert">
                <p><b>{reader.say(key::PayDown)}</b></p>
                <p>{reader.say(key::PayDownMore)}</p>
            </div>
        })}
        <h1>{reader.say(key::AutopayHeading)}</h1>
        <p>{now}</p>
        {failed.map(|text| view! { <p>{text}</p> })}
        {next.map(|text| view! { <p class="soft">{text}</p> })}
        {confirm.map(|url| view! {
            <a class="btn" href=url>{reader.say(key::PlanAutopayConfirm)}</a>
        })}
        <ul class="card points">
            {words.map(|text| view! { <li>{text}</li> }).collect_view()}
        </ul>
        {consent.map(|text| view! { <p><b>{text}</b></p> })}
        <Switch reader action active/>
        <LinkList links=vec![back]/>
    }
}

fn standing(reader: Reader, state: &AutopayState) -> String {
    match state {
        AutopayState::Off => reader.say(key::AutopayIsOff),
        AutopayState::Stopped(card) => reader.say(key::AutopayStopped { card }),
        AutopayState::On(card)
        | AutopayState::Failed { card, .. }
        | AutopayState::ToConfirm { card, .. }
        | AutopayState::Untold { card, .. } => reader.say(key::AutopayIsOn { card }),
    }
}

/// What became of the last charge, if it did not go through, or why there is none.
fn failure(reader: Reader, state: &AutopayState) -> Option<String> {
    match state {
        AutopayState::Failed { again_on: Some(day), .. } => {
            Some(reader.say(key::AutopayFailedAgain { day: &reader.weekday(*day) }))
        }
        AutopayState::Failed { again_on: None, .. } => Some(reader.say(key::AutopayFailedLast)),
        AutopayState::ToConfirm { .. } => Some(reader.say(key::AutopayFailedConfirm)),
        AutopayState::Untold { due_on, .. } => {
            Some(reader.say(key::AutopayUntold { day: &reader.weekday(*due_on) }))
        }
        AutopayState::Off | AutopayState::On(_) | AutopayState::Stopped(_) => None,
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
