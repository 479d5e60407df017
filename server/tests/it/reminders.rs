//! Reminders: planned at night by the sequence in force, each once, few, for what is due; cancelled by whatever
//! makes them pointless (reliability: paid means silence).

use chrono::{DateTime, TimeDelta, Utc};
use domain::ids::{CaseId, HoldId};
use domain::reminder::{StepKind, SubjectId};
use server::config::sequence as files;
use server::store::answer::AnswerKind;
use server::store::creditor;
use server::store::hold::{self, Hold, HoldKind};
use server::use_cases::answer::{self, Said};
use server::use_cases::reminder::{self, Told};
use server::use_cases::sequence::{self, Applied, Order};
use server::use_cases::task::{self, Finish, Finished, Outcome};
use tokio::process::Command;

use crate::agreed::{FOUR, tick};
use crate::engine::on_both_engines;
use crate::instalments::{a_day_begins, in_a_plan, pay};
use crate::links::{self, press};
use crate::mail::{self, Letter};
use crate::payments::{all, open_page};
use crate::phones::ringing;
use crate::portal::{CLINIC, TestPortal, add_creditor, pen};
use crate::ways_out::{POLICY, offer};
use crate::world::{aldia, config};

const LADDER: &str = r#"
name = "Prueba"
gap_days = 7
[[step]]
name = "Amable"
kind = "kind"
days = 4
channels = ["email"]
[[step]]
name = "Directo"
kind = "firm"
days = 12
channels = ["whatsapp", "email"]
[[step]]
name = "Antes de la cuota"
kind = "instalment-soon"
days = 3
channels = ["email"]
[[step]]
name = "Víspera"
kind = "promise-eve"
days = 1
channels = ["email"]
[[step]]
name = "Compromiso"
kind = "promise-broken"
days = 1
channels = ["email"]
[[step]]
name = "Gracias"
kind = "settled"
days = 7
channels = ["email"]
"#;

const CALL: &str = r#"
name = "Llamadas"
gap_days = 7
[[step]]
name = "Llamada"
kind = "kind"
days = 4
task = "call"
script = "Buenos días."
"#;

const KIND: &str = "Nos quedó un tema abierto";
/// The subject of a firm reminder.
pub const FIRM: &str = "Elige la opción que te sirva";

/// Puts a sequence in force, from now on or later.
pub async fn apply(portal: &TestPortal, text: &str, from: Option<DateTime<Utc>>) -> Applied {
    let mut conn = portal.portal.store.read().await.expect("a connection");
    let settings = creditor::settings(&mut conn, &portal.clinic).await.expect("settings");
    drop(conn);
    let file = files::read(text).expect("a good file");
    let order = Order { source: text, file: &file, from, made_by: "Elena Ruiz" };
    let applied = sequence::apply(&portal.portal, (&portal.clinic, &settings), order).await;
    applied.expect("it stands")
}

/// Plans the day.
pub async fn night(portal: &TestPortal) {
    reminder::plan_day(&portal.portal, &portal.clinic).await.expect("planned");
}

/// Moves the clocks by so many days, and plans the day.
async fn days(portal: &TestPortal, days: i64) {
    portal.advance(TimeDelta::days(days)).await;
    night(portal).await;
}

/// The same, and lets leave what may.
async fn days_and_letters(portal: &TestPortal, number: i64) {
    days(portal, number).await;
    portal.run_jobs().await;
}

/// Promises all that is owed for a day.
pub async fn promise(portal: &TestPortal, case: &CaseId, on: &str) {
    let (_, token) = portal.link(case).await;
    let mut browser = links::enter_by(portal, token.reveal()).await;
    let path = format!("/opciones/aceptar?currency=PEN&way=extension&on={on}");
    let page = browser.get(&path).await.body;
    tick(&mut browser, &page).await;
}

/// All that is known of a case's reminders.
pub async fn history(portal: &TestPortal, case: &CaseId) -> Vec<Told> {
    let mut conn = portal.portal.store.read().await.expect("a connection");
    reminder::history(&mut conn, &portal.clinic, case).await.expect("a history")
}

/// Step, state and reason of each reminder of a case, newest first.
pub async fn states(portal: &TestPortal, case: &CaseId) -> Vec<(String, String, Option<String>)> {
    let all = history(portal, case).await;
    all.into_iter().map(|told| told.reminder).map(|one| (one.step, one.state, one.why)).collect()
}

/// What happened to the newest reminder of a case, oldest first.
pub async fn happened(portal: &TestPortal, case: &CaseId) -> Vec<String> {
    let newest = history(portal, case).await.into_iter().next().expect("a reminder");
    newest.events.into_iter().map(|event| event.what).collect()
}

/// What [`states`] gives for one reminder.
pub fn one(step: &str, state: &str, why: Option<&str>) -> Vec<(String, String, Option<String>)> {
    vec![(step.to_owned(), state.to_owned(), why.map(str::to_owned))]
}

/// The letters with a subject.
pub fn letters(portal: &TestPortal, subject: &str) -> Vec<Letter> {
    mail::all(portal).into_iter().filter(|letter| letter.subject == subject).collect()
}

/// Lets nobody know that a day was planned.
pub async fn forget_the_day(portal: &TestPortal) {
    let mut tx = portal.portal.store.begin().await.expect("a transaction");
    sqlx::query("delete from reminder_days").execute(&mut *tx).await.expect("forgotten");
    tx.commit().await.expect("committed");
}

on_both_engines! {
    async fn a_kind_message_comes_first_and_the_firm_one_is_gone_once_it_is_paid(portal) {
        let (case, _) = portal.debt(pen(10_000)).await;
        apply(portal, LADDER, None).await;
        days_and_letters(portal, 0).await;
        let sent = letters(portal, KIND);
        let [letter] = sent.as_slice() else { panic!("{sent:?}") };
        for part in ["Boleta B001-0001, 11 de octubre de 2026: S/\u{a0}100.00", "¿Ya pagaste o hay un error?"] {
            assert!(letter.text.contains(part), "{part}: {}", letter.text);
        }
        let next = press(&mut portal.browser(), &letter.token()).await;
        assert_eq!(next.as_deref(), Some("/identidad"), "its own link");
        days_and_letters(portal, 6).await;
        assert_eq!(history(portal, &case).await.len(), 1, "a week lies between two");
        days(portal, 1).await;
        assert_eq!(states(portal, &case).await[0], one("Directo", "queued", None)[0]);
        pay(portal, &case, 10_000, "all").await;
        portal.run_jobs().await;
        assert!(letters(portal, FIRM).is_empty());
        assert_eq!(states(portal, &case).await[0], one("Directo", "cancelled", Some("paid"))[0]);
        let told = history(portal, &case).await.remove(0);
        let what: Vec<_> = told.events.iter().map(|event| event.what.as_str()).collect();
        assert_eq!(what, ["planned", "cancelled"]);
        assert_eq!(told.subjects.len(), 1);
        assert!(matches!(told.subjects[0].subject, SubjectId::Debt(_)));
    }

    async fn the_firm_message_follows_where_nothing_came(portal) {
        let (case, _) = portal.debt(pen(10_000)).await;
        apply(portal, LADDER, None).await;
        days_and_letters(portal, 0).await;
        days_and_letters(portal, 7).await;
        assert_eq!(letters(portal, FIRM).len(), 1);
        for _ in 0..4 {
            days_and_letters(portal, 7).await;
        }
        assert_eq!(history(portal, &case).await.len(), 2, "each step comes once");
        assert_eq!((letters(portal, KIND).len(), letters(portal, FIRM).len()), (1, 1));
    }

    async fn what_is_asked_for_is_what_is_due_now(portal) {
        let (case, _) = portal.debt_of("A", pen(10_000)).await;
        portal.debt_of("A", pen(2_000)).await;
        pay(portal, &case, 4_000, "part").await;
        apply(portal, LADDER, None).await;
        days_and_letters(portal, 0).await;
        let sent = letters(portal, KIND);
        let [letter] = sent.as_slice() else { panic!("one message for both: {sent:?}") };
        for part in ["S/\u{a0}60.00", "S/\u{a0}20.00", "En total: S/\u{a0}80.00"] {
            assert!(letter.text.contains(part), "{part}: {}", letter.text);
        }
        assert!(!letter.text.contains("100.00"), "{}", letter.text);
    }

    async fn planning_twice_and_after_a_kill_changes_nothing(portal) {
        let mut cases = Vec::new();
        for n in 0..5 {
            cases.push(portal.debt_of(&format!("P{n}"), pen(1_000)).await.0);
        }
        apply(portal, LADDER, None).await;
        night(portal).await;
        for _ in 0..2 {
            forget_the_day(portal).await;
            night(portal).await;
        }
        portal.run_jobs().await;
        assert_eq!(letters(portal, KIND).len(), 5);
        for case in &cases {
            assert_eq!(states(portal, case).await, one("Amable", "sent", None));
        }
        night(portal).await;
        portal.run_jobs().await;
        assert_eq!(letters(portal, KIND).len(), 5);
    }

    async fn a_hold_cancels_what_waits_and_reminders_rest_under_it(portal) {
        let (case, _) = portal.debt(pen(10_000)).await;
        apply(portal, LADDER, None).await;
        night(portal).await;
        let visit = portal.visit(&case).await;
        let said = Said { kind: AnswerKind::Talk, text: "Llámenme, por favor." };
        answer::say(&portal.portal, &visit, said).await.expect("heard");
        assert_eq!(states(portal, &case).await, one("Amable", "cancelled", Some("hold-talk")));
        for _ in 0..3 {
            days_and_letters(portal, 7).await;
        }
        assert_eq!(history(portal, &case).await.len(), 1);
        assert!(letters(portal, KIND).is_empty() && letters(portal, FIRM).is_empty());
    }

    async fn an_accepted_plan_cancels_what_waits_and_its_dates_are_spoken_of_instead(portal) {
        let (case, _) = portal.debt(pen(40_000)).await;
        offer(portal, POLICY).await;
        apply(portal, LADDER, None).await;
        night(portal).await;
        let (_, token) = portal.link(&case).await;
        let mut browser = links::enter_by(portal, token.reveal()).await;
        let page = browser.get(FOUR).await.body;
        tick(&mut browser, &page).await;
        assert_eq!(states(portal, &case).await, one("Amable", "cancelled", Some("agreed")));
        pay(portal, &case, 10_000, "one").await;
        days_and_letters(portal, 27).await;
        assert!(letters(portal, KIND).is_empty() && letters(portal, FIRM).is_empty());
        let soon = letters(portal, "Tu próxima fecha: 24 de diciembre");
        let [letter] = soon.as_slice() else { panic!("{soon:?}") };
        assert!(letter.text.contains("24 de diciembre de 2026: S/\u{a0}100.00"), "{}", letter.text);
        assert!(!letter.text.contains("400.00") && !letter.text.contains("300.00"), "{}", letter.text);
        // The usual letter about the date does not come too, not even when the sequence is over.
        let listed = sequence::list(&portal.portal, &portal.clinic).await.expect("a list");
        let id = &listed[0].sequence.id;
        sequence::archive(&portal.portal, &portal.clinic, (id, "Elena Ruiz")).await.expect("archived");
        portal.advance(TimeDelta::days(1)).await;
        a_day_begins(portal).await;
        portal.run_jobs().await;
        assert!(letters(portal, "Un recordatorio de San Borja").is_empty());
    }

    async fn a_usual_letter_that_waits_is_the_only_one_about_its_date(portal) {
        let (case, _) = in_a_plan(portal).await;
        pay(portal, &case, 10_000, "one").await;
        portal.run_jobs().await;
        portal.advance(TimeDelta::days(27)).await;
        a_day_begins(portal).await;
        apply(portal, LADDER, None).await;
        night(portal).await;
        portal.run_jobs().await;
        assert_eq!(letters(portal, "Un recordatorio de San Borja").len(), 1);
        assert!(history(portal, &case).await.is_empty());
    }

    async fn a_promise_is_spoken_of_on_its_eve_and_when_it_was_broken(portal) {
        let (case, _) = portal.debt(pen(40_000)).await;
        offer(portal, POLICY).await;
        apply(portal, LADDER, None).await;
        night(portal).await;
        let (_, token) = portal.link(&case).await;
        let mut browser = links::enter_by(portal, token.reveal()).await;
        let path = "/opciones/aceptar?currency=PEN&way=extension&on=2026-12-04";
        let page = browser.get(path).await.body;
        tick(&mut browser, &page).await;
        assert_eq!(states(portal, &case).await, one("Amable", "cancelled", Some("promised")));
        days_and_letters(portal, 8).await;
        assert_eq!(history(portal, &case).await.len(), 1, "until the eve nothing is said");
        days_and_letters(portal, 1).await;
        let eve = letters(portal, "Tu fecha: 4 de diciembre");
        assert!(eve.len() == 1 && eve[0].text.contains("S/\u{a0}400.00"), "{eve:?}");
        days_and_letters(portal, 2).await;
        days_and_letters(portal, 5).await;
        let broken = letters(portal, "Quedamos en el 4 de diciembre: ¿cómo seguimos?");
        assert_eq!(broken.len(), 1, "{:?}", mail::all(portal));
    }

    async fn the_eve_of_a_monday_is_told_on_friday(portal) {
        let (case, _) = portal.debt(pen(40_000)).await;
        offer(portal, POLICY).await;
        apply(portal, LADDER, None).await;
        promise(portal, &case, "2026-11-30").await;
        // From Tuesday to Friday, and over the weekend.
        for days in [1, 1, 1, 1, 1] {
            days_and_letters(portal, days).await;
        }
        let eve = letters(portal, "Tu fecha: 30 de noviembre");
        assert_eq!(eve.len(), 1, "{:?}", states(portal, &case).await);
        assert_eq!(states(portal, &case).await, one("Víspera", "sent", None));
    }

    async fn the_eve_of_a_promise_keeps_to_the_creditors_own_gap_and_to_a_hold(portal) {
        let own = "[contact_rules]\ndays_apart = 10\n[contact]";
        portal.clinic = add_creditor(&portal.portal, &CLINIC.replacen("[contact]", own, 1)).await;
        offer(portal, POLICY).await;
        apply(portal, LADDER, None).await;
        let mut cases = Vec::new();
        for _ in 0..3 {
            cases.push(portal.debt(pen(40_000)).await.0);
        }
        links::send_link(portal, &cases[0]).await;
        for case in &cases {
            promise(portal, case, "2026-12-04").await;
        }
        days(portal, 9).await;
        // A hold that comes after planning.
        let mut tx = portal.portal.store.begin().await.expect("a transaction");
        let hold = Hold {
            id: HoldId::from_bits(7),
            kind: HoldKind::Hardship,
            placed_at: portal.portal.clock.now(),
        };
        hold::place(&mut tx, &portal.clinic, &cases[1], &hold).await.expect("placed");
        tx.commit().await.expect("committed");
        portal.run_jobs().await;
        // It could leave on the day of the promise only.
        assert_eq!(states(portal, &cases[0]).await, one("Víspera", "cancelled", Some("week")));
        assert_eq!(states(portal, &cases[1]).await, one("Víspera", "blocked", Some("hardship")));
        assert_eq!(states(portal, &cases[2]).await, one("Víspera", "sent", None));
    }

    async fn thanks_come_when_nothing_is_owed_any_more(portal) {
        let (case, _) = portal.debt(pen(10_000)).await;
        apply(portal, LADDER, None).await;
        pay(portal, &case, 10_000, "all").await;
        days_and_letters(portal, 6).await;
        let thanks = "Gracias, y una nota para ti";
        assert!(letters(portal, thanks).is_empty());
        days_and_letters(portal, 1).await;
        days_and_letters(portal, 1).await;
        let sent = letters(portal, thanks);
        assert!(sent.len() == 1 && sent[0].text.contains("Ya no tienes nada pendiente"), "{sent:?}");
        assert_eq!(states(portal, &case).await, one("Gracias", "sent", None));
    }

    async fn why_something_was_moved_or_not_sent_can_be_answered(portal) {
        let (case, _) = portal.debt(pen(10_000)).await;
        apply(portal, LADDER, None).await;
        // From Tuesday to Saturday.
        days_and_letters(portal, 4).await;
        let told = history(portal, &case).await.remove(0);
        let last = told.events.last().expect("events");
        assert_eq!((last.what.as_str(), last.why.as_deref()), ("moved", Some("weekend")));
        let monday: DateTime<Utc> = "2026-11-30T12:00:00Z".parse().expect("an instant");
        assert_eq!(last.until, Some(monday));
        // Nothing is due by the time it may leave: it is not sent, and says so.
        let mut tx = portal.portal.store.begin().await.expect("a transaction");
        sqlx::query("update debts set disputed_at = 1").execute(&mut *tx).await.expect("done");
        tx.commit().await.expect("committed");
        portal.advance(TimeDelta::days(2)).await;
        portal.run_jobs().await;
        assert_eq!(states(portal, &case).await, one("Amable", "cancelled", Some("disputed")));
        assert!(letters(portal, KIND).is_empty());
    }

    async fn nobody_is_reminded_while_money_is_on_its_way_or_without_a_sequence(portal) {
        let (case, _) = portal.debt(pen(10_000)).await;
        night(portal).await;
        assert!(history(portal, &case).await.is_empty(), "no sequence is in force");
        open_page(portal, &case, &all(10_000)).await;
        apply(portal, LADDER, None).await;
        night(portal).await;
        assert!(history(portal, &case).await.is_empty());
        days(portal, 14).await;
        assert!(history(portal, &case).await.is_empty());
        days(portal, 1).await;
        assert_eq!(states(portal, &case).await, one("Amable", "queued", None), "not for ever");
    }

    async fn a_call_is_a_task_that_ends_once_and_that_money_cancels(portal) {
        let (first, _) = portal.debt(pen(10_000)).await;
        let (second, _) = portal.debt(pen(20_000)).await;
        ringing(portal, &first).await;
        ringing(portal, &second).await;
        apply(portal, CALL, None).await;
        days_and_letters(portal, 0).await;
        let (here, tenant) = (&portal.portal, &portal.clinic);
        let open = task::open(here, tenant).await.expect("tasks");
        assert_eq!(open.len(), 2);
        assert!(open.iter().all(|task| task.script == "Buenos días."));
        let its = open.iter().find(|task| task.case == first).expect("a task").id.clone();
        for expected in [Finished::Rests, Finished::Before] {
            let finish =
                Finish { outcome: Outcome::WillPay, day: None, note: "El viernes.", who: "ana" };
            let done = task::finish(here, tenant, &its, finish).await.expect("ended");
            assert_eq!(done, expected);
        }
        assert_eq!(states(portal, &first).await, one("Llamada", "done", Some("will-pay")));
        pay(portal, &second, 20_000, "all").await;
        assert_eq!(states(portal, &second).await, one("Llamada", "cancelled", Some("paid")));
        assert!(task::open(here, tenant).await.expect("tasks").is_empty());
        assert!(mail::all(portal).iter().all(|letter| letter.subject != KIND));
    }

    async fn what_will_go_out_is_seen_before(portal) {
        let (case, _) = portal.debt(pen(10_000)).await;
        apply(portal, LADDER, None).await;
        let mut conn = portal.portal.store.read().await.expect("a connection");
        let settings = creditor::settings(&mut conn, &portal.clinic).await.expect("settings");
        let whose = (&portal.clinic, &settings);
        let seen = reminder::ahead(&mut conn, &portal.portal, whose, &case).await.expect("seen");
        assert_eq!(seen.quiet, None);
        let seen: Vec<_> = seen.coming.iter().map(|one| (one.on.to_string(), one.step.kind)).collect();
        let expected = [
            ("2026-11-24".to_owned(), StepKind::Kind),
            ("2026-12-01".to_owned(), StepKind::Firm),
        ];
        assert_eq!(seen, expected);
    }

    async fn a_file_makes_a_version_only_if_it_says_something_new(portal) {
        let number = |applied| match applied {
            Applied::New(version) => (version.version, true),
            Applied::Same(version) => (version.version, false),
        };
        assert_eq!(number(apply(portal, LADDER, None).await), (1, true));
        let commented = format!("# Otra vez\n{LADDER}");
        assert_eq!(number(apply(portal, &commented, None).await), (1, false));
        let later = portal.portal.clock.now() + TimeDelta::days(3);
        let other = LADDER.replace("days = 12", "days = 14");
        assert_eq!(number(apply(portal, &other, Some(later)).await), (2, true));
        let mut conn = portal.portal.store.read().await.expect("a connection");
        for (at, version) in [(later - TimeDelta::days(1), 1), (later, 2)] {
            let found = sequence::in_force(&mut conn, &portal.clinic, at).await.expect("it reads");
            assert_eq!(found.expect("one").version, version);
        }
        drop(conn);
        for sql in ["update sequence_versions set canonical = ''", "delete from sequence_versions"] {
            let mut tx = portal.portal.store.begin().await.expect("a transaction");
            assert!(sqlx::query(sql).execute(&mut *tx).await.is_err(), "{sql} was allowed");
        }
    }

    async fn commands_say_what_is_wrong_and_what_they_did(portal) {
        let folder = portal.folder.path().join("sequences");
        std::fs::create_dir_all(&folder).expect("a folder");
        let config = config(&portal.portal, &folder, None);
        let path = folder.join("sequence.toml").display().to_string();
        let twice = LADDER.replace("\"Directo\"", "\"Amable\"");
        let renamed = LADDER.replace("\"Directo\"", "\"Franco\"");
        let kept = renamed.replace("name = \"Franco\"", "id = \"Directo\"\nname = \"Franco\"");
        let once = "Prueba, version 2, is in force";
        for (text, arguments, good, said) in [
            (&*twice, vec!["check", &*path, "--creditor", "san-borja"], false, "Se contradice:"),
            ("name = 3", vec!["check", &*path, "--creditor", "san-borja"], false, "`name`: 3 is no text"),
            (LADDER, vec!["check", &*path, "--creditor", "san-borja"], true, "Conviene revisar:"),
            (&*twice, vec!["preview", &*path, "--creditor", "san-borja"], false, "Se contradice:"),
            (LADDER, vec!["preview", &*path, "--creditor", "san-borja"], true, "Nada de esto está guardado."),
            (LADDER, vec!["apply", &*path, "--creditor", "san-borja"], true, "Prueba, version 1, is in force"),
            (LADDER, vec!["apply", &*path, "--creditor", "san-borja"], true, "says this already."),
            (&*renamed, vec!["check", &*path, "--creditor", "san-borja"], true, "su nombre es nuevo"),
            (&*kept, vec!["apply", &*path, "--creditor", "san-borja"], true, once),
            (&*renamed, vec!["check", &*path, "--creditor", "san-borja"], true, "su nombre es nuevo"),
            (LADDER, vec!["apply", "gentle", "--creditor", "san-borja"], true, "pide un consentimiento"),
            (LADDER, vec!["list", "--creditor", "san-borja"], true, "Suave, version 1 from "),
            (LADDER, vec!["archive", "Suave", "--creditor", "san-borja"], true, "Suave is out of force."),
            (LADDER, vec!["show", "firm"], true, "name = \"Firme\""),
            (LADDER, vec!["show", "loud"], false, "gentle, standard, firm"),
        ] {
            std::fs::write(&path, text).expect("written");
            let arguments = [vec!["sequence"], arguments].concat();
            let done = Command::from(aldia(&config, &arguments)).output().await.expect("it runs");
            assert_eq!(done.status.success(), good, "{arguments:?}: {done:?}");
            let out = if good { &done.stdout } else { &done.stderr };
            let out = String::from_utf8_lossy(out);
            assert!(out.contains(said), "{arguments:?}: {out}");
        }
    }
}
