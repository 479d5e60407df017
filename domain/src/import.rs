//! Importing debts from a file: everything about it that is pure.
//!
//! A creditor declares in an [`ImportMap`] how its file is written and what it means; nothing is
//! guessed. `server` opens the file, cuts it into records, and for each one calls
//! [`Layout::read_row`] and then, knowing the debt of that reference, [`plan_row`].
//!
//! That a `debt.reference` comes twice in one file is found by the staging table's unique key, not
//! here: a set of hashes would need some 40 MB for a million rows and would still have to be
//! rebuilt after a kill, while the key is there anyway, names both lines, and keeps memory flat.
//! [`Reason::TwiceInFile`] is its error.

mod cell;
mod date_format;
mod encoding;
mod field;
mod layout;
mod map;
mod number_format;
mod permission;
mod plan;
mod reader;
mod reason;
mod row;
mod undo;

pub use date_format::DateFormat;
pub use encoding::{Delimiter, Encoding};
pub use field::Field;
pub use layout::{HeaderError, Layout, MOST_COLUMNS};
pub use map::{
    AbsentRows, AmountMeaning, CurrencySource, DisputedMark, ImportMap, MapError, MarkEffect,
    NegativeAmounts,
};
pub use number_format::{DecimalSign, NumberFormat, ThousandsSign};
pub use permission::{PermissionColumns, PhonePermission};
pub use plan::{
    Claim, Effect, Existing, ExistingDebt, ExistingPart, Outcome, PlanError, closed, plan_absent,
    plan_row,
};
pub use reason::{Reason, RowError};
pub use row::{Amount, DebtorFields, ImportRow, ReadRow, Skip};
pub use undo::{Stand, Undone, lower_again, withdraw};
