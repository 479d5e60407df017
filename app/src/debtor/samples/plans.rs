//! Plans that run and that are over, and what can be done with them.

use chrono::NaiveDate;
use domain::ids::{PlanId, PromiseId};
use domain::plan::{Extra, PayOff, PlanRefusal, Standing};
use domain::schedule::{DayOfMonth, Instalment};

use super::money_pages::full;
use super::offers::instalments;
use super::{Sample, Scene, day, payment};
use crate::debtor::options::Proposing;
use crate::debtor::plan::{
    self, AutopayState, AutopayView, Charge, Dates, DatesProblem, Due, Movable, MoveView,
    NextCharge, Now, PaydayReview, PaydayView, PlanAmountProblem, PlanDatesView, PlanForm,
    PlanLine, PlanNews, PlanPayView, PlanView, PlanWhat, Provider, Renewal, Running, SkipView,
};
use crate::debtor::statement::{self, PaymentLine, Promised, StatementView};
use crate::format::AmountProblem;

pub(super) fn all(scene: Scene) -> Vec<Sample> {
    let mut pages = running(scene);
    pages.extend(over(scene));
    pages.extend(changes(scene));
    pages.push(promised(scene));
    pages
}

/// More time, as the statement tells of it.
fn promised(scene: Scene) -> Sample {
    let (promise, pay_on) = (PromiseId::from_bits(1), day(2026, 12, 4));
    let told = Promised { promise, amount: scene.money(100), pay_on, has_paper: false };
    let shown = Promised {
        promise: PromiseId::from_bits(2),
        amount: scene.money(620),
        pay_on,
        has_paper: true,
    };
    let promised = vec![shown, told];
    let view = StatementView { promised, ..full(scene) };
    Sample { name: "statement-promised", html: statement::page(scene.shell(), view) }
}

pub(super) fn plan_id() -> PlanId {
    PlanId::from_bits(0x0192_0000_0000_7000_8000_0000_0000_0003)
}

/// Four instalments, two of them paid.
fn lines(scene: Scene, standings: [Standing; 4]) -> Vec<PlanLine> {
    let paid = |standing| matches!(standing, Standing::Early | Standing::OnTime | Standing::Late);
    let line = |(one, standing): (Instalment, Standing)| PlanLine {
        number: one.number,
        due_on: one.due_on,
        amount: one.amount,
        open: if paid(standing) { scene.minor(0) } else { scene.money(150) },
        standing,
    };
    instalments(scene).into_iter().zip(standings).map(line).collect()
}

fn pay_off(scene: Scene) -> PayOff {
    PayOff {
        open: scene.money(500),
        interest: scene.minor(0),
        discount: scene.minor(0),
        reward: scene.money(20),
        to_pay: scene.money(480),
    }
}

fn next(scene: Scene) -> Running {
    Running {
        due: Due::Next { on: day(2026, 12, 15), amount: scene.money(250) },
        pay_off: pay_off(scene),
        autopay: Some(AutopayState::Off),
        dates: Dates::Movable,
        renewal: Renewal::Offered,
    }
}

fn view(scene: Scene, now: Now) -> PlanView {
    use Standing::{Early, OnTime, Open};
    PlanView {
        plan: plan_id(),
        first_name: Some("Rosa".to_owned()),
        paid: scene.money(500),
        open: scene.money(500),
        reward: Some(scene.money(20)),
        lines: lines(scene, [Early, OnTime, Open, Open]),
        now,
        waiting: vec![],
        payments: vec![PaymentLine {
            payment: payment(),
            amount: scene.money(250),
            received_on: day(2026, 11, 22),
        }],
        news: None,
        proposing: Proposing::Welcome,
    }
}

fn running(scene: Scene) -> Vec<Sample> {
    use Standing::{Late, Missed, Open, Partly};
    let page = |view| plan::page(scene.shell(), view);
    let due = |due, autopay| Now::Running(Running { due, autopay, ..next(scene) });
    let card = || "Visa 4242".to_owned();
    let grace =
        Due::InGrace { on: day(2026, 11, 20), amount: scene.money(250), until: day(2026, 11, 25) };
    let missed =
        |left| Due::Missed { on: day(2026, 11, 10), amount: scene.money(250), left: Some(left) };
    let today = Due::Next { on: day(2026, 11, 22), amount: scene.money(250) };
    let again = AutopayState::Failed { card: card(), again_on: Some(day(2026, 11, 24)) };
    let by_hand = AutopayState::Failed { card: card(), again_on: None };
    let confirm =
        AutopayState::ToConfirm { card: card(), url: "https://checkout.stripe.com/c/1".to_owned() };
    let plain = pay_off(scene);
    let fixed = Running {
        pay_off: PayOff { to_pay: plain.open, reward: scene.minor(0), ..plain },
        autopay: None,
        dates: Dates::Fixed,
        renewal: Renewal::None,
        ..next(scene)
    };
    let with = |now, standings, reward| PlanView {
        lines: lines(scene, standings),
        reward,
        ..view(scene, now)
    };
    let begun = with(due(today, Some(AutopayState::On(card()))), [Open; 4], None);
    let unnamed = PlanView { first_name: None, ..view(scene, Now::Running(fixed.clone())) };
    let half = with(Now::Running(fixed), [Late, Late, Open, Open], None);
    let in_grace = with(due(grace, Some(again)), [Late, Partly, Open, Open], None);
    let late = with(due(missed(1), Some(by_hand)), [Missed, Open, Open, Open], None);
    let stopped = AutopayState::Stopped(card());
    let untold = AutopayState::Untold { card: card(), due_on: day(2026, 11, 22) };
    let untold = with(due(today, Some(untold)), [Open; 4], None);
    let sent = due(Due::Sent { amount: scene.money(500) }, None);
    let sent = with(sent, [Late, Late, Missed, Missed], None);
    let gone = with(due(missed(2), Some(stopped)), [Missed, Open, Open, Open], None);
    let later = with(due(missed(2), Some(confirm)), [Missed, Missed, Partly, Open], None);
    vec![
        Sample { name: "plan", html: page(view(scene, Now::Running(next(scene)))) },
        Sample {
            name: "plan-begun",
            html: page(PlanView { news: Some(PlanNews::Accepted), ..begun }),
        },
        Sample { name: "plan-unnamed", html: page(unnamed) },
        Sample { name: "plan-half", html: page(half) },
        Sample { name: "plan-grace", html: page(in_grace) },
        Sample { name: "plan-missed", html: page(late) },
        Sample { name: "plan-missed-twice", html: page(later) },
        Sample { name: "plan-sent", html: page(sent) },
        Sample { name: "plan-card-gone", html: page(gone) },
        Sample { name: "plan-card-untold", html: page(untold) },
    ]
}

fn over(scene: Scene) -> Vec<Sample> {
    let certificate = || Now::Completed { certificate: Some("K7Q2M9".to_owned()) };
    let broken = |restored| Now::Broken {
        on: day(2026, 11, 20),
        owed: scene.money(500),
        restored: scene.money(restored),
    };
    let into = PlanId::from_bits(0x0192_0000_0000_7000_8000_0000_0000_0004);
    let page = |name, now, news, first_name: Option<&str>| {
        let first_name = first_name.map(str::to_owned);
        let view = PlanView { news: Some(news), first_name, ..view(scene, now) };
        Sample { name, html: plan::page(scene.shell(), view) }
    };
    let to = day(2026, 12, 18);
    vec![
        page("plan-paid", Now::Paid, PlanNews::Moved(to), None),
        page("plan-completed", certificate(), PlanNews::Skipped(to), Some("Rosa")),
        page(
            "plan-completed-early",
            Now::Completed { certificate: None },
            PlanNews::PaydayChanged(to),
            Some("Rosa"),
        ),
        page("plan-broken", broken(0), PlanNews::AutopayOff, Some("Rosa")),
        page("plan-broken-restored", broken(400), PlanNews::AutopayOn, None),
        page("plan-cancelled", Now::Cancelled { on: to }, PlanNews::AutopayOff, None),
        page("plan-replaced", Now::Renegotiated { into }, PlanNews::Accepted, None),
    ]
}

fn form() -> PlanForm {
    PlanForm { key: "0192f0c8000070008000000000000001".to_owned(), drawn: 2 }
}

fn movable(scene: Scene) -> Vec<Movable> {
    let part = |number, due_on: NaiveDate| Movable {
        number,
        due_on,
        amount: scene.money(250),
        latest: day(2027, 1, 10),
    };
    vec![part(3, day(2026, 12, 15)), part(4, day(2026, 12, 31))]
}

fn changes(scene: Scene) -> Vec<Sample> {
    let (left, marked) = (2, 3);
    let moves =
        |typed: &str| MoveView { left, parts: movable(scene), marked, typed: typed.to_owned() };
    let skips = SkipView { left: 1, parts: movable(scene), marked, to: day(2027, 1, 15) };
    let payday = PaydayView {
        days: vec![(payday(28), day(2026, 12, 28)), (payday(5), day(2027, 1, 5))],
        day: payday(28),
    };
    let dates = |name, problem: Option<DatesProblem>| {
        let view = PlanDatesView {
            plan: plan_id(),
            form: form(),
            moves: Some(moves("2026-12-18")),
            skips: Some(skips.clone()),
            payday: Some(payday.clone()),
            problem,
        };
        Sample { name, html: plan::dates_page(scene.shell(), view) }
    };
    let none = PlanDatesView {
        plan: plan_id(),
        form: form(),
        moves: None,
        skips: None,
        payday: None,
        problem: None,
    };
    let far = PlanRefusal::NotNear { from: day(2026, 12, 8), until: day(2026, 12, 22) };
    let mut pages = vec![
        dates("dates", None),
        Sample { name: "dates-none", html: plan::dates_page(scene.shell(), none) },
    ];
    for (name, problem) in [
        ("dates-changed", DatesProblem::Changed),
        ("dates-unread", DatesProblem::NoDay),
        ("dates-early", DatesProblem::Move(PlanRefusal::TooEarly(day(2026, 12, 16)))),
        ("dates-late", DatesProblem::Move(PlanRefusal::TooLate(day(2027, 1, 10)))),
        ("dates-fixed", DatesProblem::Move(PlanRefusal::Fixed(3))),
        ("dates-left", DatesProblem::Skip(PlanRefusal::NoneLeft)),
        ("dates-payday", DatesProblem::Payday(PlanRefusal::NotMonthly)),
        ("dates-payday-far", DatesProblem::Payday(far)),
        ("dates-payday-same", DatesProblem::Payday(PlanRefusal::Unchanged)),
    ] {
        pages.push(dates(name, Some(problem)));
    }
    pages.extend(reviews(scene));
    pages.extend(amounts(scene));
    pages.extend(autopay(scene));
    pages
}

fn payday(day: u32) -> DayOfMonth {
    DayOfMonth::new(day).expect("a day")
}

/// What another payday would make of the dates.
fn reviews(scene: Scene) -> Vec<Sample> {
    let page = |name, (was, left)| {
        let dates = instalments(scene).split_off(2);
        let next = dates[0].due_on;
        let (plan, form, day) = (plan_id(), form(), payday(15));
        let view = PaydayReview { plan, form, day, was, next, dates, left };
        Sample { name, html: plan::payday_page(scene.shell(), view) }
    };
    let next = instalments(scene)[2].due_on;
    vec![page("payday", (day(2026, 12, 8), 0)), page("payday-same", (next, 1))]
}

fn amounts(scene: Scene) -> Vec<Sample> {
    let page = |name, what, problem| {
        let view = PlanPayView {
            plan: plan_id(),
            due: scene.money(250),
            pay_off: pay_off(scene),
            what,
            typed: "1.5x".to_owned(),
            extra: Extra::Next,
            problem,
        };
        Sample { name, html: plan::pay_page(scene.shell(), view) }
    };
    let unread = AmountProblem::NotAnAmount;
    vec![
        page("plan-pay", PlanWhat::Due, None),
        page("plan-pay-late", PlanWhat::Late, None),
        page("plan-pay-text", PlanWhat::Amount, Some(PlanAmountProblem::Unread(unread))),
        page("plan-pay-above", PlanWhat::Amount, Some(PlanAmountProblem::AboveAll)),
    ]
}

fn autopay(scene: Scene) -> Vec<Sample> {
    let card = || "Visa 4242".to_owned();
    let url = || "https://checkout.stripe.com/c/1".to_owned();
    [
        ("autopay-off", AutopayState::Off, Charge::Once),
        ("autopay-down", AutopayState::Off, Charge::Retried(2)),
        ("autopay-on", AutopayState::On(card()), Charge::Retried(3)),
        ("autopay-stopped", AutopayState::Stopped(card()), Charge::Retried(2)),
        (
            "autopay-failed",
            AutopayState::Failed { card: card(), again_on: Some(day(2026, 11, 27)) },
            Charge::Retried(2),
        ),
        (
            "autopay-given-up",
            AutopayState::Failed { card: card(), again_on: None },
            Charge::Retried(2),
        ),
        (
            "autopay-confirm",
            AutopayState::ToConfirm { card: card(), url: url() },
            Charge::Retried(1),
        ),
        (
            "autopay-untold",
            AutopayState::Untold { card: card(), due_on: day(2026, 11, 24) },
            Charge::Retried(2),
        ),
    ]
    .into_iter()
    .map(|(name, state, charge)| {
        let next = Some(NextCharge { on: day(2026, 12, 15), amount: scene.money(250) });
        let silent = name == "autopay-down";
        let provider = if silent { Provider::Silent } else { Provider::Answers };
        let view = AutopayView { plan: plan_id(), state, next, charge, provider };
        Sample { name, html: plan::autopay_page(scene.shell(), view) }
    })
    .collect()
}
