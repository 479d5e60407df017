//! The pages of policies: written as a form, kept in versions, put in force when an owner says so.

use app::creditor::Role;
use app::routes;
use chrono::{DateTime, TimeDelta, Utc};
use domain::ids::PolicyId;
use reqwest::StatusCode;
use server::store::creditor;
use server::use_cases::policy::{self, History, Turn};
use tokio::process::Command;

use crate::browser::{Browser, Page};
use crate::engine::on_both_engines;
use crate::links;
use crate::portal::{TestPortal, pen, start};
use crate::team::sign_in;
use crate::ways_out::{POLICY, offer};
use crate::world::{aldia, config};

const NEW: &str = "/panel/ofertas/nueva";

async fn owner(portal: &TestPortal) -> Browser {
    sign_in(portal, &portal.clinic, ("olga@example.pe", Role::Owner)).await
}

fn attribute(tag: &str, name: &str) -> String {
    let value = tag.split_once(&format!(" {name}=\"")).map_or("", |(_, rest)| rest);
    value.split('"').next().unwrap_or_default().to_owned()
}

/// What a browser would send of the editor's form, without a button.
fn sent(page: &Page) -> Vec<(String, String)> {
    let form = page.body.split_once(" class=\"policy\">").expect("the form").1;
    let form = form.split("</form>").next().unwrap_or_default();
    let (mut fields, mut choosing) = (Vec::new(), String::new());
    for tag in form.split('<').filter_map(|piece| piece.split('>').next()) {
        let (name, value) = (attribute(tag, "name"), attribute(tag, "value"));
        if tag.starts_with("select") {
            choosing = name;
        } else if tag.starts_with("option") && tag.contains(" selected") {
            fields.push((choosing.clone(), value));
        } else if tag.starts_with("input") {
            let is_box = attribute(tag, "type") == "checkbox";
            if !is_box || tag.contains(" checked") {
                fields.push((name, value));
            }
        }
    }
    fields
}

/// The form as it stands with some fields typed anew; a button is one of them.
fn typed(page: &Page, changes: &[(&str, &str)]) -> Vec<(String, String)> {
    let mut fields = sent(page);
    fields.retain(|(name, _)| changes.iter().all(|(changed, _)| changed != name));
    let changes = changes.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    fields.extend(changes);
    fields
}

async fn post(browser: &mut Browser, path: &str, fields: &[(String, String)]) -> Page {
    let fields: Vec<_> = fields.iter().map(|(name, value)| (&**name, &**value)).collect();
    browser.post(path, &fields).await
}

/// The form of a new policy whose only segment takes parts of 20.00.
async fn first(browser: &mut Browser, button: &str) -> Page {
    let page = browser.get(NEW).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    let fields = typed(
        &page,
        &[
            ("name", "Pacientes"),
            ("s1.name", "Todos"),
            ("s1.part", "yes"),
            ("s1.part.least", "20.00"),
            ("do", button),
        ],
    );
    post(browser, NEW, &fields).await
}

async fn histories(portal: &TestPortal) -> Vec<History> {
    let mut conn = portal.portal.store.read().await.expect("a connection");
    let settings = creditor::settings(&mut conn, &portal.clinic).await.expect("settings");
    drop(conn);
    policy::histories(&portal.portal, (&portal.clinic, &settings)).await.expect("policies")
}

/// The only policy, and how many versions it has.
async fn only(portal: &TestPortal) -> (PolicyId, usize) {
    let all = histories(portal).await;
    let [one] = all.as_slice() else { panic!("{all:?}") };
    (one.policy.id.clone(), one.versions.len())
}

/// The version that debtors are offered from at an instant.
async fn in_force(portal: &TestPortal, at: DateTime<Utc>) -> Option<i64> {
    let mut conn = portal.portal.store.read().await.expect("a connection");
    let settings = creditor::settings(&mut conn, &portal.clinic).await.expect("settings");
    let (owner, when) = ((&portal.clinic, &settings), (pen(0).currency(), at));
    let found = policy::in_force(&mut conn, owner, when).await.expect("it reads");
    found.map(|found| found.version)
}

/// A clinic whose policy has one version in force and a second one that is saved.
async fn with_a_draft(portal: &TestPortal) -> (PolicyId, Browser) {
    offer(portal, POLICY).await;
    let mut olga = owner(portal).await;
    let (id, _) = only(portal).await;
    let edit = routes::team_policy_edit(&id);
    let page = olga.get(&edit).await;
    let fields = typed(&page, &[("s2.part.least", "25.00"), ("do", "save")]);
    let done = post(&mut olga, &edit, &fields).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    (id, olga)
}

on_both_engines! {
    async fn an_example_in_another_currency_names_the_segments_that_lost_their_limit(portal) {
        let mut olga = owner(portal).await;
        let missing = "en estos segmentos falta el límite del total";
        let page = olga.get(&format!("{NEW}?con=wholesaler")).await.body;
        assert!(page.contains(missing), "{page}");
        assert!(page.contains("<li>Hasta 60 días, hasta 5 millones</li>"), "{page}");
        assert!(!page.contains("<li>Por vencer</li>"), "it had none: {page}");
        let own = olga.get(&format!("{NEW}?con=clinic")).await.body;
        assert!(own.contains(" class=\"policy\"") && !own.contains(missing), "{own}");
    }

    async fn a_new_policy_begins_as_an_example_without_amounts_of_another_currency(portal) {
        let mut olga = owner(portal).await;
        let list = olga.get("/panel/ofertas").await.body;
        for word in ["clinic", "wholesaler", "gym"] {
            let link = format!("href=\"{}\"", routes::team_policy_from(word));
            assert!(list.contains(&link), "{link}: {list}");
        }
        let stands = |page: &Page, field: &str| {
            let found = sent(page).into_iter().find(|(name, _)| name == field);
            found.map(|(_, value)| value).unwrap_or_default()
        };
        let gym = olga.get(&routes::team_policy_from("gym")).await;
        assert_eq!(stands(&gym, "s1.name"), "Bajas");
        assert_eq!(stands(&gym, "s1.part"), "yes");
        assert_eq!(stands(&gym, "s1.part.least"), "", "euros are no soles");
        let page = post(&mut olga, NEW, &typed(&gym, &[("do", "check")])).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.body.contains("s1.part.least-problem"), "{}", page.body);
        let clinic = olga.get(&routes::team_policy_from("clinic")).await;
        assert_eq!(stands(&clinic, "s1.part.least"), "10.00");
        let done = post(&mut olga, NEW, &typed(&clinic, &[("do", "save")])).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
        assert_eq!(only(portal).await.1, 1);
        let none = olga.get(&routes::team_policy_from("bank")).await;
        assert_eq!((none.status, stands(&none, "name")), (StatusCode::OK, String::new()));
    }

    async fn a_version_is_saved_as_a_draft_and_then_put_in_force(portal) {
        let mut olga = owner(portal).await;
        let done = first(&mut olga, "save").await;
        let (id, versions) = only(portal).await;
        let one = routes::team_policy(&id);
        assert_eq!((done.location.as_deref(), versions), (Some(&*one), 1));
        assert_eq!(in_force(portal, start()).await, None);
        let page = olga.get(&one).await.body;
        for said in ["borrador", "Guardada: olga", "Pago parcial mínimo", "S/\u{a0}20.00"] {
            assert!(page.contains(said), "{said}: {page}");
        }
        let fields = [("version", "1"), ("when", "now")];
        let done = olga.post(&routes::team_policy_activate(&id), &fields).await;
        assert_eq!(done.location.as_deref(), Some(&*one), "{}", done.body);
        assert_eq!(in_force(portal, start()).await, Some(1));
        let page = olga.get(&one).await.body;
        assert!(page.contains("Activada: olga") && page.contains("vigente desde"), "{page}");
        // A second press changes nothing.
        olga.post(&routes::team_policy_activate(&id), &fields).await;
        assert_eq!(only(portal).await.1, 1);
        let list = olga.get("/panel/ofertas").await.body;
        assert!(list.contains("Pacientes") && list.contains("olga"), "{list}");
    }

    async fn of_two_editors_the_second_is_told_and_loses_nothing(portal) {
        offer(portal, POLICY).await;
        let (mut olga, (id, _)) = (owner(portal).await, only(portal).await);
        let edit = routes::team_policy_edit(&id);
        let page = olga.get(&edit).await;
        let one = typed(&page, &[("s2.part.least", "25.00"), ("do", "save")]);
        let other = typed(&page, &[("s2.extension.days", "12"), ("do", "save")]);
        assert_eq!(post(&mut olga, &edit, &one).await.status, StatusCode::SEE_OTHER);
        assert_eq!(only(portal).await.1, 2);
        let late = post(&mut olga, &edit, &other).await;
        assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
        for said in [
            "Mientras tanto se guardó la versión 2",
            "Prórroga de hasta: 10 días → 12 días",
            "value=\"12\"",
        ] {
            assert!(late.body.contains(said), "{said}: {}", late.body);
        }
        assert_eq!(only(portal).await.1, 2);
        // What it shows can be saved knowingly, once.
        let again = typed(&late, &[("do", "save")]);
        for _ in 0..2 {
            assert_eq!(post(&mut olga, &edit, &again).await.status, StatusCode::SEE_OTHER);
            assert_eq!(only(portal).await.1, 3);
        }
    }

    async fn a_new_policy_takes_no_name_that_is_in_use(portal) {
        let mut olga = owner(portal).await;
        for _ in 0..2 {
            assert_eq!(first(&mut olga, "save").await.status, StatusCode::SEE_OTHER);
            assert_eq!(only(portal).await.1, 1, "the same form twice");
        }
        let page = olga.get(NEW).await;
        let changes = [("name", "Pacientes"), ("s1.name", "Otros"), ("do", "save")];
        let taken = post(&mut olga, NEW, &typed(&page, &changes)).await;
        assert_eq!(taken.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(taken.body.contains("Otra política se llama así"), "{}", taken.body);
        assert_eq!(only(portal).await.1, 1);
    }

    async fn a_planned_version_begins_at_its_moment_in_the_creditors_zone(portal) {
        let (id, mut olga) = with_a_draft(portal).await;
        let activate = routes::team_policy_activate(&id);
        for (day, time, said) in [
            ("2026-11-23", "08:00", "Ese momento ya pasó"),
            ("ayer", "08:00", "Esa fecha no existe"),
            ("2026-12-01", "8 y media", "Escribir la hora así"),
        ] {
            let fields = [("version", "2"), ("when", "at"), ("day", day), ("time", time)];
            let page = olga.post(&activate, &fields).await;
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{day} {time}");
            assert!(page.body.contains(said) && page.body.contains(day), "{}", page.body);
        }
        let fields = [("version", "2"), ("when", "at"), ("day", "2026-12-01"), ("time", "08:00")];
        assert_eq!(olga.post(&activate, &fields).await.status, StatusCode::SEE_OTHER);
        let begins: DateTime<Utc> = "2026-12-01T13:00:00Z".parse().expect("an instant");
        assert_eq!(in_force(portal, begins - TimeDelta::seconds(1)).await, Some(1));
        assert_eq!(in_force(portal, begins).await, Some(2));
        let page = olga.get(&routes::team_policy(&id)).await.body;
        assert!(page.contains("desde el 1 de diciembre"), "{page}");
    }

    async fn an_older_version_comes_back_as_a_new_one(portal) {
        let (id, mut olga) = with_a_draft(portal).await;
        let back = routes::team_policy_bring_back(&id);
        for _ in 0..2 {
            let done = olga.post(&back, &[("version", "1")]).await;
            assert_eq!(done.status, StatusCode::SEE_OTHER);
            assert_eq!(only(portal).await.1, 3);
        }
        let same = olga.get(&routes::team_policy_changes(&id, (1, 3))).await.body;
        assert!(same.contains("Las dos dicen lo mismo."), "{same}");
        let other = olga.get(&routes::team_policy_changes(&id, (1, 2))).await.body;
        assert!(other.contains("S/\u{a0}20.00 → S/\u{a0}25.00"), "{other}");
        // The draft in between has been overtaken: it is not put in force any more.
        let fields = [("version", "2"), ("when", "now")];
        olga.post(&routes::team_policy_activate(&id), &fields).await;
        assert_eq!(in_force(portal, start()).await, Some(1));
    }

    async fn a_file_that_is_applied_gets_a_number_that_no_draft_has(portal) {
        with_a_draft(portal).await;
        offer(portal, &POLICY.replace("days = 10", "days = 11")).await;
        let (_, versions) = only(portal).await;
        assert_eq!((versions, in_force(portal, start()).await), (3, Some(3)));
    }

    async fn without_its_policy_debtors_see_nothing_but_paying(portal) {
        let (case, _) = portal.debt(pen(40_000)).await;
        offer(portal, POLICY).await;
        let mut debtor = links::enter(portal, &case).await;
        assert_eq!(debtor.get("/opciones").await.status, StatusCode::OK);
        let (mut olga, (id, _)) = (owner(portal).await, only(portal).await);
        olga.post(&routes::team_policy_archive(&id), &[]).await;
        assert_eq!(in_force(portal, start()).await, None);
        assert_eq!(debtor.get("/opciones").await.location.as_deref(), Some("/cuenta"));
        assert!(!debtor.get("/cuenta").await.body.contains("/opciones"));
        let page = olga.get(&routes::team_policy(&id)).await.body;
        assert!(page.contains("Archivada: olga"), "{page}");
        olga.post(&routes::team_policy_take_up(&id), &[]).await;
        assert_eq!(debtor.get("/opciones").await.status, StatusCode::OK);
    }

    async fn an_agent_reads_and_changes_nothing(portal) {
        let (id, mut olga) = with_a_draft(portal).await;
        let mut ana = sign_in(portal, &portal.clinic, ("ana@example.pe", Role::Agent)).await;
        let edit = routes::team_policy_edit(&id);
        let fields = typed(&olga.get(&edit).await, &[("s2.part.least", "9.00"), ("do", "save")]);
        assert_eq!(post(&mut ana, &edit, &fields).await.status, StatusCode::FORBIDDEN);
        assert_eq!(post(&mut ana, NEW, &fields).await.status, StatusCode::FORBIDDEN);
        let version = [("version", "2"), ("when", "now")];
        for path in [
            routes::team_policy_activate(&id),
            routes::team_policy_bring_back(&id),
            routes::team_policy_archive(&id),
        ] {
            assert_eq!(ana.post(&path, &version).await.status, StatusCode::FORBIDDEN, "{path}");
        }
        assert_eq!((only(portal).await.1, in_force(portal, start()).await), (2, Some(1)));
        for path in [
            routes::team_policy(&id),
            routes::team_policy_changes(&id, (1, 2)),
            routes::team_policy_preview(&id, 2),
            routes::team_policy_person(&id, 2),
            routes::team_policy_toml(&id, 2),
        ] {
            assert_eq!(ana.get(&path).await.status, StatusCode::OK, "{path}");
        }
        let missing = ana.get(&routes::team_policy_preview(&id, 9)).await;
        assert_eq!(missing.status, StatusCode::NOT_FOUND);
    }

    async fn a_form_without_end_is_refused(portal) {
        let mut olga = owner(portal).await;
        let long = "x".repeat(1_000_000);
        let page = olga.post(NEW, &[("segments", "1"), ("s1.name", &long), ("do", "save")]).await;
        assert_eq!(page.status, StatusCode::PAYLOAD_TOO_LARGE);
        assert_eq!(histories(portal).await, []);
    }

    async fn segments_come_go_and_move_with_what_was_typed(portal) {
        let mut olga = owner(portal).await;
        let two = first(&mut olga, "add").await;
        assert_eq!(two.status, StatusCode::OK);
        assert!(two.body.contains("name=\"s2.name\""), "{}", two.body);
        let fields = typed(&two, &[("s2.name", "Otros"), ("do", "up-2")]);
        let moved = post(&mut olga, NEW, &fields).await;
        let fields = sent(&moved);
        for (name, value) in [("s1.name", "Otros"), ("s2.name", "Todos"), ("s2.part.least", "20.00")] {
            assert!(fields.contains(&(name.to_owned(), value.to_owned())), "{name}: {fields:?}");
        }
        let gone = post(&mut olga, NEW, &typed(&moved, &[("do", "remove-1")])).await;
        assert!(sent(&gone).contains(&("s1.name".to_owned(), "Todos".to_owned())));
        assert!(!gone.body.contains("name=\"s2.name\""));
        assert_eq!(histories(portal).await, []);
    }

    async fn what_contradicts_itself_is_refused_beside_its_field(portal) {
        let mut olga = owner(portal).await;
        let good = first(&mut olga, "check").await;
        assert_eq!(good.status, StatusCode::OK, "{}", good.body);
        assert!(good.body.contains("Sin contradicciones ni advertencias."));
        let changes = [("s1.days_late.from", "91"), ("s1.days_late.to", "90")];
        for button in ["check", "save"] {
            let mut fields = typed(&good, &changes);
            fields.push(("do".to_owned(), button.to_owned()));
            let page = post(&mut olga, NEW, &fields).await;
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
            for said in [
                "el mínimo de días de atraso es mayor que el máximo.",
                "href=\"#s1.days_late.from\"",
                "id=\"s1.days_late.from-problem\"",
                "value=\"91\"",
            ] {
                assert!(page.body.contains(said), "{said}: {}", page.body);
            }
        }
        let fields = typed(&good, &[("s1.part.least", "veinte"), ("do", "save")]);
        let page = post(&mut olga, NEW, &fields).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.body.contains("value=\"veinte\"") && page.body.contains("s1.part.least-problem"));
        assert_eq!(histories(portal).await, []);
    }

    async fn what_is_unwise_is_told_with_an_example_and_may_be_saved(portal) {
        let mut olga = owner(portal).await;
        let two = first(&mut olga, "add").await;
        let changes = [
            ("s1.days_late.to", "90"),
            ("s2.name", "Antiguas"),
            ("s2.settlement", "yes"),
            ("s2.settlement.given_up", "35"),
            ("s2.settlement.days", "30"),
        ];
        let fields = typed(&two, &changes);
        let with = |button: &str| {
            let button = ("do".to_owned(), button.to_owned());
            fields.iter().cloned().chain([button]).collect::<Vec<_>>()
        };
        let page = post(&mut olga, NEW, &with("check")).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.body);
        assert!(page.body.contains("le conviene esperar"), "{}", page.body);
        assert_eq!(post(&mut olga, NEW, &with("save")).await.status, StatusCode::SEE_OTHER);
    }

    async fn a_file_goes_into_the_fields_and_out_again(portal) {
        let mut olga = owner(portal).await;
        let page = olga.get(NEW).await;
        let filled = post(&mut olga, NEW, &typed(&page, &[("toml", POLICY), ("do", "paste")])).await;
        assert_eq!(filled.status, StatusCode::OK, "{}", filled.body);
        let done = post(&mut olga, NEW, &typed(&filled, &[("do", "save")])).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
        let (id, _) = only(portal).await;
        let file = olga.get(&routes::team_policy_toml(&id, 1)).await;
        let kind = file.headers["content-disposition"].to_str().expect("ASCII").to_owned();
        assert!(kind.starts_with("attachment"), "{kind}");
        // It says what the pasted file says: applying that changes nothing.
        olga.post(&routes::team_policy_activate(&id), &[("version", "1"), ("when", "now")]).await;
        offer(portal, POLICY).await;
        offer(portal, &file.body).await;
        assert_eq!(only(portal).await.1, 1);
        for (text, said) in [
            ("name = ", "En la línea 1"),
            ("name = \"P\"\n[[segment]]\nname = \"S\"\n[segment.part]\nleast = 5.5", "el valor de part.least"),
            ("currency = \"USD\"\nname = \"P\"", "está en USD"),
        ] {
            let fields = typed(&filled, &[("toml", text), ("do", "paste")]);
            let page = post(&mut olga, NEW, &fields).await;
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{text}");
            assert!(page.body.contains(said), "{said}: {}", page.body);
            assert_eq!(sent(&page), sent(&filled), "nothing typed is lost");
        }
    }

    async fn the_preview_shows_what_the_command_says(portal) {
        for amount in [40_000, 60_000, 90_000, 3_000] {
            portal.debt(pen(amount)).await;
        }
        offer(portal, POLICY).await;
        let (mut olga, (id, _)) = (owner(portal).await, only(portal).await);
        let folder = portal.folder.path().join("policies");
        std::fs::create_dir_all(&folder).expect("a folder");
        let path = folder.join("policy.toml").display().to_string();
        std::fs::write(&path, POLICY).expect("written");
        let config = config(&portal.portal, &folder, None);
        let arguments = ["policy", "preview", &path, "--creditor", "san-borja"];
        let done = Command::from(aldia(&config, &arguments)).output().await.expect("it runs");
        // The command goes by the real clock: what depends on the day is not compared.
        let report = String::from_utf8(done.stdout).expect("text");
        assert!(done.status.success(), "{report}");
        let page = olga.get(&routes::team_policy_preview(&id, 1)).await;
        assert_eq!(page.status, StatusCode::OK);
        let owed = report.lines().filter(|line| line.starts_with(['1', '2']));
        let owed: Vec<_> = owed.filter_map(|line| line.split_once("S/")).collect();
        assert_eq!(owed.len(), 2, "{report}");
        for (_, amount) in owed {
            assert!(page.body.contains(&format!("S/{amount}")), "{amount}: {}", page.body);
        }
        let best = report.lines().filter_map(|line| line.split_once("mejor opción: "));
        for (_, best) in best {
            assert!(page.body.contains(best), "{best}: {}", page.body);
        }
    }

    async fn one_preview_at_a_time_is_computed_for_a_creditor(portal) {
        offer(portal, POLICY).await;
        let (mut olga, (id, _)) = (owner(portal).await, only(portal).await);
        let path = routes::team_policy_preview(&id, 1);
        let turn = Turn::take(&portal.clinic).expect("nobody has it");
        let page = olga.get(&path).await;
        assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS);
        assert!(page.body.contains("Ya se está calculando otra vista previa"), "{}", page.body);
        drop(turn);
        assert_eq!(olga.get(&path).await.status, StatusCode::OK);
    }

    async fn what_this_person_will_see_is_what_they_see(portal) {
        let (case, _) = portal.debt_of("C-77", pen(40_000)).await;
        offer(portal, POLICY).await;
        let mut debtor = links::enter(portal, &case).await;
        let theirs = debtor.get("/opciones").await.body;
        let mut ana = sign_in(portal, &portal.clinic, ("ana@example.pe", Role::Agent)).await;
        let (id, _) = only(portal).await;
        let person = routes::team_policy_person(&id, 1);
        for number in ["C-77", "B001-0001"] {
            let page = ana.post(&person, &[("number", number)]).await;
            assert_eq!(page.status, StatusCode::OK, "{}", page.body);
            let (before, seen) = page.body.split_once(" class=\"seen\">").expect("the preview");
            let tag = before.rsplit('<').next().unwrap_or_default();
            assert!(tag.contains(" inert"), "nothing on it acts: {tag}");
            let seen = seen.split("</div><footer").next().expect("its end");
            assert!(seen.contains("En cuotas: hasta 6 de"), "{seen}");
            assert!(theirs.contains(seen), "{seen}\n\n{theirs}");
        }
        for (number, said) in [("", "Falta este dato"), ("X-1", "Ningún caso tiene ese número")] {
            let page = ana.post(&person, &[("number", number)]).await;
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{number}");
            assert!(page.body.contains(said), "{}", page.body);
        }
    }

    async fn the_database_refuses_to_change_what_was_saved(portal) {
        first(&mut owner(portal).await, "save").await;
        for sql in ["update policy_drafts set canonical = ''", "delete from policy_drafts"] {
            let mut tx = portal.portal.store.begin().await.expect("a transaction");
            assert!(sqlx::query(sql).execute(&mut *tx).await.is_err(), "{sql} was allowed");
        }
    }
}
