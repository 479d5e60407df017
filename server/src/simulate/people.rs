//! The people of a simulated portfolio, what they owe, and the creditor's own files of it.

use chrono::{Days, NaiveDate};
use domain::ids::CaseId;
use domain::money::Currency;

use super::agenda::Errand;
use super::clock::after;
use super::dice::Dice;
use super::persona::Kind;

/// How a file is written and what it means.
pub(super) const MAP: &str = r#"
delimiter = "semicolon"
encoding = "utf-8"
dates = "dd/mm/yyyy"
decimal = "point"
thousands = "none"
amount = "original"
[columns]
cliente = "debtor.reference"
nombre = "debtor.name"
correo = "debtor.email"
nacimiento = "debtor.birth_date"
numero = "debt.reference"
concepto = "debt.description"
emision = "debt.issued_on"
vencimiento = "debt.due_on"
moneda = "debt.currency"
importe = "debt.amount"
"#;

/// The first line of a file.
pub(super) const HEADER: &str =
    "cliente;nombre;correo;nacimiento;numero;concepto;emision;vencimiento;moneda;importe";

/// Currencies, how often each, and the least and the most of an invoice in minor units. In each of the
/// last two there is a way to pay that takes days.
pub(super) const CURRENCIES: [(&str, u32, (i64, i64)); 3] = [
    ("PEN", 600, (5_000, 120_000)),
    ("MXN", 200, (30_000, 300_000)),
    ("EUR", 200, (2_000, 60_000)),
];

const GIVEN: [&str; 8] = ["Rosa", "Julio", "Inés", "Óscar", "Lucía", "Andrés", "Carmen", "Hugo"];
const FAMILY: [&str; 7] = ["Quispe", "Salas", "Ponce", "Rojas", "Núñez", "Castillo", "Vera"];

/// What somebody owes for.
const WHAT_FOR: &str = "Consulta y análisis";

/// Days from the paper to the day on which it is due.
const TERM: u32 = 30;

/// One paper.
#[derive(Clone, Debug)]
pub(super) struct Invoice {
    pub(super) reference: String,
    /// What it was made out for, in minor units.
    pub(super) minor: i64,
    issued_on: NaiveDate,
}

/// One person who owes.
#[derive(Clone, Debug)]
pub(super) struct Debtor {
    number: usize,
    pub(super) kind: Kind,
    pub(super) currency: Currency,
    pub(super) birth: Option<NaiveDate>,
    has_email: bool,
    pub(super) invoices: Vec<Invoice>,
    /// Their case, once the first file is in.
    pub(super) case: Option<CaseId>,
    /// What opens their case: the newest they were sent.
    pub(super) token: Option<String>,
    /// What they will do as soon as they have another link.
    pub(super) waits: Option<Errand>,
}

impl Debtor {
    /// Somebody with one to three papers, from 150 days late to 25 days ahead; `None` for a currency
    /// that nobody counts in.
    pub(super) fn random(number: usize, dice: &mut Dice, today: NaiveDate) -> Option<Self> {
        let shares = CURRENCIES.map(|(code, often, minor)| ((code, minor), often));
        let (code, (least, most)) = dice.weighted(&shares)?;
        let mut person = Self {
            number,
            kind: Kind::random(dice),
            currency: Currency::parse(code)?,
            birth: None,
            has_email: !dice.per_mille(80),
            invoices: Vec::new(),
            case: None,
            token: None,
            waits: None,
        };
        if !dice.per_mille(200) {
            let born = NaiveDate::from_ymd_opt(1950, 1, 1)?;
            person.birth = Some(after(born, dice.below(18_000)));
        }
        for _ in 0..dice.between(1, 3) {
            let age = Days::new(u64::from(dice.between(5, 180)));
            let minor = dice.minor(least, most);
            person.add(minor, today.checked_sub_days(age)?);
        }
        Some(person)
    }

    /// One more paper.
    pub(super) fn add(&mut self, minor: i64, issued_on: NaiveDate) {
        let reference = format!("F-{:06}-{:02}", self.number, self.invoices.len() + 1);
        self.invoices.push(Invoice { reference, minor, issued_on });
    }

    /// The customer's number.
    pub(super) fn reference(&self) -> String {
        format!("C-{:06}", self.number)
    }

    fn email(&self) -> String {
        if self.has_email { format!("c{:06}@correo.example", self.number) } else { String::new() }
    }

    /// The row of one of their papers.
    pub(super) fn row(&self, paper: &Invoice) -> String {
        let day = |day: NaiveDate| day.format("%d/%m/%Y").to_string();
        let (given, family) =
            (GIVEN[self.number % GIVEN.len()], FAMILY[self.number % FAMILY.len()]);
        let Invoice { reference, minor, issued_on } = paper;
        format!(
            "{};{given} {family};{};{};{reference};{WHAT_FOR};{};{};{};{}.{:02}\n",
            self.reference(),
            self.email(),
            self.birth.map(day).unwrap_or_default(),
            day(*issued_on),
            day(after(*issued_on, TERM)),
            self.currency.code(),
            minor / 100,
            minor % 100,
        )
    }
}

/// Whose address it is, by their place among all.
pub(super) fn addressee(address: &str) -> Option<usize> {
    address.strip_prefix('c')?.split('@').next()?.parse().ok()
}
