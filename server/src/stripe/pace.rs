//! Keeps work that nobody waits for below Stripe's limit of calls, so that people who are paying
//! never meet it.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Mutex;
use tokio::time::{Instant, sleep_until};

/// The gap between two calls in the background: 20 a second. Stripe takes 25 a second in test mode
/// and 100 in live mode (docs.stripe.com/rate-limits); the rest is left to people.
const GAP: Duration = Duration::from_millis(50);

tokio::task_local! {
    static BACKGROUND: ();
}

/// Does `work` at the pace of the background: its calls to Stripe wait their turn.
pub async fn in_background<T>(work: impl Future<Output = T>) -> T {
    BACKGROUND.scope((), work).await
}

/// Does `work`, which is to be spawned, at the pace of the task that spawns it.
pub fn like_here<T>(work: impl Future<Output = T>) -> impl Future<Output = T> {
    let here = is_background();
    async move { if here { in_background(work).await } else { work.await } }
}

fn is_background() -> bool {
    BACKGROUND.try_with(|()| ()).is_ok()
}

/// When the next call of the background may be made; one for all clones of a client.
#[derive(Clone)]
pub(super) struct Pace(Arc<Mutex<Instant>>);

impl Pace {
    pub(super) fn new() -> Self {
        Self(Arc::new(Mutex::new(Instant::now())))
    }

    /// Waits for one's turn; at once outside the background.
    pub(super) async fn turn(&self) {
        if !is_background() {
            return;
        }
        let mut next = self.0.lock().await;
        sleep_until(*next).await;
        *next = Instant::now() + GAP;
    }
}
