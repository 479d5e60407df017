//! The file of the master keys: readable by its owner alone, replaced as a whole, and its owner's for good,
//! whoever runs the command that changes it.
//!
//! One key a line, the oldest first: 64 hexadecimal digits, and behind them `from` and the instant from
//! which it seals where that is still to come. A line that begins with `look-up` is what is left of a key
//! that was dropped: enough to know the team's recovery codes by, not enough to open anything.

use std::fs::{File, OpenOptions, Permissions};
use std::io::Write;
use std::os::unix::fs::{MetadataExt, OpenOptionsExt, PermissionsExt, fchown};
use std::path::{Path, PathBuf};

use chrono::{DateTime, SecondsFormat, Utc};

use super::random;
use crate::store::ledger::hex;

/// What stands before what is left of a key that was dropped.
const KEPT: &str = "look-up ";

/// One master key. No `Debug`: keys are never printed.
#[derive(Clone)]
pub struct Master {
    /// Its 32 bytes.
    pub bytes: [u8; 32],
    /// From when on it seals; the first key seals from the beginning.
    pub from: Option<DateTime<Utc>>,
}

/// Everything in the file. No `Debug`: keys are never printed.
#[derive(Clone)]
pub struct KeyFile {
    /// The oldest first; at least one.
    pub masters: Vec<Master>,
    /// What is left of keys that were dropped, the oldest first.
    pub kept: Vec<[u8; 32]>,
}

/// Which file it was when it was read: another one after each change.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Version {
    inode: u64,
    length: u64,
    changed: (i64, i64),
}

/// Why the file is not taken or not written. None of the lines names a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FileError {
    /// It is not there, or not ours to read.
    #[error("cannot be read")]
    Unreadable,
    /// Somebody else may read it.
    #[error("others can read it: chmod 600")]
    Exposed,
    /// It holds no good key.
    #[error("needs 64 hexadecimal digits that are not all alike")]
    Malformed,
    /// The folder takes no new file, there is one of that name, or it cannot be given to the key's owner.
    #[error("cannot be created")]
    Unwritable,
    /// Another command is about to change it.
    #[error("is being changed by another command")]
    Busy,
}

impl Master {
    /// A fresh one, sealing from `from` on.
    pub fn random(from: Option<DateTime<Utc>>) -> Self {
        Self { bytes: random::<32>(), from }
    }
}

/// The version of the file that is there now.
pub fn version(path: &Path) -> Result<Version, FileError> {
    let meta = std::fs::metadata(path).map_err(|_| FileError::Unreadable)?;
    if meta.mode() & 0o077 != 0 {
        return Err(FileError::Exposed);
    }
    let changed = (meta.mtime(), meta.mtime_nsec());
    Ok(Version { inode: meta.ino(), length: meta.len(), changed })
}

/// Keeps others from changing the file at `path` until what this gives is dropped.
pub fn alone(path: &Path) -> Result<File, FileError> {
    let mut options = OpenOptions::new();
    let options = options.write(true).create(true).truncate(false).mode(0o600);
    let lock = options.open(beside(path, "lock")).map_err(|_| FileError::Unwritable)?;
    give_to_owner_of(path, &lock).map_err(|_| FileError::Unwritable)?;
    lock.try_lock().map_err(|_| FileError::Busy)?;
    Ok(lock)
}

impl KeyFile {
    /// Reads the file, which only its owner may be able to read.
    pub fn read(path: &Path) -> Result<Self, FileError> {
        version(path)?;
        let text = std::fs::read_to_string(path).map_err(|_| FileError::Unreadable)?;
        Self::parse(&text).ok_or(FileError::Malformed)
    }

    /// Writes it where nothing is yet.
    pub fn create(&self, path: &Path) -> Result<(), FileError> {
        self.write_new(path).map(drop).map_err(|_| FileError::Unwritable)
    }

    /// Writes it to `aside`, where nothing is yet, for the owner of the file at `path`.
    pub fn create_aside(&self, path: &Path, aside: &Path) -> Result<(), FileError> {
        let done = self.write_new(aside).and_then(|file| make_like(path, &file));
        done.map_err(|_| FileError::Unwritable)
    }

    /// Puts it in the place of the file at `path`, with the same owner and rights: whoever reads meanwhile sees
    /// the one or the other.
    pub fn replace(&self, path: &Path) -> Result<(), FileError> {
        let beside = beside(path, "new");
        // What a kill left behind.
        drop(std::fs::remove_file(&beside));
        let done = self.write_new(&beside).and_then(|file| {
            make_like(path, &file)?;
            std::fs::rename(&beside, path)?;
            let folder = path.parent().filter(|parent| !parent.as_os_str().is_empty());
            File::open(folder.unwrap_or(Path::new(".")))?.sync_all()
        });
        done.map_err(|_| FileError::Unwritable)
    }

    fn write_new(&self, path: &Path) -> std::io::Result<File> {
        let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
        file.write_all(self.text().as_bytes())?;
        file.sync_all()?;
        Ok(file)
    }

    fn text(&self) -> String {
        let kept = self.kept.iter().map(|key| format!("{KEPT}{}", hex(key)));
        let masters = self.masters.iter().map(|master| match master.from {
            None => hex(&master.bytes),
            Some(from) => {
                let from = from.to_rfc3339_opts(SecondsFormat::Millis, true);
                format!("{} from {from}", hex(&master.bytes))
            }
        });
        kept.chain(masters).collect::<Vec<_>>().join("\n")
    }

    fn parse(text: &str) -> Option<Self> {
        let (mut masters, mut kept) = (Vec::new(), Vec::new());
        for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
            match line.strip_prefix(KEPT) {
                Some(digits) => kept.push(bytes(digits)?),
                None => masters.push(master(line)?),
            }
        }
        (!masters.is_empty()).then_some(Self { masters, kept })
    }
}

/// Gives `file` to the owner of the one at `path`: a program that reads that one would find a file of root's in
/// its place, and go on with keys that are no longer good.
fn give_to_owner_of(path: &Path, file: &File) -> std::io::Result<()> {
    let (known, ours) = (std::fs::metadata(path)?, file.metadata()?);
    if known.uid() == ours.uid() {
        return Ok(());
    }
    fchown(file, Some(known.uid()), Some(known.gid()))
}

/// The same with its owner's rights, kept through a power cut.
fn make_like(path: &Path, file: &File) -> std::io::Result<()> {
    give_to_owner_of(path, file)?;
    let rights = std::fs::metadata(path)?.mode() & 0o700;
    file.set_permissions(Permissions::from_mode(rights))?;
    file.sync_all()
}

/// A file beside `path`, with `ending` behind its name.
pub fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(ending);
    name.into()
}

fn master(line: &str) -> Option<Master> {
    match line.split_once(" from ") {
        None => Some(Master { bytes: bytes(line)?, from: None }),
        Some((digits, from)) => {
            let from = DateTime::parse_from_rfc3339(from.trim()).ok()?.to_utc();
            Some(Master { bytes: bytes(digits)?, from: Some(from) })
        }
    }
}

fn bytes(text: &str) -> Option<[u8; 32]> {
    if text.len() != 64 || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    let mut key = [0; 32];
    for (byte, at) in key.iter_mut().zip((0..64).step_by(2)) {
        *byte = u8::from_str_radix(&text[at..at + 2], 16).ok()?;
    }
    key.iter().any(|byte| *byte != key[0]).then_some(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_of_several_keys_reads_as_it_was_written() {
        let from = DateTime::from_timestamp_millis(1_798_761_600_250);
        let masters = vec![Master::random(None), Master::random(from)];
        let file = KeyFile { masters, kept: vec![random::<32>()] };
        let read = KeyFile::parse(&file.text()).expect("it reads");
        assert_eq!(read.kept, file.kept);
        let both = |file: &KeyFile| -> Vec<_> {
            file.masters.iter().map(|master| (master.bytes, master.from)).collect()
        };
        assert!(both(&read) == both(&file));
    }

    #[test]
    fn a_file_without_a_good_key_is_refused() {
        let good = "0123456789abcdef".repeat(4);
        assert!(KeyFile::parse(&good).is_some());
        assert!(KeyFile::parse(&format!("{good}\n\n{good} from 2026-12-01T00:00:00Z\n")).is_some());
        for text in [
            String::new(),
            "0".repeat(64),
            good[..63].to_owned(),
            format!("{good}0"),
            format!("{good} from tomorrow"),
            format!("{good}\nkey"),
            format!("look-up {good}"),
            format!("+{}", &good[1..]),
        ] {
            assert!(KeyFile::parse(&text).is_none(), "{text}");
        }
    }

    #[test]
    fn a_file_is_replaced_as_a_whole_and_stays_its_owners_alone() {
        let folder = tempfile::TempDir::new().expect("a folder");
        let path = folder.path().join("master.key");
        let one = |from| KeyFile { masters: vec![Master::random(from)], kept: Vec::new() };
        one(None).create(&path).expect("written");
        assert_eq!(one(None).create(&path), Err(FileError::Unwritable));
        let before = version(&path).expect("there");
        std::fs::write(beside(&path, "new"), "what a kill left").expect("written");
        one(None).replace(&path).expect("replaced");
        assert_ne!(version(&path).expect("there"), before);
        assert!(KeyFile::read(&path).is_ok());
        assert_eq!(std::fs::metadata(&path).expect("there").mode() & 0o777, 0o600);
        assert_eq!(std::fs::read_dir(folder.path()).expect("a folder").count(), 1);
        let first = alone(&path).expect("nobody else");
        assert!(matches!(alone(&path), Err(FileError::Busy)));
        drop(first);
        assert!(alone(&path).is_ok());
    }

    #[test]
    fn a_file_stays_its_owners_whoever_changes_it() {
        let folder = tempfile::TempDir::new().expect("a folder");
        let path = folder.path().join("master.key");
        let file = KeyFile { masters: vec![Master::random(None)], kept: Vec::new() };
        file.create(&path).expect("written");
        // Only root may give a file away; for others the owner is whoever runs this.
        drop(std::os::unix::fs::chown(&path, Some(65_534), Some(65_534)));
        std::fs::set_permissions(&path, Permissions::from_mode(0o400)).expect("changed");
        let of = |path: &Path| {
            let meta = std::fs::metadata(path).expect("there");
            (meta.uid(), meta.mode() & 0o777)
        };
        let before = of(&path);
        let aside = beside(&path, "old");
        drop(alone(&path).expect("nobody else"));
        file.create_aside(&path, &aside).expect("written");
        file.replace(&path).expect("replaced");
        assert_eq!((of(&path), of(&aside)), (before, before));
        assert_eq!(of(&beside(&path, "lock")).0, before.0);
    }
}
