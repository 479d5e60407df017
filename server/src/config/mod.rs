//! What is set from outside: the program's own settings, its master key, each creditor's file.

pub mod contact_rules;
pub mod creditor;
pub mod import_map;
pub mod master_key;
pub mod phones;
pub mod policy;
pub mod program;
pub mod sequence;
