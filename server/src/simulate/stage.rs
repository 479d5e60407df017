//! Setting the stage: an empty database, a portal without sockets, one creditor and what it offers.

use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::{DateTime, Utc};
use secrecy::SecretString;
use sha2::{Digest, Sha256};
use tokio::sync::mpsc::UnboundedReceiver;

use super::people::CURRENCIES;
use super::{Order, SimulationError};
use crate::clock::{Clock, IdSource};
use crate::compose::{Parts, Portal};
use crate::config::creditor::Settings as Creditor;
use crate::config::phones::Phones;
use crate::config::program::{LogFormat, Mail, Mode, Settings, Stripe as StripeSettings};
use crate::jobs::runner;
use crate::keys::{Keys, random};
use crate::messaging::{Letter, Mailer, Texter};
use crate::store::{Durability, Store};
use crate::stripe::client::{Settings as ClientSettings, Stripe};
use crate::stripe::signature::Verifier;
use crate::stripe::simulator::{Config, Endpoint, InProcess};
use crate::tenant::Tenant;
use crate::use_cases::{creditor, policy};

/// The creditor; every simulated one is alike.
const CREDITOR: &str = include_str!("creditor.toml");

/// What it offers, with `CODE` in the place of the currency.
const POLICY: &str = include_str!("policy.toml");

/// Monday, 4 January 2027, at the first hour in Lima.
const START: &str = "2027-01-04T06:00:00Z";

/// Where the simulator of Stripe would be, if it were anywhere.
const ORIGIN: &str = "http://127.0.0.1:7071";

/// What its events are signed with.
const WEBHOOK_SECRET: &str = "whsec_of_the_simulation";

const SECRET_KEY: &str = "sk_test_of_the_simulation";

/// A folder that goes with its owner.
#[derive(Debug)]
pub(super) struct Folder(PathBuf);

impl Folder {
    /// A new one among the machine's temporary files, for its owner alone.
    pub(super) fn new() -> std::io::Result<Self> {
        use std::os::unix::fs::DirBuilderExt;
        let name = format!("aldia-simulate-{:032x}", u128::from_le_bytes(random::<16>()));
        let path = std::env::temp_dir().join(name);
        std::fs::DirBuilder::new().mode(0o700).create(&path)?;
        Ok(Self(path))
    }

    /// Where it is.
    pub(super) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // What cannot be removed is among the temporary files.
        drop(std::fs::remove_dir_all(&self.0));
    }
}

/// The stage.
pub(super) struct Stage {
    pub(super) portal: Portal,
    pub(super) stripe: InProcess,
    pub(super) letters: UnboundedReceiver<Letter>,
    pub(super) tenant: Tenant,
    pub(super) settings: Creditor,
}

fn unfit(error: impl std::fmt::Display) -> SimulationError {
    SimulationError::Unfit(error.to_string())
}

impl Stage {
    /// Sets it in the database that the order names, or in `folder`.
    pub(super) async fn set(order: &Order, folder: &Folder) -> Result<Self, SimulationError> {
        let file = format!("sqlite:{}?mode=rwc", folder.path().join("aldia.db").display());
        let database = order.database.clone().unwrap_or(file);
        let store = Store::connect_for(&database, Durability::Process).await.map_err(unfit)?;
        if !store.is_vacant().await.map_err(unfit)? {
            return Err(unfit("the database is not empty"));
        }
        store.migrate().await.map_err(unfit)?;
        let start: DateTime<Utc> = START.parse().map_err(unfit)?;
        let clock = Clock::set_to(start);
        let stripe = simulator(order.seed, start)?;
        let (mailer, letters) = Mailer::with_reader();
        let settings = settings(database, folder.path());
        let client = ClientSettings {
            first_wait: Duration::ZERO,
            ..ClientSettings::new(ORIGIN, SECRET_KEY.into())
        };
        let secrets = vec![SecretString::from(WEBHOOK_SECRET)];
        let portal = Portal::from(Parts {
            settings,
            store,
            // They guard nobody, and whoever has the seed may have them.
            keys: Keys::from_master(&Sha256::digest(order.seed.to_le_bytes()).into()),
            ids: IdSource::seeded(clock.clone(), order.seed),
            clock,
            stripe: Some(Stripe::in_process(client, stripe.clone()).map_err(unfit)?),
            verifier: Some(Verifier::new(secrets).map_err(unfit)?),
            mailer,
            texter: Texter::Nowhere,
        });
        let (tenant, settings) = add_creditor(&portal).await?;
        Ok(Self { portal, stripe, letters, tenant, settings })
    }
}

fn simulator(seed: u64, start: DateTime<Utc>) -> Result<InProcess, SimulationError> {
    let secrets = vec![WEBHOOK_SECRET.to_owned()];
    let config = Config {
        state_file: None,
        origin: Some(ORIGIN.to_owned()),
        endpoints: vec![Endpoint { url: "by-hand".to_owned(), secrets }],
        seed,
        real_now_ms: start.timestamp_millis(),
    };
    InProcess::new(config).map_err(unfit)
}

fn settings(database: String, folder: &Path) -> Settings {
    Settings {
        mode: Mode::Demo,
        base_url: "http://localhost:7070".to_owned(),
        bind: "127.0.0.1:7070".to_owned(),
        database_url: database.into(),
        key_file: folder.join("master.key"),
        mail: Mail::Folder(folder.to_owned()),
        phones: Phones::Nowhere,
        senders: 1,
        stripe: Some(StripeSettings {
            api_url: ORIGIN.to_owned(),
            secret_key: SECRET_KEY.into(),
            webhook_secrets: vec![WEBHOOK_SECRET.into()],
        }),
        log: LogFormat::Text,
    }
}

/// The creditor, what it offers in each currency, and the jobs that repeat.
async fn add_creditor(portal: &Portal) -> Result<(Tenant, Creditor), SimulationError> {
    let settings = Creditor::from_toml(CREDITOR).map_err(unfit)?;
    let (tenant, _) = creditor::apply(portal, &settings).await.map_err(unfit)?;
    for (code, ..) in CURRENCIES {
        let text = POLICY.replace("CODE", code);
        let file = policy::read(&settings, &text)
            .map_err(|errors| unfit(errors.first().map(ToString::to_string).unwrap_or_default()))?;
        let order = policy::Order { source: &text, file: &file, from: None, made_by: super::TEAM };
        policy::apply(portal, (&tenant, &settings), order).await.map_err(unfit)?;
    }
    runner::queue_repeated(portal).await.map_err(unfit)?;
    Ok((tenant, settings))
}
