//! `aldia keys`: keys with which creditors' own systems sign links, and the master key's successor.

use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};
use clap::Subcommand;
use domain::ids::LinkKeyId;
use domain::signed_link::Algorithm;

use super::refusal::in_words;
use super::{Outcome, unknown};
use crate::compose::Portal;
use crate::keys::jwt::{self, CheckedBy, Secret};
use crate::store::link_key::{Brought, LinkKey};
use crate::use_cases::link_key::{self, Made, OVERLAP, Origin};
use crate::use_cases::master_key::{self, REST, SETTLED};

/// What to do with keys.
#[derive(Debug, Subcommand)]
pub enum Args {
    /// Make a key for a creditor's own system. What signs is printed once and kept nowhere.
    Make {
        /// The creditor's short name.
        #[arg(long, value_name = "SLUG")]
        creditor: String,
        /// What it is called in lists: the system that will have it.
        #[arg(long)]
        name: String,
        /// How it signs: EdDSA, whose secret half only that system has; or HS256.
        #[arg(long, value_parser = ["EdDSA", "HS256"], default_value = "EdDSA")]
        alg: String,
        /// The public half of a pair that the creditor made itself: PEM of Ed25519.
        #[arg(long, value_name = "FILE.pem")]
        public_key: Option<PathBuf>,
    },
    /// List a creditor's keys and what their links brought.
    List {
        /// The creditor's short name.
        #[arg(long, value_name = "SLUG")]
        creditor: String,
    },
    /// Make a successor of a key; links of both count for a while.
    Rotate {
        /// The creditor's short name.
        #[arg(long, value_name = "SLUG")]
        creditor: String,
        /// The key.
        key: LinkKeyId,
        /// For how many days links of the old one still count.
        #[arg(long, value_name = "DAYS", default_value_t = OVERLAP.num_days(),
            value_parser = clap::value_parser!(i64).range(0..=365))]
        overlap: i64,
        /// The public half of a new pair that the creditor made itself.
        #[arg(long, value_name = "FILE.pem")]
        public_key: Option<PathBuf>,
    },
    /// Take a key back at once: none of its links opens anything, whoever is in through one is out.
    Revoke {
        /// The creditor's short name.
        #[arg(long, value_name = "SLUG")]
        creditor: String,
        /// The key.
        key: LinkKeyId,
    },
    /// Put a new master key beside the old one and seal everything under it, while the portal serves.
    /// Stopped at any moment, it goes on where it was.
    Roll {
        /// In how many seconds the new key seals. Several nodes need the key's file before: give yourself time.
        #[arg(long, value_name = "SECONDS", default_value_t = 5,
            value_parser = clap::value_parser!(i64).range(2..=604_800))]
        seals_in: i64,
    },
    /// Take the old master key out of its file, once it is proved that nothing stands under it.
    DropOld,
}

/// Runs the command.
pub async fn run(portal: &Portal, args: Args) -> Outcome {
    match args {
        Args::Make { creditor, name, alg, public_key } => {
            let (tenant, _) = unknown::creditor(portal, &creditor).await?;
            let origin = match public_key {
                Some(path) => Origin::Brought(read(&path)?),
                None => Origin::Made(alg.parse::<Algorithm>()?),
            };
            let made = link_key::make(portal, &tenant, &name, &origin).await.map_err(in_words)?;
            Ok(said(&made))
        }
        Args::List { creditor } => {
            let (tenant, _) = unknown::creditor(portal, &creditor).await?;
            let keys = link_key::list(portal, &tenant).await.map_err(in_words)?;
            let now = portal.clock.now();
            let lines: Vec<_> =
                keys.iter().map(|(key, brought)| line(key, *brought, now)).collect();
            Ok(lines.join("\n"))
        }
        Args::Rotate { creditor, key, overlap, public_key } => {
            let (tenant, _) = unknown::creditor(portal, &creditor).await?;
            let brought = public_key.as_deref().map(read).transpose()?;
            let until = (&key, TimeDelta::days(overlap));
            let rotated = link_key::rotate(portal, &tenant, until, brought.as_ref()).await;
            let (made, ends_at) = rotated.map_err(in_words)?;
            let until = instant(ends_at);
            Ok(format!("{}\nLinks that {key} signed count until {until}.", said(&made)))
        }
        Args::Revoke { creditor, key } => {
            let (tenant, _) = unknown::creditor(portal, &creditor).await?;
            let closed = link_key::revoke(portal, &tenant, &key).await.map_err(in_words)?;
            Ok(format!(
                "{key} signs nothing any more. Links that had been used: {closed}, all closed."
            ))
        }
        Args::Roll { seals_in } => roll(portal, TimeDelta::seconds(seals_in)).await,
        Args::DropOld => {
            let aside = master_key::drop_old(portal, &mut |_| {}).await.map_err(in_words)?;
            Ok(format!(
                "The old master key is in {aside}. Copies of the database from before need it: keep it \
                 with them, and destroy it with the last of them."
            ))
        }
    }
}

fn read(path: &Path) -> Result<CheckedBy, Box<dyn std::error::Error + Send + Sync>> {
    let text = std::fs::read_to_string(path).map_err(|error| unknown::file(path, &error))?;
    let key = jwt::public_key(&text);
    let wrong = || format!("{}: not the public half of a key of Ed25519, as PEM", path.display());
    Ok(key.ok_or_else(wrong)?)
}

fn said(made: &Made) -> String {
    let id = &made.id;
    match &made.secret {
        None => format!("The key is {id}."),
        Some(Secret::Shared(secret)) => {
            format!("The key is {id} (HS256). Its secret, which nobody can print again:\n{secret}")
        }
        Some(Secret::PrivateKey(pem)) => format!(
            "The key is {id} (EdDSA). Its private half, which nobody can print again:\n{}",
            pem.trim_end()
        ),
    }
}

fn line(key: &LinkKey, brought: Brought, now: DateTime<Utc>) -> String {
    let LinkKey { id, name, algorithm, .. } = key;
    let state = match (key.revoked_at, key.ends_at) {
        (Some(at), _) => format!("revoked {}", instant(at)),
        (None, Some(at)) if now < at => format!("until {}", instant(at)),
        (None, Some(at)) => format!("over since {}", instant(at)),
        (None, None) => "in use".to_owned(),
    };
    let Brought { links, opened, verified, paid } = brought;
    let came = format!("{links} links used, {opened} opened, {verified} let in, {paid} paid");
    format!("{id}  {} ({name}): {state}; {came}", algorithm.as_str())
}

fn instant(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// How often it is looked whether the new key's instant has come.
const PATIENCE: Duration = Duration::from_millis(200);

async fn roll(portal: &Portal, seals_in: TimeDelta) -> Outcome {
    let begun = master_key::begin(portal, seals_in).await.map_err(in_words)?;
    let from = begun.seals_from;
    eprintln!(
        "The new master key seals from {}. Until then every node needs the file.",
        instant(from)
    );
    while portal.clock.now() < from + SETTLED {
        tokio::time::sleep(PATIENCE).await;
    }
    let mut told = |rows: i64| eprint!("\r{rows} rows sealed again");
    let roll = master_key::seal_again(portal, &mut told).await.map_err(in_words)?;
    eprintln!();
    Ok(format!(
        "{} rows were sealed again, and nothing stands under the old key. From {} on, `aldia keys \
         drop-old` takes it out of {}.",
        roll.rows_sealed,
        instant(from + REST),
        portal.settings.key_file.display()
    ))
}
