//! A plan that runs: how far it is, what comes next, and what else can be done.

use domain::ids::PlanId;
use domain::money::Money;
use domain::plan::{PayOff, Standing};
use leptos::prelude::*;

use super::line::is_paid;
use super::{AutopayState, Dates, Due, PlanLine, PlanView, PlanWhat, Renewal, Running};
use crate::components::{Amount, Link, LinkList, Notice, Tone};
use crate::debtor::options::Proposing;
use crate::debtor::statement::AllWaiting;
use crate::format;
use crate::reader::Reader;
use crate::routes;
use crate::texts::key;

/// Everything above the dates.
#[component]
pub(super) fn Ahead(
    reader: Reader,
    creditor: String,
    view: PlanView,
    running: Running,
) -> impl IntoView {
    let (heading, more) = praise(reader, &view);
    let PlanView { plan, paid, open, reward, waiting, proposing, .. } = view;
    let Running { due, pay_off, autopay, dates, renewal } = running;
    let renew = (renewal == Renewal::Offered).then(|| {
        let to = routes::options_plan_instead(open.currency(), &plan);
        Link::to(to, reader.say(key::PlanRenew))
    });
    let pay = !waiting.iter().any(|waiting| waiting.progress.forbids_paying());
    let mut links = links(reader, &plan, autopay.as_ref(), (dates, proposing));
    links.extend(renew);
    let alarm = autopay.and_then(|state| alarm(reader, state));
    view! {
        <h1>{heading}</h1>
        {more.map(|text| view! { <p class="soft">{text}</p> })}
        <AllWaiting reader creditor waiting/>
        {alarm.map(|(lead, more, link)| view! {
            <Notice tone=Tone::Wait lead more>
                {link.map(|link| view! { <a href=link.href>{link.label}</a> })}
            </Notice>
        })}
        <Far reader paid open reward/>
        <AskedNext reader plan=plan.clone() due pay/>
        <Off reader plan pay_off pay/>
        <LinkList links/>
    }
}

/// Praise is for keeping to every date so far, and for the half.
fn praise(reader: Reader, view: &PlanView) -> (String, Option<String>) {
    let late = |line: &PlanLine| matches!(line.standing, Standing::Late | Standing::Missed);
    let count = view.lines.iter().filter(|line| is_paid(line.standing)).count();
    let on_time = !view.lines.iter().any(late);
    let behind =
        view.lines.iter().any(|line| !is_paid(line.standing) && line.due_on < reader.today);
    let all = view.lines.len().to_string();
    let more = (count > 0).then(|| {
        let count = u64::try_from(count).unwrap_or(u64::MAX);
        if on_time {
            reader.say(key::PlanPaidOnTime { count, all: &all })
        } else {
            reader.say(key::PlanPaidCount { count, all: &all })
        }
    });
    let name = view.first_name.as_deref();
    let half = view.paid.minor() > 0 && view.paid.minor() >= view.open.minor();
    let heading = match name {
        _ if behind || count == 0 => reader.say(key::PlanHeading),
        Some(name) if on_time => reader.say(key::PlanWell { name }),
        None if on_time => reader.say(key::PlanWellUnnamed),
        Some(name) if half => reader.say(key::PlanHalf { name }),
        _ => reader.say(key::PlanHeading),
    };
    (heading, more)
}

/// What is paid and what is left, with what keeping to the dates is still worth.
#[component]
fn Far(reader: Reader, paid: Money, open: Money, reward: Option<Money>) -> impl IntoView {
    let whole = paid.minor().saturating_add(open.minor());
    let region = reader.voice.region;
    let agreed = Money::new(whole, paid.currency()).unwrap_or(open);
    let label = reader.say(key::PlanProgress {
        paid: &format::ungrouped(region, paid),
        all: &reader.spoken(agreed),
    });
    let tag = reward.and_then(|off| open.less(off).ok()).map(|less| {
        let (open, less) = (reader.money(open), reader.money(less));
        reader.say(key::PlanReward { open: &open, less: &less })
    });
    view! {
        <section class="card far">
            <dl class="two">
                <div>
                    <dt>{reader.say(key::PlanPaid)}</dt>
                    <dd><Amount reader amount=paid/></dd>
                </div>
                <div>
                    <dt>{reader.say(key::PlanLeft)}</dt>
                    <dd><Amount reader amount=open/></dd>
                </div>
            </dl>
            <progress value=paid.minor().to_string() max=whole.to_string() aria-label=label></progress>
            {tag.map(|text| view! { <p><span class="tag ok">{text}</span></p> })}
        </section>
    }
}

/// What is asked for next, payable at once.
#[component]
pub(in crate::debtor) fn AskedNext(
    reader: Reader,
    plan: PlanId,
    due: Due,
    pay: bool,
) -> impl IntoView {
    let (amount, what) = match due {
        Due::Next { amount, .. } => (amount, PlanWhat::Due),
        Due::InGrace { amount, .. } | Due::Missed { amount, .. } | Due::Sent { amount } => {
            (amount, PlanWhat::Late)
        }
    };
    let shown = &*reader.money(amount);
    let (title, lines) = match due {
        Due::Next { on, .. } if on == reader.today => {
            (reader.say(key::PlanToday), vec![reader.weekday(on)])
        }
        Due::Next { on, .. } => (reader.say(key::PlanNext), vec![reader.weekday(on)]),
        Due::InGrace { on, until, .. } => (
            reader.say(key::PlanOpenSince { amount: shown, day: &reader.day(on) }),
            vec![reader.say(key::PlanGrace { day: &reader.weekday(until) })],
        ),
        Due::Sent { .. } => (reader.say(key::PlanSent), vec![reader.say(key::PlanSentEnds)]),
        Due::Missed { on, left, .. } => {
            let ends = left.map(|left| reader.say(key::PlanMissedLeft { count: u64::from(left) }));
            (
                reader.say(key::PlanOpenSince { amount: shown, day: &reader.day(on) }),
                [Some(reader.say(key::PlanMissed)), ends].into_iter().flatten().collect(),
            )
        }
    };
    let button = (pay && !matches!(due, Due::Sent { .. })).then(|| {
        let label = reader.say(key::OptionsPay { amount: shown });
        view! { <a class="btn" href=routes::pay_plan(&plan, what)>{label}</a> }
    });
    view! {
        <section class="card main no-print">
            <div class="pair"><h2>{title}</h2><b><Amount reader amount/></b></div>
            {lines.into_iter().map(|line| view! { <p class="soft">{line}</p> }).collect_view()}
            {button}
        </section>
    }
}

/// Everything at once, and another amount.
#[component]
fn Off(reader: Reader, plan: PlanId, pay_off: PayOff, pay: bool) -> impl IntoView {
    let amount = &*reader.money(pay_off.to_pay);
    let saved = pay_off.open.less(pay_off.to_pay).ok().filter(|saved| !saved.is_zero());
    let all = match saved {
        Some(saved) => reader.say(key::PlanPayAllSaves { amount, saving: &reader.money(saved) }),
        None => reader.say(key::PlanPayAll { amount }),
    };
    let links = vec![
        Link::to(routes::pay_plan(&plan, PlanWhat::All), all),
        Link::to(routes::plan_pay(&plan), reader.say(key::PlanPayOther)),
    ];
    pay.then(|| view! { <LinkList links/> })
}

fn links(
    reader: Reader,
    plan: &PlanId,
    autopay: Option<&AutopayState>,
    (dates, proposing): (Dates, Proposing),
) -> Vec<Link> {
    let autopay = autopay.map(|state| {
        let label = match state {
            AutopayState::Off | AutopayState::Stopped(_) => reader.say(key::PlanAutopayOff),
            AutopayState::On(card) => reader.say(key::PlanAutopayOn { card }),
            AutopayState::Failed { card, .. }
            | AutopayState::ToConfirm { card, .. }
            | AutopayState::Untold { card, .. } => reader.say(key::PlanAutopayOn { card }),
        };
        Link::to(routes::plan_autopay(plan), label)
    });
    let dates = (dates == Dates::Movable)
        .then(|| Link::to(routes::plan_dates(plan), reader.say(key::PlanChangeDates)));
    let rest = [
        Link::to(routes::plan_calendar(plan), reader.say(key::PlanCalendar)),
        Link::to(routes::plan_agreement(plan), reader.say(key::PlanAgreement)),
    ];
    let propose = (proposing == Proposing::Welcome)
        .then(|| Link::to(routes::propose_instead(plan), reader.say(key::OptionsPropose)));
    autopay.into_iter().chain(dates).chain(rest).chain(propose).collect()
}

/// What an automatic payment needs of the debtor.
fn alarm(reader: Reader, state: AutopayState) -> Option<(String, String, Option<Link>)> {
    let lead = reader.say(key::PlanAutopayFailed);
    match state {
        AutopayState::Off | AutopayState::On(_) => None,
        AutopayState::Stopped(card) => {
            Some((lead, reader.say(key::PlanAutopayStopped { card: &card }), None))
        }
        AutopayState::Failed { again_on: Some(day), .. } => {
            let day = &*reader.weekday(day);
            Some((lead, reader.say(key::PlanAutopayAgain { day }), None))
        }
        AutopayState::Failed { again_on: None, .. } => {
            Some((lead, reader.say(key::PlanAutopayByHand), None))
        }
        AutopayState::Untold { due_on, .. } => {
            let day = &*reader.weekday(due_on);
            Some((reader.say(key::PlanAutopayWaits), reader.say(key::AutopayUntold { day }), None))
        }
        AutopayState::ToConfirm { url, .. } => {
            let link = Link::to(url, reader.say(key::PlanAutopayConfirm));
            Some((lead, reader.say(key::PlanAutopayBank), Some(link)))
        }
    }
}
