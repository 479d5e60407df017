//! What the demo's creditors are owed: CSV files as a small business would export them, with dates
//! relative to today. The same day gives the same files.

use std::fmt::Write;

use chrono::{NaiveDate, TimeDelta};

/// Where one creditor's people and papers come from.
pub struct Business {
    /// The creditor's short name.
    pub slug: &'static str,
    /// How many customers.
    pub people: u32,
    /// Prefix of customers' numbers.
    pub customer: &'static str,
    /// Prefix of invoices' numbers, and what the paper is called.
    pub paper: (&'static str, &'static str),
    /// What people owe for.
    pub services: &'static [&'static str],
    /// ISO code, and least and most amount in whole units.
    pub money: (&'static str, u32, u32),
    /// Decimal sign of the file.
    pub decimal: char,
    /// Makes the national id of the `n`th person.
    pub national_id: fn(u32) -> String,
}

/// The three of the demo: 30 + 22 + 14 people.
pub const BUSINESSES: [Business; 3] = [
    Business {
        slug: "san-borja",
        people: 30,
        customer: "HC-",
        paper: ("B001-", "Boleta"),
        services: &[
            "Consulta y ecografía",
            "Análisis de laboratorio",
            "Farmacia",
            "Consulta de pediatría",
            "Terapia física, 6 sesiones",
            "Radiografía de tórax",
        ],
        money: ("PEN", 60, 900),
        decimal: '.',
        national_id: |n| format!("{:08}", 40_000_000 + n * 7_919),
    },
    Business {
        slug: "el-condor",
        people: 22,
        customer: "CL-",
        paper: ("FE-", "Factura"),
        services: &[
            "Pedido de abarrotes",
            "Pedido de lácteos",
            "Pedido de bebidas",
            "Flete y entrega",
            "Pedido de granos y harinas",
        ],
        money: ("COP", 180_000, 12_345_678),
        decimal: ',',
        national_id: |n| format!("{}", 52_000_000 + n * 104_729),
    },
    Business {
        slug: "turia",
        people: 14,
        customer: "S-",
        paper: ("R-2026-", "Recibo"),
        services: &["Cuota mensual", "Entrenador personal", "Clases de natación", "Taquilla anual"],
        money: ("EUR", 25, 240),
        decimal: ',',
        national_id: dni,
    },
];

/// A Spanish DNI with its letter.
fn dni(n: u32) -> String {
    const LETTERS: &[u8; 23] = b"TRWAGMYFPDXBNJZSQVHLCKE";
    let number = 20_000_000 + n * 65_537;
    let at = usize::try_from(number % 23).unwrap_or(0);
    format!("{number:08}{}", char::from(LETTERS[at]))
}

const GIVEN: [&str; 24] = [
    "Rosa",
    "Marco Tulio",
    "Inés",
    "Julio",
    "María Fernanda",
    "Óscar",
    "Lucía",
    "Andrés",
    "Yolanda",
    "Martín",
    "Carmen",
    "Iván",
    "Beatriz",
    "Hugo",
    "Sofía",
    "Ramón",
    "Nuria",
    "Esteban",
    "Pilar",
    "Tomás",
    "Verónica",
    "Álvaro",
    "Elvira",
    "Joaquín",
];

const FAMILY: [&str; 22] = [
    "Quispe Mamani",
    "Barrientos Salas",
    "Valdivia Ponce",
    "Rojas Huamán",
    "Gutiérrez Villavicencio",
    "Núñez Ibarra",
    "Muñoz Peña",
    "Castillo Rey",
    "Ramírez Ocampo",
    "Espinoza Vera",
    "Paredes Luna",
    "Ortiz Cárdenas",
    "Zegarra Díaz",
    "Acosta Ríos",
    "Beltrán Mora",
    "Camacho Niño",
    "Duarte Gil",
    "Ferrer Soler",
    "Giménez Ruiz",
    "Herrero Sanz",
    "Iglesias Vidal",
    "Lozano Marí",
];

/// A sequence that looks mixed and is the same every time.
struct Mixed(u64);

impl Mixed {
    fn next(&mut self, below: u32) -> u32 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        u32::try_from((self.0 >> 33) % u64::from(below.max(1))).unwrap_or(0)
    }
}

/// The name of the `n`th person, counted from 0.
pub fn name(n: u32) -> String {
    let given = GIVEN[usize::try_from(n).unwrap_or(0) % GIVEN.len()];
    let family = FAMILY[usize::try_from(n * 5).unwrap_or(0) % FAMILY.len()];
    format!("{given} {family}")
}

/// One person in nine has no e-mail: cases without contact data must work.
fn email(n: u32) -> String {
    let given = name(n).split(' ').next().unwrap_or_default().to_lowercase();
    let plain: String = given.chars().filter(char::is_ascii_alphabetic).collect();
    if n % 9 == 8 { String::new() } else { format!("{plain}{n}@correo.example") }
}

/// The header of every file.
const HEADER: &str = "cliente;nombre;correo;documento;nacimiento;codigo_postal;numero;tipo;concepto;\
    emision;vencimiento;importe;en_reclamo";

impl Business {
    /// The customer's number of the `n`th person.
    pub fn customer_number(&self, n: u32) -> String {
        format!("{}{:05}", self.customer, 10_201 + n * 13)
    }

    /// How the file is to be read.
    pub fn map(&self) -> String {
        let decimal = if self.decimal == ',' { "comma" } else { "point" };
        let (currency, ..) = self.money;
        format!(
            r#"delimiter = "semicolon"
encoding = "utf-8"
dates = "dd/mm/yyyy"
decimal = "{decimal}"
thousands = "none"
currency = "{currency}"
amount = "original"

[disputed]
yes = ["sí"]
no = ["no"]

[columns]
"cliente" = "debtor.reference"
"nombre" = "debtor.name"
"correo" = "debtor.email"
"documento" = "debtor.national_id"
"nacimiento" = "debtor.birth_date"
"codigo_postal" = "debtor.postcode"
"numero" = "debt.reference"
"tipo" = "debt.document_type"
"concepto" = "debt.description"
"emision" = "debt.issued_on"
"vencimiento" = "debt.due_on"
"importe" = "debt.amount"
"en_reclamo" = "debt.disputed"
"#
        )
    }

    /// The file as of `today`: one to four papers a person, from 200 days late to 25 days ahead.
    pub fn file(&self, today: NaiveDate) -> String {
        let mut mixed = Mixed(u64::from(self.people));
        let mut csv = format!("{HEADER}\n");
        let mut number = 2_201;
        for n in 0..self.people {
            for (day, minor, service) in self.papers(n, &mut mixed) {
                number += 1;
                let due = today - TimeDelta::days(i64::from(day));
                let issued = due - TimeDelta::days(30);
                let disputed = if n % 11 == 7 && day > 30 { "sí" } else { "no" };
                let amount = format!("{}{}{:02}", minor / 100, self.decimal, minor % 100);
                let line = writeln!(
                    csv,
                    "{};{};{};{};{:02}/{:02}/{};{};{}{number};{};{service};{};{};{amount};{disputed}",
                    self.customer_number(n),
                    name(n),
                    email(n),
                    (self.national_id)(n + 1),
                    1 + n % 28,
                    1 + n % 12,
                    1960 + n % 40,
                    if self.slug == "turia" {
                        format!("460{:02}", 1 + n % 26)
                    } else {
                        String::new()
                    },
                    self.paper.0,
                    self.paper.1,
                    issued.format("%d/%m/%Y"),
                    due.format("%d/%m/%Y"),
                );
                line.expect("a String takes everything");
            }
        }
        csv
    }

    /// Days late, cents and service of each paper of the `n`th person. The first person is the one
    /// whose link the demo prints.
    fn papers(&self, n: u32, mixed: &mut Mixed) -> Vec<(i32, u64, &'static str)> {
        let (_, least, most) = self.money;
        if n == 0 && self.slug == "san-borja" {
            return vec![
                (42, 42_000, self.services[0]),
                (28, 36_000, self.services[1]),
                (-8, 20_000, self.services[2]),
            ];
        }
        let count = 1 + mixed.next(4);
        (0..count)
            .map(|_| {
                let late = i32::try_from(mixed.next(225)).unwrap_or(0) - 25;
                let whole = u64::from(least + mixed.next(most - least));
                let cents = if self.money.0 == "COP" { 0 } else { u64::from(mixed.next(10)) * 10 };
                let service = usize::try_from(mixed.next(99)).unwrap_or(0) % self.services.len();
                (late, whole * 100 + cents, self.services[service])
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_day_gives_the_same_file_with_sixty_people_or_more() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 22).expect("a day");
        let people: u32 = BUSINESSES.iter().map(|business| business.people).sum();
        assert!(people >= 60);
        for business in &BUSINESSES {
            let file = business.file(today);
            assert_eq!(file, business.file(today));
            assert!(file.lines().all(|line| line.matches(';').count() == 12), "{file}");
        }
    }
}
