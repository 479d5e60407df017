//! The master key's file as a setting: see [`crate::keys::file`].

use std::path::Path;

use super::program::ConfigError;
use crate::clock::Clock;
use crate::keys::Keys;
use crate::keys::file::{FileError, KeyFile, Master};

fn wrong(problem: FileError) -> ConfigError {
    ConfigError { key: "key_file".to_owned(), problem: problem.to_string() }
}

/// Reads the keys from `path`; refuses a file that others can read or that holds no good key.
pub fn read(path: &Path, clock: Clock) -> Result<Keys, ConfigError> {
    Keys::from_file(path.to_owned(), clock).map_err(wrong)
}

/// Writes a fresh key to `path`, which must not exist yet.
pub fn create(path: &Path) -> Result<(), ConfigError> {
    let file = KeyFile { masters: vec![Master::random(None)], kept: Vec::new() };
    file.create(path).map_err(wrong)
}
