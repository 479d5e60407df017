//! One try at paying, and what the provider says of it.
//!
//! | from \ facts | open | processing | paid | failed later | expired |
//! | --- | --- | --- | --- | --- | --- |
//! | created | open | pending | confirmed | failed | expired |
//! | open | – | pending | confirmed | failed | expired |
//! | pending | – | – | confirmed | failed | – |
//! | unknown | open | pending | confirmed | failed | expired |
//! | failed, expired | – | – | confirmed | – | – |
//! | confirmed | – | – | – | – | – |
//!
//! States only move forward, so facts may come late, twice and in any order; and since real money is
//! never refused, every state but `confirmed` itself can still become `confirmed`. A card that is
//! declined inside the provider's page is no fact: the session stays open. A charge of a saved card has no
//! page: a decline is the end of it.

mod begun;

use std::str::FromStr;

use crate::money::Money;

pub use begun::Begun;

/// Where an attempt stands.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum AttemptState {
    /// Written down; the provider has not been asked yet.
    Created,
    /// The provider's page waits for the debtor.
    Open,
    /// The debtor did their part; the money is under way (voucher, bank debit).
    Pending,
    /// The money is there. Never left.
    Confirmed,
    /// The money did not come.
    Failed,
    /// The provider's page closed unused.
    Expired,
    /// The provider's answer was lost: only asking it again leaves this state.
    Unknown,
}

impl AttemptState {
    const ALL: [Self; 7] = [
        Self::Created,
        Self::Open,
        Self::Pending,
        Self::Confirmed,
        Self::Failed,
        Self::Expired,
        Self::Unknown,
    ];

    /// The word that stands for it in the store.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::Open => "open",
            Self::Pending => "pending",
            Self::Confirmed => "confirmed",
            Self::Failed => "failed",
            Self::Expired => "expired",
            Self::Unknown => "unknown",
        }
    }

    /// Whether money may still come without anybody doing anything more.
    pub const fn is_in_flight(self) -> bool {
        matches!(self, Self::Created | Self::Open | Self::Pending | Self::Unknown)
    }
}

impl FromStr for AttemptState {
    type Err = UnknownState;

    fn from_str(text: &str) -> Result<Self, UnknownState> {
        Self::ALL
            .into_iter()
            .find(|state| state.as_str() == text)
            .ok_or_else(|| UnknownState(text.to_owned()))
    }
}

/// A stored word that names no state.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown state `{0}`")]
pub struct UnknownState(String);

/// What the provider's objects say at one moment, however old the news is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Facts {
    /// The page is open, nobody has paid.
    Open,
    /// The page is done, the money is under way.
    Processing,
    /// The money arrived: this much, in this currency.
    Paid(Money),
    /// The money that was under way will not come.
    FailedLater,
    /// The page closed unused.
    Expired,
}

/// What applying facts changes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Outcome {
    /// The state after.
    pub state: AttemptState,
    /// Money that has to be booked now, once.
    pub received: Option<Money>,
}

impl AttemptState {
    /// Applies `facts`; see the table above.
    #[must_use]
    pub fn apply(self, facts: Facts) -> Outcome {
        use AttemptState as S;
        let state = match (self, facts) {
            (S::Confirmed, _) => S::Confirmed,
            (_, Facts::Paid(_)) => S::Confirmed,
            (S::Failed | S::Expired, _) => self,
            (S::Created | S::Unknown, Facts::Open) => S::Open,
            (S::Created | S::Open | S::Unknown, Facts::Processing) => S::Pending,
            (_, Facts::FailedLater) => S::Failed,
            (S::Created | S::Open | S::Unknown, Facts::Expired) => S::Expired,
            (S::Open | S::Pending, Facts::Open)
            | (S::Pending, Facts::Processing | Facts::Expired) => self,
        };
        let received = match facts {
            Facts::Paid(money) if self != S::Confirmed => Some(money),
            _ => None,
        };
        Outcome { state, received }
    }
}

/// Where received money goes.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Destination {
    /// To the debts that the attempt was for.
    Debts,
    /// To suspense and to a person: not what the attempt asked for.
    Suspense,
}

/// Decides where `received` goes, for an attempt that asked for `asked`.
///
/// Another amount or currency than the one asked for means that the session was not made by us as
/// it stands: such money never closes a debt.
pub fn destination(asked: Money, received: Money) -> Destination {
    if asked == received { Destination::Debts } else { Destination::Suspense }
}

/// Where a refund stands at the provider.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum RefundState {
    /// Written down; the provider has not been asked yet.
    Created,
    /// Accepted by the provider: the money has left.
    Sent,
    /// The provider could not deliver it: the money is back.
    Failed,
    /// Never taken up by the provider.
    Refused,
    /// The provider's answer was lost.
    Unknown,
}

impl RefundState {
    const ALL: [Self; 5] = [Self::Created, Self::Sent, Self::Failed, Self::Refused, Self::Unknown];

    /// The word that stands for it in the store.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::Sent => "sent",
            Self::Failed => "failed",
            Self::Refused => "refused",
            Self::Unknown => "unknown",
        }
    }
}

impl FromStr for RefundState {
    type Err = UnknownState;

    fn from_str(text: &str) -> Result<Self, UnknownState> {
        Self::ALL
            .into_iter()
            .find(|state| state.as_str() == text)
            .ok_or_else(|| UnknownState(text.to_owned()))
    }
}

/// What the provider says of a refund.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum RefundFacts {
    /// Accepted: under way or done.
    Sent,
    /// Failed or cancelled after it was accepted.
    Failed,
    /// Refused at once: there is no such refund.
    Refused,
}

/// What has to be posted for a refund.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum RefundEffect {
    /// Nothing new.
    None,
    /// The money left.
    GiveBack,
    /// The money left and came back (the first news was already the failure).
    GiveBackAndReturn,
    /// Money that had left came back.
    Return,
}

impl RefundState {
    /// Applies `facts`: a failure is final, whatever comes after it.
    #[must_use]
    pub fn apply(self, facts: RefundFacts) -> (Self, RefundEffect) {
        use RefundState as S;
        match (self, facts) {
            (S::Created | S::Unknown, RefundFacts::Sent) => (S::Sent, RefundEffect::GiveBack),
            (S::Created | S::Unknown, RefundFacts::Failed) => {
                (S::Failed, RefundEffect::GiveBackAndReturn)
            }
            (S::Created | S::Unknown, RefundFacts::Refused) => (S::Refused, RefundEffect::None),
            (S::Sent, RefundFacts::Failed) => (S::Failed, RefundEffect::Return),
            _ => (self, RefundEffect::None),
        }
    }
}

/// Where the money of a chargeback is, as the provider's balance shows it.
///
/// An inquiry moves nothing. The bank may take and give back more than once, so the two counters say
/// how often each happened; they only grow.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct ChargebackFunds {
    /// How often the bank has taken the money.
    pub withdrawn: u32,
    /// How often the bank has given it back; never above `withdrawn`.
    pub reinstated: u32,
}

/// One movement of a chargeback that has to be posted once.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum ChargebackEffect {
    /// The `n`th time that the bank took the money, from 1.
    Withdraw(u32),
    /// The `n`th time that the bank gave it back, from 1.
    Reinstate(u32),
}

impl ChargebackFunds {
    /// Moves to what the provider shows now and lists what has to be posted, in order. Older news
    /// than what is known changes nothing.
    #[must_use]
    pub fn apply(self, seen: Self) -> (Self, Vec<ChargebackEffect>) {
        let after = Self {
            withdrawn: self.withdrawn.max(seen.withdrawn),
            reinstated: self.reinstated.max(seen.reinstated.min(seen.withdrawn)),
        };
        let mut effects = Vec::new();
        for n in 1..=after.withdrawn {
            if n > self.withdrawn {
                effects.push(ChargebackEffect::Withdraw(n));
            }
            if n > self.reinstated && n <= after.reinstated {
                effects.push(ChargebackEffect::Reinstate(n));
            }
        }
        (after, effects)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::money::Currency;

    fn pen(minor: i64) -> Money {
        Money::new(minor, Currency::parse("PEN").expect("PEN")).expect("positive")
    }

    fn any_facts() -> impl Strategy<Value = Facts> {
        prop_oneof![
            Just(Facts::Open),
            Just(Facts::Processing),
            Just(Facts::FailedLater),
            Just(Facts::Expired),
            (1..9_i64).prop_map(|minor| Facts::Paid(pen(minor))),
        ]
    }

    #[test]
    fn each_state_takes_each_fact_as_the_table_says() {
        use AttemptState as S;
        let facts = [
            Facts::Open,
            Facts::Processing,
            Facts::Paid(pen(5)),
            Facts::FailedLater,
            Facts::Expired,
        ];
        for (from, to) in [
            (S::Created, [S::Open, S::Pending, S::Confirmed, S::Failed, S::Expired]),
            (S::Open, [S::Open, S::Pending, S::Confirmed, S::Failed, S::Expired]),
            (S::Pending, [S::Pending, S::Pending, S::Confirmed, S::Failed, S::Pending]),
            (S::Unknown, [S::Open, S::Pending, S::Confirmed, S::Failed, S::Expired]),
            (S::Failed, [S::Failed, S::Failed, S::Confirmed, S::Failed, S::Failed]),
            (S::Expired, [S::Expired, S::Expired, S::Confirmed, S::Expired, S::Expired]),
            (S::Confirmed, [S::Confirmed; 5]),
        ] {
            for (fact, expected) in facts.into_iter().zip(to) {
                assert_eq!(from.apply(fact).state, expected, "{from:?} {fact:?}");
            }
            assert_eq!(from.as_str().parse(), Ok(from));
        }
    }

    /// Every order of the news of one payment, with the stale failure of an earlier try among it.
    #[test]
    fn all_720_orders_of_the_news_end_confirmed_with_the_money_booked_once() {
        let news = [
            Facts::Open,
            Facts::Open,
            Facts::Processing,
            Facts::Paid(pen(7)),
            Facts::Paid(pen(7)),
            Facts::FailedLater,
        ];
        let mut orders = 0;
        permute(&mut news.to_vec(), 0, &mut |order| {
            orders += 1;
            let mut state = AttemptState::Created;
            let mut booked = 0;
            for facts in order {
                let outcome = state.apply(*facts);
                state = outcome.state;
                booked += outcome.received.map_or(0, Money::minor);
            }
            assert_eq!((state, booked), (AttemptState::Confirmed, 7), "{order:?}");
        });
        assert_eq!(orders, 720);
    }

    fn permute(items: &mut Vec<Facts>, at: usize, visit: &mut impl FnMut(&[Facts])) {
        if at == items.len() {
            return visit(items);
        }
        for i in at..items.len() {
            items.swap(at, i);
            permute(items, at + 1, visit);
            items.swap(at, i);
        }
    }

    proptest! {
        #![proptest_config(crate::law::tried(10_000))]

        #[test]
        fn news_in_any_order_books_money_once_iff_there_was_any(
            news in prop::collection::vec(any_facts(), 0..=9),
        ) {
            let mut state = AttemptState::Created;
            let mut booked = Vec::new();
            for facts in &news {
                let outcome = state.apply(*facts);
                prop_assert!(state != AttemptState::Confirmed || outcome.state == state);
                state = outcome.state;
                booked.extend(outcome.received);
            }
            let paid = news.iter().any(|facts| matches!(facts, Facts::Paid(_)));
            prop_assert_eq!(booked.len(), usize::from(paid));
            prop_assert_eq!(state == AttemptState::Confirmed, paid);
        }

        #[test]
        fn a_refund_gives_back_once_and_returns_at_most_once(
            news in prop::collection::vec(0..3_u8, 0..9),
        ) {
            let (mut state, mut out, mut back) = (RefundState::Created, 0, 0);
            for fact in &news {
                let fact = [RefundFacts::Sent, RefundFacts::Failed, RefundFacts::Refused]
                    [usize::from(*fact)];
                let (next, effect) = state.apply(fact);
                match effect {
                    RefundEffect::None => {}
                    RefundEffect::GiveBack => out += 1,
                    RefundEffect::GiveBackAndReturn => { out += 1; back += 1; }
                    RefundEffect::Return => back += 1,
                }
                state = next;
            }
            prop_assert!(out <= 1 && back <= out);
            prop_assert_eq!(state == RefundState::Sent, out == 1 && back == 0);
        }

        #[test]
        fn a_chargeback_posts_each_movement_once_in_any_order_of_news(
            news in prop::collection::vec((0..4_u32, 0..4_u32), 1..9),
        ) {
            let mut funds = ChargebackFunds::default();
            let mut posted = Vec::new();
            for (withdrawn, reinstated) in news {
                let (next, effects) = funds.apply(ChargebackFunds { withdrawn, reinstated });
                funds = next;
                posted.extend(effects);
            }
            let withdrawn = posted.iter().filter(|e| matches!(e, ChargebackEffect::Withdraw(_)));
            prop_assert_eq!(u32::try_from(withdrawn.count()), Ok(funds.withdrawn));
            let mut once = posted.clone();
            once.dedup();
            prop_assert_eq!(once.len(), posted.len());
            prop_assert!(funds.reinstated <= funds.withdrawn);
        }
    }

    #[test]
    fn money_that_was_not_asked_for_closes_no_debt() {
        let usd = Money::new(100, Currency::parse("USD").expect("USD")).expect("positive");
        assert_eq!(destination(pen(100), pen(100)), Destination::Debts);
        for received in [pen(99), pen(101), usd] {
            assert_eq!(destination(pen(100), received), Destination::Suspense);
        }
    }
}
