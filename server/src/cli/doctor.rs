//! `aldia doctor`: one line for each thing that the portal needs.

use std::fmt::Write;

use chrono::TimeDelta;
use secrecy::ExposeSecret;

use super::Outcome;
use crate::clock::Clock;
use crate::config::master_key;
use crate::config::phones::Phones;
use crate::config::program::{Mail, Settings};
use crate::messaging::{Mailer, Texter};
use crate::store::{Store, job, stripe_event};
use crate::stripe::client::{Settings as ClientSettings, Stripe};
use crate::stripe::list::Created;

/// Checks everything and fails if anything is wrong; prints no secret.
pub async fn run(settings: Settings) -> Outcome {
    let mut report = String::new();
    let mut healthy = true;
    let mut line = |what: &str, result: Result<String, String>| {
        healthy &= result.is_ok();
        let (mark, text) = match result {
            Ok(text) => ("ok   ", text),
            Err(text) => ("WRONG", text),
        };
        let _ = writeln!(report, "{mark} {what}: {text}");
    };
    line("settings", Ok(format!("{:?}, {}", settings.mode, settings.base_url)));
    let key = master_key::read(&settings.key_file, Clock::system());
    line("master key", key.map(|_| "readable by its owner alone".into()).map_err(|e| e.problem));
    line("database", database(&settings).await);
    line("mail", mail(&settings).await);
    line("phones", phones(&settings).await);
    line("Stripe", stripe(&settings).await);
    if healthy { Ok(report) } else { Err(report.into()) }
}

async fn database(settings: &Settings) -> Result<String, String> {
    let asked = async {
        let store = Store::connect(settings.database_url.expose_secret()).await?;
        let mut conn = store.read().await?;
        let (waiting, dead) = job::counts(&mut conn).await?;
        let events = stripe_event::count_waiting(&mut conn).await?;
        let dialect = store.dialect();
        Ok::<_, crate::store::StoreError>(format!(
            "{dialect:?}, {waiting} jobs wait, {dead} were given up, {events} events wait"
        ))
    };
    asked.await.map_err(|error| format!("{error} (has `aldia migrate` run?)"))
}

async fn mail(settings: &Settings) -> Result<String, String> {
    match &settings.mail {
        Mail::Folder(folder) => Ok(format!("into the folder {}", folder.display())),
        Mail::Smtp(_) => {
            let lets_in = Mailer::new(&settings.mail)?.lets_in().await;
            lets_in.map_err(|why| format!("the server does not let us in: {why}"))?;
            Ok("the server lets us in".to_owned())
        }
    }
}

/// Without an account nothing goes to phones: that is no fault, as long as nobody counts on it.
async fn phones(settings: &Settings) -> Result<String, String> {
    match &settings.phones {
        Phones::Nowhere => Ok("off: no account, so SMS and WhatsApp are refused".to_owned()),
        Phones::Folder(folder) => Ok(format!("into the folder {}", folder.display())),
        Phones::Twilio(twilio) => {
            let lets_in = Texter::new(&settings.phones)?.lets_in().await;
            lets_in.map_err(|why| format!("{} does not let us in: {why}", twilio.api_url))?;
            Ok("Twilio lets us in".to_owned())
        }
    }
}

/// Asks for the sessions of the last minute: what the key must be allowed to read in any case.
async fn stripe(settings: &Settings) -> Result<String, String> {
    let Some(at) = &settings.stripe else { return Ok("off, transfers only".into()) };
    let client = ClientSettings::new(at.api_url.clone(), at.secret_key.clone());
    let client = Stripe::new(ClientSettings { tries: 1, ..client }).map_err(|e| e.to_string())?;
    let now = Clock::system().now();
    let last_minute = Created { from: now - TimeDelta::minutes(1), to: now };
    let asked = client.list_sessions(None, last_minute, None).await;
    asked.map_err(|failure| format!("{} does not serve us: {failure}", at.api_url))?;
    Ok(match settings.simulator() {
        Some(origin) => format!("the simulator at {origin} answers"),
        None => "answers, and takes the key".into(),
    })
}
