//! Importing a creditor's file, on both engines.

mod amounts;
mod bad_rows;
pub mod dump;
mod interrupted;
mod kills;
mod of_plans;
mod people;
mod permits;
mod sample;
mod undo;
mod undo_kills;
mod waiting;

use std::ops::ControlFlow;
use std::path::Path;

use chrono::NaiveDate;
use server::use_cases::import::{self, BadRows, End, ImportError, Order, Report, path_beside};

use crate::portal::{TestPortal, scratch};

/// Soles, amounts as they were made out, disputed and settled invoices.
pub const MAP: &str = r#"
delimiter = "semicolon"
encoding = "utf-8"
dates = "dd/mm/yyyy"
decimal = "comma"
thousands = "point"
currency = "PEN"
amount = "original"
[disputed]
yes = ["sí"]
no = ["no"]
[columns]
doc = "debt.reference"
cliente = "debtor.reference"
importe = "debt.amount"
emite = "debt.issued_on"
vence = "debt.due_on"
reclamo = "debt.disputed"
pagado = "debt.settled_on"
nombre = "debtor.name"
correo = "debtor.email"
documento = "debtor.national_id"
nota = "ignore"
"#;

/// What stands above the rows of [`row`].
pub const HEADER: &str =
    "doc;cliente;importe;emite;vence;reclamo;pagado;nombre;correo;documento;nota";

/// One row: document, customer, amount, and what differs from an open invoice without a person.
pub struct Line<'a> {
    pub doc: &'a str,
    pub customer: &'a str,
    pub amount: &'a str,
    pub issued: &'a str,
    pub disputed: &'a str,
    pub settled: &'a str,
    pub name: &'a str,
    pub email: &'a str,
}

/// An open invoice, due on 11 October 2026.
pub const fn line<'a>(doc: &'a str, customer: &'a str, amount: &'a str) -> Line<'a> {
    let (issued, disputed, settled) = ("11/09/2026", "no", "");
    Line { doc, customer, amount, issued, disputed, settled, name: "", email: "" }
}

/// A file of these rows.
pub fn file(rows: &[Line<'_>]) -> String {
    let row = |line: &Line<'_>| {
        let Line { doc, customer, amount, issued, disputed, settled, name, email } = line;
        format!(
            "{doc};{customer};{amount};{issued};11/10/2026;{disputed};{settled};{name};{email};;\n"
        )
    };
    format!("{HEADER}\n{}", rows.iter().map(row).collect::<String>())
}

/// How to import.
#[derive(Clone, Copy)]
pub struct Ask<'a> {
    pub map: &'a str,
    pub as_of: Option<NaiveDate>,
    pub bad_rows: BadRows,
    /// Stop when so many steps have been told of.
    pub stop_after: usize,
}

/// With the usual map, to the end.
pub const USUAL: Ask<'static> =
    Ask { map: MAP, as_of: None, bad_rows: BadRows::RefuseAll, stop_after: usize::MAX };

/// Imports `csv`; gives the report, and the file of bad rows if there is one.
pub async fn import_as(
    portal: &TestPortal,
    ask: Ask<'_>,
    csv: impl AsRef<[u8]>,
) -> (Result<Report, ImportError>, Option<String>) {
    let folder = tempfile::TempDir::new_in(scratch()).expect("a folder");
    let path = folder.path().join("deudas.csv");
    std::fs::write(&path, csv).expect("written");
    let mut steps = 0;
    let mut watch = |_| {
        steps += 1;
        if steps < ask.stop_after { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    };
    let order = Order {
        file: &path,
        map_text: ask.map,
        as_of: ask.as_of,
        bad_rows: ask.bad_rows,
        actor: "test",
    };
    let result = import::run(&portal.portal, &portal.clinic, order, &mut watch).await;
    (result, rejects(&path))
}

fn rejects(path: &Path) -> Option<String> {
    std::fs::read_to_string(path_beside(path)).ok()
}

/// Imports a good file.
pub async fn import(portal: &TestPortal, map: &str, csv: impl AsRef<[u8]>) -> Report {
    let (report, rejects) = import_as(portal, Ask { map, ..USUAL }, csv).await;
    let report = report.expect("imported");
    assert_eq!((report.end, rejects), (End::Done, None));
    report
}

/// New, changed, waiting and closed rows of a report.
pub fn counts(report: &Report) -> [i64; 4] {
    let tally = report.tally;
    [tally.new, tally.changed, tally.waiting, tally.closed]
}

/// A day.
pub fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}
