//! What a step may speak of: a debt, the date of an instalment, a promise, an offer, the end of it all.

use std::fmt;
use std::str::FromStr;

use chrono::{Days, NaiveDate};

use super::StepKind;
use crate::contact::Channel;
use crate::ids::{ClearanceId, DebtId, PlanId, PromiseId};
use crate::money::Currency;
use crate::policy::Standing;

/// What a step speaks of. Its text is what is remembered: a date that was moved is another one.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum SubjectId {
    /// A debt of no plan.
    Debt(DebtId),
    /// One date of a plan: the plan, the number of the instalment, its day.
    Instalment(PlanId, u32, NaiveDate),
    /// A promise.
    Promise(PromiseId),
    /// An offer with an end: which, in which currency, its last day.
    Offer(OfferKind, Currency, NaiveDate),
    /// The certificate of a case that owes nothing.
    Settled(ClearanceId),
}

/// An offer that ends.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum OfferKind {
    /// Less for paying everything at once.
    Discount,
    /// Less to end an old debt.
    Settlement,
}

impl OfferKind {
    const fn code(self) -> &'static str {
        match self {
            Self::Discount => "discount",
            Self::Settlement => "settlement",
        }
    }
}

impl fmt::Display for SubjectId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Debt(id) => write!(f, "{id}"),
            Self::Instalment(plan, number, on) => write!(f, "{plan}:{number}:{on}"),
            Self::Promise(id) => write!(f, "{id}"),
            Self::Offer(kind, currency, on) => write!(f, "{}:{currency}:{on}", kind.code()),
            Self::Settled(id) => write!(f, "{id}"),
        }
    }
}

/// A text that names nothing that a step speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("names nothing that a reminder speaks of")]
pub struct SubjectError;

impl FromStr for SubjectId {
    type Err = SubjectError;

    fn from_str(text: &str) -> Result<Self, SubjectError> {
        let words: Vec<&str> = text.split(':').collect();
        let found = match *words.as_slice() {
            [id] => {
                let debt = id.parse().ok().map(Self::Debt);
                let promise = || id.parse().ok().map(Self::Promise);
                let settled = || id.parse().ok().map(Self::Settled);
                debt.or_else(promise).or_else(settled)
            }
            ["discount", currency, on] => offer(OfferKind::Discount, currency, on),
            ["settlement", currency, on] => offer(OfferKind::Settlement, currency, on),
            [plan, number, on] => date_of_plan(plan, number, on),
            _ => None,
        };
        found.ok_or(SubjectError)
    }
}

fn date_of_plan(plan: &str, number: &str, on: &str) -> Option<SubjectId> {
    let (plan, number) = (plan.parse().ok()?, number.parse().ok()?);
    Some(SubjectId::Instalment(plan, number, on.parse().ok()?))
}

fn offer(kind: OfferKind, currency: &str, on: &str) -> Option<SubjectId> {
    Some(SubjectId::Offer(kind, Currency::parse(currency)?, on.parse().ok()?))
}

/// How something stands that a step may speak of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum About {
    /// A debt that is owed.
    Debt {
        /// When it was or is due.
        due_on: NaiveDate,
    },
    /// An unpaid instalment of a plan that runs.
    Instalment {
        /// Its date.
        due_on: NaiveDate,
        /// The last day on which paying is on time.
        grace_until: NaiveDate,
        /// Since when it counts as missed.
        missed_on: Option<NaiveDate>,
    },
    /// A promise.
    Promise {
        /// Its day.
        pay_on: NaiveDate,
        /// Since when it counts as broken; `None` while it may be kept.
        broken_on: Option<NaiveDate>,
    },
    /// An offer.
    Offer {
        /// Its last day.
        until: NaiveDate,
    },
    /// A case that owes nothing any more.
    Settled {
        /// Since when.
        on: NaiveDate,
    },
}

/// How long thanks and a broken promise are still worth a word.
const FRESH: u16 = 14;

impl About {
    /// The days on which a step of this kind speaks of it, the first and the last; `None` if it never
    /// does. What has no last day goes on as long as the case stands so.
    pub(super) fn days(&self, kind: StepKind, days: u16) -> Option<(NaiveDate, Option<NaiveDate>)> {
        use StepKind as K;
        Some(match (kind, *self) {
            (K::Courtesy, Self::Debt { due_on }) => (before(due_on, days), Some(due_on)),
            (K::Kind | K::Firm | K::Final, Self::Debt { due_on }) => {
                (after(due_on, days.max(1)), None)
            }
            (K::InstalmentSoon, Self::Instalment { due_on, .. })
            | (K::PromiseEve, Self::Promise { pay_on: due_on, broken_on: None }) => {
                (before(due_on, days.max(1)), Some(before(due_on, 1)))
            }
            (K::InstalmentToday, Self::Instalment { due_on, .. }) => (due_on, Some(due_on)),
            (K::InstalmentMissed, Self::Instalment { due_on, missed_on: Some(missed), .. }) => {
                (after(due_on, days).max(missed), None)
            }
            (K::PromiseBroken, Self::Promise { broken_on: Some(on), .. })
            | (K::Settled, Self::Settled { on }) => {
                let from = after(on, days);
                (from, Some(after(from, FRESH)))
            }
            (K::OfferEnds, Self::Offer { until }) => (before(until, days), Some(until)),
            _ => return None,
        })
    }

    /// The day on which it was or is to be paid, of a debt and of an instalment.
    pub(super) const fn due_on(&self) -> Option<NaiveDate> {
        match self {
            Self::Debt { due_on } | Self::Instalment { due_on, .. } => Some(*due_on),
            Self::Promise { .. } | Self::Offer { .. } | Self::Settled { .. } => None,
        }
    }

    /// How it stands on a later day if nobody pays.
    pub(super) fn by(self, day: NaiveDate) -> Self {
        match self {
            Self::Instalment { due_on, grace_until, missed_on: None } if day > grace_until => {
                let missed_on = Some(after(grace_until, 1));
                Self::Instalment { due_on, grace_until, missed_on }
            }
            Self::Promise { pay_on, broken_on: None } if day > pay_on => {
                Self::Promise { pay_on, broken_on: Some(after(pay_on, 1)) }
            }
            other => other,
        }
    }
}

/// So many days before `day`.
pub(super) fn before(day: NaiveDate, days: u16) -> NaiveDate {
    day.checked_sub_days(Days::new(u64::from(days))).unwrap_or(day)
}

/// So many days after `day`.
pub(super) fn after(day: NaiveDate, days: u16) -> NaiveDate {
    day.checked_add_days(Days::new(u64::from(days))).unwrap_or(day)
}

/// Something that a step may speak of.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Subject {
    /// Which.
    pub id: SubjectId,
    /// How it stands.
    pub about: About,
    /// The place of the standing of its currency among those of the case: what audiences look at.
    pub standing: usize,
}

/// Whether nobody is to be reminded.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Resting {
    /// Reminders go on.
    No,
    /// Something was promised: until its day is over nothing but its eve and the dates of plans is spoken of.
    Until(NaiveDate),
    /// Terms were proposed: until they are answered, on this day at the latest, the same is spoken of.
    Proposed(NaiveDate),
    /// A hold, or something else that waits for an answer.
    Wholly,
}

/// One case as a sequence looks at it. What is disputed, or whose money is on its way, is left out.
#[derive(Clone, Copy, Debug)]
pub struct Case<'a> {
    /// What is owed, by currency and by plan.
    pub standings: &'a [Standing],
    /// What may be spoken of, in an order that does not change.
    pub subjects: &'a [Subject],
    /// Whether reminders rest.
    pub resting: Resting,
    /// The channels on which the debtor can be reached; calls and visits where neither they nor the law refuse them.
    pub reachable: &'a [Channel],
    /// The days from today on, as far as one looks ahead, on which nothing may leave.
    pub closed: &'a [NaiveDate],
    /// The channel by which the debtor would rather be reached.
    pub preferred: Option<Channel>,
}
