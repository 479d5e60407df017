//! The master key's file: 32 bytes as 64 hexadecimal digits, readable by its owner alone.

use std::fs::OpenOptions;
use std::io::Write;
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::Path;

use super::program::ConfigError;
use crate::keys::{Keys, random};
use crate::store::ledger::hex;

fn wrong<T>(problem: &str) -> Result<T, ConfigError> {
    Err(ConfigError { key: "key_file".to_owned(), problem: problem.to_owned() })
}

/// Reads the keys from `path`; refuses a file that others can read or that holds no good key.
pub fn read(path: &Path) -> Result<Keys, ConfigError> {
    let Ok(meta) = std::fs::metadata(path) else { return wrong("cannot be read") };
    if meta.permissions().mode() & 0o077 != 0 {
        return wrong("others can read it: chmod 600");
    }
    let Ok(text) = std::fs::read_to_string(path) else { return wrong("cannot be read") };
    match parse(text.trim()) {
        Some(master) => Ok(Keys::from_master(&master)),
        None => wrong("needs 64 hexadecimal digits that are not all alike"),
    }
}

/// Writes a fresh key to `path`, which must not exist yet.
pub fn create(path: &Path) -> Result<(), ConfigError> {
    let file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path);
    let written = file.and_then(|mut file| {
        file.write_all(hex(&random::<32>()).as_bytes())?;
        file.sync_all()
    });
    written.or_else(|_| wrong("cannot be created"))
}

fn parse(text: &str) -> Option<[u8; 32]> {
    if text.len() != 64 || !text.is_ascii() {
        return None;
    }
    let mut master = [0; 32];
    for (byte, at) in master.iter_mut().zip((0..64).step_by(2)) {
        *byte = u8::from_str_radix(&text[at..at + 2], 16).ok()?;
    }
    master.iter().any(|byte| *byte != master[0]).then_some(master)
}
