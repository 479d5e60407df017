//! Every debtor's page with the data of one invented person, for tests and for looking at.

mod agreements;
mod money_pages;
mod offers;
mod papers;
mod plans;
mod proposals;
mod receipts;
mod small_pages;
mod transfers;

use chrono::{NaiveDate, NaiveDateTime};
use domain::country::Country;
use domain::ids::{AttemptId, DebtId, PaymentId};
use domain::money::{Currency, Money};

use crate::format::Naming;
use crate::reader::Reader;
use crate::shell::{Contact, Mode, Sender, Session, Shell, Written};
use crate::texts::{Address, Lang, Voice};

/// One drawn page.
pub(crate) struct Sample {
    pub name: &'static str,
    pub html: String,
}

/// Who reads the samples, and whose they are.
#[derive(Clone, Copy)]
pub(crate) struct Scene {
    pub voice: Voice,
    pub currency: &'static str,
    /// Minor units that stand for 100 soles.
    pub hundred: i64,
    pub creditor: &'static str,
    pub legal_id: &'static str,
}

/// A clinic in Lima and a patient who is addressed as tú.
pub(crate) const LIMA: Scene = Scene {
    voice: Voice { lang: Lang::Es, region: Country::Pe, address: Address::Tu },
    currency: "PEN",
    hundred: 10_000,
    creditor: "Clínica San Borja",
    legal_id: "RUC 20601234565",
};

/// A name of 83 characters and amounts of eight digits.
pub(crate) const BOGOTA: Scene = Scene {
    voice: Voice { lang: Lang::Es, region: Country::Co, address: Address::Usted },
    currency: "COP",
    hundred: 123_460_000,
    creditor: "Corporación Educativa y de Servicios Integrales Nuestra Señora del Rosario de Bogotá",
    legal_id: "NIT 900.123.456-8",
};

impl Scene {
    /// The same scene for another reader.
    pub(crate) fn read_in(self, lang: Lang, address: Address) -> Self {
        Self { voice: Voice { lang, address, ..self.voice }, ..self }
    }

    /// The page of a debtor who is in.
    pub(crate) fn shell(self) -> Shell {
        Shell { session: Session::Open, ..self.shell_outside() }
    }

    /// The page of a visitor who has been told who writes, and no more.
    pub(crate) fn shell_outside(self) -> Shell {
        let contact = Contact {
            phone: Some("01 555 0100".to_owned()),
            hours: Some(written("9:00–18:00")),
            email: Some("pagos@sanborja.example".to_owned()),
        };
        let sender = Sender {
            name: self.creditor.to_owned(),
            legal_id: Some(self.legal_id.to_owned()),
            contact,
        };
        Shell { sender, ..self.shell_neutral() }
    }

    /// The page of a shared host.
    pub(crate) fn shell_neutral(self) -> Shell {
        Shell {
            reader: self.reader(),
            sheets: vec!["debtor.css".to_owned(), "brand.css".to_owned()],
            loader: None,
            sender: Sender {
                name: "AlDía".to_owned(),
                legal_id: None,
                contact: Contact::default(),
            },
            session: Session::None,
            mode: Mode::Live,
            query: String::new(),
        }
    }

    pub(crate) fn reader(self) -> Reader {
        Reader { naming: Naming::Symbol, ..Reader::new(self.voice, day(2026, 11, 22)) }
    }

    /// So many hundredths of the scene's hundred.
    fn money(self, hundredths: i64) -> Money {
        self.minor(self.hundred / 100 * hundredths)
    }

    fn minor(self, minor: i64) -> Money {
        let currency = Currency::parse(self.currency).expect("a currency");
        Money::new(minor, currency).expect("not negative")
    }

    /// The parts of the legal id: what it is called, and the number.
    fn legal(self) -> (String, String) {
        let (label, id) = self.legal_id.split_once(' ').expect("a label and a number");
        (label.to_owned(), id.to_owned())
    }

    /// All pages. Names are those of files.
    pub(crate) fn pages(self) -> Vec<Sample> {
        let mut pages = small_pages::all(self);
        pages.extend(money_pages::all(self));
        pages.extend(receipts::all(self));
        pages.extend(offers::all(self));
        pages.extend(plans::all(self));
        pages.extend(proposals::all(self));
        pages
    }
}

/// Numbers only: a creditor's own words would be of one language on every page.
fn written(text: &str) -> Written {
    Written { text: text.to_owned(), lang: Lang::Es }
}

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a day")
}

fn moment(hour: u32, minute: u32) -> NaiveDateTime {
    day(2026, 11, 22).and_hms_opt(hour, minute, 0).expect("a time")
}

fn attempt() -> AttemptId {
    AttemptId::from_bits(0x0192_0000_0000_7000_8000_0000_0000_0001)
}

fn payment() -> PaymentId {
    PaymentId::from_bits(0x0192_0000_0000_7000_8000_0000_0000_0002)
}

fn debt(number: u128) -> DebtId {
    DebtId::from_bits(0x0192_0000_0000_7000_8000_0000_0000_0100 + number)
}
