//! The simulator's whole state behind one lock: book, clock, faults and what falls due. Every act
//! ends with [`World::save`], before its answer leaves.

use std::collections::BTreeSet;
use std::io;
use std::path::Path;

use serde_json::Value;
use sha2::{Digest, Sha256};

use super::book::{Book, Delivery, DeliveryStatus, Event, Head};
use super::clock::Clock;
use super::faults::{Faults, Kind};
use super::journal::{Journal, Meta};
use super::webhooks::Posting;
use super::{payments, refunds};

/// Stripe's version whose shapes the objects have.
pub(super) const VERSION: &str = "2026-09-30.endive";

/// How long an idempotency key is remembered, in seconds.
pub(super) const KEY_LIFE_S: i64 = 24 * 60 * 60;

/// The request under work, which its events name.
#[derive(Debug, Clone, Default)]
pub(super) struct Cause {
    pub request: Option<String>,
    pub key: Option<String>,
}

pub(super) struct World {
    pub book: Book,
    pub clock: Clock,
    pub faults: Faults,
    pub posting: Posting,
    /// Where the simulator is reached, without a slash at its end.
    pub origin: String,
    pub cause: Cause,
    seed: u64,
    next_seq: u64,
    due: BTreeSet<(i64, String)>,
    /// The deliveries that wait, by time in milliseconds and id; those on the wire are not here.
    pub waiting: BTreeSet<(i64, String)>,
    journal: Journal,
    saved: Option<Meta>,
}

/// What a world starts from.
pub(super) struct Start<'a> {
    pub file: Option<&'a Path>,
    pub origin: String,
    pub seed: u64,
    pub real_now_ms: i64,
    pub posting: Posting,
}

impl World {
    /// Reads the file, if there is one. Endpoints given at the start win over remembered ones.
    pub(super) fn open(start: Start<'_>) -> io::Result<Self> {
        let (journal, book, meta) = Journal::open(start.file)?;
        let mut clock = Clock::new(start.real_now_ms);
        let (mut next_seq, mut posting) = (1, start.posting);
        if let Some(meta) = meta {
            clock.setting = meta.clock;
            next_seq = meta.next_seq;
            if posting.endpoints.is_empty() {
                posting = meta.posting;
            }
        }
        let mut world = Self {
            book,
            clock,
            faults: Faults::new(start.seed),
            posting,
            origin: start.origin,
            cause: Cause::default(),
            seed: start.seed,
            next_seq,
            due: BTreeSet::new(),
            waiting: BTreeSet::new(),
            journal,
            saved: None,
        };
        world.forget_old_keys();
        world.due = world.everything_due();
        let deliveries = world.book.deliveries.iter();
        let waiting = deliveries.filter(|(_, row)| row.status == DeliveryStatus::Waiting);
        world.waiting = waiting.map(|(id, row)| (row.next_ms, id.clone())).collect();
        Ok(world)
    }

    /// Seconds on the simulator's clock.
    pub(super) fn now(&self) -> i64 {
        self.clock.now()
    }

    /// A new id: the prefix and letters that follow from seed and count alone.
    pub(super) fn id(&mut self, prefix: &str, letters: usize) -> String {
        const ALPHABET: &[u8; 62] =
            b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
        let seq = self.next_seq;
        self.next_seq += 1;
        let mut id = prefix.to_owned();
        let mut block = 0_u64;
        while id.len() < prefix.len() + letters {
            let digest = Sha256::digest(format!("{}:{prefix}:{seq}:{block}", self.seed));
            let left = prefix.len() + letters - id.len();
            id.extend(digest.iter().take(left).map(|b| char::from(ALPHABET[usize::from(*b) % 62])));
            block += 1;
        }
        id
    }

    /// The head of a new object.
    pub(super) fn head(&mut self, account: Option<&str>, prefix: &str) -> Head {
        let letters = if prefix.starts_with("cs_") { 58 } else { 24 };
        let id = self.id(prefix, letters);
        let account = account.map(str::to_owned);
        Head { id, account, created: self.now(), seq: self.next_seq - 1 }
    }

    /// Makes the event that `kind` happened to `object`, and puts it on its way to the endpoints.
    pub(super) fn emit(&mut self, account: Option<&str>, kind: &str, object: &Value) {
        let about = format!("{kind} {}", object["id"].as_str().unwrap_or_default());
        if self.faults.strikes(Kind::EventNever, &about) {
            return;
        }
        let head = self.head(account, "evt_");
        let id = head.id.clone();
        let event = Event {
            head,
            kind: kind.to_owned(),
            object: object.to_string(),
            request: self.cause.request.clone(),
            key: self.cause.key.clone(),
        };
        self.book.events.put(&id, event);
        if !self.faults.strikes(Kind::WebhookNever, &about) {
            self.dispatch(&id, &about);
        }
    }

    /// Puts an event on its way to every endpoint, as often and as late as the faults say.
    pub(super) fn dispatch(&mut self, event: &str, about: &str) {
        let now_ms = self.clock.now_ms();
        let copies =
            1 + self.faults.amount(Kind::WebhookDuplicate, about).unwrap_or(0).clamp(0, 50);
        let late_ms = self.faults.amount(Kind::WebhookDelay, about).unwrap_or(0).max(0);
        for endpoint in 0..self.posting.endpoints.len() {
            for _ in 0..copies {
                let count = self.book.deliveries.under(format!("{event}/")).count();
                let id = format!("{event}/{count:06}");
                let delivery = Delivery {
                    event: event.to_owned(),
                    endpoint,
                    status: DeliveryStatus::Waiting,
                    tries: 0,
                    first_ms: now_ms + late_ms,
                    next_ms: now_ms + late_ms,
                };
                self.book.deliveries.put(&id, delivery);
                self.waiting.insert((now_ms + late_ms, id));
            }
        }
    }

    /// Has [`World::catch_up`] look at the object at `at`.
    pub(super) fn later(&mut self, at: i64, id: &str) {
        self.due.insert((at, id.to_owned()));
    }

    /// When the next thing falls due, in seconds.
    pub(super) fn next_due(&self) -> Option<i64> {
        self.due.first().map(|(at, _)| *at)
    }

    /// Does what fell due on the clock: sessions and vouchers end, banks answer.
    pub(super) fn catch_up(&mut self) {
        let now = self.now();
        while let Some((at, id)) = self.due.first().cloned().filter(|(at, _)| *at <= now) {
            self.due.remove(&(at, id.clone()));
            match id.split('_').next() {
                Some("cs") => payments::expire_if_due(self, &id),
                Some("pi") => payments::end_if_due(self, &id),
                Some("re") => refunds::end_if_due(self, &id),
                _ => {}
            }
        }
    }

    fn everything_due(&self) -> BTreeSet<(i64, String)> {
        let sessions = self.book.sessions.values().map(|row| (row.expires_at, &row.head.id));
        let intents = self.book.intents.values();
        let intents = intents.filter_map(|row| row.due.map(|(at, _)| (at, &row.head.id)));
        let refunds = self.book.refunds.values();
        let refunds = refunds.filter_map(|row| row.due.map(|(at, _)| (at, &row.head.id)));
        sessions.chain(intents).chain(refunds).map(|(at, id)| (at, id.clone())).collect()
    }

    fn forget_old_keys(&mut self) {
        let oldest = self.now() - KEY_LIFE_S;
        self.book.stored.retain(|stored| stored.made_at >= oldest);
    }

    /// Writes what changed to the file, if anything did.
    pub(super) fn save(&mut self) -> io::Result<()> {
        let changed = self.book.take_changed();
        let meta = Meta {
            next_seq: self.next_seq,
            clock: self.clock.setting,
            posting: self.posting.clone(),
        };
        if changed.is_empty() && self.saved.as_ref() == Some(&meta) {
            return Ok(());
        }
        self.journal.append(&meta, &changed)?;
        self.saved = Some(meta);
        Ok(())
    }
}
