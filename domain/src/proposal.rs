//! Terms that a debtor proposes, and what becomes of them.
//!
//! | from \ act | the creditor accepts | refuses | counters | the debtor accepts | refuses | its time is over |
//! | --- | --- | --- | --- | --- | --- | --- |
//! | (made inside the limits) | accepted at once | | | | | |
//! | (the same, in the place of a plan that runs) | waiting | | | | | |
//! | waiting | accepted | refused | countered | – | refused (taken back) | expired |
//! | countered | – | – | countered | accepted | refused | expired |
//! | accepted, refused, expired | – | – | – | – | – | – |
//!
//! Nothing is accepted at once of who has broken as many plans as the policy lets break. While somebody has to
//! answer reminders rest, but not for one that waits within thirty days of another that came to nothing.
//!
//! An answer that comes after its time is none. Laws, each a property test: what is accepted at once is
//! inside every limit, and what waits is outside the one it names, or would take the place of a plan that
//! runs; accepted, refused and expired are never left; nothing is answered after its time.

mod ask;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use crate::country::Country;
use crate::money::Money;
use crate::policy::Proposals;

pub use ask::{Ask, Beyond, Misasked};

/// Terms that a debtor proposed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Proposal {
    /// What is owed on its debts.
    pub owed: Money,
    /// What the debtor asked for.
    pub ask: Ask,
    /// Where it stands.
    pub state: ProposalState,
}

/// Where a proposal stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ProposalState {
    /// The creditor has to answer.
    Waiting {
        /// The limit that it is outside of.
        beyond: Beyond,
        /// Until when.
        until: DateTime<Utc>,
    },
    /// The debtor has to answer to other terms.
    Countered {
        /// The other terms.
        terms: Ask,
        /// Until when.
        until: DateTime<Utc>,
    },
    /// Agreed. Never left.
    Accepted {
        /// What is agreed.
        terms: Ask,
        /// By whom.
        by: By,
        /// When.
        at: DateTime<Utc>,
    },
    /// Not agreed. Never left.
    Refused {
        /// By whom.
        by: By,
        /// When.
        at: DateTime<Utc>,
    },
    /// Nobody answered in time. Never left.
    Expired {
        /// When.
        at: DateTime<Utc>,
    },
}

/// For so long after a proposal that came to nothing the next one that waits keeps no reminders back.
const IN_A_ROW: TimeDelta = TimeDelta::days(30);

/// Whether a proposal that was made at `made_at` keeps reminders back while it waits; `before` is when the last
/// one before it was refused or ran out.
pub fn keeps_reminders_back(made_at: DateTime<Utc>, before: Option<DateTime<Utc>>) -> bool {
    before.is_none_or(|before| made_at - before > IN_A_ROW)
}

/// Who decides.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum By {
    /// The policy, at once.
    Policy,
    /// Somebody of the creditor's team.
    Creditor,
    /// The debtor.
    Debtor,
}

/// What is done with a proposal.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ProposalAct {
    /// The creditor agrees.
    CreditorAccepts,
    /// The creditor does not agree.
    CreditorRefuses,
    /// The creditor names other terms, and until when they stand.
    CreditorCounters(Ask, DateTime<Utc>),
    /// The debtor agrees with the other terms.
    DebtorAccepts,
    /// The debtor does not agree with them, or takes the proposal back.
    DebtorRefuses,
    /// Time passed.
    TimePasses,
}

/// Why an act is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ProposalError {
    /// The table above has no such step.
    #[error("a proposal in this state cannot be answered so")]
    NotNow,
    /// Its time is over.
    #[error("the time to answer ended at {0}")]
    TooLate(DateTime<Utc>),
    /// The terms make no schedule, or more than what is owed.
    #[error(transparent)]
    Misasked(#[from] Misasked),
}

impl Proposal {
    /// A proposal made at `now`, which is `today` in the creditor's zone: accepted at once inside
    /// `limits`, else waiting as many hours as they say.
    pub fn make(
        limits: &Proposals,
        (owed, ask): (Money, Ask),
        (country, today): (Country, NaiveDate),
        now: DateTime<Utc>,
    ) -> Result<Self, Misasked> {
        let state = match ask.beyond(limits, owed, (country, today))? {
            None => ProposalState::Accepted { terms: ask, by: By::Policy, at: now },
            Some(beyond) => ProposalState::Waiting { beyond, until: answered_by(limits, now) },
        };
        Ok(Self { owed, ask, state })
    }

    /// The same in the place of a plan that runs. Two have agreed on it, so that no limit alone changes it:
    /// the creditor always has to answer.
    pub fn make_instead(
        limits: &Proposals,
        terms: (Money, Ask),
        at: (Country, NaiveDate),
        now: DateTime<Utc>,
    ) -> Result<Self, Misasked> {
        let made = Self::make(limits, terms, at, now)?;
        let state = match made.state {
            ProposalState::Accepted { .. } => {
                let (beyond, until) = (Beyond::Running, answered_by(limits, now));
                ProposalState::Waiting { beyond, until }
            }
            waits => waits,
        };
        Ok(Self { state, ..made })
    }

    /// The same of who has broken `broken` plans, as many as the policy lets break: what it would have accepted
    /// at once waits for the creditor.
    #[must_use]
    pub fn after_broken(self, broken: u32, limits: &Proposals) -> Self {
        let ProposalState::Accepted { by: By::Policy, at, .. } = self.state else { return self };
        let until = answered_by(limits, at);
        Self { state: ProposalState::Waiting { beyond: Beyond::Broken(broken), until }, ..self }
    }

    /// The proposal after `act` at `now`; see the table above.
    pub fn apply(self, act: ProposalAct, now: DateTime<Utc>) -> Result<Self, ProposalError> {
        use {ProposalAct as A, ProposalState as S};
        let (S::Waiting { until, .. } | S::Countered { until, .. }) = self.state else {
            return match act {
                A::TimePasses => Ok(self),
                _ => Err(ProposalError::NotNow),
            };
        };
        if now >= until {
            return match act {
                A::TimePasses => Ok(Self { state: S::Expired { at: now }, ..self }),
                _ => Err(ProposalError::TooLate(until)),
            };
        }
        let accepted = |terms, by| S::Accepted { terms, by, at: now };
        let state = match (self.state, act) {
            (state, A::TimePasses) => state,
            (S::Waiting { .. }, A::CreditorAccepts) => accepted(self.ask, By::Creditor),
            (S::Waiting { .. }, A::CreditorRefuses) => S::Refused { by: By::Creditor, at: now },
            (S::Waiting { .. } | S::Countered { .. }, A::CreditorCounters(terms, until))
                if until > now =>
            {
                terms.check(self.owed)?;
                S::Countered { terms, until }
            }
            (S::Countered { terms, .. }, A::DebtorAccepts) => accepted(terms, By::Debtor),
            (S::Waiting { .. } | S::Countered { .. }, A::DebtorRefuses) => {
                S::Refused { by: By::Debtor, at: now }
            }
            _ => return Err(ProposalError::NotNow),
        };
        Ok(Self { state, ..self })
    }
}

/// When the creditor's time to answer ends.
fn answered_by(limits: &Proposals, now: DateTime<Utc>) -> DateTime<Utc> {
    now + TimeDelta::hours(i64::from(limits.answer_hours))
}

#[cfg(test)]
mod tests;
