//! Time and ids come from here and nowhere else, so that the whole program can run through a
//! simulated year.

use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};
use sha2::{Digest, Sha256};
use uuid::{Builder, ContextV7, Timestamp, Uuid};

/// Tells the time. Cheap to clone.
#[derive(Clone)]
pub struct Clock(Arc<Source>);

enum Source {
    System,
    Set(AtomicI64),
}

impl Clock {
    /// The machine's own time.
    pub fn system() -> Self {
        Self(Arc::new(Source::System))
    }

    /// A clock that stands at `start` until it is moved.
    pub fn set_to(start: DateTime<Utc>) -> Self {
        Self(Arc::new(Source::Set(AtomicI64::new(start.timestamp_millis()))))
    }

    /// Now, in whole milliseconds as the store keeps them.
    pub fn now(&self) -> DateTime<Utc> {
        let millis = match &*self.0 {
            #[expect(clippy::disallowed_methods, reason = "the one place that may ask the machine")]
            Source::System => Utc::now().timestamp_millis(),
            Source::Set(millis) => millis.load(Ordering::SeqCst),
        };
        DateTime::from_timestamp_millis(millis).unwrap_or_default()
    }

    /// Moves a set clock forward, or back; the machine's own time does not move.
    pub fn advance(&self, by: TimeDelta) {
        if let Source::Set(millis) = &*self.0 {
            millis.fetch_add(by.num_milliseconds(), Ordering::SeqCst);
        }
    }
}

/// Makes ids that sort by age. Cheap to clone.
#[derive(Clone)]
pub struct IdSource {
    clock: Clock,
    tails: Arc<Mutex<Tails>>,
}

/// Where the part of an id behind its time comes from.
enum Tails {
    /// Chance that nobody can guess.
    Chance(ContextV7),
    /// A seed, and how many ids were made.
    Seed(u64, u32),
}

impl IdSource {
    /// Ids whose time part is `clock`'s.
    pub fn new(clock: Clock) -> Self {
        Self { clock, tails: Arc::new(Mutex::new(Tails::Chance(ContextV7::new()))) }
    }

    /// The same, but whoever knows `seed` knows them all: for a simulation that can be had again.
    pub fn seeded(clock: Clock, seed: u64) -> Self {
        Self { clock, tails: Arc::new(Mutex::new(Tails::Seed(seed, 0))) }
    }

    /// The bits of a fresh UUIDv7: pass them to `DebtId::from_bits` and its like.
    pub fn bits(&self) -> u128 {
        let now = self.clock.now();
        match &mut *self.tails.lock().unwrap_or_else(PoisonError::into_inner) {
            Tails::Chance(context) => {
                let seconds = u64::try_from(now.timestamp()).unwrap_or_default();
                let stamp = Timestamp::from_unix(&*context, seconds, now.timestamp_subsec_nanos());
                Uuid::new_v7(stamp).as_u128()
            }
            Tails::Seed(seed, count) => {
                *count = count.wrapping_add(1);
                let millis = u64::try_from(now.timestamp_millis()).unwrap_or_default();
                Builder::from_unix_timestamp_millis(millis, &tail(*seed, *count))
                    .into_uuid()
                    .as_u128()
            }
        }
    }
}

/// The ten bytes behind the time: the count first, so that ids of one instant sort by age too. Version and
/// variant take six bits of it: the four highest of the first byte, the two highest of the third.
fn tail(seed: u64, count: u32) -> [u8; 10] {
    let digest = Sha256::digest(format!("{seed}:{count}"));
    let mut tail = [0; 10];
    for (byte, random) in tail.iter_mut().zip(digest.iter()) {
        *byte = *random;
    }
    let byte = |shift: u32| u8::try_from(count >> shift & 0xff).unwrap_or_default();
    let part = |shift: u32, mask: u32| u8::try_from(count >> shift & mask).unwrap_or_default();
    (tail[0], tail[1], tail[2]) = (part(26, 0x0f), byte(18), part(12, 0x3f));
    (tail[3], tail[4]) = (byte(4), part(0, 0x0f) << 4 | tail[4] & 0x0f);
    tail
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(seed: u64) -> Vec<u128> {
        let clock = Clock::set_to(DateTime::from_timestamp(1_790_000_000, 0).unwrap_or_default());
        let source = IdSource::seeded(clock.clone(), seed);
        let make = |n: i64| {
            if n % 100 == 0 {
                clock.advance(TimeDelta::milliseconds(1));
            }
            source.bits()
        };
        (0..10_000).map(make).collect()
    }

    #[test]
    fn a_seed_gives_the_same_ids_again_which_sort_by_age_and_are_of_version_7() {
        let made = ids(7);
        assert_eq!(made, ids(7));
        assert!(made.windows(2).all(|pair| pair[0] < pair[1]));
        assert!(made.iter().all(|bits| Uuid::from_u128(*bits).get_version_num() == 7));
        let other = ids(8);
        assert!(made.iter().zip(&other).all(|(one, other)| one != other));
    }
}
