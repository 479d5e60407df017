//! Rows by id that remember which of them changed, for the journal.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

/// Rows of one kind by id, remembering which ones changed since the last save.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(transparent)]
pub(super) struct Table<T> {
    rows: BTreeMap<String, T>,
    #[serde(skip)]
    changed: BTreeSet<String>,
}

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self { rows: BTreeMap::new(), changed: BTreeSet::new() }
    }
}

impl<T: Clone> Table<T> {
    pub(super) fn get(&self, id: &str) -> Option<&T> {
        self.rows.get(id)
    }

    pub(super) fn put(&mut self, id: &str, row: T) {
        self.rows.insert(id.to_owned(), row);
        self.changed.insert(id.to_owned());
    }

    /// The row to change in place.
    pub(super) fn edit(&mut self, id: &str) -> Option<&mut T> {
        let row = self.rows.get_mut(id)?;
        self.changed.insert(id.to_owned());
        Some(row)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (&String, &T)> {
        self.rows.iter()
    }

    pub(super) fn values(&self) -> impl Iterator<Item = &T> {
        self.rows.values()
    }

    pub(super) fn len(&self) -> usize {
        self.rows.len()
    }

    /// Takes the rows that changed since the last time.
    pub(super) fn take_changed(&mut self) -> Self {
        let ids = std::mem::take(&mut self.changed);
        let row = |id: String| self.rows.get(&id).map(|row| (id.clone(), row.clone()));
        Self { rows: ids.into_iter().filter_map(row).collect(), changed: BTreeSet::new() }
    }

    /// Lays rows over the present ones.
    pub(super) fn lay(&mut self, newer: Self) {
        self.rows.extend(newer.rows);
    }

    pub(super) fn retain(&mut self, keep: impl Fn(&T) -> bool) {
        self.rows.retain(|_, row| keep(row));
    }

    /// The rows whose ids begin with `prefix`.
    pub(super) fn under(&self, prefix: String) -> impl Iterator<Item = &T> {
        let rows = self.rows.range(prefix.clone()..);
        rows.take_while(move |(id, _)| id.starts_with(&prefix)).map(|(_, row)| row)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}
