//! What somebody has before them on their pages, and what of it can be done.

use app::debtor::options::Proposing;
use domain::money::Money;
use domain::offer::Way;
use domain::plan::{Changes, State};
use domain::proposal::ProposalState;

use super::persona::Choice;
use super::{Simulation, Trouble};
use crate::store::debt::{self, Debt};
use crate::store::plan::{self, Kept};
use crate::store::proposal::{self as proposals, Kept as Proposal};
use crate::store::saved_method::{self, MethodState, Of};
use crate::use_cases::offer::{self, WaysOut};
use crate::use_cases::proposal::{self, Acceptable};
use crate::use_cases::session::Visit;
use crate::use_cases::{autopay, late};

/// What somebody has before them.
pub(super) struct Desk {
    /// The debts of their currency that can be paid and are in no plan, with what paying late has cost.
    pub(super) payable: Vec<Debt>,
    /// What those owe.
    pub(super) owed: Money,
    /// The plan that they pay by.
    pub(super) plan: Option<Kept>,
    /// The card for it that is wanted or charged.
    card: Option<MethodState>,
    /// Whether instalments can be charged automatically.
    charges: bool,
    /// What they are offered.
    pub(super) ways: Option<WaysOut>,
    /// Their proposal of which something may come.
    pub(super) proposal: Option<Proposal>,
    /// The terms that they can agree to by it.
    pub(super) terms: Option<Acceptable>,
}

impl Desk {
    /// Everything that the pages of a visit show.
    pub(super) async fn of(life: &Simulation, who: usize, visit: &Visit) -> Result<Self, Trouble> {
        let (currency, now) = (life.people[who].currency, life.time.now());
        let (tenant, case) = (&visit.tenant, &visit.case);
        let whose = (tenant, &life.settings);
        let mut conn = life.portal.store.read().await?;
        let mut running = plan::of_case(&mut conn, tenant, case).await?;
        running.retain(|kept| plan::runs(kept.plan.state()));
        let is_free = |debt: &Debt| !running.iter().any(|kept| kept.debts.contains(&debt.id));
        let debts = debt::of_case(&mut conn, tenant, case).await?;
        let mut payable = late::on_debts(&mut conn, whose, debts, now).await?;
        payable.retain(|debt| debt.currency == currency && debt.is_payable() && is_free(debt));
        let mut owed = Money::zero(currency);
        for debt in &payable {
            owed = owed.checked_add(debt.balance.total()?)?;
        }
        let plan = running.pop();
        let mut card = None;
        if let Some(kept) = &plan {
            let all = saved_method::all(&mut conn, tenant, Of::Plan(&kept.id)).await?;
            card = all.into_iter().map(|one| one.state).find(|state| *state != MethodState::Off);
        }
        let proposal = proposals::open_of_case(&mut conn, tenant, (case, currency)).await?;
        let terms = match &proposal {
            Some(kept) => proposal::acceptable(&mut conn, whose, kept, now).await?,
            None => None,
        };
        drop(conn);
        let found = offer::of_visit(&life.portal, visit, &life.settings, Some(currency)).await?;
        let charges = autopay::offered(&life.settings, currency);
        let ways = found.map(|(ways, _)| ways);
        Ok(Self { payable, owed, plan, card, charges, ways, proposal, terms })
    }

    /// Whether the choice can be made.
    pub(super) fn allows(&self, choice: Choice) -> bool {
        let owes = !self.owed.is_zero();
        match choice {
            Choice::Leave | Choice::Say | Choice::NotMe => true,
            Choice::PayAll | Choice::PayPart | Choice::Transfer => owes && self.plan.is_none(),
            Choice::PayOne => owes,
            Choice::Cash => owes || self.plan.is_some(),
            Choice::PayLess => self.offers(|way| *way == Way::Discount),
            Choice::Plan => self.offers(|way| matches!(way, Way::Plan { .. })),
            Choice::Settlement => self.offers(|way| matches!(way, Way::Settlement { .. })),
            Choice::MoreTime => self.offers(|way| *way == Way::Extension),
            Choice::Propose => self.takes_proposals() && !self.is_waiting(),
            Choice::AgreeToTerms => self.terms.is_some(),
            Choice::TakeBack => self.is_waiting() || self.is_countered(),
            Choice::PlanDue | Choice::PlanTransfer | Choice::PlanAll => self.plan.is_some(),
            Choice::MoveDate => self.can_change(|dates| dates.moves > 0),
            Choice::Skip => self.can_change(|dates| dates.skips > 0),
            Choice::Payday => self.can_change(|dates| dates.moves > 0 && dates.payday.is_some()),
            Choice::Renegotiate => self.is_active(),
            Choice::ProposeInstead => self.is_active() && !self.is_waiting(),
            Choice::AutopayOn => self.charges && self.is_active() && self.card.is_none(),
            Choice::AutopayOff => self.card.is_some(),
        }
    }

    fn offers(&self, is_kind: impl Fn(&Way) -> bool) -> bool {
        self.ways.as_ref().is_some_and(|ways| ways.offer(is_kind).is_some())
    }

    fn takes_proposals(&self) -> bool {
        let welcome = |ways: &WaysOut| matches!(ways.proposing(), Ok(Proposing::Welcome));
        self.ways.as_ref().is_some_and(welcome)
    }

    fn is_waiting(&self) -> bool {
        let state = self.proposal.as_ref().map(|kept| kept.proposal.state);
        matches!(state, Some(ProposalState::Waiting { .. }))
    }

    fn is_countered(&self) -> bool {
        let state = self.proposal.as_ref().map(|kept| kept.proposal.state);
        matches!(state, Some(ProposalState::Countered { .. }))
    }

    fn is_active(&self) -> bool {
        self.plan.as_ref().is_some_and(|kept| *kept.plan.state() == State::Active)
    }

    fn can_change(&self, is_left: impl Fn(&Changes) -> bool) -> bool {
        let dates = self.plan.as_ref().and_then(|kept| kept.plan.changes());
        dates.is_some_and(|dates| !dates.parts.is_empty() && is_left(&dates))
    }
}
