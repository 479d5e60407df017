//! Pages with amounts. Proper names only where a real page has data, so that every word on them is
//! a text of ours.

use domain::ids::{PlanId, ProposalId};
use domain::money::{Currency, Money};
use domain::percent::Percent;

use super::{Sample, Scene, attempt, day, debt, moment, payment, transfers};
use crate::debtor::choose::{ChoosableDebt, ChooseProblem, ChooseView, Marked, What};
use crate::debtor::options::WayName;
use crate::debtor::payment::{Away, Failure, PaymentView, Status};
use crate::debtor::plan::Due;
use crate::debtor::proposal::ProposalStage;
use crate::debtor::review::{Cover, ReviewForm, ReviewNews, ReviewView, UnderWay, Waiving};
use crate::debtor::statement::{
    Accrued, DebtView, Document, PaymentLine, PlanCard, Progress, Proposed, Reminders, Standing,
    StatementView, TotalView, Waiting, Ways,
};
use crate::debtor::{choose, payment as payment_page, review, statement};
use crate::format::{AmountProblem, Naming};
use crate::reader::Reader;
use crate::routes;
use crate::shell::Shell;

pub(super) fn all(scene: Scene) -> Vec<Sample> {
    let mut pages = statements(scene);
    pages.extend(choices(scene));
    pages.extend(reviews(scene));
    pages.extend(attempts(scene));
    pages.extend(transfers::all(scene));
    pages
}

fn document(number: &str) -> Document {
    Document { kind: None, number: number.to_owned() }
}

/// Three debts: two late, one with interest and a payment, one not yet due.
pub(super) fn full(scene: Scene) -> StatementView {
    let zero = scene.minor(0);
    let debt_view = |what: Option<&str>, number, due_on, principal| DebtView {
        what_for: what.map(str::to_owned),
        document: document(number),
        issued_on: Some(day(2026, 9, 11)),
        due_on: Some(due_on),
        principal: scene.money(principal),
        interest: zero,
        accrued: None,
        fee: zero,
        paid: zero,
        balance: scene.money(principal),
        standing: Standing::Open,
    };
    let accrued = Accrued {
        interest: scene.money(5),
        since: day(2026, 10, 31),
        yearly: Percent::from_hundredths(1_200).unwrap_or_default(),
    };
    let first = DebtView {
        interest: scene.money(20),
        accrued: Some(accrued),
        paid: scene.money(100),
        balance: scene.money(420),
        ..debt_view(Some("Consulta y ecografía"), "B001-2231", day(2026, 10, 11), 500)
    };
    let second = DebtView {
        standing: Standing::Disputed,
        ..debt_view(None, "B001-2307", day(2026, 11, 21), 380)
    };
    StatementView {
        first_name: Some("Rosa".to_owned()),
        totals: vec![TotalView {
            total: scene.money(620),
            overdue: scene.money(420),
            not_yet_due: scene.money(200),
            oldest_due: Some(day(2026, 10, 11)),
            next_due: Some(day(2026, 11, 30)),
            overdue_debts: vec![debt(1), debt(2)],
        }],
        plans: vec![],
        credit: vec![],
        waiting: vec![],
        reminders: Reminders::Running,
        ways: Ways::CardAndTransfer,
        options: None,
        proposed: None,
        promised: vec![],
        debts: vec![
            first,
            second,
            debt_view(Some("Farmacia"), "B001-2410", day(2026, 11, 30), 200),
        ],
        payments: vec![PaymentLine {
            payment: payment(),
            amount: scene.money(100),
            received_on: day(2026, 11, 3),
        }],
        certificate: None,
    }
}

fn waiting(scene: Scene, progress: Progress) -> Waiting {
    Waiting { attempt: attempt(), amount: scene.money(640), progress }
}

fn statements(scene: Scene) -> Vec<Sample> {
    let page = |view| statement::page(scene.shell(), view);
    let total = full(scene).totals.remove(0);
    let all_late = TotalView {
        overdue: scene.money(620),
        not_yet_due: scene.minor(0),
        next_due: None,
        ..total.clone()
    };
    let none_late = TotalView {
        overdue: scene.minor(0),
        not_yet_due: scene.money(620),
        oldest_due: None,
        ..total
    };
    let with = |progress, total: &TotalView| StatementView {
        waiting: vec![waiting(scene, progress)],
        totals: vec![total.clone()],
        ..full(scene)
    };
    let certificate = Some("7K3F9QX2M4TD0B1W".to_owned());
    let nothing = StatementView { totals: vec![], debts: vec![], certificate, ..full(scene) };
    let voucher = Progress::Voucher { until: moment(23, 59) };
    let due = Due::Next { on: day(2026, 12, 15), amount: scene.money(155) };
    let plans = vec![PlanCard { plan: PlanId::from_bits(1), due }];
    let mut planned = StatementView { totals: vec![], plans, ..full(scene) };
    for debt in &mut planned.debts {
        debt.standing = Standing::InPlan;
    }
    let mut pages = vec![
        Sample { name: "statement", html: page(full(scene)) },
        Sample { name: "statement-plan", html: page(planned) },
        Sample { name: "statement-two-currencies", html: two_currencies(scene) },
        Sample { name: "statement-zero", html: page(nothing.clone()) },
        Sample {
            name: "statement-zero-waiting",
            html: page(StatementView {
                waiting: vec![waiting(scene, Progress::Transfer)],
                certificate: None,
                ..nothing
            }),
        },
        Sample { name: "statement-processing", html: page(with(Progress::Processing, &all_late)) },
        Sample { name: "statement-bank", html: page(with(Progress::Bank, &none_late)) },
        Sample { name: "statement-voucher", html: page(with(voucher, &all_late)) },
        Sample { name: "statement-begun", html: page(with(Progress::TransferBegun, &all_late)) },
        Sample { name: "statement-unknown", html: page(with(Progress::Unknown, &all_late)) },
    ];
    for (name, ways) in [
        ("statement-card", Ways::Card),
        ("statement-transfer", Ways::Transfer),
        ("statement-no-way", Ways::None),
    ] {
        pages.push(Sample { name, html: page(StatementView { ways, ..full(scene) }) });
    }
    pages.extend(proposed(scene));
    for (name, reminders) in [
        ("statement-answering", Reminders::UntilAnswered),
        ("statement-unanswered", Reminders::Unanswered(day(2026, 12, 6))),
        ("statement-review", Reminders::UnderReview),
        ("statement-wished", Reminders::Wished),
        ("statement-paused", Reminders::Paused),
    ] {
        pages.push(Sample { name, html: page(StatementView { reminders, ..full(scene) }) });
    }
    pages
}

fn proposed(scene: Scene) -> Vec<Sample> {
    let mut pages = Vec::new();
    for (name, stage) in [
        ("statement-proposed", ProposalStage::Waiting),
        ("statement-countered", ProposalStage::Countered),
        ("statement-accepted", ProposalStage::Accepted),
        ("statement-refused", ProposalStage::Refused),
        ("statement-taken-back", ProposalStage::TakenBack),
        ("statement-expired", ProposalStage::Expired),
    ] {
        let proposed = Some(Proposed { proposal: ProposalId::from_bits(5), stage });
        let view = StatementView { proposed, ..full(scene) };
        pages.push(Sample { name, html: statement::page(scene.shell(), view) });
    }
    pages
}

fn two_currencies(scene: Scene) -> String {
    let mut view = full(scene);
    let dollars =
        |minor| Money::new(minor, Currency::parse("USD").expect("a currency")).expect("positive");
    view.totals.push(TotalView {
        total: dollars(12_000),
        overdue: dollars(0),
        not_yet_due: dollars(12_000),
        oldest_due: None,
        next_due: Some(day(2027, 1, 15)),
        overdue_debts: vec![],
    });
    view.credit = vec![scene.money(50)];
    view.reminders = Reminders::UntilAnswered;
    let reader = Reader { naming: Naming::SymbolAndCode, ..scene.reader() };
    statement::page(Shell { reader, ..scene.shell() }, view)
}

fn choices(scene: Scene) -> Vec<Sample> {
    let debts = full(scene).debts.into_iter().zip(1..).map(|(view, number)| ChoosableDebt {
        debt: debt(number),
        what_for: view.what_for,
        document: view.document,
        due_on: view.due_on,
        balance: view.balance,
        marked: if number == 1 { Marked::Yes } else { Marked::No },
    });
    let view = ChooseView {
        total: scene.money(1000),
        least: scene.money(50),
        debts: debts.collect(),
        what: What::All,
        typed: String::new(),
        problem: None,
    };
    let wrong = |what, problem| {
        let view =
            ChooseView { what, typed: "1.5x".to_owned(), problem: Some(problem), ..view.clone() };
        choose::page(scene.shell(), view)
    };
    let amount = |problem| ChooseProblem::Amount(problem);
    vec![
        Sample { name: "choose", html: choose::page(scene.shell(), view.clone()) },
        Sample { name: "choose-none", html: wrong(What::Chosen, ChooseProblem::NothingMarked) },
        Sample { name: "choose-text", html: wrong(What::Part, amount(AmountProblem::NotAnAmount)) },
        Sample { name: "choose-empty", html: wrong(What::Part, amount(AmountProblem::Empty)) },
        Sample {
            name: "choose-precise",
            html: wrong(What::Part, amount(AmountProblem::TooPrecise)),
        },
        Sample { name: "choose-below", html: wrong(What::Part, ChooseProblem::BelowLeast) },
        Sample { name: "choose-above", html: wrong(What::Part, ChooseProblem::AboveTotal) },
        Sample { name: "choose-rest", html: wrong(What::Part, ChooseProblem::RestTooSmall) },
    ]
}

pub(super) fn covers(scene: Scene) -> Vec<Cover> {
    full(scene)
        .debts
        .into_iter()
        .map(|view| Cover {
            what_for: view.what_for,
            document: view.document,
            amount: view.balance,
        })
        .collect()
}

fn reviews(scene: Scene) -> Vec<Sample> {
    let view = ReviewView {
        amount: scene.money(1000),
        waiving: None,
        covers: covers(scene),
        rest: Vec::new(),
        ways: Ways::CardAndTransfer,
        descriptor: Some("SANBORJA".to_owned()),
        under_way: vec![],
        form: ReviewForm {
            debts: vec![debt(1)],
            amount: Some("850".to_owned()),
            plan: None,
            way: None,
        },
        news: None,
    };
    let page = |view| review::page(scene.shell(), view);
    let doubled = ReviewView {
        rest: vec![scene.money(150)],
        under_way: vec![UnderWay::Voucher(scene.money(640)), UnderWay::Transfer(scene.money(640))],
        news: Some(ReviewNews::AmountChanged),
        ..view.clone()
    };
    let waiving = Waiving {
        owed: scene.money(1000),
        given_up: scene.money(150),
        until: Some(day(2026, 11, 27)),
    };
    let way = Some(WayName::Discount);
    let less = ReviewView {
        amount: scene.money(850),
        waiving: Some(waiving),
        form: ReviewForm { debts: vec![], amount: None, plan: None, way },
        ..view.clone()
    };
    let agreed = ReviewView { waiving: Some(Waiving { until: None, ..waiving }), ..less.clone() };
    let down =
        ReviewView { news: Some(ReviewNews::ProviderDown), ways: Ways::Transfer, ..view.clone() };
    vec![
        Sample { name: "review", html: page(view.clone()) },
        Sample { name: "review-doubled", html: page(doubled) },
        Sample { name: "review-discount", html: page(less) },
        Sample { name: "review-agreed", html: page(agreed) },
        Sample { name: "review-down", html: page(down) },
        Sample { name: "review-no-way", html: page(ReviewView { ways: Ways::None, ..view }) },
    ]
}

fn attempts(scene: Scene) -> Vec<Sample> {
    let page = |name, status| {
        let view = PaymentView { amount: scene.money(850), status, ways: Ways::CardAndTransfer };
        Sample { name, html: payment_page::page(scene.shell(), view) }
    };
    let confirmed = |left, next_due| Status::Confirmed { payment: payment(), left, next_due };
    let stripe = || "https://checkout.stripe.com/c/1".to_owned();
    let retry = routes::pay(scene.money(850).currency(), &[debt(1)]);
    let away =
        |name, away| Sample { name, html: payment_page::away_page(scene.shell_neutral(), away) };
    vec![
        page("payment-open", Status::Open { resume: stripe() }),
        page("payment-processing", Status::Processing),
        page("payment-bank", Status::Bank),
        page("payment-voucher", Status::Voucher { until: moment(23, 59), code: Some(stripe()) }),
        page("payment-confirmed", confirmed(Vec::new(), None)),
        page("payment-confirmed-part", confirmed(vec![scene.money(150)], Some(day(2026, 12, 15)))),
        page("payment-confirmed-late", confirmed(vec![scene.money(150)], None)),
        page("payment-not-used", Status::NotUsed),
        page("payment-declined", Status::Failed(Failure::Declined)),
        page("payment-funds", Status::Failed(Failure::Funds)),
        page("payment-confirmation", Status::Failed(Failure::Confirmation)),
        page("payment-no-voucher", Status::Failed(Failure::Voucher)),
        page("payment-failed", Status::Failed(Failure::Other)),
        page("payment-expired", Status::Expired),
        page("payment-unknown", Status::Unknown { retry }),
        away("away-received", Away::Received),
        away("away-processing", Away::Processing),
        away("away-not-done", Away::NotDone),
    ]
}
