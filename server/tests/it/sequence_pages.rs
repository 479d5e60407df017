//! The pages of sequences: written as a form, kept in versions, tested on oneself, paused with one button.

use app::creditor::Role;
use app::routes;
use app::routes::pattern::{
    TEAM_CALENDAR, TEAM_HOME, TEAM_RESTS, TEAM_SEQUENCE_NEW, TEAM_SEQUENCES, TEAM_TASKS,
};
use chrono::TimeDelta;
use domain::ids::SequenceId;
use reqwest::StatusCode;
use server::use_cases::policy::Turn;
use server::use_cases::sequence::{self, Listed};

use crate::browser::{Browser, Page};
use crate::engine::on_both_engines;
use crate::mail;
use crate::own_sequence;
use crate::portal::{TestPortal, pen};
use crate::reminders::{apply, letters, night, states};
use crate::team::sign_in;

const KIND: &str = "Nos quedó un tema abierto";

/// One kind e-mail, four days late.
const ONE: &str = r#"
name = "Uno"
gap_days = 7
[[step]]
name = "Amable"
kind = "kind"
days = 4
channels = ["email"]
"#;

async fn owner(portal: &TestPortal) -> Browser {
    sign_in(portal, &portal.clinic.clone(), ("olga@example.pe", Role::Owner)).await
}

/// Another session, weeks later.
async fn owner_again(portal: &TestPortal) -> Browser {
    sign_in(portal, &portal.clinic.clone(), ("elsa@example.pe", Role::Owner)).await
}

async fn agent(portal: &TestPortal) -> Browser {
    sign_in(portal, &portal.clinic.clone(), ("ana@example.pe", Role::Agent)).await
}

async fn listed(portal: &TestPortal) -> Vec<Listed> {
    sequence::list(&portal.portal, &portal.clinic).await.expect("a list")
}

/// The only sequence and its newest version.
async fn only(portal: &TestPortal) -> (SequenceId, i64) {
    let all = listed(portal).await;
    let [one] = all.as_slice() else { panic!("{all:?}") };
    (one.sequence.id.clone(), one.newest.as_ref().map_or(0, |newest| newest.version))
}

/// The editor's form with one step; later fields win.
async fn send(browser: &mut Browser, path: &str, more: &[(&str, &str)]) -> Page {
    let mut fields = vec![
        ("segments", "1"),
        ("base", "0"),
        ("name", "Propia"),
        ("gap_days", "7"),
        ("s1.name", "Amable"),
        ("s1.kind", "kind"),
        ("s1.days", "4"),
        ("s1.how", "message"),
        ("s1.channel.1", "email"),
        ("when", "now"),
    ];
    fields.extend(more);
    browser.post(path, &fields).await
}

on_both_engines! {
    async fn a_sequence_is_checked_saved_and_in_force_at_once(portal) {
        let mut olga = owner(portal).await;
        let empty = olga.get(TEAM_SEQUENCES).await.body;
        assert!(empty.contains("Todavía no hay ninguna secuencia"), "{empty}");
        let page = olga.get(&routes::team_sequence_from("standard")).await;
        assert!(page.body.contains("value=\"Primer aviso\""), "{}", page.body);
        let checked = send(&mut olga, TEAM_SEQUENCE_NEW, &[("do", "check")]).await;
        assert_eq!(checked.status, StatusCode::OK, "{}", checked.body);
        assert!(checked.body.contains("nada se anuncia antes de las fechas"), "{}", checked.body);
        assert!(listed(portal).await.is_empty(), "to look changes nothing");
        let saved = send(&mut olga, TEAM_SEQUENCE_NEW, &[("do", "save")]).await;
        let (id, version) = only(portal).await;
        assert_eq!(saved.location, Some(routes::team_sequence(&id)), "{}", saved.body);
        assert_eq!((version, listed(portal).await[0].in_force), (1, Some(1)));
        let page = olga.get(&routes::team_sequence(&id)).await.body;
        assert!(page.contains("Amable") && page.contains("4 días después"), "{page}");
        // A second press, and one who wants the same name for another one.
        send(&mut olga, TEAM_SEQUENCE_NEW, &[("do", "save")]).await;
        let taken = send(&mut olga, TEAM_SEQUENCE_NEW, &[("s1.days", "5"), ("do", "save")]).await;
        assert_eq!(taken.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(taken.body.contains("Otra secuencia se llama así"), "{}", taken.body);
        assert_eq!(only(portal).await.1, 1);
        let toml = olga.get(&routes::team_sequence_toml(&id, 1)).await.body;
        assert!(toml.contains("name = \"Propia\""), "{toml}");
    }

    async fn what_would_be_sent_is_seen_before_it_is_in_force(portal) {
        for _ in 0..3 {
            portal.debt(pen(10_000)).await;
        }
        let mut olga = owner(portal).await;
        let page = olga.get(&routes::team_sequence_from("standard")).await.body;
        let when = page.split("name=\"when\"").nth(2).and_then(|rest| rest.split('>').next());
        assert!(when.is_some_and(|tag| tag.contains("\"at\"") && tag.contains("checked")), "{page}");
        assert!(page.contains("value=\"2026-11-25\""), "a new one begins tomorrow: {page}");
        let on = |day| [("when", "at"), ("day", day), ("time", "08:00")];
        let check = |more: &[(&'static str, &'static str)]| [more, &[("do", "check")][..]].concat();
        for (more, said) in [
            (check(&[]), "Primer día, martes 24 de noviembre: 3 contactos"),
            (check(&on("2026-11-26")), "Primer día, jueves 26 de noviembre: 3 contactos"),
            (check(&[("s1.days", "100")]), "En esos días no saldría nada"),
            (check(&on("2026-12-23")), "Primer día, miércoles 23 de diciembre: 3 contactos"),
            (check(&on("2027-01-23")), "Desde el 25 de diciembre se ve aquí"),
        ] {
            let page = send(&mut olga, TEAM_SEQUENCE_NEW, &more).await;
            assert_eq!(page.status, StatusCode::OK, "{}", page.body);
            assert!(page.body.contains(said), "{said}: {}", page.body);
        }
        let past = send(&mut olga, TEAM_SEQUENCE_NEW, &check(&on("2026-11-01"))).await;
        assert_eq!(past.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", past.body);
        for (day, time, act) in [
            ("2027-11-25", "08:00", "check"),
            ("2206-11-25", "08:00", "save"),
            ("+262142-12-31", "23:30", "save"),
        ] {
            let more = [("when", "at"), ("day", day), ("time", time), ("do", act)];
            let far = send(&mut olga, TEAM_SEQUENCE_NEW, &more).await;
            assert_eq!(far.status, StatusCode::UNPROCESSABLE_ENTITY, "{day}: {}", far.body);
            assert!(far.body.contains("a más tardar, el 24 de noviembre"), "{day}: {}", far.body);
        }
        portal.run_jobs().await;
        assert!(listed(portal).await.is_empty() && letters(portal, KIND).is_empty());
        let turn = Turn::take(&portal.clinic).expect("nobody has it");
        let busy = send(&mut olga, TEAM_SEQUENCE_NEW, &check(&[])).await.body;
        assert!(busy.contains("Ya se está calculando otra vista previa"), "{busy}");
        drop(turn);
        // Of one that is planned, what a later version would add; or what it would send in its place.
        let save = [&on("2026-11-26")[..], &[("do", "save")][..]].concat();
        assert_eq!(send(&mut olga, TEAM_SEQUENCE_NEW, &save).await.status, StatusCode::SEE_OTHER);
        let path = routes::team_sequence_edit(&only(portal).await.0);
        let known = [("base", "1"), ("s1.id", "Amable")];
        for (more, said) in [
            (check(&on("2026-11-27")), "En esos días no saldría nada"),
            (check(&[]), "Primer día, martes 24 de noviembre: 3 contactos"),
        ] {
            let page = send(&mut olga, &path, &[&known[..], &more[..]].concat()).await;
            assert!(page.body.contains(said), "{said}: {}", page.body);
        }
    }

    async fn what_contradicts_itself_or_does_not_read_is_told_and_nothing_is_saved(portal) {
        let mut olga = owner(portal).await;
        for (field, value, link) in [
            ("s1.days", "0", "#s1.days"),
            ("s1.days", "pronto", "#s1.days"),
            ("s1.channel.1", "", "#s1.channel.1"),
            ("gap_days", "0", "#gap_days"),
            ("name", " ", "#name"),
            ("s1.audience.total.from", "10", "#s1.audience.currency"),
            ("s1.script", "Buenos días.", "#s1.script"),
            ("s1.how", "call", "#s1.channel.1"),
            ("s1.kind", "instalment-today", "#s1.days"),
        ] {
            let page = send(&mut olga, TEAM_SEQUENCE_NEW, &[(field, value), ("do", "save")]).await;
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{field} = {value}");
            assert!(page.body.contains(&format!("href=\"{link}\"")), "{link}: {}", page.body);
        }
        let past = [("when", "at"), ("day", "2026-11-01"), ("time", "08:00"), ("do", "save")];
        let page = send(&mut olga, TEAM_SEQUENCE_NEW, &past).await;
        assert!(page.body.contains("Ese momento ya pasó"), "{}", page.body);
        assert!(listed(portal).await.is_empty());
    }

    async fn of_two_who_write_the_next_version_the_second_is_told_and_loses_nothing(portal) {
        apply(portal, ONE, None).await;
        let (id, _) = only(portal).await;
        let path = routes::team_sequence_edit(&id);
        let (mut olga, base) = (owner(portal).await, ("base", "1"));
        let first = send(&mut olga, &path, &[base, ("s1.days", "5"), ("do", "save")]).await;
        assert_eq!(first.status, StatusCode::SEE_OTHER, "{}", first.body);
        let second = send(&mut olga, &path, &[base, ("s1.days", "9"), ("do", "save")]).await;
        assert_eq!(second.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(second.body.contains("versión 2") && second.body.contains("value=\"9\""), "{}", second.body);
        assert_eq!(only(portal).await.1, 2);
        let knowingly = [("base", "2"), ("s1.days", "9"), ("do", "save")];
        send(&mut olga, &path, &knowingly).await;
        assert_eq!(only(portal).await.1, 3, "the name in the form is not asked: it stays one sequence");
    }

    async fn a_step_with_a_new_name_is_told_before_it_is_said_again_to_everybody(portal) {
        apply(portal, ONE, None).await;
        let (id, _) = only(portal).await;
        let path = routes::team_sequence_edit(&id);
        let mut olga = owner(portal).await;
        let renamed = [("base", "1"), ("s1.name", "Primero"), ("do", "save")];
        let page = send(&mut olga, &path, &renamed).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.body);
        assert!(page.body.contains("su nombre es nuevo"), "{}", page.body);
        assert!(page.body.contains("name=\"renamed\" value=\"Primero\""), "{}", page.body);
        assert_eq!(only(portal).await.1, 1, "nothing is saved before it is read");
        let knowingly = [("base", "1"), ("s1.name", "Primero"), ("renamed", "Primero"), ("do", "save")];
        let page = send(&mut olga, &path, &knowingly).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.body);
        assert_eq!(only(portal).await.1, 2);
    }

    async fn a_step_that_is_renamed_in_the_editor_is_not_said_again(portal) {
        let (case, _) = portal.debt(pen(10_000)).await;
        apply(portal, ONE, None).await;
        night(portal).await;
        portal.run_jobs().await;
        let (id, _) = only(portal).await;
        let path = routes::team_sequence_edit(&id);
        let mut olga = owner(portal).await;
        let page = olga.get(&path).await.body;
        assert!(page.contains("name=\"s1.id\" value=\"Amable\""), "{page}");
        let kept = [("base", "1"), ("s1.id", "Amable"), ("s1.name", "Primero"), ("do", "save")];
        let saved = send(&mut olga, &path, &kept).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
        let toml = olga.get(&routes::team_sequence_toml(&id, 2)).await.body;
        assert!(toml.contains("id = \"Amable\"\nname = \"Primero\""), "{toml}");
        for _ in 0..3 {
            portal.advance(TimeDelta::days(7)).await;
            night(portal).await;
            portal.run_jobs().await;
        }
        assert_eq!((states(portal, &case).await.len(), letters(portal, KIND).len()), (1, 1));
        let taken = [
            ("base", "2"), ("segments", "2"), ("s1.id", "Amable"), ("s1.name", "Primero"),
            ("s2.name", "Amable"), ("s2.kind", "firm"), ("s2.days", "20"), ("s2.how", "message"),
            ("s2.channel.1", "email"), ("do", "save"),
        ];
        let page = send(&mut owner_again(portal).await, &path, &taken).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.body.contains("se recuerda por este nombre"), "{}", page.body);
    }

    async fn a_version_that_begins_later_waits_and_an_archived_one_sends_nothing(portal) {
        let (case, _) = portal.debt(pen(10_000)).await;
        apply(portal, ONE, None).await;
        let (id, _) = only(portal).await;
        let mut olga = owner(portal).await;
        let later = [
            ("base", "1"), ("s1.days", "30"), ("when", "at"),
            ("day", "2026-12-20"), ("time", "08:00"), ("do", "save"),
        ];
        let page = send(&mut olga, &routes::team_sequence_edit(&id), &later).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.body);
        assert_eq!(listed(portal).await[0].in_force, Some(1));
        assert_eq!(olga.post(&routes::team_sequence_archive(&id), &[]).await.status, StatusCode::SEE_OTHER);
        assert_eq!(listed(portal).await[0].in_force, None);
        night(portal).await;
        assert!(states(portal, &case).await.is_empty());
        olga.post(&routes::team_sequence_take_up(&id), &[]).await;
        night(portal).await;
        assert_eq!(states(portal, &case).await.len(), 1);
    }

    async fn a_test_goes_to_whoever_asks_and_to_no_debtor(portal) {
        let (sequence, _) = own_sequence::plant(portal).await;
        let mut ana = agent(portal).await;
        let before = mail::all(portal).len();
        let fields = [("key", "0192f0c8000070008000000000000007"), ("version", "1"), ("step", "2")];
        for _ in 0..2 {
            let page = ana.post(&routes::team_sequence_test(&sequence), &fields).await;
            assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.body);
        }
        portal.run_jobs().await;
        let all = mail::all(portal);
        assert_eq!(all.len(), before + 1, "pressed twice, it is one letter");
        let letters = mail::to(portal, "ana@example.pe");
        let letter = letters.last().expect("a letter");
        assert_eq!(letter.subject, "Prueba: Aviso firme (Correo)");
        assert!(letter.text.contains("Así se leería este paso"), "{}", letter.text);
        // A call has no text to send.
        let call = [fields[0], fields[1], ("step", "1")];
        let page = ana.post(&routes::team_sequence_test(&sequence), &call).await;
        assert_eq!(page.status, StatusCode::BAD_REQUEST);
    }

    async fn a_test_shows_what_would_leave_by_a_phone(portal) {
        let mut ana = agent(portal).await;
        for (channel, key, said) in [
            ("sms", "0192f0c8000070008000000000000008", &["Para no recibir otros, responde BAJA"][..]),
            (
                "whatsapp",
                "0192f0c8000070008000000000000009",
                &["Tienes un mensaje privado de San Borja: http", "no tiene un texto aprobado"],
            ),
        ] {
            let name = format!("name = \"Por {channel}\"");
            let text = ONE.replace("name = \"Uno\"", &name);
            apply(portal, &text.replace("\"email\"", &format!("\"{channel}\"")), None).await;
            let named = format!("Por {channel}");
            let all = listed(portal).await;
            let one = all.iter().find(|one| one.sequence.name == named).expect("a sequence");
            let fields = [("key", key), ("version", "1"), ("step", "1")];
            let path = routes::team_sequence_test(&one.sequence.id);
            let page = ana.post(&path, &fields).await;
            assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.body);
            portal.run_jobs().await;
            let letters = mail::to(portal, "ana@example.pe");
            let letter = letters.last().expect("a letter");
            for part in said {
                assert!(letter.text.contains(part), "{part}: {}", letter.text);
            }
        }
    }

    async fn one_button_pauses_everything_and_what_waits_goes_on_afterwards(portal) {
        portal.debt(pen(10_000)).await;
        let mut olga = owner(portal).await;
        let home = olga.get(TEAM_HOME).await.body;
        assert!(home.contains("No rige ninguna secuencia de recordatorios"), "{home}");
        apply(portal, ONE, None).await;
        let home = olga.get(TEAM_HOME).await.body;
        assert!(home.contains("Hoy no salió ningún recordatorio"), "{home}");
        assert!(!home.contains("Los envíos están en pausa"), "{home}");
        let all = [("channel", "all"), ("do", "rest")];
        assert_eq!(olga.post(TEAM_RESTS, &all).await.status, StatusCode::SEE_OTHER);
        for path in [TEAM_HOME, TEAM_CALENDAR, TEAM_TASKS] {
            let page = olga.get(path).await.body;
            assert!(page.contains("Los envíos están en pausa (Correo, SMS, WhatsApp)"), "{page}");
        }
        let page = olga.get(TEAM_SEQUENCES).await.body;
        assert!(page.contains("En pausa: olga"), "{page}");
        assert!(!page.contains("Pausar todo") && page.contains("Reanudar todo"), "{page}");
        night(portal).await;
        portal.run_jobs().await;
        assert!(letters(portal, KIND).is_empty());
        olga.post(TEAM_RESTS, &[("channel", "all"), ("do", "go-on")]).await;
        let page = olga.get(TEAM_SEQUENCES).await.body;
        assert!(page.contains("Pausar todo") && !page.contains("Reanudar todo"), "{page}");
        portal.run_jobs().await;
        assert_eq!(letters(portal, KIND).len(), 1, "it has not to wait any longer");
        let home = olga.get(TEAM_HOME).await.body;
        assert!(home.contains("Hoy salió 1 recordatorio"), "{home}");
        assert!(!home.contains("Los envíos están en pausa"), "{home}");
        let mut ana = agent(portal).await;
        assert_eq!(ana.post(TEAM_RESTS, &all).await.status, StatusCode::FORBIDDEN);
    }
}
