//! Reminders while the programs that send them are killed again and again, or stand still for longer than anybody
//! waits for them (reliability J1, J3 and J8): each leaves once, what is unsure is `unknown`, and who comes back
//! too late writes nothing.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use chrono::{Days, TimeDelta, Timelike};
use domain::contact_channel::ContactChannel;
use server::clock::Clock;
use server::jobs::outbox;
use server::store::debtor::Person;
use server::use_cases::consent::{self, Given};
use server::use_cases::debt::{self, NewDebt};
use sqlx::Row;
use tokio::process::{Child, Command};
use tokio::sync::watch;

use crate::books;
use crate::engine::on_both_databases;
use crate::mail_server::holding_letters;
use crate::portal::{CLINIC, Engine, TestPortal, add_creditor, pen};
use crate::reminders::{apply, forget_the_day, night};
use crate::size::{Dice, size};
use crate::stripe_sim::StripeSim;
use crate::twilio_sim::{ACCOUNT, SMS_FROM, TOKEN, TwilioSim};
use crate::world::{aldia, config};

const STEP: &str = r#"
name = "Prueba"
gap_days = 7
[[step]]
name = "Amable"
kind = "kind"
days = 4
channels = ["CHANNEL"]
"#;

/// How long a message may be under way, and a minute more.
const BEYOND_THE_LEASE: TimeDelta = TimeDelta::minutes(11);

/// The clinic without cards: two creditors cannot share the platform's account.
fn alone() -> &'static str {
    CLINIC.split_once("[stripe]").expect("how it takes cards").0
}

/// The clinic in a country that lets messages leave on every day of the week.
fn every_day() -> String {
    let toml = alone()
        .replace("san-borja", "every-day")
        .replace("20601234565", "20601234573")
        .replace("country = \"PE\"", "country = \"US\"\ncurrency = \"PEN\"");
    format!("{toml}\n[sms]\nfrom = '{SMS_FROM}'\nown_invoices = true\n")
}

/// A zone in which it is early afternoon, whenever this runs.
fn afternoon() -> String {
    match 13 - i64::from(Clock::system().now().hour()) {
        0 => "Etc/GMT".to_owned(),
        ahead if ahead > 0 => format!("Etc/GMT-{ahead}"),
        behind => format!("Etc/GMT+{}", -behind),
    }
}

/// Enters a debt that is late, of somebody who may be written to by every channel.
async fn enter(portal: &TestPortal, n: usize) {
    let (own, clinic) = (&portal.portal, &portal.clinic);
    let today = own.clock.now().date_naive();
    let new = NewDebt {
        debtor_reference: format!("P-{n}"),
        person: Person {
            name: Some("Rosa Quispe Mamani".to_owned()),
            email: Some(format!("rosa{n}@example.pe")),
            phone: Some(format!("+519{n:08}")),
            zone: Some(afternoon()),
            ..Person::default()
        },
        reference: format!("B001-{n:05}"),
        description: None,
        document_type: Some("Boleta".to_owned()),
        issued_on: None,
        due_on: today.checked_sub_days(Days::new(10)),
        amount: pen(1_000),
    };
    let (case, _) = debt::add(own, clinic, &new).await.expect("a debt");
    let on = today.checked_sub_days(Days::new(3)).expect("a day");
    let given = Given { channel: ContactChannel::Sms, on, how: "form", proof: "Ficha 4512" };
    consent::record(own, clinic, &case, given, "member").await.expect("written");
}

/// A portal with a reminder for each of so many people, all by one channel, that wait to leave now.
async fn planned(engine: Engine, people: usize, channel: &str) -> TestPortal {
    // The processes run by the machine's own clock; this one's stands until it is moved.
    let now = Clock::system().now();
    let base = "http://127.0.0.1:9".to_owned();
    let stripe = StripeSim::start(format!("{base}/webhooks/stripe"), now).await;
    let mut portal = TestPortal::compose(engine, Clock::set_to(now), (base, stripe)).await;
    add_creditor(&portal.portal, alone()).await;
    portal.clinic = add_creditor(&portal.portal, &every_day()).await;
    for n in 0..people {
        enter(&portal, n).await;
    }
    apply(&portal, &STEP.replace("CHANNEL", channel), None).await;
    night(&portal).await;
    portal
}

/// The portal's settings, changed, in a file of their own.
fn settings(portal: &TestPortal, change: impl Fn(&str) -> String) -> PathBuf {
    let folder = portal.folder.path().join("processes");
    std::fs::create_dir_all(&folder).expect("a folder");
    let path = config(&portal.portal, &folder, None);
    let text = std::fs::read_to_string(&path).expect("settings");
    std::fs::write(&path, change(&text)).expect("written");
    path
}

/// A program that serves, and so two senders; what it logs stands in a file beside its settings.
fn serve(config: &Path) -> Child {
    let log = std::fs::File::options().create(true).append(true).open(config.with_extension("log"));
    let mut command = Command::from(aldia(config, &["serve"]));
    command.stdout(Stdio::null()).stderr(log.expect("a log")).kill_on_drop(true);
    command.spawn().expect("it runs")
}

/// How many reminders' messages are in a state.
async fn number(portal: &TestPortal, state: &str) -> i64 {
    let sql = format!(
        "select cast(count(*) as bigint) from messages where kind = 'reminder' and state = '{state}'"
    );
    books::number(portal, &sql).await
}

/// Lets the leases of all that is under way pass, and somebody look.
async fn look_after_the_lease(portal: &TestPortal) {
    portal.catch_up();
    portal.portal.clock.advance(BEYOND_THE_LEASE);
    let (_nobody_stops, stop) = watch::channel(false);
    for _ in 0..1_000 {
        outbox::send_due(&portal.portal, &stop).await.expect("it looks");
        if number(portal, "claimed").await == 0 {
            return;
        }
    }
    panic!("messages stay under way");
}

/// Waits until something is so.
async fn until(what: &str, mut is_so: impl AsyncFnMut() -> bool) {
    let wait = async {
        while !is_so().await {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(Duration::from_mins(1), wait).await.expect(what);
}

/// Sends a signal to a program that this test has started.
fn signal(child: &Child, name: &str) {
    let pid = child.id().expect("it runs").to_string();
    let done = std::process::Command::new("kill").args([name, &pid]).status();
    assert!(done.expect("a command").success(), "{name}");
}

on_both_databases! {
    async fn reminders_leave_once_however_often_four_senders_are_killed(engine) {
        let (people, mut dice) = (size(500, 20_000), Dice::of("reminder kills"));
        let portal = planned(engine, people, "sms").await;
        let sim = TwilioSim::start().await;
        sim.lose_each(10).await;
        let twilio = format!(
            "twilio_account_sid = '{ACCOUNT}'\ntwilio_auth_token = '{TOKEN}'\ntwilio_api_url = '{}'\n",
            sim.origin
        );
        let here = settings(&portal, |text| format!("{text}{twilio}"));
        let mut kills = 0;
        while number(&portal, "queued").await > 0 {
            let mut both = [serve(&here), serve(&here)];
            // The longer it takes, the longer they live: a slow machine needs more to start.
            let life = 300 + dice.bits() % 400 + 10 * kills;
            tokio::time::sleep(Duration::from_millis(life)).await;
            for child in &mut both {
                child.kill().await.expect("killed");
            }
            kills += 1;
            assert!(kills < 2_000, "nothing leaves any more");
        }
        assert!(kills > 1, "they were killed while reminders left");
        look_after_the_lease(&portal).await;
        let made = sim.messages().await;
        let numbers: BTreeSet<&str> = made.iter().map(|one| one.field("To")).collect();
        assert_eq!(numbers.len(), made.len(), "one came twice");
        let told = made.iter().filter_map(|one| one.field("StatusCallback").rsplit('/').next());
        let told: BTreeSet<&str> = told.collect();
        let sql = "select m.id, m.state, r.state as reminder from messages m
            join reminders r on r.creditor_id = m.creditor_id and r.id = m.about
            where m.kind = 'reminder'";
        let rows = books::rows(&portal, sql).await;
        assert_eq!(rows.len(), people, "planned once each, by whomever");
        let mut unsure = 0;
        for row in &rows {
            let [id, state, reminder]: [String; 3] = ["id", "state", "reminder"].map(|name| row.get(name));
            assert_eq!(state, reminder, "what is shown is what is known");
            match state.as_str() {
                "sent" => assert!(told.contains(id.as_str()), "{id} never left"),
                "unknown" => unsure += 1,
                _ => panic!("{id} is {state}"),
            }
        }
        let lost = sim.requests().await / 10;
        let under_way = usize::try_from(kills).expect("few") * 4;
        assert!(lost <= unsure && unsure <= lost + under_way, "{unsure} unsure, {lost} answers lost");
        portal.finish().await;
    }

    async fn who_stood_still_beyond_the_lease_writes_nothing(engine) {
        let portal = planned(engine, 1, "email").await;
        let (address, heard, go) = holding_letters().await;
        let here = settings(&portal, |text| {
            let by_mail = |line: &str| {
                if line.starts_with("mailbox_dir") {
                    format!("smtp_url = 'smtp://{address}'\n")
                } else {
                    format!("{line}\n")
                }
            };
            text.lines().map(by_mail).collect()
        });
        let mut child = serve(&here);
        until("a letter on its way", async || !heard.lock().await.letters.is_empty()).await;
        signal(&child, "-STOP");
        portal.catch_up();
        portal.portal.clock.advance(BEYOND_THE_LEASE);
        let (_nobody_stops, stop) = watch::channel(false);
        for _ in 0..50 {
            // It may have been stopped while it wrote something else, when nobody else can.
            drop(outbox::send_due(&portal.portal, &stop).await);
            if number(&portal, "unknown").await == 1 {
                break;
            }
            signal(&child, "-CONT");
            tokio::time::sleep(Duration::from_millis(50)).await;
            signal(&child, "-STOP");
        }
        assert_eq!(number(&portal, "unknown").await, 1, "taken over while it stands still");
        portal.portal.clock.advance(-BEYOND_THE_LEASE);
        go.send_replace(true);
        signal(&child, "-CONT");
        let log = here.with_extension("log");
        let refused = || std::fs::read_to_string(&log).is_ok_and(|log| log.contains("the outbox does not answer"));
        until("it is told that it comes too late", async || refused()).await;
        assert_eq!(number(&portal, "unknown").await, 1, "what it knows too late is not written");
        // It goes on with what comes next.
        enter(&portal, 1).await;
        forget_the_day(&portal).await;
        night(&portal).await;
        until("the next one leaves", async || number(&portal, "sent").await == 1).await;
        assert_eq!(number(&portal, "unknown").await, 1);
        let letters = heard.lock().await.letters.clone();
        assert_eq!(letters.iter().collect::<BTreeSet<_>>().len(), 2, "{letters:?}");
        assert_eq!(letters.len(), 2, "none came twice");
        child.kill().await.expect("ended");
        portal.finish().await;
    }
}
