//! Sends events to the endpoints until each has answered 2xx, with growing gaps, for three days of
//! the simulator's clock.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::book::DeliveryStatus;
use super::faults::Kind;
use super::server::Simulator;
use super::world::World;
use super::{render, sign};

/// How long delivery is tried, in milliseconds: Stripe gives up after three days.
const TRY_FOR_MS: i64 = 3 * 24 * 60 * 60 * 1000;

/// How long one try may take.
const TIMEOUT: Duration = Duration::from_secs(10);

/// Somebody who wants events.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Endpoint {
    /// Where events are posted to.
    pub url: String,
    /// The secrets they are signed with: two while one is rolled.
    pub secrets: Vec<String>,
}

impl fmt::Debug for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} with {} secrets", self.url, self.secrets.len())
    }
}

/// To whom and how events are sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Posting {
    pub endpoints: Vec<Endpoint>,
    /// Nothing is sent while paused.
    pub paused: bool,
    /// The gap before the second try; it doubles before each further one.
    pub first_gap_ms: i64,
    /// The longest gap.
    pub longest_gap_ms: i64,
    /// How many deliveries are under way at once.
    pub senders: usize,
}

impl Posting {
    pub(super) fn to(endpoints: Vec<Endpoint>) -> Self {
        Self {
            endpoints,
            paused: false,
            first_gap_ms: 5_000,
            longest_gap_ms: 6 * 60 * 60 * 1000,
            senders: 16,
        }
    }

    /// How long to wait after `tries` tries.
    fn gap_ms(&self, tries: u32) -> i64 {
        let doubled = self.first_gap_ms.saturating_mul(1 << tries.saturating_sub(1).min(30));
        doubled.min(self.longest_gap_ms)
    }
}

/// Which deliveries a round takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Round {
    /// What is due on the clock.
    Due,
    /// Everything that waits, paused or not.
    Everything,
}

/// What a round did.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Serialize)]
pub(super) struct Tally {
    pub delivered: usize,
    pub failed: usize,
}

impl Tally {
    fn add(&mut self, accepted: Accepted) {
        match accepted {
            Accepted::Yes => self.delivered += 1,
            Accepted::No | Accepted::Never => self.failed += 1,
        }
    }
}

/// One delivery, ready for the wire.
pub(super) struct Letter {
    url: String,
    pub(super) signature: String,
    pub(super) body: String,
}

/// Sends what is due, for ever.
pub(super) async fn run(simulator: Arc<Simulator>) {
    loop {
        let woken = simulator.woken();
        round(&simulator, Round::Due).await;
        let pause = simulator.with_world(next_pause);
        tokio::select! {
            () = woken => {}
            () = tokio::time::sleep(pause) => {}
        }
    }
}

/// Sends one round and waits for its answers.
pub(super) async fn round(simulator: &Arc<Simulator>, which: Round) -> Tally {
    let (due, senders) = simulator.with_world(|world| (take(world, which), world.posting.senders));
    let mut tally = Tally::default();
    let mut under_way = tokio::task::JoinSet::new();
    for id in due {
        if under_way.len() >= senders
            && let Some(done) = under_way.join_next().await
        {
            tally.add(done.unwrap_or(Accepted::No));
        }
        under_way.spawn(send(Arc::clone(simulator), id));
    }
    while let Some(done) = under_way.join_next().await {
        tally.add(done.unwrap_or(Accepted::No));
    }
    tally
}

/// Signs one delivery at the last moment, sends it and notes how it went.
async fn send(simulator: Arc<Simulator>, id: String) -> Accepted {
    let accepted = match simulator.with_world(|world| letter(world, &id)) {
        Some(letter) => post(simulator.http(), letter).await,
        None => Accepted::Never,
    };
    simulator.with_world(|world| note(world, &id, accepted));
    accepted
}

/// Whether the endpoint took the letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Accepted {
    Yes,
    No,
    /// Its endpoint is gone.
    Never,
}

async fn post(http: &reqwest::Client, letter: Letter) -> Accepted {
    let sent = http
        .post(letter.url)
        .timeout(TIMEOUT)
        .header("content-type", "application/json; charset=utf-8")
        .header("user-agent", "Stripe/1.0 (simulator)")
        .header("stripe-signature", letter.signature)
        .body(letter.body)
        .send()
        .await;
    match sent {
        Ok(answer) if answer.status().is_success() => Accepted::Yes,
        _ => Accepted::No,
    }
}

/// Takes what the next round sends off the waiting list: oldest event first, unless it is to be
/// shuffled.
pub(super) fn take(world: &mut World, which: Round) -> Vec<String> {
    world.catch_up();
    let until_ms = match which {
        Round::Everything => i64::MAX,
        Round::Due if world.posting.paused => return Vec::new(),
        Round::Due => world.clock.now_ms(),
    };
    let mut due = Vec::new();
    while let Some((at_ms, id)) = world.waiting.pop_first() {
        if at_ms > until_ms {
            world.waiting.insert((at_ms, id));
            break;
        }
        let event = id.split('/').next().and_then(|event| world.book.events.get(event));
        due.push((event.map_or(0, |event| event.head.seq), id));
    }
    due.sort_unstable();
    if !due.is_empty() && world.faults.strikes(Kind::WebhookShuffle, "round") {
        let seed = world.faults.seed();
        due.sort_by_cached_key(|(_, id)| Sha256::digest(format!("{seed}:{id}")).to_vec());
    }
    due.into_iter().map(|(_, id)| id).collect()
}

pub(super) fn letter(world: &mut World, id: &str) -> Option<Letter> {
    let delivery = world.book.deliveries.get(id)?;
    let event = world.book.events.get(&delivery.event)?;
    let endpoint = world.posting.endpoints.get(delivery.endpoint)?;
    let body = render::event(world, event).to_string();
    let signature = sign::header(&endpoint.secrets, world.now(), &body);
    Some(Letter { url: endpoint.url.clone(), signature, body })
}

pub(super) fn note(world: &mut World, id: &str, accepted: Accepted) {
    let now_ms = world.clock.now_ms();
    let Some(delivery) = world.book.deliveries.edit(id) else { return };
    delivery.tries += 1;
    let old = now_ms - delivery.first_ms >= TRY_FOR_MS;
    delivery.status = match accepted {
        Accepted::Yes => DeliveryStatus::Done,
        Accepted::No if !old => DeliveryStatus::Waiting,
        Accepted::No | Accepted::Never => DeliveryStatus::GivenUp,
    };
    if delivery.status == DeliveryStatus::Waiting {
        delivery.next_ms = now_ms + world.posting.gap_ms(delivery.tries);
        world.waiting.insert((delivery.next_ms, id.to_owned()));
    }
}

/// How long nothing is due: until the next delivery or the next thing on the clock, or for ever
/// while the clock stands still.
fn next_pause(world: &mut World) -> Duration {
    const LONGEST: Duration = Duration::from_mins(1);
    if !world.clock.runs() {
        return LONGEST;
    }
    let now_ms = world.clock.now_ms();
    let next = world.waiting.first().map(|(at_ms, _)| *at_ms).filter(|_| !world.posting.paused);
    let due = world.next_due().map(|at| at.saturating_mul(1000));
    let next = next.into_iter().chain(due).min();
    let pause = next.and_then(|at| u64::try_from((at - now_ms).max(5)).ok());
    pause.map_or(LONGEST, Duration::from_millis).min(LONGEST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_grow_to_a_longest_one() {
        let posting = Posting { first_gap_ms: 10, longest_gap_ms: 100, ..Posting::to(vec![]) };
        let gaps: Vec<_> = (1..7).map(|tries| posting.gap_ms(tries)).collect();
        assert_eq!(gaps, [10, 20, 40, 80, 100, 100]);
    }
}
