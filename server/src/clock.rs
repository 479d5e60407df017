//! Time and ids come from here and nowhere else, so that the whole program can run through a
//! simulated year.

use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};
use uuid::{ContextV7, Timestamp, Uuid};

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
    context: Arc<Mutex<ContextV7>>,
}

impl IdSource {
    /// Ids whose time part is `clock`'s.
    pub fn new(clock: Clock) -> Self {
        Self { clock, context: Arc::new(Mutex::new(ContextV7::new())) }
    }

    /// The bits of a fresh UUIDv7: pass them to `DebtId::from_bits` and its like.
    pub fn bits(&self) -> u128 {
        let now = self.clock.now();
        let context = self.context.lock().unwrap_or_else(PoisonError::into_inner);
        let seconds = u64::try_from(now.timestamp()).unwrap_or_default();
        let stamp = Timestamp::from_unix(&*context, seconds, now.timestamp_subsec_nanos());
        Uuid::new_v7(stamp).as_u128()
    }
}
