//! What became of a message after a provider took it. News of it comes late, twice and in any order.

use std::str::FromStr;

/// How far a message has come, by the provider's word.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Delivery {
    /// It waits at the provider.
    Queued,
    /// It was handed to the network.
    Sent,
    /// The provider gave up before the network had it.
    Failed,
    /// The network had it and could not deliver it.
    Undelivered,
    /// It is on the phone.
    Delivered,
    /// It was opened.
    Read,
}

/// A word that names no delivery.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("unknown delivery")]
pub struct UnknownDelivery;

impl Delivery {
    /// All of them, as they outdo each other.
    pub const ALL: [Self; 6] =
        [Self::Queued, Self::Sent, Self::Failed, Self::Undelivered, Self::Delivered, Self::Read];

    /// The word that stands for it in the store. Never changes.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Sent => "sent",
            Self::Failed => "failed",
            Self::Undelivered => "undelivered",
            Self::Delivered => "delivered",
            Self::Read => "read",
        }
    }

    /// What stands once `news` has come, whatever came before it. Nothing takes a step back: who has
    /// read a message has it, even if "sent" arrives a day later.
    #[must_use]
    pub fn after(self, news: Self) -> Self {
        self.max(news)
    }

    /// Whether it will not arrive any more, unless later news says that it did.
    pub const fn is_lost(self) -> bool {
        matches!(self, Self::Failed | Self::Undelivered)
    }
}

impl FromStr for Delivery {
    type Err = UnknownDelivery;

    fn from_str(text: &str) -> Result<Self, UnknownDelivery> {
        Self::ALL.into_iter().find(|delivery| delivery.as_str() == text).ok_or(UnknownDelivery)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_delivery_is_read_as_it_is_written() {
        for delivery in Delivery::ALL {
            assert_eq!(delivery.as_str().parse(), Ok(delivery));
        }
        assert_eq!("accepted".parse::<Delivery>(), Err(UnknownDelivery));
    }

    #[test]
    fn what_arrived_is_not_lost_by_older_news() {
        assert_eq!(Delivery::Delivered.after(Delivery::Sent), Delivery::Delivered);
        assert_eq!(Delivery::Read.after(Delivery::Undelivered), Delivery::Read);
        assert_eq!(Delivery::Queued.after(Delivery::Failed), Delivery::Failed);
        assert!(Delivery::Failed.is_lost() && !Delivery::Failed.after(Delivery::Read).is_lost());
    }

    proptest! {
        #[test]
        fn the_order_of_the_news_and_how_often_each_comes_change_nothing(
            news in prop::collection::vec(prop::sample::select(&Delivery::ALL[..]), 1..12),
            seed in 0..12_usize,
        ) {
            let end = |news: &[Delivery]| news.iter().fold(Delivery::Queued, |at, n| at.after(*n));
            let mut other = news.clone();
            other.rotate_left(seed % news.len());
            other.extend(&news[..seed % news.len()]);
            prop_assert_eq!(end(&news), end(&other));
        }
    }
}
