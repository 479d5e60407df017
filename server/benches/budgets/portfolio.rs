//! A creditor's file as large as one likes: always the same bytes for the same size.
//!
//! Invoices stand in the order of their numbers, so the rows of one customer are far apart. One
//! customer in 40 has 20 invoices, the others one to four; or all have three.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use chrono::{NaiveDate, TimeDelta};

use crate::Outcome;

/// Invoices of each customer that the statement is measured with.
pub const LONG: u64 = 20;

/// Every so many customers have [`LONG`] invoices.
const BLOCK: u64 = 40;

/// A prime that no size is a multiple of: invoice `n` belongs to place `n * STRIDE` modulo the size.
const STRIDE: u64 = 7_368_787;

/// How the file is written.
pub const MAP: &str = r#"
delimiter = "semicolon"
encoding = "utf-8"
dates = "dd/mm/yyyy"
decimal = "comma"
thousands = "none"
country = "PE"
currency = "PEN"
amount = "original"
[columns]
"Documento" = "debt.reference"
"Cliente" = "debtor.reference"
"Importe" = "debt.amount"
"Nombre" = "debtor.name"
"Correo" = "debtor.email"
"Celular" = "debtor.phone"
"DNI" = "debtor.national_id"
"Concepto" = "debt.description"
"Tipo" = "debt.document_type"
"Emisión" = "debt.issued_on"
"Vencimiento" = "debt.due_on"
"#;

const FIRST: [&str; 12] = [
    "Rosa", "José", "María", "Luis", "Carmen", "Jorge", "Ana", "Víctor", "Julia", "Óscar", "Elena",
    "Raúl",
];
const LAST: [&str; 25] = [
    "Quispe", "Mamani", "Huamán", "Flores", "Rojas", "Muñoz", "Vargas", "Castillo", "Chávez",
    "Ramos", "Torres", "Paredes", "Salazar", "Ñahui", "Cáceres", "Medina", "Vega", "Campos",
    "Ríos", "Núñez", "Acosta", "Ponce", "Soto", "Lazo", "Ibáñez",
];
const WHAT: [&str; 6] = [
    "Consulta y ecografía",
    "Análisis de laboratorio",
    "Resonancia de rodilla",
    "Hospitalización, dos noches",
    "Terapia física, diez sesiones",
    "Consulta de control",
];

/// How many invoices customers have.
#[derive(Clone, Copy)]
pub enum Shape {
    /// One in 40 has [`LONG`], the others one to four.
    Mixed,
    /// All have three.
    Threes,
}

impl Shape {
    /// How many invoices a customer has.
    const fn invoices(self, customer: u64) -> u64 {
        match self {
            Self::Mixed if customer.is_multiple_of(BLOCK) => LONG,
            Self::Mixed => 1 + customer % 4,
            Self::Threes => 3,
        }
    }
}

/// The customers' numbers, block after block.
struct Places(Vec<u64>);

impl Places {
    fn new(shape: Shape) -> Self {
        Self((0..BLOCK).flat_map(|c| (0..shape.invoices(c)).map(move |_| c)).collect())
    }

    fn size(&self) -> u64 {
        u64::try_from(self.0.len()).unwrap_or(1)
    }

    fn customer(&self, place: u64) -> u64 {
        let within = usize::try_from(place % self.size()).unwrap_or_default();
        place / self.size() * BLOCK + self.0[within]
    }
}

/// The number of the `n`th customer with [`LONG`] invoices.
pub fn long_customer(n: u64) -> String {
    reference(n * BLOCK)
}

/// How many customers of a mixed file have all of their [`LONG`] invoices in it.
pub fn long_customers(debts: u64) -> u64 {
    debts / Places::new(Shape::Mixed).size()
}

fn reference(customer: u64) -> String {
    format!("C-{customer:07}")
}

/// Writes a file of `debts` invoices, due around `today`.
pub fn write(path: &Path, (shape, debts): (Shape, u64), today: NaiveDate) -> Outcome<()> {
    let mut out = BufWriter::new(File::create(path)?);
    out.write_all(
        "Documento;Cliente;Importe;Nombre;Correo;Celular;DNI;Concepto;Tipo;Emisión;Vencimiento\r\n"
            .as_bytes(),
    )?;
    let places = Places::new(shape);
    for number in 0..debts {
        let place = number * STRIDE % debts;
        let customer = places.customer(place);
        let word = |list: &[&'static str], by: u64| {
            list[usize::try_from(by).unwrap_or_default() % list.len()]
        };
        let (first, last) = (word(&FIRST, customer), word(&LAST, customer / 12));
        let second = word(&LAST, customer / 300 + customer);
        let issued = today - days(number % 300 + 1);
        let due = issued + days(30);
        let cents = 1_000 + place * 7_919 % 90_000;
        write!(
            out,
            "B001-{number:08};{};{},{:02};{first} {last} {second};c{customer}@example.pe;\
             9{customer:08};{};{};{};{};{}\r\n",
            reference(customer),
            cents / 100,
            cents % 100,
            10_000_000 + customer,
            word(&WHAT, number),
            word(&["Boleta", "Factura"], number),
            issued.format("%d/%m/%Y"),
            due.format("%d/%m/%Y"),
        )?;
    }
    out.flush()?;
    Ok(())
}

fn days(count: u64) -> TimeDelta {
    TimeDelta::days(i64::try_from(count).unwrap_or_default())
}
