//! What was accepted, with everything that the plan needs for the rest of its life: the policy may
//! change, the plan does not.

use std::num::NonZeroU32;

use chrono::NaiveDate;

use crate::country::Country;
use crate::money::{Money, MoneyError};
use crate::percent::Rounding;
use crate::plan_quote::{self, Choice, Refusal};
use crate::policy::{
    AfterMiss, Cost, Count, PlanTerms, Restores, Retries, Reward, Settlement, Spread, Upkeep,
};
use crate::proposal::{Ask, Misasked};
use crate::schedule::{Cut, Frequency, Instalment, Terms};

/// What an accepted plan is. Its parts sum to `owed`, less `given_up`, plus `charged`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Agreement {
    /// The day of acceptance, in the creditor's zone.
    pub accepted_on: NaiveDate,
    /// Whose weekends and holidays count.
    pub country: Country,
    /// The first instalment's day as it was chosen.
    pub first_on: NaiveDate,
    /// How the others follow.
    pub frequency: Frequency,
    /// What was owed on the plan's debts.
    pub owed: Money,
    /// What is waived once everything else is paid.
    pub given_up: Money,
    /// What is paid on the day of acceptance; may be nothing.
    pub down: Money,
    /// The rest, with the cost in it.
    pub instalments: Vec<Instalment>,
    /// What the plan costs, as a rule.
    pub cost: Cost,
    /// What the plan costs, as an amount.
    pub charged: Money,
    /// Where the cost falls.
    pub spread: Spread,
    /// What paying everything early brings.
    pub early: Option<Early>,
    /// What happens while it runs.
    pub upkeep: Upkeep,
    /// What keeping to the dates brings.
    pub reward: Option<Reward>,
}

/// The policy's discount for paying everything, for who is in a plan and pays the rest at once.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Early {
    /// How much, of what is still open.
    pub off: Count,
    /// What it was worth on the day of acceptance; never more than that.
    pub most: Money,
    /// Its last day.
    pub until: NaiveDate,
}

/// What a plan is made of before the debtor has chosen its dates.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Bargain {
    /// What is owed on the plan's debts.
    pub owed: Money,
    /// What is waived once everything else is paid.
    pub given_up: Money,
    /// What paying everything early brings.
    pub early: Option<Early>,
}

/// What makes an agreement none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AgreementError {
    /// Nothing to pay.
    #[error("a plan without instalments")]
    Empty,
    /// The parts sum to something else than what is owed.
    #[error("the instalments sum to {paid}, not to {due}")]
    Sum {
        /// What they sum to.
        paid: Money,
        /// What is owed, less what is given up, plus the cost.
        due: Money,
    },
    /// The dates or the numbers do not follow each other.
    #[error("an instalment is not after the one before it")]
    Order,
    /// The amounts do not fit together.
    #[error(transparent)]
    Money(#[from] MoneyError),
}

/// A settlement in instalments is lenient with nobody: it is the creditor who gives up money.
/// Three days are for banks that are slow.
const OF_SETTLEMENT: Upkeep = Upkeep {
    grace_days: 3,
    misses: AfterMiss::InAll(NonZeroU32::MIN),
    restores: Restores::GivenUp,
    moves: 0,
    move_days: 0,
    skips: 0,
    retries: Retries::USUAL,
};

impl Agreement {
    /// What accepting `choice` today makes of `bargain`, or the limit that it breaks.
    pub fn of_plan(
        terms: &PlanTerms,
        bargain: &Bargain,
        choice: &Choice,
        (country, today): (Country, NaiveDate),
    ) -> Result<Self, Refusal> {
        let to_pay = bargain.owed.checked_sub(bargain.given_up)?;
        let quote = plan_quote::quote(terms, to_pay, choice, (country, today))?;
        Ok(Self {
            accepted_on: today,
            country,
            first_on: choice.first_on,
            frequency: choice.frequency(),
            owed: bargain.owed,
            given_up: bargain.given_up,
            down: quote.down,
            instalments: quote.instalments,
            cost: terms.cost,
            charged: quote.cost,
            spread: terms.spread,
            early: bargain.early,
            upkeep: terms.upkeep,
            reward: terms.reward,
        })
    }

    /// What accepting `settlement` of `owed` in so many payments makes: the first is due today, and the
    /// first that is missed brings back what was to be given up.
    pub fn of_settlement(
        settlement: &Settlement,
        owed: Money,
        payments: NonZeroU32,
        (country, today): (Country, NaiveDate),
    ) -> Result<Self, Refusal> {
        if payments > settlement.payments {
            return Err(Refusal::TooMany(settlement.payments.get()));
        }
        let given_up = settlement.given_up.of(owed, Rounding::Down)?;
        let terms = Terms {
            total: owed.checked_sub(given_up)?,
            cut: Cut::Parts(payments),
            first_on: today,
            frequency: settlement.frequency,
            country,
        };
        let zero = Money::zero(owed.currency());
        let instalments = terms.schedule(today)?;
        Ok(Self::free((owed, given_up, zero), &terms, instalments, (OF_SETTLEMENT, today)))
    }

    /// What agreeing on `ask` for `owed` makes, under the segment's rules for plans; where it has none,
    /// those of a settlement in instalments.
    pub fn of_proposal(
        ask: &Ask,
        owed: Money,
        upkeep: Option<Upkeep>,
        (country, today): (Country, NaiveDate),
    ) -> Result<Self, Misasked> {
        let given_up = ask.given_up(owed)?;
        let instalments = ask.schedule((country, today))?;
        let upkeep = upkeep.unwrap_or(OF_SETTLEMENT);
        let amounts = (owed, given_up, ask.choice.down);
        Ok(Self::free(amounts, &ask.terms(country)?, instalments, (upkeep, today)))
    }

    /// An agreement without cost, discount and reward.
    fn free(
        (owed, given_up, down): (Money, Money, Money),
        terms: &Terms,
        instalments: Vec<Instalment>,
        (upkeep, accepted_on): (Upkeep, NaiveDate),
    ) -> Self {
        Self {
            accepted_on,
            country: terms.country,
            first_on: terms.first_on,
            frequency: terms.frequency,
            owed,
            given_up,
            down,
            instalments,
            cost: Cost::None,
            charged: Money::zero(owed.currency()),
            spread: Spread::Even,
            early: None,
            upkeep,
            reward: None,
        }
    }

    /// What is paid in all when nothing is paid early, down payment included.
    pub fn total(&self) -> Result<Money, MoneyError> {
        self.instalments.iter().try_fold(self.down, |sum, one| sum.checked_add(one.amount))
    }

    /// Whether the amounts and dates go together.
    pub fn check(&self) -> Result<(), AgreementError> {
        if self.instalments.is_empty() {
            return Err(AgreementError::Empty);
        }
        let paid = self.total()?;
        let due = self.owed.checked_sub(self.given_up)?.checked_add(self.charged)?;
        if paid != due {
            return Err(AgreementError::Sum { paid, due });
        }
        let starts = self.instalments.first().is_some_and(|one| one.due_on >= self.accepted_on);
        let in_order = self.instalments.windows(2).all(|pair| pair[0].due_on < pair[1].due_on);
        let numbered = (1..).zip(&self.instalments).all(|(number, one)| one.number == number);
        if starts && in_order && numbered { Ok(()) } else { Err(AgreementError::Order) }
    }

    /// The plan's interest for the days until `day`, as it was agreed; the whole cost if it is none by
    /// the day.
    pub(super) fn earned(&self, day: NaiveDate) -> Result<Money, MoneyError> {
        let Cost::YearlyRate(rate) = self.cost else { return Ok(self.charged) };
        let shares = plan_quote::shares(self.charged, self.instalments.len(), self.spread);
        let principal = self.instalments.iter().zip(shares);
        let principal: Vec<_> = principal
            .map(|(one, share)| Ok((one.due_on, one.amount.checked_sub(share)?)))
            .collect::<Result<_, MoneyError>>()?;
        plan_quote::interest(rate, &principal, (self.accepted_on, day))?.at_most(self.charged)
    }
}
