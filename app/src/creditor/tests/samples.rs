//! A clinic's console on an ordinary Monday: one view of every page, with data as it comes.

use chrono::{NaiveDate, NaiveDateTime};
use domain::contact_channel::ContactChannel;
use domain::country::{Address, Country};
use domain::ids::{AnswerId, AttemptId, CaseId, PaymentId, SuspenseId};
use domain::ledger::Channel;
use domain::money::{Currency, Money};

use crate::creditor::answers::{AnswerRow, AnswersView, FileRow, FileState};
use crate::creditor::case::PaymentMark;
use crate::creditor::cases::{CaseRow, CasesView};
use crate::creditor::home::{CaseEvent, HomeView, Oldest, Reminded, Totals};
use crate::creditor::members::{InviteForm, MemberRow, MemberState, MembersView};
use crate::creditor::payments::{PaymentLine, PaymentsView};
use crate::creditor::plans::{PlanRow, PlansView};
use crate::creditor::resting::Resting;
use crate::creditor::suspense::{EndedRow, SuspenseRow, SuspenseView, SuspenseWhy, WayOut};
use crate::creditor::transfers::{ReceivedForm, TransferRow, TransfersView};
use crate::creditor::{
    Actor, AnswerKind, Door, Event, Happened, HoldKind, Member, MoneyEvent, PlanHealth, Role,
    TeamShell, Typed, Waiting,
};
use crate::reader::Reader;
use crate::shell::Mode;
use crate::texts::{Lang, Voice};

/// Somebody reading in Peru.
pub(super) fn peru(lang: Lang) -> Reader {
    Reader::new(Voice { lang, region: Country::Pe, address: Address::Tu }, day(23))
}

/// Somebody reading in Colombia, formally.
pub(super) fn colombia() -> Reader {
    Reader::new(Voice { lang: Lang::Es, region: Country::Co, address: Address::Usted }, day(23))
}

pub(super) fn shell(reader: Reader, role: Role) -> TeamShell {
    TeamShell {
        reader,
        sheets: vec!["team.css".to_owned()],
        creditor: "Clínica San Borja".to_owned(),
        member: Member { name: "Elena Ruiz".to_owned(), role },
        waiting: Waiting {
            transfers: 2,
            answers: 12,
            suspense: 1,
            proposals: 3,
            changes: 2,
            tasks: 4,
        },
        news: None,
        mode: Mode::Test,
        query: String::new(),
    }
}

pub(super) fn door(reader: Reader) -> Door {
    Door { reader, sheets: vec!["team.css".to_owned()], mode: Mode::Test, query: String::new() }
}

pub(super) fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, day).expect("a day of November")
}

pub(super) fn at(d: u32, hour: u32, minute: u32) -> NaiveDateTime {
    day(d).and_hms_opt(hour, minute, 0).expect("a time")
}

/// The usual amounts: in soles, or a thousand times as many pesos where the reader is Colombian.
pub(super) fn money(reader: Reader, cents: i64) -> Money {
    match reader.voice.region {
        Country::Co => amount(cents * 1000, "COP"),
        _ => amount(cents, "PEN"),
    }
}

fn amount(minor: i64, code: &str) -> Money {
    Money::new(minor, currency(code)).expect("positive")
}

pub(super) fn currency(code: &str) -> Currency {
    Currency::parse(code).expect("a currency")
}

pub(super) fn payment_id(n: u128) -> PaymentId {
    PaymentId::from_bits(n)
}

pub(super) fn event(at: NaiveDateTime, what: Happened, by: Actor) -> Event {
    Event { at, what, by, why: None }
}

pub(super) fn moved(at: NaiveDateTime, what: MoneyEvent, amount: Money) -> Event {
    event(at, Happened::Money { what, amount }, Actor::Person)
}

pub(super) fn home(reader: Reader) -> HomeView {
    let money = |cents| money(reader, cents);
    let latest = [
        ("Rosa Quispe Mamani", moved(at(23, 9, 12), received(318), money(25_000))),
        (
            "Marco Tulio Barrientos",
            moved(at(23, 8, 55), MoneyEvent::TransferAnnounced, money(127_500)),
        ),
        ("Inés Valdivia", event(at(23, 8, 31), Happened::Said(AnswerKind::Talk), Actor::Person)),
        ("C-10377", event(at(22, 20, 4), Happened::IdentityConfirmed, Actor::Person)),
        (
            "María Fernanda de los Ángeles Gutiérrez-Villavicencio",
            event(at(22, 19, 58), Happened::LinkOpened, Actor::Person),
        ),
    ];
    HomeView {
        now: at(23, 9, 30),
        totals: vec![Totals {
            owed: money(12_694_000),
            overdue: money(8_412_550),
            not_due: money(4_281_450),
            collected: money(4_821_000),
            debts: 412,
            cases: 301,
        }],
        as_of: Some(at(23, 9, 25)),
        resting: None,
        reminded: Reminded::Today(120),
        oldest: Oldest {
            transfer: Some(day(20)),
            answer: Some(day(19)),
            suspense: None,
            proposal: Some(day(22)),
            change: Some(day(22)),
            task: Some(day(21)),
        },
        latest: (0..)
            .zip(latest)
            .map(|(n, (name, event))| CaseEvent {
                case: CaseId::from_bits(n),
                name: name.to_owned(),
                event,
            })
            .collect(),
    }
}

/// Two channels rest.
pub(super) fn resting() -> Resting {
    let channels = vec![ContactChannel::Email, ContactChannel::Sms];
    Resting { channels, since: at(22, 10, 0) }
}

pub(super) fn received(receipt: u64) -> MoneyEvent {
    MoneyEvent::Received { channel: Channel::Stripe, receipt }
}

pub(super) fn cases(reader: Reader) -> CasesView {
    let row = |n: u128, name: Option<&str>, reference: &str, owed, days_late, holds| CaseRow {
        case: CaseId::from_bits(n),
        name: name.map(str::to_owned),
        reference: reference.to_owned(),
        owed,
        days_late,
        holds,
    };
    let money = |cents| money(reader, cents);
    CasesView {
        search: None,
        rows: vec![
            row(
                1,
                Some("María Fernanda de los Ángeles Gutiérrez-Villavicencio"),
                "C-10234",
                vec![money(1_234_567), amount(45_000, "USD")],
                Some(142),
                vec![HoldKind::Said(AnswerKind::Wrong), HoldKind::Disputed],
            ),
            row(2, Some("Rosa Quispe Mamani"), "C-10251", vec![money(85_000)], Some(42), vec![]),
            row(3, None, "C-10377", vec![money(20_000)], None, vec![]),
            row(
                4,
                Some("Marco Tulio Barrientos"),
                "C-10402",
                vec![],
                None,
                vec![HoldKind::Said(AnswerKind::Paid)],
            ),
        ],
        more: Some("127500.case_4".to_owned()),
    }
}

pub(super) fn transfer_id(n: u128) -> AttemptId {
    AttemptId::from_bits(n)
}

pub(super) fn transfers(reader: Reader) -> TransfersView {
    let row = |n, reference: &str, cents, name: &str, note: Option<&str>| TransferRow {
        transfer: transfer_id(n),
        reference: reference.to_owned(),
        amount: money(reader, cents),
        case: CaseId::from_bits(n),
        name: name.to_owned(),
        note: note.map(str::to_owned),
        announced_at: at(20, 16, 40),
    };
    TransfersView {
        waiting: vec![
            row(
                1,
                "SB-7K4M-92",
                64_000,
                "Marco Tulio Barrientos",
                Some("La hice desde la cuenta de mi hermana, banco BCP, a las 4 de la tarde."),
            ),
            row(
                2,
                "SB-8T2C-17",
                1_234_567,
                "María Fernanda de los Ángeles Gutiérrez-Villavicencio",
                None,
            ),
        ],
        answering: None,
        received: ReceivedForm {
            key: "0197a2".to_owned(),
            reference: Typed::default(),
            amount: Typed::default(),
            currencies: vec![money(reader, 1).currency()],
            currency: None,
            received_on: Typed::preset(day(23).to_string()),
        },
    }
}

pub(super) fn suspense(reader: Reader) -> SuspenseView {
    let row = |n, cents, channel, reference: Option<&str>, why| SuspenseRow {
        suspense: SuspenseId::from_bits(n),
        amount: money(reader, cents),
        back: (cents == 80_000).then(|| money(reader, 30_000)),
        disputed: cents == 100,
        received_on: day(19),
        channel,
        reference: reference.map(str::to_owned),
        why,
    };
    let ended = |cents, way, by: Option<&str>, reason: Option<&str>| EndedRow {
        amount: money(reader, cents),
        channel: Channel::Stripe,
        received_on: day(12),
        ended_on: day(20),
        way,
        by: by.map(str::to_owned),
        reason: reason.map(str::to_owned),
    };
    let asked = money(reader, 85_000);
    SuspenseView {
        waiting: vec![
            row(1, 32_000, Channel::Transfer, Some("PAGO NOV ROSA"), SuspenseWhy::UnknownReference),
            row(2, 80_000, Channel::Stripe, None, SuspenseWhy::OtherAmount { asked }),
            row(3, 100, Channel::Stripe, None, SuspenseWhy::Foreign),
        ],
        ended: vec![
            ended(41_000, WayOut::Assigned(CaseId::from_bits(1)), Some("Elena Ruiz"), None),
            ended(9_900, WayOut::Closed, Some("Elena Ruiz"), Some("De la librería: devuelto <b>")),
            ended(2_500, WayOut::SentBack, None, None),
        ],
        assigning: None,
        closing: None,
    }
}

pub(super) fn answers() -> AnswersView {
    let row = |n, name: &str, kind, text: Option<&str>, attended| AnswerRow {
        answer: AnswerId::from_bits(n),
        case: CaseId::from_bits(n),
        name: name.to_owned(),
        kind,
        text: text.map(str::to_owned),
        files: match n {
            1 => vec![
                FileRow { number: 1, state: FileState::Kept("jpg") },
                FileRow { number: 2, state: FileState::Coming },
            ],
            2 => vec![FileRow { number: 1, state: FileState::Left }],
            _ => Vec::new(),
        },
        said_at: at(22, 20, 4),
        attended,
    };
    AnswersView {
        waiting: vec![
            row(
                1,
                "María Fernanda de los Ángeles Gutiérrez-Villavicencio",
                AnswerKind::Wrong,
                Some(
                    "La resonancia la cubría mi seguro.\nYa les envié la carta de garantía el 12 de octubre.",
                ),
                None,
            ),
            row(
                2,
                "Rosa Quispe Mamani",
                AnswerKind::Paid,
                Some("Pagué en la caja del segundo piso."),
                None,
            ),
            row(3, "C-10377", AnswerKind::NotThem, None, None),
        ],
        attended: vec![row(
            4,
            "Inés Valdivia",
            AnswerKind::Talk,
            Some("Llámenme después de las 6, por favor."),
            Some(("Elena Ruiz".to_owned(), at(23, 9, 2))),
        )],
        more: Some("answer_4".to_owned()),
    }
}

pub(super) fn payments(reader: Reader) -> PaymentsView {
    let row = |n, d, receipt, name: &str, channel, cents, marks| PaymentLine {
        payment: payment_id(n),
        receipt,
        received_on: day(d),
        case: CaseId::from_bits(n),
        name: name.to_owned(),
        channel,
        amount: money(reader, cents),
        marks,
    };
    PaymentsView {
        rows: vec![
            row(4, 23, 319, "Rosa Quispe Mamani", Channel::Stripe, 25_000, vec![]),
            row(
                3,
                22,
                318,
                "María Fernanda de los Ángeles Gutiérrez-Villavicencio",
                Channel::Transfer,
                1_234_567,
                vec![PaymentMark::Refunded(money(reader, 20_000))],
            ),
            row(2, 21, 317, "Marco Tulio Barrientos", Channel::Elsewhere, 64_000, vec![]),
        ],
        more: Some("2026-11-21.pay_2".to_owned()),
        from: Typed::preset("2026-11-01"),
        to: Typed::preset("2026-11-23"),
    }
}

pub(super) fn plans(reader: Reader) -> PlansView {
    let row = |n, name: &str, health, cents, next_on| PlanRow {
        case: CaseId::from_bits(n),
        name: name.to_owned(),
        health,
        accepted_on: day(2),
        paid: money(reader, 52_500),
        open: money(reader, cents),
        next_on,
    };
    let long = "María Fernanda de los Ángeles Gutiérrez-Villavicencio";
    PlansView {
        health: Some(PlanHealth::Late),
        rows: vec![
            row(6, "Rosa Quispe Mamani", PlanHealth::OnTime, 25_000, Some(day(30))),
            row(5, long, PlanHealth::Late, 1_234_567, Some(day(9))),
            row(4, "C-10377", PlanHealth::Completed, 0, None),
            row(3, "Marco Tulio Barrientos", PlanHealth::Broken, 0, None),
            row(2, "Inés Valdivia", PlanHealth::Cancelled, 0, None),
            row(1, "Inés Valdivia", PlanHealth::Replaced, 0, None),
        ],
        unread: vec![super::one_case::plan_id(2)],
        more: Some(super::one_case::plan_id(1)),
    }
}

pub(super) fn members() -> MembersView {
    let row = |name: &str, email: &str, role, state| MemberRow {
        name: name.to_owned(),
        email: email.to_owned(),
        role,
        state,
    };
    MembersView {
        rows: vec![
            row("Elena Ruiz", "elena@sanborja.example", Role::Owner, MemberState::Active),
            row(
                "Luis Ángel Tapia Cárdenas",
                "luis.tapia@sanborja.example",
                Role::Agent,
                MemberState::Active,
            ),
            row("Pilar", "pilar@sanborja.example", Role::Agent, MemberState::Invited),
        ],
        invite: InviteForm::default(),
    }
}
