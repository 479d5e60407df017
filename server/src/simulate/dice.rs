//! Chance that can be had again: the same seed gives the same throws, on every machine and for all time.

/// The dice of one simulation (splitmix64).
#[derive(Clone, Debug)]
pub(super) struct Dice(u64);

impl Dice {
    /// Dice that follow from `seed` alone.
    pub(super) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// 64 bits.
    pub(super) fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^ (bits >> 31)
    }

    /// A number from 0 to below `end`; 0 if that is 0.
    pub(super) fn below(&mut self, end: u32) -> u32 {
        u32::try_from(self.bits() % u64::from(end.max(1))).unwrap_or_default()
    }

    /// A number from `first` to `last`.
    pub(super) fn between(&mut self, first: u32, last: u32) -> u32 {
        first + self.below(last.saturating_sub(first).saturating_add(1))
    }

    /// Minor units from `first` to `last`.
    pub(super) fn minor(&mut self, first: i64, last: i64) -> i64 {
        let span = u64::try_from(last - first).unwrap_or_default().saturating_add(1);
        first + i64::try_from(self.bits() % span).unwrap_or_default()
    }

    /// True so many times out of a thousand.
    pub(super) fn per_mille(&mut self, often: u32) -> bool {
        self.below(1_000) < often
    }

    /// One of `items`, each as often as its weight says; `None` if nothing has any.
    pub(super) fn weighted<T: Copy>(&mut self, items: &[(T, u32)]) -> Option<T> {
        let mut left = self.below(items.iter().map(|(_, weight)| weight).sum());
        for (item, weight) in items {
            if left < *weight {
                return Some(*item);
            }
            left -= weight;
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_weight_says_how_often_and_none_means_never() {
        let mut dice = Dice::new(1);
        let throws: Vec<_> =
            (0..10_000).filter_map(|_| dice.weighted(&[('a', 1), ('b', 0), ('c', 3)])).collect();
        let count = |letter| throws.iter().filter(|one| **one == letter).count();
        assert_eq!((throws.len(), count('b')), (10_000, 0));
        assert!((2_300..2_700).contains(&count('a')), "{}", count('a'));
        assert_eq!(dice.weighted::<char>(&[]), None);
        assert_eq!(dice.weighted(&[('a', 0)]), None);
    }

    #[test]
    fn throws_stay_between_their_ends() {
        let mut dice = Dice::new(2);
        for _ in 0..10_000 {
            assert!((3..=5).contains(&dice.between(3, 5)));
            assert!((-2..=2).contains(&dice.minor(-2, 2)));
            assert_eq!(dice.below(0), 0);
        }
    }
}
