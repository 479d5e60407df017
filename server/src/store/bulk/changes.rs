//! What an import found and what it left, of things that were there before.

use super::Bulk;
use crate::store::import_change::Change;

pub(super) const INSERT: &str = "
    insert into import_changes (creditor_id, batch_id, of_id, case_id, was, became) values ";

/// What was there before the import stays what it was, however many steps change it.
pub(super) const INSERT_END: &str = "
    on conflict (creditor_id, batch_id, of_id) do update set became = excluded.became";

impl Bulk {
    /// One more thing that the import changed.
    pub fn changed(&mut self, change: Change) {
        let creditor = self.creditor();
        self.changes.push([
            creditor,
            change.batch.as_str().into(),
            change.of.as_str().into(),
            change.case.as_str().into(),
            change.was.into(),
            change.became.into(),
        ]);
    }
}
