//! What debtors wish about being contacted, and the one gate that keeps to it.

use app::routes;
use chrono::{NaiveTime, TimeDelta};
use domain::contact::{Channel, Channels, Decision, Rule, Wish};
use domain::contact_channel::ContactChannel;
use domain::ids::CaseId;
use server::config::creditor::Settings;
use server::store::consent;
use server::store::contact_wish::Said;
use server::store::debtor::Person;
use server::store::hold::HoldKind;
use server::store::message::{self, Message};
use server::tenant::Tenant;
use server::use_cases::access_link::{self as links, MaySend, Outcome};
use server::use_cases::debt::{self, NewDebt};
use server::use_cases::wish::{self, Change};
use server::use_cases::{PortalError, gate, hold};
use tokio::process::Command;

use crate::engine::on_both_engines;
use crate::instalments::in_a_plan;
use crate::links::send_link;
use crate::mail;
use crate::phones::with_phone;
use crate::portal::{CLINIC, TestPortal, add_creditor, pen, start};
use crate::reminders::promise;
use crate::ways_out::{POLICY, offer};
use crate::world::{aldia, config};

const EMAIL: Channels = Channels::NONE.with(Channel::Email);

async fn says(portal: &TestPortal, case: &CaseId, change: Change<'_>) -> Result<(), PortalError> {
    wish::set(&portal.portal, &portal.clinic, case, (change, "debtor")).await
}

async fn said(portal: &TestPortal, case: &CaseId) -> Said {
    let mut conn = portal.portal.store.read().await.expect("a connection");
    wish::get(&mut conn, &portal.clinic, case).await.expect("asked")
}

/// What the rules say of a link that the team wants to send.
async fn ruled(portal: &TestPortal, tenant: &Tenant, case: &CaseId) -> Decision {
    let outcome = links::send(&portal.portal, tenant, case, "member").await.expect("asked");
    match outcome {
        Outcome::Refused(MaySend::Rules(decision)) => decision,
        other => panic!("{other:?}"),
    }
}

/// The newest link's message.
async fn link_of(portal: &TestPortal, case: &CaseId) -> Message {
    let mut conn = portal.portal.store.read().await.expect("a connection");
    let all = message::of_case(&mut conn, &portal.clinic, case).await.expect("messages");
    all.into_iter().find(|message| message.kind == "access-link").expect("a link")
}

fn time(hour: u32) -> Option<NaiveTime> {
    NaiveTime::from_hms_opt(hour, 0, 0)
}

on_both_engines! {
    async fn a_link_waits_for_the_hours_that_the_debtor_asked_for(portal) {
        let (case, _) = portal.debt(pen(1000)).await;
        // It is ten in the morning.
        says(portal, &case, Change::Hours(time(12), time(18))).await.expect("heard");
        let decision = ruled(portal, &portal.clinic, &case).await;
        let Decision::WaitUntil(at, Rule::WishedHours) = decision else { panic!("{decision:?}") };
        assert_eq!(at.to_string(), "2026-11-24 12:00:00");
        links::queue(&portal.portal, &portal.clinic, None).await.expect("queued");
        portal.run_jobs().await;
        assert!(mail::all(portal).is_empty());
        portal.advance(TimeDelta::hours(2)).await;
        portal.run_jobs().await;
        assert_eq!(mail::all(portal).len(), 1);
    }

    async fn hours_that_the_law_closes_are_refused_and_nothing_is_kept(portal) {
        let (case, _) = portal.debt(pen(1000)).await;
        let night = says(portal, &case, Change::Hours(time(20), None)).await;
        assert!(matches!(night, Err(PortalError::Refused("hours"))), "{night:?}");
        let backwards = says(portal, &case, Change::Hours(time(12), time(9))).await;
        assert!(matches!(backwards, Err(PortalError::Refused("hours"))), "{backwards:?}");
        assert_eq!(said(portal, &case).await, Said::default());
    }

    async fn who_asked_for_fewer_messages_is_written_to_no_sooner(portal) {
        let (case, _) = portal.debt(pen(1000)).await;
        send_link(portal, &case).await;
        for days in [1, 7, 15] {
            let given = says(portal, &case, Change::Apart(Some(days))).await;
            assert!(matches!(given, Err(PortalError::Refused("apart"))), "{given:?}");
        }
        says(portal, &case, Change::Apart(Some(14))).await.expect("heard");
        // The law would let it leave by now.
        portal.advance(TimeDelta::days(7)).await;
        let decision = ruled(portal, &portal.clinic, &case).await;
        let Decision::WaitUntil(at, Rule::WishedApart) = decision else { panic!("{decision:?}") };
        // The eighth and the ninth of December are holidays in Peru.
        assert_eq!(at.date().to_string(), "2026-12-10");
        says(portal, &case, Change::Apart(None)).await.expect("heard");
        let sent = links::send(&portal.portal, &portal.clinic, &case, "member").await.expect("asked");
        assert_eq!(sent, Outcome::Queued);
    }

    async fn a_refused_channel_is_closed_at_once_and_open_again_when_it_is_taken_back(portal) {
        let (case, _) = portal.debt(pen(1000)).await;
        links::send(&portal.portal, &portal.clinic, &case, "member").await.expect("queued");
        says(portal, &case, Change::Refuse(EMAIL)).await.expect("heard");
        portal.run_jobs().await;
        assert!(mail::all(portal).is_empty(), "it was queued before, and is asked about again");
        let link = link_of(portal, &case).await;
        assert_eq!((link.state.as_str(), link.why.as_deref()), ("blocked", Some("refused")));
        assert_eq!(ruled(portal, &portal.clinic, &case).await, Decision::Blocked(Rule::Refused));
        says(portal, &case, Change::Refuse(Channels::ALL)).await.expect("heard");
        assert!(said(portal, &case).await.wish.is_silence());
        says(portal, &case, Change::Forget(Channels::ALL)).await.expect("heard");
        assert_eq!(said(portal, &case).await, Said::default());
        portal.advance(TimeDelta::minutes(1)).await;
        links::send(&portal.portal, &portal.clinic, &case, "member").await.expect("queued");
        portal.run_jobs().await;
        let link = link_of(portal, &case).await;
        assert_eq!((link.state.as_str(), link.why.as_deref()), ("sent", None));
    }

    async fn what_the_debtor_asks_for_comes_by_a_channel_that_they_refused(portal) {
        let (case, _) = portal.debt(pen(1000)).await;
        let token = send_link(portal, &case).await;
        says(portal, &case, Change::Refuse(EMAIL)).await.expect("heard");
        portal.advance(TimeDelta::days(31)).await;
        portal.browser().post(&routes::link_renew(&token), &[]).await;
        portal.run_jobs().await;
        assert_eq!(mail::all(portal).len(), 2);
    }

    async fn each_wish_stands_in_the_evidence_once_and_on_the_case(portal) {
        let (case, _) = portal.debt(pen(1000)).await;
        for _ in 0..2 {
            says(portal, &case, Change::Hours(time(10), None)).await.expect("heard");
            says(portal, &case, Change::Prefer(Some(Channel::WhatsApp))).await.expect("heard");
            says(portal, &case, Change::Allow(Channel::WhatsApp, " Formulario del 3 de marzo "))
                .await.expect("heard");
            says(portal, &case, Change::Refuse(EMAIL)).await.expect("heard");
        }
        let mut conn = portal.portal.store.read().await.expect("a connection");
        let acts = server::store::evidence::of_case(&mut conn, &portal.clinic, &case).await.expect("acts");
        drop(conn);
        let bodies: Vec<_> =
            acts.iter().filter(|act| act.kind == wish::ACT).map(|act| act.body.as_str()).collect();
        let expected =
            ["hours 10:00 - debtor", "prefer whatsapp debtor", "allow whatsapp debtor", "refuse email debtor"];
        assert_eq!(bodies, expected);
        let said = said(portal, &case).await;
        assert_eq!((said.wish.not_before, said.wish.not_after), (time(10), None));
        assert_eq!((said.wish.preferred, said.wish.refused), (Some(Channel::WhatsApp), EMAIL));
        let [permission] = said.permissions.as_slice() else { panic!("{said:?}") };
        assert_eq!(permission.proof, "Formulario del 3 de marzo");
        assert_eq!((permission.channel, permission.said_by.as_str()), (Channel::WhatsApp, "debtor"));
        for proof in ["", " \t", "a\nb", &"x".repeat(201)] {
            let given = says(portal, &case, Change::Allow(Channel::Sms, proof)).await;
            assert!(matches!(given, Err(PortalError::Refused("proof"))), "{proof:?}");
        }
    }

    async fn somebody_elses_case_is_not_there(portal) {
        let (case, _) = portal.debt(pen(1000)).await;
        let other = colombian(portal).await;
        let change = (Change::Refuse(EMAIL), "debtor");
        let given = wish::set(&portal.portal, &other, &case, change).await;
        assert!(matches!(given, Err(PortalError::NotFound)), "{given:?}");
        let given = hold::place(&portal.portal, &other, &case, HoldKind::Hardship).await;
        assert!(matches!(given, Err(PortalError::NotFound)), "{given:?}");
        assert_eq!(said(portal, &case).await, Said::default());
    }

    async fn colombia_needs_the_debtors_permission_for_the_channel(portal) {
        let other = colombian(portal).await;
        let new = NewDebt {
            debtor_reference: "C-1".to_owned(),
            person: Person { email: Some("rosa@example.co".to_owned()), ..Person::default() },
            reference: "F-1".to_owned(),
            description: None,
            document_type: None,
            issued_on: None,
            due_on: None,
            amount: pen(1000),
        };
        let (case, _) = debt::add(&portal.portal, &other, &new).await.expect("a debt");
        assert_eq!(ruled(portal, &other, &case).await, Decision::Blocked(Rule::NotAllowed));
        let allow = Change::Allow(Channel::Email, "Pagaré 17, cláusula 4");
        wish::set(&portal.portal, &other, &case, (allow, "member")).await.expect("heard");
        let sent = links::send(&portal.portal, &other, &case, "member").await.expect("asked");
        assert_eq!(sent, Outcome::Queued);
    }

    async fn a_plan_that_is_kept_stops_links_for_all_and_not_one_for_the_person(portal) {
        let (case, _) = in_a_plan(portal).await;
        portal.advance(TimeDelta::days(7)).await;
        links::queue(&portal.portal, &portal.clinic, None).await.expect("queued");
        portal.run_jobs().await;
        let link = link_of(portal, &case).await;
        assert_eq!((link.state.as_str(), link.why.as_deref()), ("blocked", Some("plan")));
        let sent = links::send(&portal.portal, &portal.clinic, &case, "member").await.expect("asked");
        assert_eq!(sent, Outcome::Queued);
    }

    async fn a_debt_beside_a_plan_that_is_kept_may_be_spoken_of(portal) {
        let (case, _) = in_a_plan(portal).await;
        portal.debt_of("P-1", pen(5_000)).await;
        portal.advance(TimeDelta::days(7)).await;
        links::queue(&portal.portal, &portal.clinic, None).await.expect("queued");
        portal.run_jobs().await;
        assert_eq!(link_of(portal, &case).await.state, "sent");
    }

    async fn a_link_waits_until_the_day_of_a_promise_is_over(portal) {
        let (case, _) = portal.debt(pen(40_000)).await;
        offer(portal, POLICY).await;
        promise(portal, &case, "2026-12-04").await;
        // Behind that Friday lies a weekend.
        let decision = ruled(portal, &portal.clinic, &case).await;
        let Decision::WaitUntil(at, Rule::Promise) = decision else { panic!("{decision:?}") };
        assert_eq!(at.to_string(), "2026-12-07 07:00:00");
        links::queue(&portal.portal, &portal.clinic, None).await.expect("queued");
        portal.run_jobs().await;
        assert_eq!(link_of(portal, &case).await.state, "queued");
        portal.advance(TimeDelta::days(13)).await;
        portal.run_jobs().await;
        assert_eq!(link_of(portal, &case).await.state, "sent");
    }

    async fn a_moratorium_a_hardship_and_a_death_stop_reminders(portal) {
        for (kind, rule) in [
            (HoldKind::BreathingSpace, Rule::BreathingSpace),
            (HoldKind::Hardship, Rule::Hardship),
            (HoldKind::Deceased, Rule::Deceased),
        ] {
            let (case, _) = portal.debt(pen(1000)).await;
            for _ in 0..2 {
                hold::place(&portal.portal, &portal.clinic, &case, kind).await.expect("placed");
            }
            assert_eq!(ruled(portal, &portal.clinic, &case).await, Decision::Blocked(rule));
            let mut conn = portal.portal.store.read().await.expect("a connection");
            let active = server::store::hold::active(&mut conn, &portal.clinic, &case).await.expect("holds");
            assert_eq!(active.iter().map(|hold| hold.kind).collect::<Vec<_>>(), [kind]);
        }
    }

    async fn the_command_writes_wishes_down_and_shows_them(portal) {
        portal.debt_of("C-7", pen(1000)).await;
        let of = ["debtor", "wish", "--creditor", "san-borja", "--reference", "C-7"];
        let more = ["--not-before", "10:00", "--refuse", "sms", "--allow", "letter", "--proof", "Ficha"];
        let shown = run(portal, &[&of[..], &more].concat()).await.expect("it runs");
        let lines: Vec<_> = shown.lines().collect();
        let expected = [
            "C-7",
            "not before: 10:00",
            "not after: any time",
            "nothing by: sms",
            "allowed: letter (Ficha)",
        ];
        assert_eq!(lines, expected);
        let shown = run(portal, &[&of[..], &["--not-before", ""]].concat()).await.expect("it runs");
        assert!(shown.contains("not before: any time"), "{shown}");
        let shown = run(portal, &[&of[..], &["--apart", "14"]].concat()).await.expect("it runs");
        assert!(shown.contains("days apart: 14"), "{shown}");
        let shown = run(portal, &[&of[..], &["--apart", ""]].concat()).await.expect("it runs");
        assert!(!shown.contains("days apart"), "{shown}");
        for (arguments, said) in [
            (vec!["--allow", "sms"], "--proof"),
            (vec!["--allow", "sms", "--proof", "Ficha"], "--how"),
            (vec!["--allow", "sms", "--proof", "Ficha", "--how", "form"], "no phone number on file"),
            (vec!["--apart", "3"], "14 or 30"),
            (vec!["--not-before", "22:00"], "nothing could ever leave"),
            (vec!["--pause", "x"], "breathing-space, hardship or deceased"),
        ] {
            let line = run(portal, &[&of[..], &arguments[..]].concat()).await.expect_err("it fails");
            assert!(line.contains(said), "{arguments:?}: {line}");
        }
    }

    async fn a_permission_for_a_phone_is_the_same_by_command_and_by_console(portal) {
        let (case, _) = with_phone(portal, "987654321").await;
        let of = ["debtor", "wish", "--creditor", "san-borja", "--reference", "T-987654321"];
        let allow = ["--allow", "sms", "--proof", "Ficha 7", "--how", "form", "--given-on", "2026-11-20"];
        run(portal, &[&of[..], &allow].concat()).await.expect("it runs");
        let mut conn = portal.portal.store.read().await.expect("a connection");
        let all = consent::of_case(&mut conn, &portal.clinic, &case).await.expect("asked");
        drop(conn);
        let given: Vec<_> = all.iter().map(|one| (one.channel, one.how.as_str(), &one.given_on)).collect();
        let on = "2026-11-20".parse().expect("a day");
        assert_eq!(given, [(ContactChannel::Sms, "form", &on)]);
        assert!(said(portal, &case).await.allowed().contains(Channel::Sms), "the country's rule knows it");
        run(portal, &[&of[..], &["--refuse", "sms"]].concat()).await.expect("it runs");
        assert!(!said(portal, &case).await.allowed().contains(Channel::Sms));
    }
}

#[test]
fn hours_are_looked_for_in_every_zone_of_the_country_and_at_every_time_of_the_year() {
    let toml =
        CLINIC.replace("country = \"PE\"", "country = \"US\"").replace("\"national-id\", ", "");
    let settings = Settings::from_toml(&toml).expect("a good file");
    let somewhere = Person::default();
    let in_new_york = Person { zone: Some("America/New_York".to_owned()), ..Person::default() };
    for (from, person, expected) in [
        (9, &somewhere, true),
        (14, &somewhere, true),
        // From three in Honolulu on it is nine in the evening in New York, but for the winter.
        (15, &somewhere, false),
        (16, &somewhere, false),
        (16, &in_new_york, true),
        (21, &in_new_york, false),
    ] {
        let wish = Wish { not_before: time(from), refused: EMAIL, ..Wish::default() };
        let given = gate::leaves_hours(&settings, person, &wish, start());
        assert_eq!(given, expected, "{from}: {:?}", person.zone);
    }
}

/// A creditor in Colombia beside the clinic; two cannot share the platform's own account.
async fn colombian(portal: &TestPortal) -> Tenant {
    let account = |toml: &str, name: &str| {
        let line = "descriptor = \"SAN BORJA\"";
        toml.replace(line, &format!("{line}\naccount = \"{name}\""))
    };
    add_creditor(&portal.portal, &account(CLINIC, "acct_own")).await;
    let toml = CLINIC
        .replace("slug = \"san-borja\"", "slug = \"condor\"")
        .replace("country = \"PE\"", "country = \"CO\"")
        .replace("20601234565", "900123456-8");
    add_creditor(&portal.portal, &account(&toml, "acct_other")).await
}

/// Runs a command beside the portal; what it says, or why it failed.
async fn run(portal: &TestPortal, arguments: &[&str]) -> Result<String, String> {
    let folder = portal.folder.path().join("commands");
    std::fs::create_dir_all(&folder).expect("a folder");
    let config = config(&portal.portal, &folder, None);
    let done = Command::from(aldia(&config, arguments)).output().await.expect("it runs");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    if done.status.success() { Ok(text(done.stdout)) } else { Err(text(done.stderr)) }
}

/// What `aldia contact-rules` says; it needs neither settings nor a database.
async fn rules(arguments: &[&str]) -> Result<String, String> {
    let nowhere = std::path::Path::new("/nowhere/aldia.toml");
    let arguments = [&["contact-rules"][..], arguments].concat();
    let done = Command::from(aldia(nowhere, &arguments)).output().await.expect("it runs");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    if done.status.success() { Ok(text(done.stdout)) } else { Err(text(done.stderr)) }
}

#[tokio::test]
async fn the_rules_are_explained_with_their_article() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("history.csv");
    std::fs::write(&file, "at,channel,who,outcome\n2026-12-21 10:00,email,creditor,reached\n")
        .expect("written");
    let file = file.display().to_string();
    let own = folder.path().join("clinic.toml");
    let hours = "[contact_rules]\nhours = [\"mon-fri 12:00-18:00\"]\n[contact]";
    std::fs::write(&own, CLINIC.replacen("[contact]", hours, 1)).expect("written");
    let own = own.display().to_string();
    let abroad =
        ["explain", "--country", "CO", "--at", "2026-12-09 13:00", "--creditor-file", &own];
    let christmas = ["explain", "--country", "PE", "--at", "2026-12-25 10:00"];
    for (arguments, said) in [
        (
            [&christmas[..], &["--history", file.as_str()]].concat(),
            &[
                "wait until Monday 2026-12-28 10:00 (America/Lima)",
                "rule: week: too soon after the last contact",
                "also: holiday: a holiday (America/Lima), Ley 29571",
                "pack: PE, version 1, checked on 2026-11-22",
            ][..],
        ),
        (
            christmas.to_vec(),
            &[
                "wait until Monday 2026-12-28 07:00 (America/Lima)",
                "rule: holiday: a holiday",
                "law: Ley 29571, Código de Protección y Defensa del Consumidor, article 62",
                "read at: https://elegirservicio.pe/",
            ],
        ),
        ([&christmas[..], &["--who", "debtor"]].concat(), &["send", "rule: asked"]),
        (
            vec!["explain", "--country", "PE", "--at", "2026-11-24 10:00", "--channel", "sms"],
            &[
                "send",
                "also: not-allowed: the person has not allowed the channel (this portal)",
                "pack: PE, version",
            ],
        ),
        (
            [&christmas[..], &["--barrier", "promise"]].concat(),
            &["blocked", "rule: promise: a promise to pay is not over"],
        ),
        (
            vec!["explain", "--country", "US", "--at", "2026-11-24 09:00"],
            &["wait until Tuesday 2026-11-24 13:00 (America/New_York)", "rule: hours"],
        ),
        (
            vec![
                "explain",
                "--country",
                "US",
                "--at",
                "2026-11-24 09:00",
                "--zone",
                "America/New_York",
            ],
            &["send"],
        ),
        (
            vec!["explain", "--country", "PE", "--at", "2026-11-24 10:00", "--creditor-file", &own],
            &["wait until Tuesday 2026-11-24 12:00 (America/Lima)", "rule: hours"],
        ),
        // In Colombia it is a day like each other; in the creditor's country it is none.
        (
            [&abroad[..], &["--allowed", "email"]].concat(),
            &[
                "wait until Thursday 2026-12-10 12:00 (America/Bogota)",
                "rule: holiday",
                "pack: CO, version",
                "pack: PE, version",
            ],
        ),
        (abroad.to_vec(), &["blocked", "rule: not-allowed", "law: Ley 2300 de 2023"]),
        (
            vec!["explain", "--country", "CO", "--at", "2026-11-24 10:00"],
            &[
                "blocked",
                "rule: not-allowed",
                "law: Ley 2300 de 2023, since 2023-10-10 [secondary]",
            ],
        ),
        (
            vec!["list", "--country", "CL"],
            &[
                "written: at most 2 in 7 days. Ley 19.496 (Ley 21.320), article 37",
                "call, visit: at most 1 in 7 days.",
                "keep: kind and number of contacts for 2 years.",
            ],
        ),
        (vec!["list"], &["PE: version 1, 5 limits", "strict: version 1"]),
    ] {
        let shown = rules(&arguments).await.expect("it runs");
        for part in said {
            assert!(shown.contains(part), "{arguments:?}: {part}: {shown}");
        }
    }
}

#[tokio::test]
async fn what_the_rules_are_asked_of_in_a_wrong_way_is_told() {
    let christmas = ["explain", "--country", "PE", "--at", "2026-12-25 10:00"];
    for (arguments, said) in [
        (vec!["explain", "--country", "XX", "--at", "2026-12-25 10:00"], "one of AR, BR"),
        (vec!["explain", "--country", "PE", "--at", "mañana"], "a time like"),
        ([&christmas[..], &["--history", "/nowhere.csv"]].concat(), "/nowhere.csv"),
    ] {
        let line = rules(&arguments).await.expect_err("it fails");
        assert!(line.contains(said), "{arguments:?}: {line}");
    }
}
