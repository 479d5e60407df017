//! A portal on a fresh database, for unit tests: a set clock, no Stripe, letters into a folder.

use std::path::Path;

use chrono::{DateTime, Utc};
use domain::ids::{CaseId, DebtId};
use domain::money::{Currency, Money};
use tempfile::TempDir;

use crate::clock::Clock;
use crate::compose::Portal;
use crate::config::creditor::Settings as CreditorSettings;
use crate::config::master_key;
use crate::config::program::Settings;
use crate::store::debtor::Person;
use crate::tenant::Tenant;
use crate::use_cases::creditor;
use crate::use_cases::debt::{self, NewDebt};

/// A portal with the folder of its files, which goes with it.
pub struct Fixture {
    /// The portal.
    pub portal: Portal,
    _folder: TempDir,
}

/// A file that `creditor apply` takes.
pub fn creditor_file(slug: &str) -> String {
    format!(
        r##"
        slug = "{slug}"
        name = "Clínica San Borja"
        legal_name = "Clínica San Borja S.A.C."
        legal_id = "20601234565"
        address = "Av. Guardia Civil 337, Lima"
        country = "PE"
        identity_check = ["national-id", "invoice-number"]
        terms = "Puedes pagar en caja."
        [brand]
        color = "#0b6e5f"
        [contact]
        phone = "01 555 0100"
        hours = "lunes a viernes de 9 a 18"
        sender = "cobros@example.pe"
        reply_to = "cobros@example.pe"
        [bank]
        bank = "Banco"
        holder = "Clínica San Borja S.A.C."
        numbers = [{{ label = "CCI", value = "00219300123456789012" }}]
        "##
    )
}

impl Fixture {
    /// Opens the portal. It is Monday 9 March 2026, ten in the morning in Lima.
    pub async fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let clock = Clock::set_to(at("2026-03-09T15:00:00Z"));
        let portal = Portal::open(settings(folder.path()), clock).await.expect("a portal");
        Self { portal, _folder: folder }
    }

    /// Sets up a creditor.
    pub async fn creditor(&self, slug: &str) -> Tenant {
        let settings = CreditorSettings::from_toml(&creditor_file(slug)).expect("a good file");
        creditor::apply(&self.portal, &settings).await.expect("applied").0
    }

    /// Enters a debt in soles, due on `due_on`, and gives it with its case.
    pub async fn debt(
        &self,
        tenant: &Tenant,
        (reference, debtor_reference): (&str, &str),
        minor: i64,
        due_on: &str,
    ) -> (CaseId, DebtId) {
        let new = NewDebt {
            reference: reference.into(),
            debtor_reference: debtor_reference.into(),
            person: Person {
                name: Some(format!("Rosa Quispe {debtor_reference}")),
                ..Person::default()
            },
            description: None,
            document_type: Some("Boleta".into()),
            issued_on: None,
            due_on: Some(due_on.parse().expect("a day")),
            amount: soles(minor),
        };
        debt::add(&self.portal, tenant, &new).await.expect("entered")
    }
}

fn settings(folder: &Path) -> Settings {
    let key = folder.join("key");
    master_key::create(&key).expect("a key");
    let toml = format!(
        "env = 'demo'\nbase_url = 'http://localhost:7070'\ntransfer_only = true\n\
         database_url = 'sqlite:{0}/aldia.db?mode=rwc'\nkey_file = '{0}/key'\nmailbox_dir = '{0}/mail'\n",
        folder.display()
    );
    Settings::from_toml(&toml).expect("good settings")
}

/// An instant as RFC 3339 writes it.
pub fn at(text: &str) -> DateTime<Utc> {
    text.parse().expect("an instant")
}

/// An amount in soles.
pub fn soles(minor: i64) -> Money {
    Money::new(minor, Currency::parse("PEN").expect("known")).expect("positive")
}
