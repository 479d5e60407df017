//! One installation to be measured: its folder, its settings, its creditor, and people at its pages.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use app::creditor::Role;
use chrono::TimeDelta;
use domain::email::EmailAddress;
use domain::ids::{AccessLinkId, CaseId};
use server::clock::Clock;
use server::compose::Portal;
use server::config::creditor::Settings as Creditor;
use server::config::{master_key, program};
use server::in_tx;
use server::keys::Token;
use server::store::debtor::{self, Find};
use server::store::{access_link, sign_in};
use server::tenant::Tenant;
use server::use_cases::session::{self, Stage};
use server::use_cases::team::{self, Invitation, Notice};
use server::use_cases::{PortalError, creditor};

use crate::portfolio::Shape;
use crate::process::{Process, aldia};
use crate::{Outcome, portfolio};

/// The creditor of every site.
const CLINIC: &str = r##"
slug = "san-borja"
name = "Clínica San Borja"
legal_name = "Clínica San Borja S.A.C."
legal_id = "20601234565"
address = "Av. San Borja Norte 123, Lima"
country = "PE"
identity_check = ["national-id", "birth-date", "invoice-number"]
terms = "Los pagos vencen a los 30 días."
least_part_payment = { PEN = "20.00" }
[brand]
color = "#0b6e5f"
[contact]
phone = "01 555 0100"
hours = "lunes a viernes de 9 a 18"
sender = "cobros@sanborja.example"
reply_to = "cobros@sanborja.example"
[bank]
bank = "Banco de Prueba"
holder = "Clínica San Borja S.A.C."
numbers = [{ label = "CCI", value = "00219300123456789012" }]
[stripe]
descriptor = "SAN BORJA"
methods = ["card"]
"##;

/// An installation.
pub struct Site {
    folder: PathBuf,
    /// Where its database is.
    pub database: String,
    /// Where it listens while it is served.
    pub port: u16,
    /// The program's parts, to make people with.
    pub portal: Portal,
    /// The creditor.
    pub tenant: Tenant,
}

/// Somebody who looks at pages.
pub struct Person {
    /// The cookie of their session.
    pub cookie: String,
    /// The case that they may see; none for the team.
    pub case: Option<CaseId>,
}

impl Site {
    /// A site with nobody in it. `database` is its URL; a file in its own folder if `None`.
    pub async fn new(folder: &Path, database: Option<String>) -> Outcome<Self> {
        fs::create_dir_all(folder)?;
        let key_file = folder.join("master.key");
        master_key::create(&key_file)?;
        let database = database
            .unwrap_or_else(|| format!("sqlite:{}?mode=rwc", folder.join("aldia.db").display()));
        let port = free_port()?;
        // Nobody answers for Stripe: no page under measure asks it anything.
        let toml = format!(
            "env = 'demo'\nbase_url = 'http://localhost:{port}'\nbind = '127.0.0.1:{port}'\n\
             database_url = '{database}'\nkey_file = '{}'\nmailbox_dir = '{}'\n\
             stripe_api_url = 'http://127.0.0.1:9'\n\
             stripe_secret_key = 'sk_test_for_the_benchmarks'\n\
             stripe_webhook_secrets = 'whsec_for_the_benchmarks'\n",
            key_file.display(),
            folder.join("mailbox").display(),
        );
        fs::write(folder.join("aldia.toml"), &toml)?;
        let settings = program::Settings::from_toml(&toml)?;
        let portal = Portal::open(settings, Clock::system()).await?;
        let clinic = Creditor::from_toml(CLINIC).map_err(|error| error.to_string())?;
        let (tenant, _) = creditor::apply(&portal, &clinic).await?;
        Ok(Self { folder: folder.to_owned(), database, port, portal, tenant })
    }

    /// Where its settings stand.
    pub fn config(&self) -> PathBuf {
        self.folder.join("aldia.toml")
    }

    /// Gives the creditor a number to write SMS from.
    pub async fn with_phone(&self) -> Outcome<()> {
        let file = format!("{CLINIC}\n[sms]\nfrom = '+51911111111'\nown_invoices = true\n");
        let clinic = Creditor::from_toml(&file).map_err(|error| error.to_string())?;
        creditor::apply(&self.portal, &clinic).await?;
        Ok(())
    }

    /// A command of `aldia` on this site.
    pub fn aldia(&self, args: &[&str]) -> Command {
        let mut command = aldia(&self.config());
        command.args(args);
        command
    }

    /// Writes a file of `debts` invoices, and gives the command that imports it.
    pub fn import(&self, debts: u64) -> Outcome<Command> {
        self.import_of((Shape::Mixed, debts))
    }

    fn import_of(&self, invoices: (Shape, u64)) -> Outcome<Command> {
        let (file, map) = (self.folder.join("debts.csv"), self.folder.join("map.toml"));
        portfolio::write(&file, invoices, self.portal.clock.now().date_naive())?;
        fs::write(&map, portfolio::MAP)?;
        let (file, map) = (file.display().to_string(), map.display().to_string());
        Ok(self.aldia(&["import", "--creditor", "san-borja", "--map", &map, &file]))
    }

    /// A site with `debts` invoices.
    pub async fn filled(folder: &Path, debts: u64) -> Outcome<Self> {
        Self::of(folder, (Shape::Mixed, debts)).await
    }

    /// A site with so many invoices, of customers of one shape.
    pub async fn of(folder: &Path, invoices: (Shape, u64)) -> Outcome<Self> {
        Self::of_in(folder, None, invoices).await
    }

    /// The same in a database of one's choice, as [`Site::new`] takes it.
    pub async fn of_in(
        folder: &Path,
        database: Option<String>,
        invoices: (Shape, u64),
    ) -> Outcome<Self> {
        let site = Self::new(folder, database).await?;
        Process::start(site.import_of(invoices)?)?.finish().await?;
        Ok(site)
    }

    /// Opens sessions of `count` debtors with many invoices, spread over the site's `debts`.
    pub async fn debtors(&self, count: u64, debts: u64) -> Outcome<Vec<Person>> {
        let (there, mut people) = (portfolio::long_customers(debts), Vec::new());
        for n in 0..count.min(there) {
            let reference = portfolio::long_customer(n * there / count.min(there));
            people.push(self.debtor(&reference).await?);
        }
        Ok(people)
    }

    async fn debtor(&self, reference: &str) -> Outcome<Person> {
        let (portal, tenant) = (&self.portal, &self.tenant);
        let mut conn = portal.store.read().await?;
        let found =
            debtor::find(&mut conn, tenant, &portal.keys, Find::Reference(reference)).await?;
        drop(conn);
        let (_, _, case) = found.ok_or("no such customer")?;
        let (link, now) = (AccessLinkId::from_bits(portal.ids.bits()), portal.clock.now());
        let begun: Result<Token, PortalError> = in_tx!(portal.store, tx => {
            let new = access_link::NewLink {
                id: &link,
                case: &case,
                hash: &Token::random().hash(),
                message: None,
                expires_at: now + TimeDelta::days(30),
            };
            access_link::insert(&mut tx, tenant, new, now).await?;
            session::begin(&mut tx, tenant, (&case, &link), (Stage::Full, None), now).await?
        });
        let token = begun?;
        let cookie = format!("aldia={}", token.reveal());
        Ok(Person { cookie, case: Some(case) })
    }

    /// Signs an owner of the team in.
    pub async fn owner(&self) -> Outcome<Person> {
        let (portal, tenant) = (&self.portal, &self.tenant);
        let email = EmailAddress::parse("elena@sanborja.example").map_err(|e| format!("{e:?}"))?;
        let new = Invitation {
            email,
            name: "Elena Rojas".to_owned(),
            role: Role::Owner,
            secret: None,
            notice: Notice::None,
        };
        let invited = team::invite(portal, tenant, &new).await?;
        let (token, now) = (Token::random(), portal.clock.now());
        let done: Result<(), PortalError> = in_tx!(portal.store, tx => {
            let session = (&*token.hash(), "full");
            sign_in::insert_session(&mut tx, tenant, session, &invited.id, now).await?;
        });
        done?;
        let cookie = format!("aldia-team={}", token.reveal());
        Ok(Person { cookie, case: None })
    }
}

fn free_port() -> Outcome<u16> {
    Ok(std::net::TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}
