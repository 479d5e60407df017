//! A staged row, opened.

use domain::ids::BatchId;
use domain::import::{ImportRow, Layout, ReadRow};

use super::source::unpack;
use super::{Scope, claim};
use crate::keys::Place;
use crate::store::import::Batch;
use crate::store::import_row::{StagedRow, WaitingRow};

/// A staged row, opened.
pub struct Row {
    /// The invoice's number.
    pub debt_reference: String,
    /// The customer's number.
    pub debtor_reference: String,
    /// Its line in the file.
    pub line: i64,
    sealed: Vec<u8>,
    /// What it says; the error is a word for why it no longer reads.
    pub read: Result<ImportRow, &'static str>,
}

/// Where a staged row is sealed to: it opens for no other import and no other debt.
pub fn seal_place(batch: &BatchId, debt_reference: &str) -> String {
    format!("{batch}:{debt_reference}")
}

impl Row {
    /// Opens and reads a row of an import.
    pub fn open(scope: &Scope<'_>, batch: &Batch, layout: &Layout<'_>, staged: StagedRow) -> Self {
        let StagedRow { debt_reference, debtor_reference, line, sealed } = staged;
        let of = seal_place(&batch.id, &debt_reference);
        let place = Place { tenant: scope.tenant, row: &of, column: "row" };
        let read = match scope.portal.keys.open_staged(place, &sealed) {
            Err(_) => Err("does-not-open"),
            Ok(packed) => match unpack(&packed).map(|cells| layout.read_row(&cells, batch.as_of)) {
                Some(Ok(ReadRow::Row(row))) => Ok(*row),
                Some(Err(errors)) => Err(errors.first().map_or("unreadable", |e| e.reason.code())),
                Some(Ok(ReadRow::Skipped(_))) | None => Err("unreadable"),
            },
        };
        Self { debt_reference, debtor_reference, line, sealed, read }
    }

    /// The row as it waits, with the reason.
    pub fn waiting(&self, batch: &Batch, why: &str) -> WaitingRow {
        WaitingRow {
            batch: batch.id.clone(),
            debt_reference: self.debt_reference.clone(),
            debtor_reference: self.debtor_reference.clone(),
            line: self.line,
            why: why.to_owned(),
            sealed: Some(self.sealed.clone()),
            undo_at: None,
            claim: self.read.as_ref().map_or_else(|_| String::new(), claim::of),
        }
    }
}
