//! What is still to come, by day.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::ids::{AttemptId, PlanId, ProposalId, SuspenseId};
use domain::money::Money;

/// Why somebody looks at what they owe.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Errand {
    /// To see.
    Look,
    /// To pay what a plan asks for.
    Instalment(PlanId),
    /// To keep a promise.
    Promise,
}

/// Something that is to happen. A person is named by their place among all.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Later {
    /// Somebody opens their link.
    Visit(usize, Errand),
    /// Somebody brings cash.
    Cash(usize),
    /// The money of a voucher is paid in at a shop.
    VoucherPaid(String),
    /// A transfer arrives, with an amount that may be another one.
    Arrives(usize, AttemptId, Money),
    /// The team has waited for a transfer long enough.
    NotArrived(AttemptId),
    /// A transfer arrives that names nobody; it is somebody's.
    Unnamed(usize),
    /// The team finds out whose such a transfer is.
    Identified(SuspenseId, usize),
    /// The team answers somebody who said something.
    Answered(usize),
    /// The team gives back something of what somebody paid.
    GiveBack(usize),
    /// The team looks at a proposal.
    Proposed(ProposalId),
    /// Something becomes of the card to which a plan is charged.
    CardTurns(PlanId),
    /// The creditor finds out that the last file was the wrong one.
    WrongFile,
    /// A bank disputes what was paid in a session.
    Disputed(String),
    /// The bank decides.
    Decided(String),
}

/// Everything that is to happen.
#[derive(Default, Debug)]
pub(super) struct Agenda(BTreeMap<NaiveDate, Vec<Later>>);

impl Agenda {
    /// One more.
    pub(super) fn add(&mut self, on: NaiveDate, what: Later) {
        self.0.entry(on).or_default().push(what);
    }

    /// Takes what is to happen on a day and on those before it, in the order in which it was added.
    pub(super) fn due(&mut self, on: NaiveDate) -> Vec<Later> {
        let mut due = Vec::new();
        while let Some(first) = self.0.first_entry().filter(|first| *first.key() <= on) {
            due.extend(first.remove());
        }
        due
    }
}
