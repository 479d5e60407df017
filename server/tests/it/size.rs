//! How large the reliability checks are, and what their chance follows from.

/// The number that counts today: `per_change` in `make test`, `nightly` in `make torture`
/// (`TEST_SIZE=nightly`).
pub fn size(per_change: usize, nightly: usize) -> usize {
    if is_nightly() { nightly } else { per_change }
}

/// Whether this is a run of the night.
pub fn is_nightly() -> bool {
    std::env::var("TEST_SIZE").is_ok_and(|size| size == "nightly")
}

/// Chance that can be had again: the same `TEST_SEED` gives the same throws.
pub struct Dice(u64);

impl Dice {
    /// The dice of one check. What they follow from is printed, and shown if the check fails.
    pub fn of(check: &str) -> Self {
        let seed = std::env::var("TEST_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(1);
        let size = if is_nightly() { "nightly" } else { "per change" };
        println!("{check}: TEST_SEED={seed}, size {size}");
        Self(seed)
    }

    /// Other dice that follow from these.
    pub fn another(&mut self) -> Self {
        Self(self.bits())
    }

    /// 64 bits (splitmix64).
    pub fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^ (bits >> 31)
    }

    /// A number from 0 to below `end`.
    pub fn below(&mut self, end: usize) -> usize {
        let end = u64::try_from(end.max(1)).expect("fits");
        usize::try_from(self.bits() % end).expect("fits")
    }

    /// A number from `first` to `last`.
    pub fn between(&mut self, first: usize, last: usize) -> usize {
        first + self.below(last - first + 1)
    }

    /// An amount in minor units from `first` to `last`.
    pub fn minor(&mut self, first: i64, last: i64) -> i64 {
        let span = u64::try_from(last - first + 1).expect("positive");
        first + i64::try_from(self.bits() % span).expect("fits")
    }

    /// True `percent` times out of a hundred.
    pub fn percent(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// Puts `items` in a random order.
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for at in (1..items.len()).rev() {
            items.swap(at, self.below(at + 1));
        }
    }
}
