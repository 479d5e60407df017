//! The rules, the tasks, the calendar and the results of the sample.

use domain::contact::{
    Channel, Channels, Counts, Hours, Limit, Rule, Source, Span, Standing, What, Whose,
};
use domain::country::Country;
use domain::ids::{CaseId, TaskId};
use domain::reminder::{StepKind, TaskKind};

use super::super::samples::{at, day, money, peru, resting};
use crate::creditor::calendar::{CalendarDayView, CalendarView, ContactRow, DayRow, Way};
use crate::creditor::case::Sending;
use crate::creditor::contact_rules::ContactRulesView;
use crate::creditor::results::{ResultRow, ResultsView};
use crate::creditor::tasks::{
    DayPromises, Dial, DoneTask, Owed, Shows, TaskOutcome, TaskRow, TasksView, UnreadTask,
};
use crate::reader::Reader;
use crate::texts::Lang;

const LONG: &str = "María Fernanda de los Ángeles Gutiérrez-Villavicencio";

/// Limits of every kind, of a law, of nobody and of the creditor.
pub(super) fn rules() -> ContactRulesView {
    let time = |hour| chrono::NaiveTime::from_hms_opt(hour, 0, 0).expect("a time");
    let span = |from, to: Option<u32>| Span::new(time(from), to.map(time));
    let week = span(7, Some(20));
    let hours = Hours::new([week, week, week, week, week, span(8, None), None]);
    let number = |number: u16| std::num::NonZeroU16::new(number).expect("more than none");
    let source = |standing, article: &str| Source {
        law: "Ley 29571, Código de Protección y Defensa del Consumidor".to_owned(),
        article: article.to_owned(),
        url: String::new(),
        since: Some(day(2)),
        standing,
        reading: "in English".to_owned(),
    };
    let limit = |what, on, source| Limit { what, on, whose: Whose::Pack, source };
    let called = Channels::NONE.with(Channel::Call).with(Channel::Visit);
    let most = What::Most { times: number(1), days: number(7), counts: Counts::Reached };
    let apart = What::Apart { days: number(7), counts: Counts::Attempts };
    let one_way = What::OneChannel { days: number(1), counts: Counts::Attempts };
    let whatsapp = Channels::NONE.with(Channel::WhatsApp);
    let own = limit(apart, Channels::ALL, source(Standing::Own, ""));
    ContactRulesView {
        country: Country::Pe,
        has_laws: true,
        has_holidays: true,
        checked_on: day(22),
        limits: vec![
            limit(What::Hours(hours), called, source(Standing::Secondary, "62")),
            limit(What::Holidays, Channels::ALL, source(Standing::Unsure, "62")),
            limit(most, Channels::ALL, source(Standing::Verified, "")),
            own.clone(),
            limit(one_way, Channels::ALL, source(Standing::Verified, "3")),
            limit(What::Permission, whatsapp, source(Standing::Verified, "opt-in")),
            limit(What::Never, whatsapp, source(Standing::Verified, "4")),
            Limit { whose: Whose::Creditor, ..own },
        ],
        allowed: Channels::NONE.with(Channel::Sms),
    }
}

pub(super) fn strict_rules() -> ContactRulesView {
    ContactRulesView { has_laws: false, has_holidays: false, allowed: Channels::NONE, ..rules() }
}

/// The call that may be made now, with its number.
pub(super) fn with_number() -> TasksView {
    let mut view = tasks_view();
    view.open[0].phone = Some(Dial::Shown("+51987654321".to_owned()));
    view
}

pub(super) fn tasks_view() -> TasksView {
    let row = |n: u128, kind, name: &str, turn| TaskRow {
        task: TaskId::from_bits(n),
        case: CaseId::from_bits(n),
        name: name.to_owned(),
        kind,
        script: "Buenos días, ¿hablo con Rosa?\n¿Prefiere otra hora? <b>".to_owned(),
        due_on: day(20),
        note: (n == 2).then(|| "Pidió que sea por la tarde. <b>".to_owned()),
        turn,
        owed: Owed {
            sums: vec![money(peru(Lang::Es), 25_000)],
            on: Some(if n == 2 { day(30) } else { day(11) }),
            promises: vec![DayPromises { amount: money(peru(Lang::Es), 25_000), until: day(30) }],
        },
        phone: (kind == TaskKind::Call).then_some(Dial::Hidden),
    };
    let holiday = Sending::From(at(30, 8, 0), Rule::Holiday);
    let letter =
        |n| TaskRow { script: String::new(), ..row(n, TaskKind::Letter, "C-10377", Sending::Now) };
    let done = |outcome, note: Option<&str>| DoneTask {
        case: CaseId::from_bits(3),
        name: Some("C-10377".to_owned()),
        kind: TaskKind::Call,
        outcome,
        note: note.map(str::to_owned),
        by: Some("Elena Ruiz".to_owned()),
        at: Some(at(22, 9, 2)),
    };
    TasksView {
        shows: Shows::Both,
        resting: Some(resting()),
        open: vec![
            row(1, TaskKind::Call, LONG, Sending::Now),
            row(2, TaskKind::Meeting, "Rosa Quispe Mamani", holiday),
            row(4, TaskKind::Call, "C-10378", Sending::Never(Rule::Refused)),
            letter(5),
        ],
        unread: vec![UnreadTask {
            case: CaseId::from_bits(6),
            kind: TaskKind::Call,
            due_on: day(20),
        }],
        open_more: Some(format!("2026-11-20.{}", TaskId::from_bits(5))),
        done: vec![
            done(Some(TaskOutcome::WillPay), Some("El viernes, en caja. <b>")),
            done(Some(TaskOutcome::WrongPerson), None),
            DoneTask { name: None, ..done(Some(TaskOutcome::Reached), None) },
        ],
        more: Some(format!("2026-11-20.{}", TaskId::from_bits(3))),
        finishing: None,
        letter: None,
    }
}

pub(super) fn calendar_view() -> CalendarView {
    let email = Way::Message(Channel::Email);
    let moved = Sending::From(at(30, 8, 0), Rule::Weekend);
    CalendarView {
        as_of: Some(at(23, 6, 0)),
        cases: 301,
        resting: Some(resting()),
        days: vec![
            DayRow {
                day: day(24),
                ways: vec![
                    (email, 120, Some(Sending::From(at(24, 8, 0), Rule::Hours))),
                    (Way::Call, 4, None),
                ],
            },
            DayRow {
                day: day(28),
                ways: vec![
                    (email, 31, Some(moved)),
                    (Way::Message(Channel::Sms), 2, Some(Sending::Never(Rule::Never))),
                    (Way::Nobody, 3, None),
                ],
            },
            DayRow {
                day: day(29),
                ways: vec![
                    (email, 5, Some(Sending::Now)),
                    (Way::Message(Channel::WhatsApp), 9, Some(Sending::Resting)),
                ],
            },
        ],
        waiting: vec![
            (email, None, 12),
            (email, Some("hours".to_owned()), 7),
            (Way::Message(Channel::Sms), Some("421 too busy <b>".to_owned()), 1),
        ],
    }
}

pub(super) fn of_day() -> CalendarDayView {
    let row = |n: u128, name: &str, way, sending| ContactRow {
        case: CaseId::from_bits(n),
        name: Some(name.to_owned()),
        step: "Primer aviso".to_owned(),
        kind: StepKind::Kind,
        way,
        sending,
    };
    let email = Way::Message(Channel::Email);
    CalendarDayView {
        day: day(24),
        rows: vec![
            row(1, LONG, email, Some(Sending::From(at(27, 8, 0), Rule::Week))),
            row(2, "Rosa Quispe Mamani", email, Some(Sending::Never(Rule::Promise))),
            row(3, "C-10377", Way::Meeting, None),
            ContactRow { name: None, ..row(4, "", email, None) },
        ],
        more: Some(CaseId::from_bits(3)),
    }
}

pub(super) fn results_view(reader: Reader) -> ResultsView {
    let row = |way, text, paid| ResultRow {
        step: "Primer aviso".to_owned(),
        kind: StepKind::Kind,
        way,
        text,
        sent: 320,
        delivered: 300,
        opened: 140,
        verified: 122,
        accepted: 31,
        paid,
        money: if paid > 0 { vec![money(reader, 1_234_567)] } else { Vec::new() },
    };
    ResultsView {
        as_of: Some((at(23, 6, 0), day(1))),
        rows: vec![
            row(Way::Message(Channel::Email), None, 58),
            row(Way::Message(Channel::Sms), Some(12), 0),
            row(Way::Message(Channel::WhatsApp), None, 0),
        ],
    }
}
