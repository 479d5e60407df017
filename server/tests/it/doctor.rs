//! `aldia doctor` asks each part that the portal needs, and names the one that does not answer.

use tokio::process::Command;

use crate::engine::on_both_engines;
use crate::mail_server::{answering, mail_server, yes};
use crate::portal::{Engine, TestPortal};
use crate::twilio_sim::{ACCOUNT, TOKEN, TwilioSim};

const SECRET: &str = "sk_test_for_the_tests_only";

/// Runs the command on the settings `toml`; gives whether all is well, and what it said.
async fn asked(folder: &std::path::Path, toml: &str) -> (bool, String) {
    let file = folder.join("asked.toml");
    std::fs::write(&file, toml).expect("written");
    let done = Command::from(crate::world::aldia(&file, &["doctor"])).output().await;
    let done = done.expect("it runs");
    let said = [done.stdout, done.stderr].concat();
    (done.status.success(), String::from_utf8(said).expect("UTF-8"))
}

on_both_engines! {
    async fn doctor_asks_stripe_and_the_database_and_names_what_does_not_answer(portal) {
        let folder = portal.folder.path();
        let good = std::fs::read_to_string(folder.join("aldia.toml")).expect("settings");
        let (well, said) = asked(folder, &good).await;
        let answers = format!("ok    Stripe: the simulator at {} answers", portal.stripe.origin);
        assert!(well && said.contains(&answers), "{said}");

        let (well, said) = asked(folder, &good.replace(&portal.stripe.origin, "http://127.0.0.1:9")).await;
        assert!(!well && said.contains("WRONG Stripe: http://127.0.0.1:9 does not serve us"), "{said}");
        assert!(said.contains("ok    database"), "{said}");
        assert!(!said.contains(SECRET), "{said}");
    }

    async fn doctor_says_why_the_mail_server_does_not_let_us_in(portal) {
        let folder = portal.folder.path();
        let good = std::fs::read_to_string(folder.join("aldia.toml")).expect("settings");
        let by_mail = |url: &str| {
            let other = |line: &str| {
                if line.starts_with("mailbox_dir") {
                    format!("smtp_url = '{url}'")
                } else {
                    line.to_owned()
                }
            };
            good.lines().map(other).collect::<Vec<_>>().join("\n")
        };
        let (address, _) = mail_server().await;
        let (well, said) = asked(folder, &by_mail(&format!("smtp://{address}"))).await;
        assert!(well && said.contains("ok    mail: the server lets us in"), "{said}");

        let (address, _) = answering(wrong_password).await;
        let url = format!("smtp://ana:canary_of_the_mail_server@{address}");
        let (well, said) = asked(folder, &by_mail(&url)).await;
        assert!(!well && said.contains("WRONG mail: the server does not let us in: 535"), "{said}");
        assert!(!said.contains("canary"), "{said}");

        let (well, said) = asked(folder, &by_mail("smtp://127.0.0.1:9")).await;
        assert!(!well && said.contains("the server does not let us in: not connected"), "{said}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn doctor_says_whether_messages_to_phones_can_leave() {
    let portal = TestPortal::on(Engine::Sqlite).await;
    let folder = portal.folder.path();
    let good = std::fs::read_to_string(folder.join("aldia.toml")).expect("settings");
    let (well, said) = asked(folder, &good).await;
    assert!(well && said.contains("ok    phones: into the folder"), "{said}");

    let twilio = TwilioSim::start().await;
    let with = |url: &str, token: &str| {
        format!(
            "{good}twilio_account_sid = '{ACCOUNT}'\ntwilio_auth_token = '{token}'\n\
             twilio_api_url = '{url}'\n"
        )
    };
    let (well, said) = asked(folder, &with(&twilio.origin, TOKEN)).await;
    assert!(well && said.contains("ok    phones: Twilio lets us in"), "{said}");

    let (well, said) = asked(folder, &with(&twilio.origin, "canary_of_the_account")).await;
    assert!(!well && said.contains("WRONG phones") && said.contains("20003"), "{said}");
    assert!(!said.contains("canary"), "{said}");

    let (well, said) = asked(folder, &with("http://127.0.0.1:9", TOKEN)).await;
    assert!(!well && said.contains("does not let us in: not connected"), "{said}");
}

/// A mail server that knows nobody.
fn wrong_password(word: &str) -> Option<&'static [u8]> {
    match word {
        "EHLO" => Some(b"250-here\r\n250 AUTH PLAIN\r\n"),
        "AUTH" => Some(b"535 5.7.8 who?\r\n"),
        _ => yes(word),
    }
}
