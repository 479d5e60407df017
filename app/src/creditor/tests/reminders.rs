//! The pages of sequences, tasks, the calendar and results, and what holds for them.

mod samples;
mod sequence_samples;

use std::collections::HashSet;

use domain::contact::Rule;
use domain::ids::TaskId;
use domain::reminder::Silence;

use self::samples::{
    calendar_view, of_day, results_view, rules, strict_rules, tasks_view, with_number,
};
use self::sequence_samples::{
    absurd, checked, cut_short, deed, edited, foreseen, list, nothing_seen, overtaken, seen,
    sequence_view, sound, unfit,
};
use super::samples::{day, peru, shell};
use super::words;
use crate::creditor::calendar::{self, CalendarDayView, CalendarView, day_page};
use crate::creditor::case::{Quiet, Sending};
use crate::creditor::contact_rules;
use crate::creditor::home;
use crate::creditor::results::{self, ResultsView};
use crate::creditor::sequence::editor;
use crate::creditor::sequence::one::{self, SequenceView};
use crate::creditor::sequence::preview::{Foreseen, report};
use crate::creditor::sequences::{self, SequencesView};
use crate::creditor::tasks::{self, Dial, Finishing, Shows, TaskRow, TasksView};
use crate::creditor::{LetterWhy, Role, Typed, Wrong};
use crate::reader::Reader;
use crate::texts::Lang;

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
        ("sequence-cut", editor::page(owner(), foreseen(reader, cut_short()))),
        ("sequence-far", editor::page(owner(), foreseen(reader, Foreseen::Far(day(30))))),
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
    let all = "los números son de los primeros 301";
    assert!(!page(foreseen(reader, seen())).contains(all));
    let said = page(foreseen(reader, cut_short()));
    assert!(said.contains(all), "{said}");
    let said = page(foreseen(reader, nothing_seen()));
    assert!(said.contains("no saldría nada") && !said.contains("Primer día"), "{said}");
    let far = Foreseen::Far(day(30));
    let said = "todavía no se puede prever qué saldría. Desde el 30 de noviembre se ve aquí";
    assert!(report(reader, &far).contains(said), "{}", report(reader, &far));
    let page = page(foreseen(reader, far));
    assert!(page.contains(said) && !page.contains("no saldría nada"), "{page}");
    let text = report(reader, &seen());
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
fn a_task_of_which_something_does_not_read_says_so_and_has_no_form() {
    let reader = peru(Lang::Es);
    let view = TasksView { open: Vec::new(), done: Vec::new(), ..tasks_view() };
    let html = tasks::page(shell(reader, Role::Agent), view);
    let said = words(&html);
    for part in ["que no se puede leer", "encuentra el motivo en el registro"] {
        assert!(said.contains(part), "{part}: {said}");
    }
    assert!(
        !said.contains("No hay nada por hacer") && !html.contains("name=\"outcome\""),
        "{html}"
    );
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
