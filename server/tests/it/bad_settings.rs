//! The program refuses settings that are missing, malformed or dangerous (reliability O9): the real
//! binary does not start, says why in one line, and prints no secret.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Output;
use std::time::Duration;

use futures_util::{StreamExt, stream};
use server::config::master_key;
use tempfile::TempDir;
use tokio::process::Command;

use crate::portal::scratch;
use crate::world::aldia;

/// What must never be printed. Lower case, so that they pass for names of keys.
const SECRETS: [&str; 5] = [
    "sk_live_canary_of_the_platform",
    "sk_test_canary_of_the_platform",
    "whsec_canary_of_the_endpoint",
    "canary_of_the_mail_server",
    "canary_of_the_database",
];

/// Settings with which the program starts, as TOML values; `{dir}` is the folder of its files.
const GOOD: [(&str, &str); 7] = [
    ("base_url", "'https://pagos.example.com'"),
    ("bind", "'127.0.0.1:0'"),
    ("database_url", "'sqlite:{dir}/aldia.db?mode=rwc'"),
    ("key_file", "'{dir}/good.key'"),
    ("smtp_url", "'smtps://pagos:canary_of_the_mail_server@mail.example.com:465'"),
    ("stripe_secret_key", "'sk_live_canary_of_the_platform'"),
    ("stripe_webhook_secrets", "'whsec_canary_of_the_endpoint'"),
];

const SIMULATED: [(&str, &str); 2] =
    [("env", "'demo'"), ("stripe_api_url", "'http://127.0.0.1:7071'")];

/// One case: what differs from the good settings (an empty value takes a key away), and what the line
/// must name.
type Case = (&'static [(&'static str, &'static str)], &'static str);

const WHERE: &[Case] = &[
    (&[("base_url", "")], "base_url: missing"),
    (&[("base_url", "''")], "base_url"),
    (&[("base_url", "'http://pagos.example.com'")], "base_url: production needs https"),
    (&[("base_url", "'ftp://pagos.example.com'")], "base_url"),
    (&[("base_url", "'pagos.example.com'")], "base_url"),
    (&[("base_url", "'https://pagos.example.com/'")], "base_url"),
    (&[("base_url", "'https://pagos.example.com/portal'")], "base_url"),
    (&[("base_url", "'https://ana@pagos.example.com'")], "base_url"),
    (&[("base_url", "'https://pagos.example.com?x'")], "base_url"),
    (&[("base_url", "'http://pagos.example.com'"), ("env", "'demo'")], "base_url"),
    (&[("base_url", "'http://10.0.0.7:7070'"), ("env", "'demo'")], "base_url"),
    (&[("bind", "'127.0.0.1'")], "bind"),
    (&[("bind", "'localhost:7070'")], "bind"),
    (&[("bind", "7070")], "bind"),
    (&[("bind", "'{taken}'")], "bind"),
    (&[("log", "'xml'")], "log"),
    (&[("env", "'staging'")], "env"),
    (&[("env", "'whsec_canary_of_the_endpoint'")], "env"),
    (&[("transfer_only", "'sk_live_canary_of_the_platform'")], "transfer_only"),
    (&[("stripe_secret", "'sk_live_canary_of_the_platform'")], "stripe_secret"),
];

const STORE: &[Case] = &[
    (&[("database_url", "")], "database_url: missing"),
    (&[("database_url", "''")], "database_url"),
    (&[("database_url", "'mysql://portal:canary_of_the_database@db/aldia'")], "database_url"),
    (&[("database_url", "'sqlite::memory:'")], "database_url"),
    (&[("database_url", "'sqlite:{dir}/aldia.db?mode=memory'")], "database_url"),
    (&[("database_url", "'sqlite:{dir}/nowhere/aldia.db?mode=rwc'")], "database"),
    (&[("database_url", "'sqlite:{dir}/absent.db'")], "database"),
    (&[("database_url", "'sqlite:{dir}/garbage.db'")], "database"),
    (&[("database_url", "'sqlite:{dir}/newer.db'")], "migration"),
    (&[("database_url", "'sqlite:{dir}/future.db'")], "clock"),
    (
        &[("database_url", "'postgres://portal:canary_of_the_database@127.0.0.1:1/aldia'")],
        "database",
    ),
    (&[("key_file", "")], "key_file: missing"),
    (&[("key_file", "'{dir}/absent.key'")], "key_file"),
    (&[("key_file", "'{dir}'")], "key_file"),
    (&[("key_file", "'{dir}/group.key'")], "key_file"),
    (&[("key_file", "'{dir}/world.key'")], "key_file"),
    (&[("key_file", "'{dir}/empty.key'")], "key_file"),
    (&[("key_file", "'{dir}/short.key'")], "key_file"),
    (&[("key_file", "'{dir}/zeros.key'")], "key_file"),
    (&[("key_file", "'{dir}/words.key'")], "key_file"),
];

const MONEY_AND_MAIL: &[Case] = &[
    (&[("senders", "0")], "senders: a number from 1 to 64"),
    (&[("senders", "65")], "senders: a number from 1 to 64"),
    (&[("twilio_auth_token", "'canary_of_the_mail_server'")], "twilio_account_sid"),
    (
        &[("twilio_account_sid", "'AC000000000000000000000000000000c1'")],
        "twilio_auth_token: missing",
    ),
    (
        &[
            ("twilio_account_sid", "'AC000000000000000000000000000000c1'"),
            ("twilio_auth_token", "'canary_of_the_mail_server'"),
            ("twilio_api_url", "'http://127.0.0.1:9'"),
        ],
        "twilio_api_url: another Twilio is refused in production",
    ),
    (&[("smtp_url", "")], "smtp_url"),
    (&[("smtp_url", "'smtp://ana:canary_of_the_mail_server@mail.example.com:25'")], "smtp_url"),
    (
        &[(
            "smtp_url",
            "'smtp://ana:canary_of_the_mail_server@mail.example.com?starttls=required'",
        )],
        "smtp_url: production needs",
    ),
    (
        &[("smtp_url", "'smtp://tls=required:canary_of_the_mail_server@mail.example.com:25'")],
        "smtp_url: production needs",
    ),
    (
        &[(
            "smtp_url",
            "'smtps://ana:canary_of_the_mail_server@mail.example.com?starttls=required'",
        )],
        "mail: the address",
    ),
    (&[("smtp_url", "'https://ana:canary_of_the_mail_server@mail.example.com'")], "smtp_url"),
    (&[("smtp_url", "'smtps://ana:canary_of_the_mail_server@:99999'")], "mail"),
    (&[("mailbox_dir", "'{dir}/mailbox'")], "mailbox_dir"),
    (&[("mailbox_dir", "'{dir}/mailbox'"), ("smtp_url", "")], "smtp_url"),
    (&[("stripe_secret_key", "")], "stripe_secret_key"),
    (&[("stripe_secret_key", "''")], "stripe_secret_key"),
    (&[("stripe_secret_key", "'sk_live_short'")], "stripe_secret_key"),
    (&[("stripe_secret_key", "'pk_live_canary_of_the_platform'")], "stripe_secret_key"),
    (
        &[("stripe_secret_key", "'sk_test_canary_of_the_platform'")],
        "stripe_secret_key: a test key in production",
    ),
    (&[("transfer_only", "true")], "transfer_only"),
    (&[("stripe_webhook_secrets", "")], "stripe_webhook_secrets"),
    (&[("stripe_webhook_secrets", "''")], "stripe_webhook_secrets"),
    (&[("stripe_webhook_secrets", "'whsec_short'")], "stripe_webhook_secrets"),
    (&[("stripe_webhook_secrets", "'whsec_canary_of_the_endpoint,'")], "stripe_webhook_secrets"),
    (&[("stripe_webhook_secrets", "'whsec_canary_of_the_endpoint, ,x'")], "stripe_webhook_secrets"),
    (&[("stripe_api_url", "'http://127.0.0.1:7071'")], "stripe_api_url"),
    (
        &[("stripe_api_url", "'https://api.stripe.com.evil.example'"), ("env", "'demo'")],
        "stripe_api_url",
    ),
    (&[("stripe_api_url", "'http://127.0.0.1@evil.example'"), ("env", "'demo'")], "stripe_api_url"),
    (
        &[("stripe_api_url", "'http://127.0.0.1:80@evil.example'"), ("env", "'demo'")],
        "stripe_api_url",
    ),
    (&SIMULATED, "stripe_secret_key: a live key must never reach the simulator"),
];

/// Files that are no settings at all.
const FILES: [(&str, &str); 3] = [
    ("stripe_secret_key = sk_live_canary_of_the_platform", "config"),
    ("base_url = 'https://pagos.example.com", "config"),
    ("[stripe_secret_key]\nvalue = 'sk_live_canary_of_the_platform'", "stripe_secret_key"),
];

fn toml(changes: &[(&str, &str)]) -> String {
    let mut all: BTreeMap<&str, &str> = GOOD.into_iter().collect();
    all.extend(changes.iter().copied());
    all.retain(|_, value| !value.is_empty());
    let lines: Vec<_> = all.iter().map(|(key, value)| format!("{key} = {value}")).collect();
    format!("{}\n", lines.join("\n"))
}

/// The files that the cases name.
async fn prepare(dir: &Path) {
    let file = |name: &str| dir.join(name);
    let hex = "8f1d".repeat(16);
    for (name, text, mode) in [
        ("group.key", &*hex, 0o640),
        ("world.key", &*hex, 0o604),
        ("empty.key", "", 0o600),
        ("short.key", &hex[..62], 0o600),
        ("zeros.key", &"0".repeat(64), 0o600),
        ("words.key", &"change-me-".repeat(7)[..64], 0o600),
        ("garbage.db", &"not a database at all ".repeat(99), 0o600),
    ] {
        std::fs::write(file(name), text).expect("written");
        let mode = std::os::unix::fs::PermissionsExt::from_mode(mode);
        std::fs::set_permissions(file(name), mode).expect("changed");
    }
    master_key::create(&file("good.key")).expect("a key");
    let applied = "insert into _sqlx_migrations
        (version, description, installed_on, success, checksum, execution_time)
        values (9999, 'of a newer program', current_timestamp, 1, x'00', 0)";
    let later = "insert into jobs
        (id, kind, unique_key, payload, run_at, locked_until, attempts)
        values ('job_1', 'totals', 'x', '', 0, 4102444800000, 1)";
    for (name, sql) in [("newer.db", applied), ("future.db", later)] {
        let url = format!("sqlite:{}?mode=rwc", file(name).display());
        let store = server::store::Store::open(&url).await.expect("a database");
        let mut tx = store.begin().await.expect("a transaction");
        sqlx::query(sql).execute(&mut *tx).await.expect("planted");
        tx.commit().await.expect("committed");
        store.close().await;
    }
}

/// What `aldia serve` says of a file; a program that goes on running is ended and has failed.
async fn serve(dir: &Path, n: usize, text: &str) -> Output {
    let config = dir.join(format!("{n}.toml"));
    std::fs::write(&config, text).expect("written");
    let mut command = Command::from(aldia(&config, &["serve"]));
    let child = command.kill_on_drop(true).spawn().expect("it runs");
    let ended = tokio::time::timeout(Duration::from_mins(1), child.wait_with_output()).await;
    ended.unwrap_or_else(|_| panic!("it started with {text}")).expect("it ended")
}

/// What is wrong with an answer, if anything is.
fn fault(output: &Output, expected: &str, dir: &Path) -> Option<String> {
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    let one_line = said.lines().count() == 1 && said.starts_with("aldia: ") && said.len() < 200;
    let ended = output.status.code() == Some(1) && output.stdout.is_empty();
    let key = std::fs::read_to_string(dir.join("good.key")).expect("a key");
    let secrets = SECRETS.into_iter().chain([&*key, "8f1d8f1d", "change-me"]);
    let silent = secrets.into_iter().all(|secret| !said.contains(secret));
    (!ended || !one_line || !silent || !said.contains(expected)).then_some(said)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn bad_settings_stop_the_program_with_one_line_and_no_secret() {
    let folder = TempDir::new_in(scratch()).expect("a folder");
    let dir = folder.path().to_owned();
    prepare(&dir).await;
    let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let taken = taken.local_addr().map(|at| (taken, at.to_string())).expect("its address");
    let fill = |text: &str| {
        text.replace("{dir}", dir.to_str().expect("UTF-8")).replace("{taken}", &taken.1)
    };
    let good = dir.join("good.toml");
    std::fs::write(&good, fill(&toml(&[]))).expect("written");
    let done = Command::from(aldia(&good, &["migrate"])).output().await.expect("it runs");
    assert!(done.status.success(), "the good settings: {}", String::from_utf8_lossy(&done.stderr));
    let cases = [WHERE, STORE, MONEY_AND_MAIL].concat();
    assert!(cases.len() >= 60);
    let cases = cases.iter().map(|(changes, expected)| (toml(changes), *expected));
    let cases = cases.chain(FILES.map(|(text, expected)| (text.to_owned(), expected)));
    let cases = cases.enumerate().map(|(n, (text, expected))| {
        let (dir, text) = (dir.clone(), fill(&text));
        async move {
            let output = serve(&dir, n, &text).await;
            fault(&output, expected, &dir).map(|said| format!("{text}said: {said}"))
        }
    });
    let faults: Vec<_> = stream::iter(cases).buffer_unordered(4).collect().await;
    let faults: Vec<_> = faults.into_iter().flatten().collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    let absent = Command::from(aldia(&dir.join("absent.toml"), &["serve"])).output().await;
    assert_eq!(fault(&absent.expect("it runs"), "config file", &dir), None);
}
