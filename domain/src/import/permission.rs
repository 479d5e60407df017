//! Permissions to write to phones, as a file tells of them.

use chrono::NaiveDate;

use super::MapError;
use crate::contact_channel::{ContactChannel, WAYS};
use crate::phone::PhoneNumber;

/// What a creditor declares about the permissions in its file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PermissionColumns {
    /// What each permission is for: channels of phones.
    pub channels: Vec<ContactChannel>,
    /// Cells of [`super::Field::PermissionHow`], and which of [`WAYS`] each stands for. Those words themselves are read
    /// too.
    pub ways: Vec<(String, &'static str)>,
}

/// A permission that a row tells of. No `Debug`: it is personal.
#[derive(Clone, PartialEq, Eq)]
pub struct PhonePermission {
    /// The number of its own row: it is for no other one.
    pub phone: PhoneNumber,
    /// For which channels, as the map says.
    pub channels: Vec<ContactChannel>,
    /// The day on which it was given, up to the day of the import.
    pub on: NaiveDate,
    /// One of [`WAYS`].
    pub how: &'static str,
    /// What proves it.
    pub proof: String,
}

impl PermissionColumns {
    /// The way that a cell stands for.
    pub(super) fn way(&self, cell: &str) -> Option<&'static str> {
        let declared = self.ways.iter().find(|way| way.0.trim() == cell).map(|way| way.1);
        declared.or_else(|| WAYS.into_iter().find(|way| way.eq_ignore_ascii_case(cell)))
    }

    /// Whether it says what permissions are for, and that is phones.
    pub(super) fn is_of_phones(&self) -> bool {
        let is_of_phones = |channel| ContactChannel::OF_PHONES.contains(channel);
        !self.channels.is_empty() && self.channels.iter().all(is_of_phones)
    }

    /// The cells that stand for two ways, or for none since they are empty.
    pub(super) fn unclear(&self) -> impl Iterator<Item = MapError> {
        let is_unclear = move |(at, (cell, _)): &(usize, &(String, &str))| {
            let cell = cell.trim();
            cell.is_empty() || self.ways[..*at].iter().any(|earlier| earlier.0.trim() == cell)
        };
        let unclear = self.ways.iter().enumerate().filter(is_unclear);
        unclear.map(|(_, (cell, _))| MapError::WayTwice(cell.clone()))
    }
}
