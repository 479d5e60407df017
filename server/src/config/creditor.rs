//! A creditor's file: who it is, how it speaks, how debtors prove who they are, where money goes.
//!
//! Written as TOML by the creditor (`aldia creditor apply FILE.toml`), kept as JSON in its row.

mod check;
mod phones;

use std::collections::BTreeMap;

use domain::access_link::DEFAULT_LIFE;
use domain::country::{Address, Country};
use domain::identity::Check;
use domain::ledger::Part;
use domain::money::{Currency, Money};
use domain::sms;
use domain::template::Field;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

pub use self::phones::{SmsFile, WhatsappFile};
use super::contact_rules::{ContactRulesFile, OwnRules};

/// The file, field by field, as it is written.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CreditorFile {
    /// Short name in commands and addresses: lower-case letters, digits, dashes.
    pub slug: String,
    /// The name that debtors know.
    pub name: String,
    /// A name that tells a stranger nothing, for subjects and lock screens; the name if missing.
    pub discreet_name: Option<String>,
    /// The name for text messages: at most 20 letters of their alphabet; made of `discreet_name` if missing.
    pub sms_name: Option<String>,
    /// The name in the trade register.
    pub legal_name: String,
    /// The tax number: RUC, NIT, RFC, RUT, NIF.
    pub legal_id: String,
    /// Where it can be visited or written to.
    pub address: String,
    /// ISO code of its country, which brings language, zone and currency.
    pub country: String,
    /// IANA name of the zone in which its days end; the country's if missing.
    pub zone: Option<String>,
    /// ISO code of its currency; the country's if missing.
    pub currency: Option<String>,
    /// `es`, `en` or `pt`; Spanish if missing.
    pub language: Option<String>,
    /// `tu` or `usted`; the country's habit if missing.
    pub address_form: Option<String>,
    /// The host that shows its own brand, if it has one.
    pub host: Option<String>,
    /// Questions of the identity check, in order: `national-id`, `birth-date`, `postcode`,
    /// `invoice-number`, `none`, `call-us`.
    pub identity_check: Vec<String>,
    /// How and when to pay, in the creditor's words; blank lines part paragraphs.
    pub terms: String,
    /// Least part payment per currency, as `PEN = "20.00"`.
    #[serde(default)]
    pub least_part_payment: BTreeMap<String, String>,
    /// What one person needs a month for food, transport and the like, per currency, as `PEN = "400.00"`:
    /// the help with what can be afforded takes it off. Nothing is taken off if missing.
    #[serde(default)]
    pub living_per_person: BTreeMap<String, String>,
    /// Days that an access link lives; 30 if missing.
    pub link_days: Option<u16>,
    /// Whether payments pay principal before interest and fees.
    #[serde(default)]
    pub principal_first: bool,
    /// The look.
    pub brand: BrandFile,
    /// Who answers.
    pub contact: ContactFile,
    /// Where transfers go; none if it takes no transfers.
    pub bank: Option<BankFile>,
    /// Its Stripe account; none if it takes no cards.
    pub stripe: Option<StripeFile>,
    /// When and how often it contacts debtors, on top of what the law says; the law alone if missing.
    pub contact_rules: Option<ContactRulesFile>,
    /// How it writes SMS; none if it does not.
    pub sms: Option<SmsFile>,
    /// How it writes on WhatsApp; none if it does not.
    pub whatsapp: Option<WhatsappFile>,
}

/// `[brand]`
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BrandFile {
    /// `#rrggbb`.
    pub color: String,
}

/// `[contact]`
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ContactFile {
    /// The number that debtors may call, as it is written on its invoices.
    pub phone: String,
    /// When somebody answers it, in words.
    pub hours: String,
    /// Where e-mails come from.
    pub sender: String,
    /// Where answers to e-mails go.
    pub reply_to: String,
}

/// `[bank]`
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BankFile {
    /// The bank's name.
    pub bank: String,
    /// Whose account it is.
    pub holder: String,
    /// Lines to copy, as `{ label = "CCI", value = "002…" }`.
    pub numbers: Vec<BankNumber>,
}

/// One number of a bank account.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BankNumber {
    /// What it is called there: CCI, CLABE, IBAN.
    pub label: String,
    /// The number.
    pub value: String,
}

/// `[stripe]`
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StripeFile {
    /// The connected account, `acct_…`; missing if the platform's own account is this creditor's.
    pub account: Option<String>,
    /// What the debtor's bank statement will say.
    pub descriptor: String,
    /// Payment methods as Stripe names them: `card`, `oxxo`, `sepa_debit`; `card` if missing.
    pub methods: Option<Vec<String>>,
}

/// How long a link may live: one that is dead when it arrives helps nobody, one that lives for ever
/// outlives the phone it was sent to.
const LINK_DAYS: std::ops::RangeInclusive<u16> = 1..=365;

/// Why a creditor's file cannot be applied.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{field}`: {problem}")]
pub struct FileError {
    /// The field, as it is written in the file.
    pub field: &'static str,
    /// What is wrong with it.
    pub problem: String,
}

fn wrong(field: &'static str, problem: impl Into<String>) -> FileError {
    FileError { field, problem: problem.into() }
}

/// A creditor's settings as the program uses them: every text of the file read and checked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Settings {
    /// The file itself, for what needs no reading.
    pub file: CreditorFile,
    /// Its country.
    pub country: Country,
    /// The zone in which its days end.
    pub zone: chrono_tz::Tz,
    /// Its currency.
    pub currency: Currency,
    /// How it speaks to debtors in Spanish.
    pub address: Address,
    /// What debtors are asked, in order.
    pub checks: Vec<Check>,
    /// Its own contact rules, on top of its country's.
    pub contact_rules: OwnRules,
}

impl Settings {
    /// Reads and checks a file.
    pub fn read(file: CreditorFile) -> Result<Self, FileError> {
        let country = Country::parse(&file.country)
            .ok_or_else(|| wrong("country", format!("`{}` is not known", file.country)))?;
        if file.link_days.is_some_and(|days| !LINK_DAYS.contains(&days)) {
            return Err(wrong("link_days", "from 1 to 365"));
        }
        let zone = file.zone.clone().unwrap_or_else(|| country.zone().to_owned());
        let zone = zone.parse().map_err(|_| wrong("zone", format!("`{zone}` is not known")))?;
        let currency = match &file.currency {
            Some(code) => Currency::parse(code)
                .ok_or_else(|| wrong("currency", format!("`{code}` is not known")))?,
            None => country.currency(),
        };
        let address = match file.address_form.as_deref() {
            None => country.address(),
            Some("tu") => Address::Tu,
            Some("usted") => Address::Usted,
            Some(other) => {
                return Err(wrong("address_form", format!("`{other}` is neither tu nor usted")));
            }
        };
        let checks = file.identity_check.iter().map(|word| {
            Check::parse(word)
                .ok_or_else(|| wrong("identity_check", format!("`{word}` is not known")))
        });
        let checks = checks.collect::<Result<_, _>>()?;
        let contact_rules = OwnRules::read(file.contact_rules.as_ref(), country)?;
        let settings = Self { file, country, zone, currency, address, checks, contact_rules };
        settings.check()?;
        Ok(settings)
    }

    /// Reads TOML as the creditor wrote it.
    pub fn from_toml(text: &str) -> Result<Self, FileError> {
        let file =
            toml::from_str(text).map_err(|error| wrong("file", error.message().to_owned()))?;
        let settings = Self::read(file)?;
        settings.check_names()?;
        Ok(settings)
    }

    /// Reads the JSON of the creditor's row.
    pub fn from_json(text: &str) -> Result<Self, FileError> {
        let file = serde_json::from_str(text).map_err(|error| wrong("file", error.to_string()))?;
        Self::read(file)
    }

    /// The JSON for the creditor's row.
    pub fn to_json(&self) -> String {
        serde_json::to_string(&self.file).expect("plain texts and lists are JSON")
    }

    /// The least part payment in `currency`; one step of the currency if the file names none.
    pub fn least_part_payment(&self, currency: Currency) -> Result<Money, FileError> {
        let field = "least_part_payment";
        let Some(text) = self.file.least_part_payment.get(currency.code()) else {
            return Money::new(currency.step(), currency).map_err(|e| wrong(field, e.to_string()));
        };
        amount(field, text, currency)
    }

    /// What one person needs a month in `currency`; nothing if the file names no amount.
    pub fn living_per_person(&self, currency: Currency) -> Result<Money, FileError> {
        match self.file.living_per_person.get(currency.code()) {
            Some(text) => amount("living_per_person", text, currency),
            None => Ok(Money::zero(currency)),
        }
    }

    /// How long an access link lives.
    pub fn link_life(&self) -> chrono::TimeDelta {
        self.file.link_days.map_or(DEFAULT_LIFE, |days| chrono::TimeDelta::days(i64::from(days)))
    }

    /// The order in which a payment pays the parts of a debt.
    pub const fn allocation_order(&self) -> [Part; 3] {
        if self.file.principal_first {
            [Part::Principal, Part::Interest, Part::Fee]
        } else {
            Part::LEGAL_ORDER
        }
    }

    /// The name for subjects and lock screens.
    pub fn discreet_name(&self) -> &str {
        self.file.discreet_name.as_deref().unwrap_or(&self.file.name)
    }

    /// The name for text messages.
    pub fn sms_name(&self) -> String {
        let made = || sms::fit(self.discreet_name(), Field::Business.most_in_sms());
        self.file.sms_name.clone().unwrap_or_else(made)
    }
}

/// An amount of the file.
fn amount(field: &'static str, text: &str, currency: Currency) -> Result<Money, FileError> {
    let amount: Decimal =
        text.parse().map_err(|_| wrong(field, format!("`{text}` is no amount")))?;
    Money::from_decimal(amount, currency).map_err(|e| wrong(field, e.to_string()))
}
