//! A new master key takes the place of the old one while the portal serves.
//!
//! It is made beside the old one and seals from an instant that lies ahead, so that every program that uses
//! the file knows it by then. Then all that stands under the old one is sealed again, in short runs. A whole
//! run that finds nothing to do is the proof; after it, and after everything that began before the instant
//! has ended, the old one is dropped.

mod rows;

use chrono::{DateTime, TimeDelta, Utc};

use super::PortalError;
use crate::compose::Portal;
use crate::in_tx;
use crate::keys::file::{self, FileError, KeyFile, Master};
use crate::keys::{left_of, name_of};
use crate::store::key_roll::{self, After, Roll};

/// So long after the new key's instant, whoever had to look at the file has looked.
pub const SETTLED: TimeDelta = TimeDelta::seconds(2);

/// So long after it, nothing that began before it is still running.
pub const REST: TimeDelta = TimeDelta::minutes(10);

/// Whole runs until somebody has to look why there is always something under the old key.
const RUNS: usize = 20;

/// A new key beside the old one.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Begun {
    /// The name of the new one.
    pub new_key: String,
    /// The name of the old one.
    pub old_key: String,
    /// From when on the new one seals.
    pub seals_from: DateTime<Utc>,
}

fn unusable(error: FileError) -> PortalError {
    PortalError::Unavailable(format!("the file of the master key {error}"))
}

/// Makes a new key that seals in `delay`, or goes on with the one that is there already.
pub async fn begin(portal: &Portal, delay: TimeDelta) -> Result<Begun, PortalError> {
    let begun = beside_the_old_one(portal, delay)?;
    let names = (begun.new_key.as_str(), begun.old_key.as_str());
    let now = portal.clock.now();
    in_tx!(portal.store, tx => key_roll::begin(&mut tx, names, begun.seals_from, now).await?)
        .map_err(|error: PortalError| error)?;
    Ok(begun)
}

fn beside_the_old_one(portal: &Portal, delay: TimeDelta) -> Result<Begun, PortalError> {
    let path = &portal.settings.key_file;
    let alone = file::alone(path).map_err(unusable)?;
    let mut file = KeyFile::read(path).map_err(unusable)?;
    if file.masters.len() == 1 {
        file.masters.push(Master::random(Some(portal.clock.now() + delay)));
        file.replace(path).map_err(unusable)?;
    }
    drop(alone);
    portal.keys.look_again();
    let (old, new) = two(&file)?;
    let seals_from = new.from.unwrap_or(DateTime::UNIX_EPOCH);
    Ok(Begun { new_key: name_of(new), old_key: name_of(old), seals_from })
}

/// `Refused("no-roll")` unless there is an old key and a new one.
fn two(file: &KeyFile) -> Result<(&Master, &Master), PortalError> {
    match file.masters.as_slice() {
        [old, new] => Ok((old, new)),
        _ => Err(PortalError::Refused("no-roll")),
    }
}

/// Seals everything that stands under the old key again, from where it was left, until a whole run finds
/// nothing. `told` hears how many rows were sealed so far.
///
/// `Refused`: `no-roll` without a new key, `key-not-yet` before it seals, `key-still-used` while somebody
/// still seals with the old one.
pub async fn seal_again(
    portal: &Portal,
    told: &mut (dyn FnMut(i64) + Send),
) -> Result<Roll, PortalError> {
    let mut roll = current(portal).await?;
    if portal.clock.now() < roll.seals_from + SETTLED || portal.keys.sealing() != roll.new_key {
        return Err(PortalError::Refused("key-not-yet"));
    }
    for _ in 0..RUNS {
        let whole = roll.after == After::default();
        let found = rows::run(portal, &roll, told).await?;
        let (now, done) = (portal.clock.now(), whole && found == 0);
        in_tx!(portal.store, tx => {
            key_roll::advance(&mut tx, &roll.new_key, &After::default(), 0).await?;
            if done {
                key_roll::proved(&mut tx, &roll.new_key, now).await?;
            }
        })
        .map_err(|error: PortalError| error)?;
        roll = current(portal).await?;
        if done {
            return Ok(roll);
        }
    }
    Err(PortalError::Refused("key-still-used"))
}

/// The roll whose new key is the file's newest.
async fn current(portal: &Portal) -> Result<Roll, PortalError> {
    portal.keys.look_again();
    let names = portal.keys.names();
    let [_, new_key] = names.as_slice() else { return Err(PortalError::Refused("no-roll")) };
    let mut conn = portal.store.read().await?;
    key_roll::find(&mut conn, new_key).await?.ok_or(PortalError::Refused("no-roll"))
}

/// Takes the old key out of the file, and puts it aside for copies of the database that are older. Proves
/// first, once more, that nothing stands under it. Gives the name of the file in which it is now.
///
/// `Refused`: what [`seal_again`] refuses, `key-not-proved` before that was done, `key-rests` too early.
pub async fn drop_old(
    portal: &Portal,
    told: &mut (dyn FnMut(i64) + Send),
) -> Result<String, PortalError> {
    let roll = current(portal).await?;
    if roll.proved_at.is_none() {
        return Err(PortalError::Refused("key-not-proved"));
    }
    if portal.clock.now() < roll.seals_from + REST {
        return Err(PortalError::Refused("key-rests"));
    }
    seal_again(portal, told).await?;
    let aside = put_aside(portal)?;
    let now = portal.clock.now();
    in_tx!(portal.store, tx => key_roll::ended(&mut tx, &roll.new_key, now).await?)
        .map_err(|error: PortalError| error)?;
    Ok(aside)
}

fn put_aside(portal: &Portal) -> Result<String, PortalError> {
    let path = &portal.settings.key_file;
    let alone = file::alone(path).map_err(unusable)?;
    let mut file = KeyFile::read(path).map_err(unusable)?;
    let (old, new) = two(&file)?;
    let (old, new) = (old.clone(), new.clone());
    let aside = file::beside(path, &format!("old-{}", name_of(&old)));
    let kept = left_of(&old);
    let is_there = KeyFile::read(&aside).is_ok_and(|found| found.masters[0].bytes == old.bytes);
    if !is_there {
        let only = KeyFile { masters: vec![old], kept: Vec::new() };
        only.create_aside(path, &aside).map_err(unusable)?;
    }
    file.masters = vec![Master { from: None, ..new }];
    file.kept.push(kept);
    file.replace(path).map_err(unusable)?;
    drop(alone);
    portal.keys.look_again();
    Ok(aside.display().to_string())
}
