//! The master keys that a program knows at once: one seals, every one opens.
//!
//! Each gives by HKDF one key for each use. The file is looked at again now and then, and whenever a
//! sealed text does not open, so that a key can be changed while the program runs.

use std::path::PathBuf;
use std::sync::{Arc, PoisonError, RwLock};

use chrono::{DateTime, TimeDelta, Utc};
use domain::phone::one_spelling;
use hkdf::Hkdf;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use super::file::{self, FileError, KeyFile, Master, Version};
use super::{DataKey, Place, SealError, open, random, seal};
use crate::clock::Clock;
use crate::store::ledger::hex;
use crate::tenant::Tenant;

/// The file is looked at again after so long; a change is known to every program that uses it by then.
const LOOK_EVERY: TimeDelta = TimeDelta::seconds(1);

/// What a master key's keys are for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Use {
    /// Wrapping the keys of debtors.
    DataKeys,
    /// Secrets of the team and of the creditor's systems.
    Team,
    /// Rows of imports that are not done yet.
    Staging,
}

/// The keys that come from one master key.
struct Derived {
    id: String,
    from: Option<DateTime<Utc>>,
    wrap: [u8; 32],
    look_up: [u8; 32],
    team: [u8; 32],
    staging: [u8; 32],
}

/// All that are known: the oldest first, at least one.
struct Ring {
    keys: Vec<Derived>,
    kept: Vec<[u8; 32]>,
}

/// Where the ring comes from, and when it was looked for.
struct Source {
    path: PathBuf,
    clock: Clock,
}

struct State {
    ring: Arc<Ring>,
    version: Option<Version>,
    looked_at: DateTime<Utc>,
    /// Why the file did not read the last time, if it did not.
    trouble: Option<FileError>,
}

impl State {
    /// Remembers why the file does not read; whether that is new.
    fn is_news(&mut self, error: FileError) -> bool {
        self.trouble.replace(error) != Some(error)
    }
}

struct Shared {
    source: Option<Source>,
    state: RwLock<State>,
}

/// The keys that come from the master keys. Cheap to clone. No `Debug`: keys are never printed.
#[derive(Clone)]
pub struct Keys(Arc<Shared>);

impl Derived {
    fn of(master: &Master) -> Self {
        let hkdf = Hkdf::<Sha256>::new(Some(b"aldia"), &master.bytes);
        let derive = |label: &str| {
            let mut key = [0; 32];
            hkdf.expand(label.as_bytes(), &mut key).expect("32 bytes are within HKDF's limit");
            key
        };
        Self {
            id: hex(&derive("name")[..8]),
            from: master.from,
            wrap: derive("wrap data keys"),
            look_up: derive("look up"),
            team: derive("team secrets"),
            staging: derive("staged imports"),
        }
    }

    const fn key(&self, what: Use) -> &[u8; 32] {
        match what {
            Use::DataKeys => &self.wrap,
            Use::Team => &self.team,
            Use::Staging => &self.staging,
        }
    }
}

/// The name of a master key, which tells nothing of it.
pub fn name_of(master: &Master) -> String {
    Derived::of(master).id
}

/// What is left of a master key when it is dropped.
pub fn left_of(master: &Master) -> [u8; 32] {
    Derived::of(master).look_up
}

impl Ring {
    fn of(file: &KeyFile) -> Self {
        Self { keys: file.masters.iter().map(Derived::of).collect(), kept: file.kept.clone() }
    }

    /// The newest whose time to seal has come; the first one's always has.
    fn sealing(&self, now: DateTime<Utc>) -> &Derived {
        let begun = |key: &&Derived| key.from.is_none_or(|from| from <= now);
        self.keys.iter().rev().find(begun).unwrap_or(&self.keys[0])
    }

    fn open(&self, what: Use, place: Place<'_>, sealed: &[u8]) -> Result<Vec<u8>, SealError> {
        let mut newest_first = self.keys.iter().rev();
        newest_first.find_map(|key| open(key.key(what), place, sealed).ok()).ok_or(SealError)
    }
}

impl Keys {
    /// Derives all keys from the 32 bytes of the one master key.
    pub fn from_master(master: &[u8; 32]) -> Self {
        let only = Master { bytes: *master, from: None };
        let ring = Ring::of(&KeyFile { masters: vec![only], kept: Vec::new() });
        Self::with(None, ring, None)
    }

    /// Reads the file at `path`, and reads it again whenever it changes.
    pub fn from_file(path: PathBuf, clock: Clock) -> Result<Self, FileError> {
        let version = file::version(&path)?;
        let ring = Ring::of(&KeyFile::read(&path)?);
        Ok(Self::with(Some(Source { path, clock }), ring, Some(version)))
    }

    fn with(source: Option<Source>, ring: Ring, version: Option<Version>) -> Self {
        let looked_at = source.as_ref().map_or(DateTime::<Utc>::MIN_UTC, |from| from.clock.now());
        let ring = Arc::new(ring);
        let state = RwLock::new(State { ring, version, looked_at, trouble: None });
        Self(Arc::new(Shared { source, state }))
    }

    /// Makes a data key for the debtor at `place` and wraps it.
    pub fn new_data_key(&self, place: Place<'_>) -> (DataKey, Vec<u8>) {
        let key = random::<32>();
        (DataKey(key), self.seal(Use::DataKeys, place, &key))
    }

    /// Opens a wrapped data key.
    pub fn open_data_key(&self, place: Place<'_>, wrapped: &[u8]) -> Result<DataKey, SealError> {
        let key = self.open(Use::DataKeys, place, wrapped)?;
        key.try_into().map(DataKey).map_err(|_| SealError)
    }

    /// Seals a secret of the team.
    pub fn seal_team(&self, place: Place<'_>, text: &[u8]) -> Vec<u8> {
        self.seal(Use::Team, place, text)
    }

    /// Opens a secret of the team.
    pub fn open_team(&self, place: Place<'_>, sealed: &[u8]) -> Result<Vec<u8>, SealError> {
        self.open(Use::Team, place, sealed)
    }

    /// Seals a staged row of an import.
    pub fn seal_staged(&self, place: Place<'_>, text: &[u8]) -> Vec<u8> {
        self.seal(Use::Staging, place, text)
    }

    /// Opens a staged row of an import.
    pub fn open_staged(&self, place: Place<'_>, sealed: &[u8]) -> Result<Vec<u8>, SealError> {
        self.open(Use::Staging, place, sealed)
    }

    /// What is sealed, under the key that seals now; `None` if it stands under that one already.
    pub fn seal_again(
        &self,
        what: Use,
        place: Place<'_>,
        sealed: &[u8],
    ) -> Result<Option<Vec<u8>>, SealError> {
        let ring = self.ring();
        let newest = ring.sealing(self.now());
        if open(newest.key(what), place, sealed).is_ok() {
            return Ok(None);
        }
        let text = self.open(what, place, sealed)?;
        Ok(Some(seal(newest.key(what), place, &text)))
    }

    /// A keyed hash of a normalised value, to look it up by within its tenant and column.
    pub fn look_up(&self, tenant: &Tenant, column: &'static str, value: &str) -> Vec<u8> {
        hash(&self.ring().sealing(self.now()).look_up, tenant, (column, value))
    }

    /// The hashes under which the value may stand while a new key takes over, the newest first.
    pub fn look_ups(&self, tenant: &Tenant, column: &'static str, value: &str) -> Vec<Vec<u8>> {
        let ring = self.ring();
        ring.keys.iter().rev().map(|key| hash(&key.look_up, tenant, (column, value))).collect()
    }

    /// The same and those of keys that were dropped: for what nobody can hash again.
    pub fn all_look_ups(&self, tenant: &Tenant, column: &'static str, value: &str) -> Vec<Vec<u8>> {
        let mut hashes = self.look_ups(tenant, column, value);
        hashes.extend(self.ring().kept.iter().map(|key| hash(key, tenant, (column, value))));
        hashes
    }

    /// The hashes that other keys give of the value, each with the one that stands in its place now.
    pub fn restated(
        &self,
        tenant: &Tenant,
        column: &'static str,
        value: &str,
    ) -> Vec<(Vec<u8>, Vec<u8>)> {
        let now = self.look_up(tenant, column, value);
        let others = self.all_look_ups(tenant, column, value).into_iter();
        others.filter(|hash| *hash != now).map(|hash| (hash, now.clone())).collect()
    }

    /// The names of the master keys that are known, the oldest first. A name tells nothing of its key.
    pub fn names(&self) -> Vec<String> {
        self.ring().keys.iter().map(|key| key.id.clone()).collect()
    }

    /// The name of the one that seals now.
    pub fn sealing(&self) -> String {
        self.ring().sealing(self.now()).id.clone()
    }

    /// Reads the file again if it is another one than before; says whether it was. A file that does not
    /// read changes nothing, and is told of once.
    pub fn look_again(&self) -> bool {
        let Some(source) = &self.0.source else { return false };
        let mut state = self.0.state.write().unwrap_or_else(PoisonError::into_inner);
        state.looked_at = source.clock.now();
        let found = file::version(&source.path);
        if found.is_ok_and(|found| state.version == Some(found)) {
            state.trouble = None;
            return false;
        }
        match found.and_then(|found| Ok((found, KeyFile::read(&source.path)?))) {
            Ok((found, file)) => {
                state.ring = Arc::new(Ring::of(&file));
                state.version = Some(found);
                state.trouble = None;
                true
            }
            Err(error) => {
                if state.is_news(error) {
                    let path = source.path.display();
                    tracing::error!(
                        "the file of the master key {error}: {path}; a new key in it stays unknown"
                    );
                }
                false
            }
        }
    }

    fn now(&self) -> DateTime<Utc> {
        self.0.source.as_ref().map_or(DateTime::<Utc>::MAX_UTC, |source| source.clock.now())
    }

    fn ring(&self) -> Arc<Ring> {
        let state = self.0.state.read().unwrap_or_else(PoisonError::into_inner);
        let (ring, looked_at) = (Arc::clone(&state.ring), state.looked_at);
        drop(state);
        let due = self.0.source.as_ref().is_some_and(|source| {
            let now = source.clock.now();
            now < looked_at || now - looked_at >= LOOK_EVERY
        });
        if due && self.look_again() {
            return Arc::clone(&self.0.state.read().unwrap_or_else(PoisonError::into_inner).ring);
        }
        ring
    }

    fn seal(&self, what: Use, place: Place<'_>, text: &[u8]) -> Vec<u8> {
        seal(self.ring().sealing(self.now()).key(what), place, text)
    }

    fn open(&self, what: Use, place: Place<'_>, sealed: &[u8]) -> Result<Vec<u8>, SealError> {
        match self.ring().open(what, place, sealed) {
            Err(SealError) if self.look_again() => self.ring().open(what, place, sealed),
            done => done,
        }
    }
}

/// The column of phones.
const PHONE: &str = "phone";

/// A phone has one hash, however a list writes its number.
fn hash(key: &[u8; 32], tenant: &Tenant, (column, value): (&'static str, &str)) -> Vec<u8> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("any length is a key");
    let spelling = (column == PHONE).then(|| one_spelling(value));
    let value = spelling.as_deref().unwrap_or(value);
    for part in [tenant.id(), column, value] {
        mac.update(part.len().to_string().as_bytes());
        mac.update(b":");
        mac.update(part.as_bytes());
    }
    mac.finalize().into_bytes().to_vec()
}

#[cfg(test)]
mod tests {
    use domain::ids::CreditorId;

    use super::*;

    const TOTP: &str = "totp";

    fn place(tenant: &Tenant) -> Place<'_> {
        Place { tenant, row: "member_1", column: TOTP }
    }

    #[test]
    fn a_new_key_seals_from_its_instant_on_and_both_open() {
        let folder = tempfile::TempDir::new().expect("a folder");
        let path = folder.path().join("master.key");
        let start = DateTime::from_timestamp(1_798_761_600, 0).expect("in range");
        let (clock, minute) = (Clock::set_to(start), TimeDelta::minutes(1));
        let tenant = Tenant::newborn(CreditorId::from_bits(1));
        let mut file = KeyFile { masters: vec![Master::random(None)], kept: Vec::new() };
        file.create(&path).expect("written");
        let keys = Keys::from_file(path.clone(), clock.clone()).expect("keys");
        let old = keys.seal_team(place(&tenant), b"secret");
        let (old_name, old_hash) = (keys.sealing(), keys.look_up(&tenant, TOTP, "x"));
        file.masters.push(Master::random(Some(start + minute)));
        file.replace(&path).expect("replaced");
        clock.advance(TimeDelta::seconds(1));
        assert_eq!((keys.names().len(), keys.sealing()), (2, old_name.clone()));
        assert_eq!(keys.seal_again(Use::Team, place(&tenant), &old), Ok(None));
        clock.advance(minute);
        assert_ne!(keys.sealing(), old_name);
        assert_ne!(keys.look_up(&tenant, TOTP, "x"), old_hash);
        assert!(keys.look_ups(&tenant, TOTP, "x").contains(&old_hash));
        let again = keys.seal_again(Use::Team, place(&tenant), &old).expect("it opens");
        let again = again.expect("it was under the old key");
        assert_eq!(keys.seal_again(Use::Team, place(&tenant), &again), Ok(None));
        for sealed in [&old, &again] {
            assert_eq!(keys.open_team(place(&tenant), sealed), Ok(b"secret".to_vec()));
        }
        let dropped = file.masters.remove(0);
        file.kept.push(left_of(&dropped));
        file.replace(&path).expect("replaced");
        assert!(keys.look_again());
        assert_eq!(keys.open_team(place(&tenant), &old), Err(SealError));
        assert_eq!(keys.open_team(place(&tenant), &again), Ok(b"secret".to_vec()));
        assert!(!keys.look_ups(&tenant, TOTP, "x").contains(&old_hash));
        assert!(keys.all_look_ups(&tenant, TOTP, "x").contains(&old_hash));
    }

    #[test]
    fn a_file_that_does_not_read_changes_nothing_and_is_told_of_once() {
        let folder = tempfile::TempDir::new().expect("a folder");
        let path = folder.path().join("master.key");
        let start = DateTime::from_timestamp(1_798_761_600, 0).expect("in range");
        let file = KeyFile { masters: vec![Master::random(None)], kept: Vec::new() };
        file.create(&path).expect("written");
        let keys = Keys::from_file(path.clone(), Clock::set_to(start)).expect("keys");
        let known = keys.sealing();
        let trouble = || keys.0.state.read().expect("not poisoned").trouble;
        let rights = |mode| {
            let rights = std::os::unix::fs::PermissionsExt::from_mode(mode);
            std::fs::set_permissions(&path, rights).expect("changed");
        };
        rights(0o644);
        assert!(!keys.look_again());
        assert_eq!((trouble(), keys.sealing()), (Some(FileError::Exposed), known.clone()));
        rights(0o600);
        assert!(!keys.look_again());
        assert_eq!(trouble(), None, "it is the file that was known");
        std::fs::remove_file(&path).expect("removed");
        assert!(!keys.look_again());
        assert_eq!((trouble(), keys.sealing()), (Some(FileError::Unreadable), known.clone()));
        let mut state = keys.0.state.write().expect("not poisoned");
        let told = [FileError::Unreadable, FileError::Malformed, FileError::Malformed];
        assert_eq!(told.map(|error| state.is_news(error)), [false, true, false]);
        drop(state);
        file.create(&path).expect("written");
        keys.look_again();
        assert_eq!((trouble(), keys.sealing()), (None, known));
    }

    #[test]
    fn what_another_program_sealed_under_a_key_that_is_new_opens_at_once() {
        let folder = tempfile::TempDir::new().expect("a folder");
        let path = folder.path().join("master.key");
        let start = DateTime::from_timestamp(1_798_761_600, 0).expect("in range");
        let tenant = Tenant::newborn(CreditorId::from_bits(1));
        let mut file = KeyFile { masters: vec![Master::random(None)], kept: Vec::new() };
        file.create(&path).expect("written");
        let keys = || Keys::from_file(path.clone(), Clock::set_to(start)).expect("keys");
        let old = keys();
        file.masters.push(Master::random(None));
        file.replace(&path).expect("replaced");
        let sealed = keys().seal_team(place(&tenant), b"secret");
        assert_eq!(old.open_team(place(&tenant), &sealed), Ok(b"secret".to_vec()));
    }
}
