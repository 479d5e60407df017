//! One case with a bit of everything.

mod reminders;

use domain::access_link::{LinkProgress, LinkState};
use domain::contact::Rule;
use domain::country::Country;
use domain::ids::{AccessLinkId, CaseId, DebtId, HoldId, PlanId, ProposalId};
use domain::ledger::{Account, Channel, Part, Reason};
use domain::plan::Standing;

use super::samples::{at, currency, day, event, money, moved, payment_id, received};
use crate::creditor::case::{
    Again, Agreed, Balance, CaseView, DebtRow, DebtState, HoldRow, LedgerRow, Lifting, LinkRow,
    OpenPlan, PaperKind, PaperRow, PauseForm, PauseWhy, PaymentMark, PaymentRow, PlanBox,
    RecordForm, Sending, Side, ToldRow, Undo, Who,
};
use crate::creditor::{
    Actor, AnswerKind, Event, Happened, HoldKind, MoneyEvent, PlanEvent, PlanHealth, Typed, Wrong,
};
use crate::debtor::options::WayName;
use crate::debtor::plan::PlanLine;
use crate::reader::Reader;
use crate::texts::Lang;

pub(super) fn case(reader: Reader) -> CaseView {
    let money = |cents| money(reader, cents);
    CaseView {
        case: CaseId::from_bits(1),
        who: Who {
            name: Some("María Fernanda de los Ángeles Gutiérrez-Villavicencio".to_owned()),
            reference: "C-10234".to_owned(),
            email: Some("m…@…".to_owned()),
            phone: Some("…42".to_owned()),
            language: Some(Lang::Es),
            country: Some(Country::Co),
        },
        balances: vec![Balance {
            owed: money(1_234_567),
            overdue: money(1_034_567),
            not_due: money(200_000),
            credit: money(1_550),
        }],
        debts: debts(reader),
        holds: vec![HoldRow {
            hold: HoldId::from_bits(1),
            kind: HoldKind::Said(AnswerKind::Wrong),
            since: day(22),
            told: None,
            lifting: Lifting::Press,
        }],
        lifting: None,
        pausing: None,
        proposals: vec![(ProposalId::from_bits(1), at(25, 10, 0))],
        told: vec![ToldRow { amount: money(25_000), pay_on: day(30) }],
        links: links(),
        sending: Sending::From(at(27, 8, 0), Rule::Week),
        reminders: reminders::of_case(),
        plans: plans(reader),
        cancelling: None,
        payments: payments_of_case(reader),
        undoing: None,
        giving_back: None,
        record: record(reader),
        papers: papers(),
        issuing: Some(Typed::default()),
        timeline: timeline(reader),
        ledger: ledger(reader),
        evidence_code: "7F3A-09C4-E11B".to_owned(),
    }
}

/// One whose holds need a proof, with both forms about holds as they came back.
pub(super) fn held(reader: Reader) -> CaseView {
    let row = |n, kind, told: Option<&str>, lifting| HoldRow {
        hold: HoldId::from_bits(n),
        kind,
        since: day(22),
        told: told.map(str::to_owned),
        lifting,
    };
    CaseView {
        holds: vec![
            row(1, HoldKind::OptedOut, None, Lifting::Proof),
            row(2, HoldKind::Deceased, Some("Llamó su hija Ana."), Lifting::Proof),
            row(3, HoldKind::Hardship, Some("Perdió su empleo."), Lifting::Press),
        ],
        lifting: Some((HoldId::from_bits(1), Typed::refused("", Wrong::Missing))),
        pausing: Some(PauseForm {
            why: PauseWhy::SomebodyElse,
            reason: Typed::refused("", Wrong::Missing),
        }),
        ..case(reader)
    }
}

/// One of each kind.
fn papers() -> Vec<PaperRow> {
    let row = |kind| PaperRow { of: "plan_1".to_owned(), kind, on: day(20) };
    let kinds =
        [PaperKind::Certificate, PaperKind::Revoked, PaperKind::Agreement, PaperKind::Promise];
    kinds.map(row).to_vec()
}

fn debts(reader: Reader) -> Vec<DebtRow> {
    let money = |cents| money(reader, cents);
    let row = |n: u128, reference: &str, description: &str, parts: [i64; 4], state| DebtRow {
        debt: DebtId::from_bits(n),
        document: Some("Boleta".to_owned()),
        reference: reference.to_owned(),
        description: Some(description.to_owned()),
        due_on: Some(day(2)),
        days_late: Some(21),
        principal: money(parts[0]),
        interest: money(parts[1]),
        fees: money(parts[2]),
        paid: money(parts[3]),
        owed: money(parts[0] + parts[1] + parts[2]),
        state,
    };
    vec![
        row(
            1,
            "B001-2231",
            "Consulta y exámenes de laboratorio",
            [850_000, 12_067, 2_500, 100_000],
            DebtState::Disputed,
        ),
        row(2, "B001-2240", "Farmacia", [170_000, 0, 0, 0], DebtState::Open),
        DebtRow {
            days_late: None,
            due_on: Some(day(30)),
            ..row(
                3,
                "B001-2307",
                "Resonancia magnética con contraste",
                [200_000, 0, 0, 0],
                DebtState::Open,
            )
        },
        row(4, "B001-1987", "Emergencia", [0, 0, 0, 64_000], DebtState::Settled),
    ]
}

pub(super) fn plan_id(n: u128) -> PlanId {
    PlanId::from_bits(n)
}

/// One that runs, late, one that broke by mistake, and one that was ended.
fn plans(reader: Reader) -> Vec<PlanBox> {
    let money = |cents| money(reader, cents);
    let line = |number, d, left, standing| PlanLine {
        number,
        due_on: day(d),
        amount: money(42_500),
        open: money(left),
        standing,
    };
    let running = PlanBox {
        plan: plan_id(2),
        health: PlanHealth::Late,
        accepted_on: day(2),
        agreed: Agreed {
            owed: money(170_000),
            given_up: money(10_000),
            cost: money(10_000),
            total: money(170_000),
        },
        paid: money(52_500),
        open: Some(OpenPlan { drawn: 5, next: money(32_500) }),
        again: Again::No,
        lines: vec![
            line(0, 2, 0, Standing::OnTime),
            line(1, 9, 32_500, Standing::Missed),
            line(2, 25, 42_500, Standing::Open),
            line(3, 30, 42_500, Standing::Open),
        ],
        events: vec![
            (day(20), PlanEvent::Payday(15)),
            (day(13), PlanEvent::Missed(1)),
            (day(5), PlanEvent::Skipped(3, day(30))),
            (day(4), PlanEvent::Moved(2, day(25))),
        ],
    };
    let ended = PlanBox {
        plan: plan_id(1),
        health: PlanHealth::Cancelled,
        accepted_on: day(1),
        agreed: Agreed { given_up: money(0), cost: money(0), ..running.agreed },
        open: None,
        lines: vec![line(1, 9, 42_500, Standing::Open)],
        events: vec![(day(2), PlanEvent::Cancelled)],
        ..running.clone()
    };
    let broken = PlanBox {
        plan: plan_id(3),
        health: PlanHealth::Broken,
        again: Again::Possible { drawn: 3 },
        events: vec![(day(13), PlanEvent::Broken)],
        ..ended.clone()
    };
    vec![running, broken, ended]
}

fn links() -> Vec<LinkRow> {
    let row = |n: u128, made, state, progress| LinkRow {
        link: AccessLinkId::from_bits(n),
        made_at: at(made, 9, 4),
        until: day(made) + chrono::Days::new(30),
        state,
        progress,
    };
    vec![
        row(3, 20, LinkState::Alive, LinkProgress::Verified),
        row(2, 11, LinkState::Revoked, LinkProgress::Opened),
        row(1, 2, LinkState::Expired, LinkProgress::Sent),
    ]
}

fn payments_of_case(reader: Reader) -> Vec<PaymentRow> {
    let row = |n, receipt, channel, cents, marks, undo| PaymentRow {
        payment: payment_id(n),
        receipt,
        received_on: day(21),
        channel,
        amount: money(reader, cents),
        note: None,
        recorded_by: None,
        marks,
        undo,
    };
    let (left, all) = (money(reader, 80_000), money(reader, 64_000));
    vec![
        row(
            1,
            318,
            Channel::Stripe,
            100_000,
            vec![PaymentMark::Refunded(money(reader, 20_000))],
            Undo::Refund { up_to: left },
        ),
        PaymentRow {
            note: Some("Efectivo en caja, con recibo de mano 00412".to_owned()),
            recorded_by: Some("Elena Ruiz".to_owned()),
            ..row(2, 301, Channel::Elsewhere, 64_000, vec![], Undo::Reverse { up_to: all })
        },
        row(
            3,
            288,
            Channel::Stripe,
            15_000,
            vec![PaymentMark::ChargedBack(money(reader, 15_000))],
            Undo::Nothing,
        ),
    ]
}

fn record(reader: Reader) -> RecordForm {
    RecordForm {
        key: "0197a1".to_owned(),
        amount: Typed::default(),
        currencies: vec![money(reader, 1).currency(), currency("USD")],
        currency: None,
        received_on: Typed::preset(day(23).to_string()),
        debt: None,
        plan: None,
        note: Typed::default(),
        over: Typed::default(),
    }
}

fn timeline(reader: Reader) -> Vec<Event> {
    let money = |cents| money(reader, cents);
    let elena = || Actor::Member("Elena Ruiz".to_owned());
    let seen = vec![
        (WayName::Discount, money(85_000)),
        (WayName::Plan, money(100_000)),
        (WayName::Part, money(2_000)),
    ];
    let mut events = vec![
        event(
            at(22, 20, 4),
            Happened::HoldPlaced(HoldKind::Said(AnswerKind::Wrong)),
            Actor::Program,
        ),
        event(at(22, 20, 4), Happened::Said(AnswerKind::Wrong), Actor::Person),
        event(
            at(21, 18, 30),
            Happened::Money { what: MoneyEvent::Refunded, amount: money(20_000) },
            Actor::Program,
        ),
        event(
            at(21, 18, 2),
            Happened::Money { what: MoneyEvent::RefundStarted, amount: money(20_000) },
            elena(),
        ),
        Event {
            why: Some("Se anotó dos veces: la otra es la boleta 317.".to_owned()),
            ..event(
                at(21, 11, 40),
                Happened::Money {
                    what: MoneyEvent::Reversed { receipt: 316 },
                    amount: money(15_000),
                },
                elena(),
            )
        },
        event(at(21, 10, 14), Happened::ClearanceRevoked, Actor::Program),
        event(at(21, 10, 13), Happened::ClearanceIssued, Actor::Program),
        event(at(21, 10, 12), Happened::ReceiptSent, Actor::Program),
        moved(at(21, 10, 11), received(318), money(100_000)),
        moved(at(21, 10, 9), MoneyEvent::Started, money(100_000)),
        event(at(21, 10, 8), Happened::OptionsSeen(seen), Actor::Person),
        event(at(21, 10, 7), Happened::StatementSeen, Actor::Person),
        event(at(21, 10, 7), Happened::IdentityConfirmed, Actor::Person),
        event(at(21, 10, 6), Happened::IdentityMissed, Actor::Person),
        event(at(21, 10, 5), Happened::LinkOpened, Actor::Person),
    ];
    let all = [
        PlanEvent::Completed,
        PlanEvent::Replaced,
        PlanEvent::Cancelled,
        PlanEvent::Redated(day(28)),
        PlanEvent::Reopened,
        PlanEvent::Broken,
        PlanEvent::Excused(1),
        PlanEvent::Missed(1),
        PlanEvent::Untried(1, day(24)),
        PlanEvent::Held(day(10), day(20)),
    ];
    events.extend(all.map(|what| event(at(20, 10, 0), Happened::Plan(what), Actor::Program)));
    events.extend([
        event(at(20, 9, 40), Happened::AutopayOff, Actor::Program),
        event(at(20, 9, 35), Happened::AutopayOn { card: "Visa 4242".to_owned() }, Actor::Person),
        event(at(20, 9, 30), Happened::PlanLetterSent, Actor::Program),
        event(at(20, 9, 4), Happened::LinkSent { to: "m…@…".to_owned() }, Actor::Program),
        event(at(20, 9, 3), Happened::LinkMade, elena()),
        event(at(2, 7, 15), Happened::Imported { debts: 4 }, Actor::Program),
    ]);
    events
}

fn ledger(reader: Reader) -> Vec<LedgerRow> {
    let owed = |n, part| Side {
        account: Account::Owed(DebtId::from_bits(n), part),
        reference: Some("B001-2231".to_owned()),
    };
    let plain = |account| Side { account, reference: None };
    let row = |d, reason, from, to, cents| LedgerRow {
        occurred_on: day(d),
        reason,
        from,
        to,
        amount: money(reader, cents),
    };
    vec![
        row(2, Reason::Opened, plain(Account::Opening), owed(1, Part::Principal), 950_000),
        row(2, Reason::Opened, plain(Account::Opening), owed(1, Part::Interest), 12_067),
        row(
            21,
            Reason::Paid,
            owed(1, Part::Principal),
            plain(Account::Collected(Channel::Stripe)),
            100_000,
        ),
        row(
            21,
            Reason::Refunded,
            plain(Account::Collected(Channel::Stripe)),
            plain(Account::Refunded),
            20_000,
        ),
    ]
}
