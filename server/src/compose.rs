//! The only place that knows everything: puts the parts of the program together.

use std::ops::Deref;
use std::sync::Arc;

use secrecy::ExposeSecret;

use crate::clock::{Clock, IdSource};
use crate::config::master_key;
use crate::config::program::{ConfigError, Settings};
use crate::keys::Keys;
use crate::messaging::{Limits, Mailer, Texter};
use crate::store::{Store, StoreError};
use crate::stripe::client::{ClientError, Settings as StripeSettings, Stripe};
use crate::stripe::signature::{SecretError, Verifier};

/// The program's parts, shared by pages, jobs and commands. Cheap to clone.
#[derive(Clone)]
pub struct Portal(Arc<Parts>);

/// What use cases work with.
pub struct Parts {
    /// The program's settings.
    pub settings: Settings,
    /// The database.
    pub store: Store,
    /// What seals personal data.
    pub keys: Keys,
    /// The time.
    pub clock: Clock,
    /// Fresh ids.
    pub ids: IdSource,
    /// Stripe; `None` if only transfers are taken.
    pub stripe: Option<Stripe>,
    /// Checks the signatures of Stripe's events.
    pub verifier: Option<Verifier>,
    /// Sends e-mails.
    pub mailer: Mailer,
    /// Sends messages to phones.
    pub texter: Texter,
}

impl Deref for Portal {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}

/// Parts that were put together elsewhere, as a simulation does.
impl From<Parts> for Portal {
    fn from(parts: Parts) -> Self {
        Self(Arc::new(parts))
    }
}

/// Why the program could not be put together.
#[derive(Debug, thiserror::Error)]
pub enum ComposeError {
    /// A setting is missing or dangerous.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// The database does not open.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The client of Stripe does not come up.
    #[error(transparent)]
    Stripe(#[from] ClientError),
    /// The webhook secrets are no good.
    #[error(transparent)]
    Signature(#[from] SecretError),
    /// The mail server's address is no good, or the folder cannot be made.
    #[error("mail: {0}")]
    Mail(String),
    /// The client of Twilio does not come up.
    #[error("phones: {0}")]
    Phones(String),
}

impl Portal {
    /// Opens the database, reads the master key, and connects what `settings` name.
    pub async fn open(settings: Settings, clock: Clock) -> Result<Self, ComposeError> {
        Self::open_with(settings, clock, Limits::default()).await
    }

    /// The same, with other limits for the mail server.
    pub async fn open_with(
        settings: Settings,
        clock: Clock,
        limits: Limits,
    ) -> Result<Self, ComposeError> {
        let keys = master_key::read(&settings.key_file, clock.clone())?;
        let store = Store::open(settings.database_url.expose_secret()).await?;
        let (stripe, verifier) = match &settings.stripe {
            None => (None, None),
            Some(at) => {
                let client = StripeSettings::new(at.api_url.clone(), at.secret_key.clone());
                (Some(Stripe::new(client)?), Some(Verifier::new(at.webhook_secrets.clone())?))
            }
        };
        let mailer = Mailer::new(&settings.mail).map_err(ComposeError::Mail)?.with_limits(limits);
        let texter = Texter::new(&settings.phones).map_err(ComposeError::Phones)?;
        let ids = IdSource::new(clock.clone());
        Ok(Parts { settings, store, keys, clock, ids, stripe, verifier, mailer, texter }.into())
    }
}
