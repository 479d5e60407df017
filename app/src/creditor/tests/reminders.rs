//! The pages of sequences, tasks, the calendar and results, and what holds for them.

use std::collections::HashSet;

use domain::contact::{
    Channel, Channels, Counts, Hours, Limit, Rule, Source, Span, Standing, What, Whose,
};
use domain::contact_channel::ContactChannel;
use domain::country::Country;
use domain::ids::{CaseId, SequenceId, TaskId};
use domain::policy::Fits;
use domain::reminder::check::{contradictions, warnings};
use domain::reminder::{Audience, Means, Sequence, Silence, Step, StepKind, TaskKind};

use super::samples::{at, currency, day, money, peru, shell};
use super::words;
use crate::creditor::calendar::{
    self, CalendarDayView, CalendarView, ContactRow, DayRow, Way, day_page,
};
use crate::creditor::case::{CaseReminders, ComingRow, Quiet, ReminderEvent, ReminderRow, Sending};
use crate::creditor::contact_rules::{self, ContactRulesView};
use crate::creditor::home;
use crate::creditor::policy::{Deed, Entered, Unfit, VersionState};
use crate::creditor::resting::Resting;
use crate::creditor::results::{self, ResultRow, ResultsView};
use crate::creditor::sequence::editor::{self, Checked, EditorView};
use crate::creditor::sequence::one::{self, SequenceView, VersionRow};
use crate::creditor::sequence::preview::{Foreseen, Preview, report};
use crate::creditor::sequences::{self, ChannelState, SequenceRow, SequencesView};
use crate::creditor::tasks::{
    self, Dial, DoneTask, Finishing, Owed, Shows, TaskOutcome, TaskRow, TasksView,
};
use crate::creditor::{LetterWhy, Role, Typed, Wrong};
use crate::reader::Reader;
use crate::texts::Lang;

const LONG: &str = "María Fernanda de los Ángeles Gutiérrez-Villavicencio";

/// The pages in every state worth a look.
pub(super) fn pages(reader: Reader) -> Vec<(&'static str, String)> {
    let owner = || shell(reader, Role::Owner);
    let agent = || shell(reader, Role::Agent);
    let nothing = SequencesView { rows: Vec::new(), ..list() };
    let days = Vec::new();
    let empty = CalendarView { as_of: None, cases: 0, resting: None, days, waiting: Vec::new() };
    let quiet = CalendarDayView { rows: Vec::new(), ..of_day() };
    let archived = SequenceView { archived: Some(deed(20)), ..sequence_view() };
    let nobody = ResultsView { as_of: None, rows: Vec::new() };
    let finishing = Some(Finishing {
        task: TaskId::from_bits(2),
        note: Typed::refused("x", Wrong::Long),
        day: Typed::refused("", Wrong::Missing),
    });
    let letter = Some((TaskId::from_bits(5), LetterWhy::Final));
    vec![
        ("sequences", sequences::page(owner(), list())),
        ("sequences-agent", sequences::page(agent(), list())),
        ("sequences-none", sequences::page(owner(), nothing)),
        ("sequence", one::page(owner(), sequence_view())),
        ("sequence-agent", one::page(agent(), sequence_view())),
        ("sequence-archived", one::page(owner(), archived)),
        ("sequence-new", editor::page(owner(), edited(None))),
        ("sequence-warned", editor::page(owner(), checked(reader, sound()))),
        ("sequence-busy", editor::page(owner(), foreseen(reader, Foreseen::Busy))),
        ("sequence-nothing", editor::page(owner(), foreseen(reader, nothing_seen()))),
        ("sequence-422", editor::page(owner(), checked(reader, absurd()))),
        ("sequence-fields-422", editor::page(owner(), unfit())),
        ("sequence-newer-422", editor::page(owner(), overtaken())),
        ("contact-rules", contact_rules::page(agent(), rules())),
        ("contact-rules-strict", contact_rules::page(owner(), strict_rules())),
        ("tasks", tasks::page(agent(), tasks_view())),
        ("tasks-number", tasks::page(agent(), with_number())),
        ("tasks-422", tasks::page(agent(), TasksView { finishing, letter, ..tasks_view() })),
        ("calendar", calendar::page(agent(), calendar_view())),
        ("calendar-none", calendar::page(agent(), empty)),
        ("calendar-day", day_page(agent(), of_day())),
        ("calendar-day-none", day_page(agent(), quiet)),
        ("results", results::page(agent(), results_view(reader))),
        ("results-none", results::page(agent(), nobody)),
    ]
}

fn deed(on: u32) -> Deed {
    Deed { by: Some("Elena Ruiz".to_owned()), at: at(on, 10, 0) }
}

fn step(name: &str, kind: StepKind, days: u16, means: Means) -> Step {
    let (name, audience) = (name.to_owned(), Audience::default());
    Step { id: None, name, kind, days, audience, means }
}

/// A firm sequence whose last step comes early: unwise, and no more than that.
fn sound() -> Sequence {
    let by = |ways: &[Channel]| Means::Message(ways.to_vec());
    let call = Means::Task { kind: TaskKind::Call, script: "Buenos días. <b>".to_owned() };
    let fits = Fits {
        days_late: Some(10..=60),
        total: Some(20_000..=i64::MAX),
        debts: Some(1..=9),
        tags: vec!["colegio".to_owned()],
    };
    let last = step("Último", StepKind::Final, 20, by(&[Channel::Email, Channel::Letter]));
    let audience = Audience { currency: Some(currency("PEN")), fits };
    let steps = vec![
        step("Antes de la fecha", StepKind::Courtesy, 3, by(&[Channel::Email])),
        step("Primer aviso", StepKind::Kind, 1, by(&[Channel::WhatsApp, Channel::Email])),
        step("Llamada", StepKind::Firm, 12, call),
        Step { audience, ..last },
        step("Cuota", StepKind::InstalmentMissed, 3, by(&[Channel::Letter])),
    ];
    Sequence { gap_days: 7, steps }
}

/// One that contradicts itself.
fn absurd() -> Sequence {
    let none = Means::Message(Vec::new());
    let steps =
        vec![step("Uno", StepKind::Kind, 0, none.clone()), step("Uno", StepKind::Firm, 3, none)];
    Sequence { gap_days: 0, steps }
}

fn list() -> SequencesView {
    let row = |n: u128, name: &str, versions, archived| SequenceRow {
        sequence: SequenceId::from_bits(n),
        name: name.to_owned(),
        versions,
        archived,
        newest: Some(deed(19)),
    };
    let versions =
        vec![(1, VersionState::InForce(at(2, 8, 0))), (2, VersionState::Planned(at(30, 8, 0)))];
    SequencesView {
        rows: vec![
            row(1, "Estándar", versions, None),
            row(2, "Campaña de marzo", vec![(3, VersionState::Covered)], None),
            row(3, "Antigua", Vec::new(), Some(deed(12))),
        ],
        channels: vec![
            (ContactChannel::Email, ChannelState::Open),
            (ContactChannel::Sms, ChannelState::Rests(deed(22))),
            (ContactChannel::WhatsApp, ChannelState::NoAccount),
        ],
    }
}

fn sequence_view() -> SequenceView {
    let row = |version, state| VersionRow { version, state, made: deed(19) };
    SequenceView {
        sequence: SequenceId::from_bits(1),
        name: "Estándar".to_owned(),
        archived: None,
        versions: vec![
            row(2, VersionState::Planned(at(30, 8, 0))),
            row(1, VersionState::InForce(at(2, 8, 0))),
        ],
        says: sound(),
        key: "0192f0c8000070008000000000000001".to_owned(),
    }
}

fn edited(of: Option<(SequenceId, String)>) -> EditorView {
    let mut entered = Entered::default();
    entered.add();
    entered.add();
    for (name, value) in [
        ("name", "Estándar"),
        ("gap_days", "7"),
        ("s1.name", "Primer aviso"),
        ("s1.kind", "kind"),
        ("s1.days", "4"),
        ("s1.channel.1", "email"),
        ("s2.how", "call"),
        ("s2.script", "Buenos días. </textarea><script>"),
        ("s2.audience.tags", "colegio"),
    ] {
        entered.set(name, value);
    }
    let currency = currency("PEN");
    EditorView { of, base: 2, currency, entered, unfit: vec![], checked: None, newer: None }
}

fn known() -> (SequenceId, String) {
    (SequenceId::from_bits(1), "Estándar".to_owned())
}

fn checked(reader: Reader, sequence: Sequence) -> EditorView {
    let contradictions = contradictions(&sequence);
    let warnings = if contradictions.is_empty() {
        warnings(&sequence, reader.voice.region)
    } else {
        Vec::new()
    };
    let foreseen = if contradictions.is_empty() { seen() } else { Foreseen::Not };
    let checked = Some(Checked { sequence, contradictions, warnings, foreseen });
    EditorView { checked, ..edited(Some(known())) }
}

fn seen() -> Foreseen {
    let days = calendar_view().days;
    Foreseen::Seen(Preview { from: at(24, 8, 0), until: day(30), cases: 301, days })
}

fn foreseen(reader: Reader, foreseen: Foreseen) -> EditorView {
    let view = checked(reader, sound());
    let checked = view.checked.map(|checked| Checked { foreseen, ..checked });
    EditorView { checked, ..view }
}

/// Nothing in sight.
fn nothing_seen() -> Foreseen {
    let (from, until) = (at(24, 8, 0), day(30));
    Foreseen::Seen(Preview { from, until, cases: 1, days: Vec::new() })
}

fn unfit() -> EditorView {
    let unfit = [
        ("name", Unfit::SequenceTaken),
        ("segments", Unfit::Steps(40)),
        ("s1.days", Unfit::Whole { from: 0, to: 3_650 }),
        ("s2.script", Unfit::Text(2_000)),
        ("s1.channel.1", Unfit::OnlyMessage),
        ("s1.script", Unfit::OnlyTask),
        ("s2.days", Unfit::ThatDay),
        ("day", Unfit::Wrong(Wrong::PastMoment)),
        ("time", Unfit::Wrong(Wrong::Time)),
    ];
    let unfit = unfit.map(|(field, unfit)| (field.to_owned(), unfit)).into();
    let mut view = EditorView { unfit, ..edited(None) };
    view.entered.set("when", "at");
    view
}

fn overtaken() -> EditorView {
    EditorView { newer: Some((3, deed(22))), ..edited(Some(known())) }
}

/// Two channels rest.
pub(super) fn resting() -> Resting {
    let channels = vec![ContactChannel::Email, ContactChannel::Sms];
    Resting { channels, since: at(22, 10, 0) }
}

/// Limits of every kind, of a law, of nobody and of the creditor.
fn rules() -> ContactRulesView {
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

fn strict_rules() -> ContactRulesView {
    ContactRulesView { has_laws: false, has_holidays: false, allowed: Channels::NONE, ..rules() }
}

/// The call that may be made now, with its number.
fn with_number() -> TasksView {
    let mut view = tasks_view();
    view.open[0].phone = Some(Dial::Shown("+51987654321".to_owned()));
    view
}

fn tasks_view() -> TasksView {
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
        },
        phone: (kind == TaskKind::Call).then_some(Dial::Hidden),
    };
    let holiday = Sending::From(at(30, 8, 0), Rule::Holiday);
    let letter =
        |n| TaskRow { script: String::new(), ..row(n, TaskKind::Letter, "C-10377", Sending::Now) };
    let done = |outcome, note: Option<&str>| DoneTask {
        case: CaseId::from_bits(3),
        name: "C-10377".to_owned(),
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
        open_more: Some(format!("2026-11-20.{}", TaskId::from_bits(5))),
        done: vec![
            done(Some(TaskOutcome::WillPay), Some("El viernes, en caja. <b>")),
            done(Some(TaskOutcome::WrongPerson), None),
        ],
        more: Some(format!("2026-11-20.{}", TaskId::from_bits(3))),
        finishing: None,
        letter: None,
    }
}

fn calendar_view() -> CalendarView {
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

fn of_day() -> CalendarDayView {
    let row = |n: u128, name: &str, way, sending| ContactRow {
        case: CaseId::from_bits(n),
        name: name.to_owned(),
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
        ],
        more: Some(CaseId::from_bits(3)),
    }
}

fn results_view(reader: Reader) -> ResultsView {
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

/// The reminders of the sample's case: one of each state.
pub(super) fn of_case() -> CaseReminders {
    let event = |what: &str, why: Option<&str>, until| ReminderEvent {
        at: at(20, 8, 5),
        what: what.to_owned(),
        why: why.map(str::to_owned),
        until,
    };
    let row = |state: &str, why: Option<&str>| ReminderRow {
        step: "Primer aviso".to_owned(),
        way: Way::Message(Channel::Email),
        on: day(20),
        state: state.to_owned(),
        why: why.map(str::to_owned),
        task: (state == "open").then(|| TaskId::from_bits(1)),
        events: vec![
            event("planned", None, None),
            event("moved", Some("week"), Some(at(27, 8, 0))),
            event(state, why, None),
        ],
    };
    let coming = |step: &str, way| ComingRow { on: day(30), step: step.to_owned(), way };
    CaseReminders {
        coming: vec![
            coming("Aviso directo", Way::Message(Channel::WhatsApp)),
            coming("Llamada", Way::Call),
        ],
        past: vec![
            row("open", None),
            row("queued", Some("hours")),
            row("blocked", Some("dispute")),
            row("cancelled", Some("hold-wrong")),
            row("cancelled", Some("paid")),
            row("failed", Some("550 no such user <b>")),
            row("sent", None),
        ],
        quiet: Some(Quiet::Because(Silence::TooSoon(day(27)))),
    }
}

#[test]
fn the_page_of_a_case_says_why_nothing_is_planned_in_every_language() {
    let all = [
        Quiet::NoSequence,
        Quiet::NotBefore(day(27)),
        Quiet::OnItsWay,
        Quiet::Because(Silence::Rests),
        Quiet::Because(Silence::Promised(day(27))),
        Quiet::Because(Silence::TooSoon(day(27))),
        Quiet::Because(Silence::Again(day(27))),
        Quiet::Because(Silence::Unreached),
        Quiet::Because(Silence::NoStep),
    ];
    for lang in Lang::ALL {
        let reader = peru(lang);
        let said: HashSet<String> = all.into_iter().map(|quiet| quiet.text(reader)).collect();
        assert_eq!(said.len(), all.len(), "each reason has words of its own");
        assert_eq!(said.iter().filter(|text| text.contains("27")).count(), 4, "{said:?}");
    }
}

#[test]
fn only_an_owner_is_shown_the_ways_to_change_sequences_and_to_pause() {
    let reader = peru(Lang::Es);
    for (role, shown) in [(Role::Owner, true), (Role::Agent, false)] {
        let list = sequences::page(shell(reader, role), list());
        assert_eq!(list.contains("/recordatorios/pausas\""), shown);
        assert_eq!(list.contains("/recordatorios/nueva"), shown);
        let one = one::page(shell(reader, role), sequence_view());
        assert_eq!(one.contains("/editar\""), shown);
        assert_eq!(one.contains("/archivar\""), shown);
        // A text to oneself changes nothing: three steps have one.
        assert_eq!(one.matches("/prueba\"").count(), 3, "{one}");
    }
}

#[test]
fn a_channel_without_an_account_is_said_to_send_nothing_and_has_no_switch() {
    let reader = peru(Lang::Es);
    let html = sequences::page(shell(reader, Role::Owner), list());
    let said = words(&html);
    assert!(said.contains("El negocio no tiene cuenta para este canal"), "{said}");
    assert!(!html.contains("value=\"whatsapp\""), "{html}");
    assert_eq!(said.matches("Sale con normalidad").count(), 1, "{said}");
    let (pause, new) = (said.find("Pausar los envíos"), said.find("Nueva secuencia"));
    assert!(pause.is_some() && pause < new, "the switch stands first: {said}");
}

#[test]
fn what_is_wrong_in_a_sequence_is_told_beside_its_field_and_nothing_typed_is_lost() {
    let reader = peru(Lang::Es);
    let html = editor::page(shell(reader, Role::Owner), checked(reader, absurd()));
    for link in ["#gap_days", "#s1.days", "#s1.channel.1", "#s2.name"] {
        assert!(html.contains(&format!("href=\"{link}\"")), "{link}: {html}");
    }
    assert!(html.contains("&lt;/textarea>&lt;script>"), "what was typed stays, and stays a text");
    let warned = editor::page(shell(reader, Role::Owner), checked(reader, sound()));
    assert!(words(&warned).contains("el último aviso sale 20 días"), "{}", words(&warned));
    assert!(!warned.contains("class=\"notice fault\""));
}

#[test]
fn what_a_sequence_would_send_is_told_before_it_is_saved() {
    let reader = peru(Lang::Es);
    let page = |view| words(&editor::page(shell(reader, Role::Owner), view));
    let said = page(foreseen(reader, seen()));
    for part in
        ["Primer día, martes 24 de noviembre: 124 contactos", "Correo: 120", "301 casos", "SMS: 2"]
    {
        assert!(said.contains(part), "{part}: {said}");
    }
    let html = editor::page(shell(reader, Role::Owner), foreseen(reader, seen()));
    assert!(!html.contains("calendario/dia"), "nobody is planned for it yet: {html}");
    let said = page(foreseen(reader, Foreseen::Busy));
    assert!(said.contains("Ya se está calculando"), "{said}");
    let said = page(foreseen(reader, nothing_seen()));
    assert!(said.contains("no saldría nada") && !said.contains("Primer día"), "{said}");
    let Foreseen::Seen(preview) = seen() else { panic!("it was seen") };
    let text = report(reader, &preview);
    assert!(text.contains("\n- martes 24 de noviembre: Correo: 120; Llamada: 4; "), "{text}");
}

#[test]
fn a_step_says_what_its_days_are_and_has_a_script_open_only_where_somebody_calls() {
    let reader = peru(Lang::Es);
    let html = editor::page(shell(reader, Role::Owner), edited(None));
    let said = words(&html);
    assert_eq!(said.matches("días antes o después").count(), 2, "one for each step: {said}");
    for part in ["Los demás: días después", "Entre llaves, {nombre} y {acreedor}"] {
        assert!(said.contains(part), "{part}: {said}");
    }
    let before = |id: &str| html.split(id).next().and_then(|text| text.rsplit("<details").next());
    let is_open = |id| before(id).is_some_and(|fold| fold.contains(" open"));
    assert!(!is_open("id=\"s1.script\"") && is_open("id=\"s2.script\""), "{html}");
}

#[test]
fn by_whatsapp_the_program_has_no_text_of_its_own() {
    let reader = peru(Lang::Es);
    let said = words(&results::page(shell(reader, Role::Agent), results_view(reader)));
    for part in [
        "Aviso amable · Correo · Texto estándar",
        "Aviso amable · SMS · Texto propio, versión 12",
        "Aviso amable · WhatsApp · Sin texto aprobado",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
}

#[test]
fn the_calendar_says_what_the_rules_move_and_what_they_keep() {
    let reader = peru(Lang::Es);
    let said = words(&calendar::page(shell(reader, Role::Agent), calendar_view()));
    for part in
        ["Correo: 120", "desde las 8:00", "pasa al 30 de noviembre", "SMS: no sale", "301 casos"]
    {
        assert!(said.contains(part), "{part}: {said}");
    }
    let day = words(&day_page(shell(reader, Role::Agent), of_day()));
    assert!(day.contains("pasa al 27 de noviembre") && day.contains("Reunión"), "{day}");
}

#[test]
fn a_case_says_why_something_was_not_sent() {
    let reader = peru(Lang::Es);
    let case =
        crate::creditor::case::page(shell(reader, Role::Agent), super::one_case::case(reader));
    let to_task = format!("href=\"{}\"", crate::routes::team_task(&TaskId::from_bits(1)));
    assert_eq!(case.matches(&to_task).count(), 1, "what is still to be done: {case}");
    let said = words(&case);
    for part in [
        "No salió",
        "Entró un pago",
        "hasta el 27 de noviembre",
        "Motivo técnico: 550",
        "Lo que viene",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
}

#[test]
fn while_messages_rest_the_pages_of_what_is_planned_say_so() {
    let reader = peru(Lang::Es);
    let agent = || shell(reader, Role::Agent);
    let said = "Los envíos están en pausa (Correo, SMS) desde el 22 de noviembre";
    for html in [
        calendar::page(agent(), calendar_view()),
        tasks::page(agent(), tasks_view()),
        home::page(agent(), super::empty_home()),
    ] {
        assert!(words(&html).contains(said), "{}", words(&html));
        assert!(html.contains("Ver o reanudar"), "{html}");
    }
    let goes_on = words(&home::page(agent(), super::samples::home(reader)));
    assert!(!goes_on.contains("en pausa") && goes_on.contains("Hoy salieron 120 recordatorios"));
}

#[test]
fn a_note_that_is_too_long_comes_back_in_its_own_task() {
    let reader = peru(Lang::Es);
    let finishing = Some(Finishing {
        task: TaskId::from_bits(2),
        note: Typed::refused("una nota", Wrong::Long),
        day: Typed::preset("2026-11-30"),
    });
    let view = TasksView { finishing, ..tasks_view() };
    let html = tasks::page(shell(reader, Role::Agent), view);
    assert!(html.contains(&format!("href=\"#note-{}\"", TaskId::from_bits(2))), "{html}");
    assert_eq!(html.matches("una nota").count(), 1, "{html}");
    assert_eq!(html.matches("value=\"2026-11-30\"").count(), 1, "{html}");
    let buttons = html.matches("name=\"outcome\"").count();
    assert_eq!(buttons, 3 * 7 + 2, "seven for what is spoken, two for a letter");
}

#[test]
fn what_may_not_be_done_now_says_since_when_or_why_and_shows_no_words() {
    let reader = peru(Lang::Es);
    let view = tasks_view();
    let alone = |place: usize| {
        let open = vec![view.open[place].clone()];
        let view = TasksView { open, done: Vec::new(), ..view.clone() };
        words(&tasks::page(shell(reader, Role::Agent), view))
    };
    let now = alone(0);
    assert!(now.contains("¿hablo con Rosa?") && !now.contains("Todavía no"), "{now}");
    let holiday = alone(1);
    assert!(holiday.contains("Todavía no") && holiday.contains("30 de noviembre"), "{holiday}");
    for part in ["hora de la persona", "En feriado no se contacta a nadie."] {
        assert!(holiday.contains(part), "no message leaves in a call: {holiday}");
    }
    assert!(!holiday.contains("¿hablo con Rosa?"), "{holiday}");
    let refused = alone(2);
    assert!(refused.contains("Por ahora no se hace") && !refused.contains("¿hablo"), "{refused}");
    let letter = alone(3);
    assert!(letter.contains("Hacer la carta (PDF)") && letter.contains("Carta"), "{letter}");
    let stops = "detienen los recordatorios hasta que alguien lo revise";
    assert!(now.contains(stops) && !letter.contains(stops), "nobody speaks in a letter: {letter}");
}

#[test]
fn a_call_that_may_be_made_now_has_its_number_and_every_task_what_is_owed() {
    let reader = peru(Lang::Es);
    let drawn = |place: usize, phone: Option<Dial>| {
        let open = vec![TaskRow { phone, ..tasks_view().open[place].clone() }];
        tasks::page(shell(reader, Role::Agent), TasksView { open, ..tasks_view() })
    };
    let asked = |html: &str| html.contains("/telefono\"");
    let hidden = drawn(0, Some(Dial::Hidden));
    assert!(asked(&hidden) && !hidden.contains("Llamar al"), "{hidden}");
    let shown = drawn(0, Some(Dial::Shown("+51987654321".to_owned())));
    assert!(shown.contains("href=\"tel:+51987654321\"") && !asked(&shown), "{shown}");
    let late = words(&hidden);
    assert!(late.contains("Por cobrar: S/ 250.00, vencido desde el"), "{late}");
    let waits = drawn(2, Some(Dial::Shown("+51987654321".to_owned())));
    assert!(!asked(&waits) && !waits.contains("Llamar al"), "nobody may call: {waits}");
    let ahead = words(&drawn(1, None));
    assert!(ahead.contains("Por cobrar: S/ 250.00, vence el 30 de noviembre"), "{ahead}");
}

#[test]
fn each_rule_stands_with_what_it_limits_and_where_it_comes_from() {
    let reader = peru(Lang::Es);
    let said = words(&contact_rules::page(shell(reader, Role::Agent), rules()));
    for part in [
        "Valen las de Perú, revisadas el 22 de noviembre de 2026",
        "Solo lunes a viernes, de 7:00",
        "sábado, desde 8:00",
        "Llamada, Reunión",
        "Código de Protección y Defensa del Consumidor, artículo 62",
        "Rige desde el 2 de noviembre de 2026",
        "Según otras fuentes",
        "No en feriado",
        "Como máximo 1 contacto en 7 días; cuentan los que llegaron a la persona",
        "Al menos 7 días entre un contacto y otro",
        "es un cuidado nuestro",
        "Un solo medio en 1 día",
        "Solo con permiso de la persona",
        "Regla propia",
        "la persona ya permite: SMS",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
    assert!(!said.contains("in English"), "how it is read stands in English: {said}");
    let strict = words(&contact_rules::page(shell(reader, Role::Agent), strict_rules()));
    for part in ["Aún no conocemos las leyes de Perú", "Aún no conocemos los feriados"] {
        assert!(strict.contains(part), "{part}: {strict}");
    }
}

#[test]
fn a_reason_leads_to_the_contact_rules_where_it_is_one_of_them() {
    let reader = peru(Lang::Es);
    let link = format!("href=\"{}\"", crate::routes::pattern::TEAM_CONTACT_RULES);
    for (rule, leads) in [(Rule::Holiday, true), (Rule::Week, true), (Rule::Dispute, false)] {
        let turn = Sending::Never(rule);
        let open = vec![TaskRow { turn, ..tasks_view().open[0].clone() }];
        let html = tasks::page(shell(reader, Role::Agent), TasksView { open, ..tasks_view() });
        assert_eq!(html.contains(&link), leads, "{rule:?}");
    }
}

#[test]
fn a_page_of_one_list_says_nothing_of_the_other() {
    let reader = peru(Lang::Es);
    let done = TasksView { shows: Shows::Done, open: Vec::new(), open_more: None, ..tasks_view() };
    let html = tasks::page(shell(reader, Role::Agent), done);
    assert!(!words(&html).contains("No hay nada por hacer"), "{html}");
    let first = tasks::page(shell(reader, Role::Agent), tasks_view());
    assert!(first.contains("?pending=2026-11-20.") && first.contains("?after=2026-11-20."));
}
